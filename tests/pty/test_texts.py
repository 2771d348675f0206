"""What anybody typed, anywhere, is shown as it stands: no bracket is obeyed, and no escape reaches the terminal."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

import inclusion_core as ic

from .conftest import FRAMEWORK, Place

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from benchmarks.real_terminal import RealTerminal

pytestmark = pytest.mark.slow

BRACKETS = ("[/b] done", "[Y7]", "[@click=app.quit]x[/]", "[link=https://example.org]y", "\\[z]")
ESCAPES = {
    "window title": "\x1b]0;owned\x07",
    "clipboard": "\x1b]52;c;b3duZWQ=\x07",
    "clear": "\x1b[2J",
    "C1 clear": "\x9b2J",
    "C1 title": "\x9d0;owned\x9c",
    "other way": "\u202e",
    "reset": "\x1bc",
    "query": "\x1b[6n",
    "shift out": "\x0e",
    "zero": "\x00",
}
PLAIN = "".join(BRACKETS)
ALL = PLAIN + "".join(one for name, one in ESCAPES.items() if name != "zero")
OBEYED = re.compile(
    rb"\x1b\][^\x1b\x07]*owned|\x1b\]52|\x1b\[2J|\xc2[\x80-\x9f]|\xe2\x80[\xaa-\xae]|\x1bc|\x1b\[6n|\x0e|\x00|\x07"
)
"""What none of the bytes may be, whatever the texts hold: OSC with our words, CSI 2J, C1 in UTF-8, RLO, RIS, BEL."""


@pytest.fixture
def hostile(tmp_path: Path, terminals: Callable[..., RealTerminal]) -> Place:
    """A review in which every text that a file may hold is meant to do harm."""
    ours = ic.load_framework(FRAMEWORK)
    strands = {name: evolve(one, title=f"S {PLAIN}") for name, one in ours.strands.items()}
    indicators = {
        name: evolve(
            one, title=f"{name} {PLAIN}", statement=PLAIN, look_for=(PLAIN,),
            levels=dict.fromkeys(one.levels, f"{PLAIN} here."),
        )
        for name, one in ours.indicators.items()
    }  # fmt: skip
    framework = evolve(ours, title=PLAIN, strands=strands, indicators=indicators, publisher=PLAIN, source=PLAIN)
    with ic.open_workspace(tmp_path / "work") as workspace:
        review = workspace.create_review(ic.School(name=f"{ALL} School"), framework)
        with workspace.session(review.id) as session:
            session.change_review(title=f"{ALL} title")
            session.add_evidence("observation", f"{ALL}\n{ALL}", indicators=["U1"], place=ALL, tags=["seen"])
            session.add_evidence("observation", ALL)
            session.judge("self", "U1", ic.Judgement(level="secure", because=ALL))
            session.draft("because self U2", ALL)
    return Place(tmp_path, review.id, terminals)


def nothing_obeyed(terminal: RealTerminal) -> None:
    """Hold every byte that was sent against what texts may not do; the mouse pointer's form is the program's own."""
    raw = re.sub(rb"\x1b\]22;[a-z-]*\x07", b"", bytes(terminal.raw))
    found = OBEYED.search(raw)
    assert found is None, raw[max(0, found.start() - 80) : found.end() + 40]


@pytest.mark.parametrize("size", [(80, 24), (140, 45), (200, 60)], ids="{0[0]}x{0[1]}".format)
def test_no_text_of_a_review_is_obeyed(hostile: Place, size: tuple[int, int]) -> None:
    """Names, titles, notes, places, reasons and a framework's texts stand literally on every screen, in all widths."""
    terminal = hostile.rate(size=size, asked=True)
    terminal.wait_for("[/b] done[Y7][@click=app.quit]x[/]")
    terminal.wait_quiet(0.5)
    for key in ("j", "k", "\x1b[6~", "\x1b[H", "b", "\x1b", "l", "z", "Z"):
        terminal.send(key)
        terminal.wait_quiet(0.2)
        assert "[Y7]" in terminal.screen.text, key
    nothing_obeyed(terminal)
    assert terminal.is_running


def test_no_text_is_obeyed_at_the_start(hostile: Place) -> None:
    """The list of reviews shows a hostile name as it stands."""
    terminal = hostile.run("--workspace", str(hostile.folder))
    terminal.wait_for(hostile.review[:10])
    terminal.wait_quiet()
    nothing_obeyed(terminal)


def test_clicking_on_brackets_does_nothing(hostile: Place) -> None:
    """A text that looks like a link or an action is neither: a click on it chooses the row and no more."""
    terminal = hostile.rate(asked=True)
    terminal.wait_for("[@click=app.quit]x[/]")
    terminal.wait_quiet()
    places = [
        (row, match.end()) for row, line in enumerate(terminal.screen.rows) for match in re.finditer("quit]x", line)
    ]
    assert len(places) > 10
    for row, column in places:
        if row != terminal.screen.row_of("U1 "):  # a click on the row that is chosen opens it
            terminal.send(f"\x1b[<0;{column};{row + 1}M\x1b[<0;{column};{row + 1}m")
            terminal.wait_quiet(0.1)
    assert terminal.is_running
    nothing_obeyed(terminal)


@pytest.mark.parametrize("name", ESCAPES)
def test_an_escape_that_is_pasted_is_shown_or_left_out(place: Place, name: str) -> None:
    """What is pasted into a reason or a search is never obeyed, while it is typed or after it was kept."""
    terminal = place.rate()
    terminal.send("3k")
    terminal.wait_for("3 Secure")
    for key in ("b", "/"):
        terminal.send(key)
        terminal.wait_quiet(0.2)
        terminal.paste(f"before{ESCAPES[name]}after")
        terminal.wait_for("before")
        terminal.send("\r")
        terminal.wait_quiet(0.2)
    nothing_obeyed(terminal)
    terminal.send("\x1b")
    terminal.wait_quiet(0.2)
    assert terminal.is_running


def test_a_paste_is_never_keys(place: Place) -> None:
    """Text with escape sequences, pasted over the list by mistake, judges nothing and leaves nothing."""
    terminal = place.rate()
    terminal.paste("\x1b[31m 4321 xq \x1b[2J 4321 q\r\n" * 50)
    terminal.wait_quiet(0.5)
    assert "0/20 judged" in terminal.screen.text
    terminal.send("3")
    terminal.wait_for("1/20 judged")


def test_a_workspace_with_a_hostile_name_is_not_obeyed(place: Place) -> None:
    """The path of a workspace, and the name of a review that is not there, act on no terminal either."""
    folder = place.beside / "w\x1b]0;owned\x07\x1b[2J[b]"
    place.folder.rename(folder)
    terminal = place.run("--workspace", str(folder), "assess", place.review)
    terminal.wait_for("U1 ")
    terminal.send("q")
    assert terminal.wait_exit() == 0
    nothing_obeyed(terminal)
    wrong = place.run("--workspace", str(folder), "assess", "no\x1b[2J\x1b]0;owned\x07[b]such")
    assert wrong.wait_exit() == 2
    nothing_obeyed(wrong)
