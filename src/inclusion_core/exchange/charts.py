"""Charts as data: what a figure says, apart from how it is drawn.

`charts_svg` draws them, `charts_text` says them in words. Neither relies on colour: every bar carries its words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@frozen
class LevelBar:
    """One bar: how many judgements gave each level, in the order of the chart's levels, and how many are not judged."""

    label: str
    counts: tuple[int, ...]
    not_judged: int = 0

    @property
    def total(self) -> int:
        """How many the whole bar stands for."""
        return sum(self.counts) + self.not_judged


@frozen
class LevelsChart:
    """How many judgements gave each level, a bar for each strand. `levels` are words, least to most inclusive.

    A chart of stances is the same chart: it counts and ranks nothing.
    """

    title: str
    levels: tuple[str, ...]
    bars: tuple[LevelBar, ...]


@frozen
class CoverageBar:
    """One bar: so many judged of so many that apply."""

    label: str
    judged: int
    applicable: int


@frozen
class CoverageChart:
    """How much was looked at, a bar for each strand."""

    title: str
    bars: tuple[CoverageBar, ...]


@frozen
class ProfileRow:
    """One strand in a profile: the words for where each profile stands, and its place on the scale, 0..1.

    A profile whose place is None was not judged. `words` and `places` have one entry for each of the chart's profiles.
    """

    label: str
    words: tuple[str, ...]
    places: tuple[float | None, ...]


@frozen
class ProfileChart:
    """Where each strand stands for each facet value (lens, layer): marks on the scale, told apart by their shape."""

    title: str
    levels: tuple[str, ...]
    profiles: tuple[str, ...]
    rows: tuple[ProfileRow, ...]


Chart: TypeAlias = LevelsChart | CoverageChart | ProfileChart


def levels_chart(title: str, levels: Sequence[str], counts: Mapping[str, tuple[Sequence[int], int]]) -> LevelsChart:
    """Make a levels chart from label -> (counts by level, not judged).

    >>> levels_chart("Levels", ["no", "yes"], {"U": ([1, 2], 3)}).bars[0].total
    6
    """
    bars = tuple(LevelBar(label, tuple(by_level), missing) for label, (by_level, missing) in counts.items())
    return LevelsChart(title, tuple(levels), bars)


def bar_words(chart: LevelsChart, bar: LevelBar) -> str:
    """Say a levels bar: `Secure 3, Developing 1; not judged 2`. Levels nobody gave are left out.

    >>> chart = levels_chart("Levels", ["No", "Yes"], {"U": ([1, 2], 3)})
    >>> bar_words(chart, chart.bars[0])
    'Yes 2, No 1; not judged 3'
    """
    given = [f"{level} {count}" for level, count in zip(chart.levels, bar.counts, strict=True) if count]
    said = ", ".join(reversed(given)) or "nothing judged"
    return f"{said}; not judged {bar.not_judged}" if bar.not_judged else said


def coverage_words(bar: CoverageBar) -> str:
    """Say a coverage bar.

    >>> coverage_words(CoverageBar("U", 3, 8)), coverage_words(CoverageBar("U", 0, 0))
    ('3 of 8 judged', 'nothing here applies')
    """
    return f"{bar.judged} of {bar.applicable} judged" if bar.applicable else "nothing here applies"


def profile_words(chart: ProfileChart, row: ProfileRow) -> str:
    """Say a row of a profile: `SEND: Secure; cared-for: not judged`."""
    return "; ".join(f"{profile}: {words}" for profile, words in zip(chart.profiles, row.words, strict=True))


def chart_words(chart: Chart) -> tuple[tuple[str, str], ...]:
    """Say every row of a chart: (label, words). It is all that the drawing shows."""
    match chart:
        case LevelsChart():
            return tuple((bar.label, bar_words(chart, bar)) for bar in chart.bars)
        case CoverageChart():
            return tuple((bar.label, coverage_words(bar)) for bar in chart.bars)
        case ProfileChart():
            return tuple((row.label, profile_words(chart, row)) for row in chart.rows)
