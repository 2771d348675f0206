"""How long it takes before a change could show, as a framework says it in words; and whether that time is over."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

_NUMBERS = {
    "half a": 0.5, "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "twelve": 12, "eighteen": 18, "twenty-four": 24,
}  # fmt: skip
_DAYS = {
    "week": 7,
    "month": 30.5,
    "half-term": 61,
    "half term": 61,
    "term": 122,
    "year": 365,
    "review": 365,
    "cycle": 365,
}
_SPAN = re.compile(
    rf"\b({'|'.join(sorted(_NUMBERS, key=len, reverse=True))}|\d{{1,2}})\s+(?:[a-z]+\s+)?"
    rf"({'|'.join(sorted(_DAYS, key=len, reverse=True))})s?\b"
)


def days_of(horizon: str) -> int | None:
    """Return a horizon in days, the longest of what it names; 0 where there is none, None where it is not understood.

    >>> days_of("two terms"), days_of("one budget year"), days_of("two to three years"), days_of("")
    (244, 365, 1095, 0)
    >>> days_of("when it is ready") is None
    True
    """
    if not horizon.strip():
        return 0
    found = [
        (_NUMBERS[number] if number in _NUMBERS else int(number)) * _DAYS[unit]
        for number, unit in _SPAN.findall(horizon.casefold())
    ]
    return math.ceil(max(found)) if found else None


def is_over(horizon: str, since: dt.date, until: dt.date) -> bool:
    """Say whether enough time lies between two days for a change to show. One that is not understood is never over."""
    days = days_of(horizon)
    return days is not None and (until - since).days >= days
