"""A text in passages: sentences under headings, each with its name and the indicator that it is about."""

import pytest

import inclusion_core as ic
from inclusion_tui.render.line import as_text, plain
from inclusion_tui.render.passages import all_lines, barred, heading, passage


def test_a_heading_has_its_figure_at_the_right_and_an_empty_line_before_it() -> None:
    """The first heading of a page has none before it; no heading has a name of its own."""
    one = heading("Universal", 30, right="7/9 judged 78 %", part="strand")
    assert as_text(one.lines) == "\n Universal    7/9 judged 78 %"
    assert (one.key, one.part) == ("", "strand")
    assert len(heading("Universal", 30, first=True).lines) == 1


def test_further_lines_of_a_sentence_stand_further_in() -> None:
    """A sentence that is deeper stands further in, and its second line under its first."""
    one = passage("a", "U4 is not judged: not looked at yet.", 24, depth=1)
    assert as_text(one.lines) == "    U4 is not judged:\n      not looked at yet."


def test_a_label_is_strong_and_said_once() -> None:
    """Only the label carries its style."""
    one = passage("a", "at least Secure", 40, label="U4 ")
    assert one.lines[0] == (("  ", ""), ("U4", "strong"), (" at least Secure", ""))


def test_a_note_of_any_length_is_shown_only_so_far() -> None:
    """A sentence that quotes a very long note ends with an ellipsis."""
    one = passage("a", "word " * 100_000, 80)
    assert len(one.lines) < 20
    assert plain(one.lines[-1]).endswith("…")


@pytest.mark.parametrize("width", [20, 60, 80, 140])
def test_no_line_is_wider_than_the_text(width: int) -> None:
    """Titles, labels and sentences of any script fit."""
    made = [
        heading("学校名称 " * 20, width, right="12/20 judged 60 %"),
        passage("a", "学校名称 is a very long name " * 9, width, depth=3, label="学校名称 "),
    ]
    assert all(ic.columns(plain(line)) <= width for line in all_lines(made))


def test_a_bar_takes_the_place_of_the_first_column() -> None:
    """The line that is chosen is as wide as it was."""
    line = (("  U4", "strong"), (" Secure", ""))
    assert plain(barred(line, "▌")) == "▌ U4 Secure"
    assert plain(barred((), "▌")) == "▌"
