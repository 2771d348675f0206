"""Something else wrote on the terminal, or cut it: what is shown is made true again, by a key and by itself."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from benchmarks.real_terminal import RealTerminal

    from .conftest import Place

pytestmark = pytest.mark.slow


def at_rest(place: Place) -> tuple[RealTerminal, list[str]]:
    """Open the review, go one row down, and return the terminal with what it shows then."""
    terminal = place.rate()
    terminal.send("j")
    terminal.wait_quiet(0.4)
    return terminal, terminal.screen.rows


def written_over(terminal: RealTerminal, row: int) -> None:
    """Let another program write a wrong figure over a row, with letters that are no letters, as a binary file does."""
    os.write(terminal._slave, f"\x1b[{row};1H\x1b[31m 17/20 judged, from elsewhere \x1b[1;5r\x0e".encode())
    terminal.wait_for("from elsewhere")


def test_what_another_program_wrote_goes_away(place: Place) -> None:
    """ctrl+l draws all anew; without a key every row is sent once more when the fingers rest, and then nothing."""
    terminal, before = at_rest(place)
    written_over(terminal, 24)
    terminal.send("\x0c")
    terminal.wait_until(lambda: terminal.screen.rows == before, "the screen is as it was")
    written_over(terminal, 2)
    start = len(terminal.raw)
    terminal.wait_until(lambda: terminal.screen.rows == before, "the screen is as it was, without a key")
    terminal.wait_quiet(1.6)
    assert len(terminal.raw) - start < 6000
    assert terminal.screen.rows == before


def test_a_size_that_came_and_went_cuts_nothing_off(place: Place) -> None:
    """A window that was small for a moment, and lost what stood there, shows all of it again."""
    terminal, before = at_rest(place)
    for size in ((30, 5), (80, 24)):  # so fast that the program is told of it once, when all is as it was
        terminal.screen.resize(size)
    assert terminal.screen.rows != before
    terminal.signal(signal.SIGWINCH)
    terminal.wait_until(lambda: terminal.screen.rows == before, "the screen is as it was")


def threads(terminal: RealTerminal) -> int:
    """Return how many threads the program has."""
    return len(list(Path(f"/proc/{terminal.pid}/task").iterdir()))


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="asks Linux how many threads there are")
def test_stopped_hard_and_told_to_go_on_it_hears_each_key_once(place: Place) -> None:
    """After SIGSTOP, or a SIGCONT out of nowhere, the screen is whole and one thread reads the keys."""
    terminal, before = at_rest(place)
    count = threads(terminal)
    for _ in range(3):
        terminal.signal(signal.SIGSTOP)
        written_over(terminal, 3)
        terminal.signal(signal.SIGCONT)
        terminal.wait_until(lambda: terminal.screen.rows == before, "the screen is as it was")
    assert threads(terminal) == count
    terminal.send("j" * 9 + "4")
    terminal.wait_for("1/20 judged")
    assert place.levels() == {place.indicators()[10]: "leading"}
