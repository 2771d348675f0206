"""What has not been seen or heard yet, how long is left, and who on the timetable could still supply it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

import inclusion_core as ic
from inclusion_tui.render.line import apart, fit, padded, text, under
from inclusion_tui.render.passages import Passage, heading, passage
from inclusion_tui.render.why import share

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping, Sequence

    from inclusion_tui.render.line import Line, Part

_SECTIONS = (
    ("partly", "Judged in part"),
    ("not-looked-at", "Not looked at yet"),
    ("cannot-tell", "Cannot tell"),
    ("too-soon", "Too soon to tell"),
)
_LEAST_TITLE = 16


@frozen
class Day:
    """The day of the visit as it stands at one moment: what is left, what is on, and who could supply what.

    `kinds` are the kinds of evidence that the review speaks of, by id; `planned` says whether there is any timetable.
    """

    now: dt.datetime
    left: ic.TimeLeft
    on: tuple[ic.Slot, ...]
    supply: Mapping[str, tuple[ic.Slot, ...]]
    people: Mapping[str, ic.Person]
    kinds: Mapping[str, ic.EvidenceKind]
    planned: bool


def unseen_passages(framework: ic.Framework, found: ic.Unseen, day: Day, width: int) -> Iterator[Passage]:
    """Yield how far the review is, the time that is left, what is open, and which evidence is missing."""
    yield Passage([*_so_far(framework, found, width), *day_lines(day, width)])
    open_ones = list(found.indicators)
    for sort, title in _SECTIONS:
        these = [one for one in open_ones if _sort(one) == sort]
        if these:
            yield heading(title, width, right=str(len(these)))
            yield from (Passage([_indicator(framework, one, width)], f"open {one.id}", one.id) for one in these)
    if not open_ones:
        yield heading("Indicators", width, right="0")
        yield passage("all", "Every indicator that applies is judged.", width)
    yield from _voices(found, day, width)
    yield from _kinds(found, day, width)


def _sort(one: ic.NotSeen) -> str:
    return "partly" if one.partly else one.non_answer or "not-looked-at"


def _so_far(framework: ic.Framework, found: ic.Unseen, width: int) -> list[Line]:
    if found.coverage is None:
        return []
    whole = found.coverage.overall
    outer = [one for one in found.coverage.strands if framework.strands[one.id].within is None]
    strands = ", ".join(f"{one.id} {one.judged}/{one.applicable}" for one in outer)
    return under(f" {share(whole.judged, whole.applicable)}: ", strands, width, style="dim")


def day_lines(day: Day, width: int) -> list[Line]:
    """Return how long is left and what is on, or how to say so where nobody has."""
    if day.left.minutes is not None and day.left.until is not None:
        until = day.left.until.astimezone(day.now.tzinfo)
        says = f"{_length(day.left.minutes)} left of the visit, until {until:%H:%M}."
        on = [fit(((" now ", "strong"), (slot_words(one, day), "")), width) for one in day.on]
        return [fit(((f" {says}", "strong"),), width), *on]
    says = "The timetable of today is over." if day.left.why == "day-over" else "Nothing is on the timetable today."
    if not day.planned:
        says = "There is no timetable yet, so the time that is left is not known."
    return under(" ", f"{says} n adds a slot, such as 10:15-11:00 Pupil group.", width, style="warn")


def _length(minutes: int) -> str:
    """Return so many minutes in words.

    >>> _length(1), _length(45), _length(60), _length(135)
    ('1 minute', '45 minutes', '1 hour', '2 hours 15 minutes')
    """
    hours, rest = divmod(minutes, 60)
    words = [f"{hours} {'hour' if hours == 1 else 'hours'}"] if hours else []
    if rest or not hours:
        words.append(f"{rest} {'minute' if rest == 1 else 'minutes'}")
    return " ".join(words)


def slot_words(one: ic.Slot, day: Day) -> str:
    """Return a slot in words: when, what, where, and who of the team is in it."""
    starts, ends = (at.astimezone(day.now.tzinfo) for at in (one.starts, one.ends))
    other = "" if starts.date() == day.now.date() else f"{starts:%d %b} "
    place = f", {text(one.place)}" if one.place else ""
    names = [(day.people[name].name or name) if name in day.people else name for name in one.people]
    who = f" ({text(ic.listed(names))})" if names else ""
    return f"{other}{starts:%H:%M}-{ends:%H:%M} {text(one.title)}{place}{who}"


def _indicator(framework: ic.Framework, one: ic.NotSeen, width: int) -> Line:
    tags = [word for word, true in (("statutory", one.statutory), ("core", one.core)) if true]
    parts: list[Part] = [(f"  {text(one.id)} ", "dim"), (text(framework.worded(one.title)), "")]
    right: list[Part] = [(", ".join(tags), "mark")] if tags else []
    if one.partly and one.cells:
        right = [(f"{ic.listed(one.cells)} open", "dim"), (", " if tags else "", "dim"), *right]
    if one.lacks:
        count = f"{len(one.lacks)} {'kind' if len(one.lacks) == 1 else 'kinds'} missing"
        right += [(f"  {count}" if right else count, "dim")]
    while right and width - sum(ic.columns(words) for words, _ in right) < _LEAST_TITLE + ic.columns(one.id):
        right.pop()
    return apart(tuple(parts), (*right, (" ", "")), width) if right else fit(parts, width)


def _voices(found: ic.Unseen, day: Day, width: int) -> Iterator[Passage]:
    yield heading("Voices that nobody has heard yet", width, right=str(len(found.voices)), part="voices")
    if not found.voices:
        yield passage("voices", "Every kind of voice has been heard at least once.", width)
    for one in found.voices:
        asked = sum(one.id in lacks for lacks in found.kinds.values())
        yield _kind(one.id, asked, day, width)


def _kinds(found: ic.Unseen, day: Day, width: int) -> Iterator[Passage]:
    unheard = {one.id for one in found.voices}
    lacking: dict[str, int] = {}
    for lacks in found.kinds.values():
        for kind in lacks:
            if kind not in unheard:
                lacking[kind] = lacking.get(kind, 0) + 1
    if not lacking:
        return
    yield heading("Kinds of evidence that are missing", width, right=str(len(lacking)), part="kinds")
    for kind, asked in sorted(lacking.items(), key=lambda each: -each[1]):
        yield _kind(kind, asked, day, width)


def _kind(kind: str, asked: int, day: Day, width: int) -> Passage:
    title = kind_title(kind, day.kinds)
    count = (
        f"{asked} {'indicator asks' if asked == 1 else 'indicators ask'} for it"
        if asked
        else "no indicator asks for it"
    )
    return passage(f"kind {kind}", f"{count}; {_supplied(kind, day)}.", width, label=f"{title}: ")


def _supplied(kind: str, day: Day) -> str:
    words = supply_words(kind, day)
    if day.supply.get(kind):
        return f"{words} could supply it"
    return f"{words} could supply it" if day.planned else f"{words} to say who could supply it"


def kind_title(kind: str, kinds: Mapping[str, ic.EvidenceKind]) -> str:
    """Return what a kind of evidence is called."""
    return kinds[kind].title if kind in kinds else kind


def supply_words(kind: str, day: Day) -> str:
    """Say in which slots a kind of evidence can still be gathered."""
    slots = day.supply.get(kind, ())
    if slots:
        return ic.listed([slot_words(one, day) for one in slots], "or")
    return "nothing left on the timetable" if day.planned else "no timetable yet"


def lacks_lines(framework: ic.Framework, indicator: str, lacks: Sequence[str], day: Day, width: int) -> list[Line]:
    """Return what one indicator lacks, kind by kind, each with who could still supply it."""
    title = framework.worded(framework.indicators[indicator].title)
    lines: list[Line] = [fit(((f" {text(indicator)} ", "strong"), (text(title), "title")), width)]
    if not lacks:
        return [*lines, fit(((" Every kind of evidence that it names is there.", "dim"),), width)]
    names = {kind: kind_title(kind, day.kinds) for kind in lacks}
    longest = max(ic.columns(one) for one in names.values())
    return lines + [
        fit(((f" lacks {padded(name, longest)}  ", "strong"), (supply_words(kind, day), "")), width)
        for kind, name in names.items()
    ]
