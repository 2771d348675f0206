"""How far apart two levels count as being, for each measure that sets near misses beside far ones.

Every table is in whole numbers, 0 where the two levels are one: a measure divides by what it expects of chance, so the
unit falls out.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal, get_args

from inclusion_core.errors import UnknownName
from inclusion_core.identifiers import nearest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inclusion_core.model.scale import Scale

Weights = Literal["none", "linear", "quadratic"]
"""How a gap counts: any gap as much as any other; by its levels; by the square of its levels."""

Metric = Literal["nominal", "ordinal", "interval"]
"""What Krippendorff's alpha takes a scale for: names; an order; amounts."""

Gaps = tuple[tuple[int, ...], ...]

WEIGHTS: tuple[Weights, ...] = get_args(Weights)
METRICS: tuple[Metric, ...] = get_args(Metric)


def weighted_gaps(weights: Weights, size: int) -> Gaps:
    """Return what each gap between two of `size` levels counts. Raises UnknownName.

    >>> weighted_gaps("quadratic", 3)
    ((0, 1, 4), (1, 0, 1), (4, 1, 0))
    """
    if weights not in WEIGHTS:
        raise UnknownName("weights", weights, nearest=nearest(weights, WEIGHTS), known=WEIGHTS)
    power = WEIGHTS.index(weights)
    return tuple(
        tuple(abs(one - other) ** power if one != other else 0 for other in range(size)) for one in range(size)
    )


def metric_gaps(metric: Metric, scale: Scale, given: Sequence[int]) -> Gaps:
    """Return the squared differences of Krippendorff's alpha. Raises UnknownName.

    `given` says how often each level was given: in an ordinal scale two levels are as far apart as there are answers
    from the middle of the one to the middle of the other. In an interval scale they are as far apart as their values.
    """
    if metric not in METRICS:
        raise UnknownName("metric", metric, nearest=nearest(metric, METRICS), known=METRICS)
    size = len(scale.order)
    if metric == "nominal":
        return weighted_gaps("none", size)
    if metric == "ordinal":
        # twice the middle of each level among all answers in order, so that it is a whole number
        stands = [2 * sum(given[:place]) + given[place] for place in range(size)]
    else:
        values = [scale.value(level) for level in scale.order]
        unit = math.lcm(*(value.denominator for value in values))
        stands = [value.numerator * (unit // value.denominator) for value in values]
    return tuple(tuple((one - other) ** 2 for other in stands) for one in stands)
