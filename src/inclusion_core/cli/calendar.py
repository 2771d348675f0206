"""`inclusion calendar`: what weighs on whom in a school year, how heavy weeks are, time that is free for two."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from inclusion_core.cli import keeping
from inclusion_core.cli.arguments import calendar_file, group, how_many, json_option, leaf, picture_file, text_argument
from inclusion_core.cli.calendar_changes import (
    event_added,
    event_back,
    event_changed,
    event_removed,
    file_read,
    term_set,
    time_freed,
    time_kept,
    year_undone,
    year_written,
)
from inclusion_core.cli.calendar_words import chosen_year, event_table, role_names, stretch, times, today
from inclusion_core.cli.output import answer, columns, counted, note, say, visible
from inclusion_core.errors import NotAllowed

if TYPE_CHECKING:
    import argparse
    import datetime as dt
    from collections.abc import Iterable

    from inclusion_core.cli.arguments import Parser
    from inclusion_core.cli.context import Context
    from inclusion_core.desk.calendars import Pressure, Week
    from inclusion_core.model.calendar import SchoolYear

    Group = argparse._SubParsersAction[Parser]  # noqa: SLF001  argparse has no public name for it

_WHAT_IT_IS = "The load of a week is the sum of the weights that touch it. It says when, never how anybody copes."


def calendar(parser: argparse.ArgumentParser) -> None:
    """Fill the parser of `inclusion calendar`."""
    commands = group(parser)
    _looking(commands)
    _changing(commands)
    _files(commands)


def _looking(commands: Group) -> None:
    events = leaf(commands, "events", _events, "list what weighs on whom, by day", example="--year 2026")
    _year(events)
    events.add_argument("--role", metavar="R", type=text_argument, help="only what weighs on this role")
    events.add_argument("--away", action="store_true", help="what was put away, and counts no more")
    json_option(events, "events")

    heat = leaf(
        commands, "heat", _heat, "show how heavy each week is for each role", example="--year 2026", more=_WHAT_IT_IS
    )
    _year(heat)
    heat.add_argument("--role", metavar="R", type=text_argument, action="append", help="this role; may be repeated")
    heat.add_argument("--plain", action="store_true", help="digits only, without shades")
    heat.add_argument("--svg", metavar="FILE", type=picture_file, help="write it as a picture")
    json_option(heat, "weeks", "roles", "written")

    find = leaf(
        commands, "find", _find, "find weeks that are quiet for two roles, one to a half term", example="--year 2026",
        more="To keep one free: inclusion calendar keep DATE --from 15:45 --to 16:30",
    )  # fmt: skip
    _year(find)
    find.add_argument("--with", dest="pair", metavar="R", type=text_argument, nargs=2, default=["senco", "leader"],
                      help="the two roles (senco leader)")  # fmt: skip
    find.add_argument("--since", metavar="DATE", help="not before this day; today where the year is under way")
    find.add_argument("--most", metavar="N", type=how_many, default=6, help="at most so many (6)")
    json_option(find, "weeks")


def _changing(commands: Group) -> None:
    term = leaf(
        commands, "term", term_set, "set a term and its half-term break", writes=True,
        example="autumn --from 2026-09-02 --to 2026-12-18 --break 2026-10-26 2026-10-30",
    )  # fmt: skip
    term.add_argument("term", metavar="TERM", type=text_argument, help="autumn, spring, summer, or another word")
    term.add_argument("--from", dest="first", metavar="DATE", required=True, help="its first school day")
    term.add_argument("--to", dest="last", metavar="DATE", required=True, help="its last school day")
    term.add_argument("--break", dest="away", metavar="DATE", nargs=2, help="first and last day of its half-term break")
    json_option(term, "year")

    add = leaf(
        commands, "add", event_added, "add something that weighs on somebody", writes=True,
        example='"Report to governors" --on 2026-11-20 --role leader --weight 3 --before 5',
    )  # fmt: skip
    add.add_argument("text", metavar="TITLE", type=text_argument, help="what it is; never a pupil")
    add.add_argument("--on", metavar="DATE", required=True, help="its day, or its first")
    add.add_argument("--until", metavar="DATE", help="its last day")
    add.add_argument("--role", metavar="R", type=text_argument, action="append", default=[],
                     help="on whom it weighs; may be repeated; without it on everybody")  # fmt: skip
    add.add_argument("--weight", metavar="N", type=int, default=1, help="how heavy, 0 to 5 (1)")
    add.add_argument("--before", metavar="DAYS", type=int, default=0, help="days before in which it weighs too")
    add.add_argument("--after", metavar="DAYS", type=int, default=0, help="days after in which it weighs too")
    add.add_argument("--local", action="store_true", help="set by the authority or the trust, not by the school")
    json_option(add, "event")

    change = leaf(commands, "change", event_changed, "change an event of the school's own: what is given, nothing else",
                  writes=True, example="heads-report --weight 4 --before 7")  # fmt: skip
    change.add_argument("event", metavar="EVENT", help="its id, or as much of its beginning as is needed")
    change.add_argument("--title", metavar="TEXT", type=text_argument, help="what it is; never a pupil")
    change.add_argument("--on", metavar="DATE", help="its day, or its first; its last day is given anew with it")
    change.add_argument("--until", metavar="DATE", help="its last day")
    change.add_argument("--role", metavar="R", type=text_argument, action="append", default=[],
                        help="on whom it weighs, in place of those before; may be repeated")  # fmt: skip
    change.add_argument("--weight", metavar="N", type=int, help="how heavy, 0 to 5")
    change.add_argument("--before", metavar="DAYS", type=int, help="days before in which it weighs too")
    change.add_argument("--after", metavar="DAYS", type=int, help="days after in which it weighs too")
    _year(change)
    json_option(change, "event")

    away = leaf(commands, "remove", event_removed, "take an event out, or put one that a set gives away", writes=True,
                example="heads-report --year 2026")  # fmt: skip
    away.add_argument("event", metavar="EVENT", help="its id, or as much of its beginning as is needed")
    _year(away)
    json_option(away, "event")

    back = leaf(commands, "bring-back", event_back, "let an event that was put away count again", writes=True,
                example="usual-year.budget --year 2026")  # fmt: skip
    back.add_argument("event", metavar="EVENT", help="its id, or as much of its beginning as is needed")
    _year(back)
    json_option(back, "event")

    keep = leaf(commands, "keep", time_kept, "keep time free for both", writes=True,
                example="2026-10-06 --from 15:45 --to 16:30")  # fmt: skip
    keep.add_argument("day", metavar="DATE", help="the day")
    keep.add_argument("--from", dest="starts", metavar="TIME", default="", help="from when, such as 15:45")
    keep.add_argument("--to", dest="ends", metavar="TIME", default="", help="to when, such as 16:30")
    keep.add_argument("--title", metavar="TEXT", type=text_argument, default="Planning together", help="what it is for")
    json_option(keep, "kept")

    free = leaf(commands, "free", time_freed, "keep a time free no more", writes=True, example="k-20261006 --year 2026")
    free.add_argument("kept", metavar="KEPT", help="its id, or as much of its beginning as is needed")
    _year(free)
    json_option(free, "kept")

    undo = leaf(commands, "undo", year_undone, "take back your own last change of a school year; twice does it again",
                writes=True, example="--year 2026")  # fmt: skip
    _year(undo)
    json_option(undo, "year")


def _files(commands: Group) -> None:
    out = leaf(
        commands, "export", year_written, "write the year for a calendar program (.ics)",
        example="--year 2026 --out year.ics", more="Needs the extra 'calendar'. --kept writes only kept time.",
    )  # fmt: skip
    _year(out)
    out.add_argument("--out", metavar="FILE", type=calendar_file, help="where to write it; else the year's own name")
    out.add_argument("--kept", action="store_true", help="only time that is kept free")
    json_option(out, "written", "events")

    into = leaf(
        commands, "import", file_read, "read days from a calendar file (.ics)", writes=True,
        example="council.ics --year 2026",
        more="Needs the extra 'calendar'. Days outside the year are left out; what repeats is one event with all its "
        "days in the year. With --as terms the terms are set from it, or it says which of their days are missing.",
    )  # fmt: skip
    into.add_argument("file", metavar="FILE", type=Path, help="an .ics file")
    _year(into)
    into.add_argument("--as", dest="sort", metavar="WHAT", default="events", help="events or terms (events)")
    into.add_argument("--role", metavar="R", type=text_argument, action="append", default=[], help="on whom they weigh")
    into.add_argument("--weight", metavar="N", type=int, default=0, help="how heavy each is, 0 to 5 (0: only shown)")
    into.add_argument("--in-term", action="store_true", help="of what repeats only the days on which school is on")
    json_option(into, "added", "skipped", "remarks", "terms")


def _year(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--year", metavar="Y", help="the September it starts in, such as 2026; else the one that is on")


# Looking ------------------------------------------------------------------------------------------------------------


def _pressure(context: Context, arguments: argparse.Namespace, roles: Iterable[str] = ()) -> Pressure:
    from inclusion_core.desk.calendars import pressure_of  # noqa: PLC0415  only for this command

    context.read_only = True
    year = chosen_year(arguments.year)
    found = pressure_of(context.desk, year)
    for trouble in found.troubles:
        note(trouble)
    if meant := _meant(found, roles):
        found = pressure_of(context.desk, year, meant)
    return found


def _meant(found: Pressure, roles: Iterable[str]) -> tuple[str, ...]:
    """Return roles as they are known here, in whichever case they were typed; note those on which nothing weighs."""
    meant = tuple(dict.fromkeys(found.role_meant(one) for one in roles))
    for role in meant:
        if role not in found.named_roles:
            note(visible(f"Nothing is known that weighs on {role}, so every week counts as quiet for that role."))
    return meant


def _events(context: Context, arguments: argparse.Namespace) -> int:
    found = _pressure(context, arguments)
    shown = found.away if arguments.away else found.events
    if arguments.role:
        (role,) = _meant(found, (arguments.role,))
        shown = tuple(one for one in shown if not one.roles or role in one.roles)
    if arguments.json:
        answer({"events": [{**event_table(one), "terms_known": not found.year.rests_on_unknown(one)} for one in shown]})
        return 0
    say(f"School year {found.year.title}")
    columns([(stretch(one), str(one.weight), ", ".join(one.roles) or "everybody", visible(one.title), one.id,
              *times(one), *(("rests on terms not known yet",) if found.year.rests_on_unknown(one) else ()))
             for one in shown])  # fmt: skip
    note(f"{counted(len(shown), 'event')}. The number is the weight. To put one away: "
         f"{context.typed(f'inclusion calendar remove EVENT --year {found.year.id}')}")  # fmt: skip
    _note_unknown(found.year)
    return 0


def _note_unknown(year: SchoolYear) -> None:
    """Say for which days no term is known, and how one is set."""
    from inclusion_core.analysis.school_year.pressure import unknown_words  # noqa: PLC0415  only for this command

    words = unknown_words(year)
    if words:
        note(f"{words} To set one: inclusion calendar term")


def _heat(context: Context, arguments: argparse.Namespace) -> int:
    from inclusion_core.exchange.pressure_chart import chart_lines, chart_svg  # noqa: PLC0415  only for this command

    found = _pressure(context, arguments, arguments.role or ())
    kept = _kept_weeks(found)
    if arguments.svg is not None:
        from inclusion_core.desk.frameworks import write_file  # noqa: PLC0415  only where a file is asked for

        title = f"School year {found.year.title}, week by week"
        write_file(arguments.svg, chart_svg(found.weeks, role_names(found.roles), kept.__contains__, title).encode())
    if arguments.json:
        answer({"weeks": [_week_table(one) for one in found.weeks], "roles": list(found.roles),
                "written": None if arguments.svg is None else str(arguments.svg)})  # fmt: skip
        return 0
    if arguments.svg is not None:
        say(visible(f"Written: {arguments.svg}"))
        return 0
    say(f"School year {found.year.title}, week by week")
    for line in chart_lines(found.weeks, role_names(found.roles), kept.__contains__, shades=not arguments.plain):
        say(line)
    note(_WHAT_IT_IS)
    _note_unknown(found.year)
    return 0


def _kept_weeks(found: Pressure) -> set[dt.date]:
    from inclusion_core.analysis.school_year.pressure import monday  # noqa: PLC0415  only for this command

    return {monday(one.day) for one in found.year.kept.values()}


def _week_table(one: Week) -> dict[str, Any]:
    return {"monday": one.monday.isoformat(), "school_days": one.school, "loads": dict(one.loads), "both": one.both,
            "events": list(one.events)}  # fmt: skip


def _find(context: Context, arguments: argparse.Namespace) -> int:
    from inclusion_core.desk.calendars import (  # noqa: PLC0415  only for this command
        find_time,
        pressure_of,
        year_of,
    )

    context.read_only = True
    year = chosen_year(arguments.year)
    since = keeping.day_named(arguments.since) if arguments.since else None
    if since is None and year_of(today()) == year:
        since = today()
    there = pressure_of(context.desk, year)
    one, other, *_ = (*_meant(there, arguments.pair), "")
    if not other:
        raise NotAllowed("Give two roles that are not the same, such as --with senco leader.")
    found = find_time(context.desk, year, (one, other), since=since, most=arguments.most)
    if arguments.json:
        answer({"weeks": [{"day": each.day.isoformat(), **_week_table(each.week)} for each in found]})
        return 0
    names = role_names((one, other))
    columns([
        (each.day.isoformat(), f"week of {each.week.monday.day} {each.week.monday:%b}",
         *(f"{names[role]} {each.week.loads.get(role, 0)}" for role in (one, other)),
         *(("terms not known yet",) if each.week.school is None else ()))
        for each in found
    ])  # fmt: skip
    note(f"{counted(len(found), 'quiet week')}, at most one to a half term.")
    if found:
        note(context.typed(f"To keep one free: inclusion calendar keep {found[0].day} --from 15:45 --to 16:30"))
    _note_unknown(there.year)
    return 0
