"""Working days in England, and the dates that a visit is made ready and followed up by. There is no clock in here.

A working day is a Monday to Friday that is no bank holiday of England. Bank holidays are reckoned for any year from
1978 on, when the one in early May began; those that were moved or added by proclamation are data, below, and a new one
can be given as a closed day until it stands there. School holidays count as working days unless they are given so too.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import TYPE_CHECKING

from attrs import frozen

from inclusion_core.errors import NotAllowed
from inclusion_core.model.fixed import Fixed

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

FIRST_YEAR, LAST_YEAR = 1978, 9998

MOVED: Mapping[dt.date, dt.date] = Fixed(
    {
        dt.date(1995, 5, 1): dt.date(1995, 5, 8),  # fifty years after the war in Europe
        dt.date(2002, 5, 27): dt.date(2002, 6, 4),
        dt.date(2012, 5, 28): dt.date(2012, 6, 4),
        dt.date(2020, 5, 4): dt.date(2020, 5, 8),  # seventy-five years after it
        dt.date(2022, 5, 30): dt.date(2022, 6, 2),
    }
)
"""Bank holidays that were not on their usual Monday: that Monday, and the day they were on."""

ONE_OFF: Mapping[dt.date, str] = Fixed(
    {
        dt.date(1981, 7, 29): "Wedding of the Prince of Wales",
        dt.date(1999, 12, 31): "Millennium bank holiday",
        dt.date(2002, 6, 3): "Golden Jubilee bank holiday",
        dt.date(2011, 4, 29): "Wedding of Prince William",
        dt.date(2012, 6, 5): "Diamond Jubilee bank holiday",
        dt.date(2022, 6, 3): "Platinum Jubilee bank holiday",
        dt.date(2022, 9, 19): "State funeral of Queen Elizabeth II",
        dt.date(2023, 5, 8): "Coronation of King Charles III",
    }
)
"""Bank holidays that were proclaimed for one year."""

_DAY = dt.timedelta(days=1)
_SATURDAY = 5


@lru_cache(maxsize=64)
def bank_holidays(year: int) -> Mapping[dt.date, str]:
    """Return the bank holidays of England in a year, in order: the day, and what it is.

    One that falls on a weekend is the next free weekday, as '(substitute day)'. Raises NotAllowed before 1978 and after
    9998.

    >>> [(day.isoformat(), title) for day, title in bank_holidays(2027).items()][-2:]
    [('2027-12-27', 'Christmas Day (substitute day)'), ('2027-12-28', 'Boxing Day (substitute day)')]
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise NotAllowed(
            f"Bank holidays are reckoned for the years {FIRST_YEAR} to {LAST_YEAR}. Give one of these and not {year}."
        )
    easter = easter_sunday(year)
    found = {
        easter - 2 * _DAY: "Good Friday",
        easter + _DAY: "Easter Monday",
        _first_monday(year, 5): "Early May bank holiday",
        _last_monday(year, 5): "Spring bank holiday",
        _last_monday(year, 8): "Summer bank holiday",
    }
    found = {MOVED.get(day, day): title for day, title in found.items()}
    found |= {day: title for day, title in ONE_OFF.items() if day.year == year}
    fixed = {
        dt.date(year, 1, 1): "New Year's Day",
        dt.date(year, 12, 25): "Christmas Day",
        dt.date(year, 12, 26): "Boxing Day",
    }
    found |= {day: title for day, title in fixed.items() if day.weekday() < _SATURDAY}
    for day, title in fixed.items():
        if day.weekday() >= _SATURDAY:
            instead = day
            while instead.weekday() >= _SATURDAY or instead in found:
                instead += _DAY
            found[instead] = f"{title} (substitute day)"
    return Fixed(dict(sorted(found.items())))


def easter_sunday(year: int) -> dt.date:
    """Return Easter Sunday of the Gregorian calendar, 22 March to 25 April: the Sunday after the tables' full moon.

    >>> easter_sunday(2027).isoformat()
    '2027-03-28'
    """
    century, golden = year // 100, year % 19
    # the moon's age on the tables' 1 January, with the leap days that centuries leave out and the moon's own drift
    epact = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    late = epact == 29 or (epact == 28 and golden > 10)  # noqa: PLR2004  the tables' two exceptions, to end by 18 April
    full_moon = dt.date(year, 3, 21) + (epact - late) * _DAY
    return full_moon + (6 - full_moon.weekday() or 7) * _DAY


def is_working_day(day: dt.date, *, closed: Collection[dt.date] = ()) -> bool:
    """Say whether a day is a working day: a weekday, no bank holiday of England and none of the closed days.

    >>> is_working_day(dt.date(2026, 12, 28)), is_working_day(dt.date(2026, 12, 29))
    (False, True)
    """
    return day.weekday() < _SATURDAY and day not in closed and day not in bank_holidays(day.year)


def working_day_before(day: dt.date, count: int, *, closed: Collection[dt.date] = ()) -> dt.date:
    """Return the working day that is so many working days before a day, which is not counted itself.

    With 0 the day itself, or the last working day before it. Raises ValueError for a count below 0, NotAllowed where
    it leads out of the years that are reckoned.

    >>> working_day_before(dt.date(2026, 4, 8), 2).isoformat()  # Easter Monday was the 6th
    '2026-04-02'
    """
    return _away(day, count, -_DAY, closed)


def working_day_after(day: dt.date, count: int, *, closed: Collection[dt.date] = ()) -> dt.date:
    """Return the working day that is so many working days after a day, which is not counted itself.

    With 0 the day itself, or the next working day after it. Raises what `working_day_before` raises.

    >>> working_day_after(dt.date(2026, 4, 2), 2).isoformat()
    '2026-04-08'
    """
    return _away(day, count, _DAY, closed)


def working_days_between(first: dt.date, last: dt.date, *, closed: Collection[dt.date] = ()) -> int:
    """Count the working days after `first` up to and with `last`; below 0 where `last` is before `first`.

    >>> working_days_between(dt.date(2026, 4, 2), dt.date(2026, 4, 8))
    2
    """
    if last < first:
        return -working_days_between(last, first, closed=closed)
    return sum(is_working_day(first + ahead * _DAY, closed=closed) for ahead in range(1, (last - first).days + 1))


@frozen
class Deadline:
    """Something that is due so many working days before a visit (`days` below 0) or after it (above 0).

    Days before are counted from the visit's first day and days after from its last; with `after`, from the day on which
    the deadline of that id is due.
    """

    id: str
    title: str
    days: int
    after: str | None = None


READINESS_CLOCK = (
    Deadline("planning-meeting", "Planning meeting", -10),
    Deadline("self-evaluation", "Self-evaluation with the reviewers", -5),
    Deadline("report-written", "Report written", 5),
    Deadline("report-checked", "Report checked", 2, after="report-written"),
    Deadline("report-out", "Report out", 10),
)
"""When a review's steps are due, where nobody says otherwise: ten and five working days before, five, two more, ten."""


@frozen
class Due:
    """A deadline and the working day on which it is due."""

    deadline: Deadline
    day: dt.date

    def days_left(self, today: dt.date, *, closed: Collection[dt.date] = ()) -> int:
        """Return how many working days are left after today: 0 when it is due today, below 0 when it is late."""
        return working_days_between(today, self.day, closed=closed)


def due_dates(
    first: dt.date,
    last: dt.date,
    clock: Sequence[Deadline] = READINESS_CLOCK,
    *,
    closed: Collection[dt.date] = (),
) -> tuple[Due, ...]:
    """Return when each deadline of a clock is due around a visit from its first to its last day, in order of the days.

    Raises NotAllowed where the visit ends before it begins, or a deadline is counted from one that does not stand
    before it in the clock.

    >>> [(one.deadline.id, one.day.isoformat()) for one in due_dates(dt.date(2026, 11, 24), dt.date(2026, 11, 24))][:2]
    [('planning-meeting', '2026-11-10'), ('self-evaluation', '2026-11-17')]
    """
    if last < first:
        raise NotAllowed(f"A visit cannot end ({last}) before it begins ({first}). Give its first day first.")
    days: dict[str, dt.date] = {}
    for one in clock:
        if one.after is not None and one.after not in days:
            known = ", ".join(days) or "none"
            raise NotAllowed(
                f"'{one.id}' is counted from '{one.after}', which does not stand before it. Those before it: {known}."
            )
        away = working_day_before if one.days <= 0 else working_day_after
        start = days[one.after] if one.after is not None else first if one.days <= 0 else last
        days[one.id] = away(start, abs(one.days), closed=closed)
    return tuple(sorted((Due(one, days[one.id]) for one in clock), key=lambda due: due.day))


def _away(day: dt.date, count: int, step: dt.timedelta, closed: Collection[dt.date]) -> dt.date:
    if count < 0:
        raise ValueError(f"A count of working days is 0 or more, and this is {count}.")
    if not count:
        while not is_working_day(day, closed=closed):
            day += step
    while count:
        day += step
        count -= is_working_day(day, closed=closed)
    return day


def _first_monday(year: int, month: int) -> dt.date:
    first = dt.date(year, month, 1)
    return first + (-first.weekday()) % 7 * _DAY


def _last_monday(year: int, month: int) -> dt.date:
    last = dt.date(year, month + 1, 1) - _DAY
    return last - last.weekday() * _DAY
