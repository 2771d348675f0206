"""Readiness: open, not yet or cannot tell, why, and what would open it."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve

from inclusion_core.analysis.readiness.gates import both, readiness
from inclusion_core.analysis.readiness.shortest import Item, Option, shortest
from inclusion_core.errors import UnknownName
from inclusion_core.model.assessment import Judgement
from inclusion_core.model.framework import Facet, Framework, Gate, Indicator, Need, Strand, Strong
from inclusion_core.model.scale import ENQUIRY
from inclusion_core.model.school import Setting

if TYPE_CHECKING:
    from inclusion_core.analysis.readiness.gates import Readiness
    from inclusion_core.model.assessment import Cell


def framework(count: int, *needs: str, about: tuple[str, ...] = (), **marks: dict[str, Any]) -> Framework:
    """Return a framework of U1..Un in one strand, with one gate; `marks` change an indicator."""
    names = [f"U{number}" for number in range(1, count + 1)]
    indicators = {name: Indicator(name, "U", name, **marks.get(name, {})) for name in names}
    gate = Gate("off-site", "Off-site help", tuple(map(Need.parse, needs)), about, "Speaks of our own provision.")
    return Framework("small", "1", "Small", {"U": Strand("U", "Universal")}, indicators, gates={gate.id: gate})


def answer(small: Framework, levels: dict[str, str]) -> Readiness:
    """Answer the one gate."""
    cells: dict[Cell, Judgement] = {
        (name, None): Judgement(non_answer="not-applicable", because="No base.") if level == "x" else Judgement(level)
        for name, level in levels.items()
    }
    (found,) = readiness(small, cells, Setting())
    return found


def listed(found: Readiness) -> dict[str, str]:
    """Return the list that would open it."""
    return {one.id: one.to for one in found.would_open}


ALL_SECURE = {f"U{number}": "secure" for number in range(1, 6)}


def test_a_strong_strand_opens() -> None:
    """Median Secure, nothing core too low, four fifths judged and every duty met: open, with nothing to list."""
    small = framework(5, "strand U strong", U1={"core": True}, U2={"statutory": True})
    found = answer(small, {**ALL_SECURE, "U5": "starting"})
    assert (found.state, found.would_open, found.says) == ("open", (), "Speaks of our own provision.")
    assert found.explanation.says == "Off-site help: open."


@pytest.mark.parametrize(
    ("levels", "state", "opens"),
    [
        ({"U1": "starting"}, "not-yet", {"U1": "developing"}),
        ({"U2": "starting"}, "not-yet", {"U2": "developing"}),
        ({"U1": None}, "cannot-tell", {"U1": "developing"}),
        ({"U2": None}, "cannot-tell", {"U2": "developing"}),
        ({"U1": None, "U3": "developing", "U4": "developing"}, "not-yet", {"U1": "secure"}),
        ({"U3": None, "U4": None}, "cannot-tell", {"U3": "starting"}),
        ({"U3": None, "U4": None, "U1": "starting"}, "not-yet", {"U1": "secure", "U3": "starting"}),
        ({"U3": "developing", "U4": "developing", "U5": "developing"}, "not-yet", {"U3": "secure"}),
    ],
)
def test_each_part_of_strong_is_answered_on_its_own(
    levels: dict[str, str | None], state: str, opens: dict[str, str]
) -> None:
    """A core or statutory 'not judged' cannot be told, too low is not yet; so with the median and the coverage."""
    small = framework(5, "strand U strong", U1={"core": True}, U2={"statutory": True})
    given = {name: level for name, level in {**ALL_SECURE, **levels}.items() if level is not None}
    found = answer(small, given)
    assert (found.state, listed(found)) == (state, opens)


def test_too_little_judged_is_not_yet_where_even_the_best_would_not_do() -> None:
    """With three of five at Developing, the two not judged could not bring the median to Secure: not yet."""
    small = framework(5, "strand U strong")
    found = answer(small, {"U1": "developing", "U2": "developing", "U3": "developing"})
    assert found.state == "not-yet"
    assert "not even the best of what is not judged" in "\n".join(line for _, line in found.explanation.lines())


def test_the_numbers_of_strong_are_the_frameworks_own() -> None:
    """Median, floor, coverage and duties are read from the framework."""
    small = framework(4, "strand U strong", U1={"core": True, "statutory": True})
    low = {"U1": "starting", "U2": "developing"}
    assert answer(small, low).state == "not-yet"
    easy = Strong("developing", "starting", Fraction(1, 2), "any")
    found = answer(evolve(small, strong=easy), {**low, "U3": "developing"})
    assert found.state == "open"


def test_what_a_gate_is_about_is_never_counted() -> None:
    """An indicator that the gate is about is left out of its own needs."""
    small = framework(3, "strand U met", about=("U3",))
    found = answer(small, {"U1": "secure", "U2": "secure", "U3": "starting"})
    assert found.state == "open"


@pytest.mark.parametrize(
    ("need", "levels", "state", "opens"),
    [
        ("indicator U1 at least secure", {"U1": "developing"}, "not-yet", {"U1": "secure"}),
        ("indicator U1 at least secure", {}, "cannot-tell", {"U1": "secure"}),
        ("indicator U1 met", {"U1": "starting"}, "not-yet", {"U1": "developing"}),
        ("indicator U1 strong", {"U1": "developing"}, "not-yet", {"U1": "secure"}),
        ("indicator U1 judged", {}, "cannot-tell", {"U1": "starting"}),
        ("indicator U1 judged", {"U1": "x"}, "cannot-tell", {}),
        ("strand U judged", {"U1": "starting"}, "cannot-tell", {"U2": "starting"}),
        ("strand U judged", {"U1": "starting", "U2": "x"}, "open", {}),
        ("strand U met", {"U1": "secure", "U2": "starting"}, "not-yet", {"U2": "developing"}),
        ("strand U at least leading", {"U1": "leading", "U2": "secure"}, "not-yet", {"U2": "leading"}),
        ("strand U judged", {"U1": "x", "U2": "x"}, "cannot-tell", {}),
    ],
)
def test_every_need_a_file_may_state(need: str, levels: dict[str, str], state: str, opens: dict[str, str]) -> None:
    """Each test of a strand and of an indicator, held, not held and unknown."""
    found = answer(framework(2, need), levels)
    assert (found.state, listed(found)) == (state, opens)


def test_a_required_facet_asks_every_cell() -> None:
    """An indicator at Secure for one group and Developing for another is not at least Secure."""
    small = evolve(framework(1, "indicator U1 at least secure"), facet=Facet("lens", ("a", "b"), required=True))
    cells: dict[Cell, Judgement] = {("U1", "a"): Judgement("leading"), ("U1", "b"): Judgement("developing")}
    assert readiness(small, cells, Setting())[0].state == "not-yet"
    assert readiness(small, {("U1", "a"): Judgement("leading")}, Setting())[0].state == "cannot-tell"
    assert readiness(small, {**cells, ("U1", "b"): Judgement("secure")}, Setting())[0].state == "open"


def test_an_explanation_names_needs_and_whoever_holds_them_up() -> None:
    """The explanation goes down to the indicator and says what it was judged and what is needed."""
    small = framework(2, "strand U strong", U1={"core": True}, about=("U2",))
    lines = [line for _, line in answer(small, {"U1": "starting"}).explanation.lines()]
    assert lines == [
        "Off-site help: not yet.",
        "strand U strong: not yet.",
        "U1 (core) was judged Starting; at least Developing is needed.",
        "Universal: 1 of 1 judged (100 %); 80 % is needed.",
        "Universal: its lower median is Starting; Secure is needed.",
        "The shortest list that would open it: U1 at least Secure.",
        "It is about U2: never counted in what it needs.",
    ]


def test_weights_of_0_alone_never_open_a_strong_strand() -> None:
    """Where no weight is there to lie above the median, no list is offered."""
    found = answer(framework(1, "strand U strong", U1={"weight": Fraction(0)}), {"U1": "leading"})
    assert (found.state, found.would_open) == ("cannot-tell", ())


def test_stances_make_no_strand_strong() -> None:
    """A strand of stances has no median, so it cannot be told; single indicators can be asked for."""
    small = evolve(framework(2, "strand U strong"), scale=ENQUIRY)
    found = answer(small, {"U1": "confident", "U2": "confident"})
    assert (found.state, found.would_open) == ("cannot-tell", ())
    single = evolve(framework(1, "indicator U1 at least curious"), scale=ENQUIRY)
    assert answer(single, {"U1": "confident"}).state == "open"


def test_a_gate_without_needs_cannot_be_told() -> None:
    """A gate that names no need is not open by default."""
    assert answer(framework(1), {"U1": "leading"}).state == "cannot-tell"


@pytest.mark.parametrize("need", ["strand X strong", "indicator X1 met"])
def test_a_need_of_something_unknown_is_named(need: str) -> None:
    """A need that names no strand or indicator of the framework is an error, not a closed gate."""
    with pytest.raises(UnknownName, match="There is no"):
        answer(framework(1, need), {})


def test_kleene_joins() -> None:
    """One no is a no; else one unknown is unknown; else yes."""
    assert [both(pair) for pair in ([True, True], [True, None], [None, False], [False, True])] == [
        True,
        None,
        False,
        False,
    ]


def test_sixty_unseen_indicators_stay_within_the_bound() -> None:
    """A framework of sixty, nested and with several weights, is answered exactly."""
    strands = {"A": Strand("A", "All"), "U": Strand("U", "Universal", within="A"), "T": Strand("T", "T", within="A")}
    indicators = {
        f"U{at}": Indicator(f"U{at}", "UT"[at % 2], f"U{at}", core=at % 3 == 0, weight=Fraction(1 + at % 2))
        for at in range(60)
    }
    needs = tuple(map(Need.parse, ("strand A strong", "strand U strong", "indicator U7 at least leading")))
    small = Framework("big", "1", "Big", strands, indicators, gates={"g": Gate("g", "G", needs)})
    cells: dict[Cell, Judgement] = {(f"U{at}", None): Judgement("developing") for at in range(0, 60, 4)}
    for judgements in ({}, cells):
        (found,) = readiness(small, judgements, Setting())
        assert found.shortest
        opened = {**judgements, **{(one.id, None): Judgement(one.to) for one in found.would_open}}
        assert readiness(small, opened, Setting())[0].state == "open"


def test_where_one_by_one_is_not_the_best_the_search_still_is() -> None:
    """Two demands that one item covers together are met by that one, not by two that each look better."""
    items = [
        Item("a", (Option(1, (3, 0)),), must=False),
        Item("b", (Option(1, (0, 3)),), must=False),
        Item("c", (Option(4, (2, 2)),), must=False),
    ]
    found = shortest(items, (2, 2))
    assert found is not None
    assert found.places == {"c": 4}


def test_beyond_its_bound_the_search_says_so() -> None:
    """With no work allowed a list is still found, and is not called the shortest."""
    items = [Item(f"i{at}", (Option(1, (at % 3 + 1,)), Option(3, (at % 3 + 2,))), must=False) for at in range(9)]
    found = shortest(items, (7,), work=0)
    assert found is not None
    assert not found.exact
    exact = shortest(items, (7,))
    assert exact is not None
    assert exact.exact
    assert len(exact.places) == 2
