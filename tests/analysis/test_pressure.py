"""The school year: days by rule against published ones, loads of weeks, quiet weeks, years that straddle."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inclusion_core.analysis.school_year.pressure import monday, pressure, quiet_weeks, touches, weeks_of
from inclusion_core.analysis.school_year.year_dates import census_days, fixed_days, on_a_school_day, usual_stretches
from inclusion_core.errors import NotAllowed
from inclusion_core.model.calendar import Event, KeptTime, SchoolYear, Term, year_of, year_title

DAY = dt.timedelta(days=1)
PUBLISHED = """
2018-10-04 2019-01-17 2019-05-16
2019-10-03 2020-01-16 2020-05-21
2020-10-01 2021-01-21 2021-05-20
2021-10-07 2022-01-20 2022-05-19
2022-10-06 2023-01-19 2023-05-18
2023-10-05 2024-01-18 2024-05-16
2024-10-03 2025-01-16 2025-05-15
2025-10-02 2026-01-15 2026-05-21
2026-10-01 2027-01-21 2027-05-20
"""
AUTUMN = Term("autumn", dt.date(2026, 9, 2), dt.date(2026, 12, 18), dt.date(2026, 10, 26), dt.date(2026, 10, 30))
SPRING = Term("spring", dt.date(2027, 1, 4), dt.date(2027, 3, 25), dt.date(2027, 2, 15), dt.date(2027, 2, 19))
YEAR = SchoolYear("2026", "2026/27", {"autumn": AUTUMN, "spring": SPRING})
PAIR = ("senco", "leader")


@pytest.mark.parametrize("row", PUBLISHED.split("\n")[1:-1])
def test_census_days_are_those_that_were_published(row: str) -> None:
    """First Thursday in October, third in January, third in May."""
    days = [dt.date.fromisoformat(one) for one in row.split()]
    assert [one.first for one in census_days(days[0].year)] == days


def test_what_the_law_fixes_is_shown_on_the_last_school_day_before() -> None:
    """15 February 2027 lies in half term, 31 March in the Easter holidays; without terms only weekends count."""
    transfer, post_16 = (on_a_school_day(one, YEAR.teaches) for one in fixed_days(2026))
    assert (transfer.first, post_16.first) == (dt.date(2027, 2, 12), dt.date(2027, 3, 25))
    bare = SchoolYear("2026")
    assert on_a_school_day(fixed_days(2026)[0], bare.teaches).first == dt.date(2027, 2, 15)
    assert on_a_school_day(fixed_days(2025)[0], bare.teaches).first == dt.date(2026, 2, 13)  # the 15th is a Sunday
    assert on_a_school_day(census_days(2026)[0], YEAR.teaches) == census_days(2026)[0]


def test_a_missing_term_is_unknown_and_not_a_long_holiday() -> None:
    """Between terms in a row lie holidays; where the spring is not known, its weeks are not, but for their edges."""
    summer = Term("summer", dt.date(2027, 4, 12), dt.date(2027, 7, 21))
    gap = SchoolYear("2026", "", {"autumn": AUTUMN, "summer": summer})
    assert [gap.teaches(dt.date(2027, *day)) for day in ((1, 15), (2, 15), (4, 10), (8, 1))] == [
        None,
        None,
        False,
        False,
    ]
    assert gap.unknown == ((dt.date(2026, 12, 28), dt.date(2027, 4, 2)),)
    assert YEAR.teaches(dt.date(2026, 12, 28)) is False
    assert YEAR.teaches(dt.date(2026, 9, 1)) is False
    late = SchoolYear("2026", "", {"spring": SPRING})
    assert late.unknown == (
        (dt.date(2026, 9, 1), dt.date(2026, 12, 25)), (dt.date(2027, 4, 4), dt.date(2027, 8, 31)),
    )  # fmt: skip
    whole = SchoolYear("2026", "", {"autumn": AUTUMN, "spring": SPRING, "summer": summer})
    assert whole.unknown == ()
    assert SchoolYear("2026").unknown == ((dt.date(2026, 9, 1), dt.date(2027, 8, 31)),)


@pytest.mark.parametrize(("year", "count"), [(2026, 53), (2025, 53), (2030, 53), (2019, 54), (2024, 53)])
def test_a_year_has_every_week_that_touches_it(year: int, count: int) -> None:
    """53 or 54 weeks, from the Monday of 1 September's week to that of 31 August's."""
    weeks = weeks_of(SchoolYear(str(year)))
    assert weeks[0] <= dt.date(year, 9, 1) < weeks[1]
    assert weeks[-1] <= dt.date(year + 1, 8, 31) < weeks[-1] + 7 * DAY
    assert len(weeks) == count


def test_a_week_weighs_what_touches_it() -> None:
    """Days before and after count, a weekend counts for its Friday, no role is every role, 0 is only shown."""
    events = [
        Event("a", "A", dt.date(2026, 11, 20), roles=("leader",), weight=3, before=5),
        Event("b", "B", dt.date(2026, 11, 21), weight=2),
        Event("c", "C", dt.date(2026, 11, 16), weight=0),
        Event("d", "D", dt.date(2026, 11, 16), roles=("caretaker",), weight=5),
    ]
    week = next(one for one in pressure(YEAR, events, PAIR) if one.monday == dt.date(2026, 11, 16))
    assert (dict(week.loads), week.both, week.school, week.events) == (
        {"senco": 2, "leader": 5}, 2, 5, ("a", "b", "c", "d"),
    )  # fmt: skip
    before = next(one for one in pressure(YEAR, events, PAIR) if one.monday == dt.date(2026, 11, 9))
    assert before.loads["leader"] == 0  # the 15th, five days before, is that week's Sunday
    assert next(one for one in pressure(YEAR, (), PAIR) if one.monday == dt.date(2026, 10, 26)).holiday


def test_what_is_again_weighs_once_in_each_of_its_weeks() -> None:
    """An event of several times weighs in the week of each, once where two fall into one, with its days before."""
    also = (dt.date(2026, 9, 10), dt.date(2026, 11, 30), dt.date(2027, 1, 9))
    one = Event("a", "Staff", dt.date(2026, 9, 8), dt.date(2026, 9, 9), weight=2, before=1, also=also)
    weeks = {str(week.monday): week for week in pressure(YEAR, [one], PAIR)}
    weighed = {day: week.loads["senco"] for day, week in weeks.items() if week.events}
    assert weighed == dict.fromkeys(("2026-09-07", "2026-11-30", "2027-01-04"), 2)  # a weekend counts for its Friday
    assert one.times[-1] == (dt.date(2027, 1, 9), dt.date(2027, 1, 10))
    assert touches(YEAR, Event("b", "B", dt.date(2024, 9, 8), also=(dt.date(2026, 9, 8),)))


def test_quiet_weeks_are_one_to_a_half_term_and_never_in_a_holiday() -> None:
    """The lightest of each; not before a day that is given; not where time is kept free already."""
    events = usual_stretches(2026)
    weeks = pressure(YEAR, events, PAIR)
    found = quiet_weeks(YEAR, weeks, PAIR)
    halves = [(one.day < dt.date(2026, 10, 26), one.day.year) for one in found]
    assert len(set(halves)) >= 3
    assert all(YEAR.teaches(one.day) for one in found if one.day <= SPRING.last)
    later = quiet_weeks(YEAR, weeks, PAIR, since=dt.date(2026, 12, 16))
    assert later[0].day == dt.date(2026, 12, 16)
    kept = SchoolYear("2026", "2026/27", YEAR.terms, kept={"k": KeptTime("k", dt.date(2026, 12, 16))})
    assert quiet_weeks(kept, weeks, PAIR, since=dt.date(2026, 12, 16))[0].day > dt.date(2026, 12, 18)


@given(
    days=st.lists(
        st.tuples(st.integers(0, 364), st.integers(0, 40), st.integers(0, 5), st.integers(0, 60)), max_size=12
    )
)
def test_loads_do_not_depend_on_order_and_grow_with_each_event(days: list[tuple[int, int, int, int]]) -> None:
    """Any events in any order weigh the same; one more never makes a week lighter."""
    start = dt.date(2026, 9, 1)
    events = [Event(f"e{at}", "E", start + a * DAY, start + min(a + b, 364) * DAY, ("senco",), w, before=c)
              for at, (a, b, w, c) in enumerate(days)]  # fmt: skip
    loads = [one.loads["senco"] for one in pressure(YEAR, events, PAIR)]
    assert loads == [one.loads["senco"] for one in pressure(YEAR, reversed(events), PAIR)]
    less = [one.loads["senco"] for one in pressure(YEAR, events[1:], PAIR)]
    assert all(one >= other for one, other in zip(loads, less, strict=True))
    for event in events:
        if event.weight:
            place = (monday(event.first) - monday(start)).days // 7
            assert loads[place] or event.first.weekday() > 4


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda: Event("a", "A", dt.date(2026, 9, 2), dt.date(2026, 9, 1)), "Give its first day first"),
        (lambda: Event("a", "A", dt.date(2026, 9, 2), weight=6), "from 0 to 5"),
        (lambda: Event("a", "A", dt.date(2026, 9, 2), also=(dt.date(2026, 9, 2),)), "Give the earliest first"),
        (
            lambda: SchoolYear("2026", events={"a": Event("a", "A", YEAR.last, also=(dt.date(2027, 9, 2),))}),
            "is not in the school year",
        ),
        (lambda: Event("a", "A", dt.date(2026, 9, 2), before=61), "0 to 60 days"),
        (lambda: Term("t", dt.date(2026, 9, 2), dt.date(2026, 9, 1)), "before it begins"),
        (
            lambda: Term("t", dt.date(2026, 9, 2), dt.date(2026, 12, 1), dt.date(2026, 10, 1)),
            "its first and its last day",
        ),
        (lambda: Term("t", AUTUMN.first, AUTUMN.last, dt.date(2027, 1, 1), dt.date(2027, 1, 2)), "within the term"),
        (lambda: KeptTime("k", AUTUMN.first, starts="25:00", ends="26:00"), "no time of day"),
        (lambda: KeptTime("k", AUTUMN.first, starts="15:00"), "from when to when"),
        (lambda: SchoolYear("26"), "no school year"),
        (
            lambda: SchoolYear("2026", "", events={"a": Event("a", "A", dt.date(2025, 1, 1))}),
            "is not in the school year",
        ),
    ],
)
def test_what_cannot_be_is_one_sentence(make: object, says: str) -> None:
    """Each names what is wrong and what to write."""
    with pytest.raises(NotAllowed, match=says):
        make()  # type: ignore[operator]


def test_years_are_named_as_schools_name_them() -> None:
    """From September; 1999/00."""
    assert (year_of(dt.date(2027, 8, 31)), year_title(1999)) == (2026, "1999/00")
