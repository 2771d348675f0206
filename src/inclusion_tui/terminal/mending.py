"""What is on the terminal made sure of: another program, or the terminal itself, may have put something else there.

Only cells that differ go over the line (`sparing`), so what we know of a screen has to be true. Whatever drew there
since, when the fingers rest every row is sent once more, a few at a time, and then nothing until there is something
new. A window that got another size, and a key (ctrl+l), have all of it drawn at once.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from textual import events
from textual.geometry import Region

from inclusion_tui.guarding import Guarded

if TYPE_CHECKING:
    from inclusion_tui.terminal.line_driver import LineDriver

BEAT_S = 1.0
"""Seconds between two looks at whether the fingers rest."""

REST = 2
"""Beats without a key and without anything drawn, before rows are sent once more."""

AT_ONCE = 3
"""Rows that are sent once more in a beat: about 600 bytes, a blink on the slowest line."""

_OWN_S = 0.5  # what is written so soon after rows were asked for once more is these rows


class Mended(Guarded):
    """An app whose rows on the terminal are sent once more when the fingers rest."""

    _touched = True
    _from_elsewhere = False
    _own_until = 0.0
    _rested = 0
    _next_row = 0

    def on_mount(self) -> None:
        """Begin to look, where what is drawn goes to a terminal and by our own driver."""
        self.app_resume_signal.subscribe(self, lambda _: self.refresh())  # the shell wrote over what was there
        if self._line is not None:
            self.set_interval(BEAT_S, self._mend)

    @property
    def _line(self) -> LineDriver | None:
        driver: Any = self._driver
        return driver if hasattr(driver, "forget") else None

    async def on_event(self, event: events.Event) -> None:
        """Take note of whoever is at the keys."""
        if isinstance(event, events.InputEvent | events.AppFocus):
            self._touched = True
        await super().on_event(event)

    def on_resize(self) -> None:
        """Have all drawn anew soon, also where the size is as it was: Textual draws nothing then."""
        self._from_elsewhere = True

    def action_redraw(self) -> None:
        """Draw all of the screen anew."""
        if self._line is not None:
            self._line.be_as_ours()
        self.refresh()

    def _mend(self) -> None:
        line = self._line
        if line is None:
            return
        now = time.monotonic()
        if self._from_elsewhere:
            self._from_elsewhere = False
            line.forget()
            self.refresh()
        elif self._touched or line.written_at > self._own_until:
            self._touched = False
            self._own_until, self._rested, self._next_row = now, 0, 0
        elif self._next_row < self.size.height:
            self._rested += 1
            if self._rested >= REST:
                self._send_again(line, range(self._next_row, self._next_row + AT_ONCE))
                self._own_until = now + _OWN_S

    def _send_again(self, line: LineDriver, rows: range) -> None:
        line.forget(rows)
        self.screen.refresh(Region(0, rows.start, self.size.width, len(rows)))
        self._next_row = rows.stop
