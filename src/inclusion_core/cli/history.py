"""`inclusion undo`, `redo` and `history`: the journal of a review."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from inclusion_core.cli.arguments import alone, how_many, json_option, review_argument
from inclusion_core.cli.output import answer, columns, note, say
from inclusion_core.cli.reviewing import reading, writing

if TYPE_CHECKING:
    import argparse

    from inclusion_core.cli.context import Context
    from inclusion_core.store.review.history import Happening


def undo(parser: argparse.ArgumentParser) -> None:
    """Fill the parser of `inclusion undo`."""
    alone(
        parser,
        _undo,
        example="alnside",
        more="It is refused where somebody changed the same thing since. What is taken back can be done again.",
        writes=True,
    )
    review_argument(parser)
    json_option(parser, "history")


def redo(parser: argparse.ArgumentParser) -> None:
    """Fill the parser of `inclusion redo`."""
    alone(parser, _redo, example="alnside", writes=True)
    review_argument(parser)
    json_option(parser, "history")


def history(parser: argparse.ArgumentParser) -> None:
    """Fill the parser of `inclusion history`."""
    alone(parser, _history, example="alnside --last 5")
    review_argument(parser)
    parser.add_argument("--last", metavar="N", type=how_many, help="only the last so many")
    json_option(parser, "history")


def _undo(context: Context, arguments: argparse.Namespace) -> int:
    with writing(context, arguments.review) as session:
        done = session.undo()
    return _told(done, arguments)


def _redo(context: Context, arguments: argparse.Namespace) -> int:
    with writing(context, arguments.review) as session:
        done = session.redo()
    return _told(done, arguments)


def _told(done: Happening, arguments: argparse.Namespace) -> int:
    if arguments.json:
        answer({"history": [_table(done)]})
    else:
        say(f"You {done.says}.")
    return 0


def _history(context: Context, arguments: argparse.Namespace) -> int:
    with reading(context, arguments.review) as session:
        found = list(reversed(session.history()))
        team = session.review.team
    found = found[: arguments.last]
    if arguments.json:
        answer({"history": [_table(one) for one in found]})
        return 0
    columns(
        [
            (
                str(one.seq),
                one.at.astimezone().strftime("%Y-%m-%d %H:%M"),
                (team[one.person].name if one.person in team else "") or one.person,
                one.says + (" (taken back)" if one.undone else ""),
            )
            for one in found
        ]
    )
    if not found:
        note("Nothing has been done to this review yet.")
    return 0


def _table(one: Happening) -> dict[str, Any]:
    from inclusion_core.exchange.answers import plain  # noqa: PLC0415  only for --json

    table: dict[str, Any] = plain(one)
    return table
