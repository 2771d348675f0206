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
    """Shows what `draw(width, height)` returns. `redraw` draws what is otherwise now, and nothing else."""

    def __init__(self, draw: Callable[[int, int], Sequence[Line]], *, id: str | None = None) -> None:  # noqa: A002  Textual's word
        super().__init__(id=id)
        self._draw_lines = draw
        self._strips: list[Strip] = []
        self._drawn_for = self.size
        self._due = False

    def redraw(self) -> None:
        """Draw again what says something else now; once for all the changes that came at the same time."""
        if not self._due:
            self._due = True
            self.call_later(self._redraw)

    def _redraw(self) -> None:
        self._due = False
        if not self.is_attached or not self.size:
            return
        try:
            before, self._strips = self._strips, self._all()
        except NoMatches:  # the screen is being taken apart, and what this tells of went first
            return
        for y, strip in enumerate(self._strips):
            if y >= len(before) or list(strip) != list(before[y]):
                self.refresh_row(y)

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
            self._strips = self._all()
        return self._strips[y] if y < len(self._strips) else Strip.blank(self.size.width, self.rich_style)
