"""The last line: the keys that matter here; or, until the next key, something that was done or went wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inclusion_tui import keymap
from inclusion_tui.render.line import fit, text
from inclusion_tui.widgets.panel import Panel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inclusion_tui.app import InclusionApp
    from inclusion_tui.render.line import Line, Part


def foot_line(hints: Sequence[tuple[str, str]], notice: str, width: int, *, wrong: bool = False) -> Line:
    """Return the line: a notice where there is one, else as many hints as there is room for, each of them whole."""
    if notice:
        return fit(((f" {text(notice)}", "warn" if wrong else "good"),), width)
    parts: list[Part] = []
    room = width
    for key, word in hints:
        size = len(key) + len(word) + 3
        if size > room:
            break
        room -= size
        parts += [(" ", ""), (key, "strong"), (f" {word} ", "dim")]
    return tuple(parts)


class Foot(Panel):
    """The line of hints for some parts of the table of keys. `say` puts a sentence in its place until `quiet`."""

    DEFAULT_CSS = "Foot { height: 1; dock: bottom; background: $surface; }"

    app: InclusionApp

    def __init__(self, *parts: str) -> None:
        super().__init__(self._line, id="foot")
        self.parts = parts
        self._notice, self._wrong = "", False

    def say(self, sentence: str, *, wrong: bool = False) -> None:
        """Show a sentence."""
        self._notice, self._wrong = sentence, wrong
        self.redraw()

    def quiet(self) -> None:
        """Show the hints again."""
        if self._notice:
            self.say("")

    def _line(self, width: int, _height: int) -> list[Line]:
        hints = keymap.hints(self.parts, self.app.settings.keys)
        return [foot_line(hints, self._notice, width, wrong=self._wrong)]
