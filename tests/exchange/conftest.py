"""Small documents for the tests of every renderer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from inclusion_core.exchange.charts import CoverageBar, CoverageChart
from inclusion_core.exchange.reports.document import (
    Bullets,
    Document,
    Facts,
    Figure,
    Note,
    Paragraph,
    Quote,
    Section,
    Standing,
    Table,
)

if TYPE_CHECKING:
    from collections.abc import Callable

SMALL = Document(
    title="Inclusion review: Alnside",
    subtitle="A framework",
    statements=("Made up.",),
    facts=(("School", "Alnside"), ("Voices", "One\nTwo")),
    opening=(Paragraph("First.\n\nSecond."),),
    sections=(
        Section(
            "In brief",
            (
                Paragraph("18 of 20.", lead="Judged"),
                Bullets(("one", "two\nlines")),
                Bullets(("first",), numbered=True),
                Table("Strands", ("Strand", "Judged"), (("U Universal", "8"), ("T", "10")), figures=(1,)),
                Figure(CoverageChart("Coverage", (CoverageBar("U", 1, 2),)), "How much"),
            ),
        ),
        Section(
            "Universal",
            (
                Section(
                    "Ordinary help",
                    (
                        Standing("Secure", "Ready in nearly every room.", 3, 4),
                        Quote("Seen in five of six.\nIn cover too.", by="Peer"),
                        Note("Ask first."),
                    ),
                    label="U4",
                    compact=True,
                ),
            ),
            label="U",
            new_page=True,
        ),
    ),
    closing="The end.",
    made_up=True,
)


def _filled(text: str) -> Document:
    """Return a document with this text in every place that takes one."""
    chart = CoverageChart(text, (CoverageBar(text, 1, 2),))
    blocks = (
        Paragraph(text, lead=text),
        Bullets((text,)),
        Bullets((text,), numbered=True),
        Facts(((text, text),)),
        Table(text, (text, text), ((text, text),)),
        Quote(text, by=text),
        Note(text, lead=text),
        Standing(text, text, 1, 2),
        Figure(chart, text),
    )
    inner = Section(text, blocks, label=text, compact=True)
    return Document(text, text, (text,), ((text, text),), blocks, (Section(text, (inner,)), inner), text)


@pytest.fixture
def small() -> Document:
    """Return a document with one of everything."""
    return SMALL


@pytest.fixture
def filled() -> Callable[[str], Document]:
    """Return what fills a document with one text in every place that takes one."""
    return _filled
