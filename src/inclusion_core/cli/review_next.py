"""`inclusion review next` and `before-after`: the next cycle begun, and the two laid side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inclusion_core.cli.arguments import json_option, leaf, review_argument, voice_option
from inclusion_core.cli.output import answer, columns, counted, note, say, visible
from inclusion_core.cli.reviewing import assessment_to_read, reading
from inclusion_core.errors import NotAllowed

if TYPE_CHECKING:
    import argparse

    from inclusion_core.cli.arguments import Parser
    from inclusion_core.cli.context import Context

_NEXT = """It has the framework as it was pinned, the team, and the actions that were not stopped, with their baselines,
so that somebody can look at what came of them. Judgements, evidence and the safeguarding card are not carried over."""
_BEFORE_AFTER = """It says in words what cannot be claimed. Where an indicator is asked in other words now, nothing is
compared."""


def next_cycle(commands: argparse._SubParsersAction[Parser]) -> None:
    """Add the next cycle to the commands on reviews."""
    begin = leaf(
        commands, "next", _next, "begin the next cycle of a review", example="alnside-2026-11 --id alnside-2027-11",
        more=_NEXT, writes=True,
    )  # fmt: skip
    review_argument(begin)
    begin.add_argument("--id", metavar="ID", help="the new review's name, made from the school and month otherwise")
    json_option(begin, "review", "actions")

    both = leaf(
        commands, "before-after", _before_after, "lay two cycles of one school side by side",
        example="alnside-2026-11 alnside-2027-11", more=_BEFORE_AFTER,
    )  # fmt: skip
    review_argument(both)
    both.add_argument("after", metavar="AFTER", help="the later review's id, or as much of its beginning as is needed")
    voice_option(both)
    json_option(both, "indicators", "cautions", "actions")


def _next(context: Context, arguments: argparse.Namespace) -> int:
    desk = context.desk
    with reading(context, arguments.review) as session:
        before, framework, school = session.review, session.framework, session.school
        carried = [one for one in session.actions.values() if one.state != "stopped"]
    made = desk.workspace.create_review(
        school, framework, id=arguments.id, title=before.title, setting=before.setting, team=before.team
    )
    with desk.session(made.id) as session:
        for one in carried:
            session.add_action(
                one.what, indicators=one.indicators, who=one.who, by_when=one.by_when, impact=one.impact,
                baseline=one.baseline, review_on=one.review_on, cost=one.cost, paid_from=one.paid_from,
                state=one.state, tags=one.tags,
            )  # fmt: skip
        session.sync()
    if arguments.json:
        answer({"review": made.id, "actions": len(carried)})
        return 0
    say(made.id)
    note(f"It follows {before.id} and has {counted(len(carried), 'action')} of it. Name the safeguarding lead anew.")
    return 0


def _before_after(context: Context, arguments: argparse.Namespace) -> int:
    from inclusion_core.analysis.schools.before_after import before_after  # noqa: PLC0415  only where it is asked
    from inclusion_core.analysis.schools.over_time import is_same_school  # noqa: PLC0415  as above

    with reading(context, arguments.review) as first, reading(context, arguments.after) as second:
        if first.review.id == second.review.id:
            raise NotAllowed("Give two reviews: the earlier one, and the later one.")
        if first.review.school != second.review.school and not is_same_school(first.school, second.school):
            raise NotAllowed(f"{first.review.id} and {second.review.id} are of two schools, and this is of one.")
        if first.review.started > second.review.started:
            raise NotAllowed(
                f"{first.review.id} was begun after {second.review.id}, and the earlier one comes first: "
                f"inclusion review before-after {second.review.id} {first.review.id}"
            )
        was, now = (assessment_to_read(one, arguments.voice).judgements for one in (first, second))
        found = before_after((first.framework, was), (second.framework, now))
        actions = [one for one in second.actions.values() if one.baseline or one.impact]
    if arguments.json:
        from inclusion_core.exchange.answers import plain  # noqa: PLC0415  only for --json

        rows = [
            {"id": one.id, "title": one.title, "before": one.before, "after": one.after, "moved": one.moved}
            for one in found.rows
        ]
        answer({"indicators": rows, "cautions": list(found.cautions), "actions": [plain(one) for one in actions]})
        return 0
    words = {"one-only": "not compared", "text-changed": "asked otherwise now"}
    columns([
        (
            one.id,
            *(framework.level_title(level) if level else "no level" for framework, level in
              ((first.framework, one.before), (second.framework, one.after))),
            words.get(one.moved, one.moved),
        )
        for one in found.rows
    ])  # fmt: skip
    for action in actions:
        baseline, known_by = ((text or "not said").rstrip(".") for text in (action.baseline, action.impact))
        what, state = action.what.rstrip("."), action.state.replace("-", " ")
        say(visible(f"{what}. Before: {baseline}. How we will know: {known_by}. It is {state}."))
    say("What cannot be claimed:")
    for caution in found.cautions:
        say(f"  {caution}")
    return 0
