"""A proposed timetable for the day of a visit: leaders first, then parallel teams, then drafting and feedback.

The order follows what review partnerships have published about their days. It is a proposal: everything in it can be
changed, and `day_rules` says of any timetable, proposed or not, what is missing. There is no clock in here.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from attrs import evolve

from inclusion_core.analysis.visit_day.rules import LOOKED_AT, counted_kinds, wants
from inclusion_core.errors import NotAllowed
from inclusion_core.model.timetable import Slot

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from inclusion_core.model.enquiry import LineOfEnquiry
    from inclusion_core.model.evidence import EvidenceKind
    from inclusion_core.model.framework import Framework
    from inclusion_core.model.timetable import SlotSort

SHORTEST_MIN = 180
"""Minutes that a day needs at least: leaders, two rounds, a catch-up, drafting and feedback."""

_GRID_MIN = 5
_SHORTEST_ROUND_MIN = 30
_MOST_ROUNDS = 8
_MOST_TEAMS = 4


class _Part(NamedTuple):
    """A part of the day: what it is for, its title, the kinds of evidence in it, and how many people are met."""

    sort: SlotSort
    title: str
    kinds: tuple[str, ...] = ()
    group: int = 0


_BRIEFING = _Part("briefing", "The team: who does what, and the safeguarding card read aloud")
_LEADERS = _Part("leaders", "Leaders first: how they see inclusion here", ("staff-voice", "document"))
_BREAK = _Part("catch-up", "The team at break: what was seen, what is missing")
_LUNCH = _Part("catch-up", "The team at lunch: what was seen, what is missing")
_DRAFTING = _Part("drafting", "The team: findings drafted, a sentence for each line of enquiry")
_FEEDBACK = _Part("feedback", "Feedback to the leaders, on the same day")

_GATHERING = (
    _Part("learning-walk", "Learning walk through lessons", ("learning-walk",)),
    _Part("pupils", "Pupils, a mixed group of 6 to 8, no staff in the group", ("pupil-voice",), 7),
    _Part("families-unheard", "Families the school has not heard from, 3 to 6", ("family-voice",), 4),
    _Part("staff", "Teachers, a group of 3 to 6", ("staff-voice",), 5),
    _Part("families", "Families in touch with the school, 3 to 6", ("family-voice",), 5),
    _Part("governors", "Governors", ("governor-voice",), 3),
    _Part("documents", "The SENCO: pupils' work, plans and policies", ("work-scrutiny", "document")),
    _Part("pupils", "Pupils who are seldom asked, 6 to 8, no staff in the group", ("pupil-voice",), 6),
    _Part("staff", "Support staff, a group of 3 to 6", ("staff-voice",), 4),
    _Part("learning-walk", "Learning walk: corridors, entrances, quiet places", ("learning-walk",)),
    _Part("pupils", "Pupils with duties in school, 6 to 8, no staff in the group", ("pupil-voice",), 6),
    _Part("documents", "Figures: attendance, suspensions, who joins and who leaves", ("data", "document")),
)
"""What is gathered: the ones that matter most come first, so that a short day or a small team leaves out the last."""


def propose_day(  # noqa: PLR0913  a day is made of all of these, all named
    starts: dt.datetime,
    ends: dt.datetime,
    *,
    people: Sequence[str] = (),
    teams: int = 0,
    lines: Iterable[LineOfEnquiry] = (),
    framework: Framework | None = None,
    kinds: Mapping[str, EvidenceKind] | None = None,
) -> tuple[Slot, ...]:
    """Propose a day from `starts` to `ends`, in order. Ids are places in it (`1`, `2` …), to be given real ones.

    `people` are ids of the team, shared out over `teams` that work at the same time (0: one for every two people, so
    that nobody is alone with pupils). Lines of enquiry that are being looked at get slots for the kinds their
    indicators ask for, then for others, until each has three kinds, one of them a voice. Raises NotAllowed for a day
    that ends before it begins, is too short, or for more teams than people.
    """
    minutes = _minutes(starts, ends)
    parties = _parties(people, teams)
    found: list[Slot] = []
    fixed = 15 + 30 + 15 + 30 + 30  # briefing, leaders, break, drafting, feedback
    lunch = 40 if minutes >= 300 else 0  # noqa: PLR2004  a day of five hours has its lunch
    rounds = min((minutes - fixed - lunch) // _SHORTEST_ROUND_MIN, _MOST_ROUNDS, -(-len(_GATHERING) // len(parties)))
    length = min((minutes - fixed - lunch) // rounds // _GRID_MIN * _GRID_MIN, 45)
    spare = minutes - fixed - lunch - rounds * length
    leaders = 30 + min(spare, 15)
    drafting = 30 + max(spare - 15, 0)
    at = starts

    def whole(part: _Part, lasts: int) -> None:
        nonlocal at
        found.append(_slot(part, at, lasts, (), len(found)))
        at += dt.timedelta(minutes=lasts)

    whole(_BRIEFING, 15)
    whole(_LEADERS, leaders)
    held = _in_rounds(rounds, len(parties))
    for place, side_by_side in enumerate(held):
        if place == max(rounds // 4, 1):
            whole(_BREAK, 15)
        if lunch and place == -(-rounds * 5 // 8):
            whole(_LUNCH, lunch)
        for part, party in zip(side_by_side, parties, strict=False):
            found.append(_slot(part, at, length, party, len(found)))
        at += dt.timedelta(minutes=length)
    whole(_DRAFTING, drafting)
    whole(_FEEDBACK, int((ends - at) / dt.timedelta(minutes=1)))
    return _for_lines(found, [one for one in lines if one.stage in LOOKED_AT], framework, kinds or {})


def _minutes(starts: dt.datetime, ends: dt.datetime) -> int:
    minutes = int((ends - starts) / dt.timedelta(minutes=1))
    if minutes <= 0:
        raise NotAllowed(f"The day ends ({ends:%H:%M}) before it begins ({starts:%H:%M}). Give it a later end.")
    if minutes < SHORTEST_MIN:
        raise NotAllowed(
            f"{minutes} minutes are too short for a day with leaders, pupils, staff, families, drafting and feedback. "
            "Give it three hours or more, or put slots in one by one."
        )
    if starts.date() != ends.date():
        raise NotAllowed("A day begins and ends on one date. Propose each day by itself.")
    return minutes


def _parties(people: Sequence[str], teams: int) -> list[tuple[str, ...]]:
    wanted = teams or max(min(len(people) // 2, _MOST_TEAMS), 1)
    if wanted > max(len(people), 1) or wanted < 1:
        raise NotAllowed(
            f"{wanted} teams want {wanted} people, and {len(people)} are named. Name more of them, or ask for fewer "
            "teams."
        )
    return [tuple(people[place::wanted]) for place in range(wanted)]


def _in_rounds(rounds: int, side_by_side: int) -> list[list[_Part]]:
    """Return what is gathered in each round: what matters most early, and no two of one sort at once if possible."""
    left = list(_GATHERING[: rounds * side_by_side])
    found: list[list[_Part]] = []
    for _ in range(rounds):
        now: list[_Part] = []
        while left and len(now) < side_by_side:
            taken = {one.sort for one in now}
            part = next((one for one in left if one.sort not in taken), left[0])
            left.remove(part)
            now.append(part)
        found.append(now)
    return found


def _slot(part: _Part, at: dt.datetime, lasts: int, people: tuple[str, ...], place: int) -> Slot:
    ends = at + dt.timedelta(minutes=lasts)
    return Slot(str(place + 1), at, ends, part.title, kinds=part.kinds, people=people, sort=part.sort, group=part.group)


def _for_lines(
    slots: Sequence[Slot],
    lines: Iterable[LineOfEnquiry],
    framework: Framework | None,
    kinds: Mapping[str, EvidenceKind],
) -> tuple[Slot, ...]:
    served: dict[str, list[str]] = {one.id: [] for one in slots}
    for line in lines:
        asked = _asked_for(line, framework)
        serving = [one for one in slots if one.sort != "leaders" and set(one.kinds) & asked]
        for one in slots:
            have = counted_kinds(serving, kinds)
            if wants(have, kinds) and counted_kinds([one], kinds) - have:
                serving.append(one)
        for one in serving:
            served[one.id].append(line.id)
    return tuple(evolve(one, lines=tuple(served[one.id])) for one in slots)


def _asked_for(line: LineOfEnquiry, framework: Framework | None) -> frozenset[str]:
    if framework is None:
        return frozenset()
    return frozenset(
        kind for name in line.indicators if name in framework.indicators for kind in framework.indicators[name].evidence
    )
