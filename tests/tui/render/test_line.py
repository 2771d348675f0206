"""Lines in parts: fitted, filled and wrapped by the columns that they take, with nothing in them that acts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import inclusion_core as ic
from inclusion_tui.render.line import apart, as_text, block, filled, fit, padded, plain, text, under, wrapped

WORDS = st.text(st.characters(codec="utf-8"), max_size=60)


def test_a_line_that_is_too_long_ends_with_an_ellipsis() -> None:
    """What is left out is said, and the parts before it keep their styles."""
    line = fit((("U4 ", "strong"), ("Ordinary help is ready", "")), 12)
    assert line == (("U4 ", "strong"), ("Ordinary…", ""))


def test_a_line_with_no_room_for_its_last_part_says_so_in_the_one_before() -> None:
    """Where a part finds no room at all, the part before it ends with the ellipsis."""
    assert plain(fit((("abcd", ""), ("efgh", "")), 4)) == "abc…"


@given(WORDS, WORDS, st.integers(1, 40))
def test_a_filled_line_takes_exactly_its_columns(left: str, right: str, width: int) -> None:
    """Whatever is in it, wide or combining, a line that is filled is as wide as it should be."""
    line = filled(((text(left), ""), (text(right), "dim")), width)
    assert ic.columns(plain(line)) == width


@given(WORDS, st.integers(8, 40))
def test_no_wrapped_line_is_wider_than_its_room(words: str, width: int) -> None:
    """Lines break between words, and inside one only where it is longer than a line."""
    for line in wrapped(words, width):
        assert ic.columns(line) <= width


@given(WORDS, st.integers(8, 40))
def test_wrapping_loses_nothing(words: str, width: int) -> None:
    """Every mark of a text but its spaces stands in its lines, in order."""
    assert "".join("".join(wrapped(words, width)).split()) == "".join(ic.visible(words).split())


def test_line_breaks_stay_where_they_were() -> None:
    """An empty line in a note is an empty line on the screen."""
    assert wrapped("calm start\n\nvisual timetable", 40) == ["calm start", "", "visual timetable"]


@pytest.mark.parametrize("hostile", ["\x1b]0;owned\x07", "\x1b[2J", "\x9b31m", "a\u202eb", "\x00"])
def test_what_would_act_on_a_terminal_shows_itself(hostile: str) -> None:
    """No control character, of either sort, gets into a line."""
    for line in (text(hostile), *wrapped(hostile, 40), as_text(block(hostile, 40))):
        assert not any(ord(mark) < 0x20 or 0x7F <= ord(mark) < 0xA0 or mark == "\u202e" for mark in line)


def test_brackets_are_brackets() -> None:
    """What looks like markup is text like any other."""
    assert text("[/b] done [Y7] [@click=app.quit]x[/]") == "[/b] done [Y7] [@click=app.quit]x[/]"


def test_the_right_end_stays_whole() -> None:
    """A line with something at both ends shortens the left one."""
    line = apart((("North Tyne Church of England First School", ""),), (("12/20", "strong"),), 24)
    assert plain(line) == "North Tyne Church… 12/20"


def test_a_label_stands_once_and_its_text_under_itself() -> None:
    """Further lines of a text begin where its first line began."""
    assert as_text(under("2 Secure: ", "Ready in nearly every room, cover lessons too.", 30)) == (
        "2 Secure: Ready in nearly\n          every room, cover\n          lessons too."
    )


def test_padding_counts_columns_and_not_letters() -> None:
    """A Chinese title takes two columns a letter."""
    assert padded("学校", 6) == "学校  "
    assert ic.columns(padded("学校名称", 5)) == 5
