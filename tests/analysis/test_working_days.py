"""Bank holidays of England, working days, and the clock of a visit."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inclusion_core.analysis.rounds.working_days import (
    FIRST_YEAR,
    LAST_YEAR,
    ONE_OFF,
    READINESS_CLOCK,
    Deadline,
    Due,
    bank_holidays,
    due_dates,
    easter_sunday,
    is_working_day,
    working_day_after,
    working_day_before,
    working_days_between,
)
from inclusion_core.errors import NotAllowed

# As the government publishes them for England and Wales, the days of each year as month-day.
PUBLISHED = {
    2016: "01-01 03-25 03-28 05-02 05-30 08-29 12-26 12-27",
    2017: "01-02 04-14 04-17 05-01 05-29 08-28 12-25 12-26",
    2018: "01-01 03-30 04-02 05-07 05-28 08-27 12-25 12-26",
    2019: "01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26",
    2020: "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28",
    2021: "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28",
    2022: "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27",
    2023: "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26",
    2024: "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26",
    2025: "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
    2026: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
    2027: "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
    2028: "01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26",
}
days = st.dates(dt.date(1990, 1, 1), dt.date(2080, 12, 31))
closures = st.lists(st.dates(dt.date(2026, 1, 1), dt.date(2026, 12, 31)), max_size=5)


@pytest.mark.parametrize("year", PUBLISHED)
def test_bank_holidays_are_those_that_were_published(year: int) -> None:
    """Thirteen years day by day: substitute days, days that were moved, and those proclaimed once."""
    assert [f"{day:%m-%d}" for day in bank_holidays(year)] == PUBLISHED[year].split()


@pytest.mark.parametrize(
    ("year", "day", "title"),
    [
        (2016, "12-26", "Boxing Day"),
        (2016, "12-27", "Christmas Day (substitute day)"),
        (2020, "12-28", "Boxing Day (substitute day)"),
        (2021, "12-27", "Christmas Day (substitute day)"),
        (2022, "01-03", "New Year's Day (substitute day)"),
        (2022, "06-02", "Spring bank holiday"),
        (2023, "05-08", "Coronation of King Charles III"),
        (1999, "12-31", "Millennium bank holiday"),
    ],
)
def test_each_says_what_it_is(year: int, day: str, title: str) -> None:
    """A day has the name it is published under, and a substitute says so."""
    assert {f"{one:%m-%d}": said for one, said in bank_holidays(year).items()}[day] == title


@pytest.mark.parametrize(
    "day",
    [
        "1995-04-16", "1999-04-04", "2000-04-23", "2008-03-23", "2011-04-24", "2016-03-27", "2019-04-21", "2024-03-31",
        "2025-04-20", "2026-04-05", "2027-03-28", "2028-04-16", "2038-04-25", "2049-04-18", "2076-04-19", "2285-03-22",
    ],
)  # fmt: skip
def test_easter_is_when_it_was_and_will_be(day: str) -> None:
    """Early and late Easters, the exceptions of the tables among them."""
    found = dt.date.fromisoformat(day)
    assert easter_sunday(found.year) == found


def by_the_hands(year: int) -> dt.date:
    """Reckon Easter another way: that of Gauss, with his two exceptions written out."""
    century = year // 100
    moon = (15 + century - century // 4 - (13 + 8 * century) // 25) % 30
    sunday = (4 + century - century // 4) % 7
    after = (19 * (year % 19) + moon) % 30
    week = (2 * (year % 4) + 4 * (year % 7) + 6 * after + sunday) % 7
    if after == 29 and week == 6:
        return dt.date(year, 4, 19)
    if after == 28 and week == 6 and (11 * moon + 11) % 30 < 19:
        return dt.date(year, 4, 18)
    return dt.date(year, 3, 22) + dt.timedelta(days=after + week)


def test_easter_agrees_with_a_second_reckoning_for_every_year_there_is() -> None:
    """The tables' full moon and Gauss give one Sunday in each year that is reckoned."""
    assert [year for year in range(1583, LAST_YEAR + 1) if easter_sunday(year) != by_the_hands(year)] == []


@given(year=st.integers(FIRST_YEAR, LAST_YEAR))
def test_a_year_has_eight_bank_holidays_and_those_proclaimed_for_it(year: int) -> None:
    """Eight weekdays, in order, in their own year; more only where one was proclaimed."""
    found = list(bank_holidays(year))
    assert len(found) == 8 + sum(day.year == year for day in ONE_OFF)
    assert found == sorted(found)
    assert all(day.weekday() < 5 and day.year == year for day in found)


@pytest.mark.parametrize("year", [FIRST_YEAR - 1, LAST_YEAR + 1])
def test_a_year_that_is_not_reckoned_is_refused(year: int) -> None:
    """Before early May was a bank holiday nothing is guessed; the sentence says which years there are."""
    with pytest.raises(NotAllowed, match="1978 to 9998"):
        bank_holidays(year)
    with pytest.raises(NotAllowed, match=str(year)):
        working_day_before(dt.date(year, 6, 1), 3)


def test_a_table_of_bank_holidays_cannot_be_changed() -> None:
    """It is kept for the next who asks, so nobody can write into it."""
    with pytest.raises(TypeError, match="fixed"):
        bank_holidays(2026)[dt.date(2026, 7, 1)] = "Mine"  # type: ignore[index]


def test_working_days_over_christmas() -> None:
    """Weekends, bank holidays and substitutes are left out on the way, forwards and back."""
    assert working_day_after(dt.date(2026, 12, 22), 5) == dt.date(2026, 12, 31)
    assert working_day_after(dt.date(2026, 12, 22), 6) == dt.date(2027, 1, 4)
    assert working_day_before(dt.date(2027, 1, 4), 6) == dt.date(2026, 12, 22)
    closed = {dt.date(2026, 12, day) for day in range(21, 32)}
    assert working_day_after(dt.date(2026, 12, 22), 1, closed=closed) == dt.date(2027, 1, 4)


def test_no_days_away_is_the_day_itself_or_the_nearest_working_one() -> None:
    """A deadline that falls on a Sunday or a bank holiday is really that before it, or that after."""
    easter_monday = dt.date(2026, 4, 6)
    assert working_day_before(easter_monday, 0) == dt.date(2026, 4, 2)
    assert working_day_after(easter_monday, 0) == dt.date(2026, 4, 7)
    assert working_day_before(dt.date(2026, 4, 7), 0) == dt.date(2026, 4, 7)
    with pytest.raises(ValueError, match="0 or more"):
        working_day_after(easter_monday, -1)


@given(day=days, count=st.integers(0, 60), closed=closures)
def test_what_is_so_many_days_away_has_so_many_days_between(day: dt.date, count: int, closed: list[dt.date]) -> None:
    """Going there and counting the way agree, both ways, and what is reached is a working day."""
    later = working_day_after(day, count, closed=closed)
    earlier = working_day_before(day, count, closed=closed)
    assert is_working_day(later, closed=closed)
    assert is_working_day(earlier, closed=closed)
    if count:
        assert working_days_between(day, later, closed=closed) == count
        assert working_days_between(earlier, day, closed=closed) == count - 1 + is_working_day(day, closed=closed)
    assert working_days_between(day, earlier, closed=closed) == -working_days_between(earlier, day, closed=closed)


@given(day=days, other=days, third=days)
def test_days_between_add_up(day: dt.date, other: dt.date, third: dt.date) -> None:
    """From one day to a third by way of another is as far as straight there."""
    assert working_days_between(day, other) + working_days_between(other, third) == working_days_between(day, third)


def test_the_clock_of_a_visit() -> None:
    """Planning ten working days before, self-evaluation five; report five after, checked in two more, out by ten."""
    found = due_dates(dt.date(2027, 4, 7), dt.date(2027, 4, 8))
    assert [(one.deadline.id, one.day.isoformat()) for one in found] == [
        ("planning-meeting", "2027-03-22"),  # Good Friday and Easter Monday are the 26th and 29th
        ("self-evaluation", "2027-03-31"),
        ("report-written", "2027-04-15"),
        ("report-checked", "2027-04-19"),
        ("report-out", "2027-04-22"),
    ]


def test_a_clock_is_data_and_a_school_may_be_closed() -> None:
    """Another clock is another tuple; the school's own closed days do not count."""
    clock = (Deadline("questions", "Questions sent", -3), Deadline("thanks", "Thanks sent", 1))
    visit = dt.date(2026, 11, 24)
    assert [one.day.day for one in due_dates(visit, visit, clock)] == [19, 25]
    closed = {dt.date(2026, 11, 20), dt.date(2026, 11, 25)}
    assert [one.day.day for one in due_dates(visit, visit, clock, closed=closed)] == [18, 26]


def test_what_is_left_is_counted_in_working_days() -> None:
    """From a Friday to the Tuesday after are two; on the day none is left, and later it is below 0."""
    due = Due(READINESS_CLOCK[0], dt.date(2026, 11, 10))
    left = [due.days_left(dt.date(2026, 11, day)) for day in (6, 9, 10, 11, 16)]
    assert left == [2, 1, 0, -1, -4]


def test_a_clock_or_a_visit_that_cannot_be_is_refused() -> None:
    """A visit that ends before it begins, and a deadline counted from one that is not there, are said."""
    visit = dt.date(2026, 11, 24)
    with pytest.raises(NotAllowed, match="cannot end"):
        due_dates(visit, dt.date(2026, 11, 23))
    with pytest.raises(NotAllowed, match="Those before it: none"):
        due_dates(visit, visit, (Deadline("checked", "Checked", 2, after="written"),))


@given(first=days, length=st.integers(0, 4), closed=closures)
def test_the_clock_never_falls_on_the_visit_or_on_a_day_nobody_works(
    first: dt.date, length: int, closed: list[dt.date]
) -> None:
    """Each date is a working day, outside the visit, on its side of it, and they come in order."""
    last = first + dt.timedelta(days=length)
    found = due_dates(first, last, closed=closed)
    assert all(is_working_day(one.day, closed=closed) for one in found)
    assert all((one.day < first) == (one.deadline.days < 0) and not first <= one.day <= last for one in found)
    assert [one.day for one in found] == sorted(one.day for one in found)
