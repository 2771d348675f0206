"""Views: a letter shows only some rows, and the menu says how many each would keep."""

from typing import Any

from inclusion_tui import views


def test_each_view_says_how_many_rows_it_keeps(drive: Any, shown: Any) -> None:
    """The counts are those of the list that the view then shows."""

    async def flow(pilot: Any) -> None:
        for view in views.VIEWS:
            await pilot.press("v")
            await pilot.pause(0.1)
            row = next(row for row in shown(pilot) if f" {view.letter}  {view.title}" in row)
            await pilot.press(view.letter)
            await pilot.pause()
            kept = len(views.shown(pilot.app.sitting, view))
            assert f" {kept} of 25 │" in row
            assert pilot.app.screen.view is view
            assert pilot.app.screen.rows.position[1] == kept

    drive(flow, voice="peer:lead-reviewer")


def test_esc_leaves_the_view_as_it_was(drive: Any, shown: Any) -> None:
    """The menu opens at the view that is shown, and leaves it alone."""

    async def flow(pilot: Any) -> None:
        await pilot.press("v", "s", "v")
        await pilot.pause(0.1)
        assert pilot.app.screen.query_one("#choices").chosen == "7"
        await pilot.press("escape")
        assert pilot.app.screen.view.id == "statutory"
        assert "view: statutory" in shown(pilot)[1]

    drive(flow)
