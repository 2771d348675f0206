"""Where in a TOML text a key stands, so that a mistake can be shown with its line.

Read only after something was found wrong: a light reading that follows strings, brackets and headings and nothing
else, and that goes as far as it can through a text that the real parser refused.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOKEN = re.compile(
    r'"""(?:[^\\"]|\\.|"(?!""))*(?:"{3,5}|\Z)'  # a text over several lines, or what is left of one
    r"|'''(?:[^']|'(?!''))*(?:'{3,5}|\Z)"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'"
    r"|#[^\n]*"
    r"|[\[\]{}\n]",
    re.DOTALL,
)
_PART = re.compile(r"""\s*([A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')\s*""")
_HEAD = re.compile(r"\[\[?")

Path = tuple[str, ...]


@frozen
class Statement:
    """One heading or one `key = value`: its full path, its first and its last line (from 1)."""

    path: Path
    line: int
    last_line: int
    heading: bool


def _key(text: str, start: int) -> tuple[Path, int]:
    """Read a dotted key from `start`; answer with its parts and where it ends."""
    parts: list[str] = []
    while found := _PART.match(text, start):
        part = found[1]
        parts.append(part[1:-1] if part[0] in "\"'" else part)
        start = found.end()
        if text[start : start + 1] != ".":
            break
        start += 1
    return tuple(parts), start


def statements(text: str) -> Iterator[Statement]:
    r"""Yield the headings and keys of a text in their order; what cannot be followed is passed over.

    >>> [(one.path, one.line) for one in statements('a = 1\n[b.c]\nd = 2\n')]
    [(('a',), 1), (('b', 'c'), 2), (('b', 'c', 'd'), 3)]
    """
    table: Path = ()
    for start, end, line, last_line in _logical_lines(text):
        head = _HEAD.match(text, start, end)
        path, after = _key(text, head.end() if head else start)
        if not path or after > end:
            continue
        if head:
            if text[after : after + 1] == "]":
                table = path
                yield Statement(path, line, last_line, heading=True)
        elif text[after : after + 1] == "=":
            yield Statement(table + path, line, last_line, heading=False)


def _logical_lines(text: str) -> Iterator[tuple[int, int, int, int]]:
    """Yield start, end, first line and last line of each statement, brackets and long texts followed."""
    depth, line, start, first = 0, 1, 0, 1
    for token in _TOKEN.finditer(text):
        mark = token[0]
        if mark == "\n":
            line += 1
            if depth <= 0:
                yield from _stripped(text, start, token.start(), first, line - 1)
                depth, start, first = 0, token.end(), line
        elif mark in "[{":
            depth += 1
        elif mark in "]}":
            depth -= 1
        else:
            line += mark.count("\n")
    yield from _stripped(text, start, len(text), first, line)


def _stripped(text: str, start: int, end: int, first: int, last: int) -> Iterator[tuple[int, int, int, int]]:
    while start < end and text[start] in " \t\r\n":
        start += 1
    if start < end and text[start] != "#":
        yield start, end, first, last


class Lines:
    """The places of every key in one text, found once and only when asked."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._places: dict[Path, list[Statement]] | None = None
        self._headings: list[Statement] = []

    def __call__(self, path: Path) -> int | None:
        """Return the line of a key, or None where it is not certain (stated nowhere, or in several places)."""
        if self._places is None:
            self._places = {}
            for one in statements(self._text):
                self._places.setdefault(one.path, []).append(one)
                if one.heading:
                    self._headings.append(one)
        found = self._places.get(path, [])
        if len(found) == 1:
            return found[0].line
        if found:
            return None
        below = [one for one in self._headings if one.path[: len(path)] == path]
        if len(below) == 1:  # [indicators.U4.levels] is the only place that speaks of indicators.U4
            return below[0].line
        for length in range(len(path) - 1, 0, -1):  # a key inside a value such as law = { … } on one line
            around = self._places.get(path[:length], [])
            if around:
                one = around[0]
                whole = len(around) == 1 and not one.heading and one.line == one.last_line
                return one.line if whole else None
        return None
