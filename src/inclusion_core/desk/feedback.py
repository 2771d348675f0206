"""The feedback sheet and the words of a report, where a review and its pages meet."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inclusion_core.analysis.enquiry.feedback import Feedback, WordMeter
    from inclusion_core.exchange.reports.document import Document
    from inclusion_core.store.review.session import Session


def feedback_of(session: Session, voices: Sequence[str] | None = None) -> Feedback:
    """Return the feedback sheet of a review.

    It is of these voices where any are given; else of what was agreed, and of the reviewers, else the school's own.
    """
    from inclusion_core.analysis.enquiry.feedback import feedback, feedback_voices  # noqa: PLC0415  only where it is asked

    there = session.assessments
    chosen = tuple(voices) if voices is not None else feedback_voices(one for one in there if there[one].judgements)
    return feedback(
        session.framework,
        {one: there[one].judgements for one in chosen if one in there},
        session.review.setting,
        session.enquiry.values(),
        session.evidence.values(),
    )


def feedback_page(session: Session, voices: Sequence[str] | None = None, *, made_on: dt.date | None = None) -> Document:
    """Return the feedback sheet as a document."""
    from inclusion_core.exchange.reports.feedback_page import feedback_document  # noqa: PLC0415  only for a page

    return feedback_document(
        session.review,
        session.school,
        session.framework,
        feedback_of(session, voices),
        made_on=made_on or dt.datetime.now(tz=dt.UTC).astimezone().date(),
    )


def meter_of(session: Session, voices: Sequence[str] | None = None) -> WordMeter:
    """Count the words that people wrote for the report: reasons and findings."""
    from inclusion_core.analysis.enquiry.feedback import word_meter, written_words  # noqa: PLC0415  only where it is asked

    return word_meter(written_words(feedback_of(session, voices)))
