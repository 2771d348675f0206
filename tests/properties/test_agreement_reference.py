"""Each figure of agreement against another reckoning: that of scikit-learn or statsmodels, or a slow one of our own."""

from __future__ import annotations

import math
import warnings
from fractions import Fraction
from itertools import permutations, product
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inclusion_core.analysis.voices.agreement import cohens_kappa, fleiss_kappa, gwets_ac, krippendorffs_alpha
from inclusion_core.analysis.voices.ratings import Ratings
from inclusion_core.model.scale import Scale

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypothesis.strategies import DrawFn

LEVELS = ("a", "b", "c", "d", "e")


@st.composite
def tables(draw: DrawFn, raters: int, *, most: int = 12, missing: bool = False) -> Ratings:
    """Give ratings by so many voices on a scale of two to five levels."""
    levels = LEVELS[: draw(st.integers(2, 5))]
    place = st.sampled_from((*levels, None) if missing else levels)
    return Ratings(Scale("made-up", levels), draw(st.lists(st.tuples(*[place] * raters), min_size=1, max_size=most)))


def near(found: Fraction | None, other: float) -> None:
    """Hold an exact figure to a rounded one; where we have none, the other has none either."""
    if found is None:
        assert math.isnan(other)
    else:
        assert math.isclose(found, other, abs_tol=1e-9)


@pytest.mark.slow
@pytest.mark.parametrize(("ours", "theirs"), [("none", None), ("linear", "linear"), ("quadratic", "quadratic")])
@settings(max_examples=60)
@given(table=tables(2, most=30))
def test_kappa_is_that_of_scikit_learn(ours: Any, theirs: str | None, table: Ratings) -> None:
    """cohen_kappa_score over the whole scale gives the same, and 'not a number' where we say why there is none."""
    from sklearn.metrics import cohen_kappa_score  # noqa: PLC0415  takes a second, and only here

    first, second = zip(*table.rows, strict=True)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns where it divides 0 by 0, which is what is compared
        other = cohen_kappa_score(first, second, labels=list(table.scale.order), weights=theirs)
    near(cohens_kappa(table, ours).value, float(other))


@pytest.mark.slow
@settings(max_examples=60)
@given(data=st.data(), raters=st.integers(3, 6))
def test_fleiss_kappa_is_that_of_statsmodels(data: st.DataObject, raters: int) -> None:
    """fleiss_kappa over the table of counts gives the same, and 'not a number' where we say why there is none."""
    import numpy as np  # noqa: PLC0415  as above
    from statsmodels.stats.inter_rater import fleiss_kappa as theirs  # noqa: PLC0415  as above

    table = data.draw(tables(raters, most=30))
    counts = [[row.count(level) for level in table.scale.order] for row in table.rows]
    with np.errstate(all="ignore"):
        other = theirs(np.asarray(counts))
    near(fleiss_kappa(table).value, float(other))


def pairs(row: tuple[str | None, ...]) -> list[tuple[str, str]]:
    """Return each ordered pair of levels in a row."""
    return list(permutations([one for one in row if one is not None], 2))


def slow_gwet(table: Ratings, weight: Callable[[int, int], Fraction]) -> Fraction | None:
    """Reckon AC1 or AC2 from the words of docs/agreement.md, one pair after the other."""
    order = table.scale.order
    agreeing = [
        sum(weight(order.index(one), order.index(other)) for one, other in pairs(row)) / len(pairs(row))
        for row in table.rows
        if pairs(row)
    ]
    if not agreeing:
        return None
    rated = [row for row in table.rows if set(row) != {None}]
    share = {
        level: sum(Fraction(row.count(level), len(row) - row.count(None)) for row in rated) / len(rated)
        for level in order
    }
    size = len(order)
    weights = sum(weight(one, other) for one, other in product(range(size), repeat=2))
    by_chance = weights * sum(one * (1 - one) for one in share.values()) / (size * (size - 1))
    return (Fraction(sum(agreeing)) / len(agreeing) - by_chance) / (1 - by_chance)


def slow_alpha(table: Ratings, metric: str) -> Fraction | None:
    """Reckon alpha by setting each answer beside each other one, twice the distance where it is by order."""
    order = table.scale.order
    rows = [row for row in table.rows if pairs(row)]
    answers = sorted(order.index(one) for row in rows for one in row if one is not None)

    def distance(one: int, other: int) -> int:
        if metric == "nominal":
            return int(one != other)
        if metric == "interval":
            return (one - other) ** 2
        low, high = sorted((one, other))
        between = sum(low <= each <= high for each in answers)
        return (2 * between - answers.count(low) - answers.count(high)) ** 2

    def placed(one: str, other: str) -> int:
        return distance(order.index(one), order.index(other))

    if len(set(answers)) < 2:
        return None
    seen = sum(
        Fraction(sum(placed(one, other) for one, other in pairs(row)), len(row) - row.count(None) - 1) for row in rows
    ) / len(answers)
    by_chance = Fraction(
        sum(distance(one, other) for one, other in permutations(answers, 2)), len(answers) * (len(answers) - 1)
    )
    return 1 - seen / by_chance


@pytest.mark.parametrize("weights", ["none", "linear", "quadratic"])
@given(data=st.data(), raters=st.integers(2, 5))
def test_gwets_figures_agree_with_a_second_reckoning(weights: Any, data: st.DataObject, raters: int) -> None:
    """AC1 and AC2 are exactly what the words of the page give, with any places left empty."""
    table = data.draw(tables(raters, missing=True))
    widest = len(table.scale.order) - 1
    power = {"none": 0, "linear": 1, "quadratic": 2}[weights]

    def weight(one: int, other: int) -> Fraction:
        return Fraction(1) if one == other else 1 - Fraction(abs(one - other), widest) ** power

    assert gwets_ac(table, weights).value == slow_gwet(table, weight)


@pytest.mark.parametrize("metric", ["nominal", "ordinal", "interval"])
@given(data=st.data(), raters=st.integers(2, 5))
def test_alpha_agrees_with_a_second_reckoning(metric: Any, data: st.DataObject, raters: int) -> None:
    """Alpha is exactly what every answer set beside every other gives, with any places left empty."""
    table = data.draw(tables(raters, missing=True))
    assert krippendorffs_alpha(table, metric).value == slow_alpha(table, metric)
