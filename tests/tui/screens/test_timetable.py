"""The page of the day: proposed with one key, now and next by the clock, slots added and taken out."""

import datetime as dt
from typing import Any

import pytest

import inclusion_core as ic


@pytest.fixture
def at_ten(monkeypatch: pytest.MonkeyPatch) -> dt.datetime:
    """It is twenty past ten, by the clock of the page and of what is captured."""
    from inclusion_tui.notes import capturing  # noqa: PLC0415  imported where it is opened
    from inclusion_tui.screens import timetable  # noqa: PLC0415  as above

    moment = dt.datetime(2026, 11, 24, 10, 20).astimezone()
    monkeypatch.setattr(timetable, "now", lambda: moment)
    monkeypatch.setattr(capturing, "moment", lambda: moment)
    return moment


def test_a_day_from_the_first_key_to_the_evidence_captured_in_it(drive: Any, shown: Any, at_ten: dt.datetime) -> None:
    """No card, no day; then now and next; a slot added, taken out, brought back; evidence fits its slot."""

    async def flow(pilot: Any) -> None:
        app = pilot.app
        session = app.sitting.session
        session.change_review(safeguarding=None)
        await pilot.press("g", "m")
        assert type(app.screen).__name__ == "TimetableScreen"
        assert "Nothing is on the timetable" in "\n".join(shown(pilot))
        await pilot.press("p", "enter")
        assert "no day begins without one" in "\n".join(shown(pilot))
        assert not session.timetable
        await pilot.press("escape")
        session.change_review(safeguarding=ic.Safeguarding("Deputy head", "Extension 12", "Two adults in sight."))
        await pilot.press("p", *["backspace"] * 20, *"15-9", "enter")
        assert "'15-9' is no day. Write from and to" in "\n".join(shown(pilot))
        await pilot.press(*["backspace"] * 20, *"9-15:30", "enter")
        rows = "\n".join(shown(pilot))
        assert "now  10:00-10:" in rows
        assert "tell Deputy head" in rows
        count = len(session.timetable)
        await pilot.press("p")
        assert "has its timetable" in "".join(shown(pilot)[-4:])

        await pilot.press("n", *"10:15-10:40 Year 7", "enter", *"pupils", "enter", *"Hall", "enter")
        added = next(one for one in session.timetable.values() if one.title == "Year 7")
        assert (added.kinds, added.place) == (("pupil-voice",), "Hall")
        assert "is in two places" in "\n".join(shown(pilot))
        app.screen.text.choose(f"slot {added.id}")
        await pilot.press("w")
        assert len(session.timetable) == count
        await pilot.press("z")
        assert added.id in session.timetable

        for one in ic.slots_now(session.timetable.values(), at_ten):
            if one.id != added.id:
                session.withdraw_slot(one.id)
        await pilot.press("escape", "e", *"They choose their own seats.", "enter")
        piece = list(session.evidence.values())[-1]
        assert (piece.kind, piece.place, piece.at.astimezone()) == ("pupil-voice", "Hall", at_ten)

    drive(flow, voice="peer:lead-reviewer")


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (140, 45)])
def test_the_day_fits_every_screen(drive: Any, shown: Any, at_ten: dt.datetime, size: tuple[int, int]) -> None:
    """Whom to tell, now and next stand on the first screen, at every size."""

    async def flow(pilot: Any) -> None:
        session = pilot.app.sitting.session
        session.change_review(safeguarding=ic.Safeguarding("Deputy head", "Extension 12", "Two adults in sight."))
        starts = at_ten - dt.timedelta(minutes=80)
        session.lay_timetable(
            ic.propose_visit(pilot.app.desk, session, starts, starts + dt.timedelta(hours=6, minutes=30))
        )
        pilot.app.action_open("timetable")
        await pilot.pause()
        rows = "\n".join(shown(pilot))
        for wanted in ("stop, tell Deputy head", "now ", "next "):
            assert wanted in rows

    drive(flow, size=size)
