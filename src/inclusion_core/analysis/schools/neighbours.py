"""Which schools are most like one, in circumstances and never in quality, with the distances shown.

A distance is exact, 0 (alike) to 1 (as unlike as can be told apart), the same from either side, and None where what is
known of the two does not let it tell. Measures of plugins (`PeerMeasure`) stand beside ours.
"""

from __future__ import annotations

from fractions import Fraction
from math import isqrt
from typing import TYPE_CHECKING

from attrs import frozen

from inclusion_core.errors import NotAllowed, UnknownName
from inclusion_core.identifiers import nearest
from inclusion_core.model.fixed import tables_fixed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from inclusion_core.model.school import School

    Distance = Callable[[School, School], Fraction | None]

ALIKE = "alike"
"""The rule that takes every measure there is."""

FAR = 40
"""Points between two percentages that are as far apart as this tells: few ordinary schools lie further."""

FAR_AWAY = 40_000
"""Metres as the crow flies that are as far as this tells: about an hour by road."""

_MIDDLE = {"middle-deemed-primary": "primary", "middle-deemed-secondary": "secondary"}


@frozen
class Measure:
    """One way in which two schools are like or unlike."""

    name: str
    title: str
    about: str
    distance: Distance


def _kind(one: School, other: School) -> Fraction | None:
    return None if not (one.kind and other.kind) else Fraction(one.kind != other.kind)


def _phase(one: School, other: School) -> Fraction | None:
    if not (one.phase and other.phase):
        return None
    if one.phase == other.phase:
        return Fraction(0)
    near = _MIDDLE.get(one.phase, one.phase) == _MIDDLE.get(other.phase, other.phase)
    return Fraction(1, 2) if near else Fraction(1)


def _size(one: School, other: School) -> Fraction | None:
    if not (one.pupils and other.pupils):
        return None
    return 1 - Fraction(min(one.pupils, other.pupils), max(one.pupils, other.pupils))


def _points(one: int | None, other: int | None) -> Fraction | None:
    return None if one is None or other is None else min(Fraction(abs(one - other), FAR), Fraction(1))


def _near(one: School, other: School) -> Fraction | None:
    if one.easting and one.northing and other.easting and other.northing:
        metres = isqrt((one.easting - other.easting) ** 2 + (one.northing - other.northing) ** 2)
        return min(Fraction(metres, FAR_AWAY), Fraction(1))
    return None if not (one.authority and other.authority) else Fraction(one.authority != other.authority)


MEASURES: tuple[Measure, ...] = (
    Measure("kind", "kind of setting", "The same kind of setting or another.", _kind),
    Measure("phase", "phase", "The same phase; a middle school is half way to the phase it is deemed.", _phase),
    Measure("size", "size", "How much of the larger school the smaller one would fill.", _size),
    Measure("sen", "special educational needs", f"Pupils with SEN support or a plan; {FAR} points apart is far.",
            lambda one, other: _points(one.sen_percent, other.sen_percent)),
    Measure("disadvantaged", "disadvantage", f"Pupils eligible for free school meals; {FAR} points apart is far.",
            lambda one, other: _points(one.disadvantaged_percent, other.disadvantaged_percent)),
    Measure("near", "place", "As the crow flies, 40 km is far; else the same local authority or another.", _near),
)  # fmt: skip
"""Our measures, by name in `--peers`."""


@frozen(field_transformer=tables_fixed)
class Neighbour:
    """A school and how unlike it is: `distance` is the mean of `parts`, those of the measures that could tell.

    `unknown` names the measures that could not.
    """

    school: School
    distance: Fraction
    parts: Mapping[str, Fraction]
    unknown: tuple[str, ...]


def measures_named(rule: str, measures: Sequence[Measure] = MEASURES) -> tuple[Measure, ...]:
    """Return the measures that a rule names, such as `kind,phase,size`, or `alike` for all. Raises UnknownName.

    >>> [one.name for one in measures_named("phase, sen")]
    ['phase', 'sen']
    """
    known = {one.name: one for one in measures}
    wanted = tuple(dict.fromkeys(part.strip() for part in rule.split(",") if part.strip()))
    if not wanted:
        raise NotAllowed(f"Say in what schools are to be alike: {ALIKE}, or some of {', '.join(known)}.")
    found: dict[str, Measure] = {}
    for one in wanted:
        if one != ALIKE and one not in known:
            raise UnknownName("measure", one, nearest=nearest(one, (*known, ALIKE)), known=(ALIKE, *known))
        found.update(known if one == ALIKE else {one: known[one]})
    return tuple(found.values())


def neighbour(one: School, other: School, measures: Iterable[Measure] = MEASURES) -> Neighbour | None:
    """Return how unlike two schools are, None where no measure can tell.

    >>> from inclusion_core.model.school import School
    >>> a, b = School("A", phase="primary", pupils=200), School("B", phase="primary", pupils=100)
    >>> found = neighbour(a, b)
    >>> found.distance, found.unknown
    (Fraction(1, 4), ('kind', 'sen', 'disadvantaged', 'near'))
    """
    told = {measure.name: measure.distance(one, other) for measure in measures}
    parts = {name: distance for name, distance in told.items() if distance is not None}
    if not parts:
        return None
    unknown = tuple(name for name in told if name not in parts)
    return Neighbour(other, sum(parts.values(), Fraction(0)) / len(parts), parts, unknown)


def neighbours(
    school: School, others: Iterable[School], measures: Iterable[Measure] = MEASURES, *, most: int | None = None
) -> tuple[Neighbour, ...]:
    """Return the schools most like one, the nearest first; of those equally near, by name.

    With `most` no more than that, and all that are as near as the last of them, so that no name decides who is left
    out. Schools that no measure can tell of are left out.
    """
    ways = tuple(measures)
    found = [near for one in others if one != school and (near := neighbour(school, one, ways)) is not None]
    found.sort(key=lambda near: (near.distance, near.school.name.casefold(), near.school.id))
    if most is None or len(found) <= most:
        return tuple(found)
    return tuple(near for near in found if near.distance <= found[most - 1].distance) if most else ()
