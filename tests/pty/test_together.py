"""Two programs on one review: each follows what the other did, and nothing is lost or mixed."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING

import pytest

from .conftest import PROGRAM, Place

if TYPE_CHECKING:
    from benchmarks.real_terminal import RealTerminal

pytestmark = pytest.mark.slow

EACH = 80


def shows(terminal: RealTerminal, indicator: str, word: str) -> None:
    """Wait until a row shows a level's word."""
    terminal.wait_until(
        lambda: word in terminal.screen.rows[terminal.screen.row_of(f" {indicator} ")], f"{indicator} shows {word}"
    )


def command(place: Place, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a command on the same workspace."""
    return subprocess.run([*PROGRAM, *words], env=place.env, capture_output=True, text=True, check=False)


def test_two_screens_follow_each_other(place: Place) -> None:
    """What one screen judges, takes back and does again is soon on the other, with its counts."""
    one, other = place.rate(), place.rate()
    one.send("3")
    shows(one, "U1", "3 Secure")
    shows(other, "U1", "3 Secure")
    other.wait_for("1/20 judged")
    other.send("jj2")
    shows(other, "U3", "2 Developing")
    shows(one, "U3", "2 Developing")
    one.wait_for("2/20 judged")
    one.send("z")
    shows(one, "U3", "–")  # noqa: RUF001  both are the same person: the last change is whoever's window made it
    shows(other, "U3", "–")  # noqa: RUF001
    assert place.levels() == {"U1": "secure"}


def test_another_voice_is_told_apart(place: Place) -> None:
    """A reviewer's screen beside the school's shows its own levels, and nothing of one voice lands in the other."""
    school, reviewer = place.rate(), place.rate("--voice", "peer:ak-7f3")
    school.send("4")
    reviewer.send("2")
    shows(school, "U1", "4 Leading")
    shows(reviewer, "U1", "2 Developing")
    assert place.levels() == {"U1": "leading"}
    assert place.levels("peer:ak-7f3") == {"U1": "developing"}


def test_the_command_line_beside_a_screen(place: Place) -> None:
    """A judgement and a piece of evidence given on the command line are soon on the screen, which goes on."""
    terminal = place.rate()
    assert command(place, "judge", place.review, "U2", "secure").returncode == 0
    shows(terminal, "U2", "3 Secure")
    assert (
        command(
            place, "evidence", "add", place.review, "Seen.", "--kind", "observation", "--indicator", "U4"
        ).returncode
        == 0
    )
    terminal.wait_until(lambda: "•1" in terminal.screen.rows[terminal.screen.row_of(" U4 ")], "U4 has evidence")
    terminal.send("1")
    shows(terminal, "U1", "1 Starting")
    assert command(place, "undo", place.review).returncode == 0
    terminal.wait_until(lambda: "1 Starting" not in terminal.screen.text.split("─")[0], "it was taken back")
    assert place.levels() == {"U2": "secure"}


def test_two_screens_judging_at_once_mix_nothing(place: Place) -> None:
    """Two screens that judge as fast as keys come leave a journal of whole lines, every key of both in its order."""
    terminals = place.rate(), place.rate("--voice", "peer:ak-7f3")
    for turn in range(EACH):
        for terminal in terminals:
            terminal.send(str(1 + turn % 4))
    for terminal in terminals:
        terminal.wait_for("20/20 judged")
        terminal.send("q")
        assert terminal.wait_exit() == 0
    lines = [json.loads(line) for line in (place.review_folder / "journal.jsonl").read_bytes().splitlines()]
    assert [line["seq"] for line in lines] == list(range(1, len(lines) + 1))
    for voice in ("self", "peer:ak-7f3"):
        levels = [line["do"]["judge"]["level"] for line in lines if line["do"].get("judge", {}).get("voice") == voice]
        assert levels == [("starting", "developing", "secure", "leading")[turn % 4] for turn in range(EACH)]
    with place.session() as session:
        assert session.problems == ()


def test_a_review_that_is_erased_under_a_screen(place: Place) -> None:
    """Where another program erases the review, a screen stays, and neither a key nor leaving brings it back."""
    terminal = place.rate()
    folder = place.review_folder
    assert command(place, "review", "erase", place.review).returncode == 0
    terminal.send("3")
    terminal.wait_quiet(0.5)
    assert terminal.is_running
    terminal.send("q")
    assert terminal.wait_exit() in {0, 4}
    assert not (folder / "journal.jsonl").exists()
