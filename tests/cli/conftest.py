"""A command line in this process, on a workspace of its own."""

import io
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from inclusion_core.cli import main

FRAMEWORK = "universal-targeted-specialist"


class Ran(NamedTuple):
    """What a command did."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        """The answer as JSON; it must be one object and nothing else."""
        answer = json.loads(self.out)
        assert isinstance(answer, dict)
        assert answer["schema"] == 1
        return answer


Run = Callable[..., Ran]


class Typed(io.StringIO):
    """Standard input, which is not a terminal where nothing else is said."""

    def __init__(self, text: str, *, tty: bool = False) -> None:
        super().__init__(text)
        self._tty = tty

    def isatty(self) -> bool:
        """Say whether somebody sits there."""
        return self._tty


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace's folder that is not there yet, and nothing of this machine's user in sight."""
    folder = tmp_path / "work"
    monkeypatch.setenv("INCLUSION_HOME", str(folder))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "user"))
    monkeypatch.delenv("INCLUSION_FRAMEWORKS", raising=False)
    monkeypatch.delenv("INCLUSION_DEBUG", raising=False)
    monkeypatch.chdir(tmp_path)
    return folder


@pytest.fixture
def run(home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    """Run a command line and return its exit code, its answer and what it said on stderr."""
    assert not home.exists()

    def _run(*words: str, stdin: str = "", tty: bool = False) -> Ran:
        monkeypatch.setattr("sys.stdin", Typed(stdin, tty=tty))
        capsys.readouterr()
        code = main(list(words))
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return _run


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with a review, made once and copied for each test."""
    folder = tmp_path_factory.mktemp("template") / "work"

    def done(*words: str) -> None:
        assert main(["--workspace", str(folder), *words]) == 0

    done("schools", "add", "Alnside First School", "--urn", "999001", "--made-up")
    done("review", "new", "--school", "999001", "--framework", FRAMEWORK, "--id", "alnside-autumn")
    done("judge", "alnside", "U4", "secure", "--because", "Seen in five of six lessons.")
    done("judge", "alnside", "U5", "developing", "--because", "Adjustments are written down, and few adults know them.")
    done("judge", "alnside", "T1", "starting")
    done("judge", "alnside", "S2", "cannot-tell", "--because", "Nobody was there to ask.")
    done("evidence", "add", "alnside", "--kind", "observation", "--indicator", "U4", "Visual timetables in use.")
    done("evidence", "add", "alnside", "--kind", "pupil-voice", "--indicator", "U4", "It helps that they are there.")
    done("evidence", "add", "alnside", "--kind", "document", "The plan of the day hangs in the hall.")
    return folder


@pytest.fixture
def review(home: Path, run: Run, template: Path) -> str:
    """A review called `alnside-autumn`, with four judgements and three pieces of evidence."""
    assert run
    shutil.copytree(template, home)
    return "alnside-autumn"
