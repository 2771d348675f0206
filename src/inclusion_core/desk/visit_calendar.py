"""The visits of a round, and what is due around each, as a file for any calendar program. Extra `calendar`.

Each day keeps its id whatever becomes of it, and the round's journal says how often it changed and when. So a file that
is written again after the round was planned again moves what was moved, and takes out what is to be no more. There is
no judgement in it, and nobody's name: it says which school hosts, which schools come, and what is due.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from attrs import frozen

from inclusion_core.analysis.rounds.working_days import due_dates
from inclusion_core.analysis.scoring.wording import listed
from inclusion_core.desk.rounds import RoundView, clock_of, round_named
from inclusion_core.errors import InclusionError
from inclusion_core.exchange.calendar_ics import write_entries_ics
from inclusion_core.exchange.wording import day_words
from inclusion_core.model.calendar import CalendarEntry
from inclusion_core.store.book import Stood
from inclusion_core.store.partnership import rounds_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from inclusion_core.analysis.rounds.working_days import Deadline
    from inclusion_core.desk import Desk
    from inclusion_core.model.round import Round, Visit

_VISIT = "visit"
_Key = tuple[str, str]
"""The host, and `visit` or the id of what is due."""


@frozen
class _Day:
    """One day of a round as it stood: when, at which visit, and the step that is due, None for the visit itself."""

    day: dt.date
    visit: Visit
    step: Deadline | None = None

    @property
    def tells(self) -> tuple[dt.date, dt.date, tuple[str, ...]]:
        """What of it a reader sees: a change of this is a change of the entry."""
        return self.day, self.visit.day, self.visit.visitors


@frozen
class RoundCalendar:
    """A round's calendar file, or one school's part of it: its content, its entries, and a name for the file."""

    content: bytes
    entries: tuple[CalendarEntry, ...]
    name: str

    @property
    def called_off(self) -> tuple[CalendarEntry, ...]:
        """The entries that are to be no more."""
        return tuple(one for one in self.entries if one.called_off)


def round_calendar(desk: Desk, name: str, *, stamp: dt.datetime, school: str = "") -> RoundCalendar:
    """Return a round as a calendar file; with a school's id only the visits that it hosts and those it goes to.

    `stamp` is this moment (UTC): it stands only where somebody changed the round's file by hand. Raises UnknownName,
    NotAllowed, MissingExtra.
    """
    view = RoundView(desk, round_named(desk, name))
    entries = tuple(_entries(desk, view, stamp, school))
    title = f"{view.round.title}: {view.name(school)}" if school else view.round.title
    file = f"round-{view.round.id}{f'-{school}' if school else ''}.ics"
    return RoundCalendar(write_entries_ics(title, entries), entries, file)


def _entries(desk: Desk, view: RoundView, stamp: dt.datetime, school: str) -> Iterator[CalendarEntry]:
    course = list(rounds_of(desk.workspace).course(view.round.id))
    first = course[0].change.lower() if course else ""
    if not course or course[-1].thing != view.round:  # the file was changed by hand, and counts as it stands
        course.append(Stood("", stamp, view.round))
    states = [(one.at, _days(one.thing)) for one in course]
    made_up = {one.id for one in desk.workspace.schools() if one.made_up}
    keys = dict.fromkeys(key for _, days in states for key in days)
    found: list[CalendarEntry] = []
    for key in keys:
        last = next((days[key] for _, days in reversed(states) if key in days and _in(days[key], school)), None)
        if last is None:
            continue
        now = states[-1][1].get(key)
        sequence, changed = _changes([(at, days.get(key)) for at, days in states])
        about = _about(view, last, made_up=bool(made_up & {key[0], *last.visit.visitors}))
        found.append(
            CalendarEntry(
                id="-".join(part for part in (*key, view.round.id, first) if part),
                title=_title(view, last),
                day=last.day,
                about=about,
                place=view.name(key[0]) if last.step is None else "",
                sequence=sequence,
                changed=changed,
                called_off=now is None or not _in(now, school),
                busy=last.step is None,
            )
        )
    yield from sorted(found, key=lambda one: (one.day, one.id))


def _days(one: Round | None) -> dict[_Key, _Day]:
    """Return the days of a round as it stood; none where it was not there, or asks for what is known no more."""
    found: dict[_Key, _Day] = {}
    if one is None:
        return found
    with suppress(InclusionError):
        clock = clock_of(one)
        for visit in one.visits.values():
            found[visit.id, _VISIT] = _Day(visit.day, visit)
            for due in due_dates(visit.day, visit.day, clock):
                found[visit.id, due.deadline.id] = _Day(due.day, visit, due.deadline)
    return found


def _in(one: _Day, school: str) -> bool:
    return not school or school in {one.visit.id, *one.visit.visitors}


def _changes(states: Sequence[tuple[dt.datetime, _Day | None]]) -> tuple[int, dt.datetime]:
    """Return how often a day changed since it was first there, and when it did last."""
    begun = next(place for place, (_, one) in enumerate(states) if one is not None)
    told = [(at, None if one is None else one.tells) for at, one in states[begun:]]
    changed = [at for (at, now), (_, before) in zip(told[1:], told, strict=False) if now != before]
    return len(changed), changed[-1] if changed else told[0][0]


def _title(view: RoundView, one: _Day) -> str:
    return f"{'Visit' if one.step is None else one.step.title}: {view.name(one.visit.id)}"


def _about(view: RoundView, one: _Day, *, made_up: bool) -> str:
    host = view.name(one.visit.id)
    come = listed([view.name(each) for each in one.visit.visitors])
    if one.step is None:
        told = f"{host} is visited by {come}."
    else:
        told = f"Due for the visit of {come} to {host} on {day_words(one.visit.day)}."
    return f"{told} Round: {view.round.title}.{' These schools are made up.' if made_up else ''}"
