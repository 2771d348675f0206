"""Each gate's state against a second reckoning of it, straight from the words of docs/scoring.md."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings

from inclusion_core.analysis.readiness.gates import readiness
from inclusion_core.testing.strategies import Reviewed, reviewed

if TYPE_CHECKING:
    from inclusion_core.model.framework import Gate, Indicator, Need

    Places = list[int | None]


def cells(case: Reviewed, one: Indicator) -> Places:
    """Return the place of every cell that applies, None where it is not judged."""
    framework, judgements, _ = case
    spread = framework.facet.values if framework.facet is not None and framework.facet.required else (None,)
    found = [judgements.get((one.id, value)) for value in spread]
    return [
        None if cell is None or cell.level is None else framework.scale.place(cell.level)
        for cell in found
        if cell is None or cell.non_answer != "not-applicable"
    ]


def at_least(places: Places, floor: int) -> bool | None:
    """Say whether every cell is judged at a place or above."""
    if any(place is not None and place < floor for place in places):
        return False
    return None if None in places else True


def joined(answers: list[bool | None]) -> bool | None:
    """One no is a no, else one unknown is unknown."""
    return False if False in answers else None if None in answers else True


def median(case: Reviewed, pool: list[tuple[Indicator, Places]]) -> Fraction | None:
    """Return the lower weighted median of what is judged."""
    scale = case.framework.scale
    points = []
    for one, places in pool:
        values = [scale.value(scale.order[place - 1]) for place in places if place is not None]
        if values and one.weight:
            points.append((sum(values, Fraction(0)) / len(values), one.weight))
    whole = sum(weight for _, weight in points)
    reached = [value for value, _ in points if sum(weight for other, weight in points if other <= value) * 2 >= whole]
    return min(reached) if reached else None


def whole(case: Reviewed, pool: list[tuple[Indicator, Places]], level: str) -> bool | None:
    """Say whether enough of a strand is judged and its median is high enough."""
    scale = case.framework.scale
    every = [place for _, places in pool for place in places]
    judged = sum(place is not None for place in every)
    if Fraction(judged, len(every)) >= case.framework.strong.coverage_at_least:
        found = median(case, pool)
        return None if found is None else found >= scale.value(level)
    top = len(scale.order)
    best = median(case, [(one, [top if place is None else place for place in places]) for one, places in pool])
    return False if best is not None and best < scale.value(level) else None


def holds(case: Reviewed, gate: Gate, need: Need) -> bool | None:
    """Answer one need by the words of the page."""
    framework, scale, strong = case.framework, case.framework.scale, case.framework.strong
    pool = []
    for one in framework.applicable(case.setting):
        inside = one.id == need.id if need.of == "indicator" else one.strand in framework.within(need.id)
        places = cells(case, one)
        if inside and places and one.id not in gate.about:
            pool.append((one, places))
    if not pool:
        return None
    met = {one.id: at_least(places, scale.place(one.met_at or scale.second)) for one, places in pool}
    if need.test == "met":
        return joined(list(met.values()))
    if need.test == "judged":
        return joined([at_least(places, 1) for _, places in pool])
    level = need.level or strong.median_at_least or scale.order[max(0, len(scale.order) - 2)]
    if need.of == "indicator":
        return at_least(pool[0][1], scale.place(level))
    answers = [whole(case, pool, level)]
    if need.test == "strong":
        floor = scale.place(strong.core_floor or scale.second)
        answers += [at_least(places, floor) for one, places in pool if one.core]
        answers += [met[one.id] for one, _ in pool if one.statutory and strong.statutory == "met"]
    return joined(answers)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(case=reviewed(gates=True, facets="none") | reviewed(gates=True, facets="required"))
def test_a_gate_is_open_or_not_yet_or_cannot_be_told_as_the_page_has_it(case: Reviewed) -> None:
    """Every need holds, does not hold or cannot be told, and the state joins them."""
    (gate,) = case.framework.gates.values()
    expected = joined([holds(case, gate, need) for need in gate.needs])
    state = "open" if expected else "cannot-tell" if expected is None else "not-yet"
    assert readiness(case.framework, case.judgements, case.setting, work=0)[0].state == state
