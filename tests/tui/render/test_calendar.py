"""A school year as lines: the map with its mark, a row for each week, and one week whole."""

import datetime as dt

import pytest

import inclusion_core as ic
from inclusion_core.analysis.school_year.pressure import pressure
from inclusion_tui.render.calendar import map_lines, week_row, week_whole
from inclusion_tui.render.line import as_text, plain

TERM = ic.calendars.Term("autumn", dt.date(2026, 9, 2), dt.date(2026, 12, 18))
EVENTS = (
    ic.calendars.Event("a", "Report [b]\x1b[2J", dt.date(2026, 11, 20), roles=("leader",), weight=3, before=4,
                       given_by="council.ics"),
    ic.calendars.Event("b", "Open week", dt.date(2026, 11, 16), dt.date(2026, 11, 20), weight=12 % 5),
)  # fmt: skip
KEPT = ic.calendars.KeptTime("k", dt.date(2026, 11, 18), starts="15:45", ends="16:30")


def year(*, terms: bool = True) -> ic.calendars.Pressure:
    """Return a year with two events and time that is kept."""
    there = {"autumn": TERM} if terms else {}
    one = ic.calendars.SchoolYear("2026", "2026/27", there, kept={"k": KEPT})
    return ic.calendars.Pressure(one, EVENTS, pressure(one, EVENTS, ic.calendars.ROLES), ic.calendars.ROLES)


def week(found: ic.calendars.Pressure) -> ic.calendars.Week:
    """Return the week of 16 November."""
    return next(one for one in found.weeks if one.monday == dt.date(2026, 11, 16))


@pytest.mark.parametrize("width", [60, 80, 140])
def test_a_row_says_loads_and_what_weighs(width: int) -> None:
    """Each role's number, what weighs there, and whether time is kept or the week is quiet."""
    found = year()
    row = plain(week_row(week(found), found, width, quiet=True, kept=True))
    assert ic.columns(row) <= width
    assert row.startswith(" 16 Nov  SENCO 2  Leader 5")
    assert row.rstrip().endswith("kept free, quiet")


def test_the_map_marks_the_chosen_week_and_says_what_is_not_known() -> None:
    """Months, roles, both, kept time and a mark; plain ASCII where wished; no terms is said."""
    lines = [plain(one) for one in map_lines(year(), dt.date(2026, 11, 16), 80, ascii_only=True)]
    assert all(one.isascii() and len(one) <= 80 for one in lines)
    place = next(one for one in lines if "^" in one).index("^")
    assert "No term is known for 28 Dec to 31 Aug 2027" in " ".join(lines)
    assert (lines[1][place], lines[2][place], lines[3][place], lines[4][place]) == ("2", "5", "2", "*")
    assert "? No term is known yet. Type: " in as_text(map_lines(year(terms=False), None, 80))
    assert [len(map_lines(year(), None, wide)) for wide in (60, 80)] == [7, 6]  # the list below keeps its room
    assert "-???" in lines[1]
    june = next(one for one in year().weeks if one.monday == dt.date(2027, 6, 14))
    assert plain(week_row(june, year(), 80, quiet=False, kept=False)).rstrip().endswith("terms not known")


def test_a_day_that_the_law_fixes_says_that_its_terms_are_not_known() -> None:
    """In the week whole, and only as long as no term of its time is known."""
    fixed = ic.calendars.Event("f", "Phase transfers", dt.date(2027, 2, 15), weight=3, sort="fixed")
    spring = ic.calendars.Term("spring", dt.date(2027, 1, 4), dt.date(2027, 3, 25))
    for terms, unsure in (({"autumn": TERM}, True), ({"autumn": TERM, "spring": spring}, False)):
        one = ic.calendars.SchoolYear("2026", "2026/27", terms)
        weeks = pressure(one, (fixed,), ic.calendars.ROLES)
        found = ic.calendars.Pressure(one, (fixed,), weeks, ic.calendars.ROLES)
        there = next(each for each in weeks if each.monday == dt.date(2027, 2, 15))
        assert ("rests on terms not known yet" in as_text(week_whole(there, found, 120))) is unsure


def test_the_picture_tells_holidays_and_unknown_weeks_apart() -> None:
    """A question mark with its words where a term is missing; neither where all are known."""
    from inclusion_core.exchange.pressure_chart import chart_svg  # noqa: PLC0415  a picture, only here

    names = {"senco": "SENCO", "leader": "Leader"}
    drawn = chart_svg(year().weeks, names, lambda _: False, "A year")
    assert ">?<" in drawn
    assert ">-<" in drawn
    assert "A question mark is a week for which no term is known yet" in drawn
    terms = {
        "autumn": TERM,
        "spring": ic.calendars.Term("spring", dt.date(2027, 1, 4), dt.date(2027, 3, 25)),
        "summer": ic.calendars.Term("summer", dt.date(2027, 4, 12), dt.date(2027, 7, 21)),
    }
    whole = pressure(ic.calendars.SchoolYear("2026", "2026/27", terms), (), ic.calendars.ROLES)
    drawn = chart_svg(whole, names, lambda _: False, "A year")
    assert ">?<" not in drawn
    assert "question mark" not in drawn


def test_a_week_whole_tells_days_weights_and_on_whom() -> None:
    """Each event with its stretch and who gave it; kept time with its clock; nothing acts."""
    found = year()
    told = as_text(week_whole(week(found), found, 100))
    for part in ("3 Report [b]␛[2J: 20 Nov and 4 days before, on Leader (council.ics)",
                 "2 Open week: 16 Nov to 20 Nov, on everybody",
                 "* Planning together: Wed 18 Nov 2026, 15:45 to 16:30"):  # fmt: skip
        assert part in told
    assert "Nothing is known that weighs here" in as_text(week_whole(found.weeks[40], found, 80))


def test_what_repeats_is_one_line_with_how_often_it_is() -> None:
    """In a week whole: on which of its days it is there, or from when to when where it only casts its weight."""
    again = tuple(dt.date(2026, 11, 3) + week * dt.timedelta(days=7) for week in range(1, 5))
    one = ic.calendars.Event("s", "Staff meeting", dt.date(2026, 11, 3), also=again, after=7)
    kept = ic.calendars.SchoolYear("2026", "2026/27", {"autumn": TERM})
    roles = ic.calendars.ROLES
    found = ic.calendars.Pressure(kept, (one,), pressure(kept, (one,), roles), roles)
    assert "Staff meeting: 17 Nov, 1 of 5 times and 7 days after, on" in as_text(week_whole(week(found), found, 100))
    december = next(one for one in found.weeks if one.monday == dt.date(2026, 12, 7))
    assert "Staff meeting: 3 Nov to 1 Dec, 5 times and 7 days after" in as_text(week_whole(december, found, 100))
