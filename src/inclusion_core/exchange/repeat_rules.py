"""The rules by which an event of a calendar file repeats (RFC 5545, RRULE): read, and reckoned for some days only.

python-dateutil reckons them. It walks a rule from its beginning, by the second if the rule says so, and to the year
9999 where no day fits it. So rules that repeat within a day are refused before they are reckoned, and the days that the
others look at are counted for a file together.
"""

from __future__ import annotations

import datetime as dt
import re
from math import prod
from typing import TYPE_CHECKING

from attrs import define, field, frozen

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MOST_LOOKS, MOST_OF_ONE = 12_000_000, 3_000_000
"""How many days are looked at for a whole file, and for one event, at 1.5 microseconds each. A weekly event of five
years needs 350, 20,000 of them 7 million; a daily one that no day fits is looked for up to the year 9999, 3 million."""

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_OFTEN = ("YEARLY", "MONTHLY", "WEEKLY", "DAILY")
_WITHIN_A_DAY = ("HOURLY", "MINUTELY", "SECONDLY")
_MOST_A_DAY = 24
_NUMBERS = {
    "BYMONTH": range(1, 13), "BYMONTHDAY": range(1, 32), "BYYEARDAY": range(1, 367), "BYWEEKNO": range(1, 54),
    "BYSETPOS": range(1, 367), "BYHOUR": range(24), "BYMINUTE": range(60), "BYSECOND": range(60),
}  # fmt: skip
_FROM_THE_END = frozenset({"BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYSETPOS"})
_TIMES = ("BYHOUR", "BYMINUTE", "BYSECOND")
_CHOSEN_FROM = frozenset(_NUMBERS) - {"BYSETPOS"} | {"BYDAY"}
_PARTS = frozenset(_NUMBERS) | {"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "WKST"}
_WEEKDAY = re.compile(r"(?:[+-]?(?:[1-9]|[1-4][0-9]|5[0-3]))?(?:MO|TU|WE|TH|FR|SA|SU)")
_NUMBER = re.compile(r"[+-]?[0-9]{1,3}")
_POSITIVE = re.compile(r"0*[1-9][0-9]{0,8}")


class UnreadableRule(ValueError):
    """A rule that does not say when, or says what no calendar knows."""


class TooOften(ValueError):
    """A rule that repeats within a day: by the hour, the minute or the second."""


class TooLong(ValueError):
    """Reckoning the rules of a file takes longer than anybody waits."""


@frozen
class Rule:
    """When an event repeats: `often` is YEARLY to DAILY, `every` so many of them, `until` the last day or moment.

    `numbers` are those of the parts that hold numbers by their names in a file, such as BYMONTHDAY; `said` is the rule
    as a file writes it, without its count and its end.
    """

    often: str
    said: str
    every: int = 1
    count: int | None = None
    until: dt.date | dt.datetime | None = None
    numbers: Mapping[str, tuple[int, ...]] = field(factory=dict)


@define
class Patience:
    """How many days may still be looked at, for all the rules of a file together and for those of one event."""

    left: int = MOST_LOOKS
    of_one: int = MOST_OF_ONE

    def begin(self) -> None:
        """Begin with another event, so that one that takes too long leaves the others what they need."""
        self.of_one = MOST_OF_ONE

    def look(self, days: int) -> None:
        """Take some from what is left. Raises TooLong."""
        self.left -= days
        self.of_one -= days
        if self.left < 0 or self.of_one < 0:
            raise TooLong


def read_rule(text: str) -> Rule:
    """Return the rule that a file writes as `FREQ=WEEKLY;BYDAY=TU`. Raises UnreadableRule, TooOften.

    >>> rule = read_rule("FREQ=MONTHLY;BYDAY=-1FR;COUNT=3")
    >>> rule.said, rule.count
    ('FREQ=MONTHLY;BYDAY=-1FR', 3)
    """
    parts: dict[str, str] = {}
    for part in text.strip().strip(";").upper().split(";"):
        name, is_part, said = part.partition("=")
        if not is_part or not said or name in parts or name not in _PARTS:
            raise UnreadableRule(part)
        parts[name] = said
    often = parts.get("FREQ", "")
    if often in _WITHIN_A_DAY:
        raise TooOften(often)
    numbers = {name: _numbers(name, parts[name]) for name in _NUMBERS if name in parts}
    if often not in _OFTEN or ("BYSETPOS" in parts and not any(one in parts for one in _CHOSEN_FROM)):
        raise UnreadableRule(text)
    for one in parts.get("BYDAY", "MO").split(","):
        if not _WEEKDAY.fullmatch(one):
            raise UnreadableRule(one)
    every = _positive(parts.get("INTERVAL", "1"))
    count = _positive(parts.pop("COUNT")) if "COUNT" in parts else None
    until = _moment(parts.pop("UNTIL")) if "UNTIL" in parts else None
    return Rule(often, ";".join(f"{name}={said}" for name, said in parts.items()), every, count, until, numbers)


def _positive(said: str) -> int:
    if not _POSITIVE.fullmatch(said):
        raise UnreadableRule(said)
    return int(said)


def _numbers(name: str, said: str) -> tuple[int, ...]:
    if not all(map(_NUMBER.fullmatch, said.split(","))):
        raise UnreadableRule(said)
    found = tuple(int(one) for one in said.split(","))
    if not all((abs(one) if name in _FROM_THE_END else one) in _NUMBERS[name] for one in found):
        raise UnreadableRule(said)
    return found


def _moment(said: str) -> dt.date | dt.datetime:
    try:
        if "T" not in said:
            return dt.datetime.strptime(said, "%Y%m%d").date()  # noqa: DTZ007  a day has no zone
        found = dt.datetime.strptime(said.removesuffix("Z"), "%Y%m%dT%H%M%S")  # noqa: DTZ007  the next line says which
    except ValueError as error:
        raise UnreadableRule(said) from error
    return found.replace(tzinfo=dt.UTC) if said.endswith("Z") else found


# Reckoning ----------------------------------------------------------------------------------------------------------


def moments(  # noqa: PLR0913  all but the first two are named
    rule: Rule, start: dt.datetime, *, until: dt.datetime | None, first: dt.date, last: dt.date, patience: Patience
) -> Iterator[dt.datetime]:
    """Yield when an event happens again after its start, on the days from `first` to `last`, in order.

    All moments are on the event's own clock, without a zone; `until` is the rule's own, on that clock (included). The
    start is the first time whatever the rule says, and is one of `count`. Raises TooOften, TooLong, UnreadableRule.
    """
    from dateutil.rrule import rrulestr  # type: ignore[import-untyped,unused-ignore]  # noqa: PLC0415  of the extra

    if prod(len(rule.numbers.get(one, "1")) for one in _TIMES) > _MOST_A_DAY:
        raise TooOften(rule.often)
    end = dt.datetime.combine(last, dt.time.max)
    end = end if until is None else min(end, until)
    said = rule.said
    if "BYWEEKNO" in rule.numbers and not any(one in said for one in ("BYDAY", "BYMONTHDAY", "BYYEARDAY")):
        said += f";BYDAY={_DAYS[start.weekday()]}"  # what is not said is as on the first day
    patience.look(_looks(rule, (end - start).days))
    left = rule.count
    try:
        for one in rrulestr(said, dtstart=start):
            if one > start:
                left = None if left is None else left - 1
                if one > end or left == 0:
                    return
                if one.date() >= first:
                    yield one
    except ValueError as error:
        raise UnreadableRule(said) from error
    beyond = dt.date.max.toordinal() - last.toordinal()  # no day fitted any more, up to the last year that there is
    patience.look(_looks(rule, beyond))


def _looks(rule: Rule, days: int) -> int:
    """Return how many days a rule looks at in so many; of a month or a year each of them."""
    step = {"DAILY": 1, "WEEKLY": 7}.get(rule.often)
    return max(days, 0) // (step * rule.every if step else 1)
