"""Drawing: what looks alike is one piece."""

from typing import Any

import pytest
from rich.style import Style
from textual.css.query import NoMatches
from textual.geometry import Size

from inclusion_tui.widgets.painting import strip
from inclusion_tui.widgets.panel import Panel


def test_neighbours_of_one_style_are_one_piece() -> None:
    """Parts that look alike are sent as one: each piece costs some twenty bytes."""
    looks = {"level": Style(bold=True)}
    drawn = strip((("■■□□", "level"), (" 2", "level"), (" Developing", "level")), 20, looks, Style())
    assert len(list(drawn)) == 2  # the words, and the rest of the row
    assert drawn.cell_length == 20


def test_neighbours_that_look_alike_are_one_piece() -> None:
    """Parts of two names that come to the same look are one too, as everything is on the row that is chosen."""
    looks = {"level": Style(bold=True), "mark": Style(color="red"), "dim": Style(color="red")}
    drawn = strip((("U1 ", "dim"), ("*", "mark"), (" yes", "level")), 8, looks, Style())
    assert [piece.text for piece in drawn] == ["U1 *", " yes"]


def test_a_panel_whose_screen_is_being_taken_apart_draws_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """What it tells of may be gone before it; that ends nothing."""

    def gone(_width: int, _height: int) -> list[Any]:
        raise NoMatches

    panel = Panel(gone)
    monkeypatch.setattr(Panel, "size", Size(10, 1))
    monkeypatch.setattr(Panel, "rich_style", Style())
    assert panel.render_line(0).text == " " * 10
