"""Charts as SVG: an image with a title and a description, its words in it, patterns and edges as well as tones."""

from __future__ import annotations

import textwrap
from html import escape
from typing import TYPE_CHECKING

from inclusion_core.exchange.charts import (
    Chart,
    CoverageChart,
    LevelsChart,
    ProfileChart,
    bar_words,
    chart_words,
    coverage_words,
)
from inclusion_core.exchange.inert import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDTH = 360
_LINE = 20
_BAR = 16
_GAP = 18
_SIDE = 2
_LABEL_MARKS = 38
_WORD_MARKS = 44
_TONES = 6
_TRACK = (12, WIDTH - 12)

STYLE = (
    ".chart{font-family:system-ui,'Segoe UI',Roboto,'Liberation Sans',Arial,sans-serif;font-size:15px}"
    ".chart text{fill:var(--ink)}.chart .say{fill:var(--muted);font-size:14px}.chart .strong{font-weight:600}"
    ".chart .edge,.chart .t1,.chart .t2,.chart .t3,.chart .t4,.chart .t5,.chart .t6"
    "{stroke:var(--accent);stroke-width:1.5}"
    ".chart .none{fill:none;stroke:var(--line);stroke-width:1.5;stroke-dasharray:3 3}"
    ".chart .t5{fill:var(--tone-mid)}.chart .t6{fill:var(--accent)}"
    ".chart .ground{fill:var(--page)}.chart .tone{fill:var(--tone-low)}"
    ".chart .ruled{fill:none;stroke:var(--accent);stroke-width:1.5}.chart .dot{fill:var(--accent)}"
    ".chart .track{stroke:var(--line);stroke-width:1.5}.chart .mark{fill:var(--accent)}"
)
"""What a chart needs of a page's style sheet; it takes its colours from the page's custom properties."""

_STANDALONE = (
    ":root{--page:#fff;--ink:#1b2126;--muted:#4c5763;--line:#7d8894;--accent:#1d5163;--tone-low:#a9c6cf;"
    "--tone-mid:#5f95a4}"
)


def svg(chart: Chart, *, uid: str = "chart", standalone: bool = False) -> str:
    """Return the chart as one `<svg>` element.

    `uid` begins the ids inside it and must be its own on the page (letters, digits, hyphens). A `standalone` one can be
    saved as a file: it says its namespace and carries its style.
    """
    drawing = _Drawing(uid)
    match chart:
        case LevelsChart():
            _levels(drawing, chart)
        case CoverageChart():
            _coverage(drawing, chart)
        case ProfileChart():
            _profile(drawing, chart)
    said = " ".join(f"{one_line(label)}: {one_line(words)}." for label, words in chart_words(chart))
    space = ' xmlns="http://www.w3.org/2000/svg"' if standalone else ""
    style = f"<style>{_STANDALONE}{STYLE}</style>" if standalone else ""
    return (
        f'<svg{space} class="chart" role="img" viewBox="0 0 {WIDTH} {drawing.y}" '
        f'aria-labelledby="{uid}-title {uid}-desc">'
        f'<title id="{uid}-title">{_safe(chart.title)}</title><desc id="{uid}-desc">{escape(said)}</desc>'
        f"{style}{drawing.defs()}{''.join(drawing.parts)}</svg>"
    )


def tone(place: int, of: int) -> int:
    """Return the tone, 1..6, of the level at this place (1 for the lowest) of so many: spread over all six.

    >>> [tone(place, 4) for place in (1, 2, 3, 4)]
    [1, 3, 4, 6]
    """
    return 1 + ((place - 1) * (_TONES - 1) * 2 + of - 1) // (2 * (of - 1)) if of > 1 else _TONES


def _safe(text: str) -> str:
    return escape(one_line(text))


class _Drawing:
    """Elements as they come, and how far down the drawing has got."""

    def __init__(self, uid: str) -> None:
        self.uid, self.y = uid, 4
        self.parts: list[str] = []
        self.patterned = False

    def text(self, words: str, sort: str, marks: int) -> None:
        for line in textwrap.wrap(one_line(words), marks) or [""]:
            self.y += _LINE
            self.parts.append(f'<text x="{_SIDE}" y="{self.y - 5}" class="{sort}">{escape(line)}</text>')

    def box(self, x: float, width: float, sort: str, y: int | None = None) -> None:
        top = self.y if y is None else y
        fill = ""
        if sort in {"t1", "t2", "t3", "t4"}:
            self.patterned = True
            fill = f' fill="url(#{self.uid}-{sort})"'
        self.parts.append(
            f'<rect x="{_n(x)}" y="{top}" width="{_n(width)}" height="{_BAR}" class="{sort}"{fill}></rect>'
        )

    def defs(self) -> str:
        """Write the four patterns, each with a ground of its own: sparse rules, dots, a tone with dots, close rules."""
        if not self.patterned:
            return ""
        dot = '<circle cx="4" cy="4" r="1.6" class="dot"></circle>'
        shapes = {
            "t1": ("ground", '<path d="M-2 10 10-2" class="ruled"></path>'),
            "t2": ("ground", dot),
            "t3": ("tone", dot),
            "t4": ("tone", '<path d="M0 2H8M0 6H8" class="ruled"></path>'),
        }
        patterns = "".join(
            f'<pattern id="{self.uid}-{name}" width="8" height="8" patternUnits="userSpaceOnUse">'
            f'<rect width="8" height="8" class="{ground}"></rect>{shape}</pattern>'
            for name, (ground, shape) in shapes.items()
        )
        return f"<defs>{patterns}</defs>"


def _n(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")


def _levels(drawing: _Drawing, chart: LevelsChart) -> None:
    _key(drawing, chart)
    widest = max((bar.total for bar in chart.bars), default=0) or 1
    unit = (WIDTH - 2 * _SIDE) / widest
    for bar in chart.bars:
        drawing.y += _GAP
        drawing.text(bar.label, "strong", _LABEL_MARKS)
        drawing.text(bar_words(chart, bar), "say", _WORD_MARKS)
        x = float(_SIDE)
        for place, count in enumerate(bar.counts, start=1):
            if count:
                drawing.box(x, unit * count - 2, f"t{tone(place, len(chart.levels))}")
                x += unit * count
        if bar.not_judged:
            drawing.box(x, unit * bar.not_judged - 2, "none")
        drawing.y += _BAR + 2


def _key(drawing: _Drawing, chart: LevelsChart) -> None:
    """Draw which pattern is which level, as many to a line as have room."""
    entries = [(words, f"t{tone(place, len(chart.levels))}") for place, words in enumerate(chart.levels, start=1)]
    x, top = _SIDE, drawing.y
    for words, sort in [*entries, ("not judged", "none")]:
        shown = one_line(words)[:_LABEL_MARKS]
        width = 32 + 9 * len(shown)
        if x > _SIDE and x + width > WIDTH:
            x, top = _SIDE, top + _LINE + 4
        drawing.box(x, 18, sort, top)
        drawing.parts.append(f'<text x="{x + 24}" y="{top + 13}" class="say">{escape(shown)}</text>')
        x += width
    drawing.y = top + _BAR


def _coverage(drawing: _Drawing, chart: CoverageChart) -> None:
    whole = WIDTH - 2 * _SIDE
    for number, bar in enumerate(chart.bars):
        drawing.y += _GAP if number else 0
        drawing.text(bar.label, "strong", _LABEL_MARKS)
        drawing.text(coverage_words(bar), "say", _WORD_MARKS)
        drawing.box(_SIDE, whole, "none")
        if bar.applicable and bar.judged:
            drawing.box(_SIDE, whole * bar.judged / bar.applicable, "t6")
        drawing.y += _BAR + 2


def _profile(drawing: _Drawing, chart: ProfileChart) -> None:
    left, right = _TRACK
    ends = (chart.levels[0], chart.levels[-1]) if chart.levels else ("", "")
    drawing.y += _LINE
    drawing.parts.append(f'<text x="{left - 10}" y="{drawing.y - 5}" class="say">{_safe(ends[0])}</text>')
    drawing.parts.append(
        f'<text x="{right + 10}" y="{drawing.y - 5}" text-anchor="end" class="say">{_safe(ends[1])}</text>'
    )
    for number, row in enumerate(chart.rows):
        drawing.y += _GAP if number else 0
        drawing.text(row.label, "strong", _LABEL_MARKS)
        for place, profile in enumerate(chart.profiles):
            _profile_line(drawing, f"{profile}: {row.words[place]}", row.places[place], place, len(chart.levels))
    drawing.y += 6


def _profile_line(drawing: _Drawing, words: str, at: float | None, shape: int, levels: int) -> None:
    left, right = _TRACK
    drawing.text(words, "say", _WORD_MARKS)
    middle = drawing.y + _BAR // 2
    drawing.parts.append(f'<path d="M{left} {middle}H{right}{_ticks(middle, levels)}" class="track"></path>')
    if at is not None:
        x = left + (right - left) * min(max(at, 0.0), 1.0)
        drawing.parts.append(f'<path d="{_shape(shape, x, middle)}" class="mark"></path>')
    drawing.y += _BAR + 2


def _ticks(middle: int, levels: int) -> str:
    left, right = _TRACK
    places: Sequence[float] = (
        [left + (right - left) * step / (levels - 1) for step in range(levels)] if levels > 1 else []
    )
    return "".join(f"M{_n(x)} {middle - 4}v8" for x in places)


def _shape(shape: int, x: float, y: int) -> str:
    """Draw a mark: a circle, a square, a triangle, a diamond, and round again."""
    at = _n(x)
    return (
        f"M{_n(x - 6)} {y}a6 6 0 1 0 12 0a6 6 0 1 0-12 0z",
        f"M{_n(x - 6)} {y - 6}h12v12h-12z",
        f"M{at} {y - 7}l7 13h-14z",
        f"M{at} {y - 8}l7 8-7 8-7-8z",
    )[shape % 4]
