"""Keys that arrive at once, as they do over a slow line: each goes where the one before it led."""

import asyncio
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.tui.settling import at_rest
from textual import events

import inclusion_core as ic
from inclusion_tui.keys import typeahead
from inclusion_tui.keys.keymap import KEYS, STEADY, steady_keys
from inclusion_tui.screens.told import ToldPage
from inclusion_tui.widgets.questions import Question, Questions

CHARACTERS = {"enter": "\r", "escape": "\x1b", "slash": "/", "space": " "}


def burst(pilot: Any, *keys: str) -> None:
    """Send keys in one go, without waiting for any of them."""
    for key in keys:
        character = CHARACTERS.get(key) or (key if len(key) == 1 else None)
        pilot.app.post_message(events.Key(key, character))


def level(pilot: Any, indicator: str) -> str | None:
    """Return the level that an indicator has now."""
    made = pilot.app.sitting.judgement(indicator)
    return made.level if made is not None else None


async def until(pilot: Any, holds: Callable[[], bool]) -> None:
    """Wait until something holds; a slow machine takes its time."""
    for _ in range(600):
        if holds():
            return
        await pilot.pause(0.05)


def test_what_is_typed_behind_a_slash_is_looked_for_and_judged(drive: Any) -> None:
    """`/fresh week` Enter `1` in one go finds the indicator and judges it; no letter of it is taken for a command."""

    async def flow(pilot: Any) -> None:
        burst(pilot, "slash", *"clean", "enter", "1")
        await until(pilot, lambda: level(pilot, "U9") == "starting")
        assert level(pilot, "U9") == "starting"
        assert pilot.app.screen.finding == "clean"

    drive(flow)


def test_a_reason_typed_at_once_is_the_reason(drive: Any) -> None:
    """`b`, words, Enter and a digit in one go write the reason of the one and judge the other."""

    async def flow(pilot: Any) -> None:
        await pilot.press("home")
        burst(pilot, "b", *" Seen", "enter", "down", "2")
        await until(pilot, lambda: level(pilot, "U2") == "developing")
        assert pilot.app.sitting.judgement("U1").because.endswith(" Seen")
        assert level(pilot, "U2") == "developing"

    drive(flow)


def test_forty_levels_in_one_go_are_forty_judgements(drive: Any) -> None:
    """Digits that come faster than the screen is drawn are all kept, each at its own indicator."""

    async def flow(pilot: Any) -> None:
        await pilot.press("home")
        burst(pilot, *("1234" * 6))
        order = pilot.app.sitting.indicators[:24]
        wanted = ["starting", "developing", "secure", "leading"] * 6
        await until(pilot, lambda: [level(pilot, one) for one in order] == wanted)
        assert [level(pilot, one) for one in order] == wanted

    from inclusion_tui.settings import Settings  # noqa: PLC0415  beside its only use

    drive(flow, settings=Settings(advance="next"))


@pytest.mark.parametrize("times", range(3))
def test_keys_before_the_review_is_open_wait_for_it(workspace: Path, times: int) -> None:  # noqa: ARG001  more than once
    """Keys that come while the last frame is shown and the review is being opened go to the review."""
    from rich.segment import Segment  # noqa: PLC0415  beside its only use
    from textual.strip import Strip  # noqa: PLC0415  as above

    from inclusion_tui.app import InclusionApp  # noqa: PLC0415  as above
    from inclusion_tui.settings import Settings  # noqa: PLC0415  as above

    async def running() -> None:
        with ic.open_desk(workspace) as desk:
            app = InclusionApp(desk, Settings(), review="demo-alnside", glimpsed=[Strip([Segment("as it was")])])
            async with at_rest(app) as pilot:
                burst(pilot, "home", "1", "2")
                await until(pilot, lambda: app.sitting is not None and level(pilot, "U1") == "starting")
                assert app.sitting is not None
                assert level(pilot, "U1") == "starting"

    asyncio.run(running())


def test_no_steady_key_opens_or_asks_anything() -> None:
    """Keys that hold nothing back are those that judge and move; one that a keymap gives to something else is not."""
    by_id = {one.id: one for one in KEYS}
    assert by_id.keys() >= STEADY
    assert not [one for one in STEADY if by_id[one].action.startswith("app.")]
    assert not [one for one in STEADY if by_id[one].action in {"find", "because", "evidence", "jotting", "enquiry"}]
    assert "j" in steady_keys({})
    assert "j" not in steady_keys({"rate.find": "j"})


def test_a_slow_machine_is_not_taken_for_one_that_hangs(drive: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a key takes longer than anybody is patient but goes on, what is typed next waits for what it asks."""
    monkeypatch.setattr(typeahead, "PATIENCE_S", 0.1)
    given: list[tuple[str, ...]] = []

    class Slow(ToldPage):
        async def on_key(self, event: events.Key) -> None:
            if event.key == "x":
                for _ in range(12):
                    time.sleep(0.02)  # noqa: ASYNC251  the machine is at something else, and then comes back to us
                    await asyncio.sleep(0)
                Questions.on(self).put([Question("Which one?")], given.append)

    async def flow(pilot: Any) -> None:
        pilot.app.push_screen(Slow("Slow", lambda _: []))
        await pilot.pause()
        burst(pilot, "x", *"this", "enter")
        await until(pilot, lambda: bool(given))
        assert given == [("this",)]

    drive(flow)


def test_a_page_that_hangs_is_left(drive: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys wait no longer than anybody is patient for what goes on no more, and none is lost."""
    monkeypatch.setattr(typeahead, "PATIENCE_S", 0.1)
    hangs = asyncio.Event()

    class Hanging(ToldPage):
        async def on_key(self, event: events.Key) -> None:
            if event.key == "x":
                await hangs.wait()

    async def flow(pilot: Any) -> None:
        pilot.app.push_screen(Hanging("Hangs", lambda _: []))
        await pilot.pause()
        before = pilot.app.ahead.handed_on
        burst(pilot, "x", "y")
        await until(pilot, lambda: pilot.app.ahead.handed_on == before + 2)
        assert pilot.app.ahead.handed_on == before + 2
        hangs.set()

    drive(flow)


def test_letters_go_into_a_text_while_a_list_is_read_and_other_keys_wait(drive: Any) -> None:
    """What is held for letters keeps every other key back, and those after it; what is held for all keeps them too."""

    async def flow(pilot: Any) -> None:
        await pilot.press("slash")
        line, ahead = pilot.app.focused, pilot.app.ahead
        ahead.hold("a list", letters=True)
        await pilot.press("a", "b", "left", "c")
        assert line.value == "ab"
        ahead.release("a list")
        await pilot.pause()
        assert line.value == "acb"
        ahead.hold("a list", letters=True)
        ahead.hold("all")
        await pilot.press("d")
        assert line.value == "acb"
        ahead.release("all")
        await pilot.pause()
        assert line.value == "acdb"
        ahead.release("a list")

    drive(flow)


def test_what_was_typed_for_what_never_came_is_let_go(drive: Any, screen_of: Any) -> None:
    """Once patience with a page is over, keys for it do nothing, which is said; one that leaves does."""

    async def flow(pilot: Any) -> None:
        pilot.app.push_screen(ToldPage("Being read", lambda _: []))
        await pilot.pause()
        pilot.app.ahead.hold("a list", most_s=0.05)
        burst(pilot, "colon", *"why")
        await until(pilot, lambda: "This is not read yet" in "\n".join(screen_of(pilot)))
        assert isinstance(pilot.app.screen, ToldPage)
        assert "This is not read yet" in "\n".join(screen_of(pilot))
        pilot.app.ahead.hold("a list", most_s=0.05)
        burst(pilot, "colon", "escape")
        await until(pilot, lambda: not isinstance(pilot.app.screen, ToldPage))
        assert len(pilot.app.screen_stack) == 1

    drive(flow)
