"""The day of a visit on the command line: proposed, checked, shown with what is on now and what comes next."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from inclusion_core.desk import open_desk

if TYPE_CHECKING:
    from pathlib import Path

DAY = ("--day", "2199-06-11")
TEAM = ("--team", "ak-7f3", "--team", "bo-1aa", "--team", "cy-2bb", "--team", "di-3cc")
CARD = ("--lead", "Deputy head", "--reach", "Extension 12", "--arrangements", "Two adults in sight; any may decline.")


def test_a_day_is_proposed_checked_and_shown(run: Any, review: str, tmp_path: Path) -> None:
    """From the safeguarding card to the page on the wall; a clash is found, and one undo takes the whole day back."""
    build = ("timetable", "build", review, *DAY, "--from", "9:00", "--to", "15:30", *TEAM)
    refused = run(*build)
    assert refused.code == 2
    assert "no day begins without one" in refused.err
    assert f"review safeguarding {review} --lead" in refused.err
    run("review", "safeguarding", review, "--lead", "Deputy head")
    assert "arrangements for talking with pupils are not written down" in run(*build).err
    assert "ak-7f3" not in run("review", "show", review).out  # a day that cannot be adds nobody
    run("review", "safeguarding", review, *CARD)
    line = run("enquiry", "add", review, "Who eats alone?", "--indicator", "U4").out.split()[0]
    run("enquiry", "move", review, line, "agreed")

    preview = run(*build[:-8], "--preview")
    assert "Nothing was kept" in preview.err
    assert run("timetable", "list", review).err == "0 slots.\n"
    built = run(*build)
    assert built.code == 0, built.err
    assert built.out.splitlines()[1] == "09:15 to 10:00: Leaders first: how they see inclusion here (everybody)."
    assert "wrong" not in built.out.casefold()
    again = run(*build)
    assert (again.code, "--replace" in again.err) == (2, True)
    assert len(run(*build, "--replace", "--json").json["timetable"]) == len(built.out.splitlines())

    checked = run("timetable", "check", review)
    assert (checked.code, checked.out) == (0, "")
    run("timetable", "add", review, *DAY, "--from", "10:10", "--to", "10:20", "--person", "ak-7f3", "Hall")
    clash = run("timetable", "check", review)
    assert clash.code == 1
    assert "Wrong: ak-7f3 is in two places: 'Learning walk through lessons' at 10:00 and 'Hall' at 10:10." in clash.out

    shown = run("timetable", "show", review, "--at", "10:40").out
    assert "Now: 10:35 to 10:50: The team at break" in shown
    assert shown.count("Next: 10:50 to 11:25") == 2  # two teams side by side
    assert "tell Deputy head (Extension 12)" in shown
    mine = run("timetable", "show", review, "--at", "10:40", "--person", "ak-7f3", "--json").json
    assert [one["sort"] for one in mine["now"]] == ["catch-up"]
    assert len(mine["next"]) == 1
    page = tmp_path / "day.html"
    assert run("timetable", "show", review, "--format", "html", "--out", str(page)).code == 0
    assert "Who eats alone?" in page.read_text(encoding="utf-8")
    assert "| When |" in run("timetable", "show", review, "--format", "markdown", "--out", "-").out

    run("undo", review)
    run("undo", review)
    assert run("timetable", "check", review).code == 0
    assert [one for one in run("history", review).out.splitlines() if "at once" in one]


def test_evidence_takes_its_place_and_kind_from_the_slot_that_is_on(run: Any, review: str, home: Path) -> None:
    """What is written down during a slot is of its kind and its place; what somebody says themselves counts first."""
    lost = run("evidence", "add", review, "They choose where to sit.")
    assert (lost.code, "--kind" in lost.err) == (2, True)
    now = dt.datetime.now(dt.UTC)
    with open_desk(home) as desk, desk.session(review) as session:
        hour = dt.timedelta(hours=1)
        session.add_slot(now - hour, now + hour, "Year 5 group", place="Library", kinds=("pupil-voice",))
    made = run("evidence", "add", review, "They choose where to sit.")
    assert "Taken from the slot that is on: Year 5 group, Library." in made.err
    own = ("--kind", "observation", "--place", "Corridor", "Coats have names.")
    assert run("evidence", "add", review, *own).err == ""
    kept = run("evidence", "list", review, "--json").json["evidence"][-2:]
    assert [(one["kind"], one["place"]) for one in kept] == [("pupil-voice", "Library"), ("observation", "Corridor")]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("build", "{}", *DAY, "--from", "15:00", "--to", "9:00"), "ends (09:00) before it begins (15:00)"),
        (("build", "{}", "--day", "2001-01-01", "--from", "9:00", "--to", "15:00"), "before the review began"),
        (("build", "{}", *DAY, "--from", "9:00", "--to", "10:00"), "too short"),
        (("build", "{}", *DAY, "--from", "9:00", "--to", "15:00", "--teams", "9"), "9 teams want 9 people"),
        (("add", "{}", *DAY, "--from", "9:30", "--to", "9:00", "Walk"), "A slot ends after it starts"),
        (("add", "{}", *DAY, "--from", "9:00", "--to", "9:30", "--sort", "pupil", "Year 7"), "Did you mean 'pupils'"),
        (("show", "{}", "--person", "nobody"), "nobody"),
        (("show", "{}", "--at", "noonish"), "is not a time"),
    ],
)
def test_what_cannot_be_is_refused_with_what_to_do(run: Any, review: str, words: tuple[str, ...], says: str) -> None:
    """A day backwards, before the review, too short; a slot backwards; a sort or a person nobody knows."""
    run("review", "safeguarding", review, *CARD)
    ran = run("timetable", *(one.format(review) for one in words))
    assert (ran.code, ran.out) == (2, "")
    assert says in ran.err


def test_a_page_that_names_a_pupil_does_not_leave(run: Any, review: str) -> None:
    """The timetable is printed for others to read, so privacy comes before it as before every report."""
    run("timetable", "add", review, *DAY, "--from", "9:00", "--to", "9:30", "Jo Bloggs in Year 4")
    ran = run("timetable", "show", review)
    assert (ran.code, ran.out) == (1, "")
    assert "Nothing was written" in ran.err
    assert "Jo Bloggs" in run("timetable", "show", review, "--anyway").out
    assert "made a report although" in run("history", review).out


def test_the_feedback_of_the_day_is_quoted_and_names_nobody(run: Any, review: str) -> None:
    """Each part is there, the words are counted, and a name of a pupil holds it back."""
    run("judge", review, "U1", "leading", "--voice", "peer:ak-7f3", "--because", "Every tour tells the same story.")
    line = run("enquiry", "add", review, "Who eats alone?").out.split()[0]
    run("enquiry", "move", review, line, "finding-written", "--finding", "Those who join late.")
    told = run("feedback", review)
    assert told.code == 0
    assert "What went well" in told.out
    assert "Every tour tells the same story." in told.out
    assert "Who eats alone?: Those who join late." in " ".join(told.out.split())
    assert "Whose judgements: one reviewer" in told.out
    assert "ak-7f3" not in told.out
    assert told.err == "What the team wrote comes to 10 words; 490 more make the 500 that a report begins at.\n"
    own = run("feedback", review, "--voice", "self", "--json").json
    assert [one["about"] for one in own["went_well"]] == ["U4"]
    assert [one["about"] for one in own["questions"]] == ["S2"]
    run("judge", review, "U2", "secure", "--voice", "peer:ak-7f3", "--because", "Jo Bloggs in Year 4 said so.")
    held = run("feedback", review)
    assert (held.code, held.out) == (1, "")
    assert run("feedback", review, "--voice", "peer:nobody").code == 2


def test_a_workshop_fills_its_canvas_and_the_first_step_is_an_action(run: Any, review: str, tmp_path: Path) -> None:
    """Each part is kept by itself, an undo takes the last one back, and what is not said yet has room to write."""
    line = run("enquiry", "add", review, "How do late joiners find a friend?", "--indicator", "U4").out.split()[0]
    early = run("enquiry", "canvas", review, line, "--who", "Head of Year 7")
    assert (early.code, "--first-step" in early.err) == (2, True)
    assert run("enquiry", "canvas", review, "--why", "By chance.").code == 2
    filled = run(
        "enquiry", "canvas", review, line, "--why", "Nobody meets them.", "--helps", "The tour.",
        "--first-step", "A buddy for each", "--who", "Head of Year 7", "--by-when", "2027-01-31",
        "--know", "Each eats with somebody", "--baseline", "Four of nine do", "--cost", "£120",
        "--paid-from", "Pupil premium",
    )  # fmt: skip
    assert "What helps: The tour." in filled.out
    assert "What stands in the way: not said yet" in filled.out
    assert "What it costs, and what pays for it: £120, paid from Pupil premium" in filled.out
    run("enquiry", "canvas", review, line, "--hinders", "The timetable.", "--options", "A buddy; a table.")
    run("enquiry", "canvas", review, line, "--know", "Seven of nine do")
    (action,) = run("action", "list", review, "--json").json["actions"]
    assert (action["line"], action["who"], action["impact"], action["indicators"]) == (
        line, "Head of Year 7", "Seven of nine do", ["U4"],
    )  # fmt: skip
    run("undo", review)
    page = run("enquiry", "canvas", review).out
    assert "Each eats with somebody" in page
    assert page.count("____") >= 1  # room to write what is not said yet
    markdown = tmp_path / "canvas.md"
    assert run("enquiry", "canvas", review, line, "--format", "markdown", "--out", str(markdown)).code == 0
    assert "**What stands in the way:** The timetable." in markdown.read_text(encoding="utf-8")
    named = run("enquiry", "canvas", review, line, "--options", "Jo Bloggs in Year 4 could help.")
    assert "Pupils are not named here" in named.err
    assert run("enquiry", "canvas", review).code == 1
