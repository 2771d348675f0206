"""Documents as HTML: valid, whole in one file, safe, and readable by ear."""

from __future__ import annotations

import base64
import hashlib
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import html5lib
import pytest
from attrs import evolve

from inclusion_core.exchange.reports.document import Document, Paragraph, Section
from inclusion_core.exchange.reports.html import render
from inclusion_core.exchange.reports.palette import DARK, LIGHT, PAIRS, contrast
from inclusion_core.exchange.reports.style import stylesheet

Filled = Callable[[str], Document]

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</svg><script>x</script>",
    "</style></title></section></main>",
    "javascript:alert(1)",
    "<!-- comment",
    "&lt;script&gt; &amp;amp; &#0;",
    "]]> <![CDATA[",
    "a\x00b\x1b[31mc\x9bd",
    "\u202eevil\u2066\u200f",
    "\ud800 \ufffe \U0001ffff \ufdd0",
    "line\r\nline\u2028line\x85line\x0cline",
]


def parsed(page: str) -> Any:
    """Parse strictly: any error of the standard's parser raises."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return parser.parse(page)


def outline(tree: Any) -> list[tuple[str, tuple[str, ...]]]:
    """Return every element with the names of its attributes, in order."""
    return [(str(one.tag), tuple(sorted(map(str, one.attrib)))) for one in tree.iter()]


def test_valid_and_one_language(small: Document) -> None:
    """The page parses without one error and says its language, its width and its title."""
    page = render(small)
    tree = parsed(page)
    assert page.startswith("<!DOCTYPE html>\n")
    assert tree.get("lang") == "en-GB"
    assert tree.find("head/title").text == "Inclusion review: Alnside"
    assert 'name="viewport" content="width=device-width, initial-scale=1"' in page


def test_nothing_is_fetched_and_nothing_runs(small: Document) -> None:
    """No script, no address, no handler; the policy allows the page's own style sheet alone."""
    page = render(small)
    tree = parsed(page)
    assert not [one for one in tree.iter() if one.tag in {"script", "link", "img", "iframe", "object", "form", "base"}]
    attributes = {name for one in tree.iter() for name in one.attrib}
    assert not {name for name in attributes if str(name).startswith("on") or name in {"src", "style", "action"}}
    assert all(one.get("href").startswith("#") for one in tree.iter() if one.get("href"))
    assert not re.search(r"url\((?!#)|@import|https?:", page)
    style = tree.find("head/style").text
    policy = tree.find("head/meta[@http-equiv]").get("content")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def test_landmarks_and_skip_link(small: Document) -> None:
    """One header, one main, one footer, a named list of contents, and first of all a link past them."""
    tree = parsed(render(small))
    body = tree.find("body")
    assert [one.tag for one in body] == ["a", "header", "nav", "main", "footer"]
    assert body[0].get("href") == "#content"
    assert body.find("main").get("id") == "content"
    names = {one.get("id") for one in tree.iter() if one.get("id")}
    for one in tree.iter():
        for name in (one.get("aria-labelledby") or "").split():
            assert name in names
        if (one.get("href") or "").startswith("#"):
            assert one.get("href")[1:] in names


@pytest.mark.parametrize("which", ["small", "filled"])
def test_ids_are_unique_and_headings_in_order(which: str, small: Document, filled: Filled) -> None:
    """No id stands twice; one first heading; no heading skips a step down."""
    tree = parsed(render(small if which == "small" else filled("text")))
    ids = [one.get("id") for one in tree.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    steps = [int(str(one.tag)[1]) for one in tree.iter() if re.fullmatch("h[1-6]", str(one.tag))]
    assert steps.count(1) == 1
    assert steps[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(steps))


def test_deep_sections_stay_headings() -> None:
    """Deeper than six, headings stay at six."""
    section = Section("end", (Paragraph("x"),))
    for depth in range(9):
        section = Section(str(depth), (section,))
    steps = [one.tag for one in parsed(render(Document("T", sections=(section,)))).iter("h6")]
    assert len(steps) == 6


def test_tables_and_figures_are_named(small: Document) -> None:
    """A table has a caption and scoped heads and can be reached with the keys; an image has a title."""
    tree = parsed(render(small))
    table = tree.find(".//table")
    assert table.find("caption").text == "Strands"
    assert [one.get("scope") for one in table.findall("thead/tr/th")] == ["col", "col"]
    assert [one.get("scope") for one in table.findall("tbody/tr/th")] == ["row", "row"]
    frame = tree.find(".//div[@role='region']")
    assert frame.get("tabindex") == "0"
    svg = "{http://www.w3.org/2000/svg}"
    drawn = tree.find(f".//figure/{svg}svg")
    assert (drawn.get("role"), drawn.find(f"{svg}title").text) == ("img", "Coverage")
    assert tree.find(".//figure/figcaption").text == "How much"


def test_steps_are_not_only_drawn(small: Document) -> None:
    """The little boxes of a level are for the eye; the words beside them say the same."""
    tree = parsed(render(small))
    steps = tree.find(".//span[@class='steps']")
    assert steps.get("aria-hidden") == "true"
    assert [one.get("class") for one in steps] == ["on", "on", "on", None]
    assert "Secure (level 3 of 4)" in "".join(tree.find(".//div[@class='standing']/p").itertext())


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_adds_no_element_and_no_attribute(text: str, filled: Filled) -> None:
    """The page has the shape of the same page with harmless text in it, and parses without an error."""
    harmless = "\n".join("x" for _ in re.split(r"\r\n|[\r\n\x85\u2028\u2029]", text))
    hostile = parsed(render(filled(text)))
    wrapped = {"text", "br"}  # labels in a drawing wrap by their length
    assert [one for one in outline(hostile) if one[0] not in wrapped] == [
        one for one in outline(parsed(render(filled(harmless)))) if one[0] not in wrapped
    ]


def test_control_characters_are_shown(filled: Filled) -> None:
    """A reader sees what was hidden."""
    page = render(filled("a\x1b[31m\u202eb\x9b\u200b"))
    assert "a\u241b[31m[U+202E]b[U+009B][U+200B]" in page
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", page)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["day", "night"])
@pytest.mark.parametrize(("front", "back", "least"), PAIRS)
def test_contrast(palette: dict[str, str], front: str, back: str, least: float) -> None:
    """Every pair of colours that has to be told apart can be, by day and by night."""
    assert contrast(palette[front], palette[back]) >= least


def test_style_sheet_keeps_its_promises() -> None:
    """Night colours, visible focus, sheets of paper that keep a row whole; the made-up mark on every sheet."""
    style = stylesheet(made_up=False)
    for promise in (
        "prefers-color-scheme:dark",
        ":focus-visible{outline:3px",
        "@media print",
        "tr,figure,blockquote,.note,.standing,li{break-inside:avoid}",
        "thead{display:table-header-group}",
        "counter(page)",
        ".new-page{break-before:page}",
    ):
        assert promise in style
    assert "Made up" not in style
    assert "Made up: no school here is a real one." in stylesheet(made_up=True)
    assert set(re.findall(r"var\(--([\w-]+)\)", style)) <= set(LIGHT)
    assert set(LIGHT) == set(DARK)
    assert style.count("{") == style.count("}")


def test_empty_titles_still_give_a_page() -> None:
    """A document without a title, language or sections is still valid."""
    tree = parsed(render(Document("", sections=(Section(""), Section("")), language="")))
    assert tree.find(".//h1").text == "Report"
    assert tree.get("lang") == "en-GB"
    assert [one.text for one in tree.findall(".//main//h2")] == ["(no title)", "(no title)"]


def test_made_up_is_marked(small: Document) -> None:
    """A made-up school's page says so in its first words and in its class."""
    assert parsed(render(small)).find("body").get("class") == "made-up"
    assert parsed(render(evolve(small, made_up=False))).find("body").get("class") is None


def test_drawings_are_well_formed(filled: Filled) -> None:
    """Every drawing is well-formed by itself, too."""
    drawn = re.findall("<svg.*?</svg>", render(filled("a & b < c")))
    assert drawn
    for one in drawn:
        ET.fromstring(one)  # noqa: S314  our own text
