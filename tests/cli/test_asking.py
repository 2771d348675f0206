"""Lines at a real terminal: what is typed, what is pasted, and what ends."""

import contextlib
import os
import re
import select
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from inclusion_core.cli import asking

pty = pytest.importorskip("pty", reason="this platform has no pseudo-terminals")
fcntl = pytest.importorskip("fcntl")
termios = pytest.importorskip("termios")
readline = pytest.importorskip("readline", reason="this platform edits lines in its own way")

SOURCE = Path(__file__).parents[2] / "src"


class Seat:
    """Somebody at a terminal with a plain assessment on it."""

    def __init__(self, home: Path) -> None:
        self._ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        environment = {**os.environ, "PYTHONPATH": str(SOURCE), "INCLUSION_HOME": str(home), "TERM": "xterm"}
        command = [sys.executable, "-m", "inclusion_core.cli", "assess", "alnside", "--plain"]
        self.program = subprocess.Popen(
            command,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=environment,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509  a terminal of its own
        )
        os.close(theirs)
        self.seen = ""

    def until(self, says: str) -> str:
        """Read on until this is on the screen; return what came."""
        came = ""
        end = time.monotonic() + 30
        while says not in came:
            assert time.monotonic() < end, came
            if select.select([self._ours], [], [], 0.2)[0]:
                try:
                    came += os.read(self._ours, 65536).decode()
                except OSError:  # the other end is shut
                    break
        self.seen += came
        return came

    def type(self, keys: str) -> None:
        """Send keys."""
        os.write(self._ours, keys.encode())

    def close(self) -> None:
        """Leave."""
        with contextlib.suppress(ProcessLookupError):
            self.program.kill()
        self.program.wait(timeout=30)
        os.close(self._ours)


@pytest.fixture
def seat(home: Path, review: str) -> Iterator[Seat]:
    """A terminal at the first question."""
    assert review
    found = Seat(home)
    found.until("for all): ")
    yield found
    found.close()


def judged(run: Any) -> list[str]:
    """Return what the school judged itself, besides what was there."""
    found = run("review", "show", "alnside", "--json").json["judgements"]
    return sorted(one["cell"] for one in found if one["cell"] not in {"U4", "U5", "T1", "S2"})


@pytest.mark.slow
@pytest.mark.skipif("libedit" in (readline.__doc__ or ""), reason="its line editing is not GNU readline")
def test_pasted_lines_are_one_answer(run: Any, seat: Seat) -> None:
    """Notes of several lines, pasted as a terminal pastes them, judge nothing and are kept as one note."""
    assert "\x1b[?2004h" in seat.seen  # the terminal was asked to mark what is pasted
    seat.type("\x1b[200~e We saw:\n2 adults in each room\n3 quiet corners\nstop\x1b[201~\r")
    seat.until("nothing typed")
    seat.type("observation\r")
    seat.until("for all): ")
    seat.type("stop\r")
    seat.until("To go on")
    note = "We saw:\n2 adults in each room\n3 quiet corners\nstop"
    assert note in [one["note"] for one in run("evidence", "list", "alnside", "--json").json["evidence"]]
    assert judged(run) == []


@pytest.mark.slow
def test_answers_typed_ahead_on_a_slow_line_each_count(run: Any, seat: Seat) -> None:
    """Two answers that arrive together because the line was slow are two answers."""
    seat.type("3 Seen in five rooms.\r2 Not yet.\rstop\r")
    seat.until("To go on")
    assert judged(run) == ["U1", "U2"]


@pytest.mark.slow
@pytest.mark.parametrize(("key", "code"), [("\x03", 130), ("\x04", 0)], ids=["ctrl-C", "ctrl-D"])
def test_the_keys_that_end_say_how_to_go_on(run: Any, seat: Seat, key: str, code: int) -> None:
    """Ctrl-C and ctrl-D end the conversation with where it stands, and what was acknowledged is kept."""
    seat.type("3 Seen.\r")
    seat.until("U2. Your answer")
    time.sleep(0.5)  # Python hears no signal between its prompt and its waiting for a key
    seat.type(key)
    seat.until("To go on: inclusion assess")
    assert seat.program.wait(timeout=30) == code
    assert "Traceback" not in seat.seen
    assert judged(run) == ["U1"]


@pytest.mark.slow
def test_lines_at_a_terminal_break_between_words(seat: Seat) -> None:
    """At 80 columns no line is wider, but for the prompt that is typed at."""
    seat.type("?\r")
    seat.until("for all): ")
    for line in re.sub(r"\x1b\[[?\d]*[a-z]", "", seat.seen).splitlines():
        assert len(line) <= 80 or "for all): " in line


def test_without_an_editor_that_knows_pasted_text_what_comes_at_once_is_one_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Where the line editing tells nothing, words that are followed in the same instant are one text."""
    monkeypatch.setattr(asking, "_keeps_pasted_text_together", lambda: False)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    lines = iter(["e We saw:", "2 adults", "stop", "3", "2"])
    waiting = iter([True, True, False, True])
    monkeypatch.setattr("builtins.input", lambda *_: next(lines))
    monkeypatch.setattr(asking, "_more_is_waiting", lambda: next(waiting))
    assert asking.line_from("") == "e We saw:\n2 adults\nstop"
    assert asking.line_from("") == "3"
