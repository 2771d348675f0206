"""A place for lines that only shows: the heading, the rubric, the foot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.css.query import NoMatches
from textual.strip import Strip

from inclusion_tui.widgets.painting import Drawn

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events

    from inclusion_tui.render.line import Line


class Panel(Drawn):
    """Shows what `draw(width, height)` returns."""

    def __init__(self, draw: Callable[[int, int], Sequence[Line]], *, id: str | None = None) -> None:  # noqa: A002  Textual's word
        super().__init__(id=id)
        self._draw_lines = draw
        self._strips: list[Strip] = []
        self._drawn_for = self.size

    def redraw(self) -> None:
        """Draw again, in the next frame and once for all the changes before it; the line is sent what differs."""
        self._strips = []
        self.refresh()

    def _all(self) -> list[Strip]:
        width, height = self._drawn_for = self.size
        lines = list(self._draw_lines(width, height))[:height]
        lines += [()] * (height - len(lines))
        return [self.drawn(line, width) for line in lines]

    def on_resize(self, _: events.Resize) -> None:
        """Draw for the new room."""
        self._strips = []

    def notify_style_update(self) -> None:
        """Draw in other colours."""
        self._strips = []
        super().notify_style_update()

    def render_line(self, y: int) -> Strip:
        """Return a row."""
        if not self._strips or self._drawn_for != self.size:  # a row may be wanted before we are told of the new size
            try:
                self._strips = self._all()
            except NoMatches:  # the screen is being taken apart, and what this tells of went first
                return Strip.blank(self.size.width, self.rich_style)
        return self._strips[y] if y < len(self._strips) else Strip.blank(self.size.width, self.rich_style)
