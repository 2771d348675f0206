"""From lines with named styles to what Textual draws. The only place where text becomes Content or a Strip."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.content import Content
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

import inclusion_core as ic

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from rich.style import Style

    from inclusion_tui.render.line import Line

STYLES: Mapping[str, str] = {
    "": "",
    "dim": "$text-muted",
    "strong": "bold",
    "title": "bold $text-primary",
    "level": "bold $text-success",
    "mark": "$text-accent",
    "warn": "bold $text-warning",
    "good": "$text-success",
    "cursor": "reverse",
}
"""What each named style looks like. None relies on colour alone: what matters is bold, reversed or a sign as well."""


def content(lines: Iterable[Line]) -> Content:
    """Return lines as Content. Nothing in them is ever read as markup."""
    return Content("\n").join([Content.assemble(*((words, STYLES[style]) for words, style in line)) for line in lines])


def strip(line: Line, width: int, looks: Mapping[str, Style], base: Style) -> Strip:
    """Return a line as a Strip of so many columns, each part's style laid over `base`; neighbours alike are one."""
    drawn = [Segment("".join(words for words, _ in parts), base + looks[style] if style else base)
             for style, parts in groupby(line, key=lambda part: part[1])]  # fmt: skip
    return Strip(drawn).adjust_cell_length(width, base)


class Drawn(Widget):
    """A widget that draws lines with named styles. What the styles look like follows the theme."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"drawn--{name}" for name in STYLES if name}
    DEFAULT_CSS = """
    Drawn {
        & .drawn--dim { color: $text-muted; }
        & .drawn--strong { text-style: bold; }
        & .drawn--title { color: $text-primary; text-style: bold; }
        & .drawn--level { color: $text-success; text-style: bold; }
        & .drawn--mark { color: $text-accent; }
        & .drawn--warn { color: $text-warning; text-style: bold; }
        & .drawn--good { color: $text-success; }
        & .drawn--cursor { text-style: reverse; }
    }
    """

    _looks: Mapping[str, Style] | None = None

    def drawn(self, line: Line, width: int, *, chosen: bool = False) -> Strip:
        """Return a line as a Strip; reversed where it is the one that is chosen."""
        if self._looks is None:
            self._looks = {
                name: self.get_component_rich_style(f"drawn--{name}", partial=True) for name in STYLES if name
            }
        base = self.rich_style
        return strip(line, width, self._looks, base + self._looks["cursor"] if chosen else base)

    def notify_style_update(self) -> None:
        """Forget what the styles looked like."""
        self._looks = None
        super().notify_style_update()

    def refresh_between(self, y: int, before: Strip | None, after: Strip) -> None:
        """Draw one row of the widget again, from the first column that differs to the last.

        Over a slow line every column counts; a whole row is five times what most changes need.
        """
        if before is None or before.cell_length != after.cell_length:
            self.refresh(Region(0, y, self.size.width, 1).translate(self.gutter.top_left))
            return
        first, last = difference(list(before), list(after))
        if first < last:
            self.refresh(Region(first, y, last - first, 1).translate(self.gutter.top_left))


def difference(before: Sequence[Segment], after: Sequence[Segment]) -> tuple[int, int]:
    """Return the columns from which and up to which two rows of the same width differ; (0, 0) where they do not.

    Exact to a column where a segment is plain ASCII, to a segment elsewhere. A row with marks that combine with what
    stands before them differs as a whole.
    """
    if before != after and any(_combines(one.text) for one in (*before, *after)):
        return 0, sum(ic.columns(one.text) for one in after)
    head = _alike(before, after)
    whole = sum(ic.columns(one.text) for one in after)
    if head >= whole:
        return 0, 0
    tail = _alike(_reversed(before), _reversed(after))
    return head, max(whole - tail, head + 1)


def _combines(text: str) -> bool:
    return not text.isascii() and any(ic.columns(mark) == 0 for mark in text)


def _reversed(row: Sequence[Segment]) -> list[Segment]:
    return [Segment(one.text[::-1] if one.text.isascii() else one.text, one.style) for one in reversed(row)]


def _alike(before: Sequence[Segment], after: Sequence[Segment]) -> int:
    """Return how many columns at the beginning are alike in text and style."""
    columns = 0
    for one, other in zip(before, after, strict=False):
        if one == other:
            columns += ic.columns(one.text)
            continue
        if one.style == other.style and one.text.isascii() and other.text.isascii():
            columns += next(
                (place for place, (mark, its) in enumerate(zip(one.text, other.text, strict=False)) if mark != its),
                min(len(one.text), len(other.text)),
            )
        break
    return columns
