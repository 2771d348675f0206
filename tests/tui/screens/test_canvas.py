"""The workshop canvas on the screen: parts of the line, the first step as an action, and what it takes."""

import datetime as dt
from typing import Any


def test_a_canvas_becomes_a_first_step(drive: Any, shown: Any) -> None:
    """Enter says a part; who and when wait for a first step; a text left half typed waits; undo takes back."""

    async def flow(pilot: Any) -> None:
        session = pilot.app.sitting.session
        line = session.add_enquiry("Who eats alone?", indicators=("U4",))
        await pilot.press("g", "l", "c", "down", "enter", *"Nobody asks.", "enter")
        assert session.enquiry[line.id].why == "Nobody asks."
        await pilot.press("end", "enter")
        assert "Say the first step first" in "\n".join(shown(pilot))
        await pilot.press("home", *("down",) * 5, "enter", *"A buddy", "enter", "down", "down", "enter", *"x", "enter")
        assert "x" in "\n".join(shown(pilot))
        await pilot.press("backspace", *"2027-02-01", "enter")
        (step,) = session.actions.values()
        assert (step.what, step.line, step.by_when) == ("A buddy", line.id, dt.date(2027, 2, 1))
        await pilot.press("down", "enter", *"Half", "escape")
        assert pilot.app.sitting.waiting.text(f"canvas-impact {line.id}") == "Half"
        await pilot.press(
            "escape", "escape", "g", "a", "b", *"Six alone", "enter", "enter", *"2 hours", "enter", "enter"
        )
        (step,) = session.actions.values()
        assert (step.baseline, step.review_on, step.cost, step.paid_from) == ("Six alone", None, "2 hours", "")
        assert "costs: 2 hours; b says what pays for it" in "\n".join(shown(pilot))
        await pilot.press("z")
        assert next(iter(session.actions.values())).cost == ""

    drive(flow)


def test_a_part_that_waits_is_gone_on_with(drive: Any) -> None:
    """A draft of a part opens the canvas at that part, with its text."""

    async def flow(pilot: Any) -> None:
        sitting = pilot.app.sitting
        line = sitting.session.add_enquiry("Who eats alone?")
        sitting.waiting.put(f"canvas-why {line.id}", "Nobody as")
        pilot.app.screen.take_up(f"canvas-why {line.id}")
        await pilot.pause()
        await pilot.pause()
        await pilot.press(*"ks.", "enter")
        assert sitting.session.enquiry[line.id].why == "Nobody asks."
        assert sitting.waiting.text(f"canvas-why {line.id}") == ""

    drive(flow)
