"""Lines of enquiry that what was judged and seen suggests: grounds gathered by indicator, ranked, each told in words.

Our rules and plugins' speak together. What rests on the same indicators is one suggestion with all its grounds; what
the review follows already is not suggested again; nothing is suggested that is not for this setting.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from attrs import Factory, frozen

from inclusion_core.analysis.enquiry.open_questions import begins_openly
from inclusion_core.analysis.enquiry.rules import RULES, Ground, Looked, Sort
from inclusion_core.analysis.scoring.wording import listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from inclusion_core.model.enquiry import LineOfEnquiry, Suggestion
    from inclusion_core.model.framework import Framework, Indicator

SORTS: tuple[Sort, ...] = get_args(Sort)

ORDER = (
    "In this order: what the most sorts of grounds point at comes first; then what the more pressing sort points at (a "
    "concern, then answers that differ, thin evidence, a gate one step off, comparable schools, a plugin's rule), and "
    "within it what is further apart, higher or rests on less; then core indicators; then the order of the framework."
)
"""How suggestions are ranked, in words."""

SHOWN = 10
"""How many suggestions are shown where nobody asks for all: the host agrees one to three."""

FEW, MANY = 1, 3
"""How many lines the host agrees: one to three, so that a visit can follow each."""

_SORTS_SAID: Mapping[Sort, str] = {
    "concern": "a concern",
    "difference": "answers that differ",
    "evidence": "thin evidence",
    "step": "a gate one step off",
    "peers": "comparable schools",
    "plugin": "a plugin's rule",
}

_QUESTIONS: Mapping[Sort, str] = {
    "concern": "What would tell us more about {title}?",
    "difference": "How do people here see {title} differently?",
    "evidence": "What could we see and hear of {title}?",
    "step": "What would the next step look like for {title}?",
    "peers": "What could we learn from schools like this one about {title}?",
    "plugin": "What would show us more about {title}?",
}

_HEARD = {
    "pupils": "pupil-voice", "families": "family-voice", "staff": "staff-voice", "governors": "governor-voice",
    "partners": "partner-voice",
}  # fmt: skip


@frozen
class Suggested:
    """A line of enquiry that is suggested, with every ground for it, the most pressing first.

    `ask` are the framework's own prompts for those not heard yet: (who, question). `says` tells why it stands where it
    does in the order.
    """

    question: str
    indicators: tuple[str, ...]
    grounds: tuple[Ground, ...]
    ask: tuple[tuple[str, str], ...]
    says: str


@frozen
class Suggestions:
    """All that is suggested, ranked. `followed` counts what was not suggested again because a line is about it."""

    found: tuple[Suggested, ...]
    followed: int = 0
    order: str = ORDER

    @property
    def shown(self) -> tuple[Suggested, ...]:
        """The first ten: what is shown where nobody asks for all. The rest is counted and said."""
        return self.found[:SHOWN]


_About = tuple[tuple[str, ...], str]
"""What is gathered under: indicators, or a question where a plugin names none."""


@frozen
class _Gathered:
    """What has come together for the same indicators."""

    grounds: list[Ground] = Factory(list)
    questions: list[str] = Factory(list)


def suggest(
    looked: Looked,
    *,
    lines: Iterable[LineOfEnquiry] = (),
    given: Mapping[str, Sequence[Suggestion]] | None = None,
) -> Suggestions:
    """Return the lines of enquiry that our rules and plugins' suggest, ranked.

    `lines` are those that the review has already, at whatever stage. `given` maps plugins' rules to what each
    suggested; what is in it about other settings, or about nothing that the framework has, is left out.
    """
    gathered: dict[_About, _Gathered] = {}
    for _, rule in RULES:
        for ground in rule(looked):
            gathered.setdefault((ground.indicators, ""), _Gathered()).grounds.append(ground)
    for name, suggestions in sorted((given or {}).items()):
        _take_in(looked, gathered, name, suggestions)
    followed = 0
    found: list[tuple[tuple[object, ...], Suggested]] = []
    there = list(lines)
    for (about, _), one in gathered.items():
        made = _suggested(looked, about, one)
        if any(_follows(line, made) for line in there):
            followed += 1
        else:
            found.append((_rank(looked, made), made))
    return Suggestions(tuple(one for _, one in sorted(found, key=lambda each: each[0])), followed)


def agreed_advice(lines: Iterable[LineOfEnquiry]) -> str:
    """Say what there is to say of how many lines are agreed: one to three are; empty where it is so, or none is there.

    Drafts and what is closed do not count.
    """
    there = list(lines)
    agreed = sum(one.stage not in {"drafted", "closed"} for one in there)
    if agreed > MANY:
        return (
            f"{agreed} lines of enquiry are agreed and open. A visit follows one to three well: close one, or move it "
            "back to a draft."
        )
    if there and agreed < FEW and any(one.stage == "drafted" for one in there):
        return "No line of enquiry is agreed yet. The host agrees one to three before a visit."
    return ""


# Gathering -----------------------------------------------------------------------------------------------------------


def _take_in(
    looked: Looked,
    gathered: dict[_About, _Gathered],
    rule: str,
    suggestions: Sequence[Suggestion],
) -> None:
    """Put what a plugin's rule suggests beside what is there, and leave out what is not for this setting."""
    places = {name: place for place, name in enumerate(looked.framework.indicators)}
    for place, one in enumerate(suggestions):
        about = tuple(sorted({name for name in one.indicators if name in looked.applicable}, key=places.__getitem__))
        if (one.indicators and not about) or not one.question.strip():
            continue
        into = gathered.setdefault((about, "" if about else _folded(one.question)), _Gathered())
        into.questions.append(" ".join(one.question.split()))
        for says in one.grounds or (f"Suggested by {rule}.",):
            into.grounds.append(Ground(rule, "plugin", about, " ".join(says.split()), len(suggestions) - place))


def _suggested(looked: Looked, about: tuple[str, ...], one: _Gathered) -> Suggested:
    rules = {name: place for place, (name, _) in enumerate(RULES)}
    ordered = sorted(
        one.grounds, key=lambda each: (rules.get(each.rule, len(rules)), each.rule, -each.weight, each.says)
    )
    said: dict[str, Ground] = {}
    for each in ordered:
        said.setdefault(each.says, each)
    grounds = tuple(said.values())
    first = looked.framework.indicators[about[0]] if about else None
    own = any(each.sort != "plugin" for each in grounds)
    if first is not None and (own or not one.questions):
        question = _question(looked.framework, first, grounds[0].sort)
    else:
        question = one.questions[0]
    ask = () if first is None else tuple(_prompts(looked, first))
    return Suggested(question, about, grounds, ask, _why_here(first, grounds))


def _question(framework: Framework, indicator: Indicator, sort: Sort) -> str:
    """Return the question that the framework asks, where its title is an open one; else one about the title."""
    title = framework.worded(indicator.title).strip()
    return title if begins_openly(title) else _QUESTIONS[sort].format(title=f"'{title.rstrip('.')}'")


def _prompts(looked: Looked, indicator: Indicator) -> Iterable[tuple[str, str]]:
    """Yield the framework's first prompt for each who has not been heard on an indicator."""
    held = looked.held.of(indicator.id)
    for who, prompts in indicator.ask.items():
        if prompts and _HEARD.get(who) not in held:
            yield who, looked.framework.worded(prompts[0])


def _why_here(indicator: Indicator | None, grounds: Sequence[Ground]) -> str:
    sorts = [sort for sort in SORTS if any(one.sort == sort for one in grounds)]
    said = listed([_SORTS_SAID[one] for one in sorts])
    points = f"{'One sort' if len(sorts) == 1 else f'{len(sorts)} sorts'} of grounds: {said}."
    core = f" {indicator.id} is core." if indicator is not None and indicator.core else ""
    return points + core


def _rank(looked: Looked, one: Suggested) -> tuple[object, ...]:
    """Return what suggestions are sorted by; see ORDER."""
    sorts = {each.sort for each in one.grounds}
    pressing = min(SORTS.index(sort) for sort in sorts)
    weight = max(each.weight for each in one.grounds if each.sort == SORTS[pressing])
    places = {name: place for place, name in enumerate(looked.framework.indicators)}
    core = any(looked.framework.indicators[name].core for name in one.indicators)
    first = places[one.indicators[0]] if one.indicators else len(places)
    return (-len(sorts), pressing, -weight, not core, first, len(one.indicators), one.indicators, one.question)


def _follows(line: LineOfEnquiry, one: Suggested) -> bool:
    """Say whether a line asks this already: the same question, or a line about all that it is about."""
    same = _folded(line.question) == _folded(one.question)
    return same or (bool(one.indicators) and set(one.indicators) <= set(line.indicators))


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
