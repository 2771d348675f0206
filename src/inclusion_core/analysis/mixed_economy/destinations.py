"""Where those who left Years 11, 13 and 14 went: planned early, and held at six months, as counts only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from attrs import frozen

from inclusion_core.analysis.schools.small_counts import LEAST_DESTINATION, PartsTogether, parts_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from inclusion_core.model.mixed_economy import Destination

Measure = Literal["planned", "held"]

MEASURES: dict[Measure, str] = {
    "planned": "planned early: the next place agreed by the end of the autumn before they left",
    "held": "held at six months: still there six months after they left",
}


@frozen
class GroupOfLeavers:
    """One measure for one year group that left in one school year, in one group of schools.

    `n` is how many schools have counted it, `not_yet` how many of the group have not.
    """

    year: int
    ending: int
    group: str
    measure: Measure
    n: int
    not_yet: int
    parts: PartsTogether


def destinations_of(
    destinations: Iterable[Destination], groups: Mapping[str, str], least: int = LEAST_DESTINATION
) -> tuple[GroupOfLeavers, ...]:
    """Return each measure by year group, school year and group of schools (`groups` maps a school to its group's name).

    There is no total over groups: each group of schools is shown by itself, whole, and none is a part of another.
    """
    there: dict[tuple[int, int, str], dict[str, Destination]] = {}
    for one in sorted(destinations, key=lambda each: each.id):
        where = (-one.ending, one.year, groups.get(one.school) or "not known")
        there.setdefault(where, {})[one.school] = one
    found = []
    for (ending, year, group), schools in sorted(there.items()):
        for measure in MEASURES:
            rows = {key: (getattr(one, measure), one.leavers) for key, one in schools.items()}
            counted = sum(part is not None for part, _ in rows.values())
            found.append(
                GroupOfLeavers(year, -ending, group, measure, counted, len(rows) - counted, parts_of(rows, least))
            )
    return tuple(found)
