"""`inclusion serve`: the screens in a browser, on this machine."""

from __future__ import annotations

import argparse
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from inclusion_core.cli.arguments import alone, json_option
from inclusion_core.cli.output import answer, note, say
from inclusion_core.cli.screens import web_page
from inclusion_core.errors import NotAllowed

if TYPE_CHECKING:
    from inclusion_core.cli.context import Context

_MORE = """It prints an address for your browser, with a secret in it: only who has the whole address gets in, and only
from this machine. Nothing is loaded from the web. Each tab is a window on the same work, and what is entered is saved
at once. Ctrl-C ends it.

Other machines are let in only where you say so twice: --beyond-this-machine, and a token in a file."""
_LAST_PORT = 65535


def serve(parser: argparse.ArgumentParser) -> None:
    """Fill the parser of `inclusion serve`."""
    alone(parser, _serve, example="", more=_MORE, writes=True)
    parser.add_argument(
        "--port", metavar="N", type=_port, help="where to listen (8765, or a free one if that is taken)"
    )
    parser.add_argument("--host", metavar="H", default="", help="the address to listen on (127.0.0.1, this machine)")
    parser.add_argument("--beyond-this-machine", action="store_true", help="let other machines in; needs --token-file")
    parser.add_argument(
        "--token-file",
        metavar="FILE",
        type=Path,
        help="a file with a secret of 32 letters or more that nobody else reads",
    )
    json_option(parser, "url", "workspace")


def _port(text: str) -> int:
    if not (text.isascii() and text.isdecimal()) or int(text) > _LAST_PORT:
        raise argparse.ArgumentTypeError(f"'{text}' is no port. Give a number from 1 to {_LAST_PORT}, such as 8800")
    return int(text)


def _serve(context: Context, arguments: argparse.Namespace) -> int:
    context.check_folder()
    page = web_page()
    if page is None:
        raise NotAllowed("The screens are not installed.")

    def listening(url: str) -> None:
        if arguments.json:
            answer({"url": url, "workspace": str(context.folder)})
        else:
            say(url)
            note("Open this address in a browser. Whoever has it can read and change your work. Ctrl-C ends it.")
        if arguments.beyond_this_machine:
            note("What is typed and shown travels readable over the network: use one that you trust.")
        sys.stdout.flush()

    return page(
        context.folder,
        listening=listening,
        tell=_tell,
        host=arguments.host,
        port=arguments.port,
        beyond=arguments.beyond_this_machine,
        token_file=arguments.token_file,
    )


def _tell(line: str) -> None:
    with suppress(OSError, ValueError):  # the terminal may be gone, and the tabs are not to end for that
        note(line)
