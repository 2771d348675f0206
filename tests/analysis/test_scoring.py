"""Scoring says why, refuses what makes no sense, and checks what a method answers."""

from __future__ import annotations

import pickle
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve

from inclusion_core.analysis.scoring.methods import METHODS, method_named, score_with
from inclusion_core.analysis.scoring.scorecard import Explanation, Score, ScoreCard, ScoringMethod
from inclusion_core.analysis.scoring.wording import words_for
from inclusion_core.errors import FrameworkRefused, NotAllowed, UnknownName
from inclusion_core.model.assessment import Judgement
from inclusion_core.model.framework import AppliesTo, Facet, Framework, Indicator, Retired, Strand
from inclusion_core.model.scale import ENQUIRY
from inclusion_core.model.school import Setting

if TYPE_CHECKING:
    from inclusion_core.model.assessment import Cell

SECURE = Judgement("secure", because="Seen in five of six lessons.", confidence="high")


def framework(*indicators: Indicator, **more: Any) -> Framework:
    """Return a framework of strands U and, within it, C."""
    strands = {"U": Strand("U", "Universal"), "C": Strand("C", "Calm places", within="U")}
    return Framework("small", "1", "Small", strands, {one.id: one for one in indicators}, **more)


def indicator(name: str, **more: Any) -> Indicator:
    """Return an indicator of strand U unless it is said otherwise."""
    return Indicator(name, more.pop("strand", "U"), f"Title of {name}", **more)


def scored(
    method: str, small: Framework, judgements: dict[Cell, Judgement], setting: Setting | None = None
) -> ScoreCard:
    """Score one voice."""
    return score_with(method_named(method), small, {"self": judgements}, setting or Setting())


def told(score: Score) -> list[str]:
    """Return every sentence of a score's explanation."""
    return [says for _, says in score.explanation.lines()]


def test_the_seven_methods_have_their_names() -> None:
    """The methods that come with the program are the seven that frameworks may name."""
    names = ["mean", "median-with-floor", "weakest", "cumulative", "profile", "paired", "none"]
    assert [method.name for method in METHODS] == names


def test_an_unknown_method_is_answered_with_the_nearest() -> None:
    """A mistyped method gets the nearest one and the list."""
    with pytest.raises(UnknownName, match="Did you mean 'weakest'") as caught:
        method_named("weekest")
    assert caught.value.known[0] == "mean"


def test_an_explanation_goes_down_to_each_judgement_and_why() -> None:
    """A strand's explanation names its rule, each judgement with its reason and voice, and what is not judged."""
    small = framework(*(indicator(f"U{number}") for number in range(1, 7)))
    cells: dict[Cell, Judgement] = {
        ("U1", None): SECURE,
        ("U2", None): Judgement("leading"),
        ("U3", None): Judgement(non_answer="cannot-tell", because="No assembly today."),
        ("U4", None): Judgement(non_answer="too-soon"),
        ("U5", None): Judgement(non_answer="not-applicable", because="No base."),
    }
    assert told(scored("median-with-floor", small, cells).strands[0]) == [
        "Universal comes to Secure: the lower median of 2 of 5 judged.",
        'U1 Secure: "Seen in five of six lessons." (self, high confidence)',
        "U2 Leading (self)",
        'U3 is not judged, cannot tell: "No assembly today." (self)',
        "U4 is not judged, too soon to say (self)",
        'U5 does not apply here and is left out: "No base." (self)',
        "U6 is not judged: not looked at yet.",
        "Depending on the 3 not judged, it could come to anything from Starting to Leading.",
    ]


def test_a_value_between_two_levels_says_so() -> None:
    """A mean that is no level's value is said to lie between two levels, and its level is the lower one."""
    small = framework(indicator("U1"), indicator("U2"))
    one = scored("mean", small, {("U1", None): SECURE, ("U2", None): Judgement("developing")}).strands[0]
    assert (one.value, one.level) == (Fraction(1, 2), "developing")
    assert (
        one.explanation.says
        == "Universal comes out between Developing and Secure (50 % of the way): the mean of 2 of 2 judged."
    )
    assert words_for(one, small.scale) == "between Developing and Secure"


def test_nothing_judged_is_no_value_and_the_whole_range() -> None:
    """With nothing judged there is no value and no level, and the range says that anything is possible."""
    one = scored("mean", framework(indicator("U1")), {}).strands[0]
    assert (one.value, one.level, one.low, one.high, one.coverage) == (None, None, 0, 1, 0)
    assert one.explanation.says == "Universal: not enough seen to say. None of 1 judged."
    assert words_for(one, framework().scale) == "not enough seen to say"


def test_nothing_that_applies_is_no_range_either() -> None:
    """An empty strand has no value, no range and no coverage."""
    one = scored("mean", framework(indicator("U1")), {}).strands[1]
    assert (one.value, one.low, one.high, one.coverage, one.applicable) == (None, None, None, None, 0)
    assert one.explanation.says == "Calm places: nothing in it applies here."


def test_weights_that_are_all_0_give_no_value() -> None:
    """An indicator of weight 0 counts for coverage, and alone it makes no value."""
    small = framework(indicator("U1", weight=Fraction(0)))
    one = scored("weakest", small, {("U1", None): SECURE}).strands[0]
    assert (one.value, one.judged, one.coverage) == (None, 1, 1)
    assert one.explanation.says == "Universal: not graded. 1 of 1 judged, and all of that has weight 0."


def test_judgements_that_never_score_are_kept_and_named() -> None:
    """Proposed, retired, unknown and other settings' indicators move nothing, and the explanation says why."""
    small = framework(
        indicator("U1"),
        indicator("U2", status="proposed"),
        indicator("U3", applies_to=AppliesTo(kind=("special",))),
        retired={"U9": Retired()},
    )
    cells: dict[Cell, Judgement] = {(name, None): SECURE for name in ("U1", "U2", "U3", "U9", "X1")}
    card = scored("mean", small, cells, Setting("mainstream"))
    assert card.overall is not None
    assert (card.overall.judged, card.overall.applicable) == (1, 1)
    assert told(card.overall)[2:] == [
        "U2 is proposed and not yet adopted: its judgement is kept and not scored.",
        "U3 is not for this sort of setting: its judgement is kept and not scored.",
        "U9 is retired in small@1: its judgement is kept and not scored.",
        "X1 is not an indicator of small@1: its judgement is kept and not scored.",
    ]
    assert not any("U9" in line for line in told(card.strands[0]))


def test_a_judgement_for_a_facet_that_is_not_there_is_kept_and_named() -> None:
    """A plain judgement where the facet is required, and one for an unknown value, are no cells and never score."""
    small = framework(indicator("U1"), facet=Facet("lens", ("send", "cared-for"), required=True))
    cells: dict[Cell, Judgement] = {("U1", None): SECURE, ("U1", "gifted"): SECURE}
    one = scored("mean", small, cells).strands[0]
    assert (one.value, one.judged, one.applicable) == (None, 0, 2)
    assert told(one)[-2:] == [
        "U1 is not a cell of small@1: its judgement is kept and not scored.",
        "U1@gifted is not a cell of small@1: its judgement is kept and not scored.",
    ]


def test_first_steps_alone_never_come_to_the_last_level() -> None:
    """A school judged on one first step is shown there and no higher, and is told why, whatever nobody looked at."""
    small = framework(
        indicator("U1", step="developing"), indicator("U2", step="secure"), indicator("U3", step="leading")
    )
    strand = scored("cumulative", small, {("U1", None): Judgement("leading")}).strands[0]
    assert (strand.value, strand.low, strand.high) == (Fraction(1, 3), Fraction(1, 3), 1)
    assert "Nothing judged is a step to more than Developing, so no more is shown." in told(strand)
    assert "U3, a step to Leading, is not judged: not looked at yet." in told(strand)


def test_nothing_is_said_to_stop_what_came_to_the_top() -> None:
    """Where the last step is judged and met there is no more to show, and no sentence about more."""
    small = framework(indicator("U1", step="leading"))
    lines = told(scored("cumulative", small, {("U1", None): SECURE}).strands[0])
    assert not [line for line in lines if "Nothing judged is a step" in line]


def test_what_asks_for_nothing_shows_nothing() -> None:
    """An indicator that is met at the lowest level is no step that shows how far a school has come."""
    small = framework(indicator("U1", step="leading", met_at="starting"))
    assert scored("cumulative", small, {("U1", None): Judgement("starting")}).strands[0].value == 0


def test_step_by_step_names_the_steps() -> None:
    """A cumulative explanation says of each indicator which step it is and whether that is met."""
    small = framework(indicator("U1", step="developing"), indicator("U2", step="secure", met_at="secure"))
    cells: dict[Cell, Judgement] = {("U1", None): SECURE, ("U2", None): Judgement("developing")}
    lines = told(scored("cumulative", small, cells).strands[0])
    assert lines[0] == ("Universal comes to Developing: the highest level whose steps are all met, on 2 of 2 judged.")
    assert lines[1] == "U2, a step to Secure, is not met: Universal comes to less than Secure."
    assert lines[3] == "U2 Developing, a step to Secure that is not met (it counts as met at Secure) (self)"


def test_a_duty_holds_its_strand_those_around_it_and_the_whole() -> None:
    """A statutory indicator judged below its level holds C, U around C, and the whole, in every method with values."""
    small = framework(
        indicator("U1", step="developing"),
        indicator("C1", strand="C", statutory=True, met_at="secure", step="secure"),
        indicator("C2", strand="C", step="developing"),
    )
    cells: dict[Cell, Judgement] = {
        ("U1", None): Judgement("leading"),
        ("C1", None): Judgement("developing"),
        ("C2", None): Judgement("leading"),
    }
    for method in ("mean", "median-with-floor", "weakest", "cumulative"):
        card = scored(method, small, cells)
        assert card.overall is not None
        assert [one.value for one in (*card.strands, card.overall)] == [0, 0, 0]
        assert any("Check with the authority." in line for line in told(card.strands[0]))
        assert not any("unlawful" in line for line in told(card.overall))


def test_a_duty_nobody_looked_at_is_cannot_tell() -> None:
    """An unseen statutory indicator holds nothing down; only the low end of the range reckons with it."""
    small = framework(indicator("U1"), indicator("U2", statutory=True))
    one = scored("mean", small, {("U1", None): SECURE}).strands[0]
    assert (one.value, one.low) == (Fraction(2, 3), 0)
    assert "U2 is statutory and not fully judged: cannot tell whether it is met." in told(one)


def test_a_required_facet_may_not_hide_a_duty_in_its_mean() -> None:
    """One cell below the level at which a duty is met holds the strand, however high the mean."""
    small = framework(indicator("U1", statutory=True), facet=Facet("lens", ("send", "cared-for"), required=True))
    cells: dict[Cell, Judgement] = {("U1", "send"): Judgement("leading"), ("U1", "cared-for"): Judgement("starting")}
    assert scored("mean", small, cells).strands[0].value == 0


def test_the_cell_that_holds_a_score_is_named() -> None:
    """Of a duty or a core indicator that is judged cell by cell, it is said which cell is too low."""
    lens = Facet("layer", ("policy", "practice", "culture"), required=True)
    small = framework(indicator("U1", statutory=True), indicator("U2", core=True), facet=lens)
    low, high = Judgement("starting"), Judgement("leading")
    cells: dict[Cell, Judgement] = {("U1", "policy"): low, ("U1", "practice"): high, ("U2", "culture"): low}
    says = told(scored("median-with-floor", small, cells).strands[0])
    assert any(one.startswith("Statutory rule: U1@policy was judged Starting, below Developing") for one in says)
    assert any(one.startswith("Core floor: U2 is core and U2@culture was judged Starting, below") for one in says)
    cells |= {("U1", "practice"): low, ("U2", "policy"): low}
    says = told(scored("median-with-floor", small, cells).strands[0])
    assert any(one.startswith("Statutory rule: U1@policy and U1@practice were judged Starting") for one in says)
    assert any(one.startswith("Core floor: U2 is core and U2@policy and U2@culture were judged") for one in says)


def test_a_plain_non_answer_speaks_before_any_facet() -> None:
    """With a plain 'cannot tell' the judged facets do not stand in."""
    small = framework(indicator("U1"), facet=Facet("lens", ("send", "cared-for")))
    cells: dict[Cell, Judgement] = {("U1", "send"): SECURE, ("U1", None): Judgement(non_answer="cannot-tell")}
    card = scored("mean", small, cells)
    assert (card.strands[0].value, card.strands[0].judged) == (None, 0)
    assert card.facets["send"][0].value == Fraction(2, 3)


def test_stances_are_only_counted() -> None:
    """A scale of stances is refused by every method but 'none', which gives counts and no figure."""
    small = framework(indicator("U1", step="curious"), scale=ENQUIRY, roles=("senco", "leader"))
    cells: dict[Cell, Judgement] = {("U1", None): Judgement("curious")}
    for method in METHODS:
        voices = {"self": cells} if method.voices_taken == 1 else {"role:senco": cells, "role:leader": cells}
        if method.name != "none":
            with pytest.raises(FrameworkRefused, match="stances"):
                score_with(method, small, voices, Setting())
    card = scored("none", small, cells)
    assert (card.shown, card.strands[0].value, card.strands[0].counts["curious"]) == ("counts", None, 1)
    assert card.strands[0].explanation.says == "Universal: Concerned 0, Curious 1, Confident 0. 1 of 1 judged."
    assert words_for(card.strands[0], ENQUIRY) == "not graded"


def test_stances_of_several_layers_are_counted_too() -> None:
    """Where each layer has its stance the explanation counts them and makes no mean of them."""
    facet = Facet("layer", ("policy", "practice", "strategy"), required=True)
    small = framework(indicator("U1"), scale=ENQUIRY, scoring="none", facet=facet)
    cells: dict[Cell, Judgement] = {("U1", "policy"): Judgement("confident"), ("U1", "practice"): Judgement("curious")}
    sentences = told(scored("none", small, cells).strands[0])
    assert "U1: Concerned 0, Curious 1, Confident 1; 2 of 3 judged, one for each layer." in sentences
    assert not any("mean" in one or "comes out" in one for one in sentences)


def test_cumulative_without_steps_is_refused_by_name() -> None:
    """A framework whose adopted indicators lack a step is refused, and the sentence names them."""
    small = framework(indicator("U1", step="secure"), indicator("U2"), indicator("U3", status="proposed"))
    with pytest.raises(FrameworkRefused, match=r"U2 has no step\. Give each indicator a step, one of starting"):
        scored("cumulative", small, {})


def test_a_profile_refuses_what_it_cannot_do_in_a_strand() -> None:
    """A strand of a profile may not be paired, and the sentence lists what it may be."""
    small = framework(indicator("U1"))
    small = evolve(small, strands={"U": Strand("U", "Universal", scoring="paired"), "C": small.strands["C"]})
    with pytest.raises(FrameworkRefused, match="strand U cannot be scored by 'paired'"):
        scored("profile", small, {})


@pytest.mark.parametrize(
    "voices", [{}, {"self": {}}, {"role:senco": {}}, {"self": {}, "peer:ak-7f3": {}}, {"role:senco": {}, "self": {}}]
)
def test_paired_takes_two_roles_of_the_framework(voices: dict[str, dict[Cell, Judgement]]) -> None:
    """Anything but two of the framework's roles is refused with the roles there are."""
    small = framework(indicator("U1"), roles=("senco", "leader"))
    with pytest.raises(NotAllowed, match="exactly two of the roles"):
        score_with(method_named("paired"), small, voices, Setting())


def test_paired_needs_a_framework_with_roles() -> None:
    """A framework that names no two roles cannot be paired."""
    with pytest.raises(FrameworkRefused, match="names 0"):
        score_with(method_named("paired"), framework(), {"self": {}}, Setting())


def test_paired_says_who_is_above_whom() -> None:
    """The explanation of a gap names the higher voice, and holds both judgements."""
    small = framework(indicator("U1"), indicator("U2"), roles=("senco", "leader"))
    voices: dict[str, dict[Cell, Judgement]] = {
        "role:leader": {("U1", None): Judgement("leading"), ("U2", None): SECURE},
        "role:senco": {("U1", None): Judgement("starting"), ("U2", None): SECURE},
    }
    card = score_with(method_named("paired"), small, voices, Setting())
    assert card.voices == ("role:senco", "role:leader")
    assert card.gaps == {"U1": Fraction(-1), "U2": 0}
    lines = told(card.strands[0])
    assert lines[0] == "Universal: 2 of 2 judged by both senco and leader."
    assert lines[1:4] == [
        "U1: leader is above senco by 3 levels.",
        "U1 Starting (senco)",
        "U1 Leading (leader)",
    ]
    assert "U2: both say the same." in lines


@pytest.mark.parametrize("voices", [{}, {"self": {}, "peer:ak-7f3": {}}])
def test_voices_are_never_mixed(voices: dict[str, dict[Cell, Judgement]]) -> None:
    """A method of one voice refuses none and two."""
    with pytest.raises(NotAllowed, match="never mixes them"):
        score_with(method_named("mean"), framework(), voices, Setting())


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda _card: None, "NoneType where a ScoreCard is wanted"),
        (lambda card: evolve(card, strands=card.strands[::-1]), "each once and in its order"),
        (lambda card: evolve(card, strands=list(card.strands)), "not a tuple of Scores"),
        (lambda card: evolve(card, overall="high"), "no Score"),
        (lambda card: evolve(card, framework="other@1"), "a card for other@1"),
        (lambda card: evolve(card, facets={"send": card.strands}), "'send' that small@1 does not have"),
        (lambda card: evolve(card, gaps={"U1": 0.5}), "a gap for 'U1'"),
        (lambda card: evolve(card, overall=evolve(card.overall, value=0.5)), "neither None nor a Fraction"),
        (lambda card: evolve(card, overall=evolve(card.overall, value=Fraction(3, 2))), "between 0 and 1"),
        (lambda card: evolve(card, overall=evolve(card.overall, level=None)), "a value without a level"),
        (lambda card: evolve(card, overall=evolve(card.overall, level="leading")), "not the highest"),
        (lambda card: evolve(card, overall=evolve(card.overall, low=Fraction(1))), "below its own range"),
        (lambda card: evolve(card, overall=evolve(card.overall, high=Fraction(0))), "above its own range"),
        (lambda card: evolve(card, overall=evolve(card.overall, judged=9)), "more judged than applicable"),
        (lambda card: evolve(card, overall=evolve(card.overall, coverage=Fraction(1, 9))), "judged / applicable"),
    ],
)
def test_a_method_that_answers_nonsense_is_stopped(change: Any, says: str) -> None:
    """Whatever breaks the promise of a card is a ValueError that names the method and the fault."""

    def score(small: Framework, voices: Any, setting: Setting) -> ScoreCard:
        card: ScoreCard = change(method_named("mean").score(small, voices, setting))
        return card

    odd = ScoringMethod("odd", "Odd", "Answers oddly.", score)
    with pytest.raises(ValueError, match=says) as caught:
        score_with(odd, framework(indicator("U1")), {"self": {("U1", None): SECURE}}, Setting())
    assert "'odd'" in str(caught.value)


def test_a_plugin_that_counts_falsely_is_stopped() -> None:
    """A card that says more was looked at than was is refused, before anybody reads the figure beside it."""

    def score(small: Framework, voices: Any, setting: Setting) -> ScoreCard:
        card = method_named("mean").score(small, voices, setting)
        full = (evolve(one, judged=one.applicable, coverage=Fraction(1)) for one in card.strands if one.applicable)
        return evolve(card, strands=(*full, *(one for one in card.strands if not one.applicable)))

    odd = ScoringMethod("away.odd", "Odd", "Says that all was seen.", score)
    with pytest.raises(ValueError, match="'U': 2 of 2 judged, where it is 1 of 2"):
        score_with(odd, framework(indicator("U1"), indicator("U2")), {"self": {("U1", None): SECURE}}, Setting())


def test_a_plugin_lifts_no_strand_that_an_unmet_duty_holds() -> None:
    """The statutory rule holds for every method, and a card that slips it is refused."""

    def score(small: Framework, voices: Any, setting: Setting) -> ScoreCard:
        free = {name: evolve(one, statutory=False) for name, one in small.indicators.items()}
        return method_named("mean").score(evolve(small, indicators=free), voices, setting)

    odd = ScoringMethod("away.odd", "Odd", "Looks at no duty.", score)
    small = framework(indicator("U1", strand="C", statutory=True), indicator("U2"))
    low: dict[Cell, Judgement] = {("U1", None): Judgement("starting"), ("U2", None): Judgement("leading")}
    with pytest.raises(ValueError, match="'U': a level above the lowest, although U1 is a duty and is unmet"):
        score_with(odd, small, {"self": low}, Setting())


def test_a_card_is_in_the_name_of_its_method() -> None:
    """A plugin's method that leans on one of ours is shown under its own name."""
    own = ScoringMethod("away.own", "Own", "As ours.", method_named("mean").score)
    card = score_with(own, framework(indicator("U1")), {"self": {("U1", None): SECURE}}, Setting())
    assert card.method == "away.own"


def test_a_plugin_that_sums_stances_is_refused() -> None:
    """A method of somebody else's that gives a stance a value is refused as ours are."""

    def score(_small: Framework, voices: Any, setting: Setting) -> ScoreCard:
        return method_named("mean").score(framework(indicator("U1")), voices, setting)

    odd = ScoringMethod("odd", "Odd", "Sums stances.", score)
    stances = evolve(framework(indicator("U1")), scale=evolve(framework().scale, stance=True))
    with pytest.raises(FrameworkRefused, match="stances"):
        score_with(odd, stances, {"self": {("U1", None): SECURE}}, Setting())


def test_a_level_that_is_not_on_the_scale_is_named() -> None:
    """A judgement of another scale's level is not scored as something else."""
    with pytest.raises(UnknownName, match="no level 'usually'"):
        scored("mean", framework(indicator("U1")), {("U1", None): Judgement("usually")})


def test_an_explanation_is_made_once_and_a_score_can_be_kept() -> None:
    """An explanation is told at the first look, the same one each time; cards compare and pickle like values."""
    small = framework(indicator("U1"))
    card = scored("mean", small, {("U1", None): SECURE})
    assert card.strands[0].explanation is card.strands[0].explanation
    assert card == scored("mean", small, {("U1", None): SECURE})
    assert card != scored("mean", small, {("U1", None): Judgement("secure")})
    again = pickle.loads(pickle.dumps(card))  # noqa: S301  our own bytes
    assert again.strands[0].explanation == card.strands[0].explanation


def test_an_explanation_may_be_given_as_it_is() -> None:
    """A plugin gives a plain Explanation and reads the same one back."""
    given = Explanation("Because.", (Explanation("U1 Secure"),))
    one = Score("U", "Universal", None, None, 0, 0, None, None, None, given)
    assert one.explanation is given
    assert list(given.lines()) == [(0, "Because."), (1, "U1 Secure")]
