"""The rules that make a value out of judged indicators, and what may hold it down.

A rule is a plain function over points; docs/scoring.md works each one through by hand. Each is reckoned three times:
over what was seen, and with everything not judged at its worst and at its best.
"""

from __future__ import annotations

from fractions import Fraction
from operator import attrgetter
from typing import TYPE_CHECKING

from attrs import frozen

from inclusion_core.errors import FrameworkRefused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from inclusion_core.analysis.scoring.standings import Point, Reading, Steps
    from inclusion_core.model.framework import Framework, Indicator


@frozen
class Rule:
    """A way to make one value from points; None where it gives none.

    `plain` and `weighted` say what was done ('the lower median of'), with all weights equal and without. With
    `core_floor` a core indicator below the framework's floor holds the value there.
    """

    name: str
    plain: str
    weighted: str
    reckon: Callable[[Reading, Sequence[Point]], Fraction | None]
    core_floor: bool = False


def mean(reading: Reading, points: Sequence[Point]) -> Fraction | None:
    """Return the weighted mean, None where no point has weight."""
    weight = total = 0
    for point in points:
        weight += point.weight
        total += point.weight * point.value
    return Fraction(total, weight * reading.steps.denominator) if weight else None


def lower_median(reading: Reading, points: Sequence[Point]) -> Fraction | None:
    """Return the lower weighted median: the lowest value at or below which lies half of the weight or more.

    With equal weights that is the middle one, the lower of the two where their number is even. Points without weight
    are left out, so the median is always the value of one that has some.
    """
    half = sum(point.weight for point in points)
    reached = 0
    for point in sorted(points, key=attrgetter("value")):
        reached += 2 * point.weight
        if point.weight and reached >= half:
            return Fraction(point.value, reading.steps.denominator)
    return None


def weakest(reading: Reading, points: Sequence[Point]) -> Fraction | None:
    """Return the lowest value among the points that have weight."""
    values = [point.value for point in points if point.weight]
    return Fraction(min(values), reading.steps.denominator) if values else None


def highest_step(reading: Reading, points: Sequence[Point]) -> Fraction | None:
    """Return the value of the highest level that a step is shown to be met for, with no step to it or below unmet.

    What nobody looked at shows nothing: a school judged on first steps alone has not reached the last. An indicator
    that is met at the lowest level asks for nothing, and shows as much. Points without weight are left out.
    """
    steps = reading.steps
    weighted = [point for point in points if point.weight]
    if not weighted:
        return None
    reached = max((step for step, point in steps_met(steps, weighted) if point.met_place > 1), default=1)
    return Fraction(steps.values[reached], steps.denominator)


def steps_met(steps: Steps, points: Sequence[Point]) -> list[tuple[int, Point]]:
    """Return the points that are met and stand below the first step that is not, each with the place of its step."""
    placed = [(steps.places[point.indicator.step or ""], point) for point in points]
    unmet = min((step for step, point in placed if point.place < point.met_place), default=steps.top + 1)
    return [(step, point) for step, point in placed if step < unmet and point.place >= point.met_place]


def no_value(_reading: Reading, _points: Sequence[Point]) -> Fraction | None:
    """Give no value: judgements are counted and never summed."""
    return None


RULES = {
    rule.name: rule
    for rule in (
        Rule("mean", "the mean of", "the weighted mean of", mean),
        Rule("median-with-floor", "the lower median of", "the lower weighted median of", lower_median, core_floor=True),
        Rule("weakest", "the lowest of", "the lowest of", weakest),
        Rule(
            "cumulative",
            "the highest level whose steps are all met, on",
            "the highest level whose steps are all met, on",
            highest_step,
        ),
        Rule("none", "", "", no_value),
    )
}
"""The rules a strand may be scored by, by name."""


def floor_level(framework: Framework) -> str:
    """Return the level below which a core indicator holds its strand: the framework's own, or the scale's second."""
    return framework.strong.core_floor or framework.scale.second


def unmet_duties(points: Iterable[Point]) -> list[Point]:
    """Return the statutory indicators judged below the level at which they are met."""
    return [point for point in points if point.place < point.met_place and point.indicator.statutory]


def below_floor(points: Iterable[Point], floor_place: int) -> list[Point]:
    """Return the core indicators judged below the floor."""
    return [point for point in points if point.place < floor_place and point.indicator.core]


def reckoned(reading: Reading, rule: Rule, points: Sequence[Point]) -> Fraction | None:
    """Return what a rule gives for these points, held down where a duty is unmet or a core indicator is too low."""
    value = rule.reckon(reading, points)
    if value is None:
        return None
    steps = reading.steps
    if unmet_duties(points):
        return min(value, Fraction(steps.values[1], steps.denominator))
    if rule.core_floor:
        floor_place = steps.places[floor_level(reading.framework)]
        if below_floor(points, floor_place):
            return min(value, Fraction(steps.values[floor_place], steps.denominator))
    return value


def refuse_stances(framework: Framework, method: str) -> None:
    """Raise FrameworkRefused where the scale is one of stances, which are never an amount."""
    if framework.scale.stance:
        raise FrameworkRefused(
            f"{framework.name} uses a scale of stances, which are counted and never summed, so '{method}' cannot "
            'score it. Use scoring = "none".'
        )


def refuse_without_steps(framework: Framework, indicators: Iterable[Indicator]) -> None:
    """Raise FrameworkRefused where an adopted indicator has no step, or one that is not a level of the scale."""
    lacking = [one.id for one in indicators if one.status == "adopted" and one.step not in framework.scale.order]
    if lacking:
        raise FrameworkRefused(
            f"{framework.name} cannot be scored by 'cumulative': {', '.join(lacking)} "
            f"{'has' if len(lacking) == 1 else 'have'} no step. Give each indicator a step, one of "
            f"{', '.join(framework.scale.order)}."
        )
