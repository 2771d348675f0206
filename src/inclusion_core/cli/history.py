"""`inclusion undo`, `redo` and `history`: the journal of a review."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inclusion_core.cli.arguments import alone, json_option, review_argument
from inclusion_core.cli.output import answer, columns, note, say
from inclusion_core.cli.reviewing import reading, writing

if TYPE_CHECKING:
    import argparse

    from inclusion_core.cli.context import Context


def undo(parser: argparse.ArgumentParser) -> None:
    """Fill the parser of `inclusion undo`."""
    alone(
        parser,
        _undo,
        "take back your own last change to a review",
        more="It is refused where somebody changed the same thing since. What is taken back can be done again.",
    )
    review_argument(parser)
    json_option(parser)


def redo(parser: argparse.ArgumentParser) -> None:
    """Fill the parser of `inclusion redo`."""
    alone(parser, _redo, "do again what you last took back")
    review_argument(parser)
    json_option(parser)


def history(parser: argparse.ArgumentParser) -> None:
    """Fill the parser of `inclusion history`."""
    alone(parser, _history, "list what was done to a review, by whom and when, the last first")
    review_argument(parser)
    parser.add_argument("--last", metavar="N", type=int, default=0, help="only the last so many")
    json_option(parser)
