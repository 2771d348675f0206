"""A place for lines that only shows: the heading, the rubric, a page of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widget import Widget

from inclusion_tui.widgets.painting import content

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.content import Content

    from inclusion_tui.render.line import Line


class Panel(Widget):
    """Shows what `draw(width, height)` returns, drawn afresh by `redraw` and whenever the room changes."""

    def __init__(self, draw: Callable[[int, int], Sequence[Line]], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._lines = draw
        self._shown: Sequence[Line] | None = None

    def redraw(self) -> None:
        """Draw again, where it says something else now."""
        if self._lines(self.size.width, self.size.height) != self._shown:
            self.refresh()

    def render(self) -> Content:
        """Return what is shown."""
        self._shown = self._lines(self.size.width, self.size.height)
        return content(self._shown)
