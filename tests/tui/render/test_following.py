"""Lines of enquiry and actions, as rows and whole."""

from __future__ import annotations

import datetime as dt

import pytest
from attrs import evolve

import inclusion_core as ic
from inclusion_tui.render.following import action_row, action_whole, how_far, line_row, line_whole
from inclusion_tui.render.glyphs import ASCII, UNICODE
from inclusion_tui.render.line import as_text, plain

NOW = dt.datetime(2026, 11, 20, 12, 0, tzinfo=dt.UTC)
TODAY = NOW.date()
LINE = ic.LineOfEnquiry("q-1", "How do pupils who join late find a friend?", "ak-7f3", NOW, ("U4", "T2"), "agreed")
ACTION = ic.Action("a-1", "A buddy for each new pupil", "ak-7f3", NOW, ("U4",), who="SENCO", impact="Friends by May")
KINDS = {one.id: one for one in ic.KINDS}


def test_how_far_is_a_sign_for_each_stage() -> None:
    """Stages fill up from the left; one that is not known is none of them."""
    assert how_far("agreed", ic.STAGES, ASCII) == "##......"
    assert how_far("closed", ic.STAGES, UNICODE) == "■" * 8
    assert how_far("elsewhere", ic.STAGES, ASCII) == "........"


@pytest.mark.parametrize("width", [60, 80, 140])
def test_a_line_s_row_keeps_its_stage_in_words(width: int) -> None:
    """The question gives way, never the stage; a row is as wide as the room."""
    told = plain(line_row(evolve(LINE, question="How? " * 60, stage="being-looked-at"), width, UNICODE))
    assert "being looked at" in told
    assert ic.columns(told) == width


def test_a_line_whole_counts_what_was_gathered() -> None:
    """Grounds, evidence by kind with the most first, and the finding or the key that writes it."""
    pieces = [ic.Evidence(f"e-{n}", kind, "x", "ak-7f3", NOW) for n, kind in enumerate(["data", "data", "document"])]
    told = as_text(line_whole(evolve(LINE, grounds=("Two families asked.",)), pieces, KINDS, 80))
    assert "because: Two families asked." in told
    assert "gathered: Figures 2, Document 1" in told
    assert "nothing is written yet (i writes it)" in told
    found = as_text(line_whole(evolve(LINE, finding="By chance, mostly."), (), KINDS, 80))
    assert "gathered: nothing yet" in found
    assert "found: By chance, mostly." in found


def test_an_action_over_its_day_says_so_in_words() -> None:
    """Only what is still to be done can be over its day."""
    late = evolve(ACTION, by_when=dt.date(2026, 11, 1))
    assert "by 1 Nov (over)" in plain(action_row(late, TODAY, 100, UNICODE))
    assert "(over)" not in plain(action_row(evolve(late, state="done"), TODAY, 100, UNICODE))
    assert "(over)" not in plain(action_row(evolve(ACTION, by_when=TODAY), TODAY, 100, UNICODE))
    assert "no day yet" in plain(action_row(ACTION, TODAY, 100, UNICODE))


@pytest.mark.parametrize("width", [60, 80, 140])
def test_an_action_s_row_keeps_its_day_and_state(width: int) -> None:
    """In a narrow room what it is about and who go first."""
    told = plain(action_row(evolve(ACTION, by_when=dt.date(2027, 1, 12)), TODAY, width, UNICODE))
    assert "by 12 Jan 2027" in told
    assert "planned" in told
    assert ic.columns(told) == width


def test_an_action_whole_says_what_is_not_said_yet() -> None:
    """How we will know, who and by when stand there, or that they are not said; and the line it came from."""
    told = as_text(action_whole(ic.Action("a-2", "More reading aloud", "ak-7f3", NOW), {}, TODAY, 80))
    assert told.count("not said yet") == 3
    whole = as_text(action_whole(evolve(ACTION, line="q-1", baseline="Two of nine"), {"q-1": LINE}, TODAY, 80))
    assert "how we will know: Friends by May" in whole
    assert "how it stands before: Two of nine" in whole
    assert "who: SENCO" in whole
    assert "from: How do pupils who join late find a friend?" in whole
