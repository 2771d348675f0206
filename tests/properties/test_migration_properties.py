"""Moves between editions as laws, over frameworks of few words, so that texts are alike, equal and empty too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from inclusion_core.analysis.editions.carrying import plan
from inclusion_core.analysis.editions.migration import changes
from inclusion_core.model.archived import to_confirm
from inclusion_core.model.assessment import Judgement
from inclusion_core.model.framework import Framework, Indicator, Strand
from inclusion_core.model.scale import Scale

if TYPE_CHECKING:
    from inclusion_core.analysis.editions.migration import Change

SCALE = Scale("two", ("low", "high"))
_WORDS = ["help", "pupils", "families", "calm", "room", "lesson", "not", "every", "plan", "4", "12"]
WORDS = st.lists(st.sampled_from(_WORDS), max_size=5)
TEXT = st.one_of(WORDS.map(" ".join), st.text(max_size=4))
IDS = st.sampled_from([f"{strand}{number}" for strand in "UT" for number in range(1, 9)])
MIRRORED = {"split": "merged", "merged": "split", "dropped": "new", "new": "dropped"}


@st.composite
def indicators(draw: st.DrawFn, name: str) -> Indicator:
    """Give an indicator of this id with a few words, or none."""
    levels = {level: draw(TEXT) for level in SCALE.order if draw(st.booleans())}
    status = draw(st.sampled_from(["adopted", "adopted", "proposed"]))
    return Indicator(name, name[0], draw(TEXT), statement=draw(TEXT), levels=levels, status=status)


@st.composite
def frameworks(draw: st.DrawFn, edition: str = "1") -> Framework:
    """Give a framework of up to eight indicators."""
    names = draw(st.lists(IDS, unique=True, max_size=8))
    strands = {each: Strand(each, each) for each in "UT"}
    return Framework(
        "small", edition, "S", strands, {each: draw(indicators(each)) for each in names}, SCALE, digest=edition
    )


def told(found: tuple[Change, ...]) -> set[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Return what was found, whatever the order of the files."""
    return {(one.sort, tuple(sorted(one.old)), tuple(sorted(one.new))) for one in found}


@given(frameworks())
def test_an_edition_beside_itself_is_unchanged(one: Framework) -> None:
    """Nothing is reworded, dropped, new or asked between an edition and itself, equal texts among them or not."""
    found = changes(one, evolve(one, edition="2"))
    assert {each.sort for each in found} <= {"unchanged"}
    assert not any(each.asks or each.differs or each.also for each in found)


@given(frameworks(), frameworks("2"), st.randoms(use_true_random=False))
def test_the_order_of_a_file_changes_nothing(one: Framework, two: Framework, chance: object) -> None:
    """What became of an indicator does not depend on where it stands in either file."""
    turned = []
    for each in (one, two):
        order = list(each.indicators.items())
        chance.shuffle(order)  # type: ignore[attr-defined]
        turned.append(evolve(each, indicators=dict(order)))
    assert told(changes(one, two)) == told(changes(*turned))


@given(frameworks())
def test_new_ids_alone_are_moves(one: Framework) -> None:
    """An edition that only renumbers drops nothing and adds nothing, and every judgement is carried."""
    renamed = {f"P{n}": evolve(each, id=f"P{n}") for n, each in enumerate(one.indicators.values(), 1)}
    found = changes(one, evolve(one, edition="2", indicators=renamed))
    assert {each.sort for each in found} <= {"moved"}
    assert not any(each.asks for each in found)


@given(frameworks(), frameworks("2"))
def test_each_indicator_stands_in_one_change(one: Framework, two: Framework) -> None:
    """Every id of both editions is told of, once."""
    found = changes(one, two)
    assert sorted(each for change in found for each in change.old) == sorted(one.indicators)
    assert sorted(each for change in found for each in change.new) == sorted(two.indicators)


@given(frameworks(), frameworks("2"))
def test_the_way_back_mirrors_the_way_there(one: Framework, two: Framework) -> None:
    """Dropped is new from the other side, split is merged, and everything else is what it is."""
    there, back = changes(one, two), changes(two, one)
    mirrored = {(MIRRORED.get(sort, sort), new, old) for sort, old, new in told(there)}
    many = {each for each in mirrored | told(back) if len(each[1]) > 1 and len(each[1]) == len(each[2])}
    assert mirrored - many == told(back) - many
    for each in there:
        if each.sort in {"unchanged", "moved"}:
            assert not each.material


JUDGED = st.builds(Judgement, st.sampled_from(SCALE.order), because=st.text(max_size=3))


@given(frameworks(), frameworks("2"), st.data())
def test_no_judgement_is_lost_and_none_counts_for_another_text(
    one: Framework, two: Framework, data: st.DataObject
) -> None:
    """Each is carried to a text that says the same, or set aside with all that was said; twice changes nothing."""
    names = data.draw(st.lists(st.sampled_from(sorted(one.indicators)), unique=True) if one.indicators else st.just([]))
    given_ones = {"self": {(each, None): data.draw(JUDGED) for each in names}} if names else {}
    first = plan(one, two, judgements=given_ones, evidence={}, enquiry={}, actions={}, archive={}, answers={})
    now = first.judgements.get("self", {})
    assert first.carried + len(first.set_aside) == len(names)
    assert len(now) == first.carried
    kept = sorted(each.because for each in [*now.values(), *(each.judgement for each in first.set_aside)])
    assert kept == sorted(each.because for each in given_ones.get("self", {}).values())
    by_old = {each: change for change in first.changes for each in change.old}
    aside = {each.cell for each in first.set_aside}
    for each in names:
        assert (each in aside) or not by_old[each].material or by_old[each].sort in {"merged", "split"}
    for cell in now:
        assert cell[0] in two.indicators
    again = plan(
        two,
        evolve(two, edition="3"),
        judgements=first.judgements,
        evidence={},
        enquiry={},
        actions={},
        archive={},
        answers={},
    )
    assert again.judgements == first.judgements
    assert (again.set_aside, again.evidence, again.open) == ((), (), ())
    assert not to_confirm({}, first.judgements)
