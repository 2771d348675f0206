"""Going somewhere: `g` and a letter."""

from typing import Any

import pytest

from inclusion_tui.screens import SCREENS
from inclusion_tui.screens.go import BEYOND, PLACES, GoMenu
from inclusion_tui.screens.rate import RateScreen
from inclusion_tui.screens.start import StartScreen

PAGES = [(letter, page) for letter, _, page in PLACES if page in SCREENS]


@pytest.mark.parametrize(("letter", "page"), PAGES)
def test_a_letter_goes_there(drive: Any, letter: str, page: str) -> None:
    """Each letter opens its page straight on the list, wherever one was before."""

    async def flow(pilot: Any) -> None:
        for before in ((), ("y",)):
            await pilot.press(*before, "g")
            assert isinstance(pilot.app.screen, GoMenu)
            await pilot.press({"?": "question_mark", "!": "exclamation_mark"}.get(letter, letter))
            await pilot.pause()
            assert type(pilot.app.screen).__name__ == SCREENS[page].partition(":")[2]
            assert isinstance(pilot.app.screen_stack[-2], RateScreen)
            await pilot.press("escape")

    drive(flow)


def test_the_list_and_the_start_are_places_too(drive: Any) -> None:
    """`g r` is back in the list from anywhere, `g t` at the start."""

    async def flow(pilot: Any) -> None:
        await pilot.press("y", "u", "g", "r")
        assert isinstance(pilot.app.screen, RateScreen)
        await pilot.press("g", "t")
        await pilot.pause()
        assert isinstance(pilot.app.screen, StartScreen)

    drive(flow)


def test_at_the_start_only_what_needs_no_review_is_offered(drive: Any, shown: Any) -> None:
    """Without a review the menu offers no page of one."""

    async def flow(pilot: Any) -> None:
        await pilot.press("g")
        await pilot.pause()
        text = "\n".join(shown(pilot))
        assert "safeguarding" in text
        assert "unseen" not in text

    drive(flow, review=None)


def test_in_a_low_window_every_place_can_be_reached(drive: Any, shown: Any) -> None:
    """Where the menu is longer than the screen it scrolls, and its frame is whole."""

    async def flow(pilot: Any) -> None:
        await pilot.press("g", "end")
        await pilot.pause()
        rows = shown(pilot)
        assert rows[0].startswith("┌")
        assert rows[-1].startswith("└")
        assert any("safeguarding" in row for row in rows)

    drive(flow, size=(60, 16))


@pytest.mark.parametrize(("keys", "there"), [("g", PLACES), ("gb", BEYOND)])
def test_every_place_of_a_menu_is_seen_whole_in_the_smallest_window(
    drive: Any, shown: Any, keys: str, there: Any
) -> None:
    """Going down the menu brings each place into sight with its letter and all of its words."""

    async def flow(pilot: Any) -> None:
        await pilot.press(*keys)
        for place, (letter, words, _) in enumerate(there):
            row = next(one for one in shown(pilot) if words in one)
            assert row.split()[1] == letter
            if place + 1 < len(there):
                await pilot.press("down")

    drive(flow, size=(60, 16))


def test_each_letter_goes_to_one_place() -> None:
    """No two places of a menu share a letter, no page stands twice, and every page is there to be opened."""
    for there in (PLACES, BEYOND):
        letters = [letter for letter, _, _ in there]
        assert len(set(letters)) == len(letters)
    pages = [page for _, _, page in (*PLACES, *BEYOND)]
    assert len(set(pages)) == len(pages)
    assert {page for page in pages if page not in {"rate", "start"}} <= SCREENS.keys()
