"""The marks of files, which tell that what was read of them would be read again: size, time of writing, which file.

Nothing is opened and nothing but the standard library is needed, so that it costs a start nothing.
"""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

Mark = tuple[str, int, int, int]
"""A file's path, size in bytes, time of writing in ns and number on the disk; the last three are -1 where none is."""

_FOLDERS = ("assessments", "evidence")
_APART = frozenset({".lock"})
_SETTLED_NS = 2_000_000_000
"""The coarsest clock of a disk that is in use: a file written longer ago cannot be written again unseen."""


def mark(path: str) -> Mark:
    """Return the mark of a file; of one that is not there, the mark of nothing. Raises OSError."""
    try:
        status = os.stat(path)  # noqa: PTH116  a path object for each file would cost more than the question
    except FileNotFoundError:
        return path, -1, -1, -1
    return path, status.st_size, status.st_mtime_ns, status.st_ino


def files_of(root: Path, folder: Path) -> Iterator[str]:
    """Yield every file that a review is read from: its own, its school's, and who works here. Raises OSError."""
    yield f"{root}{os.sep}inclusion.toml"
    yield f"{root}{os.sep}schools{os.sep}{folder.parent.name}.toml"
    yield from _inside(str(folder))
    for below in _FOLDERS:
        yield from _inside(f"{folder}{os.sep}{below}")


def _inside(folder: str) -> list[str]:
    try:
        with os.scandir(folder) as there:
            return sorted(one.path for one in there if one.name not in _APART and one.is_file())
    except FileNotFoundError:
        return []


def are_settled(marks: Iterable[Mark]) -> bool:
    """Say whether the last writing is so long ago that another one would have another time."""
    return max((one[2] for one in marks), default=0) < time.time_ns() - _SETTLED_NS
