"""The signs that stand beside words. Each is one column wide, none is an emoji, and each has a stand-in in ASCII.

A level is always its glyph, its digit and its word: colour and shape may both be lost and the level is still read.
"""

from __future__ import annotations

from typing import NamedTuple

MOST_BOXES = 5


class Glyphs(NamedTuple):
    """One set of signs."""

    full: str = "■"
    empty: str = "□"
    here: str = "●"
    elsewhere: str = "○"
    none: str = "·"
    evidence: str = "•"
    reason: str = "✎"
    enquiry: str = "⚑"
    action: str = "✚"
    unsure: str = "?"
    apart: str = "≠"
    thin: str = "~"
    parked: str = "…"
    cursor: str = "▌"
    rule: str = "─"
    bar: str = "│"
    dash: str = "–"  # noqa: RUF001  the sign itself
    ascii: bool = False


UNICODE = Glyphs()
ASCII = Glyphs(
    full="#", empty=".", here="@", elsewhere="o", none=".", evidence="*", reason="n", enquiry="!", action="+",
    unsure="?", apart="x", thin="~", parked="_", cursor=">", rule="-", bar="|", dash="-", ascii=True,
)  # fmt: skip


def level_glyph(place: int | None, count: int, glyphs: Glyphs, *, stance: bool = False) -> str:
    """Return the glyph of place `place` of `count`, as wide for every place.

    Levels fill up; a stance is one of several and never an amount, so only its own place is marked. A scale of more
    than five levels shows how far along its five boxes the level is.

    >>> level_glyph(2, 4, UNICODE), level_glyph(None, 4, UNICODE), level_glyph(2, 3, UNICODE, stance=True)
    ('■■□□', '□□□□', '○●○')
    >>> level_glyph(9, 9, ASCII), level_glyph(1, 9, ASCII), level_glyph(5, 9, ASCII)
    ('#####', '#....', '###..')
    """
    if stance:
        marks = [glyphs.elsewhere] * count
        if place is not None:
            marks[place - 1] = glyphs.here
        return "".join(marks)
    width = min(count, MOST_BOXES)
    if place is None:
        return glyphs.empty * width
    boxes = place if count <= MOST_BOXES else max(1, round(place * width / count))
    return glyphs.full * boxes + glyphs.empty * (width - boxes)
