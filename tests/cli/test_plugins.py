"""Plugins from the command line: found, listed, blocked, asked, told, and their own commands."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

FAKE = """
from fractions import Fraction
from pathlib import Path
from inclusion_core.errors import Problem
from inclusion_core.plugins import hookimpl
from inclusion_core.plugins.records import Command, EvidenceKind, ReportFormat, ScoringMethod

def _wrong(framework, voices, setting):
    return "fine"

def _render(document):
    return document.title

@hookimpl
def inclusion_commands():
    return [
        Command("away.census", "Census", "Counts the schools.", "inclusion_fake_away:census"),
        Command("away.broken", "Broken", "Fails.", "inclusion_fake_away:broken"),
        Command("away.gone", "Gone", "Is not there.", "inclusion_fake_away:nowhere"),
        Command("away.leaves", "Leaves", "Exits.", "inclusion_fake_away:leaves"),
    ]

@hookimpl
def inclusion_evidence_kinds():
    return [EvidenceKind("away.shadowing", "Shadowing", "A day beside one pupil.", counts_as="observation")]

@hookimpl
def inclusion_scoring_methods():
    return [ScoringMethod("away.wrong", "Wrong", "Answers wrongly.", _wrong)]

@hookimpl
def inclusion_report_formats():
    return [ReportFormat("away.title", "Title", "Only the title.", ".title", "text/plain", _render)]

@hookimpl
def inclusion_judgement_checked(framework, indicator, judgement):
    return [Problem("would want a second pair of eyes.", severity="worth-doing")] if indicator.core else []

@hookimpl
def inclusion_assessment_saved(workspace, before, after):
    Path(workspace.root, "told.txt").write_text(f"{len(before.judgements)} {len(after.judgements)}", encoding="utf-8")

def census(words):
    print("counted", *words)
    return 1

def broken(words):
    raise RuntimeError("no luck")

def leaves(words):
    raise SystemExit(3)
"""


@pytest.fixture
def away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A plugin called `away` that looks installed."""
    site = tmp_path / "site"
    info = site / "inclusion_fake_away-1.0.dist-info"
    info.mkdir(parents=True)
    (site / "inclusion_fake_away.py").write_text(FAKE, encoding="utf-8")
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: inclusion-fake-away\nVersion: 1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text("[inclusion]\naway = inclusion_fake_away\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(site))
    yield site
    sys.modules.pop("inclusion_fake_away", None)


def test_a_plugin_is_listed_shown_and_checked(run: Any, away: Path) -> None:
    """A plugin stands in the list with what it gives; one that is well leaves nothing to find."""
    assert away
    assert "away" in run("plugins", "list").out
    assert "away.census" in run("plugins", "show", "away").out
    assert run("plugins", "check", "away").code == 0


def test_a_plugin_that_cannot_be_loaded_is_a_finding(run: Any, away: Path) -> None:
    """A plugin that raises as it is loaded is named with a sentence; the program goes on without it."""
    (away / "inclusion_fake_away.py").write_text("raise RuntimeError('no')", encoding="utf-8")
    checked = run("plugins", "check")
    assert checked.code == 1
    assert "away" in checked.out
    assert run("doctor").code == 1
    assert run("framework", "list").code == 0


def test_a_blocked_plugin_stays_blocked_until_it_is_let_in(run: Any, away: Path) -> None:
    """`plugins block` is kept in the workspace; a blocked plugin is never imported."""
    assert away
    assert run("plugins", "block", "away", "--json").json["blocked"] == ["away"]
    sys.modules.pop("inclusion_fake_away", None)
    assert run("away.census").code == 2
    assert "inclusion_fake_away" not in sys.modules
    assert run("plugins", "show", "away", "--json").json["plugins"][0]["state"] == "blocked"
    assert run("plugins", "block", "away", "--off").code == 0
    assert run("away.census").code == 1


def test_a_plugins_command_gets_its_words_and_its_code_is_the_programs(run: Any, away: Path) -> None:
    """A command of a plugin is run with the rest of the line; what it returns is the exit code."""
    assert away
    ran = run("away.census", "one", "--two")
    assert (ran.code, ran.out) == (1, "counted one --two\n")
    assert run("away.leaves").code == 3
    assert "Did you mean 'away.census'?" in run("away.censu").err


@pytest.mark.parametrize("name", ["away.broken", "away.gone"])
def test_a_plugins_command_that_fails_is_the_plugins_failure(run: Any, away: Path, name: str) -> None:
    """An error in a plugin's command is a sentence that names the plugin, and code 5."""
    assert away
    ran = run(name)
    assert ran.code == 5
    assert "The plugin 'away'" in ran.err
    assert "Traceback" not in ran.err


def test_our_own_commands_look_for_no_plugin(run: Any, review: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Scoring with a method of ours, gates, history and the list of reviews never ask what is installed."""

    def asked() -> None:
        raise AssertionError("the installed plugins were looked for")

    monkeypatch.setattr("inclusion_core.plugins.discovery.installed", asked)
    for words in (("score", review), ("gates", review), ("unseen", review), ("history", review), ("review", "list")):
        assert run(*words).code == 0, words


def test_what_plugins_give_can_be_used_by_name(run: Any, review: str, away: Path, tmp_path: Path) -> None:
    """A plugin's kind of evidence and form of report work; a method that answers wrongly is its failure."""
    assert away
    assert run("evidence", "add", review, "--kind", "away.shadowing", "Walked beside a class.").code == 0
    out = tmp_path / "page.title"
    assert run("report", review, "--format", "away.title", "--out", str(out)).code == 0
    assert out.read_text(encoding="utf-8") == "Inclusion review: Alnside First School"
    ran = run("score", review, "--method", "away.wrong")
    assert ran.code == 5
    assert "'away'" in ran.err


def test_privacy_comes_before_a_plugins_report_too(run: Any, review: str, away: Path, tmp_path: Path) -> None:
    """A note that looks like a pupil holds a plugin's form of report back as it does ours."""
    assert away
    run("evidence", "add", review, "--kind", "observation", "--indicator", "U4", "Jayden Smith (Y5) read aloud.")
    out = tmp_path / "page.title"
    assert run("report", review, "--format", "away.title", "--out", str(out)).code == 1
    assert not out.exists()


def test_plugins_are_asked_about_a_judgement_and_told_of_it(
    run: Any, review: str, away: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A remark comes on stderr after the judgement was kept; the plugin sees the assessment before and after."""
    assert away
    assert capsys
    ran = run("judge", review, "U1", "secure")
    assert ran.code == 0
    assert "U1: away: would want a second pair of eyes." in ran.err
    assert (home / "told.txt").read_text(encoding="utf-8") == "4 5"


FORGER = """
from inclusion_core.plugins import hookimpl
from inclusion_core.model.assessment import Judgement

@hookimpl
def inclusion_assessment_saved(workspace, before, after):
    after.judgements["U2", None] = Judgement("leading", because="Forged.")
"""


def test_a_plugin_cannot_slip_a_judgement_in(run: Any, review: str, away: Path, home: Path) -> None:
    """A plugin that writes into what it is told of is refused and named; the review's files hold what was judged."""
    (away / "inclusion_fake_away.py").write_text(FORGER, encoding="utf-8")
    ran = run("judge", review, "U1", "secure")
    assert ran.code == 0
    assert "The plugin 'away' raised TypeError: This table is fixed." in ran.err
    assert not [one for one in home.rglob("*") if one.is_file() and b"Forged." in one.read_bytes()]


MEDDLER = """
from inclusion_core.plugins import hookimpl
from inclusion_core.model.school import School

@hookimpl
def inclusion_workspace_opened(workspace):
    workspace.put_schools([School(name="Nowhere School")])
"""


def test_a_plugin_is_handed_a_workspace_to_read(run: Any, review: str, away: Path) -> None:
    """A plugin that writes through the workspace it is told of is refused; nothing of it is kept."""
    (away / "inclusion_fake_away.py").write_text(MEDDLER, encoding="utf-8")
    ran = run("judge", review, "U1", "secure")
    assert ran.code == 0
    assert "The plugin 'away' raised ReadOnly" in ran.err
    assert "Nowhere" not in run("schools", "list").out
