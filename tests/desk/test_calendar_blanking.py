"""A name in the title of a calendar's event can be taken out for good, from its id too."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import inclusion_core as ic
from inclusion_core.desk import open_desk
from inclusion_core.store.erasure import blank

if TYPE_CHECKING:
    from pathlib import Path

DAY = dt.date(2026, 11, 30)


def test_a_name_goes_from_the_id_that_was_made_of_a_title(tmp_path: Path) -> None:
    """In two steps, as blanking says; the event, what was changed of it and undo stay, and no word of a file's form."""
    with open_desk(tmp_path / "work") as desk:
        ic.calendars.add_event(desk, 2026, "Events", DAY, roles=("senco",))
        made = ic.calendars.add_event(desk, 2026, "Meet Amelia Hargreaves", DAY, roles=("senco",))
        ic.calendars.change_event(desk, 2026, made.id, weight=3)
        assert blank(desk.workspace, "Amelia Hargreaves").near == ("amelia-hargreaves",)
        blank(desk.workspace, "amelia-hargreaves")
        folder = desk.workspace.root / "calendar"
        assert b"amelia" not in b"".join(one.read_bytes() for one in folder.rglob("*") if one.is_file()).lower()

        def events() -> list[tuple[str, int]]:
            year = ic.calendars.school_year(desk, 2026)
            return [(one.title, one.weight) for one in year.events.values()]

        assert events() == [("Events", 1), ("Meet [blanked]", 3)]
        ic.calendars.undo_year(desk, 2026)
        assert events() == [("Events", 1), ("Meet [blanked]", 1)]
        ic.calendars.undo_year(desk, 2026)
        assert events() == [("Events", 1), ("Meet [blanked]", 3)]
