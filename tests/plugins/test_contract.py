"""The contract tests pass a plugin that gives everything, and name each mistake of one that is wrong."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]

WHOLE = """
import datetime as dt
from fractions import Fraction
from pathlib import Path

from inclusion_core.errors import InvalidFile, Problem
from inclusion_core.plugins import (
    CalendarEvent, CalendarSet, Command, EnquiryRule, EvidenceKind, Exporter, FrameworkSource, Importer, Keymap,
    PeerMeasure, ReportFormat, Scale, ScoringMethod, Screen, Suggestion, hookimpl,
)

HERE = Path(__file__).parent


def score(framework, voices, setting):
    from inclusion_core.analysis.scoring.methods import METHODS
    from attrs import evolve
    mean = next(one for one in METHODS if one.name == "mean")
    return evolve(mean.score(framework, voices, setting), method="whole.mean")


def read(request):
    body = request.path.read_bytes()
    if b"," not in body or b"\\0" in body:
        raise InvalidFile(request.path, [Problem("is not our table.")])
    return body.split(b",")


def suggest(framework, voices, evidence, setting):
    return [
        Suggestion(f"What do pupils say of {one.title}?", (one.id,), ("Nobody looked yet.",))
        for one in framework.indicators.values()
    ]


def run(words):
    return 0


class Page:
    pass


@hookimpl
def inclusion_frameworks():
    return [FrameworkSource("whole.texts", "Texts", "Ours.", (HERE / "texts",))]

@hookimpl
def inclusion_scales():
    return [Scale("whole.two", ("no", "yes"))]

@hookimpl
def inclusion_scoring_methods():
    return [ScoringMethod("whole.mean", "Mean", "As ours.", score)]

@hookimpl
def inclusion_evidence_kinds():
    return [EvidenceKind("whole.sound", "Sound", "Heard.", counts_as="observation")]

@hookimpl
def inclusion_enquiry_rules():
    return [EnquiryRule("whole.ask", "Ask", "Asks.", suggest)]

@hookimpl
def inclusion_peer_measures():
    return [PeerMeasure("whole.near", "Near", "Near.", lambda one, other: Fraction(0) if one == other else Fraction(1))]

@hookimpl
def inclusion_report_formats():
    return [ReportFormat("whole.line", "Line", "One line.", ".txt", "text/plain", lambda document: document.title)]

@hookimpl
def inclusion_exporters():
    return [Exporter("whole.raw", "Raw", "Raw.", ".bin", "application/x", lambda out: repr(out.review).encode())]

@hookimpl
def inclusion_importers():
    return [Importer("whole.csv", "CSV", "A table.", "schools", read)]

@hookimpl
def inclusion_calendars():
    return [CalendarSet("whole.days", "Days", "Days.", lambda year: [CalendarEvent(dt.date(year, 9, 1), "First")])]

@hookimpl
def inclusion_commands():
    return [Command("whole.run", "Run", "Runs.", "inclusion_fake_whole:run")]

@hookimpl
def inclusion_screens():
    return [Screen("whole.page", "Page", "A page.", "inclusion_fake_whole:Page")]

@hookimpl
def inclusion_keymaps():
    return [Keymap("whole.left", "Left", "For the left hand.", {"rate.view": "ctrl+v"})]

@hookimpl
def inclusion_importer_for(path, head):
    return "whole.csv" if head.startswith(b"whole,") else None

@hookimpl
def inclusion_framework_checked(framework):
    return [Problem("could say more.", severity="worth-doing")]

@hookimpl
def inclusion_judgement_checked(judgement):
    return []
"""
TOML = """
kind = "inclusion.framework"
schema = 1
id = "whole"
edition = "1"
title = "Whole"
scale = "whole.two"
scoring = "whole.mean"
[strands.U]
title = "U"
[indicators.U1]
strand = "U"
title = "One"
evidence = ["whole.sound"]
"""

WRONG = """
import textual
from inclusion_core.plugins import *
from inclusion_core.plugins import hookimpl
import datetime as dt
from fractions import Fraction
from pathlib import Path
print("hello")

@hookimpl
def inclusion_frameworks():
    return [FrameworkSource("wrong.texts", "Texts", "Ours.", (Path(__file__).parent / "texts",))]

@hookimpl
def inclusion_scale():
    return []

@hookimpl
def inclusion_scoring_methods():
    return [ScoringMethod("wrong.mean", "Mean", "None.", lambda framework, voices, setting: None, laws=("exact",))]

@hookimpl
def inclusion_evidence_kinds():
    return [EvidenceKind("wrong.sound", "Sound", counts_as="nothing")]

@hookimpl
def inclusion_enquiry_rules():
    return [EnquiryRule("wrong.ask", "Ask", "", lambda *a: [Suggestion("Do it.", ("X9",), ("So.",))])]

@hookimpl
def inclusion_peer_measures():
    return [PeerMeasure("wrong.near", "Near", "", lambda one, other: Fraction(len(one.name) > len(other.name)))]

@hookimpl
def inclusion_report_formats():
    return [ReportFormat("wrong.line", "Line", "", ".txt", "text/plain", lambda document: "\\ud800")]

@hookimpl
def inclusion_exporters():
    return [Exporter("wrong.raw", "Raw", "", ".txt", "text/plain", lambda out: out.evidence["e-0"].note)]

@hookimpl
def inclusion_importers():
    return [Importer("wrong.csv", "CSV", "", "schools", lambda request: request.path.read_text("utf-8"))]

@hookimpl
def inclusion_calendars():
    return [CalendarSet("wrong.days", "Days", "", lambda year: [CalendarEvent(dt.date(year, 8, 31), "Late")])]

@hookimpl
def inclusion_commands():
    return [Command("wrong.run", "Run", "", "inclusion_fake_wrong:walk")]

@hookimpl
def inclusion_screens():
    return [Screen("wrong.page", "Page", "", "inclusion_fake_wrong.pages:Page")]

@hookimpl
def inclusion_keymaps():
    return [Keymap("wrong.left", "Left", "", {"rate.vieuw": "ctrl+v"})]

@hookimpl
def inclusion_framework_checked(framework):
    return ["a sentence"]
"""


def contract(name: str, site: Path, option: list[str]) -> tuple[set[str], str]:
    """Run the contract for one plugin and return the tests that failed, and all that was written."""
    run = subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "--pyargs", "inclusion_core.testing.contract", "-p", "no:cacheprovider"),
            *("-q", "--inclusion-plugin", name, *option),
        ],
        cwd=site,
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(site), str(ROOT / "src")])},
    )
    found = re.findall(r"^(?:FAILED|ERROR) \S*::(test_\w+)", run.stdout, re.MULTILINE)
    return set(found), run.stdout + run.stderr


@pytest.mark.slow
def test_a_plugin_that_gives_everything_passes(install: Callable[..., Path], option: list[str]) -> None:
    """A plugin with every hook that keeps all the rules passes every test, and none is skipped for want of it."""
    site = install(
        "inclusion-fake-whole",
        {"inclusion_fake_whole/__init__.py": WHOLE, "inclusion_fake_whole/texts/whole.toml": TOML},
        python={"whole": "inclusion_fake_whole"},
    )
    failed, words = contract("whole", site, option)
    assert not failed, words
    assert re.search(r"^\d+ passed", words, re.MULTILINE), words
    assert " skipped" not in words, words


@pytest.mark.slow
def test_each_mistake_is_named(install: Callable[..., Path], option: list[str]) -> None:
    """A plugin with a mistake in everything it gives fails the test for each, and only passes what it keeps."""
    site = install(
        "inclusion-fake-wrong",
        {
            "inclusion_fake_wrong/__init__.py": WRONG,
            "inclusion_fake_wrong/texts/wrong.toml": TOML.replace('id = "whole"', 'id = "wrong"'),
        },
        python={"wrong": "inclusion_fake_wrong"},
    )
    failed, words = contract("wrong", site, option)
    assert failed == {
        "test_it_makes_no_trouble",
        "test_its_frameworks_are_right",
        "test_its_checks_make_no_trouble",
        "test_importing_it_is_quick_and_loads_no_screen",
        "test_a_method_keeps_its_laws",
        "test_a_method_scores_or_refuses",
        "test_a_kind_counts_as_one_that_is_there",
        "test_a_rule_suggests_for_what_is_there",
        "test_a_measure_is_the_same_both_ways",
        "test_a_format_renders_anything",
        "test_an_exporter_exports_anything",
        "test_an_importer_survives_any_bytes",
        "test_a_calendars_days_are_of_the_year",
        "test_a_command_is_there",
        "test_a_screen_is_there",
        "test_a_keymap_names_our_keys",
    }, words
    for part in ("printed: hello", "Did you mean 'inclusion_scales'?", "loads rich, textual", "'whole.two'"):
        assert part in words


@pytest.mark.slow
def test_a_plugin_that_is_not_there_is_said(install: Callable[..., Path], option: list[str]) -> None:
    """A name that no plugin has fails with the nearest, and no name at all says how to give one."""
    site = install(
        "inclusion-fake-bare", {"inclusion_fake_bare/a.toml": ""}, frameworks={"bare": "inclusion_fake_bare"}
    )
    assert "There is no plugin 'bar'. Did you mean 'bare'?" in contract("bar", site, option)[1]
    assert "Say which plugin to check: --inclusion-plugin NAME." in contract("", site, option)[1]


def test_the_option_costs_no_import() -> None:
    """The module that every pytest in the environment loads imports nothing of ours that does work."""
    program = (
        "import inclusion_core.testing.pytest_plugin, sys; "
        "print(*(one for one in sys.modules if one.startswith(('inclusion_core', 'pluggy', 'attr'))))"
    )
    run = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )
    assert set(run.stdout.split()) == {
        "inclusion_core",
        "inclusion_core.testing",
        "inclusion_core.testing.pytest_plugin",
    }


SLOW = """
import time
from inclusion_core.plugins import ScoringMethod, hookimpl

@hookimpl
def inclusion_scoring_methods():
    return [ScoringMethod("slow.mean", "Slow", "Never answers.", lambda framework, voices, setting: time.sleep(3600))]
"""


@pytest.mark.slow
def test_a_method_that_never_answers_does_not_hold_up_the_contract(
    install: Callable[..., Path], option: list[str]
) -> None:
    """A method that hangs fails its tests with the sentence about its deadline, and the run comes to an end."""
    site = install("inclusion-fake-slow", {"inclusion_fake_slow.py": SLOW}, python={"slow": "inclusion_fake_slow"})
    failed, words = contract("slow", site, option)
    assert {"test_a_method_keeps_its_laws", "test_a_method_scores_or_refuses"} <= failed, words
    assert "took longer than 1 s" in words
