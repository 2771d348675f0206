"""What a timetable of a visit's day lacks, as sentences with what to do: what is wrong, and what is worth doing.

Everything is told of the day as it is planned, from the slots alone. There is no clock in here: the slots are given in
the school's own time.
"""

from __future__ import annotations

import datetime as dt
from itertools import combinations
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from inclusion_core.analysis.scoring.wording import listed
from inclusion_core.model.evidence import KINDS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from inclusion_core.errors import Severity
    from inclusion_core.model.enquiry import LineOfEnquiry, Stage
    from inclusion_core.model.evidence import EvidenceKind
    from inclusion_core.model.review import Person, Review, Safeguarding
    from inclusion_core.model.timetable import Slot, SlotSort

LOOKED_AT: frozenset[Stage] = frozenset({"agreed", "being-looked-at"})
"""The stages at which a visit follows a line of enquiry."""

WANTED_KINDS = 3
PUPILS_FROM, PUPILS_TO = 6, 8
STAFF_FROM, STAFF_TO = 3, 6
_LONG_DAY = dt.timedelta(hours=4)
_OURS = {one.id: one for one in KINDS}

_BY_KIND: Mapping[str, SlotSort] = {
    "pupil-voice": "pupils",
    "family-voice": "families",
    "governor-voice": "governors",
    "staff-voice": "staff",
    "learning-walk": "learning-walk",
}
_AMONG_THEMSELVES = frozenset({"briefing", "catch-up", "drafting"})


@frozen
class DayFinding:
    """One thing found in a day: what it is (a whole sentence) and what to do (another).

    `severity` is `wrong` where the day cannot go ahead like this, `worth-doing` where it can. `rule` names what was
    looked at; `slots` are the ids of the slots it is about.
    """

    rule: str
    what: str
    do: str
    severity: Severity = "wrong"
    slots: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.what} {self.do}"


def slots_of_day(slots: Iterable[Slot], day: dt.date, zone: dt.tzinfo | None = None) -> tuple[Slot, ...]:
    """Return the slots that start on a day of a time zone (None: this machine's), in order, with times in it."""
    local = (evolve(one, starts=one.starts.astimezone(zone), ends=one.ends.astimezone(zone)) for one in slots)
    return tuple(
        sorted((one for one in local if one.starts.date() == day), key=lambda one: (one.starts, one.ends, one.id))
    )


def slot_sort(slot: Slot) -> SlotSort:
    """Return what a slot is for: as it says, else by the kind of evidence in it.

    >>> from inclusion_core.model.timetable import Slot
    >>> ten, noon = (dt.datetime(2026, 11, 24, hour, tzinfo=dt.UTC) for hour in (10, 12))
    >>> slot_sort(Slot("t-1", ten, noon, "Year 7", kinds=("pupil-voice",)))
    'pupils'
    """
    return slot.sort or next((_BY_KIND[kind] for kind in slot.kinds if kind in _BY_KIND), "")


def counted_kinds(slots: Iterable[Slot], known: Mapping[str, EvidenceKind]) -> frozenset[str]:
    """Return the kinds of evidence that slots gather, as they count: a learning walk counts as an observation."""
    kinds = known or _OURS
    return frozenset(kinds[one].counted if one in kinds else one for slot in slots for one in slot.kinds)


def wants(gathered: Collection[str], known: Mapping[str, EvidenceKind]) -> str:
    """Return in words what a line of enquiry still wants with these kinds; empty where nothing.

    >>> wants({"observation", "document"}, {}), wants({"observation", "document", "pupil-voice"}, {})
    ('a voice, and a third kind of evidence', '')
    """
    kinds = known or _OURS
    voice = any(one in kinds and kinds[one].voice for one in gathered)
    short = WANTED_KINDS - len(gathered)
    parts = [] if voice else ["a voice"]
    if short > 0:
        parts.append(
            {1: "a third kind of evidence", 2: "two more kinds of evidence"}.get(short, "three kinds of evidence")
        )
    return ", and ".join(parts)


def safeguarding_findings(card: Safeguarding | None) -> Iterator[DayFinding]:
    """Yield what the safeguarding card lacks: without a lead and the host's arrangements no day begins."""
    if card is None or not card.lead.strip():
        yield DayFinding(
            "safeguarding",
            "Nobody is named as the host's safeguarding lead, and no day begins without one.",
            "Ask the host, and write it on the safeguarding card.",
        )
    elif not card.arrangements.strip():
        yield DayFinding(
            "safeguarding",
            "The host's arrangements for talking with pupils are not written down, and no day begins without them.",
            "Ask who is nearby, whether families know and that a pupil may decline; write it on the safeguarding card.",
        )
    elif not card.reach.strip():
        yield DayFinding(
            "safeguarding-reach",
            "It is not said how the safeguarding lead is reached on the day.",
            "Ask for a room or an extension, and write it on the safeguarding card.",
            "worth-doing",
        )


def day_findings(review: Review, day: dt.date) -> Iterator[DayFinding]:
    """Yield what is wrong with a day itself: the safeguarding card, and a day outside the review."""
    yield from safeguarding_findings(review.safeguarding)
    if day < review.started:
        yield DayFinding(
            "outside",
            f"{day.isoformat()} is before the review began, on {review.started.isoformat()}.",
            "Choose a later day.",
        )
    if review.keep_until is not None and day > review.keep_until:
        yield DayFinding(
            "outside",
            f"{day.isoformat()} is after the review is to be erased, on {review.keep_until.isoformat()}.",
            "Choose an earlier day, or keep the review for longer.",
        )


def check_day(
    review: Review,
    slots: Sequence[Slot],
    day: dt.date,
    lines: Iterable[LineOfEnquiry] = (),
    kinds: Mapping[str, EvidenceKind] | None = None,
) -> tuple[DayFinding, ...]:
    """Check the timetable of a day: what is wrong first, then what is worth doing.

    `slots` are those of the day in order, in the school's own time (`slots_of_day`); `lines` are the review's lines
    of enquiry, `kinds` the kinds of evidence by id (None: ours).
    """
    known = kinds or _OURS
    found = [*day_findings(review, day)]
    if not slots:
        found.append(
            DayFinding("empty", f"Nothing is on the timetable for {day.isoformat()}.", "Propose a day, or add a slot.")
        )
    else:
        found += _in_two_places(slots, review.team)
        found += _lines(slots, lines, known)
        found += _order(slots)
        found += _heard(slots)
        found += _groups(slots)
        found += _among_themselves(slots)
    return tuple(sorted(found, key=lambda one: one.severity != "wrong"))


def _called(slot: Slot) -> str:
    return f"'{' '.join(slot.title.split())}' at {slot.starts:%H:%M}"


def _in_two_places(slots: Sequence[Slot], team: Mapping[str, Person]) -> Iterator[DayFinding]:
    for one, other in combinations(slots, 2):
        if one.starts >= other.ends or other.starts >= one.ends:
            continue
        if one.people and other.people:
            both = [each for each in one.people if each in other.people]
        else:
            both = list(one.people or other.people)
        named = listed([team[each].name or each if each in team else each for each in both])
        if both or not (one.people or other.people):
            yield DayFinding(
                "two-places",
                f"{named or 'Everybody'} {'are' if len(both) > 1 else 'is'} in two places: {_called(one)} and "
                f"{_called(other)}.",
                "Move one of the two, or say who is in each.",
                slots=(one.id, other.id),
            )


def _lines(
    slots: Sequence[Slot], lines: Iterable[LineOfEnquiry], known: Mapping[str, EvidenceKind]
) -> Iterator[DayFinding]:
    followed = [one for one in lines if one.stage in LOOKED_AT]
    if not followed:
        yield DayFinding(
            "no-line",
            "No line of enquiry is agreed, so the day follows none.",
            "Agree one to three with the host before the visit.",
            "worth-doing",
        )
    for line in followed:
        serving = [one for one in slots if line.id in one.lines]
        lack = wants(counted_kinds(serving, known), known)
        if lack:
            question = " ".join(line.question.split())
            yield DayFinding(
                "line",
                f"The line of enquiry '{question}' wants {lack}.",
                "Let another slot serve it: three kinds of evidence, one of them a voice.",
                slots=tuple(one.id for one in serving),
            )


def _order(slots: Sequence[Slot]) -> Iterator[DayFinding]:
    met = [one for one in slots if slot_sort(one) not in _AMONG_THEMSELVES and slot_sort(one) != "feedback"]
    if met and slot_sort(met[0]) != "leaders":
        yield DayFinding(
            "leaders",
            f"The day does not begin with the leaders, but with {_called(met[0])}.",
            "Meet the leaders first, so that nobody there is surprised.",
            "worth-doing",
            (met[0].id,),
        )
    feedback = [one for one in slots if slot_sort(one) == "feedback"]
    if not feedback:
        yield DayFinding(
            "feedback", "No feedback is planned for the same day.", "End the day with the leaders.", "worth-doing"
        )
    elif any(one.starts >= feedback[-1].ends for one in met):
        late = next(one for one in met if one.starts >= feedback[-1].ends)
        yield DayFinding(
            "feedback",
            f"{_called(late)} comes after the feedback.",
            "Move it forward, so that what is said there is in the feedback.",
            "worth-doing",
            (late.id, feedback[-1].id),
        )


_HEARD: tuple[tuple[SlotSort, str, str], ...] = (
    ("pupils", "No pupils are heard.", "Ask for a mixed group of 6 to 8, without staff in it."),
    ("staff", "No staff are heard beside the leaders.", "Ask for a group of 3 to 6, by role."),
    ("families", "No families in touch with the school are heard.", "Ask the host to invite some."),
    (
        "families-unheard",
        "No families are heard that the school has not heard from.",
        "Ask who they are and how they may be reached: by telephone, through an interpreter, at the gate.",
    ),
    ("governors", "No governors or trustees are heard.", "Ask for one or two, by telephone if need be."),
    ("learning-walk", "No learning walk is planned.", "Walk through lessons, and where pupils are between them."),
)


def _heard(slots: Sequence[Slot]) -> Iterator[DayFinding]:
    there = {slot_sort(one) for one in slots}
    for sort, what, do in _HEARD:
        if sort not in there:
            yield DayFinding(sort, what, do, "worth-doing")


def _groups(slots: Sequence[Slot]) -> Iterator[DayFinding]:
    for one in slots:
        sort = slot_sort(one)
        first, last = (PUPILS_FROM, PUPILS_TO) if sort == "pupils" else (STAFF_FROM, STAFF_TO)
        if sort in {"pupils", "staff"} and one.group and not first <= one.group <= last:
            who = "pupils" if sort == "pupils" else "staff"
            yield DayFinding(
                "group",
                f"{_called(one)} is with {one.group} {who}; {first} to {last} talk best.",
                f"Ask for a group of {first} to {last}.",
                "worth-doing",
                (one.id,),
            )
        if "pupil-voice" in one.kinds and "staff-voice" in one.kinds:
            yield DayFinding(
                "pupils-with-staff",
                f"Pupils and staff are heard together in {_called(one)}.",
                "Hear pupils without staff in the group; the host says who is nearby.",
                "worth-doing",
                (one.id,),
            )
        if sort == "pupils" and len(one.people) == 1:
            yield DayFinding(
                "alone",
                f"One of the team is alone with pupils in {_called(one)}.",
                "Let two go, or agree with the host who is nearby.",
                "worth-doing",
                (one.id,),
            )


def _among_themselves(slots: Sequence[Slot]) -> Iterator[DayFinding]:
    catch_ups = [one for one in slots if slot_sort(one) == "catch-up"]
    long = max(one.ends for one in slots) - slots[0].starts > _LONG_DAY
    if len(catch_ups) < 1 + long:
        yield DayFinding(
            "catch-up",
            "The team does not meet at break and at lunch." if long else "The team does not meet during the visit.",
            "Leave it time to say what was seen and what is missing.",
            "worth-doing",
            tuple(one.id for one in catch_ups),
        )
    if not any(slot_sort(one) == "drafting" for one in slots):
        yield DayFinding(
            "drafting",
            "There is no time to draft what will be said.",
            "Leave half an hour before the feedback.",
            "worth-doing",
        )
