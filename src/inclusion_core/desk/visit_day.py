"""The day of a visit where everything meets: proposed, checked, put on the timetable, made into a page."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from inclusion_core.analysis.visit_day.rules import slots_of_day
from inclusion_core.desk.results import kinds_of
from inclusion_core.errors import NotAllowed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from inclusion_core.analysis.visit_day.rules import DayFinding
    from inclusion_core.desk import Desk
    from inclusion_core.exchange.reports.document import Document
    from inclusion_core.model.evidence import EvidenceKind
    from inclusion_core.model.timetable import Slot
    from inclusion_core.store.review.session import Session


def visit_day(session: Session, day: dt.date | None = None, *, now: dt.datetime | None = None) -> dt.date:
    """Return the day that is meant: the one given, else today where something is on, else the next, else the last.

    With nothing on the timetable it is today, of `now` (this machine's clock where None).
    """
    today = (now or dt.datetime.now().astimezone()).date()
    if day is not None:
        return day
    days = sorted({one.starts.astimezone(now.tzinfo if now else None).date() for one in session.timetable.values()})
    return next((one for one in days if one >= today), days[-1] if days else today)


def check_visit(desk: Desk, session: Session, day: dt.date, zone: dt.tzinfo | None = None) -> tuple[DayFinding, ...]:
    """Check the timetable of a day in a time zone (None: this machine's): what is wrong first."""
    from inclusion_core.analysis.visit_day.rules import check_day  # noqa: PLC0415  only where it is asked

    slots = slots_of_day(session.timetable.values(), day, zone)
    return check_day(session.review, slots, day, session.enquiry.values(), visit_kinds(desk, session))


def propose_visit(  # noqa: PLR0913  all named
    desk: Desk,
    session: Session,
    starts: dt.datetime,
    ends: dt.datetime,
    *,
    people: Sequence[str] = (),
    teams: int = 0,
) -> tuple[Slot, ...]:
    """Propose a day, in the time zone of `starts`; nothing is kept. Ids are places in it.

    `people` are ids of the team, everybody where none are given. Raises NotAllowed where the safeguarding card lacks
    its lead or the host's arrangements, for a day outside the review, and as `propose_day`.
    """
    from inclusion_core.analysis.visit_day.plan import propose_day  # noqa: PLC0415  only where it is asked
    from inclusion_core.analysis.visit_day.rules import day_findings  # noqa: PLC0415  as above

    wrong = [one for one in day_findings(session.review, starts.date()) if one.severity == "wrong"]
    if wrong:
        raise NotAllowed(" ".join(str(one) for one in wrong))
    return propose_day(
        starts,
        ends,
        people=tuple(people) or tuple(session.review.team),
        teams=teams,
        lines=session.enquiry.values(),
        framework=session.framework,
        kinds=visit_kinds(desk, session),
    )


def visit_kinds(desk: Desk, session: Session) -> Mapping[str, EvidenceKind]:
    """Return the kinds of evidence that a review and its timetable speak of."""
    kinds = kinds_of(desk, session)
    named = {kind for one in session.timetable.values() for kind in one.kinds}
    return kinds if named <= kinds.keys() else desk.kinds


def day_page(  # noqa: PLR0913  all named
    desk: Desk,
    session: Session,
    day: dt.date,
    *,
    at: dt.datetime | None = None,
    person: str = "",
    zone: dt.tzinfo | None = None,
) -> Document:
    """Return the timetable of a day as a document; with `at`, what is on then and what comes next."""
    from inclusion_core.exchange.reports.day_page import day_document  # noqa: PLC0415  only for a page

    return day_document(
        session.review,
        session.school,
        slots_of_day(session.timetable.values(), day, zone),
        day,
        kinds=visit_kinds(desk, session),
        lines=session.enquiry,
        at=at,
        person=person,
        language=session.framework.language,
    )
