"""A page with a line to type in and a list that follows it: schools, files, commands, keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal

import inclusion_core as ic
from inclusion_tui.keys import keymap
from inclusion_tui.render.line import within
from inclusion_tui.screens.page import Page
from inclusion_tui.widgets.panel import Panel
from inclusion_tui.widgets.rows import Rows
from inclusion_tui.widgets.typing import TypingLine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.widgets import Input

    from inclusion_tui.messages import RowChosen, RowEntered
    from inclusion_tui.render.line import Line


class FinderPage(Page):
    """Say what is found for a text in `found`, what a row looks like in `draw`, what is said of it in `below`.

    The line keeps the focus: letters go into it, arrows move through the list, Enter takes the chosen row. What is
    typed is never lost to another list: the page is not composed anew.
    """

    parts: ClassVar[tuple[str, ...]] = ("finder",)
    label: ClassVar[str] = "Find"
    BINDINGS: ClassVar[list[BindingType]] = keymap.bindings("finder")
    DEFAULT_CSS = """
    FinderPage #asked { height: 1; background: $surface; }
    FinderPage #asked Panel { background: $surface; }
    FinderPage TypingLine, FinderPage TypingLine:focus {
        border: none; height: 1; padding: 0; background: $surface; width: 1fr;
    }
    FinderPage #below { height: auto; max-height: 50%; border-top: solid $panel; }
    """

    def body(self) -> ComposeResult:
        """Yield the line, the list, and what is said of the chosen row."""
        with Horizontal(id="asked"):
            yield Panel(self._label, id="label")
            yield TypingLine(select_on_focus=False, id="line")
        yield Rows(self.draw, id="list")
        yield Panel(lambda width, height: within(self.below(width, height), height, width), id="below")

    def on_mount(self) -> None:
        """Show what there is before anything is typed."""
        self.rows.can_focus = False
        self.query_one("#label").styles.width = ic.columns(self.label) + 2
        self.line.focus()
        self.refill()

    @property
    def line(self) -> TypingLine:
        """The line to type in."""
        return self.query_one("#line", TypingLine)

    @property
    def rows(self) -> Rows:
        """The list."""
        return self.query_one("#list", Rows)

    def found(self, words: str) -> Sequence[str]:
        """Return the key of each row for what is typed, an empty one for a heading."""
        raise NotImplementedError

    def draw(self, place: int, width: int) -> Line:
        """Return a row's line."""
        raise NotImplementedError

    def below(self, width: int, height: int) -> Sequence[Line]:  # noqa: ARG002  for those that say something
        """Return what is said of the chosen row."""
        return ()

    def best(self, keys: Sequence[str]) -> str:
        """Return the row that Enter should take, of those found: the first."""
        return next((one for one in keys if one), "")

    def take(self, key: str) -> None:
        """Do what the row is for."""
        raise NotImplementedError

    def _label(self, width: int, _height: int) -> list[Line]:
        return [((f" {self.label} "[:width], "strong"),)]

    def refill(self) -> None:
        """Find afresh."""
        keys = list(self.found(self.line.value))
        chosen = self.rows.chosen
        self.rows.show(keys, chosen=chosen if chosen in keys else self.best(keys))
        self.rows.redraw()
        self._show_chosen()
        self.query_one("#heading", Panel).redraw()

    def _show_chosen(self) -> None:
        panel, width = self.query_one("#below", Panel), self.app.size.width
        count = len(self.below(width, 0)) if width else 0
        panel.styles.display = "block" if count else "none"
        panel.styles.height = count + 1
        panel.redraw()

    def on_resize(self) -> None:
        """Give what is said of the chosen row the room it needs at this width."""
        self._show_chosen()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Follow what is typed."""
        event.stop()
        self.find(event.value)

    def find(self, words: str) -> None:
        """Show what is found for these words, with the best of it chosen."""
        keys = list(self.found(words))
        self.rows.show(keys, chosen=self.best(keys))
        self.rows.redraw()
        self._show_chosen()
        self.query_one("#heading", Panel).redraw()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the chosen row."""
        event.stop()
        self.action_enter()

    def on_row_chosen(self, _: RowChosen) -> None:
        """Say what is to be known of the row that is chosen now."""
        self._show_chosen()

    def on_row_entered(self, _: RowEntered) -> None:
        """Take the row that was clicked."""
        self.action_enter()

    def action_enter(self) -> None:
        """Take the chosen row, once: what is taken opens something else, or closes the page."""
        if self.rows.chosen and self.is_shown:
            self.take(self.rows.chosen)

    def action_move(self, by: int) -> None:
        """Move through the list."""
        self.rows.action_move(by)

    def action_page(self, by: int) -> None:
        """Move through the list by a page."""
        self.rows.action_page(by)

    def action_complete(self) -> None:
        """Write out what the cursor stands on, where that makes sense."""
