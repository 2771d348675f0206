"""How arguments are read: one parser class, whose mistakes are sentences with the nearest right word."""

from __future__ import annotations

import argparse
import os
import re
from typing import TYPE_CHECKING, Any, NoReturn

from inclusion_core.cli.output import visible
from inclusion_core.errors import NotAllowed
from inclusion_core.identifiers import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from inclusion_core.cli.context import Context

    Do = Callable[[Context, argparse.Namespace], int | None]

_CHOICE = re.compile(
    r"invalid choice: (?P<quote>['\"])(?P<name>.*?)(?P=quote) \(choose from (?P<known>.*)\)", re.DOTALL
)


class UsageMistake(Exception):
    """The command line cannot be understood. `prog` is the command whose help would show how."""

    def __init__(self, prog: str, says: str) -> None:
        self.prog = prog
        super().__init__(says)


class _Help(argparse.RawDescriptionHelpFormatter):
    """Help as wide as the terminal. argparse makes one of these for every argument, and asks shutil for the width."""

    def __init__(self, prog: str, **options: Any) -> None:  # noqa: ANN401  whatever argparse gives
        options.setdefault("width", _columns())
        super().__init__(prog, **options)


def _columns() -> int:
    try:
        return max(40, min(100, os.get_terminal_size().columns - 2))
    except (OSError, ValueError):
        return 80


class Parser(argparse.ArgumentParser):
    """A parser that raises its mistakes as sentences, never abbreviates options and prints nothing in colour."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401  whatever argparse takes
        options.setdefault("allow_abbrev", False)
        options.setdefault("formatter_class", _Help)
        super().__init__(**options)
        self.color = False  # Python 3.14 would colour its help

    def error(self, message: str) -> NoReturn:
        """Raise UsageMistake with argparse's message made into a sentence."""
        found = _CHOICE.search(message)
        if found is not None:
            known = [word.strip().strip("'\"") for word in found["known"].split(",")]
            near = nearest(found["name"], known)
            message = (
                f"there is no '{found['name']}' here. "
                + (f"Did you mean '{near}'? " if near else "")
                + f"Known: {', '.join(known)}"
            )
        elif message.startswith("the following arguments are required: "):
            message = "this is missing: " + message.partition(": ")[2].replace("_what", "what to do")
        elif message.startswith("unrecognized arguments: "):
            message = f"this is not understood: {message.partition(': ')[2]}"
        elif message.startswith("argument "):
            message = message.removeprefix("argument ")
        sentence = message[:1].upper() + message[1:] + ("" if message.endswith((".", "?")) else ".")
        raise UsageMistake(self.prog, sentence)


def text_argument(text: str) -> str:
    r"""Read a text for keeping: refuses bytes that were not UTF-8 and makes line ends LF.

    >>> text_argument("two\r\nlines")
    'two\nlines'
    """
    if any("\ud800" <= mark <= "\udfff" for mark in text):
        raise argparse.ArgumentTypeError(
            f"'{visible(text)}' holds bytes that are not UTF-8 text. Save or type it as UTF-8"
        )
    return text.replace("\r\n", "\n").replace("\r", "\n")


def checked_text(text: str) -> str:
    """As `text_argument`, for text that did not come from the command line. Raises NotAllowed."""
    try:
        return text_argument(text)
    except argparse.ArgumentTypeError as refused:
        raise NotAllowed(f"{refused}.") from None


def group(parser: argparse.ArgumentParser) -> argparse._SubParsersAction[Parser]:
    """Let a command have commands of its own (`schools import`)."""
    return parser.add_subparsers(metavar="COMMAND", dest="_what", required=True, parser_class=Parser)


def leaf(  # noqa: PLR0913  what a command is made of, all named
    group: argparse._SubParsersAction[Parser], name: str, do: Do, about: str, *, more: str = "", writes: bool = False
) -> Parser:
    """Add one command to a group: `about` is its line in the group's help, `more` what its own help adds.

    A command that does not say it `writes` opens the workspace for reading only and leaves no trace in it.
    """
    parser = group.add_parser(name, help=about, description=_description(about, more))
    parser.set_defaults(do=do, writes=writes)
    _workspace_option(parser)
    return parser


def alone(parser: argparse.ArgumentParser, do: Do, *, more: str = "", writes: bool = False) -> None:
    """Make a parser a command without commands of its own; `more` and `writes` as in `leaf`."""
    parser.description = _description(parser.description or "", more)
    parser.set_defaults(do=do, writes=writes)
    _workspace_option(parser)


def _workspace_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--workspace", metavar="DIR", help=argparse.SUPPRESS)  # understood after the command too


def _description(about: str, more: str) -> str:
    first = about[:1].upper() + about[1:] + "."
    return f"{first}\n\n{more}" if more else first


def json_option(parser: argparse.ArgumentParser, *keys: str) -> None:
    """Give a command its --json, whose answer has these keys beside `schema`."""
    named = ", ".join(keys)
    parser.add_argument("--json", action="store_true", help=f"answer with one JSON object: {named}")


def review_argument(parser: argparse.ArgumentParser) -> None:
    """Give a command its REVIEW."""
    parser.add_argument("review", metavar="REVIEW", help="the review's id, or as much of its beginning as is needed")


def voice_option(parser: argparse.ArgumentParser) -> None:
    """Give a command its --voice."""
    parser.add_argument(
        "--voice",
        metavar="V",
        default="self",
        help="whose judgements: self (where nothing is said), peer:NAME, role:NAME or moderated",
    )


def options_first(words: Sequence[str]) -> tuple[str | None, list[str]]:
    """Take `--workspace DIR` off the front of a command line: (DIR or None, the rest). Raises UsageMistake."""
    rest = list(words)
    folder: str | None = None
    while rest and rest[0].startswith("--workspace"):
        if rest[0].startswith("--workspace="):
            folder = rest.pop(0).partition("=")[2]
        elif rest[0] == "--workspace":
            if len(rest) == 1:
                raise UsageMistake("inclusion", "--workspace needs the folder that it names.")
            folder = rest[1]
            del rest[:2]
        else:
            break
    return folder, rest
