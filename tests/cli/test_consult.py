"""`framework consult merge`: what differs is shown and exits 1, a choice exits 0, another edition is one sentence."""

from __future__ import annotations

from pathlib import Path
from typing import Any

FRAMEWORK = "universal-targeted-specialist"


def test_what_differs_is_shown_until_somebody_chooses(run: Any) -> None:
    """Both sides are named, nothing of the answer changes before a choice, and another text is refused whole."""
    consult = ("framework", "consult")
    assert run("schools", "add", "Alnside", "--made-up").code == 0
    assert run(*consult, "new", "Autumn", "--framework", FRAMEWORK).code == 0
    assert run(*consult, "answer", "autumn", "U1", "agree", "--school", "alnside", "--on", "2026-11-24").code == 0
    assert run(*consult, "return", "autumn", "--school", "alnside", "--out", "a.toml").code == 0
    assert run(*consult, "return", "autumn", "--school", "alnside", "--out", "a.toml").code == 4
    cannot = ("U1", "cannot-yet", "--school", "alnside", "--cost", "Time", "--on", "2026-11-25")
    assert run(*consult, "answer", "autumn", *cannot).code == 0
    differs = run(*consult, "merge", "a.toml")
    assert (differs.code, differs.out) == (
        1,
        (
            "0 taken in, 0 here already, 1 difference.\nAlnside (made up), U1:\n"
            "    here: cannot-yet; Time (2026-11-25)\n    file: agree (2026-11-24)\n"
        ),
    )
    assert "1 cannot yet" in run(*consult, "tally", "autumn").out
    assert run(*consult, "merge", "a.toml", "--take", "file").code == 0
    assert "1 agree" in run(*consult, "tally", "autumn").out
    sent = Path("a.toml").read_text(encoding="utf-8")
    Path("b.toml").write_text(sent.replace(f"{FRAMEWORK}@2026.1", "north-east@2026.1"), encoding="utf-8")
    refused = run(*consult, "merge", "b.toml")
    assert (refused.code, refused.out, refused.err) == (
        2,
        "",
        (
            f"b.toml answers on north-east@2026.1, and 'autumn' asks about {FRAMEWORK}@2026.1: answers on another text "
            "cannot be counted here, and nothing was taken.\n"
        ),
    )


def test_a_pupil_in_what_a_school_wrote_holds_its_file_and_the_draft_back(run: Any) -> None:
    """Exit 1 and nothing written, until somebody says that no pupil is meant; whoever merges is told, too."""
    consult = ("framework", "consult")
    assert run("schools", "add", "Alnside", "--made-up").code == 0
    assert run(*consult, "new", "Autumn", "--framework", FRAMEWORK).code == 0
    wish = ("answer", "autumn", "U2", "agree-if-changed", "--school", "alnside", "--change", "A823432120001 said so")
    assert run(*consult, *wish).code == 0
    for what in (("return", "autumn", "--school", "alnside"), ("draft", "autumn")):
        held = run(*consult, *what, "--out", "out.toml")
        assert (held.code, held.out, "Nothing was written" in held.err) == (1, "", True)
        assert held.err.startswith("U2: This looks like a Unique Pupil Number")
        assert "history" not in held.err
        told = run(*consult, *what, "--out", "out.toml", "--json")
        assert (told.code, told.json["written"], told.json["findings"][0]["where"]) == (1, None, "U2")
        assert not Path("out.toml").exists()
        assert run(*consult, *what, "--out", f"{what[0]}.toml", "--anyway").code == 0
    assert "Pupils are not named here" in run("--workspace", "forum", *consult, "merge", "return.toml").err


def test_a_list_does_not_tell_what_the_tally_hides(run: Any) -> None:
    """Whose words are whose: in no answer about a whole consultation."""
    consult = ("framework", "consult")
    assert run("schools", "add", "Alnside", "--made-up").code == 0
    assert run(*consult, "new", "Autumn", "--framework", FRAMEWORK).code == 0
    for words in ("First words", "Second words"):
        run(*consult, "answer", "autumn", "U1", "agree-if-changed", "--school", "alnside", "--change", words)
    assert run(*consult, "list", "--json").json["consultations"][0]["answered"] == 1
    assert "words" not in run(*consult, "list", "--json").out
    assert "words" not in run(*consult, "undo", "autumn", "--json").out
    assert "First words" in run(*consult, "tally", "autumn").out


def test_whoever_takes_back_the_beginning_is_told_how_to_bring_it_back(run: Any) -> None:
    """Short names find a consultation only while it is there, so the whole one is said."""
    consult = ("framework", "consult")
    assert run(*consult, "new", "Autumn", "--framework", FRAMEWORK).code == 0
    gone = run(*consult, "undo", "aut")
    assert "autumn is not here now" in gone.err
    assert "undo autumn" in gone.err
    assert run(*consult, "list", "--json").json["consultations"] == []
    assert run(*consult, "undo", "autumn").err == ""
    assert len(run(*consult, "list", "--json").json["consultations"]) == 1
