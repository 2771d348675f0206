"""How the screens end when the machine says so: a signal, a closed terminal, a lid that is shut.

SIGTERM and SIGHUP ask the app to leave as `q` does. Where something holds the event loop up, a watchdog waits two
seconds, puts the terminal back as it was and ends the program: whatever was acknowledged is in the journal already.
Signals are heard in a thread of their own, for Python's handlers wait until the main thread does something again. A
terminal that is gone without a signal (nohup, a lost session) is noticed by asking it.
"""

from __future__ import annotations

import os
import select
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

ASK_S = 1.0
"""Seconds between two looks at whether the terminal is still there."""

_RESTORE = b"\x1b[?1000l\x1b[?1003l\x1b[?1006l\x1b[?1015l\x1b[?2004l\x1b[?1004l\x1b[<u\x1b[?1049l\x1b[?25h\x1b[0m\r\n"
_SAYS = b"Something held the screen up, so it was ended. What was acknowledged is kept.\r\n"


class Endings:
    """Catches what would end the program, from `watch` to `done`."""

    def __init__(self, leave: Callable[[int], None], flush: Callable[[], None]) -> None:
        self._leave, self._flush = leave, flush
        self._loop: asyncio.AbstractEventLoop | None = None
        self._before: dict[int, Any] = {}
        self._terminal = _terminal_as_it_is()
        self._ended = threading.Event()
        self._waking = -1
        self.code: int | None = None

    def watch(self, loop: asyncio.AbstractEventLoop) -> None:
        """Take SIGTERM and SIGHUP over, and keep asking whether the terminal is still there."""
        self._loop = loop
        for name in ("SIGTERM", "SIGHUP"):  # Windows has no SIGHUP
            number = getattr(signal, name, None)
            if number is not None:
                with suppress(ValueError):  # not the main thread (a test): whoever called us minds the signals
                    self._before[number] = signal.signal(number, self._caught)
        if self._before and self._terminal is not None:
            hearing, self._waking = os.pipe()
            os.set_blocking(self._waking, False)
            signal.set_wakeup_fd(self._waking, warn_on_full_buffer=False)
            threading.Thread(target=self._hear, args=(hearing,), name="hearing", daemon=True).start()

    def _hear(self, hearing: int) -> None:
        """End at a signal, or when the terminal is gone, whatever the main thread is at."""
        while not self._ended.is_set():
            if select.select([hearing], [], [], ASK_S)[0]:
                for number in os.read(hearing, 64):
                    if number in self._before:
                        self.end(128 + number)
            elif self.terminal_is_gone():
                self.end(129)
        os.close(hearing)

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
        """The app has left: nothing is watched any more. What is still to be said to a terminal that is gone is not."""
        self._ended.set()
        if self.terminal_is_gone():
            _point_nowhere()
        for number, handler in self._before.items():
            with suppress(ValueError):
                signal.signal(number, handler)
        if self._waking >= 0:
            signal.set_wakeup_fd(-1)
            os.write(self._waking, b"\0")
            os.close(self._waking)
            self._waking = -1

    def _caught(self, number: int, _frame: FrameType | None) -> None:
        self.end(128 + number)

    def _watchdog(self, code: int) -> None:
        if self._ended.wait(GRACE_S):
            return
        for act in (self._flush, lambda: _put_back(self._terminal)):
            trying = threading.Thread(target=act, daemon=True)  # the disk may hang, and so may a frozen line
            trying.start()
            trying.join(1.0)
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

    with suppress(termios.error, OSError):
        termios.tcsetattr(terminal[0], termios.TCSANOW, terminal[1])
    with suppress(OSError):
        os.write(1, _RESTORE + _SAYS)


def _point_nowhere() -> None:
    """Let nothing more be written to the terminal: Python would try as it ends, and leave with another code."""
    with suppress(OSError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        for number in (1, 2):
            os.dup2(nowhere, number)
        os.close(nowhere)
