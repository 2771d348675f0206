"""The safeguarding card on the screen: one key from anywhere, and the lead is named right there."""

from pathlib import Path
from typing import Any

import inclusion_core as ic
from inclusion_tui.screens.rate import RateScreen
from inclusion_tui.screens.safeguarding import SafeguardingScreen


def card_of(workspace: Path) -> ic.Safeguarding | None:
    """Return the card that is on the disk."""
    with ic.open_desk(workspace, read_only=True) as desk, desk.session("demo-alnside", read_only=True) as session:
        return session.review.safeguarding


async def name(pilot: Any, *answers: str) -> None:
    """Open the card and answer its questions."""
    await pilot.press("exclamation_mark", "n")
    for answer in answers:
        await pilot.pause()
        pilot.app.focused.value = answer
        await pilot.press("enter")
    await pilot.pause()


def test_one_key_shows_it_and_one_goes_back(drive: Any, shown: Any) -> None:
    """`!` shows what to do, whole at 80 by 24; Esc is back in the list."""

    async def flow(pilot: Any) -> None:
        await pilot.press("exclamation_mark")
        await pilot.pause()
        text = " ".join(" ".join(shown(pilot)).split())
        for one in (
            "Stop what you are doing",
            "Tell this person now",
            "Do not write it here",
            "pupils are spoken with",
        ):
            assert one in text
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, RateScreen)

    drive(flow)


def test_it_works_at_the_start(drive: Any, shown: Any) -> None:
    """Without a review the card is there too; naming somebody is refused in a sentence."""

    async def flow(pilot: Any) -> None:
        await pilot.press("exclamation_mark")
        await pilot.pause()
        assert isinstance(pilot.app.screen, SafeguardingScreen)
        assert "Tell this person now" in "\n".join(shown(pilot))
        await pilot.press("n")
        await pilot.pause()
        assert "Open one first" in shown(pilot)[-1]

    drive(flow, review=None)


def test_the_lead_is_named_right_there(drive: Any, shown: Any, workspace: Path) -> None:
    """`n` asks three things; they are on the disk and on the card at once, and undo takes them back."""

    async def flow(pilot: Any) -> None:
        await name(pilot, "Deputy head, S. Okoro", "extension 12", "Ms Bell is nearby")
        assert card_of(workspace) == ic.Safeguarding("Deputy head, S. Okoro", "extension 12", "Ms Bell is nearby")
        assert any("extension 12" in row for row in shown(pilot)[:15])
        await pilot.press("escape", "z")
        assert card_of(workspace) is None

    drive(flow)


def test_a_card_needs_somebody(drive: Any, shown: Any, workspace: Path) -> None:
    """An empty lead is refused before anything else is asked."""

    async def flow(pilot: Any) -> None:
        await name(pilot, " ")
        assert "needs a person" in shown(pilot)[-1]
        assert "Who leads" in shown(pilot)[-2]
        assert card_of(workspace) is None

    drive(flow)


def test_what_is_typed_and_left_waits(drive: Any, workspace: Path) -> None:
    """Esc in the middle keeps nothing on the card, and what was typed is in the line the next time."""

    async def flow(pilot: Any) -> None:
        await pilot.press("exclamation_mark", "n", *"Head", "escape")
        assert card_of(workspace) is None
        await pilot.press("n")
        await pilot.pause()
        assert pilot.app.focused.value == "Head"

    drive(flow)


def test_a_pupil_is_not_named_on_it(drive: Any, shown: Any) -> None:
    """What looks like a pupil is said while it is typed."""

    async def flow(pilot: Any) -> None:
        await pilot.press("exclamation_mark", "n")
        await pilot.pause()
        pilot.app.focused.value = "asked by J.S. in Year 5"
        await pilot.pause()
        assert "This looks like a pupil" in "".join(shown(pilot)[-4:])

    drive(flow)
