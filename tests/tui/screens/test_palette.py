"""The list of commands: a few letters and Enter."""

from typing import Any

import pytest

from inclusion_tui.screens.new_review import FrameworkScreen
from inclusion_tui.screens.palette import PaletteScreen
from inclusion_tui.screens.rate import RateScreen
from inclusion_tui.screens.start import StartScreen
from inclusion_tui.screens.why import WhyScreen


def read(pilot: Any) -> bool:
    """Say whether what comes from files has come."""
    return pilot.app.screen._more.finder is not None


@pytest.mark.parametrize("opened", ["colon", "ctrl+p"])
def test_a_few_letters_and_enter_do_it(drive: Any, opened: str) -> None:
    """Typed in one go, letters and Enter do what fits best, and never what was first before the last letter."""

    async def flow(pilot: Any) -> None:
        await pilot.press(opened, *"why this level", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, WhyScreen)
        assert not any(isinstance(one, PaletteScreen) for one in pilot.app.screen_stack)

    drive(flow)


def test_a_key_of_the_screen_under_it_is_done_there(drive: Any) -> None:
    """A command that judges judges the indicator that is chosen in the list."""

    async def flow(pilot: Any) -> None:
        await pilot.press("home", "colon", *"level 1", "enter")
        await pilot.pause()
        assert pilot.app.sitting.judgement("U1").level == "starting"

    drive(flow)


def test_an_indicator_is_found_by_its_words_and_gone_to(drive: Any) -> None:
    """Words of a title lead to that indicator, also where the view does not show it."""

    async def flow(pilot: Any) -> None:
        framework = pilot.app.sitting.framework
        wanted = pilot.app.sitting.indicators[-1]
        await pilot.press("v", "l", "y", "colon", *framework.indicators[wanted].title.casefold(), "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, RateScreen)
        assert pilot.app.screen.chosen == wanted

    drive(flow)


@pytest.mark.parametrize("review", ["demo-alnside", None])
def test_a_review_is_opened_from_anywhere(drive: Any, until: Any, review: str | None) -> None:
    """A review's id, title, school or town opens it, at the start and in another review."""

    async def flow(pilot: Any) -> None:
        await pilot.press("colon")
        await until(pilot, lambda: read(pilot))
        await pilot.press(*"demo-rowan", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, RateScreen))
        assert pilot.app.sitting.session.review.id == "demo-rowanlea"

    drive(flow, review=review)


def test_a_school_without_a_review_begins_one(drive: Any, until: Any, workspace: Any) -> None:
    """A school leads to its review; where it has none, to the choice of a framework for one."""
    import inclusion_core as ic  # noqa: PLC0415  beside its only use

    with ic.open_desk(workspace) as desk:
        desk.workspace.put_schools([ic.School(id="nowhere", name="Nowhere [bold]School", made_up=True)])

    async def flow(pilot: Any) -> None:
        await pilot.press("colon")
        await until(pilot, lambda: read(pilot))
        await pilot.press(*"nowhere [bold]", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, FrameworkScreen))

    drive(flow, review=None)


def test_every_other_screen_of_textual_is_gone(drive: Any, shown: Any) -> None:
    """Nothing of Textual's own list is left: no sign of another width, no themes, no screenshots."""

    async def flow(pilot: Any) -> None:
        await pilot.press("colon", *"screenshot")
        await pilot.pause()
        assert "Nothing has all of these letters" in "\n".join(shown(pilot))
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, StartScreen)

    drive(flow, review=None)


def test_what_comes_late_moves_nothing(drive: Any, until: Any) -> None:
    """The row that is chosen stays chosen when reviews and plugins' pages join the list."""

    async def flow(pilot: Any) -> None:
        await pilot.press("colon", "down", "down", "down")
        before = pilot.app.screen._found[int(pilot.app.screen.rows.chosen)]
        await until(pilot, lambda: read(pilot))
        assert pilot.app.screen._found[int(pilot.app.screen.rows.chosen)] == before

    drive(flow)
