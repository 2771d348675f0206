"""`inclusion framework signup`: what a school commits to, by when and to which level, beside its own judgements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inclusion_core.cli import keeping
from inclusion_core.cli.arguments import group, json_option, leaf, text_argument
from inclusion_core.cli.framework_consult import consultation_argument, school_option
from inclusion_core.cli.output import answer, columns, counted, note, say, visible
from inclusion_core.cli.pupil_names import warn_of_names
from inclusion_core.cli.together import day_of, on_option, plain

if TYPE_CHECKING:
    import argparse

    from inclusion_core.cli.arguments import Parser
    from inclusion_core.cli.context import Context

_STATES = {
    "reached": "reached",
    "not-yet": "on the way",
    "past": "the day is over: agree on a new one, or on what would help",
    "no-level": "no level yet",
    "not-judged": "not looked at yet",
}


def leaf_of(commands: argparse._SubParsersAction[Parser]) -> None:
    """Add `framework signup` and its commands."""
    about = "what a school signs up to, by when and to which level"
    there = group(commands.add_parser("signup", help=about, description=about[:1].upper() + about[1:] + "."))
    add = leaf(
        there, "add", _add, "sign a school up to an indicator", writes=True,
        example="autumn U4 secure --by 2027-07-16 --school alnside",
        more="It takes the place of what the school signed up to before for this indicator.",
    )  # fmt: skip
    consultation_argument(add)
    add.add_argument("indicator", metavar="INDICATOR", help="such as U4")
    add.add_argument("level", metavar="LEVEL", help="the level that it wants to reach")
    add.add_argument("--by", metavar="DATE", required=True, help="the day by which")
    school_option(add)
    add.add_argument("--help-needed", metavar="TEXT", type=text_argument, default="", help="which help it takes")
    on_option(add)
    json_option(add, "commitment")

    remove = leaf(
        there, "remove", _remove, "take out what a school signed up to", example="autumn U4 --school alnside",
        writes=True, more="Undo brings it back: inclusion framework consult undo",
    )  # fmt: skip
    consultation_argument(remove)
    remove.add_argument("indicator", metavar="INDICATOR", help="such as U4")
    school_option(remove)
    json_option(remove, "return")

    many = leaf(
        there, "list", _list, "show what a school signed up to beside its judgements",
        example="autumn --school alnside",
        more="Laid beside the school's latest review on the same edition. For the school: it is no ranking.",
    )  # fmt: skip
    consultation_argument(many)
    school_option(many)
    many.add_argument("--review", metavar="REVIEW", default="", help="beside this review; the latest where not said")
    many.add_argument("--voice", metavar="V", default="self", help="whose judgements: self where nothing is said")
    on_option(many)
    json_option(many, "review", "commitments")


def _add(context: Context, arguments: argparse.Namespace) -> int:
    from inclusion_core.desk.signing_up import sign_up  # noqa: PLC0415  only for this command

    made = sign_up(
        context.desk, arguments.consultation, arguments.school, arguments.indicator, arguments.level,
        by_when=keeping.day_named(arguments.by), day=day_of(arguments), help_needed=arguments.help_needed,
    )  # fmt: skip
    if arguments.json:
        answer({"commitment": plain(made)})
    else:
        say(visible(f"{made.id}: {made.level} by {made.by_when}."))
    warn_of_names(context, (made.help_needed,))
    return 0


def _remove(context: Context, arguments: argparse.Namespace) -> int:
    from inclusion_core.desk.consultations import take_out  # noqa: PLC0415  only for this command

    left = take_out(
        context.desk, arguments.consultation, arguments.school, arguments.indicator, of="commitments"
    )  # fmt: skip
    if arguments.json:
        answer({"return": plain(left)})
    else:
        say(visible(f"Taken out: {arguments.indicator}."))
    return 0


def _list(context: Context, arguments: argparse.Namespace) -> int:
    from inclusion_core.analysis.scoring.wording import answer_in_words, listed  # noqa: PLC0415  only for this command
    from inclusion_core.desk.consultations import asked_about, consultation_named  # noqa: PLC0415  as above
    from inclusion_core.desk.signing_up import promises_of  # noqa: PLC0415  as above

    review, found = promises_of(
        context.desk, arguments.consultation, arguments.school, today=day_of(arguments), review=arguments.review,
        voice=arguments.voice,
    )  # fmt: skip
    if arguments.json:
        answer({
            "review": review or None,
            "commitments": [
                {**plain(one.commitment), "title": one.title, "now": list(one.now), "state": one.state}
                for one in found
            ],
        })  # fmt: skip
        return 0
    framework = asked_about(context.desk, consultation_named(context.desk, arguments.consultation))
    columns([
        (one.commitment.id, one.title,
         f"now: {listed([answer_in_words(framework, each) for each in one.now]) if one.now else 'nothing judged'}",
         f"wants: {framework.level_title(one.commitment.level)} by {one.commitment.by_when}", _STATES[one.state])
        for one in found
    ])  # fmt: skip
    for one in found:
        if one.commitment.help_needed:
            say(visible(f"{one.commitment.id} needs help: {one.commitment.help_needed}"))
    beside = f"beside {review}" if review else "with no review on this edition to lay it beside"
    note(f"{counted(len(found), 'commitment')}, {beside}.")
    return 0
