"""What is shown of how far voices agree, and when."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from inclusion_core.analysis.voices.agreement import gwets_ac
from inclusion_core.analysis.voices.agreement_figures import (
    LEAST_INDICATORS,
    AgreementFigure,
    agreement_of,
    two_places,
    why_not_shown,
)
from inclusion_core.analysis.voices.comparison import compare_voices
from inclusion_core.analysis.voices.ratings import ratings_of
from inclusion_core.model.assessment import Judgement
from inclusion_core.model.framework import AppliesTo, Facet, Framework, Indicator, Strand
from inclusion_core.model.scale import ENQUIRY, FOUR_STEP, Scale
from inclusion_core.model.school import Setting

if TYPE_CHECKING:
    from inclusion_core.analysis.voices.comparison import Comparison
    from inclusion_core.model.assessment import Cell

FIXED = ("exact", "within_one", "kappa_quadratic", "ac2", "alpha_ordinal")


def framework(count: int, scale: Scale = FOUR_STEP, facet: Facet | None = None) -> Framework:
    """Return a made-up framework of so many indicators."""
    indicators = {f"U{at}": Indicator(f"U{at}", "U", f"Number {at}") for at in range(count)}
    return Framework("made-up", "1", "Made up", {"U": Strand("U", "U")}, indicators, scale=scale, facet=facet)


def compared(count: int, *voices: str, scale: Scale = FOUR_STEP) -> Comparison:
    """Compare voices, each written as a level's number for each indicator: '0' the lowest, '.' a non-answer."""

    def judged(levels: str) -> dict[Cell, Judgement]:
        return {
            (f"U{at}", None): Judgement(non_answer="cannot-tell") if one == "." else Judgement(scale.order[int(one)])
            for at, one in enumerate(levels)
        }

    given = {f"peer:{at}": judged(levels) for at, levels in enumerate(voices)}
    return compare_voices(framework(count, scale), given, Setting())


def figures(comparison: Comparison, scale: Scale = FOUR_STEP) -> dict[str, AgreementFigure]:
    """Return the figures by key."""
    return {one.key: one for one in agreement_of(comparison, scale)}


@pytest.mark.parametrize("n", [0, 1, LEAST_INDICATORS - 1])
def test_figures_beyond_chance_are_kept_back_below_twenty(n: int) -> None:
    """Nineteen are too few, and the sentence says from how many on they are shown and over how many these are."""
    assert f"from 20 indicators on, because over fewer one answer moves them too far; here they would rest on {n}." in (
        why_not_shown(n)
    )


def test_figures_beyond_chance_are_never_on_a_first_screen() -> None:
    """From twenty on they may be shown to those who ask, and on no first screen over however many."""
    assert why_not_shown(LEAST_INDICATORS) == ""
    assert "never on a first screen" in why_not_shown(5_000, first_screen=True)
    assert "from 20" in why_not_shown(5, first_screen=True)


def test_shares_are_shown_over_any_number_and_the_rest_from_twenty_on() -> None:
    """Over nineteen rows there are two shares and three reasons; over twenty, five figures."""
    few = figures(compared(19, "0123" * 4 + "012", "0122" * 4 + "012"))
    assert [key for key, one in few.items() if one.value is not None] == ["exact", "within_one"]
    assert all("from 20 indicators on" in few[key].why_none for key in FIXED[2:])
    assert few["kappa_quadratic"].reckoned.value is not None
    many = figures(compared(20, "0123" * 5, "0122" * 5))
    assert tuple(many) == FIXED
    assert [one.why_none for one in many.values()] == [""] * 5


def test_non_answers_do_not_count_towards_twenty() -> None:
    """Twenty-one rows of which two have a non-answer are nineteen."""
    assert figures(compared(21, "0123" * 5 + "0", "01.2" * 2 + "0123" * 3 + "0"))["ac2"].value is None


@pytest.mark.parametrize(("count", "shown"), [(7, False), (19, False), (20, True)])
def test_three_layers_of_an_indicator_are_one_indicator(count: int, shown: bool) -> None:  # noqa: FBT001  a column
    """Twenty are counted in indicators, not in rows: seven of three layers have 21 rows and are still seven."""
    layered = framework(count, facet=Facet("layer", ("policy", "practice", "voice"), required=True))
    one: dict[Cell, Judgement] = {
        (f"U{at}", layer): Judgement(FOUR_STEP.order[at % 4])
        for at in range(count)
        for layer in ("policy", "practice", "voice")
    }
    other = one | {("U0", "policy"): Judgement("leading")}
    found = compare_voices(layered, {"self": one, "peer:a": other}, Setting())
    assert (found.compared, found.indicators) == (3 * count, count)
    ac2 = figures(found)["ac2"]
    assert (ac2.reckoned.n, ac2.indicators, ac2.value is not None) == (3 * count, count, shown)
    assert shown or f"here they would rest on {count}." in ac2.why_none


def test_what_one_voice_alone_judged_moves_no_figure() -> None:
    """Twenty rows of two are the same figures whether or not one of them judged forty more by themselves."""
    one, other = "0123" * 5, "0122" * 5
    alone = compared(60, one + "0" * 40, other + "." * 40)
    assert [(name, each.value, each.reckoned.n) for name, each in figures(alone).items()] == [
        (name, each.value, each.reckoned.n) for name, each in figures(compared(20, one, other)).items()
    ]
    assert gwets_ac(ratings_of(alone, FOUR_STEP), "quadratic").value != figures(alone)["ac2"].value


def test_fleiss_counts_its_own_rows_towards_twenty() -> None:
    """Of 24 rows that all three answered 19 there are 24 for alpha, and too few for Fleiss' kappa."""
    found = figures(compared(24, "012" * 8, "011" * 8, "012" * 6 + "0.....", scale=ENQUIRY), ENQUIRY)
    assert (found["fleiss_kappa"].reckoned.n, found["fleiss_kappa"].indicators) == (19, 19)
    assert found["fleiss_kappa"].value is None
    assert found["alpha_nominal"].value is not None


def test_why_a_figure_is_not_defined_goes_before_why_it_is_not_shown() -> None:
    """Three voices have no Cohen's kappa however many indicators there are; that is what is said."""
    three = figures(compared(3, "012", "012", "013"))
    assert "for two voices" in three["kappa_quadratic"].why_none
    assert "from 20" in three["ac2"].why_none


def test_stances_have_the_figures_without_weights_as_well() -> None:
    """A scale of stances keeps the five keys, says why four of them are empty, and has those that need no order."""
    found = figures(compared(20, "0120" * 5, "0121" * 5, scale=ENQUIRY), ENQUIRY)
    assert tuple(found) == (*FIXED, "kappa", "fleiss_kappa", "ac1", "alpha_nominal")
    assert all("Stances have no order" in found[key].why_none for key in FIXED[1:])
    assert {key for key, one in found.items() if one.value is not None} == {"exact", "kappa", "ac1", "alpha_nominal"}
    assert figures(compared(20, *["0120" * 5] * 3, scale=ENQUIRY), ENQUIRY)["fleiss_kappa"].value == 1


def test_what_is_counted_is_what_is_compared() -> None:
    """The rows are those of the comparison: for this setting only, proposed ones too, cell by cell of a facet."""
    facet = Facet("lens", ("send", "cared-for"), required=True)
    small = framework(2, facet=facet)
    one: dict[Cell, Judgement] = {("U0", "send"): Judgement("secure"), ("U0", "cared-for"): Judgement("starting")}
    other: dict[Cell, Judgement] = {("U0", "send"): Judgement("secure"), ("U1", "send"): Judgement("secure")}
    found = compare_voices(small, {"self": one, "peer:a": other}, Setting())
    assert ratings_of(found, FOUR_STEP).rows == (
        ("secure", "secure"),
        ("starting", None),
        (None, "secure"),
        (None, None),
    )
    special = Indicator("U9", "U", "Elsewhere", applies_to=AppliesTo(kind=("special",)))
    proposed = Indicator("U8", "U", "Proposed", status="proposed")
    setting = Framework("s", "1", "S", small.strands, {"U8": proposed, "U9": special})
    both = {voice: {(name, None): Judgement("secure") for name in ("U8", "U9")} for voice in ("self", "peer:a")}
    assert ratings_of(compare_voices(setting, both, Setting("mainstream")), FOUR_STEP).rows == (("secure", "secure"),)


def test_n_is_the_number_of_rows_that_the_comparison_counts() -> None:
    """`exact` is `same` of `compared`, so that two lines on one screen cannot disagree."""
    found = compared(6, "012.30", "0123.1", "01....")
    exact = figures(found)["exact"]
    assert (exact.reckoned.n, exact.value) == (found.compared, Fraction(found.same, found.compared))


def test_figures_are_rounded_once_and_never_to_what_they_are_not() -> None:
    """A figure is shown as 1.00 or 0.00, 100 % or 0 %, only where it is exactly that; minus is kept."""
    assert [two_places(Fraction(one, 1000)) for one in (4, 995, 999, 1000, 0, -4, -125, -1000)] == [
        "0.01", "0.99", "0.99", "1.00", "0.00", "-0.01", "-0.13", "-1.00",
    ]  # fmt: skip
    found = figures(compared(20, "0123" * 5, "0122" * 5))
    assert found["exact"].shown == "75 %"
    assert re.fullmatch(r"0\.\d\d", found["kappa_quadratic"].shown)
    assert figures(compared(3, "012", "013"))["ac2"].shown == ""


def test_every_figure_has_plain_words_for_what_it_can_and_cannot_say() -> None:
    """Each has a title, what it says and what it cannot, and no word that marks a person or calls a figure good."""
    for one in figures(compared(20, "0120" * 5, "0121" * 5, scale=ENQUIRY), ENQUIRY).values():
        words = f"{one.title} {one.says} {one.cannot_say}".lower()
        assert one.says
        assert one.cannot_say
        assert not re.search(r"\b(poor|fair|moderate|substantial|good|excellent|reliable)\b", words)
