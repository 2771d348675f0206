"""`inclusion release`: what the host of a review lets its cluster or its partnership see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inclusion_core.cli.arguments import alone, json_option, review_argument
from inclusion_core.cli.output import answer, columns, note, say
from inclusion_core.cli.reviewing import reading, writing
from inclusion_core.desk.releasing import released_with
from inclusion_core.errors import NotAllowed
from inclusion_core.model.release import AUDIENCES, RELEASE_SECTIONS, audience_of

if TYPE_CHECKING:
    import argparse

    from inclusion_core.cli.context import Context
    from inclusion_core.model.review import Review

_MORE = """The host school owns its review and decides; the history says who released what. Nothing is released until
it is. With --to self it is taken back: it goes into nothing that is made from then on, and what was made before is not
reached. With no --section, what is released is shown. 'name' is the consent to be named beside figures and practice."""


def release(parser: argparse.ArgumentParser) -> None:
    """Fill the parser of `inclusion release`."""
    alone(parser, _release, example="alnside --section judgements --section name --to cluster", more=_MORE, writes=True)
    review_argument(parser)
    parser.add_argument(
        "--section",
        metavar="S",
        action="append",
        default=[],
        help=f"one of: {', '.join(RELEASE_SECTIONS)}; may be repeated",
    )
    parser.add_argument("--to", metavar="WHO", help=f"one of: {', '.join(AUDIENCES)}")
    json_option(parser, "review", "released")


def _release(context: Context, arguments: argparse.Namespace) -> int:
    if bool(arguments.section) != (arguments.to is not None):
        raise NotAllowed("Say both what is released and to whom, such as --section judgements --to cluster.")
    with (writing if arguments.section else reading)(context, arguments.review) as session:
        if arguments.section:
            session.change_review(released=released_with(session.review, arguments.section, arguments.to))
        review = session.review
    if arguments.json:
        answer(
            {"review": review.id, "released": {section: audience_of(review, section) for section in RELEASE_SECTIONS}}
        )
        return 0
    columns([(section, _words(review, section), about) for section, about in RELEASE_SECTIONS.items()])
    if arguments.to == "self":
        note("Reports and files made before are not reached from here. Ask those who have them to put them away.")
    elif not arguments.section:
        say(context.typed(f"To release a part: inclusion release {review.id} --section judgements --to cluster"))
    return 0


def _words(review: Review, section: str) -> str:
    to = audience_of(review, section)
    return "not released" if to == "self" else f"the {to}"
