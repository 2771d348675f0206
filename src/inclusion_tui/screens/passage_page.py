"""A page of passages: sentences that the cursor goes through, and that lead to the indicator they are about."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from inclusion_tui.keys import keymap
from inclusion_tui.render.passages import WIDEST
from inclusion_tui.screens.home import go_to
from inclusion_tui.screens.page import Page
from inclusion_tui.widgets.passages import Passages

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from inclusion_tui.messages import RowEntered
    from inclusion_tui.render.passages import Passage


class PassagePage(Page):
    """Say what is in it in `passages`. Tab goes from part to part, Enter to the indicator of a passage."""

    parts: ClassVar[tuple[str, ...]] = ("passages",)
    BINDINGS: ClassVar[list[BindingType]] = keymap.bindings("passages")

    def body(self) -> ComposeResult:
        """Yield the text."""
        yield Passages(self._written, sign=self.app.glyphs.cursor, id="text")

    def passages(self, width: int) -> Sequence[Passage]:
        """Return the text, its lines at most `width` columns wide."""
        raise NotImplementedError

    @property
    def text(self) -> Passages:
        """The text."""
        return self.query_one("#text", Passages)

    def _written(self, width: int) -> Sequence[Passage]:
        return self.passages(min(width, WIDEST))

    def refill(self) -> None:
        """Write it afresh."""
        self.text.rewrite()

    def on_mount(self) -> None:
        """Let the keys move through it."""
        self.text.focus()

    def on_row_entered(self, _: RowEntered) -> None:
        """Go where the passage that was clicked leads."""
        self.action_enter()

    def action_enter(self) -> None:
        """Go to the indicator that the passage is about."""
        leads = self.text.leads
        if leads:
            go_to(self.app, leads)
        else:
            self.say("This is about no single indicator. Choose a line that names one.")

    def action_part(self, by: int) -> None:
        """Go to the next part or the one before."""
        self.text.action_part(by)
