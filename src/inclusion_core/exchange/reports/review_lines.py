"""The lines of enquiry in a report: why each was asked, what was found, what that rests on and what contradicts it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inclusion_core.analysis.scoring.wording import listed
from inclusion_core.exchange.reports.document import Bullets, Facts, Note, Paragraph, Quote, Section
from inclusion_core.exchange.wording import capitalised, counted, day_words
from inclusion_core.model.enquiry import STAGES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from inclusion_core.analysis.enquiry.triangulation import Triangulated
    from inclusion_core.exchange.reports.document import Part
    from inclusion_core.exchange.reports.review_indicators import Telling
    from inclusion_core.model.enquiry import LineOfEnquiry


def lines_section(
    telling: Telling, lines: Mapping[str, LineOfEnquiry], rests: Mapping[str, Triangulated], *, for_host: bool
) -> Section | None:
    """Return the lines that are agreed or further on; None where there are none. Drafts are nobody's yet.

    Why a line was asked is told in the host's own copy: grounds speak of readiness and of who said what.
    """
    told = sorted(
        (one for one in lines.values() if one.stage != "drafted"),
        key=lambda one: (STAGES.index(one.stage), one.at, one.id),
    )
    if not told:
        return None
    opening = (
        "Open questions that the school agreed and that were followed. What points different ways is kept: nothing "
        "here was settled by the program."
    )
    inner = [
        Section(" ".join(one.question.split()), tuple(_line(telling, one, rests.get(one.id), for_host)), compact=True)
        for one in told
    ]
    return Section("Lines of enquiry", (Paragraph(opening), *inner))


def _line(telling: Telling, one: LineOfEnquiry, rests: Triangulated | None, for_host: bool) -> Iterator[Part]:  # noqa: FBT001  passed on
    facts = [("How far", capitalised(one.stage.replace("-", " ")))]
    if one.indicators:
        facts.append(("About", listed([telling.title_of(name) for name in one.indicators])))
    if one.agreed_at is not None:
        by = f"{one.agreed_by}, " if one.agreed_by else ""
        facts.append(("Agreed", f"{by}{day_words(one.agreed_at.astimezone().date())}"))
    if rests is not None:
        kinds = listed([telling.kind_title(kind) for kind in rests.kinds])
        pieces = f"{counted(rests.pieces, 'piece')} of evidence"
        facts.append(("Rests on", f"{pieces}: {kinds}" if kinds else "No evidence yet"))
        facts.append(("Heard", capitalised(listed(rests.heard)) or "Nobody yet"))
    yield Facts(tuple(facts))
    if for_host and one.grounds:
        yield Paragraph("Why it was asked:")
        yield Bullets(one.grounds)
    if one.finding:
        yield Paragraph("What was found:")
        yield Quote(one.finding)
    if rests is not None and rests.contradictions:
        yield Paragraph("What points different ways:")
        yield Bullets(rests.contradictions)
    if rests is not None and rests.says:
        yield Note(" ".join(rests.says), lead="To bear in mind")
