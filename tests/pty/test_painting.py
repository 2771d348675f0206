"""What the terminal shows after any keys is what it would show if all of it were drawn anew."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from benchmarks.real_terminal import RealTerminal

    from .conftest import Place

pytestmark = pytest.mark.slow

KEYS = ["j", "k", "1", "2", "3", "4", "c", "0", "p", "z", "Z", " ", "l", "\t", "\x1b[6~", "\x1b[5~", "G"]
TURNS, IN_A_TURN = 8, 12


def looks(terminal: RealTerminal) -> list[list[object]]:
    """Return what is seen in every cell of the screen: of a blank its ground alone, unless it is reversed."""
    rows = [terminal.screen.looks(row) for row in range(24)]
    return [[one.bg if one.data == " " and not one.reverse else one for one in row] for row in rows]


@pytest.mark.parametrize("seed", range(3))
def test_the_screen_is_what_it_would_be_if_drawn_anew(place: Place, seed: int) -> None:
    """Only what changed is sent, yet every cell is in its text and look as a whole new frame has it."""
    chance = random.Random(seed)  # noqa: S311  not a secret
    terminal = place.rate()
    for _ in range(TURNS):
        for key in chance.choices(KEYS, k=chance.randint(1, IN_A_TURN)):
            terminal.send(key)
            if chance.random() < 0.6:
                terminal.wait_quiet(0.03)
        terminal.wait_quiet(0.3)
        terminal.send("\x1b")  # any key takes away what the foot says, ctrl+l too
        terminal.wait_for("e evidence  enter more")
        terminal.wait_for(f"{place.judged()}/20 judged")
        terminal.wait_quiet(0.3)
        before = looks(terminal)
        shown = terminal.screen.framed()
        start = len(terminal.raw)
        terminal.send("\x0c")  # ctrl+l
        terminal.wait_bytes(b"judged", start=start)
        terminal.wait_quiet(0.2)
        assert looks(terminal) == before, f"{shown}\nand drawn anew:\n{terminal.screen.framed()}"
