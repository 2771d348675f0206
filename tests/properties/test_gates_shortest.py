"""The list that would open a gate, held against every list there is."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from attrs import evolve
from hypothesis import HealthCheck, given, settings

from inclusion_core.analysis.readiness.gates import readiness
from inclusion_core.model.assessment import Judgement
from inclusion_core.testing.strategies import Reviewed, reviewed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from inclusion_core.model.assessment import Cell
    from inclusion_core.model.framework import Framework
    from inclusion_core.model.school import Setting


def state(framework: Framework, judgements: Mapping[Cell, Judgement], setting: Setting) -> str:
    """Return the one gate's state."""
    return readiness(framework, judgements, setting, work=0)[0].state


def with_list(
    framework: Framework, judgements: Mapping[Cell, Judgement], to: Mapping[str, str]
) -> dict[Cell, Judgement]:
    """Return the judgements with each indicator of a list brought up to its level, in every cell that applies."""
    scale = framework.scale
    after = dict(judgements)
    for name, level in to.items():
        facet = framework.facet
        if facet is not None and facet.required:
            for value in facet.values:
                old = judgements.get((name, value))
                if old is not None and old.non_answer == "not-applicable":
                    continue
                low = old is None or old.level is None or scale.place(old.level) < scale.place(level)
                after[name, value] = Judgement(level) if low or old is None else old
        else:
            after[name, None] = Judgement(level)
    return after


def headline_place(framework: Framework, judgements: Mapping[Cell, Judgement], name: str) -> int:
    """Return the place of the lowest judgement that counts, 0 where one of them is missing."""
    facet = framework.facet
    if facet is not None and facet.required:
        found = [judgements.get((name, value)) for value in facet.values]
        found = [one for one in found if one is None or one.non_answer != "not-applicable"]
    else:
        plain = judgements.get((name, None))
        found = [plain]
        if plain is None and facet is not None:
            cells = [judgements.get((name, value)) for value in facet.values]
            found = [one for one in cells if one is not None and one.level is not None] or [None]
    return min((framework.scale.place(one.level) if one is not None and one.level else 0 for one in found), default=0)


def every_list(
    framework: Framework, judgements: Mapping[Cell, Judgement], setting: Setting
) -> Iterator[tuple[tuple[int, int, tuple[int, ...]], dict[str, str]]]:
    """Yield every list with what it is ordered by: how many, levels in all, the order of the framework."""
    top = len(framework.scale.order)
    able = []
    for one in framework.applicable(setting):
        plain = judgements.get((one.id, None))
        out = plain is not None and plain.non_answer == "not-applicable"
        facet = framework.facet
        if facet is not None and (facet.required or plain is None):
            cells = [judgements.get((one.id, value)) for value in facet.values]
            out = all(cell is not None and cell.non_answer == "not-applicable" for cell in cells)
        if not out:
            able.append(one.id)
    spans = [(0, *range(headline_place(framework, judgements, name) + 1, top + 1)) for name in able]
    for places in product(*spans):
        to = {name: framework.scale.order[place - 1] for name, place in zip(able, places, strict=True) if place}
        yield (len(to), sum(places), tuple(place or top + 1 for place in places)), to


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(reviewed(most=5, gates=True))
def test_the_list_is_the_shortest_of_all_lists(case: Reviewed) -> None:
    """No list has fewer indicators, then lower levels, then earlier ones; and none opens where none is given."""
    framework, judgements, setting = case
    answer = readiness(framework, judgements, setting)[0]
    assert answer.shortest
    if answer.state == "open":
        assert answer.would_open == ()
        return
    best = None
    for _key, to in sorted(every_list(framework, judgements, setting), key=lambda each: each[0]):
        if to and state(framework, with_list(framework, judgements, to), setting) == "open":
            best = to
            break
    assert {one.id: one.to for one in answer.would_open} == (best or {})
    assert [one.id for one in answer.would_open] == [name for name in framework.indicators if name in (best or {})]


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(reviewed(most=7, gates=True))
def test_a_list_beyond_the_bound_still_opens_the_gate(case: Reviewed) -> None:
    """With no work allowed the list may be longer than need be, says so, and opens the gate all the same."""
    framework, judgements, setting = case
    exact = readiness(framework, judgements, setting)[0]
    hasty = readiness(framework, judgements, setting, work=0)[0]
    assert hasty.state == exact.state
    assert bool(hasty.would_open) == bool(exact.would_open)
    if hasty.would_open:
        to = {one.id: one.to for one in hasty.would_open}
        assert state(framework, with_list(framework, judgements, to), setting) == "open"
        assert hasty.shortest is False or to == {one.id: one.to for one in exact.would_open}


@settings(max_examples=120, deadline=None)
@given(reviewed(most=7, gates=True))
def test_a_gate_never_closes_when_a_judgement_rises(case: Reviewed) -> None:
    """Raising any judgement by one level leaves an open gate open and makes no other gate 'not yet'."""
    framework, judgements, setting = case
    before = state(framework, judgements, setting)
    for cell, one in judgements.items():
        place = framework.scale.place(one.level) if one.level else len(framework.scale.order)
        if place < len(framework.scale.order):
            after = state(framework, {**judgements, cell: evolve(one, level=framework.scale.order[place])}, setting)
            assert before in {after, "not-yet"}
