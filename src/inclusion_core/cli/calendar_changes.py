"""What changes a school year on the command line, and its calendar files; `cli.calendar` has the words for each."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

from inclusion_core.analysis.scoring.wording import listed
from inclusion_core.cli import keeping
from inclusion_core.cli.calendar_words import chosen_year, days, event_table, plain, role_names
from inclusion_core.cli.output import answer, columns, counted, note, say, visible
from inclusion_core.cli.pupil_names import warn_of_names
from inclusion_core.errors import NotAllowed

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from inclusion_core.cli.context import Context
    from inclusion_core.desk.calendars import Event, KeptTime, Term


def term_set(context: Context, arguments: argparse.Namespace) -> int:
    """Set a term."""
    from inclusion_core.desk.calendars import (  # noqa: PLC0415  only for this command
        Term,
        set_terms,
        year_of,
    )
    from inclusion_core.identifiers import names_something, slug  # noqa: PLC0415  as above

    first, last = keeping.day_named(arguments.first), keeping.day_named(arguments.last)
    away = [keeping.day_named(one) for one in arguments.away] if arguments.away else [None, None]
    name = slug(arguments.term)
    if not names_something(arguments.term):
        raise NotAllowed(f"'{arguments.term}' cannot name a term. Write autumn, spring, summer, or another word.")
    before = _term_before(context, first, name)
    made = set_terms(context.desk, year_of(first), [Term(name, first, last, away[0], away[1])])
    if arguments.json:
        answer({"year": plain(made)})
    else:
        say(f"{made.title}: {counted(len(made.terms), 'term')} known, {listed(tuple(made.terms))}.")
    if before is not None and before.break_first is not None and not arguments.away:
        note(f"Its half-term break, {before.break_first} to {before.break_last}, is set no more: --break sets it.")
    return 0


def _term_before(context: Context, day: dt.date, name: str) -> Term | None:
    from inclusion_core.desk.calendars import all_years, year_of  # noqa: PLC0415  only for this command

    return next((one.terms.get(name) for one in all_years(context.desk) if one.id == str(year_of(day))), None)


def event_added(context: Context, arguments: argparse.Namespace) -> int:
    """Add an event."""
    from inclusion_core.desk.calendars import add_event, year_of  # noqa: PLC0415  only for this command

    first = keeping.day_named(arguments.on)
    last = keeping.day_named(arguments.until) if arguments.until else None
    made = add_event(
        context.desk, year_of(first), arguments.text, first, last=last,
        roles=_roles_here(context, year_of(first), arguments.role),
        weight=arguments.weight, before=arguments.before, after=arguments.after,
        sort="local" if arguments.local else "own",
    )  # fmt: skip
    if arguments.json:
        answer({"event": event_table(made)})
    else:
        say(visible(f"{made.id}: {made.title}, {days(made)}, weight {made.weight} on {_on(made)}."))
    warn_of_names(context, (made.title, *arguments.role))
    return 0


def event_changed(context: Context, arguments: argparse.Namespace) -> int:
    """Change an event of the school's own."""
    from inclusion_core.desk.calendars import change_event  # noqa: PLC0415  only for this command

    year = chosen_year(arguments.year)
    parts: dict[str, Any] = {
        name: getattr(arguments, name)
        for name in ("title", "weight", "before", "after") if getattr(arguments, name) is not None
    }  # fmt: skip
    if arguments.on:
        parts |= {"first": keeping.day_named(arguments.on), "last": None}
    if arguments.until:
        parts["last"] = keeping.day_named(arguments.until)
    if arguments.role:
        parts["roles"] = _roles_here(context, year, arguments.role)
    if not parts:
        raise NotAllowed("Say what changes, such as --weight 3 or --on 2026-11-20.")
    made = change_event(context.desk, year, arguments.event, **parts)
    _tell(arguments, made, f"{made.id}: {made.title}, {days(made)}, weight {made.weight} on {_on(made)}.")
    warn_of_names(context, (made.title, *arguments.role))
    return 0


def _roles_here(context: Context, year: int, given: Iterable[str]) -> tuple[str, ...]:
    from inclusion_core.desk.calendars import pressure_of  # noqa: PLC0415  only where roles are given

    named = tuple(given)
    return pressure_of(context.desk, year).roles_meant(named) if named else ()


def _on(made: Event) -> str:
    return listed(tuple(role_names(made.roles).values())) if made.roles else "everybody"


def event_removed(context: Context, arguments: argparse.Namespace) -> int:
    """Take an event out, or put one away."""
    from inclusion_core.desk.calendars import put_away  # noqa: PLC0415  only for this command

    found = put_away(context.desk, chosen_year(arguments.year), arguments.event)
    return _tell(arguments, found, f"{found.id} counts no more.")


def event_back(context: Context, arguments: argparse.Namespace) -> int:
    """Let an event that was put away count again."""
    from inclusion_core.desk.calendars import bring_back  # noqa: PLC0415  only for this command

    found = bring_back(context.desk, chosen_year(arguments.year), arguments.event)
    return _tell(arguments, found, f"{found.id} counts again.")


def _tell(arguments: argparse.Namespace, found: Event, sentence: str) -> int:
    if arguments.json:
        answer({"event": event_table(found)})
    else:
        say(visible(sentence))
    return 0


def time_kept(context: Context, arguments: argparse.Namespace) -> int:
    """Keep time free."""
    from inclusion_core.desk.calendars import keep_time, year_of  # noqa: PLC0415  only for this command

    day = keeping.day_named(arguments.day)
    made = keep_time(
        context.desk, year_of(day), day, title=arguments.title, starts=arguments.starts, ends=arguments.ends
    )
    _tell_kept(arguments, made, f"{made.id}: {made.title}, {_when(made)}.")
    warn_of_names(context, (made.title,))
    return 0


def time_freed(context: Context, arguments: argparse.Namespace) -> int:
    """Keep a time free no more."""
    from inclusion_core.desk.calendars import free_time  # noqa: PLC0415  only for this command

    gone = free_time(context.desk, chosen_year(arguments.year), arguments.kept)
    _tell_kept(arguments, gone, f"{_when(gone)} is kept free no more.")
    return 0


def _when(one: KeptTime) -> str:
    return f"{one.day.isoformat()}{f', {one.starts} to {one.ends}' if one.starts else ''}"


def _tell_kept(arguments: argparse.Namespace, one: KeptTime, sentence: str) -> None:
    if arguments.json:
        answer({"kept": plain(one)})
    else:
        say(visible(sentence))


def year_undone(context: Context, arguments: argparse.Namespace) -> int:
    """Take back the last change of a year."""
    from inclusion_core.desk.calendars import undo_year  # noqa: PLC0415  only for this command

    year = chosen_year(arguments.year)
    was = undo_year(context.desk, year)
    if arguments.json:
        answer({"year": None if was is None else plain(was)})
    else:
        say(f"The school year from {year} is as it was before the last change.")
    return 0


# Files --------------------------------------------------------------------------------------------------------------


def year_written(context: Context, arguments: argparse.Namespace) -> int:
    """Write the year as a calendar file."""
    from inclusion_core.analysis.texts.privacy import refuse_numbers  # noqa: PLC0415  only for this command
    from inclusion_core.desk.calendars import pressure_of  # noqa: PLC0415  as above
    from inclusion_core.desk.frameworks import write_file  # noqa: PLC0415  as above
    from inclusion_core.exchange.calendar_ics import write_ics  # noqa: PLC0415  as above

    context.read_only = True
    found = pressure_of(context.desk, chosen_year(arguments.year))
    events = () if arguments.kept else found.events
    titles = [*(one.title for one in events), *(one.title for one in found.year.kept.values())]
    for title in titles:
        refuse_numbers(title)
    stamp = dt.datetime.now(dt.UTC).replace(microsecond=0)
    made = write_ics(f"School year {found.year.title}", events, found.year.kept.values(), stamp=stamp)
    path: Path = arguments.out if arguments.out is not None else Path(f"school-year-{found.year.id}.ics")
    write_file(path, made)
    several = sum(len(one.times) for one in events) + len(found.year.kept)
    if arguments.json:
        answer({"written": str(path), "events": several})
    else:
        say(visible(f"Written: {path}, {counted(several, 'entry', 'entries')}."))
    warn_of_names(context, titles)
    return 0


def file_read(context: Context, arguments: argparse.Namespace) -> int:
    """Read days or terms from a calendar file."""
    from inclusion_core.desk.calendar_files import import_days  # noqa: PLC0415  only for this command
    from inclusion_core.desk.term_files import import_terms  # noqa: PLC0415  as above

    year = chosen_year(arguments.year)
    if arguments.sort not in {"events", "terms"}:
        raise NotAllowed(f"'{arguments.sort}' is neither. Write --as events or --as terms.")
    if arguments.sort == "terms":
        read = import_terms(context.desk, year, arguments.file)
        terms = read.year.terms.values()
        if arguments.json:
            answer(
                {
                    "added": len(terms),
                    "skipped": 0,
                    "remarks": list(read.remarks),
                    "terms": [plain(one) for one in terms],
                }
            )
            return 0
        columns([(one.id, f"{one.first} to {one.last}",
                  f"break {one.break_first} to {one.break_last}" if one.break_first else "no break")
                 for one in terms])  # fmt: skip
        for remark in read.remarks:
            note(remark)
        return 0
    came = import_days(
        context.desk, year, arguments.file, roles=_roles_here(context, year, arguments.role), weight=arguments.weight,
        in_term=arguments.in_term,
    )  # fmt: skip
    if arguments.json:
        answer({"added": came.added, "skipped": came.outside + came.there, "remarks": list(came.remarks), "terms": []})
        return 0
    added = counted(came.added, "event")
    say(f"{added} added to {year}; {came.there} were there already, {came.outside} lie outside it.")
    for remark in came.remarks:
        note(remark)
    return 0
