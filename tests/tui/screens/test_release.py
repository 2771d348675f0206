"""Release on the screen: one key lets more people see a section, one takes it back; a reviewer does neither."""

from typing import Any


def test_a_section_is_released_and_taken_back(drive: Any, shown: Any) -> None:
    """Cluster, then partnership; back again, with what is not reached said; undo is everybody's."""

    async def flow(pilot: Any) -> None:
        session = pilot.app.sitting.session
        await pilot.press("g", "b", "r", "end", "up", "enter")
        assert session.review.released["actions"] == "cluster"
        told = "\n".join(shown(pilot))
        assert "actions     the cluster" in told
        assert "there is now: 0" in told
        await pilot.press("right", "right")
        assert session.review.released["actions"] == "partnership"
        assert "the widest" in "\n".join(shown(pilot))
        await pilot.press("left", "left")
        assert session.review.released.get("actions", "self") == "self"
        assert "Reports and files made before are not reached" in " ".join("\n".join(shown(pilot)).split())

    drive(flow)


def test_a_reviewer_releases_nothing(drive: Any, shown: Any) -> None:
    """It is the host's to decide, and the page says who can."""

    async def flow(pilot: Any) -> None:
        before = pilot.app.sitting.session.review.released
        await pilot.press("g", "b", "r", "enter")
        assert "The host decides on this." in "\n".join(shown(pilot))
        assert pilot.app.sitting.session.review.released == before

    drive(flow, voice="peer:lead-reviewer")
