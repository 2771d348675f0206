"""A text in passages: sentences that a cursor goes through one by one, under headings that it passes over."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import inclusion_core as ic
from inclusion_tui.render.line import fit, padded, plain, text, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from inclusion_tui.render.line import Line, Style

WIDEST = 100
"""Columns of a text to read; longer lines are hard to follow."""

_LONGEST = 1_200
"""Characters of a sentence of an explanation that are shown: it may quote a note of any length."""


class Passage(NamedTuple):
    """Lines that belong together. `key` is its own name on its page, empty for a heading.

    `leads` is the indicator that it is about, empty where it is about none or that is not certain. `part` names the
    part of the page that a heading begins, for keys that go there.
    """

    lines: Sequence[Line]
    key: str = ""
    leads: str = ""
    part: str = ""


def heading(title: str, width: int, *, right: str = "", part: str = "", first: bool = False) -> Passage:
    """Return the heading of a part, an empty line before it unless it is the first."""
    end = f" {right} " if right else ""
    head = padded(f" {text(title)}", max(width - ic.columns(end), 4))
    line = fit(((head, "title"), (end, "dim")), width)
    return Passage((line,) if first else ((), line), part=part)


def passage(  # noqa: PLR0913  a passage has these parts, all named
    key: str, says: str, width: int, *, depth: int = 0, leads: str = "", label: str = "", style: Style = ""
) -> Passage:
    """Return a sentence as a passage, a label before it; deeper ones further in, further lines under the first."""
    indent = 2 + 2 * depth
    says = says if len(says) <= _LONGEST else f"{says[:_LONGEST]}…"
    room = max(width - indent, 8)
    lines: list[Line] = []
    for place, line in enumerate(wrapped(f"{label}{says}", room, indent=2)):
        parts: Line = ((line, style),)
        if place == 0 and label and line.startswith(label.rstrip()):
            head = label.rstrip()
            parts = ((head, "strong"), (line[len(head) :], style))
        lines.append(((" " * indent, ""), *parts))
    return Passage(lines, key, leads)


def all_lines(passages: Iterable[Passage]) -> list[Line]:
    """Return the lines of passages, for tests and for what is copied."""
    return [line for one in passages for line in one.lines]


def barred(line: Line, sign: str) -> Line:
    """Return a line with a sign in its first column, in place of the space there: it is the one that is chosen."""
    words = plain(line)
    if not words:
        return ((sign, "level"),)
    first, style = line[0]
    return ((sign, "level"), (first[1:], style), *line[1:])
