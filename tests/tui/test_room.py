"""A window that is too small says so over everything; nothing is lost in it and nothing is done unseen."""

from typing import Any

import pytest

from inclusion_tui.render.line import as_text
from inclusion_tui.terminal.room import LEAST, TooSmall, too_small_lines

SAYS = "This needs 60 columns and 16 rows; this window has"


async def resized(pilot: Any, columns: int, rows: int) -> None:
    """Give the window another size."""
    await pilot.resize_terminal(columns, rows)
    await pilot.pause(0.05)


def text(rows: list[str]) -> str:
    """Return the screen as one text, whatever its width."""
    return " ".join(" ".join(rows).split())


@pytest.mark.parametrize(("columns", "rows"), [(20, 5), (59, 40), (200, 15), (1, 1)])
def test_what_is_said_fits_the_window(columns: int, rows: int) -> None:
    """The sentence is first, and where there is room for it a second one says what keys do."""
    lines = too_small_lines(columns, rows, typing=False, leave="ctrl+q")
    whole = " ".join(as_text(lines).split())
    if columns > 1:
        assert whole.startswith(f"{SAYS} {columns} by {rows}. Nothing is lost.")
    assert ("ctrl+q leaves" in whole) is (columns >= 59)


def test_a_small_window_says_so_and_takes_no_command(drive: Any, screen_of: Any) -> None:
    """Below the least size the notice covers the list, no key or click does anything unseen, and then all is back."""

    async def flow(pilot: Any) -> None:
        app = pilot.app
        await pilot.press("home", "j")
        before, at, focused = screen_of(pilot), app.screen.chosen, app.focused
        judged = app.sitting.judgement(at)
        await resized(pilot, 20, 5)
        assert text(screen_of(pilot)).startswith(f"{SAYS} 20 by 5. Nothing is lost.")
        await pilot.press("1", "x", "enter", "g", "q")
        await pilot.click(offset=(3, 3), times=2)
        assert app.focused is focused
        assert len(app.screen_stack) == 1
        assert app.is_running
        await resized(pilot, LEAST[0], LEAST[1])
        assert not app.screen.query(TooSmall)
        await resized(pilot, 80, 24)
        assert screen_of(pilot) == before
        assert app.sitting.judgement(at) == judged
        await pilot.press("1")
        assert app.sitting.judgement(at) != judged

    drive(flow, voice="peer:lead-reviewer")


def test_what_is_typed_in_a_small_window_goes_into_the_text(drive: Any, screen_of: Any) -> None:
    """Letters, rubbing out and a paste go on into a text that has the focus; Enter waits until it can be seen."""

    async def flow(pilot: Any) -> None:
        await pilot.press("home", "e", *"Calm")
        area = pilot.app.focused
        await resized(pilot, 59, 15)
        assert "What you type still goes into your text." in text(screen_of(pilot))
        await pilot.press(*"erx", "backspace", "enter", "escape", "tab", "ctrl+d")
        assert pilot.app.focused is area
        assert area.shown == "Calmer"
        await resized(pilot, 80, 24)
        assert area.shown == "Calmer"
        assert not pilot.app.screen.query(TooSmall)
        await pilot.press("enter")
        await pilot.pause()
        assert any(one.note == "Calmer" for one in pilot.app.sitting.session.evidence.values())

    drive(flow, voice="peer:lead-reviewer")


def test_a_menu_over_a_list_is_covered_too_and_is_there_again(drive: Any, screen_of: Any) -> None:
    """With a menu open the notice covers both; the menu keeps its choice, and no letter chooses unseen."""

    async def flow(pilot: Any) -> None:
        await pilot.press("g", "down")
        before, menu = screen_of(pilot), pilot.app.screen
        await resized(pilot, 30, 10)
        assert text(screen_of(pilot)).startswith(SAYS)
        await pilot.press("s", "enter")
        assert pilot.app.screen is menu
        await resized(pilot, 80, 24)
        assert screen_of(pilot) == before

    drive(flow)


def test_a_screen_that_opens_in_a_small_window_is_covered(drive: Any, screen_of: Any) -> None:
    """Where the program starts, or a page opens by itself, the notice is there as well; leaving works."""

    async def flow(pilot: Any) -> None:
        assert text(screen_of(pilot)).startswith(SAYS)
        pilot.app.action_open("help")
        await pilot.pause(0.05)
        assert text(screen_of(pilot)).startswith(SAYS)
        pilot.app.pop_screen()
        await pilot.pause(0.05)
        assert text(screen_of(pilot)).startswith(SAYS)
        await pilot.press("ctrl+q")
        await pilot.pause()
        assert not pilot.app.is_running

    drive(flow, size=(40, 12))
