"""Textual's driver for a terminal, made to send no more than what changed."""

from __future__ import annotations

import os
import signal
import time
from typing import TYPE_CHECKING, Any

from textual.drivers import linux_driver
from textual.drivers.linux_driver import LinuxDriver

from inclusion_tui.terminal.pasting import PasteParser
from inclusion_tui.terminal.sparing import Shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual.app import App

_AS_OURS = "\x0f\x1b(B\x1b[r\x1b[m\x1b[?7l\x1b[?25l"
"""Plain letters, the whole screen, the plain look, no line wrap, no cursor: what Textual drew everything for."""

vars(linux_driver)["XTermParser"] = PasteParser  # the thread that reads keys makes its own, by this name


class LineDriver(LinuxDriver):
    """Writes to the terminal what differs from what it shows. Another size, and anything but a frame, begins anew.

    `written_at` is when something was last written, as `time.monotonic` tells it.
    """

    def __init__(self, app: App[Any], **options: Any) -> None:  # noqa: ANN401  whatever Textual gives
        super().__init__(app, **options)
        self._shown = Shown(0, 0)
        self._resized: Callable[..., object] | None = None
        self.written_at = 0.0

    def write(self, data: str) -> None:
        """Write a frame, as far as it is not there already; or anything else, as it is."""
        size = self._size_now()
        if size != self._shown.size:
            self._shown = Shown(*size)
        told = self._shown.told(data)
        if told is None:
            self._shown = Shown(*size)  # a new one: a signal may have come in the middle of the old one
            told = data
        if told:
            self.written_at = time.monotonic()
            super().write(told)

    def forget(self, rows: Iterable[int] | None = None) -> None:
        """Know no more what these rows show, or all of them: what is drawn in them next is sent whole."""
        if rows is None:
            self._shown = Shown(*self._size_now())
        else:
            self._shown.forget(rows)

    def be_as_ours(self) -> None:
        """Take back what another program may have switched on the terminal besides what it wrote there."""
        self.write(_AS_OURS)

    def start_application_mode(self) -> None:
        """Start, and hear of every other size: one that came and went has cut the rows off all the same."""
        super().start_application_mode()  # type: ignore[no-untyped-call]  # Textual gives it no types
        heard = signal.getsignal(signal.SIGWINCH)
        if callable(heard) and heard != self._on_other_size:
            self._resized = heard
            signal.signal(signal.SIGWINCH, self._on_other_size)

    def _on_other_size(self, *given: Any) -> None:  # noqa: ANN401  whatever a handler is given
        self.forget()
        if self._resized is not None:
            self._resized(*given)

    def _sigcont_application(self, *given: Any) -> None:  # noqa: ANN401  as above
        """Go on. Who was not stopped by SIGTSTP has the terminal's modes still, or what a shell made of them.

        Textual would start a second time there, and two threads would share the keys.
        """
        if self._auto_restart and not self._must_signal_resume:
            if not self._has_the_terminal():  # `bg`: it is another's
                os.kill(os.getpid(), signal.SIGSTOP)
                return
            self.suspend_application_mode()
            self._must_signal_resume = True
        super()._sigcont_application(*given)

    def _has_the_terminal(self) -> bool:
        try:
            return os.tcgetpgrp(self.fileno) == os.getpgrp()
        except OSError:  # it is gone, and `signals` sees to that
            return True

    def _size_now(self) -> tuple[int, int]:
        try:
            columns, rows = os.get_terminal_size(self.fileno)
        except OSError:  # no terminal at all, or gone
            return 0, 0
        return columns, rows
