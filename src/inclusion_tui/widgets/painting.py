"""From lines with named styles to what Textual draws. The only place where text becomes Content or a Strip."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.content import Content
from textual.strip import Strip

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

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


def strip(line: Line, styles: Mapping[str, Style], base: Style) -> Strip:
    """Return a line as a Strip, each part's style laid over `base`."""
    return Strip([Segment(words, base + styles[style] if style else base) for words, style in line])
