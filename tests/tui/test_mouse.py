"""The mouse works where it is tried, and whatever it does a key does too."""

from typing import Any

from textual.events import MouseScrollDown

from inclusion_tui.screens.inbox import InboxScreen
from inclusion_tui.screens.indicator import IndicatorScreen
from inclusion_tui.screens.rate import RateScreen
from inclusion_tui.widgets.rows import Rows


def at(rows: Rows, key: str) -> tuple[int, int]:
    """Return where on the screen a row of a list stands."""
    place = next(place for place, one in enumerate(rows._keys) if one == key)
    return rows.content_region.x + 4, rows.content_region.y + place - int(rows.scroll_offset.y)


def test_a_click_chooses_and_a_second_one_enters(drive: Any) -> None:
    """A click on a row chooses it as arrows do, one more opens it as Enter does; a heading is never chosen."""

    async def flow(pilot: Any) -> None:
        app = pilot.app
        rows = app.screen.rows
        await pilot.press("home")
        first = rows.chosen
        await pilot.click(offset=at(rows, "U4"))
        assert rows.chosen == "U4" != first
        await pilot.click(offset=(4, rows.content_region.y))  # the strand's heading
        assert rows.chosen == "U4"
        assert isinstance(app.screen, RateScreen)
        await pilot.click(offset=at(rows, "U4"))
        await pilot.pause()
        assert isinstance(app.screen, IndicatorScreen)
        await pilot.press("escape", "home", "j", "j", "j")
        assert rows.chosen == "U4"
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, IndicatorScreen)

    drive(flow)


def test_two_quick_clicks_on_a_row_open_it(drive: Any) -> None:
    """A double click is a click and one more."""

    async def flow(pilot: Any) -> None:
        await pilot.press("home")
        await pilot.click(offset=at(pilot.app.screen.rows, "U3"), times=2)
        await pilot.pause()
        assert isinstance(pilot.app.screen, IndicatorScreen)
        assert pilot.app.screen.heading().startswith("3 of ")

    drive(flow)


def test_the_wheel_scrolls_and_chooses_nothing(drive: Any) -> None:
    """The wheel moves the list under a cursor that stays; the next arrow brings the cursor into sight again."""

    async def flow(pilot: Any) -> None:
        rows = pilot.app.screen.rows
        await pilot.press("home")
        first = rows.chosen
        for _ in range(4):
            await pilot._post_mouse_events([MouseScrollDown], rows, offset=(4, 4), button=0)
        await pilot.pause()
        assert rows.scroll_offset.y > 0
        assert rows.chosen == first
        await pilot.press("down")
        await pilot.pause()
        assert 0 <= rows._cursor - rows.scroll_offset.y < rows.size.height

    drive(flow)


def test_a_click_on_a_choice_of_a_menu_takes_it(drive: Any) -> None:
    """In a menu over the list a click chooses and one more takes; the keys do the same."""

    async def flow(pilot: Any) -> None:
        app = pilot.app
        await pilot.press("g")
        rows = app.screen.query_one("#choices", Rows)
        wanted = next(str(place) for place, one in enumerate(app.screen._choices) if one[2] == "inbox")
        await pilot.click(offset=at(rows, wanted), times=2)
        await pilot.pause()
        assert isinstance(app.screen, InboxScreen)
        await pilot.press("escape", "g", "i")
        await pilot.pause()
        assert isinstance(app.screen, InboxScreen)

    drive(flow)


def test_a_click_beside_a_menu_or_on_a_title_changes_nothing(drive: Any, screen_of: Any) -> None:
    """What is no choice takes no click, and the focus stays where keys go."""

    async def flow(pilot: Any) -> None:
        await pilot.press("g")
        before, menu, focused = screen_of(pilot), pilot.app.screen, pilot.app.focused
        title = menu.query_one("#title").region
        for place in ((1, 1), (40, 23), (title.x + 2, title.y)):
            await pilot.click(offset=place)
        assert pilot.app.screen is menu
        assert pilot.app.focused is focused
        assert screen_of(pilot) == before

    drive(flow)
