"""`inclusion blank`: take a text out of every byte of a review, for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inclusion_core.cli.arguments import alone, json_option, text_argument
from inclusion_core.cli.context import text_of
from inclusion_core.cli.output import answer, counted, note, say, visible
from inclusion_core.errors import NotAllowed

if TYPE_CHECKING:
    import argparse

    from inclusion_core.cli.context import Context
    from inclusion_core.store.erasure import Blanked

_MORE = """For a name or number of a pupil that should never have been written down. The text goes from every file of
the workspace, journals, kept copies and drafts too, and cannot be brought back. With - the text is read from the
keyboard, so that your shell does not remember it. Where it stands inside longer words (Jo in John) nothing is changed
before you say --inside-words or give more of what stands around it. What is not reached from here is said at the end:
backups, copies handed on or synchronised, reports made earlier, the same words written otherwise, pictures."""
_NOT_REACHED = (
    "Not reached from here: backups, synchronised copies (and their earlier versions), copies handed on, and reports "
    "made earlier. Look at those yourself."
)


def blank(parser: argparse.ArgumentParser) -> None:
    """Fill the parser of `inclusion blank`."""
    alone(parser, _blank, example='alnside "the words to take out"', more=_MORE, writes=True)
    parser.add_argument("review", metavar="REVIEW", nargs="?", default="",
                        help="a review, if you like; the text goes from the whole workspace")  # fmt: skip
    parser.add_argument("text", metavar="TEXT", type=text_argument, help="the text, to the letter; - reads it in")
    parser.add_argument("--inside-words", action="store_true", help="also where it stands inside longer words")
    json_option(parser, "erased")


def _blank(context: Context, arguments: argparse.Namespace) -> int:
    text = text_of(arguments.text)
    if not text.strip():
        raise NotAllowed("There is no text to blank. Give it to the letter.")
    review = _review(context, arguments.review, text)
    done = context.desk.workspace.blank(text, inside_words=arguments.inside_words)
    if arguments.json:
        answer(
            {
                "erased": done.times, "files": done.files, "attachments": done.attachments, "review": review,
                "near": list(done.near), "unsearched": list(done.unsearched), "left": list(done.left),
                "near_unquoted": done.near_unquoted,
            }
        )  # fmt: skip
    elif done.times:
        gone = f", with {counted(done.attachments, 'attachment')}" if done.attachments else ""
        where = f"{counted(done.times, 'place')} in {counted(done.files, 'file')}"
        say(f"Blanked in {where} of the workspace{gone}. It cannot be brought back.")
    else:
        note("That text does not stand anywhere in the workspace. Nothing was blanked.")
    _tell_what_is_left(done, review, typed=arguments.text != "-")
    return 0


def _review(context: Context, review: str, text: str) -> str:
    """Return the review that was named, empty where none was. Raises NotAllowed for a review and no text."""
    workspace = context.desk.workspace
    if not review and text in workspace.review_ids():
        raise NotAllowed(f"'{text}' is a review. Give the text to blank after it. Nothing was changed.")
    return workspace.find_review(review) if review else ""


def _tell_what_is_left(done: Blanked, review: str, *, typed: bool) -> None:
    """Say what a person must look at themselves; it is not on stdout, where the answer is."""
    if done.near:
        words = ", ".join(f"'{visible(one)}'" for one in done.near)
        named = f"{review} " if review else ""
        note(f"Written otherwise it still stands there: {words}. Blank each in turn: inclusion blank {named}TEXT")
    if done.near_unquoted:
        note(
            "Written otherwise (capitals, accents, spaces) it also stands in what a SENCO and a leader keep to "
            "themselves, which is not quoted. Blank it as they may have written it."
        )
    if done.unsearched:
        note(f"No text can be looked for in these attachments; look at them: {', '.join(done.unsearched)}")
    if done.left:
        note(f"In the workspace's folder, but not the program's, so not looked into: {', '.join(done.left)}")
    if done.times:
        note(_NOT_REACHED)
        if typed:
            note("Your shell may remember the command with the text in it; clear its history, or give - next time.")
