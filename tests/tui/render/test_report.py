"""The lines of the page that writes the report."""

from pathlib import Path

import pytest

import inclusion_core as ic
from inclusion_tui.leaving import HAND_OVER, Form, Left
from inclusion_tui.render.line import as_text, plain
from inclusion_tui.render.report import form_line, set_lines, stopped_lines, told_lines, written_sentences

HTML = Form("html", "HTML", "One page that any browser opens.", ".html")


def test_a_form_says_what_it_is_for() -> None:
    """The title first, then what it is for, cut where there is no room."""
    assert plain(form_line(HTML, 60)) == " HTML           One page that any browser opens."
    assert plain(form_line(HTML, 24)) == " HTML           One pag…"


@pytest.mark.parametrize("width", [40, 60, 80])
def test_of_a_long_path_the_end_is_shown(width: int) -> None:
    """What a file is called matters more than where it lies."""
    lines = set_lines("everyone", f"/home/{'long/' * 30}report.html", width)
    assert plain(lines[1]).endswith("long/report.html")
    assert all(ic.columns(plain(one)) <= width for one in lines)


def test_what_holds_it_back_is_shown_inert_with_its_place() -> None:
    """Where it stands, the stretch itself, what it looks like; a text with an escape in it acts on nothing."""
    stop = ic.Stop("U1", "This looks like a name.", "[b]Jamie\x1b[2J")
    said = as_text(stopped_lines([stop], 100))
    assert "1 place looks as if a pupil were named" in said
    assert " U1: '[b]Jamie␛[2J': This looks like a name." in said
    assert "And 50 more places." in as_text(stopped_lines([stop] * 250, 100))


def test_a_file_to_hand_over_says_what_is_in_it_and_what_is_not() -> None:
    """How much it holds, what is missing from it, and how it is opened."""
    made = ic.BundleMade("a", Path("a.inclusion"), 2_400, gone=("plan.pdf",), left_out=("notes.doc",))
    said = as_text(told_lines(written_sentences(Left(Path("a.inclusion"), size=2_400, bundle=made), HAND_OVER), 200))
    for part in ("a.inclusion (2 kB)", "0 changes and 0 attachments", "plan.pdf", "notes.doc", "with o at the start"):
        assert part in said


def test_a_page_for_a_browser_says_so() -> None:
    """Only where it is one."""
    assert len(written_sentences(Left(Path("a.html"), size=1), HTML)) == 2
    assert len(written_sentences(Left(Path("a.txt"), size=1), Form("text", "Text", "", ".txt"))) == 1
