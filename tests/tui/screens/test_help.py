"""The help: every key, and Enter on one does it."""

from pathlib import Path
from typing import Any

import pytest

import inclusion_core as ic
from inclusion_tui.screens.help import HelpScreen
from inclusion_tui.screens.rate import RateScreen
from inclusion_tui.screens.start import StartScreen
from inclusion_tui.screens.why import WhyScreen


async def find(pilot: Any, words: str) -> None:
    """Open the help, look for words and choose the first that is found."""
    await pilot.press("question_mark", "slash", *words, "enter")
    await pilot.pause()


def test_enter_does_what_the_row_says(drive: Any, workspace: Path) -> None:
    """Enter on a key of the screen under the help does on that screen what the key does."""

    async def flow(pilot: Any) -> None:
        await pilot.press("home")
        await find(pilot, "level 1")
        assert pilot.app.screen.text.chosen == "rate.level-1"
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, RateScreen)
        with ic.open_desk(workspace, read_only=True) as desk, desk.session("demo-alnside", read_only=True) as session:
            assert session.assessment("self").judgements["U1", None].level == "starting"

    drive(flow)


def test_enter_opens_a_page(drive: Any) -> None:
    """A key that opens a page opens it in the help's place."""

    async def flow(pilot: Any) -> None:
        await find(pilot, "why this level, this")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, WhyScreen)
        assert not any(isinstance(one, HelpScreen) for one in pilot.app.screen_stack)

    drive(flow)


def test_the_keys_of_the_page_under_it_come_first(drive: Any, shown: Any) -> None:
    """Opened on the page that says why, the help begins with that page's keys."""

    async def flow(pilot: Any) -> None:
        await pilot.press("y", "question_mark")
        await pilot.pause()
        rows = shown(pilot)
        assert "Keys that work here" in rows[1]
        assert "To the indicator that a line is about" in rows[2]

    drive(flow)


def test_a_key_of_the_list_goes_back_to_the_list(drive: Any) -> None:
    """Where a key of the list is chosen on another page, the list comes back and the key does its work there."""

    async def flow(pilot: Any) -> None:
        await pilot.press("y")
        await find(pilot, "statutory, proposed")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen_stack[-2], RateScreen)
        assert type(pilot.app.screen).__name__ == "ViewsMenu"

    drive(flow)


def test_a_key_of_another_page_says_where_it_works(drive: Any, shown: Any) -> None:
    """A key that only another page has does nothing here, and the foot says where it would."""

    async def flow(pilot: Any) -> None:
        await find(pilot, "first judgements are kept")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, RateScreen)
        assert "m does this among differences." in shown(pilot)[-1]

    drive(flow)


def test_at_the_start_a_key_of_a_review_breaks_nothing(drive: Any, shown: Any) -> None:
    """Without a review, keys that need one say so."""

    async def flow(pilot: Any) -> None:
        await find(pilot, "why this level, this")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, StartScreen)
        assert "Open one first" in shown(pilot)[-1]

    drive(flow, review=None)


def test_a_mark_is_no_key(drive: Any, shown: Any) -> None:
    """Enter on a mark says that there is nothing to do."""

    async def flow(pilot: Any) -> None:
        await find(pilot, "three pieces")
        assert pilot.app.screen.text.chosen.startswith("mark")
        await pilot.press("enter")
        await pilot.pause()
        assert "a sign of the list" in shown(pilot)[-1]

    drive(flow)


def test_esc_in_the_line_shows_everything_again(drive: Any, shown: Any) -> None:
    """Leaving what is looked for brings every key back, and a second Esc the page under the help."""

    async def flow(pilot: Any) -> None:
        await pilot.press("question_mark")
        await pilot.pause()
        before = shown(pilot)
        await pilot.press("slash", *"redo")
        await pilot.pause()
        assert "Keys with: redo" in shown(pilot)[0]
        await pilot.press("escape")
        await pilot.pause()
        assert shown(pilot) == before
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, RateScreen)

    drive(flow)


@pytest.mark.parametrize("words", ["[bold]", "\x1b", "[/]"])
def test_what_is_looked_for_is_never_markup(drive: Any, shown: Any, words: str) -> None:
    """Brackets and escapes that are typed are shown as they are."""

    async def flow(pilot: Any) -> None:
        await pilot.press("question_mark", "slash")
        pilot.app.screen.query_one("TypingLine").value = words
        await pilot.pause()
        assert "No key and no mark" in "".join(shown(pilot)[:3])

    drive(flow)
