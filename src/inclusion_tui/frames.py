"""The last frame of a review: what it is true of, and whether it would look just so now."""

from __future__ import annotations

import json
import os
import shutil
from typing import TYPE_CHECKING, Any

import inclusion_core as ic
from inclusion_tui.recent import Recent, state_folder

if TYPE_CHECKING:
    from pathlib import Path

    from textual.strip import Strip

    from inclusion_tui.settings import Settings


def frame_of(settings: Settings, voice: str, size: tuple[int, int], *, grey: bool) -> dict[str, Any]:
    """Return what else a frame is true of, beside the review's files: whose it is, and how it looks."""
    own = sorted(settings.own.items())  # a keymap's keys are not known yet as the program starts
    looks = [settings.theme, settings.ascii, settings.keymap, own, grey]
    return {"version": ic.__version__, "voice": voice, "size": list(size), "looks": looks}


def glimpsed_rows(folder: Path, review: str, voice: str, settings: Settings) -> list[Strip] | None:
    """Return the rows of a review's last frame, where it would look just so now."""
    from inclusion_tui.screens.glimpse import rows_of  # noqa: PLC0415  only where a review is named

    frame = ic.glimpse(folder, review)
    if frame is None or not isinstance(frame.get("about"), dict):
        return None
    name = frame["about"].get("review", "")
    voice = voice or Recent(state_folder(), folder).voice(name)
    about = {**frame_of(settings, voice, shutil.get_terminal_size(), grey="NO_COLOR" in os.environ), "review": name}
    return rows_of(frame, json.loads(json.dumps(about)))
