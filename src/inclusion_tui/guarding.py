"""Pages that plugins bring: opened so that one which raises or leaves the program loses itself and nothing else.

They run in our event loop. What goes wrong in one of their tasks is told apart by whose task it is; the page is closed
with a sentence, and what was under it is there again. One that hangs holds the screen up: a signal still ends the
program (`signals`), and what was acknowledged is in the journal.
"""

from __future__ import annotations

import asyncio
import inspect
from contextlib import suppress
from importlib import import_module
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple
from weakref import WeakKeyDictionary

from textual import events
from textual._context import active_message_pump
from textual.app import App
from textual.dom import NoScreen
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.worker import NoActiveWorker, get_current_worker

import inclusion_core as ic
from inclusion_tui.messages import Noted

if TYPE_CHECKING:
    from collections.abc import Coroutine

_OURS = frozenset({"inclusion_tui", "textual"})


class PluginPage(NamedTuple):
    """A plugin's page, as its record has it: its name begins with the plugin's; `target` is `module:attr`."""

    name: str
    title: str
    about: str
    target: str

    @property
    def plugin(self) -> str:
        """The plugin that brings it."""
        return self.name.partition(".")[0]


def pages_of(desk: ic.Desk) -> tuple[PluginPage, ...]:
    """Return the pages that plugins bring, by name. Looks for plugins: for a thread, or where they are listed."""
    return tuple(PluginPage(one.name, one.title, one.about, one.target) for one in desk.plugins.screens().values())


def is_foreign(screen: object) -> bool:
    """Say whether a screen is neither ours nor Textual's."""
    return type(screen).__module__.partition(".")[0] not in _OURS


class Guarded(App[int]):
    """An app on which plugins' pages can be opened. `page_troubles` holds (plugin, sentence) of what went wrong."""

    def __init__(self) -> None:
        super().__init__()
        self.page_troubles: list[tuple[str, str]] = []
        self._pages: WeakKeyDictionary[Screen[Any], PluginPage] = WeakKeyDictionary()

    def open_page(self, page: PluginPage) -> None:
        """Open a plugin's page on top of what is shown. What goes wrong is said, and nothing is opened."""
        _guard_tasks(self)
        screen: Screen[Any] | None = None
        try:
            screen = _made(page)
            self._pages[screen] = page
            self.push_screen(screen)
        except (Exception, SystemExit) as error:  # noqa: BLE001  whatever a plugin does
            self._close_foreign(screen)
            self._blame(page, error)

    def exit(self, result: int | None = None, return_code: int = 0, message: Any = None) -> None:  # noqa: ANN401  Textual's shape
        """Leave; where a plugin's page asks for it, leave that page only."""
        screen = _screen_now()
        if screen is None or not self.lose(screen, SystemExit()):
            self.leave_with(result or 0, return_code=return_code, message=message)

    def leave_with(self, result: int, *, return_code: int = 0, message: Any = None) -> None:  # noqa: ANN401  as above
        """Leave, whatever is shown."""
        super().exit(result, return_code, message)

    def _handle_exception(self, error: Exception) -> None:
        screen = _screen_now()
        if screen is None or not self.lose(screen, error):
            super()._handle_exception(error)

    def lose(self, screen: Screen[Any], error: BaseException) -> bool:
        """Close a plugin's page in which something went wrong, and say so; False where it is ours."""
        if not is_foreign(screen):
            return False
        page, was_open = self._page_under(screen), screen in self.screen_stack
        self._close_foreign(screen)
        if was_open:
            self._blame(page, error)
        return True

    async def guarded(self, doing: Coroutine[Any, Any, Any]) -> None:
        """Await what handles an event of the app itself; what a plugin's page makes of it loses that page."""
        try:
            await doing
        except (Exception, SystemExit) as error:
            if not self.screen_stack or not self.lose(self.screen_stack[-1], error):
                raise

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave the key that closes a plugin's page alone where none is open."""
        if action == "close_page":
            return is_foreign(self.screen)
        return super().check_action(action, parameters)

    def action_close_page(self) -> None:
        """Close a plugin's page that has no way back of its own."""
        self._close_foreign(self.screen)

    def _page_under(self, screen: Screen[Any]) -> PluginPage:
        """Return which plugin's page a screen belongs to: itself, or the one that it was opened from."""
        if screen in self._pages:
            return self._pages[screen]
        stack = self.screen_stack
        below = stack[: stack.index(screen)] if screen in stack else stack
        module = type(screen).__module__
        return next((self._pages[one] for one in reversed(below) if one in self._pages), PluginPage(module, "", "", ""))

    def _close_foreign(self, screen: Screen[Any] | None) -> None:
        """Close a page and what is on top of it; forget style sheets that Textual would stumble over ever after."""
        stack = self.screen_stack
        if screen is not None and screen in stack[1:]:
            at = stack.index(screen)
            while at > 1 and is_foreign(stack[at - 1]):  # a page that opened another one goes with it
                at -= 1
            for _ in stack[at:]:
                self.pop_screen()
        elif stack:
            stack[-1].post_message(events.ScreenResume())
        sheet = self.stylesheet
        for place, source in list(sheet.source.items()):
            if source.content in sheet._invalid_css:  # noqa: SLF001  Textual has no public way
                del sheet.source[place]

    def _blame(self, page: PluginPage, error: BaseException) -> None:
        what = "left the program" if isinstance(error, SystemExit) else f"broke ({type(error).__name__})"
        title = f" '{ic.one_line(page.title)}'" if page.title else ""
        says = f"The page{title} of the plugin {page.plugin} {what} and was closed."
        self.page_troubles.append((page.plugin, says))
        with suppress(IndexError):
            self.screen_stack[-1].post_message(Noted(says, wrong=True))


def _made(page: PluginPage) -> Screen[Any]:
    module, _, attribute = page.target.partition(":")
    screen = attrgetter(attribute)(import_module(module))()
    if not isinstance(screen, Screen):
        raise TypeError(f"{page.target} is no Textual screen.")
    return screen


def _screen_of(pump: object) -> Screen[Any] | None:
    """Return the screen that a widget is on, or a screen itself; None for the app's own."""
    if isinstance(pump, MessagePump) and not isinstance(pump, App):
        with suppress(NoScreen):
            found = getattr(pump, "screen", None)
            return found if isinstance(found, Screen) else None
    return None


def _screen_now() -> Screen[Any] | None:
    """Return the screen whose task this is; None for the app's own and for what is on no screen."""
    pump: object = active_message_pump.get(None)
    if isinstance(pump, App):
        with suppress(NoActiveWorker):
            pump = get_current_worker().node
    return _screen_of(pump)


def _guard_tasks(app: Guarded) -> None:
    """Let a task of a plugin's page that leaves the program end alone; asyncio would end everything with it."""
    loop = asyncio.get_running_loop()
    if loop.get_task_factory() is not None:
        return

    def made(loop: asyncio.AbstractEventLoop, doing: Any, **named: Any) -> asyncio.Task[Any]:  # noqa: ANN401  asyncio's shape
        pump = inspect.getcoroutinelocals(doing).get("self") if inspect.iscoroutine(doing) else None
        task = asyncio.Task(_alone(app, doing, _screen_of(pump) or _screen_now()), loop=loop, **named)
        if inspect.iscoroutine(doing):
            task.add_done_callback(lambda _: doing.close())  # a task that is ended before it begins leaves it as it was
        return task

    loop.set_task_factory(made)


async def _alone(app: Guarded, doing: Coroutine[Any, Any, Any], screen: Screen[Any] | None) -> Any:  # noqa: ANN401  whatever the task returns
    try:
        return await doing
    except SystemExit as left:
        if screen is None or not app.lose(screen, left):
            raise
        return None
