"""What a person at a terminal of 80 columns sees: lines that break between words, and nothing wider than the screen."""

import os
from typing import Any

import pytest

from inclusion_core.cli import output

FRAMEWORK = "universal-targeted-specialist"
LONG = "The North Tyne and Upper Coquet Valleys Church of England Voluntary Controlled First and Nursery School"
EVERY = [
    (),
    ("--help",),
    ("scoer",),
    ("schools", "list"),
    ("schools", "list", "nothing-like-it"),
    ("schools", "show", "999002"),
    ("framework", "list"),
    ("framework", "show", FRAMEWORK),
    ("framework", "show", FRAMEWORK, "U4"),
    ("framework", "show", FRAMEWORK, "Q9"),
    ("review", "list"),
    ("review", "show", "long"),
    ("evidence", "list", "alnside"),
    ("score", "alnside", "--explain"),
    ("gates", "alnside"),
    ("unseen", "alnside"),
    ("unseen", "long"),
    (
        "compare",
        "alnside",
        "--voices",
        "self",
        "peer:ak-7f3",
        "peer:the-other-head-of-wansmere",
        "--all",
        "--agreement",
    ),
    ("report", "alnside"),
    ("bundle", "make", "alnside"),
    ("history", "alnside"),
    ("plugins", "list"),
    ("plugins", "show", "inclusion"),
    ("doctor",),
    ("assess", "long", "--plain"),
    ("judge", "--help"),
    ("evidence", "add", "--help"),
    ("schools", "add", "--help"),
]


@pytest.fixture
def screen(run: Any, review: str, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A workspace with long names in it, and a terminal of 80 columns."""
    assert run("schools", "add", LONG, "--urn", "999002", "--town", "Newcastle upon Tyne").code == 0
    assert run("review", "new", "--school", "999002", "--framework", FRAMEWORK, "--id", "long-" + "x" * 40).code == 0
    for voice in ("peer:ak-7f3", "peer:the-other-head-of-wansmere"):
        assert run("judge", review, "U4", "leading", "--voice", voice, "--because", LONG).code == 0
    monkeypatch.setattr(output, "room_of", lambda _stream: 80)
    monkeypatch.setattr(os, "get_terminal_size", lambda *_: os.terminal_size((80, 24)))
    return run


@pytest.mark.parametrize("words", EVERY, ids=" ".join)
def test_no_line_is_wider_than_the_screen(screen: Any, words: tuple[str, ...]) -> None:
    """Every line fits 80 columns, but for what is to be typed and for single words that are longer."""
    ran = screen(*words, stdin="?\nm\nl\na\ny\nn\ne Seen.\n\nstop\n")
    for line in (ran.out + ran.err).splitlines():
        command = line.strip().startswith("inclusion ")
        assert output.width(line) <= 80 or command or " " not in line.strip(), line


def test_a_long_name_is_told_whole(screen: Any) -> None:
    """What does not fit beside its id goes on below it, and no word of it is lost or cut."""
    out = screen("schools", "list").out
    assert " ".join(out.split()).count(LONG) == 1
    assert len([line for line in out.splitlines() if "999002" in line]) == 1


def test_nothing_is_broken_where_nobody_looks(run: Any, review: str) -> None:
    """In a pipe or a file each answer stays on its line, so that scripts can rely on it."""
    assert run("judge", review, "U4", "secure", "--because", LONG + LONG).code == 0
    assert any(LONG + LONG in line for line in run("score", review, "--explain").out.splitlines())


def test_a_stream_without_a_terminal_has_no_width(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipe, a closed stream and a terminal that does not say how wide it is are left to break lines themselves."""

    class Screen:
        def __init__(self, columns: int) -> None:
            self.columns = columns

        def isatty(self) -> bool:
            return True

        def fileno(self) -> int:
            return self.columns

    monkeypatch.setattr(os, "get_terminal_size", lambda number: os.terminal_size((number, 24)))
    found = [output.room_of(Screen(columns)) for columns in (0, 20, 80, 300)]  # type: ignore[arg-type]
    assert found == [None, None, 80, 300]


def test_a_last_column_with_little_room_goes_below(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Beside long cells a text is not squeezed into a few columns, and beside short ones it hangs where it began."""
    monkeypatch.setattr(output, "room_of", lambda _stream: 60)
    output.columns([("U4", "self Secure", "peer:ak-7f3 Developing", "1 level apart", "Help is ready")])
    output.columns([("U4", "Help is ready in every lesson, and pupils use it without waiting")])
    assert capsys.readouterr().out.splitlines() == [
        "U4  self Secure  peer:ak-7f3 Developing  1 level apart",
        "    Help is ready",
        "U4  Help is ready in every lesson, and pupils use it without",
        "    waiting",
    ]
