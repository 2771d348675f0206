"""What is covered is counted as scoring counts it, and what is unseen is named."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import TYPE_CHECKING

from hypothesis import given

from inclusion_core.analysis.coverage.coverage import coverage, unseen
from inclusion_core.analysis.scoring.methods import method_named, score_with
from inclusion_core.model.assessment import Judgement
from inclusion_core.model.evidence import KINDS, Evidence
from inclusion_core.model.framework import Facet, Framework, Group, Indicator, Strand
from inclusion_core.model.school import Setting
from inclusion_core.testing.strategies import Reviewed, reviewed

if TYPE_CHECKING:
    from inclusion_core.model.assessment import Cell

BY_ID = {kind.id: kind for kind in KINDS}
WHEN = dt.datetime(2026, 11, 23, tzinfo=dt.UTC)
SMALL = Framework(
    "small",
    "1",
    "Small",
    {"U": Strand("U", "Universal"), "T": Strand("T", "Targeted", within="U")},
    {
        "U1": Indicator("U1", "U", "One", evidence=("learning-walk", "pupil-voice")),
        "U2": Indicator("U2", "U", "Two", evidence=("document",)),
        "U3": Indicator("U3", "U", "Three", core=True),
        "T1": Indicator("T1", "T", "Four", statutory=True),
        "T2": Indicator("T2", "T", "Five", status="proposed"),
    },
    groups={"voice": Group("voice", "Voice", indicators=("U1", "T2", "U2", "U1"))},
)


def test_coverage_counts_strands_groups_and_the_whole() -> None:
    """Cannot tell stays applicable, not applicable does not, proposed ones never count, a group names each once."""
    cells: dict[Cell, Judgement] = {
        ("U1", None): Judgement("secure"),
        ("U2", None): Judgement(non_answer="cannot-tell"),
        ("U3", None): Judgement(non_answer="not-applicable", because="No base."),
        ("T2", None): Judgement("secure"),
    }
    found = coverage(SMALL, cells, Setting())
    assert (found.overall.judged, found.overall.applicable, found.overall.coverage) == (1, 3, Fraction(1, 3))
    assert [(one.id, one.judged, one.applicable) for one in found.strands] == [("U", 1, 3), ("T", 0, 1)]
    assert [(one.id, one.judged, one.applicable) for one in found.groups] == [("voice", 1, 2)]


def test_the_unseen_begin_with_duties_and_core() -> None:
    """Statutory first, then core, then the order of the framework; each with what was said and what it lacks."""
    found = unseen(SMALL, {("U2", None): Judgement(non_answer="too-soon")}, {}, BY_ID, Setting())
    assert [(one.id, one.statutory, one.core, one.non_answer) for one in found.indicators] == [
        ("T1", True, False, None),
        ("U3", False, True, None),
        ("U1", False, False, None),
        ("U2", False, False, "too-soon"),
    ]
    assert found.indicators[2].lacks == ("learning-walk", "pupil-voice")
    assert found.coverage == coverage(SMALL, {}, Setting())


def test_kinds_still_lacking_are_named_for_judged_indicators_too() -> None:
    """An observation does for a learning walk; cited evidence counts; those lacking nothing are left out."""
    found = {
        "e-1": Evidence("e-1", "observation", "Seen.", "ak", WHEN, ("U1",)),
        "e-2": Evidence("e-2", "document", "Read.", "ak", WHEN),
    }
    cells: dict[Cell, Judgement] = {
        ("U1", None): Judgement("secure"),
        ("U2", None): Judgement("secure", evidence=("e-2",)),
    }
    assert unseen(SMALL, cells, found, BY_ID, Setting()).kinds == {"U1": ("pupil-voice",)}


def test_voices_not_heard_are_named_across_the_review() -> None:
    """A voice is heard once any evidence of its kind is there, filed or not."""
    found = {"e-1": Evidence("e-1", "family-voice", "Said.", "ak", WHEN)}
    ids = [kind.id for kind in unseen(SMALL, {}, found, BY_ID, Setting()).voices]
    assert ids == ["pupil-voice", "staff-voice", "governor-voice", "partner-voice"]


def test_a_required_facet_names_the_cells_still_open() -> None:
    """An indicator judged for one group only is partly seen, and the other group is named."""
    small = Framework(
        "small",
        "1",
        "Small",
        {"U": Strand("U", "Universal")},
        {"U1": Indicator("U1", "U", "One")},
        facet=Facet("lens", ("send", "cared-for"), required=True),
    )
    (one,) = unseen(small, {("U1", "send"): Judgement("secure")}, {}, BY_ID, Setting()).indicators
    assert (one.partly, one.cells) == (True, ("cared-for",))


@given(reviewed())
def test_coverage_agrees_with_scoring(case: Reviewed) -> None:
    """Every strand and the whole count what a score card counts, and the unseen are the rest."""
    card = score_with(method_named("mean"), case.framework, {"self": case.judgements}, case.setting)
    found = coverage(case.framework, case.judgements, case.setting)
    assert [(one.judged, one.applicable, one.coverage) for one in found.strands] == [
        (one.judged, one.applicable, one.coverage) for one in card.strands
    ]
    assert card.overall is not None
    assert (found.overall.judged, found.overall.applicable) == (card.overall.judged, card.overall.applicable)
    rest = unseen(case.framework, case.judgements, {}, BY_ID, case.setting).indicators
    assert sum(len(one.cells) or 1 for one in rest) == found.overall.applicable - found.overall.judged
