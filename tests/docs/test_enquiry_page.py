"""docs/enquiry.md: the worked example answers as it is printed, and the page names every rule.

Where the program rightly says something else now, `INCLUSION_WRITE_TRANSCRIPT=1` writes the example anew.
"""

import contextlib
import datetime as dt
import io
import os
import re
import shlex
from pathlib import Path
from typing import Any

import pytest

import inclusion_core as ic
from inclusion_core.analysis.enquiry.rules import RULES
from inclusion_core.cli import main
from inclusion_core.demonstration.building import build_demonstration

PAGE = Path(__file__).parents[2] / "docs" / "enquiry.md"
NORTH_EAST = PAGE.parents[1] / "plugins" / "inclusion-north-east" / "src" / "inclusion_north_east"
BLOCK = re.compile(r"```console\n(.*?)```\n", re.DOTALL)
NOW = dt.datetime(2026, 11, 24, 12, 0, tzinfo=dt.UTC)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with the made-up cluster, on a day that is always the same."""
    home = tmp_path / "work"
    monkeypatch.setenv("INCLUSION_HOME", str(home))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "user"))
    monkeypatch.setenv("INCLUSION_FRAMEWORKS", str(NORTH_EAST))
    with ic.open_desk(home) as desk:
        build_demonstration(desk, now=NOW)
    return home


def typed(command: str, ids: dict[str, str]) -> str:
    """Run one line as a terminal shows it, with ids and dates that are always the same."""
    for real, shown in ids.items():
        command = command.replace(shown, real)
    screen = io.StringIO()
    with contextlib.redirect_stdout(screen), contextlib.redirect_stderr(screen):
        assert main(shlex.split(command)[1:]) == 0, screen.getvalue()
    for found in re.findall(r"\bq-[0-9a-hjkmnp-tv-z]{12}\b", screen.getvalue()):
        ids.setdefault(found, f"q-{len(ids) + 1}")
    text = screen.getvalue()
    for real, shown in ids.items():
        text = text.replace(real, shown)
    return re.sub(r"\d{4}-\d\d-\d\d", "2026-11-24", text)


def test_the_worked_example_answers_as_the_page_says(folder: Path) -> None:
    """Run from top to bottom, each line prints what stands below it."""
    assert folder
    ids: dict[str, str] = {}
    ran: list[str] = []

    def replay(block: Any) -> str:
        shown = ""
        for line in re.findall(r"^\$ (.*)$", block[1], re.MULTILINE):
            answer = "" if " demo" in line and "--no-open" in line else typed(line, ids)
            shown += f"$ {line}\n{answer}"
            ran.append(line)
        return f"```console\n{shown}```\n"

    again = BLOCK.sub(replay, PAGE.read_text(encoding="utf-8"))
    if os.environ.get("INCLUSION_WRITE_TRANSCRIPT"):
        PAGE.write_text(again, encoding="utf-8")
    assert again == PAGE.read_text(encoding="utf-8")
    assert len(ran) == 6


def test_the_page_names_every_rule_and_every_stage() -> None:
    """Each of our rules has its row, and each stage its word."""
    page = PAGE.read_text(encoding="utf-8")
    assert set(re.findall(r"^\|[^|]*\| `(\w+)` \|", page, re.MULTILINE)) == {name for name, _ in RULES}
    for word in ("drafted", "agreed", "being looked at", "finding written", "workshop", "action", "checked", "closed"):
        assert word in page
