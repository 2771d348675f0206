"""The day as it is drawn: the card first, now and next, every slot, what is wrong apart from what is worth doing."""

import datetime as dt
from typing import Any

import pytest
from attrs import evolve

import inclusion_core as ic
from inclusion_tui.render.line import as_text
from inclusion_tui.render.passages import all_lines
from inclusion_tui.render.timetable import Timetable, timetable_passages

TEN = dt.datetime(2026, 11, 24, 10, 0, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
WALK = ic.Slot("t-1", TEN, TEN + HOUR, "Learning walk", "Lower school", ("learning-walk",), ("ak-7f3",), ("q-1",))
PUPILS = ic.Slot("t-2", TEN + HOUR, TEN + 2 * HOUR, "Pupils [b]\x1b[2J", "Hall", ("pupil-voice",))
SHOWN = Timetable(
    day=TEN.date(),
    now=TEN + HOUR / 2,
    slots=(WALK, PUPILS),
    findings=(
        ic.DayFinding("two-places", "Asha K is in two places.", "Move one."),
        ic.DayFinding("governors", "No governors are heard.", "Ask for one.", "worth-doing"),
    ),
    people={"ak-7f3": ic.Person("ak-7f3", "Asha K")},
    kinds={one.id: one for one in ic.KINDS},
    lines={"q-1": ic.LineOfEnquiry("q-1", "Who eats alone?", "ak-7f3", TEN)},
    card=ic.Safeguarding("Deputy head", "Extension 12", "Two adults in sight."),
)


def says(width: int = 80, **changes: Any) -> str:
    """Return the page as a text."""
    return as_text(all_lines(timetable_passages(evolve(SHOWN, **changes), width)))


def test_the_card_comes_first_then_now_and_next_then_what_is_wrong() -> None:
    """In the order in which somebody in a corridor needs them."""
    told = says()
    wanted = (
        "stop, tell Deputy head (Extension 12)", "now  10:00-11:00 Learning walk, Lower school (Asha K)",
        "next 11:00-12:00 Pupils", "in two places", "Tuesday 24 November 2026", "Learning walk; for line 1",
        "No governors",
    )  # fmt: skip
    places = [told.index(one) for one in wanted]
    assert places == sorted(places)
    assert "\x1b" not in told


def test_between_slots_and_after_the_last_it_says_so() -> None:
    """Nothing on, nothing more; on another day neither is said; with no card and no slot it says what to press."""
    over = says(now=TEN + 3 * HOUR)
    assert "now  nothing is on" in over
    assert "next nothing more today" in over
    assert "now " not in says(now=TEN + 30 * HOUR)
    empty = says(slots=(), findings=(), card=None, other=2)
    assert "! n names them" in empty
    assert "p proposes a day" in empty
    assert "2 slots on other days" in empty


@pytest.mark.parametrize("width", [40, 60, 80, 100])
def test_no_line_is_wider_than_the_screen(width: int) -> None:
    """Long texts wrap or are cut."""
    lines = all_lines(timetable_passages(evolve(SHOWN, slots=(evolve(WALK, title="Walk " * 40), PUPILS)), width))
    assert max(sum(ic.columns(words) for words, _ in line) for line in lines) <= width
