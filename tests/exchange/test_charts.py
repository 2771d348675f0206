"""Charts say in words all that they show, and are drawn as images with a title and a description."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from inclusion_core.exchange.charts import (
    Chart,
    CoverageBar,
    CoverageChart,
    LevelBar,
    LevelsChart,
    ProfileChart,
    ProfileRow,
    chart_words,
)
from inclusion_core.exchange.charts_svg import STYLE, svg, tone
from inclusion_core.exchange.charts_text import chart_lines

LEVELS = LevelsChart("Levels", ("Starting", "Secure"), (LevelBar("U Universal", (1, 2), 3), LevelBar("T", (0, 0), 0)))
COVERAGE = CoverageChart("Coverage", (CoverageBar("U", 3, 6), CoverageBar("T", 0, 0)))
PROFILE = ProfileChart(
    "Profile", ("Starting", "Secure"), ("SEND", "Cared-for"), (ProfileRow("U", ("Secure", "not judged"), (1.0, None)),)
)
ALL = pytest.mark.parametrize("chart", [LEVELS, COVERAGE, PROFILE], ids=["levels", "coverage", "profile"])


def test_words() -> None:
    """Each row is told with its number, the highest level first, and what is not judged apart."""
    assert chart_words(LEVELS) == (("U Universal", "Secure 2, Starting 1; not judged 3"), ("T", "nothing judged"))
    assert chart_words(COVERAGE) == (("U", "3 of 6 judged"), ("T", "nothing here applies"))
    assert chart_words(PROFILE) == (("U", "SEND: Secure; Cared-for: not judged"),)


@ALL
def test_image_has_title_description_and_every_word(chart: Chart) -> None:
    """An image is named and described, and its words stand in it as text."""
    drawn = ET.fromstring(svg(chart, uid="x", standalone=True))  # noqa: S314  our own text
    space = "{http://www.w3.org/2000/svg}"
    assert drawn.get("role") == "img"
    assert drawn.get("aria-labelledby") == "x-title x-desc"
    assert drawn[0].tag == f"{space}title"
    assert drawn[0].text == chart.title
    told = drawn[1].text or ""
    seen = " ".join(one.text or "" for one in drawn.iter(f"{space}text"))
    for label, words in chart_words(chart):
        assert f"{label}: {words}." in told
        for part in (label, *words.split("; ")):
            assert part in seen


@ALL
def test_labels_are_inert(chart: Chart) -> None:
    """Markup in a title is text."""
    from attrs import evolve  # noqa: PLC0415  one use

    drawn = svg(evolve(chart, title="</svg><script>x</script>"), standalone=True)
    assert "<script" not in drawn
    assert drawn.count("</svg>") == 1


def test_no_two_levels_of_four_share_a_pattern() -> None:
    """Up to six levels are told apart by pattern, not only by tone; the lowest and highest are the ends."""
    for of in range(2, 7):
        tones = [tone(place, of) for place in range(1, of + 1)]
        assert len(set(tones)) == of
        assert (tones[0], tones[-1]) == (1, 6)


def test_bars_have_edges() -> None:
    """Every bar is edged, so that its size can be seen whatever its fill."""
    assert "stroke:var(--accent)" in STYLE
    assert "stroke-dasharray" in STYLE


def test_plain_lines() -> None:
    """In plain text the words come first and the bar below them; bars can be left out."""
    assert chart_lines(LEVELS) == (
        "U Universal: Secure 2, Starting 1; not judged 3.",
        "  [122...]",
        "T: nothing judged.",
    )
    assert chart_lines(COVERAGE, bars=False) == ("U: 3 of 6 judged.", "T: nothing here applies.")
    long = LevelsChart("Levels", ("A", "B"), (LevelBar("U", (500, 500), 1000),))
    assert chart_lines(long)[1] == f"  [{'1' * 6}{'2' * 6}{'.' * 12}]"
