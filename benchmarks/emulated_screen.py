"""What a terminal would show of the bytes it was sent: the rows as text, each cell's look, the cursor.

`pyte` does the emulation. It is asked only when the screen is looked at, so that taking times costs nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

_UNKNOWN = re.compile(rb"\x1b\[[<=>][0-9;]*[a-zA-Z]")  # sequences of newer terminals that pyte would print as text
_BEGUN = re.compile(rb"\x1b(?:\[[<=>?0-9;]*)?\Z")


class EmulatedScreen:
    """A screen of (columns, rows) that was sent some bytes."""

    def __init__(self, size: tuple[int, int]) -> None:
        self._size = size
        self._waiting: list[bytes | tuple[int, int]] = []
        self._held = b""
        self._stream: Any = None
        self._screen: Any = None

    def feed(self, data: bytes) -> None:
        """Take more bytes."""
        self._waiting.append(data)

    def resize(self, size: tuple[int, int]) -> None:
        """Take another size; a side of 0 counts as 1."""
        self._waiting.append((max(1, size[0]), max(1, size[1])))

    @property
    def rows(self) -> list[str]:
        """The rows from the top, each as wide as the screen."""
        screen = self._current()
        return ["".join(screen.buffer[y][x].data for x in range(screen.columns)) for y in range(screen.lines)]

    @property
    def text(self) -> str:
        """All rows, with their trailing spaces cut off."""
        return "\n".join(row.rstrip() for row in self.rows)

    @property
    def cursor(self) -> tuple[int, int] | None:
        """The visible cursor's (column, row) from 0; None where it is hidden."""
        cursor = self._current().cursor
        return None if cursor.hidden else (cursor.x, cursor.y)

    @property
    def title(self) -> str:
        """The window's title, where the bytes set one."""
        return str(self._current().title)

    def row_of(self, text: str) -> int:
        """Return the first row, from 0, that shows a text; -1 where none does."""
        return next((place for place, row in enumerate(self.rows) if text in row), -1)

    def looks(self, row: int) -> list[Any]:
        """Return the cells of a row: each with `data`, `fg`, `bg`, `bold`, `underscore`, `reverse`."""
        screen = self._current()
        return [screen.buffer[row][x] for x in range(screen.columns)]

    def colours(self) -> set[str]:
        """Return every colour on the screen but the terminal's own two."""
        cells = [cell for row in range(self._current().lines) for cell in self.looks(row)]
        return {colour for cell in cells for colour in (cell.fg, cell.bg)} - {"default"}

    def framed(self) -> str:
        """Return the screen in a frame, for messages."""
        width = self._current().columns
        edge = "+" + "-" * width + "+"
        return "\n".join([edge, *(f"|{row}|" for row in self.rows), edge])

    def _current(self) -> Any:  # noqa: ANN401  pyte says no types
        if self._screen is None:
            self._screen, self._stream = _emulator(self._size)
        waiting, self._waiting = self._waiting, []
        for one in waiting:
            if isinstance(one, bytes):
                for piece in self._known(one):
                    self._stream.feed(piece)
            else:
                self._screen.resize(lines=one[1], columns=one[0])
        return self._screen

    def _known(self, data: bytes) -> Iterator[bytes]:
        data = self._held + data
        begun = _BEGUN.search(data)
        self._held = data[begun.start() :] if begun else b""
        yield _UNKNOWN.sub(b"", data[: begun.start()] if begun else data)


def _emulator(size: tuple[int, int]) -> tuple[Any, Any]:
    import pyte  # noqa: PLC0415  taking times does not need it

    class TwoScreens(pyte.Screen):  # type: ignore[misc]
        """pyte's screen, with the alternate one that it lacks."""

        kept: Any = None

        def set_mode(self, *modes: int, **given: Any) -> None:  # noqa: ANN401  as pyte has it
            super().set_mode(*modes, **given)
            if 1049 in modes and given.get("private") and self.kept is None:
                self.kept = {y: dict(line) for y, line in self.buffer.items()}, (self.cursor.x, self.cursor.y)
                self.erase_in_display(2)

        def reset_mode(self, *modes: int, **given: Any) -> None:  # noqa: ANN401  as pyte has it
            super().reset_mode(*modes, **given)
            if 1049 in modes and given.get("private") and self.kept is not None:
                kept, place = self.kept
                self.kept = None
                self.erase_in_display(2)
                for y, line in kept.items():
                    self.buffer[y].update(line)
                self.cursor.x, self.cursor.y = place

    screen = TwoScreens(*size)
    return screen, pyte.ByteStream(screen)
