"""The school year on the screen: a week edited, a quiet one found, time kept, and all of it taken back."""

import datetime as dt
from typing import Any

import inclusion_core as ic


def test_a_week_is_edited_and_time_is_kept(drive: Any, shown: Any, until: Any, workspace: Any) -> None:
    """Add, find, keep, put away, bring back and undo, a key each; other years by brackets."""

    def kept() -> ic.calendars.SchoolYear:
        with ic.open_desk(workspace) as desk:
            return ic.calendars.school_year(desk, page._year)

    async def flow(pilot: Any) -> None:
        nonlocal page
        await pilot.press("g", "b", "y")
        page = pilot.app.screen
        page._year = 2029
        page.refill()
        await pilot.press("home", "down", "down", "enter")
        assert "The number is the sum of the weights" in "\n".join(shown(pilot))
        await pilot.press("escape", "n", *"E000200005001", "enter")
        assert "Write it without the number" in " ".join("\n".join(shown(pilot)).split())
        await pilot.press(*("backspace",) * 13, *"Open day", "enter", "enter", "backspace", *"9", "enter")
        assert "Give a weight from 0 to 5." in "\n".join(shown(pilot))
        await pilot.press("backspace", *"4", "enter", "enter")
        await until(pilot, lambda: kept().events)
        (event,) = kept().events.values()
        assert (event.title, event.weight, event.roles) == ("Open day", 4, ("senco", "leader"))
        assert "Open day: 10 Sep, on SENCO and Leader" in "\n".join(shown(pilot))
        await pilot.press("e", *" day", "enter", "enter", "backspace", *"3", "enter", "enter")
        await until(pilot, lambda: [(one.title, one.weight) for one in kept().events.values()] == [("Open day day", 3)])
        days = (dt.date(2029, 9, 18), dt.date(2029, 9, 25))
        with ic.open_desk(workspace) as desk:
            ic.calendars.add_event(desk, 2029, "Meeting", days[0], also=days[1:])
        page.refill()
        await pilot.press("home", "down", "down", "down", "e", "enter")
        assert "How heavy" in "\n".join(shown(pilot))  # what repeats is not asked for its day
        await pilot.press("backspace", *"4", "enter", "enter")
        await until(pilot, lambda: kept().events["meeting"].weight == 4)
        assert tuple(first for first, _ in kept().events["meeting"].times) == days
        await pilot.press("f", "t", "enter", "enter")
        await until(pilot, lambda: [one.starts for one in kept().kept.values()] == ["15:45"])
        await pilot.press("z")
        await until(pilot, lambda: not kept().kept)
        await pilot.press("home", "down", "w", "a")
        await until(pilot, lambda: kept().off == ("usual-year.register-brought-up-to-date-staff-briefed",))
        await pilot.press("b", "a")
        await until(pilot, lambda: kept().off == ())
        await pilot.press("right_square_bracket")
        assert "The school year 2030/31" in shown(pilot)[0]

    page: Any = None
    drive(flow)


def test_what_is_written_into_another_year_is_shown_there_and_taken_back_there(
    drive: Any, shown: Any, until: Any, workspace: Any
) -> None:
    """A day of another school year shows that year, so undo takes nothing of the first back; w says what undoes it."""

    def events(year: int) -> list[str]:
        with ic.open_desk(workspace) as desk:
            return [one.title for one in ic.calendars.school_year(desk, year).events.values()]

    async def flow(pilot: Any) -> None:
        await pilot.press("g", "b", "y")
        page = pilot.app.screen
        page._year = 2028  # begins on a Friday, so that its first week's Monday is in August
        page.refill()
        await pilot.press("home", "n", *"First", "enter", "enter", "enter", "enter")
        await until(pilot, lambda: events(2028) == ["First"])
        await pilot.press("n", *"Later", "enter", *("backspace",) * 10, *"2029-11-05", "enter", "enter", "enter")
        await until(pilot, lambda: events(2029) == ["Later"])
        assert "The school year 2029/30" in shown(pilot)[0]
        await pilot.press("z")
        await until(pilot, lambda: (events(2028), events(2029)) == (["First"], []))
        await pilot.press("z")
        await until(pilot, lambda: events(2029) == ["Later"])
        own = next(at for at, name in enumerate(page.week.events) if name == "later")
        await pilot.press("w", chr(ord("a") + own))
        await until(pilot, lambda: events(2029) == [])
        assert "z brings it back" in "\n".join(shown(pilot))

    drive(flow)
