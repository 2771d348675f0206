"""How each indicator stands: what one voice's judgements say of it, before any method reckons.

A standing keeps three views of an indicator: as it was seen, and as it would be if everything that applies and is not
judged went worst or best. Every method reckons all three with the same rule, so that a range can never disagree with
its value. Values are whole numbers over one denominator here (exact, and some twenty times faster than fractions).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from inclusion_core.model.assessment import Cell, Judgement
    from inclusion_core.model.framework import Framework, Indicator
    from inclusion_core.model.school import Setting

State = Literal["judged", "not-judged", "not-applicable"]


class Point(NamedTuple):
    """One indicator with a level, as a rule reckons with it.

    `value` and `weight` are whole numbers over the reading's denominators; `place` is that of the lowest cell (1 for
    the scale's lowest level), because a mean of cells may not hide the one that is below a floor.
    """

    indicator: Indicator
    weight: int
    value: int
    place: int
    met_place: int


class Standing(NamedTuple):
    """How one adopted indicator stands. `cells` are those that count, each with its judgement or None.

    `judged` and `applicable` count cells. `seen` is None where no cell is judged; `worst` and `best` are None only
    where the indicator does not apply. `fallback` says that the headline is the lowest judged facet.
    """

    indicator: Indicator
    state: State
    cells: tuple[tuple[Cell, Judgement | None], ...]
    judged: int
    applicable: int
    seen: Point | None
    worst: Point | None
    best: Point | None
    fallback: bool = False


class Steps(NamedTuple):
    """A scale in whole numbers: `places` from 1, `values` by place (index 0 unused) over `denominator`."""

    order: tuple[str, ...]
    places: Mapping[str, int]
    values: tuple[int, ...]
    denominator: int

    @property
    def top(self) -> int:
        """The place of the highest level."""
        return len(self.order)


class Reading(NamedTuple):
    """One voice's judgements read against a framework: the standings, and what was put aside.

    `standings` are those of adopted indicators that are for this setting, in the order of the framework; `within` holds
    them by strand, at every depth. `aside` are judged cells that never score: of proposed, retired or unknown
    indicators and of those for other settings.
    """

    framework: Framework
    voice: str
    steps: Steps
    standings: tuple[Standing, ...]
    within: Mapping[str, Sequence[Standing]]
    aside: tuple[tuple[Cell, Judgement], ...]


def steps_of(framework: Framework, cells: int = 1) -> Steps:
    """Return the framework's scale in whole numbers, fine enough for the exact mean of up to so many cells."""
    scale = framework.scale
    values = [scale.value(level) for level in scale.order]
    denominator = math.lcm(*(value.denominator for value in values)) * math.lcm(*range(1, cells + 1))
    whole = tuple(value.numerator * (denominator // value.denominator) for value in values)
    places = {level: place for place, level in enumerate(scale.order, 1)}
    return Steps(scale.order, places, (0, *whole), denominator)


def read(
    framework: Framework,
    judgements: Mapping[Cell, Judgement],
    setting: Setting,
    *,
    voice: str = "",
    profile: str | None = None,
) -> Reading:
    """Read one voice's judgements. With `profile`, read that facet value alone instead of the headlines.

    Raises UnknownName where a judgement that counts gives a level that is not on the scale.
    """
    facet = framework.facet
    spread = facet.values if facet is not None and facet.required and profile is None else ()
    steps = steps_of(framework, max(1, len(spread)))
    weights = math.lcm(*(one.weight.denominator for one in framework.indicators.values()))
    second = steps.places[framework.scale.second]
    standings: list[Standing] = []
    counted: set[str] = set()
    for one in framework.indicators.values():
        if one.status != "adopted" or not one.applies_to.admits(setting):
            continue
        counted.add(one.id)
        weight = one.weight.numerator * (weights // one.weight.denominator)
        met_place = second if one.met_at is None else framework.scale.place(one.met_at)
        standings.append(_standing(framework, judgements, one, weight, met_place, steps, spread, profile))
    facets = facets_counted(framework)
    aside = tuple((cell, one) for cell, one in judgements.items() if cell[0] not in counted or cell[1] not in facets)
    return Reading(framework, voice, steps, tuple(standings), by_strand(framework, standings), aside)


def facets_counted(framework: Framework) -> tuple[str | None, ...]:
    """Return the facet values that a judgement may be given for, None for the plain one."""
    facet = framework.facet
    if facet is None:
        return (None,)
    return facet.values if facet.required else (None, *facet.values)


def by_strand(framework: Framework, standings: Iterable[Standing]) -> Mapping[str, Sequence[Standing]]:
    """Return each strand's standings, those of the strands inside it among them, in the order of the framework."""
    within: dict[str, list[Standing]] = {strand: [] for strand in framework.strands}
    chains: dict[str, tuple[str, ...]] = {strand: tuple(_around(framework, strand)) for strand in framework.strands}
    for one in standings:
        for strand in chains.get(one.indicator.strand, ()):
            within[strand].append(one)
    return within


def headline(
    framework: Framework, judgements: Mapping[Cell, Judgement], indicator: str
) -> tuple[Cell, Judgement | None, bool]:
    """Return the cell that speaks for an indicator, its judgement, and whether it stands in for a plain one.

    The plain judgement speaks, a plain non-answer too; where there is none, the lowest judged facet. With every facet
    value marked not applicable, the first of them speaks.
    """
    plain = judgements.get((indicator, None))
    facet = framework.facet
    if plain is not None or facet is None:
        return (indicator, None), plain, False
    found = [
        ((indicator, value), judgements[indicator, value]) for value in facet.values if (indicator, value) in judgements
    ]
    levels = [(framework.scale.place(one.level), cell, one) for cell, one in found if one.level is not None]
    if levels:
        _, cell, one = min(levels, key=lambda each: each[0])
        return cell, one, True
    if len(found) == len(facet.values) and all(one.non_answer == "not-applicable" for _, one in found):
        return found[0][0], found[0][1], True
    return (indicator, None), None, False


def cells_of(
    framework: Framework, judgements: Mapping[Cell, Judgement], indicator: str
) -> tuple[tuple[Cell, Judgement | None, bool], ...]:
    """Return the cells that count for an indicator: every facet value where required, else the one headline."""
    facet = framework.facet
    if facet is not None and facet.required:
        return tuple(((indicator, value), judgements.get((indicator, value)), False) for value in facet.values)
    return (headline(framework, judgements, indicator),)


def _around(framework: Framework, strand: str) -> Iterator[str]:
    """Yield a strand and every strand around it; one that contains itself is named once."""
    seen: set[str] = set()
    name: str | None = strand
    while name is not None and name in framework.strands and name not in seen:
        seen.add(name)
        yield name
        name = framework.strands[name].within


def _standing(  # noqa: PLR0913, PLR0917  the inner step of `read`, called once an indicator
    framework: Framework,
    judgements: Mapping[Cell, Judgement],
    one: Indicator,
    weight: int,
    met_place: int,
    steps: Steps,
    spread: tuple[str, ...],
    profile: str | None,
) -> Standing:
    if spread:
        return _spread_standing(framework, judgements, one, weight, met_place, steps, spread)
    fallback = False
    plain = judgements.get((one.id, None))
    cell: Cell = (one.id, None)
    judgement = plain
    if profile is not None:
        optional = framework.facet is None or not framework.facet.required
        if not (optional and plain is not None and plain.non_answer == "not-applicable"):
            cell = (one.id, profile)
            judgement = judgements.get(cell)
    elif plain is None and framework.facet is not None:
        cell, judgement, fallback = headline(framework, judgements, one.id)
    cells = ((cell, judgement),)
    if judgement is not None and judgement.level is not None:
        place = steps.places.get(judgement.level) or framework.scale.place(judgement.level)
        point = Point(one, weight, steps.values[place], place, met_place)
        return Standing(one, "judged", cells, 1, 1, point, point, point, fallback)
    if judgement is not None and judgement.non_answer == "not-applicable":
        return Standing(one, "not-applicable", cells, 0, 0, None, None, None)
    worst = Point(one, weight, steps.values[1], 1, met_place)
    best = Point(one, weight, steps.values[-1], steps.top, met_place)
    return Standing(one, "not-judged", cells, 0, 1, None, worst, best)


def _spread_standing(  # noqa: PLR0913, PLR0917  as `_standing`
    framework: Framework,
    judgements: Mapping[Cell, Judgement],
    one: Indicator,
    weight: int,
    met_place: int,
    steps: Steps,
    spread: tuple[str, ...],
) -> Standing:
    cells = tuple(((one.id, value), judgements.get((one.id, value))) for value in spread)
    applicable = [each for _, each in cells if each is None or each.non_answer != "not-applicable"]
    if not applicable:
        return Standing(one, "not-applicable", cells, 0, 0, None, None, None)
    places = [
        steps.places.get(each.level) or framework.scale.place(each.level)
        for each in applicable
        if each is not None and each.level is not None
    ]
    unknown = len(applicable) - len(places)

    def point(places: Sequence[int]) -> Point:
        value = sum(steps.values[place] for place in places) // len(places)  # whole: steps are fine enough
        return Point(one, weight, value, min(places), met_place)

    seen = point(places) if places else None
    worst = point([*places, *[1] * unknown])
    best = point([*places, *[steps.top] * unknown])
    state: State = "judged" if places else "not-judged"
    return Standing(one, state, cells, len(places), len(applicable), seen, worst, best)
