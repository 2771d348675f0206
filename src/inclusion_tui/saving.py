"""What happens after a change, apart from the screen: the flush to the disk, plugins told, snapshots in quiet moments.

A judgement is in the journal before the screen shows it; this thread makes it safe against a power cut within a
second. Nothing here touches a widget: it calls back, and the app posts a message.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import inclusion_core as ic

if TYPE_CHECKING:
    from collections.abc import Callable

SOON_S = 0.5
"""Seconds within which what is being typed is flushed: many keys, one flush."""

QUIET_S = 5.0
"""Seconds without a change after which the TOML files are written afresh."""


class Saver(threading.Thread):
    """Flushes a review whenever it is woken.

    `saved()` and `failed(sentence)` are called in this thread; `told(sentence)` for each new trouble of a plugin.
    """

    def __init__(
        self,
        desk: ic.Desk,
        session: ic.Session,
        *,
        saved: Callable[[], None],
        failed: Callable[[str], None],
        told: Callable[[str], None],
    ) -> None:
        super().__init__(name="saving", daemon=True)
        self._desk, self._session = desk, session
        self._saved, self._failed, self._told = saved, failed, told
        self._wanted = threading.Event()
        self._at_once = threading.Event()
        self._ending = False
        self._behind = False
        self._known: set[object] = set()

    def wake(self, *, soon: bool = False) -> None:
        """Ask for a flush; it comes at once, in the thread. With `soon` it may wait for what else is typed."""
        if not soon:
            self._at_once.set()
        self._wanted.set()

    def run(self) -> None:
        """Flush whenever woken; write snapshots when it has been quiet. Ends after `end`."""
        while not self._ending:
            woken = self._wanted.wait(QUIET_S if self._behind else None)
            if woken:
                self._at_once.wait(SOON_S)
            self._wanted.clear()
            self._at_once.clear()
            if woken:
                self._flush()
            else:
                self._snapshot()

    def end(self) -> None:
        """Stop the thread, after whatever it is at. The last flush is `Session.close`'s."""
        self._ending = True
        self.wake()
        if self.is_alive():
            self.join(2.0)

    def _flush(self) -> None:
        if self._session.read_only:
            return
        try:
            self._session.sync()
        except ic.InclusionError as error:
            self._failed(str(error))
            return
        self._behind = True
        self._saved()
        self._desk.tell_plugins()
        for one in self._desk.plugins.troubles:
            if one not in self._known:
                self._known.add(one)
                self._told(str(one))

    def _snapshot(self) -> None:
        self._behind = False
        try:
            self._session.snapshot()
        except ic.InclusionError as error:
            self._failed(str(error))
