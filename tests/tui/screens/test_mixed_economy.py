"""The continuum and the ledgers of a trust on the screen."""

import datetime as dt
from typing import Any

import inclusion_core as ic

DAY = dt.date(2026, 11, 2)


def test_a_trust_is_seen_whole_and_a_receiver_has_a_say(drive: Any, shown: Any, until: Any, workspace: Any) -> None:
    """Without a trust it is said what to type; then the continuum, the board's page, and a view that z takes back."""
    with ic.open_desk(workspace) as desk:
        make(desk)

    def says() -> str:
        with ic.open_desk(workspace) as desk:
            return str(ic.trusts.trust_named(desk, "coast").exchanges["x-1"].answer)

    async def flow(pilot: Any) -> None:
        def told() -> str:
            return "\n".join(shown(pilot))

        await pilot.press("g", "b", "o")
        await until(pilot, lambda: "Who offers it" in told())
        assert "The continuum of Coast" in told()
        await pilot.press("t")
        assert "no other trust" in told()
        await pilot.press("b")
        await until(pilot, lambda: "Coast: one continuum" in told())
        await pilot.press("escape", "l")
        assert "Ledgers of Coast" in told()
        assert "5.5 h  not asked yet" in told()
        await pilot.press("enter", "p")
        assert says() == "in-part"
        assert "changed in part" in told()
        await pilot.press("z")
        assert says() == ""
        await pilot.press("c")
        assert "cannot be concluded" in told()

    drive(flow)


def make(desk: Any) -> None:
    """Make a trust of two schools with a ledger."""
    ic.trusts.new_trust(desk, "Coast", ["alnside-first", "rowanlea"])
    ic.ledgers.add_exchange(desk, "coast", "rowanlea", "alnside-first", kind="coaching", minutes=330, day=DAY)
    ic.ledgers.add_outreach(
        desk, "coast", "rowanlea", "wansmere-middle", kind="coaching", minutes=60, day=DAY, before=9, after=2
    )
