"""Links between frameworks: read from both sides, and what is worth doing about those that lead nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inclusion_core.analysis.editions.crosswalk import Tie, evidence_for, faults, other_named, ties
from inclusion_core.errors import UnknownName
from inclusion_core.model.framework import Framework, Indicator, Link, Retired, Strand

if TYPE_CHECKING:
    from collections.abc import Mapping

RELATIONS = ("close", "partial", "supports")


def framework(
    name: str,
    *indicators: str,
    links: Mapping[str, Mapping[str, tuple[Link, ...]]] | None = None,
    retired: Mapping[str, Retired] | None = None,
) -> Framework:
    """Make a framework `id@edition` of bare indicators."""
    identity, _, edition = name.partition("@")
    return Framework(
        identity,
        edition,
        identity.title(),
        {"A": Strand("A", "All")},
        {one: Indicator(one, "A", f"Title {one}") for one in indicators},
        crosswalk=links or {},
        retired=retired or {},
    )


def test_a_link_is_read_from_both_sides() -> None:
    """What one file says is found from its own indicator and from the other's, with who said it."""
    one = framework("one@1", "U1", "U2", links={"two@1": {"U1": (Link("P1", "close"),)}})
    two = framework("two@1", "P1", "P2")
    assert evidence_for(one, "U1", two) == (Tie("one@1", "U1", "two@1", "P1", "close", ("one@1",)),)
    assert evidence_for(two, "P1", one) == (Tie("two@1", "P1", "one@1", "U1", "close", ("one@1",)),)
    assert evidence_for(one, "U2", two) == evidence_for(two, "P2", one) == ()


def test_a_link_that_both_say_is_one() -> None:
    """A pair that both files link alike is told once, with both as its sources."""
    one = framework("one@1", "U1", links={"two@1": {"U1": (Link("P1", "partial"),)}})
    two = framework("two@1", "P1", links={"one@1": {"P1": (Link("U1", "partial"),)}})
    (tie,) = ties(one, [two])
    assert tie.said_by == ("one@1", "two@1")
    assert faults(one, {"two@1": two}) == faults(two, {"one@1": one}) == ()


def test_supports_has_a_direction() -> None:
    """Seen from what is supported, the relation says so."""
    one = framework("one@1", "U1", links={"two@1": {"U1": (Link("P1", "supports"),)}})
    two = framework("two@1", "P1")
    assert [tie.relation for tie in ties(one, [two])] == ["supports"]
    assert [tie.relation for tie in ties(two, [one])] == ["supported-by"]


def test_an_indicator_that_is_not_there_is_an_unknown_name() -> None:
    """Asking for an indicator that the framework lacks names the nearest."""
    with pytest.raises(UnknownName, match="Did you mean 'U1'"):
        ties(framework("one@1", "U1"), [], "U11")


@pytest.mark.parametrize(
    ("to", "relation", "says"),
    [
        ("P11", "close", "leads to 'P11', which two@1 does not have. Did you mean 'P1'?"),
        ("X", "close", "leads to 'X', which two@1 does not have. See what it has: inclusion framework show two@1"),
        ("P8", "close", "leads to 'P8', which two@1 has retired. Look whether 'P1' or 'P2' is meant."),
        ("P9", "close", "leads to 'P9', which two@1 has retired. Take it out."),
        (
            "P2",
            "close",
            "says that it is 'close' to 'P2', and two@1 says 'partial' of the two.",
        ),
        ("P1", "close", ""),
    ],
)
def test_each_link_that_leads_nowhere_is_worth_a_look(to: str, relation: str, says: str) -> None:
    """A target that is missing or retired, and a pair told in two ways, each has its sentence and says what to do."""
    one = framework("one@1", "U1", links={"two@1": {"U1": (Link(to, relation),)}})  # type: ignore[arg-type]
    two = framework(
        "two@1",
        "P1",
        "P2",
        links={"one@1": {"P2": (Link("U1", "partial"),)}},
        retired={"P8": Retired(("P1", "P2")), "P9": Retired()},
    )
    said = [f"{fault.what} {fault.do}" for fault in faults(one, {"two@1": two})]
    assert [sentence.removesuffix(" Agree on one: a link is read from both sides.") for sentence in said] == (
        [says] if says else []
    )
    assert all((fault.other, fault.indicator) == ("two@1", "U1") for fault in faults(one, {"two@1": two}))


def test_a_pair_linked_twice_and_a_framework_linked_to_itself_are_said() -> None:
    """Neither can be meant."""
    one = framework("one@1", "U1", links={"two@1": {"U1": (Link("P1", "close"), Link("P1", "partial"))}, "one@1": {}})
    said = [fault.what for fault in faults(one, {"two@1": framework("two@1", "P1")})]
    assert said == ["leads to 'P1' more than once.", "links this framework to itself."]


def test_an_edition_that_is_not_here_is_said_and_a_framework_that_is_not_here_is_not() -> None:
    """Where another edition is known the number may be wrong; where nothing is known there is nothing to say."""
    one = framework("one@1", "U1", links={"two@3": {}, "far@1": {"U1": (Link("Z", "close"),)}})
    (fault,) = faults(one, {}, {"two@1", "two@2"})
    assert (fault.other, fault.what) == ("two@3", "names two@3, an edition that is not here.")
    assert fault.do == "Known here: two@1, two@2."
    assert faults(one, {}, {"two@3"}) == ()


def test_a_framework_is_named_by_its_id_or_with_its_edition() -> None:
    """An id stands for every edition, known or only linked to; a misspelt one is answered with the nearest."""
    one = framework("one@1", "U1", links={"two@3": {}})
    assert other_named("two", one, {"two@1", "one@1"}) == ("two@1", "two@3")
    assert other_named("two@1", one, {"two@1"}) == ("two@1",)
    with pytest.raises(UnknownName, match="Did you mean 'two@3'"):
        other_named("tow@3", one, set())


LINKS = st.dictionaries(
    st.sampled_from(["U1", "U2", "U3"]),
    st.lists(st.builds(Link, st.sampled_from(["U1", "U2", "U3", "gone"]), st.sampled_from(RELATIONS)), max_size=3),
)


@given(LINKS, LINKS)
def test_both_sides_tell_the_same_pairs(out: dict[str, list[Link]], back: dict[str, list[Link]]) -> None:
    """Whatever two files say, the pairs that touch are the same from either side, and so is who says it."""
    names = ("U1", "U2", "U3")
    one = framework("one@1", *names, links={"two@1": {key: tuple(rows) for key, rows in out.items()}})
    two = framework("two@1", *names, links={"one@1": {key: tuple(rows) for key, rows in back.items()}})
    turned = {"supports": "supported-by", "supported-by": "supports", "close": "close", "partial": "partial"}
    here = {(tie.indicator, tie.other_indicator, tie.relation, frozenset(tie.said_by)) for tie in ties(one, [two])}
    there = {
        (tie.other_indicator, tie.indicator, turned[tie.relation], frozenset(tie.said_by)) for tie in ties(two, [one])
    }
    assert here == there
    assert all(tie.other_indicator != "gone" for tie in ties(one, [two]))
    assert len(ties(one, [two])) == len(set(ties(one, [two])))
