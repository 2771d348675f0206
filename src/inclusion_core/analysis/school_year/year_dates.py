"""Days of the school year in England that a rule reckons or the law fixes, and those on which it is usually heavy.

School census days: the first Thursday in October, the third in January and the third in May. Phase transfers of pupils
with a plan are named by 15 February, from secondary to post-16 by 31 March (SEND Regulations 2014, regulation 18).
Where such a day falls on one without school it is shown on the last working day before.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from attrs import evolve

from inclusion_core.analysis.rounds.working_days import is_working_day
from inclusion_core.model.calendar import Event

if TYPE_CHECKING:
    from collections.abc import Callable

_DAY = dt.timedelta(days=1)
_THURSDAY = 3


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> dt.date:
    """Return the nth of a weekday (0 is Monday) in a month.

    >>> nth_weekday(2026, 10, 3, 1).isoformat(), nth_weekday(2027, 1, 3, 3).isoformat()
    ('2026-10-01', '2027-01-21')
    """
    first = dt.date(year, month, 1)
    return first + ((weekday - first.weekday()) % 7 + 7 * (nth - 1)) * _DAY


def census_days(year: int) -> tuple[Event, ...]:
    """Return the three school census days of the school year that starts in September of `year`.

    >>> [one.first.isoformat() for one in census_days(2026)]
    ['2026-10-01', '2027-01-21', '2027-05-20']
    """
    days = (
        ("census-autumn", "School census, autumn", nth_weekday(year, 10, _THURSDAY, 1)),
        ("census-spring", "School census, spring", nth_weekday(year + 1, 1, _THURSDAY, 3)),
        ("census-summer", "School census, summer", nth_weekday(year + 1, 5, _THURSDAY, 3)),
    )
    return tuple(Event(name, title, day, roles=("leader", "senco"), weight=2, before=7, sort="computed")
                 for name, title, day in days)  # fmt: skip


def fixed_days(year: int) -> tuple[Event, ...]:
    """Return the days that the law fixes for pupils with a plan who change phase."""
    return (
        Event("phase-transfer", "Phase transfers named by 15 February", dt.date(year + 1, 2, 15), roles=("senco",),
              weight=3, before=14, sort="fixed"),
        Event("post-16-transfer", "Moves to post-16 named by 31 March", dt.date(year + 1, 3, 31), roles=("senco",),
              weight=3, before=14, sort="fixed"),
    )  # fmt: skip


def usual_stretches(year: int) -> tuple[Event, ...]:
    """Return when the year is usually heavy for a SENCO and for a leader. Local habits differ: each can be put away."""
    return tuple(
        Event(name, title, _in_year(year, *first), _in_year(year, *last), (role,), weight, sort="local")
        for name, title, first, last, role, weight in _USUAL
    )


_USUAL = (
    ("register", "Register brought up to date, staff briefed", (9, 1), (9, 25), "senco", 3),
    ("transfer-reviews", "Phase-transfer annual reviews", (9, 28), (11, 27), "senco", 2),
    ("transition-begins", "Transition work begins", (2, 1), (2, 26), "senco", 2),
    ("handover", "Handover and audit", (6, 14), (7, 16), "senco", 3),
    ("appraisal", "Appraisal", (10, 5), (12, 11), "leader", 2),
    ("budget", "Budget", (1, 11), (2, 12), "leader", 2),
    ("tests", "Tests and examinations", (5, 10), (6, 25), "leader", 3),
    ("reports", "Reports to families", (7, 1), (7, 16), "leader", 2),
)
"""When the year is often heavy: month and day of the first and the last day, the role, the weight."""


def _in_year(year: int, month: int, day: int) -> dt.date:
    return dt.date(year if month >= 9 else year + 1, month, day)  # noqa: PLR2004  September


def shown_day(day: dt.date, teaches: Callable[[dt.date], bool | None]) -> dt.date:
    """Return the last working day on or before a day; `teaches` says whether school is on, None where nobody knows.

    >>> shown_day(dt.date(2027, 3, 31), lambda _: None).isoformat()
    '2027-03-31'
    >>> shown_day(dt.date(2026, 2, 15), lambda _: None).isoformat()  # a Sunday
    '2026-02-13'
    """
    found = day
    for _ in range(_MOST_BACK):
        if is_working_day(found) and teaches(found) is not False:
            return found
        found -= _DAY
    return day


_MOST_BACK = 60


def on_a_school_day(event: Event, teaches: Callable[[dt.date], bool | None]) -> Event:
    """Return an event that the law fixes as it is shown: on the last working day before, where school is not on."""
    if event.sort != "fixed":
        return event
    shown = shown_day(event.first, teaches)
    return event if shown == event.first else evolve(event, first=shown, last=None)
