"""Charts in words, for plain pages and for people who listen to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inclusion_core.exchange.charts import Chart, CoverageChart, LevelsChart, chart_words
from inclusion_core.exchange.inert import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

_BAR = 24


def chart_lines(chart: Chart, *, bars: bool = True) -> tuple[str, ...]:
    """Return the chart as lines: each row's label and words, and below it a bar where one helps the eye.

    Lines are not wrapped; a bar is at most 28 columns wide and drawn in ASCII.

    >>> from inclusion_core.exchange.charts import CoverageBar
    >>> chart_lines(CoverageChart("Coverage", (CoverageBar("U", 3, 6),)))
    ('U: 3 of 6 judged.', '  [############............]')
    """
    return tuple(_lines(chart, bars=bars))


def _lines(chart: Chart, *, bars: bool) -> Iterator[str]:
    for place, (label, words) in enumerate(chart_words(chart)):
        yield f"{one_line(label)}: {one_line(words)}."
        if not bars:
            continue
        if isinstance(chart, CoverageChart) and chart.bars[place].applicable:
            bar = chart.bars[place]
            full = bar.judged * _BAR // bar.applicable
            yield f"  [{'#' * full}{'.' * (_BAR - full)}]"
        elif isinstance(chart, LevelsChart) and chart.bars[place].total:
            yield f"  [{_levels_bar(chart, place)}]"


def _levels_bar(chart: LevelsChart, place: int) -> str:
    """One figure for each judgement (its level's place), a dot for each not judged; longer bars are shared out."""
    bar = chart.bars[place]
    marks = "".join(str(level % 10) * count for level, count in enumerate(bar.counts, start=1)) + "." * bar.not_judged
    if len(marks) <= _BAR:
        return marks
    return "".join(marks[step * len(marks) // _BAR] for step in range(_BAR))
