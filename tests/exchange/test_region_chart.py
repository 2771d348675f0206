"""A region as a picture: every number is in it as a number, nothing stands over anything else, no name leaks."""

import datetime as dt
import re
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from attrs import evolve

import inclusion_core as ic
from inclusion_core.analysis.schools.region import GroupFigures, RegionGroup, regional
from inclusion_core.analysis.schools.side_by_side import Entrant
from inclusion_core.analysis.scoring.methods import method_named
from inclusion_core.desk import scored
from inclusion_core.exchange.region_chart import region_svg

DAY = dt.date(2026, 11, 20)
OURS = ic.load_framework("universal-targeted-specialist")
LEVELS = ("starting", "developing", "developing", "secure", "secure", "leading")
SVG = "{http://www.w3.org/2000/svg}"


def figures() -> tuple[GroupFigures, ...]:
    """Return three authorities, one of six schools that differ, one of three and one of none, and their region."""
    there = {}
    for place in range(9):
        said = {(name, None): ic.Judgement(LEVELS[place % 6]) for name in ("U1", "T1")}
        school = ic.School(f"Hidden School {place}", id=f"s{place}", made_up=True)
        card = scored(method_named(OURS.scoring), OURS, {"self": said}, school.setting)
        there[f"r{place}"] = Entrant(f"r{place}", school, said, school.setting, card)
    six, three = frozenset(list(there)[:6]), frozenset(list(there)[6:])
    return regional(OURS, there.values(), [
        RegionGroup("region", "all", "Nowhere <b>\x1b[2J", six | three, 11),
        RegionGroup("authority", "001", "Alderwick", six, 8),
        RegionGroup("authority", "002", "Brackenmoor and the many Isles beyond the long and windy Sound", three, 3),
        RegionGroup("authority", "003", "Coldstow", frozenset(), 0),
    ])  # fmt: skip


def drawn(groups: tuple[GroupFigures, ...], *, made_up: bool = True, mixed: bool = False) -> ET.Element:
    """Return the picture, read as XML."""
    return ET.fromstring(region_svg(OURS, groups, "self", DAY, made_up=made_up, mixed=mixed))  # noqa: S314  our own


def words(picture: ET.Element) -> list[str]:
    """Return all texts that are drawn."""
    return [one.text or "" for one in picture.iter(f"{SVG}text")]


def test_a_tile_says_its_coverage_and_a_cell_its_middle_and_n_or_that_it_is_hidden() -> None:
    """Numbers for each authority, `c` with its reason, made up, the day; no school, nothing that acts or is fetched."""
    picture = drawn(figures())
    said = words(picture)
    for one in ("Alderwick", "6 of 8 schools", "3 of 3 schools", "no school here", "2-3", "n 6", "c", "-"):
        assert one in said, one
    assert said.count("c") == 4, "three schools are too few, and with them so is the whole, for each of two strands"
    assert "n 3" not in said
    assert "n 9" not in said
    whole = " ".join(said)
    for one in (
        "made-up schools",
        "20 November 2026",
        "c: not shown: fewer than 5 schools",
        "9 of 11 schools",
        "1 Start",
    ):
        assert one in whole, one
    title, told = picture.find(f"{SVG}title"), picture.find(f"{SVG}desc")
    assert title is not None
    assert told is not None
    assert "Alderwick: 6 of 8 schools; U Developing to Secure (n 6)" in str(told.text)
    assert "Coldstow: no school here." in str(told.text)
    text = ET.tostring(picture, encoding="unicode")
    assert "Hidden School" not in text
    assert "\x1b" not in text
    assert not re.search(r"<script|href|@import|url\(", text)
    assert "made-up" not in " ".join(words(drawn(figures(), made_up=False)))


def test_nothing_released_is_said() -> None:
    """Without a figure there are the tiles, and a sentence in place of the table."""
    empty = tuple(evolve(one, n=0, strands=(), indicators=()) for one in figures())
    said = words(drawn(empty))
    assert "0 of 8 schools" in said
    assert "No released review has a level of a strand yet." in said


@pytest.mark.parametrize(("authorities", "strands"), [(3, 1), (12, 1), (60, 1), (60, 5), (12, 6)])
def test_a_sheet_holds_them_all_and_no_text_stands_on_another(authorities: int, strands: int) -> None:
    """With 60 authorities and three strands it is hardly longer than A4; nothing overlaps or goes over the edge."""
    whole, *homes = figures()
    many = [evolve(homes[place % 3], id=f"{place:03}") for place in range(authorities)]
    groups = tuple(evolve(one, strands=one.strands * strands) for one in (whole, *many))
    picture = drawn(groups)
    _, _, wide, high = map(int, picture.attrib["viewBox"].split())
    assert len([one for one in words(picture) if one == "no school here"]) == authorities // 3
    assert strands > 1 or high / wide < 1.55
    boxes = []
    for one in picture.iter(f"{SVG}text"):
        said, strong = one.text or "", "head" in one.attrib.get("class", "")
        x, y, size = int(one.attrib["x"]), int(one.attrib["y"]), (9.5 if strong else 6.2) * len(said)
        x -= round(size / 2) if one.attrib.get("text-anchor") else 0
        boxes.append((y, x, x + size, said))
    boxes.sort()
    assert max(right for _, _, right, _ in boxes) <= wide
    assert max(y for y, _, _, _ in boxes) < high
    for (y, _, right, said), (below, left, _, other) in pairwise(boxes):
        assert y != below or right <= left, f"'{said}' and '{other}' stand over each other"
    for one in picture.iter(f"{SVG}rect"):
        x, top = int(one.attrib.get("x", 0)), int(one.attrib.get("y", 0))
        over = [said for y, left, right, said in boxes if top < y < top + 20 and left < x < right]
        assert not over, f"{over} stand over the edge of a box"


def test_a_picture_of_made_up_schools_among_others_says_so() -> None:
    """Neither that all of them are made up nor that none is."""
    title = next(iter(drawn(figures(), mixed=True).iter(f"{SVG}title"))).text
    assert title is not None
    assert title.endswith(", some schools made up")
