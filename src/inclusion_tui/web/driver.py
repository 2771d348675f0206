"""The screens' end of the page: Textual's web driver, made to end as cleanly as a terminal that is closed."""

from __future__ import annotations

import os
import signal
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING, Any

from textual.drivers import web_driver
from textual.drivers.web_driver import WebDriver

from inclusion_tui.terminal.pasting import PasteParser

if TYPE_CHECKING:
    from textual.app import App

vars(web_driver)["XTermParser"] = PasteParser  # the thread that reads keys makes its own, by this name

_STDOUT, _STDERR = 1, 2


class PageDriver(WebDriver):
    """Talks to the server over pipes: packets in on standard input, packets out on what was standard output."""

    def __init__(self, app: App[Any], **options: Any) -> None:  # noqa: ANN401  whatever Textual gives
        super().__init__(app, **options)
        # What a plugin's C library prints would land between two packets and end the page: it goes to stderr instead.
        self.fileno = os.dup(_STDOUT)
        os.dup2(_STDERR, _STDOUT)
        self._whole = Lock()
        self._write = partial(self._write_whole)

    def _write_whole(self, data: bytes) -> int:
        """Write all of a packet, and nothing between its bytes: what comes after a broken one is never understood.

        A signal may cut one `write` to a pipe short; and Textual draws in one thread and hands files over in another,
        whose 64 kB do not fit into a pipe at once.
        """
        written = 0
        with self._whole:
            while written < len(data):
                written += os.write(self.fileno, data[written:])
        return written

    def run_input_thread(self) -> None:
        """Read until told to stop. Where the input ends first, the server is gone: end as on SIGTERM, which saves."""
        super().run_input_thread()
        if self.exit_event.is_set():
            return
        if os.name == "posix":
            os.kill(os.getpid(), signal.SIGTERM)  # to the process, so that it wakes the main thread
        else:
            signal.raise_signal(signal.SIGTERM)
