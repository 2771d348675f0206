"""Suggested lines of enquiry: each rule's grounds, the order, what is joined and what is left out."""

import datetime as dt
from typing import Any

import pytest

from inclusion_core.analysis.enquiry.rules import Looked, PeerFigure
from inclusion_core.analysis.enquiry.suggesting import ORDER, Suggestions, agreed_advice, suggest
from inclusion_core.model.assessment import Judgement
from inclusion_core.model.enquiry import LineOfEnquiry, Stage, Suggestion
from inclusion_core.model.evidence import KINDS, Evidence
from inclusion_core.model.framework import AppliesTo, Facet, Framework, Gate, Indicator, Need, Strand, Sufficiency
from inclusion_core.model.scale import ENQUIRY, FOUR_STEP
from inclusion_core.model.school import Setting

AT = dt.datetime(2026, 11, 24, 9, 30, tzinfo=dt.UTC)
PEER = "peer:ak-7f3"


def framework(**parts: Any) -> Framework:
    """Return a small framework: A1 to A4, the third core, the fourth for special schools alone."""
    ask = {"pupils": ("What helps you?",), "staff": ("What do you change?",)}
    indicators = [
        Indicator("A1", "A", "Help is ready", ask=ask),
        Indicator("A2", "A", "How early are needs spotted?"),
        Indicator("A3", "A", "Families are heard", core=True),
        Indicator("A4", "A", "Places are planned", applies_to=AppliesTo(kind=("special",))),
    ]
    whole: dict[str, Any] = {
        "scale": FOUR_STEP,
        "facet": Facet("lens", ("send", "cared-for"), required=False),
        **parts,
    }
    return Framework("f", "1", "F", {"A": Strand("A", "A")}, {one.id: one for one in indicators}, **whole)


def said(**levels: str) -> dict[Any, Judgement]:
    """Return judgements such as A1="secure", A1__send="starting"."""
    given: dict[Any, Judgement] = {}
    for name, answer in levels.items():
        indicator, _, facet = name.partition("__")
        level = answer if answer in {*FOUR_STEP.order, *ENQUIRY.order} else None
        given[indicator, facet or None] = Judgement(level, None if level else answer)  # type: ignore[arg-type]
    return given


def seen(*kinds: str, about: str = "A1") -> dict[str, Evidence]:
    """Return a piece of evidence of each kind about an indicator."""
    return {
        f"e{place}-{about}": Evidence(f"e{place}-{about}", kind, "Seen.", "ak-7f3", AT, (about,))
        for place, kind in enumerate(kinds)
    }


def asked(
    voices: dict[str, dict[Any, Judgement]],
    evidence: dict[str, Evidence] | None = None,
    of: Framework | None = None,
    *,
    peers: dict[str, PeerFigure] | None = None,
    **more: Any,
) -> Suggestions:
    """Ask every rule."""
    looked = Looked(
        framework=of or framework(),
        voices=voices,
        evidence=evidence or {},
        kinds={one.id: one for one in KINDS},
        setting=Setting(kind="mainstream"),
        who={},
        facets={"send": "pupils with SEND"},
        peers=peers or {},
    )
    return suggest(looked, **more)


def grounds(found: Suggestions, indicator: str = "A1") -> list[tuple[str, str]]:
    """Return (rule, sentence) of each ground for an indicator."""
    return [(each.rule, each.says) for one in found.found if one.indicators == (indicator,) for each in one.grounds]


TWO = ("observation", "pupil-voice")


@pytest.mark.parametrize(
    ("voices", "evidence", "expected"),
    [
        ({"self": said(A1="cannot-tell")}, (), ("concern", "Cannot tell, says the school.")),
        (
            {"self": said(A1="secure"), PEER: said(A1="starting")}, TWO,
            ("difference", "Secure, says the school; Starting, says peer ak-7f3: 2 levels apart."),
        ),
        (
            {"self": said(A1="not-applicable"), PEER: said(A1="starting")}, TWO,
            ("difference", "Not applicable, says the school; Starting, says peer ak-7f3."),
        ),
        (
            {"self": said(A1="secure", A1__send="developing")}, TWO,
            ("lenses", "Secure in general, Developing for pupils with SEND, says the school."),
        ),
        ({"self": said(A1="leading")}, (), ("high", "Leading, says the school, on no evidence yet.")),
        (
            {"self": said(A1="secure"), PEER: said(A1="secure")}, ("document",),
            ("high", "Secure, say the school and peer ak-7f3, on one piece of evidence."),
        ),
        (
            {"self": said(A1="developing")}, ("document", "document"),
            ("thin", "Developing, says the school, on one kind of evidence: Document."),
        ),
    ],
)  # fmt: skip
def test_each_rule_gives_its_grounds_in_words(
    voices: dict[str, Any], evidence: tuple[str, ...], expected: tuple[str, str]
) -> None:
    """A rule says what it found, who said it and on what it rests; nothing else points there."""
    assert grounds(asked(voices, seen(*evidence))) == [expected]


def test_well_seen_and_agreed_on_nothing_is_suggested() -> None:
    """Two voices that say the same on two kinds of evidence give no grounds."""
    assert asked({"self": said(A1="developing"), PEER: said(A1="developing")}, seen(*TWO)).found == ()


def test_what_was_agreed_settles_a_difference() -> None:
    """Where a level was moderated the first ones are not asked about again."""
    voices = {"self": said(A1="secure"), PEER: said(A1="starting"), "moderated": said(A1="developing")}
    assert asked(voices, seen(*TWO)).found == ()
    unsure = {"self": said(A1="leading"), PEER: said(A1="cannot-tell"), "moderated": said(A1="developing")}
    assert asked(unsure, seen("document", "data")).found == ()


def test_stances_are_asked_about_the_more_concerned_first() -> None:
    """Concerned comes before curious; confident is asked about only where little was seen; no number is said."""
    of = framework(scale=ENQUIRY, scoring="none", facet=None)
    evidence = {**seen(*TWO, about="A1"), **seen(*TWO, about="A2"), **seen(*TWO, about="A3")}
    found = asked({"self": said(A1="curious", A2="concerned", A3="confident")}, evidence, of)
    assert [one.indicators for one in found.found] == [("A2",), ("A1",)]
    assert grounds(asked({"self": said(A1="confident")}, {}, of)) == [
        ("high", "Confident, says the school, on no evidence yet.")
    ]
    apart = asked({"self": said(A1="confident"), PEER: said(A1="concerned")}, seen(*TWO), of)
    assert ("difference", "Confident, says the school; Concerned, says peer ak-7f3.") in grounds(apart)


def test_the_frameworks_own_rule_for_evidence_is_told() -> None:
    """Thin evidence says what the level asks for and what there is."""
    of = framework(sufficiency={"developing": Sufficiency(2, ("pupil-voice",))})
    assert grounds(asked({"self": said(A1="developing")}, seen("document"), of)) == [
        ("thin", "Developing asks for 2 kinds of evidence; it has Document.")
    ]
    assert grounds(asked({"self": said(A1="developing")}, seen("document", "data"), of)) == [
        ("thin", "Developing asks for evidence such as: Pupils said; it has Document and Figures.")
    ]


@pytest.mark.parametrize(("level", "steps"), [("developing", 1), ("starting", 0), ("secure", 0)])
def test_a_gate_one_step_from_opening_is_asked_about(level: str, steps: int) -> None:
    """One indicator, one level on, is a step; two levels on is not, and an open gate asks nothing."""
    of = framework(gates={"g": Gate("g", "A base", (Need.parse("indicator A1 at least secure"),))})
    told = [says for rule, says in grounds(asked({"self": said(A1=level)}, seen(*TWO), of)) if rule == "step"]
    assert len(told) == steps
    if steps:
        assert told == ["Readiness, 'A base': A1 at least Secure is all that is missing, and it is Developing now."]


@pytest.mark.parametrize(
    ("figure", "there"),
    [
        (PeerFigure(6, "secure"), True), (PeerFigure(6, None), False), (PeerFigure(4, "secure"), False),
        (PeerFigure(6, "developing"), False), (PeerFigure(6, "starting"), False),
    ],
)  # fmt: skip
def test_low_against_peers_only_from_figures_that_may_be_seen(figure: PeerFigure, there: bool) -> None:  # noqa: FBT001  a row of a table
    """A suppressed figure, one of fewer than five schools and one that is no higher give no grounds."""
    found = grounds(asked({"self": said(A1="developing")}, seen(*TWO), peers={"A1": figure}))
    assert found == ([("peers", "Developing here; the middle of 6 comparable schools is Secure.")] if there else [])


def test_more_sorts_of_grounds_come_first_then_the_pressing_then_core() -> None:
    """The order is the one that ORDER states."""
    voices = {
        "self": said(A1="secure", A2="cannot-tell", A3="secure"),
        PEER: said(A1="starting", A2="secure", A3="starting"),
    }
    evidence = {**seen(*TWO, about="A1"), **seen(*TWO, about="A2"), **seen(*TWO, about="A3")}
    assert [one.indicators[0] for one in asked(voices, evidence).found] == ["A2", "A3", "A1"]
    del evidence["e1-A1"]
    found = asked(voices, evidence)
    assert [one.indicators[0] for one in found.found] == ["A1", "A2", "A3"]
    assert found.found[0].says == "2 sorts of grounds: answers that differ and thin evidence."
    assert found.found[2].says == "One sort of grounds: answers that differ. A3 is core."
    assert found.order == ORDER


def test_the_question_is_the_frameworks_own_where_it_is_one() -> None:
    """A title that is an open question is asked as it stands; another is asked about; those not heard are named."""
    found = {
        one.indicators[0]: one for one in asked({"self": said(A1="leading", A2="leading")}, seen("pupil-voice")).found
    }
    assert found["A2"].question == "How early are needs spotted?"
    assert found["A1"].question == "What could we see and hear of 'Help is ready'?"
    assert found["A1"].ask == (("staff", "What do you change?"),)


def line(question: str, *indicators: str, stage: Stage = "drafted", name: str = "q-1") -> LineOfEnquiry:
    """Return a line of enquiry."""
    return LineOfEnquiry(name, question, "ak-7f3", AT, indicators, stage)


def test_what_is_followed_already_is_not_suggested_again() -> None:
    """A line about the same indicator, at any stage, or with the same question leaves a suggestion out, counted."""
    voices = {"self": said(A1="leading", A2="leading", A3="leading")}
    found = asked(voices, lines=[line("Why?", "A1", "A3", stage="closed"), line("how EARLY are  needs spotted?")])
    assert (found.found, found.followed) == ((), 3)


def test_plugins_suggestions_join_ours_and_keep_their_own_words_alone() -> None:
    """The same indicators make one suggestion with all grounds; alone a plugin's question stands as it is."""
    given = {
        "x.rule": [Suggestion("Which one?", ("A1",), ("A ground of theirs.",)), Suggestion("Who else?", ("A3", "A2"))],
        "y.rule": [
            Suggestion("How now?", ("A4",)),
            Suggestion("What of none?", ("Z9",)),
            Suggestion("How is it here?"),
        ],
    }
    found = asked({"self": said(A1="leading")}, given=given)
    told = {one.indicators: one for one in found.found}
    assert set(told) == {("A1",), ("A2", "A3"), ()}
    assert told["A1",].question == "What could we see and hear of 'Help is ready'?"
    assert [each.rule for each in told["A1",].grounds] == ["high", "x.rule"]
    assert told["A2", "A3"].question == "Who else?"
    assert [each.says for each in told["A2", "A3"].grounds] == ["Suggested by x.rule."]
    assert told[()].question == "How is it here?"


@pytest.mark.parametrize(
    ("stages", "word"),
    [
        ((), ""), (("drafted",), "No line of enquiry is agreed yet"), (("agreed", "drafted"), ""),
        (("agreed", "being-looked-at", "action"), ""), (("agreed",) * 3 + ("closed",), ""),
        (("agreed", "workshop", "action", "finding-written"), "4 lines of enquiry are agreed"), (("closed",), ""),
    ],
)  # fmt: skip
def test_the_host_agrees_one_to_three(stages: tuple[Stage, ...], word: str) -> None:
    """None agreed and a fourth agreed each have a sentence; drafts and closed lines do not count."""
    advice = agreed_advice([line("How?", stage=one, name=f"q-{place}") for place, one in enumerate(stages)])
    assert advice.startswith(word)
    assert bool(advice) is bool(word)
