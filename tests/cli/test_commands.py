"""Each command, good and bad: what it answers, what it says, its exit code."""

import datetime as dt
import json
import re
import shlex
import time
from pathlib import Path
from typing import Any

import pytest

from inclusion_core.cli.commands import COMMANDS
from inclusion_core.cli.program import parser_for
from inclusion_core.cli.reference import leaves

FRAMEWORK = "universal-targeted-specialist"

BAD: list[tuple[str, int, str]] = [
    ("judge alnside U44 secure", 2, "Did you mean 'U4'?"),
    ("judge alnside U4 secur", 2, "Did you mean 'secure'?"),
    ("judge alnside U4 not-applicable", 2, "needs its reason"),
    ("judge alnside U1 not-applicable", 2, "needs its reason"),
    ("judge alnside U4", 2, "Say which indicator and which level"),
    ("judge alnside U4 secure --from x.csv", 2, "not both"),
    ("judge alnside U4@sen secure", 2, "Did you mean 'send'?"),
    ("judge alnside U4 secure --voice role:senco", 2, "names no roles"),
    ("judge alnside U4 secure --voice peer", 2, "is not a voice"),
    ("judge alnside U4 secure --confidence certain", 2, "Known: low, medium, high"),
    ("judge nobody U4 secure", 2, "There is no review 'nobody'"),
    ("judge alnside --from missing.csv", 3, "missing.csv"),
    ("evidence add alnside --kind observtion Seen", 2, "Did you mean 'observation'?"),
    ("evidence add alnside --kind data --indicator U44 Seen", 2, "Did you mean 'U4'?"),
    ("enquiry add alnside --indicator U44 Why", 2, "Did you mean 'U4'?"),
    ("enquiry move alnside q- agreed", 2, "There is no line of enquiry 'q-'"),
    ("enquiry move alnside q- agred", 2, "Did you mean 'agreed'?"),
    ("enquiry list alnside --stage finding", 2, "finding-written"),
    ("action add alnside --line q-1 Change", 2, "There is no line of enquiry 'q-1'"),
    ("action add alnside --by-when soon Change", 2, "'soon' is not a day"),
    ("action add alnside --state finished Change", 2, "planned, under-way, done, stopped"),
    ("action change alnside a-1 --state done", 2, "There is no action 'a-1'"),
    ("action withdraw alnside a-1", 2, "There is no action 'a-1'"),
    ("timetable add alnside --from 11:00 --to 10:00 Walk", 2, "A slot ends after it starts"),
    ("timetable add alnside --from 11:00 --to later Walk", 2, "'later' is not a time"),
    ("timetable add alnside --from 9:00 --to 10:00 --kind waking Walk", 2, "kind of evidence"),
    ("timetable add alnside --from 9:00 Walk", 2, "This is missing: --to"),
    ("review safeguarding alnside --reach x", 2, "Say who leads on safeguarding"),
    ("review blind alnside maybe", 2, "Known: on, off"),
    ("review self-review alnside hide", 2, "Did you mean 'hidden'?"),
    ("score alnside --method medain", 2, "There is no scoring method"),
    ("score alnside --method cumulative", 2, "step"),
    (
        "score alnside --voice moderated",
        2,
        "moderated has judged nothing in this review. Those who have are self: ",
    ),
    ("gates alnside --voice moderated", 2, "give one of them, such as --voice self."),
    ("unseen alnside --voice moderated", 2, "type: inclusion moderate alnside-autumn INDICATOR LEVEL"),
    ("score alnside extra", 2, "more than was asked for: extra"),
    ("score", 2, "This is missing: REVIEW"),
    ("score alnside --expl", 2, "There is no option --expl here. Did you mean --explain?"),
    ("schools list --l", 2, "Did you mean --la?"),
    ("schools", 2, "Say what to do: import, add, list, show."),
    ("judge alnside U4 --voice", 2, "--voice wants something after it: --voice V"),
    ("judge alnside U4 secure --json=yes", 2, "--json stands alone"),
    ("judge alnside U4", 2, "such as: inclusion judge REVIEW U4 secure"),
    ("review new --school x", 2, 'Such as: inclusion review new --school "Alnside First School"'),
    ("history alnside --last x", 2, "Give a whole number from 1"),
    ("history alnside --last 0", 2, "Give a whole number from 1"),
    ("judge alnside U4 secure --voice per:bob", 2, "Did you mean 'peer:bob'?"),
    ("judge alnside U4 secure --voice Self", 2, "Did you mean 'self'?"),
    ("judge alnside U4 secure --voice peer:Bob_S", 2, "Did you mean 'peer:bob-s'?"),
    ("evidence list alnside --kind observatin", 2, "Did you mean 'observation'?"),
    ("compare alnside --voices self", 2, "at least two"),
    ("compare alnside --voices self peer:x", 2, "peer:x"),
    ("report alnside --format pfd", 2, "Known: html, markdown, text"),
    ("framework show nowhere", 2, "There is no framework"),
    ("framework show universal-targeted-specialist U44", 2, "Did you mean 'U4'?"),
    ("framework add missing.toml", 3, "missing.toml"),
    ("framework new North_East", 2, "lower-case"),
    ("framework lst", 2, "Did you mean 'list'?"),
    ("schools import missing.csv", 3, "missing.csv"),
    ("schools show Nowhere", 2, "There is no school 'Nowhere'"),
    ("schools add Other --urn 12", 2, "six digits"),
    ("schools add Other --urn 999001", 2, "already"),
    ("schools add alnside-first-school --id Not-An-Id", 2, "lower-case"),
    ("review new --school 999001 --framework universal-targeted-specialist --id alnside-autumn", 2, "already"),
    ("review new --school 999001 --framework universal-targeted-specialist --keep-until soon", 2, "2028-08-31"),
    ("review erase alnside", 2, "give the whole id"),
    ("review show zzz", 2, "There is no review"),
    ("redo alnside", 2, "nothing of yours to do again"),
    ("plugins show nowhere", 2, "There is no plugin"),
    ("plugins block nowhere", 2, "There is no plugin"),
    ("plugins block inclusion", 2, "cannot be blocked"),
    ("blank alnside x", 2, "at least 2 letters"),
    ("assess alnside", 2, "inclusion assess alnside --plain"),
    ("--workspace", 2, "needs the folder"),
    ("--verbose score", 2, "not an option"),
    ("north-east.census", 2, "There is no command"),
    ("consult list", 2, "There is no command 'consult'. Did you mean 'framework consult'?"),
    ("skore", 2, "Did you mean 'score'?"),
]


@pytest.mark.parametrize(("line", "code", "says"), BAD, ids=[one[0] for one in BAD])
def test_a_mistake_is_a_sentence_with_its_exit_code(run: Any, review: str, line: str, code: int, says: str) -> None:
    """What cannot be done is said in words on stderr, with nothing on stdout and nothing changed."""
    before = run("history", review).out
    ran = run(*line.split())
    assert ran.code == code, ran.err
    assert says in ran.err
    assert "Traceback" not in ran.err
    assert "fault in the program" not in ran.err
    if code:
        assert ran.out == ""
        assert run("history", review).out == before


def test_what_was_there_stays_where_a_judgement_does_not_say_it(run: Any, review: str) -> None:
    """A new level keeps the reason and the confidence that stood there, until others are given."""
    run("judge", review, "U4", "developing", "--confidence", "low")
    kept = run("judge", review, "U4", "leading", "--json").json["judgement"]
    assert (kept["because"], kept["confidence"]) == ("Seen in five of six lessons.", "low")
    assert run("judge", review, "U4", "leading", "--because", "", "--json").json["judgement"]["because"] == ""


def test_a_judgement_can_be_taken_away(run: Any, review: str) -> None:
    """`clear` leaves the indicator not looked at, which is not the same as any level."""
    assert run("judge", review, "U4", "clear").out == "U4 is not looked at yet.\n"
    assert run("score", review, "--json").json["strands"][0]["judged"] == 1


def test_a_level_goes_by_its_digit_and_its_words(run: Any, review: str) -> None:
    """3, secure and Secure are the same level."""
    levels = [
        run("judge", review, "U1", word, "--json").json["judgement"]["level"] for word in ("3", "secure", "Secure")
    ]
    assert levels == ["secure"] * 3


def test_a_new_peer_becomes_a_person_of_the_review_and_that_is_said(run: Any, review: str) -> None:
    """The first judgement of a peer says on stderr that they are new; the second does not."""
    first = run("judge", review, "U4", "leading", "--voice", "peer:ak-7f3")
    assert "ak-7f3 is new here" in first.err
    assert run("judge", review, "U5", "leading", "--voice", "peer:ak-7f3").err == ""
    people = run("review", "show", review, "--json").json["review"]["team"]
    assert "ak-7f3" in [one["id"] for one in people]


def test_voices_are_never_mixed(run: Any, review: str) -> None:
    """A peer's judgements change nothing in the score of the school's own."""
    before = run("score", review).out
    run("judge", review, "U1", "leading", "--voice", "peer:ak-7f3")
    assert run("score", review).out == before
    assert run("score", review, "--voice", "peer:ak-7f3", "--json").json["strands"][0]["judged"] == 1


def test_a_note_that_looks_like_a_pupil_is_warned_of_in_one_sentence(run: Any, review: str) -> None:
    """The note is kept, and stderr names the command that erases it for good."""
    ran = run("evidence", "add", review, "--kind", "observation", "Jayden Smith (Y5) read aloud.")
    assert ran.code == 0
    assert f"inclusion blank {review} TEXT" in ran.err
    assert ran.err.count("\n") == 1
    assert "Jayden" not in ran.err


def test_many_judgements_are_kept_all_or_none(run: Any, review: str, tmp_path: Path) -> None:
    """A file with bad rows keeps nothing and names every bad row by its number; mended, it is one change."""
    file = tmp_path / "many.csv"
    head = "voice,indicator,level,facet,because,confidence\n"
    bad = "self,U1,secure,,,\nself,U77,secure,,,\n,U2,splendid,,,\nself,U3,not-applicable,,,\nself,U1,leading,,,\n"
    file.write_text(head + bad, encoding="utf-8")
    before = run("history", review).out
    ran = run("judge", review, "--from", "many.csv", "--json")
    assert ran.code == 3
    assert [one["where"] for one in ran.json["problems"]] == ["row 3:", "row 4:", "row 5:", "row 6:"]
    assert all(f"row {number}:" in ran.err for number in (3, 4, 5, 6))
    assert "Nothing was kept" in ran.err
    assert run("history", review).out == before
    good = 'self,U1,secure,,"Seen, twice",high\npeer:ak-7f3,U2,leading,send,,\n'
    file.write_bytes(b"\xef\xbb\xbf" + (head + good).replace("\n", "\r\n").encode())
    assert run("judge", review, "--from", "many.csv").out == "2 judgements kept.\n"
    assert "made 2 judgements at once" in run("history", review, "--last", "1").out


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b"voice,level\nself,secure\n", "There is no column 'indicator'"),
        (b"indicator,levle\nU1,secure\n", "Did you mean 'level'?"),
        (b"indicator,level,because\nU1,secure,Seen, twice\n", "more cells than there are columns"),
        (b'indicator,level\n"U1,secure\n', "never closed"),
        (b"nothing;of;ours\n1;2;3\n", "No row names the columns of judgements"),
        (b"indicator,level,level\nU1,secure,secure\n", "stands there twice"),
        (b"indicator,level\n", "nothing below it"),
    ],
)
def test_a_file_that_cannot_be_read_as_judgements_says_why(run: Any, review: str, content: bytes, says: str) -> None:
    """A CSV without its columns, in another encoding or cut short is a sentence and exit code 3."""
    Path("many.csv").write_bytes(content)
    ran = run("judge", review, "--from", "many.csv")
    assert ran.code == 3
    assert says in ran.err


def test_undo_and_redo_say_what_they_moved(run: Any, review: str) -> None:
    """`undo` takes the last change back, `redo` does it again, and `history` tells all of it."""
    run("judge", review, "U6", "leading")
    assert run("undo", review).out == "You took back: judged U6 leading (self).\n"
    assert run("redo", review).out == "You did again: judged U6 leading (self).\n"
    assert "did again: judged U6 leading" in run("history", review, "--last", "1").out


def test_a_report_is_held_back_by_what_looks_like_a_pupil(run: Any, review: str, tmp_path: Path) -> None:
    """Nothing is written, each place is named, the code is 1; --anyway writes it and the history says so."""
    run("judge", review, "U4", "secure", "--because", "Jayden Smith (Y5) said so.")
    out = tmp_path / "page.html"
    ran = run("report", review, "--format", "html", "--out", str(out))
    assert ran.code == 1
    assert not out.exists()
    assert "Ordinary help is ready in every lesson" in ran.err
    assert run("report", review, "--format", "html", "--out", str(out), "--anyway").code == 0
    assert out.read_text(encoding="utf-8").startswith("<!")
    assert "looks as if it named a pupil" in run("history", review, "--last", "1").out


@pytest.mark.parametrize(("form", "suffix"), [("markdown", ".md"), ("html", ".html"), ("text", ".txt")])
def test_a_report_goes_to_a_file_named_after_the_review(run: Any, review: str, form: str, suffix: str) -> None:
    """Without --out a form other than text goes to a file here; text goes to the screen."""
    ran = run("report", review, "--format", form)
    assert ran.code == 0, ran.err
    if form == "text":
        assert ran.out.startswith("Inclusion review: Alnside First School")
    else:
        assert ran.out == f"Written: {review}{suffix}\n"
        assert "made up" in Path(review + suffix).read_text(encoding="utf-8")


LINKS = """URN,LinkURN,LinkName,LinkType,LinkEstablishedDate
999001,999101,Old Alnside,Predecessor,01-09-2020
999101,999201,Older Alnside,Predecessor,01-09-2010
999301,999401,Somewhere else,Predecessor,01-09-2010
999001,999501,A sixth form,Sixth Form Centre School,
"""


def test_links_to_predecessors_are_imported_and_followed(run: Any, tmp_path: Path) -> None:
    """The register's file of links tells the schools that are here whom they followed, and a former URN finds one."""
    links, schools = tmp_path / "links.csv", tmp_path / "schools.csv"
    links.write_text(LINKS, encoding="cp1252")
    schools.write_text("URN,EstablishmentName\n999001,Alnside Academy\n999101,Old Alnside\n", encoding="utf-8")
    assert "Import the list of schools first" in run("schools", "import", str(links)).err
    assert run("schools", "import", str(schools)).out == "2 schools added, 0 updated, 0 rows skipped.\n"
    ran = run("schools", "import", str(links), "--json")
    told = json.loads(ran.out)
    assert (ran.code, told["added"], told["updated"], [one["row"] for one in told["skipped"]]) == (0, 0, 2, [5])
    assert run("schools", "import", str(links)).out == "0 schools added, 0 updated, 1 row skipped.\n"
    shown = run("schools", "show", "999001").out
    assert "Follows URN 999101 (Old Alnside), URN 999201" in " ".join(shown.split())
    assert run("schools", "show", "999101").out.startswith("Old Alnside\n")
    former = run("schools", "show", "999201")
    assert former.code == 0
    assert "URN 999201 is that of a school before it" in former.err
    assert "follow" in run("schools", "import", "--help").out


def test_a_school_that_became_an_academy_is_found_by_its_former_urn(run: Any, tmp_path: Path) -> None:
    """Only the new school is here: what people still call it by leads to it, for a review too."""
    links, schools = tmp_path / "links.csv", tmp_path / "schools.csv"
    links.write_text(LINKS, encoding="utf-8")
    schools.write_text("URN,EstablishmentName\n999001,Alnside Academy\n", encoding="utf-8")
    run("schools", "import", str(schools))
    run("schools", "import", str(links))
    for urn in ("999101", "999201"):
        assert run("schools", "show", urn).out.startswith("Alnside Academy\n")
    begun = run("review", "new", "--school", "999201", "--framework", "universal-targeted-specialist", "--id", "first")
    assert begun.code == 0
    assert json.loads(run("review", "show", "first", "--json").out)["school"]["urn"] == "999001"


def test_blanking_takes_a_text_out_of_every_byte(run: Any, review: str, home: Path) -> None:
    """After `blank` the text stands in no file of the workspace, and it is not on stdout."""
    named = "Jayden Smith (Y5)"
    run("evidence", "add", review, "--kind", "observation", f"{named} read aloud.")
    assert any(named.encode() in one.read_bytes() for one in home.rglob("*") if one.is_file())
    ran = run("blank", review, "-", stdin=named + "\n")
    assert ran.code == 0
    assert named not in ran.out
    assert not any(named.encode() in one.read_bytes() for one in home.rglob("*") if one.is_file())


def test_blanking_cuts_no_longer_word_unasked(run: Any, review: str, home: Path) -> None:
    """`Kai` stands in Kaiser as well: exit 2, the word is shown, nothing changes before --inside-words is said."""
    run("evidence", "add", review, "--kind", "observation", "Kai read aloud to Kaiser.")
    before = {one: one.read_bytes() for one in home.rglob("*") if one.is_file()}
    ran = run("blank", review, "Kai")
    assert ran.code == 2
    assert "inside longer words ('Kaiser')" in ran.err
    assert "--inside-words" in ran.err
    assert {one: one.read_bytes() for one in home.rglob("*") if one.is_file()} == before
    assert run("blank", review, "Kai read").code == 0
    assert run("blank", review, "Kai", "--inside-words").code == 0
    assert "[blanked]ser" in run("evidence", "list", review).out


def test_text_from_the_keyboard_is_asked_for(run: Any, review: str) -> None:
    """At a terminal `-` says on stderr that it waits and how to end; from a pipe it says nothing."""
    ran = run("blank", review, "-", stdin="Nowhere here\n", tty=True)
    assert "end it with Ctrl-" in ran.err
    assert "Type the text" not in ran.out
    assert "Type the text" not in run("blank", review, "-", stdin="Nowhere here\n").err


def test_blanking_says_what_it_does_not_reach(run: Any, review: str, home: Path, tmp_path: Path) -> None:
    """Backups, the shell's memory, the same words written otherwise, pictures, folders of others: each is said."""
    picture = tmp_path / "board.png"
    picture.write_bytes(b"\x89PNG\r\n\0")
    run("evidence", "add", review, "--kind", "document", "--attach", str(picture), "Jayden Smith, JAYDEN SMITH")
    (home / "photographs").mkdir()
    ran = run("blank", review, "Jayden Smith")
    assert ran.code == 0
    for said in ("backups", "Your shell may remember", "'JAYDEN SMITH'", f"board.png ({review})", "photographs/"):
        assert said in ran.err
    ran = run("blank", review, "-", stdin="JAYDEN SMITH")
    assert "backups" in ran.err
    assert "shell" not in ran.err
    ran = run("blank", review, "jayden smith")
    assert "does not stand anywhere" in ran.err
    assert "backups" not in ran.err


def test_erasing_a_review_leaves_nothing_of_it(run: Any, review: str, home: Path) -> None:
    """`review erase` with the whole id removes the folder; the school stays."""
    assert run("review", "erase", review).code == 0
    assert not [one for one in home.rglob("*") if review in one.name]
    assert "Alnside" in run("schools", "list").out


def test_a_starter_framework_passes_its_check_and_can_be_reviewed_with(run: Any, review: str) -> None:
    """`framework new` writes a file with only worth-doing remarks; `framework add` makes it findable."""
    assert run("framework", "new", "my-trust").code == 0
    checked = run("framework", "check", "my-trust.toml")
    assert checked.code == 0, checked.out
    assert "Wrong" not in checked.out
    assert run("framework", "add", "my-trust.toml").code == 0
    assert "my-trust@1" in run("framework", "list").out
    assert run("review", "new", "--school", "999001", "--framework", "my-trust@1", "--id", "another").code == 0
    assert review


def test_adding_a_framework_never_overwrites_another(run: Any, home: Path) -> None:
    """The same file twice is fine; the same edition with other words is a conflict, and the first one stays."""
    run("framework", "new", "mine")
    assert run("framework", "add", "mine.toml").code == 0
    assert run("framework", "add", "mine.toml").code == 0
    kept = next((home / "frameworks").glob("mine*.toml"))
    first = kept.read_bytes()
    Path("mine.toml").write_bytes(first.replace(b"Pupils get the help", b"All pupils get the help"))
    ran = run("framework", "add", "mine.toml")
    assert ran.code == 4
    assert kept.read_bytes() == first
    assert run("framework", "new", "mine").code == 4


def test_a_bad_framework_is_one_for_its_check_and_three_elsewhere(run: Any, review: str) -> None:
    """`framework check` answers a bad file with 1 and all its problems; any other command with 3."""
    run("framework", "new", "mine")
    text = Path("mine.toml").read_text(encoding="utf-8")
    Path("mine.toml").write_text(text.replace("core = true", 'core = "yes"').replace("statement", "statment"), "utf-8")
    checked = run("framework", "check", "mine.toml", "--json")
    assert checked.code == 1
    assert len([one for one in checked.json["problems"] if one["severity"] == "wrong"]) == 2
    assert run("review", "new", "--school", "999001", "--framework", "mine.toml").code == 3
    assert review


def test_schools_are_imported_once_and_updated_after(run: Any) -> None:
    """The same register again adds nothing; --la keeps one authority; what was skipped is told with its row."""
    rows = ["URN,LA (code),LA (name),EstablishmentName,TypeOfEstablishment (code),PhaseOfEducation (code)"]
    rows += [
        "999001,392,Made-up Tyneside,Alnside First School,1,2",
        "999002,358,Elsewhere,Faraway School,1,2",
        "x,392,,Nothing,1,2",
    ]
    Path("register.csv").write_text("\n".join(rows), encoding="utf-8")
    first = run("schools", "import", "register.csv", "--la", "392")
    assert first.out.startswith("1 school added")
    assert "Row 4" in first.err
    again = run("schools", "import", "register.csv", "--la", "392")
    assert again.out.startswith("0 schools added, 0 updated")
    listed = run("schools", "list", "alnside", "--json").json["schools"]
    assert [(one["urn"], one["kind"]) for one in listed] == [("999001", "mainstream")]


def test_a_school_can_be_read_again_from_its_file_alone(run: Any, home: Path) -> None:
    """A school's file holds all of it, its kind too: the index is only a memory."""
    run("schools", "add", "Rowanlea School", "--kind", "special", "--feature", "base")
    (home / ".index.json").unlink(missing_ok=True)
    found = run("schools", "show", "Rowanlea School", "--json").json["schools"][0]
    assert (found["kind"], found["features"]) == ("special", ["base"])
    assert run("doctor").code == 0


def test_the_doctor_names_what_is_wrong_and_what_would_mend_it(run: Any, review: str, home: Path) -> None:
    """A damaged school, a torn journal and a review past its day are findings, and the code is 1."""
    assert run("doctor").code == 0
    next((home / "schools").glob("*.toml")).write_text("kind = ", encoding="utf-8")
    with next(home.rglob("journal.jsonl")).open("ab") as journal:
        journal.write(b'{"seq":99,"id"')
    run("review", "new", "--school", "alnside-first-school", "--framework", FRAMEWORK, "--keep-until", "2020-01-01")
    findings = run("doctor", "--json")
    assert findings.code == 1
    told = " ".join(one["what"] + one["do"] for one in findings.json["findings"])
    assert "middle of a line" in told
    assert len(findings.json["findings"]) >= 2
    assert review


def test_the_doctor_sees_an_attachment_that_is_gone_or_changed(run: Any, review: str, home: Path) -> None:
    """What was attached is held against its SHA-256; a changed and a missing file are findings."""
    for name in ("plan.txt", "photo.txt"):
        Path(name).write_text(f"the {name}", encoding="utf-8")
        assert run("evidence", "add", review, "--kind", "document", "--attach", name, "A paper.").code == 0
    assert run("doctor").code == 0
    one, other = sorted(path for path in home.rglob("attachments/*") if path.is_file())
    one.unlink()
    other.write_text("another", encoding="utf-8")
    told = [found["what"] for found in run("doctor", "--json").json["findings"]]
    assert sorted(what.split("' ")[1] for what in told) == ["is gone.", "is not what was attached."]


def test_a_lens_that_was_judged_has_its_own_profile(run: Any, review: str) -> None:
    """Judging one lens shows that lens's strands apart, and leaves the headline as it is."""
    before = run("score", review).out.splitlines()[2:11]
    assert "By lens" not in run("score", review).out
    run("judge", review, "U4@cared-for", "starting")
    ran = run("score", review).out
    assert "By lens\n   cared-for, U: Starting. 1 of 9 judged (11 %).\n" in ran
    assert ran.splitlines()[2:11] == before


def test_an_explanation_tells_each_judgement_once(run: Any, review: str) -> None:
    """The whole names its rules and its range; each judgement stands once, under its own strand."""
    ran = run("score", review, "--explain").out
    assert ran.count("  T2 is not judged") == 1
    assert (
        ran.index("Overall") < ran.index("Universal") < ran.index("  U1 ") < ran.index("Targeted: ", ran.index("  U1 "))
    )
    whole = run("score", review, "--explain", "--json").json["overall"]["explanation"]["because"]
    assert any(one["says"].startswith("T2 is not judged") for one in whole)


def test_a_score_says_what_it_could_yet_be(run: Any, review: str) -> None:
    """Where not everything is judged the range stands beside the score, in words and without figures."""
    overall = run("score", review).out.splitlines()[4]
    assert "Could yet be anything from Starting to " in overall


def test_a_score_says_whose_it_is_and_that_there_is_an_agreed_one(run: Any, review: str) -> None:
    """Its first line names the voice; where something was agreed after a visit, one note names that voice."""
    plain = run("score", review)
    assert plain.out.splitlines()[0].endswith(", self.")
    assert "moderated" not in plain.out + plain.err
    run("judge", review, "U4", "developing", "--voice", "peer:ak-7f3")
    assert run("moderate", review, "U4", "secure", "--because", "Talked through.").code == 0
    ran = run("score", review)
    assert ran.out.splitlines()[0].endswith(", self.")
    assert ran.err == (
        "This is the self-review. What was agreed with others is the voice moderated: "
        f"inclusion score {review} --voice moderated\n"
    )
    other = run("score", review, "--voice", "moderated")
    assert (other.out.splitlines()[0][-12:], "self-review" in other.err) == (", moderated.", False)
    assert run("score", review, "--json").err == ""


def test_comparison_says_what_is_farthest_apart_and_how_far_voices_agree(run: Any, review: str) -> None:
    """Differences come farthest apart first; shares are figures, and each figure that is null has its reason."""
    for indicator, level in (("U4", "developing"), ("T1", "leading"), ("U5", "developing")):
        run("judge", review, indicator, level, "--voice", "peer:ak-7f3")
    ran = run("compare", review, "--voices", "self", "peer:ak-7f3", "--json").json
    assert ran["talk_first"] == ["T1", "U4"]
    agreement = ran["agreement"]
    assert (agreement["n"], agreement["exact"], agreement["within_one"]) == (3, 1 / 3, 2 / 3)
    kept_back = {"kappa_quadratic", "ac2", "alpha_ordinal"}
    assert {agreement[key] for key in kept_back} == {None}
    assert set(agreement["why_null"]) == kept_back
    assert all("from 20 indicators on" in why for why in agreement["why_null"].values())


def test_figures_of_agreement_are_never_there_at_first_sight(run: Any, review: str) -> None:
    """`compare` says no figure of agreement until it is asked, and then each with what it cannot say."""
    for indicator, level in (("U4", "developing"), ("T1", "leading"), ("U5", "developing")):
        run("judge", review, indicator, level, "--voice", "peer:ak-7f3")
    words = ("compare", review, "--voices", "self", "peer:ak-7f3")
    plain = run(*words).out
    assert not any(word in plain.lower() for word in ("kappa", "alpha", "agree", "%"))
    asked = run(*words, "--agreement").out
    assert asked.startswith(plain)
    assert "How far they agree, over 3 indicators:" in asked
    assert "Same level: 33 % (1 of 3)" in asked
    assert asked.count("It says ") == asked.count("It cannot say ") == 2
    assert "No figure for Kappa by squared gaps, Gwet's AC2 by squared gaps and Krippendorff's alpha by order." in asked


def test_from_twenty_indicators_on_every_figure_is_there(run: Any, review: str, tmp_path: Path) -> None:
    """Over twenty indicators that both judged every figure is a number; with one fewer kappa and its like are null."""
    shown = run("framework", "show", "universal-targeted-specialist", "--json").json["indicators"]
    names = [one["id"] for one in shown][:20]
    levels = ("starting", "developing", "secure", "leading")
    rows = [f"self,{name},{levels[at % 4]}" for at, name in enumerate(names)]
    rows += [f"peer:ak-7f3,{name},{levels[at % 4 if at % 5 else (at + 1) % 4]}" for at, name in enumerate(names)]
    table = tmp_path / "levels.csv"
    table.write_text("\n".join(["voice,indicator,level", *rows]), encoding="utf-8")
    assert run("judge", review, "--from", str(table)).code == 0
    words = ("compare", review, "--voices", "self", "peer:ak-7f3")
    agreement = run(*words, "--json").json["agreement"]
    assert (agreement["n"], agreement["why_null"]) == (20, {})
    assert agreement["exact"] == 0.8
    assert all(0 < agreement[key] < 1 for key in ("kappa_quadratic", "ac2", "alpha_ordinal"))
    assert "No figure" not in run(*words, "--agreement").out
    assert run("judge", review, names[0], "cannot-tell", "--voice", "peer:ak-7f3").code == 0
    fewer = run(*words, "--json").json["agreement"]
    assert (fewer["n"], fewer["kappa_quadratic"]) == (19, None)


@pytest.mark.usefixtures("review")
def test_a_figure_over_fewer_answers_than_the_others_says_over_how_many(run: Any, tmp_path: Path) -> None:
    """Fleiss' kappa counts what all three answered, 22 of 24, and that stands beside it."""
    assert run("review", "new", "--school", "999001", "--framework", "send-enquiry", "--id", "asked").code == 0
    names = [one["id"] for one in run("framework", "show", "send-enquiry", "--json").json["indicators"]]
    stances = ("concerned", "curious", "confident")
    rows = [
        f"{voice},{name},{stances[(at + (at % 5 == moved)) % 3]}"
        for moved, (voice, many) in enumerate((("self", 24), ("peer:a", 24), ("peer:b", 22)))
        for at, name in enumerate(names[:many])
    ]
    table = tmp_path / "stances.csv"
    table.write_text("\n".join(["voice,indicator,level", *rows]), encoding="utf-8")
    assert run("judge", "asked", "--from", str(table)).code == 0
    told = run("compare", "asked", "--voices", "self", "peer:a", "peer:b", "--agreement").out
    assert "How far they agree, over 24 indicators:" in told
    assert re.search(r"Fleiss' kappa: 0\.\d\d, over 22 indicators to which all of them gave a level\n", told)
    assert told.count("to which all of them") == 1


def test_plain_and_json_scores_say_the_same(run: Any, review: str) -> None:
    """A score is words on the screen and an exact figure in JSON; not looked at is null and never 0."""
    strands = {one["id"]: one for one in run("score", review, "--json").json["strands"]}
    assert (strands["U"]["exact"], strands["U"]["value"], strands["U"]["level"]) == ("1/3", 1 / 3, "developing")
    assert strands["S"]["value"] is None
    assert "Not enough seen to say" in run("score", review).out
    assert "lower median" in run("score", review, "--explain").out


def test_a_bad_framework_file_is_listed_as_one_and_hides_no_other(
    run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever an id or an edition is made of, the list is made, stays readable, and says what cannot be used."""
    head = 'kind = "inclusion.framework"\nschema = 1\ntitle = "Odd"\nscale = "four-step"\n'
    body = '[strands.U]\ntitle = "U"\n[indicators.U1]\nstrand = "U"\ntitle = "One"\n'
    for name, own in (
        ("numbers", f'id = "numbers"\nedition = "{"9" * 6000}"\n'),
        ("letters", f'id = "{"x" * 5000}"\nedition = "1"\n'),
        ("well", 'id = "well"\nedition = "1"\n'),
    ):
        (tmp_path / f"{name}.toml").write_text(head + own + body, encoding="utf-8")
    monkeypatch.setenv("INCLUSION_FRAMEWORKS", str(tmp_path))
    ran = run("framework", "list")
    assert ran.code == 0
    assert max(map(len, ran.out.splitlines())) < 240
    assert re.search(r"well@1 +Odd +INCLUSION_FRAMEWORKS", ran.out)
    assert ran.out.count("(cannot be used)") == 2


@pytest.mark.parametrize(
    "content",
    [
        "\ufeffIndicator;Level;Because\r\nu1;Secure;Café, twice\r\nU2;cannot tell;\r\n;;\r\n;;\r\n".encode(),
        'Indicator,LEVEL,Because,\r\nU1, secure ,"Café, twice",\r\nU2,Cannot-Tell,,\r\n,,,\r\n'.encode("cp1252"),
        "sep=;\r\nindicator;level;because\r\nU1;3;Café, twice\r\nU2;cannot-tell\r\n".encode(),
        "indicator\tlevel\tbecause\nU1\tSECURE\tCafé, twice\n\nU2\tcannot-tell\t\n\n".encode("utf-16"),
    ],
    ids=["semicolons", "cp1252", "sep", "utf-16"],
)
def test_a_file_of_judgements_is_read_as_a_spreadsheet_writes_it(run: Any, review: str, content: bytes) -> None:
    """BOM, semicolons, tabs, cp1252, capitals, spaces, empty rows and columns: each is read as it was meant."""
    Path("many.csv").write_bytes(content)
    ran = run("judge", review, "--from", "many.csv")
    assert (ran.code, ran.out) == (0, "2 judgements kept.\n"), ran.err
    found = {one["cell"]: one for one in run("review", "show", review, "--json").json["judgements"]}
    assert (found["U1"]["level"], found["U1"]["because"]) == ("secure", "Café, twice")
    assert found["U2"]["non_answer"] == "cannot-tell"


def test_columns_that_judgements_do_not_have_are_said_to_be_left_out(run: Any, review: str) -> None:
    """A date or a name beside the judgements hinders nothing, and nobody believes that it was kept."""
    Path("many.csv").write_text("indicator,level,Date,Checked by\nU1,secure,1/2/26,Head\n", encoding="utf-8")
    ran = run("judge", review, "--from", "many.csv")
    assert ran.code == 0
    assert "left out: 'date' and 'checked by'" in ran.err


def test_an_indicator_and_a_kind_go_by_their_words_in_any_case(run: Any, review: str) -> None:
    """`u4`, `U4@SEND` and 'Pupils said' are understood as they are printed elsewhere."""
    assert run("judge", review, "u6@SEND", "Secure").out == "U6@send Secure.\n"
    ran = run("evidence", "add", review, "--kind", "Pupils said", "--indicator", "u6", "We choose.", "--json")
    assert (ran.json["evidence"]["kind"], ran.json["evidence"]["indicators"]) == ("pupil-voice", ["U6"])
    assert "We choose." in run("evidence", "list", review, "--kind", "pupils said", "--indicator", "u6").out
    assert run("framework", "show", "universal-targeted-specialist", "u6").out.startswith("U6 ")
    none = run("evidence", "list", review, "--kind", "data")
    assert (none.code, none.out, none.err) == (0, "", "0 pieces of evidence.\n")


def test_every_example_in_the_help_is_understood(run: Any) -> None:
    """Each command's help ends with an example, which its own parser reads; quotation marks work on Windows too."""
    assert run("--help").code == 0
    for top in COMMANDS:
        for name, parser in leaves(parser_for(top), top):
            example = (parser.epilog or "").rpartition("\n")[2].strip()
            takes_something = any(not one.option_strings for one in parser._actions)
            assert example or not takes_something, name
            if example:
                assert example.startswith(f"inclusion {name} ")
                assert "'" not in example
                parser.parse_args(shlex.split(example)[1 + len(name.split()) :])


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="this platform cannot change its time zone in a test")
def test_times_are_told_as_the_clock_on_the_wall_tells_them(
    run: Any, review: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In summer a reviewer who wrote at a quarter to twelve reads a quarter to twelve; files and `--json` hold UTC."""
    ran = run("evidence", "list", review, "--json").json["evidence"][0]["at"]
    assert ran.endswith("Z")
    try:
        monkeypatch.setenv("TZ", "XST-5:17")
        time.tzset()
        local = dt.datetime.fromisoformat(ran).astimezone().strftime("%Y-%m-%d %H:%M")
        assert local != ran[:16].replace("T", " ")
        assert local in run("evidence", "list", review).out
        assert local[:10] in run("history", review).out
        assert local[11:13] in {line.split()[2][:2] for line in run("history", review).out.splitlines()}
    finally:
        monkeypatch.undo()
        time.tzset()


def test_every_voice_that_has_judged_is_named(run: Any, review: str) -> None:
    """A voice without judgements is answered with all that have some, and with what to type."""
    run("judge", review, "U4", "secure", "--voice", "peer:ak-7f3")
    ran = run("score", review, "--voice", "peer:ak-7f4")
    assert ran.code == 2
    assert "peer:ak-7f4 has judged nothing in this review. Those who have are peer:ak-7f3 and self" in ran.err
    assert "such as --voice peer:ak-7f3. To judge as peer:ak-7f4, type: inclusion assess" in ran.err
    run("review", "new", "--school", "999001", "--framework", "universal-targeted-specialist", "--id", "empty")
    assert "Nobody has judged anything in this review yet." in run("score", "empty", "--voice", "moderated").err


def test_thin_evidence_stands_under_one_heading(run: Any, review: str) -> None:
    """Said once, with a line for each judgement; where nothing is thin it is not said at all."""
    run("judge", review, "U6", "secure")
    out = run("score", review).out
    assert out.count("Thin evidence") == 1
    _, _, below = out.partition("Thin evidence (pointed out; it lowers nothing):\n")
    assert len(below.splitlines()) >= 1
    assert all(line.startswith("   ") and ": Secure asks for" in line for line in below.splitlines())
    run("judge", review, "U6", "starting")
    assert "Thin evidence" not in run("score", review).out


def test_framework_titles_are_shown_in_the_frameworks_own_words(run: Any, home: Path, tmp_path: Path) -> None:
    """The list for people has the framework's words; --json has the title as the file has it."""
    assert home
    file = tmp_path / "worded.toml"
    file.write_text(
        'kind = "inclusion.framework"\nschema = 1\nid = "worded"\nedition = "1"\ntitle = "For the SENCO"\n'
        'scale = "four-step"\n[words]\nSENCO = "SENDCo"\n[strands.U]\ntitle = "U"\n'
        '[indicators.U1]\nstrand = "U"\ntitle = "One"\n'
    )
    assert run("framework", "add", str(file)).code == 0
    assert "For the SENDCo" in run("framework", "list").out
    titles = [one["title"] for one in run("framework", "list", "--json").json["frameworks"]]
    assert "For the SENCO" in titles
