"""A whole round of peer review on made-up schools, through the public commands alone, on two machines."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .conftest import Ran

SCHOOLS = ("alnside", "moorside", "harbour", "hillside")
INDICATORS = (*(f"U{place}" for place in range(1, 10)), *(f"T{place}" for place in range(1, 7)),
              *(f"S{place}" for place in range(1, 6)))  # fmt: skip
AGREED = "Both saw it in three lessons of four."
FOUND = "Help is there where adults planned it."
LEVELS = ("starting", "developing", "secure", "leading")
DAY = "2027-01-12"
HERE, THERE = (), ("--workspace", "there")
"""The host's machine, and a reviewer's."""


class Round:
    """The commands, each of which has to end well."""

    def __init__(self, run: Any) -> None:
        self.run = run

    def done(self, *words: str) -> Ran:
        """Run a command that is to end with 0."""
        ran: Ran = self.run(*words)
        assert ran.code == 0, f"{words}: {ran.out}{ran.err}"
        return ran

    def told(self, *words: str) -> dict[str, Any]:
        """Return what a command answers as JSON."""
        return self.done(*words, "--json").json

    def refused(self, *words: str) -> str:
        """Return the sentence of a command that does not end well."""
        ran: Ran = self.run(*words)
        assert ran.code != 0, words
        return ran.out + ran.err


def judged(round_: Round, place: Sequence[str], review: str, voice: str, levels: Sequence[str]) -> None:
    """Give a level to every indicator, as a spreadsheet does."""
    path = Path("judged.csv")
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = [(one, levels[at % len(levels)], voice, "Seen in lessons.") for at, one in enumerate(INDICATORS)]
        csv.writer(file).writerows([("indicator", "level", "voice", "because"), *rows])
    assert round_.done(*place, "judge", review, "--from", str(path)).out == "20 judgements kept.\n"


def test_a_whole_round(run: Any) -> None:
    """From the plan through two reviewers apart, moderation and actions to the next cycle and a released comparison."""
    it = Round(run)
    _plan(it)
    line = _before_the_visit(it)
    _the_visit(it)
    _moderation(it)
    _afterwards(it, line)
    _compared(it)


def _plan(it: Round) -> None:
    for name in SCHOOLS:
        it.done("schools", "add", name.title(), "--phase", "primary", "--made-up")
    assert "3 to 7 schools" in it.refused("cluster", "new", "Two", "--school", "alnside", "--school", "harbour")
    it.done("cluster", "new", "Coast", *(word for name in SCHOOLS for word in ("--school", name)))
    assert "alnside" in it.refused("cluster", "new", "Again", *("--school", "alnside", "--school", "harbour") * 2)
    for name in SCHOOLS:
        it.done("cluster", "person", "coast", f"Head of {name.title()}", "--school", name, "--role", "lead-reviewer")
        champion = ("--role", "improvement-champion")
        it.done("cluster", "person", "coast", f"SENCO of {name.title()}", "--school", name, *champion)
    planned = it.done("round", "plan", "spring", "--cluster", "coast", "--from", "2027-01-04", "--to", "2027-03-26")
    visits = planned.out.splitlines()[1:]
    assert sorted(one.split()[1].casefold() for one in visits) == sorted(SCHOOLS)
    assert "Self-evaluation with the reviewers" in it.done("round", "clock", "spring").out


def _before_the_visit(it: Round) -> str:
    it.done("review", "new", "--school", "alnside", "--framework", "universal-targeted-specialist", "--id", "alnside")
    judged(it, HERE, "alnside", "self", LEVELS)
    alone = it.refused("moderate", "alnside", "U1", "secure", "--because", AGREED)
    assert "Only self has judged U1 so far" in alone
    it.done("review", "blind", "alnside", "on")
    suggested = it.told("enquire", "alnside")["suggestions"]
    assert suggested[0]["grounds"]
    it.done("enquire", "alnside", "--take", "1")
    (line,) = it.told("enquiry", "list", "alnside")["enquiry"]
    assert (line["stage"], line["indicators"]) == ("drafted", suggested[0]["indicators"])
    assert line["grounds"] == suggested[0]["grounds"]
    (hidden,) = it.told("enquiry", "list", "alnside", "--voice", "peer:ak")["enquiry"]
    assert hidden["grounds"] == []
    it.done("enquiry", "move", "alnside", line["id"], "agreed", "--agreed-by", "Head teacher")
    build = ("timetable", "build", "alnside", "--day", DAY, "--from", "09:00", "--to", "15:30")
    assert "safeguarding lead" in it.refused(*build)
    card = ("--lead", "Deputy head", "--reach", "By the office", "--arrangements", "An adult they know is near.")
    it.done("review", "safeguarding", "alnside", *card)
    it.done(*build, "--team", "ak", "--team", "bo", "--team", "cy", "--team", "di")
    assert "nothing wrong, nothing worth doing" in it.done("timetable", "check", "alnside").err
    assert "tell Deputy head (By the office)" in it.done("timetable", "show", "alnside").out.replace("\n  ", " ")
    return str(line["id"])


def _the_visit(it: Round) -> None:
    it.done("bundle", "make", "alnside", "--out", "to-bo.inclusion")
    it.done(*THERE, "bundle", "open", "to-bo.inclusion", "--apply")
    judged(it, THERE, "alnside", "peer:bo", ("developing", "secure", "leading", "starting", "secure"))
    it.done(*THERE, "evidence", "add", "alnside", "--kind", "pupil-voice", "--indicator", "U4", "They say who helps.")
    judged(it, HERE, "alnside", "peer:ak", ("developing", "secure", "leading", "starting", "starting"))
    it.done("judge", "alnside", "U2", "developing", "--voice", "peer:ak", "--because", "Seen in lessons.")
    it.done(*THERE, "judge", "alnside", "U1", "leading")
    it.done("judge", "alnside", "U1", "secure")
    it.done(*THERE, "bundle", "make", "alnside", "--out", "back.inclusion")
    opened = it.refused("bundle", "open", "back.inclusion", "--apply")
    assert "U1 (self): here Secure, there Leading (by " in opened
    there, here = (it.told(*place, "review", "show", "alnside")["judgements"] for place in (THERE, HERE))
    assert len(here) == len(there) + len(INDICATORS)
    assert [one for one in here if one["voice"] == "peer:bo"] == [one for one in there if one["voice"] == "peer:bo"]
    it.done("judge", "alnside", "U1", "leading")
    it.done("bundle", "open", "back.inclusion", "--apply")


def _moderation(it: Round) -> None:
    both = ("compare", "alnside", "--voices", "peer:ak", "peer:bo")
    for words in (("moderate", "alnside", "U5", "secure", "--because", AGREED), both, (*both, "--json")):
        hidden = it.refused(*words)
        assert "review blind alnside off" in hidden
        assert "Starting" not in hidden
    assert it.told("compare", "alnside", "--voices", "self", "peer:ak")["compared"] == len(INDICATORS)
    it.done("review", "blind", "alnside", "off")
    beside = it.told(*both, "--agreement")
    apart = [one for at, one in enumerate(INDICATORS) if at % 5 == 4]  # bo Secure, ak Starting
    distance = {one["id"]: one["distance"] for one in beside["indicators"] if one["distance"]}
    assert distance == {"U2": 1, **dict.fromkeys(apart, 2)}
    assert sorted(beside["talk_first"]) == sorted([*apart, "U2"])
    assert beside["talk_first"][-1] == "U2"  # the nearest comes last, though it is the first of the framework
    figures = beside["agreement"]
    assert (figures["n"], figures["exact"], figures["within_one"]) == (len(INDICATORS), 0.75, 0.8)
    # Squared gaps 1 + 4 x 4 = 17 over 20; all with all 1,028 over 400; 1 - 17 x 20 / 1028.
    assert figures["kappa_quadratic"] == pytest.approx(172 / 257)
    assert "needs its reason" in it.refused("moderate", "alnside", apart[0], "secure", "--because", "  ")
    agreed = it.told("moderate", "alnside", apart[0], "secure", "--because", AGREED)
    assert {one["voice"]: one["level"] for one in agreed["first"]}["peer:ak"] == "starting"
    few = it.told("compare", "alnside", "--voices", "peer:bo", "moderated")["agreement"]
    assert (few["n"], few["kappa_quadratic"]) == (1, None)
    assert few["why_null"]["kappa_quadratic"]
    assert "20" in few["why_null"]["ac2"], few
    kept = {one["voice"]: one["level"] for one in it.told("review", "show", "alnside")["judgements"]
            if one["indicator"] == apart[0]}  # fmt: skip
    assert (kept["peer:ak"], kept["peer:bo"], kept["moderated"]) == ("starting", "secure", "secure")
    it.done("moderate", "alnside", apart[0], "developing", "--because", AGREED)
    it.done("undo", "alnside")
    again = {one["voice"]: one["level"] for one in it.told("review", "show", "alnside")["judgements"]
             if one["indicator"] == apart[0]}  # fmt: skip
    assert again == kept


def _afterwards(it: Round, line: str) -> None:
    sheet = it.done("feedback", "alnside").out
    assert "All of the 20 indicators that apply were looked at" in sheet or "20 of the 20" in sheet
    assert AGREED in sheet.replace("\n  ", " ")
    assert not {"peer:ak", "peer:bo"} & set(sheet.split())
    it.done("enquiry", "move", "alnside", line, "finding-written", "--finding", FOUND)
    canvas = ("--why", "Rooms differ.", "--first-step", "A shared list in each room", "--who", "SENCO",
              "--by-when", "2027-01-29", "--cost", "300 pounds", "--paid-from", "Training budget",
              "--baseline", "2 of 6 rooms", "--review-on", "2027-05-01")  # fmt: skip
    it.done("enquiry", "canvas", "alnside", line, *canvas)
    (action,) = it.told("action", "list", "alnside")["actions"]
    assert (action["line"], action["cost"], action["baseline"]) == (line, "300 pounds", "2 of 6 rooms")
    written = it.done("report", "alnside", "--format", "markdown", "--out", "report.md")
    words = 19 * 3 + 8 + 7  # a reason for each indicator, each once; what was agreed of one; a finding
    assert f"What the team wrote comes to {words} words; {500 - words} more make the 500" in written.err
    assert it.told("report", "alnside", "--format", "html", "--out", "again.html")["words"] == words
    assert FOUND in Path("report.md").read_text(encoding="utf-8")
    it.done("review", "next", "alnside", "--id", "alnside-again")
    it.done("judge", "alnside-again", "U2", "leading")
    changes = it.told("review", "before-after", "alnside", "alnside-again")
    moved = {one["id"]: one["moved"] for one in changes["indicators"]}
    assert (moved["U2"], moved["U3"]) == ("higher", "one-only")
    assert changes["cautions"]


def _compared(it: Round) -> None:
    for name in SCHOOLS[1:]:
        it.done("review", "new", "--school", name, "--framework", "universal-targeted-specialist", "--id", name)
        judged(it, HERE, name, "self", LEVELS)
    released = ("--section", "judgements", "--to", "cluster")
    assert "release" in it.refused("compare", "alnside", "--cluster", "coast").casefold()
    for name in SCHOOLS[:2]:
        it.done("cluster", "consent", "coast", name, "yes", "--by", "Head teacher")
        it.done("release", name, *released, "--section", "name")
    assert it.told("report", "alnside", "--format", "html", "--out", "handed.html", "--for", "cluster")["words"] is None
    it.done("release", "harbour", *released)  # judgements, and no name
    compared = it.told("compare", "alnside", "--cluster", "coast")
    assert [one["school"] for one in compared["schools"]] == ["alnside", "moorside"]
    assert compared["others"] == 1
    rows = {one["id"]: one for one in compared["indicators"]}
    assert all(one["suppressed"] for one in rows.values())  # one school without a name could be told from the sum
    assert rows["U1"]["answers"] == {"alnside": "leading", "moorside": "starting"}
    assert rows["U1"]["n"] == len(rows["U1"]["answers"])
    it.done("cluster", "consent", "coast", "moorside", "no", "--by", "Head teacher")
    assert [one["school"] for one in it.told("compare", "alnside", "--cluster", "coast")["schools"]] == ["alnside"]
