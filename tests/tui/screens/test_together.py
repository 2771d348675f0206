"""Side by side on the screen: written down, hidden and revealed, taken out and back."""

from typing import Any

import inclusion_core as ic


def test_the_two_write_down_and_reveal(drive: Any, shown: Any, until: Any, workspace: Any) -> None:
    """A decision, a meeting, learning and both hopes; a hope is hidden again as soon as it is written."""

    def record() -> ic.pairs.Together:
        with ic.open_desk(workspace) as desk:
            there = {one.id: one for one in ic.pairs.all_pairs(desk)}
            return there.get("alnside-first", ic.pairs.Together("alnside-first", ""))

    async def flow(pilot: Any) -> None:
        await pilot.press("g", "b", "s")
        await pilot.press("n", "d", "c", "t", *"Reading moves E000200005001", "enter")
        assert "without the number" in " ".join("\n".join(shown(pilot)).split())  # before the next question
        await pilot.press(*("backspace",) * 14, "enter", "enter")
        await until(pilot, lambda: record().decisions)
        (decision,) = record().decisions.values()
        assert (decision.area, decision.joined, decision.what) == ("timetable", "told", "Reading moves")
        await pilot.press("n", "p", "enter", *"Calm", "enter", *("enter",) * 11)
        await until(pilot, lambda: record().planning)
        (meeting,) = record().planning.values()
        assert (meeting.working, meeting.step) == ("Calm", "")
        await pilot.press("n", "s", "s", *"A morning", "enter", "enter")
        await until(pilot, lambda: [one.sort for one in record().learning.values()] == ["shadowing"])
        await pilot.press("h", "s", *"One team", "enter", "end")
        assert "One team" not in "\n".join(shown(pilot))
        await pilot.press("v")
        assert "leader has not written down a hope yet" in " ".join("\n".join(shown(pilot)).split())
        await pilot.press("n", "a")
        assert "once both hopes were read" in " ".join("\n".join(shown(pilot)).split())
        await pilot.press("h", "l", *"Once", "enter")
        await until(pilot, lambda: set(record().hopes) == {"senco", "leader"})
        await pilot.press("h", "l")  # whoever claims to be the leader sees none of it
        assert "Once" not in "\n".join(shown(pilot))
        await pilot.press("escape", "z", "s")
        assert "only the leader takes it back" in " ".join("\n".join(shown(pilot)).split())
        assert "Once" not in "\n".join(shown(pilot))
        await pilot.press("home", "v")
        told = "\n".join(shown(pilot))
        assert "The SENCO hopes: One team" in told
        assert "The leader hopes: Once" in told
        await pilot.press("z")
        assert "cannot be taken back" in " ".join("\n".join(shown(pilot)).split())
        assert record().revealed is not None
        await pilot.press("n", "a", *"4", "enter", *"They talk", "enter")
        assert "too few to be kept" in " ".join("\n".join(shown(pilot)).split())
        await pilot.press("escape", "home", "w")
        await until(pilot, lambda: record().planning == {})
        await pilot.press("z")
        await until(pilot, lambda: set(record().planning) == {meeting.id})
        await pilot.press("a")
        assert "What to talk about" in shown(pilot)[0]

    drive(flow)
