"""Whatever people type, a reader of the Markdown sees it as it was typed."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from inclusion_core.exchange.inert import one_line, paragraphs
from inclusion_core.exchange.reports.document import Bullets, Document, Paragraph, Quote, Section, Table
from inclusion_core.exchange.reports.markdown import render

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])

TYPED = st.text(st.sampled_from("*_`~#>-+=|\\[]()!<>&;:./@$^{}\"' \n\t0123a\u00e9\x1b") | st.characters(), max_size=30)


def _seen(document: Document) -> list[str]:
    """Return what each run of text shows, breaks as line feeds."""
    runs = []
    for token in READER.parse(render(document)):
        if token.type == "inline":
            parts = []
            for child in token.children or ():
                broken = child.type in {"softbreak", "hardbreak"} or child.content == "<br>"
                parts.append("\n" if broken else child.content)
            runs.append("\n".join(line.strip() for line in "".join(parts).split("\n")))
    return [run for run in runs if run]


@settings(max_examples=300)
@given(TYPED)
def test_blocks_show_what_was_typed(typed: str) -> None:
    """Paragraphs, quotes and points read as they were typed."""
    told = list(paragraphs(typed))
    for block in (Paragraph(typed), Quote(typed), Bullets((typed,))):
        assert _seen(Document("T", opening=(block,))) == ["T", *told]


@settings(max_examples=300)
@given(TYPED)
def test_cells_and_headings_show_what_was_typed(typed: str) -> None:
    """A table keeps its shape, and a heading its words."""
    cell = "\n".join(paragraphs(typed))
    table = Table("C", ("A", "B"), ((typed, "x"), ("y", typed)))
    wanted = ["T", one_line(typed) or "(no title)", "Table: C", "A", "B", cell, "x", "y", cell]
    assert _seen(Document("T", sections=(Section(typed, (table,)),))) == [run for run in wanted if run]
