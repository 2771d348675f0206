"""Figures of agreement: what counts, and what is said where a figure is not defined."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import attrs
import pytest

from inclusion_core.analysis.voices.agreement import (
    Agreement,
    cohens_kappa,
    exact_agreement,
    fleiss_kappa,
    gwets_ac,
    krippendorffs_alpha,
    within_one,
)
from inclusion_core.analysis.voices.agreement_weights import metric_gaps, weighted_gaps
from inclusion_core.analysis.voices.ratings import Ratings
from inclusion_core.errors import NotAllowed, UnknownName
from inclusion_core.model.scale import ENQUIRY, FOUR_STEP, Scale

if TYPE_CHECKING:
    from collections.abc import Callable

S, D, E, L = FOUR_STEP.order
ALL: dict[str, Callable[[Ratings], Agreement]] = {
    "exact": exact_agreement,
    "within one": within_one,
    "kappa": cohens_kappa,
    "linear kappa": lambda given: cohens_kappa(given, "linear"),
    "quadratic kappa": lambda given: cohens_kappa(given, "quadratic"),
    "AC1": gwets_ac,
    "AC2": lambda given: gwets_ac(given, "quadratic"),
    "nominal alpha": krippendorffs_alpha,
    "ordinal alpha": lambda given: krippendorffs_alpha(given, "ordinal"),
    "interval alpha": lambda given: krippendorffs_alpha(given, "interval"),
    "Fleiss": fleiss_kappa,
}
NO_ORDER_NEEDED = ("exact", "kappa", "AC1", "nominal alpha")
every = pytest.mark.parametrize("name", ALL)


def four(*rows: tuple[str | None, ...]) -> Ratings:
    """Return ratings on the four-step scale."""
    return Ratings(FOUR_STEP, rows)


def test_a_pair_with_a_place_left_empty_does_not_count() -> None:
    """A non-answer is no category: its row counts neither for nor against, and `n` says how many are left."""
    given = four((S, S), (S, D), (L, None), (None, None), (None, E))
    assert exact_agreement(given) == Agreement(Fraction(1, 2), "", 2, 2, FOUR_STEP.order)
    assert cohens_kappa(given).n == gwets_ac(given).n == krippendorffs_alpha(given).n == 2
    assert cohens_kappa(given).value == cohens_kappa(four((S, S), (S, D))).value


def test_with_three_voices_all_who_gave_a_level_must_share_it() -> None:
    """One of three that stands apart breaks the agreement of a row; two that agree without the third do not."""
    assert exact_agreement(four((S, S, S), (S, S, D), (S, S, None))).value == Fraction(2, 3)
    assert within_one(four((S, D, E), (S, D, S), (E, None, L), (S, L, S))).value == Fraction(1, 2)


def test_the_whole_scale_is_the_categories() -> None:
    """Levels that nobody gave are categories too: AC1 of two voices is lower on two levels than on four."""
    assert gwets_ac(four((S, S), (S, D))).categories == FOUR_STEP.order
    # pa 1/2; shares 3/4 and 1/4: pe = 2 * (3/4 * 1/4) / (4 - 1) = 1/8, and (1/2 - 1/8) / (7/8) = 3/7
    assert gwets_ac(four((S, S), (S, D))).value == Fraction(3, 7)
    # on two levels pe = 2 * (3/4 * 1/4) / (2 - 1) = 3/8, and (1/2 - 3/8) / (5/8) = 1/5
    assert gwets_ac(Ratings(Scale("two", (S, D)), ((S, S), (S, D)))).value == Fraction(1, 5)


def test_a_row_with_one_level_counts_for_how_often_it_is_given_and_for_nothing_else() -> None:
    """Gwet takes a single level into the shares; kappa and alpha leave its row out altogether."""
    pairs, alone = ((S, S), (S, D)), (L, None)
    assert gwets_ac(four(*pairs, alone)).n == 2
    # shares (1 + 1/2 + 0)/3, (0 + 1/2 + 0)/3, 0, 1/3: pe = (1/2*1/2 + 1/6*5/6 + 1/3*2/3)/3 = 11/54; (1/2 - pe)/(1 - pe)
    assert gwets_ac(four(*pairs, alone)).value == Fraction(16, 43)
    assert krippendorffs_alpha(four(*pairs, alone)).value == krippendorffs_alpha(four(*pairs)).value


@every
def test_perfect_agreement_with_variation_is_1(name: str) -> None:
    """Where every row has one level and the rows differ, every figure is 1."""
    raters = 3 if name == "Fleiss" else 2
    assert ALL[name](four((S,) * raters, (L,) * raters, (E,) * raters)).value == 1


@pytest.mark.parametrize("name", [name for name in ALL if "kappa" in name or "alpha" in name or name == "Fleiss"])
def test_no_variation_is_said_and_is_no_figure(name: str) -> None:
    """Where every level given is the same one, chance explains it all: no figure, and why."""
    raters = 3 if name == "Fleiss" else 2
    found = ALL[name](four(*[(S,) * raters] * 30))
    assert found.value is None
    assert "the same one" in found.why_none
    assert found.n == 30


def test_shares_and_gwets_figures_stand_without_variation() -> None:
    """All the same level is full agreement where chance is not reckoned from how often each gave what."""
    given = four((S, S), (S, S))
    assert {exact_agreement(given).value, within_one(given).value, gwets_ac(given).value} == {1}


@every
@pytest.mark.parametrize(
    ("rows", "says", "n"),
    [
        ((), "No indicator has a level", 0),
        (((S,), (D,)), "at least two voices, and here is only one", 0),
        (((S, None), (None, D)), "No indicator has a level from two or more", 0),
        (((None, None), (None, None)), "No indicator has a level", 0),
    ],
)
def test_nothing_to_compare_is_said_and_is_no_figure(
    name: str, rows: tuple[tuple[str | None, ...], ...], says: str, n: int
) -> None:
    """No rows, one voice alone, or no row with two levels: no figure, a sentence that says which, and n."""
    if name == "Fleiss":
        rows = tuple((*row, *row[1:]) for row in rows)
        says = says.replace("two or more", "every one")
    found = ALL[name](four(*rows))
    assert found.value is None
    assert says in found.why_none
    assert found.n == n


def test_a_measure_for_two_says_so_of_three_and_one_for_three_of_two() -> None:
    """Cohen's kappa refuses three voices, Fleiss' two, each with the other's name or its own number."""
    assert cohens_kappa(four((S, S, D), (D, D, D))).why_none == "Cohen's kappa is for two voices, and these are 3."
    assert "for two there is Cohen's" in fleiss_kappa(four((S, S), (D, D))).why_none


def test_fleiss_counts_the_rows_that_all_of_them_rated() -> None:
    """A row that one of three left out does not count, and n says so."""
    whole = ((S, S, S), (S, S, D), (L, L, E))
    assert fleiss_kappa(four(*whole, (S, D, None))) == fleiss_kappa(four(*whole))
    assert fleiss_kappa(four(*whole, (S, D, None))).n == 3


@every
def test_stances_have_figures_without_weights_only(name: str) -> None:
    """Concerned, curious and confident are no amounts: what needs an order is refused with that reason."""
    rows = (("curious",) * 3, ("concerned", "curious", "concerned")) if name == "Fleiss" else ()
    found = ALL[name](Ratings(ENQUIRY, rows or (("curious", "curious"), ("concerned", "confident"))))
    if name in NO_ORDER_NEEDED or name == "Fleiss":
        assert found.value is not None
    else:
        assert found.value is None
        assert "Stances have no order" in found.why_none


def test_a_scale_of_one_level_leaves_nothing_to_differ_about() -> None:
    """Gwet's figure, which divides by the number of levels less one, is not defined there."""
    given = Ratings(Scale("one", ("there",)), (("there", "there"),))
    assert "one level" in gwets_ac(given).why_none
    assert cohens_kappa(given).value is None
    assert exact_agreement(given).value == 1


def test_an_interval_alpha_goes_by_the_values_that_a_scale_states() -> None:
    """Two levels of nearly the same value are hardly apart; by place they would be as far as any two neighbours."""
    near = Scale("near", ("low", "middling", "best"), values={"middling": Fraction(1, 100)})
    rows = (("low", "middling"), ("best", "best"), ("low", "low"))
    by_value = krippendorffs_alpha(Ratings(near, rows), "interval").value
    by_place = krippendorffs_alpha(Ratings(Scale("even", near.order), rows), "interval").value
    assert by_value is not None
    assert by_place is not None
    assert by_place < by_value < 1


def test_ratings_that_cannot_be_read_are_refused() -> None:
    """Rows of unequal length and levels that are not on the scale are refused in a sentence."""
    with pytest.raises(NotAllowed, match="2 to 3 places"):
        four((S, S), (S, S, S))
    with pytest.raises(UnknownName, match="secure"):
        four((S, "sekure"))


def test_an_unknown_weight_or_metric_is_answered_with_the_nearest() -> None:
    """A misspelt name is no figure: it is an error with the name that was meant."""
    with pytest.raises(UnknownName, match="quadratic"):
        cohens_kappa(four((S, S)), "quadratik")  # type: ignore[arg-type]
    with pytest.raises(UnknownName, match="ordinal"):
        krippendorffs_alpha(four((S, S)), "ordnial")  # type: ignore[arg-type]


def test_a_figure_and_its_ratings_are_frozen() -> None:
    """Nothing can be changed in what other programs are handed."""
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        exact_agreement(four((S, S))).n = 3  # type: ignore[misc]
    rows = [[S, S]]
    given = Ratings(FOUR_STEP, rows)
    rows[0][0] = L
    assert given.rows == ((S, S),)


def test_gaps_count_as_their_name_says() -> None:
    """Without weights any gap is 1, linear counts levels, quadratic their square; an ordinal one counts answers."""
    assert weighted_gaps("none", 3) == ((0, 1, 1), (1, 0, 1), (1, 1, 0))
    assert weighted_gaps("linear", 3)[0] == (0, 1, 2)
    assert weighted_gaps("quadratic", 4)[0] == (0, 1, 4, 9)
    # from the middle of 4 answers over 2 to the middle of 6: 2 + 2 + 3 = 7 answers, 14 halves
    assert metric_gaps("ordinal", Scale("three", ("a", "b", "c")), (4, 2, 6))[0] == (0, 36, 196)
