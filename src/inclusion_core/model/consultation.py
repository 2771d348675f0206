"""A consultation on one edition of a framework: what schools think of it, would add to it and sign up to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from hashlib import sha256
from typing import Literal, get_args

from attrs import Factory, frozen

from inclusion_core.errors import NotAllowed
from inclusion_core.model.cluster import Consent
from inclusion_core.model.fixed import tables_fixed

Opinion = Literal["agree", "agree-if-changed", "cannot-yet"]

OPINIONS: tuple[Opinion, ...] = get_args(Opinion)
"""What a school can say of an indicator: yes as it stands, yes if it is changed, or not possible for it yet."""


@frozen
class OpinionGiven:
    """What a school says of one indicator, whose id is its own.

    `if_changed` is what would have to be changed, and is never empty with `agree-if-changed`. `cost` and `help_needed`
    say what stands in the way, in the school's words. Raises NotAllowed.
    """

    id: str
    opinion: Opinion
    day: dt.date
    if_changed: str = ""
    because: str = ""
    cost: str = ""
    help_needed: str = ""

    def __attrs_post_init__(self) -> None:
        """Refuse a wish for a change that says no change."""
        if self.opinion == "agree-if-changed" and not self.if_changed.strip():
            raise NotAllowed(f"{self.id}: say how it would have to be changed.")


@frozen
class Addition:
    """Better practice that a school would add to a strand.

    `id` holds no word of the title, so that this can be blanked; files of an earlier version have ids made of titles.
    """

    id: str
    strand: str
    title: str
    day: dt.date
    statement: str = ""
    because: str = ""


def same_proposal(one: Addition, other: Addition) -> bool:
    """Say whether two additions are of one title, in capitals or not, for one strand."""
    return (one.strand, one.title.casefold()) == (other.strand, other.title.casefold())


def addition_id(strand: str, title: str) -> str:
    """Return the id of an addition: the same for one title and strand in every workspace.

    >>> addition_id("T", "Listen") == addition_id("T", "LISTEN") != addition_id("U", "Listen")
    True
    """
    return f"a-{sha256(f'{strand} {title.casefold()}'.encode()).hexdigest()[:8]}"


@frozen
class Commitment:
    """What a school signs up to for one indicator, whose id is its own: the level, and the day by which."""

    id: str
    level: str
    by_when: dt.date
    day: dt.date
    help_needed: str = ""


@frozen
class Invited:
    """A school whose answer is waited for. `id` is its URN, or its local id where it has none."""

    id: str
    name: str


@frozen(field_transformer=tables_fixed)
class SchoolReturn:
    """All that one school says. `id` is as in `Invited`; tables go by indicator, additions by their ids.

    `named` is its consent to stand beside its own words; without it they are shown without a name.
    """

    id: str
    name: str
    named: Consent | None = None
    opinions: Mapping[str, OpinionGiven] = Factory(dict)
    additions: Mapping[str, Addition] = Factory(dict)
    commitments: Mapping[str, Commitment] = Factory(dict)

    @property
    def answered(self) -> bool:
        """Say whether it holds an answer: an opinion or an addition. To sign up is not yet to answer."""
        return bool(self.opinions or self.additions)


@frozen(field_transformer=tables_fixed)
class Consultation:
    """Schools asked about one edition. `framework` is `id@edition`, `digest` the sum of its text.

    `until` is the day by which answers are wished for, None where nobody has said. `returns` go by school.
    """

    id: str
    title: str
    framework: str
    digest: str
    until: dt.date | None = None
    invited: Mapping[str, Invited] = Factory(dict)
    returns: Mapping[str, SchoolReturn] = Factory(dict)
