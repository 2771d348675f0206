"""A whole day in a real terminal: arrive, judge, jot, write evidence, be killed, go on, compare, report, leave."""

from __future__ import annotations

import signal
from typing import Any

import pytest

import inclusion_core as ic

ENTER, ESCAPE = "\r", "\x1b"


@pytest.mark.slow
def test_a_day_goes_through_and_nothing_of_it_is_lost(place: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was said before a kill, what was being typed and what was said after it are all in the review at the end."""
    place.beside.joinpath("home").mkdir(exist_ok=True)
    monkeypatch.chdir(place.beside)
    with place.rate() as terminal:
        terminal.press("3")
        terminal.press("E")
        terminal.wait_for("enter keep")
        terminal.press("Posters by the door")
        terminal.press(ENTER)
        terminal.wait_for("Kept:")
        terminal.press("e")
        terminal.wait_for("enter keep")
        terminal.press("Two pupils said what helps th")
        terminal.wait_for("draft kept")
        terminal.wait_quiet(1.2)
        terminal.signal(signal.SIGKILL)
        terminal.wait_exit()
    with place.run("assess", place.review) as terminal:
        terminal.wait_for("never sent")
        terminal.press(ENTER)
        terminal.wait_for("helps th")
        terminal.press("em")
        terminal.press(ENTER)
        terminal.wait_for("Kept:")
        for key, shown in (("y", "Why:"), ("u", "Not seen yet"), ("h", "History")):
            terminal.press(key)
            terminal.wait_for(shown)
            terminal.press(ESCAPE)
            terminal.wait_gone(shown)
        terminal.press("r")
        terminal.wait_for("Report:")
        terminal.wait_for("Where")
        terminal.press(ENTER)
        terminal.wait_for("Written:")
        terminal.press(ESCAPE)
        terminal.wait_gone("Report:")
        terminal.press("q")
        assert terminal.wait_exit() == 0
        assert terminal.is_as_before
    with ic.open_desk(place.folder, read_only=True) as desk, desk.session(place.review, read_only=True) as session:
        assert [one.level for one in session.assessment().judgements.values()] == ["secure"]
        notes = {one.note for one in session.evidence.values()}
        assert notes == {"Posters by the door", "Two pupils said what helps them"}
        assert not session.drafts()
