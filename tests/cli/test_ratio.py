"""`inclusion ratio`: what a school keeps of its small groups, from the first group to the table written again."""

from pathlib import Path
from typing import Any

import pytest

TABLE = "group,pupils,hours,adults,kind,rate\nReading 1,4,2,1,support,14.50\nNumber,15,1.5,1,teaching,38\n"


@pytest.fixture
def school(run: Any) -> Any:
    """A command line on a workspace with a school, in a folder with a table of groups."""
    assert run("schools", "add", "Alnside", "--made-up").code == 0
    Path("groups.csv").write_text(TABLE, encoding="utf-8")
    return run


def test_a_table_is_kept_shown_and_written_again(school: Any) -> None:
    """Only with --keep; the budget stays too; what is written is what was read, and undo takes the last step back."""
    looked = school("ratio", "groups.csv", "--school", "alnside")
    assert "Nothing was kept. To keep it, type the same with --keep." in looked.err
    assert "No group is kept yet" in school("ratio", "--school", "alnside").out
    kept = school("ratio", "groups.csv", "--school", "alnside", "--keep", "--budget", "4000", "--weeks", "36")
    assert (kept.code, "A budget line of £4,000.00 leaves £904.00." in kept.out, kept.err.splitlines()) == (
        0, True, ["It says how groups are staffed, never whether they help."],
    )  # fmt: skip
    assert school("ratio", "--school", "alnside").out == kept.out
    once = school("ratio", "--school", "alnside", "--weeks", "10").out
    assert "A year of 10 weeks" in once
    assert (
        school("ratio", "--school", "alnside", "--out", "again.csv").out == f"{kept.out}Written: again.csv, 2 groups.\n"
    )
    assert Path("again.csv").read_text(encoding="utf-8-sig") == TABLE.replace(",38", ",38.00")
    more = school("ratio", "--school", "alnside", "--pupils", "7", "--name", "Talk", "--keep")
    assert (
        more.out.splitlines()[3]
        == "Talk       7 pupils, 1 h     1 support   as 1:7 with support staff  takes 4, 3 more than that"
    )
    assert "over 2 of 3 groups whose rates are known." in more.out
    assert "Whether the budget lasts cannot be told before every rate is known." in more.out
    fewer = school("ratio", "--school", "alnside", "--take-out", "number", "--json").json
    assert [one["id"] for one in fewer["groups"]] == ["g-1", "g-3"]
    assert [one["cost"] for one in fewer["groups"]] == [29.0, None]
    assert school("ratio", "--school", "alnside", "--undo").out == more.out
    assert school("ratio", "--school", "alnside", "--keep", "--support", "5").out.count("within 1:5 with") == 1


def test_a_table_that_is_there_is_left_as_it_is(school: Any) -> None:
    """People add columns of their own to it; and nothing is kept by a command that cannot write."""
    done = school("ratio", "groups.csv", "--school", "alnside", "--keep", "--out", "groups.csv")
    assert (done.code, "was left as it is" in done.err) == (4, True)
    assert Path("groups.csv").read_text(encoding="utf-8") == TABLE
    assert "No group is kept yet" in school("ratio", "--school", "alnside").out


def test_a_name_that_looks_like_a_pupil_is_said(school: Any) -> None:
    """It is kept, since only a person knows, and said each time it is shown."""
    said = school("ratio", "--school", "alnside", "--keep", "--pupils", "3", "--name", "Priya (Y5)")
    assert (said.code, "Pupils are not named here" in said.err) == (0, True)
    assert "Pupils are not named here" in school("ratio", "--school", "alnside").err


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("", "Give a file of groups, one group with --pupils, or the --school"),
        ("groups.csv --pupils 4", "and not both"),
        ("groups.csv --rate 15", "--rate is of one group, which --pupils gives"),
        ("--school alnside --hours 3", "--hours is of one group"),
        ("--pupils 4 --rate=", "'' is no amount of money"),
        ("--school alnside --keep --budget=", "'' is no amount of money"),
        ("groups.csv --keep", "--keep needs a --school"),
        ("groups.csv --out x.csv", "--out needs a --school"),
        ("--pupils 4 --undo", "--undo needs a --school"),
        ("--pupils 4 --take-out Talk", "--take-out needs a --school"),
        ("--school alnside --keep", "There is nothing to keep"),
        ("--school alnside --keep --pupils 4", "Give it with --name"),
        ("--school alnside --undo --keep", "a command of its own"),
        ("--school alnside --undo --take-out Talk", "not both"),
        ("--school alnside --undo", "can be taken back"),
        ("--school alnside --take-out Talk", "Talk"),
        ("groups.csv --school alnside --out x.csv", "Add --keep"),
        ("--school alnside --out x.csv", "No group is kept yet"),
        ("--school nowhere", "nowhere"),
        ("missing.csv --school alnside --keep", "missing.csv"),
        ("groups.csv --school alnside --keep --weeks 60", "no number of weeks"),
    ],
)
def test_what_does_not_go_together_is_one_sentence(school: Any, words: str, says: str) -> None:
    """It says what is wrong; nothing is kept and nothing written."""
    done = school("ratio", *words.split())
    assert (done.code in {2, 3}, says in " ".join(done.err.split())) == (True, True), done.err
    assert "fault in the program" not in done.err
    assert not Path("x.csv").exists()
    assert "No group is kept yet" in school("ratio", "--school", "alnside").out
