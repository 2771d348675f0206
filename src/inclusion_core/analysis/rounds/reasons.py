"""Why these visit those, and then: what can be said of each pair and each week of a plan, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from inclusion_core.analysis.rounds.pairing import Pool
from inclusion_core.analysis.rounds.visit_weeks import slots
from inclusion_core.analysis.scoring.wording import listed

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from inclusion_core.analysis.rounds.pairing import Pairs, Task

_KILOMETRE = 1000
_MOST_NEARER = 2
_ORDINALS = ("nearest", "second nearest", "third nearest")


class Reasons:
    """What can be said of a plan. `name` gives the name that a school is shown by, for its id."""

    def __init__(
        self, task: Task, pairs: Pairs, weeks: Mapping[str, dt.date], name: Callable[[str], str] = str
    ) -> None:
        self._task, self._pairs, self._weeks, self._name = task, {**task.done, **pairs}, weeks, name
        whole = evolve(task, done={})
        self._pool = {one.id: pool for each in task.pools() for pool in [Pool(whole, each)] for one in each}

    def pair(self, visitor: str, host: str) -> tuple[str, ...]:
        """Return why a school visits a host, the weightiest last: the way, skills, the plan before, who else."""
        pool = self._pool.get(host)
        if pool is None or visitor not in pool.schools:
            return ("One of them does not take part any more.",)
        return tuple(self._sentences(pool, visitor, host))

    def way(self, visitor: str, host: str) -> str:
        """Return how far a school has to a host, as `13.2 km`; empty where that is not known."""
        pool = self._pool.get(host)
        far = pool.far(visitor, host) if pool is not None and visitor in pool.schools else None
        return "" if far is None else kilometres(far)

    def skills(self, host: str, came: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the skills that a host asked for, those that are brought and those that nobody brings."""
        pool = self._pool.get(host)
        if pool is None:
            return (), ()
        missing = pool.missing(host, came)
        return tuple(one for one in pool.schools[host].needs if one not in missing), missing

    def _sentences(self, pool: Pool, visitor: str, host: str) -> Iterator[str]:
        task = self._task
        yield self._way(pool, visitor, host)
        brought = [skill for skill in pool.schools[host].needs if skill in task.brings.get((visitor, host), ())]
        if brought:
            yield f"It brings {listed(brought)}, which {self._name(host)} asked for."
        if visitor in task.done.get(host, ()):
            yield "The visit has been."
        elif visitor in task.before.get(host, ()):
            yield "It came in the plan before, too."
        elif task.before.get(host):
            yield f"It is new to {self._name(host)} in this plan."
        if visitor in self._pairs and host in self._pairs[visitor]:
            yield "The two visit each other: with fewer such pairs no plan keeps every rule."
        yield from self._nearer(pool, visitor, host)

    def _way(self, pool: Pool, visitor: str, host: str) -> str:
        far = pool.far(visitor, host)
        if far is None:
            return "How far apart they are is not known."
        known = sorted(way for one in pool.may_come(host) if (way := pool.far(one, host)) is not None)
        place = known.index(far) if far in known else len(known)
        rank = f", the {_ORDINALS[place]} of {len(known)} that could come" if place < len(_ORDINALS) else ""
        return f"{kilometres(far)} apart{rank if len(known) > 1 else ''}."

    def _nearer(self, pool: Pool, visitor: str, host: str) -> Iterator[str]:
        """Yield what kept schools that are nearer from coming."""
        far = pool.far(visitor, host)
        nearer = sorted(
            (way, one)
            for one in pool.schools
            if one != host and one not in self._pairs[host]
            and (way := pool.far(one, host)) is not None and far is not None and way < far
        )  # fmt: skip
        for _, one in nearer[:_MOST_NEARER]:
            yield f"{self._name(one)} is nearer, {self._instead(pool, one, host)}"

    def _instead(self, pool: Pool, one: str, host: str) -> str:
        why = pool.why_not(one, host)
        if why == "conflict":
            return "but a conflict is declared."
        if why == "weeks":
            return "but the two have no week in common."
        if host in self._pairs.get(one, ()):
            return f"but is visited by {self._name(host)} itself."
        visits = [self._name(each) for each, came in sorted(self._pairs.items()) if one in came]
        return f"but goes to {listed(visits)}: together this costs less." if visits else "but does not visit."

    def week(self, host: str) -> tuple[str, ...]:
        """Return why a visit is in its week, and what nobody brings to it."""
        here = self._pool.keys() >= {host, *self._pairs.get(host, ())}
        if host in self._task.done or host not in self._weeks or not here:
            return ()
        return tuple(self._of_week(host))

    def _of_week(self, host: str) -> Iterator[str]:
        (wanted,) = slots(self._task, {host: self._pairs[host]})
        week = self._weeks[host]
        place = self._task.weeks.index(week) if week in self._task.weeks else -1
        earlier = [one for one in wanted.weeks if one < place]
        red = place - len(earlier)
        if self._task.before_weeks.get(host) == week:
            yield "The week is that of the plan before."
        elif place == 0:
            yield "The week is the first of the round."
        elif place > 0:
            parts = [f"{red} {'is' if red == 1 else 'are'} red for one of them"] if red else []
            if earlier:
                parts.append(f"in {len(earlier)} one of them is in another visit, or the week is full")
            yield f"No earlier week: {'; '.join(parts)}."
        missing = self._pool[host].missing(host, self._pairs[host])
        if missing:
            yield f"Nobody who comes brings {listed(missing)}, which {self._name(host)} asked for."


def kilometres(metres: int) -> str:
    """Write a distance.

    >>> kilometres(12_340), kilometres(840)
    ('12.3 km', '0.8 km')
    """
    return f"{metres / _KILOMETRE:.1f} km"
