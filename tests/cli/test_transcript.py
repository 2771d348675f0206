"""The worked example in the docs: every command of it, run and compared; and the same job on real registers.

Where the program rightly says something else now, `INCLUSION_WRITE_TRANSCRIPT=1` writes the page anew.
"""

import contextlib
import csv
import io
import os
import re
import shlex
import shutil
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import pytest

from inclusion_core.cli import main

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "transcript.md"
REAL = ROOT.parent / "shared" / "data" / "gias"
BLOCK = re.compile(r"```console\n(.*?)```\n", re.DOTALL)
NORTH_EAST = ROOT / "plugins" / "inclusion-north-east" / "src" / "inclusion_north_east"


@pytest.fixture
def folder(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the example files, and the North East framework where its plugin is not installed."""
    assert not home.exists()
    for file in (ROOT / "docs" / "examples").iterdir():
        shutil.copy(file, tmp_path)
    if not entry_points(group="inclusion.frameworks", name="north-east"):
        monkeypatch.setenv("INCLUSION_FRAMEWORKS", str(NORTH_EAST))
    return tmp_path


def typed(command: str) -> tuple[int, str]:
    """Run one line as a terminal shows it: stdout and stderr in one."""
    screen = io.StringIO()
    with contextlib.redirect_stdout(screen), contextlib.redirect_stderr(screen):
        code = main(shlex.split(command)[1:])
    return code, screen.getvalue()


def settled(text: str, seen: dict[str, str]) -> str:
    """Return a text without what differs from day to day and from machine to machine; `seen` maps evidence ids."""

    def numbered(found: re.Match[str]) -> str:
        return seen.setdefault(found[0], f"e-01k3v7q2m4{len(seen) + 1:02}")

    text = re.sub(r"\d{4}-\d\d-\d\d( \d\d:\d\d)?", lambda found: "2026-11-22" + (" 10:42" if found[1] else ""), text)
    text = re.sub(r"\be-[0-9a-hjkmnp-tv-z]{12}\b", numbered, text)
    return re.sub(r"\b[b-z]{2}-[0-9a-hjkmnp-tv-z]{3}\b", "ak-7f3", text)


def commands(block: str) -> list[str]:
    """Return the commands of a block."""
    return [line.removeprefix("$ ") for line in block.splitlines() if line.startswith("$ ")]


def test_every_command_of_the_transcript_answers_as_the_page_says(folder: Path) -> None:
    """Run from top to bottom, each line of docs/transcript.md prints what stands below it."""
    assert folder
    page = PAGE.read_text(encoding="utf-8")
    ran: list[str] = []
    seen: dict[str, str] = {}

    def replay(found: re.Match[str]) -> str:
        screen = ""
        for command in commands(found[1]):
            code, out = typed(command)
            assert code == 0, out
            screen += f"$ {command}\n{settled(out, seen)}"
            ran.append(command)
        return f"```console\n{screen}```\n"

    again = BLOCK.sub(replay, page)
    if os.environ.get("INCLUSION_WRITE_TRANSCRIPT"):
        PAGE.write_text(again, encoding="utf-8")
    assert again == PAGE.read_text(encoding="utf-8")
    assert len(ran) >= 15


def test_the_transcript_shows_the_whole_job() -> None:
    """The page imports, starts a review by URN, judges all twenty, explains, and reports as a web page."""
    lines = "\n".join(
        command for block in BLOCK.findall(PAGE.read_text(encoding="utf-8")) for command in commands(block)
    )
    for part in ("schools import", "--school 999001", "--from judgements.csv", "--explain", "gates", "unseen", "html"):
        assert part in lines
    with (ROOT / "docs" / "examples" / "judgements.csv").open(encoding="utf-8", newline="") as file:
        assert len({row["indicator"] for row in csv.DictReader(file)} | {"U4"}) == 20


@pytest.mark.slow
@pytest.mark.skipif(not REAL.is_dir(), reason="the real registers (../shared/data/gias) are not on this machine")
def test_the_same_job_on_the_real_registers(folder: Path, run: Any) -> None:
    """Real files of the North East and Trafford are read, and a real school is reviewed by its URN."""
    north_east = REAL / "dfe_ks4_school_information_202324_NE_Trafford.csv"
    trafford = REAL / "trafford_schools_2024-09-26.csv"
    names = REAL / "reg_schools_gias_2025-07_NE_postcodes.csv"
    for file, least, more in ((north_east, 40, ("--la", "929", "--la", "392")), (trafford, 100, ()), (names, 1000, ())):
        ran = run("schools", "import", str(file), *more, "--json")
        assert ran.code == 0, ran.err
        assert ran.json["added"] + ran.json["updated"] >= least
    again = run("schools", "import", str(names), "--json").json
    assert (again["added"], again["updated"]) == (0, 0)
    listed = run("schools", "list", "--la", "929", "--json").json["schools"]
    urn = next(one["urn"] for one in listed if one["kind"] == "mainstream" or one["urn"])
    new = run("review", "new", "--school", urn, "--framework", "north-east", "--json")
    assert new.code == 0, new.err
    name = new.json["review"]
    indicators = run("framework", "show", "north-east", "--json").json["indicators"]
    for one in indicators:
        if one["status"] == "adopted":
            assert run("judge", name, one["id"], "secure", "--because", "Seen today.").code == 0
            kind = ("--kind", one["evidence"][0], "--indicator", one["id"])
            assert run("evidence", "add", name, *kind, "Seen in two places today.").code == 0
    score = run("score", name, "--explain", "--json").json
    assert score["overall"]["judged"] == score["overall"]["applicable"] > 0
    assert run("gates", name).code == 0
    assert run("unseen", name).code == 0
    ran = run("report", name, "--format", "html", "--out", str(folder / "page.html"))
    assert ran.code == 0, ran.err
    assert run("doctor").code == 0
