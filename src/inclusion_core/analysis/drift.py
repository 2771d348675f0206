"""Where one voice's layers differ: what is written, agreed and seen of the same indicator."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from inclusion_core.model.assessment import Cell, Judgement
    from inclusion_core.model.framework import Framework
    from inclusion_core.model.school import Setting


@frozen
class Drift:
    """An indicator whose layers have different levels: (layer, level) in the framework's order, and how far apart."""

    indicator: str
    levels: tuple[tuple[str, str], ...]
    steps: int


def drift(framework: Framework, judgements: Mapping[Cell, Judgement], setting: Setting) -> tuple[Drift, ...]:
    """Return the indicators whose layers have different levels, furthest apart first.

    Only where the facet is required: a lens that may be left out looks at other pupils, not at another layer. What
    has no level drifts from nothing.
    """
    if framework.facet is None or not framework.facet.required or framework.scale.stance:
        return ()
    found = []
    for one in framework.applicable(setting):
        cells = ((value, judgements.get((one.id, value))) for value in framework.facet.values)
        levels = tuple((value, each.level) for value, each in cells if each is not None and each.level is not None)
        places = [framework.scale.place(level) for _, level in levels]
        if len(set(places)) > 1:
            found.append(Drift(one.id, levels, max(places) - min(places)))
    return tuple(sorted(found, key=lambda one: -one.steps))
