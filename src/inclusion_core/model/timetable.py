"""The timetable of a visit: who looks at what, when and where."""

from __future__ import annotations

import datetime as dt

from attrs import frozen

from inclusion_core.errors import NotAllowed


@frozen
class Slot:
    """One stretch of a visit, from `starts` up to `ends`, which is no longer in it.

    `kinds` are the kinds of evidence that can be gathered in it, `people` the ids of those of the team who are in it
    (empty: everybody), `lines` the ids of the lines of enquiry it serves. Raises NotAllowed where it does not end
    after it starts, where either does not say its time zone, or is in no year that any clock can show everywhere.
    """

    id: str
    starts: dt.datetime
    ends: dt.datetime
    title: str
    place: str = ""
    kinds: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        for at in (self.starts, self.ends):
            if at.utcoffset() is None:
                raise NotAllowed(f"{at.isoformat()} does not say which time zone it is in. Give it one, such as UTC.")
            if not dt.MINYEAR < at.year < dt.MAXYEAR:
                raise NotAllowed(f"{at.isoformat()} is in no year of a visit. Give the day it is on.")
        if self.ends.astimezone(dt.UTC) <= self.starts.astimezone(dt.UTC):
            raise NotAllowed("A slot ends after it starts. Give it a later end, or an earlier start.")
