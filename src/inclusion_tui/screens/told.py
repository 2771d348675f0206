"""A page that tells one thing whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inclusion_tui.screens.page import TextPage

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from inclusion_tui.render.line import Line


class ToldPage(TextPage):
    """Tells what `lines` returns for so many columns, under a title."""

    def __init__(self, title: str, lines: Callable[[int], Sequence[Line]]) -> None:
        super().__init__()
        self._called, self._telling = title, lines

    def heading(self) -> str:
        """Return the title."""
        return self._called

    def lines(self, width: int) -> Sequence[Line]:
        """Return the text."""
        return [((" ", ""), *line) for line in self._telling(max(width - 2, 8))]
