"""What became of each indicator, told by text: one small framework, one change at a time."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve

from inclusion_core.analysis.editions.framework_changes import framework_changes
from inclusion_core.analysis.editions.migration import Change, changes
from inclusion_core.model.framework import Framework, Indicator, Retired, Strand
from inclusion_core.model.scale import Scale

TEXTS = {
    "U1": ("Pupils are greeted by name", "Every morning somebody at the gate knows each child and says so.",
           "Some children come in past nobody at all.", "Whoever stands at the gate greets them, cover staff too."),
    "U2": ("Ordinary help lies ready in lessons", "Prompts, devices and quiet seats are within reach of any pupil.",
           "You must ask for a prompt and wait for it.", "Room after room has prompts out before the bell."),
    "U3": ("Costs keep nobody away", "Trips, kit and meals are planned for the tightest purse first.",
           "Families who dare ask get money off.", "No queue shows who was helped with costs."),
    "T1": ("A calm room leads back to learning",
           "A staffed place for feelings, and small steps for those stuck at home.",
           "Upset pupils sit in a corridor; anxious pupils at home count as absent.",
           "Upset pupils settle and return by a plan; pupils stuck at home take agreed steps to the gate."),
}  # fmt: skip
LOW_HIGH = Scale("two", ("low", "high"))


def made(indicator: str, texts: tuple[str, str, str, str], **more: Any) -> Indicator:
    """Return an indicator with these texts."""
    title, statement, low, high = texts
    given = {"strand": indicator[0], **more}
    return Indicator(indicator, title=title, statement=statement, levels={"low": low, "high": high}, **given)


def framework(*indicators: Indicator, edition: str = "1", **more: Any) -> Framework:
    """Return a framework of these indicators, in strands U, T and P."""
    strands = {one: Strand(one, f"Strand {one}") for one in "UTP"}
    return Framework("small", edition, "Small", strands, {one.id: one for one in indicators}, LOW_HIGH, **more)


OLD = framework(*(made(each, texts) for each, texts in TEXTS.items()))


def after(edition: str = "2", *, without: str = "", **indicators: Indicator) -> Framework:
    """Return the next edition: some indicators taken out, others added or replaced."""
    kept = {each: one for each, one in OLD.indicators.items() if each not in without.split()}
    return evolve(OLD, edition=edition, indicators={**kept, **indicators})


def of(found: tuple[Change, ...], indicator: str) -> Change:
    """Return the change that speaks of an old indicator, or of a new one."""
    (one,) = [each for each in found if indicator in each.old] or [each for each in found if indicator in each.new]
    return one


def test_the_same_text_is_unchanged() -> None:
    """Nothing is said to have changed where nothing did."""
    assert {one.sort for one in changes(OLD, after())} == {"unchanged"}


def test_a_new_id_for_the_same_text_is_a_move() -> None:
    """The text is what counts: an indicator that was renumbered was neither dropped nor is it new."""
    found = changes(OLD, after(without="U2", P7=made("P7", TEXTS["U2"])))
    one = of(found, "U2")
    assert (one.sort, one.old, one.new, one.material) == ("moved", ("U2",), ("P7",), False)
    assert one.says == "U2 is now P7 and moves to strand P; its words are the same."


def test_a_kept_id_with_another_text_is_not_the_same() -> None:
    """An id used again for other text: the old one is gone, the new one is new, and a person is asked."""
    other = made("U2", ("Governors walk the site at dusk", "They look for broken lights and locked doors.",
                        "Nobody walks.", "A walk each month, by turns."))  # fmt: skip
    found = changes(OLD, after(U2=other))
    gone, new = (one for one in found if "U2" in (*one.old, *one.new))
    assert sorted([gone.sort, new.sort]) == ["dropped", "new"]
    (question,) = (*gone.asks, *new.asks)
    assert (question.about, question.options) == ("U2", ("U2",))
    assert question.answers == ("U2", "archive")


def test_two_texts_that_changed_places_keep_their_judgements() -> None:
    """Ids that were swapped follow their texts, each to the other's id."""
    found = changes(OLD, after(U1=made("U1", TEXTS["U2"]), U2=made("U2", TEXTS["U1"])))
    assert (of(found, "U1").new, of(found, "U2").new) == (("U2",), ("U1",))
    assert {of(found, "U1").sort, of(found, "U2").sort} == {"moved"}


def test_another_word_is_material_and_another_spelling_is_not() -> None:
    """`differs` names the parts; only what could change a judgement asks for another look."""
    title, statement, low, high = TEXTS["U2"]
    plainer = of(
        changes(OLD, after(U2=made("U2", (title, statement, low, high.replace("prompts", "the prompts"))))), "U2"
    )
    assert (plainer.sort, plainer.material, plainer.differs) == ("reworded", False, ("levels.high",))
    other = of(
        changes(OLD, after(U2=made("U2", (title, statement, low, high.replace("Room", "Nearly every room"))))), "U2"
    )
    assert (other.sort, other.material, other.differs) == ("reworded", True, ("levels.high",))


def test_a_title_alone_changes_no_judgement_where_all_else_is_said() -> None:
    """Whoever judged by the descriptors judged by the descriptors; without them the title is all there is."""
    _, statement, low, high = TEXTS["U2"]
    retitled = of(changes(OLD, after(U2=made("U2", ("Help is at hand", statement, low, high)))), "U2")
    assert (retitled.sort, retitled.material) == ("reworded", False)
    bare = framework(Indicator("U1", "U", "Pupils are greeted"))
    other = framework(Indicator("U1", "U", "Pupils are greeted warmly"), edition="2")
    assert of(changes(bare, other), "U1").material


def test_what_the_framework_says_of_its_retired_is_believed() -> None:
    """`replaced_by` is a split, a move or, for several, a merging, whatever the texts look like."""
    first = made("P1", ("One thing", "About this.", "a", "b"))
    second = made("P2", ("Another thing", "About that.", "c", "d"))
    split = evolve(after(without="U3", P1=first, P2=second), retired={"U3": Retired(("P1", "P2"), "It was two.")})
    one = of(changes(OLD, split), "U3")
    assert (one.sort, one.new, one.also) == ("split", ("P1", "P2"), ("It was two.",))
    assert one.asks[0].options == ("P1", "P2")
    merged = evolve(after(without="U3 U2", P1=first), retired={"U3": Retired(("P1",)), "U2": Retired(("P1",))})
    one = of(changes(OLD, merged), "U3")
    assert (one.sort, one.old, one.new, one.asks) == ("merged", ("U2", "U3"), ("P1",), ())
    through = evolve(after(without="U3", P2=second), retired={"U3": Retired(("P1",)), "P1": Retired(("P2",))})
    assert of(changes(OLD, through), "U3").new == ("P2",)
    into = evolve(after(without="U3"), retired={"U3": Retired(("U1",))})
    one = of(changes(OLD, into), "U3")
    assert (one.sort, one.old, one.new) == ("merged", ("U1", "U3"), ("U1",))


def test_an_older_edition_believes_the_newer_one_too() -> None:
    """Going back, what was split is merged: the newer edition's word counts from either side."""
    first, second = made("P1", ("One thing", "About this.", "a", "b")), made("P2", ("Other", "That.", "c", "d"))
    newer = evolve(after(without="U3", P1=first, P2=second), retired={"U3": Retired(("P1", "P2"))})
    one = of(changes(newer, OLD), "P1")
    assert (one.sort, one.old, one.new) == ("merged", ("P1", "P2"), ("U3",))


def test_a_text_that_fell_in_two_is_a_split_without_being_told() -> None:
    """Two new texts made of an old one's words are its parts, and which one a judgement belongs to is asked."""
    calm = made("T2", ("A calm room leads back", "A staffed place for feelings.", "Upset pupils sit in a corridor.",
                       "Upset pupils settle and return by a plan."))  # fmt: skip
    home = made("T3", ("Small steps for those stuck at home", "Agreed steps to the gate for those stuck at home.",
                       "Anxious pupils at home count as absent.",
                       "Pupils stuck at home take agreed steps."))  # fmt: skip
    newer = after(without="T1", T2=calm, T3=home)
    one = of(changes(OLD, newer), "T1")
    assert (one.sort, one.new, one.asks[0].options) == ("split", ("T2", "T3"), ("T2", "T3"))
    back = of(changes(newer, OLD), "T2")
    assert (back.sort, back.old, back.new) == ("merged", ("T2", "T3"), ("T1",))


def test_what_is_gone_without_a_likeness_is_dropped_and_nothing_is_asked() -> None:
    """Where nothing in the new edition resembles it there is nothing to ask."""
    one = of(changes(OLD, after(without="U3")), "U3")
    assert (one.sort, one.new, one.asks, one.says) == ("dropped", (), (), "U3 is dropped.")
    retired = evolve(after(without="U3"), retired={"U3": Retired((), "Nobody charges any more.")})
    one = of(changes(OLD, retired), "U3")
    assert one.says == "U3 is retired; nothing takes its place."
    assert one.also == ("Nobody charges any more.",)


def test_status_and_rules_beside_the_text_are_said() -> None:
    """Adopted, core, weight and strand are not the text; they are told beside it."""
    old = after(U2=evolve(OLD.indicators["U2"], status="proposed"))
    one = of(
        changes(old, after("3", U2=evolve(OLD.indicators["U2"], core=True, weight=Fraction(2), guard="Mind."))), "U2"
    )
    assert one.sort == "unchanged"
    assert one.also == (
        "Adopted from the proposed: it scores now.", "It is core now.", "Its weight is 2; it was 1.",
        "Its guard is another sentence.",
    )  # fmt: skip


def test_another_scale_is_another_question_everywhere() -> None:
    """No judgement is carried from one set of levels to another, however alike the words."""
    three = evolve(after(), scale=Scale("three", ("low", "middle", "high")))
    found = changes(OLD, three)
    assert {one.sort for one in found} == {"reworded"}
    assert all(one.material and "scale" in one.differs for one in found)
    assert "The levels are low, middle, high; they were low, high." in framework_changes(OLD, three)


@pytest.mark.parametrize("way", ["there", "back"])
def test_each_indicator_stands_in_exactly_one_change(way: str) -> None:
    """Nothing is lost and nothing told twice, in either direction."""
    newer = after(without="U3 T1", P1=made("P1", TEXTS["T1"]), P2=made("P2", ("New", "New.", "x", "y")))
    one, two = (OLD, newer) if way == "there" else (newer, OLD)
    found = changes(one, two)
    assert sorted(each for change in found for each in change.old) == sorted(one.indicators)
    assert sorted(each for change in found for each in change.new) == sorted(two.indicators)
