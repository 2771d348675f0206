"""The exact search for one cluster: every choice of visitors is looked at, or is known to be worse or to have no weeks.

Hosts are given their visitors one after the other. A branch ends where it costs at least as much as the best plan so
far, where somebody could no longer visit as often as asked, or where the visits chosen so far find no weeks.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from attrs import frozen

from inclusion_core.analysis.rounds.pairing import Cost
from inclusion_core.analysis.rounds.visit_weeks import Slot, fitting, room_for
from inclusion_core.errors import InclusionError, NotAllowed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from inclusion_core.analysis.rounds.pairing import Pairs, Pool

EXACT_UP_TO = 7
"""The exact search is for a cluster; more schools that may all visit each other are planned by a solver."""

LOOKS = 200_000
"""How many branches are looked at before the best plan so far is taken, and is said not to be proved the best."""

_LOOK_EVERY = 4096


class Cancelled(InclusionError):
    """Whoever asked for a plan stopped waiting for it. Nothing was changed."""


class OutOfTime(NotAllowed):
    """No plan was found in the time there was, and it was not found out either that there is none."""


@frozen
class _Option:
    """Visitors that may come to a host, what they cost, and the weeks that all of them have."""

    cost: Cost
    came: tuple[str, ...]
    slot: Slot


class Search:
    """The search over one pool. `proved` is false after `best` where it ended before every branch was looked at."""

    def __init__(self, pool: Pool, cancelled: Callable[[], bool] | None = None, *, looks: int = LOOKS) -> None:
        self.proved, self._looks = True, looks
        self._pool, self._cancelled = pool, cancelled
        self._most = pool.task.most_in_a_week
        self._best: tuple[Cost, Pairs] | None = None
        self._looked = 0
        options = {host: self._options(host) for host in pool.hosts}
        self._hosts = sorted(pool.hosts, key=lambda host: (len(options[host]), host))
        self._options_of = [options[host] for host in self._hosts]
        self._after = self._bounds()
        self._arcs = {(one, host) for host, came in pool.done.items() for one in came}
        may_meet = {frozenset((one, host)) for host in pool.hosts for one in pool.may_come(host)}
        may_meet |= {frozenset(arc) for arc in self._arcs}
        self._least_mutual = max(0, pool.task.visitors * len(pool.hosts) + len(self._arcs) - len(may_meet))

    def _options(self, host: str) -> list[_Option]:
        pool = self._pool
        places = {week: place for place, week in enumerate(pool.task.weeks)}
        found = []
        for came in combinations(pool.may_come(host), pool.task.visitors):
            free = pool.free[host].intersection(*(pool.free[one] for one in came))
            if free:
                slot = Slot(host, frozenset((host, *came)), tuple(sorted(places[week] for week in free)))
                found.append(_Option(pool.choice(host, came), came, slot))
        return sorted(found, key=lambda one: (one.cost, one.came))

    def _bounds(self) -> list[tuple[int, int]]:
        """Return what the hosts from each place on cost at least: changes and cost, each by itself."""
        bounds = [(0, 0)]
        for options in reversed(self._options_of):
            changes, cost = bounds[-1]
            least_changes = min((one.cost.changes for one in options), default=0)
            bounds.append((changes + least_changes, cost + min((one.cost.cost for one in options), default=0)))
        return bounds[::-1]

    def best(self) -> tuple[Cost, Pairs] | None:
        """Return the best pairing with its cost, None where there is none. Raises Cancelled, OutOfTime."""
        if all(self._options_of):
            done = sum((host, one) in self._arcs for one, host in self._arcs if one < host)
            self._look(0, Cost(done), (), {}, dict.fromkeys(self._pool.schools, 0))
        if self._best is None and not self.proved:
            raise OutOfTime(
                f"No plan was found among {self._looks:,} choices, and there may be one. Give more weeks, or fewer "
                "visitors."
            )
        return self._best

    def _look(
        self,
        place: int,
        so_far: Cost,
        chosen: tuple[_Option, ...],
        weeks: Mapping[str, int],
        used: dict[str, int],
    ) -> None:
        if not self._goes_on():
            return
        if place == len(self._hosts):
            self._best = so_far, dict(sorted((one.slot.host, one.came) for one in chosen))
            return
        host, pool = self._hosts[place], self._pool
        changes, cost = self._after[place + 1]
        for option in self._options_of[place]:
            if any(used[one] >= pool.most[one] for one in option.came):
                continue
            mutual = so_far.mutual + sum((host, one) in self._arcs for one in option.came)
            now = Cost(mutual, so_far.changes + option.cost.changes, so_far.cost + option.cost.cost)
            bound = (max(mutual, self._least_mutual), now.changes + changes, now.cost + cost)
            if self._best is not None and bound >= self._best[0]:
                continue
            with_it = (*chosen, option)
            then = self._weeks(with_it, weeks)
            if then is None:
                continue
            for one in option.came:
                used[one] += 1
                self._arcs.add((one, host))
            if self._can_still_visit(place + 1, used):
                self._look(place + 1, now, with_it, then, used)
            for one in option.came:
                used[one] -= 1
                self._arcs.discard((one, host))

    def _goes_on(self) -> bool:
        self._looked += 1
        if self._cancelled is not None and self._looked % _LOOK_EVERY == 0 and self._cancelled():
            raise Cancelled("The planning was stopped. Nothing was changed.")
        self.proved = self.proved and self._looked <= self._looks
        return self.proved

    def _weeks(self, chosen: tuple[_Option, ...], weeks: Mapping[str, int]) -> Mapping[str, int] | None:
        """Return weeks for the visits chosen so far: those there were and one more, or others; None for none."""
        slots = tuple(one.slot for one in chosen)
        found = room_for(slots, weeks, self._most)
        return fitting(slots, self._most) if found is None else {**weeks, slots[-1].host: found}

    def _can_still_visit(self, place: int, used: Mapping[str, int]) -> bool:
        left = len(self._hosts) - place
        lacking = [max(0, count - used[one]) for one, count in self._pool.least.items()]
        return max(lacking, default=0) <= left and sum(lacking) <= left * self._pool.task.visitors
