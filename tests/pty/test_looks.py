"""Without colour, on a poor terminal and in plain letters: nothing that matters is lost."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from benchmarks.real_terminal import RealTerminal

    from .conftest import Place

pytestmark = pytest.mark.slow

SGR = re.compile(rb"\x1b\[([0-9;]*)m")
GREYS = {0, 7, 8, 15, 16, 231, *range(232, 256)}  # of the 256


def judged(terminal: RealTerminal) -> str:
    """Judge three indicators in three ways and return the screen."""
    terminal.send("3c1")
    terminal.wait_for("1 Starting")
    terminal.wait_for("2/20 judged")
    terminal.wait_quiet(0.4)
    return terminal.screen.text


def coloured(raw: bytes) -> set[tuple[int, ...]]:
    """Return every colour in some bytes that is no grey: one of the 16, one of the 256, or red, green and blue."""
    found: set[tuple[int, ...]] = set()
    for sequence in SGR.findall(raw):
        given = [int(one or 0) for one in sequence.split(b";")]
        while given:
            first = given.pop(0)
            if first in {38, 48}:
                count = 3 if given.pop(0) == 2 else 1
                one, given = tuple(given[:count]), given[count:]
                if len(set(one)) > 1 or (count == 1 and one[0] not in GREYS):
                    found.add(one)
            elif first // 10 in {3, 4, 9, 10} and first % 10 not in {0, 7, 8, 9}:
                found.add((first,))
    return found


def test_colours_are_there_to_be_missed(place: Place) -> None:
    """On an ordinary terminal there is colour, so that the tests below can fail."""
    terminal = place.rate()
    judged(terminal)
    assert coloured(bytes(terminal.raw))


@pytest.mark.parametrize("term", ["xterm-256color", "xterm", "vt220", "linux", "screen", "dumb"])
def test_without_colour_every_word_is_there(place: Place, term: str) -> None:
    """NO_COLOR sends greys only, and the screen says in words and signs all that it says in colour."""
    terminal = place.rate(env={"NO_COLOR": "1"}, term=term)
    text = judged(terminal)
    assert "■■■□ 3 Secure" in text
    assert "c Cannot tell" in text
    assert coloured(bytes(terminal.raw)) == set()


def test_the_chosen_row_is_seen_without_colour(place: Place) -> None:
    """Where the cursor is, the row is reversed or lighter than the others, in greys too."""
    terminal = place.rate(env={"NO_COLOR": "1"})
    judged(terminal)
    looks = {(one.fg, one.bg, one.reverse) for row in (3, 4, 5) for one in terminal.screen.looks(row)[1:30]}
    chosen = {(one.fg, one.bg, one.reverse) for one in terminal.screen.looks(6)[1:30]}
    assert chosen
    assert not chosen & looks


def test_plain_letters_are_all_ascii(place: Place) -> None:
    """With the setting for plain letters no byte beyond ASCII is sent but what people or frameworks wrote."""
    settings = place.beside / "settings"
    settings.mkdir()
    (settings / "settings.toml").write_text("ascii = true\n", encoding="utf-8")
    terminal = place.rate(env={"INCLUSION_SETTINGS": str(settings)})
    text = judged(terminal)
    assert "###. 3 Secure" in text
    assert terminal.raw.decode().isascii(), sorted(set(re.findall(r"[^\x00-\x7f]", terminal.raw.decode())))


def test_plain_letters_for_once_hold_from_the_first_frame_on(place: Place) -> None:
    """With --ascii neither the frame that was kept with our own signs is shown, nor any other byte beyond ASCII."""
    terminal = place.rate()
    judged(terminal)
    terminal.send("q")
    assert terminal.wait_exit() == 0
    assert not terminal.raw.decode().isascii()
    for kept in (False, True):
        plain = place.rate("--ascii")
        assert (b"judged" in plain.raw[: plain.raw.index(b"U1 ")]) is kept  # the heading comes later than the rows
        plain.wait_for("###. 3 Secure")
        plain.wait_quiet(0.4)
        plain.send("q")
        assert plain.wait_exit() == 0
        assert plain.raw.decode().isascii(), sorted(set(re.findall(r"[^\x00-\x7f]", plain.raw.decode())))


@pytest.mark.parametrize(
    ("before", "after"), [({}, {"NO_COLOR": "1"}), ({"NO_COLOR": "1"}, {})], ids=["grey", "coloured"]
)
def test_the_last_frame_comes_back_only_in_its_own_colours(
    place: Place, before: dict[str, str], after: dict[str, str]
) -> None:
    """A frame that was kept in colour is not shown where no colour is wanted, and none that is grey where it is."""
    terminal = place.rate(env=before)
    judged(terminal)
    terminal.send("q")
    assert terminal.wait_exit() == 0
    again = place.run("assess", place.review, env=after)
    again.wait_bytes(b"U1 ")
    start = bytes(again.raw[: again.raw.index(b"U1 ")])
    assert bool(coloured(start)) is not bool(after)


@pytest.mark.parametrize("env", [{}, {"NO_COLOR": "1"}], ids=["coloured", "grey"])
def test_the_last_frame_is_the_first_one_of_the_next_start(place: Place, env: dict[str, str]) -> None:
    """The frame that was left is shown whole before the review is read, and only where nothing was written since."""
    for turn, counted in enumerate((False, True, False)):
        terminal = place.rate(env=env)
        assert (b"judged" in terminal.raw[: terminal.raw.index(b"U1 ")]) is counted
        terminal.wait_for("0/20 judged")
        terminal.wait_quiet(0.5)
        terminal.send("q")
        assert terminal.wait_exit() == 0
        if turn == 1:
            (place.review_folder / "journal.jsonl").touch()
