"""The calendar of pressure at the desk: days from sets, local and own ones; how heavy weeks are; free time."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from attrs import evolve, frozen

from inclusion_core.analysis.school_year.pressure import (
    Quiet,
    Week,
    monday,
    pressure,
    quiet_weeks,
    unknown_words,
)
from inclusion_core.analysis.school_year.year_dates import on_a_school_day
from inclusion_core.analysis.school_year.years_beside import events_beside
from inclusion_core.analysis.texts.privacy import refuse_numbers
from inclusion_core.desk.taking_back import refuse_anothers
from inclusion_core.errors import InclusionError, NotAllowed, UnknownName
from inclusion_core.identifiers import names_something, nearest, slug
from inclusion_core.model.calendar import (
    FIRST_YEAR,
    LAST_YEAR,
    ROLES,
    Event,
    KeptTime,
    SchoolYear,
    Term,
    year_of,
    year_title,
)
from inclusion_core.store.calendars import years_of
from inclusion_core.store.review.commands import clean

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from inclusion_core.desk import Desk
    from inclusion_core.plugins.records import CalendarEvent, CalendarSet

__all__ = [
    "ROLES",
    "Event",
    "KeptTime",
    "Pressure",
    "Quiet",
    "SchoolYear",
    "Term",
    "Week",
    "add_event",
    "all_years",
    "bring_back",
    "change_event",
    "change_year",
    "find_time",
    "free_time",
    "keep_time",
    "monday",
    "pressure_of",
    "put_away",
    "school_year",
    "set_terms",
    "undo_year",
    "unknown_words",
    "year_of",
]


_EVERYBODY = frozenset({"everybody", "everyone", "all"})


def _refuse_nameless(role: str) -> None:
    if not names_something(role):
        raise NotAllowed(f"'{role}' is no role. Write senco, leader, or another word, in the letters a to z.")


@frozen
class Pressure:
    """A school year with every event that counts, its weeks, and what went wrong with a plugin's set, a sentence each.

    `events` are by day; those of sets that were put away are in `away`. `beside` are events of the years before and
    after that weigh on a week of this one, such as the one in which the first of September falls.
    """

    year: SchoolYear
    events: tuple[Event, ...]
    weeks: tuple[Week, ...]
    roles: tuple[str, ...]
    away: tuple[Event, ...] = ()
    troubles: tuple[str, ...] = ()
    beside: tuple[Event, ...] = ()

    @property
    def named_roles(self) -> tuple[str, ...]:
        """Every role that an event of this year names, and the two that are always there."""
        return tuple(dict.fromkeys((*ROLES, *self.roles, *(role for one in self.by_id.values() for role in one.roles))))

    def role_meant(self, role: str) -> str:
        """Return a role as it is given, where it is one of those that are named or like none of them; in any case.

        Raises UnknownName for one that is nearly another, such as `senko`: it would be a role of its own, and quiet.
        NotAllowed for what can be no id, and for everybody.
        """
        _refuse_nameless(role)
        if slug(role) in _EVERYBODY:
            raise NotAllowed("Everybody is no role of its own. Name one, such as senco.")
        known = self.named_roles
        if slug(role) in known:
            return slug(role)
        meant = nearest(role, known)
        if role not in known and meant:
            raise UnknownName("role", role, nearest=meant, known=known)
        return role

    def roles_meant(self, given: Iterable[str]) -> tuple[str, ...]:
        """Return roles as ids, each once; none, which is every role, where everybody is meant.

        Raises UnknownName as `role_meant`, NotAllowed for what can be no id and for a pupil's number.
        """
        named = tuple(given)
        for one in named:
            refuse_numbers(one.upper())  # an id is in small letters
            _refuse_nameless(one)
        found = tuple(dict.fromkeys(slug(one) for one in named))
        return () if _EVERYBODY & {*found} else tuple(self.role_meant(one) for one in found)

    @property
    def by_id(self) -> Mapping[str, Event]:
        """Every event by its id."""
        return {one.id: one for one in (*self.events, *self.away, *self.beside)}


def all_years(desk: Desk) -> tuple[SchoolYear, ...]:
    """Return every school year of which something is kept here and can be read, the earliest first."""
    return years_of(desk.workspace).all()


def school_year(desk: Desk, year: int) -> SchoolYear:
    """Return a school year as it is kept here; an empty one where nothing is kept of it yet."""
    return _among({one.id: one for one in years_of(desk.workspace).all()}, year)


def _among(there: Mapping[str, SchoolYear], year: int) -> SchoolYear:
    return there.get(str(year)) or SchoolYear(str(year), year_title(year))


def pressure_of(desk: Desk, year: int, roles: Sequence[str] = (), *, also: Sequence[str] = ()) -> Pressure:
    """Return a school year with how heavy each week is for each role, those of `also` first.

    Without `roles` these are the SENCO and the leader, and every other that an event of the workspace's own names.
    Raises InvalidFile where the year's file cannot be read.
    """
    book = years_of(desk.workspace)
    there = {one.id: one for one in book.all()}
    kept = _among(there, year)
    if str(year) not in there and (book.folder / f"{year}.toml").exists():
        book.one(str(year))  # says what is wrong with the file
    here, away, troubles = _counted(desk, kept)
    beside = _beside(desk, there, kept)
    events = sorted(here, key=lambda one: (one.first, one.id))
    named = dict.fromkeys(role for one in kept.events.values() for role in one.roles)
    wanted = tuple(dict.fromkeys((*also, *(roles or (*ROLES, *named)))))
    weeks = pressure(kept, (*events, *beside), wanted)
    return Pressure(kept, tuple(events), weeks, wanted, away, troubles, tuple(beside))


def _beside(desk: Desk, there: Mapping[str, SchoolYear], kept: SchoolYear) -> list[Event]:
    """Return the events of other years that weigh on a week of this one.

    Sets are asked for the years before and after; what is written down may go on for longer than that.
    """
    near = {one.id: one for one in (_among(there, int(kept.id) + by) for by in (-1, 1))}
    others = [one for _, one in sorted({**there, **near}.items()) if one.id != kept.id]
    return events_beside(kept, [(one, _counted(desk, one)[0] if one.id in near else ()) for one in others])


def _counted(desk: Desk, year: SchoolYear) -> tuple[list[Event], tuple[Event, ...], tuple[str, ...]]:
    """Return the events of a year that count, each as it is shown, those put away, and what went wrong with a set."""
    given, troubles = _given(desk, int(year.id))
    every, off = [*given, *year.events.values()], set(year.off)
    counted = [on_a_school_day(one, year.teaches) for one in every if one.id not in off]
    return counted, tuple(one for one in every if one.id in off), troubles


def _given(desk: Desk, year: int) -> tuple[list[Event], tuple[str, ...]]:
    """Ask each set alone for its days."""
    found: dict[str, Event] = {}
    troubles: list[str] = []
    for name, one in desk.plugins.calendars().items():
        try:
            for event in one.events(year):
                made = _event(one, name, event, found)
                found[made.id] = made
        except InclusionError as error:
            troubles.append(str(error))
    return list(found.values()), tuple(troubles)


def _event(one: CalendarSet, name: str, event: CalendarEvent, there: Mapping[str, Event]) -> Event:
    """Return a day of a set as an event; its id is made of the set's name and its title, and stays the same."""
    base = f"{name}.{slug(event.title)}"
    number = 1
    while (key := base if number == 1 else f"{base}-{number}") in there:
        number += 1
    return Event(
        key, event.title, event.date, event.until, tuple(event.roles), event.weight, event.before, event.after,
        one.title, one.sort,
    )  # fmt: skip


# Changing -----------------------------------------------------------------------------------------------------------


def set_terms(desk: Desk, year: int, terms: Iterable[Term]) -> SchoolYear:
    """Set terms, each in the place of the one with its id. Raises NotAllowed where two overlap or one is not in it."""
    new = {one.id: one for one in terms}
    for name in new:
        refuse_numbers(name.upper())

    def make(was: SchoolYear) -> SchoolYear:
        made = sorted({**was.terms, **new}.values(), key=lambda one: one.first)
        for one in made:
            if not (was.first <= one.first and one.last <= was.last):
                raise NotAllowed(f"The term '{one.id}' ({one.first} to {one.last}) is not within {was.title}.")
        for one, other in pairwise(made):
            if other.first <= one.last:
                raise NotAllowed(f"The terms '{one.id}' and '{other.id}' overlap: {one.last} and {other.first}.")
        return evolve(was, terms={one.id: one for one in made})

    return change_year(desk, year, make)


def add_event(desk: Desk, year: int, title: str, first: dt.date, **parts: Any) -> Event:  # noqa: ANN401  as Event has them
    """Add an event of the school's own, or a local one. `parts` are the fields of `Event`.

    Raises NotAllowed for what cannot be, and for a title with a number that only one pupil has.
    """
    refuse_numbers(title)
    said = clean(title.strip(), "The title")
    if not said:
        raise NotAllowed("An event needs a title. Say what weighs on whom.")
    made: list[Event] = []

    def make(was: SchoolYear) -> SchoolYear:
        base = slug(said) or "event"
        number = 1
        while (key := base if number == 1 else f"{base}-{number}") in was.events:
            number += 1
        made.append(Event(key, said, first, **parts))
        return evolve(was, events={**was.events, key: made[-1]})

    change_year(desk, year, make)
    return made[-1]


def change_event(desk: Desk, year: int, name: str, **parts: Any) -> Event:  # noqa: ANN401  as Event has them
    """Change an event of the school's own or a local one, under the same id. `parts` are fields of `Event`.

    Raises UnknownName, and NotAllowed: for an event that a set gives (put it away, and add another), for a day of
    another school year, for the days of one that repeats, and as `add_event`.
    """
    found = _named(pressure_of(desk, year).events, name)
    if found.id not in school_year(desk, year).events:
        raise NotAllowed(f"'{found.title}' is given by a set. Put it away, and add what holds here in its place.")
    if "title" in parts:
        refuse_numbers(parts["title"])
        parts["title"] = clean(parts["title"].strip(), "The title")
        if not parts["title"]:
            raise NotAllowed("An event needs a title. Say what weighs on whom.")
    made: list[Event] = []

    def make(was: SchoolYear) -> SchoolYear:
        before = was.events[found.id]
        made.append(evolve(before, **parts))
        if before.also and made[-1].times != before.times:
            raise NotAllowed(
                f"'{before.title}' repeats, so its days stay. Take it out, and read or add what holds now."
            )
        return evolve(was, events={**was.events, found.id: made[-1]})

    change_year(desk, year, make)
    return made[-1]


def put_away(desk: Desk, year: int, name: str) -> Event:
    """Take an event of the school's own out, or let one that a set gives count no more. Raises UnknownName."""
    found = _named(pressure_of(desk, year).events, name)

    def make(was: SchoolYear) -> SchoolYear:
        if found.id in was.events:
            return evolve(was, events={key: one for key, one in was.events.items() if key != found.id})
        return evolve(was, off=tuple(sorted({*was.off, found.id})))

    change_year(desk, year, make)
    return found


def bring_back(desk: Desk, year: int, name: str) -> Event:
    """Let an event that a set gives count again. Raises UnknownName."""
    found = _named(pressure_of(desk, year).away, name)
    change_year(desk, year, lambda was: evolve(was, off=tuple(one for one in was.off if one != found.id)))
    return found


def find_time(
    desk: Desk, year: int, pair: tuple[str, str] = ("senco", "leader"), *, since: dt.date | None = None, most: int = 6
) -> tuple[Quiet, ...]:
    """Return the weeks that are quietest for two roles, at most one to a half term, in order of time."""
    found = pressure_of(desk, year, also=pair)
    return quiet_weeks(found.year, found.weeks, pair, since=since, most=most)


def keep_time(  # noqa: PLR0913  a time has these parts, all named
    desk: Desk, year: int, day: dt.date, *, title: str = "Planning together", starts: str = "", ends: str = "",
    roles: tuple[str, ...] = ROLES,
) -> KeptTime:  # fmt: skip
    """Keep time free on a day. Raises NotAllowed where time is kept free then already, or it is not in the year."""
    refuse_numbers(title)
    made: list[KeptTime] = []

    def make(was: SchoolYear) -> SchoolYear:
        if not was.first <= day <= was.last:
            raise NotAllowed(f"{day} is not in the school year {was.title}.")
        if day.weekday() >= _SATURDAY:
            raise NotAllowed(f"{day} is a {day:%A}. Give a day from Monday to Friday.")
        clock = f"-{starts.replace(':', '')}" if starts else ""
        key = f"k-{day:%Y%m%d}{clock}"
        if any(one.day == day and _overlap(one, starts, ends) for one in was.kept.values()):
            raise NotAllowed(f"Time is kept free on {day} already. Free it first, or give another time.")
        made.append(KeptTime(key, day, clean(title.strip(), "The title") or "Planning together", starts, ends, roles))
        return evolve(was, kept=dict(sorted({**was.kept, key: made[-1]}.items())))

    change_year(desk, year, make)
    return made[-1]


_SATURDAY = 5


def _overlap(one: KeptTime, starts: str, ends: str) -> bool:
    """Say whether a time on the same day meets another; one without a clock is the whole day."""
    return not (one.starts and starts) or (starts < one.ends and one.starts < ends)


def free_time(desk: Desk, year: int, name: str) -> KeptTime:
    """Keep a time free no more; by its id or the beginning of it. Raises UnknownName."""
    kept = school_year(desk, year).kept
    found = [one for key, one in kept.items() if key == name or (name and key.startswith(name))]
    if len(found) > 1:
        raise NotAllowed(f"'{name}' begins several times: {', '.join(one.id for one in found)}. Write more of it.")
    if not found:
        raise UnknownName("time that is kept free", name, nearest=nearest(name, kept), known=tuple(kept))
    gone = found[0].id
    change_year(desk, year, lambda was: evolve(was, kept={key: one for key, one in was.kept.items() if key != gone}))
    return found[0]


def undo_year(desk: Desk, year: int) -> SchoolYear | None:
    """Take back your own last change of a school year; twice does it again.

    Raises NotAllowed where there is none or somebody else made the last one, Conflict.
    """
    me = desk.workspace.me.id
    return years_of(desk.workspace).undo(str(year), lambda would: refuse_anothers(would, me))


def _named(events: Iterable[Event], name: str) -> Event:
    there = {one.id: one for one in events}
    found = [there[name]] if name in there else [one for key, one in there.items() if name and key.startswith(name)]
    if len(found) == 1:
        return found[0]
    if found:
        raise NotAllowed(f"'{name}' begins several events: {', '.join(one.id for one in found)}. Write more of it.")
    raise UnknownName("event", name, nearest=nearest(name, there), known=tuple(there))


def change_year(desk: Desk, year: int, make: Callable[[SchoolYear], SchoolYear]) -> SchoolYear:
    """Change a school year by a function of how it stands; it is made where nothing is kept of it.

    Raises as `Book`, InvalidFile where the year's file cannot be read, and NotAllowed for a year that is not reckoned.
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise NotAllowed(f"The school years from {FIRST_YEAR} to {LAST_YEAR} are reckoned, and {year} is none of them.")
    return years_of(desk.workspace).change(str(year), make, fresh=lambda: SchoolYear(str(year), year_title(year)))
