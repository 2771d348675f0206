"""When it all happened: the days of the demonstration, reckoned back from the moment at which it is made.

Nothing lies in the future, at a weekend or in the night: the visit that is under way stands on the last weekday whose
notes are all written by now. The school's clock is the clock of whoever makes the demonstration.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from inclusion_core.demonstration.content import clock
from inclusion_core.errors import NotAllowed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from inclusion_core.demonstration.content import MadeUpSchool, Said

_SATURDAY = 5
_BETWEEN = dt.timedelta(minutes=2)


def checked(now: dt.datetime | None) -> dt.datetime:
    """Return the moment from which everything is reckoned, by default this one. Raises NotAllowed without a zone."""
    if now is None:
        return dt.datetime.now().astimezone()
    if now.tzinfo is None:
        raise NotAllowed("The moment from which the demonstration is reckoned needs its time zone. Give it one.")
    return now


def visit_day(school: MadeUpSchool, now: dt.datetime) -> dt.date:
    """Return the day of a school's visit.

    >>> from inclusion_core.demonstration.content import read_cluster
    >>> alnside = read_cluster().schools["alnside-first"]
    >>> print(visit_day(alnside, dt.datetime(2026, 11, 23, 8, 0, tzinfo=dt.UTC)))
    2026-11-20
    """
    day = _weekday(now.date() - dt.timedelta(days=school.visit_days_ago))
    while instant(day, school.last_note, now) > now:
        day = _weekday(day - dt.timedelta(days=1))
    return day


def self_day(school: MadeUpSchool, now: dt.datetime) -> dt.date:
    """Return the day on which a school assessed itself."""
    return _weekday(now.date() - dt.timedelta(days=school.self_days_ago))


def instant(day: dt.date, time: dt.time, now: dt.datetime) -> dt.datetime:
    """Return the UTC instant of a time on the school's clock."""
    return dt.datetime.combine(day, time, tzinfo=now.tzinfo).astimezone(dt.UTC)


def judged_at(school: MadeUpSchool, voice: str, said: Mapping[str, Said], now: dt.datetime) -> dict[str, dt.datetime]:
    """Return when each judgement was given: at its own time, or one after another from when the voice began."""
    day = self_day(school, now) if voice == "self" else visit_day(school, now)
    began = instant(day, clock(school.self_from), now)
    return {
        cell: instant(day, clock(one.at), now) if one.at else began + place * _BETWEEN
        for place, (cell, one) in enumerate(said.items())
    }


def _weekday(day: dt.date) -> dt.date:
    while day.weekday() >= _SATURDAY:
        day -= dt.timedelta(days=1)
    return day
