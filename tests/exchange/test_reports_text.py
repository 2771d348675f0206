"""Documents as plain text: a golden page, the width, ASCII, tables that are too wide."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from attrs import evolve

from inclusion_core.exchange.reports.document import Document, Section, Table
from inclusion_core.exchange.reports.text import render

Filled = Callable[[str], Document]

GOLDEN = """\
Inclusion review: Alnside
=========================
A framework

* Made up.

School: Alnside
Voices: One
  Two

First.

Second.


In brief
========

Judged: 18 of 20.

- one
- two
  lines

1. first

Table: Strands
Strand       Judged
-----------  ------
U Universal       8
T                10

How much
- U: 1 of 2 judged.
  [############............]


U Universal
===========

U4 Ordinary help
----------------

> Secure (level 3 of 4). Ready in nearly every room.

  "Seen in five of six.
   In cover too."
   - Peer

! Note: Ask first.

--------------------------------------------------------------------------------
The end.
"""


def test_golden_page(small: Document) -> None:
    """A small document, to the character."""
    assert render(small) == GOLDEN


@pytest.mark.parametrize("width", [40, 80])
def test_no_line_is_wider(width: int, filled: Filled) -> None:
    """Whatever is in it, no line passes the width."""
    text = "word " * 60 + "x" * 300
    assert max(map(len, render(filled(text), width=width).splitlines())) <= width


def test_wide_table_is_told_row_by_row() -> None:
    """A table that does not fit is told with each cell after its heading."""
    table = Table("Wide", ("Name", "Why"), (("U1", "because " * 20), ("U2", "")))
    lines = render(Document("T", sections=(Section("S", (table,)),))).splitlines()
    assert "U1" in lines
    assert any(line.startswith("  Why: because") for line in lines)
    assert not any(line.startswith("  Why:") for line in lines[lines.index("U2") :])


def test_ascii(filled: Filled) -> None:
    """With ASCII asked for, nothing else is written."""
    page = render(filled("\u201cCaf\u00e9\u201d \u2013 \u5b66 \x1b[0m"), ascii_letters=True)
    assert page.isascii()
    assert '"Cafe" - [U+5B66] [U+001B][0m' in page


def test_escapes_are_shown(filled: Filled) -> None:
    """A terminal escape is a picture of itself and does nothing."""
    page = render(filled("a\x1b]0;owned\x07b"))
    assert "\x1b" not in page
    assert "\u241b]0;owned\u2407" in page


def test_bars_can_be_left_out(small: Document) -> None:
    """A listener may leave out the bars."""
    assert "[####" not in render(small, bars=False)
    assert render(evolve(small, sections=())).endswith("The end.\n")
