"""How the screens end when the machine says so: a signal, a closed terminal, a lid that is shut.

SIGTERM and SIGHUP ask the app to leave as `q` does. Where something holds the event loop up, a watchdog waits two
seconds, puts the terminal back as it was and ends the program: whatever was acknowledged is in the journal already.
A terminal that is gone without a signal (nohup, a lost session) is noticed by asking it.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable
    from types import FrameType

GRACE_S = 2.0
"""Seconds that the app has to leave by itself."""

_RESTORE = b"\x1b[?1000l\x1b[?1003l\x1b[?1006l\x1b[?1015l\x1b[?2004l\x1b[?1004l\x1b[<u\x1b[?1049l\x1b[?25h\x1b[0m\r\n"


class Endings:
    """Catches what would end the program, from `watch` to `done`."""

    def __init__(self, leave: Callable[[int], None], flush: Callable[[], None]) -> None:
        self._leave, self._flush = leave, flush
        self._loop: asyncio.AbstractEventLoop | None = None
        self._before: dict[int, Any] = {}
        self._terminal = _terminal_as_it_is()
        self._ended = threading.Event()
        self.code: int | None = None

    def watch(self, loop: asyncio.AbstractEventLoop) -> None:
        """Take SIGTERM and SIGHUP over, and keep asking whether the terminal is still there."""
        self._loop = loop
        for name in ("SIGTERM", "SIGHUP"):  # Windows has no SIGHUP
            number = getattr(signal, name, None)
            if number is not None:
                with suppress(ValueError):  # not the main thread (a test): whoever called us minds the signals
                    self._before[number] = signal.signal(number, self._caught)

    def terminal_is_gone(self) -> bool:
        """Say whether the terminal we were started in answers no more."""
        if self._terminal is None:
            return False
        import termios  # noqa: PLC0415  where there was a terminal there is this

        try:
            termios.tcgetattr(self._terminal[0])
        except (termios.error, OSError):
            return True
        return False

    def end(self, code: int) -> None:
        """Ask the app to leave with this code, and make sure that it does."""
        if self.code is not None:
            return
        self.code = code
        threading.Thread(target=self._watchdog, args=(code,), name="watchdog", daemon=True).start()
        if self._loop is not None:
            with suppress(RuntimeError):  # the loop has ended already
                self._loop.call_soon_threadsafe(self._leave, code)

    def done(self) -> None:
        """The app has left: nothing is watched any more."""
        self._ended.set()
        for number, handler in self._before.items():
            with suppress(ValueError):
                signal.signal(number, handler)

    def _caught(self, number: int, _frame: FrameType | None) -> None:
        self.end(128 + number)

    def _watchdog(self, code: int) -> None:
        if self._ended.wait(GRACE_S):
            return
        flushing = threading.Thread(target=self._flush, daemon=True)
        flushing.start()
        flushing.join(1.0)
        _put_back(self._terminal)
        with suppress(OSError, ValueError):
            sys.stderr.write("Something held the screen up, so it was ended. What was acknowledged is kept.\n")
            sys.stderr.flush()
        os._exit(code)


def _terminal_as_it_is() -> tuple[int, list[Any]] | None:
    try:
        import termios  # noqa: PLC0415  Windows has none

        number = sys.__stdin__.fileno() if sys.__stdin__ is not None else 0
        return number, termios.tcgetattr(number)
    except Exception:  # noqa: BLE001  no terminal, no termios, no stdin: there is nothing to put back
        return None


def _put_back(terminal: tuple[int, list[Any]] | None) -> None:
    if terminal is None:
        return
    import termios  # noqa: PLC0415  as above

    with suppress(OSError, ValueError):
        os.write(1, _RESTORE)
    with suppress(termios.error, OSError):
        termios.tcsetattr(terminal[0], termios.TCSANOW, terminal[1])
