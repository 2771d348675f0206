"""One line from whoever answers: typed at a terminal, pasted there, or coming down a pipe.

A text of several lines that is pasted is one answer. Were it taken line by line, a line of somebody's notes that begins
with a figure would judge the next question.
"""

from __future__ import annotations

import os
import sys
from functools import cache

from inclusion_core.cli.arguments import checked_text
from inclusion_core.cli.output import visible
from inclusion_core.cli.questions import parted

_AT_ONCE = 0.03  # seconds; what comes sooner after a line than any hand could type it was pasted with it


def line_from(prompt: str) -> str:
    """Ask for one line; the prompt is a line of its own where nobody types. Raises EOFError at the end, NotAllowed."""
    prompt = visible(prompt)
    if sys.stdin.isatty() and sys.stdout.isatty():
        whole = _keeps_pasted_text_together()
        line = input(prompt)
        return checked_text(line if whole else _with_what_came_with_it(line))
    print(prompt.rstrip(), flush=True)
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return checked_text(line.rstrip("\r\n"))


@cache
def _keeps_pasted_text_together() -> bool:
    """Take the line editing that the platform has; say whether it knows pasted text from typed text."""
    try:
        import readline  # noqa: PLC0415  not on Windows
    except ImportError:
        return False
    if "libedit" in (readline.__doc__ or ""):  # as on macOS
        return False
    readline.parse_and_bind("set enable-bracketed-paste on")  # Python turns it off
    return os.environ.get("TERM", "dumb") != "dumb"


def _with_what_came_with_it(line: str) -> str:
    """Return a line of words with the lines that came in the same instant; an answer of one word stands alone."""
    if not parted(line)[1]:
        return line
    while _more_is_waiting():
        line += "\n" + input()
    return line


def _more_is_waiting() -> bool:
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415  as below
        import time  # noqa: PLC0415  as below

        time.sleep(_AT_ONCE)
        return msvcrt.kbhit()
    import select  # noqa: PLC0415  only at a terminal without GNU readline

    return bool(select.select([sys.stdin], [], [], _AT_ONCE)[0])
