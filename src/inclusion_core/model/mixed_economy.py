"""The mixed economy: what settings offer, what they give each other, and where pupils go on to. Counts, never pupils.

Every record names schools by their local ids, those outside the trust too. Staff are named by `role`.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal, get_args

from attrs import frozen

from inclusion_core.errors import NotAllowed
from inclusion_core.model.school import Phase

ProvisionKind = Literal[
    "in-class",
    "targeted-group",
    "resourced-base",
    "outreach",
    "home-or-online",
    "hospital",
    "alternative",
    "special-school",
    "specialist-college",
]
PROVISION_KINDS: tuple[ProvisionKind, ...] = get_args(ProvisionKind)
"""The kinds of place and help along the continuum, from the everyday classroom on. No kind is better than another."""

PROVISION_WORDS: dict[str, str] = {
    "in-class": "help in the everyday class",
    "targeted-group": "targeted group",
    "resourced-base": "resourced provision or base",
    "outreach": "outreach from a specialist setting",
    "home-or-online": "teaching at home or online",
    "hospital": "hospital school or teaching",
    "alternative": "alternative provision",
    "special-school": "special school",
    "specialist-college": "specialist college",
}

ExchangeKind = Literal[
    "coaching",
    "subject-teaching",
    "specialist-advice",
    "joint-planning",
    "shared-training",
    "shared-lessons",
    "staff-exchange",
    "equipment-or-rooms",
    "other",
]
EXCHANGE_KINDS: tuple[ExchangeKind, ...] = get_args(ExchangeKind)

ReceiverSays = Literal["", "as-claimed", "in-part", "no-change", "too-soon"]
RECEIVER_SAYS: tuple[ReceiverSays, ...] = get_args(ReceiverSays)
"""What the receiver says of the change that was claimed; empty until the receiver was asked."""

Counted = Literal["suspensions", "permanent-exclusions"]
COUNTED: tuple[Counted, ...] = get_args(Counted)

Span = Literal["half-term", "term", "year"]
SPANS: tuple[Span, ...] = get_args(Span)

LEAVING_YEARS = (11, 13, 14)
"""The year groups whose destinations are followed."""

YEARS = range(2000, 2101)
"""The calendar years of which records are kept: any other is a slip of the hand."""

_MOST_MINUTES = 10_000 * 60  # more is a slip of the hand


def _refuse(wrong: bool, says: str) -> None:  # noqa: FBT001  a rule and its sentence
    if wrong:
        raise NotAllowed(says)


def hold_to_years(day: dt.date) -> dt.date:
    """Return a day of a record. Raises NotAllowed where its year is none of `YEARS`."""
    _refuse(day.year not in YEARS, f"{day.isoformat()} has a year that cannot be meant. Write the day as 2026-11-20.")
    return day


@frozen
class Provision:
    """A kind of place or help that a school offers. `places` is how many at once, None where it is not places.

    `phase` is whom it is for, None as the school itself. `area` says where, empty as the school itself. `whom` says
    in a few words for which needs it is, never who.
    """

    id: str
    school: str
    kind: ProvisionKind
    title: str
    phase: Phase | None = None
    area: str = ""
    places: int | None = None
    whom: str = ""

    def __attrs_post_init__(self) -> None:
        """Refuse fewer than no places."""
        _refuse(self.places is not None and self.places < 0, "A provision cannot have fewer than no places.")


@frozen
class Exchange:
    """Time and expertise that one setting gave another: the claim is the giver's, `answer` and `view` the receiver's.

    Time is in whole minutes.
    """

    id: str
    giver: str
    receiver: str
    kind: ExchangeKind
    minutes: int
    day: dt.date
    claim: str = ""
    answer: ReceiverSays = ""
    view: str = ""
    role: str = ""

    def __attrs_post_init__(self) -> None:
        """Refuse a gift to oneself, and hours that are none."""
        _refuse(self.giver == self.receiver, "A setting cannot give hours to itself. Name two different schools.")
        _refuse(not 0 < self.minutes <= _MOST_MINUTES, "Hours are more than 0 and at most 10,000, such as 6 or 1.5.")

    @property
    def when(self) -> tuple[dt.date, int, str]:
        """Its place in time: its day, and of one day the number in its id, so that `x-10` comes after `x-9`."""
        number = self.id.rpartition("-")[2]
        return self.day, int(number) if number.isdecimal() else 0, self.id


@frozen
class Outreach(Exchange):
    """Work of a setting with another school's staff and pupils, to help that school include.

    `before` and `after` are what the receiving school counted (`counted`) in two spans of the same length, None where
    they are not known.
    """

    counted: Counted = "suspensions"
    span: Span = "term"
    before: int | None = None
    after: int | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse what an exchange refuses, and counts that are none or stand alone."""
        super().__attrs_post_init__()
        for one in (self.before, self.after):
            _refuse(one is not None and one < 0, "A count is 0 or more.")
        _refuse((self.before is None) != (self.after is None), "Give both counts, before and after, or neither.")


@frozen
class Destination:
    """Where those who left a year group went, as counts. `leavers` is how many left; `year` 11, 13 or 14.

    `planned` is for how many of them the next place was agreed by the end of the autumn before they left; `held` is how
    many were still there at six months, None where that is not known yet. `ending` is the calendar year in which the
    school year ended.
    """

    id: str
    school: str
    year: int
    ending: int
    leavers: int
    planned: int | None = None
    held: int | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse more who went on than left."""
        known = self.year in LEAVING_YEARS
        _refuse(not known, f"Year {self.year} is not one whose destinations are followed. Give 11, 13 or 14.")
        year_said = self.ending in YEARS
        _refuse(not year_said, f"{self.ending} is no year. Give the one in which the school year ended, such as 2026.")
        _refuse(self.leavers < 0, "A count is 0 or more.")
        for name, one in (("planned early", self.planned), ("held at six months", self.held)):
            wrong = one is not None and not 0 <= one <= self.leavers
            _refuse(wrong, f"Of {self.leavers} who left, {one} cannot be {name}. Give from 0 to {self.leavers}.")
