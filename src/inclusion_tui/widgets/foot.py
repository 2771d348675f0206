"""The last line: the keys that matter here; or, until the next key, something that was done or went wrong.

What went wrong often begins with a long place and ends with what to do: it takes more rows rather than lose its end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from inclusion_tui.keys import keymap
from inclusion_tui.render.line import fit, plain, text, under
from inclusion_tui.widgets.asking import Asking
from inclusion_tui.widgets.panel import Panel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events

    from inclusion_tui.app import InclusionApp
    from inclusion_tui.render.line import Line, Part, Style


WHILE_ASKED = (("enter", "go on"), ("esc", "leave"))
"""Hints while a line is asked for: any other key is a letter of the answer."""

MOST = 4
"""Rows that a notice takes at most."""


def notice_lines(notice: str, width: int, most: int = MOST, *, wrong: bool = False) -> list[Line]:
    """Return a notice as lines of so many columns, at most so many; where its end is left out, an ellipsis says so."""
    style: Style = "warn" if wrong else "good"
    lines = under(" ", text(notice), width, style=style)
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], fit(((plain(lines[most - 1]), style), (" …" + " " * width, style)), width)]


def foot_line(hints: Sequence[tuple[str, str]], width: int) -> Line:
    """Return as many hints as there is room for, each of them whole."""
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
        self._notice, self._wrong, self._rows = "", False, 1

    def say(self, sentence: str, *, wrong: bool = False) -> None:
        """Show a sentence."""
        self._notice, self._wrong = sentence, wrong
        self._stand()
        self.redraw()

    def quiet(self) -> None:
        """Show the hints again."""
        if self._notice:
            self.say("")

    def on_resize(self, event: events.Resize) -> None:
        """Take as many rows as the notice needs now."""
        super().on_resize(event)
        self._stand()

    def _stand(self) -> None:
        """Take as many rows as the notice needs, and let what is asked for stand above them all."""
        rows = len(self._notice_lines(self.app.size.width)) if self._notice else 1
        if rows != self._rows:
            self._rows = self.styles.height = rows
            for one in self.screen.query("Asking, Questions"):
                if one.parent is self.screen:
                    one.styles.offset = (0, -rows)

    def _notice_lines(self, width: int) -> list[Line]:
        most = max(min(MOST, self.app.size.height // 4), 1)
        return notice_lines(self._notice, width, most, wrong=self._wrong)

    def _line(self, width: int, _height: int) -> list[Line]:
        if self._notice:
            return self._notice_lines(width)
        asking = any(one.asking for one in self.screen.query(Asking))
        hints = WHILE_ASKED if asking else keymap.hints(self.parts, self.app.settings.keys)
        return [foot_line(hints, width)]
