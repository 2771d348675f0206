"""The pilot of these tests: it waits for whatever a key set going, and says so where that never ends."""

from __future__ import annotations

import asyncio
import threading
import time
from typing import Any

import pytest
from tests.tui import settling

from inclusion_tui.working import Work


def test_hops_and_threads_are_waited_for(drive: Any) -> None:
    """What goes from queue to queue, is done in a thread, and is painted after that, has been when a pause is over."""

    async def flow(pilot: Any) -> None:
        done: list[str] = []

        def hop(left: int) -> None:
            if left:
                pilot.app.call_later(hop, left - 1)
            else:
                Work(pilot.app.screen, "slow", lambda _: (time.sleep(0.05), done.append("worked")))
                pilot.app.screen.call_after_refresh(done.append, "painted")
                pilot.app.screen.refresh()

        hop(30)
        await pilot.pause()
        assert sorted(done) == ["painted", "worked"]

    drive(flow)


def test_a_thread_that_is_held_back_is_waited_for_once(drive: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A test may look at what is shown meanwhile; another thread is waited for all the same."""
    monkeypatch.setattr(settling, "THREADS_S", 0.1)

    async def flow(pilot: Any) -> None:
        goes_on, done = threading.Event(), []
        Work(pilot.app.screen, "held", lambda _: goes_on.wait(30))
        await pilot.pause()
        monkeypatch.setattr(settling, "THREADS_S", 30)
        Work(pilot.app.screen, "other", lambda _: (time.sleep(0.05), done.append("worked")))
        await pilot.pause()
        assert done == ["worked"]
        assert not goes_on.is_set()
        goes_on.set()

    drive(flow)


def test_what_never_rests_is_no_success(drive: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """What goes on and on in the loop fails the test that waits for it."""

    async def flow(pilot: Any) -> None:
        monkeypatch.setattr(settling, "LONGEST_S", 0.05)

        async def on_and_on() -> None:
            while True:  # noqa: ASYNC110  it waits for nothing: that is what is amiss
                await asyncio.sleep(0)

        going = asyncio.create_task(on_and_on())
        with pytest.raises(AssertionError, match="The app never rests"):
            await pilot.pause()
        going.cancel()

    drive(flow)
