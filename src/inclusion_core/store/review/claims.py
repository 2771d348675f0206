"""Which texts that were typed and not said a program is at work on, so that no second window goes on with one too.

A text is claimed by an empty lock file beside the drafts. The lock belongs to the operating system and ends with its
program, however that ends: what a killed window leaves is free at once. Where a disk knows no locks nothing is claimed.
"""

from __future__ import annotations

import hashlib
from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING

from inclusion_core.errors import Locked, StorageFailed
from inclusion_core.store import files

if TYPE_CHECKING:
    from pathlib import Path

_DIGITS = 12


class Claims:
    """The texts of one device's drafts for one review that this program is at work on. Making this touches no file.

    Whoever takes or gives back holds the drafts' own lock meanwhile.
    """

    def __init__(self, folder: Path, device: str) -> None:
        self._folder, self._device = folder, device
        self._mine: dict[tuple[str, str], ExitStack] = {}

    def is_mine(self, stream: str, key: str) -> bool:
        """Say whether this program is at work on a text. Touches no file."""
        return (stream, key) in self._mine

    def is_held(self, stream: str, key: str) -> bool:
        """Say whether another program, or another session of this one, is at work on a text. Makes no file."""
        return not self.is_mine(stream, key) and files.look_at_lock(self._file(stream, key)) == "held"

    def take(self, stream: str, key: str) -> bool:
        """Be at work on a text from now on; False where another one is."""
        if self.is_mine(stream, key):
            return True
        lock = ExitStack()
        try:
            lock.enter_context(files.locked(self._file(stream, key), wait_s=0.0))
        except Locked:
            return False
        except StorageFailed:
            return True  # a disk that refuses this file must not keep anybody from a text
        self._mine[stream, key] = lock
        return True

    def give_back(self, stream: str, key: str) -> None:
        """Be at work on a text no more."""
        lock = self._mine.pop((stream, key), None)
        if lock is not None:
            with suppress(OSError):
                self._file(stream, key).unlink(missing_ok=True)
            lock.close()

    def give_all_back(self) -> None:
        """Be at work on nothing any more, and take away what killed programs left lying about."""
        for stream, key in tuple(self._mine):
            self.give_back(stream, key)
        for path in self._folder.glob(f".{self._device}-*.lock"):
            if files.look_at_lock(path) == "free":
                with suppress(OSError):
                    path.unlink(missing_ok=True)

    def _file(self, stream: str, key: str) -> Path:
        name = hashlib.sha256(f"{stream} {key}".encode()).hexdigest()[:_DIGITS]
        return self._folder / f".{self._device}-{name}.lock"
