"""A page of the docs that is run from top to bottom: its files written, its commands typed, its answers compared."""

from __future__ import annotations

import code
import contextlib
import io
import os
import re
import shlex
from typing import TYPE_CHECKING, Any

import pytest

from inclusion_core.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from pathlib import Path

BLOCK = re.compile(r"(?:<!-- (?P<how>file|add): (?P<name>\S+) -->\n)?```(?P<sort>\w*)\n(?P<text>.*?)```\n", re.DOTALL)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with nothing in it, a workspace inside it, and nothing of this machine's user in sight."""
    monkeypatch.setenv("INCLUSION_HOME", str(tmp_path / "work"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "user"))
    monkeypatch.delenv("INCLUSION_FRAMEWORKS", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def typed(command: str, folder: Path) -> str:
    """Run one line as a terminal shows it: stdout and stderr in one, the folder's own name left out."""
    screen = io.StringIO()
    with contextlib.redirect_stdout(screen), contextlib.redirect_stderr(screen):
        main(shlex.split(command)[1:])
    return screen.getvalue().replace(f"{folder}{os.sep}", "").replace(str(folder), ".").replace(os.sep, "/")


def answered(python: str, names: dict[str, object]) -> str:
    """Run what a person would type at Python's prompt, and return it with the answers below."""
    console = code.InteractiveConsole(names)
    typed_in = [line for line in python.splitlines() if line.startswith((">>> ", "... ")) or line in {">>>", "..."}]
    shown = ""
    for place, line in enumerate(typed_in):
        screen = io.StringIO()
        shown += f"{line}\n"
        with contextlib.redirect_stdout(screen), contextlib.redirect_stderr(screen):
            waits = console.push(line[4:])
            if waits and (place + 1 == len(typed_in) or typed_in[place + 1].startswith(">>>")):
                console.push("")
        shown += screen.getvalue()
    return f"{shown}\n"


@pytest.fixture
def replay(folder: Path) -> Any:
    """Run a page and hold it to what is answered now; return the commands. `INCLUSION_WRITE_TRANSCRIPT=1` rewrites it.

    A block is a file (`<!-- file: NAME -->` above it), lines to add to one (`add`), a `console` or a `pycon` session,
    `sh` whose lines are tested `elsewhere`, or a drawing without a sort. `settled` takes out of an answer what differs
    from day to day and from machine to machine.
    """

    def run(path: Path, *, elsewhere: Collection[str] = (), settled: Callable[[str], str] = str) -> list[str]:
        page = path.read_text(encoding="utf-8")
        ran: list[str] = []
        names: dict[str, object] = {}

        def again(found: re.Match[str]) -> str:
            sort, text = found["sort"], found["text"]
            if sort in {"toml", "csv"}:
                assert found["how"], f"no test writes this block:\n{text}"
                file = folder / found["name"]
                assert (found["how"] == "add") == file.exists()
                file.parent.mkdir(parents=True, exist_ok=True)
                with file.open("a", encoding="utf-8") as end:
                    end.write(text)
                return found[0]
            if sort == "sh":
                assert set(text.splitlines()) <= set(elsewhere)
                return found[0]
            if sort == "pycon":
                ran.extend(line for line in text.splitlines() if line.startswith(">>> "))
                return f"```pycon\n{answered(text, names)}```\n"
            if not sort:
                return found[0]
            assert sort == "console", f"a block of a sort that no test runs: {sort}"
            commands = [line for line in text.splitlines() if line.startswith("$ ")]
            ran.extend(commands)
            screen = "".join(f"{line}\n{settled(typed(line.removeprefix('$ '), folder))}" for line in commands)
            return f"```console\n{screen}```\n"

        now = BLOCK.sub(again, page)
        if os.environ.get("INCLUSION_WRITE_TRANSCRIPT"):
            path.write_text(now, encoding="utf-8", newline="\n")
        assert now == path.read_text(encoding="utf-8")
        assert page.count("```") == 2 * len(BLOCK.findall(page))
        return ran

    return run
