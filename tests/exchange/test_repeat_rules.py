"""Rules of repeating events: reckoned for one year, and never without end."""

import datetime as dt

import pytest

from inclusion_core.exchange.repeat_rules import Patience, TooLong, TooOften, UnreadableRule, moments, read_rule

FIRST, LAST = dt.date(2026, 9, 1), dt.date(2027, 8, 31)


def days(text: str, start: dt.datetime, *, patience: Patience | None = None) -> list[dt.datetime]:
    """Return when a rule is in the school year, its start left out."""
    rule = read_rule(text)
    until = rule.until if isinstance(rule.until, dt.datetime) else None
    return list(moments(rule, start, until=until, first=FIRST, last=LAST, patience=patience or Patience()))


@pytest.mark.parametrize(
    ("text", "start", "expected"),
    [
        ("FREQ=WEEKLY;INTERVAL=26;BYDAY=TU", (2023, 9, 5), ["2026-09-01", "2027-03-02", "2027-08-31"]),
        ("FREQ=MONTHLY;INTERVAL=6;BYDAY=-1FR", (2023, 9, 29), ["2026-09-25", "2027-03-26"]),
        ("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=31", (2024, 1, 31), ["2026-10-31", "2027-01-31", "2027-07-31"]),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=35", (2023, 11, 30), ["2026-09-30"]),
        ("FREQ=YEARLY", (2020, 9, 1), ["2026-09-01"]),
        ("FREQ=YEARLY", (2020, 2, 29), []),
        ("FREQ=YEARLY;BYMONTH=9;BYDAY=1MO", (2019, 9, 2), ["2026-09-07"]),
        ("FREQ=YEARLY;BYWEEKNO=36", (2025, 9, 2), ["2026-09-01"]),
        ("FREQ=YEARLY;BYYEARDAY=-1", (2019, 12, 31), ["2026-12-31"]),
        ("FREQ=DAILY;INTERVAL=300", (2020, 1, 1), ["2027-05-24"]),
        ("FREQ=DAILY;COUNT=366", (2025, 9, 1), ["2026-09-01"]),
        ("FREQ=WEEKLY;COUNT=157", (2023, 9, 5), ["2026-09-01"]),
        ("FREQ=WEEKLY;UNTIL=20260901T153000", (2023, 9, 5), ["2026-09-01"]),
        ("FREQ=WEEKLY;UNTIL=20260901T152959", (2023, 9, 5), []),
    ],
)
def test_a_rule_of_years_ago_counts_in_this_year(text: str, start: tuple[int, int, int], expected: list[str]) -> None:
    """What began long ago is on the days of this year that its interval, its count and its end leave it."""
    found = days(text, dt.datetime(*start, 15, 30))  # noqa: DTZ001  a clock of its own
    assert [one.date().isoformat() for one in found] == expected
    assert all((one.hour, one.minute) == (15, 30) for one in found)


@pytest.mark.parametrize(
    "text",
    [
        "", "FREQ", "FREQ=", "FREQ=FORTNIGHTLY", "INTERVAL=2", "FREQ=WEEKLY;FREQ=DAILY", "FREQ=WEEKLY;INTERVAL=0",
        "FREQ=WEEKLY;INTERVAL=-1", "FREQ=WEEKLY;COUNT=x", "FREQ=WEEKLY;COUNT=0", "FREQ=WEEKLY;UNTIL=2026",
        "FREQ=WEEKLY;UNTIL=20261301", "FREQ=WEEKLY;BYDAY=XX", "FREQ=MONTHLY;BYDAY=0MO", "FREQ=MONTHLY;BYDAY=54MO",
        "FREQ=MONTHLY;BYDAY=--1MO", "FREQ=MONTHLY;BYMONTHDAY=32", "FREQ=MONTHLY;BYMONTHDAY=0", "FREQ=YEARLY;BYMONTH=-1",
        "FREQ=MONTHLY;BYSETPOS=1", "FREQ=YEARLY;RSCALE=HEBREW", "FREQ=WEEKLY;BYDAY=", "FREQ=WEEKLY;INTERVAL=٢",
    ],
)  # fmt: skip
def test_a_rule_that_says_nothing_clear_is_refused(text: str) -> None:
    """No part of a rule is guessed at or passed over."""
    with pytest.raises(UnreadableRule):
        read_rule(text)


@pytest.mark.parametrize("often", ["SECONDLY", "MINUTELY", "HOURLY"])
def test_what_repeats_within_a_day_is_refused(often: str) -> None:
    """A rule of every second is refused before it is reckoned, and so is a day of hundreds of times."""
    with pytest.raises(TooOften):
        read_rule(f"FREQ={often}")
    minutes = ",".join(map(str, range(60)))
    with pytest.raises(TooOften):
        days(f"FREQ=DAILY;BYMINUTE={minutes}", dt.datetime(2026, 9, 1, 9, 0))  # noqa: DTZ001


def test_rules_that_fit_no_day_come_to_an_end() -> None:
    """A rule that no day fits is on none, and is counted as what it costs; one more than is left is refused."""
    start, patience = dt.datetime(1999, 1, 1, 9, 0), Patience(3_500_000)  # noqa: DTZ001
    assert days("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", start, patience=patience) == []
    assert days("FREQ=DAILY;INTERVAL=70;BYDAY=SA;COUNT=5", start, patience=patience) == []
    assert 0 < patience.left < 600_000
    with pytest.raises(TooLong):
        days("FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30", start, patience=patience)
    with pytest.raises(TooLong):
        days("FREQ=DAILY", start, patience=Patience(10_000))
    assert len(days("FREQ=DAILY;COUNT=10320", start, patience=Patience(11_000))) == 215
