"""When the demonstration's visits were: never in the future, at a weekend or twice on one day."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inclusion_core.demonstration.content import read_cluster
from inclusion_core.demonstration.days import checked, instant, judged_at, self_day, visit_day
from inclusion_core.errors import NotAllowed

if TYPE_CHECKING:
    from inclusion_core.demonstration.content import Cluster

CLUSTER = read_cluster()
ZONES = st.integers(min_value=-12, max_value=14).map(lambda hours: dt.timezone(dt.timedelta(hours=hours)))
MOMENTS = st.datetimes(min_value=dt.datetime(2020, 1, 1), max_value=dt.datetime(2090, 1, 1), timezones=ZONES)  # noqa: DTZ001  Hypothesis adds the zones


@given(MOMENTS)
def test_nothing_is_in_the_future_or_at_a_weekend(now: dt.datetime) -> None:
    """Whenever it is made, every judgement and note lies in the past, on a weekday, and self-assessment came first."""
    for school in CLUSTER.schools.values():
        for day in (visit_day(school, now), self_day(school, now)):
            assert day.weekday() < 5
        assert self_day(school, now) < visit_day(school, now)
        for voice, said in school.judgements.items():
            assert all(at <= now for at in judged_at(school, voice, said, now).values())
        assert instant(visit_day(school, now), school.last_note, now) <= now


@given(MOMENTS)
def test_reviewers_are_in_one_place_at_a_time(now: dt.datetime) -> None:
    """No two schools are visited on one day, and the visit under way is the newest."""
    days = {school.id: visit_day(school, now) for school in CLUSTER.schools.values()}
    assert len(set(days.values())) == len(days)
    assert max(days, key=lambda one: days[one]) == "alnside-first"


def test_the_clock_is_the_schools_and_the_instant_is_kept_in_utc(cluster: Cluster) -> None:
    """Ten to nine on a British summer morning is ten to eight in UTC."""
    summer = dt.datetime(2026, 6, 17, 16, 0, tzinfo=dt.timezone(dt.timedelta(hours=1)))
    alnside = cluster.schools["alnside-first"]
    day = visit_day(alnside, summer)
    assert day == dt.date(2026, 6, 17)
    assert instant(day, dt.time(8, 50), summer) == dt.datetime(2026, 6, 17, 7, 50, tzinfo=dt.UTC)


def test_self_assessment_takes_an_afternoon(cluster: Cluster) -> None:
    """A voice without times of its own judges one indicator after another, from when the file says."""
    school = cluster.schools["rowanlea"]
    now = dt.datetime(2026, 11, 23, 18, 0, tzinfo=dt.UTC)
    times = list(judged_at(school, "self", school.judgements["self"], now).values())
    assert times[0] == instant(self_day(school, now), dt.time(15, 30), now)
    assert times == sorted(set(times))
    assert times[-1] - times[0] == dt.timedelta(minutes=38)


def test_a_moment_needs_its_zone() -> None:
    """Without a time zone nobody knows when it is; without a moment it is now."""
    with pytest.raises(NotAllowed, match="time zone"):
        checked(dt.datetime(2026, 11, 23, 18, 0))  # noqa: DTZ001  the mistake itself
    assert checked(None).tzinfo is not None
