"""Whatever people type stands on every page as they typed it, and does nothing there."""

from __future__ import annotations

import re
from typing import Any

import html5lib
from hypothesis import given, settings
from hypothesis import strategies as st

from inclusion_core.exchange.inert import ascii_only, one_line, paragraphs, visible
from inclusion_core.exchange.reports import html, text
from inclusion_core.exchange.reports.document import Bullets, Document, Note, Paragraph, Quote, Section, Table

ANY = st.text(st.characters(exclude_categories=()), max_size=40) | st.text(
    st.sampled_from("<>&\"'/=!-[]()|\\`*_#:;\n\r\t \x1b\x00\x9b\u202e\u2028\ud800\ufeffaZ0"), max_size=40
)


def _told(element: Any) -> str:
    """Return the text of an element, breaks as line feeds."""
    said = element.text or ""
    for child in element:
        said += ("\n" if child.tag == "br" else _told(child)) + (child.tail or "")
    return said


@given(ANY)
def test_visible_twice_is_visible_once(typed: str) -> None:
    """Making a text visible again changes nothing, and no acting character is left."""
    shown = visible(typed)
    assert visible(shown) == shown
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", shown)
    assert ascii_only(shown).isascii()


@given(ANY)
def test_printable_text_is_untouched(typed: str) -> None:
    """What is plain already stays to the character."""
    plain = "".join(mark for mark in typed if " " <= mark <= "~")
    assert visible(plain) == plain


@settings(max_examples=150)
@given(ANY, ANY)
def test_html_says_what_was_typed(typed: str, title: str) -> None:
    """Strictly parsed, every place holds the typed text and not one element more."""
    document = Document(
        title,
        opening=(Paragraph(typed), Quote(typed, by=title), Note(typed, lead="L"), Bullets((typed,))),
        sections=(Section(title, (Table(title, ("A", "B"), ((typed, typed),)),), label="U1"),),
    )
    page = html.render(document)
    page.encode()
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)
    parts = list(paragraphs(typed))
    line = one_line(title)
    assert tree.find("body/header/h1").text == (line or "Report")
    assert [_told(one) for one in tree.findall("body/main/p")] == parts
    assert [_told(one) for one in tree.findall("body/main/blockquote/p")] == parts
    assert [_told(one) for one in tree.findall(".//td")] == ["\n\n".join(parts)]
    assert [_told(one) for one in tree.findall("body/main/ul/li")] == ["\n\n".join(parts)]
    note = "\n\n".join(_told(one) for one in tree.findall(".//div[@class='note']/p"))
    assert note == "L: " + "\n\n".join(parts)
    assert (tree.find(".//caption").text or "") == line
    assert len(tree.findall(".//section")) == 1


@given(ANY)
def test_plain_text_holds_no_acting_character(typed: str) -> None:
    """A page of plain text can be shown in any terminal."""
    page = text.render(Document(typed, opening=(Paragraph(typed), Quote(typed), Table(typed, ("A",), ((typed,),)))))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", page)
    assert max(map(len, page.split("\n"))) <= text.WIDTH
