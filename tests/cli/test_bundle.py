"""`inclusion bundle`: a review made into one file, and a colleague's file shown and opened."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

THERE = ("--workspace", "there")


@pytest.fixture
def handed(run: Any, review: str) -> str:
    """A file that was made to hand over, in the folder one is in."""
    assert run("bundle", "make", review).code == 0
    return f"{review}.inclusion"


def test_a_review_goes_to_another_machine_and_back(run: Any, review: str, handed: str) -> None:
    """Shown, opened, judged there, handed back and merged: both ends hold the same, and opening twice is once."""
    shown = run(*THERE, "bundle", "open", handed)
    assert (shown.code, "Nothing was changed. To do it, add --apply:" in shown.out) == (0, True)
    assert f"--workspace there bundle open {handed} --apply" in shown.err
    assert not Path("there").exists()
    opened = run(*THERE, "bundle", "open", handed, "--apply")
    assert opened.code == 0, opened.err
    assert "all of it has come: 4 judgements in 1 voice and 3 pieces of evidence." in opened.out
    assert run(*THERE, "judge", review, "U6", "leading", "--voice", "peer:bo").code == 0
    assert run(*THERE, "bundle", "make", review, "--out", "back.inclusion").code == 0
    for _ in range(2):
        assert run("bundle", "open", "back.inclusion", "--apply").code == 0
    here = run("review", "show", review, "--json").json["judgements"]
    there = run(*THERE, "review", "show", review, "--json").json["judgements"]
    assert here == there
    assert [one["voice"] for one in here].count("peer:bo") == 1
    assert run("doctor").code == 0


def test_a_conflict_is_told_and_ends_with_1(run: Any, review: str, handed: str) -> None:
    """Where both judged the same thing both answers are named, and ours stands until it is decided."""
    run(*THERE, "bundle", "open", handed, "--apply")
    run(*THERE, "judge", review, "U4", "leading")
    run("judge", review, "U4", "starting")
    run(*THERE, "bundle", "make", review, "--out", "back.inclusion")
    for words in ((), ("--apply",), ()):
        ran = run("bundle", "open", "back.inclusion", *words)
        assert ran.code == 1
        assert "U4 (self): here Starting, there Leading (by " in ran.out
    run("judge", review, "U4", "leading")
    assert run("bundle", "open", "back.inclusion").code == 0


def test_what_was_made_is_told(run: Any, review: str, tmp_path: Path) -> None:
    """How many attachments go along and how large they are is said, and that the file is not locked."""
    (tmp_path / "plan.txt").write_bytes(b"x" * 2_400)
    run("evidence", "add", review, "--kind", "document", "--attach", "plan.txt", "The plan.")
    ran = run("bundle", "make", review, "--out", "to bo.inclusion")
    size = (tmp_path / "to bo.inclusion").stat().st_size
    assert ran.out == f"Written: to bo.inclusion ({size / 1000:.0f} kB, 2 kB of it in 1 attachment)\n"
    assert "It is not locked: whoever has it can read it." in ran.err
    assert "At the other end: inclusion bundle open 'to bo.inclusion'" in ran.err
    json = run("bundle", "make", review, "--json").json
    assert (json["attachments"], json["attached_bytes"], json["gone"], json["left_out"]) == (1, 2_400, [], [])
    (attached,) = (tmp_path / "work").rglob("attachments/*")
    attached.unlink()
    (attached.parents[1] / "journal (conflicted copy).jsonl").write_bytes(b"")
    ran = run("bundle", "make", review)
    assert "Not in it, because it is not here any more: plan.txt" in ran.err
    assert "Left out, because this program does not know it: journal (conflicted copy).jsonl" in ran.err


def test_what_looks_like_a_pupil_stops_it(run: Any, review: str) -> None:
    """Nothing is written, each place is named, the code is 1; --anyway writes it and the history says so."""
    run("judge", review, "U1", "secure", "--because", "Priya (Y5) was calm.")
    ran = run("bundle", "make", review)
    assert (ran.code, ran.out) == (1, "")
    assert "Judged U1 secure (self), " in ran.err
    assert "a pupil's name or initials beside a year group" in ran.err
    assert f"inclusion blank {review} TEXT" in ran.err
    json = run("bundle", "make", review, "--json").json
    assert (json["written"], len(json["findings"]), json["changes"]) == (None, 1, [])
    assert not Path(f"{review}.inclusion").exists()
    assert run("bundle", "make", review, "--anyway").code == 0
    assert "handed the review on although something in it looks as if it named a pupil" in run("history", review).out


def test_a_crowd_of_findings_is_cut(run: Any, review: str) -> None:
    """Of many places twenty are told, and how many more there are."""
    for number in range(1, 24):
        run("evidence", "add", review, "--kind", "observation", f"Priya (Y5) was calm, {number}.")
    ran = run("bundle", "make", review)
    assert ran.err.count("beside a year group") == 20
    assert "And 3 more places; --json lists them all." in ran.err


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a list.csv", "URN,EstablishmentName\n999001,Alnside\n", "inclusion schools import 'a list.csv'"),
        ("f.toml", 'kind = "inclusion.framework"\n', "To use it, type: inclusion framework add f.toml"),
        ("audit.csv", "Question,Comments\nDo leaders ask?,Well\n", "inclusion framework import audit.csv"),
        ("letter.txt", "Dear colleague", "letter.txt: This is no review that was handed over"),
    ],
)  # fmt: skip
def test_another_file_is_told_with_its_command(run: Any, home: Path, name: str, data: str, says: str) -> None:
    """A file of another sort ends with 3 and says what it is and what to type; nothing is made."""
    Path(name).write_text(data, encoding="utf-8")
    for words in ((), ("--apply",)):
        ran = run("bundle", "open", name, *words)
        assert (ran.code, ran.out) == (3, "")
        assert says in ran.err
    assert not home.exists()


def test_a_damaged_file_ends_with_3(run: Any, handed: str) -> None:
    """A file that was cut short is refused with its sentence and changes nothing."""
    data = Path(handed).read_bytes()
    Path(handed).write_bytes(data[:-9])
    ran = run(*THERE, "bundle", "open", handed, "--apply")
    assert ran.code == 3
    assert ran.err.startswith(f"{handed}: It does not end as it should: it was cut short on its way")
    assert not Path("there").exists()


def test_no_text_of_a_stranger_moves_the_terminal(run: Any, review: str) -> None:
    """Titles, names and notes that would steer a terminal are shown and never obeyed, whoever wrote them."""
    evil = "\x1b]0;boo\x07\x1b[2J\u202e"
    run("judge", review, "U1", "secure", "--because", evil)
    new = ("review", "new", "--school", "999001", "--framework", "universal-targeted-specialist", "--id", "evil")
    run(*new, "--title", evil)
    for name in (review, "evil"):
        run("bundle", "make", name)
        for words in ((), ("--apply",)):
            ran = run(*THERE, "bundle", "open", f"{name}.inclusion", *words)
            assert ran.code == 0
            assert not set("\x1b\x07\u202e") & set(ran.out + ran.err)


def test_a_newcomer_is_told_of_it(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there are no screens, `inclusion` alone names it among the three ways to begin."""
    monkeypatch.setattr("inclusion_core.cli.screens.screens", lambda: None)
    assert "  inclusion bundle open FILE    open a file from a colleague\n" in run().out
