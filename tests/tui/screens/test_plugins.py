"""The page of plugins: what each gives, what is wrong with it in words, and its own pages."""

from typing import Any

from tests.tui import settling
from textual.app import ComposeResult
from textual.screen import Screen as TextualScreen
from textual.widgets import Static

from inclusion_core.plugins import Screen, hookimpl
from inclusion_tui.screens.plugins import PluginsScreen
from inclusion_tui.screens.rate import RateScreen


class Map(TextualScreen[None]):
    """A plugin's page that works."""

    def compose(self) -> ComposeResult:
        """Lay it out."""
        yield Static("Here is a map", markup=False)


class Breaks(TextualScreen[None]):
    """One that does not."""

    def on_mount(self) -> None:
        """Raise."""
        raise RuntimeError("a secret")


class Gives:
    """A plugin with two pages, which raises where it is asked for calendars."""

    @hookimpl
    def inclusion_screens(self) -> list[Screen]:
        """Give them."""
        return [
            Screen("coast.map", "Map [bold]", "Where it is.", f"{__name__}:Map"),
            Screen("coast.odd", "Odd", "", f"{__name__}:Breaks"),
        ]

    @hookimpl
    def inclusion_calendars(self) -> list[Any]:
        """Raise."""
        raise ValueError("no days")


def test_plugins_are_told_in_words_and_their_pages_open(drive: Any, shown: Any, until: Any) -> None:
    """Name, version, what it gives and what went wrong; Enter opens a page, and one that breaks is told here."""

    async def flow(pilot: Any) -> None:
        app = pilot.app
        app.desk.plugins.register(Gives(), "coast", version="3.1")
        await pilot.press("g", "p")
        await until(pilot, lambda: any("coast  3.1" in row for row in shown(pilot)))
        assert isinstance(app.screen, PluginsScreen)
        text = " ".join(" ".join(row.split()) for row in shown(pilot))
        assert "1 with problems" in text
        assert "in use, with problems" in text
        assert "Gives pages: map, odd." in text
        assert "The plugin 'coast' raised ValueError: no days. (in inclusion_calendars)" in text
        assert "→ Map [bold]: Where it is." in text
        await pilot.press("enter")
        await pilot.pause()
        assert "This is a plugin and no page" in shown(pilot)[-1]
        await pilot.press("down", "enter")
        await until(pilot, lambda: "Here is a map" in shown(pilot)[0])
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, PluginsScreen)
        await pilot.press("down", "enter")
        await until(pilot, lambda: app.page_troubles)
        await until(pilot, lambda: any("broke (RuntimeError)" in row for row in shown(pilot)[:-1]))
        assert isinstance(app.screen, PluginsScreen)
        assert "a secret" not in "\n".join(shown(pilot))
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, RateScreen)

    drive(flow, size=(100, 40))


def test_the_first_frame_waits_for_no_plugin(drive: Any, shown: Any, monkeypatch: Any) -> None:
    """While plugins are looked for the page is there and is left as ever, at once."""
    import threading  # noqa: PLC0415  beside its only use

    import inclusion_tui.screens.plugins as module  # noqa: PLC0415  its own name is what is replaced

    ended = threading.Event()
    monkeypatch.setattr(module, "look", lambda _desk: ended.wait(30))
    monkeypatch.setattr(settling, "THREADS_S", 0.1)  # far less than keys wait for what a page reads

    async def flow(pilot: Any) -> None:
        await pilot.press("g", "p")
        await pilot.pause()
        assert "Looking for plugins" in "\n".join(shown(pilot))
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, RateScreen)
        ended.set()

    drive(flow)
