"""Who visits whom: what a round asks for, and what a choice of visitors costs.

A plan is compared with another by three numbers in turn: schools that visit each other (mutual pairs), visitors that
are new to a host of the plan before, and the cost: 100 metres of travel are 1, a wished-for skill that nobody brings is
`SKILL_IS_WORTH`. All are whole numbers, so two ways of finding the best agree to the last one.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Mapping
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from attrs import Factory, frozen

from inclusion_core.model.fixed import tables_fixed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

SKILL_IS_WORTH = 400
"""A skill that a host asks for and nobody brings counts as 40 kilometres of travel."""

_METRES = 100


@frozen
class Party:
    """A school that takes part: its cluster, where it is (metres), what it asks for, and the weeks it cannot.

    `title` is what people know it by, its id where nobody said.
    """

    id: str
    cluster: str
    place: tuple[int, int] | None = None
    needs: tuple[str, ...] = ()
    red: frozenset[dt.date] = frozenset()
    title: str = Factory(lambda self: self.id, takes_self=True)


@frozen(field_transformer=tables_fixed)
class Task:
    """What a round asks for. `schools` are in the order of their ids, `weeks` are Mondays in order.

    `apart` are pairs that must not meet. `brings` has the skills that a visitor brings to a host: (visitor, host) ->
    skills. `before` is who came to a host in the plan before, and `before_weeks` when; `done` are visits that have
    been, of schools that left since too: they stay, and count. `most_in_a_week` is None for any number.
    """

    schools: tuple[Party, ...]
    weeks: tuple[dt.date, ...]
    visitors: int = 1
    across: bool = False
    apart: frozenset[frozenset[str]] = frozenset()
    brings: Mapping[tuple[str, str], frozenset[str]] = Factory(dict)
    before: Mapping[str, tuple[str, ...]] = Factory(dict)
    before_weeks: Mapping[str, dt.date] = Factory(dict)
    done: Mapping[str, tuple[str, ...]] = Factory(dict)
    most_in_a_week: int | None = None

    def pools(self) -> tuple[tuple[Party, ...], ...]:
        """Return the schools that may visit each other: those of each cluster, or all where clusters mix."""
        if self.across:
            return (self.schools,)
        names = sorted({one.cluster for one in self.schools})
        return tuple(tuple(one for one in self.schools if one.cluster == name) for name in names)


class Cost(NamedTuple):
    """What a pairing costs; less is better, the first number before the second before the third."""

    mutual: int = 0
    changes: int = 0
    cost: int = 0


Pairs = Mapping[str, tuple[str, ...]]
"""Each host with the schools that come to it, in the order of their ids."""


class Pool:
    """The schools of one pool with everything that a search asks again and again, reckoned once."""

    def __init__(self, task: Task, schools: Sequence[Party]) -> None:
        self.task, self.schools = task, {one.id: one for one in schools}
        self.done = {host: came for host, came in task.done.items() if self.schools.keys() & {host, *came}}
        self.hosts = tuple(one for one in self.schools if one not in self.done)
        self.free = {one.id: frozenset(task.weeks) - one.red for one in schools}
        self._far = {frozenset((one.id, other.id)): distance(one, other) for one, other in combinations(schools, 2)}
        known = [far for far in self._far.values() if far is not None]
        self._usual = round(sum(known) / len(known)) if known else 0
        self.least, self.most = self._quotas()

    def _quotas(self) -> tuple[dict[str, int], dict[str, int]]:
        """Return how often each school has still to visit, at least and at most, beside the visits that have been."""
        wanted = self.task.visitors * len(self.hosts)
        been = [one for came in self.done.values() for one in came]
        left = {one: max(0, self.task.visitors - been.count(one)) for one in self.schools}
        there = sum(left.values())
        least = left if there == wanted else dict.fromkeys(left, 0)
        return least, left if there >= wanted else {one: count + 1 for one, count in left.items()}

    def far(self, one: str, other: str) -> int | None:
        """Return how far two schools are apart, in metres as the crow flies; None where a place is not known."""
        return self._far[frozenset((one, other))]

    def why_not(self, visitor: str, host: str) -> str:
        """Return why a school may not visit another at all: `self`, `conflict`, `weeks`; empty where it may."""
        if visitor == host:
            return "self"
        if frozenset((visitor, host)) in self.task.apart:
            return "conflict"
        return "" if self.free[visitor] & self.free[host] else "weeks"

    def may_come(self, host: str) -> tuple[str, ...]:
        """Return the schools that may visit a host, in the order of their ids."""
        return tuple(one for one in self.schools if not self.why_not(one, host) and self.most[one])

    def travel(self, visitor: str, host: str) -> int:
        """Return what one school's way to a host costs; a way that is not known counts as the usual one."""
        far = self.far(visitor, host)
        return (self._usual if far is None else far) // _METRES

    def missing(self, host: str, came: Iterable[str]) -> tuple[str, ...]:
        """Return the skills that a host asks for and none of these schools brings to it."""
        there = {skill for one in came for skill in self.task.brings.get((one, host), ())}
        return tuple(skill for skill in self.schools[host].needs if skill not in there)

    def is_new(self, visitor: str, host: str) -> bool:
        """Say whether a school comes to a host that it did not come to in the plan before, if there was one."""
        return bool(self.task.before) and visitor not in self.task.before.get(host, ())

    def choice(self, host: str, came: tuple[str, ...]) -> Cost:
        """Return what it costs that these come to a host, mutual pairs aside."""
        travel = sum(self.travel(one, host) for one in came)
        changes = sum(self.is_new(one, host) for one in came)
        return Cost(0, changes, travel + SKILL_IS_WORTH * len(self.missing(host, came)))

    def cost(self, pairs: Pairs) -> Cost:
        """Return what a whole pairing costs; visits that have been count for mutual pairs and cost nothing."""
        arcs = {(one, host) for host, came in {**self.done, **pairs}.items() for one in came}
        mutual = sum((host, one) in arcs for one, host in arcs if one < host)
        each = [self.choice(host, came) for host, came in pairs.items()]
        return Cost(mutual, sum(one.changes for one in each), sum(one.cost for one in each))


def distance(one: Party, other: Party) -> int | None:
    """Return the metres between two schools as the crow flies, None where either's place is not known."""
    if one.place is None or other.place is None:
        return None
    return round(math.dist(one.place, other.place))


def open_weeks(
    first: dt.date, last: dt.date, red: Iterable[dt.date], is_working: Callable[[dt.date], bool]
) -> Iterator[dt.date]:
    """Yield the Mondays of the weeks in which a visit can be: a working day within the round, and no red week."""
    closed = {monday(day) for day in red}
    day = monday(first)
    while day <= last:
        days = (day + dt.timedelta(days=ahead) for ahead in range(5))
        if day not in closed and any(first <= one <= last and is_working(one) for one in days):
            yield day
        day += dt.timedelta(days=7)


def monday(day: dt.date) -> dt.date:
    """Return the Monday of a day's week.

    >>> monday(dt.date(2026, 11, 25)).isoformat()
    '2026-11-23'
    """
    return day - dt.timedelta(days=day.weekday())
