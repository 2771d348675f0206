"""The timetable of a visit's day as a document of one page: whom to tell, what is on, what comes, the whole day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inclusion_core.analysis.scoring.wording import listed
from inclusion_core.analysis.visit_day.visiting import slots_after, slots_now
from inclusion_core.exchange.reports.document import Bullets, Document, Note, Paragraph, Section, Table
from inclusion_core.exchange.reports.review_report import MADE_UP
from inclusion_core.exchange.wording import day_words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping, Sequence

    from inclusion_core.exchange.reports.document import Block
    from inclusion_core.model.enquiry import LineOfEnquiry
    from inclusion_core.model.evidence import EvidenceKind
    from inclusion_core.model.review import Person, Review, Safeguarding
    from inclusion_core.model.school import School
    from inclusion_core.model.timetable import Slot

NO_CARD = "Nobody is named as the safeguarding lead yet. The day does not begin without that."


def day_document(  # noqa: PLR0913  a day is told from all of these, all named
    review: Review,
    school: School,
    slots: Sequence[Slot],
    day: dt.date,
    *,
    kinds: Mapping[str, EvidenceKind],
    lines: Mapping[str, LineOfEnquiry],
    at: dt.datetime | None = None,
    person: str = "",
    language: str = "en-GB",
) -> Document:
    """Make the page of a day. `slots` are those of the day, in order, in the school's own time.

    With `at` it says what is on at that moment and what comes next; with a `person`, for them.
    """
    numbers = {name: place for place, name in enumerate(_served(slots, lines), 1)}
    rows = tuple(
        (
            f"{one.starts:%H:%M}-{one.ends:%H:%M}",
            one.title,
            one.place,
            people_words(one, review.team),
            listed([kinds[kind].title if kind in kinds else kind for kind in one.kinds]),
            ", ".join(str(numbers[line]) for line in one.lines if line in numbers),
        )
        for one in slots
        if not person or not one.people or person in one.people
    )
    opening: list[Block] = [Note(card_words(review.safeguarding), lead="Safeguarding")]
    if at is not None:
        opening += [Paragraph(says, lead=lead) for lead, says in now_and_next(slots, at, review.team, person=person)]
    opening.append(Table("The day", ("When", "What", "Where", "Who", "Evidence", "Lines"), _filled(rows)))
    asked = tuple(lines[name].question for name in numbers)
    sections = (Section("Lines of enquiry", (Bullets(asked, numbered=True),)),) if asked else ()
    return Document(
        title=f"Timetable: {school.name}",
        subtitle=day_words(day),
        statements=(MADE_UP,) if school.made_up else (),
        opening=tuple(opening),
        sections=sections,
        language=language,
        made_up=school.made_up,
    )


def _served(slots: Sequence[Slot], lines: Mapping[str, LineOfEnquiry]) -> Iterator[str]:
    """Yield the ids of the lines that slots serve, in the order in which the review has them."""
    named = {line for one in slots for line in one.lines}
    return (name for name in lines if name in named)


def _filled(rows: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
    return rows or (("", "Nothing is on the timetable.", "", "", "", ""),)


def people_words(slot: Slot, team: Mapping[str, Person]) -> str:
    """Say who is in a slot: names where people gave one, `everybody` where nobody is named."""
    return listed([(team[one].name or one) if one in team else one for one in slot.people]) or "everybody"


def slot_words(slot: Slot, team: Mapping[str, Person]) -> str:
    """Say a slot in one sentence: until when, what, where, who."""
    place = f", {slot.place}" if slot.place else ""
    return f"{slot.starts:%H:%M} to {slot.ends:%H:%M}: {slot.title}{place} ({people_words(slot, team)})."


def now_and_next(
    slots: Sequence[Slot], at: dt.datetime, team: Mapping[str, Person], *, person: str = ""
) -> Iterator[tuple[str, str]]:
    """Yield (`Now` or `Next`, what it is in words): all that is on, then all that begins next; or that there is none.

    `slots` are in the school's own time; with a `person`, only theirs.
    """
    on = slots_now(slots, at, person=person)
    for one in on:
        yield "Now", slot_words(one, team)
    if not on:
        yield "Now", "nothing is on."
    coming = slots_after(slots, at, person=person)
    for one in coming:
        if one.starts == coming[0].starts:
            yield "Next", slot_words(one, team)
    if not coming:
        yield "Next", "nothing more comes."


def card_words(card: Safeguarding | None) -> str:
    """Say what to do when a child says something that worries, and whom to tell."""
    if card is None:
        return NO_CARD
    reach = f" ({card.reach})" if card.reach else ""
    arrangements = f" Talking with pupils: {card.arrangements}" if card.arrangements else ""
    return f"If something worries you: stop, tell {card.lead}{reach} now, and do not write it here.{arrangements}"
