"""What is drawn again is drawn where it is: inside a border, at another width, in a list that got longer."""

from typing import Any

import pytest

LEAD = "peer:lead-reviewer"


@pytest.mark.parametrize("size", [(80, 24), (140, 45)])
def test_the_levels_of_the_chosen_row_are_whole_after_each_move(drive: Any, shown: Any, size: tuple[int, int]) -> None:
    """Beside or under the list, inside its border, what is drawn in parts is what it would be anew."""

    async def flow(pilot: Any) -> None:
        await pilot.press("home")
        for _ in range(6):
            await pilot.press("j")
            await pilot.pause()
            drawn = shown(pilot)
            pilot.app.screen.refresh(repaint=True)
            for widget in pilot.app.screen.walk_children():
                widget.refresh()
            await pilot.pause()
            assert shown(pilot) == drawn

    drive(flow, voice=LEAD, size=size)


def test_a_question_that_is_longer_than_the_one_before_is_shown_whole(drive: Any, shown: Any) -> None:
    """The label of a line grows with its question."""

    async def flow(pilot: Any) -> None:
        await pilot.press("u", "n", *"10-11 Walk", "enter")
        await pilot.pause()
        assert shown(pilot)[-2].strip() == "Evidence:"

    drive(flow)


def test_what_is_gone_to_is_on_the_screen(drive: Any, shown: Any) -> None:
    """From a view of one row to the last of all rows in one go: the row that was gone to is in sight."""
    from inclusion_tui.screens.home import go_to  # noqa: PLC0415  beside its only use

    async def flow(pilot: Any) -> None:
        await pilot.press("v", "l", "y")
        go_to(pilot.app, "S6")
        await pilot.pause()
        assert pilot.app.screen.chosen == "S6"
        assert any(row.startswith(" S6 ") for row in shown(pilot)[2:16])

    drive(flow, voice=LEAD)


def test_a_list_that_gets_longer_than_the_screen_scrolls(drive: Any, shown: Any) -> None:
    """After a view that kept few rows the last of all rows can be reached and is on the screen."""

    async def flow(pilot: Any) -> None:
        await pilot.press("v", "s", "v", "a", "end")
        await pilot.pause()
        assert pilot.app.screen.chosen == pilot.app.sitting.indicators[-1]
        assert any(row.startswith(" S6 ") for row in shown(pilot)[2:])

    drive(flow)
