"""Voices are set side by side and never mixed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inclusion_core.analysis.voices.comparison import compare_voices
from inclusion_core.errors import NotAllowed
from inclusion_core.model.assessment import Judgement
from inclusion_core.model.framework import AppliesTo, Facet, Framework, Indicator, Strand
from inclusion_core.model.school import Setting
from inclusion_core.testing.strategies import Reviewed, judgements, reviewed

if TYPE_CHECKING:
    from inclusion_core.model.assessment import Cell

SMALL = Framework(
    "small",
    "1",
    "Small",
    {"U": Strand("U", "Universal")},
    {
        "U1": Indicator("U1", "U", "One"),
        "U2": Indicator("U2", "U", "Two"),
        "U3": Indicator("U3", "U", "Three", core=True),
        "U4": Indicator("U4", "U", "Four"),
        "U5": Indicator("U5", "U", "Five", status="proposed"),
        "U6": Indicator("U6", "U", "Six", applies_to=AppliesTo(kind=("special",))),
    },
)


def voice(**levels: str) -> dict[Cell, Judgement]:
    """Return one voice's plain judgements; 'cannot-tell' is a non-answer."""
    return {
        (name, None): Judgement(non_answer="cannot-tell") if level == "cannot-tell" else Judgement(level)
        for name, level in levels.items()
    }


def test_what_is_farthest_apart_is_talked_about_first() -> None:
    """Distance, then core, then the order of the framework; what agrees and what has no distance is not listed."""
    found = compare_voices(
        SMALL,
        {
            "self": voice(U1="secure", U2="leading", U3="secure", U4="secure", U5="secure"),
            "peer:ak": voice(U1="developing", U2="starting", U3="developing", U4="secure", U5="cannot-tell"),
        },
        Setting("mainstream"),
    )
    assert [(row.name, row.distance) for row in found.talk_first] == [("U2", 3), ("U3", 1), ("U1", 1)]
    assert [(row.id, row.distance) for row in found.rows][3:] == [("U4", 0), ("U5", None)]
    assert (found.compared, found.same) == (4, 1)
    assert found.rows[4].proposed
    assert found.rows[4].non_answers == {"peer:ak": "cannot-tell"}


def test_three_voices_are_as_far_apart_as_the_two_farthest() -> None:
    """Distance runs from the lowest to the highest; a voice that gave nothing is shown and not counted."""
    found = compare_voices(SMALL, {"self": voice(U1="secure"), "peer:a": voice(U1="starting"), "peer:b": {}}, Setting())
    row = found.rows[0]
    assert row.distance == 2
    assert row.answers["peer:b"] is None


def test_a_required_facet_is_compared_cell_by_cell() -> None:
    """Each facet value is a row of its own, under its own name."""
    small = Framework(
        "small",
        "1",
        "Small",
        SMALL.strands,
        {"U1": SMALL.indicators["U1"]},
        facet=Facet("lens", ("send", "cared-for"), required=True),
    )
    one: dict[Cell, Judgement] = {("U1", "send"): Judgement("secure")}
    other: dict[Cell, Judgement] = {("U1", "send"): Judgement("starting"), ("U1", "cared-for"): Judgement("secure")}
    found = compare_voices(small, {"self": one, "moderated": other}, Setting())
    assert [(row.name, row.distance) for row in found.rows] == [("U1@send", 2), ("U1@cared-for", None)]


@pytest.mark.parametrize("voices", [{}, {"self": {}}])
def test_one_voice_alone_is_no_comparison(voices: dict[str, dict[Cell, Judgement]]) -> None:
    """Fewer than two voices are refused with a sentence."""
    with pytest.raises(NotAllowed, match="at least two voices"):
        compare_voices(SMALL, voices, Setting())


@settings(deadline=None)
@given(data=st.data(), case=reviewed())
def test_a_comparison_is_the_same_from_either_side(data: st.DataObject, case: Reviewed) -> None:
    """Turning the voices round changes nothing but their order, and a voice compared with itself has no distance."""
    other = data.draw(judgements(case.framework))
    one = compare_voices(case.framework, {"self": case.judgements, "moderated": other}, case.setting)
    turned = compare_voices(case.framework, {"moderated": other, "self": case.judgements}, case.setting)
    assert (one.rows, one.talk_first, one.compared, one.same) == (
        turned.rows,
        turned.talk_first,
        turned.compared,
        turned.same,
    )
    alone = compare_voices(case.framework, {"self": other, "moderated": other}, case.setting)
    assert alone.talk_first == ()
    assert alone.same == alone.compared
