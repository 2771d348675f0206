"""Texts that were typed and not sent, as rows."""

from __future__ import annotations

import datetime as dt

import pytest
from attrs import evolve

import inclusion_core as ic
from inclusion_tui.render.drafts import draft_line, draft_note, purpose
from inclusion_tui.render.line import plain

NOW = dt.datetime(2026, 11, 20, 12, 0, tzinfo=dt.UTC)
PEOPLE = {"ak-7f3": ic.Person("ak-7f3", "Asha K")}


def test_what_another_window_is_at_work_on_says_so() -> None:
    """In its row, and with what to do about it."""
    held = evolve(draft("jotting"), held=True)
    assert "in another window  calm start" in plain(draft_line(held, NOW, PEOPLE, 90))
    assert "Another window of this program is at work on it. Once that is closed" in draft_note(held)


def draft(key: str, text: str = "calm start", *, fits: bool = True, minutes: int = 18) -> ic.Draft:
    """Return a draft that was typed so many minutes before noon."""
    return ic.Draft(key, text, NOW - dt.timedelta(minutes=minutes), "d1", "s1", fits)


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("evidence U4", "U4 evidence"),
        ("because self U4", "U4 because, self-review"),
        ("because peer:ak-7f3 U4@send", "U4@send because, Asha K"),
        ("jotting", "a jotting"),
        ("note e-1n4k2q7c9x0z", "a note changed"),
        ("enquiry U4", "U4 line of enquiry"),
        ("enquiry ", "line of enquiry"),
        ("question q-1n4", "a line of enquiry changed"),
        ("finding q-1n4", "a line's finding"),
        ("action U9", "U9 action"),
        ("action a-1n4", "an action changed"),
        ("what\x1b[2J", "what␛[2J"),
    ],
)
def test_what_a_text_was_for_is_said_in_words(key: str, words: str) -> None:
    """Each kind of key has its words; one that nobody knows is shown, and inert."""
    assert purpose(key, PEOPLE) == words


def test_a_row_tells_what_for_when_and_how_it_begins() -> None:
    """In that order, and never wider than the room."""
    told = plain(draft_line(draft("evidence U4", "calm [/b] start\nand more"), NOW, {}, 80))
    assert told.startswith(" U4 evidence ")
    assert "11:42" in told or ":42" in told
    assert "calm [/b] start" in told
    assert ic.columns(told) <= 80


def test_a_text_for_another_framework_says_so_before_it_begins() -> None:
    """A text that fits nowhere is marked in its row, and the note says that it is never put anywhere by itself."""
    other = draft("evidence U4", fits=False)
    assert "other text  calm start" in plain(draft_line(other, NOW, {}, 80))
    assert "never put anywhere by itself" in draft_note(other)
    assert "other text" not in plain(draft_line(draft("evidence U4"), NOW, {}, 80))
    assert "goes on with it" in draft_note(draft("evidence U4"))


def test_a_megabyte_is_not_looked_through_for_a_row() -> None:
    """A row has the beginning of a text only."""
    told = draft_line(draft("jotting", "x" * 1_000_000), NOW, {}, 80)
    assert ic.columns(plain(told)) <= 80
