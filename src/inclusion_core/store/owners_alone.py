"""Folders that are their owner's alone on the disk, where the system has such permissions (Windows has none of these).

Whoever may use the same account reads them all the same, and so does who looks after the computer.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from typing import TYPE_CHECKING

from inclusion_core.store.files import storage_failed

if TYPE_CHECKING:
    from pathlib import Path

_OTHERS = 0o077


def make_alone(folder: Path) -> None:
    """Make a folder that nobody else may look into; what lies in it already is closed too. Raises StorageFailed."""
    try:
        folder.mkdir(0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise storage_failed(folder, error) from error
    if os.name == "nt":
        return
    for path in (folder, *folder.rglob("*")):
        with suppress(OSError):  # another user's, or a disk without permissions
            mode = stat.S_IMODE(path.lstat().st_mode)
            if mode & _OTHERS and not path.is_symlink():
                path.chmod(mode & ~_OTHERS)
