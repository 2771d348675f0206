"""The terms of a school year from a calendar file of an authority: what its titles say, and what is in doubt.

Titles differ: `Autumn term starts`, `Last day of summer term`, `Spring term` over all its days, `Half term ends`.
What speaks of a holiday or a summer school is no term. Whatever could be read in two ways is said, so that a person can
look at the days that were understood.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import frozen

from inclusion_core.desk.calendars import school_year, set_terms
from inclusion_core.errors import InvalidFile, Problem
from inclusion_core.exchange.calendar_ics import read_ics
from inclusion_core.model.calendar import SchoolYear, Term

if TYPE_CHECKING:
    import datetime as dt
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
_LONGEST_BREAK = 16


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
    found = [one for one in read_ics(path) if kept.first <= one.first and one.last <= kept.last]
    missing: list[Problem] = []
    remarks: list[str] = []
    terms: list[Term] = []
    for name in _TERMS:
        named = list(_of_the_term(found, name))
        first = _chosen("first", name, {one.first for one in named if _BEGINS.search(one.title)}, remarks)
        last = _chosen("last", name, {one.last for one in named if _ENDS.search(one.title)}, remarks)
        whole = max((one for one in named if one.last > one.first), key=lambda one: one.last - one.first, default=None)
        first, last = first or (whole.first if whole else None), last or (whole.last if whole else None)
        if first is None or last is None or last <= first:
            do = f"Set it with: inclusion calendar term {name}"
            sides = [side for side, day in (("first", first), ("last", last)) if day is None] or ["last"]
            what = "does not say which is the {} day of the {} term."
            missing += [Problem(what.format(side, name), "", do, str(path)) for side in sides]
        else:
            begins, ends = _break([one for one in found if first < one.first <= one.last < last], name, remarks)
            terms.append(Term(name, first, last, begins, ends))
    if missing:
        raise InvalidFile(path, missing)
    return TermsCame(set_terms(desk, year, terms), tuple(remarks))


def _of_the_term(found: Sequence[ReadDay], name: str) -> Iterator[ReadDay]:
    """Yield what speaks of a term, half term apart: by its name, and not of a holiday or a summer school alone."""
    for one in found:
        title = one.title.casefold()
        if name in title and not _HALF.search(title) and (f"{name} term" in title or not _NO_TERM.search(title)):
            yield one


def _chosen(side: str, name: str, days: set[dt.date], remarks: list[str]) -> dt.date | None:
    """Return the first of the first days, the last of the last; where there are several, that is said."""
    if len(days) > 1:
        said = ", ".join(f"{one}" for one in sorted(days))
        remarks.append(f"The file names several {side} days of the {name} term: {said}. Check which one holds.")
    return (min(days) if side == "first" else max(days)) if days else None


def _break(inside: Sequence[ReadDay], name: str, remarks: list[str]) -> tuple[dt.date | None, dt.date | None]:
    """Return the half-term break within a term; None where there is none, or where it cannot be told."""
    half = [one for one in inside if _HALF.search(one.title)]
    if not half:
        return None, None
    first, last = min(one.first for one in half), max(one.last for one in half)
    if (last - first).days > _LONGEST_BREAK:
        remarks.append(
            f"What the file says of half term in the {name} term goes from {first} to {last}, so no break was set. "
            f"Set it with: inclusion calendar term {name}"
        )
        return None, None
    only_one_side = len(half) == 1 and first == last and (_BEGINS.search(half[0].title) or _ENDS.search(half[0].title))
    if only_one_side:
        remarks.append(f"The file gives one side of half term in the {name} term only, {first}. Check its break.")
    return first, last
