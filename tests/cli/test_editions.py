"""Editions from the command line: what changed between two, and a review moved from one to the other."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

OLD, NEW = "north-east@2026.1", "north-east@2026.2"


@pytest.fixture
def review(run: Any) -> str:
    """A review by the North East's 2026.1 with judgements and evidence on both sides of what 2026.2 changes."""
    assert run("schools", "add", "Alnside First School", "--made-up").code == 0
    assert run("review", "new", "--school", "alnside-first-school", "--framework", "north-east", "--id", "al").code == 0
    for indicator, level in (
        ("U4", "secure"),
        ("T4", "developing"),
        ("S2", "secure"),
        ("S4", "leading"),
        ("U10", "starting"),
    ):
        assert run("judge", "al", indicator, level, "--because", f"Seen for {indicator}.").code == 0
    assert run("judge", "al", "T4", "secure", "--voice", "peer:ak-7f3").code == 0
    assert (
        run("evidence", "add", "al", "--kind", "observation", "--indicator", "T4", "--indicator", "S2", "Seen.").code
        == 0
    )
    assert run("evidence", "add", "al", "--kind", "document", "--indicator", "S4", "Minutes.").code == 0
    return "al"


def sorts(changes: list[dict[str, Any]]) -> dict[str, str]:
    """Return the sort of each change but the unchanged, by its ids."""
    return {
        " ".join(one["old"]) + ">" + " ".join(one["new"]): one["sort"] for one in changes if one["sort"] != "unchanged"
    }


def test_the_region_gets_its_adopted_edition_and_sees_both(run: Any) -> None:
    """The one for consultation is listed and shown by its full name, and is nobody's default."""
    assert run("framework", "show", "north-east", "--json").json["edition"] == "2026.1"
    assert run("framework", "show", NEW, "--json").json["edition"] == "2026.2"
    listed = {
        (one["edition"], one["status"]) for one in run("framework", "list", "--json").json["frameworks"]
        if one["id"] == "north-east"
    }  # fmt: skip
    assert listed == {("2026.1", "adopted"), ("2026.2", "consultation")}
    strands = [one["id"] for one in run("framework", "show", NEW, "--json").json["strands"]]
    assert strands == ["U", "T", "P", "S"]


def test_the_real_case_is_told_as_it_is(run: Any) -> None:
    """A split, a move, an adoption, a retirement, a new one; all else word for word; each line fits 80 columns."""
    found = run("framework", "diff", OLD, NEW, "--json").json["changes"]
    assert sorts(found) == {"T4>T9 P2": "split", "S2>P1": "moved", "S4>": "dropped", ">P3": "new"}
    (adopted,) = [one for one in found if one["old"] == ["U10"]]
    assert adopted["also"] == ["Adopted from the proposed: it scores now."]
    (split,) = [one for one in found if one["sort"] == "split"]
    assert split["asks"][0]["options"] == ["T9", "P2", "archive"]
    for show in ((), ("--show", "words"), ("--show", "texts")):
        ran = run("framework", "diff", OLD, "2026.2", *show)
        assert ran.code == 0
        assert max(map(len, ran.out.splitlines())) <= 80
        assert "Strand P is new" in ran.out
        assert "22 unchanged, 1 moved, 1 split, 1 dropped and 1 new." in ran.out


def test_words_are_marked_and_texts_shown_where_they_are_asked_for(run: Any) -> None:
    """`--show words` marks what is gone and what is new; `--show texts` gives both."""
    for number in (1, 2):
        assert run("framework", "new", "ours", "--out", f"ours-{number}.toml").code == 0
    text = Path("ours-2.toml").read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if line.startswith("secure = "))
    changed = line[:-1] + ' On Fridays too."'
    Path("ours-2.toml").write_text(text.replace(line, changed).replace('edition = "', 'edition = "9'), encoding="utf-8")
    ran = run("framework", "diff", "ours-1.toml", "ours-2.toml", "--show", "words")
    assert "{+On Fridays too.+}" in " ".join(ran.out.split()), ran
    assert "On Fridays too." in run("framework", "diff", "ours-1.toml", "ours-2.toml", "--show", "texts").out
    (one,) = [
        one
        for one in run("framework", "diff", "ours-1.toml", "ours-2.toml", "--json").json["changes"]
        if one["differs"]
    ]
    assert one["texts"]["levels.secure"]["after"].endswith("On Fridays too.")


def test_a_name_that_nobody_knows_is_answered_with_the_nearest(run: Any) -> None:
    """Names and editions are looked up as everywhere."""
    ran = run("framework", "diff", OLD, "2026.3")
    assert ran.code == 2
    assert "Did you mean 'north-east@2026.2'" in ran.err


def test_a_preview_writes_nothing_and_asks(run: Any, review: str, home: Path) -> None:
    """Not a byte changes; what is asked stands with every answer there is."""
    before = {path: path.read_bytes() for path in home.rglob("*") if path.is_file()}
    ran = run("review", "migrate", review, "--to", "2026.2")
    assert ran.code == 0
    assert "--answer T4=T9, --answer T4=P2, --answer T4=archive" in ran.out
    assert "Nothing was changed." in ran.out
    assert max(map(len, ran.out.splitlines())) <= 80
    told = run("review", "migrate", review, "--to", "2026.2", "--json").json
    assert (told["applied"], told["carried"], [one["about"] for one in told["open"]]) == (False, 3, ["T4"])
    assert {path: path.read_bytes() for path in home.rglob("*") if path.is_file()} == before


def test_a_move_is_applied_shown_scored_honestly_and_taken_back(run: Any, review: str) -> None:
    """Preview, apply, look again, undo: what is set aside scores nothing, and is there until it was judged anew."""
    assert run("review", "migrate", review, "--to", "2026.2", "--apply").code == 2
    score = run("score", review, "--json").json
    told = run("review", "migrate", review, "--to", "2026.2", "--answer", "T4=T9", "--apply", "--json").json
    assert told["applied"]
    assert {(one["voice"], one["cell"], tuple(one["to"])) for one in told["set_aside"]} == {
        ("self", "T4", ("T9",)), ("peer:ak-7f3", "T4", ("T9",)), ("self", "S4", ()),
    }  # fmt: skip
    shown = run("review", "show", review, "--json").json
    assert shown["review"]["framework"] == NEW
    assert shown["to_confirm"] == 2
    assert {one["indicator"] for one in shown["judgements"]} == {"U4", "U10", "P1"}
    after = run("score", review, "--json").json
    assert after["to_confirm"] == ["T4"]
    strands = {one["id"]: one["judged"] for one in after["strands"]}
    assert strands == {"U": 2, "T": 0, "P": 1, "S": 0}
    assert "Not counted, since the text is another now: T4." in run("score", review).out
    archive = run("review", "archive", review, "--json").json
    assert (len(archive["archive"]), len(archive["to_confirm"])) == (3, 2)
    assert "Seen for S4." in run("review", "archive", review).out
    assert run("judge", review, "T9", "secure").code == 0
    assert [one["voice"] for one in run("review", "archive", review, "--json").json["to_confirm"]] == ["peer:ak-7f3"]
    assert run("doctor").code == 0
    assert "moved the review to north-east@2026.2" in run("history", review).out
    assert run("undo", review).code == run("undo", review).code == 0
    assert run("score", review, "--json").json == score
    assert run("review", "archive", review, "--json").json["archive"] == []
    assert run("doctor").code == 0


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--to", "2026.2", "--answer", "T4"), "'T4' is no answer."),
        (("--to", "2026.2", "--answer", "T4=T9", "--answer", "T4=P2"), "answered twice"),
        (("--to", "2026.2", "--answer", "T4=T99"), "Did you mean 'T9'"),
        (("--to", "2026.2", "--answer", "U4=U5"), "Nothing is asked about U4"),
        (("--to", "2026.1"), "rests on north-east@2026.1 already"),
        (("--to", "universal-targeted-specialist@2026.1"), "Marks never travel"),
        (("--to", "2027.1"), "There is no framework 'north-east@2027.1'"),
    ],
)
def test_what_does_not_fit_is_refused_with_what_to_do(run: Any, review: str, words: tuple[str, ...], says: str) -> None:
    """Usage mistakes are sentences, exit 2, and change nothing."""
    ran = run("review", "migrate", review, *words, "--apply")
    assert (ran.code, says in ran.err) == (2, True), ran.err


def test_a_peer_who_judged_since_keeps_the_move_from_being_taken_back(run: Any, review: str, home: Path) -> None:
    """Somebody else's work is never taken along by an undo: exit 4, and a sentence."""
    assert run("review", "migrate", review, "--to", "2026.2", "--answer", "T4=archive", "--apply").code == 0
    me = home / "inclusion.toml"
    mine = me.read_text(encoding="utf-8")
    person = run("history", review, "--json").json["history"][0]["person"]
    me.write_text(mine.replace(person, "bo-1aa"), encoding="utf-8")
    assert run("judge", review, "P3", "secure", "--voice", "peer:bo-1aa").code == 0
    me.write_text(mine, encoding="utf-8")
    ran = run("undo", review)
    assert ran.code == 4
    assert "the move to another edition" in ran.err
