"""The last frame of a review, shown while the review itself is being opened: the same rows in the same place.

It is a picture and nothing else. Keys that come meanwhile wait (`typeahead`) and go to the review when it is there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.segment import Segment
from rich.style import Style
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import ComposeResult

    from inclusion_tui.app import InclusionApp


class Picture(Widget):
    """Rows as they were drawn."""

    DEFAULT_CSS = "Picture { width: 100%; height: 100%; }"

    def __init__(self, rows: list[Strip]) -> None:
        super().__init__()
        self._rows = rows

    def render_line(self, y: int) -> Strip:
        """Draw a row as it was."""
        return self._rows[y] if y < len(self._rows) else Strip.blank(self.size.width)


class GlimpseScreen(Screen[None]):
    """Shows a frame, and asks for the review as soon as it is out."""

    app: InclusionApp

    def __init__(self, rows: list[Strip]) -> None:
        super().__init__()
        self._rows = rows

    def compose(self) -> ComposeResult:
        """Lay out the picture."""
        yield Picture(self._rows)

    def on_mount(self) -> None:
        """Open the review when the frame is on the screen."""
        self.call_after_refresh(self.app.open_what_was_glimpsed)


def taken(screen: Screen[Any], about: Mapping[str, Any]) -> dict[str, Any]:
    """Return a screen's frame, as it stands, as plain data; `about` says what it is true of."""
    styles: dict[str, int] = {}
    rows = [
        [[segment.text, styles.setdefault(str(segment.style or ""), len(styles))] for segment in strip]
        for strip in screen._compositor.render_strips(screen.size)  # noqa: SLF001  Textual has no public way
    ]
    return {"about": dict(about), "styles": list(styles), "rows": rows}


def rows_of(frame: Mapping[str, Any], about: Mapping[str, Any]) -> list[Strip] | None:
    """Return a frame's rows; None where it is true of something else, or is no frame."""
    try:
        if frame["about"] != dict(about):
            return None
        styles = [Style.parse(one) for one in frame["styles"]]
        return [Strip([Segment(words, styles[style]) for words, style in row]) for row in frame["rows"]]
    except (KeyError, TypeError, ValueError, IndexError):
        return None
