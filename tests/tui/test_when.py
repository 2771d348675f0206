"""Times and days as people write them."""

from __future__ import annotations

import datetime as dt
import os
import time
from typing import TYPE_CHECKING

import pytest

import inclusion_core as ic
from inclusion_tui.notes.when import day_in_words, read_day, read_time, time_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator

NOW = dt.datetime(2026, 11, 20, 11, 0, tzinfo=dt.UTC)
TODAY = NOW.date()


@pytest.fixture
def london() -> Iterator[None]:
    """The machine's clock in London."""
    before = os.environ.get("TZ")
    os.environ["TZ"] = "Europe/London"
    time.tzset()
    yield
    if before is None:
        del os.environ["TZ"]
    else:
        os.environ["TZ"] = before
    time.tzset()


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("10:42", "20 10:42"), ("9.05", "20 09:05"), ("9h", "20 09:00"), (" 00:00 ", "20 00:00"),
        ("-15", "20 10:45"), ("- 15 min", "20 10:45"), ("-90m", "20 09:30"), ("-1440", "19 11:00"), ("-0", "20 11:00"),
        ("yesterday 23:59", "19 23:59"), ("19/11 8:00", "19 08:00"), ("19 November 2026 8:00", "19 08:00"),
        ("2026-11-19 8:00", "19 08:00"), ("today 10:00", "20 10:00"),
    ],
)  # fmt: skip
def test_times_are_read_as_people_write_them(given: str, expected: str) -> None:
    """A clock time is of today, minutes are ago, and a day may stand before a time."""
    found = read_time(given, NOW)
    assert found is not None
    assert f"{found:%d %H:%M}" == expected


@pytest.mark.parametrize("given", ["", "  ", "now", "NOW"])
def test_nothing_typed_is_now(given: str) -> None:
    """An empty answer takes the clock's own time."""
    assert read_time(given, NOW) is None


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ("25:00", "There is no '25:00' on a clock."),
        ("10:75", "There is no '10:75' on a clock."),
        ("half past ten", "'half past ten' is no time."),
        ("10", "'10' is no time."),
        ("14:05", "20 Nov 14:05 has not come yet: it is 11:00."),
        ("30 Feb 10:00", "There is no day '30 feb'."),
        ("\x1b[2J", "'␛[2J' is no time."),
    ],
)
def test_what_is_no_time_is_refused_with_an_example(given: str, says: str) -> None:
    """Each refusal is a sentence that says what was wrong and shows how a time is written."""
    with pytest.raises(ic.NotAllowed) as refused:
        read_time(given, NOW)
    assert str(refused.value).startswith(says)
    assert str(refused.value).isprintable()
    assert any(one in str(refused.value) for one in ("10:42", "12 Jan"))


@pytest.mark.usefixtures("london")
def test_a_time_of_before_the_clocks_went_back_is_of_summer_time() -> None:
    """On the day after the clocks changed, yesterday's ten o'clock is an hour further off than today's."""
    now = dt.datetime(2026, 10, 25, 11, 0, tzinfo=dt.UTC).astimezone()
    before = read_time("yesterday 10:00", now)
    today = read_time("10:00", now)
    assert before is not None
    assert today is not None
    assert before.astimezone(dt.UTC).hour == 9
    assert today.astimezone(dt.UTC).hour == 10


@pytest.mark.usefixtures("london")
def test_minutes_ago_go_across_the_change_of_clocks() -> None:
    """Two hours ago is two hours ago, whatever the clock on the wall did meanwhile."""
    now = dt.datetime(2026, 10, 25, 2, 30, tzinfo=dt.UTC).astimezone()
    before = read_time("-120", now)
    assert before is not None
    assert now.astimezone(dt.UTC) - before.astimezone(dt.UTC) == dt.timedelta(hours=2)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("12 Jan", "2027-01-12"), ("12/1", "2027-01-12"), ("12.1.27", "2027-01-12"), ("12th of January", "2027-01-12"),
        ("20 Nov", "2026-11-20"), ("19 nov", "2027-11-19"), ("29 Feb", "2028-02-29"), ("1 sept", "2027-09-01"),
        ("tomorrow", "2026-11-21"), ("2026-12-01", "2026-12-01"),
    ],
)  # fmt: skip
def test_days_are_read_as_they_are_written_here(given: str, expected: str) -> None:
    """The day comes before the month, and without a year it is the next such day."""
    assert str(read_day(given, TODAY)) == expected


@pytest.mark.parametrize("given", ["31/2", "13/13", "soon", "12", "29 Feb 2027", "0 Jan", "1 xyz"])
def test_what_is_no_day_is_refused_with_an_example(given: str) -> None:
    """A day that does not exist is refused, and how days are written is shown."""
    with pytest.raises(ic.NotAllowed, match="12 Jan, or 2027-01-12"):
        read_day(given, TODAY)


def test_no_day_is_none() -> None:
    """An empty answer leaves the day open."""
    assert read_day(" ", TODAY) is None


@pytest.mark.usefixtures("london")
def test_what_is_told_can_be_read_back() -> None:
    """A time in words that is offered to be changed is read as the same time."""
    now = dt.datetime(2026, 11, 20, 11, 0, tzinfo=dt.UTC).astimezone()
    for at in (now - dt.timedelta(minutes=20), now - dt.timedelta(days=400)):
        words = time_in_words(at, now)
        assert read_time(words, now) == at.replace(second=0)
    assert day_in_words(dt.date(2027, 1, 12), TODAY) == "12 Jan 2027"
    assert read_day("12 Jan 2027", TODAY) == dt.date(2027, 1, 12)
