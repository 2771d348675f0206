"""`inclusion enquiry`: lines of enquiry, from the question to the day it is closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inclusion_core.analysis.wording import listed
from inclusion_core.cli import keeping
from inclusion_core.cli.arguments import group, json_option, leaf, review_argument, text_argument
from inclusion_core.cli.canvas import canvas
from inclusion_core.cli.context import text_of
from inclusion_core.cli.reviewing import reading, warn_of_names, writing
from inclusion_core.model.enquiry import STAGES
from inclusion_core.store.things import ENQUIRY

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from inclusion_core.cli.context import Context
    from inclusion_core.model.enquiry import LineOfEnquiry


def enquiry(parser: argparse.ArgumentParser) -> None:
    """Fill the parser of `inclusion enquiry`."""
    commands = group(parser)
    add = leaf(
        commands,
        "add",
        _add,
        "write down an open question to follow",
        example='alnside --indicator U4 "How do pupils who join late find a friend?"',
        more="It begins as a draft. Ask openly (how, what, to what extent): a visit looks, it does not prove.",
        writes=True,
    )
    review_argument(add)
    add.add_argument("text", metavar="QUESTION", type=text_argument, help="the question; - reads standard input")
    keeping.about_option(add)
    add.add_argument(
        "--ground", metavar="TEXT", action="append", default=[], type=text_argument,
        help="why it is asked, in one sentence; may be repeated",
    )  # fmt: skip
    json_option(add, "enquiry")

    show = leaf(commands, "list", _list, "list the lines of enquiry of a review", example="alnside --stage agreed")
    review_argument(show)
    keeping.about_only_option(show)
    show.add_argument("--stage", metavar="STAGE", help=f"only those at this stage: {', '.join(STAGES)}")
    json_option(show, "enquiry")

    move = leaf(
        commands,
        "move",
        _move,
        "say how far a line of enquiry has come",
        example='alnside q-1ng7v4xf1wrg finding-written --finding "By chance, mostly."',
        writes=True,
    )
    review_argument(move)
    keeping.thing_argument(move, ENQUIRY)
    move.add_argument("stage", metavar="STAGE", help=f"one of: {', '.join(STAGES)}")
    move.add_argument("--finding", metavar="TEXT", type=text_argument, help="what was found; - reads standard input")
    json_option(move, "enquiry")

    canvas(commands)
    keeping.withdraw_leaf(commands, ENQUIRY)


def _add(context: Context, arguments: argparse.Namespace) -> int:
    text = text_of(arguments.text)
    with writing(context, arguments.review) as session:
        about = keeping.indicators_named(session.framework, arguments.indicator or ())
        made = session.add_enquiry(text, indicators=about, grounds=arguments.ground)
        review = session.review.id
    _tell(arguments, made)
    warn_of_names(context, review, (text, *arguments.ground))
    return 0


def _move(context: Context, arguments: argparse.Namespace) -> int:
    stage = keeping.choice_named("stage", arguments.stage, STAGES)
    finding = None if arguments.finding is None else text_of(arguments.finding)
    with writing(context, arguments.review) as session:
        line = keeping.thing_named(session, ENQUIRY, arguments.thing)
        made = session.change_enquiry(line.id, stage=stage, finding=line.finding if finding is None else finding)
        review = session.review.id
    _tell(arguments, made)
    warn_of_names(context, review, (finding or "",))
    return 0


def _tell(arguments: argparse.Namespace, made: LineOfEnquiry) -> None:
    sentence = f"{made.id} {_words(made)}{keeping.about_words(made.indicators)}."
    keeping.say_kept(arguments, "enquiry", made, sentence)


def _list(context: Context, arguments: argparse.Namespace) -> int:
    stage = arguments.stage and keeping.choice_named("stage", arguments.stage, STAGES)
    with reading(context, arguments.review) as session:
        only = keeping.about_only(session, arguments.indicator)
        there = sorted(session.enquiry.values(), key=lambda one: (STAGES.index(one.stage), one.at, one.id))
    found = [one for one in there if only <= set(one.indicators) and (not stage or one.stage == stage)]
    return keeping.say_list(arguments, ENQUIRY, found, (tuple(_told(one)) for one in found))


def _told(one: LineOfEnquiry) -> Iterator[str]:
    yield f"{one.id}  {_words(one)}, {listed(one.indicators) or 'about no indicator'}"
    yield one.question
    yield from (f"Because: {ground}" for ground in one.grounds)
    if one.finding:
        yield f"Found: {one.finding}"


def _words(one: LineOfEnquiry) -> str:
    return one.stage.replace("-", " ")
