"""What differs is said where a review's result is read: layers that drift, and two roles that part."""

from pathlib import Path
from typing import Any

import pytest

LAYERS = """
kind = "inclusion.framework"
schema = 1
id = "layered"
edition = "1"
title = "Layered"
scale = "four-step"
scoring = "profile"
facet = { name = "layer", values = ["strategy", "policy", "practice"], required = true }
[strands.P]
title = "Principle"
"""
CELLS = {
    "P1@strategy": "secure",
    "P1@practice": "developing",
    "P2@strategy": "leading",
    "P2@policy": "secure",
    "P2@practice": "starting",
    "P3@strategy": "secure",
    "P3@policy": "secure",
    "P4@strategy": "leading",
    "P4@practice": "too-soon",
}


@pytest.fixture
def layered(run: Any) -> str:
    """Start a review on three layers, with two indicators that drift, one that does not and one half judged."""
    indicators = (f'[indicators.P{one}]\nstrand = "P"\ntitle = "Thing {one}"\n' for one in range(1, 5))
    Path("layered.toml").write_text(LAYERS + "".join(indicators), encoding="utf-8")
    run("framework", "add", "layered.toml")
    run("schools", "add", "Moorside", "--made-up")
    run("review", "new", "--school", "moorside", "--framework", "layered@1", "--id", "layers")
    for cell, level in CELLS.items():
        assert run("judge", "layers", cell, level).code == 0
    return "layers"


def test_drift_between_layers_is_said_with_the_score(run: Any, layered: str) -> None:
    """The indicators whose layers differ are named, the furthest apart first, and the others are not."""
    told = run("score", layered).out.partition("Where the layers differ, furthest apart first\n")[2].splitlines()
    assert told[:2] == [
        "   P2  strategy Leading, policy Secure, practice Starting  Thing 2",
        "   P1  strategy Secure, practice Developing                Thing 1",
    ]
    assert not told[2:]
    drift = run("score", layered, "--json").json["drift"]
    assert [(one["indicator"], one["steps"]) for one in drift] == [("P2", 3), ("P1", 1)]
    assert drift[1]["levels"] == {"strategy": "secure", "practice": "developing"}


def test_answers_in_layers_are_not_counted_as_indicators(run: Any, layered: str) -> None:
    """A comparison says how many answers it sets side by side and on how many indicators these are."""
    for cell, level in (("P1@strategy", "secure"), ("P1@practice", "secure"), ("P2@policy", "leading")):
        assert run("judge", layered, cell, level, "--voice", "peer:a").code == 0
    words = ("compare", layered, "--voices", "self", "peer:a", "--agreement")
    told = run(*words).out
    assert told.startswith("self, peer:a: 3 answers on 2 indicators with a level from two or more, 1 the same.\n")
    assert "How far they agree, over 3 answers on 2 indicators:" in told
    assert "here they would rest on 2." in told
    agreement = run(*words, "--json").json["agreement"]
    assert (agreement["n"], agreement["indicators"]) == (3, 2)


def test_drift_between_layers_is_in_the_report(run: Any, layered: str) -> None:
    """The report has a part of its own for it."""
    assert run("report", layered, "--format", "markdown").code == 0
    told = Path("layers.md").read_text(encoding="utf-8")
    assert "## Where the layers differ" in told
    assert "| P2 Thing 2 | Leading | Secure | Starting |" in told
    assert "Thing 3 |" not in told.partition("## Where the layers differ")[2].partition("\n## ")[0]


def test_a_lens_that_may_be_left_out_is_no_layer(run: Any, review: str) -> None:
    """Where the facet is not required nothing is said of drift."""
    run("judge", review, "U4@cared-for", "starting")
    run("judge", review, "U4@send", "leading")
    assert "Where the" not in run("score", review).out
    assert "drift" not in run("score", review, "--json").json
    assert "Where the lenses" not in run("report", review).out


def test_where_two_roles_part_is_said_with_the_score(run: Any) -> None:
    """A paired review says each item that both answered differently, without being asked to explain."""
    run("schools", "add", "Moorside", "--made-up")
    run("review", "new", "--school", "moorside", "--framework", "leading-together@1", "--id", "pair")
    for item, senco, leader in (("L1.1", "sometimes", "usually"), ("L1.2", "not-yet", "built-in")):
        run("judge", "pair", item, senco, "--voice", "role:senco")
        run("judge", "pair", item, leader, "--voice", "role:leader")
    for voice in ("role:senco", "role:leader"):
        run("judge", "pair", "L1.3", "usually", "--voice", voice)
    run("judge", "pair", "L2.1", "usually", "--voice", "role:senco")
    told = run("score", "pair").out.partition("Where the two answers part, furthest apart first\n")[2].splitlines()
    assert told[:2] == [
        "   L1.2  senco Not yet, leader Built in   Protected meeting slots sit in the quiet weeks",
        "   L1.1  senco Sometimes, leader Usually  Both roles' pressure points are mapped for the year",
    ]
    assert "L1.3  senco" not in "".join(told)
