"""A text in passages, drawn line by line: the cursor goes from passage to passage, and a bar stands beside the one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inclusion_tui.messages import RowChosen
from inclusion_tui.render.passages import barred
from inclusion_tui.widgets.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events
    from textual.strip import Strip

    from inclusion_tui.render.line import Line
    from inclusion_tui.render.passages import Passage


class Passages(Rows):
    """Shows the passages that `write(width)` returns. A passage longer than the screen is scrolled before it is left.

    Messages as those of Rows; `leads` is the indicator that the chosen passage is about.
    """

    DEFAULT_CSS = "Passages { scrollbar-gutter: stable; }"  # else a long text is written twice

    def __init__(
        self,
        write: Callable[[int], Sequence[Passage]],
        *,
        sign: str,
        id: str | None = None,  # noqa: A002  Textual's word
    ) -> None:
        super().__init__(self._line, id=id)
        self._write, self.sign = write, sign
        self._passages: list[Passage] = []
        self._lines: list[Line] = []
        self._leads: dict[str, str] = {}
        self._parts: dict[str, str] = {}
        self._first_of_parts: list[str] = []
        self._width = -1
        self._wanted = ""

    @property
    def leads(self) -> str:
        """The indicator that the chosen passage is about; empty where it is about none, or that is not certain."""
        return self._leads.get(self.chosen, "")

    def rewrite(self, *, chosen: str = "") -> None:
        """Write the text afresh; the cursor goes to `chosen`, else stays at the passage of the same name."""
        self._wanted = chosen or self._wanted
        width = self.scrollable_content_region.width or self.size.width
        if width <= 0:
            return
        passages = list(self._write(width))
        if passages == self._passages and width == self._width and not self._wanted:
            return
        self._passages, self._width = passages, width
        self._lines = [line for one in passages for line in one.lines]
        self._leads = {one.key: one.leads for one in passages if one.key}
        self._parts, self._first_of_parts = {}, []
        waiting: Passage | None = None
        for one in passages:
            if not one.key:
                waiting = one
            elif waiting is not None:
                self._first_of_parts.append(one.key)
                if waiting.part:
                    self._parts.setdefault(waiting.part, one.key)
                waiting = None
        wanted, self._wanted = self._wanted, ""
        top, before, count = self.scroll_offset.y, self.chosen, len(self._keys)
        self.show([one.key for one in passages for _ in one.lines], chosen=wanted)
        if self.chosen == before and len(self._keys) == count:  # the clock went on: whoever scrolled stays there
            self.scroll_to(y=top, animate=False, immediate=True)

    def go_to_part(self, part: str) -> bool:
        """Go to the first passage of a part; say whether there is one."""
        key = self._parts.get(part, "")
        if key:
            self._to_the_top(key)
        return bool(key)

    def action_part(self, by: int) -> None:
        """Go to the first passage of the next part or of the one before, round the end."""
        firsts = self._first_of_parts
        if not firsts:
            return
        order = [key for key in dict.fromkeys(self._keys) if key]
        here = order.index(self.chosen) if self.chosen else 0
        starts = [order.index(one) for one in firsts]
        if by > 0:
            following = next((one for one in starts if one > here), starts[0])
        else:
            following = next((one for one in reversed(starts) if one < here), starts[-1])
        self._to_the_top(order[following])

    def _to_the_top(self, key: str) -> None:
        """Choose a passage and show it with its heading at the top."""
        place = self._keys.index(key)
        self._put(place)
        self.scroll_to(y=self._span(place)[0], animate=False, immediate=True)

    # Moving ---------------------------------------------------------------------------------------------------------

    def action_move(self, by: int) -> None:
        """Go on by so many passages; one that is not all in sight is scrolled first."""
        for _ in range(abs(by)):
            self._step(1 if by > 0 else -1)

    def _step(self, step: int) -> None:
        first, last = self._span(self._cursor)
        top, height = int(self.scroll_offset.y), self.size.height
        hidden = last >= top + height if step > 0 else first < top
        following = self._following(step)
        if hidden or following < 0:
            edge = top + step * max(height // 2, 1)
            self.scroll_to(y=min(max(edge, 0), max(len(self._keys) - height, 0)), animate=False, immediate=True)
        else:
            self._put(following)

    def _following(self, step: int) -> int:
        """Return the first line of the next passage or of the one before; -1 where there is none."""
        place, key = self._cursor, self.chosen
        while 0 <= place < len(self._keys):
            if self._keys[place] and self._keys[place] != key:
                return self._keys.index(self._keys[place])
            place += step
        return -1

    def _span(self, place: int) -> tuple[int, int]:
        """Return the first line of the passage's heading, or its own, and its last line; those of the text's ends."""
        if not 0 <= place < len(self._keys):
            return 0, len(self._keys) - 1
        key = self._keys[place]
        first = self._keys.index(key)
        last = first
        while last + 1 < len(self._keys) and self._keys[last + 1] == key:
            last += 1
        while first > 0 and not self._keys[first - 1]:
            first -= 1
        if not any(self._keys[last + 1 :]):
            last = len(self._keys) - 1
        return first, last

    def _near(self, place: int) -> int:
        found = super()._near(place)
        return self._keys.index(self._keys[found]) if found >= 0 else found

    def _put(self, place: int) -> None:
        if place == self._cursor or not 0 <= place < len(self._keys):
            return
        before, self._cursor = self._cursor, place
        for one in (before, place):
            if 0 <= one < len(self._keys):
                key, at = self._keys[one], one
                while at < len(self._keys) and self._keys[at] == key:
                    self._redraw_line(at)
                    at += 1
        self._keep_in_sight()
        self.post_message(RowChosen(self.chosen))

    def _keep_in_sight(self) -> None:
        """Scroll so that the passage and its heading are in sight, half a page on; its beginning where it is long."""
        height, top = self.size.height, int(self.scroll_offset.y)
        if height <= 0 or self._cursor < 0:
            return
        first, last = self._span(self._cursor)
        if first >= top and last < top + height:
            return
        wanted = min(max(first - height // 2, last - height + 1, 0), first) if any(self._keys[:first]) else first
        self.scroll_to(y=wanted, animate=False, immediate=True)

    # Drawing --------------------------------------------------------------------------------------------------------

    def _line(self, place: int, _width: int) -> Line:
        if not 0 <= place < len(self._lines):
            return ()
        line = self._lines[place]
        here = self._keys[place] and self._keys[place] == self.chosen
        return barred(line, self.sign) if here else line

    def _strip(self, place: int, width: int) -> Strip:
        return self.drawn(self._draw(place, width), width)

    def on_resize(self, event: events.Resize) -> None:
        """Break the lines anew for another width."""
        super().on_resize(event)
        if (self.scrollable_content_region.width or event.size.width) != self._width:
            self.rewrite()
