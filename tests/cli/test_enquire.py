"""`inclusion enquire`: suggestions are told with their grounds, and taken as drafts."""

from pathlib import Path
from typing import Any


def test_suggestions_are_told_with_their_grounds_and_one_is_taken(run: Any, review: str, home: Path) -> None:
    """A list with grounds; reading leaves no trace; a taken one is a draft with its grounds and comes no more."""
    before = {one: one.read_bytes() for one in home.rglob("*") if one.is_file()}
    told = run("enquire", "alnside")
    assert told.code == 0
    assert " 1  What would tell us more about 'Specialists advise before off-site places are sought'?  (S2)" in told.out
    assert "Because: Cannot tell, says the school." in told.out
    assert "In this order:" in told.err
    assert {one: one.read_bytes() for one in home.rglob("*") if one.is_file()} == before
    first, *rest = run("enquire", "alnside", "--json").json["suggestions"]
    taken = run("enquire", "alnside", "--take", "1")
    assert taken.code == 0
    assert "drafted, for S2: What would tell" in taken.out
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
    unknown = run("enquire", review, "--voice", "per:ak-7f3")
    assert (unknown.code, "is not a voice" in unknown.err) == (2, True)


def test_only_the_first_ten_are_shown_and_the_rest_counted(run: Any, review: str, home: Path) -> None:
    """Without --all the rest is left out, and said."""
    rows = "".join(f"self,{one},secure\n" for one in ("U1", "U2", "U3", "U6", "U7", "U8", "U9", "T2", "T3", "T4"))
    (home.parent / "many.csv").write_text(f"voice,indicator,level\n{rows}", encoding="utf-8")
    assert run("judge", review, "--from", "many.csv").code == 0
    found = run("enquire", review, "--json").json
    assert (len(found["suggestions"]), found["left_out"]) == (10, 3)
    assert "3 more left out" in run("enquire", review).err
    assert len(run("enquire", review, "--all", "--json").json["suggestions"]) == 13


def test_agreeing_says_who_and_when_and_how_many_a_visit_follows(run: Any, review: str) -> None:
    """Who agreed and when is kept with the line; none agreed and a fourth are said; a draft again is not agreed."""
    added = [run("enquiry", "add", review, f"How do {who} fare?", "--indicator", "U4") for who in ("A", "B", "C", "D")]
    ids = [one.out.split()[0] for one in added]
    assert "No line of enquiry is agreed yet" in run("enquiry", "list", review).err
    for one in ids[:3]:
        moved = run("enquiry", "move", review, one, "agreed", "--agreed-by", "the head")
        assert (moved.code, moved.err) == (0, "")
    fourth = run("enquiry", "move", review, ids[3], "agreed", "--json")
    assert "4 lines of enquiry are agreed and open." in fourth.err
    assert fourth.json["enquiry"]["agreed_by"] == ""
    first = next(one for one in run("enquiry", "list", review, "--json").json["enquiry"] if one["id"] == ids[0])
    assert (first["agreed_by"], first["agreed_at"][:2]) == ("the head", "20")
    assert "Agreed by the head on 20" in run("enquiry", "list", review).out
    again = run("enquiry", "move", review, ids[0], "agreed", "--json").json["enquiry"]
    assert again["agreed_at"] == first["agreed_at"]
    back = run("enquiry", "move", review, ids[0], "drafted", "--json").json["enquiry"]
    assert (back["agreed_by"], back["agreed_at"]) == ("", None)
    assert "agreed" in run("history", review).out
    refused = run("enquiry", "move", review, ids[0], "closed", "--agreed-by", "the head")
    assert (refused.code, "--agreed-by says who agreed a line" in refused.err) == (2, True)


def test_what_a_line_rests_on_is_listed_and_reported(run: Any, review: str) -> None:
    """Kinds, voices, contradictions and what to mind stand beside a line in the list, as JSON and in the report."""
    added = run("enquiry", "add", review, "Is help ready?", "--indicator", "T1", "--ground", "Two voices.")
    assert "Yes or no would answer this" in added.err
    assert "Open questions" not in run("report", review, "--format", "text").out
    line = added.out.split()[0]
    run("judge", review, "T1", "secure", "--voice", "peer:ak-7f3")
    for word in ("for", "against"):
        about = ("--kind", "staff-voice", "--indicator", "T1", "--tag", word, "--tag", "leader")
        assert run("evidence", "add", review, *about, "Said.").code == 0
    run("enquiry", "move", review, line, "finding written", "--finding", "In most rooms.")
    told = run("enquiry", "list", review).out
    assert "    Rests on: 2 pieces of evidence (Staff said). Heard: leaders.\n" in told
    assert "    Different ways: T1: Secure, says peer ak-7f3; Starting, says the school: 2 levels apart.\n" in told
    assert "    Mind: The finding rests on one kind of evidence: Staff said.\n" in told
    (one,) = run("enquiry", "list", review, "--json").json["enquiry"]
    assert one["triangulation"]["one_kind"] is True
    assert one["triangulation"]["heard"] == ["leaders"]
    assert one["triangulation"]["not_heard"] == ["pupils", "families", "staff"]
    report = " ".join(run("report", review, "--format", "text").out.split())
    for part in ("Is help ready?", "Two voices.", "In most rooms.", "1 marked", "one kind of evidence: Staff said."):
        assert part in report[report.index("Lines of enquiry") :]
