"""Documents as Markdown: a golden page, and text that stays text under CommonMark and GitHub's tables."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from markdown_it import MarkdownIt

from inclusion_core.exchange.reports.document import Bullets, Document, Paragraph, Quote, Table
from inclusion_core.exchange.reports.markdown import render

Filled = Callable[[str], Document]

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])

GOLDEN = """\
# Inclusion review: Alnside

*A framework*

> **Made up.**

- **School:** Alnside
- **Voices:** One\\
  Two

First.

Second.

## In brief

**Judged:** 18 of 20.

- one
- two\\
  lines

1. first

**Table: Strands**

| Strand | Judged |
| --- | ---: |
| U Universal | 8 |
| T | 10 |

**Figure: How much**

- U: 1 of 2 judged

## U Universal

### U4 Ordinary help

**Secure** (level 3 of 4). Ready in nearly every room.

> Seen in five of six.\\
> In cover too.
>
> \u2014 Peer

> **Note:** Ask first.

---

The end.
"""

HOSTILE = [
    "<script>alert(1)</script>",
    "[click](javascript:alert(1))",
    "![img](http://a.example/x.png)",
    "# heading",
    "- list\n- list",
    "1. list\n2) list",
    "> quote",
    "---",
    "===",
    "```\ncode\n```",
    "~~~\ncode",
    "    code",
    "\tcode",
    "a | b | c\n--- | --- | ---\n1 | 2 | 3",
    "*em* **strong** __strong__ ~~gone~~ `code`",
    "back\\slash \\| pipe \\",
    "&lt;b&gt; &amp; &#60;",
    "<http://a.example>",
    "[ref]: http://a.example",
    "[^1]: note",
    "- [ ] task",
    "+ plus",
    "trailing  \nspaces",
    "$x^2$ @someone #12 :smile:",
]


def test_golden_page(small: Document) -> None:
    """A small document, to the character."""
    assert render(small) == GOLDEN


def shown(text: str) -> str:
    """Return what a reader sees of some Markdown inline tokens, line breaks as line feeds."""
    out = []
    for token in READER.parse(text):
        for child in token.children or ():
            broken = child.type in {"softbreak", "hardbreak"} or (child.type, child.content) == ("html_inline", "<br>")
            out.append("\n" if broken else child.content)
        if token.type == "inline":
            out.append("\n")
    return "".join(out)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_text(text: str) -> None:
    """A paragraph, a quote, a list item and a cell show what was typed and nothing else."""
    wanted = "\n".join(" ".join(line.split()) for line in text.splitlines())
    for block in (Paragraph(text), Quote(text), Bullets((text,))):
        page = render(Document("T", opening=(block,)))
        assert shown(page) == f"T\n{wanted}\n"
    cells = render(Document("T", opening=(Table("C", ("A", "B"), ((text, text),)),)))
    told = "\n".join(line.strip() for line in shown(cells).splitlines())
    assert told == f"T\nTable: C\nA\nB\n{wanted}\n{wanted}"


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_hostile_becomes_markup(text: str, filled: Filled) -> None:
    """No place that takes a text lets it become a link, an image, code, HTML or a heading of its own."""
    tokens = READER.parse(render(filled(text)))
    kinds = {child.type for token in tokens for child in token.children or ()} | {token.type for token in tokens}
    assert not kinds & {"link_open", "image", "code_inline", "code_block", "fence", "html_block", "s_open"}
    html = {child.content for token in tokens for child in token.children or () if child.type == "html_inline"}
    assert html <= {"<br>"}
    assert sum(token.type == "heading_open" for token in tokens) == 4
