"""A small made-up review to try a plugin on: nobody and no school in it is real.

The words in it are awkward on purpose: markup, a formula, control characters, right-to-left letters, long lines.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from inclusion_core.model.assessment import Assessment
from inclusion_core.model.evidence import KINDS, Evidence
from inclusion_core.model.framework import Framework, Indicator, Strand
from inclusion_core.model.review import Person, Pin, Review
from inclusion_core.model.school import Identifier, School

if TYPE_CHECKING:
    from inclusion_core.exchange.reports.document import Document
    from inclusion_core.plugins.records import Outgoing

AWKWARD = "=1+1 <b>bold</b> [red]*_`|\\ \"'&amp; \x07 école עברית 学校 " + "long " * 60
"""Text that a careless format takes for something else."""

WHEN = dt.datetime(2026, 11, 24, 9, 30, tzinfo=dt.UTC)


def framework() -> Framework:
    """Return a framework of two strands and four indicators on our four steps."""
    titles = {"U1": "Every adult knows the plan", "U2": AWKWARD, "T1": "Help starts early", "T2": "Pupils are asked"}
    return Framework(
        id="sample",
        edition="1",
        title="Sample",
        strands={"U": Strand("U", "Universal"), "T": Strand("T", "Targeted")},
        indicators={
            name: Indicator(name, name[0], title, statement=title, core=name == "U1", statutory=name == "T1")
            for name, title in titles.items()
        },
        roles=("senco",),
    )


def schools() -> tuple[School, School]:
    """Return two made-up schools: one of which much is known, and one of which only the name is."""
    known = School(
        name="Alnside (made up)",
        id="alnside",
        kind="mainstream",
        phase="primary",
        identifiers={"urn": Identifier("urn", "999001")},
        status="open",
        authority="000",
        pupils=210,
        made_up=True,
    )
    return known, School(name=AWKWARD, id="awkward", made_up=True)


def assessments() -> dict[str, Assessment]:
    """Return two voices that differ: levels, every non-answer, and indicators not looked at."""
    start = Assessment(framework(), schools()[0])
    own = start.judged("U1", "secure", because=AWKWARD).judged("U2", "leading").judged("T1", "too-soon")
    peer = Assessment(framework(), schools()[0], "peer:ak-7f3").judged("U1", "developing", because="Seen twice.")
    peer = peer.judged("T2", "not-applicable", because="No pupils of this age.").judged("T1", "cannot-tell")
    return {"self": own, "peer:ak-7f3": peer}


def evidence() -> dict[str, Evidence]:
    """Return evidence of every kind of ours, some of it not filed under an indicator."""
    names = tuple(framework().indicators)
    return {
        f"e-{place}": Evidence(
            f"e-{place}", kind.id, AWKWARD, "ak-7f3", WHEN, names[:1] if place % 2 else (), place="Hall"
        )
        for place, kind in enumerate(KINDS)
    }


def outgoing() -> Outgoing:
    """Return what an exporter is given."""
    from inclusion_core.plugins.records import Outgoing  # noqa: PLC0415  only where an exporter is tried

    school = schools()[0]
    review = Review(
        "sample-2026-11",
        school.id,
        Pin("sample", "1", ""),
        WHEN.date(),
        school.setting,
        title=AWKWARD,
        team={"ak-7f3": Person("ak-7f3", "A. Made-Up", "peer")},
    )
    return Outgoing(review, school, framework(), assessments(), evidence())


def document() -> Document:
    """Return a document that has every block a report may hold, but for charts."""
    from inclusion_core.exchange.reports import document as blocks  # noqa: PLC0415  only where a format is tried

    parts = (
        blocks.Paragraph(AWKWARD, lead="Because"),
        blocks.Bullets((AWKWARD, "Two\nlines"), numbered=True),
        blocks.Bullets(()),
        blocks.Facts((("School", AWKWARD),)),
        blocks.Table("What was seen", ("Where", "How often"), (("Hall", "3"), (AWKWARD, "")), figures=(1,)),
        blocks.Table("Nothing", ("Where",), ()),
        blocks.Quote(AWKWARD, by="A pupil"),
        blocks.Note("Check with the authority.", lead="Statutory"),
        blocks.Standing("Secure", AWKWARD, 3, 4),
        blocks.Section("Inside", (blocks.Section("Deeper", (blocks.Paragraph(""),)),)),
    )
    return blocks.Document(
        "Sample",
        subtitle=AWKWARD,
        statements=("Made up.",),
        facts=(("School", "Alnside"),),
        opening=(blocks.Paragraph("To begin with."),),
        sections=(blocks.Section("All of it", parts, label="1", new_page=True), blocks.Section("")),
        closing="The end.",
        made_up=True,
    )
