"""Every framework of this repository, held to our own check from the command line, and their links to each other."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import Any

import pytest

from inclusion_core import desk
from inclusion_core.desk import open_desk
from inclusion_core.desk.crosswalks import linked

ROOT = Path(__file__).parents[2]
FILES = sorted([*ROOT.glob("frameworks/*.toml"), *ROOT.glob("plugins/*/src/**/*.toml")])
READ_ON = dt.date(2026, 11, 23)
"""A day soon after the laws were looked at: a check years later rightly asks to look again, and a test does not."""


@pytest.fixture(autouse=True)
def _all_here(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every framework be found, whichever plugins are installed, on the day that their laws were read."""
    assert not home.exists()
    folders = dict.fromkeys(str(one.parent) for one in FILES)
    monkeypatch.setenv("INCLUSION_FRAMEWORKS", os.pathsep.join(folders))
    monkeypatch.setattr(desk, "_today", lambda: READ_ON)


def test_the_files_are_found() -> None:
    """The tests below are about the frameworks that we ship, and do not pass because there are none."""
    names = {one.stem for one in FILES}
    assert {"universal-targeted-specialist", "peer-send-review", "north-east", "north-east-partnership"} <= names


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_check_finds_nothing_wrong_and_nothing_worth_doing(run: Any, path: Path) -> None:
    """`framework check` on each file has no problem of either sort, with every other framework there."""
    ran = run("framework", "check", str(path), "--json")
    assert ran.json["problems"] == []
    assert ran.code == 0
    assert "can be used" in run("framework", "check", str(path)).out


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_link_to_a_framework_that_is_here_leads_somewhere(path: Path) -> None:
    """Each target of each crosswalk is there in that edition, and each link is found again from the other side."""
    with open_desk() as opened:
        known = {one.name for one in opened.library.found()}
        found = linked(opened, path)
        assert found.faults == ()
        assert set(found.not_here) == set(found.framework.crosswalk) - known
        said = {
            (indicator, other, link.to)
            for other, rows in found.framework.crosswalk.items()
            for indicator, links in rows.items()
            for link in links
            if other in known
        }
        assert said <= {(one.indicator, one.other, one.other_indicator) for one in found.ties}
        for name in found.others:
            back = {
                (one.other_indicator, one.other, one.indicator)
                for one in linked(opened, name, to=found.framework.name).ties
            }
            here = {
                (one.indicator, found.framework.name, one.other_indicator) for one in found.ties if one.other == name
            }
            assert here == back


def test_the_frameworks_are_linked_to_each_other() -> None:
    """Each of them touches at least two others, one way or the other."""
    with open_desk() as opened:
        for path in FILES:
            assert len(linked(opened, path).others) >= 2, path.stem
