"""What goes over the line to the terminal: only what differs from what stands there already.

Textual draws a row that changed again from its widget's left edge, and ends and begins its look at every piece of it:
over a slow line, three times what a move needs. So what each cell shows is kept, as curses keeps it, and the cells
that differ are sent, with the shortest way from one look to the next. A frame that has every row goes out whole: any
page that opens heals what another program wrote over the screen, and `mending` lets rows be forgotten and drawn again
when the fingers rest. What is not understood goes out as it is, and then nothing is known any more.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Look = str
"""The parameters that make a look out of the plain one, `1;38;5;111;48;5;234`; empty for the plain one."""

_TOKEN = re.compile(r"\x1b\[(\d+);(\d+)H|\x1b\[([\d;]*)m|([^\x00-\x1f\x7f-\x9f]+)|(\n)|([\s\S])")
_AROUND_FRAMES = re.compile(r"\x1b\[\?2026[hl]")  # where a terminal can wait until a frame is there whole
_ONE_EACH = re.compile(
    "[ -~\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u058f\u2010-\u2027\u2030-\u205e\u2190-\u22ff\u2400-\u25fc]*"
)
"""Marks of which every terminal thinks that each takes one column and leaves its neighbours as they are."""

_GAP = 4  # cells that cost no more than a move over them
_OFF = {"1": "22", "2": "22", "3": "23", "4": "24", "5": "25", "7": "27", "9": "29"}
_SEEN_ON_BLANKS = frozenset({"4", "7", "9", "21", "53"})
_FOREGROUND = {"38", "39", *map(str, (*range(30, 38), *range(90, 98)))}
_BACKGROUND = {"48", "49", *map(str, (*range(40, 48), *range(100, 108)))}


class Stretch(NamedTuple):
    """What a frame draws from one cell on: its row and column, from 0, and the texts with their looks."""

    row: int
    column: int
    parts: list[tuple[str, Look]]

    @property
    def text(self) -> str:
        """All of its text."""
        return "".join(words for words, _ in self.parts)


class Shown:
    """What a terminal of so many columns and rows shows, as far as it is known; at first nothing is."""

    def __init__(self, columns: int, rows: int) -> None:
        self.size = columns, rows
        self._marks = [[""] * columns for _ in range(rows)]
        self._looks = [[""] * columns for _ in range(rows)]
        self._left_at: tuple[int, int] | None = None

    def forget(self, rows: Iterable[int]) -> None:
        """Know no more what these rows show: what is drawn in them next is sent whole."""
        for row in rows:
            if row < len(self._marks):
                self._marks[row] = [""] * self.size[0]

    def told(self, frame: str) -> str | None:
        """Return what makes the terminal show what it would after `frame`; None where the frame is not understood.

        A frame begins with the plain look and leaves the plain look.
        """
        if _AROUND_FRAMES.fullmatch(frame):
            return frame
        stretches = _read(frame)
        columns, rows = self.size
        if stretches is None or not all(one.row < rows and one.column + len(one.text) <= columns for one in stretches):
            return None
        drawn = [one for one in stretches if one.parts]
        whole = len({one.row for one in drawn}) == rows
        pen = _Pen(columns)
        for one in drawn:
            if _ONE_EACH.fullmatch(one.text):
                self._draw(one, pen, whole=whole)
            else:
                pen.draw_as_it_is(one)
                self._marks[one.row] = [""] * columns
        for one in drawn:
            if not _ONE_EACH.fullmatch(one.text):  # how wide it is, is for the terminal to say
                self._marks[one.row] = [""] * columns
        last = stretches[-1]
        if last.parts:
            self._left_at = None  # the cursor stays wherever the drawing ended
        elif pen.said or self._left_at != last[:2]:
            pen.go(last.row, last.column)
            self._left_at = last[:2]
        pen.look_so("")
        return pen.said

    def _draw(self, one: Stretch, pen: _Pen, *, whole: bool) -> None:
        marks = list(one.text)
        looks = [_on_blanks(look) if mark == " " else look for words, look in one.parts for mark in words]
        cells = slice(one.column, one.column + len(marks))
        marks_there, looks_there = self._marks[one.row], self._looks[one.row]
        if whole:
            pen.draw_as_it_is(one)
            if pen.at is None and cells.stop < pen.columns:
                pen.at = one.row, cells.stop
        elif marks_there[cells] != marks or looks_there[cells] != looks:
            differ = [
                place
                for place, its in enumerate(zip(marks, looks, marks_there[cells], looks_there[cells], strict=True))
                if its[:2] != its[2:]
            ]
            for first, last in _runs(differ):
                pen.go(one.row, one.column + first)
                for look, places in groupby(range(first, last), key=looks.__getitem__):
                    pen.say("".join([marks[place] for place in places]), look)
        marks_there[cells], looks_there[cells] = marks, looks


def _runs(places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Return where cells are to be sent, from and up to which one: what lies between two is sent too where it is short.

    >>> list(_runs([0, 1, 3, 20]))
    [(0, 4), (20, 21)]
    """
    first = last = places[0]
    for place in places:
        if place - last > _GAP:
            yield first, last + 1
            first = place
        last = place
    yield first, last + 1


class _Pen:
    """Gathers what is sent, and knows where the cursor is and what look it writes in."""

    def __init__(self, columns: int) -> None:
        self.columns = columns
        self.at: tuple[int, int] | None = None
        self._look: Look = ""
        self._pieces: list[str] = []

    @property
    def said(self) -> str:
        return "".join(self._pieces)

    def go(self, row: int, column: int) -> None:
        if self.at == (row, column):
            return
        if self.at is not None and self.at[0] == row and self.at[1] < column:
            self._pieces.append(f"\x1b[{column - self.at[1]}C")
        else:
            self._pieces.append(f"\x1b[{row + 1};{column + 1}H")
        self.at = row, column

    def look_so(self, look: Look) -> None:
        self._pieces.append(_turn(self._look, look))
        self._look = look

    def say(self, words: str, look: Look) -> None:
        blank = not words.strip(" ")
        if look != self._look and not (blank and _on_blanks(look) == _on_blanks(self._look)):
            self.look_so(look)
        self._pieces.append(words)
        if self.at is not None:
            row, column = self.at[0], self.at[1] + len(words)
            self.at = (row, column) if column < self.columns else None  # at the end it hangs between two rows

    def draw_as_it_is(self, one: Stretch) -> None:
        self.go(one.row, one.column)
        for words, look in one.parts:
            self.say(words, look)
        self.at = None


def _read(frame: str) -> list[Stretch] | None:
    """Return what a frame draws, at last an empty stretch where the cursor goes; None where it does anything else."""
    stretches: list[Stretch] = []
    look: Look = ""
    for token in _TOKEN.finditer(frame):
        row, column, parameters, words, line_end, other = token.groups()
        if row is not None:
            if stretches and not stretches[-1].parts:
                stretches.pop()
            stretches.append(Stretch(int(row) - 1, int(column) - 1, []))
        elif parameters is not None:
            if look and parameters.strip("0"):
                return None  # a look on top of a look: nobody draws so here
            look = parameters if parameters.strip("0") else ""
        elif words is not None and stretches:
            stretches[-1].parts.append((words, look))
        elif other is not None or line_end is None:
            return None
    return stretches if stretches and not look else None


# Looks ----------------------------------------------------------------------------------------------------------------


@cache
def _parted(look: Look) -> tuple[frozenset[str], str, str]:
    """Return a look's attributes, its foreground and its background.

    >>> _parted("1;38;5;111;48;2;1;2;3") == (frozenset({"1"}), "38;5;111", "48;2;1;2;3")
    True
    """
    attributes: set[str] = set()
    foreground, background = "", ""
    given = look.split(";") if look else []
    while given:
        first = given.pop(0)
        size = {"5": 2, "2": 4}.get(given[0] if given else "", 0) if first in {"38", "48", "58"} else 0
        colour = ";".join([first, *given[:size]])
        given = given[size:]
        if first in _FOREGROUND:
            foreground = colour
        elif first in _BACKGROUND:
            background = colour
        else:
            attributes.add(colour)
    return frozenset(attributes), foreground, background


@cache
def _on_blanks(look: Look) -> Look:
    """Return the plainest look in which a blank looks the same: mostly its ground alone."""
    attributes, _, background = _parted(look)
    return look if attributes & _SEEN_ON_BLANKS else background


@cache
def _turn(before: Look, after: Look) -> str:
    r"""Return the shortest sequence that leads from one look to another.

    >>> _turn("1;38;5;111;48;5;233", "38;5;111;48;5;233"), _turn("7", ""), _turn("31", "31")
    ('\x1b[22m', '\x1b[0m', '')
    """
    if before == after:
        return ""
    if not after:
        return "\x1b[0m"
    anew = f"\x1b[0;{after}m" if before else f"\x1b[{after}m"
    (had, *grounds), (has, *wanted) = _parted(before), _parted(after)
    lost = had - has
    off = {_OFF.get(one, "") for one in lost}
    if "" in off or ("22" in off and has & {"1", "2"}):
        return anew
    changed = [will or without for was, will, without in zip(grounds, wanted, ("39", "49"), strict=True) if was != will]
    turned = f"\x1b[{';'.join([*sorted(off), *sorted(has - had), *changed])}m"
    return min(turned, anew, key=len)
