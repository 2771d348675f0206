"""From the rows of an audit tool to the draft of a framework: nothing lost, nothing invented."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import assume, settings
from hypothesis import given as given_by
from hypothesis import strategies as st

from inclusion_core.errors import InvalidFile, UnknownName
from inclusion_core.exchange.framework_columns import given
from inclusion_core.exchange.framework_draft import Draft, draft_framework
from inclusion_core.exchange.framework_draft_text import UNPLACED
from inclusion_core.exchange.spreadsheet import Sheet, SheetRow, Spreadsheet
from inclusion_core.model.evidence import KINDS
from inclusion_core.model.scale import FOUR_STEP
from inclusion_core.store.frameworks.framework_files import read_framework

if TYPE_CHECKING:
    from collections.abc import Callable

    from inclusion_core.model.framework import Framework

DAY = dt.date(2026, 11, 22)


def made(book: Spreadsheet, *by_hand: str, **options: str) -> tuple[Draft, Framework]:
    """Make a draft, and read it as every framework is read."""
    draft = draft_framework(book, today=DAY, by_hand=[given(one) for one in by_hand], **options)  # type: ignore[arg-type]
    read = read_framework(
        draft.text,
        bases=pytest.fail,
        scales={"four-step": FOUR_STEP},
        kinds={one.id: one for one in KINDS},
        methods={"mean"},
    )
    return draft, read.framework


def left(draft: Draft) -> list[tuple[str, str]]:
    """Return the cells and texts that found no place."""
    return [(one.cell, one.text) for one in draft.unplaced]


def test_an_audit_tool_becomes_a_framework(sheets: Callable[..., Spreadsheet]) -> None:
    """Strands, indicators, levels, look-fors, kinds of evidence and questions are where a reader would seek them."""
    draft, framework = made(
        sheets([
            ["Inclusion audit"],
            ["Area", "Key question", "Green", "Amber", "Red", "Evidence", "Questions for pupils", "Guidance"],
            ["Leadership", "Do leaders ask?", "They do.", "Some do.", "None do.", "Minutes\n• Pupil voice", "Who asks?",
             "See the code."],
            ["", "Is there a plan?", "Yes.", "", "No."],
            ["Teaching", "Is help ready?", "In every room.\nCover too."],
        ])
    )  # fmt: skip
    assert (framework.title, framework.status, framework.id) == ("Inclusion audit", "consultation", "inclusion-audit")
    assert framework.source == "audit.xlsx, as it was on 22 November 2026"
    assert {one.id: one.title for one in framework.strands.values()} == {"A": "Leadership", "B": "Teaching"}
    assert framework.scale.order == ("red", "amber", "green")
    first, second, third = framework.indicators.values()
    assert (first.id, first.strand, first.title) == ("A1", "A", "Do leaders ask?")
    assert first.levels == {"red": "None do.", "amber": "Some do.", "green": "They do."}
    assert (first.look_for, first.evidence, first.ask) == (("Minutes",), ("pupil-voice",), {"pupils": ("Who asks?",)})
    assert first.statement == "See the code."
    assert (second.id, second.strand, second.levels) == ("A2", "A", {"red": "No.", "green": "Yes."})
    assert (third.id, third.levels) == ("B1", {"green": "In every room.\nCover too."})
    assert not draft.unplaced
    assert "#   C 'Green': level:Green" in draft.text
    assert '# amber = "…"' in draft.text


def test_merged_areas_are_carried_down(sheets: Callable[..., Spreadsheet]) -> None:
    """A merged area holds for each of its rows; rows beside a merged question go on with it."""
    rows = [
        ["Area", "Question", "Evidence"],
        ["Teaching", "Is help ready?", "Timetables"],
        ["", "", "Word mats"],
        ["", "Is it used?", "Books"],
    ]
    draft, framework = made(sheets(rows, merged=[(2, 0, 4, 0), (2, 1, 3, 1)]))
    assert [(one.strand, one.look_for) for one in framework.indicators.values()] == [
        ("A", ("Timetables", "Word mats")),
        ("A", ("Books",)),
    ]
    assert not draft.unplaced


def test_headings_between_the_rows_are_strands(sheets: Callable[..., Spreadsheet]) -> None:
    """A row with nothing but a heading begins a strand; one with nothing below it is reported."""
    rows = [
        ["Ref", "Question", "Red", "Green"],
        ["Leadership", "", "", ""],
        ["1.1", "Do leaders ask?", "No.", "Yes."],
        ["", "Teaching", "", ""],
        ["2.1", "Is help ready?", "No.", "Yes."],
        ["2.2", "Is it used?", "No.", "Yes."],
        ["Signed", "", "", ""],
    ]
    draft, framework = made(sheets(rows))
    assert [one.title for one in framework.strands.values()] == ["Leadership", "Teaching"]
    assert [(one.id, one.strand) for one in framework.indicators.values()] == [("1.1", "A"), ("2.1", "B"), ("2.2", "B")]
    assert left(draft) == [("A7", "Signed")]


def test_smaller_areas_stand_inside_larger_ones(sheets: Callable[..., Spreadsheet]) -> None:
    """A column of sub-sections makes strands within strands."""
    _, framework = made(
        sheets(
            [["Area", "Sub-section", "Question"], ["One", "Ethos", "a?"], ["", "Staff", "b?"], ["Two", "Ethos", "c?"]]
        )
    )
    assert {one.id: (one.title, one.within) for one in framework.strands.values()} == {
        "A": ("One", None),
        "A.1": ("Ethos", "A"),
        "A.2": ("Staff", "A"),
        "B": ("Two", None),
        "B.1": ("Ethos", "B"),
    }
    assert list(framework.indicators) == ["A.1.1", "A.2.1", "B.1.1"]


def test_levels_may_stand_in_one_cell(sheets: Callable[..., Spreadsheet]) -> None:
    """A cell of R, A and G, or of numbers, is parted; one that cannot be parted is reported."""
    rows = [
        ["Question", "Descriptors"],
        ["Do leaders ask?", "R: None do.\nA: Some do,\nnow and then.\nG: All do."],
        ["Is help ready?", "It depends."],
    ]
    draft, framework = made(sheets(rows))
    assert framework.indicators["A1"].levels == {
        "red": "None do.",
        "amber": "Some do,\nnow and then.",
        "green": "All do.",
    }
    assert left(draft) == [("B3", "It depends.")]


def test_each_level_may_have_a_row_of_its_own(sheets: Callable[..., Spreadsheet]) -> None:
    """Rows of one question with a level and its descriptor are one indicator, written again or left blank."""
    rows = [
        ["Aspect", "Level", "Descriptor"],
        ["Welcome", "3", "c"],
        ["", "2", "b"],
        ["Welcome", "1", "a"],
        ["Help", "1", "d"],
    ]
    draft, framework = made(sheets(rows))
    assert framework.scale.order == ("level-1", "level-2", "level-3")
    assert [dict(one.levels) for one in framework.indicators.values()] == [
        {"level-1": "a", "level-2": "b", "level-3": "c"},
        {"level-1": "d"},
    ]
    assert not draft.unplaced


def test_a_sheet_for_each_area_is_one_framework(sheets: Callable[..., Spreadsheet]) -> None:
    """Sheets with the same columns are read together, each a strand; a sheet with others is reported whole."""
    header = ["Question", "Red", "Green"]
    draft, framework = made(sheets([header, ["a?", "x", "y"]], [header, ["b?", "x", "y"]], [["Key"], ["Red is bad"]]))
    assert [one.title for one in framework.strands.values()] == ["Sheet1", "Sheet2"]
    assert left(draft) == [("A1", "Key"), ("A2", "Red is bad")]
    assert any("'Sheet3' does not have the columns" in one for one in draft.remarks)


def test_answers_and_names_do_not_become_a_framework(sheets: Callable[..., Spreadsheet]) -> None:
    """What a school filled in (ratings, comments, who) is reported, and only the words of the rating make a scale."""
    rows = [["Question", "RAG", "Comments", "By whom"], ["Do leaders ask?", "Green", "Going well", "The head"]]
    draft, framework = made(sheets(rows))
    assert framework.scale.order == ("red", "amber", "green")
    assert left(draft) == [("B2", "Green"), ("C2", "Going well"), ("D2", "The head")]
    assert "an answer that somebody gave" in draft.unplaced[0].why


@pytest.mark.parametrize(("header", "order"), [("Score 1-4", 4), ("Rating (1 to 5)", 5), ("Our judgement", 4)])
def test_a_tool_that_describes_no_level_has_a_scale_all_the_same(
    sheets: Callable[..., Spreadsheet], header: str, order: int
) -> None:
    """Four numbers become our four steps, other numbers a scale of their own, and nothing said our four steps."""
    _, framework = made(sheets([["Question", header], ["a?"]]))
    assert len(framework.scale.order) == order


def test_ids_are_those_in_print_where_they_can_be(sheets: Callable[..., Spreadsheet]) -> None:
    """A printed number is kept, one that stands twice is told apart, and one that is no id is reported."""
    rows = [["Ref", "Question"], ["1.1", "a?"], ["1.1", "b?"], ["1/3", "c?"], ["A1", "d?"], ["", "e?"], ["a1", "f?"]]
    draft, framework = made(sheets(rows))
    assert list(framework.indicators) == ["1.1", "1.1-2", "A2", "A1", "A3", "a1-2"]
    assert left(draft) == [("A3", "1.1"), ("A4", "1/3"), ("A7", "a1")]


def test_texts_that_stand_twice_are_told_apart(sheets: Callable[..., Spreadsheet]) -> None:
    """Two rows that say the same are two indicators, the second with a number."""
    draft, framework = made(sheets([["Question"], ["Do leaders ask?"], ["do leaders ask"]]))
    assert [one.title for one in framework.indicators.values()] == ["Do leaders ask?", "do leaders ask (2)"]
    assert any("says what one before it says" in one for one in draft.remarks)


def test_a_long_question_is_kept_whole(sheets: Callable[..., Spreadsheet]) -> None:
    """What is too long for a title is the statement, word for word, under a shorter title."""
    long = "Does the school make sure that every single pupil is known, liked and expected to succeed by every adult?"
    _, framework = made(sheets([["Question"], [long]]))
    one = framework.indicators["A1"]
    assert (one.title, one.statement) == ("Does the school make sure that every single pupil …", long)


def test_columns_given_by_hand(sheets: Callable[..., Spreadsheet]) -> None:
    """By hand any words will do, and levels have the ids and the order that were given."""
    rows = [["Bereich", "Frage", "Gut", "Schlecht"], ["Haus", "Hilft man?", "Ja, immer.", "Nie."]]
    with pytest.raises(InvalidFile, match=r'columns here: A Bereich, B Frage.*--map indicator="B"'):
        made(sheets(rows))
    draft, framework = made(
        sheets(rows), "strand=Bereich", "indicator=Frage", "level:schlecht=Schlecht", "level:gut=Gut"
    )
    assert framework.scale.order == ("schlecht", "gut")
    assert framework.indicators["A1"].levels == {"schlecht": "Nie.", "gut": "Ja, immer."}
    assert not draft.unplaced
    with pytest.raises(UnknownName, match=r"no column 'Fragen'\. Did you mean 'Frage'"):
        made(sheets(rows), "indicator=Fragen")


def test_levels_given_as_our_four_steps(sheets: Callable[..., Spreadsheet]) -> None:
    """Where the given levels are among our four steps the scale is those, with the sheet's words."""
    _, framework = made(sheets([["Question", "What good is"], ["a?", "All do."]]), "level:secure=What good is")
    assert framework.scale.order == FOUR_STEP.order
    assert framework.scale.title("secure") == "What good is"
    assert framework.indicators["A1"].levels == {"secure": "All do."}


def test_nothing_in_a_cell_can_act(sheets: Callable[..., Spreadsheet]) -> None:
    """Quotes, backslashes, control characters, formulas and comment signs are text and nothing else."""
    hostile = 'a """ \\" \\u0041 \x1b[2J\u202e # ]\n[strands.X]\ntitle = "owned"'
    rows = [["Area", "Question", "Red", "Green", "Comments"], [hostile, hostile, '=HYPERLINK("x")', "'''", hostile]]
    draft, framework = made(sheets(rows), title='T "quoted" # \\')
    assert list(framework.strands) == ["A"]
    assert framework.title == 'T "quoted" # \\'
    assert framework.indicators["A1"].levels == {"red": '=HYPERLINK("x")', "green": "'''"}
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", draft.text)
    assert "␛[2J[U+202E]" in framework.indicators["A1"].statement


def test_another_language_and_script(sheets: Callable[..., Spreadsheet]) -> None:
    """Texts in any script make a draft; the id is one that can be typed."""
    rows = [["领域", "问题"], ["教学", "每节课都有帮助吗"]]
    _, framework = made(sheets(rows, name="审核.xlsx"), "strand=领域", "indicator=问题", title="学校")
    assert (framework.id, framework.title) == ("our-framework", "学校")
    assert framework.indicators["A1"].title == "每节课都有帮助吗"


def test_no_table_is_said(sheets: Callable[..., Spreadsheet]) -> None:
    """An empty workbook is refused with a sentence."""
    with pytest.raises(InvalidFile, match="There is no table in it"):
        made(sheets([]))


def test_totals_and_repeated_headers_are_no_indicators(sheets: Callable[..., Spreadsheet]) -> None:
    """A header that is printed again on each page is passed over, and a total is reported."""
    header = ["Question", "Red", "Green"]
    draft, framework = made(sheets([header, ["a?", "x", "y"], header, ["b?", "x", "y"], ["Total", "3", "4"]]))
    assert [one.title for one in framework.indicators.values()] == ["a?", "b?"]
    assert left(draft) == [("A5", "Total"), ("B5", "3"), ("C5", "4")]


WORDS = [
    "Area", "Question", "Statement", "Red", "Amber", "Green", "Evidence", "Guidance", "Comments", "Ref", "Level", "RAG",
    "Descriptor", "Descriptors", "Ask pupils", "Sub-section", "1", "2", "Whatever", "",
]  # fmt: skip
LABELS = ["", "", "", "Red", "Green", "1", "2.1", "Total", "R: a\nG: b", "- x\n- y"]


@st.composite
def tables(draw: Any) -> Spreadsheet:
    """Draw a table of texts, each with a word of its own that can be looked for."""
    header = ["Question", *draw(st.lists(st.sampled_from(WORDS), max_size=6))]
    draw(st.randoms(use_true_random=False)).shuffle(header)
    rows = [header]
    for row in range(draw(st.integers(0, 7))):
        cells = []
        for column in range(len(header) + draw(st.integers(0, 1))):
            text = draw(st.one_of(st.just(""), st.sampled_from(LABELS), st.text(max_size=12)))
            cells.append(f"{text} word{row}x{column}" if draw(st.booleans()) else "")
        rows.append(cells)
    rows.insert(0, ["above word", draw(st.sampled_from(["", "and beside"]))])
    table = [
        SheetRow(number, {place: text.strip() for place, text in enumerate(row) if text.strip()})
        for number, row in enumerate(rows, start=1)
    ]
    return Spreadsheet(Path("a.xlsx"), "xlsx", (Sheet("S", tuple(row for row in table if row.cells)),))


@settings(max_examples=400)
@given_by(book=tables())
def test_every_text_is_in_the_draft_or_reported(book: Spreadsheet) -> None:
    """Whatever a table holds, each text is in the draft above what found no place, or among what found none."""
    assume(any(row.number > 2 and len(row.cells) for row in book.sheets[0].rows))
    try:
        draft, _ = made(book)
    except InvalidFile as refused:
        assert "no indicator stands below it" in str(refused)  # noqa: PT017  a table without one is refused
        return
    placed = draft.text.partition(UNPLACED)[0]
    reported = " ".join(one.text for one in draft.unplaced)
    for row in book.sheets[0].rows:
        for text in row.cells.values():
            for word in re.findall(r"word\d*x?\d*|beside", text):
                assert re.search(rf"{word}(?!\d)", placed) or re.search(rf"{word}(?!\d)", reported), (word, text)
    below = draft.text.partition(UNPLACED)[2]
    for one in draft.unplaced:
        assert f"{one.cell} (" in below
