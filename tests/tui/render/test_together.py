"""Two people's record as lines: rows as wide as the room, shares with their n, hopes only where they may be read."""

import datetime as dt

import pytest

import inclusion_core as ic
from inclusion_tui.render.line import as_text, plain
from inclusion_tui.render.together import (
    decision_row,
    hopes_lines,
    learning_row,
    learning_whole,
    planning_row,
    planning_whole,
    voice_lines,
)

DAY = dt.date(2026, 11, 20)
MEETING = ic.pairs.Planning("m-1", DAY, working="Mondays [b]\x1b[2J", step="See one lesson together")
DECISION = ic.pairs.Decision("d-1", DAY, "behaviour-policy", "Reset time", "start")
LEARNT = ic.pairs.Learning("s-1", DAY, "shadowing", "A morning", stayed="The noise")
HOPE = ic.pairs.Hope("senco", "One team", DAY)


@pytest.mark.parametrize("width", [60, 80, 140])
def test_rows_are_as_wide_as_the_room(width: int) -> None:
    """The end of a row stays whole."""
    for line, end in (
        (planning_row(MEETING, width), "2 of 12 parts"),
        (decision_row(DECISION, width), "behaviour policy, from the start"),
        (learning_row(LEARNT, width), "1 of 9 answered"),
    ):
        assert ic.columns(plain(line)) == width
        assert plain(line).rstrip().endswith(end)


def test_one_whole_says_what_is_said_and_counts_the_rest() -> None:
    """Questions with their answers; nothing acts."""
    told = as_text(planning_whole(MEETING, 80))
    assert "What is working? Mondays [b]␛[2J" in told
    assert "10 parts are not said yet" in told
    assert "What stayed with you? The noise" in as_text(learning_whole(LEARNT, 80))


def test_shares_carry_their_n() -> None:
    """All, by area and by term."""
    one = ic.pairs.Together("a", "A", decisions={"d-1": DECISION})
    told = as_text(voice_lines(one, 80))
    assert told.count("Of 1 decision: 1 from the start.") == 3
    assert "Counts, never a mark" in told


def test_a_hope_stands_only_where_it_may_be_read() -> None:
    """Before they are revealed whoever looks sees that one is written, and never what."""
    one = ic.pairs.Together("a", "A", hopes={"senco": HOPE})
    told = as_text(hopes_lines(one, 80))
    assert ("One team" in told, "The SENCO has written one down" in told) == (False, True)
    asked = ic.pairs.PupilAnswers("p-1", DAY, 24, "Twice", ("Again",))
    shown = ic.pairs.Together("a", "A", hopes={"senco": HOPE}, answers={"p-1": asked}, revealed=DAY, distance="Far")
    told = as_text(hopes_lines(shown, 80))
    for part in ("The SENCO hopes: One team", "24 pupils: Twice", "in their words: Again", "what lies between: Far"):
        assert part in told
