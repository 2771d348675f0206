"""iCalendar files (.ics): a school year or a round written for any calendar program, and days read from one.

What is written names nobody and holds titles and days; each event keeps its UID, so that importing twice is importing
once, and a day that was moved is moved. What is read is looked at in size first; a time of day becomes the day it is on
in England, and what repeats is read for one school year (`calendar_repeats`). All of it needs the extra `calendar`.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Literal

from attrs import frozen

from inclusion_core.analysis.texts.privacy import pupil_numbers
from inclusion_core.errors import InvalidFile, MissingExtra, Problem, StorageFailed
from inclusion_core.exchange.calendar_repeats import CALLED_OFF, HOME, called_off, repeats, span_of, spans_of
from inclusion_core.exchange.inert import one_line
from inclusion_core.exchange.repeat_rules import Patience, TooLong, TooOften
from inclusion_core.model.calendar import year_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from inclusion_core.exchange.calendar_repeats import Span
    from inclusion_core.model.calendar import CalendarEntry, Event, KeptTime

LARGEST = 16 * 1024 * 1024
"""Bytes of a file; a calendar of 10,000 events has about three million."""

MOST_EVENTS, MOST_DAYS = 20_000, 100_000
"""Events of a file, and days of one school year on which those that repeat are: 500 weekly ones are on 26,000."""

WhyNot = Literal["unreadable", "too often", "too long"]
_DAY = dt.timedelta(days=1)
_OURS = "@inclusion-review"
_ROUNDS = "@visits.inclusion-review"  # not ours: a school may want its visits in its year
_PRIVATE = frozenset({"PRIVATE", "CONFIDENTIAL"})
_SAVE = "Export it again from the calendar program."


@frozen
class ReadDay:
    """A day, or days up to `last` (included), from a calendar file.

    `also` are the later days on which it begins again, each time as long. `repeats` where the file repeats it; `ours`
    where this program wrote it, so that it need not be read again; `private` where whoever wrote it marked it as
    private or confidential.
    """

    title: str
    first: dt.date
    last: dt.date
    also: tuple[dt.date, ...] = ()
    repeats: bool = False
    ours: bool = False
    private: bool = False


@frozen
class LeftOut:
    """What a file repeats in a way that was not read: its title, the day on which it first is, and why."""

    title: str
    first: dt.date
    why: WhyNot
    private: bool = False


@frozen
class ReadCalendar:
    """The days of a calendar file, and what repeats in a way that was not read."""

    days: tuple[ReadDay, ...]
    left_out: tuple[LeftOut, ...] = ()


def write_ics(title: str, events: Iterable[Event], kept: Iterable[KeptTime], *, stamp: dt.datetime) -> bytes:
    """Return events as days and kept time as appointments on the school's clock. Raises MissingExtra.

    `stamp` is when it is made (UTC). UIDs are made of the event's id and its school year, so that one that was moved is
    moved there too; of what repeats each time but the first has its day in it.
    """
    icalendar = _library("Writing a calendar")
    calendar = _calendar(icalendar, title)
    for one in events:
        for first, last in one.times:
            which = f"{first:%Y%m%d}" if first != one.first else f"{year_of(first)}"
            entry = _entry(icalendar, f"{one.id}-{which}{_OURS}", one.title, stamp)
            entry.add("dtstart", first)
            entry.add("dtend", last + _DAY)
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
        entry.add("status", CALLED_OFF if one.called_off else "CONFIRMED")
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
    return dt.datetime.combine(day, dt.time.fromisoformat(clock), HOME)


def read_ics(path: Path, first: dt.date, last: dt.date) -> ReadCalendar:
    """Return the days in a calendar file, by day and title. What has no day or title, or was called off, is left out.

    What repeats is read for the days from `first` to `last`, both included. Raises MissingExtra, StorageFailed, and
    InvalidFile for what is no calendar, too large, or holds too many events or days.
    """
    entries = _entries(path)
    moved: dict[str, list[Any]] = {_uid(one): [] for one in entries if repeats(one) and not called_off(one)}
    moved.pop("", None)  # a broken program gives no event a name of its own, so none can be told to change another
    taken = [one for one in entries if one.get("recurrence-id") is not None and _uid(one) in moved]
    for one in taken:
        moved[_uid(one)].append(one)
    apart, patience, many = {id(one) for one in taken}, Patience(), 0
    found: set[ReadDay] = set()
    left_out: list[LeftOut] = []
    for one in entries:
        if id(one) in apart or one.get("dtstart") is None or called_off(one):
            continue
        only = _only(one, path)
        if not repeats(one):
            found.update(_read(one, [only]))
            continue
        try:
            spans = list(spans_of(one, moved.get(_uid(one), ()), first, last, patience))
        except (ValueError, AttributeError, TypeError, OverflowError, KeyError) as error:
            left_out.append(LeftOut(_title(one), only.first, _why(error), private=_is_private(one)))
            continue
        many += len(spans)
        if many > MOST_DAYS:
            what = f"repeats its events on over {MOST_DAYS:,} days of the school year."
            raise InvalidFile(path, [Problem(what, "", "Export fewer calendars at a time.", str(path))])
        outside = only.last < first or only.first > last
        found.update(_read(one, spans or ([only] if outside else [])))
    return ReadCalendar(
        tuple(sorted(found, key=lambda one: (one.first, one.title))),
        tuple(sorted(left_out, key=lambda one: (one.first, one.title))),
    )


def _entries(path: Path) -> list[Any]:
    """Return the events of a file as the library has them. Raises as `read_ics`."""
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
        return [one for calendar in calendars for one in calendar.walk("VEVENT")]
    except (ValueError, KeyError, IndexError, AttributeError, TypeError) as error:
        raise InvalidFile(path, [Problem("is damaged and cannot be read.", "", _SAVE, str(path))]) from error


def _read(entry: Any, spans: Iterable[Span]) -> Iterator[ReadDay]:  # noqa: ANN401  an extra's types
    """Yield what an event is called and when it is: once, and again for those of its times that are called otherwise.

    A time that was moved has its event's title where it has none of its own, and is as private as its event.
    """
    groups: dict[tuple[str, dt.timedelta, bool], list[Span]] = {}
    for one in spans:
        private = _is_private(entry) or _is_private(one.entry)
        groups.setdefault((_title(one.entry) or _title(entry), one.last - one.first, private), []).append(one)
    for (title, length, private), several in groups.items():
        first, *also = sorted({one.first for one in several})
        if title:
            ours = _uid(entry).endswith(_OURS)
            yield ReadDay(title, first, first + length, tuple(also), repeats(entry), ours, private)


def _only(entry: Any, path: Path) -> Span:  # noqa: ANN401  an extra's types
    """Return the days of an event as it is written. Raises InvalidFile."""
    try:
        return span_of(entry)
    except (ValueError, AttributeError, TypeError, OverflowError) as error:
        title = _title(entry)
        named = "" if _is_private(entry) or pupil_numbers(title) else f" '{one_line(title)[:60]}'"
        what = f"has an event{named} whose day cannot be read."
        raise InvalidFile(
            path, [Problem(what, "", "Mend it in the calendar program, or take it out.", str(path))]
        ) from error


def _why(error: Exception) -> WhyNot:
    return "too often" if isinstance(error, TooOften) else "too long" if isinstance(error, TooLong) else "unreadable"


def _uid(entry: Any) -> str:  # noqa: ANN401  an extra's types
    return str(entry.get("uid", ""))


def _title(entry: Any) -> str:  # noqa: ANN401  an extra's types
    return " ".join(str(entry.get("summary", "")).split())


def _is_private(entry: Any) -> bool:  # noqa: ANN401  an extra's types
    return str(entry.get("class", "")).upper() in _PRIVATE


def _library(what: str) -> Any:  # noqa: ANN401  an extra's module
    try:
        import icalendar  # noqa: PLC0415  an extra, and 100 ms
    except ImportError:
        raise MissingExtra("calendar", what) from None
    return icalendar
