"""Which column holds what: guessed from the words of headers that schools really use, or given by hand."""

from __future__ import annotations

import pytest

from inclusion_core.errors import NotAllowed, UnknownName
from inclusion_core.exchange.framework_columns import given, read_header
from inclusion_core.exchange.framework_levels import in_order, made_scale, steps
from inclusion_core.exchange.spreadsheet import Area, Sheet, SheetRow

HEADERS = """
Ref: id | Area: strand | Key question: indicator | Red: level:Red | Amber: level:Amber | Green: level:Green | \
Evidence: look-for | Actions: leave | By whom: leave
No.: id | Standard: strand | Criteria: indicator | Emerging: level:Emerging | Developing: level:Developing | \
Embedded: level:Embedded | Comments: leave
Section: strand | Question: indicator | RAG rating: rating | Evidence of impact: look-for | Next steps: leave
Theme: strand | Statement: indicator | 1: level:Level 1 | 2: level:Level 2 | 3: level:Level 3 | 4: level:Level 4
Strand: strand | Indicator: indicator | Statement: statement | Outstanding: level:Outstanding | Good: level:Good
Aspect: strand | Question: indicator | Questions for pupils: ask:pupils | Ask parents/carers: ask:families
Domain: strand | Sub-section: substrand | Expectation: indicator | What this looks like in practice: look-for | \
Yes: level:Yes | No: level:No | Partly: level:Partly | N/A: leave
Area: strand | Statement: indicator | Level 1 - Starting: level:Starting | Level 2: level:Level 2 | \
Level 3 - Secure: level:Secure
Question: indicator | R: level:Red | A: level:Amber | G: level:Green | Score (1-4): rating
Question: indicator | Guidance notes: guidance | Descriptors: levels | 2025: nothing
""".strip().split("\n")


def sheet(*rows: list[str], merged: tuple[Area, ...] = ()) -> Sheet:
    """Make a sheet of rows."""
    made = [
        SheetRow(number, {place: text for place, text in enumerate(row) if text})
        for number, row in enumerate(rows, start=1)
    ]
    return Sheet("Audit", tuple(made), merged)


@pytest.mark.parametrize("header", HEADERS)
def test_the_words_of_a_header_say_what_it_holds(header: str) -> None:
    """Each column of a known audit tool's header is used as a person would."""
    wanted = dict(one.split(": ", 1) for one in header.split(" | "))
    reading = read_header(sheet(list(wanted)))
    assert reading is not None
    assert {one.name: one.said for one in reading.columns} == {
        name: "" if use == "nothing" else use for name, use in wanted.items()
    }


def test_a_row_for_each_level_is_seen() -> None:
    """Where a column of level names stands beside descriptors, each level has a row of its own."""
    rows = [["Aspect", "Level", "Descriptor"], ["Welcome", "Red", "No one."], ["", "Green", "Everyone."]]
    reading = read_header(sheet(*rows))
    assert reading is not None
    assert [one.said for one in reading.columns] == ["indicator", "grade", "descriptor"]


def test_the_header_is_found_below_titles_and_in_two_rows() -> None:
    """Titles above a table are passed over, and levels below one merged heading belong to the header."""
    rows = [
        ["Our audit"],
        ["Spring 2026"],
        ["Area", "Question", "What we found"],
        ["", "", "Red", "Green"],
        ["A", "Q?"],
    ]
    reading = read_header(sheet(*rows, merged=(Area(3, 2, 3, 3),)))
    assert reading is not None
    assert reading.header == (3, 4)
    assert [one.said for one in reading.columns] == ["strand", "indicator", "level:Red", "level:Green"]


def test_columns_of_one_name_are_told_apart() -> None:
    """The second of two columns with one name has a number, and either can be named."""
    reading = read_header(sheet(["Question", "Comment", "Comment"]), [("leave", "Comment (2)")])
    assert reading is not None
    assert [one.name for one in reading.columns] == ["Question", "Comment", "Comment (2)"]


@pytest.mark.parametrize("column", ["Was ist zu tun?", "was ist zu tun", "B", "b"])
def test_a_column_is_given_by_its_header_or_its_letter(column: str) -> None:
    """What nobody could guess is said by hand, letters of the column included."""
    table = sheet(["Bereich", "Was ist zu tun?", "Gut"], ["x", "y", "z"])
    assert read_header(table) is None
    reading = read_header(table, [given(f"indicator={column}"), given("level:secure=Gut")])
    assert reading is not None
    assert [one.said for one in reading.columns] == ["", "indicator", "level:secure"]


def test_what_is_given_by_hand_cannot_be_misread() -> None:
    """A use that is not there, a level without its name and a column without a name are refused with what to do."""
    with pytest.raises(UnknownName, match="Did you mean 'indicator'"):
        given("indicater=Question")
    with pytest.raises(NotAllowed, match="must say which: level:secure"):
        given("level=Good")
    with pytest.raises(NotAllowed, match='Write --map indicator="Question"'):
        given("indicator")
    with pytest.raises(NotAllowed, match="write id=Ref"):
        given("id:x=Ref")


@pytest.mark.parametrize(
    ("labels", "order"),
    [
        ("Green Amber Red", "Red Amber Green"),
        ("Outstanding|Good|Requires improvement|Inadequate", "Inadequate|Requires improvement|Good|Outstanding"),
        ("4 - Leading|3 - Secure|2 - Developing|1 - Starting", "Starting|Developing|Secure|Leading"),
        ("Yes|Partly|No", "No|Partly|Yes"),
        ("Not in place|Partially in place|Fully in place", "Not in place|Partially in place|Fully in place"),
        ("3|2|1", "Level 1|Level 2|Level 3"),
    ],
)
def test_levels_stand_from_least_to_most_inclusive(labels: str, order: str) -> None:
    """Known words and numbers are put in order, whichever way round the sheet has them."""
    by = "|" if "|" in labels else " "
    found = steps(labels.split(by))
    titles = {str(place): one for place, one in found.items()}
    assert [titles[key].title for key in in_order(titles)] == order.split(by)


def test_levels_in_another_script_have_ids() -> None:
    """Words without letters that ids have get an id by their place; a level is never called as a non-answer is."""
    assert made_scale(["红", "绿"]).order == ("level-1", "level-2")
    assert made_scale(["红", "绿"]).titles == {"level-1": "红", "level-2": "绿"}
    assert made_scale(["Too soon", "Good", "good"]).order == ("too-soon-level", "good", "good-2")
