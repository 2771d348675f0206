"""The line that people type in. What is typed or pasted is kept to the character; what would act is drawn as a sign."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text
from textual.widgets import Input

from inclusion_tui.render.line import inert

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events


class TypingLine(Input):
    """Textual's line, which takes the first line only of what is pasted and draws escapes as they stand.

    `wanted()` says whether the line is, or is about to be, in sight. One that is put away and asked for again before
    the screen was laid out anew hears of the first only after the second: it keeps the focus then, or what is typed
    next would go to the list behind it, as commands.
    """

    wanted: Callable[[], bool] | None = None

    def on_hide(self, event: events.Hide) -> None:
        """Give the focus up, unless the line is asked for again already."""
        if self.wanted is not None and self.wanted():
            event.prevent_default()

    @property
    def _value(self) -> Text:
        return Text(inert(self.value), no_wrap=True, overflow="ignore", end="")

    def on_paste(self, event: events.Paste) -> None:
        """Take all of it."""
        event.prevent_default()
        event.stop()
        self.replace(event.text.replace("\r\n", "\n").replace("\r", "\n"), *self.selection)
