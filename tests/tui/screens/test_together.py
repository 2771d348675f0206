"""Side by side on the screen: written down, hidden and revealed, taken out and back."""

from typing import Any

import inclusion_core as ic
from inclusion_tui.widgets.typing import TypingLine


def record(workspace: Any) -> ic.pairs.Together:
    """Return the record of the two as it lies on the disk."""
    with ic.open_desk(workspace) as desk:
        there = {one.id: one for one in ic.pairs.all_pairs(desk)}
        return there.get("alnside-first", ic.pairs.Together("alnside-first", ""))


async def write(pilot: Any, text: str) -> None:
    """Put a text into the line at once, and press Enter."""
    pilot.app.screen.query_one(TypingLine).value = text
    await pilot.press("enter")


def test_the_two_write_down_what_they_do(drive: Any, shown: Any, until: Any, workspace: Any) -> None:
    """A decision, a meeting, learning; a pupil's number is refused before the next question; out, and back by name."""

    async def flow(pilot: Any) -> None:
        await pilot.press("g", "b", "s", "n", "d", "c", "t")
        await write(pilot, "Reading moves E000200005001")
        assert "without the number" in " ".join("\n".join(shown(pilot)).split())
        await write(pilot, "Reading moves")
        await pilot.press("enter")
        await until(pilot, lambda: record(workspace).decisions)
        (decision,) = record(workspace).decisions.values()
        assert (decision.area, decision.joined, decision.what) == ("timetable", "told", "Reading moves")
        await pilot.press("n", "p", "enter")
        await write(pilot, "Calm")
        await pilot.press(*("enter",) * 11)
        await until(pilot, lambda: record(workspace).planning)
        (meeting,) = record(workspace).planning.values()
        assert (meeting.working, meeting.step) == ("Calm", "")
        await pilot.press("n", "s", "s")
        await write(pilot, "A morning")
        await pilot.press("enter")
        await until(pilot, lambda: [one.sort for one in record(workspace).learning.values()] == ["shadowing"])
        await pilot.press("home", "w")
        await until(pilot, lambda: record(workspace).planning == {})
        await pilot.press("z")
        await until(pilot, lambda: set(record(workspace).planning) == {meeting.id})
        assert f"The planning meeting {meeting.id} is back." in " ".join("\n".join(shown(pilot)).split())
        await pilot.press("a")
        assert "What to talk about" in shown(pilot)[0]

    drive(flow)


def test_a_hope_is_hidden_until_both_are_revealed_and_then_stays(
    drive: Any, shown: Any, until: Any, workspace: Any
) -> None:
    """Whoever claims to be the leader sees none of theirs; reveal shows both at once, and cannot be undone."""

    def told(pilot: Any) -> str:
        return " ".join("\n".join(shown(pilot)).split())

    async def flow(pilot: Any) -> None:
        await pilot.press("g", "b", "s", "h", "s")
        await write(pilot, "One team")
        await pilot.press("end")
        assert "One team" not in told(pilot)
        await pilot.press("v")
        assert "leader has not written down a hope yet" in told(pilot)
        await pilot.press("n", "a")
        assert "once both hopes were read" in told(pilot)
        await pilot.press("h", "l")
        await write(pilot, "Once")
        await until(pilot, lambda: set(record(workspace).hopes) == {"senco", "leader"})
        await pilot.press("h", "l")
        assert ("Write it afresh" in told(pilot), "Once" in told(pilot)) == (True, False)
        await pilot.press("escape", "z", "s")
        assert ("only the leader takes it back" in told(pilot), "Once" in told(pilot)) == (True, False)
        await pilot.press("home", "v")
        assert "The SENCO hopes: One team The leader hopes: Once" in told(pilot)
        await pilot.press("z")
        assert "cannot be taken back" in told(pilot)
        assert record(workspace).revealed is not None
        await pilot.press("n", "a", "4", "enter")
        await write(pilot, "They talk")
        assert "too few to be kept" in told(pilot)

    drive(flow)


def test_what_the_other_wrote_while_one_was_asked_stays(drive: Any, until: Any, workspace: Any) -> None:
    """Only the parts that were answered otherwise are written: two people may say more of one meeting at once."""

    def meeting() -> ic.pairs.Planning | None:
        return next(iter(record(workspace).planning.values()), None)

    async def flow(pilot: Any) -> None:
        await pilot.press("g", "b", "s", "n", "p", "enter", *("enter",) * 12)
        await until(pilot, meeting)
        await pilot.press("home", "enter")
        with ic.open_desk(workspace) as desk:
            ic.pairs.change_planning(desk, "alnside-first", meeting().id, step="One lesson")
        await write(pilot, "Calm")
        await pilot.press(*("enter",) * 11)
        await until(pilot, lambda: meeting().working == "Calm")
        assert meeting().step == "One lesson"

    drive(flow)
