"""Days of a school year from a calendar file of an authority or a trust."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve, frozen

from inclusion_core.desk.calendars import change_year, school_year
from inclusion_core.exchange.calendar_ics import read_ics
from inclusion_core.identifiers import slug
from inclusion_core.model.calendar import Event, SchoolYear

if TYPE_CHECKING:
    from pathlib import Path

    from inclusion_core.desk import Desk


@frozen
class DaysCame:
    """What came of a file: how many events were added, were there already (ours too), or lie outside the year."""

    added: int
    there: int
    outside: int
    remarks: tuple[str, ...] = ()


def import_days(desk: Desk, year: int, path: Path, *, roles: tuple[str, ...] = (), weight: int = 0) -> DaysCame:
    """Add the days of a calendar file to a school year as local events, as one change. Twice is once.

    Raises what `read_ics` raises, and NotAllowed for a weight that is none.
    """
    found = read_ics(path)
    kept = school_year(desk, year)
    inside = [one for one in found if one.last >= kept.first and one.first <= kept.last]
    new = [one for one in inside if not one.ours]
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
    repeats = sum(one.repeats for one in new)
    remarks = (f"Of {repeats} that repeat only the first time was read.",) if repeats else ()
    return DaysCame(len(added), len(inside) - len(added), len(found) - len(inside), remarks)
