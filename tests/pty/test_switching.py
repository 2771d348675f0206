"""Keys that come together, faster than any screen changes: each is done, in order, and none is lost."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from .conftest import Place

pytestmark = pytest.mark.slow

TIMES = 60
LEVELS = ("starting", "developing", "secure", "leading")


def told(place: Place) -> list[tuple[str, str]]:
    """Return each judgement in the journal, in order: the indicator and its level."""
    lines = (place.review_folder / "journal.jsonl").read_text(encoding="utf-8").splitlines()
    made = [one["judge"] for line in lines if "judge" in (one := json.loads(line)["do"])]
    return [(one["indicator"], one["level"]) for one in made]


def test_a_level_and_the_line_to_find_in_one_write(place: Place) -> None:
    """A level and the key that takes the focus away, sent together many times, leave every level in the journal."""
    terminal = place.rate()
    for turn in range(TIMES):
        terminal.send(f"{1 + turn % 4}/")
        terminal.wait_for("\n Find")
        terminal.send("\x1b")  # esc with something right after it would be another key
        terminal.wait_gone("\n Find")
    assert [level for _, level in told(place)] == [LEVELS[turn % 4] for turn in range(TIMES)]


def test_levels_and_leaving_in_one_write(place: Place) -> None:
    """Levels and the key that leaves, sent together, are all kept before the program ends."""
    given: list[str] = []
    for turn in range(6):
        terminal = place.rate()
        keys = [1 + (turn + place_) % 4 for place_ in range(3)]
        terminal.send("".join(map(str, keys)) + "q")
        assert terminal.wait_exit() == 0
        given += [LEVELS[key - 1] for key in keys]
    assert [level for _, level in told(place)] == given


def test_keys_before_the_first_frame_are_not_lost(place: Place) -> None:
    """What is typed while the program still starts is done when it is there, on the indicator it was meant for."""
    for turn, indicator in enumerate(("U1", "U2", "U3")):
        terminal = place.run("assess", place.review)
        terminal.wait_bytes(b"\x1b[?1049h")
        terminal.send("3")
        terminal.wait_for("3 Secure")
        terminal.wait_until(lambda: len(told(place)) > turn, "the judgement is in the journal")  # noqa: B023
        assert told(place)[-1] == (indicator, "secure")
        terminal.send("q")
        assert terminal.wait_exit() == 0


def test_a_storm_of_keys_is_done_in_order(place: Place) -> None:
    """A thousand keys in one write are all done: undo after undo leads back to where it began."""
    terminal = place.rate()
    terminal.send("1234" * 100)
    terminal.wait_until(lambda: len(told(place)) == 400, "400 judgements in the journal")
    terminal.send("z" * 400)
    terminal.wait_until(lambda: place.levels() == {}, "everything is taken back")
    terminal.send("Z" * 4)
    terminal.wait_until(lambda: len(place.levels()) == 4, "four are done again")
    assert place.levels() == {"U1": "starting", "U2": "developing", "U3": "secure", "U4": "leading"}
