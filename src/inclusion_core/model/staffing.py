"""The small groups of a school: who gets targeted help, for how many hours a week, from which adults at what rate.

The measure of source 003 is help 'to the equivalence of' four pupils to one of the support staff, or twelve to one
teacher. So an adult of a kind can take so many pupils (`MEASURE`); what groups come to is reckoned by
`analysis.ratios`.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Literal, get_args

from attrs import Factory, frozen

from inclusion_core.errors import NotAllowed
from inclusion_core.model.fixed import Fixed, tables_fixed

AdultKind = Literal["support", "teaching"]
ADULT_KINDS: tuple[AdultKind, ...] = get_args(AdultKind)
MEASURE: Mapping[AdultKind, int] = Fixed({"support": 4, "teaching": 12})
"""How many pupils one adult of a kind takes, where nobody says otherwise."""

WEEKS, MOST_WEEKS = 38, 53
"""Weeks of a school year in which groups meet, where nobody says otherwise; and the most that a year has."""


@frozen
class Adults:
    """So many adults of one kind in a group. `rate` is what an hour of one of them costs, None where not known."""

    kind: AdultKind
    count: int
    rate: Fraction | None = None

    def __attrs_post_init__(self) -> None:
        if self.count < 1:
            raise NotAllowed(f"A group has at least one adult, and this says {self.count}.")
        if self.rate is not None and self.rate < 0:
            raise NotAllowed(f"An hour cannot cost {float(self.rate):.2f}. Give what it costs, 0 or more.")


@frozen
class SmallGroup:
    """A group that gets targeted help: how many pupils, how many hours a week, and its adults.

    `id` is what it is kept by (`g-3`), never made of its name, so that the name can be blanked; '' where not kept.
    """

    name: str
    pupils: int
    hours: Fraction
    adults: tuple[Adults, ...]
    id: str = ""

    def __attrs_post_init__(self) -> None:
        if self.pupils < 1:
            raise NotAllowed(f"'{self.name}' has {self.pupils} pupils. A group has at least one.")
        if not 0 < self.hours <= 168:  # noqa: PLR2004  hours of a week
            raise NotAllowed(f"'{self.name}' meets {float(self.hours):g} hours a week. Give more than 0, at most 168.")
        if not self.adults:
            raise NotAllowed(f"'{self.name}' has no adult. Give at least one.")


@frozen(field_transformer=tables_fixed)
class Staffing:
    """The small groups that a school keeps, by id in the order in which they are shown. `id` is the school's local id.

    `per_support` and `per_teacher` are the school's measure: how many pupils one adult takes. `budget` is the notional
    budget line for a year, None where none is given.
    """

    id: str
    title: str
    groups: Mapping[str, SmallGroup] = Factory(dict)
    per_support: int = MEASURE["support"]
    per_teacher: int = MEASURE["teaching"]
    weeks: int = WEEKS
    budget: Fraction | None = None

    def __attrs_post_init__(self) -> None:
        if min(self.per_support, self.per_teacher) < 1:
            raise NotAllowed("An adult takes at least one pupil. Give a measure of 1 or more.")
        if not 1 <= self.weeks <= MOST_WEEKS:
            raise NotAllowed(f"{self.weeks} is no number of weeks of a year. Give 1 to {MOST_WEEKS}.")
        if self.budget is not None and self.budget < 0:
            raise NotAllowed("A budget line is 0 or more.")

    @property
    def measure(self) -> Mapping[AdultKind, int]:
        """How many pupils one adult of a kind takes here."""
        return Fixed({"support": self.per_support, "teaching": self.per_teacher})
