"""Schools side by side on the screen: the cluster at once, others by a key, and nothing that is not released."""

from typing import Any

import inclusion_core as ic


def test_schools_side_by_side(drive: Any, shown: Any, until: Any, workspace: Any) -> None:
    """Opens on the cluster; map, rounds, whose and which by a key each; what is taken back is gone."""

    async def flow(pilot: Any) -> None:
        await pilot.press("g", "b", "c")
        page = pilot.app.screen
        await until(pilot, page.keys)
        told = "\n".join(shown(pilot))
        assert "Cluster The made-up cluster. By name: Alnside First School (yours)," in told
        assert "1 without a name, shown only together. All are made up." in " ".join(told.split())
        assert "Wansmere" not in told
        assert "c  .  . [2] 2   3 or 4    3-4    4" in told
        await pilot.press("enter")
        assert "This row is a whole strand." in "\n".join(shown(pilot))
        await pilot.press("down", "m")
        assert "> Alnside First Scho~    3   4" in "\n".join(shown(pilot))
        await pilot.press("escape", "t")
        assert "nothing to lay beside it yet" in "\n".join(shown(pilot))
        await pilot.press("escape", "y")
        assert "fewer than 5 schools, or too much alike" in "\n".join(shown(pilot))
        await pilot.press("escape", "v")
        await until(pilot, lambda: not page.keys())
        assert "cannot be compared: nothing judged as moderated" in " ".join("\n".join(shown(pilot)).split())
        await pilot.press("v")
        await until(pilot, page.keys)
        with ic.open_desk(workspace) as desk, desk.session("demo-rowanlea") as session:
            session.change_review(released={})
        await pilot.press("s", "a")
        await until(pilot, lambda: "Rowanlea" not in "\n".join(shown(pilot)))
        await pilot.press("down", "down", "enter")
        assert pilot.app.screen is pilot.app.screen_stack[-1] is not page

    drive(flow)


def test_a_reviewer_sees_no_comparison_that_holds_what_the_team_hides(drive: Any, shown: Any) -> None:
    """Where the school's own judgements are hidden from reviewers, they are not beside other schools' either."""

    async def flow(pilot: Any) -> None:
        pilot.app.sitting.session.change_review(self_review_hidden=True)
        await pilot.press("g", "b", "c")
        told = " ".join("\n".join(shown(pilot)).split())
        assert "The team has hidden the school's own judgements from reviewers for now." in told
        await pilot.press("t")
        assert not any("Over time" in one for one in shown(pilot))

    drive(flow, voice="peer:lead-reviewer")
