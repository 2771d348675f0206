"""Days of a school year from a calendar file of an authority or a trust."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve, frozen

from inclusion_core.analysis.scoring.wording import listed
from inclusion_core.analysis.texts.privacy import pupil_numbers, scan
from inclusion_core.desk.calendars import change_year, school_year
from inclusion_core.errors import NotAllowed
from inclusion_core.exchange.calendar_ics import read_ics
from inclusion_core.exchange.inert import one_line
from inclusion_core.identifiers import slug
from inclusion_core.model.calendar import MOST_WEIGHT, Event, SchoolYear

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from inclusion_core.desk import Desk
    from inclusion_core.exchange.calendar_ics import LeftOut, ReadDay


@frozen
class DaysCame:
    """What came of a file: how many events were added, were there already (ours too), or lie outside the year."""

    added: int
    there: int
    outside: int
    remarks: tuple[str, ...] = ()


def import_days(  # noqa: PLR0913  all but the first three are named
    desk: Desk, year: int, path: Path, *, roles: tuple[str, ...] = (), weight: int = 0, in_term: bool = False
) -> DaysCame:
    """Add the days of a calendar file to a school year as local events, as one change. Twice is once.

    What repeats is one event with all its days in the year; `in_term` leaves those without school out, of what repeats
    alone. What is marked as private, and what has a pupil's number in its title, is left out and said. Raises what
    `read_ics` raises, and NotAllowed for a weight that is none.
    """
    if not 0 <= weight <= MOST_WEIGHT:
        raise NotAllowed(f"The days of {path.name} cannot weigh {weight}. Give a weight from 0 to {MOST_WEIGHT}.")
    kept = school_year(desk, year)
    read = read_ics(path, kept.first, kept.last)
    inside = [one for one in read.days if one.last >= kept.first and one.first <= kept.last]
    new = [one for one in inside if not (one.ours or one.private or pupil_numbers(one.title))]
    added: list[Event] = []

    def make(was: SchoolYear) -> SchoolYear:
        added.clear()
        events = dict(was.events)
        there = {(one.title, *time) for one in events.values() for time in one.times}
        for one in new:
            length = one.last - one.first
            days = [day for day in (one.first, *one.also) if (one.title, day, day + length) not in there]
            if in_term and one.repeats:
                days = [day for day in days if was.teaches(day) is not False]
            if not days:
                continue
            there.update((one.title, day, day + length) for day in days)
            base = slug(one.title) or "event"
            key, number = base, 1
            while key in events:
                number += 1
                key = f"{base}-{number}"
            made = Event(key, one.title, days[0], days[0] + length if length else None, roles, weight,
                         given_by=path.name, sort="local", also=tuple(days[1:]))  # fmt: skip
            events[key] = made
            added.append(made)
        return evolve(was, events=events)

    if new:
        change_year(desk, year, make)
    remarks = (*_repeated(added, kept, in_term=in_term), *_left_out(read.left_out), *_remarks(inside, added))
    there = sum(one.ours or one in new for one in inside) - len(added)
    return DaysCame(len(added), there, len(read.days) - len(inside), remarks)


def _repeated(added: Iterable[Event], kept: SchoolYear, *, in_term: bool) -> Iterator[str]:
    """Yield how often what repeats is in the year, and how much of it lies in holidays."""
    several = [one for one in added if one.also]
    if several:
        times = [first for one in several for first, _ in one.times]
        away = 0 if in_term else sum(kept.teaches(day) is False for day in times)
        free = f" {away} of those times lie in holidays; {_WITHOUT}" if away else ""
        yield f"{len(several)} of them {_repeat(len(several))}: {len(times)} times in {kept.title}.{free}"


_WITHOUT = "to leave such out, undo this and read the file again with --in-term."


def _repeat(count: int) -> str:
    return "repeats" if count == 1 else "repeat"


_WHY = {
    "unreadable": "since the file does not say clearly when they repeat",
    "too often": "since they repeat by the hour or more often",
    "too long": "since reckoning when they repeat would take too long",
}


def _left_out(left_out: Iterable[LeftOut]) -> Iterator[str]:
    """Yield what repeats in a way that was not read; by its day alone where its title may be about a pupil."""
    for why, words in _WHY.items():
        named = []
        for one in left_out:
            if one.why == why:
                about = one.private or not one.title or pupil_numbers(one.title) or scan(one.title)
                named.append(f"the one of {one.first}" if about else f"'{one_line(one.title)[:60]}' of {one.first}")
        if named:
            yield f"Left out, {words}: {_some(list(dict.fromkeys(named)))}."


def _some(names: Sequence[str]) -> str:
    """Write a list as a sentence does, the rest of a long one as a number."""
    more = len(names) - _MOST_NAMED
    return listed(names) if more <= 1 else listed([*names[:_MOST_NAMED], f"{more} more"])


_MOST_NAMED = 12


def _remarks(inside: Iterable[ReadDay], added: Iterable[Event]) -> Iterator[str]:
    """Yield what a person should know of a file that was read: what was left out, and titles that may name a pupil."""
    private = sum(one.private for one in inside)
    if private:
        yield f"{private} marked as private were left out."
    numbered = [f"{one.first}" for one in inside if not (one.ours or one.private) and pupil_numbers(one.title)]
    if numbered:
        yield f"Left out, since the title holds a number that only one pupil has: {_some(numbered)}."
    named = [f"{one.first}" for one in added if scan(one.title)]
    if named:
        yield (
            f"Titles that look as if they named a pupil: {_some(named)}. Pupils are not named here; to erase one for "
            "good: inclusion blank TEXT"
        )
