"""Cards, matches, requests, releases, a canvas and two cycles as lines; what people wrote is inert."""

import datetime as dt
from fractions import Fraction

import pytest

import inclusion_core as ic
from inclusion_core.analysis.schools.neighbours import Neighbour
from inclusion_tui.render.canvas import OF_THE_LINE, OF_THE_STEP, canvas_part, canvas_row, part_text
from inclusion_tui.render.cycles import cycle_lines
from inclusion_tui.render.glyphs import ASCII, UNICODE
from inclusion_tui.render.line import as_text, plain
from inclusion_tui.render.practice import card_row, card_whole, match_row, match_whole, request_row, request_whole
from inclusion_tui.render.release import release_detail, release_row

AT = dt.datetime(2026, 11, 22, 10, 42, tzinfo=dt.UTC)
FRAMEWORK = ic.load_framework("universal-targeted-specialist")
CARD = ic.practice.PracticeCard(
    "p-1", "A quiet [b]start[/b]\x1b[2J", "ak-7f3", AT, "Everybody", ("U4",), took="An hour",
    contact="SENCO", offered=True,
)  # fmt: skip


@pytest.mark.parametrize("width", [60, 80, 140])
def test_rows_are_as_wide_as_the_room(width: int) -> None:
    """The end of a row stays whole; the beginning gives way."""
    match = ic.practice.Match("r", ic.School(name="Rowanlea " * 9, made_up=True), ("U4", "U8"), (), (CARD,), None)
    request = ic.practice.LearningRequest("r-1", "How? " * 30, "ak-7f3", AT, "Rowanlea", answer="in-use")
    for line, end in (
        (card_row(CARD, width), "offered"),
        (match_row(match, width), "1 card"),
        (request_row(request, "Bedeside School", width), "in use here"),
    ):
        assert ic.columns(plain(line)) == width
        assert plain(line).rstrip().endswith(end)


def test_a_match_tells_why_and_a_card_what_it_takes() -> None:
    """Cards, what to learn, what to give in return and how alike; nothing acts."""
    near = Neighbour(ic.School(name="R"), Fraction(1, 4), {"phase": Fraction(1, 4)}, ())
    match = ic.practice.Match("r", ic.School(name="Rowanlea"), ("U4",), ("U9",), (CARD,), near)
    told = as_text(match_whole(match, FRAMEWORK, 100))
    for part in ("card: A quiet [b]start[/b]␛[2J (ask: SENCO)", "to learn about: U4 ", "to give in return: U9 ",
                 "0.25 apart in circumstances (phase 0.25; 0 is alike)"):  # fmt: skip
        assert part in told
    whole = as_text(card_whole(CARD, 80))
    assert "for whom: Everybody" in whole
    assert "rests on" not in whole
    asked = ic.practice.LearningRequest("r-1", "How?", "ak-7f3", AT, "Rowanlea")
    assert "what came of it: not said yet" in as_text(request_whole(asked, "Bedeside School", 80))


def test_a_section_says_who_sees_it_and_how_much_there_is() -> None:
    """Signs fill up with the audience, in ASCII too; the words say the same."""
    row = plain(release_row("actions", "partnership", "what will change", 80, UNICODE))
    assert row == " ■■ actions     the partnership what will change"
    assert plain(release_row("actions", "self", "x", 80, ASCII)).startswith(" .. actions     not released")
    told = as_text(release_detail("actions", "cluster", "what will change", {"actions": 3}, 80))
    assert "there is now: 3" in told
    assert "the schools of its cluster" in told
    assert "consent to be named" in as_text(release_detail("name", "self", "the name", {}, 80))


def test_every_part_of_a_canvas_is_said_or_said_to_be_missing() -> None:
    """Days are told as people say them; a part that nobody said has its hint."""
    line = ic.LineOfEnquiry("q-1", "Who eats alone?", "ak-7f3", AT, why="Nobody asks.")
    step = ic.Action("a-1", "A buddy", "ak-7f3", AT, by_when=dt.date(2027, 2, 1), cost="2 hours")
    today = dt.date(2026, 11, 22)
    told = {part: part_text(line, step, part, today) for part in (*OF_THE_LINE, *OF_THE_STEP)}
    assert {part: says for part, says in told.items() if says} == {
        "why": "Nobody asks.", "what": "A buddy", "by_when": "1 Feb 2027", "cost": "2 hours",
    }  # fmt: skip
    assert part_text(line, None, "cost", today) == ""
    assert "not said yet" in plain(canvas_row("By when", "", 60))
    assert "Not said yet. Small enough" in as_text(canvas_part("The first step", "Small enough", "", 60))


def test_two_cycles_say_what_cannot_be_claimed() -> None:
    """Before and after in words, the actions between, and the cautions."""
    from inclusion_core.analysis.schools.before_after import before_after  # noqa: PLC0415  one test needs it

    was, now = {("U4", None): ic.Judgement("starting")}, {("U4", None): ic.Judgement("secure")}
    found = before_after((FRAMEWORK, was), (FRAMEWORK, now))
    action = ic.Action("a-1", "A buddy", "ak-7f3", AT, baseline="Six alone", impact="Nobody alone", state="done")
    told = as_text(cycle_lines(ic.CycleBefore("alnside-2025", FRAMEWORK, FRAMEWORK, found, (action,)), 90))
    assert "Beside alnside-2025" in told
    assert "Starting, then Secure: higher" in told
    assert "Before: Six alone. How we will know: Nobody alone. It is done." in told
    assert "It does not say that what was done is the reason" in " ".join(told.split())
