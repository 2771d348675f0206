"""How arguments are read: one parser class, whose mistakes are sentences with the nearest right word."""

from __future__ import annotations

import argparse
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from inclusion_core.cli.output import visible, wrapped
from inclusion_core.errors import NotAllowed
from inclusion_core.identifiers import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from inclusion_core.cli.context import Context

    Do = Callable[[Context, argparse.Namespace], int | None]

_CHOICE = re.compile(
    r"invalid choice: (?P<quote>['\"])(?P<name>.*?)(?P=quote) \(choose from (?P<known>.*)\)", re.DOTALL
)
_WANTS = re.compile(r"argument (?P<name>\S+): expected (?:at least )?one argument")
_TAKES_NOTHING = re.compile(r"argument (?P<name>\S+): ignored explicit argument .*", re.DOTALL)


class UsageMistake(Exception):
    """The command line cannot be understood. `prog` is the command whose help would show how; an `example` may too."""

    def __init__(self, prog: str, says: str, example: str = "") -> None:
        self.prog, self.example = prog, example
        super().__init__(says)


class _Help(argparse.RawDescriptionHelpFormatter):
    """Help as wide as the terminal. argparse makes one of these for every argument, and asks shutil for the width."""

    def __init__(self, prog: str, **options: Any) -> None:  # noqa: ANN401  whatever argparse gives
        options.setdefault("width", _columns())
        super().__init__(prog, **options)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        """Break each paragraph between words; a line that begins with spaces stays as it is."""
        parts = [
            part if part.startswith(" ") else wrapped(" ".join(part.split()), width) for part in text.split("\n\n")
        ]
        return indent + "\n\n".join(parts)


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
        self._positionals.title = "arguments"

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:  # noqa: ANN401  as argparse has it
        """Read the arguments, and leave none over: what is not understood is said by the command it was given to."""
        found, left = super().parse_known_args(args, namespace)
        if left:
            self.error(_not_understood(left, self._option_string_actions))
        return found, left

    def error(self, message: str) -> NoReturn:
        """Raise UsageMistake with argparse's message made into a sentence."""
        found = _CHOICE.search(message)
        wants = _WANTS.fullmatch(message)
        nothing = _TAKES_NOTHING.fullmatch(message)
        if found is not None:
            known = [word.strip().strip("'\"") for word in found["known"].split(",")]
            near = nearest(found["name"], known)
            message = (
                f"there is no '{found['name']}' here. "
                + (f"Did you mean '{near}'? " if near else "")
                + f"Known: {', '.join(known)}"
            )
        elif wants is not None:
            action = self._option_string_actions.get(wants["name"])
            what = f": {wants['name']} {action.metavar or ''}".rstrip() if action is not None else ""
            message = f"{wants['name']} wants something after it{what}"
        elif nothing is not None:
            message = f"{nothing['name']} stands alone: nothing comes after it"
        elif message == "the following arguments are required: COMMAND":
            message = f"say what to do: {', '.join(self._commands())}"
        elif message.startswith("the following arguments are required: "):
            message = "this is missing: " + message.partition(": ")[2]
        elif message.startswith("argument "):
            message = message.removeprefix("argument ")
        sentence = message[:1].upper() + message[1:] + ("" if message.endswith((".", "?")) else ".")
        raise UsageMistake(self.prog, sentence, (self.epilog or "").rpartition("\n")[2].strip())

    def _commands(self) -> list[str]:
        return [name for one in self._actions if isinstance(one.choices, dict) for name in one.choices]


def _not_understood(left: Sequence[str], options: Iterable[str]) -> str:
    option = next((word.partition("=")[0] for word in left if word.startswith("-")), None)
    if option is None:
        return f"this is more than was asked for: {' '.join(left)}. A text of several words wants quotation marks"
    near = nearest(option, options)
    return f"there is no option {option} here." + (f" Did you mean {near}?" if near else "")


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
    group: argparse._SubParsersAction[Parser],
    name: str,
    do: Do,
    about: str,
    *,
    example: str,
    more: str = "",
    writes: bool = False,
) -> Parser:
    """Add one command to a group: `about` is its line in the group's help, `more` what its own help adds.

    `example` is what comes after the command's name in an example of it. A command that does not say it `writes` opens
    the workspace for reading only and leaves no trace in it.
    """
    parser = group.add_parser(name, help=about, description=about)
    alone(parser, do, example=example, more=more, writes=writes)
    return parser


def alone(parser: argparse.ArgumentParser, do: Do, *, example: str, more: str = "", writes: bool = False) -> None:
    """Make a parser a command without commands of its own; the rest as in `leaf`."""
    parser.description = _description(parser.description or "", more)
    if example:
        parser.epilog = f"Such as:\n\n  {parser.prog} {example}"
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


def how_many(text: str) -> int:
    """Read how many of something are wanted: a whole number from 1."""
    if not (text.isascii() and text.isdecimal()) or int(text) == 0:
        raise argparse.ArgumentTypeError(f"'{text}' is not a number. Give a whole number from 1, such as 5")
    return int(text)


def picture_file(text: str) -> Path:
    """Read the name of the file that a picture is written to: `-`, the screen to other options, would be a file."""
    if text == "-":
        raise argparse.ArgumentTypeError("A picture is no text for a screen. Give the name of a file, such as map.svg")
    return Path(text)


def calendar_file(text: str) -> Path:
    """Read the name of the file that a calendar is written to: `-`, the screen to other options, would be a file."""
    if text == "-":
        raise argparse.ArgumentTypeError("Give the name of a file for the calendar, such as visits.ics")
    return Path(text)


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
