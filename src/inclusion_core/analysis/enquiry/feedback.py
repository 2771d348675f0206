"""What a team says to the host on the same day: what went well, even better if, what was found, questions left.

Everything in it is quoted or counted from the review: nothing is written here about a school. Nobody is named: it is
told which indicator, never by whom or where.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from attrs import frozen

from inclusion_core.analysis.scoring.standings import headline

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from inclusion_core.model.assessment import Cell, Judgement
    from inclusion_core.model.enquiry import LineOfEnquiry
    from inclusion_core.model.evidence import Evidence
    from inclusion_core.model.framework import Framework, Indicator
    from inclusion_core.model.school import Setting

Side = Literal["well", "better", "question"]

AGREED = "moderated"
"""The voice of what several agreed after talking it through."""

MOST = 6
"""Points of one part that a sheet holds; how many more there are is counted."""

REPORT_FROM, REPORT_TO = 500, 1_000
"""Words that a report of a visit has, from and to."""


@frozen
class FeedbackPoint:
    """One thing to say. `about` is an indicator's or a line of enquiry's id, `title` its title or question.

    `says` is what the team wrote, word for word; empty where it wrote nothing. `levels` are what was chosen (ids),
    one for each voice that chose.
    """

    about: str
    title: str
    says: str = ""
    levels: tuple[str, ...] = ()


@frozen
class Feedback:
    """A feedback sheet. `unseen` counts the indicators that apply and that none of the voices answered, of `asked`."""

    went_well: tuple[FeedbackPoint, ...]
    even_better: tuple[FeedbackPoint, ...]
    found: tuple[FeedbackPoint, ...]
    questions: tuple[FeedbackPoint, ...]
    unseen: int
    asked: int
    voices: tuple[str, ...]


def feedback_voices(voices: Iterable[str]) -> tuple[str, ...]:
    """Return the voices a sheet speaks with: what was agreed, and the reviewers, else the school's own, else all.

    >>> feedback_voices(["self", "peer:bo", "peer:ak"]), feedback_voices(["moderated", "self"]), feedback_voices([])
    (('peer:ak', 'peer:bo'), ('moderated', 'self'), ())
    """
    known = sorted(voices)
    agreed = tuple(one for one in known if one == AGREED)
    for wanted in ("peer:", "self"):
        found = tuple(one for one in known if one.startswith(wanted))
        if found:
            return (*agreed, *found)
    return agreed or tuple(known)


def feedback(
    framework: Framework,
    voices: Mapping[str, Mapping[Cell, Judgement]],
    setting: Setting,
    lines: Iterable[LineOfEnquiry] = (),
    evidence: Iterable[Evidence] = (),
) -> Feedback:
    """Make a feedback sheet from what these voices judged.

    Where an indicator was agreed (`moderated`), that alone is said of it. The upper half of a scale went well, the
    rest is even better if; of stances only the most and the least inclusive are on a side. Where voices are on
    different sides, where one could not tell, and where a line of enquiry has no finding, a question is left. What is
    core, and what rests on most evidence, comes first.
    """
    rests_on = _counts(evidence)
    sides: dict[Side, list[tuple[Indicator, FeedbackPoint]]] = {"well": [], "better": [], "question": []}
    unseen = asked = 0
    for indicator in framework.applicable(setting):
        said_by = {voice: headline(framework, each, indicator.id)[1] for voice, each in voices.items()}
        agreed = said_by.get(AGREED)
        given = [agreed] if agreed is not None else [one for one in said_by.values() if one is not None]
        if all(one.non_answer == "not-applicable" for one in given) and given:
            continue
        asked += 1
        if not given:
            unseen += 1
            continue
        side = _side(framework, given)
        if side is not None:
            sides[side].append((indicator, _point(framework, indicator, given)))

    def order(one: tuple[Indicator, FeedbackPoint]) -> tuple[bool, bool, int]:
        return (not one[1].says, not one[0].core, -rests_on.get(one[0].id, 0))

    said: dict[Side, tuple[FeedbackPoint, ...]] = {
        side: tuple(point for _, point in sorted(points, key=order)) for side, points in sides.items()
    }
    there = [one for one in lines if one.stage != "drafted" or one.finding.strip()]
    found = tuple(FeedbackPoint(one.id, one.question, one.finding) for one in there if one.finding.strip())
    left = tuple(
        FeedbackPoint(one.id, one.question) for one in there if not one.finding.strip() and one.stage != "closed"
    )
    return Feedback(
        said["well"], said["better"], found, (*left, *said["question"]), unseen, asked, tuple(voices)
    )  # fmt: skip


def _counts(evidence: Iterable[Evidence]) -> Mapping[str, int]:
    counts: dict[str, int] = {}
    for one in evidence:
        for name in one.indicators:
            counts[name] = counts.get(name, 0) + 1
    return counts


def _side(framework: Framework, given: Sequence[Judgement]) -> Side | None:
    """Return on which side the voices are together; None where all that was said is that it is too soon."""
    levels = [one.level for one in given if one.level is not None]
    if not levels:
        return "question" if any(one.non_answer == "cannot-tell" for one in given) else None
    sides = {_level_side(framework, level) for level in levels}
    return next(iter(sides)) if len(sides) == 1 else "question"


def _level_side(framework: Framework, level: str) -> Side:
    scale = framework.scale
    place, last = scale.place(level), len(scale.order)
    if scale.stance:
        return "well" if place == last else "better" if place == 1 else "question"
    return "well" if 2 * place > last + 1 else "better"


def _point(framework: Framework, indicator: Indicator, given: Sequence[Judgement]) -> FeedbackPoint:
    reasons = dict.fromkeys(one.because.strip() for one in given if one.because.strip())
    levels = tuple(one.level for one in given if one.level is not None)
    return FeedbackPoint(indicator.id, framework.worded(indicator.title), "\n".join(reasons), levels)


@frozen
class WordMeter:
    """How many words people wrote for a report, and where that stands in a sentence."""

    words: int
    says: str


def word_meter(texts: Iterable[str]) -> WordMeter:
    """Count the words of what people wrote, and say where that stands between `REPORT_FROM` and `REPORT_TO`.

    >>> word_meter(["Seen in five of six lessons."]).says
    'What the team wrote comes to 6 words; 494 more make the 500 that a report begins at.'
    >>> word_meter(["word " * 742]).says
    'What the team wrote comes to 742 words, within the 500 to 1,000 of a report.'
    """
    words = sum(len(one.split()) for one in texts)
    count = f"{words:,} {'word' if words == 1 else 'words'}"
    if words < REPORT_FROM:
        where = f"; {REPORT_FROM - words:,} more make the {REPORT_FROM:,} that a report begins at."
    elif words > REPORT_TO:
        where = f", {words - REPORT_TO:,} over the {REPORT_TO:,} that a report has room for. Say what matters most."
    else:
        where = f", within the {REPORT_FROM:,} to {REPORT_TO:,} of a report."
    return WordMeter(words, f"What the team wrote comes to {count}{where}")


def written_words(sheet: Feedback) -> Iterator[str]:
    """Yield what people wrote of a sheet, each text once: reasons and findings."""
    for part in (sheet.went_well, sheet.even_better, sheet.found, sheet.questions):
        for one in part:
            yield one.says
