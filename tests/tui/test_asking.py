"""The line that is asked for: nothing that was typed into it is lost, whatever is refused."""

from collections.abc import Callable
from typing import Any

import pytest
from textual import events

import inclusion_core as ic
from inclusion_tui.widgets.asking import Asking
from inclusion_tui.widgets.questions import Question, Questions
from inclusion_tui.widgets.typing import TypingLine


async def paste(pilot: Any, text: str) -> None:
    """Paste a text where the cursor is."""
    pilot.app.post_message(events.Paste(text))
    await pilot.pause()


def test_a_paste_of_several_lines_is_taken_whole(
    drive: Callable[..., None], screen_of: Callable[[Any], list[str]]
) -> None:
    """Every line of a pasted reason is kept, also what acts on a terminal, which the line shows as signs."""

    async def flow(pilot: Any) -> None:
        at = pilot.app.screen.chosen
        await pilot.press("2")
        pilot.app.screen.rows.choose(at)
        await pilot.press("b")
        pilot.app.screen.query_one(TypingLine).value = ""
        await paste(pilot, "one\r\ntwo \x9b2J\u202e")
        assert any("one␊two \ufffd2J\ufffd" in row for row in screen_of(pilot))
        await pilot.press("enter")
        assert pilot.app.sitting.judgement(at).because == "one\ntwo \x9b2J\u202e"

    drive(flow)


def test_an_answer_that_is_refused_stays_in_the_line(
    drive: Callable[..., None], screen_of: Callable[[Any], list[str]]
) -> None:
    """Where a reason is refused the foot says why, the line is asked again with what was typed, and the draft stays."""

    async def flow(pilot: Any) -> None:
        at = pilot.app.screen.chosen
        await pilot.press("x")
        pilot.app.screen.query_one(TypingLine).value = ""
        await pilot.press("space", "enter")
        asking = pilot.app.screen.query_one(Asking)
        assert asking.asking
        assert pilot.app.screen.query_one(TypingLine).value == " "
        assert any("needs its reason" in row for row in screen_of(pilot))
        await pilot.press(*"no pool", "enter")
        assert not asking.asking
        assert pilot.app.sitting.judgement(at).because.strip() == "no pool"

    drive(flow)


def test_a_reason_that_was_said_takes_its_own_draft_away(drive: Callable[..., None]) -> None:
    """Saying why something does not apply leads on to the next one, and lets go of no other draft than its own."""
    dropped: list[str] = []

    async def flow(pilot: Any) -> None:
        at = pilot.app.screen.chosen
        session = pilot.app.sitting.session
        session.drop_draft = lambda key, **_: dropped.append(key)
        await pilot.press("x", *"pool", "enter")
        assert pilot.app.sitting.judgement(at).non_answer == "not-applicable"
        assert dropped == [f"because self {at}"]

    drive(flow)


def test_a_line_that_is_asked_again_keeps_the_focus(
    drive: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the screen is laid out between an answer and its refusal, what is typed next still goes into the line."""
    again = Asking.ask_again

    def laid_out_before(asking: Asking) -> None:
        asking.app.stylesheet.update_nodes([asking])
        asking.screen._refresh_layout()  # the line is told that it is out of sight; it reads that after `ask_again`
        again(asking)

    monkeypatch.setattr(Asking, "ask_again", laid_out_before)
    asked = Question("A number?", check=lambda answer: ic.staffing.whole(answer, "pupils"))
    given: list[tuple[str, ...]] = []

    async def flow(pilot: Any) -> None:
        Questions.on(pilot.app.screen).put([asked], given.append)
        await pilot.pause()
        await pilot.press("x", "enter")
        assert isinstance(pilot.app.focused, TypingLine)
        await pilot.press("backspace", "4", "enter")
        assert given == [("4",)]

    drive(flow)
