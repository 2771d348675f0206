"""A whole assessment on plain lines: every answer, resuming, ends and kills."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from inclusion_core.cli.questions import answer_in
from inclusion_core.desk import open_desk
from inclusion_core.model.framework import Framework
from inclusion_core.model.scale import FOUR_STEP

SOURCE = Path(__file__).parents[2] / "src"


def typed(run: Any, *lines: str, voice: str = "") -> Any:
    """Answer a plain assessment with these lines, then end."""
    more = ("--voice", voice) if voice else ()
    return run("assess", "alnside", "--plain", *more, stdin="".join(f"{line}\n" for line in lines))


def kept(run: Any, cell: str, voice: str = "self") -> dict[str, Any] | None:
    """Return the judgement of a cell as it is on disk."""
    judgements = run("review", "show", "alnside", "--json").json["judgements"]
    found: list[dict[str, Any]] = [one for one in judgements if (one["cell"], one["voice"]) == (cell, voice)]
    return found[0] if found else None


def test_a_question_says_all_that_is_needed_to_answer_it(run: Any, review: str) -> None:
    """Strand, place, id, title, statement, each level with its first sentence, and what is there already."""
    ran = typed(run, "g U4", "stop")
    assert "4 of 20 questions answered. Every answer is kept at once." in ran.out
    question = ran.out.partition("Question 4 of 20.")[2]
    assert question.startswith(" U4. Ordinary help is ready in every lesson (core)\n")
    assert [line[:1] for line in question.splitlines()[2:6]] == ["1", "2", "3", "4"]
    assert "Now: Secure. Because: Seen in five of six lessons. 2 pieces of evidence." in question
    assert "Strand U. Universal" in ran.out
    assert "\x1b" not in ran.out
    assert review


@pytest.mark.parametrize(
    ("answer", "level", "because"),
    [
        ("3", "secure", ""),
        ("secure", "secure", ""),
        ("SECURE", "secure", ""),
        ("4 Pupils run it.", "leading", "Pupils run it."),
        ("developing in most rooms", "developing", "in most rooms"),
        ("t", "too-soon", ""),
        ("t A new head began in May.", "too-soon", "A new head began in May."),
        ("c Nobody was in.", "cannot-tell", "Nobody was in."),
        ("cannot tell Nobody was in.", "cannot-tell", "Nobody was in."),
        ("x We have no base.", "not-applicable", "We have no base."),
        ("not applicable We have no base.", "not-applicable", "We have no base."),
    ],
)
def test_a_level_goes_by_digit_or_name_and_may_carry_its_reason(
    run: Any, review: str, answer: str, level: str, because: str
) -> None:
    """One line gives a level or a non-answer, and the words after it are kept as the reason."""
    assert "Kept: U1 " in typed(run, answer).out
    found = kept(run, "U1")
    assert found is not None
    assert (found["level"] or found["non_answer"], found["because"]) == (level, because)
    assert review


def test_pasted_words_may_follow_a_level_on_the_next_line() -> None:
    """A level's name or digit with a text below it is that level with its reason."""
    framework = Framework("a", "1", "A", {}, {}, scale=FOUR_STEP)
    assert answer_in(framework, "secure\nSeen in five rooms.") == ("secure", "Seen in five rooms.")
    assert answer_in(framework, "3\nSeen in\nfive rooms.") == ("secure", "Seen in\nfive rooms.")


def test_a_non_answer_asks_for_its_reason(run: Any, review: str) -> None:
    """`x` asks why and keeps nothing without a reason; `c` asks why and takes an empty line."""
    ran = typed(run, "x", "", "x", "No such pupils here.", "c", "")
    assert "Nothing was kept" in ran.out
    assert kept(run, "U1")["because"] == "No such pupils here."  # type: ignore[index]
    assert kept(run, "U2")["non_answer"] == "cannot-tell"  # type: ignore[index]
    assert review


def test_it_goes_on_where_it_stopped(run: Any, review: str) -> None:
    """The first question is the first without an answer; what ends says what to type to go on."""
    first = typed(run, "2", "stop")
    assert "Question 1 of 20" in first.out
    assert "Stopped. 5 of 20 questions answered." in first.out
    assert f"To go on: inclusion assess {review} --plain" in first.out
    second = typed(run)
    assert second.code == 0
    assert "Question 2 of 20" in second.out
    assert "Question 1 of 20" not in second.out


def test_reason_and_confidence_may_come_before_the_level_and_survive_in_between(run: Any, review: str) -> None:
    """`b` and `f` wait for the level; a reason that was typed is there again the next time."""
    assert "until you give a level" in typed(run, "b Three rooms, all warm.").out
    again = typed(run, "f high", "3")
    assert "Your reason so far: Three rooms, all warm." in again.out
    found = kept(run, "U1")
    assert found is not None
    assert (found["because"], found["confidence"]) == ("Three rooms, all warm.", "high")
    assert "Your reason so far" not in typed(run, "g U1").out
    assert review


def test_evidence_is_written_down_with_its_kind(run: Any, review: str) -> None:
    """`e` takes the note, asks for the kind until it is one, and offers the kind last used first."""
    ran = typed(run, "e Doors were open.", "nonsense", "Observation", "e And again.", "", "v")
    found = run("evidence", "list", "alnside", "--indicator", "U1", "--json").json["evidence"]
    assert [(one["kind"], one["note"]) for one in found] == [
        ("observation", "Doors were open."),
        ("observation", "And again."),
    ]
    assert "There is no kind 'nonsense'" in ran.out
    assert "Kinds: 1 " in ran.out
    assert review


def test_a_text_that_another_window_is_at_work_on_is_left_there(run: Any, home: Path, review: str) -> None:
    """It is said once, and the conversation begins without it; once the window is closed it is there again."""
    typed(run, "e Doors were open.", "stop", "3")
    with open_desk(home) as desk, desk.session(review) as session:
        (left,) = session.drafts()
        assert session.take_draft(left.key, left.stream) == left
        meanwhile = typed(run, "stop").out
        assert "Another window of this program is at work on a text that was typed here; it is left" in meanwhile
        assert "You had begun to write down" not in meanwhile
    assert "You had begun to write down, for U1: Doors were open." in typed(run, "stop").out


def test_evidence_that_was_begun_is_finished_later(run: Any, review: str) -> None:
    """Stopped at its kind, a note is there again: `e` finishes it, more words go below it, 0 lets it go."""
    assert "To go on: inclusion assess" in typed(run, "e Doors were open.", "stop", "3").out
    assert run("evidence", "list", review, "--indicator", "U1").out == ""
    again = typed(run, "e All of them.", "?", "obsrvation", "observation")
    assert "You had begun to write down, for U1: Doors were open." in again.out
    assert "To finish it: g U1, then e." in again.out
    assert "Did you mean Observation?" in again.out
    assert "10 " in again.out.partition("\nKinds:")[2].partition("\nKinds:")[2]
    assert "Nothing was written down" in typed(run, "e Not meant.", "0").out
    assert "You had begun" not in typed(run, "e Twice.").out.partition("Question")[0]
    assert "Kept: " in typed(run, "e", "observation").out
    found = run("evidence", "list", review, "--indicator", "U1", "--json").json["evidence"]
    assert [one["note"] for one in found] == ["Doors were open.\nAll of them.", "Twice."]


@pytest.mark.parametrize("line", ["0 pupils told us so", "u r right", "p 4", "s far", "n one", "? what"])
def test_words_after_what_stands_alone_do_nothing(run: Any, review: str, line: str) -> None:
    """A note that begins with the letter of a command takes no judgement away and undoes nothing."""
    before = run("history", review).out
    ran = typed(run, "g U4", line)
    assert "stands alone, and words came after it: nothing was done" in ran.out
    assert ran.out.count("Question 4 of 20") == 1
    assert run("history", review).out == before


def test_a_whole_assessment_typed_by_hand(run: Any, review: str) -> None:
    """Twenty questions with reasons, non-answers, evidence, a slip taken back and a break in the middle."""
    lines = ["3 Seen in five rooms.", "2", "f low", "", "fine", "x", "No cost here.", "c", "", "u", "4 Now we know."]
    first = typed(run, *lines, "e Two families said so.", "families said", "stop")
    assert "Stopped. " in first.out
    rest = typed(run, *["3"] * 30)
    assert "All 20 questions are answered." in rest.out
    judged = {one["cell"]: one for one in run("review", "show", review, "--json").json["judgements"]}
    assert len([name for name in judged if "@" not in name]) == 20
    assert judged["U3"]["non_answer"] == "not-applicable"
    assert judged["U4"]["because"] == "Seen in five of six lessons."
    assert (judged["U6"]["level"], judged["U6"]["because"]) == ("leading", "Now we know.")


def test_the_whole_of_north_east_typed_in_one_go(run: Any, home: Path) -> None:
    """All 25 questions down one pipe, five of them proposed: non-answers, evidence, undo, stop, resume, the end."""
    assert home
    run("schools", "add", "Alnside First School", "--urn", "999001", "--made-up")
    new = run("review", "new", "--school", "999001", "--framework", "north-east", "--id", "alnside-spring")
    assert new.code == 0, new.err
    lines = [
        *("3 Seen in five of six rooms.", "2", "c", "Nobody was in.", "e Pupils showed us round.", "pupils said", "4"),
        *("x", "", "x No base is kept here.", "t A new head began in May.", "1", "u", "2 A slip, put right.", "f high"),
        *("p", "s", "b Two families said so.", "f low", "3", "stop"),
    ]
    first = typed(run, *lines)
    assert first.code == 0
    assert "0 of 25 questions answered. 5 of them are proposed: asked, kept and never scored." in first.out
    assert "Question 1 of 25." in first.out
    assert first.out.count("You took back: ") == 1
    assert first.out.rstrip().endswith("To go on: inclusion assess alnside-spring --plain")
    done = first.out.count("\nKept: ")
    answered = int(first.out.rpartition("Stopped. ")[2].split(" of 25 ")[0])
    assert 5 < answered < done
    second = typed(run, *["3 Seen again."] * (25 - answered), "n", "y", "stop")
    assert f"{answered} of 25 questions answered. 5 of them are proposed" in second.out
    assert "All 25 questions are answered." in second.out
    assert "Every question has been looked at." in second.out
    assert "Overall: Secure; 17 of 19 judged." in second.out
    assert second.out.count("is proposed and not yet adopted: its judgement is kept and not scored.") == 1
    tail = second.out.rstrip().splitlines()[-2:]
    assert tail == ["Stopped. 25 of 25 questions answered.", "To go on: inclusion assess alnside-spring --plain"]
    judged = {one["cell"]: one for one in run("review", "show", "alnside-spring", "--json").json["judgements"]}
    assert len(judged) == 25
    reasons = {one["non_answer"]: one["because"] for one in judged.values() if one["non_answer"]}
    assert reasons == {
        "cannot-tell": "Nobody was in.",
        "not-applicable": "No base is kept here.",
        "too-soon": "A new head began in May.",
    }
    assert "Two families said so." in [one["because"] for one in judged.values()]
    assert [one["note"] for one in run("evidence", "list", "alnside-spring", "--json").json["evidence"]] == [
        "Pupils showed us round."
    ]


def test_undo_goes_back_to_the_question_it_concerns(run: Any, review: str) -> None:
    """`u` takes the last answer back, says so, and puts that question again; `r` does it again."""
    ran = typed(run, "2", "u", "stop")
    assert "You took back: judged U1 developing (self)." in ran.out
    assert ran.out.count("Question 1 of 20") == 2
    assert kept(run, "U1") is None
    assert "You did again" in typed(run, "r").out
    assert kept(run, "U1") is not None
    assert review


def test_every_helping_answer_helps_and_changes_nothing(run: Any, review: str) -> None:
    """l, a, m, v, y, n and ? each say something and leave the journal as it is; s and p move."""
    before = run("history", review).out
    for key, says in {
        "l": "Look for: ",
        "a": "Ask pupils: ",
        "m": "1 Starting: ",
        "v": "Nothing is written down",
        "y": "of 9 judged",
        "n": "Not looked at yet: U1",
        "?": "does not apply",
        "s": "Question 2 of 20",
        "p": "This is the first question",
        "0": "no judgement to take away",
        "g U44": "Did you mean 'U4'?",
        "fine": "type ? for what can be answered",
        "": "Nothing was typed",
        "f quite": "Say low, medium or high",
    }.items():
        ran = typed(run, key)
        assert ran.code == 0
        assert says in ran.out, key
    assert run("history", review).out == before


def test_one_lens_can_be_judged_on_its_own(run: Any, review: str) -> None:
    """`g U4@cared-for` asks for that lens and keeps it apart from the plain judgement."""
    typed(run, "g u4@cared-for", "1 Nobody knew of them.")
    assert kept(run, "U4@cared-for")["level"] == "starting"  # type: ignore[index]
    assert kept(run, "U4")["level"] == "secure"  # type: ignore[index]
    assert review


def test_after_the_last_question_it_says_what_is_left(run: Any, review: str) -> None:
    """Skipping to the end names what was not looked at; answering everything says so."""
    ran = typed(run, *["s"] * 20, "g S5", "3")
    assert "That was the last question. Not looked at yet: U1" in ran.out
    assert "All 20 questions are answered." in typed(run, *["2"] * 16).out
    assert review


def test_another_voice_is_another_assessment(run: Any, review: str) -> None:
    """A peer answers apart from the school, and the hint to go on names the voice."""
    ran = typed(run, "4", voice="peer:ak-7f3")
    assert "0 of 20 questions answered" in ran.out
    assert f"inclusion assess {review} --voice peer:ak-7f3 --plain" in ran.out
    assert kept(run, "U1", "peer:ak-7f3") is not None
    assert kept(run, "U1") is None


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is not there")
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_what_was_acknowledged_is_there_after_any_end(run: Any, review: str, home: Path, number: int) -> None:
    """Killed right after an acknowledgement, the answer is on disk, and the next run goes on after it."""
    command = [sys.executable, "-m", "inclusion_core.cli", "assess", "alnside", "--plain"]
    environment = {**os.environ, "PYTHONPATH": str(SOURCE), "INCLUSION_HOME": str(home)}
    for answered in (1, 2):
        program = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8", env=environment
        )
        assert program.stdin is not None
        assert program.stdout is not None
        program.stdin.write("3\n")
        program.stdin.flush()
        for line in program.stdout:
            if line.startswith("Kept: "):
                break
        program.send_signal(number)
        rest = program.stdout.read()
        code = program.wait(timeout=30)
        assert code == (-number if number == signal.SIGKILL else 128 + number)
        if number == signal.SIGINT:
            assert "To go on: inclusion assess" in rest
        program.stdin.close()
        program.stdout.close()
        assert kept(run, f"U{answered}")["level"] == "secure"  # type: ignore[index]
    assert "Question 3 of 20" in typed(run).out
    assert run("doctor").code == 0
    assert review
