"""The page of what is not seen: Enter leads to an indicator, `n` puts a slot into the timetable."""

import datetime as dt
from typing import Any


def test_enter_goes_to_the_indicator_also_where_the_view_hid_it(drive: Any) -> None:
    """The list shows all again where its view does not keep the indicator that was chosen."""

    async def flow(pilot: Any) -> None:
        await pilot.press("v", "l")
        await pilot.press("u")
        leads = pilot.app.screen.text.leads
        assert leads
        await pilot.press("enter")
        assert pilot.app.screen.chosen == leads
        assert pilot.app.screen.view.id == "all"

    drive(flow, voice="peer:lead-reviewer")


def test_a_slot_is_typed_in_one_line_and_its_kinds_in_another(drive: Any, shown: Any, at_ten: dt.datetime) -> None:
    """The slot is kept with its kinds, the page counts the minutes, and says who could supply what is missing."""

    async def flow(pilot: Any) -> None:
        await pilot.press("u")
        assert "There is no timetable yet" in "\n".join(shown(pilot))
        await pilot.press("n", *"10:15-11:00 Pupil group", "enter")
        await pilot.press(*"pupils, staff", "enter")
        (slot,) = pilot.app.sitting.session.timetable.values()
        assert slot.title == "Pupil group"
        assert slot.kinds == ("pupil-voice", "staff-voice")
        assert slot.starts == at_ten + dt.timedelta(minutes=15)
        assert slot.ends == at_ten + dt.timedelta(hours=1)
        rows = shown(pilot)
        assert any("1 hour left of the visit, until 11:00." in row for row in rows)
        assert "Pupil group is on the timetable" in rows[-1]
        await pilot.press("home", "n", "escape")
        assert pilot.app.focused is pilot.app.screen.text

    drive(flow, voice="peer:lead-reviewer")


def test_a_slot_that_cannot_be_read_is_asked_for_again(drive: Any, shown: Any, at_ten: dt.datetime) -> None:  # noqa: ARG001
    """What is wrong is said over the line, what was typed is still in it, and nothing is kept."""

    async def flow(pilot: Any) -> None:
        await pilot.press("u", "n", *"Pupil group", "enter")
        rows = shown(pilot)
        assert any("is no slot. Write from, to and what happens" in row for row in rows)
        assert rows[-2].strip() == "Slot: Pupil group"
        await pilot.press(*["home", *"11-12 "], "enter", *"famlies", "enter")
        rows = shown(pilot)
        assert any("Did you mean family-voice?" in row for row in rows)
        assert rows[-2].strip() == "Evidence: famlies"
        assert not pilot.app.sitting.session.timetable
        await pilot.press("escape")
        assert not pilot.app.sitting.session.timetable
        assert "kinds missing" in "\n".join(shown(pilot))

    drive(flow, voice="peer:lead-reviewer")


def test_below_the_list_stands_what_the_chosen_one_lacks(drive: Any, shown: Any) -> None:
    """Each move shows the kinds that the indicator names and has not, its title on the first line."""

    async def flow(pilot: Any) -> None:
        await pilot.press("u")
        for _ in range(3):
            await pilot.press("j")
            await pilot.pause()
            rows = shown(pilot)
            leads = pilot.app.screen.text.leads
            assert rows[-6].startswith(f" {leads} ")
            assert rows[-5].startswith(" lacks ")

    drive(flow, voice="peer:lead-reviewer")


def test_the_clock_goes_on_without_a_key(drive: Any, shown: Any, at_ten: dt.datetime, monkeypatch: Any) -> None:
    """Minutes are counted down while nobody presses anything."""
    from inclusion_tui.screens import unseen  # noqa: PLC0415  the page is imported where it is opened

    monkeypatch.setattr(unseen, "_MINUTE_S", 0.05)

    async def flow(pilot: Any) -> None:
        pilot.app.sitting.session.add_slot(at_ten, at_ten + dt.timedelta(hours=2), "Lessons", kinds=("observation",))
        await pilot.press("u")
        assert any("2 hours left" in row for row in shown(pilot))
        monkeypatch.setattr(unseen, "now", lambda: at_ten + dt.timedelta(minutes=5))
        await pilot.pause(0.3)
        assert any("1 hour 55 minutes left" in row for row in shown(pilot))

    drive(flow, voice="peer:lead-reviewer")


def test_whoever_scrolled_away_stays_there(drive: Any, at_ten: dt.datetime, monkeypatch: Any) -> None:
    """When the minutes change, a text that was scrolled by the mouse does not jump back to its cursor."""
    from inclusion_tui.screens import unseen  # noqa: PLC0415  the page is imported where it is opened

    async def flow(pilot: Any) -> None:
        pilot.app.sitting.session.add_slot(at_ten, at_ten + dt.timedelta(hours=2), "Lessons", kinds=("observation",))
        await pilot.press("u")
        text = pilot.app.screen.text
        text.scroll_to(y=text.max_scroll_y, animate=False, immediate=True)
        at = (text.chosen, text.scroll_offset.y)
        assert at[1] > text.size.height // 2
        monkeypatch.setattr(unseen, "now", lambda: at_ten + dt.timedelta(minutes=5))
        pilot.app.screen.refill()
        await pilot.pause()
        assert (text.chosen, text.scroll_offset.y) == at

    drive(flow, voice="peer:lead-reviewer", size=(60, 16))
