"""Thin evidence is flagged in words and never lowers anything."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from inclusion_core.analysis.coverage.sufficiency import thin
from inclusion_core.analysis.scoring.methods import method_named, score_with
from inclusion_core.model.assessment import Judgement
from inclusion_core.model.evidence import KINDS, Evidence
from inclusion_core.model.framework import Facet, Framework, Indicator, Strand, Sufficiency
from inclusion_core.model.school import Setting
from inclusion_core.testing.strategies import Reviewed, evidence, reviewed

if TYPE_CHECKING:
    from inclusion_core.model.assessment import Cell

BY_ID = {kind.id: kind for kind in KINDS}
SMALL = Framework(
    "small",
    "1",
    "Small",
    {"U": Strand("U", "Universal")},
    {name: Indicator(name, "U", name) for name in ("U1", "U2")},
    facet=Facet("lens", ("send", "cared-for")),
    sufficiency={"secure": Sufficiency(2, ("observation", "pupil-voice"))},
)


def seen(*kinds: str, filed: tuple[str, ...] = ("U1",)) -> dict[str, Evidence]:
    """Return evidence of these kinds, filed under U1 unless it is said otherwise."""
    when = dt.datetime(2026, 11, 23, tzinfo=dt.UTC)
    return {f"e-{at}": Evidence(f"e-{at}", kind, "Seen.", "ak", when, filed) for at, kind in enumerate(kinds)}


def says(judgements: dict[Cell, Judgement], found: dict[str, Evidence]) -> list[str]:
    """Return what is said of thin evidence."""
    return [one.says for one in thin(SMALL, judgements, found, BY_ID)]


ONE_OF = "asks for at least one of: Observation, Pupils said"
PLAIN: dict[Cell, Judgement] = {("U1", None): Judgement("secure")}


def test_enough_evidence_is_not_mentioned() -> None:
    """Two kinds, one of them a voice or an observation, are what Secure asks for here."""
    assert says(PLAIN, seen("document", "pupil-voice")) == []


def test_what_is_missing_is_said_in_words() -> None:
    """Too few kinds and the missing one are both said."""
    assert says(PLAIN, seen("document")) == [
        f"U1: Secure asks for 2 different kinds of evidence (it has Document), and {ONE_OF}."
    ]
    assert says(PLAIN, {}) == [f"U1: Secure asks for 2 different kinds of evidence (it has none), and {ONE_OF}."]


def test_a_learning_walk_counts_as_an_observation() -> None:
    """Kinds are counted as what they count as: a walk is an observation, and both together are one kind."""
    assert says(PLAIN, seen("document", "learning-walk")) == []
    (one,) = thin(SMALL, PLAIN, seen("observation", "learning-walk"), BY_ID)
    assert (one.kinds, one.wanted, one.one_of) == (("observation",), 2, ())


def test_cited_evidence_counts_wherever_it_is_filed() -> None:
    """A judgement's own references count beside what is filed under its indicator."""
    cited: dict[Cell, Judgement] = {("U1", None): Judgement("secure", evidence=("e-0", "e-1"))}
    assert says(cited, seen("document", "pupil-voice", filed=())) == []
    assert says(PLAIN, seen("document", "pupil-voice", filed=())) != []


def test_a_level_without_a_rule_asks_for_nothing() -> None:
    """A rule is that of exactly the level it is stated for: Leading states none here."""
    assert says({("U1", None): Judgement("leading")}, {}) == []


def test_each_cell_is_looked_at_on_its_own() -> None:
    """A facet's judgement is flagged under its own name, and non-answers never are."""
    cells: dict[Cell, Judgement] = {
        ("U2", "cared-for"): Judgement("secure"),
        ("U1", None): Judgement(non_answer="cannot-tell"),
    }
    (one,) = thin(SMALL, cells, {}, BY_ID)
    assert (one.indicator, one.facet, one.says.split(":")[0]) == ("U2", "cared-for", "U2@cared-for")


def test_a_kind_nobody_knows_counts_as_itself() -> None:
    """Evidence of a plugin that is not installed here still counts as one kind."""
    assert says(PLAIN, seen("north-east.survey", "pupil-voice")) == []


@given(data=st.data(), case=reviewed())
def test_more_evidence_never_makes_a_judgement_thin(data: st.DataObject, case: Reviewed) -> None:
    """Adding evidence only ever takes flags away, and a flag is on a judged cell whose level states a rule."""
    found = data.draw(evidence(case.framework))
    before = {(one.indicator, one.facet) for one in thin(case.framework, case.judgements, {}, BY_ID)}
    after = {(one.indicator, one.facet) for one in thin(case.framework, case.judgements, found, BY_ID)}
    assert after <= before
    assert all(case.judgements[cell].level in case.framework.sufficiency for cell in before)


def test_thin_evidence_lowers_no_score() -> None:
    """A thin Secure is worth what any Secure is."""
    card = score_with(method_named("mean"), SMALL, {"self": PLAIN}, Setting())
    assert thin(SMALL, PLAIN, {}, BY_ID)
    assert card.strands[0].level == "secure"
