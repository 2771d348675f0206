"""What two people write down together, on the command line: nothing passed over, nothing told too early."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def pair(run: Any) -> None:
    """A school with its pair, and a review that the two answer apart."""
    assert run("schools", "add", "Alnside", "--made-up").code == 0
    assert run("together", "new", "alnside").code == 0


@pytest.mark.usefixtures("pair")
def test_gaps_hold_no_answer_that_the_other_has_not_given(run: Any) -> None:
    """As JSON too, levels are those that both gave."""
    assert run("review", "new", "--school", "alnside", "--framework", "leading-together", "--id", "lt").code == 0
    for name, role in (("L1.1", "senco"), ("L1.2", "senco"), ("L1.2", "leader"), ("L2.1", "leader")):
        assert run("judge", "lt", name, "usually", "--voice", f"role:{role}").code == 0
    found = run("together", "gaps", "lt", "--json").json
    assert found["levels"] == [{"id": "L1.2", "senco": "usually", "leader": "usually"}]


@pytest.mark.usefixtures("pair")
def test_what_a_record_that_is_there_does_not_take_is_refused(run: Any) -> None:
    """A day or a sort given with a record that is there is not passed over, and its words are not wiped."""
    assert run("together", "learnt", "alnside", "--what", "A morning", "--on", "2026-11-20").code == 0
    for words, says in (
        (("--sort", "shadowing"), "--sort is said of a new one"),
        (("--on", "2026-11-21"), "--on is said of a new one"),
        (("--what", " "), "nothing to write down"),
    ):
        assert says in run("together", "learnt", "alnside", "--entry", "s-20261120", *words).err
    assert "s-20261120  training, 2026-11-20: A morning" in run("together", "show", "alnside").out
    assert run("plan", "add", "alnside", "--on", "2026-11-20").code == 0
    refused = run("plan", "add", "alnside", "--meeting", "m-20261120", "--on", "2026-11-21")
    assert "--on is said of a new one" in refused.err
    assert "is not a number" in run("together", "answers", "alnside", "--respondents", "1_0", "They talk.").err


@pytest.mark.usefixtures("pair")
def test_a_record_that_is_begun_is_said_in_its_own_words(run: Any, home: Path) -> None:
    """Neither another id is asked for, nor is one that is not there called 'a together'; a broken file is named."""
    assert "The record of SENCO and leader at Alnside is begun already." in run("together", "new", "alnside").err
    assert run("schools", "add", "Rowanlea", "--made-up").code == 0
    assert "There is no record of SENCO and leader 'rowanlea'" in run("together", "show", "rowanlea").err
    file = home / "together" / "alnside.toml"
    file.write_text(f"{file.read_text(encoding='utf-8')}x = = 3\n", encoding="utf-8")
    assert "alnside.toml" in run("together", "new", "alnside").err


@pytest.mark.usefixtures("pair")
def test_a_level_beside_a_non_answer_is_a_gap_without_a_distance(run: Any) -> None:
    """One says that it does not apply, the other that it is built in: that is told, and not that nobody answered."""
    assert run("review", "new", "--school", "alnside", "--framework", "leading-together", "--id", "lt").code == 0
    for name, answer, role in (
        ("L1.1", "too-soon", "senco"), ("L1.1", "built-in", "leader"),
        ("L1.2", "too-soon", "senco"), ("L1.2", "too-soon", "leader"),
        ("L2.1", "usually", "senco"), ("L2.1", "built-in", "leader"),
    ):  # fmt: skip
        assert run("judge", "lt", name, answer, "--voice", f"role:{role}").code == 0
    gaps = run("together", "gaps", "lt", "--json").json
    assert [(one["id"], one["steps"]) for one in gaps["gaps"]] == [("L2.1", 1), ("L1.1", None)]
    told = run("together", "gaps", "lt").out
    assert told.startswith("0 of 1 to which both gave a level are the same.")
    assert "L1.1  SENCO: Too soon  leader: Built in" in told.replace("   ", "  ")
    agenda = run("plan", "agenda", "lt", "--json").json["agenda"]
    assert [one["indicator"] for one in agenda] == ["L2.1", "L1.1"]
