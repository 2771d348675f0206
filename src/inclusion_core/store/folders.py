"""Which reviews there are and when each was last changed, by what lies in a workspace's folders alone.

Nothing is opened and nothing but the standard library is needed, so that a list of reviews can be shown first.
"""

from __future__ import annotations

import datetime as dt
import os
import re
from typing import TYPE_CHECKING

from inclusion_core.errors import NotAllowed, UnknownName
from inclusion_core.identifiers import is_id, nearest
from inclusion_core.store import files

if TYPE_CHECKING:
    from pathlib import Path

JOURNAL = "journal.jsonl"
_TAIL = 64 * 1024
"""Bytes of a journal's end that are read; a last line longer than that is an import of many judgements."""

_AT = re.compile(rb'"at":"([0-9T:.+Z-]{10,40})"')


def folders(root: Path) -> list[Path]:
    """Return the folder of every review of a workspace, readable or not, by school and then by review.

    Raises StorageFailed.
    """
    reviews = root / "reviews"
    try:
        return [
            reviews / school / review
            for school in sorted(_inside(reviews))
            for review in sorted(_inside(reviews / school))
        ]
    except OSError as error:
        raise files.storage_failed(reviews, error) from error


def named(root: Path, review: str) -> Path | None:
    """Return the folder of the review of that id, without looking into those of others; None where there is none.

    Raises StorageFailed.
    """
    reviews = root / "reviews"
    if not is_id(review):
        return next((one for one in folders(root) if one.name == review), None)
    try:
        schools = sorted(_inside(reviews))
    except OSError as error:
        raise files.storage_failed(reviews, error) from error
    there = str(reviews)  # a path object for each school would cost ten times as much
    found = next((one for one in schools if os.path.isdir(f"{there}{os.sep}{one}{os.sep}{review}")), None)  # noqa: PTH112
    return None if found is None else reviews / found / review


def meant(root: Path, begins: str) -> Path:
    """Return the folder of the one review whose id begins so, or is so.

    Raises UnknownName, NotAllowed where there are several, StorageFailed.
    """
    exact = named(root, begins)
    if exact is not None:
        return exact
    there = {one.name: one for one in folders(root)}
    found = [one for one in sorted(there) if one.startswith(begins)] if begins else []
    if len(found) == 1:
        return there[found[0]]
    if found:
        raise NotAllowed(f"'{begins}' begins several reviews: {', '.join(found)}. Write more of the one you mean.")
    known = tuple(sorted(there))
    raise UnknownName("review", begins, nearest=nearest(begins, known), known=known)


def _inside(folder: Path) -> list[str]:
    """Return the names of the folders in a folder that are not hidden; none where it is not there."""
    try:
        with os.scandir(folder) as entries:
            return [one.name for one in entries if not one.name.startswith(".") and one.is_dir()]
    except FileNotFoundError:
        return []


def last_change(folder: Path) -> dt.datetime | None:
    """Return when a review was last changed: as its journal's last line says, else when that file was written.

    None where neither can be known. A copied or synchronised folder says when somebody worked, not when it came.
    """
    try:
        with (folder / JOURNAL).open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - _TAIL))
            found = _at_of_last_line(file.read(), whole=size <= _TAIL)
            return found or dt.datetime.fromtimestamp(os.fstat(file.fileno()).st_mtime, dt.UTC)
    except (OSError, OverflowError, ValueError):
        return None


def _at_of_last_line(tail: bytes, *, whole: bool) -> dt.datetime | None:
    """Return the time of the last line that is complete; a torn one after it counts as nothing."""
    end = tail.rfind(b"\n")
    begin = tail.rfind(b"\n", 0, max(end, 0)) + 1
    if end < 0 or (begin == 0 and not whole):
        return None
    said = _AT.search(tail[begin:end])  # it stands before all that anybody typed
    try:
        at = dt.datetime.fromisoformat(said[1].decode()) if said else None
    except ValueError:
        return None
    return at if at is not None and at.tzinfo is not None else None
