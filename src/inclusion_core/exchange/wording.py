"""Small wordings that every page needs: days, counts and lists, in British English whatever the machine speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def month_words(day: dt.date) -> str:
    """Write the month of a day, `September 2026`."""
    return f"{_MONTHS[day.month - 1]} {day.year}"


def day_words(day: dt.date) -> str:
    """Write a day out, whatever the machine's language.

    >>> import datetime as dt
    >>> day_words(dt.date(2026, 11, 3))
    '3 November 2026'
    """
    return f"{day.day} {month_words(day)}"


def counted(number: int, noun: str, plural: str = "") -> str:
    """Write a count with its noun.

    >>> counted(1, "judgement"), counted(2, "judgement"), counted(0, "piece of evidence", "pieces of evidence")
    ('1 judgement', '2 judgements', 'no pieces of evidence')
    """
    return f"{number:,} {noun}" if number == 1 else f"{number or 'no':{',' if number else ''}} {plural or noun + 's'}"


def number_words(number: int) -> str:
    """Write a small whole number as a word, a larger one in figures.

    >>> number_words(3), number_words(12)
    ('three', '12')
    """
    return _NUMBERS[number] if 0 <= number < len(_NUMBERS) else f"{number:,}"


def capitalised(text: str) -> str:
    """Return a text with its first letter capital and the rest as it stands."""
    return text[:1].upper() + text[1:]
