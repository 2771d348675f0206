"""What provision-mapping tools count: pupils in each provision, and records at both ends of a move. Never a pupil.

A count from 1 to 5 is never kept, nor two from which one could be reckoned: these classes refuse it, so no file, no
journal and no program of another's can hold one.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal, get_args

from attrs import frozen

from inclusion_core.errors import NotAllowed

Tier = Literal["", "universal", "targeted", "specialist"]
TIERS: tuple[Tier, ...] = get_args(Tier)

LEAST_KEPT = 6
"""The smallest count above none that is kept."""

LARGEST_COUNT = 100_000
"""More than that is a slip of the hand, or a pupil's number."""


def is_small(count: int | None) -> bool:
    """Say whether a count is of so few that it is not kept.

    >>> [is_small(one) for one in (None, 0, 1, 5, 6)]
    [False, False, True, True, False]
    """
    return count is not None and 0 < count < LEAST_KEPT


def _refuse_number(name: str, count: int | None) -> None:
    if count is not None and not 0 <= count <= LARGEST_COUNT:
        raise NotAllowed(f"{name} is a count from 0 to {LARGEST_COUNT:,}.")
    if is_small(count):
        raise NotAllowed(f"{name} is from 1 to 5, and so few are not kept: leave it out and name it in 'hidden'.")


@frozen
class ProvisionCount:
    """How many pupils a school's tool counted in one provision on a day.

    `pupils` is None where it is not known, or where 'pupils' is in `hidden`: it was from 1 to 5.
    """

    id: str
    school: str
    day: dt.date
    title: str
    tier: Tier = ""
    pupils: int | None = None
    hidden: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        """Refuse a count so small that it could tell of a child."""
        _refuse_number("pupils", self.pupils)


MOVE_FIELDS = ("moved", "passports_sent", "passports_received", "records_sent", "records_received")
"""The counts of a move: how many moved, and of how many the record was there at the old and at the new school."""


@frozen
class MoveCount:
    """How many pupils moved from one school to another, and of how many the records were at both ends. Ids are local.

    A count is None where it is not known, or hidden: small, or so near another that the rest would be few.
    """

    id: str
    giver: str
    receiver: str
    day: dt.date
    moved: int | None = None
    passports_sent: int | None = None
    passports_received: int | None = None
    records_sent: int | None = None
    records_received: int | None = None
    hidden: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        """Refuse a move to where one is, more records than moved, and counts that tell of a few."""
        if self.giver == self.receiver:
            raise NotAllowed("A move is between two different schools.")
        for name in MOVE_FIELDS:
            _refuse_number(name, getattr(self, name))
        if self.moved is not None:
            for name in MOVE_FIELDS[1:]:
                count = getattr(self, name)
                if count is not None and count > self.moved:
                    raise NotAllowed(f"Of {self.moved} who moved, {name} cannot be {count}.")
        for first, second in PAIRS:
            one, other = getattr(self, first), getattr(self, second)
            if one is not None and other is not None and is_small(abs(one - other)):
                raise NotAllowed(f"{first} and {second} differ by 1 to 5, which tells of a few: hide the second.")


PAIRS = (
    *(("moved", name) for name in MOVE_FIELDS[1:]),
    ("passports_sent", "passports_received"),
    ("records_sent", "records_received"),
)
"""The counts of which one is a part of the other, so that their difference is a count of pupils too."""
