"""A text to read, as long as it may be: drawn line by line, scrolled with the keys of every list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inclusion_tui.widgets.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events

    from inclusion_tui.render.line import Line


class Reading(Rows):
    """Shows the lines that `write(width)` returns. No row is chosen: the keys of lists scroll it."""

    DEFAULT_CSS = "Reading { scrollbar-gutter: stable; }"  # else a long text is broken for a column that it loses

    def __init__(self, write: Callable[[int], Sequence[Line]], *, id: str | None = None) -> None:  # noqa: A002  Textual's word
        super().__init__(self._line, id=id)
        self._write = write
        self._written: Sequence[Line] = ()
        self._width = -1

    def rewrite(self) -> None:
        """Write the text afresh: what it tells of has changed."""
        width = self.scrollable_content_region.width or self.size.width
        if width > 0:
            self._width = width
            self._written = self._write(width)
            self.show([""] * len(self._written))

    def on_resize(self, event: events.Resize) -> None:
        """Break the lines anew for another width."""
        super().on_resize(event)
        if (self.scrollable_content_region.width or event.size.width) != self._width:
            self.rewrite()

    def _line(self, place: int, _width: int) -> Line:
        return self._written[place] if place < len(self._written) else ()

    def action_move(self, by: int) -> None:
        """Scroll by so many lines."""
        self.scroll_relative(y=by, animate=False)

    def action_page(self, by: int) -> None:
        """Scroll by a page."""
        self.scroll_relative(y=by * max(self.size.height - 1, 1), animate=False)

    def action_edge(self, to: int) -> None:
        """Scroll to the beginning or the end."""
        self.scroll_to(y=0 if to < 0 else len(self._written), animate=False)
