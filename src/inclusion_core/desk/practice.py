"""Finding practice to learn from, and the directory of it: of other schools only what their hosts have released."""

from __future__ import annotations

import csv
import io
from contextlib import suppress
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from inclusion_core.analysis.schools.learning import Match, Offer, matches, starting_on, strong_on
from inclusion_core.analysis.schools.over_time import is_same_school
from inclusion_core.desk.leaving import Made, stops_in
from inclusion_core.desk.releasing import audience_named
from inclusion_core.desk.schools import find_school
from inclusion_core.errors import InclusionError, NotAllowed
from inclusion_core.identifiers import is_id
from inclusion_core.model.practice import REQUEST_ANSWERS, LearningRequest, PracticeCard
from inclusion_core.model.release import is_released, not_released

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from inclusion_core.desk import Desk
    from inclusion_core.exchange.reports.document import Document
    from inclusion_core.model.review import Review
    from inclusion_core.model.school import School
    from inclusion_core.plugins.records import ReportFormat
    from inclusion_core.store.review.reading import Reading
    from inclusion_core.store.review.session import Session

__all__ = [
    "REQUEST_ANSWERS",
    "DirectoryEntry",
    "LearningRequest",
    "Match",
    "PracticeCard",
    "ask_school",
    "asked_name",
    "directory_document",
    "find_practice",
    "make_directory",
    "practice_directory",
    "school_to_ask",
]

MEASURED_BY = "kind,phase,size,near"
"""What makes a school like one's own where practice is looked for."""

_COLUMNS = ("school", "what", "for_whom", "indicators", "framework", "seen", "research", "took", "contact")


@frozen
class DirectoryEntry:
    """A practice card in the directory, with the school that offers it and the framework that its indicators are of."""

    school: School
    review: Review
    card: PracticeCard


def ask_school(desk: Desk, session: Session, what: str, *, school: str, card: str = "") -> LearningRequest:
    """Write down what a school of the workspace was asked; `school` is its id, its URN or its name.

    Raises UnknownName with the nearest for one that is not here, NotAllowed where several go by the name or it is the
    school itself, and what `Session.add_request` raises.
    """
    return session.add_request(what, school=school_to_ask(desk, session, school).id, card=card)


def school_to_ask(desk: Desk, session: Session, school: str) -> School:
    """Return the school that is meant. Raises what `ask_school` raises for the school."""
    found = find_school(desk, school.strip())
    if found.id == session.school.id:
        raise NotAllowed(f"{found.name} is the school that asks. Name the one that is asked.")
    return found


def asked_name(desk: Desk, request: LearningRequest) -> str:
    """Return the name of the school that was asked; the text as it stands where it is none of the workspace."""
    with suppress(InclusionError):
        return desk.workspace.school(request.school).name if is_id(request.school) else request.school
    return request.school


def find_practice(
    desk: Desk, review: str, *, indicators: Sequence[str] = (), voice: str = "self", audience: str = "partnership"
) -> tuple[Match, ...]:
    """Return the schools that a school could learn from, by what it needs: mutual matches first.

    What it needs is what `voice` judged in the lower half of the scale, or the `indicators` given. A school is found
    only where it released `practice` and `name`; where it is strong only with `judgements`, and by the same edition.
    A school of one's own cluster is found by what it released to the cluster, too.
    What it could give in return counts only where one's own review has released `practice`, too. Raises UnknownName,
    NotAllowed where nothing is needed.
    """
    audience_named(audience)
    reading = desk.workspace.read(review)
    own, framework, school = reading.review, reading.framework, reading.school
    setting, mine = own.setting, reading.judgements.get(voice, {})
    needs = {framework.indicator(one).id for one in indicators} or starting_on(framework, mine, setting)
    if not needs:
        raise NotAllowed(
            f"Nothing that {voice} judged in {own.id} is in the lower half of the scale. "
            "Name what you would like to learn about, such as --indicator U4."
        )
    near = _own_cluster(desk, school)
    shown_to = audience if is_released(own, "practice", audience) or not near else "cluster"
    strengths = strong_on(framework, mine, setting) if is_released(own, "practice", shown_to) else frozenset()
    offers = _offers(desk, own, school, audience, near)
    return matches(needs, strengths, offers, framework.indicators)


def _own_cluster(desk: Desk, school: School) -> frozenset[str]:
    """Return the schools of the clusters that a school is in."""
    from inclusion_core.desk.clusters import all_clusters  # noqa: PLC0415  only where practice is looked for

    return frozenset(one for each in all_clusters(desk) if school.id in each.schools for one in each.schools)


def _offers(desk: Desk, own: Review, school: School, audience: str, near: frozenset[str]) -> tuple[Offer, ...]:
    from inclusion_core.analysis.schools.neighbours import measures_named, neighbour  # noqa: PLC0415  only where it is looked for

    measures = measures_named(MEASURED_BY)
    latest: list[tuple[Review, Offer]] = []
    for reading in _willing(desk, audience, near):
        if is_same_school(reading.school, school):
            continue
        seen_by = "cluster" if reading.review.school in near else audience
        offer = evolve(_offer(reading, own, seen_by), near=neighbour(school, reading.school, measures))
        same = next((one for one in latest if is_same_school(one[1].school, offer.school)), None)
        if same is None:
            latest.append((reading.review, offer))
            continue
        newer, older = sorted(((reading.review, offer), same), key=lambda one: (one[0].started, one[0].id))[::-1]
        both = evolve(newer[1], cards=(*newer[1].cards, *older[1].cards))
        latest[latest.index(same)] = (newer[0], both)
    return tuple(offer for _, offer in latest)


def _offer(reading: Reading, own: Review, audience: str) -> Offer:
    review, framework = reading.review, reading.framework
    same_text = review.framework.digest == own.framework.digest
    cards = tuple(one for one in reading.practice.values() if one.offered)
    if review.framework.id != own.framework.id:
        cards = tuple(evolve(one, indicators=()) for one in cards)  # another framework's U4 is another thing
    if not (same_text and is_released(review, "judgements", audience)):
        return Offer(review.id, reading.school, cards)
    judgements = reading.judgements.get("self", {})
    return Offer(
        review.id, reading.school, cards,
        strong_on(framework, judgements, review.setting), starting_on(framework, judgements, review.setting),
    )  # fmt: skip


def _willing(desk: Desk, audience: str, near: frozenset[str] = frozenset()) -> Iterator[Reading]:
    """Yield each review, as it stands, whose host has released its practice and its name to an audience.

    Of the schools `near`, those of the reader's own cluster, what is released to the cluster is enough.
    """
    for review in desk.workspace.reviews():
        seen_by = "cluster" if review.school in near else audience
        if not_released(review, ("practice", "name"), seen_by):
            continue
        try:
            reading = desk.workspace.read(review.id)
        except InclusionError:
            continue  # `doctor` names what cannot be read
        if not not_released(reading.review, ("practice", "name"), seen_by):
            yield reading


# The directory ------------------------------------------------------------------------------------------------------


def practice_directory(desk: Desk, audience: str = "partnership") -> tuple[DirectoryEntry, ...]:
    """Return every card that is offered and released to an audience, by school and then by what is done."""
    found = [
        DirectoryEntry(reading.school, reading.review, card)
        for reading in _willing(desk, audience_named(audience))
        for card in reading.practice.values()
        if card.offered
    ]
    return tuple(sorted(found, key=lambda one: (one.school.name.casefold(), one.card.what.casefold(), one.card.id)))


def directory_document(entries: Sequence[DirectoryEntry], audience: str) -> Document:
    """Return the directory as a document, a section for each school."""
    from inclusion_core.exchange.reports.document import Document, Facts, Section  # noqa: PLC0415  only for a file

    sections: dict[str, list[Section]] = {}
    for one in entries:
        pairs = tuple((lead, text) for lead, text in _told(one) if text)
        sections.setdefault(one.school.name, []).append(Section(one.card.what, (Facts(pairs),), compact=True))
    made_up = any(one.school.made_up for one in entries)
    statements = (f"For the {audience}. Every school here has offered these cards and may take them back.",)
    return Document(
        title="Practice to learn from",
        statements=(*(("Schools here are made up, to try the program with.",) if made_up else ()), *statements),
        sections=tuple(Section(name, tuple(parts)) for name, parts in sections.items()),
        closing="Quoted from the schools' own cards. Ask for the role that is named.",
        made_up=made_up,
    )


def _told(one: DirectoryEntry) -> Iterator[tuple[str, str]]:
    card = one.card
    yield "For whom", card.for_whom
    yield "Indicators", f"{', '.join(card.indicators)} of {one.review.framework.name}" if card.indicators else ""
    yield "What was seen", card.seen
    yield "Rests on", card.research
    yield "What it took", card.took
    yield "Ask", card.contact


def make_directory(entries: Sequence[DirectoryEntry], audience: str, form: ReportFormat | None = None) -> Made:
    """Make the directory as a page, or as CSV where no form is given, unless a text looks as if it named a pupil.

    There is no override: a card is the school's own to mend, with `practice change` or `blank`.
    """
    document = directory_document(entries, audience)
    stops = tuple(stops_in(document))
    if stops:
        return Made(b"", stops)
    if form is not None:
        made = form.render(document)
        return Made(made.encode() if isinstance(made, str) else made)
    from inclusion_core.exchange.review_data import spreadsheet_cell  # noqa: PLC0415  only for CSV

    text = io.StringIO()
    table = csv.writer(text)
    table.writerow(_COLUMNS)
    for one in entries:
        card = one.card
        row = (one.school.name, card.what, card.for_whom, " ".join(card.indicators), one.review.framework.name,
               card.seen, card.research, card.took, card.contact)  # fmt: skip
        table.writerow([spreadsheet_cell(each) for each in row])
    return Made(text.getvalue().encode("utf-8-sig"))
