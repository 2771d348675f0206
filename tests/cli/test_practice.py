"""Practice cards, what was asked of whom, and every way out of a review held to its release."""

from __future__ import annotations

import csv
import io
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from tests.desk.eight_schools import build

from inclusion_core.analysis.schools.learning import Offer, matches
from inclusion_core.analysis.texts.role_names import role_problem
from inclusion_core.cli.commands import COMMANDS
from inclusion_core.desk import open_desk, releasing
from inclusion_core.model.practice import PracticeCard
from inclusion_core.model.release import RELEASE_SECTIONS
from inclusion_core.model.school import School
from inclusion_core.plugins.registry import HOOKS
from inclusion_core.store.review.session import now

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def eight(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Eight schools of a region that their framework names, made once."""
    folder = tmp_path_factory.mktemp("eight") / "work"
    build(folder, "north-east")
    return folder


@pytest.fixture
def schools(run: Any, home: Path, eight: Path) -> Any:
    """A command line on a copy of them."""
    shutil.copytree(eight, home)
    return run


def offer(run: Any, review: str, *more: str, what: str = "A quiet start") -> str:
    """Write down a card that is offered; return its id."""
    done = run("practice", "add", review, "--indicator", "u1", "--offered", "yes", *more, what)
    assert done.code == 0, done.err
    return str(done.out.split()[0])


def test_a_card_from_first_word_to_directory(schools: Any, home: Path) -> None:
    """Kept journal-first, found by need once its host released it, asked for, answered; taken back it is gone."""
    card = offer(
        schools, "coquet", "--contact", "Inclusion lead", "--research", "A review of 2024", "--took", "One INSET day"
    )
    listed = schools("practice", "list", "coquet")
    assert listed.out.splitlines() == [
        f"{card}  offered, U1", "    A quiet start", "    Rests on: A review of 2024", "    Took: One INSET day",
        "    Ask: Inclusion lead",
    ]  # fmt: skip
    assert schools("practice", "find", "alnside", "--json").json["matches"] == []
    hint = schools("practice", "change", "coquet", card, "--for-whom", "Years 7 and 8")
    assert "inclusion release coquetside-1 --section practice --section name --to cluster" in hint.err
    assert schools("release", "coquet", "--section", "practice", "--section", "name", "--to", "partnership").code == 0
    (found,) = schools("practice", "find", "alnside", "--json").json["matches"]
    assert (found["name"], found["teaches"], found["mutual"]) == ("Coquetside School", ["U1", "U2", "T1"], False)
    assert found["cards"][0]["contact"] == "Inclusion lead"
    assert not {"by", "at", "tags"} & found["cards"][0].keys()
    assert found["distances"]["phase"] == 0
    asked = schools("practice", "ask", "alnside", "--school", "coquetside", "--card", card, "How do you begin?")
    request = asked.out.split()[0]
    assert schools("practice", "answer", "alnside", request, "in use", "--outcome", "Three classes.").code == 0
    assert schools("practice", "requests", "alnside").out.splitlines() == [
        f"{request}  in use, Coquetside School", "    How do you begin?", "    What came of it: Three classes.",
    ]  # fmt: skip
    refused = schools("practice", "ask", "alnside", "--school", "Coquetsid School", "How?")
    assert "no school 'Coquetsid School' here. Did you mean coquetside?" in refused.err
    assert "is the school that asks" in schools("practice", "ask", "alnside", "--school", "alnside", "How?").err
    by_name = schools("practice", "ask", "alnside", "--school", "coquetside  SCHOOL", "How?", "--json")
    assert by_name.json["request"]["school"] == "coquetside"
    assert len(schools("practice", "requests", "alnside", "--json").json["requests"]) == 2
    with open_desk(home) as desk, desk.session("alnside") as session:
        session.add_request("How?", school="A friend's school, in York")  # as earlier versions kept it
    assert "asked, A friend's school, in York" in schools("practice", "requests", "alnside").out
    table = schools("practice", "directory", "--format", "csv").out
    (row,) = csv.DictReader(io.StringIO(table))
    assert (row["school"], row["what"], row["for_whom"]) == ("Coquetside School", "A quiet start", "Years 7 and 8")
    assert schools("practice", "directory", "--format", "csv", "--out", "-").out == table
    assert "A quiet start. Ask: Inclusion lead" in schools("practice", "find", "alnside").out
    page = schools("practice", "directory", "--format", "markdown").out
    assert "## Coquetside School" in page
    assert "made up" in page
    assert schools("undo", "coquet").code == 0  # the release
    assert "Coquetside" not in schools("practice", "directory").out
    assert schools("practice", "withdraw", "coquet", card).code == 0
    assert schools("practice", "list", "coquet").out == ""


def test_a_contact_is_a_role(schools: Any) -> None:
    """A name, a title, an address and what is no role are refused with what to write; roles are kept."""
    for text in ("Dana Brook", "Mrs Brook, SENCO", "head@alnside.example", "ask us", "Brook"):
        done = schools("practice", "add", "alnside", "--contact", text, "A quiet start")
        assert (done.code, "Give the contact as a role" in done.err) == (2, True), text
    for text in ("SENCO", "Head of Year 7", "Deputy headteacher, inclusion", "the school office", "SENDCo"):
        assert role_problem(text) == ""
    assert schools("practice", "list", "alnside").out == ""


def test_a_directory_stops_on_what_names_a_pupil_and_runs_no_formula(schools: Any) -> None:
    """It is not written, with no override; a text that begins a formula is shown as text."""
    card = offer(schools, "bedeside", what="=1+1 quiet starts")
    assert schools("release", "bedeside", "--section", "practice", "--to", "partnership").code == 0
    assert "'=1+1 quiet starts" in schools("practice", "directory", "--format", "csv").out
    assert schools("practice", "change", "bedeside", card, "--seen", "Priya (Y5) was calm.").code == 0
    stopped = schools("practice", "directory", "--json")
    assert (stopped.code, stopped.json["practice"], len(stopped.json["findings"])) == (1, [], 1)
    assert "Priya" not in stopped.out


def test_who_could_give_each_other_something_comes_first() -> None:
    """Mutual matches before one-sided ones, cards before levels alone, in whatever order schools are given."""
    card = PracticeCard("p-1", "A quiet start", "me", now(), indicators=("U1",))
    both = Offer("b", School("Zed", id="z"), (), frozenset({"U1"}), frozenset({"T1"}))
    carded = Offer("c", School("Mid", id="m"), (card,))
    strong = Offer("s", School("Ash", id="a"), (), frozenset({"U1", "U2"}))
    neither = Offer("n", School("Nil", id="n"), (), frozenset({"T1"}))
    offers = [strong, neither, carded, both]
    found = matches({"U1", "U2"}, {"T1"}, offers, ("U1", "U2", "T1"))
    assert [(one.review, one.mutual) for one in found] == [("b", True), ("c", False), ("s", False)]
    assert found[0].learns == ("T1",)
    assert matches({"U1", "U2"}, {"T1"}, offers[::-1], ("U1", "U2", "T1")) == found
    assert [one.mutual for one in matches({"U1"}, (), offers)] == [False, False, False]


def test_a_school_is_compared_in_its_own_cluster_and_over_time(schools: Any) -> None:
    """A cluster needs no name where the school is in one; one review alone is no row of them."""
    assert "is in no cluster" in schools("compare", "alnside", "--cluster").err
    schools_of_it = ("alnside", "bedeside", "coquetside", "derwentside")
    four = [word for one in schools_of_it for word in ("--school", one)]
    assert schools("cluster", "new", "Tyne", *four).code == 0
    for words in (["--cluster"], ["--cluster", "ty"]):
        found = schools("compare", "alnside", *words, "--json").json
        assert (found["audience"], found["others"]) == ("cluster", 2)
        assert set(found["suppressed"]) >= {"U1", "U2"}
    assert "no partnership" in schools("compare", "alnside", "--partnership", "north").err
    alone = schools("compare", "alnside", "--over-time")
    assert (alone.code, "only one round" in alone.err) == (2, True)
    assert schools("review", "new", "--school", "alnside", "--framework", "north-east", "--id", "later").code == 0
    assert schools("judge", "later", "U1", "secure").code == 0
    row = next(line for line in schools("compare", "later", "--over-time").out.splitlines() if "U1 " in line)
    assert "levels" in row


def test_nothing_to_learn_is_said(schools: Any) -> None:
    """Where nothing is judged low the command asks for an indicator, and finds by it."""
    assert schools("judge", "bedeside", "U1", "secure").code == 0
    for one in ("U2", "T1", "S1"):
        assert schools("judge", "bedeside", one, "leading").code == 0
    refused = schools("practice", "find", "bedeside")
    assert (refused.code, "--indicator U4" in refused.err) == (2, True)
    assert schools("practice", "find", "bedeside", "--indicator", "U4").code == 0


# Every way out ------------------------------------------------------------------------------------------------------

MARKS = {
    "name": "Coquetside School", "judgements": "leading", "reasons": "REASON-OF-COQUET", "evidence": "NOTE-OF-COQUET",
    "voices": "peer:ak", "practice": "CARD-OF-COQUET",
    "groups": "GROUP-OF-COQUET",
}  # fmt: skip
"""What stands for a section of Coquetside's review wherever it comes out. Its level of U3 is given by nobody else.

Its small groups are in no section: they never come out.
"""

WAYS_OUT = {
    "report": ("report", "coquet", "--for", "partnership"),
    "report, Markdown": ("report", "coquet", "--for", "partnership", "--format", "markdown", "--out", "-"),
    "report, HTML": ("report", "coquet", "--for", "partnership", "--format", "html", "--out", "-"),
    "export, JSON": ("export", "coquet", "--for", "partnership", "--out", "-"),
    "export, CSV": ("export", "coquet", "--for", "partnership", "--format", "csv", "--out", "-"),
    "bundle": ("bundle", "make", "coquet", "--for", "partnership"),
    "compare": ("compare", "alnside", "--authority", "929"),
    "compare, JSON": ("compare", "alnside", "--authority", "929", "--json"),
    "compare, a list": ("compare", "alnside", "--beside", "coquet", "bedeside", "--json"),
    "compare, a rule": ("compare", "alnside", "--peers", "alike", "--json"),
    "heat map": ("compare", "alnside", "--authority", "929", "--map"),
    "heat map, SVG": ("compare", "alnside", "--authority", "929", "--svg", "heat.svg"),
    "continuum": ("trust", "continuum", "coast"),
    "continuum, JSON": ("trust", "continuum", "coast", "--json"),
    "roll-up": ("trust", "rollup", "coast"),
    "roll-up, JSON": ("trust", "rollup", "coast", "--json"),
    "board": ("trust", "board", "coast", "--format", "markdown", "--out", "-"),
    "region": ("region", "--framework", "north-east"),
    "region, JSON": ("region", "--framework", "north-east", "--json"),
    "region, SVG": ("region", "--framework", "north-east", "--svg", "heat.svg"),
    "practice": ("practice", "find", "alnside", "--indicator", "U3"),
    "practice, JSON": ("practice", "find", "alnside", "--indicator", "U3", "--json"),
    "directory": ("practice", "directory"),
    "directory, CSV": ("practice", "directory", "--format", "csv"),
    "directory, JSON": ("practice", "directory", "--json"),
    "exporter of a plugin": (),
}
"""Every way in which something of a review comes to others than its host and those who work on it."""

OWN_SIDE = {
    "demo", "schools", "framework", "review", "assess", "judge", "evidence", "enquire", "enquiry", "action",
    "moderate", "timetable", "score", "gates", "unseen", "cluster", "round", "release", "undo", "redo", "history",
    "feedback", "drift", "blank", "calendar", "plan", "together", "ledger", "ratio", "serve", "plugins", "doctor",
}  # fmt: skip
"""Commands on one's own copy of a review, for the host's side alone, and on agreements: nothing for others."""


@pytest.fixture
def coquet(schools: Any, home: Path) -> Any:
    """Coquetside's review with something in each section, and nothing released."""
    with open_desk(home) as desk, desk.session("coquet") as session:
        import inclusion_core as ic  # noqa: PLC0415  beside its only use

        session.judge("self", "U3", ic.Judgement("leading", because="REASON-OF-COQUET"))
        session.judge("peer:ak", "U3", ic.Judgement("starting", because="REASON-OF-PEER"))
        session.add_evidence("observation", "NOTE-OF-COQUET", indicators=["U3"])
        session.add_practice("CARD-OF-COQUET", indicators=["U3"], offered=True)
        session.change_review(released={})
        ic.staffing.add_group(desk, "coquetside", ic.staffing.read_line("GROUP-OF-COQUET; 4; 2; 1 support 14.50"))
    assert schools("trust", "new", "Coast", "--school", "coquetside", "--school", "bedeside").code == 0
    return schools


def come_out(run: Any, home: Path, way: str) -> str:
    """All that comes out by one way: screen and file."""
    if not WAYS_OUT[way]:
        with open_desk(home) as desk, desk.session("coquet", read_only=True) as session:
            try:
                found = releasing.outgoing(session, "partnership")
            except releasing.NotAllowed:
                return ""
            return repr((found.school, found.assessments, found.evidence, found.review))
    done = run(*WAYS_OUT[way])
    assert "fault in the program" not in done.err
    svg = home.parent / "heat.svg"
    return done.out + (svg.read_text(encoding="utf-8") if way.endswith("SVG") else "")


def test_every_command_and_hook_that_lets_something_out_is_held_to_release() -> None:
    """A new command or a new sort of exporter must be put on one side or the other, or this fails."""
    held = {words[0] for words in WAYS_OUT.values() if words}
    unplaced = COMMANDS.keys() - OWN_SIDE - held
    assert not unplaced, f"say whether these let something out, and hold them to release: {unplaced}"
    assert {one for one in HOOKS if "export" in one or "report" in one} == {
        "inclusion_exporters", "inclusion_report_formats",
    }  # fmt: skip


@pytest.mark.parametrize("way", WAYS_OUT)
def test_nothing_comes_out_that_was_not_released(coquet: Any, home: Path, way: str) -> None:
    """With nothing released nothing of the school comes out; with name and judgements, no other section does."""
    said = come_out(coquet, home, way)
    assert not [section for section, mark in MARKS.items() if mark in said and mark != "leading"]
    assert "coquetside-1" not in said
    assert coquet("release", "coquet", "--section", "name", "--section", "judgements", "--to", "partnership").code == 0
    said = come_out(coquet, home, way)
    assert not [one for one in ("reasons", "evidence", "voices", "practice", "groups") if MARKS[one] in said]
    assert "REASON-OF-PEER" not in said
    shows = way.startswith(("report", "compare", "heat", "export", "roll"))
    assert (MARKS["name"] in said) == shows


@pytest.mark.parametrize(
    "way", ["practice", "directory", "exporter of a plugin", "export, JSON", "export, CSV", "report", "bundle"]
)
def test_what_was_released_comes_out(coquet: Any, home: Path, way: str) -> None:
    """So that the marks of the test above can be seen: with every section released they do come out."""
    sections = [word for one in RELEASE_SECTIONS for word in ("--section", one)]
    assert coquet("release", "coquet", *sections, "--to", "partnership").code == 0
    wanted = {
        "practice": ("name", "practice"), "directory": ("name", "practice"), "bundle": (),
        "export, JSON": ("name", "reasons", "evidence", "voices"), "export, CSV": ("name", "reasons", "voices"),
        "report": ("name", "reasons", "evidence"), "exporter of a plugin": ("name", "reasons", "evidence", "voices"),
    }  # fmt: skip
    said = come_out(coquet, home, way)
    assert all(MARKS[one] in said for one in wanted[way])
    assert MARKS["groups"] not in said
    assert way != "bundle" or said.startswith("Written: ")


@pytest.mark.parametrize(
    ("way", "without", "with_it"),
    [
        (
            "region",
            ("7 of 8 schools", "Developing to Secure (n 6)", "Secure (n 7)"),
            ("8 of 8 schools", "Secure (n 8)"),
        ),
        ("region, JSON", ('"counts":[1,1,3,2]', '"counts":[1,2,2,1]'), ('"counts":[1,2,3,2]', '"counts":[1,2,3,1]')),
        ("region, SVG", ("7 of 8 schools", "(n 6)"), ("8 of 8 schools", "(n 7)")),
    ],
)
def test_a_region_counts_a_school_only_once_it_is_released(
    schools: Any, home: Path, way: str, without: tuple[str, ...], with_it: tuple[str, ...]
) -> None:
    """Eight schools of one authority: without Coquetside's release every figure is of seven; its name is in neither."""
    assert schools("release", "coquet", "--section", "judgements", "--to", "self").code == 0
    gap = "" if "JSON" in way else " "
    seven = gap.join(come_out(schools, home, way).split())
    assert [one for one in without if one not in seven] == []
    assert [one for one in with_it if one in seven and one not in without] == []
    assert schools("release", "coquet", "--section", "judgements", "--section", "name", "--to", "partnership").code == 0
    eight = gap.join(come_out(schools, home, way).split())
    assert [one for one in with_it if one not in eight] == []
    assert not [name for name in ("Coquetside", "coquetside", "Alnside", "Bedeside") if name in seven + eight]
