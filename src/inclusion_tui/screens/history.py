"""What was done to the review, by whom and when: the newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from inclusion_tui.render.history import happening_lines, history_line
from inclusion_tui.render.line import under, within
from inclusion_tui.screens.page import ListPage
from inclusion_tui.widgets.panel import Panel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    import inclusion_core as ic
    from inclusion_tui.render.line import Line

_ROWS_IN_FULL = 4


class HistoryScreen(ListPage):
    """Each change is a row; the one that is chosen is told in full below. Rows are told when they are drawn."""

    BINDINGS: ClassVar[list[BindingType]] = []
    DEFAULT_CSS = f"HistoryScreen #full {{ height: {_ROWS_IN_FULL + 1}; border-top: solid $panel; }}"

    def __init__(self) -> None:
        super().__init__()
        self._told: Sequence[ic.Happening] = ()
        self._hidden: frozenset[str] = frozenset()

    def heading(self) -> str:
        """Return how much was done."""
        count = len(self._told)
        made_up = " (made up)" if self.sitting.session.school.made_up else ""
        changes = f"{count} {'change' if count == 1 else 'changes'}, the newest first"
        return f"History: {self.sitting.session.school.name}{made_up}, {changes}"

    def body(self) -> ComposeResult:
        """Yield the list, and the chosen change in full."""
        yield from super().body()
        yield Panel(self._full, id="full")

    def refill(self) -> None:
        """Look at the journal again."""
        sitting = self.sitting
        self._told = sitting.session.history()
        self._hidden = frozenset(sitting.session.assessments) - {sitting.voice, *sitting.beside()}
        super().refill()
        for panel in ("#heading", "#full"):
            self.query_one(panel, Panel).redraw()

    def keys(self) -> Sequence[str]:
        """Return each change by its number from the beginning, the newest first."""
        return [str(place) for place in range(len(self._told), 0, -1)]

    def draw(self, place: int, width: int) -> Line:
        """Return a change's line."""
        one = self._told[len(self._told) - 1 - place]
        return history_line(one, self.sitting.people, self._hidden, width)

    def _full(self, width: int, height: int) -> list[Line]:
        at = self.rows.chosen
        if not at:
            return under(
                " ", "Nothing was done yet. Whatever you judge or write is listed here, and z takes it back.", width
            )
        one = self._told[int(at) - 1]
        return within(happening_lines(one, self.sitting.people, self._hidden, width), height, width)

    def on_row_chosen(self) -> None:
        """Tell the change that is chosen now."""
        self.query_one("#full", Panel).redraw()
