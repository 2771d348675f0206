"""A round as a grid: who is visited, and whom each school visits, by week."""

import datetime as dt

from inclusion_core.exchange.heat_map import heat_map_lines, heat_map_svg
from inclusion_core.exchange.round_map import round_map
from inclusion_core.model.round import Round, Visit

FIRST, LAST = dt.date(2027, 1, 4), dt.date(2027, 3, 26)
ROUND = Round(
    "spring", "Spring <b>", ("coast",), FIRST, LAST, red_weeks=(dt.date(2027, 1, 13),),
    visits={
        "alnside": Visit("alnside", dt.date(2027, 1, 5), ("moorside", "harbour")),
        "moorside": Visit("moorside", dt.date(2027, 1, 19), ("alnside",)),
        "harbour": Visit("harbour", dt.date(2027, 1, 20), ("alnside",)),
    },
)  # fmt: skip


def test_each_cell_says_whom_a_school_visits() -> None:
    """Rows are numbered by name; H is visited, >1 visits number 1, two visits in a week stand together."""
    found = round_map(ROUND, str.capitalize)
    assert found.columns == ("4Jan", "11Jan", "18Jan")
    assert dict(found.rows) == {
        " 1 Alnside": ("H", "x", ">2 >3"), " 2 Harbour": (">1", "x", "H"), " 3 Moorside": (">1", "x", "H"),
    }  # fmt: skip
    lines = heat_map_lines(found)
    assert all(len(line) <= 80 for line in lines)
    svg = heat_map_svg(found)
    assert "<b>" not in svg
    assert "&gt;2 &gt;3" in svg
    assert "2 Harbour: 4Jan &gt;1," in svg, "its words say which school, too"


def test_a_round_without_visits_shows_all_its_weeks() -> None:
    """Before it is planned there is nothing but weeks."""
    empty = Round("spring", "Spring", ("coast",), FIRST, LAST)
    assert len(round_map(empty, str).columns) == 12
