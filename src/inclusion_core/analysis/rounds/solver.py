"""The same two questions put to a solver (HiGHS, by scipy): for more schools than an exact search can walk through.

It needs the extra `planning`. What is compared in turn (mutual pairs, changes, cost) is asked in turn, each answer
held while the next is asked, so that no number has to outweigh another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from inclusion_core.analysis.rounds.pair_search import OutOfTime
from inclusion_core.analysis.rounds.pairing import SKILL_IS_WORTH
from inclusion_core.errors import MissingExtra

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from inclusion_core.analysis.rounds.pairing import Cost, Pairs, Pool
    from inclusion_core.analysis.rounds.visit_weeks import Slot

SECONDS = 20.0
"""How long one question may take; the best answer so far is taken then, and it is said that it may not be the best."""

Row = tuple[dict[int, float], float, float]
"""One rule: a factor for each variable that it has, and what they come to at least and at most."""

_INFINITE = float("inf")


_OUT_OF_TIME = 1  # scipy's number for it


class Model:
    """Whole-number variables, each 0 or 1, and the rules they keep."""

    def __init__(self) -> None:
        self.names: dict[object, int] = {}
        self.rules: list[Row] = []
        self.proved = True

    def variable(self, name: object) -> int:
        """Return the number of a variable, a new one where the name is new."""
        return self.names.setdefault(name, len(self.names))

    def rule(self, factors: Mapping[int, float], least: float = -_INFINITE, most: float = _INFINITE) -> None:
        """Hold a sum between two bounds, both included."""
        self.rules.append((dict(factors), least, most))

    def least(self, costs: Mapping[int, float]) -> list[int] | None:
        """Return the values that cost least, None where no values keep the rules. Raises MissingExtra, OutOfTime."""
        try:
            from scipy.optimize import Bounds, LinearConstraint, milp  # noqa: PLC0415  an extra, and half a second
            from scipy.sparse import csr_matrix  # noqa: PLC0415  as above
        except ImportError:
            raise MissingExtra("planning", "A round in which so many schools may meet") from None
        count = len(self.names)
        objective = [0.0] * count
        for place, factor in costs.items():
            objective[place] = factor
        data, rows, columns = [], [], []
        for number, (factors, _, _) in enumerate(self.rules):
            for place, factor in factors.items():
                data.append(factor)
                rows.append(number)
                columns.append(place)
        table = csr_matrix((data, (rows, columns)), shape=(len(self.rules), count))
        found: Any = milp(
            objective,
            integrality=[1] * count,
            bounds=Bounds(0, 1),
            constraints=LinearConstraint(table, [one for _, one, _ in self.rules], [one for _, _, one in self.rules]),
            options={"mip_rel_gap": 0.0, "time_limit": SECONDS},
        )
        if found.x is None and found.status == _OUT_OF_TIME:
            raise OutOfTime(
                f"No plan was found in {SECONDS:g} seconds, and there may be one. Plan fewer clusters at a time, or do "
                "not let all of them mix."
            )
        if found.x is None:
            return None
        self.proved = self.proved and found.status == 0
        return [round(value) for value in found.x]


class PairingModel:
    """Who visits whom in one pool, as a model."""

    def __init__(self, pool: Pool) -> None:
        self._pool, self._model = pool, Model()
        model, hosts = self._model, pool.hosts
        arcs = {(one, host): model.variable((one, host)) for host in hosts for one in pool.may_come(host)}
        self._arcs = arcs
        for host in hosts:
            came = {place: 1.0 for (_, to), place in arcs.items() if to == host}
            model.rule(came, pool.task.visitors, pool.task.visitors)
        for one in pool.schools:
            visits = {place: 1.0 for (who, _), place in arcs.items() if who == one}
            model.rule(visits, pool.least[one], pool.most[one])
        self._mutual = self._mutual_pairs()
        self._missing = self._missing_skills()

    def _mutual_pairs(self) -> list[int]:
        """Return a variable for each pair that could visit each other: 1 where they do."""
        done = {(one, host) for host, came in self._pool.done.items() for one in came}
        found = []
        for (one, host), place in self._arcs.items():
            back = self._arcs.get((host, one))
            if (host, one) in done:
                factors = {place: 1.0}
            elif back is not None and one < host:
                factors = {place: 1.0, back: 1.0}
            else:
                continue
            both = self._model.variable(("mutual", one, host))
            self._model.rule({**factors, both: -1.0}, most=len(factors) - 1)
            found.append(both)
        return found

    def _missing_skills(self) -> list[int]:
        found = []
        for host in self._pool.hosts:
            for skill in self._pool.schools[host].needs:
                missing = self._model.variable(("missing", host, skill))
                bring = {
                    place: 1.0
                    for (one, to), place in self._arcs.items()
                    if to == host and skill in self._pool.task.brings.get((one, host), ())
                }
                self._model.rule({**bring, missing: 1.0}, least=1)
                found.append(missing)
        return found

    def never(self, pairs: Pairs) -> None:
        """Rule a whole choice of visitors out, for one host or for several: it found no weeks."""
        places = [self._arcs[one, host] for host, came in pairs.items() for one in came]
        self._model.rule(dict.fromkeys(places, 1.0), most=len(places) - 1)

    def best(self, between: Callable[[], None] = lambda: None) -> tuple[Cost, Pairs] | None:
        """Return the best pairing with its cost, None where there is none. `between` is called between questions."""
        pool, model = self._pool, self._model
        kept = len(model.rules)
        mutual = dict.fromkeys(self._mutual, 1.0)
        model.rule(mutual, most=0)
        values = model.least({})
        if values is None:
            between()
            model.rules.pop()
            values = model.least(mutual)
            if values is None:
                return None
            model.rule(mutual, most=sum(values[place] for place in mutual))
        changed = {place: 1.0 for arc, place in self._arcs.items() if pool.is_new(*arc)}
        if changed:
            between()
            values = model.least(changed) or values
            model.rule(changed, most=sum(values[place] for place in changed))
        between()
        costs = {place: float(pool.travel(*arc)) for arc, place in self._arcs.items()}
        values = model.least({**costs, **dict.fromkeys(self._missing, float(SKILL_IS_WORTH))}) or values
        del model.rules[kept:]
        pairs: dict[str, tuple[str, ...]] = {
            host: tuple(sorted(one for (one, to), place in self._arcs.items() if to == host and values[place]))
            for host in sorted(pool.hosts)
        }
        return pool.cost(pairs), pairs

    @property
    def proved(self) -> bool:
        """Whether every answer was proved to be the best."""
        return self._model.proved


def weeks_for(wanted: Sequence[Slot], most: int | None) -> tuple[dict[str, int] | None, bool]:
    """Return the best week's place for each visit (None where there is none), and whether it was proved the best."""
    model = Model()
    has = {(one.host, week): model.variable((one.host, week)) for one in wanted for week in one.weeks}
    for one in wanted:
        model.rule({has[one.host, week]: 1.0 for week in one.weeks}, 1, 1)
    weeks = sorted({week for _, week in has})
    schools = sorted({school for one in wanted for school in one.schools})
    for week in weeks:
        there = {one.host: has[one.host, week] for one in wanted if (one.host, week) in has}
        if most is not None:
            model.rule(dict.fromkeys(there.values(), 1.0), most=most)
        for school in schools:
            theirs = [there[one.host] for one in wanted if school in one.schools and one.host in there]
            if len(theirs) > 1:
                model.rule(dict.fromkeys(theirs, 1.0), most=1)
    costs = {has[one.host, week]: one.cost(week) for one in wanted for week in one.weeks}
    moved = {place: float(cost) for place, (cost, _) in costs.items() if cost}
    if moved:
        values = model.least(moved)
        if values is None:
            return None, model.proved
        model.rule(moved, most=sum(values[place] for place in moved))
    values = model.least({place: float(cost) for place, (_, cost) in costs.items()})
    if values is None:
        return None, model.proved
    return {host: week for (host, week), place in has.items() if values[place]}, model.proved
