"""A region on the screen."""

import datetime as dt
import shutil
from pathlib import Path
from typing import Any

import inclusion_core as ic

FILE = Path(__file__).parents[3] / "docs" / "examples" / "made-up-region.toml"
LEVELS = ("starting", "developing", "developing", "secure", "secure", "leading")


def test_a_region_is_seen_and_what_is_hidden_is_said(drive: Any, shown: Any, until: Any, workspace: Any) -> None:
    """Nothing released, then six schools: a row whole, what is hidden, whose voice, the board's page, the next one."""
    with ic.open_desk(workspace) as desk:
        make(desk)

    async def flow(pilot: Any) -> None:
        def told() -> str:
            return "\n".join(shown(pilot))

        await pilot.press("g", "b", "e")
        await until(pilot, lambda: "Made-up region: the region" in told())
        assert "A host releases one with g b r" in " ".join(told().split())
        release(workspace)
        await pilot.press("v")
        await until(pilot, lambda: "voice moderated" in told())
        await pilot.press("v")
        await until(pilot, lambda: "6 of 6 schools here are in it" in told())
        assert "2-3 n 6" in told()
        await pilot.press("enter")
        assert "Developing to Secure (n 6)" in told()
        await pilot.press("escape", "y")
        assert "What is hidden, and why" in told()
        await pilot.press("escape", "b")
        assert "On paper: inclusion region --framework made-up-region@1" in told()
        assert "Made-up region: the regional picture" in told()
        await pilot.press("escape")
        assert "Side" not in told()
        await pilot.press("t")
        await until(pilot, lambda: "North East: the region (2 of 4 frameworks)" in told())

    drive(flow)


def make(desk: Any) -> None:
    """Make six made-up schools of one authority that have judged and released nothing."""
    desk.workspace.frameworks.mkdir(exist_ok=True)
    shutil.copy(FILE, desk.workspace.frameworks)
    framework = desk.framework("made-up-region")
    for place, level in enumerate(LEVELS):
        school = ic.School(f"Side {place}", id=f"side-{place}", authority="001", phase="primary", made_up=True)
        desk.workspace.put_schools([school])
        desk.workspace.create_review(school, framework, id=f"side-{place}-1", started=dt.date(2026, 11, 2))
        with desk.session(f"side-{place}-1") as session:
            session.judge("self", "U1", ic.Judgement(level))


def release(workspace: Path) -> None:
    """Let the partnership see what all six judged."""
    with ic.open_desk(workspace) as desk:
        for place in range(len(LEVELS)):
            with desk.session(f"side-{place}-1") as session:
                session.change_review(released={"judgements": "partnership"})
