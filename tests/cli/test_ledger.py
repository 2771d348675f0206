"""`inclusion ledger` and the trust's continuum and board: refusals in a sentence, JSON that hides, pages that print."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

import inclusion_core as ic
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
    north("ledger", "destinations", "add", "north", "bedeside", "--year", "11", "--ending", "2024",
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


EXCHANGE = ("ledger", "exchange", "add", "north", "--from", "alnside", "--to", "calfside", "--kind", "coaching")


@pytest.mark.parametrize(
    ("first", "again"),
    [
        ((*EXCHANGE, "--hours", "6", "--on", "2026-10-05", "--claim", "Calmer"),
         (*EXCHANGE, "--hours", "6.0", "--on", "2026-10-05", "--claim", "calmer ")),
        (("ledger", "outreach", "add", "north", *EXCHANGE[4:], "--hours", "6", "--before", "24", "--after", "9"),) * 2,
        (("ledger", "provision", "add", "north", "alnside", "The Hub", "--kind", "resourced-base", "--places", "12"),
         ("ledger", "provision", "add", "north", "alnside", "THE  hub", "--kind", "resourced-base")),
    ],
)  # fmt: skip
def test_what_is_written_down_already_does_not_count_twice(
    north: Any, first: tuple[str, ...], again: tuple[str, ...]
) -> None:
    """A key pressed twice doubles no hours and no places: the second is refused and names the first."""
    assert north(*first).code == 0
    refused = north(*again)
    assert refused.code == 2
    assert "-1 says the same already, and it would count twice." in refused.err
    (kept,) = next(
        one for name, one in north("ledger", first[1], "list", "north", "--json").json.items() if name != "schema"
    )
    assert kept["id"].endswith("-1")
    otherwise = {"Calmer": "Quieter", "The Hub": "The Den", "24": "23"}
    assert north(*(otherwise.get(word, word) for word in first)).code == 0


@pytest.mark.parametrize("day", ["2206-01-01", "0206-01-01"])
def test_a_day_of_another_century_is_refused(north: Any, day: str) -> None:
    """A slip of the hand in a year would stand first, or last, of all exchanges for good."""
    refused = north(*EXCHANGE, "--hours", "6", "--on", day)
    assert (refused.code, "a year that cannot be meant" in refused.err) == (2, True)


def test_nothing_changes_as_was_claimed_where_nothing_was(north: Any) -> None:
    """The answer that repeats a claim needs one; the others do not."""
    assert north(*EXCHANGE, "--hours", "6").code == 0
    refused = north("ledger", "exchange", "view", "north", "x-1", "as-claimed")
    assert (refused.code, "x-1 claims no change" in refused.err) == (2, True)
    assert north("ledger", "exchange", "view", "north", "x-1", "no-change").code == 0


def test_a_place_is_not_held_for_six_months_before_they_are_over(north: Any, home: Any) -> None:
    """Who leaves in a summer is counted as held from January on; a year that is to come is refused whatever the day."""
    leavers = ("ledger", "destinations", "add", "north", "bedeside", "--year", "11", "--leavers", "97")
    refused = north(*leavers, "--ending", "2099", "--held", "80")
    assert (refused.code, "before January 2100" in refused.err) == (2, True)
    assert north(*leavers, "--ending", "2099", "--planned", "80").code == 0
    with open_desk(home) as desk:
        counts: dict[str, Any] = {"year": 11, "ending": 2026, "leavers": 97, "held": 80}
        with pytest.raises(ic.NotAllowed, match="January 2027"):
            ic.ledgers.add_destination(desk, "north", "bedeside", **counts, day=dt.date(2026, 12, 31))
        assert ic.ledgers.add_destination(desk, "north", "bedeside", **counts, day=dt.date(2027, 1, 1)).held == 80


def test_a_school_that_left_the_trust_is_outside_it_by_name(north: Any) -> None:
    """What it counted stays, under 'outside the trust'; a school is taken out by its URN or its name, too."""
    north("ledger", "destinations", "add", "north", "bedeside", "--year", "11", "--ending", "2024", "--leavers", "97")
    assert "There is no school in north 'Harbour'" in north("trust", "remove", "north", "Harbour").err
    assert north("trust", "remove", "north", "BEDESIDE").code == 0
    told = north("ledger", "destinations", "show", "north").out
    assert "Year 11, outside the trust, leavers of 2024 (n 1)\n" in told
    assert "  Bedeside (made up)  97 " in told


@pytest.mark.parametrize("page", ["continuum", "board", "rollup"])
def test_what_is_not_here_is_said_and_makes_no_page(north: Any, page: str) -> None:
    """A framework spelt otherwise and a voice that is none are refused, as if a review had been released."""
    refused = north("trust", page, "north", "--framework", "univercal-targeted-specialist")
    assert (refused.code, "Did you mean" in refused.err) == (2, True)
    refused = north("trust", page, "north", "--voice", "nonsense")
    assert (refused.code, "not 'nonsense'" in refused.err) == (2, True)


def test_a_page_of_made_up_and_real_schools_says_that_some_are(north: Any) -> None:
    """No real school is called made up; the board, the continuum and --json say so."""
    assert "These schools are made up" in north("trust", "board", "north").out
    north("schools", "add", "Eglingside", "--kind", "mainstream", "--phase", "secondary")
    north("trust", "add", "north", "eglingside")
    assert "Some of these schools are made up" in north("trust", "board", "north").out
    assert "No school, pupil" not in north("trust", "board", "north").out
    assert north("trust", "continuum", "north").out.startswith("North (some schools made up): ")
    board = north("trust", "board", "north", "--json").json["board"]
    assert (board["made_up"], board["mixed"]) == (True, True)


def test_the_boards_hours_add_up_and_its_json_holds_what_it_shows(north: Any) -> None:
    """Hours within a kind of setting are said beside those between kinds; places say where some are not known."""
    assert north(*EXCHANGE, "--hours", "6").code == 0
    north("ledger", "exchange", "add", "north", "--from", "alnside", "--to", "bedeside", "--kind", "coaching",
          "--hours", "2")  # fmt: skip
    for title, places in (("Hub", ("--places", "12")), ("Den", ())):
        north("ledger", "provision", "add", "north", "alnside", title, "--kind", "resourced-base", *places)
    for ending in ("2023", "2024"):
        north("ledger", "destinations", "add", "north", "bedeside", "--year", "11", "--ending", ending,
              "--leavers", "97")  # fmt: skip
    page = north("trust", "board", "north").out
    assert "8 hours in 2 exchanges." in page
    assert "6 h (n 1)" in page
    assert "Within mainstream 2 h (n 1)." in page
    assert "1, 12+ places" in page
    assert "12+ places: at least so many" in page
    assert "Who left in earlier years: inclusion ledger destinations show" in page
    board = north("trust", "board", "north", "--json").json["board"]
    assert board["exchanges"] == north("ledger", "exchange", "balance", "north", "--json").json["balance"]
    assert board["destinations"] == north("ledger", "destinations", "show", "north", "--json").json["destinations"]
    offered = {(one["kind"], one["where"]): one["places"] for one in board["continuum"]["stages"]}
    assert offered["resourced-base", "secondary"] == 12
    assert offered["special-school", "secondary"] is None
    assert offered["hospital", "secondary"] == 0


def test_of_one_day_the_last_that_was_written_down_is_the_latest(north: Any) -> None:
    """The tenth outreach of a day comes after the ninth: in lists, and where a school's latest counts are shown."""
    outreach = ("ledger", "outreach", "add", "north", "--from", "calfside", "--to", "bedeside", "--kind", "coaching",
                "--on", "2026-09-14", "--hours", "1")  # fmt: skip
    for number in range(1, 11):
        assert north(*outreach, "--before", "40", "--after", str(20 + number)).code == 0
    listed = north("ledger", "outreach", "list", "north", "--json").json["outreach"]
    assert [one["id"] for one in listed] == [f"o-{number}" for number in range(10, 0, -1)]
    (counts,) = north("ledger", "outreach", "counts", "north", "--json").json["counts"]
    assert counts["after"]["total"] == 30


def test_undo_says_what_it_took_back(north: Any) -> None:
    """The last change may be somebody else's: what is out again, back or as before is named."""
    as_it_was = "north is as it was before the last change."
    north(*EXCHANGE, "--hours", "6")
    assert north("trust", "undo", "north").out == f"{as_it_was} x-1 is out again.\n"
    assert north("trust", "undo", "north").out == f"{as_it_was} x-1 is back.\n"
    north("ledger", "exchange", "view", "north", "x-1", "in-part")
    assert north("trust", "undo", "north").out == f"{as_it_was} x-1 is as before.\n"
    north("trust", "remove", "north", "bedeside")
    assert north("trust", "undo", "north").out == f"{as_it_was} bedeside is back.\n"


def test_a_pupils_number_in_a_trusts_title_goes_into_no_file(north: Any, home: Any) -> None:
    """It is said when the trust is made, and neither the board's page nor the roll-up's picture is written."""
    made = north("trust", "new", "Trust of A123456789012", "--school", "harbour", "--id", "upn")
    assert "Unique Pupil Number" in made.err
    refused = north("trust", "board", "upn", "--format", "html", "--out", "board.html")
    assert (refused.code, "It stands in the page's title." in refused.err) == (2, True)
    assert "A123456789012" not in refused.err
    north("schools", "add", "Inglingside", "--made-up")
    north("trust", "add", "upn", "inglingside")
    for school in ("harbour", "inglingside"):
        north("review", "new", "--school", school, "--framework", FRAMEWORK, "--id", f"{school}-1")
        north("judge", f"{school}-1", "U1", "secure")
        with open_desk(home) as desk, desk.session(f"{school}-1") as session:
            session.change_review(released=released_with(session.review, ["judgements"], "partnership"))
    refused = north("trust", "rollup", "upn", "--svg", "spread.svg")
    assert (refused.code, "It stands in the page's title." in refused.err) == (2, True)
    assert not {one.name for one in Path().iterdir()} & {"board.html", "spread.svg"}
