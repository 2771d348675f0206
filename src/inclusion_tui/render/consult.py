"""A consultation as lines: what one school says of each indicator, the count of all, and two files that differ."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import inclusion_core as ic
from inclusion_tui.notes.when import day_in_words
from inclusion_tui.render.line import block, fit, padded, text, under

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from inclusion_tui.consulted import Consulted
    from inclusion_tui.render.line import Line, Style

consultations = ic.consultations

OPINION_WORDS = {"agree": "agree", "agree-if-changed": "if changed", "cannot-yet": "cannot yet"}
LABELS = {"if_changed": "changed so", "because": "because", "cost": "cost", "help_needed": "help needed"}
_BESIDE = ("because", "cost", "help_needed")
NAMED = "In the count its name stands beside its words. c takes that back."
UNNAMED = "In the count its words stand without its name; c lets it stand there."
WHOSE = "No school is chosen yet: s chooses a school."
KEPT = (
    "This school did not agree to be named, so what it wrote stands in the count alone (v). Its own review, opened, "
    "shows it and lets it be changed."
)
NOTHING = "There is no consultation here yet. n begins one; i takes in a file that somebody sent you."
WHAT_IT_COUNTS = (
    "The counts are of schools that answered on that indicator (n). They are opinions on a text and judge no school, "
    "so none is hidden, however few. They are no vote."
)
_OPINION, _APART, _MOST_NAMED = 11, 2, 30
_STYLES: dict[str, Style] = {"agree": "good", "agree-if-changed": "mark", "cannot-yet": "warn"}


def which_words(seen: Consulted) -> str:
    """Return which consultation it is, of how many."""
    which = f" ({seen.place + 1} of {seen.count})" if seen.count > 1 else ""
    return f"{text(seen.consultation.title)}{which}"


def until_words(until: dt.date | None, today: dt.date) -> str:
    """Return by which day answers are wished for, and how far off that is; empty where nobody has said.

    >>> import datetime as dt
    >>> today = dt.date(2026, 11, 20)
    >>> until_words(dt.date(2026, 12, 18), today), until_words(dt.date(2026, 11, 19), today)
    ('Wished for by 18 Dec, in 28 days.', 'Wished for by 19 Nov, 1 day ago.')
    """
    if until is None:
        return ""
    days = (until - today).days
    many = f"{abs(days)} day{'' if abs(days) == 1 else 's'}"
    far = "today" if not days else f"in {many}" if days > 0 else f"{many} ago"
    return f"Wished for by {day_in_words(until, today)}, {far}."


# What one school says -----------------------------------------------------------------------------------------------


def answers_above(seen: Consulted, today: dt.date, width: int) -> list[Line]:
    """Return what the consultation is about, whose answers these are, how many, and whether its name stands there."""
    one, framework = seen.consultation, seen.framework
    lines = block(" ".join(part for part in (f"About {one.framework}.", until_words(one.until, today)) if part), width,
                  "dim")  # fmt: skip
    if framework is None:
        return [*lines, *block(seen.why, width, "warn")]
    if seen.school is None:
        return [*lines, *block(WHOSE, width, "warn")]
    name = consultations.name_of(seen.school)
    if seen.kept:
        return [*lines, *block(f"{name}. {KEPT}", width, "warn")]
    mine = seen.mine
    told = len(mine.opinions) if mine is not None else 0
    added = f", {len(mine.additions)} proposed" if mine is not None and mine.additions else ""
    lines += block(f"{name}: {told} of {len(framework.indicators)} answered{added}.", width, "strong")
    if mine is not None and mine.answered:
        named = mine.named is not None and mine.named.stands(today)
        lines += block(NAMED if named else UNNAMED, width, "dim")
    return lines


def id_width(framework: ic.Framework) -> int:
    """Return how many columns the ids take, with a blank on either side."""
    return _widest(tuple(framework.indicators)) + 2


@lru_cache(maxsize=8)
def _widest(names: tuple[str, ...]) -> int:
    """Return the columns of the widest name; every row asks for it, and a framework may have a thousand."""
    return max((ic.columns(text(one)) for one in names), default=2)


def is_told(seen: Consulted) -> bool:
    """Say whether a page tells what a school says: there is one, and its words may be read here."""
    return seen.school is not None and not seen.kept


def answer_row(
    framework: ic.Framework, indicator: str, mine: consultations.SchoolReturn | None, width: int, *, told: bool = True
) -> Line:
    """Return an indicator's row: what the school says of it, or that it has not said, and its title.

    Where nothing is `told` of a school the row says neither.
    """
    said = mine.opinions.get(indicator) if mine is not None else None
    words = OPINION_WORDS[said.opinion] if said is not None else "-" if told else ""
    return fit(
        (
            (padded(f" {text(indicator)}", id_width(framework)), "strong"),
            (padded(words, _OPINION), _STYLES[said.opinion] if said is not None else "dim"),
            (text(framework.worded(framework.indicators[indicator].title)), ""),
        ),
        width,
    )


def answer_whole(
    framework: ic.Framework, indicator: str, mine: consultations.SchoolReturn | None, width: int, *, told: bool = True
) -> list[Line]:
    """Return one indicator with its statement and all that the school says of it; `told` as for a row."""
    one = framework.indicators[indicator]
    lines = under(f" {text(indicator)} ", framework.worded(one.title), width, style="title")
    said = mine.opinions.get(indicator) if mine is not None else None
    if said is None and told:
        lines += under(" ", "Not answered yet: 1 agree, 2 agree if it is changed, 3 cannot yet.", width, style="dim")
    elif said is not None:
        lines += under(" ", f"{_in_full(said.opinion)}, said on {said.day.isoformat()}.", width)
        lines += _labelled(said, width)
        if said.opinion == "cannot-yet" and not (said.cost or said.help_needed):
            lines += under(" ", "3 again says what it would cost, and which help it would take.", width, style="dim")
    if one.statement:
        lines += under(" ", framework.worded(one.statement), width, style="dim")
    return lines


def _in_full(opinion: str) -> str:
    return {"agree": "Agree", "agree-if-changed": "Agree if it is changed", "cannot-yet": "Cannot yet"}[opinion]


def _labelled(said: object, width: int) -> list[Line]:
    lines: list[Line] = []
    for name, label in LABELS.items():
        if words := getattr(said, name):
            lines += under(f" {label}: ", words, width)
    return lines


def addition_row(one: consultations.Addition, width: int) -> Line:
    """Return the row of something that the school would add."""
    return fit(((f" {text(one.strand)}  ", "strong"), (text(one.title), "")), width)


def addition_whole(framework: ic.Framework, one: consultations.Addition, width: int) -> list[Line]:
    """Return what the school would add, whole."""
    strand = framework.strands[one.strand]
    lines = under(" ", one.title, width, style="title")
    lines += under(" ", f"For {framework.worded(strand.title)}, proposed on {one.day.isoformat()}.", width)
    for label, words in (("more", one.statement), ("because", one.because)):
        if words:
            lines += under(f" {label}: ", words, width)
    return lines


def all_said(seen: Consulted, width: int) -> list[Line]:
    """Return everything that the school says, and what is still to be answered."""
    framework, mine = seen.framework, seen.mine
    if not is_told(seen):
        return under(" ", KEPT if seen.kept else WHOSE, width)
    if framework is None or mine is None or not mine.answered:
        return under(" ", "This school has said nothing here yet.", width)
    lines: list[Line] = []
    for indicator in framework.indicators:
        if indicator in mine.opinions:
            said = mine.opinions[indicator]
            title = framework.worded(framework.indicators[indicator].title)
            lines += under(f" {text(indicator)} ", f"{title}: {_in_full(said.opinion).lower()}", width)
            lines += [((" ", ""), *line) for line in _labelled(said, width - 1)]
    for each in mine.additions.values():
        lines += [(), *addition_whole(framework, each, width)]
    silent = [one for one in framework.indicators if one not in mine.opinions]
    if silent:
        lines += [(), *under(" ", f"Not answered yet: {_some(silent)}.", width, style="dim")]
    return lines


# The count ----------------------------------------------------------------------------------------------------------


def tally_above(found: consultations.Tally, today: dt.date, width: int) -> list[Line]:
    """Return how many answered, who is missing as far as a line holds them, and the heads of the columns."""
    lines = block(f"{consultations.answered_words(found)}. {until_words(found.until, today)}".rstrip(), width, "strong")
    lines += missing_lines(found, width)
    return lines


def missing_lines(found: consultations.Tally, width: int) -> list[Line]:
    """Return who has not answered, in one line; where they are more than it holds, how many and the key for all."""
    if not found.missing:
        none = "Everybody who was asked has answered." if found.invited else "No list of schools was given."
        return block(none, width, "dim")
    whole = f"Not answered yet: {'; '.join(map(text, found.missing))}."
    if ic.columns(whole) <= width:
        return [((whole, "dim"),)]
    return [fit(((f"Not answered yet: {len(found.missing)} schools. y names them.", "dim"),), width)]


def tally_head(framework: ic.Framework, width: int) -> Line:
    """Return the heads of the columns of the count."""
    heads = "".join(f"{one}{' ' * _APART}" for one in OPINION_WORDS.values())
    return fit(((" " * id_width(framework), ""), (heads, "dim"), (padded("n", 5), "dim"), ("words", "dim")), width)


def tally_row(framework: ic.Framework, one: consultations.Counted, width: int) -> Line:
    """Return an indicator's row of the count: how many said each thing, of how many, and how many wrote words."""
    parts: list[tuple[str, Style]] = [(padded(f" {text(one.id)}", id_width(framework)), "strong")]
    for opinion in consultations.OPINIONS:
        count = one.counts.get(opinion, 0)
        wide = ic.columns(OPINION_WORDS[opinion]) + _APART
        parts.append((padded(f"{count}" if one.n else "-", wide), _STYLES[opinion] if count else "dim"))
    parts.append((padded(f"{one.n}", 5), ""))
    parts.append((padded(f"{len(one.remarks)}" if one.remarks else "", 7), "dim"))
    return fit((*parts, (text(one.title), "")), width)


def tally_whole(one: consultations.Counted, width: int) -> list[Line]:
    """Return the count of an indicator with all that schools wrote, named where they agreed to be."""
    lines = under(f" {text(one.id)} ", one.title, width, style="title")
    counts = ", ".join(f"{n} {OPINION_WORDS[opinion]}" for opinion, n in one.counts.items())
    lines += under(" ", f"n {one.n}: {counts}" if one.n else "Nobody has said anything of it yet.", width)
    for each in one.remarks:
        who = f" ({each.school})" if each.school else ""
        words = [f"{LABELS[name]}: {said}" for name in _BESIDE if (said := getattr(each, name))]
        parts = _joined([each.if_changed, *words])
        lines += under(f" {OPINION_WORDS[each.opinion]}: ", f"{parts}{who}", width)
    return lines


def added_row(one: consultations.Added, width: int) -> Line:
    """Return the row of something that schools would add, and how many would."""
    return fit(((f" {text(one.strand)}  ", "strong"), (f"n {one.n}  ", "dim"), (text(one.title), "")), width)


def added_whole(framework: ic.Framework, one: consultations.Added, width: int) -> list[Line]:
    """Return what schools would add, with all that they wrote and the names of those that agreed to be named."""
    strand = framework.worded(framework.strands[one.strand].title)
    lines = under(" ", one.title, width, style="title")
    named = f" {'; '.join(one.schools)}." if one.schools else ""
    lines += under(" ", f"For {strand}: n {one.n}.{named}", width)
    for words in one.statements:
        lines += under(" more: ", words, width)
    for words in one.reasons:
        lines += under(" because: ", words, width)
    return lines


def signed_row(framework: ic.Framework, one: consultations.SignedUp, width: int) -> Line:
    """Return how many schools sign up to an indicator, by level and never by name."""
    return fit((*_signed(framework, one), (text(one.title), "dim")), width)


def _signed(framework: ic.Framework, one: consultations.SignedUp) -> Line:
    levels = ", ".join(f"{framework.level_title(level)} {n}" for level, n in one.levels.items())
    return (padded(f" {text(one.id)}", id_width(framework)), "strong"), (f"n {one.n}: {text(levels)}  ", "")


def signed_whole(framework: ic.Framework, one: consultations.SignedUp, width: int) -> list[Line]:
    """Return the same whole, with the first and the last day that is named."""
    levels = ", ".join(f"{n} to {framework.level_title(level)}" for level, n in one.levels.items())
    days = f"by {one.first}" if one.first == one.last else f"between {one.first} and {one.last}"
    lines = under(f" {text(one.id)} ", one.title, width, style="title")
    return [*lines, *under(" ", f"n {one.n} signed up: {levels}, {days}. No school is named.", width)]


def all_counted(framework: ic.Framework, found: consultations.Tally, width: int) -> list[Line]:
    """Return the whole count in words: what it counts, who is missing, each indicator that was answered on."""
    lines = under(" ", WHAT_IT_COUNTS, width, style="dim")
    if found.missing:
        lines += [(), ((f" Not answered yet ({len(found.missing)})", "title"),)]
        for name in found.missing:
            lines += under("   ", name, width)
    for one in found.indicators:
        if one.n:
            lines += [(), *tally_whole(one, width)]
    silent = [one.id for one in found.indicators if not one.n]
    if silent:
        lines += [(), *under(" ", f"Nothing said yet of: {_some(silent)}.", width, style="dim")]
    for added in found.additions:
        lines += [(), *added_whole(framework, added, width)]
    for signed in found.signed_up:
        lines += [(), *signed_whole(framework, signed, width)]
    return lines


# Two files that differ ----------------------------------------------------------------------------------------------


def clash_lines(done: Sequence[consultations.Merged], width: int) -> list[Line]:
    """Return what would be taken in, and both wordings of all that differs, each under its school's name."""
    clashes = [each for one in done for each in one.clashes]
    added, same = sum(one.added for one in done), sum(one.same for one in done)
    differ = "1 differs" if len(clashes) == 1 else f"{len(clashes)} differ"
    says = f"{differ} from what is here. {added} would be taken in, {same} are here already."
    lines = under(" ", f"{says} Nothing is taken in until you choose.", width)
    lines += [(), *under(" h ", "keeps what is here where they differ, and takes in the rest.", width)]
    lines += under(" f ", "takes what the file says where they differ, and the rest.", width)
    lines += under(" esc ", "leaves everything as it is.", width)
    for one in clashes:
        lines += [(), *under(" ", f"{one.name}, {one.id}", width, style="title")]
        lines += under(" here: ", entry_words(one.here), width)
        lines += under(" file: ", entry_words(one.there), width)
    return lines


def entry_words(one: consultations.OpinionGiven | consultations.Addition | consultations.Commitment) -> str:
    """Return what a school said, in one sentence, with the day on which it did.

    >>> import datetime as dt
    >>> entry_words(consultations.Commitment("U4", "secure", dt.date(2027, 7, 16), dt.date(2026, 11, 2)))
    'secure by 2027-07-16 (2026-11-02)'
    """
    if isinstance(one, consultations.Commitment):
        parts = [f"{one.level} by {one.by_when}", f"help needed: {one.help_needed}" if one.help_needed else ""]
    elif isinstance(one, consultations.Addition):
        parts = [f"{one.strand}: {one.title}", one.statement, f"because: {one.because}" if one.because else ""]
    else:
        texts = [f"{label}: {words}" for name, label in LABELS.items() if (words := getattr(one, name))]
        parts = [OPINION_WORDS[one.opinion], *texts]
    return f"{_joined(parts)} ({one.day})"


def _some(names: Sequence[str]) -> str:
    """Return the first names, and how many more there are: a list of a thousand is a wall."""
    more = f" and {len(names) - _MOST_NAMED:,} more" if len(names) > _MOST_NAMED else ""
    return f"{', '.join(names[:_MOST_NAMED])}{more}"


def _joined(parts: Iterable[str]) -> str:
    return "; ".join(one for one in parts if one)
