"""The continuum: which kinds of place and help there are, for whom, where, and where something is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from attrs import frozen

from inclusion_core.model.mixed_economy import PROVISION_KINDS, Provision

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from inclusion_core.model.mixed_economy import ProvisionKind
    from inclusion_core.model.school import School

Stage = Literal["nursery", "primary", "secondary", "post-16"]
STAGES: tuple[Stage, ...] = ("nursery", "primary", "secondary", "post-16")

_STAGES_OF: dict[str, tuple[Stage, ...]] = {
    "nursery": ("nursery",),
    "primary": ("primary",),
    "middle-deemed-primary": ("primary", "secondary"),
    "secondary": ("secondary",),
    "middle-deemed-secondary": ("primary", "secondary"),
    "post-16": ("post-16",),
    "all-through": ("primary", "secondary"),
}
_AGES: dict[Stage, tuple[int, int]] = {
    "nursery": (0, 4),
    "primary": (5, 10),
    "secondary": (11, 15),
    "post-16": (16, 24),
}
_PLACE_OF: dict[str, ProvisionKind] = {"special": "special-school", "alternative": "alternative"}
_NEEDED_FROM: dict[str, tuple[Stage, ...]] = {"specialist-college": ("post-16",)}
"""Kinds that are for some stages only; missing elsewhere they are no gap."""


@frozen
class Offered:
    """A kind of place or help in a stage, or in an area: who offers it in the trust and among its neighbours.

    `places` adds up those that said how many; `uncounted` is how many provisions of the trust did not.
    """

    kind: ProvisionKind
    where: str
    trust: tuple[str, ...]
    neighbours: tuple[str, ...]
    provisions: int
    places: int
    uncounted: int

    @property
    def gap(self) -> Literal["", "neighbour", "nowhere"]:
        """Whether the trust lacks it, and whether a neighbour has it."""
        return "" if self.trust else "neighbour" if self.neighbours else "nowhere"

    @property
    def known_places(self) -> int | None:
        """How many places were said; None where there is provision and none of it said how many."""
        return None if self.provisions and self.provisions == self.uncounted else self.places


@frozen
class SettingsOfAKind:
    """The schools of one kind of setting, the trust's own and its neighbours."""

    kind: str
    trust: tuple[str, ...]
    neighbours: tuple[str, ...]


@frozen
class Continuum:
    """Provision along the continuum, by stage and by area.

    `n` counts the trust's schools, `silent` are those of them that wrote down no provision: what they offer is not
    known, which is not a gap.
    """

    n: int
    silent: tuple[str, ...]
    neighbours: int
    stages: tuple[Offered, ...]
    areas: tuple[Offered, ...]
    settings: tuple[SettingsOfAKind, ...]

    @property
    def gaps(self) -> tuple[Offered, ...]:
        """What the trust lacks: first what no neighbour has either; by stage, then by area."""
        missing = [one for one in (*self.stages, *self.areas) if one.gap]
        return tuple(sorted(missing, key=lambda one: one.gap != "nowhere"))


def stages_of(phase: str | None, low: int | None = None, high: int | None = None) -> tuple[Stage, ...]:
    """Return the stages that a phase covers, or else an age range (both ends included); all where neither is known.

    >>> stages_of("secondary"), stages_of("all-through"), stages_of(None, 3, 11)
    (('secondary',), ('primary', 'secondary'), ('nursery', 'primary'))
    >>> stages_of("all-through", 3, 19), len(stages_of(None))
    (('nursery', 'primary', 'secondary', 'post-16'), 4)
    """
    if low is not None and high is not None and (phase is None or phase == "all-through"):
        # a school to 11 or to 16 ends with the year in which pupils turn so old
        return tuple(one for one, (first, last) in _AGES.items() if low <= last and high - 1 >= first)
    return _STAGES_OF.get(phase or "", STAGES)


def continuum_of(trust: Sequence[School], neighbours: Iterable[School], provisions: Iterable[Provision]) -> Continuum:
    """Lay out what a trust's schools and their neighbours offer; what is offered by other schools is passed over.

    A special school and alternative provision are such a place whether that was written down or not.
    A stage counts where the trust has a school that is known to be for it, an area where it has a school. Every kind is
    asked of every such stage, but those that are for older pupils only.
    """
    ours = {one.id: one for one in trust}
    near = {one.id: one for one in neighbours if one.id not in ours}
    every = {**near, **ours}
    there = [(one, every[one.school]) for one in sorted(provisions, key=lambda each: each.id) if one.school in every]
    known = [one for one in trust if one.phase is not None or None not in {one.low_age, one.high_age}] or trust
    stages = [stage for stage in STAGES if any(stage in school_stages(one) for one in known)]
    areas = sorted({area_of(one) for one in trust} - {""}, key=str.casefold)
    told = {one.school for one, _ in there}
    there += [(one, every[one.school]) for one in _places_by_themselves(every.values(), there)]
    return Continuum(
        len(ours),
        tuple(sorted(ours.keys() - told)),
        len(near),
        tuple(
            _offered(kind, stage, [one for one, school in there if stage in _stages(one, school)], ours)
            for kind in PROVISION_KINDS
            for stage in stages
            if stage in _NEEDED_FROM.get(kind, STAGES)
        ),
        tuple(
            _offered(kind, area, [one for one, school in there if area == (one.area or area_of(school))], ours)
            for kind in PROVISION_KINDS
            for area in areas
            if len(areas) > 1 and (kind not in _NEEDED_FROM or set(stages) & set(_NEEDED_FROM[kind]))
        ),
        tuple(_settings(ours, near)),
    )


def school_stages(school: School) -> tuple[Stage, ...]:
    """Return the stages that a school is for."""
    return stages_of(school.phase, school.low_age, school.high_age)


def area_of(school: School) -> str:
    """Return where a school is: its town, else its authority's name; empty where neither is known."""
    return school.town or school.authority_name


def _places_by_themselves(schools: Iterable[School], there: Iterable[tuple[Provision, School]]) -> Iterator[Provision]:
    """Yield the place that a specialist setting is, where it was not written down."""
    written = {(one.school, one.kind) for one, _ in there}
    for school in schools:
        kind = _PLACE_OF.get(school.kind or "")
        if kind is not None and (school.id, kind) not in written:
            yield Provision(school.id, school.id, kind, school.name)


def _stages(one: Provision, school: School) -> tuple[Stage, ...]:
    return stages_of(one.phase) if one.phase is not None else school_stages(school)


def _offered(kind: ProvisionKind, where: str, there: Iterable[Provision], ours: Mapping[str, School]) -> Offered:
    found = [one for one in there if one.kind == kind]
    mine = [one for one in found if one.school in ours]
    return Offered(
        kind,
        where,
        tuple(dict.fromkeys(sorted(one.school for one in mine))),
        tuple(dict.fromkeys(sorted(one.school for one in found if one.school not in ours))),
        len(mine),
        sum(one.places or 0 for one in mine),
        sum(one.places is None for one in mine),
    )


def _settings(ours: Mapping[str, School], near: Mapping[str, School]) -> Iterator[SettingsOfAKind]:
    for kind in ("nursery", "mainstream", "special", "alternative", "college", "other", None):
        in_trust = tuple(sorted(name for name, one in ours.items() if one.kind == kind))
        beside = tuple(sorted(name for name, one in near.items() if one.kind == kind))
        if in_trust or beside:
            yield SettingsOfAKind(kind or "not known", in_trust, beside)
