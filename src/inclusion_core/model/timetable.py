"""The timetable of a visit: who looks at what, when and where."""

from __future__ import annotations

import datetime as dt
from typing import Literal, get_args

from attrs import frozen

from inclusion_core.errors import NotAllowed

SlotSort = Literal[
    "",
    "briefing",
    "leaders",
    "learning-walk",
    "pupils",
    "staff",
    "families",
    "families-unheard",
    "governors",
    "documents",
    "catch-up",
    "drafting",
    "feedback",
]

SLOT_SORTS: tuple[SlotSort, ...] = get_args(SlotSort)
"""What a slot is for; empty where nobody said. `families` are in touch with the school, `families-unheard` those it
has not heard from; the team is among itself at a `briefing`, a `catch-up` and while `drafting`."""


@frozen
class Slot:
    """One stretch of a visit, from `starts` up to `ends`, which is no longer in it.

    `kinds` are the kinds of evidence that can be gathered in it, `people` the ids of those of the team who are in it
    (empty: everybody), `lines` the ids of the lines of enquiry it serves. `sort` is what it is for, `group` how many
    people the team meets in it, 0 where nobody said. Raises NotAllowed where it does not end after it starts, where
    either does not say its time zone, or is in no year that any clock can show everywhere.
    """

    id: str
    starts: dt.datetime
    ends: dt.datetime
    title: str
    place: str = ""
    kinds: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    sort: SlotSort = ""
    group: int = 0

    def __attrs_post_init__(self) -> None:
        for at in (self.starts, self.ends):
            if at.utcoffset() is None:
                raise NotAllowed(f"{at.isoformat()} does not say which time zone it is in. Give it one, such as UTC.")
            if not dt.MINYEAR < at.year < dt.MAXYEAR:
                raise NotAllowed(f"{at.isoformat()} is in no year of a visit. Give the day it is on.")
        if self.group < 0:
            raise NotAllowed(f"A group of {self.group} is none. Give how many people the team meets, such as 6.")
        if self.ends.astimezone(dt.UTC) <= self.starts.astimezone(dt.UTC):
            raise NotAllowed("A slot ends after it starts. Give it a later end, or an earlier start.")
