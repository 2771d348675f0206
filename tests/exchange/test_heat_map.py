"""Schools by indicators as a grid: whole in 80 columns, readable without colour, and inert."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from attrs import evolve

from inclusion_core.analysis.schools.side_by_side import Entrant, compare_schools
from inclusion_core.analysis.texts.sentences import columns
from inclusion_core.desk import load_framework
from inclusion_core.exchange.heat_map import heat_map, heat_map_lines, heat_map_svg
from inclusion_core.model.assessment import Judgement
from inclusion_core.model.school import School, Setting

FRAMEWORK = load_framework("universal-targeted-specialist")
LONG = "Saint Osmund & Saint Hild's <All-Through> Academy, 北 of the Tyne"


def entrant(name: str, said: dict[str, Judgement], *, you: bool = False) -> Entrant:
    """A school that may be named, with what it said."""
    return Entrant(name[:2], School(name, id=name[:2].lower()), {(one, None): made for one, made in said.items()},
                   Setting(), named=True, you=you)  # fmt: skip


TOLD = compare_schools(
    FRAMEWORK,
    [
        entrant("Bedeside\x1b[2J", {"U1": Judgement("leading"), "U2": Judgement(None, "cannot-tell")}),
        entrant(LONG, {"U1": Judgement("starting"), "U2": Judgement(None, "not-applicable", "No."),
                       "U3": Judgement(None, "too-soon")}, you=True),
    ],
)  # fmt: skip


def test_every_line_fits_and_every_sign_is_said() -> None:
    """No line is wider than 80 columns, wide letters counted; names are inert and in order; each sign is in the key."""
    chart = heat_map(TOLD, FRAMEWORK, "Schools")
    lines = heat_map_lines(chart)
    assert max(map(columns, lines)) <= 80
    assert "\x1b" not in "".join(lines)
    rows = [line for line in lines if line.startswith(("> ", "  B", "  all"))]
    assert [line[:4] for line in rows[:3]] == ["  Be", "> Sa", "  al"]
    assert rows[0].split()[-19:][:3] == ["4", "?", "."]
    assert rows[1].split()[-19:][:3] == ["1", "x", "~"]
    assert rows[2].split()[-19:][:3] == ["1+", "-", "-"]
    key = " ".join(lines[-3:])
    signs = ("1 Starting", "4 Leading", "? cannot tell", "x does not apply", "~ too soon to say", ". not looked at")
    for said in signs:
        assert said in key
    narrow = heat_map_lines(chart, width=40)
    assert max(map(columns, narrow[1:])) <= 40
    assert sum(line.startswith("> ") for line in narrow) == 4


def test_the_image_carries_its_words_and_its_signs() -> None:
    """It parses, names itself and what it shows, and has a sign in every cell, so that it needs no colour."""
    chart = heat_map(TOLD, FRAMEWORK, "Schools <here>")
    image = ET.fromstring(heat_map_svg(chart))  # noqa: S314  our own text
    space = "{http://www.w3.org/2000/svg}"
    told = [one.text or "" for one in image.iter(f"{space}text")]
    assert image.findtext(f"{space}title") == "Schools <here>"
    assert "U1 Leading, U2 cannot tell, U3 not looked at" in (image.findtext(f"{space}desc") or "")
    boxes = len(list(image.iter(f"{space}rect")))
    assert boxes == sum(len(signs) for _, signs in chart.rows) + len(chart.key)
    assert sum(told.count(sign) for sign, _ in chart.key) >= boxes - 1  # 1+ is no sign of the key
    assert heat_map(evolve(TOLD, rows=TOLD.rows[:1]), FRAMEWORK, "One").columns == ("U1",)
