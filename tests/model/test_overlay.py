from __future__ import annotations

import copy

from inclusion_core.model.overlay import circle, laid_over

BASE = {
    "id": "base",
    "edition": "1",
    "title": "Base",
    "status": "consultation",
    "publisher": "Somebody",
    "licence": "CC-BY-4.0",
    "roles": ["senco", "leader"],
    "facet": {"name": "lens", "values": ["send", "cared-for"]},
    "scale": {"id": "four-step", "order": ["a", "b"], "titles": {"a": "A"}},
    "strands": {"U": {"title": "Universal"}},
    "indicators": {
        "U1": {
            "strand": "U",
            "title": "One",
            "weight": 1,
            "look_for": ["x", "y"],
            "ask": {"pupils": ["p?"], "staff": ["s?"]},
            "levels": {"a": "low", "b": "high"},
            "law": {"duty": "d", "source": "s", "checked": "then"},
            "applies_to": {"phase": ["primary"]},
        },
        "U2": {"strand": "U", "title": "Two"},
    },
    "strong": {"coverage_at_least": 1, "core_floor": "b"},
    "region": {"name": "North", "authorities": {"392": "North Tyneside"}},
    "crosswalk": {"other@1": {"U1": [{"to": "X", "relation": "close"}], "U2": []}},
}


def test_keyed_tables_are_merged_key_by_key() -> None:
    """What the overlay does not speak of stays; questions and descriptors are keyed too."""
    over = {
        "indicators": {
            "U1": {"weight": 3, "ask": {"pupils": ["new?"]}, "levels": {"b": "higher"}},
            "U3": {"strand": "U", "title": "Three"},
        },
        "strong": {"core_floor": "a"},
        "region": {"authorities": {"391": "Newcastle"}},
    }
    result = laid_over(BASE, over)
    one = result["indicators"]["U1"]
    assert one["weight"] == 3
    assert one["title"] == "One"
    assert one["ask"] == {"pupils": ["new?"], "staff": ["s?"]}
    assert one["levels"] == {"a": "low", "b": "higher"}
    assert list(result["indicators"]) == ["U1", "U2", "U3"]
    assert result["strong"] == {"coverage_at_least": 1, "core_floor": "a"}
    assert result["region"] == {"name": "North", "authorities": {"392": "North Tyneside", "391": "Newcastle"}}


def test_lists_and_sentences_of_several_parts_are_replaced_whole() -> None:
    """Nothing of the other framework's list, law, scope, facet or scale survives half."""
    over = {
        "roles": ["pupils"],
        "facet": {"name": "layer", "values": ["policy"]},
        "scale": {"order": ["x", "y"]},
        "indicators": {
            "U1": {"look_for": ["z"], "law": {"duty": "e", "source": "t"}, "applies_to": {"kind": ["special"]}}
        },
    }
    result = laid_over(BASE, over)
    assert result["roles"] == ["pupils"]
    assert result["facet"] == over["facet"]
    assert result["scale"] == {"order": ["x", "y"]}
    one = result["indicators"]["U1"]
    assert (one["look_for"], one["law"]) == (["z"], {"duty": "e", "source": "t"})
    assert one["applies_to"] == {"kind": ["special"]}


def test_an_overlay_never_takes_the_identity_of_its_base() -> None:
    """Id, edition, title, status and publisher are the overlay's own; a licence goes on."""
    result = laid_over(BASE, {"id": "over"}, derived_from="base@1")
    assert result["id"] == "over"
    assert not {"edition", "title", "status", "publisher"} & result.keys()
    assert result["licence"] == "CC-BY-4.0"
    assert result["derived_from"] == "base@1"


def test_dropping_takes_an_indicator_and_its_crosswalk_rows() -> None:
    """Rows about a dropped indicator go with it; the other rows stay."""
    result = laid_over(BASE, {}, drop=["U1"])
    assert list(result["indicators"]) == ["U2"]
    assert result["crosswalk"] == {"other@1": {"U2": []}}


def test_who_names_them_all_says_in_which_order_they_stand() -> None:
    """A new strand can stand between two of the base; where only some are named, what is new comes last."""
    base = {"strands": {"U": {"title": "U"}, "T": {"title": "T"}, "S": {"title": "S"}}}
    some = laid_over(base, {"strands": {"P": {"title": "P"}, "T": {"title": "T!"}}})
    every = laid_over(base, {"strands": {"U": {}, "T": {"title": "T!"}, "P": {"title": "P"}, "S": {}}})
    assert list(some["strands"]) == ["U", "T", "S", "P"]
    assert list(every["strands"]) == ["U", "T", "P", "S"]
    assert every["strands"]["S"] == {"title": "S"}


def test_neither_table_is_changed() -> None:
    """Laying over is pure: both tables are as they were."""
    base, over = copy.deepcopy(BASE), {"indicators": {"U1": {"ask": {"staff": ["t?"]}}}, "words": {"a": "b"}}
    kept = copy.deepcopy(over)
    laid_over(base, over, drop=["U2"])
    assert (base, over) == (BASE, kept)


def test_a_value_of_the_wrong_sort_is_left_for_the_checks() -> None:
    """Where the overlay gives a text for a table, the text is what there is to complain of."""
    assert laid_over(BASE, {"indicators": "none"}, drop=["U1"])["indicators"] == "none"


def test_a_circle_is_named_whole_and_the_same_from_everywhere() -> None:
    """Only those in the circle are named, beginning with the first by name."""
    assert circle(["outside@1", "b@1", "c@1", "a@1"], "b@1") == "a@1 → b@1 → c@1 → a@1"
    assert circle(["a@1"], "a@1") == "a@1 → a@1"
    assert circle(["a@1"], "b@1") == ""
