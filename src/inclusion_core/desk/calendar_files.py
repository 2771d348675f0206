"""Days of a school year from a calendar file of an authority or a trust."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve, frozen

from inclusion_core.analysis.privacy import pupil_numbers, scan
from inclusion_core.analysis.wording import listed
from inclusion_core.desk.calendars import change_year, school_year
from inclusion_core.exchange.calendar_ics import read_ics
from inclusion_core.identifiers import slug
from inclusion_core.model.calendar import Event, SchoolYear

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from inclusion_core.desk import Desk
    from inclusion_core.exchange.calendar_ics import ReadDay


@frozen
class DaysCame:
    """What came of a file: how many events were added, were there already (ours too), or lie outside the year."""

    added: int
    there: int
    outside: int
    remarks: tuple[str, ...] = ()


def import_days(desk: Desk, year: int, path: Path, *, roles: tuple[str, ...] = (), weight: int = 0) -> DaysCame:
    """Add the days of a calendar file to a school year as local events, as one change. Twice is once.

    What is marked as private, and what has a pupil's number in its title, is left out and said. Raises what `read_ics`
    raises, and NotAllowed for a weight that is none.
    """
    found = read_ics(path)
    kept = school_year(desk, year)
    inside = [one for one in found if one.last >= kept.first and one.first <= kept.last]
    new = [one for one in inside if not (one.ours or one.private or pupil_numbers(one.title))]
    added: list[Event] = []

    def make(was: SchoolYear) -> SchoolYear:
        added.clear()
        events = dict(was.events)
        there = {(one.title, one.first, one.end) for one in events.values()}
        for one in new:
            if (one.title, one.first, one.last) in there:
                continue
            there.add((one.title, one.first, one.last))
            base = slug(one.title) or "event"
            key, number = base, 1
            while key in events:
                number += 1
                key = f"{base}-{number}"
            made = Event(key, one.title, one.first, one.last if one.last != one.first else None, roles, weight,
                         given_by=path.name, sort="local")  # fmt: skip
            events[key] = made
            added.append(made)
        return evolve(was, events=events)

    if new:
        change_year(desk, year, make)
    remarks = tuple(_remarks(found, inside, added, kept))
    return DaysCame(
        len(added), sum(one.ours or one in new for one in inside) - len(added), len(found) - len(inside), remarks
    )


def _remarks(
    found: Iterable[ReadDay], inside: Iterable[ReadDay], added: Iterable[Event], kept: SchoolYear
) -> Iterator[str]:
    """Yield what a person should know of a file that was read: what was left out, and titles that may name a pupil."""
    repeats = sum(one.repeats and not one.ours for one in inside)
    if repeats:
        yield f"Of {repeats} that repeat only the first time was read."
    before = sum(one.repeats and not one.ours and one.last < kept.first for one in found)
    if before:
        yield f"{before} that repeat began before {kept.title}: what of them falls into it was not read."
    private = sum(one.private for one in inside)
    if private:
        yield f"{private} marked as private were left out."
    numbered = [f"{one.first}" for one in inside if not (one.ours or one.private) and pupil_numbers(one.title)]
    if numbered:
        yield f"Left out, since the title holds a number that only one pupil has: {listed(numbered)}."
    named = [f"{one.first}" for one in added if scan(one.title)]
    if named:
        yield (
            f"Titles that look as if they named a pupil: {listed(named)}. Pupils are not named here; to erase one for "
            "good: inclusion blank TEXT"
        )
