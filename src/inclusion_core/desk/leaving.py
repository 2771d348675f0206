"""What leaves the program: release, suppression and privacy come before every report and every export.

Nothing here decides what a page looks like: a form, ours or a plugin's, is handed a document that has been through
all three.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from attrs import evolve, field, frozen

from inclusion_core.errors import FrameworkRefused, NotAllowed, PluginFailed
from inclusion_core.exchange.reports.document import Document, Section
from inclusion_core.model.release import is_released

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from inclusion_core.analysis.scoring.scorecard import ScoreCard
    from inclusion_core.desk import Desk
    from inclusion_core.model.assessment import Assessment
    from inclusion_core.model.enquiry import LineOfEnquiry
    from inclusion_core.plugins.records import ReportFormat
    from inclusion_core.store.review.session import Session


@frozen
class Stop:
    """A place in what would leave that looks as if it named a pupil: where it stands, and what it looks like.

    `text` is the stretch itself, for whoever blanks it; it is left out of what programs print.
    """

    where: str
    says: str
    text: str = field(default="", repr=False)


@frozen
class Made:
    """A report that was made. With `stops` and no override `content` is empty and nothing may leave."""

    content: bytes
    stops: tuple[Stop, ...] = ()

    @property
    def stopped(self) -> bool:
        """Whether privacy held it back."""
        return bool(self.stops) and not self.content


def report_document(
    desk: Desk, session: Session, *, voices: Sequence[str] = (), made_on: dt.date | None = None, to: str = "self"
) -> Document:
    """Return the report of a review as a document; only of some `voices` where these are given.

    `to` is who it is for: anybody but the host's own side sees only what the host released. Raises NotAllowed where
    that is not even the judgements and the school's name.
    """
    from inclusion_core.analysis.voices.comparison import compare_voices  # noqa: PLC0415  only for a report
    from inclusion_core.desk import enquiring, releasing, results  # noqa: PLC0415  as above
    from inclusion_core.exchange.reports.review_report import review_document  # noqa: PLC0415  as above

    shown = releasing.outgoing(session, to)
    assessments = {voice: one for voice, one in shown.assessments.items() if not voices or voice in voices}
    first = _first(assessments)
    with_evidence, with_readiness = (is_released(session.review, one, to) for one in ("evidence", "readiness"))
    heard = {voice: one.judgements for voice, one in assessments.items()}
    return review_document(
        shown.review,
        session.school,
        session.framework,
        assessments,
        _cards(desk, session, assessments),
        results.readiness_of(session, first) if with_readiness else (),
        results.thin_evidence(desk, session, first) if with_evidence else (),
        results.unseen_of(desk, session, first) if with_evidence else None,
        shown.evidence if with_evidence else None,
        compare_voices(session.framework, heard, session.review.setting) if len(heard) > 1 else None,
        made_up=session.school.made_up,
        made_on=made_on or dt.datetime.now(tz=dt.UTC).astimezone().date(),
        audience=to,
        kinds=tuple(results.kinds_of(desk, session).values()),
        enquiry=_lines(session, to, every=len(assessments) == len(shown.assessments)),
        triangulation=enquiring.triangulation_of(desk, session, voices=heard) if with_evidence else {},
    )


def _lines(session: Session, to: str, *, every: bool) -> Mapping[str, LineOfEnquiry]:
    """Return the lines of enquiry of a report; why they are asked tells of all voices, so only beside `every` one."""
    from inclusion_core.desk.releasing import lines_for  # noqa: PLC0415  only for a report

    lines = lines_for(session, to)
    return lines if every else {name: evolve(one, grounds=()) for name, one in lines.items()}


def _first(assessments: Mapping[str, Assessment]) -> str:
    from inclusion_core.exchange.reports.review_words import headline_voice  # noqa: PLC0415  only for a report

    return headline_voice({voice: one.judgements for voice, one in assessments.items()}) or "self"


def _cards(desk: Desk, session: Session, assessments: Mapping[str, Assessment]) -> dict[str, ScoreCard]:
    """Return a card for each voice that the framework's own method can score."""
    from inclusion_core.desk import scored  # noqa: PLC0415  only for a report

    cards: dict[str, ScoreCard] = {}
    method = desk.method(session.framework.scoring)
    if method.voices_taken > 1:
        return cards
    for voice, one in assessments.items():
        try:
            cards[voice] = scored(method, session.framework, {voice: one.judgements}, session.review.setting)
        except FrameworkRefused:
            return {}
    return cards


def make_report(  # noqa: PLR0913  all named
    desk: Desk,
    session: Session,
    form: ReportFormat,
    *,
    voices: Sequence[str] = (),
    anyway: bool = False,
    made_on: dt.date | None = None,
    to: str = "self",
) -> Made:
    """Make the report of a review in one form, unless privacy holds it back; `to` is who it is for.

    With `anyway` it is made all the same, and the review's journal says who did so. Raises PluginFailed, NotAllowed.
    """
    document = report_document(desk, session, voices=voices, made_on=made_on, to=to)
    return make_page(session, form, document, anyway=anyway)


def make_page(
    session: Session, form: ReportFormat, document: Document, *, what: str = "report", anyway: bool = False
) -> Made:
    """Make a document about a review in one form, unless privacy holds it back; the rest as `make_report`.

    `what` is the word by which the journal tells of it where it was made all the same.
    """
    stops = tuple(stops_in(document))
    if stops and not anyway:
        return Made(b"", stops)
    content = form.render(document)
    if not isinstance(content, str | bytes):
        raise PluginFailed(form.name.partition(".")[0], f"made no page, but {type(content).__name__}.")
    made = content.encode() if isinstance(content, str) else content
    if stops:
        session.note_leaving(f"{what} {form.name}", len(stops))
        session.sync()
    return Made(made, stops)


def stop_on_pupils(document: Document) -> None:
    """Raise NotAllowed where something in a page looks as if it named a pupil; there is no override."""
    for stop in stops_in(document):
        where = "the page's title" if stop.where == _ABOUT_IT else f"the page under '{stop.where}'"
        raise NotAllowed(f"{stop.says} It stands in {where}. Write it without, and make it again.")


_ABOUT_IT = "its title"
"""Where something stands that is in the title or around the page: the title itself is not repeated there."""


def stops_in(document: Document) -> Iterator[Stop]:
    """Yield every place of a document that looks as if it named a pupil, in reading order."""
    from inclusion_core.analysis.texts.privacy import scan  # noqa: PLC0415  only for what leaves

    for text in (document.title, document.subtitle, document.closing):
        # a name beside a need is no finding here: schools are called so, after a person and what they are for
        found = (one for one in scan(text) if one.kind != "name-and-need")
        yield from (Stop(_ABOUT_IT, one.says, text[one.start : one.end]) for one in found)
    where = document.title
    for text in (*document.statements, *(value for _, value in document.facts)):
        yield from (Stop(where, one.says, text[one.start : one.end]) for one in scan(text))
    for _, part in document.walk():
        if isinstance(part, Section):
            where = part.title
        for text in _texts(part):
            yield from (Stop(where, one.says, text[one.start : one.end]) for one in scan(text))


def _texts(part: Any) -> Iterator[str]:  # noqa: ANN401  any block of a document, however nested
    """Yield every text of a block, whatever fields it has; sections inside a section come in their own turn."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple | list):
        for each in part:
            if not isinstance(each, Section):
                yield from _texts(each)
    elif hasattr(part, "__attrs_attrs__"):
        for field in part.__attrs_attrs__:
            if not (isinstance(part, Section) and field.name == "parts"):
                yield from _texts(getattr(part, field.name))
