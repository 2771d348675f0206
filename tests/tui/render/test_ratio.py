"""Small groups as lines: as wide as the room, inert, and no cost where a rate is not known."""

from __future__ import annotations

import pytest
from attrs import evolve

import inclusion_core as ic
from inclusion_tui.render.line import as_text, plain
from inclusion_tui.render.ratio import (
    all_lines,
    group_row,
    group_whole,
    group_within,
    head_line,
    together_lines,
    together_within,
)

staffing = ic.staffing
NASTY = "Reading [b]\x1b[2J\u202e and a name that goes on and on 読書の小さなグループ"
SIZES = (58, 60, 80, 140, 180)


def kept(*lines: str, **settings: object) -> staffing.Staffing:
    """Return what a school keeps."""
    groups = {f"g-{at}": evolve(staffing.read_line(one), id=f"g-{at}") for at, one in enumerate(lines, start=1)}
    return evolve(staffing.Staffing("alnside", "Alnside", groups), **settings)


THREE = kept("Reading 1; 4; 2; 1 support 14.50", "Number; 15; 1.5; 1 teacher 38, 1 support", "Talk; 7; 1.25; 1 TA 0",
             budget=6000)  # fmt: skip


def test_a_row_says_how_a_group_is_staffed_and_never_makes_a_cost_up() -> None:
    """A rate of nothing costs nothing; one that is not known has no cost; kinds of adult stand where there is room."""
    found = staffing.reckoned(THREE)
    assert [" ".join(plain(group_row(one, 80)).split()) for one in found.groups] == [
        "Reading 1 4 2 1 1:4 within £29.00", "Number 15 1.5 2 1:3.8 within no rate", "Talk 7 1.25 1 1:7 3 more £0.00",
    ]  # fmt: skip
    assert "1 teaching and 1 support" in plain(group_row(found.groups[1], 140))
    assert " ".join(plain(head_line(60)).split()) == "group pupils hours as 1:N measure a week"


@pytest.mark.parametrize("width", SIZES)
def test_every_line_is_as_wide_as_the_room_and_inert(width: int) -> None:
    """Sixty groups with names that would act, and figures of any size: columns stay under their heads."""
    lines = [f"{NASTY} {at}; {at * 999}; 167.5; 99 teacher 99999.99, 2 support" for at in range(1, 61)]
    found = staffing.reckoned(kept(*lines, "Costly; 1; 168; 999 teacher 99999"))
    rows = [plain(group_row(one, width)) for one in found.groups]
    assert {ic.columns(one) for one in (*rows, plain(head_line(width)))} == {width}
    whole = [plain(line) for one in found.groups for line in group_whole(one, width)]
    told = [plain(line) for line in all_lines(THREE, found, width)]
    assert all(ic.columns(one) <= width for one in (*whole, *told))
    assert not {"\x1b", "\u202e"} & set("".join((*rows, *whole, *told)))


def test_what_all_come_to_has_its_n_and_what_it_never_says() -> None:
    """However few rows there are, that it says nothing of whether groups help stays in sight."""
    found = staffing.reckoned(THREE)
    told = " ".join(as_text(together_lines(found, 80)).split())
    assert told == (
        "2 of 3 groups within 1:4 with support staff or 1:12 with a teacher. Together as 1:4.7 with support staff, "
        "over 39.3 pupil-hours a week. An hour for one pupil costs £1.73, over 2 of 3 groups whose rates are known. "
        "Whether the budget lasts cannot be told before every rate is known. "
        "It says how groups are staffed, never whether they help."
    )
    for height in (3, 4, 5, 9):
        some = together_within(found, height, 60)
        assert len(some) <= height
        assert plain(some[-1]).strip() == staffing.NEVER
    nothing = as_text(together_lines(staffing.reckoned(kept()), 80))
    assert "no bundle, report, export or comparison has them" in " ".join(nothing.split())
    assert "£" not in nothing


def test_a_group_whole_has_each_rate_and_its_adults_come_first() -> None:
    """Who helps, for how many, how it stands, what it costs; in two rows the adults are still there."""
    found = staffing.reckoned(THREE)
    number = " ".join(as_text(group_whole(found.groups[1], 80)).split())
    assert number == (
        "Number 1 teaching at £38.00 and 1 support for 15 pupils, 1.5 h a week. As 1:3.8 with support staff, within "
        "the measure. Not every rate is known, so no cost is told."
    )
    assert "£29.00 a week; an hour for one pupil costs £3.63." in as_text(group_whole(found.groups[0], 180))
    name, rest = (plain(one) for one in group_within(found.groups[1], 2, 60))
    assert (name, rest.startswith(" 1 teaching at £38.00 and 1 support"), rest.endswith("…")) == (" Number", True, True)
    assert group_within(found.groups[1], 9, 60) == group_whole(found.groups[1], 60)
    assert "a budget line of £6,000.00" in " ".join(as_text(all_lines(THREE, found, 80)).split())
