"""The line that people type in. What is typed or pasted is kept to the character; what would act is drawn as a sign."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text
from textual.widgets import Input

from inclusion_tui.render.line import inert
from inclusion_tui.widgets.keeping_focus import KeepsFocus

if TYPE_CHECKING:
    from textual import events


class TypingLine(KeepsFocus, Input):
    """Textual's line, which takes the first line only of what is pasted and draws escapes as they stand."""

    @property
    def _value(self) -> Text:
        return Text(inert(self.value), no_wrap=True, overflow="ignore", end="")

    def on_paste(self, event: events.Paste) -> None:
        """Take all of it."""
        event.prevent_default()
        event.stop()
        self.replace(event.text.replace("\r\n", "\n").replace("\r", "\n"), *self.selection)
