"""Stopped and let go on: the shell has a usable terminal meanwhile, and everything is there again."""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.real_terminal import RealTerminal

    from .conftest import Place

pytestmark = pytest.mark.slow


def under_a_shell(place: Place, terminals: Callable[..., RealTerminal]) -> tuple[RealTerminal, int]:
    """Open the review from a shell's prompt; return the terminal and the program's id."""
    terminal = terminals(["sh", "-i"], env={**place.env, "PS1": "at the prompt> "})
    terminal.wait_for("at the prompt>")
    terminal.send(f"{sys.executable} -m inclusion_core.cli assess {place.review}\r")
    terminal.wait_for("U1 ")
    terminal.wait_quiet()
    return terminal, terminal.foreground


def test_stopped_and_brought_back(place: Place, terminals: Callable[..., RealTerminal]) -> None:
    """After SIGTSTP the shell's terminal is as before; fg shows the same frame, and keys go on where they were."""
    terminal, program = under_a_shell(place, terminals)
    terminal.send("3")
    terminal.wait_for("3 Secure")
    terminal.wait_for("1/20 judged")
    terminal.wait_quiet(0.4)
    before = terminal.screen.rows
    for turn in range(3):
        os.kill(program, signal.SIGTSTP)
        terminal.wait_until(lambda: terminal.foreground == terminal.pid, "the shell has the terminal")
        terminal.wait_until(lambda: not terminal.shows_alternate_screen, "the alternate screen is left")
        terminal.send(f"echo four-$((2+2)) {turn}\r")
        terminal.wait_for(f"four-4 {turn}")
        terminal.send("fg\r")
        terminal.wait_until(lambda: terminal.shows_alternate_screen, "the alternate screen is back")
        terminal.wait_until(lambda: terminal.screen.rows == before, "the frame is as it was")
    terminal.send("2")
    terminal.wait_for("2 Developing")
    terminal.send("q")
    terminal.wait_until(lambda: terminal.foreground == terminal.pid, "the shell has the terminal")
    assert place.levels() == {"U1": "secure", "U2": "developing"}


def test_a_stopped_program_can_be_ended(place: Place, terminals: Callable[..., RealTerminal]) -> None:
    """A program that was stopped and is then told to end, ends when it may go on, and everything is kept."""
    terminal, program = under_a_shell(place, terminals)
    terminal.send("3")
    terminal.wait_for("U1 Secure")  # that it was taken; the levels themselves are always in view
    os.kill(program, signal.SIGTSTP)
    terminal.wait_until(lambda: terminal.foreground == terminal.pid, "the shell has the terminal")
    terminal.send("kill %1; fg; echo code-$?\r")
    terminal.wait_for("code-")
    terminal.wait_until(lambda: "code-143" in terminal.screen.text, "its exit code is SIGTERM's")
    assert place.levels() == {"U1": "secure"}


def test_ctrl_z_takes_back_and_does_not_stop(place: Place) -> None:
    """ctrl-Z, which stops other programs, takes the last change back."""
    terminal = place.rate()
    terminal.send("3")
    terminal.wait_for("3 Secure")
    terminal.wait_for("1/20 judged")
    terminal.send("\x1a")
    terminal.wait_for("0/20 judged")
    assert terminal.is_running
    assert place.levels() == {}
