"""Ratings: who gave which level to what, as the statistics of agreement read it.

A row is one thing that was judged (an indicator, or one cell of it), and has a place for each voice. A non-answer is no
level and no category: its place is empty, like that of a voice that has not looked yet.
"""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from attrs import field, frozen

from inclusion_core.errors import NotAllowed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from inclusion_core.analysis.voices.comparison import Comparison
    from inclusion_core.model.scale import Scale

Row = tuple[str | None, ...]
Places = tuple[int | None, ...]


def _rows(given: Iterable[Iterable[str | None]]) -> tuple[Row, ...]:
    return tuple(tuple(row) for row in given)


@frozen
class Ratings:
    """Levels given by two or more voices: one row for each thing judged, one place in it for each voice.

    A place is a level of the scale, or None where that voice gave none. The categories of every measure are the whole
    scale, the levels nobody gave among them. Raises NotAllowed for rows of unequal length and UnknownName for a level
    that is not on the scale.

    >>> from inclusion_core.model.scale import FOUR_STEP
    >>> given = Ratings(FOUR_STEP, [("secure", "secure"), ("starting", "secure"), ("leading", None)])
    >>> given.raters, given.paired
    (2, 2)
    """

    scale: Scale
    rows: tuple[Row, ...] = field(converter=_rows)

    def __attrs_post_init__(self) -> None:
        lengths = {len(row) for row in self.rows}
        if len(lengths) > 1:
            raise NotAllowed(
                f"Ratings need a place for each voice in every row, and these rows have {min(lengths)} to "
                f"{max(lengths)} places. Put None where a voice gave no level."
            )
        for level in {level for row in self.rows for level in row if level is not None}:
            self.scale.place(level)

    @property
    def raters(self) -> int:
        """How many voices there are, those that gave nothing among them."""
        return len(self.rows[0]) if self.rows else 0

    @property
    def paired(self) -> int:
        """How many rows have a level from two voices or more."""
        return sum(times for counts, times in self.profiles if sum(counts) > 1)

    @property
    def only_paired(self) -> Ratings:
        """The same, with each row left empty that has a level from one voice only: Gwet's figures would count it."""
        return Ratings(
            self.scale,
            (row if sum(level is not None for level in row) > 1 else (None,) * len(row) for row in self.rows),
        )

    @cached_property
    def placed(self) -> tuple[tuple[Places, int], ...]:
        """Each different row as places on the scale (0 for the lowest level), and how many times it is there."""
        at: dict[str | None, int | None] = {level: place for place, level in enumerate(self.scale.order)}
        at[None] = None
        return tuple((tuple(at[level] for level in row), times) for row, times in Counter(self.rows).items())

    @cached_property
    def profiles(self) -> tuple[tuple[tuple[int, ...], int], ...]:
        """Each different way to share a row's levels out over the scale, and how many rows have it.

        A profile says how many voices gave the lowest level, how many the next, and so on.
        """
        size = len(self.scale.order)
        found: Counter[tuple[int, ...]] = Counter()
        for places, times in self.placed:
            counts = [0] * size
            for place in places:
                if place is not None:
                    counts[place] += 1
            found[tuple(counts)] += times
        return tuple(found.items())


def ratings_of(comparison: Comparison, scale: Scale) -> Ratings:
    """Return the levels of a comparison, row by row, also of rows on which one voice alone gave a level."""
    return Ratings(
        scale,
        (
            tuple(one.level if (one := row.answers[voice]) is not None else None for voice in comparison.voices)
            for row in comparison.rows
        ),
    )
