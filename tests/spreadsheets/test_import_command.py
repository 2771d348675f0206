"""`inclusion framework import`: what is written, what is said, what is asked and what is refused."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

AUDIT = [
    ["Our audit"],
    ["Area", "Question", "Red", "Amber", "Green", "Comments"],
    ["Leadership", "Do leaders ask?", "None do.", "Some do.", "All do.", "Going well"],
    ["Teaching", "Is help ready?", "Nowhere.", "Here and there.", "In every room."],
]


def test_a_workbook_becomes_a_draft_that_the_check_accepts(
    run: Callable[..., object], book: Callable[..., Path]
) -> None:
    """The draft is written, what became of each column and text is said, and the check finds nothing wrong."""
    ran = run("framework", "import", book({"Audit": AUDIT}))
    assert ran.code == 0, ran.err
    assert (
        "Written: our-audit.toml\n2 indicators in 2 strands. Levels, least inclusive first: Red, Amber, Green."
        in ran.out
    )
    assert "  B  Question  indicator\n" in ran.out
    assert "2 texts found no place." not in ran.out
    assert "1 text found no place. It stands at the file's end:\n  Audit!F3  Going well" in ran.out
    checked = run("framework", "check", "our-audit.toml")
    assert checked.code == 0
    assert "our-audit@1 can be used" in checked.out
    assert run("framework", "show", "our-audit.toml", "A1").out.startswith("A1  Do leaders ask?")


def test_the_answer_as_json(run: Callable[..., object], book: Callable[..., Path]) -> None:
    """`created`, `unplaced` with sheet, cell, text and reason, and how each column was read."""
    ran = run(
        "framework", "import", book({"Audit": AUDIT}), "--json", "--id", "trust", "--title", "T", "--out", "x.toml"
    )
    assert ran.json["created"] == "x.toml"
    assert ran.json["framework"] == "trust@1"
    assert [(one["sheet"], one["cell"], one["text"]) for one in ran.json["unplaced"]] == [
        ("Audit", "A1", "Our audit"),
        ("Audit", "F3", "Going well"),
    ]
    assert all(one["why"] for one in ran.json["unplaced"])
    assert {"sheet": "Audit", "column": "C", "name": "Red", "use": "level:Red"} in ran.json["columns"]


def test_nothing_is_overwritten(run: Callable[..., object], book: Callable[..., Path], tmp_path: Path) -> None:
    """A file that is there already stays as it is, and exit code 4 says so."""
    path = book({"Audit": AUDIT})
    (tmp_path / "our-audit.toml").write_text("mine", encoding="utf-8")
    ran = run("framework", "import", path)
    assert (ran.code, ran.out) == (4, "")
    assert "is there already and was left as it is" in ran.err
    assert (tmp_path / "our-audit.toml").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("none.xlsx",), 3, "There is no such file"),
        (("table.csv",), 3, "No column looks as if it held indicators. The columns here: A Wer, B Was. Say which"),
        (("table.csv", "--map", "indicator=Wie"), 2, "There is no column 'Wie'."),
        (("table.csv", "--map", "Was"), 2, 'Write --map indicator="Question"'),
        (("table.csv", "--sheet", "Tabel"), 2, "There is no sheet 'Tabel'. Did you mean 'table'?"),
        (("table.csv", "--id", "Our Trust"), 2, "cannot name a framework"),
        (("head.csv",), 3, "no indicator stands below it"),
    ],
)
def test_refusals(run: Callable[..., object], tmp_path: Path, words: tuple[str, ...], code: int, sentence: str) -> None:
    """What cannot be done is one clear sentence, with the exit code that it has everywhere, and nothing is written."""
    (tmp_path / "table.csv").write_text("Wer,Was\nwir,alles und mehr\n", encoding="utf-8")
    (tmp_path / "head.csv").write_text("Area,Question\n", encoding="utf-8")
    ran = run("framework", "import", *words)
    assert (ran.code, ran.out) == (code, "")
    assert sentence in ran.err
    assert not list(tmp_path.glob("*.toml"))


def test_columns_by_hand_and_a_hidden_sheet(run: Callable[..., object], book: Callable[..., Path]) -> None:
    """`--map` and `--sheet` say what no guess could know."""
    path = book({"Front": [["Welcome"]], "Liste": [["Wer", "Was"], ["Wir", "Wir fragen"]]}, hidden=["Liste"])
    assert run("framework", "import", path).code == 3
    ran = run("framework", "import", path, "--sheet", "Liste", "--map", "strand=Wer", "--map", "indicator=B", "--json")
    assert ran.code == 0, ran.err
    assert (ran.json["indicators"], ran.json["unplaced"]) == (1, [])


@pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal")
@pytest.mark.parametrize(
    ("typed", "said", "written"),
    [
        (b"\n", b"Written: our-audit.toml", True),
        (b"leave=Amber\nlevle:x=Red\n?\n\n", b"Did you mean 'level'?", True),
        (b"indicator=Elsewhere\n\n", b"'indicator=Elsewhere' was taken back.", True),
        (b"stop\n", b"Nothing was written.", False),
    ],
)
def test_on_a_terminal_the_guess_is_shown_and_can_be_changed(
    book: Callable[..., Path],
    tmp_path: Path,
    typed: bytes,
    said: bytes,
    written: bool,  # noqa: FBT001  a column of the table
) -> None:
    """Enter takes the guess, USE=COLUMN changes it, a mistake is said and asked again, and stop writes nothing."""
    path = book({"Audit": AUDIT})
    ours, theirs = os.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "inclusion_core.cli", "framework", "import", str(path)],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=tmp_path,
        env={**os.environ, "INCLUSION_HOME": str(tmp_path / "work"), "TERM": "dumb"},
    ) as process:
        os.close(theirs)
        os.write(ours, typed)
        screen = b""
        while True:
            try:
                more = os.read(ours, 4096)
            except OSError:
                break
            if not more:
                break
            screen += more
    os.close(ours)
    assert process.returncode == 0, screen.decode()
    assert said in screen
    assert (tmp_path / "our-audit.toml").exists() == written
    if b"leave" in typed:
        assert 'order = ["red", "green"]' in (tmp_path / "our-audit.toml").read_text(encoding="utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal")
def test_json_never_asks(book: Callable[..., Path], tmp_path: Path) -> None:
    """With --json nothing waits for anybody, whether or not there is a terminal."""
    ours, theirs = os.openpty()
    run = subprocess.run(
        [sys.executable, "-m", "inclusion_core.cli", "framework", "import", str(book({"Audit": AUDIT})), "--json"],
        stdin=theirs,
        capture_output=True,
        check=False,
        cwd=tmp_path,
        env={**os.environ, "INCLUSION_HOME": str(tmp_path / "work")},
        timeout=60,
    )
    os.close(ours)
    os.close(theirs)
    assert run.returncode == 0
