"""How the screens end: signals, a closed window, a handler that is stuck or raises. Nothing acknowledged is lost."""

from __future__ import annotations

import os
import re
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from benchmarks.real_terminal import processor_seconds

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.real_terminal import RealTerminal

    from .conftest import Place

pytestmark = pytest.mark.slow

STUCK_IN_C, STUCK, RAISES = b"\x1b[17~", b"\x1b[18~", b"\x1b[19~"  # F6 to F8, as the faulty program has them
LONG_S = 25  # the stuck handler sleeps for 30 s: whatever ends before that did not wait for it
SIGNALS = [(signal.SIGTERM, 143), (signal.SIGHUP, 129)]
linux = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="only Linux tells what a process does")


def judged(terminal: RealTerminal) -> None:
    """Give the first indicator its third level, and see it on the screen."""
    terminal.send("3")
    terminal.wait_until(lambda: "3 Secure" in terminal.screen.rows[terminal.screen.row_of("U1 ")], "U1 is Secure")


def all_is_kept(place: Place) -> None:
    """Hold the judgement against what another program reads, and against the file for people."""
    assert place.levels() == {"U1": "secure"}
    assert 'level = "secure"' in (place.review_folder / "assessments" / "self.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(("number", "code"), SIGNALS)
def test_a_signal_ends_it_as_leaving_does(place: Place, number: signal.Signals, code: int) -> None:
    """SIGTERM and SIGHUP end it with their own exit code, the terminal is as before and the files are written."""
    terminal = place.rate()
    judged(terminal)
    terminal.signal(number)
    assert terminal.wait_exit() == code
    assert terminal.is_as_before
    all_is_kept(place)


def test_leaving_ends_it_well(place: Place) -> None:
    """Leaving with q is at once, with exit code 0, nothing is asked, and the screen is what it was before."""
    terminal = place.rate()
    judged(terminal)
    terminal.send("q")
    assert terminal.wait_exit() == 0
    assert terminal.is_as_before
    assert terminal.screen.text.strip() == ""
    all_is_kept(place)


@pytest.mark.parametrize(("number", "code"), SIGNALS)
def test_a_signal_ends_the_start_too(place: Place, number: signal.Signals, code: int) -> None:
    """At the start, where no review is open, a signal ends it in the same way."""
    terminal = place.run("--workspace", str(place.folder))
    terminal.wait_for("alnside")
    terminal.signal(number)
    assert terminal.wait_exit() == code
    assert terminal.is_as_before


def test_a_closed_window_ends_it(place: Place) -> None:
    """When the window is closed it ends by itself, with SIGHUP's exit code and everything kept."""
    terminal = place.rate()
    judged(terminal)
    terminal.close_master()
    assert terminal.wait_exit() == 129
    all_is_kept(place)


@linux
def test_a_window_closed_without_a_word_leaves_no_orphan(place: Place) -> None:
    """Where nobody tells it that the window is gone (a shell that ignores SIGHUP), it ends all the same."""
    waits = 'trap "" HUP; "$@"; exit 7'
    words = ("sh", "-c", waits, "sh", sys.executable, "-m", "inclusion_core.cli")
    terminal = place.rate(program=words)
    judged(terminal)
    child = next(int(one) for one in Path(f"/proc/{terminal.pid}/task/{terminal.pid}/children").read_text().split())
    assert processor_seconds(child) is not None
    terminal.close_master()
    assert terminal.wait_exit() == 7
    assert processor_seconds(child) is None
    all_is_kept(place)


@pytest.mark.parametrize(("number", "code"), SIGNALS)
def test_a_stuck_handler_does_not_hold_up_the_end(place: Place, number: signal.Signals, code: int) -> None:
    """Where a handler sleeps in the event loop, a signal ends it long before that, with the terminal as before."""
    terminal = place.faulty()
    judged(terminal)
    stick(terminal)
    terminal.signal(number)
    assert terminal.wait_exit(limit_s=LONG_S) == code
    assert terminal.is_as_before
    assert "What was acknowledged is kept" in terminal.raw.decode()
    assert place.levels() == {"U1": "secure"}


def test_a_handler_stuck_outside_of_python_does_not_hold_up_the_end(place: Place) -> None:
    """Where a handler reckons in C, so that no handler of signals in Python runs, a signal ends it all the same."""
    terminal = place.faulty()
    judged(terminal)
    stick(terminal, STUCK_IN_C)
    terminal.signal(signal.SIGTERM)
    assert terminal.wait_exit(limit_s=LONG_S) == 143
    assert terminal.is_as_before
    assert place.levels() == {"U1": "secure"}


def test_a_closed_window_ends_a_stuck_handler(place: Place) -> None:
    """Where a handler sleeps in the event loop and the window is closed, it ends long before the handler does."""
    terminal = place.faulty()
    judged(terminal)
    stick(terminal)
    terminal.close_master()
    assert terminal.wait_exit(limit_s=LONG_S) == 129
    assert place.levels() == {"U1": "secure"}


@pytest.mark.parametrize(("number", "code"), SIGNALS)
def test_a_terminal_that_takes_nothing_does_not_hold_up_the_end(
    place: Place, number: signal.Signals, code: int
) -> None:
    """Where the line is frozen and no byte gets out any more, a signal ends it all the same."""
    terminal = place.rate()
    judged(terminal)
    terminal.wait_quiet()
    terminal.freeze()
    terminal.signal(number)
    assert terminal.wait_exit(limit_s=LONG_S, frozen=True) == code
    assert place.levels() == {"U1": "secure"}


def stick(terminal: RealTerminal, key: bytes = STUCK) -> None:
    """Press the key whose handler is stuck, and wait until it is."""
    terminal.wait_quiet()
    terminal.send(key)
    terminal.wait_until(lambda: b"stuck now" in terminal.raw, "the handler is stuck")


def test_a_crash_leaves_a_log_and_the_terminal_as_it_was(place: Place) -> None:
    """A handler that raises ends it with exit code 70 or so, a path to a log, no code on the screen, and all kept."""
    terminal = place.faulty()
    judged(terminal)
    terminal.send(RAISES)
    assert terminal.wait_exit() not in {0, 129, 130, 143}
    assert terminal.is_as_before
    said = terminal.screen.text
    assert "A fault in the program" in said
    assert "Traceback" not in said
    log = Path(re.sub(r"\s", "", said[said.index("Where it happened is in") + len("Where it happened is in") :]))
    written = log.read_text(encoding="utf-8")
    assert "RuntimeError" in written
    assert "a fault that a test made" not in written
    all_is_kept(place)


def test_ctrl_c_ends_nothing(place: Place) -> None:
    """ctrl-C, which copies in many terminals, neither ends it nor changes anything."""
    terminal = place.rate()
    terminal.send("\x03")
    judged(terminal)
    assert terminal.is_running


def test_a_killed_program_has_kept_what_it_showed(place: Place) -> None:
    """What was on the screen before SIGKILL is there when the review is opened again, and the cursor goes on."""
    terminal = place.rate()
    judged(terminal)
    terminal.signal(signal.SIGKILL)
    assert terminal.wait_exit() == -signal.SIGKILL
    assert place.levels() == {"U1": "secure"}
    again = place.rate()
    again.wait_until(lambda: "3 Secure" in again.screen.rows[again.screen.row_of("U1 ")], "U1 is Secure")


@pytest.mark.parametrize("ended", ["q", signal.SIGTERM, signal.SIGHUP], ids=str)
def test_under_a_shell_the_prompt_is_usable_again(
    place: Place, terminals: Callable[..., RealTerminal], ended: Any
) -> None:
    """After it has left or was told to, the shell that started it echoes what is typed."""
    env = {**place.env, "PS1": "at the prompt> "}
    terminal = terminals(["sh", "-i"], env=env)
    terminal.wait_for("at the prompt>")
    terminal.send(f"{sys.executable} -m inclusion_core.cli assess {place.review}\r")
    terminal.wait_for("U1 ")
    if ended == "q":
        terminal.send("q")
    else:
        os.kill(terminal.foreground, ended)
    terminal.wait_until(lambda: terminal.foreground == terminal.pid, "the shell has the terminal")
    terminal.send("echo four-$((2+2))\r")
    terminal.wait_for("four-4")
    assert "echo four-$((2+2))" in terminal.screen.text
    assert not terminal.shows_alternate_screen
