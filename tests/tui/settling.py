"""A pilot that goes on only when the app has come to rest, however busy the machine is.

Textual's own pilot takes an app for settled once the process has used little of the clock for a moment. On a machine
with other work that is also so while a key is half done, and a test then looks too soon. This one asks what there is
to know: nothing is ready to run in the event loop, no thread of the loop's is at work, and nothing waits to be painted.
"""

from __future__ import annotations

import asyncio
import threading
from contextlib import asynccontextmanager
from time import monotonic
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from textual.pilot import Pilot

from inclusion_tui.keys.typeahead import HOLD_S, PATIENCE_S

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from inclusion_tui.app import InclusionApp

LONGEST_S = 30.0
"""Seconds after which a test fails because the app never rests."""
THREADS_S = HOLD_S + 1
"""Seconds that are given to threads: a test may hold one back to look at what is shown meanwhile. It is more than keys
wait for what a page reads, so that no test depends on which of the two is over first."""
_WAITS_FOR_MORE = {"looking", "saving"}
"""Threads that stay once they have done what there was: what looks through reviews for the start, what saves."""


class Loop:
    """What can be known of the running event loop: what is ready to run, and the threads it waits for.

    `_ready` has been asyncio's own queue of what runs next since Python 3.4; nothing public tells it.
    """

    def __init__(self) -> None:
        self._passed_over: set[object] = set(threading.enumerate())
        self._loop: Any = asyncio.get_running_loop()
        self._pooled: set[asyncio.Future[Any]] = set()
        self._run = self._loop.run_in_executor
        self._loop.run_in_executor = self._noting

    def _noting(self, *given: Any) -> asyncio.Future[Any]:
        future: asyncio.Future[Any] = self._run(*given)
        self._pooled.add(future)
        future.add_done_callback(self._pooled.discard)
        return future

    def _at_work(self) -> set[object]:
        """Return the app's threads that are at work; those of the loop's pool stay when they have nothing to do."""
        own = {one for one in threading.enumerate() if one.daemon and one.name not in _WAITS_FOR_MORE}
        return (self._pooled | own) - self._passed_over

    async def rest(self) -> None:
        """Return when nothing is ready to run and no thread is at work. One that is held back is waited for once."""
        began = monotonic()
        while True:
            await asyncio.sleep(0)
            if self._loop._ready:
                assert monotonic() < began + LONGEST_S, "The app never rests: something in it calls itself without end."
            elif not (at_work := self._at_work()):
                return
            elif monotonic() > began + THREADS_S:
                self._passed_over |= at_work
            else:
                await asyncio.sleep(0.001)


class SettledPilot(Pilot[int]):
    """Presses keys, clicks and pauses as Textual's pilot does, and returns when the app is at rest."""

    app: InclusionApp

    def __init__(self, app: InclusionApp) -> None:
        super().__init__(app)
        self._loop = Loop()

    async def settle(self) -> None:
        """Return when the app is at rest and the screen shows it. Timers are not waited for: they are the clock's."""
        for _ in range(100):
            await self._loop.rest()
            if not self.app.is_running:
                return
            if self.app.ahead.keeps_back:  # what it waits for is no more; it loses patience soon
                await asyncio.sleep(PATIENCE_S / 10)
            elif not self._painted():
                return
        raise AssertionError("The screen is never done: each time it is painted it wants to be painted again.")

    async def pause(self, delay: float | None = None) -> None:
        """Return at rest, and after a delay at rest again."""
        await self.settle()
        if delay is not None:
            await asyncio.sleep(delay)
            await self.settle()

    async def _wait_for_screen(self, timeout: float = LONGEST_S) -> bool:  # noqa: ASYNC109  Textual's name for it
        """Wait as Textual's pilot does after each thing it does."""
        del timeout  # at rest asks for more than its count of messages
        await self.settle()
        return True

    def _painted(self) -> bool:
        """Paint what waits to be painted, as the next tick of its clock would; say whether there was anything."""
        screen = self.app.screen
        if self.app._resize_timer is not None:  # Textual waits a moment: whoever pulls at a window pulls on
            self.app._check_resize()
            return True
        waits = any(
            (
                screen._layout_required,
                screen._scroll_required,
                screen._repaint_required,
                screen._recompose_required,
                screen._dirty_widgets,
                screen._callbacks,
            )
        )
        screen._on_timer_update()
        return waits


@asynccontextmanager
async def at_rest(app: InclusionApp, *, size: tuple[int, int] = (80, 24)) -> AsyncIterator[SettledPilot]:
    """Run an app as `app.run_test` does, with a pilot that waits for it to rest after every key."""
    async with app.run_test(size=size):
        pilot = SettledPilot(app)
        with patch("textual.app.wait_for_idle", lambda *_: pilot.settle()):  # what comes between two keys
            await pilot.settle()
            yield pilot
            await pilot.settle()  # what is still on its way would find no screen
