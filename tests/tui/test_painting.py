"""Drawing: only the columns that differ are drawn again, and what is on the screen is what it would be anew."""

from hypothesis import assume, given
from hypothesis import strategies as st
from rich.segment import Segment
from rich.style import Style

import inclusion_core as ic
from inclusion_tui.widgets.painting import difference, strip

Parts = list[tuple[str, Style]]
STYLES = (Style(bold=True), Style(reverse=True), Style())
WIDTH = 24
PARTS = st.lists(
    st.tuples(st.text(st.sampled_from("ab 学e\u0301–"), max_size=8), st.sampled_from(STYLES)),  # noqa: RUF001  a dash of ours
    max_size=5,
)


def row(parts: Parts) -> list[Segment]:
    """Return a row of WIDTH columns."""
    cut, room = [], WIDTH
    for words, style in parts:
        kept = "".join(mark for place, mark in enumerate(words) if ic.columns(words[: place + 1]) <= room)
        cut.append(Segment(kept, style))
        room -= ic.columns(kept)
    return [*(one for one in cut if one.text), Segment(" " * room, Style())] if room else cut


def cells(segments: list[Segment]) -> list[tuple[str, Style | None]]:
    """Return what stands in each column: a wide mark in its first, a combining one with what it combines with."""
    found: list[tuple[str, Style | None]] = []
    for segment in segments:
        for mark in segment.text:
            size = ic.columns(mark)
            if size == 0 and found:
                found[-1] = (found[-1][0] + mark, found[-1][1])
            else:
                found += [(mark, segment.style), *[("", segment.style)] * (size - 1)]
    return found


@given(PARTS, PARTS)
def test_outside_of_the_difference_nothing_differs(before: Parts, after: Parts) -> None:
    """Whatever two rows are, drawing the columns of their difference makes the one into the other."""
    old, new = row(before), row(after)
    first, last = difference(old, new)
    was, will = cells(old), cells(new)
    assume(len(was) == len(will) == WIDTH)  # a combining mark at the very beginning has nothing to stand on
    assume(not any("".join(words for words, _ in one).startswith("\u0301") for one in (before, after)))
    assert was[:first] == will[:first]
    assert was[last:] == will[last:]


def test_rows_that_are_the_same_differ_nowhere() -> None:
    """Nothing is sent for a row that says what it said."""
    one = row([("Secure", Style(bold=True))])
    assert difference(one, list(one)) == (0, 0)


def test_a_digit_that_changed_is_one_column() -> None:
    """The difference of two plain rows is exact."""
    old, new = row([("12/20 judged", Style())]), row([("13/20 judged", Style())])
    assert difference(old, new) == (1, 2)


def test_neighbours_of_one_style_are_one_piece() -> None:
    """Parts that look alike are sent as one: each piece costs some twenty bytes."""
    looks = {"level": Style(bold=True)}
    drawn = strip((("■■□□", "level"), (" 2", "level"), (" Developing", "level")), 20, looks, Style())
    assert len(list(drawn)) == 2  # the words, and the rest of the row
    assert drawn.cell_length == 20
