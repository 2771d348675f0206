"""The terms of a school year from a calendar file of an authority: what its titles say, and what is in doubt.

Titles differ: `Autumn term starts`, `Last day of summer term`, `Spring term` over all its days, `Half term ends`.
What speaks of a holiday or a summer school is no term. Whatever could be read in two ways is said, so that a person can
look at the days that were understood.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from attrs import frozen

from inclusion_core.desk.calendars import school_year, set_terms
from inclusion_core.errors import InvalidFile, Problem
from inclusion_core.exchange.calendar_ics import read_ics
from inclusion_core.model.calendar import SchoolYear, Term

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from inclusion_core.desk import Desk
    from inclusion_core.exchange.calendar_ics import ReadDay

_TERMS = ("autumn", "spring", "summer")
_BEGINS = re.compile(r"\b(starts?|begins?|opens?|opening|first day|start of)\b", re.IGNORECASE)
_ENDS = re.compile(r"\b(ends?|closes?|last day|end of|finishes)\b", re.IGNORECASE)
_HALF = re.compile(r"\bhalf[\s-]*term\b", re.IGNORECASE)
_NO_TERM = re.compile(
    r"\b(holidays?|vacation|(summer|spring|autumn)\s+school|clubs?|camps?|fairs?|fetes?)\b", re.IGNORECASE
)
_NOT_IN_TERM = re.compile(r"\bterm(?:'s)?[\s-]+(time[\s-]+)?(holidays?|vacation|breaks?)\b", re.IGNORECASE)
_LEAVES = re.compile(
    r"\b(closes?|closing|breaks? up|finish(es)?|ends?|last (school )?day)\b.*\b(for|before)\b", re.IGNORECASE
)
_RETURNS = re.compile(r"\b(re-?opens?|returns?|resumes?|back|after)\b", re.IGNORECASE)
_DAY = dt.timedelta(days=1)
_MONDAY, _FRIDAY = 0, 4
_LONGEST_BREAK = 16
_SHORTEST_PART = 21
_USUAL_LENGTH = range(50, 127)


@frozen
class TermsCame:
    """The year with the terms that were understood, and what was in doubt, a sentence each."""

    year: SchoolYear
    remarks: tuple[str, ...]


def import_terms(desk: Desk, year: int, path: Path) -> TermsCame:
    """Set the three terms of a school year from a calendar file whose titles say where each starts and ends.

    A half-term break is what says so and lies within the term. Raises what `read_ics` raises, and InvalidFile with each
    day that is missing; then nothing was changed.
    """
    kept = school_year(desk, year)
    found = [
        one for one in read_ics(path, kept.first, kept.last).days if kept.first <= one.first and one.last <= kept.last
    ]
    missing: list[Problem] = []
    remarks: list[str] = []
    terms: list[Term] = []
    for name in _TERMS:
        named = list(_of_the_term(found, name))
        first = _chosen("first", name, {one.first for one in named if _BEGINS.search(one.title)}, remarks)
        last = _chosen("last", name, {one.last for one in named if _ENDS.search(one.title)}, remarks)
        parts = _parts(named)
        first, last = first or (parts[0][0] if parts else None), last or (parts[-1][1] if parts else None)
        if first is None or last is None or last <= first:
            do = f"Set it with: inclusion calendar term {name}"
            sides = [side for side, day in (("first", first), ("last", last)) if day is None] or ["last"]
            what = "does not say which is the {} day of the {} term."
            missing += [Problem(what.format(side, name), "", do, str(path)) for side in sides]
        else:
            inside = [one for one in found if first < one.first <= one.last < last and _HALF.search(one.title)]
            begins, ends = _break(inside, name, remarks) if inside else _between(parts, name, remarks)
            terms.append(Term(name, first, last, begins, ends))
            if (last - first).days not in _USUAL_LENGTH:
                weeks = ((last - first).days + 7) // 7
                remarks.append(
                    f"The {name} term was read as {first} to {last}, {weeks} weeks. Check whether that is so."
                )
    if missing:
        raise InvalidFile(path, missing)
    return TermsCame(set_terms(desk, year, terms), tuple(remarks))


def _of_the_term(found: Sequence[ReadDay], name: str) -> Iterator[ReadDay]:
    """Yield what speaks of a term, half term apart: by its name, and not of a holiday or a summer school alone."""
    for one in found:
        title = one.title.casefold()
        if name not in title or _HALF.search(title) or _NOT_IN_TERM.search(title):
            continue
        if f"{name} term" in title or not _NO_TERM.search(title):
            yield one


def _parts(named: Sequence[ReadDay]) -> list[tuple[dt.date, dt.date]]:
    """Return the stretches that are written as the term or as a part of it, in order; the longest where all are short.

    One that lies within another is left out, and so is what is too short to be half a term.
    """
    spans = sorted(
        {(one.first, one.last) for one in named if one.last > one.first}, key=lambda one: (one[0], -one[1].toordinal())
    )
    long = [one for one in spans if (one[1] - one[0]).days >= _SHORTEST_PART]
    found: list[tuple[dt.date, dt.date]] = []
    for first, last in long or [max(spans, key=lambda one: one[1] - one[0])] if spans else []:
        if not found or last > found[-1][1]:
            found.append((first, last))
    return found


def _between(
    parts: Sequence[tuple[dt.date, dt.date]], name: str, remarks: list[str]
) -> tuple[dt.date | None, dt.date | None]:
    """Return the days between the two halves of a term as its break; None where it is not written in halves."""
    if len(parts) < 2:  # noqa: PLR2004  two halves
        return None, None
    said = ", ".join(f"{first} to {last}" for first, last in parts)
    first, last = _weekday(parts[0][1], 1), _weekday(parts[-1][0], -1)
    if len(parts) > 2 or not first <= last or (last - first).days > _LONGEST_BREAK:  # noqa: PLR2004  as above
        remarks.append(f"The file gives several stretches of the {name} term: {said}. Check its first and last day.")
        return None, None
    remarks.append(f"The file gives the {name} term in two parts, {said}; what lies between was taken for half term.")
    return first, last


def _weekday(day: dt.date, step: int) -> dt.date:
    """Return the next weekday after a day, or the last before it where `step` is -1."""
    day += step * _DAY
    while day.weekday() > _FRIDAY:
        day += step * _DAY
    return day


def _chosen(side: str, name: str, days: set[dt.date], remarks: list[str]) -> dt.date | None:
    """Return the first of the first days, the last of the last; where there are several, that is said."""
    if len(days) > 1:
        said = ", ".join(f"{one}" for one in sorted(days))
        remarks.append(f"The file names several {side} days of the {name} term: {said}. Check which one holds.")
    return (min(days) if side == "first" else max(days)) if days else None


def _away(one: ReadDay) -> tuple[dt.date, dt.date]:
    """Return the days of half term that an entry speaks of: the school closes for it before, and reopens after it."""
    if one.first != one.last:
        return one.first, one.last
    if _RETURNS.search(one.title):
        return (_weekday(one.first, -1),) * 2
    if _LEAVES.search(one.title):
        return (_weekday(one.first, 1),) * 2
    return one.first, one.last


def _break(half: Sequence[ReadDay], name: str, remarks: list[str]) -> tuple[dt.date | None, dt.date | None]:
    """Return the half-term break of what speaks of half term within a term; None where it cannot be told."""
    days = [_away(one) for one in half]
    first, last = min(one for one, _ in days), max(one for _, one in days)
    if (last - first).days > _LONGEST_BREAK:
        remarks.append(
            f"What the file says of half term in the {name} term goes from {first} to {last}, so no break was set. "
            f"Set it with: inclusion calendar term {name}"
        )
        return None, None
    sides = (_BEGINS, _ENDS, _LEAVES, _RETURNS)
    if len(half) == 1 and first == last and any(one.search(half[0].title) for one in sides):
        remarks.append(f"The file gives one side of half term in the {name} term only, {first}. Check its break.")
    elif _MONDAY < first.weekday() <= _FRIDAY or last.weekday() < _FRIDAY:
        remarks.append(f"Half term in the {name} term was read as {first} to {last}, not whole weeks. Check its break.")
    return first, last
