"""iCalendar files (.ics): a school year or a round written for any calendar program, and days read from one.

What is written names nobody and holds titles and days; each event keeps its UID, so that importing twice is importing
once, and a day that was moved is moved. What is read is looked at in size first; a time of day becomes the day it is on
in England. All of it needs the extra `calendar`.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from attrs import frozen

from inclusion_core.errors import InvalidFile, MissingExtra, Problem, StorageFailed
from inclusion_core.exchange.inert import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from inclusion_core.model.calendar import CalendarEntry, Event, KeptTime

LARGEST = 16 * 1024 * 1024
"""Bytes of a file; a calendar of 10,000 events has about three million."""

MOST_EVENTS = 20_000
_HOME = ZoneInfo("Europe/London")
_DAY = dt.timedelta(days=1)
_OURS = "@inclusion-review"
_ROUNDS = "@visits.inclusion-review"  # not ours: a school may want its visits in its year
_CALLED_OFF = "CANCELLED"
_PRIVATE = frozenset({"PRIVATE", "CONFIDENTIAL"})
_SAVE = "Export it again from the calendar program."


@frozen
class ReadDay:
    """A day, or days up to `last` (included), from a calendar file.

    `repeats` where the file repeats it; `ours` where this program wrote it, so that it need not be read again;
    `private` where whoever wrote it marked it as private or confidential.
    """

    title: str
    first: dt.date
    last: dt.date
    repeats: bool = False
    ours: bool = False
    private: bool = False


def write_ics(title: str, events: Iterable[Event], kept: Iterable[KeptTime], *, stamp: dt.datetime) -> bytes:
    """Return events as days and kept time as appointments on the school's clock. Raises MissingExtra.

    `stamp` is when it is made (UTC). UIDs are made of the event's id and its first day.
    """
    icalendar = _library("Writing a calendar")
    calendar = _calendar(icalendar, title)
    for one in events:
        entry = _entry(icalendar, f"{one.id}-{one.first:%Y%m%d}{_OURS}", one.title, stamp)
        entry.add("dtstart", one.first)
        entry.add("dtend", one.end + _DAY)
        entry.add("transp", "TRANSPARENT")
        calendar.add_component(entry)
    for time in kept:
        entry = _entry(icalendar, f"{time.id}{_OURS}", time.title, stamp)
        if time.starts:
            entry.add("dtstart", _moment(time.day, time.starts))
            entry.add("dtend", _moment(time.day, time.ends))
        else:
            entry.add("dtstart", time.day)
            entry.add("dtend", time.day + _DAY)
        calendar.add_component(entry)
    calendar.add_missing_timezones()
    made: bytes = calendar.to_ical()
    return made


def write_entries_ics(title: str, entries: Iterable[CalendarEntry]) -> bytes:
    """Return entries as whole days, the same bytes for the same entries. Raises MissingExtra.

    What was called off is there too, with the status that takes it out of a calendar, and says so in its title for a
    program that passes the status over.
    """
    icalendar = _library("Writing a calendar")
    calendar = _calendar(icalendar, title)
    for one in entries:
        name = f"Called off: {one.title}" if one.called_off else one.title
        entry = _entry(icalendar, f"{one.id}{_ROUNDS}", one_line(name), one.changed)
        entry.add("last-modified", one.changed)
        entry.add("sequence", one.sequence)
        entry.add("dtstart", one.day)
        entry.add("dtend", one.day + _DAY)
        entry.add("description", one_line(one.about))
        if one.place:
            entry.add("location", one_line(one.place))
        entry.add("transp", "OPAQUE" if one.busy and not one.called_off else "TRANSPARENT")
        entry.add("status", _CALLED_OFF if one.called_off else "CONFIRMED")
        calendar.add_component(entry)
    made: bytes = calendar.to_ical()
    return made


def _calendar(icalendar: Any, title: str) -> Any:  # noqa: ANN401  an extra's types
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//inclusion-review//calendar//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", one_line(title))
    return calendar


def _entry(icalendar: Any, uid: str, title: str, stamp: dt.datetime) -> Any:  # noqa: ANN401  an extra's types
    entry = icalendar.Event()
    entry.add("uid", uid)
    entry.add("dtstamp", stamp)
    entry.add("summary", title)
    return entry


def _moment(day: dt.date, clock: str) -> dt.datetime:
    return dt.datetime.combine(day, dt.time.fromisoformat(clock), _HOME)


def read_ics(path: Path) -> tuple[ReadDay, ...]:
    """Return the days in a calendar file, by day and title. What has no day or title, or was called off, is left out.

    Of what repeats the first time is read. Raises MissingExtra, StorageFailed, and InvalidFile for what is no calendar,
    too large, or holds too many events.
    """
    icalendar = _library("Reading a calendar")
    try:
        if path.stat().st_size > LARGEST:
            raise InvalidFile(path, [Problem(f"has over {LARGEST // 2**20} MB, more than any school year.", "", _SAVE)])
        data = path.read_bytes()
    except OSError as error:
        raise StorageFailed(f"{path} cannot be read: {error.strerror or error}. Is the name right?") from error
    if b"BEGIN:VCALENDAR" not in data[:4096].upper():
        raise InvalidFile(path, [Problem("is no calendar file.", "", "Choose an .ics file.", str(path))])
    upper = data.upper()
    if upper.count(b"BEGIN:VEVENT") > MOST_EVENTS:
        raise InvalidFile(path, [Problem(f"holds over {MOST_EVENTS:,} events.", "", "Export one school year of it.")])
    if upper.count(b"BEGIN:VEVENT") != upper.count(b"END:VEVENT") or b"END:VCALENDAR" not in upper:
        raise InvalidFile(path, [Problem("breaks off before its end.", "", _SAVE, str(path))])
    try:
        calendars = icalendar.Calendar.from_ical(data, multiple=True)
        entries = [one for calendar in calendars for one in calendar.walk("VEVENT")]
    except (ValueError, KeyError, IndexError, AttributeError, TypeError) as error:
        raise InvalidFile(path, [Problem("is damaged and cannot be read.", "", _SAVE, str(path))]) from error
    found = {_read(one, path) for one in entries}
    return tuple(sorted((one for one in found if one is not None), key=lambda one: (one.first, one.title)))


def _read(entry: Any, path: Path) -> ReadDay | None:  # noqa: ANN401  an extra's types
    title = " ".join(str(entry.get("summary", "")).split())
    if entry.get("dtstart") is None or not title or str(entry.get("status", "")).upper() == _CALLED_OFF:
        return None
    try:
        first, last = _stretch(entry)
    except (ValueError, AttributeError, TypeError, OverflowError) as error:
        what = f"has an event '{title[:60]}' whose day cannot be read."
        raise InvalidFile(
            path, [Problem(what, "", "Mend it in the calendar program, or take it out.", str(path))]
        ) from error
    ours = str(entry.get("uid", "")).endswith(_OURS)
    private = str(entry.get("class", "")).upper() in _PRIVATE
    return ReadDay(title, first, max(first, last), entry.get("rrule") is not None, ours, private)


def _stretch(entry: Any) -> tuple[dt.date, dt.date]:  # noqa: ANN401  an extra's types
    """Return the first and the last day of an event; the end of whole days is the day after them."""
    first = _as_day(entry["dtstart"].dt)
    end, duration = entry.get("dtend"), entry.get("duration")
    if end is not None:
        last = _as_day(end.dt)
        return first, last - (_DAY if _is_midnight(end.dt) else dt.timedelta(0))
    if duration is not None and isinstance(duration.dt, dt.timedelta):
        return first, first + max(duration.dt - _DAY, dt.timedelta(0))
    return first, first


def _is_midnight(end: dt.date | dt.datetime) -> bool:
    """Say whether an end is the beginning of a day, so that this day is no part of what ends there."""
    if not isinstance(end, dt.datetime):
        return True
    return (end if end.tzinfo is None else end.astimezone(_HOME)).time() == dt.time()


def _as_day(given: dt.date | dt.datetime) -> dt.date:
    """Return the day of a moment in England; one that does not say its zone is on the school's clock already."""
    if not isinstance(given, dt.datetime):
        return given
    return given.date() if given.tzinfo is None else given.astimezone(_HOME).date()


def _library(what: str) -> Any:  # noqa: ANN401  an extra's module
    try:
        import icalendar  # noqa: PLC0415  an extra, and 100 ms
    except ImportError:
        raise MissingExtra("calendar", what) from None
    return icalendar
