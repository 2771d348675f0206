"""`inclusion ledger` and the trust's continuum and board: refusals in a sentence, JSON that hides, pages that print."""

from __future__ import annotations

import json
from typing import Any

import pytest

from inclusion_core.desk import open_desk
from inclusion_core.desk.releasing import released_with

FRAMEWORK = "universal-targeted-specialist"


@pytest.fixture
def north(run: Any) -> Any:
    """A trust of four made-up schools, and one school next to it."""
    for name, kind in (("Alnside", "mainstream"), ("Bedeside", "mainstream"), ("Calfside", "special"),
                       ("Deerside", "alternative"), ("Harbour", "mainstream")):  # fmt: skip
        run("schools", "add", name, "--kind", kind, "--phase", "secondary", "--made-up")
    members = [word for one in ("alnside", "bedeside", "calfside", "deerside") for word in ("--school", one)]
    assert run("trust", "new", "North", *members).code == 0
    return run


def test_nothing_small_comes_out_in_json(north: Any) -> None:
    """Counts that were typed come back hidden where they are small, and nowhere else, whatever is asked."""
    outreach = ("--from", "calfside", "--kind", "coaching", "--hours", "3")
    for school, before, after in (("alnside", "13", "4"), ("bedeside", "17", "12"), ("harbour", "31", "29")):
        words = ("--to", school, *outreach, "--before", before, "--after", after)
        assert north("ledger", "outreach", "add", "north", *words, "--json").json["outreach"]["minutes"] == 180
    north("ledger", "destinations", "add", "north", "bedeside", "--year", "11", "--ending", "2026",
          "--leavers", "97", "--planned", "91", "--held", "54", "--json")  # fmt: skip
    (counts,) = north("ledger", "outreach", "counts", "north", "--json").json["counts"]
    after = counts["after"]["groups"]["mainstream"]
    assert after == {"n": 2, "total": 16, "schools": {"alnside": None, "bedeside": None}}
    assert "cannot be concluded" in counts["not_concluded"]
    listed = north("ledger", "outreach", "list", "north", "--json").out
    assert not {'"before"', '"after"'} & set(listed.split())
    planned, held = north("ledger", "destinations", "show", "north", "--json").json["destinations"]
    assert planned["together"] == {"count": None, "leavers": 97, "counted": True}
    assert held["together"] == {"count": 54, "leavers": 97, "counted": True}
    board = north("trust", "board", "north", "--json").json["board"]
    assert (board["outreach"]["schools"], board["outreach"]["outside"]) == (3, 1)
    assert "91" not in json.dumps(board)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("exchange", "add", "north", "--from", "harbour", "--to", "harbour", "--kind", "coaching", "--hours", "1"),
         "harbour"),
        (("exchange", "add", "north", "--from", "alnside", "--to", "calfside", "--kind", "coach", "--hours", "1"),
         "coaching"),
        (("exchange", "add", "north", "--from", "alnside", "--to", "calfside", "--kind", "coaching", "--hours", "-2"),
         "number of hours"),
        (("outreach", "add", "north", "--from", "alnside", "--to", "harbour", "--kind", "coaching", "--hours", "1",
          "--before", "7"), "both counts"),
        (("exchange", "view", "north", "x-4", "in-part"), "x-4"),
        (("provision", "add", "north", "alnside", " ", "--kind", "in-class"), "what it is called"),
        (("destinations", "add", "north", "alnside", "--year", "12", "--ending", "2026", "--leavers", "9"), "11, 13"),
        (("destinations", "add", "north", "alnside", "--year", "11", "--ending", "26", "--leavers", "9"), "no year"),
        (("destinations", "add", "north", "harbour", "--year", "11", "--ending", "2026", "--leavers", "9"), "harbour"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_in_a_sentence(north: Any, words: tuple[str, ...], says: str) -> None:
    """A mistake is told with what to do, exit code 2, and nothing is written."""
    refused = north("ledger", *words)
    assert refused.code == 2
    assert says in refused.err
    assert "fault" not in refused.err
    assert north("ledger", "provision", "list", "north").out == ""


def test_kinds_of_setting_are_judged_side_by_side_only_where_released(north: Any, home: Any) -> None:
    """Special schools too; what is not released is in no figure, and neither is who may not be named."""
    for school in ("alnside", "bedeside", "calfside", "deerside"):
        north("review", "new", "--school", school, "--framework", FRAMEWORK, "--id", f"{school}-1")
        north("judge", f"{school}-1", "U1", "leading" if school == "calfside" else "secure")
    assert north("trust", "continuum", "north", "--json").json["judged"] is None
    with open_desk(home) as desk:
        for school in ("alnside", "bedeside", "calfside"):
            with desk.session(f"{school}-1") as session:
                sections = ["judgements"] if school == "calfside" else ["judgements", "name"]
                session.change_review(released=released_with(session.review, sections, "partnership"))
    judged = north("trust", "continuum", "north", "--json").json["judged"]
    assert (judged["n"], [one["compared"] for one in judged["kinds"]]) == (3, [0, 2, 1])
    first = judged["indicators"][0]
    assert (first["id"], first["shared"]) == ("U1", True)
    assert first["kinds"]["mainstream"]["counts"] == [0, 0, 2, 0]
    assert first["kinds"]["special"] == {"n": None, "counts": None, "median": [], "suppressed": True}
    assert first["kinds"]["all"]["counts"] == [0, 0, 2, 0]
    told = north("trust", "continuum", "north").out
    assert "Alternative provision: none of 1 has released a review." in told
    with open_desk(home) as desk, desk.session("calfside-1") as session:
        session.change_review(released=released_with(session.review, ["name"], "partnership"))
    told = north("trust", "board", "north", "--format", "markdown", "--out", "-").out
    assert "Leading (n 1)" in told


def test_a_page_for_the_board_is_one_sheet_and_asks_nothing_of_the_net(north: Any, home: Any) -> None:
    """The web page is set for one sheet of A4, says that the schools are made up, and names the file."""
    done = north("trust", "board", "north", "--format", "html", "--out", "page.html", "--json")
    assert done.json["written"] == "page.html"
    page = (home.parent / "page.html").read_text(encoding="utf-8")
    for part in ('class="made-up one-page"', "@page{margin:11mm", "North: one continuum", "These schools are made up"):
        assert part in page
    assert "http" not in page.replace("http-equiv", "").replace("http://www.w3.org/2000/svg", "")


def test_a_name_in_a_claim_is_warned_of_and_erased_for_good(north: Any, home: Any) -> None:
    """What looks like a pupil is said at once; blanking takes it out of the trust's file and its journal."""
    add = ("ledger", "exchange", "add", "north", "--from", "calfside", "--to", "alnside", "--kind", "coaching")
    warned = north(*add, "--hours", "1", "--claim", "Jo Smith (Y5) settles now")
    assert "Pupils are not named here" in warned.err
    north("review", "new", "--school", "alnside", "--framework", FRAMEWORK, "--id", "alnside-1")
    assert north("blank", "alnside-1", "Jo Smith").code == 0
    assert north("ledger", "exchange", "list", "north", "--json").json["exchanges"][0]["claim"] != ""
    assert not [path for path in home.rglob("*") if path.is_file() and b"Jo Smith" in path.read_bytes()]
