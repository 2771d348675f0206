"""What a visit keeps beside judgements, on the command line: questions, actions, the timetable, whom to tell."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

import pytest

from inclusion_core.store.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path


def test_a_line_of_enquiry_from_its_question_to_its_finding(run: Any, review: str) -> None:
    """Written down with its grounds, moved by words or ids, found, listed, withdrawn and brought back."""
    added = run("enquiry", "add", review, "How do\nlate joiners eat?", "--indicator", "u4", "--ground", "Two voices.")
    assert re.fullmatch(r"q-\w{12} drafted, for U4\.\n", added.out)
    line = added.out.split()[0]
    assert run("enquiry", "add", review, "Who is missing?").code == 0
    moved = run("enquiry", "move", review, line, "Finding written", "--finding", "-", stdin="By chance.\nMostly.\n")
    assert moved.out == f"{line} finding written, for U4.\n"
    listed = run("enquiry", "list", review)
    assert listed.out.endswith(
        f"{line}  finding written, U4\n    How do\n    late joiners eat?\n    Because: Two voices.\n"
        "    Found: By chance.\n    Mostly.\n"
        "    Rests on: 2 pieces of evidence (Observation and Pupils said). Heard: pupils.\n"
    )  # after the one that has only been drafted
    assert listed.err == "2 lines of enquiry.\n"
    assert run("enquiry", "move", review, line, "workshop").code == 0
    assert "Found: By chance." in run("enquiry", "list", review, "--indicator", "u4").out
    assert run("enquiry", "list", review, "--stage", "drafted").err == "1 line of enquiry.\n"
    empty = run("enquiry", "add", review, "-", stdin="\n")
    assert (empty.code, "needs its question" in empty.err) == (2, True)
    several = run("enquiry", "move", review, "q-", "agreed")
    assert (several.code, "begins several lines of enquiry" in several.err) == (2, True)
    assert "undo" in run("enquiry", "withdraw", review, line).out
    assert line not in run("enquiry", "list", review).out
    assert run("undo", review).code == 0
    assert "workshop, U4" in run("enquiry", "list", review).out


def test_an_action_says_who_when_and_how_we_will_know(run: Any, review: str) -> None:
    """All of it is told back, the soonest first; a part is changed without the others, and a day can be taken away."""
    line = run("enquiry", "add", review, "Who eats alone?").out.split()[0]
    assert run("action", "add", review, "Some day").code == 0
    added = run(
        "action", "add", review, "A buddy for each", "--line", line, "--indicator", "u4", "--who", "Head of Year 7",
        "--by-when", "2027-01-31", "--impact", "Each eats with somebody", "--baseline", "Four of nine do",
        "--review-on", "2027-03-01", "--cost", "£120", "--paid-from", "Pupil premium", "--state", "under way",
    )  # fmt: skip
    action = added.out.split()[0]
    assert run("action", "list", review).out.splitlines()[:9] == [
        f"{action}  under way, by 2027-01-31, U4",
        "    A buddy for each",
        "    Who: Head of Year 7",
        "    How we will know: Each eats with somebody",
        "    Before: Four of nine do",
        "    Looked at on: 2027-03-01",
        "    Cost: £120",
        "    Paid from: Pupil premium",
        f"    From the line of enquiry: {line}",
    ]
    run(
        "action",
        "change",
        review,
        action,
        "--state",
        "done",
        "--by-when",
        "none",
        "--line",
        "none",
        "--what",
        "Buddies",
    )
    (one,) = [one for one in run("action", "list", review, "--json").json["actions"] if one["id"] == action]
    assert (one["what"], one["state"], one["by_when"], one["line"], one["who"], one["review_on"]) == (
        "Buddies", "done", None, None, "Head of Year 7", "2027-03-01",
    )  # fmt: skip
    assert run("action", "list", review, "--state", "done", "--indicator", "U4").err == "1 action.\n"
    nothing = run("action", "change", review, action)
    assert (nothing.code, "Say what is to change" in nothing.err) == (2, True)
    assert run("action", "withdraw", review, action).code == 0
    assert run("action", "list", review).err == "1 action.\n"


def test_a_timetable_is_kept_in_this_clocks_time(run: Any, review: str, home: Path) -> None:
    """Times without a zone are those of this computer; the list is in order and names people; midnight is crossed."""
    late = run("timetable", "add", review, "--day", "2026-11-22", "--from", "23:00", "--to", "2026-11-23T00:30", "Late")
    assert late.code == 0
    early = run(
        "timetable", "add", review, "--day", "2026-11-22", "--from", "9:05", "--to", "09:50", "--kind", "pupils said",
        "--person", "bo-1aa", "--place", "Hall", "Lunch",
    )  # fmt: skip
    assert "bo-1aa is new here" in early.err
    with Workspace.open(home).session(review, read_only=True) as session:
        first = min(session.timetable.values(), key=lambda one: one.starts)
    assert first.starts == dt.datetime(2026, 11, 22, 9, 5).astimezone()
    assert first.kinds == ("pupil-voice",)
    listed = run("timetable", "list", review).out.splitlines()
    assert listed == [
        f"{first.id}  2026-11-22 09:05 to 09:50  Lunch, Hall",
        "    Evidence: pupil-voice",
        "    Who: bo-1aa",
        f"{late.out.split()[0]}  2026-11-22 23:00 to 2026-11-23 00:30  Late",
    ]
    starts, ends = "2026-11-24T09:00+02:00", "2026-11-24 09:00+01:00"
    zoned = run("timetable", "add", review, "--from", starts, "--to", ends, "Call", "--json")
    assert zoned.json["slot"]["starts"] == "2026-11-24T07:00:00Z"
    assert run("timetable", "list", review, "--day", "2026-11-23").err == "0 slots.\n"
    assert run("timetable", "add", review, "--from", "23:00", "--to", "23:30", "Today").code == 0
    today = dt.datetime.now().astimezone().date()
    assert run("timetable", "list", review, "--day", today.isoformat()).err == "1 slot.\n"


def test_the_safeguarding_card_is_said_once_and_shown(run: Any, review: str) -> None:
    """Without it the sentence says so; each part is given apart; what is shown says what to do."""
    assert "Nobody has said" in run("review", "safeguarding", review).out
    assert run("review", "safeguarding", review, "--lead", "Deputy head").code == 0
    assert run("review", "safeguarding", review, "--reach", "Extension 12").code == 0
    shown = run("review", "safeguarding", review).out
    assert "stop, tell this person now, and do not write it here" in shown
    assert [line.split(maxsplit=1)[1] for line in shown.splitlines()[1:]] == [
        "Deputy head", "Extension 12", "not said yet",
    ]  # fmt: skip
    assert "Deputy head" in run("review", "show", review).out


def test_what_reviewers_do_not_see_is_said_with_what_files_cannot_do(run: Any, review: str) -> None:
    """Each switch says what it does, that it locks nothing, and is told by `show` while it is on."""
    for words, on, off in (("blind", "on", "off"), ("self-review", "hidden", "shown")):
        ran = run("review", words, review, on)
        assert "do not see" in ran.out
        assert "It locks nothing" in ran.err
        assert "Hidden" in run("review", "show", review).out
        ran = run("review", words, review, off)
        assert "do not see" not in ran.out
        assert ran.err == ""
        assert "Hidden" not in run("review", "show", review).out


@pytest.mark.parametrize(
    "words",
    [
        ("enquiry", "add", "{}", "How does Jo Bloggs in Year 4 eat?"),
        ("enquiry", "add", "{}", "How?", "--ground", "Jo Bloggs in Year 4 said so."),
        ("action", "add", "{}", "Help", "--baseline", "Jo Bloggs in Year 4 eats alone."),
        ("timetable", "add", "{}", "Jo Bloggs in Year 4", "--from", "9:00", "--to", "9:30"),
        ("review", "safeguarding", "{}", "--lead", "Head", "--arrangements", "Jo Bloggs in Year 4 sits near."),
    ],
)
def test_what_looks_like_a_pupil_is_pointed_out_wherever_it_is_written(
    run: Any, review: str, words: tuple[str, ...]
) -> None:
    """It is kept, and the sentence says how to take it out for good; then it stands nowhere."""
    ran = run(*(word.format(review) for word in words))
    assert ran.code == 0
    assert "Pupils are not named here" in ran.err
    assert run("blank", review, "Jo Bloggs").code == 0
    told = [run(*show, review).out for show in (("enquiry", "list"), ("action", "list"), ("timetable", "list"),
                                                ("review", "safeguarding"))]  # fmt: skip
    assert "Bloggs" not in "".join(told)
    assert "[blanked]" in "".join(told)


def test_lists_leave_no_trace_and_obey_no_escape(run: Any, review: str, home: Path) -> None:
    """Reading writes nothing; what somebody typed steers no terminal."""
    run("enquiry", "add", review, "\x1b]0;boo\x07 who?")
    run("action", "add", review, "\x1b[2J")
    run("timetable", "add", review, "\x1b[2J", "--from", "9:00", "--to", "9:30")
    before = {path: path.stat().st_mtime_ns for path in home.rglob("*")}
    for words in (("enquiry", "list"), ("action", "list"), ("timetable", "list"), ("review", "safeguarding")):
        assert "\x1b" not in run(*words, review).out
    assert {path: path.stat().st_mtime_ns for path in home.rglob("*")} == before


def test_a_move_to_another_edition_tells_what_follows(run: Any, review: str) -> None:
    """The preview counts the lines of enquiry and actions that will be about other indicators."""
    assert review
    run("review", "new", "--school", "999001", "--framework", "north-east", "--id", "northern")
    run("enquiry", "add", "northern", "Who eats alone?", "--indicator", "T4")
    run("action", "add", "northern", "A long table", "--indicator", "T4")
    words = ("review", "migrate", "northern", "--to", "2026.2", "--answer", "T4=T9")
    told = run(*words).out
    assert "1 line of enquiry follows its indicators." in told
    assert "1 action follows its indicators." in told
    table = run(*words, "--json").json
    assert [len(table[key]) for key in ("enquiry", "actions")] == [1, 1]
    assert "T9" in table["actions"][0]["indicators"]
