"""When the events of a calendar file are that repeat: their rules, the times set beside and taken out, and those moved.

An event repeats on its own clock: a meeting at 15:30 in London is at 15:30 on either side of the change of clocks, and
one that is written in UTC moves by an hour. Only then is it looked up which day that is in England.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from attrs import frozen

from inclusion_core.exchange.repeat_rules import UnreadableRule, moments, read_rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from inclusion_core.exchange.repeat_rules import Patience, Rule

HOME = ZoneInfo("Europe/London")
CALLED_OFF = "CANCELLED"
_DAY = dt.timedelta(days=1)
_WEEK = dt.timedelta(days=7)
_NONE = dt.timedelta(0)
_MIDNIGHT = dt.time()


@frozen
class Span:
    """The first and the last day of one time that an event is, and which event of the file says so."""

    entry: Any
    first: dt.date
    last: dt.date


def called_off(entry: Any) -> bool:  # noqa: ANN401  an extra's types
    """Say whether an event is not to be."""
    return str(entry.get("status", "")).upper() == CALLED_OFF


def repeats(entry: Any) -> bool:  # noqa: ANN401  an extra's types
    """Say whether an event has more times than one, or says so."""
    return entry.get("rrule") is not None or entry.get("rdate") is not None


def span_of(entry: Any) -> Span:  # noqa: ANN401  an extra's types
    """Return the days of an event as it is written; the end of whole days is the day after them."""
    start = entry["dtstart"].dt
    return _span(entry, start, _length(entry, start))


def spans_of(
    entry: Any,  # noqa: ANN401  an extra's types
    moved: Iterable[Any],
    first: dt.date,
    last: dt.date,
    patience: Patience,
) -> Iterator[Span]:
    """Yield each time of an event that repeats which touches the days from `first` to `last`.

    `moved` are the events of the file that stand in the place of one of its times, those called off too. Raises
    UnreadableRule, TooOften, TooLong.
    """
    patience.begin()
    clock = _Clock.of(entry["dtstart"].dt)
    start = clock.wall(entry["dtstart"].dt)
    length = _length(entry, entry["dtstart"].dt)
    since, until = first - length - _WEEK, last + _WEEK  # a long one began before; a week for other zones and changes
    there = {start}
    for text in _rules(entry, "rrule"):
        there.update(_moments(read_rule(text), start, clock, since, until, patience))
    there.update(clock.wall(one) for one in _listed(entry, "rdate"))
    for text in _rules(entry, "exrule"):
        there.difference_update({start, *_moments(read_rule(text), start, clock, since, until, patience)})
    out = list(_listed(entry, "exdate"))
    changes = list(moved)
    patience.look(len(changes))
    here, later = _moved(changes, clock)
    patience.look(len(there) * len(later))
    gone = {clock.wall(one) for one in out if clock.exact(one)} | {one for one in here if isinstance(one, dt.datetime)}
    days = {one for one in (*out, *here) if not clock.exact(one)}
    for moment in sorted(there - gone):
        if moment.date() in days:
            continue
        change = next((one for began, one in later if began <= moment), None)
        found = _span(entry, clock.aware(moment), length) if change is None else _span(*_after(change, moment, clock))
        if found.last >= first and found.first <= last and not called_off(found.entry):
            yield found
    for one in here.values():
        if not called_off(one) and one.get("dtstart") is not None:
            found = span_of(one)
            if found.last >= first and found.first <= last:
                yield found


@frozen
class _Clock:
    """The clock that an event keeps: a zone, or none where it is on the school's; `whole` where its times are days."""

    zone: dt.tzinfo | None
    whole: bool

    @classmethod
    def of(cls, start: dt.date | dt.datetime) -> _Clock:
        if isinstance(start, dt.datetime):
            return cls(start.tzinfo, whole=False)
        return cls(None, whole=True)

    def exact(self, given: dt.date | dt.datetime) -> bool:
        """Say whether a time is written as exactly as this event's are; else it stands for the whole day."""
        return self.whole or isinstance(given, dt.datetime)

    def wall(self, given: dt.date | dt.datetime) -> dt.datetime:
        """Return a time as this clock shows it, without a zone."""
        if not isinstance(given, dt.datetime):
            return dt.datetime.combine(given, _MIDNIGHT)
        if given.tzinfo is not None:
            given = given.astimezone(self.zone or HOME).replace(tzinfo=None)
        return dt.datetime.combine(given.date(), _MIDNIGHT) if self.whole else given

    def aware(self, wall: dt.datetime) -> dt.date | dt.datetime:
        """Return a time of this clock as a file writes it."""
        return wall.date() if self.whole else wall.replace(tzinfo=self.zone)

    def end(self, rule: Rule) -> dt.datetime | None:
        """Return the last moment of a rule on this clock; a day is meant up to its end."""
        if rule.until is None or isinstance(rule.until, dt.datetime):
            return None if rule.until is None else self.wall(rule.until)
        return dt.datetime.combine(rule.until, dt.time.max)


def _moments(  # noqa: PLR0913, PLR0917  what a rule is reckoned from
    rule: Rule, start: dt.datetime, clock: _Clock, first: dt.date, last: dt.date, patience: Patience
) -> Iterator[dt.datetime]:
    return moments(rule, start, until=clock.end(rule), first=first, last=last, patience=patience)


def _rules(entry: Any, name: str) -> Iterator[str]:  # noqa: ANN401  an extra's types
    """Yield the rules of an event as they are written."""
    for one in _several(entry.get(name)):
        yield one.to_ical().decode()


def _listed(entry: Any, name: str) -> Iterator[dt.date | dt.datetime]:  # noqa: ANN401  an extra's types
    """Yield the times that are listed beside a rule or against it; of a stretch its beginning."""
    for one in _several(entry.get(name)):
        for each in getattr(one, "dts", None) or _unreadable(name):
            yield each.dt[0] if isinstance(each.dt, tuple) else each.dt


def _unreadable(name: str) -> Iterable[Any]:
    raise UnreadableRule(name)


def _several(given: Any) -> Iterable[Any]:  # noqa: ANN401  an extra's types
    return () if given is None else given if isinstance(given, list) else (given,)


def _moved(
    moved: Iterable[Any], clock: _Clock
) -> tuple[Mapping[dt.date | dt.datetime, Any], list[tuple[dt.datetime, Any]]]:
    """Return what stands in the place of one time each, and what changed all times from one on, the latest first.

    Of two for the same time the one that was changed more often.
    """
    here: dict[dt.date | dt.datetime, Any] = {}
    later: list[tuple[dt.datetime, Any]] = []
    for one in sorted(moved, key=_version):
        said = one["recurrence-id"]
        here[clock.wall(said.dt) if clock.exact(said.dt) else said.dt] = one
        if str(said.params.get("range", "")).upper() == "THISANDFUTURE" and one.get("dtstart") is not None:
            later.append((clock.wall(said.dt), one))
    return here, sorted(later, key=lambda one: one[0], reverse=True)


def _version(entry: Any) -> int:  # noqa: ANN401  an extra's types
    said = str(entry.get("sequence", 0))
    return int(said) if said.isascii() and said.isdecimal() else 0


def _after(change: Any, moment: dt.datetime, clock: _Clock) -> tuple[Any, dt.date | dt.datetime, dt.timedelta]:  # noqa: ANN401  an extra's types
    """Return a time as a change of it and all after it has it: moved by as much as the first of them."""
    start = change["dtstart"].dt
    now = _Clock.of(start)
    by = now.wall(start) - clock.wall(change["recurrence-id"].dt)
    return change, now.aware(moment + by), _length(change, start)


# Days ---------------------------------------------------------------------------------------------------------------


def _length(entry: Any, start: dt.date | dt.datetime) -> dt.timedelta:  # noqa: ANN401  an extra's types
    """Return how long an event is, on its clock."""
    end, duration = entry.get("dtend"), entry.get("duration")
    if end is not None:
        clock = _Clock.of(start)
        return max(clock.wall(end.dt) - clock.wall(start), _NONE)
    return duration.dt if duration is not None and isinstance(duration.dt, dt.timedelta) else _NONE


def _span(entry: Any, start: dt.date | dt.datetime, length: dt.timedelta) -> Span:  # noqa: ANN401  an extra's types
    """Return the days of a time in England; one that ends at midnight ends on the day before."""
    if not isinstance(start, dt.datetime):
        return Span(entry, start, start + max(length - _DAY, _NONE))
    first, end = _here(start), _here(start + length)
    last = end.date() - (_DAY if end.time() == _MIDNIGHT else _NONE)
    return Span(entry, first.date(), max(first.date(), last))


def _here(moment: dt.datetime) -> dt.datetime:
    """Return a moment on the school's clock; one that does not say its zone is on it already."""
    return moment if moment.tzinfo is None else moment.astimezone(HOME)
