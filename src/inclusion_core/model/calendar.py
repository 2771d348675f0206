"""The school year of two people: terms, what weighs on whom and when, and time that is kept free for both."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from functools import cached_property
from itertools import pairwise
from typing import Literal, get_args

from attrs import Factory, frozen

from inclusion_core.errors import NotAllowed
from inclusion_core.model.fixed import tables_fixed

Given = Literal["computed", "fixed", "local", "own"]

GIVEN: tuple[Given, ...] = get_args(Given)
"""Where an event comes from: reckoned by a rule, fixed by law, set locally, or the school's own."""

MOST_WEIGHT, MOST_SPREAD = 5, 60
"""The heaviest that one event weighs; the most days that it weighs before or after."""

FIRST_YEAR, LAST_YEAR = 1979, 9000
"""The first and the last school year, by the September it starts in; the bank holidays of these are known."""

ROLES = ("senco", "leader")
"""The two roles whose weeks are laid side by side where nobody says others."""

_DAY = dt.timedelta(days=1)
_LONGEST_HOLIDAY = dt.timedelta(days=36)
"""Between two terms in a row lie two or three weeks; where it is more than five, a term between them is not known."""

_SHORTEST_HOLIDAY = dt.timedelta(days=9)
"""A week and its two weekends: no term begins so soon after another."""

_AUTUMN, _SUMMER = (10, 1), (6, 15)
"""A first term begins by then, month and day; a last one ends after then."""

_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


@frozen
class Event:
    """A day, or days up to `last` (included), that weighs on some roles. No role is every role.

    `weight` is 0 to 5: 0 weighs nothing and is only shown. `before` and `after` are days, 0 to 60, in which it weighs
    too: papers to write, results to read. `also` are later days on which it begins again, each time as long: a meeting
    of every week. Raises NotAllowed for what cannot be.
    """

    id: str
    title: str
    first: dt.date
    last: dt.date | None = None
    roles: tuple[str, ...] = ()
    weight: int = 1
    before: int = 0
    after: int = 0
    given_by: str = ""
    sort: Given = "own"
    also: tuple[dt.date, ...] = ()

    def __attrs_post_init__(self) -> None:
        if self.first.year < FIRST_YEAR - 1 or self.end.year > LAST_YEAR + 2:
            raise NotAllowed(
                f"'{self.title}' is on {self.first.isoformat()} to {self.end.isoformat()}, and school years are "
                f"reckoned from {FIRST_YEAR} to {LAST_YEAR}."
            )
        if self.last is not None and self.last < self.first:
            raise NotAllowed(f"'{self.title}' ends on {self.last}, before {self.first}. Give its first day first.")
        if not 0 <= self.weight <= MOST_WEIGHT:
            raise NotAllowed(f"'{self.title}' weighs {self.weight}. Give a weight from 0 to {MOST_WEIGHT}.")
        for name, days in (("before", self.before), ("after", self.after)):
            if not 0 <= days <= MOST_SPREAD:
                raise NotAllowed(f"'{self.title}' weighs {days} days {name}. Give 0 to {MOST_SPREAD} days.")
        if any(later <= one for one, later in pairwise((self.first, *self.also))):
            raise NotAllowed(f"The days on which '{self.title}' is again are not in order. Give the earliest first.")

    @property
    def end(self) -> dt.date:
        """Its last day, the first time."""
        return self.last or self.first

    @property
    def times(self) -> tuple[tuple[dt.date, dt.date], ...]:
        """The first and the last day of each time that it is."""
        length = self.end - self.first
        return ((self.first, self.end), *((one, one + length) for one in self.also))


@frozen
class Term:
    """A term, from its first to its last school day, with its half-term break (both included) where it has one."""

    id: str
    first: dt.date
    last: dt.date
    break_first: dt.date | None = None
    break_last: dt.date | None = None

    def __attrs_post_init__(self) -> None:
        if self.last < self.first:
            raise NotAllowed(f"The term '{self.id}' ends ({self.last}) before it begins ({self.first}).")
        if (self.break_first is None) != (self.break_last is None):
            raise NotAllowed(f"The half-term break of '{self.id}' needs its first and its last day.")
        if self.break_first is not None and self.break_last is not None and not (
            self.first <= self.break_first <= self.break_last <= self.last
        ):  # fmt: skip
            raise NotAllowed(f"The half-term break of '{self.id}' does not lie within the term.")

    def teaches(self, day: dt.date) -> bool:
        """Say whether school is on in this term on a day, weekends and bank holidays apart."""
        if not self.first <= day <= self.last:
            return False
        return self.break_first is None or self.break_last is None or not self.break_first <= day <= self.break_last


@frozen
class KeptTime:
    """Time that two roles keep free for each other: a day, and from when to when on the school's clock (`15:45`)."""

    id: str
    day: dt.date
    title: str = "Planning together"
    starts: str = ""
    ends: str = ""
    roles: tuple[str, ...] = ROLES

    def __attrs_post_init__(self) -> None:
        for one in (self.starts, self.ends):
            if one and not _CLOCK.fullmatch(one):
                raise NotAllowed(f"'{one}' is no time of day. Write it as 15:45.")
        if bool(self.starts) != bool(self.ends) or (self.starts and self.ends <= self.starts):
            raise NotAllowed("Time that is kept free needs from when to when, such as 15:45 to 16:30, or neither.")


@frozen(field_transformer=tables_fixed)
class SchoolYear:
    """A school year as one workspace has it. `id` is the year in which it starts ('2026'), `title` is '2026/27'.

    `events` are local ones and the school's own. `off` are ids of events that sets give and that are not counted here.
    `kept` is time that is kept free.
    """

    id: str
    title: str = ""
    terms: Mapping[str, Term] = Factory(dict)
    events: Mapping[str, Event] = Factory(dict)
    kept: Mapping[str, KeptTime] = Factory(dict)
    off: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        if not (self.id.isascii() and self.id.isdecimal() and len(self.id) == 4):  # noqa: PLR2004  a year has four digits
            raise NotAllowed(f"'{self.id}' is no school year. Write the year in which it starts, such as 2026.")
        for one in self.events.values():
            if any(end < self.first or first > self.last for first, end in one.times):
                raise NotAllowed(f"'{one.title}' ({one.first}) is not in the school year {self.title or self.id}.")

    @property
    def first(self) -> dt.date:
        """1 September."""
        return dt.date(int(self.id), 9, 1)

    @property
    def last(self) -> dt.date:
        """31 August."""
        return dt.date(int(self.id) + 1, 8, 31)

    def teaches(self, day: dt.date) -> bool | None:
        """Say whether school is on on a day; None where nobody knows, since no term of that time is known yet.

        A day between two terms is known to be a holiday where they are no further apart than two terms in a row are;
        one before a term that begins in the first weeks of the year, or after one that ends in its summer, too; and
        so is one in the week before or after any term.
        """
        if any(one.first <= day <= one.last for one in self.terms.values()):
            return any(one.teaches(day) for one in self.terms.values())
        before = max((one.last for one in self.terms.values() if one.last < day), default=None)
        after = min((one.first for one in self.terms.values() if one.first > day), default=None)
        if any(one is not None and abs(one - day) <= _SHORTEST_HOLIDAY for one in (before, after)):
            return False
        if before is not None and after is not None:
            return False if after - before <= _LONGEST_HOLIDAY else None
        if before is not None:
            return False if before >= dt.date(int(self.id) + 1, *_SUMMER) else None
        return False if after is not None and after <= dt.date(int(self.id), *_AUTUMN) else None

    def rests_on_unknown(self, event: Event) -> bool:
        """Say whether an event that the law fixes is on its day only since no term of that time is known yet."""
        return event.sort == "fixed" and self.teaches(event.first) is None

    @cached_property
    def unknown(self) -> tuple[tuple[dt.date, dt.date], ...]:
        """The stretches of the year, first and last day, for which no term is known: the whole year where none is."""
        days = (self.first + place * _DAY for place in range((self.last - self.first).days + 1))
        found: list[tuple[dt.date, dt.date]] = []
        for day in days:
            if self.teaches(day) is None:
                if found and found[-1][1] == day - _DAY:
                    found[-1] = (found[-1][0], day)
                else:
                    found.append((day, day))
        return tuple(found)


def year_of(day: dt.date) -> int:
    """Return the year in which a day's school year starts.

    >>> year_of(dt.date(2027, 8, 31)), year_of(dt.date(2026, 9, 1))
    (2026, 2026)
    """
    return day.year if day.month >= 9 else day.year - 1  # noqa: PLR2004  September


def year_title(year: int) -> str:
    """Return what a school year is called.

    >>> year_title(2026), year_title(1999)
    ('2026/27', '1999/00')
    """
    return f"{year}/{(year + 1) % 100:02}"


@frozen
class CalendarEntry:
    """A whole day in a calendar file, which keeps its place there when it is moved.

    `id` is the same for as long as it means the same; `sequence` counts how often it changed, from 0, and `changed` is
    when it did last (UTC). `called_off` where it is to be no more. `busy` where whoever has it is taken up on that day.
    """

    id: str
    title: str
    day: dt.date
    about: str
    place: str
    sequence: int
    changed: dt.datetime
    called_off: bool = False
    busy: bool = False
