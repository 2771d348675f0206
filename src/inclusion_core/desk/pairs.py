"""A SENCO and a leader at the desk: their planning, decisions, learning and hopes; private to the two by default."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from attrs import evolve, fields

from inclusion_core.analysis.texts.privacy import refuse_numbers
from inclusion_core.analysis.voice_shares import VoiceShares, voice_by_area, voice_over_time, voice_shares
from inclusion_core.desk.pair_agenda import AgendaItem, agenda_of
from inclusion_core.desk.schools import find_school
from inclusion_core.desk.taking_back import TakenBack, called, hopes_changed, refuse_undo, took_back
from inclusion_core.errors import NotAllowed, UnknownName
from inclusion_core.identifiers import nearest
from inclusion_core.model.together import (
    AREAS,
    JOINED,
    LEARNT,
    PAIR_ROLES,
    Decision,
    Hope,
    Learning,
    Planning,
    PupilAnswers,
    Together,
)
from inclusion_core.store.pairs import pairs_of
from inclusion_core.store.review.commands import clean

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping

    from inclusion_core.desk import Desk
    from inclusion_core.store.book import Undoing

__all__ = [
    "AREAS",
    "JOINED",
    "LEARNT",
    "PAIR_ROLES",
    "PLANNING_PARTS",
    "AgendaItem",
    "Decision",
    "Hope",
    "Learning",
    "Planning",
    "PupilAnswers",
    "TakenBack",
    "Together",
    "VoiceShares",
    "add_answers",
    "add_decision",
    "add_learning",
    "add_planning",
    "agenda_of",
    "all_pairs",
    "begin_pair",
    "change_learning",
    "change_planning",
    "hope",
    "newest_first",
    "pair_named",
    "refuse_numbers",
    "reveal",
    "say_distance",
    "take_out",
    "undo_pair",
    "voice_by_area",
    "voice_over_time",
    "voice_shares",
    "whose_hope_is_last",
]

Dated = TypeVar("Dated", Planning, Decision, Learning)

PLANNING_PARTS: Mapping[str, str] = {
    "working": "What is working?",
    "not_working": "What is not working?",
    "attention": "What needs attention?",
    "with_impact": "Which interventions have impact?",
    "without_impact": "Which no longer meet pupils' needs?",
    "expected": "What do the figures say about progress?",
    "instinct": "What do you think beyond the figures?",
    "we_start": "What do we start?",
    "we_change": "What do we change?",
    "we_stop": "What do we stop?",
    "others": "Who else came, by role?",
    "step": "One step this term",
}
"""The parts of a planning meeting, each with what it asks."""


def all_pairs(desk: Desk) -> tuple[Together, ...]:
    """Return every pair that can be read, by school."""
    return pairs_of(desk.workspace).all()


def newest_first(entries: Mapping[str, Dated]) -> tuple[Dated, ...]:
    """Return meetings, decisions or what was learnt, the newest first; of one day the last that was written down."""
    return tuple(sorted(entries.values(), key=lambda one: (one.day, len(one.id), one.id), reverse=True))


def pair_named(desk: Desk, school: str) -> Together:
    """Return the pair of a school, by the school's id or its beginning, or by what it goes by here.

    Raises UnknownName, NotAllowed.
    """
    book = pairs_of(desk.workspace)
    try:
        return book.one(school)
    except UnknownName:
        name = find_school(desk, school).id
    if not any(one.id == name for one in book.all()) and not book.problems:
        raise UnknownName("record of SENCO and leader", school, known=tuple(one.id for one in book.all()))
    return book.one(name)


def begin_pair(desk: Desk, school: str) -> Together:
    """Begin the record of a school's two. Raises UnknownName for no such school, NotAllowed where there is one."""
    found, book = find_school(desk, school), pairs_of(desk.workspace)
    if any(one.id == found.id for one in book.all()) or (book.folder / f"{found.id}.toml").exists():
        raise NotAllowed(f"The record of SENCO and leader at {book.one(found.id).title} is begun already.")
    return book.put(Together(found.id, found.name), new=True)


def add_planning(desk: Desk, school: str, day: dt.date, **parts: str) -> Planning:
    """Write down a planning meeting. `parts` are those of `PLANNING_PARTS`. Raises UnknownName, NotAllowed."""
    texts = _texts(parts)
    made: list[Planning] = []

    def make(was: Together) -> Together:
        made.append(Planning(_key("m", day, was.planning), day, **texts))
        return evolve(was, planning={**was.planning, made[-1].id: made[-1]})

    _change(desk, school, make)
    return made[-1]


def change_planning(desk: Desk, school: str, name: str, **parts: str) -> Planning:
    """Change parts of a planning meeting; what is not given stays. Raises UnknownName, NotAllowed."""
    texts = _texts(parts)
    made: list[Planning] = []

    def make(was: Together) -> Together:
        made.append(evolve(_named(was.planning, name, "planning meeting"), **texts))
        return evolve(was, planning={**was.planning, made[-1].id: made[-1]})

    _change(desk, school, make)
    return made[-1]


def add_decision(  # noqa: PLR0913, PLR0917  a decision has these parts
    desk: Desk, school: str, day: dt.date, area: str, what: str, joined: str
) -> Decision:
    """Write down a decision and when the SENCO joined it.

    Raises UnknownName for an area or a stage that is none, NotAllowed for one that is written down already: twice, it
    would count twice in every share.
    """
    checked: Any = _one_of(AREAS, area, "area")
    stage: Any = _one_of(JOINED, joined, "stage")
    said = _said(what, "Say what was decided.")
    made: list[Decision] = []

    def make(was: Together) -> Together:
        for one in was.decisions.values():
            if (one.day, one.area, one.what.casefold()) == (day, checked, said.casefold()):
                raise NotAllowed(
                    f"This decision is written down already, as {one.id}. Take that one out to write it otherwise."
                )
        made.append(Decision(_key("d", day, was.decisions), day, checked, said, stage))
        return evolve(was, decisions={**was.decisions, made[-1].id: made[-1]})

    _change(desk, school, make)
    return made[-1]


def add_learning(desk: Desk, school: str, day: dt.date, sort: str, what: str, **parts: str) -> Learning:
    """Write down shadowing or shared training. `parts` are the fields of `Learning`. Raises as `add_decision`."""
    checked: Any = _one_of(LEARNT, sort, "sort of learning")
    said, texts = _said(what, _ASKS_LEARNT), _texts(parts)
    made: list[Learning] = []

    def make(was: Together) -> Together:
        made.append(Learning(_key("s", day, was.learning), day, checked, said, **texts))
        return evolve(was, learning={**was.learning, made[-1].id: made[-1]})

    _change(desk, school, make)
    return made[-1]


_ASKS_LEARNT = "Say what you saw or learnt together."


def change_learning(desk: Desk, school: str, name: str, **parts: str) -> Learning:
    """Change parts of what was learnt: the questions afterwards, what was tried, adapted, sustained.

    Raises UnknownName, and NotAllowed for nothing in place of what it was.
    """
    texts = _texts(parts)
    if "what" in texts:
        _said(texts["what"], _ASKS_LEARNT)
    made: list[Learning] = []

    def make(was: Together) -> Together:
        made.append(evolve(_named(was.learning, name, "piece of learning"), **texts))
        return evolve(was, learning={**was.learning, made[-1].id: made[-1]})

    _change(desk, school, make)
    return made[-1]


# The pupils' question -----------------------------------------------------------------------------------------------


def hope(desk: Desk, school: str, role: str, text: str, day: dt.date) -> Hope:
    """Write down what a role hopes pupils would say. It is `anew` where it took the place of an earlier one.

    Raises NotAllowed once both have read each other's, and where somebody else wrote the one that is there.
    """
    who: Any = _one_of(PAIR_ROLES, role, "role")
    said, me = _said(text, "Say what you hope pupils would say."), desk.workspace.me.id

    def make(was: Together) -> Together:
        if was.revealed is not None:
            raise NotAllowed("Both hopes were read already, so they stay as they are.")
        there = was.hopes.get(who)
        if there is not None and there.by != me:
            raise NotAllowed(f"The {called(who)}'s hope was written by somebody else, so it stays as it is, unread.")
        return evolve(was, hopes={**was.hopes, who: Hope(who, said, day, me, anew=there is not None)})

    return _change(desk, school, make).hopes[who]


def reveal(desk: Desk, school: str, day: dt.date) -> Together:
    """Let both read each other's hopes. Raises NotAllowed where one of the two has not written theirs."""

    def make(was: Together) -> Together:
        lacking = [called(role) for role in PAIR_ROLES if role not in was.hopes]
        if lacking:
            raise NotAllowed(f"The {' and the '.join(lacking)} has not written down a hope yet, so nothing is shown.")
        return evolve(was, revealed=was.revealed or day)

    return _change(desk, school, make)


def add_answers(  # noqa: PLR0913, PLR0917  answers have these parts
    desk: Desk, school: str, day: dt.date, respondents: int, summary: str, words: tuple[str, ...] = ()
) -> PupilAnswers:
    """Keep what pupils said, summed up.

    Raises NotAllowed for fewer than five answers, words of fewer than ten, a pupil's number, and before both hopes were
    read: what pupils said would colour a hope that is written after it.
    """
    said = _said(summary, "Sum up what pupils said.")
    made: list[PupilAnswers] = []

    def make(was: Together) -> Together:
        if was.revealed is None:
            raise NotAllowed("Pupils are asked once both hopes were read, so that no answer of theirs colours a hope.")
        kept = tuple(_kept(one, "The words") for one in words if one.strip())
        made.append(PupilAnswers(_key("p", day, was.answers), day, respondents, said, kept))
        return evolve(was, answers={**was.answers, made[-1].id: made[-1]})

    _change(desk, school, make)
    return made[-1]


def say_distance(desk: Desk, school: str, text: str) -> Together:
    """Say what lies between the hopes and what pupils said. Raises NotAllowed for nothing, or before both are."""
    said = _said(text, "Say what lies between.")

    def make(was: Together) -> Together:
        if was.revealed is None or not was.answers:
            raise NotAllowed("The distance is told once both hopes were read and pupils were asked.")
        return evolve(was, distance=said)

    return _change(desk, school, make)


# Inside -------------------------------------------------------------------------------------------------------------


def take_out(desk: Desk, school: str, name: str) -> Together:
    """Take a meeting, a decision, a piece of learning or answers out, by id. Raises UnknownName."""

    def make(was: Together) -> Together:
        for part in ("planning", "decisions", "learning", "answers"):
            there = getattr(was, part)
            if name in there:
                left: Any = {part: {key: one for key, one in there.items() if key != name}}
                return evolve(was, **left)
        known = [*was.planning, *was.decisions, *was.learning, *was.answers]
        raise UnknownName("entry", name, nearest=nearest(name, known), known=tuple(known))

    return _change(desk, school, make)


def undo_pair(desk: Desk, school: str, *, role: str = "") -> TakenBack:
    """Take back your own last change of a pair's record; twice does it again. A hope is taken back by its `role` alone.

    Raises NotAllowed for another person's change, a hope of another role, and once both have read each other's hopes
    for that reading: it cannot be unread. Raises Conflict where the file was since changed by hand.
    """
    me, says, name = desk.workspace.me.id, "", _once_named(desk, school)

    def allow(would: Undoing[Together]) -> None:
        nonlocal says
        refuse_undo(would, me, role)
        says = took_back(would)

    return TakenBack(pairs_of(desk.workspace).undo(name, allow), says)


def whose_hope_is_last(desk: Desk, school: str) -> str:
    """Return the role whose hope undo would change, empty where it would change none. Raises as `undo_pair`."""
    return next(iter(hopes_changed(pairs_of(desk.workspace).would_undo(_once_named(desk, school)))), "")


def _once_named(desk: Desk, school: str) -> str:
    """Return the id of a pair that is there, or was: its beginning can be taken back, and done again."""
    try:
        return pair_named(desk, school).id
    except UnknownName:
        name = find_school(desk, school).id
        if not pairs_of(desk.workspace).ever(name):
            raise
        return name


def _change(desk: Desk, school: str, make: Callable[[Together], Together]) -> Together:
    return pairs_of(desk.workspace).change(pair_named(desk, school).id, make)


def _key(prefix: str, day: dt.date, there: Mapping[str, object]) -> str:
    base = f"{prefix}-{day.isoformat().replace('-', '')}"
    key, number = base, 1
    while key in there:
        number += 1
        key = f"{base}-{number}"
    return key


def _texts(parts: Mapping[str, str]) -> dict[str, Any]:
    known = {one.name for cls in (Planning, Learning) for one in fields(cls)} - {"id", "day", "sort"}
    for name in parts:
        if name not in known:
            raise UnknownName("part", name, nearest=nearest(name, known), known=tuple(sorted(known)))
    return {name: _kept(text) for name, text in parts.items()}


def _kept(text: str, what: str = "The text") -> str:
    refuse_numbers(text)
    return clean(text.strip(), what)


def _said(text: str, asks: str) -> str:
    said = _kept(text)
    if not said:
        raise NotAllowed(f"There is nothing to write down. {asks}")
    return said


def _one_of(known: tuple[str, ...], name: str, what: str) -> str:
    if name not in known:
        raise UnknownName(what, name, nearest=nearest(name, known), known=known)
    return name


def _named(there: Mapping[str, Any], name: str, what: str) -> Any:  # noqa: ANN401  whatever is kept there
    found = [there[name]] if name in there else [one for key, one in there.items() if name and key.startswith(name)]
    if len(found) == 1:
        return found[0]
    if found:
        raise NotAllowed(f"'{name}' begins several: {', '.join(one.id for one in found)}. Write more of it.")
    raise UnknownName(what, name, nearest=nearest(name, there), known=tuple(there))
