"""Textual's driver for a terminal, made to send no more than what changed."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from textual.drivers.linux_driver import LinuxDriver

from inclusion_tui.sparing import Shown

if TYPE_CHECKING:
    from textual.app import App


class LineDriver(LinuxDriver):
    """Writes to the terminal what differs from what it shows. Another size, and anything but a frame, begins anew."""

    def __init__(self, app: App[Any], **options: Any) -> None:  # noqa: ANN401  whatever Textual gives
        super().__init__(app, **options)
        self._shown = Shown(0, 0)

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
            super().write(told)

    def _size_now(self) -> tuple[int, int]:
        try:
            columns, rows = os.get_terminal_size(self.fileno)
        except OSError:  # no terminal at all, or gone
            return 0, 0
        return columns, rows
