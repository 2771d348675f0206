"""A list of rows, drawn line by line: any number of them costs what the screen shows, and a move redraws two."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from inclusion_tui.keys import keymap
from inclusion_tui.messages import RowChosen, RowEntered
from inclusion_tui.widgets.painting import Drawn

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from textual import events
    from textual.binding import BindingType

    from inclusion_tui.render.line import Line


class Rows(Drawn, ScrollView, can_focus=True):
    """A list. `keys` names its rows in order; an empty key is a heading, on which the cursor never stands.

    `draw(place, width)` returns a row's line. Messages: RowChosen when the cursor moves, RowEntered on Enter or a
    click on the row that is chosen already. `moved` is called at once when the cursor moves: what it has drawn comes
    in the same frame, where a message takes until the next one.
    """

    BINDINGS: ClassVar[list[BindingType]] = keymap.bindings("list")
    DEFAULT_CSS = """
    Rows {
        height: 1fr;
        overflow: hidden auto;  /* Textual takes the look of the first class it stands on, and that scrolls nothing */
        background: $background;
        scrollbar-size-vertical: 1;
        scrollbar-size-horizontal: 0;
    }
    """

    def __init__(
        self,
        draw: Callable[[int, int], Line],
        *,
        id: str | None = None,  # noqa: A002  Textual's word
        moved: Callable[[], None] | None = None,
    ) -> None:
        super().__init__(id=id)
        self._draw, self._moved = draw, moved
        self._keys: tuple[str, ...] = ()
        self._places_of: dict[str, list[int]] = {}
        self._cursor = -1
        self._strips: dict[int, Strip] = {}

    # What there is --------------------------------------------------------------------------------------------------

    @property
    def chosen(self) -> str:
        """The key of the row that the cursor stands on; empty where there is none."""
        return self._keys[self._cursor] if 0 <= self._cursor < len(self._keys) else ""

    @property
    def position(self) -> tuple[int, int]:
        """Which of the rows that can be chosen the cursor stands on, from 1 (0 for none); and how many there are."""
        places = [place for place, key in enumerate(self._keys) if key]
        return sum(place <= self._cursor for place in places) if self.chosen else 0, len(places)

    def key_at(self, place: int) -> str:
        """Return the key of a row; empty for a heading, and where there is none."""
        return self._keys[place] if 0 <= place < len(self._keys) else ""

    def show(self, keys: Sequence[str], *, chosen: str = "") -> None:
        """Show these rows. The cursor goes to `chosen`, else stays where it was, else stands on the first row."""
        wanted = chosen or self.chosen
        before = self.chosen
        at = self._cursor
        self._keys = tuple(keys)
        self._places_of = {}
        for place, key in enumerate(self._keys):
            self._places_of.setdefault(key, []).append(place)
        self.virtual_size = Size(self.size.width, len(self._keys))
        if self.size:
            self._scroll_update(self.virtual_size)  # Textual does it for another size only, and then nothing scrolls
        self._strips.clear()
        if wanted in self._keys and wanted:
            self._cursor = self._keys.index(wanted)
        else:
            self._cursor = self._near(min(max(at, 0), len(self._keys) - 1))
        self._keep_in_sight()
        self.refresh()
        if self.chosen != before:
            self.post_message(RowChosen(self.chosen))

    def redraw(self, keys: Collection[str] | None = None) -> None:
        """Draw rows afresh, all of them where none is named: what they show has changed."""
        if keys is None:
            self._strips.clear()
            self.refresh()
            return
        for place in sorted({place for key in keys for place in self._places_of.get(key, ())}):
            self._redraw_line(place)

    def redraw_headings(self) -> None:
        """Draw the headings afresh."""
        for place in self._places_of.get("", ()):  # one out of sight is only forgotten
            self._redraw_line(place)

    def choose(self, key: str) -> None:
        """Put the cursor on a row, where there is one of that key."""
        if key and key in self._places_of:
            self._put(self._places_of[key][0])

    # Moving ---------------------------------------------------------------------------------------------------------

    def action_move(self, by: int) -> None:
        """Move by so many rows, over headings, and stop at the ends."""
        place = self._cursor
        for _ in range(abs(by)):
            following = self._next(place, 1 if by > 0 else -1)
            if following is None:
                if by < 0:
                    self.scroll_to(y=0, animate=False)
                break
            place = following
        self._put(place)

    def action_page(self, by: int) -> None:
        """Move by a page."""
        target = min(max(self._cursor + by * max(self.size.height - 1, 1), 0), len(self._keys) - 1)
        self._put(self._near(target))

    def action_edge(self, to: int) -> None:
        """Move to the first or the last row."""
        self._put(self._near(0 if to < 0 else len(self._keys) - 1))

    def _next(self, place: int, step: int) -> int | None:
        place += step
        while 0 <= place < len(self._keys):
            if self._keys[place]:
                return place
            place += step
        return None

    def _near(self, place: int) -> int:
        """Return the nearest row that is no heading, forwards first; -1 where there is none."""
        if 0 <= place < len(self._keys) and self._keys[place]:
            return place
        after, before = self._next(place, 1), self._next(place, -1)
        return after if after is not None else before if before is not None else -1

    def _put(self, place: int) -> None:
        if place == self._cursor or not 0 <= place < len(self._keys):
            return
        before, self._cursor = self._cursor, place
        for one in (before, place):
            self._redraw_line(one)
        self._keep_in_sight()
        if self._moved is not None:
            self._moved()
        self.post_message(RowChosen(self.chosen))

    def _keep_in_sight(self) -> None:
        """Scroll by half a page at the edge, not line by line: each scroll sends the whole list again."""
        height, top = self.size.height, int(self.scroll_offset.y)
        if height <= 0 or self._cursor < 0:
            return
        first = self._cursor - 1 if self._cursor and not self._keys[self._cursor - 1] else self._cursor
        if first < top:
            self.scroll_to(y=max(first - height // 2, 0), animate=False, immediate=True)
        elif self._cursor >= top + height:
            self.scroll_to(y=self._cursor - height // 2, animate=False, immediate=True)

    def _redraw_line(self, place: int) -> None:
        """Draw a row again where it is in sight; else forget what it looked like."""
        self._strips.pop(place, None)
        y = place - int(self.scroll_offset.y)
        if 0 <= place < len(self._keys) and 0 <= y < self.size.height:
            self.refresh_row(y)  # drawn when the frame is, once for the keys that come together

    # Drawing --------------------------------------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """Draw the row at a line of the screen."""
        place = y + int(self.scroll_offset.y)
        width = self.scrollable_content_region.width
        if not 0 <= place < len(self._keys):
            return Strip.blank(width, self.rich_style)
        found = self._strips.get(place)
        if found is None or found.cell_length != width:
            found = self._strips[place] = self._strip(place, width)
        return found

    def _strip(self, place: int, width: int) -> Strip:
        return self.drawn(self._draw(place, width), width, chosen=place == self._cursor)

    def notify_style_update(self) -> None:
        """Forget what was drawn in other colours."""
        self._strips.clear()
        super().notify_style_update()

    def on_resize(self, event: events.Resize) -> None:
        """Keep the cursor in sight in the new room."""
        self._strips.clear()
        self.virtual_size = Size(event.size.width, len(self._keys))
        if 0 <= self._cursor < event.size.height:  # a small window scrolled it; a larger one shows the beginning again
            self.scroll_to(y=0, animate=False, immediate=True)
        self._keep_in_sight()
        self.call_after_refresh(self._keep_in_sight)  # how far it can be scrolled is known only then

    # The mouse, which is never needed -------------------------------------------------------------------------------

    def on_click(self, event: events.Click) -> None:
        """Choose the row that was clicked; enter it where it was chosen already."""
        place = event.y + int(self.scroll_offset.y)
        if 0 <= place < len(self._keys) and self._keys[place]:
            if place == self._cursor:
                self.post_message(RowEntered(self.chosen))
            else:
                self._put(place)
