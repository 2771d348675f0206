"""What is left when the program breaks: a log with the place where it broke and none of what anybody typed."""

from __future__ import annotations

import datetime as dt
import os
import sys
import traceback
from typing import TYPE_CHECKING

from rich.text import Text

from inclusion_tui.recent import state_folder

if TYPE_CHECKING:
    from pathlib import Path


def write_log(error: BaseException | None) -> Text:
    """Write a log of an error and return what to tell the person who saw it happen.

    The log holds module names, lines and the error's class; the error's own words are left out, for they may quote a
    note. They are in it where `$INCLUSION_DEBUG` is set.
    """
    told = "A fault in the program, which is ours to mend. What was acknowledged is kept; open it again to go on."
    path = state_folder() / f"crash-{dt.datetime.now(dt.UTC):%Y%m%d-%H%M%S}-{os.getpid()}.log"
    try:
        _write(path, error)
    except OSError as refused:
        return Text(f"{told}\nA log could not be written to {path}: {refused.strerror}.")
    return Text(f"{told}\nWhere it happened is in {path}")


def _write(path: Path, error: BaseException | None) -> None:
    from inclusion_core import __version__  # noqa: PLC0415  only here

    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [f"inclusion {__version__}, Python {sys.version.split()[0]}, {sys.platform}"]
    while error is not None:
        said = f": {error}" if os.environ.get("INCLUSION_DEBUG") else ""
        lines.append(f"{type(error).__module__}.{type(error).__qualname__}{said}")
        lines += [
            f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in traceback.extract_tb(error.__traceback__)
        ]
        error = error.__cause__ or error.__context__
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
