"""The feedback sheet of a visit as a document of one page, dignity first: about provision, never about a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inclusion_core.analysis.enquiry.feedback import MOST, word_meter, written_words
from inclusion_core.analysis.texts.sentences import first_sentence
from inclusion_core.exchange.reports.document import Bullets, Document, Paragraph, Section
from inclusion_core.exchange.reports.review_report import MADE_UP
from inclusion_core.exchange.reports.review_words import voice_words
from inclusion_core.exchange.wording import counted, day_words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from inclusion_core.analysis.enquiry.feedback import Feedback, FeedbackPoint
    from inclusion_core.exchange.reports.document import Block
    from inclusion_core.model.framework import Framework
    from inclusion_core.model.review import Review
    from inclusion_core.model.school import School

DIGNITY = (
    "This is about what the school offers, as it was seen on one day, and about no pupil and no member of staff. The "
    "school may correct what we misunderstood before anything is written up."
)


def feedback_document(
    review: Review,
    school: School,
    framework: Framework,
    sheet: Feedback,
    *,
    made_on: dt.date,
) -> Document:
    """Make the feedback sheet. Of each part the first points are told, and how many more there are is counted."""
    sections = tuple(
        Section(title, tuple(_part(points, nothing)))
        for title, points, nothing in (
            ("What went well", sheet.went_well, "Nothing has been judged to stand well yet."),
            ("Even better if", sheet.even_better, "Nothing has been judged to need more yet."),
            ("What we asked and what we found", sheet.found, "No finding is written down yet."),
            ("Questions that are left", sheet.questions, "No question is left open."),
        )
    )
    whose = ", ".join(_whose(sheet, review, framework)) or "nobody yet"
    return Document(
        title=f"Feedback on the day: {school.name}",
        subtitle=f"{framework.worded(framework.title)}, {day_words(made_on)}",
        statements=(*((MADE_UP,) if school.made_up else ()), DIGNITY),
        opening=(Paragraph(_seen(sheet)), Paragraph(whose, lead="Whose judgements")),
        sections=sections,
        closing=f"{word_meter(written_words(sheet)).says} Quoted from the review; nothing was written by the program.",
        language=framework.language,
        made_up=school.made_up,
    )


def _whose(sheet: Feedback, review: Review, framework: Framework) -> Iterator[str]:
    """Yield whose judgements these are, without names: reviewers are counted."""
    peers = sum(one.startswith("peer:") for one in sheet.voices)
    yield from (voice_words(one, review, framework) for one in sheet.voices if not one.startswith("peer:"))
    if peers:
        yield "one reviewer" if peers == 1 else f"{peers} reviewers"


def _seen(sheet: Feedback) -> str:
    answered = sheet.asked - sheet.unseen
    left = f"; {sheet.unseen} were not looked at, and nothing is said of them" if sheet.unseen else ""
    return f"{answered} of the {counted(sheet.asked, 'indicator')} that apply were looked at{left}."


def _part(points: Sequence[FeedbackPoint], nothing: str) -> Iterator[Block]:
    if not points:
        yield Paragraph(nothing)
        return
    yield Bullets(tuple(_told(one) for one in points[:MOST]))
    more = len(points) - MOST
    if more > 0:
        yield Paragraph(f"And {counted(more, 'more point')}, in the report.")


def _told(one: FeedbackPoint) -> str:
    return f"{one.title}: {first_sentence(one.says)}" if one.says else one.title
