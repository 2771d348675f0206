"""Where a note is written: a head that says what it will be, the text, and a line for what was noticed in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical

from inclusion_tui.keys import keymap
from inclusion_tui.messages import Act, Written
from inclusion_tui.widgets.panel import Panel
from inclusion_tui.widgets.writing import WritingArea

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.binding import BindingType
    from textual.widgets import TextArea

    from inclusion_tui.render.line import Line

_LEAST, _MOST = 2, 6
_REST = 14
"""Rows that the list, the heading and the foot keep, however long a note is."""


class Capture(Vertical):
    """A note. Posts Written after every change of the text, Act for each key that is no letter of it."""

    BINDINGS: ClassVar[list[BindingType]] = keymap.bindings("capture")
    DEFAULT_CSS = """
    Capture { height: auto; border-top: solid $panel; background: $background; }
    Capture #head, Capture #tail { height: 1; }
    """

    def __init__(self, head: Callable[[int], Line], tail: Callable[[int], Line]) -> None:
        super().__init__(id="capture")
        self._head = Panel(lambda width, _: [head(width)], id="head")
        self._tail = Panel(lambda width, _: [tail(width)], id="tail")
        self.area = WritingArea(placeholder="What was seen or heard. Pupils are never named; staff by role.")

    def lay_out(self) -> None:
        """Lay out the head, the text and the line below, now and not when Textual comes round to it."""
        self.mount(self._head, self.area, self._tail)

    def redraw(self) -> None:
        """Draw the head and the line below again."""
        self._head.redraw()
        self._tail.redraw()

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Give the text the rows that it needs, and pass on that it was changed."""
        event.stop()
        self.fit_rows()
        self.post_message(Written())

    def on_resize(self) -> None:
        """Give the text its rows in the new room."""
        self.fit_rows()

    def fit_rows(self) -> None:
        """Give the text as many rows as it has, as far as the list above keeps its own."""
        most = max(min(_MOST, self.screen.size.height - _REST), 1)
        self.area.styles.height = min(max(self.area.wrapped_document.height, _LEAST), most)

    def action_act(self, what: str) -> None:
        """Pass on what a key asks for."""
        self.post_message(Act(what))
