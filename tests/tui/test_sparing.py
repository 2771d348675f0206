"""What goes over the line: any frames leave the screen as they would if they were sent whole, in fewer bytes."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from benchmarks.emulated_screen import EmulatedScreen
from inclusion_tui.terminal.sparing import Shown

COLUMNS, ROWS = 24, 4
LOOKS = ("", "1;38;5;111;48;5;234", "38;5;253;48;5;234", "7;38;5;253;48;5;234", "4;31", "38;2;1;2;3;48;2;4;5;6", "2;3")
TEXTS = st.text(st.sampled_from("ab  □–学e\u0301🏫"), max_size=9)  # noqa: RUF001  a dash of ours
PIECES = st.lists(st.tuples(st.sampled_from(LOOKS), TEXTS), max_size=4)
STRETCHES = st.lists(st.tuples(st.integers(0, ROWS - 1), st.integers(0, COLUMNS - 1), PIECES), max_size=ROWS * 2)


def drawn(look: str, text: str) -> str:
    """Return a text in a look, as Textual writes it."""
    return f"\x1b[{look}m{text}\x1b[0m" if look and text else text


def frame(stretches: list[Any]) -> str:
    """Return a frame as Textual writes it: moves, texts in looks, line ends, and at last the cursor's place."""
    rows = []
    for row, column, pieces in stretches:
        room = (COLUMNS - column) // 2  # no mark is wider than two columns
        kept = []
        for look, text in pieces:
            kept.append(drawn(look, text[:room].lstrip("\u0301")))
            room -= len(text[:room])
        line_end = "\n" if row < ROWS - 1 else ""  # on the last row it would scroll
        rows.append(f"\x1b[{row + 1};{column + 1}H{''.join(kept)}{line_end}")
    return "".join(rows) + "\x1b[1;1H"


def whole(row: int, words: str, look: str = LOOKS[1]) -> tuple[int, int, list[tuple[str, str]]]:
    """Return a whole row that begins with some words."""
    return row, 0, [(look, words.ljust(COLUMNS)[: COLUMNS // 2]), (look, " " * (COLUMNS // 2))]


def cells(screen: EmulatedScreen) -> list[Any]:
    """Return what is seen in each cell: of a blank the ground alone, unless it is reversed or underlined."""
    every = [one for row in range(ROWS) for one in screen.looks(row)]
    plain = [one.data == " " and not (one.reverse or one.underscore) for one in every]
    return [one.bg if blank else tuple(one) for one, blank in zip(every, plain, strict=True)]


def told(shown: Shown, given: str) -> str:
    """Return what is sent for a frame that is understood."""
    sent = shown.told(given)
    assert sent is not None
    return sent


@given(st.lists(STRETCHES, min_size=1, max_size=6))
def test_the_screen_is_as_if_every_frame_were_sent_whole(frames: list[Any]) -> None:
    """Whatever frames come one after the other, every cell and the cursor are as after the frames themselves."""
    one, other = EmulatedScreen((COLUMNS, ROWS)), EmulatedScreen((COLUMNS, ROWS))
    shown = Shown(COLUMNS, ROWS)
    for stretches in frames:
        made = frame(stretches)
        one.feed(made.encode())
        other.feed(told(shown, made).encode())
        assert cells(one) == cells(other)
        assert one.cursor == other.cursor


def test_what_stands_there_is_not_sent_again() -> None:
    """A row drawn as it was costs nothing, and one digit that changed costs its move, its look and itself."""
    shown = Shown(COLUMNS, ROWS)
    told(shown, frame([whole(1, "12/20 judged")]))
    assert told(shown, frame([whole(1, "12/20 judged")])) == ""
    assert told(shown, frame([whole(1, "13/20 judged")])) == f"\x1b[2;2H\x1b[{LOOKS[1]}m3\x1b[1;1H\x1b[0m"


def test_what_changed_in_two_places_is_sent_in_two_pieces() -> None:
    """What stands between two changes is moved over, not sent, where that is shorter."""
    shown = Shown(COLUMNS, ROWS)
    told(shown, frame([(0, 0, [("", "U1 starting")])]))
    assert told(shown, frame([(0, 0, [("", "U2 startinx")])])) == "\x1b[1;2H2\x1b[8Cx\x1b[1;1H"


def test_a_frame_of_all_rows_is_sent_whole() -> None:
    """A frame that has every row heals what another program wrote over the screen: all of it is sent."""
    shown = Shown(COLUMNS, ROWS)
    rows = [whole(row, f"row {row}") for row in range(ROWS)]
    first, again = told(shown, frame(rows)), told(shown, frame(rows))
    assert len(again) == len(first)
    assert all(f"row {row}" in again for row in range(ROWS))


def test_rows_that_are_forgotten_are_sent_whole_and_no_others() -> None:
    """What another program may have written over is healed by drawing it once more, row by row."""
    shown = Shown(COLUMNS, ROWS)
    told(shown, frame([whole(row, f"row {row}") for row in range(ROWS)]))
    shown.forget(range(2, ROWS + 5))
    again = told(shown, frame([whole(row, f"row {row}") for row in (0, 2)]))
    assert "row 2" in again
    assert "row 0" not in again
    assert told(shown, frame([whole(2, "row 2")])) == ""


def test_the_cursor_goes_where_it_belongs_after_a_frame_that_left_it_elsewhere() -> None:
    """A frame that says nothing of the cursor leaves it where its drawing ends; the next one that says so moves it."""
    shown, screen = Shown(COLUMNS, ROWS), EmulatedScreen((COLUMNS, ROWS))
    for one in ("\x1b[1;1Hhere\x1b[2;1H", "\x1b[3;5Hthere", "\x1b[1;1Hhere\x1b[2;1H"):
        screen.feed(told(shown, one).encode())
    assert screen.cursor == (0, 1)


def test_a_look_is_changed_by_what_differs() -> None:
    """From piece to piece only what differs of the look is sent, and for a blank on the same ground nothing."""
    shown = Shown(COLUMNS, ROWS)
    pieces = [(LOOKS[1], "U4"), (LOOKS[2], " "), ("1;38;5;9;48;5;234", "!")]
    assert told(shown, frame([(0, 0, pieces)])) == "\x1b[1;1H\x1b[1;38;5;111;48;5;234mU4 \x1b[38;5;9m!\x1b[1;1H\x1b[0m"


def test_what_is_no_frame_is_not_understood() -> None:
    """Sequences that do more than draw, and what falls off the screen, are left to the terminal."""
    shown = Shown(COLUMNS, ROWS)
    for one in ("\x1b[2J", "\x1b[?1049h", "stuck", "\x1b[1;20Htoo long by far", "\x1b[9;1Hx", "\x1b[1;1H\tx", "\x07"):
        assert shown.told(one) is None, one
    assert shown.told("\x1b[?2026h") == "\x1b[?2026h"
