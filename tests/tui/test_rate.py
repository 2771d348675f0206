"""The home screen: what a key does to an indicator, and what is seen of it."""

from pathlib import Path
from typing import Any

import pytest

import inclusion_core as ic
from inclusion_tui.settings import Settings


def kept(workspace: Path, review: str, voice: str = "self") -> dict[str, str | None]:
    """Return what a voice's judgements are on the disk, by indicator."""
    with ic.open_desk(workspace, read_only=True) as desk, desk.session(review, read_only=True) as session:
        return {
            ic.cell_text(cell): one.level or one.non_answer
            for cell, one in session.assessment(voice).judgements.items()
        }


def test_a_digit_judges_and_the_journal_has_it(drive: Any, workspace: Path) -> None:
    """A digit gives the chosen indicator that level, on the disk before anything is closed."""

    async def flow(pilot: Any) -> None:
        await pilot.press("home", "1")
        assert kept(workspace, "demo-alnside")["U1"] == "starting"

    assert kept(workspace, "demo-alnside")["U1"] == "secure"
    drive(flow)


@pytest.mark.parametrize(("advance", "then"), [("stay", "U1"), ("next", "U2"), ("next-open", "U10")])
def test_where_a_judgement_leads_is_a_setting(drive: Any, advance: Any, then: str) -> None:
    """After a judgement the cursor stays, goes on by one, or goes to the next that is not judged."""

    async def flow(pilot: Any) -> None:
        await pilot.press("home", "4")
        assert pilot.app.screen.chosen == then

    drive(flow, settings=Settings(advance=advance))


def test_undo_and_redo_go_back_and_forth(drive: Any, workspace: Path) -> None:
    """`z` takes the last judgement back and `Z` gives it again."""

    async def flow(pilot: Any) -> None:
        await pilot.press("home", "1", "z")
        assert kept(workspace, "demo-alnside")["U1"] == "secure"
        await pilot.press("Z")
        assert kept(workspace, "demo-alnside")["U1"] == "starting"

    drive(flow)
