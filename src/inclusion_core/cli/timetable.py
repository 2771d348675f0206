"""`inclusion timetable`: who looks at what, when and where."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from inclusion_core.cli import keeping
from inclusion_core.cli.arguments import (
    group,
    how_many,
    json_option,
    leaf,
    review_argument,
    text_argument,
)
from inclusion_core.cli.reviewing import kind_named, reading, warn_of_names, writing
from inclusion_core.cli.timetable_day import day_commands, moment, people_named
from inclusion_core.model.timetable import SLOT_SORTS
from inclusion_core.store.review.things import ENQUIRY, TIMETABLE

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Mapping

    from inclusion_core.cli.context import Context
    from inclusion_core.model.review import Person
    from inclusion_core.model.timetable import Slot


def timetable(parser: argparse.ArgumentParser) -> None:
    """Fill the parser of `inclusion timetable`."""
    commands = group(parser)
    add = leaf(
        commands,
        "add",
        _add,
        "put a slot into the timetable of a visit",
        example='alnside --day 2026-11-22 --from 10:45 --to 11:30 --kind pupil-voice "Year 7 at lunch"',
        more="Times are those of this computer's clock, where they do not say another zone (10:45+01:00).",
        writes=True,
    )
    review_argument(add)
    add.add_argument("text", metavar="TITLE", type=text_argument, help="what happens in it")
    add.add_argument("--day", metavar="DATE", help="the day, such as 2026-11-22; today where it is not said")
    add.add_argument("--from", dest="starts", metavar="TIME", required=True, help="when it starts, such as 10:45")
    midnight = "when it ends; past midnight with its day, such as 2026-11-23T00:30"
    add.add_argument("--to", dest="ends", metavar="TIME", required=True, help=midnight)
    add.add_argument("--place", metavar="P", type=text_argument, default="", help="where")
    add.add_argument("--sort", metavar="SORT", help=f"what it is for: {', '.join(filter(None, SLOT_SORTS))}")
    add.add_argument("--group", metavar="N", type=how_many, default=0, help="how many people the team meets in it")
    for name, metavar, told in (
        ("--kind", "K", "a kind of evidence that can be gathered in it"),
        ("--person", "NAME", "who of the team is in it, everybody where it is not said"),
        ("--line", "LINE", "a line of enquiry that it serves"),
    ):
        add.add_argument(name, metavar=metavar, action="append", default=[], help=f"{told}; may be repeated")
    json_option(add, "slot")

    show = leaf(commands, "list", _list, "list the slots of a review's timetable, in order", example="alnside")
    review_argument(show)
    show.add_argument("--day", metavar="DATE", help="only those that start on this day")
    json_option(show, "timetable")

    keeping.withdraw_leaf(commands, TIMETABLE)
    day_commands(commands)


def _add(context: Context, arguments: argparse.Namespace) -> int:
    day = keeping.day_named(arguments.day) if arguments.day else dt.datetime.now().astimezone().date()
    starts, ends = moment(arguments.starts, day), moment(arguments.ends, day)
    kinds = tuple(kind_named(context.desk, one).id for one in arguments.kind)
    with writing(context, arguments.review) as session:
        lines = tuple(keeping.thing_named(session, ENQUIRY, one).id for one in arguments.line)
        made = session.add_slot(
            starts,
            ends,
            arguments.text,
            place=arguments.place,
            kinds=kinds,
            people=people_named(session, arguments.person),
            lines=lines,
            sort=keeping.choice_named("sort", arguments.sort, SLOT_SORTS) if arguments.sort else "",
            group=arguments.group,
        )
        review = session.review.id
    keeping.say_kept(arguments, "slot", made, f"{made.id} {_when(made)}.")
    warn_of_names(context, review, (arguments.text, arguments.place))
    return 0


def _list(context: Context, arguments: argparse.Namespace) -> int:
    day = keeping.day_named(arguments.day) if arguments.day else None
    with reading(context, arguments.review) as session:
        there = sorted(session.timetable.values(), key=lambda one: (one.starts, one.ends, one.id))
        team = session.review.team
    found = [one for one in there if day is None or one.starts.astimezone().date() == day]
    return keeping.say_list(arguments, TIMETABLE, found, (tuple(_told(one, team)) for one in found))


def _told(one: Slot, team: Mapping[str, Person]) -> Iterator[str]:
    place = f", {one.place}" if one.place else ""
    yield f"{one.id}  {_when(one)}  {one.title}{place}"
    if one.sort:
        yield f"For: {one.sort.replace('-', ' ')}{f', a group of {one.group}' if one.group else ''}"
    if one.kinds:
        yield f"Evidence: {', '.join(one.kinds)}"
    if one.people:
        yield f"Who: {', '.join(team[each].name or each if each in team else each for each in one.people)}"
    if one.lines:
        yield f"For the lines of enquiry: {', '.join(one.lines)}"


def _when(one: Slot) -> str:
    starts, ends = one.starts.astimezone(), one.ends.astimezone()
    until = f"{ends:%H:%M}" if ends.date() == starts.date() else f"{ends:%Y-%m-%d %H:%M}"
    return f"{starts:%Y-%m-%d %H:%M} to {until}"
