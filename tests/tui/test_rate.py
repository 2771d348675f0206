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


def test_the_place_of_last_time_is_in_sight(drive: Any, screen_of: Any) -> None:
    """A review that was left far down its list opens there, with that row on the screen."""

    async def leave(pilot: Any) -> None:
        await pilot.press("end")
        pilot.app.recent.keep()

    async def come_back(pilot: Any) -> None:
        await pilot.pause(0.2)
        assert pilot.app.screen.chosen == pilot.app.sitting.indicators[-1]
        last = pilot.app.sitting.row(pilot.app.screen.chosen).title[:20]
        assert any(last in row and "S6" in row for row in screen_of(pilot)[2:16])

    drive(leave)
    drive(come_back)


def test_a_non_answer_without_its_reason_is_asked_for_it(drive: Any, screen_of: Any, workspace: Path) -> None:
    """`x` asks why; nothing is kept before the reason is there, and an empty one is refused in a sentence."""

    async def flow(pilot: Any) -> None:
        await pilot.press("home", "x")
        assert kept(workspace, "demo-alnside")["U1"] == "secure"
        await pilot.press("enter")
        assert "needs its reason" in screen_of(pilot)[-1]
        await pilot.press("x", *"No base", "enter")
        assert kept(workspace, "demo-alnside")["U1"] == "not-applicable"

    drive(flow)


def test_a_level_that_the_scale_has_not_is_answered(drive: Any, screen_of: Any, workspace: Path) -> None:
    """A digit above the scale changes nothing and says which digits there are."""

    async def flow(pilot: Any) -> None:
        await pilot.press("home", "7")
        assert "This scale has 4 levels: 1 to 4." in screen_of(pilot)[-1]
        assert kept(workspace, "demo-alnside")["U1"] == "secure"

    drive(flow)


def test_undo_has_nothing_to_take_back_says_so(drive: Any, screen_of: Any) -> None:
    """Where this person did nothing yet, `z` answers with a sentence."""

    async def flow(pilot: Any) -> None:
        await pilot.press("z")
        assert screen_of(pilot)[-1].strip()
        assert "e evidence" not in screen_of(pilot)[-1]
        await pilot.press("j")
        assert "e evidence" in screen_of(pilot)[-1]

    drive(flow)


def test_the_list_has_a_heading_for_each_strand_and_the_cursor_skips_them(drive: Any) -> None:
    """Moving down from the last of a strand goes to the first of the next; the heading is never chosen."""

    async def flow(pilot: Any) -> None:
        await pilot.press("home")
        seen = []
        for _ in pilot.app.sitting.indicators:
            seen.append(pilot.app.screen.chosen)
            await pilot.press("j")
        assert tuple(seen) == pilot.app.sitting.indicators

    drive(flow)


def test_strands_are_a_key_apart(drive: Any) -> None:
    """Tab goes to the first indicator of the next strand and round the end, shift and tab back."""

    async def flow(pilot: Any) -> None:
        await pilot.press("home", "tab")
        assert pilot.app.screen.chosen == "T1"
        await pilot.press("right_square_bracket", "tab")
        assert pilot.app.screen.chosen == "U1"
        await pilot.press("shift+tab")
        assert pilot.app.screen.chosen == "S1"

    drive(flow)


@pytest.mark.parametrize("size", [(80, 24), (60, 16), (120, 30), (160, 45), (200, 60)])
def test_every_width_shows_the_list_the_levels_and_the_foot(drive: Any, screen_of: Any, size: tuple[int, int]) -> None:
    """From 60x16 on, the chosen row, at least one of its levels and the hints are on the screen."""

    async def flow(pilot: Any) -> None:
        await pilot.press("home")
        await pilot.pause(0.1)
        rows = screen_of(pilot)
        assert len(rows) == size[1]
        assert all(ic.columns(row) <= size[0] for row in rows)
        assert any(row.strip().startswith("U1 ") for row in rows)
        assert any("Secure" in row for row in rows[2:])
        assert "e evidence" in rows[-1]

    drive(flow, size=size)


def test_beside_a_reviewer_s_level_stands_the_school_s_own(drive: Any, screen_of: Any) -> None:
    """Under the list a reviewer reads what the school itself said of the indicator."""

    async def flow(pilot: Any) -> None:
        await pilot.press("home")
        await pilot.pause(0.1)
        assert any("self-review: Secure" in row for row in screen_of(pilot))

    drive(flow, voice="peer:lead-reviewer")


def test_escape_shows_everything_again(drive: Any) -> None:
    """After finding or choosing a view one key leads back to the whole list, at the same indicator."""

    async def flow(pilot: Any) -> None:
        await pilot.press("slash", *"clean", "enter")
        assert len(pilot.app.screen._order) < len(pilot.app.sitting.indicators)
        await pilot.press("escape")
        assert pilot.app.screen._order == pilot.app.sitting.indicators
        assert pilot.app.screen.chosen == "U9"

    drive(flow)
