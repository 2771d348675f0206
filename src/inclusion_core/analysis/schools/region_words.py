"""A region's figures in words, the same on paper and on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from inclusion_core.analysis.schools.region import GroupFigures, RegionFigure
    from inclusion_core.model.framework import Framework

IN_IT = "From released reviews of this edition in which this voice has judged, each school's latest."
"""What a school must have to be in the picture of a region."""


def figure_words(framework: Framework, figure: RegionFigure) -> str:
    """Write a figure: the middle level with its n, `c` where it is hidden, `none yet` where nobody has judged it."""
    spread, scale = figure.spread, framework.scale
    if figure.hidden:
        return "c"
    if not spread.n:
        return "none yet"
    if spread.median:
        said = " to ".join(scale.title(one) for one in spread.median)
    else:
        said = ", ".join(f"{scale.title(one)} {n}" for one, n in zip(scale.order, spread.counts, strict=True) if n)
    return f"{said} (n {spread.n})"


def covered_words(one: GroupFigures) -> str:
    """Write how far an authority is covered: `5 of 6 schools`, or that none of its schools is here.

    >>> from inclusion_core.analysis.schools.region import GroupFigures
    >>> covered_words(GroupFigures("authority", "929", "Northumberland", 6, 5, (), ()))
    '5 of 6 schools'
    """
    return (
        f"{one.n} of {one.schools} {'school' if one.schools == 1 else 'schools'}" if one.schools else "no school here"
    )


def coverage_words(authorities: Sequence[GroupFigures]) -> Iterator[str]:
    """Yield how far a region is covered: how many authorities have schools here, and schools that are in it."""
    schools = [one for one in authorities if one.schools]
    reviews = [one for one in authorities if one.n]
    of = len(authorities)
    yield f"Of {of} authorities, {len(schools)} with schools here and {len(reviews)} with schools in it."
    none = [one.title for one in authorities if not one.n]
    if none:
        yield f"None in it yet: {', '.join(none)}."
