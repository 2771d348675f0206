"""`inclusion assess`: judge a review question by question, on screens or on plain lines."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from inclusion_core.cli.arguments import alone, review_argument, voice_option
from inclusion_core.cli.reviewing import voice_to_write, writing
from inclusion_core.cli.screens import screens
from inclusion_core.errors import NotAllowed, ReadOnly

if TYPE_CHECKING:
    import argparse

    from inclusion_core.cli.context import Context

_MORE = """With --plain it is a conversation in lines: one question at a time, no cursor movement, good for a screen
reader, a slow link or a script that types the answers. It goes on where it was left. Type ? there for all answers."""


def assess(parser: argparse.ArgumentParser) -> None:
    """Fill the parser of `inclusion assess`."""
    alone(parser, _assess, example="alnside --plain", more=_MORE, writes=True)
    review_argument(parser)
    voice_option(parser)
    drawn = parser.add_mutually_exclusive_group()
    drawn.add_argument("--plain", action="store_true", help="ask on plain lines")
    drawn.add_argument(
        "--ascii", action="store_true", help="draw the screens with plain letters, for a terminal that lacks our signs"
    )


def _assess(context: Context, arguments: argparse.Namespace) -> int:
    if not arguments.plain:
        if not (sys.stdin.isatty() and sys.stdout.isatty()):
            raise NotAllowed(_plainly("This needs a terminal.", arguments))
        opened = screens()
        if opened is None:
            raise NotAllowed(_plainly("The screens are not installed.", arguments))
        return opened(context.folder, review=arguments.review, voice=arguments.voice, ascii=arguments.ascii) or 0
    from inclusion_core.cli.assess_plain import Conversation  # noqa: PLC0415  only for --plain

    with writing(context, arguments.review) as session:
        if session.read_only:
            raise ReadOnly(f"{session.why_read_only} Nothing can be judged here.")
        voice = voice_to_write(session, arguments.voice)
        conversation = Conversation(context, session, voice)
        try:
            conversation.run()
        except KeyboardInterrupt:
            conversation.farewell()
            return 130
        except EOFError:
            conversation.farewell()
    return 0


def _plainly(why: str, arguments: argparse.Namespace) -> str:
    voice = "" if arguments.voice == "self" else f" --voice {arguments.voice}"
    return f"{why} To answer on plain lines, type: inclusion assess {arguments.review}{voice} --plain"
