"""`inclusion plan`: the planning meetings of a SENCO and a leader, and what to talk about next. Private to the two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inclusion_core.cli.arguments import group, how_many, json_option, leaf, review_argument, text_argument
from inclusion_core.cli.output import answer, columns, counted, note, say, visible
from inclusion_core.cli.pupil_names import warn_of_names
from inclusion_core.cli.reviewing import reading
from inclusion_core.cli.together import PRIVATE, day_of, on_option, plain, refuse_new_alone, school_argument

if TYPE_CHECKING:
    import argparse

    from inclusion_core.cli.context import Context
    from inclusion_core.desk.pairs import Planning

_PARTS = {
    "working": "what is working",
    "not_working": "what is not working",
    "attention": "what needs attention",
    "with_impact": "interventions that have impact",
    "without_impact": "interventions that no longer meet pupils' needs",
    "expected": "what the figures say about progress",
    "instinct": "what you think beyond the figures",
    "we_start": "what you start",
    "we_change": "what you change",
    "we_stop": "what you stop",
    "others": "who else came, by role",
    "step": "one step this term",
}


def plan(parser: argparse.ArgumentParser) -> None:
    """Fill the parser of `inclusion plan`."""
    commands = group(parser)
    add = leaf(commands, "add", _add, "write down a planning meeting", writes=True,
               example='alnside --working "Mondays begin calmly." --step "One lesson seen together"',
               more=f"With --meeting one that is there is added to. {PRIVATE}")  # fmt: skip
    school_argument(add)
    add.add_argument("--meeting", metavar="MEETING", default="", help="one that is there already, by its id")
    on_option(add)
    for name, told in _PARTS.items():
        add.add_argument(f"--{name.replace('_', '-')}", dest=name, metavar="TEXT", type=text_argument, help=told)
    json_option(add, "meeting")

    many = leaf(commands, "list", _list, "list planning meetings, the newest first", example="alnside", more=PRIVATE)
    school_argument(many)
    json_option(many, "meetings")

    next_ = leaf(
        commands, "agenda", _agenda, "say what a review gives you to talk about", example="alnside",
        more="Where the two of you part, what is in the lower half, what rests on little; never a ranking. What only "
        "one of the two has answered is not told.",
    )  # fmt: skip
    review_argument(next_)
    next_.add_argument("--most", metavar="N", type=how_many, default=7, help="at most so many (7)")
    json_option(next_, "agenda")


def _add(context: Context, arguments: argparse.Namespace) -> int:
    from inclusion_core.desk.pairs import add_planning, change_planning  # noqa: PLC0415  only for this command

    parts = {name: text for name in _PARTS if (text := getattr(arguments, name)) is not None}
    if arguments.meeting:
        refuse_new_alone(arguments, "meeting", "on")
        made = change_planning(context.desk, arguments.school, arguments.meeting, **parts)
    else:
        made = add_planning(context.desk, arguments.school, day_of(arguments), **parts)
    if arguments.json:
        answer({"meeting": plain(made)})
    else:
        for line in _told(made):
            say(visible(line))
        left = [told for name, told in _PARTS.items() if not getattr(made, name)]
        if left:
            note(f"Still to be said, if you like: {'; '.join(left)}.")
    warn_of_names(context, parts.values())
    return 0


def _told(made: Planning) -> list[str]:
    said = [f"    {told}: {text}" for name, told in _PARTS.items() if (text := getattr(made, name))]
    return [f"{made.id}  {made.day}", *said]


def _list(context: Context, arguments: argparse.Namespace) -> int:
    from inclusion_core.desk.pairs import newest_first, pair_named  # noqa: PLC0415  only for this command

    context.read_only = True
    found = newest_first(pair_named(context.desk, arguments.school).planning)
    if arguments.json:
        answer({"meetings": [plain(one) for one in found]})
        return 0
    for one in found:
        for line in _told(one):
            say(visible(line))
    note(f"{counted(len(found), 'planning meeting')}.")
    return 0


def _agenda(context: Context, arguments: argparse.Namespace) -> int:
    from inclusion_core.desk.pairs import agenda_of  # noqa: PLC0415  only for this command

    context.read_only = True
    with reading(context, arguments.review) as session:
        found = agenda_of(context.desk, session, most=arguments.most)
    if arguments.json:
        answer({"agenda": [plain(one) for one in found]})
        return 0
    columns([(one.indicator, one.title, one.why) for one in found])
    note(f"{counted(len(found), 'thing')} to talk about, as far as it is judged.")
    return 0
