"""Reading a time or a day as people write it: `10:42`, `-15` for minutes ago, `12 Jan`, `2027-01-12`.

Pure: what the clock says is handed in. Days come before months, as they are written here.
"""

from __future__ import annotations

import datetime as dt
import re

import inclusion_core as ic

_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
           "november", "december")  # fmt: skip
_LEAST_OF_A_MONTH = 3
_AGO = re.compile(r"-\s?(\d{1,4})\s?(?:m|min|mins|minutes)?")
_CLOCK = re.compile(r"(?:(?P<day>.*\S)\s+)?(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d)|h)")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_FIGURES = re.compile(r"(\d{1,2})[/.](\d{1,2})(?:[/.](\d{4}|\d\d))?")
_WORDS = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?([a-z]+)\.?,?(?:\s+(\d{4}|\d\d))?")
_CENTURY = 2000
_TWO_FIGURES = 100
_LEAP = 8
"""Years within which every day of the year comes round, 29 February over a century's turn too."""

TIME_EXAMPLE = "10:42, or -15 for a quarter of an hour ago"
DAY_EXAMPLE = "12 Jan, or 2027-01-12"


def read_time(given: str, now: dt.datetime) -> dt.datetime | None:
    """Read when something was seen, in the time zone of `now`; None for nothing typed, which is now.

    Raises NotAllowed for what is no time, and for what has not come yet.

    >>> now = dt.datetime(2026, 11, 20, 11, 0, tzinfo=dt.UTC)
    >>> [f"{read_time(one, now):%d %b %H:%M}" for one in ("10:42", "-15", "yesterday 9.30", "18 Nov 14:05")]
    ['20 Nov 10:42', '20 Nov 10:45', '19 Nov 09:30', '18 Nov 14:05']
    """
    words = " ".join(given.split()).casefold()
    if not words or words == "now":
        return None
    ago = _AGO.fullmatch(words)
    if ago:
        return (now.astimezone(dt.UTC) - dt.timedelta(minutes=int(ago[1]))).astimezone(now.tzinfo)
    clock = _CLOCK.fullmatch(words)
    if clock is None:
        raise ic.NotAllowed(f"'{ic.one_line(given)}' is no time. Write {TIME_EXAMPLE}; nothing typed is now.")
    day = _day(clock["day"], now.date(), ahead=False) if clock["day"] else now.date()
    try:
        at = dt.time(int(clock["hour"]), int(clock["minute"] or 0))
    except ValueError:
        raise ic.NotAllowed(f"There is no '{ic.one_line(given)}' on a clock. Write {TIME_EXAMPLE}.") from None
    found = dt.datetime.combine(day, at).astimezone() if _is_local(now) else dt.datetime.combine(day, at, now.tzinfo)
    if found > now:
        raise ic.NotAllowed(f"{found:%d %b %H:%M} has not come yet: it is {now:%H:%M}. Write {TIME_EXAMPLE}.")
    return found


def _is_local(now: dt.datetime) -> bool:
    """Say whether a moment is in the machine's own zone, whose hours may shift between two days."""
    return now.utcoffset() == now.astimezone().utcoffset()


def read_day(given: str, today: dt.date, *, ahead: bool = True) -> dt.date | None:
    """Read a day; None for nothing typed. Without a year it is the next such day, the last one without `ahead`.

    Raises NotAllowed with an example.

    >>> today = dt.date(2026, 11, 20)
    >>> [str(read_day(one, today)) for one in ("12 Jan", "12/1", "2027-01-12", "20 November", "tomorrow")]
    ['2027-01-12', '2027-01-12', '2027-01-12', '2026-11-20', '2026-11-21']
    >>> str(read_day("12 Jan", today, ahead=False))
    '2026-01-12'
    """
    words = " ".join(given.split()).casefold()
    return _day(words, today, ahead=ahead) if words else None


def _day(words: str, today: dt.date, *, ahead: bool) -> dt.date:
    near = {"today": 0, "tomorrow": 1, "yesterday": -1}
    if words in near:
        return today + dt.timedelta(days=near[words])
    year, month, day = _figures(words)
    try:
        if year is not None:
            return dt.date(year, month, day)
        years = range(today.year, today.year + _LEAP + 1) if ahead else range(today.year, today.year - _LEAP - 1, -1)
        for one in years:
            found = _made(one, month, day)
            if found is not None and (found >= today if ahead else found <= today):
                return found
    except ValueError:
        pass
    raise ic.NotAllowed(f"There is no day '{ic.one_line(words)}'. Write {DAY_EXAMPLE}.")


def _made(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _figures(words: str) -> tuple[int | None, int, int]:
    """Return year (None where it is not said), month and day, whatever they are."""
    iso = _ISO.fullmatch(words)
    if iso:
        return int(iso[1]), int(iso[2]), int(iso[3])
    short = _FIGURES.fullmatch(words)
    if short:
        return _year(short[3]), int(short[2]), int(short[1])
    said = _WORDS.fullmatch(words)
    if said and len(said[2]) >= _LEAST_OF_A_MONTH:
        for place, name in enumerate(_MONTHS, start=1):
            if name.startswith(said[2]) or (said[2] == "sept" and name == "september"):
                return _year(said[3]), place, int(said[1])
    raise ic.NotAllowed(f"'{ic.one_line(words)}' is no day. Write {DAY_EXAMPLE}.")


def _year(given: str | None) -> int | None:
    if not given:
        return None
    return int(given) + (_CENTURY if int(given) < _TWO_FIGURES else 0)


def time_in_words(at: dt.datetime, now: dt.datetime) -> str:
    """Return a moment as short as it is clear, in the time zone of `now`: `10:42`, `Thu 19 Nov 09:30`.

    >>> now = dt.datetime(2026, 11, 20, 11, 0, tzinfo=dt.UTC)
    >>> time_in_words(dt.datetime(2026, 11, 20, 10, 42, tzinfo=dt.UTC), now)
    '10:42'
    >>> time_in_words(dt.datetime(2025, 11, 19, 9, 30, tzinfo=dt.UTC), now)
    '19 Nov 2025 09:30'
    """
    local = at.astimezone(now.tzinfo) if not _is_local(now) else at.astimezone()
    if local.date() == now.date():
        return f"{local:%H:%M}"
    return f"{local:%a %d %b %H:%M}" if local.year == now.year else f"{local:%d %b %Y %H:%M}"


def day_in_words(day: dt.date, today: dt.date) -> str:
    """Return a day as people write it, its year where it is another one.

    >>> today = dt.date(2026, 11, 20)
    >>> day_in_words(dt.date(2027, 1, 12), today), day_in_words(dt.date(2026, 12, 1), today)
    ('12 Jan 2027', '1 Dec')
    """
    return f"{day.day} {day:%b}" if day.year == today.year else f"{day.day} {day:%b %Y}"


def read_days(given: str, today: dt.date) -> tuple[dt.date, ...]:
    """Read days with commas between, the earliest first and each once. Raises NotAllowed."""
    days = (read_day(one.strip(), today) for one in given.split(",") if one.strip())
    return tuple(sorted({one for one in days if one is not None}))
