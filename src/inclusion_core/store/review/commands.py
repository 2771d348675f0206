"""What can be done to a review, as data: how each command is written, what it changes and how it is taken back.

A command is one key and what it needs: `{"judge": {…}}`, `{"put-evidence": {…}}`. It falls into atoms, each of which
changes one thing (one cell of one voice, one piece of evidence, one field of the review) in one file; conflicts,
merging and snapshots all work on atoms. Nothing here touches a file.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, NamedTuple

from inclusion_core.errors import NotAllowed
from inclusion_core.model.archived import Archived
from inclusion_core.model.assessment import Cell, Judgement, cell_text
from inclusion_core.model.review import Person, Pin, Review
from inclusion_core.store.review.rows import Command, instant_text
from inclusion_core.store.review.things import (
    SORTS,
    data_of,
    differing,
    file_of,
    some_of,
    sort_of,
    thing_from,
    values_from,
    written,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from inclusion_core.store.review.things import Sort, Thing

Key = tuple[str, ...]
"""One thing that can change: `("judge", voice, "U4@send")`, `("review", field)`, `("team", id)`, `("archive", id)`,
and whatever `things.SORTS` names, by its id: `("evidence", id)`, `("enquiry", id)`."""

REVIEW_FILE = "review.toml"
ARCHIVE_FILE = "archive.toml"
SPLICED = "journal.jsonl"
"""The `file` of the change that settles what another program put together."""
EDITION: Key = ("review", "framework")
"""The key of the edition that a review rests on; only a move (`migrate`) changes it."""
REVIEW_FIELDS = ("title", "setting", "keep_until", "safeguarding", "self_review_hidden", "blind", "released")
_ARCHIVED = ("voice", "cell", "edition", "digest", "why", "title")
NOTES = frozenset({"set-aside", "blanked", "merged", "left-anyway"})
"""Lines that say what happened to the journal itself and change nothing in the review."""


class Atom(NamedTuple):
    """One change of one thing. `file` is the snapshot it belongs to, as a path below the review's folder."""

    key: Key
    file: str
    value: Any


def voice_file(voice: str) -> str:
    """Return where a voice's judgements are kept, below the review's folder.

    >>> voice_file("peer:ak-7f3")
    'assessments/peer~ak-7f3.toml'
    """
    return f"assessments/{voice.replace(':', '~')}.toml"


def key_text(key: Key) -> str:
    """Write a key as the journal names it; no part of a key holds a space."""
    return " ".join(key)


def clean(text: str, what: str) -> str:
    r"""Return a text as it is kept: line ends become LF, nothing else changes. Raises NotAllowed for half a character.

    >>> clean("one\r\ntwo", "The note")
    'one\ntwo'
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise NotAllowed(
            f"{what} holds half a character (at place {error.start + 1}), which no file can keep. "
            "Take it out and try again; nothing was changed."
        ) from None
    return text


# Writing commands --------------------------------------------------------------------------------------------------


def judge(voice: str, cell: Cell, judgement: Judgement | None) -> Command:
    """Write the command that gives a voice's cell this judgement, or clears it."""
    return {"judge": _judge_data(voice, cell_text(cell), judgement)}


def judge_all(commands: Iterable[Command]) -> Command:
    """Write many judgements as one change."""
    return {"judge-all": [one["judge"] for one in commands]}


def put(thing: Thing) -> Command:
    """Write the command that puts a thing there: evidence, a line of enquiry, an action, a slot."""
    return {f"put-{sort_of(thing).name}": data_of(thing)}


def withdraw(thing: Thing) -> Command:
    """Write the command that withdraws a thing; the journal keeps it."""
    return withdrawal(sort_of(thing), thing.id, file_of(thing))


def withdrawal(sort: Sort[Any], item: str, file: str) -> Command:
    """Write the command that withdraws whatever is under this id in this file."""
    return {f"withdraw-{sort.name}": sort.address(item, file)}


def change(before: Thing, after: Thing) -> Command:
    """Write the command that makes one thing into another of the same id: only what differs."""
    return set_fields(after, differing(before, after))


def set_fields(thing: Thing, names: Iterable[str]) -> Command:
    """Write the command that gives the thing of this id these fields as they are here."""
    sort = sort_of(thing)
    return {f"change-{sort.name}": {**sort.address(thing.id, file_of(thing)), **some_of(thing, names)}}


def change_review(fields: Mapping[str, Any]) -> Command:
    """Write the command that changes a review: `REVIEW_FIELDS`, and `team` (person id -> Person or None)."""
    data: dict[str, Any] = {name: _review_data(name, fields[name]) for name in REVIEW_FIELDS if name in fields}
    if fields.get("team"):
        data["team"] = {person: _person_data(one) for person, one in fields["team"].items()}
    return {"change-review": data}


def create_review(review: Review) -> Command:
    """Write the command that a review begins with."""
    return {
        "create-review": {
            "id": review.id,
            "school": review.school,
            "framework": _pin_data(review.framework),
            "started": review.started.isoformat(),
            "setting": _review_data("setting", review.setting),
            "title": review.title,
            "team": {person: _person_data(one) for person, one in review.team.items()},
            "keep_until": _review_data("keep_until", review.keep_until),
        }
    }


def migrate(before: Pin, after: Pin, changes: Iterable[Command]) -> Command:
    """Write the command that moves a review to another edition, with everything that changes by it."""
    return {"migrate": {"from": _pin_data(before), "to": _pin_data(after), "changes": list(changes)}}


def archive(item: str, one: Archived | None) -> Command:
    """Write the command that sets a judgement aside under an id, or takes it out of the archive with None."""
    data: dict[str, Any] = {"id": item}
    if one is not None:
        data.update({name: getattr(one, name) for name in _ARCHIVED})
        data["to"] = list(one.to)
        data["judgement"] = _judge_data(one.voice, one.cell, one.judgement)
    return {"archive": data}


def several(commands: Iterable[Command], *, file: str = "", of: str = "") -> Command:
    """Write many commands as one change; `file` is a snapshot that somebody edited by hand, `of` its digest then."""
    return {"several": {"file": file, "of": of, "changes": list(commands)}}


# Reading commands --------------------------------------------------------------------------------------------------


def atoms(command: Command) -> tuple[Atom, ...]:
    """Take a command apart. Raises ValueError for a command that this version does not know."""
    try:
        ((name, data),) = command.items()
        return tuple(_ATOMS[name](data))
    except (KeyError, TypeError, ValueError, AttributeError, NotAllowed) as error:
        raise ValueError("is a change that this version does not know") from error


def review_from(command: Command) -> Review | None:
    """Return the review that a `create-review` began, or None for any other command. Raises ValueError."""
    data = command.get("create-review")
    if data is None:
        return None
    try:
        return Review(
            id=str(data["id"]),
            school=str(data["school"]),
            framework=Pin(**data["framework"]),
            started=dt.date.fromisoformat(data["started"]),
            setting=_review_value("setting", data["setting"]),
            title=data["title"],
            team={person: _person(person, one) for person, one in data["team"].items()},
            keep_until=_review_value("keep_until", data["keep_until"]),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("does not say which review it began") from error


# Values as JSON has them -------------------------------------------------------------------------------------------


def _judge_data(voice: str, indicator: str, judgement: Judgement | None) -> dict[str, Any]:
    data: dict[str, Any] = {"voice": voice, "indicator": indicator}
    if judgement is None:
        return {**data, "level": None}
    if judgement.level is not None:
        data["level"] = judgement.level
    else:
        data["non_answer"] = judgement.non_answer
    for name in ("because", "confidence"):
        if getattr(judgement, name):
            data[name] = getattr(judgement, name)
    if judgement.evidence:
        data["evidence"] = list(judgement.evidence)
    if judgement.at is not None:
        data["at"] = instant_text(judgement.at)
    return data


def _judgement(data: Mapping[str, Any]) -> Judgement | None:
    if data.get("level") is None and data.get("non_answer") is None:
        return None
    at = data.get("at")
    return Judgement(
        level=data.get("level"),
        non_answer=data.get("non_answer"),
        because=data.get("because", ""),
        confidence=data.get("confidence"),
        evidence=tuple(data.get("evidence", ())),
        at=None if at is None else dt.datetime.fromisoformat(at),
    )


def _archived(data: Mapping[str, Any]) -> Archived | None:
    given = data.get("judgement")
    judgement = None if given is None else _judgement(given)
    if judgement is None:
        return None
    return Archived(data["id"], judgement=judgement, to=tuple(data["to"]), **{name: data[name] for name in _ARCHIVED})


def _pin_data(pin: Pin) -> dict[str, str]:
    return {"id": pin.id, "edition": pin.edition, "digest": pin.digest}


def _review_data(name: str, value: Any) -> Any:  # noqa: ANN401  each field has its own type
    if name == "setting":
        return {"kind": value.kind, "phase": value.phase, "features": list(value.features)}
    return written(value)


def _review_value(name: str, data: Any) -> Any:  # noqa: ANN401  as _review_data
    return values_from(Review, {name: data})[name]


def _person_data(person: Person | None) -> dict[str, str] | None:
    return None if person is None else {"name": person.name, "role": person.role}


def _person(person: str, data: Mapping[str, str]) -> Person:
    return Person(person, data.get("name", ""), data.get("role", ""))


def cell_of(text: str) -> Cell:
    """Read `U4@send` as a cell, without asking any framework."""
    indicator, at_sign, facet = text.partition("@")
    return (indicator, facet if at_sign else None)


# How each command falls into atoms ---------------------------------------------------------------------------------


def _judge_atoms(data: Mapping[str, Any]) -> Iterator[Atom]:
    voice = data["voice"]
    yield Atom(("judge", voice, data["indicator"]), voice_file(voice), _judgement(data))


def _judge_all_atoms(data: Iterable[Mapping[str, Any]]) -> Iterator[Atom]:
    for one in data:
        yield from _judge_atoms(one)


def _thing_atoms(name: str) -> dict[str, Callable[[Any], Iterator[Atom]]]:
    """Return how the commands on one sort of things fall into atoms: whole, some fields, or None where it goes."""
    sort = SORTS[name]
    address = sort.address("", "").keys()

    def atom(data: Mapping[str, Any], value: Any) -> Iterator[Atom]:  # noqa: ANN401  an atom's value
        yield Atom((name, data["id"]), sort.file(data.get("by", "")), value)

    def put_atoms(data: Mapping[str, Any]) -> Iterator[Atom]:
        return atom(data, thing_from(sort.cls, data))

    def change_atoms(data: Mapping[str, Any]) -> Iterator[Atom]:
        return atom(data, values_from(sort.cls, {one: data[one] for one in data if one not in address}))

    def withdraw_atoms(data: Mapping[str, Any]) -> Iterator[Atom]:
        return atom(data, None)

    return {f"put-{name}": put_atoms, f"change-{name}": change_atoms, f"withdraw-{name}": withdraw_atoms}


def _change_review_atoms(data: Mapping[str, Any]) -> Iterator[Atom]:
    for name, value in data.items():
        if name == "team":
            for person, one in value.items():
                yield Atom(("team", person), REVIEW_FILE, None if one is None else _person(person, one))
        elif name in REVIEW_FIELDS:
            yield Atom(("review", name), REVIEW_FILE, _review_value(name, value))
        else:
            raise ValueError(name)


def _several_atoms(data: Mapping[str, Any]) -> Iterator[Atom]:
    for one in data["changes"]:
        yield from atoms(one)


def _migrate_atoms(data: Mapping[str, Any]) -> Iterator[Atom]:
    yield Atom(EDITION, REVIEW_FILE, Pin(**data["to"]))
    for one in data["changes"]:
        yield from atoms(one)


def _archive_atoms(data: Mapping[str, Any]) -> Iterator[Atom]:
    yield Atom(("archive", data["id"]), ARCHIVE_FILE, _archived(data))


def _created_atoms(data: Mapping[str, Any]) -> Iterator[Atom]:
    yield Atom(("created", data["id"]), REVIEW_FILE, None)


def _no_atoms(_: Mapping[str, Any]) -> Iterator[Atom]:
    return iter(())


_ATOMS: dict[str, Callable[[Any], Iterator[Atom]]] = {
    "judge": _judge_atoms,
    "judge-all": _judge_all_atoms,
    "change-review": _change_review_atoms,
    "create-review": _created_atoms,
    "several": _several_atoms,
    "migrate": _migrate_atoms,
    "archive": _archive_atoms,
    **dict.fromkeys(NOTES, _no_atoms),
    **{command: fall for name in SORTS for command, fall in _thing_atoms(name).items()},
}
