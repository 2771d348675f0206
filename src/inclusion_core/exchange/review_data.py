"""A review's data as other programs read it: JSON with everything that may leave, CSV with a row for each judgement."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

from inclusion_core.exchange.answers import plain
from inclusion_core.exchange.inert import visible
from inclusion_core.model.assessment import cell_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from inclusion_core.model.assessment import Assessment
    from inclusion_core.model.evidence import Evidence
    from inclusion_core.model.framework import Framework
    from inclusion_core.model.review import Review
    from inclusion_core.model.school import School

SCHEMA = 1
COLUMNS = (
    "school", "urn", "review", "framework", "voice", "strand", "indicator", "facet", "title", "level", "non_answer",
    "confidence", "because", "at",
)  # fmt: skip


def as_json(
    review: Review,
    school: School,
    framework: Framework,
    assessments: Mapping[str, Assessment],
    evidence: Mapping[str, Evidence],
) -> bytes:
    """Return what may leave of a review as one JSON object: review, school, framework, judgements by voice, evidence.

    `judgements` maps voices to cells (`U4@send`) to judgements; of the framework there are id, edition, title, scale
    and the titles of its indicators.
    """
    table: dict[str, Any] = {
        "schema": SCHEMA,
        "review": plain(review),
        "school": plain(school),
        "framework": {
            "id": framework.id,
            "edition": framework.edition,
            "title": framework.worded(framework.title),
            "scale": list(framework.scale.order),
            "indicators": {name: framework.worded(one.title) for name, one in framework.indicators.items()},
        },
        "judgements": {
            voice: {cell_text(cell): plain(made) for cell, made in one.judgements.items()}
            for voice, one in assessments.items()
        },
        "evidence": {name: plain(one) for name, one in evidence.items()},
    }
    return (json.dumps(table, ensure_ascii=False, indent=2) + "\n").encode()


def as_csv(review: Review, school: School, framework: Framework, assessments: Mapping[str, Assessment]) -> bytes:
    """Return a row for each judgement, with a byte order mark so that spreadsheets read it as UTF-8.

    What begins like a formula gets an apostrophe before it, so that a spreadsheet shows it and does not reckon with it.
    """
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(COLUMNS)
    for voice, assessment in assessments.items():
        for (name, facet), made in assessment.judgements.items():
            indicator = framework.indicators.get(name)
            row = (
                school.name, school.urn or "", review.id, framework.name, voice,
                indicator.strand if indicator else "", name, facet or "",
                framework.worded(indicator.title) if indicator else "", made.level or "", made.non_answer or "",
                made.confidence or "", made.because, made.at.isoformat() if made.at else "",
            )  # fmt: skip
            table.writerow([spreadsheet_cell(one) for one in row])
    return out.getvalue().encode("utf-8-sig")


def spreadsheet_cell(text: str) -> str:
    """Return a text that a spreadsheet shows and does not reckon with.

    >>> spreadsheet_cell("=1+1"), spreadsheet_cell("calm start")
    ("'=1+1", 'calm start')
    """
    shown = visible(text)
    return f"'{shown}" if shown.startswith(("=", "+", "-", "@", "\t")) else shown
