"""Targeted help in small groups: pupils to an adult, set against a measure, and what an hour of it costs.

An adult of a kind can take so many pupils (`model.staffing.MEASURE`), adults of a group add up, and a group is within
the measure where its pupils are no more than its adults can take. All of it is exact; every number is data that is
given. It says nothing of whether the help works.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import frozen

from inclusion_core.errors import NotAllowed
from inclusion_core.model.staffing import MEASURE, WEEKS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from inclusion_core.model.staffing import AdultKind, SmallGroup


@frozen
class GroupRatio:
    """What a group comes to.

    `takes` is how many pupils its adults can take, `as_support` how many pupils there are to one of the support staff,
    each teacher counted as so many of them as the measure says. `cost` is of a week, None where a rate is not known.
    """

    group: SmallGroup
    takes: int
    as_support: Fraction
    within: bool
    cost: Fraction | None

    @property
    def pupil_hours(self) -> Fraction:
        """Hours a week times pupils."""
        return self.group.pupils * self.group.hours


@frozen
class Ratios:
    """All groups together. `as_support` weighs each group by its hours; None where there is no group.

    `costed` is over how many groups `cost` (a week) and `pupil_hour` (what an hour for one pupil costs) are known; both
    are None where no rate is known. `year` is the cost of `weeks` weeks, `left` what is left of `budget`, below 0 where
    it does not last.
    """

    groups: tuple[GroupRatio, ...]
    measure: Mapping[AdultKind, int]
    within: int
    pupil_hours: Fraction
    as_support: Fraction | None
    costed: int
    cost: Fraction | None
    pupil_hour: Fraction | None
    weeks: int
    year: Fraction | None
    budget: Fraction | None
    left: Fraction | None


def ratios(
    groups: Iterable[SmallGroup],
    *,
    measure: Mapping[AdultKind, int] = MEASURE,
    weeks: int = WEEKS,
    budget: Fraction | None = None,
) -> Ratios:
    """Reckon groups against a measure. Raises NotAllowed for a measure or a number of weeks below 1.

    >>> from inclusion_core.model.staffing import Adults, SmallGroup
    >>> one = SmallGroup("Reading", 6, Fraction(2), (Adults("support", 1, Fraction(15)),))
    >>> found = ratios([one])
    >>> found.groups[0].takes, found.groups[0].within, found.as_support, found.pupil_hour
    (4, False, Fraction(6, 1), Fraction(5, 2))
    """
    if min(measure.values()) < 1 or weeks < 1:
        raise NotAllowed("A measure and a number of weeks are 1 or more.")
    found = tuple(_group(one, measure) for one in groups)
    hours = sum((one.group.hours for one in found), Fraction(0))
    pupil_hours = sum((one.pupil_hours for one in found), Fraction(0))
    known = [one for one in found if one.cost is not None]
    cost = sum((one.cost for one in known if one.cost is not None), Fraction(0)) if known else None
    costed_hours = sum((one.pupil_hours for one in known), Fraction(0))
    whole = cost is not None and len(known) == len(found)
    year = cost * weeks if cost is not None and whole else None
    return Ratios(
        groups=found,
        measure=measure,
        within=sum(one.within for one in found),
        pupil_hours=pupil_hours,
        as_support=sum((one.as_support * one.group.hours for one in found), Fraction(0)) / hours if found else None,
        costed=len(known),
        cost=cost,
        pupil_hour=cost / costed_hours if cost is not None else None,
        weeks=weeks,
        year=year,
        budget=budget,
        left=budget - year if budget is not None and year is not None else None,
    )


def _group(one: SmallGroup, measure: Mapping[AdultKind, int]) -> GroupRatio:
    takes = sum(measure[adults.kind] * adults.count for adults in one.adults)
    as_support = Fraction(one.pupils * measure["support"], takes)
    rates = [adults.rate for adults in one.adults]
    cost = None
    if all(rate is not None for rate in rates):
        cost = sum(
            (adults.rate * adults.count * one.hours for adults in one.adults if adults.rate is not None), Fraction(0)
        )
    return GroupRatio(one, takes, as_support, one.pupils <= takes, cost)
