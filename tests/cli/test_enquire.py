"""`inclusion enquire`: suggestions are told with their grounds, and taken as drafts."""

from pathlib import Path
from typing import Any


def test_suggestions_are_told_with_their_grounds_and_one_is_taken(run: Any, review: str, home: Path) -> None:
    """A list with grounds; reading leaves no trace; a taken one is a draft with its grounds and comes no more."""
    before = {one: one.read_bytes() for one in home.rglob("*") if one.is_file()}
    told = run("enquire", "alnside")
    assert told.code == 0
    assert (
        " 1  What would help us understand more about 'Specialists advise before off-site places are sought'?  (S2)"
        in told.out
    )
    assert "Because: Cannot tell, says the school." in told.out
    assert "In this order:" in told.err
    assert {one: one.read_bytes() for one in home.rglob("*") if one.is_file()} == before
    first, *rest = run("enquire", "alnside", "--json").json["suggestions"]
    taken = run("enquire", "alnside", "--take", "1")
    assert taken.code == 0
    assert "drafted, for S2: What would help" in taken.out
    (line,) = run("enquiry", "list", "alnside", "--json").json["enquiry"]
    assert (line["question"], line["grounds"], line["stage"]) == (first["question"], first["grounds"], "drafted")
    again = run("enquire", "alnside", "--json").json
    assert [one["indicators"] for one in again["suggestions"]] == [one["indicators"] for one in rest]
    assert again["followed"] == 1
    assert "1 not suggested again" in run("enquire", "alnside").err
    assert run("undo", review).code == 0
    assert run("enquire", "alnside", "--json").json["followed"] == 0


def test_a_number_that_is_not_there_is_refused(run: Any, review: str) -> None:
    """The refusal says how many there are, and nothing is written down."""
    refused = run("enquire", review, "--take", "99")
    assert refused.code == 2
    assert "There are 3 suggestions, so there is no number 99." in refused.err
    assert run("enquiry", "list", review, "--json").json["enquiry"] == []


def test_a_reviewer_is_suggested_nothing_from_what_is_hidden(run: Any, review: str) -> None:
    """With the self-review hidden a peer sees no grounds of it; another peer's are hidden while the review is blind."""
    for who, level in (("ak-7f3", "starting"), ("bo-2kd", "leading")):
        assert run("judge", review, "U4", level, "--voice", f"peer:{who}").code == 0
    whole = run("enquire", review, "--all", "--json").json["suggestions"]
    assert any("3 levels apart" in ground for one in whole for ground in one["grounds"])
    assert run("review", "blind", review, "on").code == 0
    assert run("review", "self-review", review, "hidden").code == 0
    peer = run("enquire", review, "--all", "--json", "--voice", "peer:ak-7f3").json["suggestions"]
    assert {ground for one in peer for ground in one["grounds"]} == set()
    assert run("enquire", review, "--all", "--json").json["suggestions"] == whole


def test_only_the_first_ten_are_shown_and_the_rest_counted(run: Any, review: str, home: Path) -> None:
    """Without --all the rest is left out, and said."""
    rows = "".join(f"self,{one},secure\n" for one in ("U1", "U2", "U3", "U6", "U7", "U8", "U9", "T2", "T3", "T4"))
    (home.parent / "many.csv").write_text(f"voice,indicator,level\n{rows}", encoding="utf-8")
    assert run("judge", review, "--from", "many.csv").code == 0
    found = run("enquire", review, "--json").json
    assert (len(found["suggestions"]), found["left_out"]) == (10, 3)
    assert "3 more left out" in run("enquire", review).err
    assert len(run("enquire", review, "--all", "--json").json["suggestions"]) == 13
