"""A round planned: who visits whom and when, the best there is; or which rule must give.

One cluster is searched through exactly, and so are several, each by itself. A solver (extra `planning`) is asked where
more than seven schools may all meet, or where a limit of visits in a week ties clusters together. Which of the two it
is depends on what is asked and never on what is installed; both find plans of the same cost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from attrs import evolve, frozen

from inclusion_core.analysis.rounds.pair_search import EXACT_UP_TO, LOOKS, Cancelled, OutOfTime, Search
from inclusion_core.analysis.rounds.pairing import Cost, Pool
from inclusion_core.analysis.rounds.visit_weeks import cost_of, earliest, fitting, slots
from inclusion_core.errors import NotAllowed

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from inclusion_core.analysis.rounds.pairing import Pairs, Party, Task
    from inclusion_core.analysis.rounds.visit_weeks import Slot

Method = Literal["auto", "exact", "solver"]
_MOST_TRIES = 200
_LOOKS_FOR_ADVICE = 20_000


class CannotPlan(NotAllowed):
    """No plan keeps every rule. `gives` are the rules of which one must give, a sentence each."""

    def __init__(self, sentence: str, gives: Iterable[str] = ()) -> None:
        self.gives = tuple(gives)
        super().__init__(" ".join((sentence, *self.gives)))


@frozen
class Plan:
    """Who comes to each host, and in which week (its Monday). Visits that have been are not in it.

    `cost` is of the pairs, `moved` and `early` are of the weeks: visits in another week than before, and the sum of
    the weeks' places. `proved` is false where a solver ran out of time and a better plan may exist.
    """

    pairs: Mapping[str, tuple[str, ...]]
    weeks: Mapping[str, dt.date]
    cost: Cost
    moved: int
    early: int
    proved: bool = True


def plan(
    task: Task,
    *,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    method: Method = "auto",
) -> Plan:
    """Return the best plan of a round.

    `progress` is told how many steps of how many are done; `cancelled` is asked between them. Raises CannotPlan with
    the rules of which one must give, OutOfTime where it is not known whether there is a plan, Cancelled, and
    MissingExtra where a solver is needed and not there.
    """
    planner = _Planner(task, progress, cancelled, method)
    found = planner.plan()
    if found is None:
        raise CannotPlan(
            "This round cannot be planned: no choice of visitors and weeks keeps every rule.",
            what_must_give(task, cancelled=cancelled, method=method) or (_MORE_THAN_ONE,),
        )
    return found


_MORE_THAN_ONE = (
    "No rule that gives by itself would be enough. Begin with more weeks or fewer visitors, and plan again."
)


class _Planner:
    def __init__(
        self,
        task: Task,
        progress: Callable[[int, int], None] | None,
        cancelled: Callable[[], bool] | None,
        method: Method,
        looks: int = LOOKS,
    ) -> None:
        self._looks = looks
        self._task, self._progress, self._cancelled, self._method = task, progress, cancelled, method
        self._proved = True

    def plan(self) -> Plan | None:
        task = self._task
        pools = [Pool(task, each) for each in task.pools()]
        tied = task.most_in_a_week is not None and len(pools) > 1
        steps = len(pools) + (1 if tied else len(pools))
        pairs: dict[str, tuple[str, ...]] = {}
        total = Cost()
        for place, pool in enumerate(pools):
            self._tell(place, steps)
            found = self._pairs(pool)
            if found is None:
                return None
            total = Cost(*(one + other for one, other in zip(total, found[0], strict=True)))
            pairs.update(found[1])
        groups = [pairs] if tied else [{host: pairs[host] for host in pool.hosts} for pool in pools]
        weeks: dict[str, int] = {}
        moved = early = 0
        for place, group in enumerate(groups):
            self._tell(len(pools) + place, steps)
            wanted = slots(task, group)
            chosen = self._weeks(wanted, tied=tied)
            if chosen is None:
                return None
            weeks.update(chosen)
            now = cost_of(wanted, chosen)
            moved, early = moved + now[0], early + now[1]
        self._tell(steps, steps)
        days = {host: task.weeks[place] for host, place in sorted(weeks.items())}
        return Plan(dict(sorted(pairs.items())), days, total, moved, early, self._proved)

    def _tell(self, done: int, steps: int) -> None:
        self._stop()
        if self._progress is not None:
            self._progress(done, steps)

    def _stop(self) -> None:
        if self._cancelled is not None and self._cancelled():
            raise Cancelled("The planning was stopped. Nothing was changed.")

    def _solves(self, schools: int) -> bool:
        return self._method == "solver" or (self._method == "auto" and schools > EXACT_UP_TO)

    def _pairs(self, pool: Pool) -> tuple[Cost, Pairs] | None:
        if not enough_weeks(pool):
            return None
        if not self._solves(len(pool.schools)):
            search = Search(pool, self._cancelled, looks=self._looks)
            exact = search.best()
            self._proved = self._proved and search.proved
            return exact
        from inclusion_core.analysis.rounds.solver import PairingModel  # noqa: PLC0415  only where it is asked

        model = PairingModel(pool)
        for _ in range(_MOST_TRIES):
            found = model.best(self._stop)
            if found is None:
                return None
            wanted = slots(pool.task, found[1])
            homeless = [one.host for one in wanted if not one.weeks]
            for host in homeless:
                model.never({host: found[1][host]})
            if not homeless and self._fits(found[1]):
                self._proved = self._proved and model.proved
                return found
            if not homeless:
                model.never(found[1])
        return None

    def _fits(self, pairs: Pairs) -> bool:
        wanted = slots(self._task, pairs)
        if not self._solves(len(wanted)):
            return fitting(wanted, self._task.most_in_a_week) is not None
        return self._weeks(wanted, tied=False) is not None

    def _weeks(self, wanted: Sequence[Slot], *, tied: bool) -> dict[str, int] | None:
        if not tied and not self._solves(len(wanted)):
            found, proved = earliest(tuple(wanted), self._task.most_in_a_week)
        else:
            from inclusion_core.analysis.rounds.solver import weeks_for  # noqa: PLC0415  only where it is asked

            found, proved = weeks_for(wanted, self._task.most_in_a_week)
        self._proved = self._proved and proved
        return found


def enough_weeks(pool: Pool) -> bool:
    """Say whether there are weeks enough for so many visits, each of which takes its schools for the whole week."""
    most, together = pool.task.most_in_a_week, pool.task.visitors + 1
    at_once = [sum(week in free for free in pool.free.values()) // together for week in pool.task.weeks]
    return sum(one if most is None else min(one, most) for one in at_once) >= len(pool.hosts)


def what_must_give(
    task: Task, *, cancelled: Callable[[], bool] | None = None, method: Method = "auto"
) -> tuple[str, ...]:
    """Return the rules of a round that cannot be planned each of which, given up by itself, makes a plan possible."""

    def possible(other: Task) -> bool:
        try:
            return _Planner(other, None, cancelled, method, _LOOKS_FOR_ADVICE).plan() is not None
        except OutOfTime:
            return False  # what is not known is not said

    bad = [pool for pool in task.pools() if not possible(_only(task, pool))]
    if not bad:
        if task.most_in_a_week is not None:
            return (f"More than {task.most_in_a_week} visits in a week would have to be allowed, or more weeks given.",)
        return ()
    found: list[str] = []
    for pool in bad:
        found += _gives(_only(task, pool), possible)
    return tuple(dict.fromkeys(found))


def _only(task: Task, pool: Sequence[Party]) -> Task:
    return evolve(task, schools=tuple(pool), done=Pool(task, pool).done)


def _gives(task: Task, possible: Callable[[Task], bool]) -> Iterator[str]:
    names = {one.id: one.title for one in task.schools}
    where = "all clusters" if task.across else f"the cluster {task.schools[0].cluster}"
    if task.visitors >= len(task.schools):
        yield (
            f"{task.visitors} visitors for each host are more than the other schools of {where}. "
            f"Give at most {len(task.schools) - 1}."
        )
        return
    for pair in sorted(sorted(one) for one in task.apart if one <= names.keys()):
        if possible(evolve(task, apart=task.apart - {frozenset(pair)})):
            yield f"It could be planned without the conflict between {names[pair[0]]} and {names[pair[1]]}."
    for school in task.schools:
        without = tuple(evolve(one, red=frozenset()) if one is school else one for one in task.schools)
        if school.red and possible(evolve(task, schools=without)):
            yield f"It could be planned without the red weeks of {school.title}."
    if task.most_in_a_week is not None and possible(evolve(task, most_in_a_week=None)):
        yield f"It could be planned with more than {task.most_in_a_week} visits in a week."
    for visitors in range(task.visitors - 1, 0, -1):
        if possible(evolve(task, visitors=visitors)):
            yield f"It could be planned with {visitors} visiting each host in place of {task.visitors}."
            break
    more = _more_weeks(task, possible)
    if more:
        yield f"It could be planned with {more} more {'week' if more == 1 else 'weeks'} for visits."


def _more_weeks(task: Task, possible: Callable[[Task], bool]) -> int:
    """Return how many weeks more, after the last, make a plan possible; 0 where as many as there are visits do not."""
    import datetime as dt  # noqa: PLC0415  next to its only use

    last = max(task.weeks, default=dt.date(2000, 1, 3))
    after = [last + dt.timedelta(days=7 * ahead) for ahead in range(1, len(task.schools) + 1)]
    clear = tuple(evolve(one, red=one.red - set(after)) for one in task.schools)
    for more in range(1, len(after) + 1):
        if possible(evolve(task, schools=clear, weeks=(*task.weeks, *after[:more]))):
            return more
    return 0
