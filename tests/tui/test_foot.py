"""The foot: hints on one row, and notices that keep their end."""

from typing import Any

from inclusion_tui.render.line import as_text, plain
from inclusion_tui.widgets.foot import Foot, foot_line, notice_lines

LONG = (
    "/home/somebody/a/rather/deep/folder/reviews/alnside-first/demo-alnside/drafts/d-1.jsonl could not be written: "
    "no space is left on the disk. Free some, and go on."
)


def test_a_notice_keeps_its_end() -> None:
    """A notice that is longer than a row goes on in the next, in the order of its words."""
    lines = notice_lines(LONG, 80)
    assert len(lines) == 3
    assert "".join(as_text(lines).split()) == "".join(LONG.split())
    assert {style for line in lines for _, style in line[1:]} == {"good"}


def test_a_notice_too_long_for_the_window_says_so() -> None:
    """A notice that needs more rows than there are ends in an ellipsis, within the window."""
    lines = notice_lines("word " * 200, 40, 3)
    assert len(lines) == 3
    assert plain(lines[-1]).endswith("…")
    assert all(len(plain(line)) <= 40 for line in lines)


def test_hints_are_whole() -> None:
    """A hint that has no room is left out, and so is every one after it."""
    assert plain(foot_line((("e", "evidence"), ("y", "why")), 12)) == " e evidence "


def test_the_foot_makes_room(drive: Any, screen_of: Any) -> None:
    """A long notice is read whole, above it what is asked for stays in sight, and the next key gives the rows back."""

    async def flow(pilot: Any) -> None:
        foot = pilot.app.screen.query_one(Foot)
        before = screen_of(pilot)
        pilot.app.say_wrong(LONG)
        await pilot.pause()
        assert "".join(LONG.split()) == "".join("".join(screen_of(pilot)[-3:]).split())
        assert foot.size.height == 3
        await pilot.press("escape")
        assert screen_of(pilot) == before
        await pilot.press("x")
        assert screen_of(pilot)[-1].split() == ["enter", "go", "on", "esc", "leave"]
        assert "U1 not apply here?" in screen_of(pilot)[-2]
        pilot.app.say_wrong(LONG)
        await pilot.pause()
        assert "U1 not apply here?" in screen_of(pilot)[-4]
        await pilot.press("escape")
        await pilot.pause()
        assert screen_of(pilot) == before

    drive(flow)
