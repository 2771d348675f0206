"""What goes wrong in a round between schools and machines, each answered with one sentence and nothing changed."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest

from .conftest import FRAMEWORK

THERE = ("--workspace", "there")


def rewritten(file: str, changes: dict[str, tuple[bytes, bytes]]) -> str:
    """Return a bundle in which a text of some members is another, as a newer program might have written it."""
    with zipfile.ZipFile(file) as made:
        members = {one: made.read(one) for one in made.namelist()}
    for name, (was, now) in changes.items():
        assert was in members[name]
        members[name] = members[name].replace(was, now, 1)
    with zipfile.ZipFile("changed.inclusion", "w", zipfile.ZIP_STORED) as file_:
        for name, data in members.items():
            file_.writestr(zipfile.ZipInfo(name), data)
    return "changed.inclusion"


def test_a_file_of_another_review_is_refused(run: Any, review: str) -> None:
    """Of two reviews begun apart under one name, neither takes in the other, and both beginnings are told."""
    run(*THERE, "schools", "add", "Alnside First School", "--urn", "999001", "--made-up")
    run(*THERE, "review", "new", "--school", "999001", "--framework", FRAMEWORK, "--id", review)
    run(*THERE, "judge", review, "U4", "leading")
    assert run(*THERE, "bundle", "make", review, "--out", "other.inclusion").code == 0
    before = run("review", "show", review, "--json").out
    for words in ((), ("--apply",)):
        ran = run("bundle", "open", "other.inclusion", *words)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith(f"There are two reviews called {review}: the one here was begun on ")
        assert "They are never mixed, and nothing was changed." in ran.err
    assert run("review", "show", review, "--json").out == before


def test_a_file_of_the_future_is_refused(run: Any, review: str) -> None:
    """A file that a newer version wrote is said to be newer, with what to do, and changes nothing."""
    run("bundle", "make", review)
    before = run("review", "show", review, "--json").out
    newer = rewritten(f"{review}.inclusion", {"bundle.toml": (b"schema = 1", b"schema = 99")})
    for words in ((*THERE,), ()):
        ran = run(*words, "bundle", "open", newer, "--apply")
        assert (ran.code, ran.out) == (3, "")
        assert "schema is 99, and this version of the program knows 1: a newer version wrote the file." in ran.err
        assert "Update the program." in ran.err
    assert run("review", "show", review, "--json").out == before
    assert not Path("there").exists()


@pytest.mark.parametrize(
    ("voice", "begin"),
    [
        ("peer:bo", "To judge as peer:bo, type: inclusion assess alnside-autumn --voice peer:bo"),
        ("moderated", "type: inclusion moderate alnside-autumn INDICATOR LEVEL --because TEXT"),
    ],
)
def test_a_voice_with_nothing_judged_is_told(run: Any, review: str, voice: str, begin: str) -> None:
    """Nothing is compared with nobody: those who have judged are named, and what to type is what would work."""
    alone = run("compare", review, "--voices", "self", voice)
    assert (alone.code, "give one of them" in alone.err, begin in alone.err) == (2, False, True)
    run("judge", review, "U4", "secure", "--voice", "peer:ak")
    there = f"{voice} has judged nothing in this review. Those who have are peer:ak and self: give one of them, such as"
    ran = run("compare", review, "--voices", "self", voice)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"{there} --voices self peer:ak. ")
    assert begin in ran.err
    ran = run("score", review, "--voice", voice)
    assert (ran.code, ran.err.startswith(f"{there} --voice "), begin in ran.err) == (2, True, True)


def test_where_all_judged_alike_kappa_has_no_value(run: Any) -> None:
    """Over twenty equal levels all agree, and each figure that is not defined there says why, as JSON and in words."""
    run("schools", "add", "Alnside", "--made-up")
    run("review", "new", "--school", "alnside", "--framework", FRAMEWORK, "--id", "a")
    indicators = [one["id"] for one in run("framework", "show", FRAMEWORK, "--json").json["indicators"]]
    rows = [f"{one},secure,peer:{who}" for one in indicators for who in ("ak", "bo")]
    Path("levels.csv").write_text("\n".join(["indicator,level,voice", *rows]), encoding="utf-8")
    assert run("judge", "a", "--from", "levels.csv").code == 0
    told = run("compare", "a", "--voices", "peer:ak", "peer:bo", "--json").json
    figures = told["agreement"]
    assert (told["talk_first"], told["same"], figures["n"]) == ([], 20, 20)
    assert (figures["exact"], figures["within_one"], figures["ac2"]) == (1.0, 1.0, 1.0)
    assert (figures["kappa_quadratic"], figures["alpha_ordinal"]) == (None, None)
    assert set(figures["why_null"]) == {"kappa_quadratic", "alpha_ordinal"}
    said = run("compare", "a", "--voices", "peer:ak", "peer:bo", "--agreement").out
    assert "Every level given is the same one" in " ".join(said.split())
    assert "Talk about these first" not in said


def test_reviews_by_two_editions_are_not_compared(run: Any) -> None:
    """Of schools judged by two editions none is laid beside the other; rounds of one school say what was reworded."""
    for name, edition in (("alnside", "2026.1"), ("moorside", "2026.2"), ("harbour", "2026.1")):
        run("schools", "add", name.title(), "--made-up")
        run("review", "new", "--school", name, "--framework", f"north-east@{edition}", "--id", name)
        assert run("judge", name, "U4", "secure").code == 0
        assert run("release", name, "--section", "judgements", "--section", "name", "--to", "partnership").code == 0
    alone = run("compare", "alnside", "--beside", "moorside")
    assert (alone.code, alone.out) == (2, "")
    assert "There is no other school to lay beside alnside: 1 judged by " in alone.err
    assert "2026.2" in alone.err
    ran = run("compare", "alnside", "--beside", "moorside", "harbour")
    assert ran.code == 0, ran.err
    assert "Not in it: 1 review judged by " in ran.err
    told = run("compare", "alnside", "--beside", "moorside", "harbour", "--json").json
    assert [one["school"] for one in told["schools"]] == ["alnside", "harbour"]
