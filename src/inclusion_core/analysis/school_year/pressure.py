"""How heavy each week of a school year is for each role, and which weeks are quiet for two of them at once.

The load of a week for a role is the sum of the weights of the events that touch it: those with a weekday in the week,
the days before and after that they weigh on counted. It is a whole number, and says nothing about how anybody copes.
"""

from __future__ import annotations

import datetime as dt
from itertools import chain
from typing import TYPE_CHECKING

from attrs import Factory, frozen

from inclusion_core.analysis.rounds.working_days import is_working_day
from inclusion_core.analysis.scoring.wording import listed
from inclusion_core.model.fixed import tables_fixed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from inclusion_core.model.calendar import Event, SchoolYear

_DAY, _WEEK = dt.timedelta(days=1), dt.timedelta(days=7)
_WORKED = 5


@frozen(field_transformer=tables_fixed)
class Week:
    """One week, from its Monday.

    `school` is how many of its days (0 to 5) school is on, bank holidays apart; None where no term of that time is
    known. `loads` maps roles to the week's load, `events` are ids of what touches it, `both` is the lesser load of the
    two roles laid side by side: how much both carry at the same time.
    """

    monday: dt.date
    school: int | None
    loads: Mapping[str, int] = Factory(dict)
    events: tuple[str, ...] = ()
    both: int = 0

    @property
    def holiday(self) -> bool:
        """Whether school is known not to be on in this week at all."""
        return self.school == 0

    @property
    def unknown(self) -> bool:
        """Whether no term of this week's time is known yet, so that nobody can say whether school is on."""
        return self.school is None


def monday(day: dt.date) -> dt.date:
    """Return the Monday of a day's week."""
    return day - day.weekday() * _DAY


def weeks_of(year: SchoolYear) -> tuple[dt.date, ...]:
    """Return the Mondays of every week that has a day of the school year: 53, or 54 where it begins on a Sunday."""
    first, last = monday(year.first), monday(year.last)
    return tuple(first + place * _WEEK for place in range((last - first).days // 7 + 1))


def pressure(
    year: SchoolYear, events: Iterable[Event], roles: Sequence[str], *, pair: tuple[str, str] | None = None
) -> tuple[Week, ...]:
    """Return every week of a school year with its load for each role. An event without roles weighs on all of them.

    `pair` are the two roles of which `both` is told; the first two where None.
    """
    weeks = weeks_of(year)
    loads: dict[str, list[int]] = {role: [0] * len(weeks) for role in roles}
    touched: list[list[str]] = [[] for _ in weeks]
    start = weeks[0]
    for event in events:
        for place in _touched(event, start, len(weeks)):
            touched[place].append(event.id)
            if event.weight:
                for role in event.roles or roles:
                    if role in loads:
                        loads[role][place] += event.weight
    one, other = pair or (roles[0], roles[1 if len(roles) > 1 else 0])
    return tuple(
        Week(
            week, _school_days(year, week), {role: loads[role][place] for role in roles}, tuple(touched[place]),
            min(loads[one][place], loads[other][place]),
        )
        for place, week in enumerate(weeks)
    )  # fmt: skip


def touches(year: SchoolYear, event: Event) -> bool:
    """Say whether an event, of whichever school year, weighs on a week of this one."""
    start = monday(year.first)
    return bool(_touched(event, start, (monday(year.last) - start).days // 7 + 1))


def _touched(event: Event, start: dt.date, count: int) -> Iterable[int]:
    """Return the places of the weeks that an event touches, each once: twice in a week weighs no more than once."""
    before, after = event.before * _DAY, event.after * _DAY
    found = (_places(first - before, last + after, start, count) for first, last in event.times)
    return dict.fromkeys(chain.from_iterable(found)) if event.also else next(found)


def _places(first: dt.date, last: dt.date, start: dt.date, count: int) -> range:
    """Return the places of the weeks that have a weekday of a stretch; one within a weekend counts for its Friday."""
    if first.weekday() >= _WORKED and last - first < (7 - first.weekday()) * _DAY:
        first = last = first - (first.weekday() - _WORKED + 1) * _DAY
    if first.weekday() >= _WORKED:
        first += (7 - first.weekday()) * _DAY
    return range(max((first - start).days // 7, 0), min((last - start).days // 7 + 1, count))


def _school_days(year: SchoolYear, week: dt.date) -> int | None:
    days = [week + place * _DAY for place in range(_WORKED)]
    on = [year.teaches(day) for day in days]
    if None in on and True not in on:
        return None
    return sum(there is True and is_working_day(day) for day, there in zip(days, on, strict=True))


def unknown_words(year: SchoolYear, *, briefly: bool = False) -> str:
    """Return for which days no term is known, in a sentence; empty where all are known.

    With what follows from it; `briefly` for a small screen, with the sign alone that such a week is drawn as.
    """
    stretches = [f"{first.day} {first:%b} to {last.day} {last:%b %Y}" for first, last in year.unknown]
    if not stretches:
        return ""
    what = f"No term is known {f'for {listed(stretches)}' if year.terms else 'yet'}"
    return f"? {what}." if briefly else f"{what}: {_WHAT_FOLLOWS}"


_WHAT_FOLLOWS = "such weeks are drawn as ? where nothing weighs, and what the law fixes stays on its day."


@frozen
class Quiet:
    """A week that is quiet for two roles: their loads there, and the first of its days on which school is on."""

    week: Week
    day: dt.date
    heavier: int
    together: int


def quiet_weeks(
    year: SchoolYear, weeks: Iterable[Week], pair: tuple[str, str], *, since: dt.date | None = None, most: int = 6
) -> tuple[Quiet, ...]:
    """Return the weeks that are quietest for two roles, one to a half term as far as there are any; in order of time.

    Weeks in which school is known not to be on are left out, and so are those in which time is kept free already, and
    those before `since`. Of two that are as quiet, the earlier one. Weeks for which no term is known come last of all.
    """
    taken = {monday(one.day) for one in year.kept.values()}
    found = []
    for week in weeks:
        if week.holiday or week.monday in taken or (since is not None and week.monday + (_WORKED - 1) * _DAY < since):
            continue
        day = _first_day(year, week, since)
        if day is None or not year.first <= day <= year.last:
            continue
        one, other = (week.loads.get(role, 0) for role in pair)
        found.append(Quiet(week, day, max(one, other), one + other))
    found.sort(key=lambda one: (one.week.school is None, one.heavier, one.together, one.week.monday))
    chosen: list[Quiet] = []
    halves: set[object] = set()
    for quiet in found:
        half = _half(year, quiet.day)
        if half not in halves and len(chosen) < most:
            halves.add(half)
            chosen.append(quiet)
    return tuple(sorted(chosen, key=lambda one: one.week.monday))


def _first_day(year: SchoolYear, week: Week, since: dt.date | None) -> dt.date | None:
    for place in range(_WORKED):
        day = week.monday + place * _DAY
        if (since is None or day >= since) and is_working_day(day) and year.teaches(day) is not False:
            return day
    return None


def _half(year: SchoolYear, day: dt.date) -> object:
    """Return the half term that a day is in; the month, where no term is known or it lies in none."""
    for term in year.terms.values():
        if term.first <= day <= term.last:
            return (term.id, term.break_first is not None and day > term.break_first)
    return (day.year, day.month)
