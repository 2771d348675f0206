"""Each rule against a second reckoning of it: slow, in plain fractions, straight from the words of docs/scoring.md."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings

from inclusion_core.analysis.scoring.methods import METHODS, method_named, score_with
from inclusion_core.model.assessment import Judgement
from inclusion_core.model.framework import Framework, Indicator, Strand, Strong
from inclusion_core.model.scale import FOUR_STEP
from inclusion_core.model.school import Setting
from inclusion_core.testing.laws import check_weight_0
from inclusion_core.testing.strategies import Reviewed, reviewed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from inclusion_core.model.assessment import Cell

RULES = ("mean", "median-with-floor", "weakest", "cumulative")


def levels_of(framework: Framework, judgements: Mapping[Cell, Judgement], one: Indicator) -> list[str]:
    """Return the levels that count for an indicator: all judged cells, or the one headline."""
    facet = framework.facet
    if facet is not None and facet.required:
        cells = [judgements.get((one.id, value)) for value in facet.values]
        return [cell.level for cell in cells if cell is not None and cell.level is not None]
    plain = judgements.get((one.id, None))
    if plain is not None:
        return [plain.level] if plain.level else []
    if facet is None:
        return []
    cells = [judgements.get((one.id, value)) for value in facet.values]
    judged = [cell.level for cell in cells if cell is not None and cell.level is not None]
    return sorted(judged, key=framework.scale.order.index)[:1]


def reference(  # noqa: C901, PLR0912  one rule after the other, as the page has them
    framework: Framework, judgements: Mapping[Cell, Judgement], setting: Setting, strand: str | None, rule: str
) -> Fraction | None:
    """Reckon one strand's value, or the whole's, by the words of the rule."""
    scale = framework.scale
    pool = []
    for one in framework.indicators.values():
        if one.status != "adopted" or not one.applies_to.admits(setting):
            continue
        home: str | None = one.strand
        homes = []
        while home is not None:
            homes.append(home)
            home = framework.strands[home].within
        if strand is None or strand in homes:
            levels = levels_of(framework, judgements, one)
            if levels:
                pool.append((one, levels))
    values = {one.id: sum((scale.value(level) for level in levels), Fraction(0)) / len(levels) for one, levels in pool}
    met = {
        one.id: all(scale.place(level) >= scale.place(one.met_at or scale.second) for level in levels)
        for one, levels in pool
    }
    weighted = [one for one, _ in pool if one.weight > 0]
    if not weighted:
        return None
    if rule == "mean":
        value = sum(one.weight * values[one.id] for one in weighted) / sum(one.weight for one in weighted)
    elif rule == "weakest":
        value = min(values[one.id] for one in weighted)
    elif rule == "cumulative":
        value = scale.value(scale.order[0])
        for level in scale.order:
            asked = [one for one in weighted if scale.place(one.step or "") <= scale.place(level)]
            shown = [one for one in asked if one.step == level and scale.place(one.met_at or scale.second) > 1]
            if shown and all(met[one.id] for one in asked):
                value = scale.value(level)
    else:
        whole = sum(one.weight for one in weighted)
        value = min(
            candidate
            for candidate in values.values()
            if sum(one.weight for one in weighted if values[one.id] <= candidate) >= whole / 2
        )
        floor = framework.strong.core_floor or scale.second
        if any(one.core and min(map(scale.place, levels)) < scale.place(floor) for one, levels in pool):
            value = min(value, scale.value(floor))
    if any(one.statutory and not met[one.id] for one, _ in pool):
        value = min(value, scale.value(scale.order[0]))
    return Fraction(value)


@pytest.mark.parametrize("rule", RULES)
@settings(max_examples=80, deadline=None)
@given(case=reviewed())
def test_each_rule_agrees_with_a_second_reckoning(rule: str, case: Reviewed) -> None:
    """Every strand and the whole come out as the words of the rule have it."""
    framework, judgements, setting = case
    card = score_with(method_named(rule), framework, {"self": judgements}, setting)
    for one in card.strands:
        assert one.value == reference(framework, judgements, setting, one.id, rule), one.id
    assert card.overall is not None
    assert card.overall.value == reference(framework, judgements, setting, None, rule)


WEIGHTS = ((1, 1, 1, 1), (1, 2, 1, 0), (3, 1, 1, 2))
MARKS = ("plain", "core", "statutory")


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("weights", WEIGHTS, ids=str)
@pytest.mark.parametrize("mark", MARKS)
def test_each_rule_agrees_on_everything_that_four_indicators_can_say(
    rule: str,
    weights: tuple[int, ...],
    mark: str,
) -> None:
    """Every way to judge four indicators, or to leave them, gives what the words of the rule give."""
    indicators = {
        f"I{at}": Indicator(
            f"I{at}",
            "AB"[at % 2],
            f"I{at}",
            weight=Fraction(weight),
            core=mark == "core" and at == 0,
            statutory=mark == "statutory" and at == 0,
            met_at=FOUR_STEP.order[at] if at else None,
            step=FOUR_STEP.order[(at * 3) % 4],
        )
        for at, weight in enumerate(weights)
    }
    strands = {"A": Strand("A", "A"), "B": Strand("B", "B", within="A")}
    framework = Framework("four", "1", "Four", strands, indicators, strong=Strong(core_floor="secure"))
    method = method_named(rule)
    for levels in product((None, *FOUR_STEP.order), repeat=len(weights)):
        judgements: dict[Cell, Judgement] = {
            (name, None): Judgement(level) for name, level in zip(indicators, levels, strict=True) if level
        }
        card = score_with(method, framework, {"self": judgements}, Setting())
        for one in card.strands:
            assert one.value == reference(framework, judgements, Setting(), one.id, rule), (one.id, levels)
        assert card.overall is not None
        assert card.overall.value == reference(framework, judgements, Setting(), None, rule), levels


@settings(max_examples=100, deadline=None)
@given(case=reviewed())
def test_a_profile_scores_each_strand_by_its_own_rule(case: Reviewed) -> None:
    """Each strand's value is that of the rule it names, the mean where it names none, and there is no total."""
    framework, judgements, setting = case
    card = score_with(method_named("profile"), framework, {"self": judgements}, setting)
    assert card.overall is None
    for one, strand in zip(card.strands, framework.strands.values(), strict=True):
        rule = strand.scoring or "mean"
        expected = None if rule == "none" else reference(framework, judgements, setting, one.id, rule)
        assert one.value == expected


@pytest.mark.parametrize("method", [one for one in METHODS if one.voices_taken == 1], ids=lambda one: one.name)
@settings(max_examples=50, deadline=None)
@given(case=reviewed())
def test_weight_0_moves_no_value(method: object, case: Reviewed) -> None:
    """The level of an indicator of weight 0 changes no value in any method."""
    check_weight_0(method, case.framework, {"self": case.judgements}, case.setting)  # type: ignore[arg-type]
