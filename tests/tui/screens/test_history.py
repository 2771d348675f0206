"""The history: the newest first, long ones without delay, nothing in it that is hidden elsewhere."""

from typing import Any

import inclusion_core as ic


def test_the_newest_is_the_first_and_what_was_taken_back_is_marked(drive: Any, shown: Any) -> None:
    """A judgement and its taking back are two lines; the judgement says that it was taken back."""

    async def flow(pilot: Any) -> None:
        await pilot.press("home", "1", "z", "h")
        await pilot.pause()
        rows = shown(pilot)
        assert "took back: judged U1 starting (self-review)" in rows[1]
        assert "taken back: judged U1 starting (self-review)" in rows[2]
        assert f"{len(pilot.app.sitting.session.history())} changes, the newest first" in rows[0]
        await pilot.press("j")
        await pilot.pause()
        assert any("It was taken back since." in row for row in shown(pilot)[-5:])

    drive(flow)


def test_only_what_is_drawn_is_told(drive: Any, monkeypatch: Any) -> None:
    """Of thousands of changes those on the screen are put into words, and no others."""
    from inclusion_core.store.review import history  # noqa: PLC0415  beside its only use

    told: list[str] = []
    before = history.says
    monkeypatch.setattr(history, "says", lambda command, people: told.append("one") or before(command, people))

    async def flow(pilot: Any) -> None:
        session = pilot.app.sitting.session
        for place in range(300):
            session.judge("self", "U1", ic.Judgement(session.framework.scale.order[place % 4]))
        told.clear()
        await pilot.press("h")
        await pilot.pause()
        assert 0 < len(told) < 100
        await pilot.press("end")
        await pilot.pause()
        assert pilot.app.screen.rows.chosen == "1"
        assert len(told) < 200

    drive(flow)


def test_a_blind_review_is_blind_here_too(drive: Any, shown: Any) -> None:
    """A reviewer reads of another one's judgement no more than that there is one; one's own stays readable."""

    async def flow(pilot: Any) -> None:
        session = pilot.app.sitting.session
        session.change_review(blind=True)
        session.judge("peer:inclusion-lead", "U1", ic.Judgement("starting"))
        await pilot.press("home", "1", "h")
        await pilot.pause()
        rows = "\n".join(shown(pilot))
        assert "judged U1 starting (Lead reviewer)" in rows
        assert "inclusion-lead" not in rows.lower().replace(" ", "-")
        assert "gave a judgement that is hidden for now" in rows

    drive(flow, voice="peer:lead-reviewer")
