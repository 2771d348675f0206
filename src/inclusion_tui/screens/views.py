"""Views of the list, each with the number of rows that it keeps. A menu over the list."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from inclusion_tui import views
from inclusion_tui.render.line import apart, padded
from inclusion_tui.screens.home import home
from inclusion_tui.screens.page import Menu
from inclusion_tui.widgets.rows import Rows

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from inclusion_tui.render.line import Line

_AT_ONCE = 40
"""Rows that are looked at before a key may be answered: each costs a fraction of a millisecond."""


class ViewsMenu(Menu[str]):
    """A letter chooses a view. The counts come when the menu is there: a long list takes a moment to look through."""

    def __init__(self) -> None:
        super().__init__("Show only", [(one.letter, one.title, one.id) for one in views.VIEWS])
        self._counts: dict[str, int] | None = None

    def compose(self) -> ComposeResult:
        """Begin at the view that is shown."""
        self._chosen = home(self.app).view.id
        return super().compose()

    def on_mount(self) -> None:
        """Count when the menu is on the screen."""
        self.call_after_refresh(self.run_worker, self._count)

    async def _count(self) -> None:
        """Count what each view keeps, a few rows at a time, so that keys are answered meanwhile."""
        sitting = home(self.app).sitting
        counts = {one.id: 0 for one in views.VIEWS}
        for place, indicator in enumerate(sitting.indicators):
            row = sitting.row(indicator)
            for view in views.VIEWS:
                counts[view.id] += view.keeps(row)
            if place % _AT_ONCE == _AT_ONCE - 1:
                await asyncio.sleep(0)
        self._counts = counts
        self.query_one("#choices", Rows).redraw()

    def _draw(self, place: int, width: int) -> Line:
        letter, words, view = self._choices[place]
        count = "" if self._counts is None else f"{self._counts[view]} of {self._counts['all']}"
        return apart(
            ((f"  {padded(letter, 2)} ", "strong"), (words, "dim" if count.startswith("0 ") else "")),
            ((count, "strong"), (" ", "")),
            width,
        )

    def take(self, answer: str) -> None:
        """Show what the view keeps."""
        self.dismiss(None)
        home(self.app).show_view(answer)
