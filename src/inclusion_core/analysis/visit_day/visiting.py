"""The day of a visit, seen from one moment: what is on, what comes, what is left. There is no clock in here.

A slot is on from the moment it starts up to the one at which it ends, which is no longer in it. It belongs to the day
on which it starts, in the time zone of the moment that is given: so a slot that crosses midnight is part of the day
before, and that day is not over while it lasts. Give the moment in the school's own time.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from inclusion_core.model.evidence import EvidenceKind
    from inclusion_core.model.timetable import Slot

Why = Literal["no-slot-today", "day-over"]

_MINUTE = dt.timedelta(minutes=1)
_INSTANT = dt.timedelta(microseconds=1)


@frozen
class TimeLeft:
    """Whole minutes (the last one begun is not counted) until `until`, the end of the last slot of the visit's day.

    `minutes` and `until` are None where there are none; then `why` says whether no slot is today or the day is over.
    """

    minutes: int | None = None
    until: dt.datetime | None = None
    why: Why | None = None


def time_left(slots: Iterable[Slot], now: dt.datetime) -> TimeLeft:
    """Return what is left of the visit's day. Time between two slots of one day counts, before the first one too.

    `now` says its time zone (ValueError where it does not).

    >>> from inclusion_core.model.timetable import Slot
    >>> ten, noon = (dt.datetime(2026, 11, 22, hour, tzinfo=dt.UTC) for hour in (10, 12))
    >>> walk = Slot("t-1", ten, noon, "Learning walk")
    >>> time_left([walk], ten).minutes, time_left([walk], noon).why, time_left([], noon).why
    (120, 'day-over', 'no-slot-today')
    """
    moment, today = _moment(now), now.date()
    days: dict[dt.date, dt.datetime] = {}
    touched = False
    for one in slots:
        day, ends = _day(one, now), one.ends.astimezone(dt.UTC)
        if day <= today:
            days[day] = max(ends, days.get(day, ends))
            touched = touched or (ends - _INSTANT).astimezone(now.tzinfo).date() >= today
    for _, ends in sorted(days.items()):
        if ends > moment:
            return TimeLeft((ends - moment) // _MINUTE, ends)
    return TimeLeft(why="day-over" if touched else "no-slot-today")


def slots_now(slots: Iterable[Slot], now: dt.datetime, *, person: str = "") -> tuple[Slot, ...]:
    """Return the slots that are on, the one that began last first; with a `person`, only those they are in.

    Where a person is given, slots that name them come before slots for everybody.
    """
    moment = _moment(now)
    found = [one for one in slots if one.starts <= moment < one.ends and (not person or _is_in(one, person))]
    found.sort(key=_order)
    found.sort(key=lambda one: one.starts.astimezone(dt.UTC), reverse=True)
    return tuple(sorted(found, key=lambda one: bool(person) and person not in one.people))


def slot_now(slots: Iterable[Slot], now: dt.datetime, *, person: str = "") -> Slot | None:
    """Return the slot that is on (for a person, where one is given), the first of `slots_now`; None where none is."""
    return next(iter(slots_now(slots, now, person=person)), None)


@frozen
class SeenIn:
    """What evidence takes from the slot in which it is captured: its place, its kind, and who of the team was there.

    `kind` is empty where no evidence is gathered in the slot, `people` (ids) where everybody is in it.
    """

    slot: Slot
    kind: str
    place: str
    people: tuple[str, ...]


def seen_in(slots: Iterable[Slot], at: dt.datetime, *, person: str = "", asked: Iterable[str] = ()) -> SeenIn | None:
    """Return what evidence of a moment takes from the slot that was on then; None where none was.

    With a `person` it is the slot that they are in. Where a slot gathers several kinds, the first that is `asked` for
    is taken, else its first. Evidence that is there already is looked up by its `at` and `by` in the same way.

    >>> from inclusion_core.model.timetable import Slot
    >>> ten, noon = (dt.datetime(2026, 11, 22, hour, tzinfo=dt.UTC) for hour in (10, 12))
    >>> found = seen_in([Slot("t-1", ten, noon, "Year 7", "Hall", ("pupil-voice",), ("ak-7f3",))], ten)
    >>> found.kind, found.place, found.people
    ('pupil-voice', 'Hall', ('ak-7f3',))
    """
    slot = slot_now(slots, at, person=person)
    if slot is None:
        return None
    wanted = tuple(asked)
    kind = next((one for one in slot.kinds if one in wanted), slot.kinds[0] if slot.kinds else "")
    return SeenIn(slot, kind, slot.place, slot.people)


def slots_after(slots: Iterable[Slot], now: dt.datetime, *, person: str = "") -> tuple[Slot, ...]:
    """Return the slots that have not begun, of this day and later ones, the next first; for a person where given."""
    moment = _moment(now)
    return tuple(sorted((one for one in slots if one.starts > moment and (not person or _is_in(one, person))),
                        key=_order))  # fmt: skip


def could_supply(
    slots: Iterable[Slot],
    now: dt.datetime,
    kinds: Iterable[str],
    known: Mapping[str, EvidenceKind] | None = None,
) -> dict[str, tuple[Slot, ...]]:
    """Return, for each kind of evidence that is lacking, the slots on now or still to come in which it is gathered.

    `kinds` are ids and keep their order; a kind that no slot gathers has none. With `known` (kinds by id), a slot for
    a kind that counts as the one lacking supplies it too: a learning walk counts as an observation.
    """
    moment = _moment(now)
    coming = sorted((one for one in slots if one.ends > moment), key=_order)

    def counted(kind: str) -> str:
        return known[kind].counted if known and kind in known else kind

    return {
        kind: tuple(one for one in coming if counted(kind) in {counted(each) for each in one.kinds})
        for kind in dict.fromkeys(kinds)
    }


def _is_in(one: Slot, person: str) -> bool:
    return not one.people or person in one.people


def _order(one: Slot) -> tuple[dt.datetime, dt.datetime, str]:
    return (one.starts.astimezone(dt.UTC), one.ends.astimezone(dt.UTC), one.id)


def _day(one: Slot, now: dt.datetime) -> dt.date:
    return one.starts.astimezone(now.tzinfo).date()


def _moment(now: dt.datetime) -> dt.datetime:
    if now.utcoffset() is None:
        raise ValueError(f"{now.isoformat()} does not say which time zone it is in.")
    return now.astimezone(dt.UTC)
