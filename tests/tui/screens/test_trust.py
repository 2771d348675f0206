"""A trust's schools together on the screen."""

from typing import Any

import inclusion_core as ic


def test_a_trust_is_seen_together_and_one_row_whole(drive: Any, shown: Any, until: Any, workspace: Any) -> None:
    """Without a release it is said what to type; with it the spread, one row whole, and the way to the continuum."""
    with ic.open_desk(workspace) as desk:
        ic.trusts.new_trust(desk, "Coast", ["alnside-first", "rowanlea"])

    async def flow(pilot: Any) -> None:
        def told() -> str:
            return "\n".join(shown(pilot))

        await pilot.press("g", "b", "t")
        await until(pilot, lambda: "inclusion release" in told())
        await pilot.press("a", "enter", "t")
        with ic.open_desk(workspace) as desk:
            for review in desk.workspace.reviews():
                if review.school in {"alnside-first", "rowanlea"}:
                    with desk.session(review.id) as session:
                        session.change_review(released={"judgements": "partnership", "name": "partnership"})
        await pilot.press("v", "v")
        await until(pilot, lambda: "How many schools gave each level" in told())
        assert "2 of 2 schools are in it" in told()
        await pilot.press("enter")
        assert "n 2 of 2" in told() or "n 1 of 2" in told()
        await pilot.press("escape", "a")
        assert "No school stands alone" in told()
        await pilot.press("c")
        assert "Nothing is counted yet" in told()
        await pilot.press("escape", "o")
        await until(pilot, lambda: "continuum of Coast" in told())

    drive(flow)
