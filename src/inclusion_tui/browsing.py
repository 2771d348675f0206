"""A path as it is typed: which folder it is in, what lies there, and how much of a name is certain.

Folders are read by whoever asks, which is a thread: a drive on the network may take its time.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import frozen

from inclusion_tui.notes.attaching import meant

if TYPE_CHECKING:
    from collections.abc import Iterable

_SEPARATORS = "/\\" if sys.platform == "win32" else "/"
_ANEW = re.compile(r"""(?:^|(?<=[^/]/))file:/.*|(?<=[^/]/)['"]?(?:~/|/|[A-Za-z]:[\\/]).*""")
"""Where a whole path begins behind another: a file that is dropped on the terminal lands behind what stood there."""

_MOST = 20_000
"""Names that are read of one folder; nobody looks for a file among more of them by eye."""


@frozen
class Entry:
    """One thing in a folder. `size` is in bytes, `at` when it was last changed; None where that is not known."""

    name: str
    is_folder: bool
    size: int | None = None
    at: dt.datetime | None = None


def parted(typed: str) -> tuple[str, str]:
    """Return the folder that is typed, with its last separator, and the beginning of a name in it.

    >>> parted("~/Downloads/aln"), parted("aln"), parted("~")
    (('~/Downloads/', 'aln'), ('', 'aln'), ('~/', ''))

    A whole path behind another takes its place, as the terminal writes it for a file that is dropped there.

    >>> parted("~/Downloads//media/stick/aln"), parted("~/'/media/my stick/aln'")
    (('/media/stick/', 'aln'), ('/media/my stick/', 'aln'))
    """
    anew = _ANEW.search(typed)
    if anew is not None:
        typed = meant(anew[0])
    if typed == "~":
        return "~/", ""
    at = max(typed.rfind(one) for one in _SEPARATORS) + 1
    return typed[:at], typed[at:]


def path_of(typed: str) -> Path:
    """Return the path that is meant: `~` is one's own folder, and quotation marks around it are left out."""
    words = typed.strip()
    if len(words) > 1 and words[0] == words[-1] and words[0] in "\"'":
        words = words[1:-1]
    try:
        return Path(words).expanduser()
    except RuntimeError:  # a user who is not there
        return Path(words)


def entries(folder: Path) -> tuple[Entry, ...]:
    """Return what lies in a folder: files, the newest first, then folders by name. Raises OSError."""
    found: list[Entry] = []
    with os.scandir(folder) as listed:
        for one in listed:
            found.append(_entry(one))
            if len(found) == _MOST:
                break
    return tuple(sorted(found, key=_newest_first))


def _entry(one: os.DirEntry[str]) -> Entry:
    try:
        if one.is_dir():
            return Entry(one.name, is_folder=True)
        status = one.stat()
        return Entry(one.name, False, status.st_size, dt.datetime.fromtimestamp(status.st_mtime, dt.UTC))  # noqa: FBT003  as attrs has it
    except (OSError, OverflowError, ValueError):  # a link that leads nowhere
        return Entry(one.name, is_folder=False)


def _newest_first(one: Entry) -> tuple[bool, float, str]:
    return one.is_folder, -one.at.timestamp() if one.at is not None else 0.0, one.name.casefold()


def beginning_so(found: Iterable[Entry], begins: str) -> tuple[Entry, ...]:
    """Return what a typed beginning may mean, in any case; hidden names only where it begins as they do."""
    plain = begins.casefold()
    return tuple(
        one
        for one in found
        if one.name.casefold().startswith(plain) and (not one.name.startswith(".") or begins.startswith("."))
    )


def certain(names: Iterable[str]) -> str:
    """Return what all names begin with.

    >>> certain(["alnside.inclusion", "alnwick.toml"]), certain([])
    ('aln', '')
    """
    found = sorted(names)
    if not found:
        return ""
    first, last = found[0], found[-1]
    differs = next((at for at, (one, other) in enumerate(zip(first, last, strict=False)) if one != other), None)
    return first[:differs] if differs is not None else min(first, last, key=len)


def first_folder() -> str:
    """Return where to look first, as it is typed: the folder for downloads where there is one, else one's own."""
    return "~/Downloads/" if Path("~/Downloads").expanduser().is_dir() else "~/"
