"""The last frame of a review's screen, kept so that the next start can show it before anything else is read.

It is shown only while it is certainly true: it says of every file that it was drawn from how large it was, when it was
written and which one it was on the disk, and where one of these is otherwise now there is no glimpse. Losing it costs
a fifth of a second. It lies with the drafts, so it is never bundled or exported; every blanking takes it away whole.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from inclusion_core.store.review.marks import files_of, mark

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

NAME = "glimpse.json"
LARGEST = 1_000_000


def keep_glimpse(root: Path, folder: Path, frame: Mapping[str, Any]) -> None:
    """Keep a frame (anything that JSON can hold) of the review in `folder` of the workspace `root`.

    Call it when nothing is being written. Raises nothing: a disk that refuses costs only the glimpse.
    """
    with suppress(OSError):
        below = folder / "drafts"
        below.mkdir(exist_ok=True)
        text = json.dumps({"of": stamp(root, folder), "frame": frame}, separators=(",", ":"))
        part = below / f".{NAME}.{os.getpid()}.part"
        part.write_text(text, encoding="utf-8")
        part.replace(below / NAME)


def glimpse(root: Path, review: str) -> Mapping[str, Any] | None:
    """Return the frame that was kept of a review, named by its id or as much of its beginning as is needed.

    None where there is none, where any file that it was drawn from is another one now, and where anything is amiss:
    then whoever asks opens the review as ever, and hears what is wrong.
    """
    try:
        folder = _folder(root, review)
        path = folder / "drafts" / NAME
        if path.stat().st_size > LARGEST:
            return None
        kept = json.loads(path.read_text(encoding="utf-8"))
        frame = kept["frame"]
        return frame if kept["of"] == stamp(root, folder) and isinstance(frame, dict) else None
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def forget_glimpse(folder: Path) -> None:
    """Take a review's glimpse away."""
    for one in (folder / "drafts").glob(f"*{NAME}*"):
        one.unlink(missing_ok=True)


def stamp(root: Path, folder: Path) -> list[list[Any]]:
    """Return, for every file that a review is read from, its name, size, time of writing and number on the disk."""
    below = len(str(root)) + 1
    return [[name[below:].replace(os.sep, "/"), *rest] for name, *rest in map(mark, files_of(root, folder))]


def _folder(root: Path, review: str) -> Path:
    """Return the one folder whose review begins so. Raises ValueError where there is not exactly one."""
    found = [
        folder
        for school in (root / "reviews").iterdir()
        if school.is_dir() and not school.name.startswith(".")
        for folder in school.iterdir()
        if folder.is_dir() and folder.name.startswith(review)
    ]
    exact = [one for one in found if one.name == review]
    (one,) = exact or found
    return one
