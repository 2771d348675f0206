"""`inclusion enquire`: what a review suggests following up, ranked, each with its grounds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from inclusion_core.analysis.enquiry.suggesting import SHOWN
from inclusion_core.analysis.scoring.wording import listed
from inclusion_core.cli.arguments import alone, how_many, json_option, review_argument
from inclusion_core.cli.output import answer, counted, note, say
from inclusion_core.cli.reviewing import reading, warn_of_names, writing
from inclusion_core.errors import NotAllowed
from inclusion_core.model.assessment import voice_problem

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from inclusion_core.analysis.enquiry.suggesting import Suggested, Suggestions
    from inclusion_core.cli.context import Context

_MORE = """They come from what was judged and seen: concerns, answers that differ, high levels with little seen, thin
evidence, a gate one step off, and plugins' rules (docs/enquiry.md). None of them is a finding.

With --take N the Nth is written down as a draft, with its grounds. The order is as of now: what is followed already is
not suggested again, so the numbers move up."""


def enquire(parser: argparse.ArgumentParser) -> None:
    """Fill the parser of `inclusion enquire`."""
    alone(parser, _enquire, example="alnside --take 1", more=_MORE, writes=True)
    review_argument(parser)
    parser.add_argument(
        "--voice", metavar="V", default="self",
        help="who asks: what the team hides from reviewers is hidden from peer:NAME; self where nothing is said",
    )  # fmt: skip
    parser.add_argument("--take", metavar="N", type=how_many, help="write the Nth down as a draft")
    parser.add_argument("--all", action="store_true", help=f"every suggestion, not only the first {SHOWN}")
    json_option(parser, "suggestions", "left_out", "followed", "order", "taken")


def _enquire(context: Context, arguments: argparse.Namespace) -> int:
    from inclusion_core.desk.enquiring import suggested_lines, take_suggestion  # noqa: PLC0415  only for this command

    context.read_only = arguments.take is None
    taken = None
    with (writing if arguments.take else reading)(context, arguments.review) as session:
        if problem := voice_problem(session.framework, arguments.voice):
            raise NotAllowed(problem)
        found = suggested_lines(context.desk, session, arguments.voice)
        review = session.review.id
        if arguments.take:
            there = len(found.suggestions.found)
            if arguments.take > there:
                what = f"There are {counted(there, 'suggestion')}" if there else "Nothing is suggested"
                raise NotAllowed(
                    f"{what}, so there is no number {arguments.take}. List them: inclusion enquire {review}"
                )
            taken = take_suggestion(session, found.suggestions.found[arguments.take - 1])
    for trouble in found.troubles:
        note(trouble)
    suggestions = found.suggestions
    shown = suggestions.found if arguments.all else suggestions.found[:SHOWN]
    if arguments.json:
        from inclusion_core.exchange.answers import plain  # noqa: PLC0415  only for --json

        answer({**_table(suggestions, shown), "taken": None if taken is None else plain(taken)})
    elif taken is not None:
        say(f"{taken.id} drafted, for {listed(taken.indicators)}: {taken.question}")
    else:
        _tell(context, review, suggestions, shown)
    if taken is not None:
        warn_of_names(context, review, (taken.question, *taken.grounds))
    return 0


def _tell(context: Context, review: str, suggestions: Suggestions, shown: Sequence[Suggested]) -> None:
    if not shown:
        say("Nothing is suggested: no grounds were found in what is judged and seen so far.")
    for number, one in enumerate(shown, start=1):
        about = f"  ({listed(one.indicators)})" if one.indicators else ""
        say(f"{number:>2}  {one.question}{about}")
        for ground in one.grounds:
            say(f"      Because: {ground.says}")
        for who, prompt in one.ask[:1]:
            say(f"      Ask {who}: {prompt}")
    if shown:
        note(suggestions.order)
    left = len(suggestions.found) - len(shown)
    if left:
        note(f"{left} more left out: add --all to see every one.")
    if suggestions.followed:
        note(f"{suggestions.followed} not suggested again: a line of enquiry is about the same already.")
    if shown:
        note(context.typed(f"To write the first down: inclusion enquire {review} --take 1"))


def _table(suggestions: Suggestions, shown: Sequence[Suggested]) -> dict[str, Any]:
    return {
        "suggestions": [
            {
                "number": number,
                "question": one.question,
                "indicators": list(one.indicators),
                "grounds": [each.says for each in one.grounds],
                "rules": list(dict.fromkeys(each.rule for each in one.grounds)),
                "ask": [{"who": who, "question": prompt} for who, prompt in one.ask],
                "says": one.says,
            }
            for number, one in enumerate(shown, start=1)
        ],
        "left_out": len(suggestions.found) - len(shown),
        "followed": suggestions.followed,
        "order": suggestions.order,
    }
