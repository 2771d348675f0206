"""From lines with named styles to what Textual draws. The only place where text becomes Content or a Strip."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.content import Content
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from inclusion_tui.render.line import Line

STYLES: Mapping[str, str] = {
    "": "",
    "dim": "$quiet",
    "strong": "bold",
    "title": "bold $primary",
    "level": "bold $success",
    "mark": "$accent",
    "warn": "bold $warning",
    "good": "$success",
    "cursor": "reverse",
}
"""What each named style looks like. None relies on colour alone: what matters is bold, reversed or a sign as well."""


_PLAIN: Mapping[str, Style] = {name: Style(bold="bold" in look or None) for name, look in STYLES.items()}
"""On the row that is chosen, which is reversed, colours would make blocks; what is bold stays bold."""


def content(lines: Iterable[Line]) -> Content:
    """Return lines as Content. Nothing in them is ever read as markup."""
    return Content("\n").join([Content.assemble(*((words, STYLES[style]) for words, style in line)) for line in lines])


def strip(line: Line, width: int, looks: Mapping[str, Style], base: Style) -> Strip:
    """Return a line as a Strip of so many columns, each part's style laid over `base`; neighbours alike are one."""
    styled = ((words, base + looks[style] if style else base) for words, style in line)
    drawn = [Segment("".join(words for words, _ in parts), style)
             for style, parts in groupby(styled, key=lambda part: part[1])]  # fmt: skip
    return Strip(drawn).adjust_cell_length(width, base)


class Drawn(Widget):
    """A widget that draws lines with named styles. What the styles look like follows the theme."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"drawn--{name}" for name in STYLES if name}
    DEFAULT_CSS = """
    Drawn {
        & .drawn--dim { color: $quiet; }
        & .drawn--strong { text-style: bold; }
        & .drawn--title { color: $primary; text-style: bold; }
        & .drawn--level { color: $success; text-style: bold; }
        & .drawn--mark { color: $accent; }
        & .drawn--warn { color: $warning; text-style: bold; }
        & .drawn--good { color: $success; }
        & .drawn--cursor { text-style: reverse; }
    }
    """

    _looks: Mapping[str, Style] | None = None
    _ground = Style()

    def drawn(self, line: Line, width: int, *, chosen: bool = False) -> Strip:
        """Return a line as a Strip; reversed where it is the one that is chosen."""
        if self._looks is None:
            self._looks = {
                name: self.get_component_rich_style(f"drawn--{name}", partial=True) for name in STYLES if name
            }
            self._ground = self.rich_style
        if chosen:
            return strip(line, width, _PLAIN, self._ground + self._looks["cursor"])
        return strip(line, width, self._looks, self._ground)

    def notify_style_update(self) -> None:
        """Forget what the styles looked like."""
        self._looks = None
        super().notify_style_update()

    def refresh_row(self, y: int) -> None:
        """Draw one row of the widget again. Regions begin where the content does, inside of the border."""
        self.refresh(Region(0, y, self.size.width, 1))
