"""The day of a visit: whom to tell, what is on now and next, every slot, and what the timetable lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

import inclusion_core as ic
from inclusion_tui.render.line import fit, text, under
from inclusion_tui.render.passages import Passage, heading, passage

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping, Sequence

    from inclusion_tui.render.line import Line

SLOT = "slot "
"""What the key of a slot's passage begins with; its id comes after it."""


@frozen
class Timetable:
    """A day as it is shown: its slots in order and in the school's own time, `now` in that time too.

    `other` are how many slots stand on other days; `lines` are the review's lines of enquiry by id.
    """

    day: dt.date
    now: dt.datetime
    slots: tuple[ic.Slot, ...]
    findings: tuple[ic.DayFinding, ...]
    people: Mapping[str, ic.Person]
    kinds: Mapping[str, ic.EvidenceKind]
    lines: Mapping[str, ic.LineOfEnquiry]
    card: ic.Safeguarding | None
    other: int = 0

    @property
    def today(self) -> bool:
        """Whether the day is the one that the clock shows."""
        return self.day == self.now.date()


def timetable_passages(shown: Timetable, width: int) -> Iterator[Passage]:
    """Yield the page: the card, now and next, what is wrong, the slots, what is worth doing."""
    yield Passage(_card(shown.card, width))
    if shown.today and shown.slots:
        yield Passage(now_lines(shown, width))
    wrong = [one for one in shown.findings if one.severity == "wrong"]
    if wrong:
        yield from _found("Wrong: the day cannot go ahead like this", wrong, width)
    yield heading(
        f"{shown.day:%A} {shown.day.day} {shown.day:%B %Y}", width, right=_count(len(shown.slots)), part="day"
    )
    if not shown.slots:
        yield passage("empty", "Nothing is on the timetable. p proposes a day, n adds one slot.", width)
    on = {one.id for one in ic.slots_now(shown.slots, shown.now)}
    for one in shown.slots:
        yield Passage(slot_lines(one, shown, width, on=one.id in on), f"{SLOT}{one.id}")
    if shown.other:
        yield passage("other", f"{_count(shown.other)} on other days. d goes to the next of them.", width, style="dim")
    doing = [one for one in shown.findings if one.severity != "wrong"]
    if doing:
        yield from _found("Worth doing", doing, width)


def _count(number: int) -> str:
    return f"{number} {'slot' if number == 1 else 'slots'}"


def _found(title: str, findings: Sequence[ic.DayFinding], width: int) -> Iterator[Passage]:
    yield heading(title, width, right=str(len(findings)), part=findings[0].severity)
    for place, one in enumerate(findings):
        key = f"found {one.severity} {place}"
        yield passage(key, text(str(one)), width, style="warn" if one.severity == "wrong" else "")


def _card(card: ic.Safeguarding | None, width: int) -> list[Line]:
    if card is None:
        says = "Nobody is named as the safeguarding lead, and no day begins without one. ! n names them."
        return under(" Safeguarding: ", says, width, style="warn")
    reach = f" ({text(card.reach)})" if card.reach else ""
    return under(" Safeguarding: ", f"stop, tell {text(card.lead)}{reach}, do not write it here.", width)


def now_lines(shown: Timetable, width: int) -> list[Line]:
    """Return what is on and what begins next, each a line; or that nothing is on, that nothing more comes."""
    on, coming = ic.slots_now(shown.slots, shown.now), ic.slots_after(shown.slots, shown.now)
    lines: list[Line] = []
    for one in on or (None,):
        says = words(one, shown) if one is not None else "nothing is on"
        lines.append(fit(((" now  ", "strong"), (says, "level" if one is not None else "dim")), width))
    following = [one for one in coming if one.starts == coming[0].starts]
    for after in following or (None,):
        says = words(after, shown) if after is not None else "nothing more today"
        lines.append(fit(((" next ", "strong"), (says, "" if after is not None else "dim")), width))
    return lines


def words(one: ic.Slot, shown: Timetable) -> str:
    """Return a slot in words: when, what, where, who."""
    place = f", {text(one.place)}" if one.place else ""
    return f"{one.starts:%H:%M}-{one.ends:%H:%M} {text(one.title)}{place}{_who(one, shown)}"


def _who(one: ic.Slot, shown: Timetable) -> str:
    names = [(shown.people[name].name or name) if name in shown.people else name for name in one.people]
    return f" ({text(ic.listed(names))})" if names else ""


def slot_lines(one: ic.Slot, shown: Timetable, width: int, *, on: bool) -> list[Line]:
    """Return a slot: its times and title, and below them who, which evidence, for which lines of enquiry."""
    times = f"{one.starts:%H:%M}-{one.ends:%H:%M}"
    place = f", {text(one.place)}" if one.place else ""
    mark = "now " if on else "    "
    first = fit(((f"  {times} ", "strong" if on else "dim"), (mark, "level"), (f"{text(one.title)}{place}", "")), width)
    numbers = {name: str(at) for at, name in enumerate(shown.lines, 1)}
    for_lines = [numbers[line] for line in one.lines if line in numbers]
    who = _who(one, shown).strip(" ()")
    about = [
        who,
        ic.listed([shown.kinds[kind].title if kind in shown.kinds else kind for kind in one.kinds]),
        f"for line {ic.listed(for_lines)}" if for_lines else "",
    ]
    told = "; ".join(part for part in about if part)
    return [first, *(under(" " * 18, told, width, style="dim") if told else [])]
