"""What a school signs up to, on the screen."""

from pathlib import Path
from typing import Any

import inclusion_core as ic
from inclusion_core.demonstration.asking import CONSULTATION

asking = ic.consultations


def test_a_school_signs_up_beside_its_own_judgement(drive: Any, shown: Any, until: Any, workspace: Path) -> None:
    """A digit and a day sign up, w takes out, z returns, Enter goes there; what is hidden is not shown."""

    def mine() -> Any:
        with ic.open_desk(workspace, read_only=True) as desk:
            return asking.consultation_named(desk, CONSULTATION).returns["999001"].commitments

    async def flow(pilot: Any) -> None:
        def told() -> str:
            return "\n".join(shown(pilot))

        await pilot.press("g", "b", "u")
        await until(pilot, lambda: "signed up to 5 of 25, 1 reached" in told())
        for state in ("reached", "on the way", "past its day", "not judged yet"):
            assert state in told()
        await pilot.press("9")
        assert "This scale has 4 levels" in told()
        await pilot.press("down", "4")
        pilot.app.focused.value = ""
        await pilot.press("enter")
        assert "Say by which day" in told()
        pilot.app.focused.value = "1 Jul 2099"
        await pilot.press("enter", "enter")
        await until(pilot, lambda: "1 Jul 2099" in told() and "Leading" in told())
        assert (mine()["U7"].level, str(mine()["U7"].by_when)) == ("leading", "2099-07-01")
        assert mine()["U7"].help_needed.startswith("Cover")
        await pilot.press("w")
        await until(pilot, lambda: "signed up to 4 of 25" in told())
        await pilot.press("z")
        await until(pilot, lambda: "signed up to 5 of 25" in told())
        await pilot.press("y")
        assert "it is no ranking" in told()
        await pilot.press("escape", "slash", *"U10", "enter", "enter")
        assert type(pilot.app.screen).__name__ == "RateScreen"
        assert pilot.app.screen.chosen == "U10"
        with pilot.app.desk.session("demo-alnside") as other:
            other.change_review(self_review_hidden=True)
        pilot.app.sitting.speak_as("peer:lead-reviewer")
        await pilot.press("g", "b", "u")
        await until(pilot, lambda: "hidden the school's own judgements" in told())
        assert "on the way" not in told()
        assert "1 reached" not in told()
        await pilot.press("s", *"Row", "enter")
        await until(pilot, lambda: "with its own review open" in " ".join(told().split()))
        await pilot.press("4")
        assert "cannot be changed here" in told()

    drive(flow)
