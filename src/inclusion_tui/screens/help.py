"""Every key, those that work here first. Enter on one does it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from inclusion_tui.keys import keymap
from inclusion_tui.keys.live import levels_of, live_keys, run_key
from inclusion_tui.render.keys import Help, help_passages
from inclusion_tui.render.line import text
from inclusion_tui.render.passages import WIDEST
from inclusion_tui.screens.page import Page
from inclusion_tui.widgets.asking import Asking
from inclusion_tui.widgets.panel import Panel
from inclusion_tui.widgets.passages import Passages

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from inclusion_tui.keys.live import Live
    from inclusion_tui.messages import Typed
    from inclusion_tui.render.passages import Passage


class HelpScreen(Page):
    """Lists the keys of the screen it was opened on, the marks, and then every other key by its part."""

    parts: ClassVar[tuple[str, ...]] = ("help",)
    BINDINGS: ClassVar[list[BindingType]] = [
        *keymap.bindings("help"),
        *keymap.bindings(also=("passages.next-part", "passages.previous-part")),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._live: Mapping[str, Live] = {}
        self._find = ""

    def heading(self) -> str:
        """Return what it is, and what is looked for."""
        return f"Keys with: {text(self._find)}" if self._find else "Keys, and what the marks mean"

    def body(self) -> ComposeResult:
        """Yield the list, and the line to find in it."""
        under = self.app.screen_stack[self.app.screen_stack.index(self) - 1]
        self._live = live_keys(under, levels_of(self.app))
        yield Passages(self._written, sign=self.app.glyphs.cursor, id="text")
        yield Asking()

    @property
    def text(self) -> Passages:
        """The list."""
        return self.query_one("#text", Passages)

    def _written(self, width: int) -> Sequence[Passage]:
        told = Help(
            here={name: one.keys for name, one in self._live.items()},
            glyphs=self.app.glyphs,
            given=self.app.settings.keys,
            without=keymap.beyond(levels_of(self.app)),
            find=self._find,
        )
        return help_passages(told, min(width, WIDEST))

    def refill(self) -> None:
        """Write it afresh."""
        self.text.rewrite()

    def on_mount(self) -> None:
        """Let the keys move through it."""
        self.text.focus()

    # What keys do ---------------------------------------------------------------------------------------------------

    def on_row_entered(self) -> None:
        """A click on the chosen row does what it says."""
        self.action_run_key()

    def action_run_key(self) -> None:
        """Do what the row says, on the screen under this one."""
        name = self.text.chosen
        if name not in keymap.BY_ID:
            self.say("This is a sign of the list and no key: there is nothing to do.")
            return
        live, app = self._live, self.app
        if self.is_shown:
            self.dismiss()
            run_key(app, live, name)

    def action_part(self, by: int) -> None:
        """Go to the next part or the one before."""
        self.text.action_part(by)

    def action_find(self) -> None:
        """Find as you type."""
        self.query_one(Asking).ask("find", "Find", text=self._find)

    def on_typed(self, message: Typed) -> None:
        """Show only what holds what is typed."""
        self._show_only(message.text)

    def on_answered(self) -> None:
        """Go through what was found."""
        self.text.focus()

    def on_parked(self) -> None:
        """Show everything again."""
        self._show_only("")
        self.text.focus()

    def _show_only(self, find: str) -> None:
        self._find = find
        self.refill()
        self.text.action_edge(-1)
        self.query_one("#heading", Panel).redraw()
