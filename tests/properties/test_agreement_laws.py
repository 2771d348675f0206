"""What holds of every figure of agreement, whatever was judged and by how many."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from inclusion_core.analysis.voices.agreement import (
    Agreement,
    cohens_kappa,
    exact_agreement,
    fleiss_kappa,
    gwets_ac,
    krippendorffs_alpha,
    within_one,
)
from inclusion_core.analysis.voices.ratings import Ratings
from inclusion_core.model.scale import Scale

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypothesis.strategies import DrawFn

LEVELS = ("a", "b", "c", "d", "e")
UNORDERED: dict[str, Callable[[Ratings], Agreement]] = {
    "exact": exact_agreement,
    "kappa": cohens_kappa,
    "AC1": gwets_ac,
    "nominal alpha": krippendorffs_alpha,
    "Fleiss": fleiss_kappa,
}
ORDERED: dict[str, Callable[[Ratings], Agreement]] = {
    "within one": within_one,
    "linear kappa": lambda given: cohens_kappa(given, "linear"),
    "quadratic kappa": lambda given: cohens_kappa(given, "quadratic"),
    "linear AC2": lambda given: gwets_ac(given, "linear"),
    "quadratic AC2": lambda given: gwets_ac(given, "quadratic"),
    "ordinal alpha": lambda given: krippendorffs_alpha(given, "ordinal"),
    "interval alpha": lambda given: krippendorffs_alpha(given, "interval"),
}
ALL = UNORDERED | ORDERED
every = pytest.mark.parametrize("name", ALL)
some = settings(max_examples=30)  # of each of twelve figures


def voices_for(name: str) -> int:
    """Return how many voices a measure is tried with: kappa has two of them, Fleiss three."""
    return {"Fleiss": 3}.get(name, 2 if "kappa" in name else 4)


@st.composite
def tables(draw: DrawFn, raters: int, *, missing: bool = True) -> Ratings:
    """Give ratings by so many voices on a scale of two to five levels, with places left empty."""
    levels = LEVELS[: draw(st.integers(2, 5))]
    place = st.sampled_from((*levels, None) if missing else levels)
    rows = draw(st.lists(st.tuples(*[place] * raters), min_size=1, max_size=6))
    return Ratings(Scale("made-up", levels), rows)


@every
@some
@given(data=st.data())
def test_order_of_rows_and_of_voices_changes_nothing(name: str, data: st.DataObject) -> None:
    """The figure is symmetric in the voices and blind to the order of what they judged."""
    table = data.draw(tables(voices_for(name)))
    rows = data.draw(st.permutations(table.rows))
    order = data.draw(st.permutations(range(table.raters)))
    moved = Ratings(table.scale, [[row[at] for at in order] for row in rows])
    assert ALL[name](moved) == ALL[name](table)


@every
@some
@given(data=st.data())
def test_a_row_that_nobody_rated_changes_nothing(name: str, data: st.DataObject) -> None:
    """What nobody gave a level counts nowhere, and `n` does not count it either."""
    table = data.draw(tables(voices_for(name)))
    more = Ratings(table.scale, [*table.rows, (None,) * table.raters])
    assert ALL[name](more) == ALL[name](table)


@pytest.mark.parametrize("name", [name for name in ALL if name not in {"AC1", "linear AC2", "quadratic AC2"}])
@some
@given(data=st.data())
def test_a_row_with_one_level_changes_nothing(name: str, data: st.DataObject) -> None:
    """A level that stands alone is no pair; only Gwet's figures take it into how often each level is given."""
    table = data.draw(tables(voices_for(name)))
    alone = (data.draw(st.sampled_from(table.scale.order)), *[None] * (table.raters - 1))
    assert ALL[name](Ratings(table.scale, [*table.rows, alone])) == ALL[name](table)


@pytest.mark.parametrize("name", UNORDERED)
@some
@given(data=st.data())
def test_new_names_for_the_categories_change_nothing(name: str, data: st.DataObject) -> None:
    """What looks at no order is the same whichever category is called what."""
    table = data.draw(tables(voices_for(name)))
    new: dict[str | None, str | None] = dict(
        zip(table.scale.order, data.draw(st.permutations(table.scale.order)), strict=True)
    )
    new[None] = None
    renamed = Ratings(table.scale, [[new[one] for one in row] for row in table.rows])
    assert ALL[name](renamed) == ALL[name](table)


@every
@some
@given(data=st.data())
def test_a_scale_turned_round_changes_nothing(name: str, data: st.DataObject) -> None:
    """The lowest level called the highest, and so on: gaps are the same, and so is the figure."""
    table = data.draw(tables(voices_for(name)))
    order = table.scale.order
    turned = Ratings(
        table.scale, [[None if one is None else order[-1 - order.index(one)] for one in row] for row in table.rows]
    )
    assert ALL[name](turned) == ALL[name](table)


@every
@some
@given(data=st.data())
def test_a_figure_is_within_its_bounds_or_says_why_there_is_none(name: str, data: st.DataObject) -> None:
    """A share is from 0 to 1, a figure beyond chance from -1 to 1; there is a value or a reason, never both."""
    table = data.draw(tables(voices_for(name)))
    found = ALL[name](table)
    assert (found.value is None) == bool(found.why_none)
    if found.value is not None:
        assert lowest(name, len(table.scale.order)) <= found.value <= 1
        assert 0 < found.n <= len(table.rows)


def lowest(name: str, size: int) -> Fraction:
    """Return what a figure on a scale of so many levels is never below.

    For AC2 that is less than -1: `pe` is at most the mean weight of all pairs of levels, and `pa` at least 0.
    """
    if "AC2" not in name:
        return Fraction(0 if name in {"exact", "within one"} else -1)
    power = 2 if "quadratic" in name else 1
    gaps = [Fraction(abs(one - other), size - 1) ** power for one in range(size) for other in range(size)]
    mean = 1 - sum(gaps) / len(gaps)
    return -mean / (1 - mean)


def test_ac2_alone_may_fall_below_minus_1() -> None:
    """Two who stand at opposite ends of a scale are further apart than -1 by squared gaps."""
    table = Ratings(Scale("four", LEVELS[:4]), [("a", "d"), ("a", "d"), ("b", "c")])
    # 1 - pa = (9 + 9 + 1)/9/3; shares 1/3, 1/6, 1/6, 1/3: pe = (104/9)*(13/18)/12 = 169/243; 1 - (19/27)/(74/243)
    assert gwets_ac(table, "quadratic").value == Fraction(-97, 74)
    # the squares of an answer of one and an answer of the other, all nine pairs, add up to 4*9 + 4*4 + 1: 1 - 19/3*9/53
    assert cohens_kappa(table, "quadratic").value == Fraction(-4, 53)


@every
@some
@given(data=st.data())
def test_1_means_that_nobody_differed(name: str, data: st.DataObject) -> None:
    """A figure is 1 exactly where no row that counts has two levels in it (more than one apart, for within one)."""
    table = data.draw(tables(voices_for(name)))
    found = ALL[name](table)
    assume(found.value is not None)
    gap = 1 if name == "within one" else 0
    counted = [
        sorted(table.scale.place(one) for one in row if one is not None)
        for row in table.rows
        if name != "Fleiss" or None not in row
    ]
    assert (found.value == 1) == all(not row or row[-1] - row[0] <= gap for row in counted)


@given(table=tables(4))
def test_within_one_is_never_below_exact(table: Ratings) -> None:
    """Those who agree exactly are within one as well, over the same rows."""
    exact, near = exact_agreement(table), within_one(table)
    assert exact.n == near.n
    assert (exact.value or 0) <= (near.value or 0)


@given(table=tables(2))
def test_on_two_levels_all_weights_are_one(table: Ratings) -> None:
    """With two levels there is one gap only, and linear or quadratic weights move nothing."""
    two = Ratings(
        Scale("two", LEVELS[:2]), [[None if one is None else LEVELS[one > "b"] for one in row] for row in table.rows]
    )
    assert cohens_kappa(two) == cohens_kappa(two, "linear") == cohens_kappa(two, "quadratic")
    assert gwets_ac(two) == gwets_ac(two, "linear") == gwets_ac(two, "quadratic")
    assert krippendorffs_alpha(two) == krippendorffs_alpha(two, "ordinal") == krippendorffs_alpha(two, "interval")
