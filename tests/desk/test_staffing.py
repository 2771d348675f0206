"""The small groups of a school at the desk: kept, changed, taken back, and never out of the house."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

import inclusion_core as ic
from inclusion_core.desk import open_desk, staffing
from inclusion_core.desk.exporting import exporter_named, make_export
from inclusion_core.desk.handing import make_bundle
from inclusion_core.desk.health import examine
from inclusion_core.desk.leaving import make_report
from inclusion_core.store.erasure import blank

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from inclusion_core.desk import Desk

MARK = "SENTINEL-OF-GROUPS"
SCHOOL = "alnside"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A desk with a school."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "user"))
    with open_desk(tmp_path / "work") as desk:
        ic.add_school(desk, ic.School(name="Alnside", made_up=True))
        yield desk


def typed(line: str) -> staffing.SmallGroup:
    """Return a group as somebody types it."""
    return staffing.read_line(line)


def names(desk: Desk) -> list[str]:
    """Return what is kept."""
    return [one.name for one in staffing.kept_groups(desk, SCHOOL).groups.values()]


def test_a_group_is_kept_changed_taken_out_and_back(desk: Desk) -> None:
    """Each change is one step that undo takes back, and twice does again; the same group keeps its id."""
    assert staffing.kept_groups(desk, SCHOOL).groups == {}
    staffing.add_group(desk, SCHOOL, typed("Reading 1; 4; 2; 1 support 14.50"))
    staffing.add_group(desk, SCHOOL, typed("Number; 15; 1.5; 1 teacher, 1 TA 14.50"), weeks=36)
    assert staffing.more_pupils(desk, SCHOOL, "reading 1", 2).pupils == 6
    assert staffing.more_adults(desk, SCHOOL, "g-1", 1).adults[0].count == 2
    staffing.undo_staffing(desk, SCHOOL)
    kept = staffing.kept_groups(desk, SCHOOL)
    assert (kept.groups["g-1"].pupils, kept.groups["g-1"].adults[0].count, kept.weeks) == (6, 1, 36)
    staffing.undo_staffing(desk, SCHOOL)
    assert staffing.kept_groups(desk, SCHOOL).groups["g-1"].adults[0].count == 2
    staffing.change_staffing(desk, SCHOOL, budget=Fraction(6000), per_support=5)
    found = staffing.reckoned(staffing.kept_groups(desk, SCHOOL))
    assert (found.measure["support"], found.costed, found.year, found.left) == (5, 1, None, None)
    assert staffing.take_out_group(desk, SCHOOL, "Number").id == "g-2"
    assert names(desk) == ["Reading 1"]
    assert staffing.reckoned(staffing.kept_groups(desk, SCHOOL)).year == 58 * 36
    staffing.undo_staffing(desk, SCHOOL)
    assert names(desk) == ["Reading 1", "Number"]
    assert staffing.change_group(desk, SCHOOL, "Number", lambda _: typed("Sums; 3; 1; 1 TA")).id == "g-2"


def test_what_cannot_be_is_refused_and_changes_nothing(desk: Desk) -> None:
    """No two groups of a name, none without a pupil or an adult, none that is not there, no budget below nothing."""
    staffing.add_group(desk, SCHOOL, typed("Reading 1; 1; 2; 1 support"))
    staffing.add_group(desk, SCHOOL, typed("Talk; 1; 2; 1 support"))
    before = staffing.kept_groups(desk, SCHOOL)
    with pytest.raises(ic.NotAllowed, match="There is a group 'READING 1' already"):
        staffing.add_group(desk, SCHOOL, typed("READING 1; 4; 2; 1 support"))
    with pytest.raises(ic.NotAllowed, match="already"):
        staffing.change_group(desk, SCHOOL, "Talk", lambda _: typed("Reading 1; 4; 2; 1 support"))
    with pytest.raises(ic.NotAllowed, match="A group has at least one"):
        staffing.more_pupils(desk, SCHOOL, "Talk", -1)
    with pytest.raises(ic.NotAllowed, match="at least one adult"):
        staffing.more_adults(desk, SCHOOL, "Talk", -1)
    with pytest.raises(ic.UnknownName, match="Talk"):
        staffing.take_out_group(desk, SCHOOL, "Tallk")
    with pytest.raises(ic.UnknownName):
        staffing.kept_groups(desk, "nowhere")
    with pytest.raises(ic.NotAllowed, match="0 or more"):
        staffing.change_staffing(desk, SCHOOL, budget=Fraction(-1))
    assert staffing.kept_groups(desk, SCHOOL) == before


def test_a_table_takes_the_place_of_what_was_kept_and_is_written_again(desk: Desk, tmp_path: Path) -> None:
    """The same name keeps its id; what is written is read back the same; nothing is written over by accident."""
    with pytest.raises(ic.NotAllowed, match="No group is kept yet"):
        staffing.write_groups(staffing.kept_groups(desk, SCHOOL), tmp_path / "none.csv")
    staffing.add_group(desk, SCHOOL, typed("Gone; 4; 2; 1 support"))
    staffing.add_group(desk, SCHOOL, typed("Talk; 4; 2; 1 support"))
    kept = staffing.keep_groups(desk, SCHOOL, [typed("Talk; 5; 2; 1 support 14.50"), typed("New; 2; 0.5; 1 teacher")])
    assert [(key, one.name, one.pupils) for key, one in kept.groups.items()] == [("g-2", "Talk", 5), ("g-3", "New", 2)]
    path = tmp_path / "groups.csv"
    assert staffing.write_groups(kept, path) == 2
    with pytest.raises(ic.Conflict, match="there already"):
        staffing.write_groups(kept, path)
    assert staffing.keep_groups(desk, SCHOOL, staffing.read_groups(path)) == kept


def test_names_that_differ_in_capitals_alone_are_two_and_each_can_be_taken_out(desk: Desk) -> None:
    """As an earlier version kept them: both stay when they are kept again, and each goes by its own name."""
    both = [typed("Talk; 4; 2; 1 support"), typed("talk; 5; 2; 1 support")]
    staffing.keep_groups(desk, SCHOOL, both)
    assert [one.pupils for one in staffing.keep_groups(desk, SCHOOL, both).groups.values()] == [4, 5]
    assert staffing.take_out_group(desk, SCHOOL, "talk").pupils == 5
    assert names(desk) == ["Talk"]


def test_nothing_of_it_leaves_by_any_way(desk: Desk, tmp_path: Path) -> None:
    """No report, export or bundle of the school's review holds a word of it; blanking reaches all of it."""
    framework = desk.framework("north-east")
    desk.workspace.create_review(SCHOOL, framework, id="one", started=dt.date(2026, 11, 20))
    for number in (1, 2):
        staffing.add_group(
            desk, SCHOOL, typed(f"{MARK} {number}; 4321{number}; 2; 1 support 14.50"), budget=Fraction(76543)
        )
    with desk.session("one") as session:
        session.judge("self", "T3", ic.Judgement("secure"))
        out = [make_report(desk, session, desk.report_format(one)).content for one in ("text", "markdown", "html")]
        out += [make_export(session, exporter_named(desk, one)).content for one in ("json", "csv")]
        session.change_review(released={"name": "partnership", "judgements": "partnership"})
    make_bundle(desk, "one", tmp_path / "one.inclusion")
    out.append((tmp_path / "one.inclusion").read_bytes())
    assert not [one for one in out for mark in (MARK, "43211", "76543") if mark.encode() in one]
    folder = desk.workspace.root / "staffing"
    assert MARK in (folder / "alnside.toml").read_text(encoding="utf-8")
    blank(desk.workspace, MARK)
    assert MARK.encode() not in b"".join(one.read_bytes() for one in folder.rglob("*") if one.is_file())
    assert names(desk) == ["[blanked] 1", "[blanked] 2"]


def test_doctor_names_what_is_wrong_with_the_file_and_a_change_does_not_touch_it(desk: Desk) -> None:
    """A file that a newer version wrote is said to be newer, by doctor and by every change; it stays as it is."""
    staffing.add_group(desk, SCHOOL, typed("Talk; 4; 2; 1 support"))
    file = desk.workspace.root / "staffing" / "alnside.toml"
    newer = file.read_text(encoding="utf-8").replace("schema = 1", "schema = 9")
    file.write_text(newer, encoding="utf-8")
    assert [one.file for one in examine(desk).findings if "newer version" in one.what] == [str(file)]
    with pytest.raises(ic.InvalidFile, match="newer version"):
        staffing.more_pupils(desk, SCHOOL, "Talk", 1)
    with pytest.raises(ic.InvalidFile, match="newer version"):
        staffing.undo_staffing(desk, SCHOOL)
    assert file.read_text(encoding="utf-8") == newer
