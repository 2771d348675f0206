"""A window that is too small for any screen: said in its place, until it is larger, and nothing is done unseen.

What has the focus keeps it, and letters go on into a text that is being typed: people look at the keys, and what they
type is kept. A key that would judge, open or choose something is not taken, for nobody sees what it would do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from inclusion_tui.keys import keymap
from inclusion_tui.render.line import block
from inclusion_tui.terminal.mending import Mended
from inclusion_tui.widgets.panel import Panel

if TYPE_CHECKING:
    from textual import events
    from textual.screen import Screen

    from inclusion_tui.render.line import Line
    from inclusion_tui.settings import Settings

LEAST = (60, 16)
"""Columns and rows that every screen is laid out for."""

_WITHIN_A_TEXT = frozenset({"backspace", "delete", "left", "right", "home", "end"})


def too_small_lines(columns: int, rows: int, *, typing: bool, leave: str) -> list[Line]:
    """Return what stands in a window of so many columns and rows, the sentence that matters most first.

    `typing` says whether a text has the focus; `leave` is the key that leaves.
    """
    says = f"This needs {LEAST[0]} columns and {LEAST[1]} rows; this window has {columns} by {rows}. Nothing is lost."
    keys = "What you type still goes into your text." if typing else f"Keys wait until it is larger; {leave} leaves."
    lines = block(says, max(columns, 1), "strong")
    return [*lines, (), *block(keys, max(columns, 1))] if len(lines) + 1 < rows else lines


class TooSmall(Panel):
    """Covers a screen and says why. The mouse ends here."""

    # The layer is Textual's own for what covers a screen: every screen has it, a plugin's too.
    DEFAULT_CSS = "TooSmall { layer: _loading; dock: top; width: 100%; height: 100%; background: $background; }"

    def on_click(self, event: events.Click) -> None:
        """Do nothing: what would be clicked is out of sight."""
        event.stop()


class Roomy(Mended):
    """An app that says when the window is too small for its screens. `has_room` is false meanwhile."""

    settings: Settings

    @property
    def has_room(self) -> bool:
        """Whether the window is large enough for every screen."""
        return self.size.width >= LEAST[0] and self.size.height >= LEAST[1]

    def typing(self) -> bool:
        """Say whether a text has the focus, so that letters are typed into it."""
        return self.focused is not None and getattr(self.focused, "cursor_blink", None) is not None

    def is_taken(self, event: events.Key | events.Paste) -> bool:
        """Say whether a key or a paste is for now: all are where there is room, else what goes into a text."""
        if self.has_room:
            return True
        key = getattr(event, "key", "")
        if key in self._leaving():
            return True
        return self.typing() and (not key or key in _WITHIN_A_TEXT or getattr(event, "is_printable", False))

    def on_mount(self) -> None:
        """Look at each screen that comes to the top."""
        self.screen_change_signal.subscribe(self, self._look_at_room)

    def on_resize(self) -> None:
        """Cover what is shown, or uncover it."""
        self.call_later(self._look_at_room)  # Textual takes note of the size after this

    def _look_at_room(self, _: Screen[object] | None = None) -> None:
        for screen in self.screen_stack:
            found = screen.query_children(TooSmall)
            if self.has_room:
                found.remove()
            elif screen is self.screen:
                if not found:
                    screen.mount(TooSmall(self._too_small))
                for one in found:
                    one.redraw()

    def _too_small(self, width: int, height: int) -> list[Line]:
        return too_small_lines(width, height, typing=self.typing(), leave=keymap.shown(self._leaving()[0]))

    def _leaving(self) -> tuple[str, ...]:
        given = self.settings.keys.get("everywhere.quit", "")
        return tuple(given.split(",")) if given else keymap.BY_ID["everywhere.quit"].keys
