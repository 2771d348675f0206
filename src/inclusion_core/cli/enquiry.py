"""`inclusion enquiry`: lines of enquiry, from the question to the day it is closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from inclusion_core.analysis.enquiry.open_questions import question_advice
from inclusion_core.analysis.enquiry.suggesting import agreed_advice
from inclusion_core.analysis.scoring.wording import listed
from inclusion_core.cli import keeping
from inclusion_core.cli.arguments import group, json_option, leaf, review_argument, text_argument
from inclusion_core.cli.canvas import canvas
from inclusion_core.cli.context import text_of
from inclusion_core.cli.output import answer, counted, note
from inclusion_core.cli.reviewing import reading, warn_of_names, writing
from inclusion_core.desk.results import kinds_of
from inclusion_core.errors import NotAllowed
from inclusion_core.model.assessment import voice_problem
from inclusion_core.model.enquiry import STAGES
from inclusion_core.store.review.things import ENQUIRY

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator, Mapping

    from inclusion_core.analysis.enquiry.triangulation import Triangulated
    from inclusion_core.cli.context import Context
    from inclusion_core.model.enquiry import LineOfEnquiry
    from inclusion_core.store.review.keeping import EnquiryChanges


def enquiry(parser: argparse.ArgumentParser) -> None:
    """Fill the parser of `inclusion enquiry`."""
    commands = group(parser)
    add = leaf(
        commands,
        "add",
        _add,
        "write down an open question to follow",
        example='alnside --indicator U4 "How do pupils who join late find a friend?"',
        more="It begins as a draft. Ask openly (how, what, to what extent): a visit looks, it does not prove. What "
        "would make it more open is said, and it is kept as you word it.",
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

    show = leaf(
        commands,
        "list",
        _list,
        "list the lines of enquiry of a review, and what each rests on",
        example="alnside --stage agreed",
        more="Each is told with its kinds of evidence, whose voices are in it, and what points different ways.",
    )
    review_argument(show)
    keeping.about_only_option(show)
    show.add_argument(
        "--voice", metavar="V", default="self",
        help="who asks: what the team hides from reviewers is hidden from peer:NAME; self where nothing is said",
    )  # fmt: skip
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
    move.add_argument(
        "--agreed-by", metavar="WHO", type=text_argument, help="who agreed it for the host, by role, such as 'the head'"
    )
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
    for advice in question_advice(text):
        note(advice)
    warn_of_names(context, review, (text, *arguments.ground))
    return 0


def _move(context: Context, arguments: argparse.Namespace) -> int:
    stage = keeping.choice_named("stage", arguments.stage, STAGES)
    finding = None if arguments.finding is None else text_of(arguments.finding)
    if arguments.agreed_by is not None and stage != "agreed":
        raise NotAllowed(
            f"--agreed-by says who agreed a line, and this one becomes {stage}. Leave it out, or say agreed."
        )
    with writing(context, arguments.review) as session:
        line = keeping.thing_named(session, ENQUIRY, arguments.thing)
        changes: EnquiryChanges = {"stage": stage, "finding": line.finding if finding is None else finding}
        if arguments.agreed_by is not None:
            changes["agreed_by"] = arguments.agreed_by
        made = session.change_enquiry(line.id, **changes)
        review = session.review.id
        there = tuple(session.enquiry.values())
    _tell(arguments, made)
    _advise(there)
    warn_of_names(context, review, (finding or "", arguments.agreed_by or ""))
    return 0


def _advise(lines: Iterable[LineOfEnquiry]) -> None:
    """Say where more or fewer lines are agreed than a visit follows."""
    advice = agreed_advice(lines)
    if advice:
        note(advice)


def _tell(arguments: argparse.Namespace, made: LineOfEnquiry) -> None:
    sentence = f"{made.id} {_words(made)}{keeping.about_words(made.indicators)}."
    keeping.say_kept(arguments, "enquiry", made, sentence)


def _list(context: Context, arguments: argparse.Namespace) -> int:
    from inclusion_core.desk.enquiring import grounds_seen, triangulation_of  # noqa: PLC0415  only for this command

    stage = arguments.stage and keeping.choice_named("stage", arguments.stage, STAGES)
    with reading(context, arguments.review) as session:
        if problem := voice_problem(session.framework, arguments.voice):
            raise NotAllowed(problem)
        only = keeping.about_only(session, arguments.indicator)
        lines = [evolve(one, grounds=grounds_seen(session, one, arguments.voice)) for one in session.enquiry.values()]
        there = sorted(lines, key=lambda one: (STAGES.index(one.stage), one.at, one.id))
        rests = triangulation_of(context.desk, session, arguments.voice)
        titles = {name: kind.title for name, kind in kinds_of(context.desk, session).items()}
    found = [one for one in there if only <= set(one.indicators) and (not stage or one.stage == stage)]
    if arguments.json:
        from inclusion_core.exchange.answers import plain  # noqa: PLC0415  only for --json

        answer({"enquiry": [{**plain(one), "triangulation": plain(rests[one.id])} for one in found]})
    else:
        keeping.say_list(arguments, ENQUIRY, found, (tuple(_told(one, rests[one.id], titles)) for one in found))
    _advise(there)
    return 0


def _told(one: LineOfEnquiry, rests: Triangulated, titles: Mapping[str, str]) -> Iterator[str]:
    yield f"{one.id}  {_words(one)}, {listed(one.indicators) or 'about no indicator'}"
    yield one.question
    yield from (f"Because: {ground}" for ground in one.grounds)
    if one.agreed_at is not None:
        yield f"Agreed{f' by {one.agreed_by}' if one.agreed_by else ''} on {one.agreed_at.astimezone():%Y-%m-%d}."
    if one.finding:
        yield f"Found: {one.finding}"
    if rests.pieces:
        kinds = listed([titles.get(kind, kind) for kind in rests.kinds])
        heard = listed(rests.heard) or "nobody"
        yield f"Rests on: {counted(rests.pieces, 'piece')} of evidence ({kinds}). Heard: {heard}."
    yield from (f"Different ways: {told}" for told in rests.contradictions)
    yield from (f"Mind: {told}" for told in rests.says)


def _words(one: LineOfEnquiry) -> str:
    return one.stage.replace("-", " ")
