from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inclusion_core.analysis.visit_day.visiting import (
    TimeLeft,
    could_supply,
    slot_now,
    slots_after,
    slots_now,
    time_left,
)
from inclusion_core.errors import NotAllowed
from inclusion_core.model.evidence import KINDS
from inclusion_core.model.timetable import Slot

KNOWN = {one.id: one for one in KINDS}


def at(hour: int, minute: int = 0, day: int = 22, second: int = 0) -> dt.datetime:
    """Return a moment of a November day, UTC, as clocks at school then show."""
    return dt.datetime(2026, 11, day, hour, minute, second, tzinfo=dt.UTC)


def slot(name: str, starts: dt.datetime, ends: dt.datetime, **more: tuple[str, ...]) -> Slot:
    """Return a slot whose id and title are its name."""
    return Slot(name, starts, ends, name, **more)  # type: ignore[arg-type]


WALK = slot("walk", at(9), at(10, 30), kinds=("learning-walk", "work-scrutiny"))
PUPILS = slot("pupils", at(10, 45), at(11, 30), kinds=("pupil-voice",), people=("ak-7f3",))
STAFF = slot("staff", at(10, 45), at(11, 15), kinds=("staff-voice",), people=("bo-1aa",))
GOVERNORS = slot("governors", at(22), at(0, 30, day=23), kinds=("governor-voice",))
TOMORROW = slot("tomorrow", at(9, day=23), at(12, day=23), kinds=("document",))
ALL = [TOMORROW, GOVERNORS, PUPILS, WALK, STAFF]


@pytest.mark.parametrize(
    ("now", "minutes", "why"),
    [
        (at(8, day=21), None, "no-slot-today"),
        (at(8), 990, None),
        (at(9), 930, None),
        (at(10, 40), 830, None),  # between two slots
        (at(10, 40, second=1), 829, None),  # the minute that has begun is not whole
        (at(23, 59), 31, None),
        (at(0, 10, day=23), 20, None),  # yesterday's visit is still on, today's has not begun
        (at(0, 29, day=23, second=1), 0, None),
        (at(0, 30, day=23), 690, None),
        (at(12, day=23), None, "day-over"),
        (at(8, day=24), None, "no-slot-today"),
    ],
)
def test_what_is_left_of_a_day_is_whole_minutes_or_says_why_not(
    now: dt.datetime, minutes: int | None, why: str | None
) -> None:
    """Gaps count, the day ends with its last slot even past midnight, and there are two ways of having none left."""
    found = time_left(ALL, now)
    assert (found.minutes, found.why) == (minutes, why)
    assert (found.until is None) == (minutes is None)


def test_a_day_that_only_ended_at_midnight_is_not_today() -> None:
    """A slot that ended as the day began was yesterday's; one that ended in the night is a day that is over."""
    evening = slot("evening", at(20), at(0, day=23))
    assert time_left([evening], at(8, day=23)) == TimeLeft(why="no-slot-today")
    assert time_left([GOVERNORS], at(8, day=23)) == TimeLeft(why="day-over")


def test_the_day_is_that_of_the_clock_on_the_wall() -> None:
    """In summer time a slot at 00:15 belongs to the day that has begun there, though in UTC it is yesterday's."""
    london = ZoneInfo("Europe/London")
    late = slot("late", dt.datetime(2026, 6, 9, 23, 15, tzinfo=dt.UTC), dt.datetime(2026, 6, 9, 23, 45, tzinfo=dt.UTC))
    assert time_left([late], dt.datetime(2026, 6, 10, 0, 20, tzinfo=london)).minutes == 25
    assert time_left([late], dt.datetime(2026, 6, 9, 12, 0, tzinfo=london)).why == "no-slot-today"
    assert time_left([late], dt.datetime(2026, 6, 9, 12, 0, tzinfo=dt.UTC)).minutes == 705


def test_the_hour_that_comes_twice_is_counted_twice() -> None:
    """When clocks go back, what is left is what will pass and not what the clock shows."""
    london = ZoneInfo("Europe/London")
    night = slot("night", dt.datetime(2026, 10, 24, 23, tzinfo=dt.UTC), dt.datetime(2026, 10, 25, 3, tzinfo=dt.UTC))
    assert time_left([night], dt.datetime(2026, 10, 25, 0, 30, tzinfo=london)).minutes == 210


def test_a_slot_is_on_until_the_moment_it_ends() -> None:
    """At its end it is over, and the one that begins then is on; what began last comes first."""
    assert slots_now(ALL, at(9)) == (WALK,)
    assert slots_now(ALL, at(10, 30)) == ()
    assert slots_now(ALL, at(10, 45)) == (STAFF, PUPILS)
    assert slots_now(ALL, at(11, 15)) == (PUPILS,)
    long = slot("day", at(8), at(16))
    assert slots_now([long, *ALL], at(9, 30)) == (WALK, long)
    assert slot_now(ALL, at(12)) is None


def test_for_a_person_their_own_slot_comes_first() -> None:
    """A slot for everybody is on for everybody; one with names only for those."""
    long = slot("day", at(8), at(16))
    assert slot_now([long, *ALL], at(11), person="ak-7f3") == PUPILS
    assert slots_now([PUPILS, slot("all", at(11), at(12))], at(11), person="ak-7f3")[0] == PUPILS
    assert slot_now([long, *ALL], at(11), person="cy-2bb") == long
    assert slots_now(ALL, at(11), person="cy-2bb") == ()
    assert slots_after(ALL, at(10), person="bo-1aa") == (STAFF, GOVERNORS, TOMORROW)


def test_what_comes_is_in_order_and_what_is_on_is_not_in_it() -> None:
    """A slot that has begun is on or over; ties are settled by their ends."""
    assert slots_after(ALL, at(9)) == (STAFF, PUPILS, GOVERNORS, TOMORROW)
    assert slots_after(ALL, at(12, day=23)) == ()


def test_who_could_still_supply_a_kind_is_on_now_or_to_come() -> None:
    """Each lacking kind has its slots; one that nobody gathers any more has none, and is named all the same."""
    found = could_supply(ALL, at(11, 20), ("pupil-voice", "staff-voice", "data", "document"))
    assert found == {"pupil-voice": (PUPILS,), "staff-voice": (), "data": (), "document": (TOMORROW,)}
    assert list(found) == ["pupil-voice", "staff-voice", "data", "document"]


def test_a_kind_that_counts_as_another_supplies_it() -> None:
    """A learning walk is lacking observation's supply, where it is known that it counts as one."""
    assert could_supply(ALL, at(9), ["observation"], KNOWN) == {"observation": (WALK,)}
    assert could_supply(ALL, at(9), ["observation"]) == {"observation": ()}
    assert could_supply([slot("look", at(9), at(10), kinds=("observation",))], at(9), ["learning-walk"], KNOWN)[
        "learning-walk"
    ]


def test_a_slot_ends_after_it_starts_and_says_its_zone() -> None:
    """What cannot be is not made; an end on another clock counts by what it means."""
    for starts, ends in (
        (at(9), at(9)),
        (at(10), at(9)),
        (at(9).replace(tzinfo=None), at(10)),
        (at(9), at(10, 0).replace(tzinfo=None)),
    ):
        with pytest.raises(NotAllowed):
            slot("x", starts, ends)
    plus_two = dt.timezone(dt.timedelta(hours=2))
    with pytest.raises(NotAllowed, match="no year of a visit"):
        slot("x", at(9), dt.datetime.max.replace(tzinfo=dt.UTC))
    with pytest.raises(NotAllowed, match="ends after it starts"):
        slot("x", at(9), dt.datetime(2026, 11, 22, 10, tzinfo=plus_two))


def test_a_moment_without_a_zone_is_refused() -> None:
    """No zone is guessed."""
    bare = at(9).replace(tzinfo=None)
    for call in (
        lambda: time_left([], bare),
        lambda: slots_now([], bare),
        lambda: slots_after([], bare),
        lambda: could_supply([], bare, []),
    ):
        with pytest.raises(ValueError, match="time zone"):
            call()


MINUTES = st.integers(0, 4 * 1440)


@given(st.lists(st.tuples(MINUTES, st.integers(1, 2000)), max_size=6), MINUTES)
def test_whatever_the_timetable_the_answers_agree(spans: list[tuple[int, int]], minute: int) -> None:
    """What is on, to come and over is everything, once; minutes are left where and only where the day has an end."""
    zero = at(0)
    slots = [slot(f"t-{n}", zero + dt.timedelta(minutes=begin), zero + dt.timedelta(minutes=begin + length))
             for n, (begin, length) in enumerate(spans)]  # fmt: skip
    now = zero + dt.timedelta(minutes=minute)
    on, to_come = slots_now(slots, now), slots_after(slots, now)
    over = [one for one in slots if one.ends <= now]
    assert sorted(one.id for one in (*on, *to_come, *over)) == sorted(one.id for one in slots)
    left = time_left(slots, now)
    if on:
        assert left.minutes is not None
    if left.minutes is None:
        today = [one for one in slots if one.starts.date() == now.date()]
        assert all(one.ends <= now for one in today)
        assert (left.why == "no-slot-today") <= (not today)
    else:
        assert left.until in {one.ends for one in slots}
        assert left.until is not None
        assert now < left.until
        assert left.minutes == int((left.until - now).total_seconds()) // 60
