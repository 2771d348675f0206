"""Windows of every size: nothing breaks, and the way back to a usual size shows everything again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from inclusion_tui.terminal.room import LEAST

if TYPE_CHECKING:
    from benchmarks.real_terminal import RealTerminal

    from .conftest import Place

pytestmark = pytest.mark.slow

SIZES = [(20, 5), (1, 1), (0, 0), (200, 60), (60, 16), (3, 100), (300, 2), (80, 1), (1, 24), (119, 24), (160, 45)]
OPENERS = {"nothing": "", "find": "/ord", "reason": "3kb"}


def has_room(size: tuple[int, int]) -> bool:
    """Say whether keys do something at this size; a terminal that does not know its size counts as 80 by 24."""
    return size == (0, 0) or (size[0] >= LEAST[0] and size[1] >= LEAST[1])


def through_all(terminal: RealTerminal) -> None:
    """Give the window every size, one after the other and then in a rush, and come back to 80 by 24."""
    for size in SIZES:
        terminal.resize(*size)
        terminal.wait_quiet(0.1)
        assert terminal.is_running, size
    for size in SIZES * 3:
        terminal.resize(*size)
        terminal.take()
    terminal.resize(80, 24)
    terminal.wait_quiet(0.4)


@pytest.mark.parametrize("opened", OPENERS.values(), ids=OPENERS)
def test_every_size_and_back(place: Place, opened: str) -> None:
    """Whatever is open, any row of sizes leads back to the same screen, and what was typed is still there."""
    terminal = place.rate()
    terminal.send(opened)
    terminal.wait_quiet(0.5)
    before = terminal.screen.rows
    through_all(terminal)
    terminal.wait_until(lambda: terminal.screen.rows == before, "the screen is as it was")


@pytest.mark.parametrize("size", SIZES, ids="{0[0]}x{0[1]}".format)
def test_it_starts_in_any_size(place: Place, size: tuple[int, int]) -> None:
    """A window may have any size at the start; what is judged where it can be seen is kept, and leaving works."""
    terminal = place.run("assess", place.review, size=size)
    terminal.wait_bytes(b"\x1b[?1049h")
    terminal.send("3")
    if has_room(size):
        terminal.wait_until(lambda: place.levels() == {"U1": "secure"}, "the judgement is kept")
    else:
        terminal.wait_quiet(1.0)  # the key is read while the window is small
    terminal.resize(80, 24)
    terminal.wait_for("Secure")
    if not has_room(size):
        assert place.levels() == {}
        terminal.send("3")
    terminal.wait_for("3 Secure")
    terminal.send("q")
    assert terminal.wait_exit() == 0
    assert terminal.is_as_before
