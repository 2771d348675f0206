"""A line of text in parts, each with the name of a style; and fitting it into so many columns.

Whatever people typed goes through `text`, so that control characters show themselves and act on nothing.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Literal

import inclusion_core as ic

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Style = Literal["", "dim", "strong", "title", "level", "mark", "warn", "good", "cursor"]
Part = tuple[str, Style]
Line = tuple[Part, ...]

_WIDE = "WF"
_LINE_ENDS = {"\n": "␊", "\r": "␍", "\t": " "}


def text(given: str) -> str:
    """Return anybody's text on one line, with control characters shown and inert."""
    return ic.one_line(given)


def inert(given: str) -> str:
    r"""Return a text in which each character that would act stands as one sign, so that places in it stay the same.

    For texts that are being typed: what is kept is what was typed, only what is drawn differs.

    >>> inert("a\x1b[2J\nb\u202e\t")
    'a␛[2J␊b\ufffd '
    """
    if given.isprintable() and not any(map(_LINE_ENDS.get, given)):
        return given
    return "".join(map(_inert, given))


def _inert(mark: str) -> str:
    sign = _LINE_ENDS.get(mark) or ic.visible(mark)
    return sign if len(sign) == 1 else "\ufffd"


def plain(line: Line) -> str:
    """Return a line without its styles."""
    return "".join(part for part, _ in line)


def fit(line: Iterable[Part], width: int) -> Line:
    """Return a line cut to so many columns, with an ellipsis where something is left out."""
    parts: list[Part] = []
    room = width
    for words, style in line:
        size = ic.columns(words)
        if size <= room:
            parts.append((words, style))
            room -= size
            continue
        if room > 0:
            parts.append((ic.clipped(words, room), style))
        elif parts:
            last, its = parts[-1]
            parts[-1] = (ic.clipped(f"{last}…", ic.columns(last)), its)
        break
    return tuple(parts)


def padded(words: str, width: int) -> str:
    """Return a text of exactly so many columns: cut, or filled up with spaces."""
    cut = ic.clipped(words, width)
    return cut + " " * (width - ic.columns(cut))


def filled(line: Line, width: int) -> Line:
    """Return a line of exactly so many columns."""
    cut = fit(line, width)
    missing = width - ic.columns(plain(cut))
    return (*cut, (" " * missing, "")) if missing > 0 else cut


def apart(left: Line, right: Line, width: int) -> Line:
    """Return a line with something at its left and something at its right end; the right one stays whole."""
    room = width - ic.columns(plain(right))
    return (*filled(left, max(room - 1, 0)), (" ", ""), *right) if room > 1 else fit(right, width)


def wrapped(given: str, width: int, *, indent: int = 0) -> list[str]:
    """Return a text as lines of so many columns, broken between words; a longer word is broken where it must be.

    Line breaks stay. Every line after the first of a paragraph begins with `indent` spaces.
    """
    lines: list[str] = []
    for paragraph in ic.visible(given).split("\n"):
        line, size, begun = "", 0, False  # the columns are counted once a word: a note may have a million letters
        for word in paragraph.split():
            wide = ic.columns(word)
            if size + begun + wide <= width:
                line += f" {word}" if begun else word
                size, begun = size + begun + wide, True
                continue
            if begun:
                lines.append(line)
                line, size = " " * indent, indent
            for piece in _pieces(word, max(width - indent, 1)):
                wide = ic.columns(piece)
                if size + wide > width and line.strip():
                    lines.append(line)
                    line, size = " " * indent, indent
                line += piece
                size += wide
            begun = True
        lines.append(line.rstrip())
    return lines


def _pieces(word: str, width: int) -> list[str]:
    """Return a word in pieces that fit; one that fits is one piece. A mark that joins stays with what it joins."""
    if ic.columns(word) <= width:
        return [word]
    pieces, piece, size = [], "", 0
    for mark in word:
        wide = 0 if unicodedata.category(mark) in {"Mn", "Me", "Cf"} else ic.columns(mark)
        if size + wide > width and piece:
            pieces.append(piece)
            piece, size = "", 0
        piece += mark
        size += wide
    return [*pieces, piece]


def block(given: str, width: int, style: Style = "", *, indent: int = 0) -> list[Line]:
    """Return a text as lines of one style."""
    return [((line, style),) for line in wrapped(given, width, indent=indent)]


def as_it_stands(page: str, width: int) -> list[Line]:
    """Return a text whose tables stay as they are; only what is too long is broken."""
    lines: list[Line] = []
    for line in page.split("\n"):
        lines += [((ic.visible(line), ""),)] if ic.columns(line) <= width else block(line, width)
    return lines


def under(label: str, given: str, width: int, *, style: Style = "") -> list[Line]:
    """Return a text with a label before it and its further lines standing under the text, not under the label."""
    room = ic.columns(label)
    lines = wrapped(given, max(width - room, 8))
    return [(((label if place == 0 else " " * room), "strong"), (line, style)) for place, line in enumerate(lines)]


REST = "a larger window shows the rest"


def within(lines: Sequence[Line], height: int, width: int, more: str = REST) -> list[Line]:
    """Return lines as far as so many rows hold them; where some are left out, the last row says so with `more`.

    >>> within([(("one", ""),), (("two", ""),), (("three", ""),)], 2, 20, "enter: all of it")
    [(('one', ''),), (('… enter: all of it', 'dim'),)]
    """
    if len(lines) <= height:
        return list(lines)
    return [*lines[: max(height - 1, 0)], fit(((f"… {more}", "dim"),), width)][:height]


def as_text(lines: Sequence[Line]) -> str:
    """Return lines as a text, for tests and for what is copied."""
    return "\n".join(plain(one).rstrip() for one in lines)
