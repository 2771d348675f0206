"""Days and terms of a school year from a calendar file of an authority or a trust."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from inclusion_core.desk.calendars import change_year, school_year, set_terms
from inclusion_core.errors import InvalidFile, Problem
from inclusion_core.exchange.calendar_ics import read_ics
from inclusion_core.identifiers import slug
from inclusion_core.model.calendar import Event, SchoolYear, Term

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable
    from pathlib import Path

    from inclusion_core.desk import Desk

_TERMS = ("autumn", "spring", "summer")
_BEGINS = re.compile(r"\b(starts?|begins?|opens?|opening|first day|start of)\b", re.IGNORECASE)
_ENDS = re.compile(r"\b(ends?|closes?|last day|end of|finishes)\b", re.IGNORECASE)
_HALF = re.compile(r"\bhalf[\s-]*term\b", re.IGNORECASE)


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


def import_terms(desk: Desk, year: int, path: Path) -> SchoolYear:
    """Set the three terms of a school year from a calendar file whose titles say where each starts and ends.

    A half-term break is an entry that says so and lies within the term. Raises what `read_ics` raises, and InvalidFile
    with each day that is missing; then nothing was changed.
    """
    kept = school_year(desk, year)
    found = [one for one in read_ics(path) if one.last >= kept.first and one.first <= kept.last]
    missing: list[Problem] = []
    terms = []
    for name in _TERMS:
        named = [one for one in found if name in one.title.casefold()]
        first = _day(one.first for one in named if _BEGINS.search(one.title) and not _HALF.search(one.title))
        last = _day((one.last for one in named if _ENDS.search(one.title) and not _HALF.search(one.title)), latest=True)
        whole = next((one for one in named if one.last > one.first and not _HALF.search(one.title)), None)
        first, last = first or (whole.first if whole else None), last or (whole.last if whole else None)
        if first is None or last is None:
            do = f"Set it with: inclusion calendar term {name}"
            missing += [
                Problem(f"does not say which is the {side} day of the {name} term.", "", do, str(path))
                for side, day in (("first", first), ("last", last)) if day is None
            ]  # fmt: skip
        else:
            away = next(
                (one for one in found if _HALF.search(one.title) and first < one.first <= one.last < last), None
            )
            terms.append(Term(name, first, last, away.first if away else None, away.last if away else None))
    if missing:
        raise InvalidFile(path, missing)
    return set_terms(desk, year, terms)


def _day(days: Iterable[dt.date], *, latest: bool = False) -> dt.date | None:
    found = sorted(days)
    return (found[-1] if latest else found[0]) if found else None
