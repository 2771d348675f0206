"""The start: reviews under way, the last one first; or, with nothing there yet, three ways to begin."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.screen import Screen

import inclusion_core as ic
from inclusion_tui import keymap
from inclusion_tui.render.line import apart, text
from inclusion_tui.widgets.foot import Foot
from inclusion_tui.widgets.panel import Panel
from inclusion_tui.widgets.rows import Rows

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from inclusion_tui.app import InclusionApp
    from inclusion_tui.messages import Noted, RowEntered
    from inclusion_tui.render.line import Line


class StartScreen(Screen[None]):
    """Choose a review to go on with."""

    BINDINGS: ClassVar[list[BindingType]] = keymap.bindings("start")
    app: InclusionApp

    def compose(self) -> ComposeResult:
        """Lay out the title, the reviews and the foot."""
        yield Panel(lambda width, _: [apart(((" inclusion", "title"),), (), width), ()], id="heading")
        yield Rows(self._draw, id="reviews")
        yield Foot(keymap.hints(("start", "everywhere"), self.app.settings.keys))

    def on_mount(self) -> None:
        """List the reviews, the one that was worked on last first."""
        self.query_one("#heading").styles.height = 2
        last = self.app.recent.last()
        self._reviews = sorted(self.app.desk.workspace.reviews(), key=lambda one: one.id != last)
        rows = self.query_one(Rows)
        rows.show([one.id for one in self._reviews])
        rows.focus()

    def _draw(self, place: int, width: int) -> Line:
        one = self._reviews[place]
        return apart(
            ((f"  {text(one.id)}", "strong"), (f"  {text(one.title)}", "")), ((one.framework.name, "dim"),), width
        )

    def on_row_entered(self, message: RowEntered) -> None:
        """Go on with a review."""
        self.app.attempt(lambda: self.app.open_review(message.key))

    def on_noted(self, message: Noted) -> None:
        """Say something at the foot."""
        self.query_one(Foot).say(message.says, wrong=message.wrong)

    def action_enter(self) -> None:
        """Go on with the review that is chosen."""
        self.app.attempt(lambda: self.app.open_review(self.query_one(Rows).chosen))


_ = ic
