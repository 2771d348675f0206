"""Plugins' pages: one that breaks loses itself, and nothing else."""

import asyncio
import inspect
import sys
import types
from typing import Any

import pytest
from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, Static

import inclusion_core as ic
from inclusion_core.plugins import Screen as Record
from inclusion_core.plugins import hookimpl
from inclusion_tui import guarding
from inclusion_tui.guarding import PluginPage, pages_of
from inclusion_tui.screens.rate import RateScreen
from inclusion_tui.screens.why import WhyScreen


class Good(Screen[None]):
    """A page that does no harm."""

    def compose(self) -> ComposeResult:
        """Lay out a text and a line to type in."""
        yield Static("A good page", markup=False)
        yield Input(id="line")


class BreaksWhenMade(Good):
    """Raises before it is there."""

    def __init__(self) -> None:
        raise RuntimeError("made")


class LeavesWhenMade(Good):
    """Leaves before it is there."""

    def __init__(self) -> None:
        sys.exit(3)


class BreaksWhenComposed(Screen[None]):
    """Raises as it is laid out."""

    def compose(self) -> ComposeResult:
        """Raise."""
        yield Static("half", markup=False)
        raise RuntimeError("composed")


class BreaksWhenMounted(Good):
    """Raises when it is there."""

    def on_mount(self) -> None:
        """Raise."""
        raise RuntimeError("mounted")


class LeavesWhenMounted(Good):
    """Leaves when it is there."""

    def on_mount(self) -> None:
        """Leave."""
        sys.exit(3)


class Bad(Widget):
    """A widget that raises when it is drawn."""

    def render(self) -> str:
        """Raise."""
        raise RuntimeError("drawn")


class BreaksWhenDrawn(Screen[None]):
    """Has a widget that raises when it is drawn."""

    def compose(self) -> ComposeResult:
        """Lay it out."""
        yield Bad()


class Late(Good):
    """Does something soon after it was opened: see `later`."""

    def on_mount(self) -> None:
        """Do it soon."""
        self.set_timer(0.05, self.later)

    def later(self) -> None:
        """Raise."""
        raise RuntimeError("later")


class LeavesLater(Late):
    """Leaves after a while."""

    def later(self) -> None:
        """Leave."""
        raise SystemExit


class EndsTheApp(Late):
    """Tells the whole program to end."""

    def later(self) -> None:
        """Tell it."""
        self.app.exit(5)


class InTheAppsOwnTask(Late):
    """Lets the app itself do what raises."""

    def later(self) -> None:
        """Hand it over."""
        self.app.call_later(self.really)

    def really(self) -> None:
        """Raise."""
        raise RuntimeError("in the app")


class InAWorker(Late):
    """Raises in a worker."""

    def later(self) -> None:
        """Begin it."""
        self.run_worker(self.work())

    async def work(self) -> None:
        """Raise."""
        raise RuntimeError("at work")


class OnAKey(Good):
    """Raises when a key is pressed."""

    BINDINGS = [("f5", "burst", "burst")]  # noqa: RUF012  as plugins write it

    def on_mount(self) -> None:
        """Take keys."""
        self.query_one(Input).focus()

    def action_burst(self) -> None:
        """Raise."""
        raise RuntimeError("on a key")


class OnAKeyOfAll(OnAKey):
    """Raises when a key is pressed that comes before all others."""

    BINDINGS = [Binding("f6", "burst", "burst", priority=True)]  # noqa: RUF012  as above


class AnotherOnTop(Late):
    """Opens a page of its own on top, which raises."""

    def later(self) -> None:
        """Open it."""
        self.app.push_screen(BreaksWhenMounted())


class BadLook(Good):
    """Has a style sheet that cannot be read."""

    CSS = "Screen { colour: ; }"


class BadWidgetLook(Screen[None]):
    """Has a widget with a style sheet that cannot be read."""

    class Inner(Static):
        """The widget."""

        DEFAULT_CSS = "Inner { nothing-of-that-name: 1; }"

    def compose(self) -> ComposeResult:
        """Lay it out."""
        yield self.Inner("x", markup=False)


class NoScreen:
    """Is no screen at all."""


BROKEN = [
    BreaksWhenMade, LeavesWhenMade, BreaksWhenComposed, BreaksWhenMounted, LeavesWhenMounted, BreaksWhenDrawn, Late,
    LeavesLater, EndsTheApp, InTheAppsOwnTask, InAWorker, OnAKey, OnAKeyOfAll, AnotherOnTop, BadLook, BadWidgetLook,
    NoScreen,
]  # fmt: skip


@pytest.fixture
def module(monkeypatch: pytest.MonkeyPatch) -> str:
    """The name of a module that has all of these, as a plugin's module would."""
    found = types.ModuleType("inclusion_pages_under_test")
    for one in (Good, *BROKEN):
        setattr(found, one.__name__, one)
    monkeypatch.setitem(sys.modules, found.__name__, found)
    return found.__name__


def page(module: str, name: str) -> PluginPage:
    """Return a page as its record has it."""
    return PluginPage("pages.one", "A page [bold]", "What it is for.", f"{module}:{name}")


@pytest.mark.parametrize("broken", [one.__name__ for one in BROKEN])
@pytest.mark.parametrize("from_page", [False, True], ids=["list", "page"])
def test_a_page_that_breaks_loses_itself_alone(
    drive: Any, screen_of: Any, module: str, broken: str, *, from_page: bool
) -> None:
    """Whatever it does and wherever, what was under it is there again, says so, and takes keys as before."""

    async def flow(pilot: Any) -> None:
        app = pilot.app
        if from_page:
            await pilot.press("y")
        under = app.screen
        app.open_page(page(module, broken))
        await pilot.pause(0.1)  # some break in a moment
        await pilot.press("f5", "f6")
        await pilot.pause()
        assert app.screen is under
        assert [plugin for plugin, _ in app.page_troubles] == ["pages"]
        assert "and was closed" in app.page_troubles[0][1]
        await pilot.press(*(["escape"] if from_page else []), "home", "1")
        assert app.sitting.judgement("U1").level == "starting"
        await pilot.press("y")
        await pilot.pause()
        assert isinstance(app.screen, WhyScreen)
        app.theme = "inclusion-light"
        await pilot.press("escape", "g")
        await pilot.pause()
        assert any("Go to" in row for row in screen_of(pilot))

    drive(flow)


def test_what_went_wrong_is_said_at_the_foot(drive: Any, screen_of: Any, module: str) -> None:
    """The sentence names the page and its plugin, with brackets as they are."""

    async def flow(pilot: Any) -> None:
        pilot.app.open_page(page(module, "BreaksWhenMounted"))
        await pilot.pause()
        assert "The page 'A page [bold]' of the plugin pages broke (RuntimeError)" in " ".join(
            " ".join(screen_of(pilot)[-4:]).split()
        )

    drive(flow)


def test_a_module_that_is_not_there_is_said(drive: Any, screen_of: Any) -> None:
    """A target that cannot be imported opens nothing and breaks nothing."""

    async def flow(pilot: Any) -> None:
        pilot.app.open_page(PluginPage("pages.one", "One", "", "inclusion_no_such_module:Page"))
        await pilot.pause()
        assert "ModuleNotFoundError" in " ".join(screen_of(pilot)[-4:])
        assert isinstance(pilot.app.screen, RateScreen)

    drive(flow)


def test_a_good_page_is_opened_and_left(drive: Any, screen_of: Any, module: str) -> None:
    """A page that does no harm shows itself, takes what is typed, and Esc goes back although it has no key for that."""

    async def flow(pilot: Any) -> None:
        pilot.app.open_page(page(module, "Good"))
        await pilot.pause(0.1)
        assert "A good page" in screen_of(pilot)[0]
        await pilot.press("tab", *"hello")
        assert pilot.app.screen.query_one("#line", Input).value == "hello"
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, RateScreen)
        assert pilot.app.page_troubles == []

    drive(flow)


def test_esc_that_closes_a_page_is_no_key_of_ours(drive: Any) -> None:
    """On our own screens that key is not offered and does nothing."""

    async def flow(pilot: Any) -> None:
        assert pilot.app.check_action("close_page", ()) is False
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, RateScreen)

    drive(flow)


def test_leaving_with_a_page_open_leaves(drive: Any, module: str) -> None:
    """ctrl+q ends the program on a plugin's page too."""

    async def flow(pilot: Any) -> None:
        pilot.app.open_page(page(module, "Good"))
        await pilot.pause(0.1)
        await pilot.press("tab", "ctrl+q")
        await pilot.pause()
        assert pilot.app._exit is True

    drive(flow)


def test_our_own_faults_still_end_the_program(drive: Any, module: str) -> None:
    """What breaks in a screen of ours is no plugin's, also when a plugin's page was open before."""

    async def flow(pilot: Any) -> None:
        pilot.app.open_page(page(module, "Late"))
        await pilot.pause(0.2)

        def fault() -> None:
            raise ZeroDivisionError

        pilot.app.screen.call_later(fault)
        await pilot.pause(0.2)

    with pytest.raises(ZeroDivisionError):
        drive(flow)


def test_pages_come_from_the_plugins(tmp_path: Any) -> None:
    """What plugins give is listed by name."""

    class Gives:
        @hookimpl
        def inclusion_screens(self) -> list[Record]:
            return [Record("coast.map", "Map", "Where it is.", "inclusion_coast.map:Map")]

    with ic.open_desk(tmp_path / "ws") as desk:
        desk.plugins.register(Gives(), "coast")
        assert pages_of(desk) == (PluginPage("coast.map", "Map", "Where it is.", "inclusion_coast.map:Map"),)
        assert pages_of(desk)[0].plugin == "coast"


def test_a_task_that_is_ended_before_it_begins_leaves_nothing_behind(drive: Any) -> None:
    """While plugins' pages are guarded, what a task would have done is put away with it, however soon that is."""

    async def doing() -> None:
        await asyncio.sleep(0)

    async def flow(pilot: Any) -> None:
        guarding._guard_tasks(pilot.app)
        coroutine = doing()
        task = asyncio.create_task(coroutine)
        task.cancel()
        await pilot.pause()
        assert task.cancelled()
        assert inspect.getcoroutinestate(coroutine) == inspect.CORO_CLOSED

    drive(flow)
