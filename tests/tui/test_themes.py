"""The themes can be read: colours that carry words have enough contrast, and colour alone says nothing."""

from itertools import product
from typing import Any

import pytest
from attrs import evolve
from rich.segment import Segment
from rich.style import Style
from textual.color import Color

import inclusion_core as ic
from inclusion_tui.render.glyphs import ASCII, UNICODE
from inclusion_tui.render.indicators import Columns, indicator_line
from inclusion_tui.render.line import plain
from inclusion_tui.rows import Row
from inclusion_tui.themes import THEMES
from inclusion_tui.widgets.painting import STYLES

LEAST = {"inclusion-contrast": 7.0}
GROUNDS = ("background", "surface")
"""What words stand on: the screen, and headings, feet, menus and lines to type in."""

FRAMEWORK = ic.load_framework("universal-targeted-specialist")
BARE = Row("U4", "U", "Ordinary help is ready in every lesson")
JUDGED = evolve(BARE, place=3, answer="secure", word="Secure")
DIFFERENT = {
    "each level": [evolve(BARE, place=at, answer="x", word="") for at in (None, 1, 2, 3, 4)],
    "each answer": [
        evolve(BARE, answer=one, word="") for one in ("", "cannot-tell", "not-applicable", "too-soon")
    ],
    "each mark": [
        JUDGED, evolve(JUDGED, evidence=1), evolve(JUDGED, reason=True), evolve(JUDGED, enquiry=True),
        evolve(JUDGED, action=True), evolve(JUDGED, confidence="low"), evolve(JUDGED, apart=2),
        evolve(JUDGED, thin="T"), evolve(JUDGED, parked="e"),
    ],
    "proposed": [JUDGED, evolve(JUDGED, proposed=True)],
}  # fmt: skip
"""Rows that must differ from each other."""


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG 2 reckons it, 1 to 21."""

    def light(colour: str) -> float:
        parts = [part / 255 for part in Color.parse(colour).rgb]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    bright, dark = sorted((light(one), light(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def inks() -> list[str]:
    """Return the names of the colours that letters have in our styles."""
    names = [word.lstrip("$") for look in STYLES.values() for word in look.split() if word.startswith("$")]
    return sorted({"foreground", *names})


def test_contrast_is_reckoned_as_wcag_does() -> None:
    """Black on white is 21 to 1; the grey that is known to be at the edge is at the edge."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("theme", THEMES, ids=lambda one: one.name)
def test_words_can_be_read_on_their_ground(theme: object) -> None:
    """Every ink of our styles on every ground has a contrast of 4.5 to 1, of 7 to 1 in high contrast."""
    variables = theme.to_color_system().generate() | theme.variables  # type: ignore[attr-defined]
    found = {
        f"{ink} on {ground}": contrast(variables[ink], variables[ground]) for ink, ground in product(inks(), GROUNDS)
    }
    least = LEAST.get(theme.name, 4.5)  # type: ignore[attr-defined]
    assert {pair: round(its, 2) for pair, its in found.items() if its < least} == {}


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII], ids=["signs", "ascii"])
@pytest.mark.parametrize("which", DIFFERENT)
@pytest.mark.parametrize("width", [60, 80])
def test_without_any_colour_a_row_says_the_same(which: str, glyphs: object, width: int) -> None:
    """Levels, answers and marks each differ as plain text, so that nothing is told by colour alone."""
    columns = Columns.of(FRAMEWORK)
    rows = [plain(indicator_line(one, columns, width, glyphs)) for one in DIFFERENT[which]]  # type: ignore[arg-type]
    assert len(set(rows)) == len(rows)


def test_without_colour_the_chosen_row_is_reversed(drive: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """With NO_COLOR only greys are drawn, and the row that keys act on is the one row of the list that is reversed."""
    monkeypatch.setenv("NO_COLOR", "1")

    async def flow(pilot: Any) -> None:
        await pilot.press("home", "j")
        screen = pilot.app.screen
        strips = screen._compositor.render_strips(screen.size)
        colours = {part.color.get_truecolor() for row in strips for part in map(style_of, row) if part.color}
        assert all(one.red == one.green == one.blue for one in colours)
        listed = strips[screen.rows.region.y : screen.rows.region.bottom]
        reversed_rows = [
            row for row in listed if all(style_of(part).reverse for part in row if part.text.strip(" ▂▅▇"))
        ]
        assert [row.text.split()[0] for row in reversed_rows] == [screen.chosen]

    drive(flow)


def style_of(part: Segment) -> Style:
    """Return how a piece of a row looks."""
    return part.style or Style()
