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

_MORE = """For a name or number of a pupil that should never have been written down. The text goes from every file of
the workspace, journals, kept copies and drafts too, and cannot be brought back. Copies handed on are not reached."""


def blank(parser: argparse.ArgumentParser) -> None:
    """Fill the parser of `inclusion blank`."""
    alone(parser, _blank, example='alnside "the words to take out"', more=_MORE, writes=True)
    review_argument(parser)
    parser.add_argument("text", metavar="TEXT", type=text_argument, help="the text, to the letter; - reads it in")
    json_option(parser, "erased")


def _blank(context: Context, arguments: argparse.Namespace) -> int:
    text = text_of(arguments.text)
    if not text.strip():
        raise NotAllowed("There is no text to blank. Give it to the letter.")
    review = context.desk.workspace.find_review(arguments.review)
    done = context.desk.workspace.blank(text)
    if arguments.json:
        answer({"erased": done.times, "files": done.files, "attachments": done.attachments, "review": review})
    elif done.times:
        gone = f", with {counted(done.attachments, 'attachment')}" if done.attachments else ""
        where = f"{counted(done.times, 'place')} in {counted(done.files, 'file')}"
        say(f"Blanked in {where} of the workspace{gone}. It cannot be brought back.")
    else:
        note("That text does not stand anywhere in the workspace. Nothing was changed.")
    return 0
