"""A file that goes with evidence: its name completed as it is typed, and one sentence for what cannot be attached."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path
from urllib.parse import unquote, urlsplit

import inclusion_core as ic

_MOST_NAMED = 6
_MB = 1_000_000


def meant(typed: str) -> str:
    r"""Return the path that was meant: without the quotes, escapes or `file:` that a file dropped on a terminal has.

    >>> meant("'/tmp/my letter.pdf' "), meant(r"/tmp/my\ letter.pdf"), meant("file:///tmp/my%20letter.pdf")
    ('/tmp/my letter.pdf', '/tmp/my letter.pdf', '/tmp/my letter.pdf')
    """
    path = typed.strip()
    if len(path) > 1 and path[0] == path[-1] and path[0] in "'\"":
        return path[1:-1]
    if path.startswith("file:"):
        return unquote(urlsplit(path).path)
    return re.sub(r"\\([ ()'\"&])", r"\1", path) if os.name == "posix" else path


def complete(typed: str) -> tuple[str, str]:
    """Return a path as far as it can be completed, and a sentence on what it may become where that is several."""
    path = os.path.expanduser(meant(typed))  # noqa: PTH111  a path that is not whole yet
    folder, begun = os.path.split(path)
    try:
        with os.scandir(folder or ".") as entries:
            found = sorted(
                f"{one.name}{os.sep if one.is_dir() else ''}"
                for one in entries
                if one.name.startswith(begun) and (begun or not one.name.startswith("."))
            )
    except OSError:
        return typed, f"There is no folder '{ic.one_line(folder)}'."
    if not found:
        return typed, f"Nothing in '{ic.one_line(folder or '.')}' begins with '{ic.one_line(begun)}'."
    longer = os.path.join(folder, os.path.commonprefix(found))  # noqa: PTH118, RUF071  as above, and letter by letter is meant
    if len(found) == 1:
        return longer, ""
    more = f" and {len(found) - _MOST_NAMED} more" if len(found) > _MOST_NAMED else ""
    return longer, f"{', '.join(ic.one_line(one) for one in found[:_MOST_NAMED])}{more}"


def attachable(typed: str) -> Path:
    """Return the file that was meant. Raises NotAllowed with a sentence on why it cannot be attached."""
    path = Path(meant(typed)).expanduser()
    shown = ic.one_line(str(path))
    try:
        status = path.stat()
    except FileNotFoundError:
        near = _nearest(path)
        raise ic.NotAllowed(f"There is no file '{shown}'.{f' Did you mean {near}?' if near else ''}") from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "it is no path"
        raise ic.NotAllowed(f"'{shown}' cannot be attached: {why}.") from None
    if stat.S_ISDIR(status.st_mode):
        raise ic.NotAllowed(f"'{shown}' is a folder. Attach one file at a time.")
    if not stat.S_ISREG(status.st_mode):
        raise ic.NotAllowed(f"'{shown}' is no file with content of its own. Attach a copy of what it gives.")
    if status.st_size > ic.ATTACHMENT_LIMIT:
        size, most = status.st_size // _MB, ic.ATTACHMENT_LIMIT // _MB
        raise ic.NotAllowed(f"'{shown}' has {size:,} MB, and {most} MB is the most. Attach a smaller copy.")
    if not os.access(path, os.R_OK):
        raise ic.NotAllowed(f"'{shown}' may not be read by you. Ask whoever owns it, or attach another file.")
    return path.absolute()


def _nearest(path: Path) -> str:
    try:
        names = [one.name for one in path.parent.iterdir()]
    except OSError:
        return ""
    return ic.one_line(ic.nearest(path.name, names) or "")
