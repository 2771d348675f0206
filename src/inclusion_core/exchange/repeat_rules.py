"""The rules by which an event of a calendar file repeats (RFC 5545, RRULE): read, and reckoned for some days only.

A calendar of years is reckoned for one of them: what lies before is stepped over, and a rule that ends after so many
times is counted from its beginning. Nothing here runs on without end: rules that repeat within a day are refused, and
each day that is looked at is counted. That is why this is not left to python-dateutil: it walks a rule from its
beginning, by the second if it says so, and to the year 9999 where no day fits it.
"""

from __future__ import annotations

import datetime as dt
import re
from calendar import isleap, monthrange
from itertools import product
from typing import TYPE_CHECKING

from attrs import define, field, frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    Fits = Callable[[dt.date], bool]

MOST_LOOKS, MOST_OF_ONE = 2_000_000, 100_000
"""How many days are looked at for a whole file, and for one event: 500 weekly ones of five years need 30,000."""

_DAYS = {name: place for place, name in enumerate(("MO", "TU", "WE", "TH", "FR", "SA", "SU"))}
_OFTEN = ("YEARLY", "MONTHLY", "WEEKLY", "DAILY")
_WITHIN_A_DAY = ("HOURLY", "MINUTELY", "SECONDLY")
_MOST_A_DAY = 24
_NUMBERS = {
    "BYMONTH": range(1, 13), "BYMONTHDAY": range(1, 32), "BYYEARDAY": range(1, 367), "BYWEEKNO": range(1, 54),
    "BYSETPOS": range(1, 367), "BYHOUR": range(24), "BYMINUTE": range(60), "BYSECOND": range(60),
}  # fmt: skip
_FROM_THE_END = frozenset({"BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYSETPOS"})
_WEEKDAY = re.compile(r"(?P<nth>[+-]?(?:[1-9]|[1-4][0-9]|5[0-3]))?(?P<day>MO|TU|WE|TH|FR|SA|SU)")
_NUMBER = re.compile(r"[+-]?[0-9]{1,3}")
_POSITIVE = re.compile(r"0*[1-9][0-9]{0,8}")
_DAY = dt.timedelta(days=1)
_THURSDAY = 3


class UnreadableRule(ValueError):
    """A rule that does not say when, or says what no calendar knows."""


class TooOften(ValueError):
    """A rule that repeats within a day: by the hour, the minute or the second."""


class TooLong(ValueError):
    """Reckoning the rules of a file takes longer than anybody waits."""


@define
class Patience:
    """How many times of day may still be looked at, for all the rules of a file together and for those of one event."""

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


@frozen
class Rule:
    """When an event repeats: `often` is YEARLY to DAILY, `every` so many of them, `until` the last day or moment.

    `days` are weekdays (0 is Monday), each with which of them in the month or year (0: all, -1: the last). `numbers`
    are those of the other parts by their names in a file, such as BYMONTHDAY; negative ones count from the end.
    """

    often: str
    every: int = 1
    count: int | None = None
    until: dt.date | dt.datetime | None = None
    days: tuple[tuple[int, int], ...] = ()
    week_begins: int = 0
    numbers: Mapping[str, tuple[int, ...]] = field(factory=dict)


def read_rule(text: str) -> Rule:
    """Return the rule that a file writes as `FREQ=WEEKLY;BYDAY=TU`. Raises UnreadableRule, TooOften.

    >>> rule = read_rule("FREQ=MONTHLY;BYDAY=-1FR")
    >>> rule.often, rule.days
    ('MONTHLY', ((-1, 4),))
    """
    parts: dict[str, str] = {}
    for part in text.strip().strip(";").upper().split(";"):
        name, is_part, said = part.partition("=")
        if not is_part or not said or name in parts:
            raise UnreadableRule(part)
        parts[name] = said
    often = parts.pop("FREQ", "")
    if often in _WITHIN_A_DAY:
        raise TooOften(often)
    numbers = {name: _numbers(name, parts.pop(name)) for name in _NUMBERS if name in parts}
    if often not in _OFTEN or (numbers.get("BYSETPOS") and len(parts.keys() | numbers.keys()) == 1):
        raise UnreadableRule(text)
    made = Rule(
        often, _positive(parts.pop("INTERVAL", "1")), _positive(parts.pop("COUNT")) if "COUNT" in parts else None,
        _moment(parts.pop("UNTIL")) if "UNTIL" in parts else None,
        tuple(_weekday(one) for one in parts.pop("BYDAY").split(",")) if "BYDAY" in parts else (),
        _weekday(parts.pop("WKST", "MO"))[1], numbers,
    )  # fmt: skip
    if parts:
        raise UnreadableRule(text)
    return made


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


def _weekday(said: str) -> tuple[int, int]:
    found = _WEEKDAY.fullmatch(said)
    if found is None:
        raise UnreadableRule(said)
    return int(found["nth"] or 0), _DAYS[found["day"]]


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
    start is the first time whatever the rule says, and is one of `count`. Raises TooOften, TooLong.
    """
    times = _times(rule, start)
    left = None if rule.count is None else rule.count - 1
    if until is not None:
        last = min(last, until.date())
    places = rule.numbers.get("BYSETPOS", ())
    fits, weekdays = _tests(rule, start.date())
    for days in _periods(rule, start.date(), first, last, weekdays):
        patience.look(max(len(days), 1) * len(times))
        found = [dt.datetime.combine(day, time) for day in days if all(one(day) for one in fits) for time in times]
        if places:
            count = len(found)
            chosen = {one - 1 if one > 0 else count + one for one in places}
            found = [one for place, one in enumerate(found) if place in chosen]
        for one in found:
            if one <= start:
                continue
            if left == 0 or (until is not None and one > until):
                return
            if left is not None:
                left -= 1
            if first <= one.date() <= last:
                yield one


def _times(rule: Rule, start: dt.datetime) -> Sequence[dt.time]:
    parts = [rule.numbers.get(name, (was,)) for name, was in (
        ("BYHOUR", start.hour), ("BYMINUTE", start.minute), ("BYSECOND", start.second))]  # fmt: skip
    if len(parts[0]) * len(parts[1]) * len(parts[2]) > _MOST_A_DAY:
        raise TooOften(rule.often)
    return sorted({dt.time(hour, minute, second) for hour, minute, second in product(*parts)})


def _periods(
    rule: Rule, start: dt.date, first: dt.date, last: dt.date, weekdays: frozenset[int]
) -> Iterator[Sequence[dt.date]]:
    """Yield the days of each year, month, week, or day that the rule looks at, up to `last`.

    Those before `first` are stepped over, but not where they are counted.
    """
    begin = start if rule.count is not None else max(start, first)
    if rule.often == "YEARLY":
        months = sorted(set(rule.numbers.get("BYMONTH", ()))) or range(1, 13)
        for year in _steps(start.year, begin.year, last.year, rule.every):
            yield [dt.date(year, month, day) for month in months for day in range(1, monthrange(year, month)[1] + 1)]
    elif rule.often == "MONTHLY":
        origin, begins, ends = (12 * one.year + one.month - 1 for one in (start, begin, last))
        for place in _steps(origin, begins, ends, rule.every):
            year, month = divmod(place, 12)
            yield [dt.date(year, month + 1, day) for day in range(1, monthrange(year, month + 1)[1] + 1)]
    elif rule.often == "WEEKLY":
        week = start.toordinal() - (start.weekday() - rule.week_begins) % 7
        offsets = sorted((one - rule.week_begins) % 7 for one in weekdays)
        for place in _steps(week, begin.toordinal() - 6, last.toordinal(), 7 * rule.every):
            yield [dt.date.fromordinal(place + one) for one in offsets]
    else:
        for place in _steps(start.toordinal(), begin.toordinal(), last.toordinal(), rule.every):
            yield (dt.date.fromordinal(place),)


def _steps(start: int, begin: int, last: int, every: int) -> range:
    """Return the steps from `start` that are not before `begin`: the year, month, week or day that it lies in."""
    return range(start + max(-((start - begin) // every), 0) * every, last + 1, every)


def _tests(rule: Rule, start: dt.date) -> tuple[list[Fits], frozenset[int]]:
    """Return what a day must fit, and the weekdays of a weekly rule. What is not said is as on the first day."""
    numbers, days = dict(rule.numbers), rule.days
    if not any(numbers.get(name) for name in ("BYMONTHDAY", "BYYEARDAY")) and not days:
        if rule.often == "WEEKLY" or numbers.get("BYWEEKNO"):
            days = ((0, start.weekday()),)
        elif rule.often != "DAILY":
            numbers["BYMONTHDAY"] = (start.day,)
            if rule.often == "YEARLY":
                numbers.setdefault("BYMONTH", (start.month,))
    fits: list[Fits] = []
    months, month_days = numbers.get("BYMONTH", ()), frozenset(numbers.get("BYMONTHDAY", ()))
    year_days, weeks = frozenset(numbers.get("BYYEARDAY", ())), frozenset(numbers.get("BYWEEKNO", ()))
    if months:
        fits.append(lambda day: day.month in months)
    if month_days:
        fits.append(lambda day: day.day in month_days or day.day - _length(day) - 1 in month_days)
    if year_days:
        fits.append(lambda day: not year_days.isdisjoint(_from_both_ends(day)))
    if weeks:
        fits.append(lambda day: not weeks.isdisjoint(_week_numbers(day, rule.week_begins)))
    numbered = rule.often in {"YEARLY", "MONTHLY"}
    weekdays = frozenset(one for nth, one in days if not (nth and numbered))
    nths = frozenset((nth, one) for nth, one in days if nth and numbered)
    of_year = rule.often == "YEARLY" and not months
    if days:
        fits.append(lambda day: day.weekday() in weekdays or (bool(nths) and _is_nth(day, nths, of_year=of_year)))
    return fits, weekdays or frozenset(range(7))


def _length(day: dt.date) -> int:
    return monthrange(day.year, day.month)[1]


def _from_both_ends(day: dt.date) -> Iterable[int]:
    """Return which day of its year a day is, from the beginning and from the end."""
    place = day.timetuple().tm_yday
    return place, place - (366 if isleap(day.year) else 365) - 1


def _week_numbers(day: dt.date, begins: int) -> Iterable[int]:
    """Return the number of a day's week, from the beginning of its year and from the end; the first has four days."""
    middle = day + (_THURSDAY - (day.weekday() - begins) % 7) * _DAY
    final = dt.date(middle.year, 12, 28)
    final += (_THURSDAY - (final.weekday() - begins) % 7) * _DAY
    number, of_all = (one.timetuple().tm_yday // 7 + (one.timetuple().tm_yday % 7 > 0) for one in (middle, final))
    return number, number - of_all - 1


def _is_nth(day: dt.date, nths: frozenset[tuple[int, int]], *, of_year: bool) -> bool:
    """Say whether a day is such a weekday of its month or year, counted from either end."""
    place, back = _from_both_ends(day) if of_year else (day.day, day.day - _length(day) - 1)
    return not nths.isdisjoint((((place + 6) // 7, day.weekday()), (-((6 - back) // 7), day.weekday())))
