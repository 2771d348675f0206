"""`inclusion blank`: take a text out of every byte of a review, for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inclusion_core.cli.arguments import alone, json_option, review_argument, text_argument
from inclusion_core.cli.context import text_of
from inclusion_core.cli.output import answer, counted, note, say
from inclusion_core.errors import NotAllowed

if TYPE_CHECKING:
    import argparse

    from inclusion_core.cli.context import Context

_MORE = """For a name or number of a pupil that should never have been written down. The text goes from the journal, the
files, their kept copies and drafts, and cannot be brought back. Copies that were handed on are not reached."""


def blank(parser: argparse.ArgumentParser) -> None:
    """Fill the parser of `inclusion blank`."""
    alone(parser, _blank, "erase a text from every byte of a review, for good", more=_MORE, writes=True)
    review_argument(parser)
    parser.add_argument("text", metavar="TEXT", type=text_argument, help="the text, to the letter; - reads it in")
    json_option(parser, "erased")


def _blank(context: Context, arguments: argparse.Namespace) -> int:
    text = text_of(arguments.text)
    if not text.strip():
        raise NotAllowed("There is no text to blank. Give it to the letter.")
    review = context.desk.workspace.find_review(arguments.review)
    count = context.desk.blank(review, text)
    if arguments.json:
        answer({"erased": count})
        return 0
    if count:
        say(f"Blanked in {counted(count, 'place')} of {review}. It cannot be brought back.")
    else:
        note(f"That text does not stand anywhere in {review}. Nothing was changed.")
    return 0
