"""Counts of provision and of moves on the command line: kept, replaced, shown, taken back, and never of a few."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

HEAD = "School,Provision,Pupils,Date\n"


@pytest.fixture
def north(run: Any) -> Any:
    """Return the command line with a trust of two made-up schools, and a third school outside it."""
    for name in ("Alnside", "Moorside", "Harbour"):
        assert run("schools", "add", name, "--made-up").code == 0
    assert run("trust", "new", "North", "--school", "alnside", "--school", "moorside").code == 0
    return run


def test_counts_are_kept_without_small_ones_replaced_and_taken_back(north: Any, home: Path) -> None:
    """No byte of the workspace holds the small number; the same on the same day is replaced; undo takes it back."""
    Path("a.csv").write_text(f"{HEAD}Alnside,Speech,5,2026-11-20\nMoorside,Speech,17,2026-11-20\n", encoding="utf-8")
    ran = north("trust", "counts", "import", "north", "a.csv")
    assert ran.out == "Kept in north: 2 counts of provision; 1 hidden, from 1 to 5 or telling of so few.\n"
    told = "".join(
        one.read_text(encoding="utf-8") for one in (home / "trusts").iterdir() if one.suffix in {".toml", ".jsonl"}
    )
    assert "pupils = 17" in told
    assert "pupils = 5" not in told
    assert '"pupils": 5' not in told
    assert '"pupils":5' not in told
    Path("a.csv").write_text(f"{HEAD}moorside,SPEECH,19,20/11/2026\n", encoding="utf-8")
    assert north("trust", "counts", "import", "north", "a.csv").code == 0
    assert north("trust", "counts", "show", "north").out == (
        "Pupils in each provision. c: from 1 to 5, and so not kept. No total is made of them.\n"
        "  Speech    Alnside   c   2026-11-20\n"
        "  SPEECH    Moorside  19  2026-11-20\n"
    )
    assert north("trust", "undo", "north").code == 0
    assert north("trust", "counts", "show", "north", "--json").json["counts"][1]["pupils"] == 17


def test_moves_are_shown_at_both_ends(north: Any) -> None:
    """How many moved, and of how many the passport and the record were at the old and the new school."""
    text = "From,To,Moved,Passports sent,Passports received,Records sent\nAlnside,Harbour,30,30,27,18\n"
    Path("m.csv").write_text(text, encoding="utf-8")
    assert north("trust", "counts", "import", "north", "m.csv", "--on", "2026-09-10").code == 0
    assert (
        "  Alnside  Harbour  30     30, c      18, -    2026-09-10\n" in north("trust", "counts", "show", "north").out
    )


def test_a_file_that_cannot_be_kept_keeps_nothing(north: Any) -> None:
    """A school that is not here, one that is not in the trust, and pupil columns: each said, and nothing kept."""
    for text, says in (
        (f"{HEAD}Alnside,Speech,12,\nNowhere,Speech,12,\n", "bad.csv:3: The school on this line is not among"),
        (f"{HEAD}Harbour,Speech,12,\n", "harbour is not in north"),
        ("School,Provision,Pupils,UPN\nAlnside,Speech,12,\n", "'UPN'"),
    ):
        Path("bad.csv").write_text(text, encoding="utf-8")
        ran = north("trust", "counts", "import", "north", "bad.csv")
        assert ran.code == 3, ran.err
        assert says in ran.err
        assert "Nowhere" not in ran.err
        assert north("trust", "counts", "show", "north", "--json").json["counts"] == []


def test_a_figure_that_is_replaced_is_said_with_both_and_comes_back(north: Any) -> None:
    """Which figures, how many, what they were; one that stays as it is is not said; undo brings all back."""
    path = Path("a.csv")
    path.write_text(f"{HEAD}Alnside,Nurture,12,2026-11-20\nMoorside,Nurture,17,2026-11-20\n", encoding="utf-8")
    assert "replaced" not in north("trust", "counts", "import", "north", "a.csv").out
    path.write_text(f"{HEAD}Alnside,Nurture,1,2026-11-20\nAlnside,Nurture,1,2026-11-20\n", encoding="utf-8")
    ran = north("trust", "counts", "import", "north", "a.csv")
    assert ran.code == 3
    assert "a line for each pupil" in ran.err
    path.write_text(f"{HEAD}Alnside,Nurture,3,2026-11-20\nMoorside,Nurture,17,2026-11-20\n", encoding="utf-8")
    ran = north("trust", "counts", "import", "north", "a.csv")
    assert ran.out.endswith(
        "1 figure that was kept before is replaced:\n  Nurture at alnside on 2026-11-20: 12 before, c now\n"
    )
    assert "inclusion trust undo north" in ran.err
    assert north("trust", "undo", "north").code == 0
    assert [one["pupils"] for one in north("trust", "counts", "show", "north", "--json").json["counts"]] == [12, 17]
    Path("m.csv").write_text("From,To,Moved,Passports sent\nAlnside,Moorside,30,20\n", encoding="utf-8")
    for moved, said in (("30", []), ("40", ["moved, alnside to moorside on 2026-09-10: 30 before, 40 now"])):
        Path("m.csv").write_text(f"From,To,Moved,Passports sent\nAlnside,Moorside,{moved},20\n", encoding="utf-8")
        ran = north("trust", "counts", "import", "north", "m.csv", "--on", "2026-09-10", "--json")
        assert ran.json["replaced"] == said


def test_one_school_under_two_names_is_counted_once(north: Any) -> None:
    """A line that counts what another does under the school's id or on the day that is taken for none is refused."""
    Path("a.csv").write_text(f"{HEAD}Alnside,Speech,12,2026-11-20\nalnside,Speech,19,\n", encoding="utf-8")
    ran = north("trust", "counts", "import", "north", "a.csv", "--on", "2026-11-20")
    assert ran.code == 3
    assert "a.csv:3: This line counts what line 2 counts" in ran.err


def test_columns_and_tiers_that_are_not_read_are_said(north: Any) -> None:
    """On stderr and in --json: a column that is spelt otherwise would lose its figures without a word."""
    text = "School,Provision,Pupils,Tier,Pupils helped\nAlnside,Speech,12,Wave 4,9\n"
    Path("a.csv").write_text(text, encoding="utf-8")
    says = [
        "Columns that are not read, so nothing of them is kept: 'Pupils helped'.",
        "Tiers that are none of universal, targeted and specialist were left out (lines 2).",
    ]
    assert north("trust", "counts", "import", "north", "a.csv").err.splitlines() == says
    assert north("trust", "counts", "import", "north", "a.csv", "--json").json["remarks"] == says


def test_counts_of_another_century_are_refused(north: Any) -> None:
    """The day that is given for rows without one is looked at as theirs are."""
    Path("a.csv").write_text("School,Provision,Pupils\nAlnside,Speech,12\n", encoding="utf-8")
    refused = north("trust", "counts", "import", "north", "a.csv", "--on", "2206-11-20")
    assert (refused.code, "a year that cannot be meant" in refused.err) == (2, True)
