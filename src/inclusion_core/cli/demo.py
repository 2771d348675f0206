"""`inclusion demo`: a cluster of made-up schools with reviews under way, to try everything on."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from inclusion_core.cli.arguments import alone, json_option
from inclusion_core.cli.output import answer, columns, say
from inclusion_core.cli.screens import screens

if TYPE_CHECKING:
    import argparse

    from inclusion_core.cli.context import Context


def demo(parser: argparse.ArgumentParser) -> None:
    """Fill the parser of `inclusion demo`."""
    alone(
        parser,
        _demo,
        example="",
        more="Every school in it is made up and says so. Your own reviews are not touched.",
        writes=True,
    )
    parser.add_argument("--no-open", action="store_true", help="only make it")
    json_option(parser, "workspace", "reviews")


def _demo(context: Context, arguments: argparse.Namespace) -> int:
    from inclusion_core.demonstration import build_demonstration  # noqa: PLC0415  only for the demonstration

    made = build_demonstration(context.desk)
    reviews = list(made.reviews)
    if arguments.json:
        answer({"workspace": str(context.folder), "reviews": reviews})
        return 0
    opened = screens() if not arguments.no_open and sys.stdin.isatty() and sys.stdout.isatty() else None
    if opened is not None:
        return opened(context.folder) or 0
    say(made.says)
    say(f"It is in {context.folder}:")
    columns([(one,) for one in reviews], indent="  ")
    say("Try:")
    first = reviews[0] if reviews else "REVIEW"
    tries = (
        (f"score {first} --explain", "what it comes to, and why"),
        (f"unseen {first}", "what nobody has looked at yet"),
        (f"assess {first} --plain", "judge it, question by question"),
        (f"report {first} --format html", "the report as a web page"),
        ("round show demo-round --why", "who visits whom next, and why"),
    )
    columns([(context.typed(f"inclusion {command}"), does) for command, does in tries], indent="  ")
    return 0
