"""School years and pairs on the disk: read from the file alone, from the journal alone, and as released once."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from inclusion_core.desk import calendars, open_desk
from inclusion_core.store.book import Book
from inclusion_core.store.calendars import years_of
from inclusion_core.store.pairs import pairs_of
from inclusion_core.store.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable

GOLDEN = Path(__file__).parents[1] / "files" / "schema"


def kept(sort: str, open_book: Callable[[Workspace], Any], name: str, root: Path) -> Any:
    """Return what a file of the first form holds, and hold it to come back from each file alone."""
    folder = root / ("calendar" if sort == "calendar" else "together")
    folder.mkdir(parents=True)
    file = folder / f"{name}.toml"
    file.write_bytes((GOLDEN / f"inclusion.{sort}-1.toml").read_bytes())
    with Workspace.open(root) as here:
        one = open_book(here).one(name)
        file.unlink()
        assert open_book(here).put(one, new=True) == one
        file.unlink()
        assert open_book(here).one(name) == one  # from the journal
    return one


@pytest.mark.parametrize(
    ("sort", "name", "field"), [("calendar", "2026", "events"), ("together", "alnside", "decisions")]
)
def test_a_file_of_the_first_form_is_read_for_ever(sort: str, name: str, field: str, tmp_path: Path) -> None:
    """Every field comes back, from the file and from the journal."""
    one = kept(sort, years_of if sort == "calendar" else pairs_of, name, tmp_path / "ws")
    assert getattr(one, field)
    if sort == "calendar":
        event = one.events["report-to-governors"]
        assert (event.first, event.roles, event.weight, event.before) == (dt.date(2026, 11, 20), ("leader",), 3, 5)
        assert one.terms["autumn"].break_first == dt.date(2026, 10, 26)
        assert [each.starts for each in one.kept.values()] == ["15:45"]
        assert one.off == ("usual-year.budget",)
    else:
        assert one.decisions["d-20261120"].joined == "told"
        assert one.learning["s-20261120"].stayed == "The noise"
        assert {role: each.says for role, each in one.hopes.items()} == {"senco": "One team", "leader": "One team"}
        assert one.answers["p-20261120"].words == ("Twice",)
        assert (one.revealed, one.distance) == (dt.date(2026, 11, 20), "Far")


def test_two_who_begin_a_year_at_once_both_have_their_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether there is a year yet is asked under the lock: a look before it may be overtaken."""
    with open_desk(tmp_path / "ws") as desk:
        calendars.add_event(desk, 2026, "One", dt.date(2026, 11, 20))
        with monkeypatch.context() as overtaken:
            overtaken.setattr(Book, "all", lambda _: ())
            calendars.add_event(desk, 2026, "Other", dt.date(2026, 11, 20))
        assert set(calendars.school_year(desk, 2026).events) == {"one", "other"}
