"""What must hold before a change is written: names that the framework knows, texts that a file can keep."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from typing import TYPE_CHECKING, Any

from attrs import evolve, fields_dict, frozen

from inclusion_core.errors import NotAllowed, StorageFailed, UnknownName
from inclusion_core.identifiers import is_id, nearest
from inclusion_core.model.action import ACTION_STATES
from inclusion_core.model.assessment import cell_text, judgement_of, parse_cell, voice_problem
from inclusion_core.model.enquiry import STAGES
from inclusion_core.model.evidence import Attachment
from inclusion_core.model.practice import REQUEST_ANSWERS
from inclusion_core.model.release import AUDIENCES, RELEASE_SECTIONS
from inclusion_core.model.review import Person, Safeguarding
from inclusion_core.model.timetable import SLOT_SORTS
from inclusion_core.store import files
from inclusion_core.store.review.commands import clean
from inclusion_core.store.review.rows import base32
from inclusion_core.store.review.things import ENQUIRY, EVIDENCE, T, lacking

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping
    from pathlib import Path

    from inclusion_core.model.assessment import Cell, Judgement
    from inclusion_core.model.framework import Framework
    from inclusion_core.store.review.state import State
    from inclusion_core.store.review.things import Sort

ATTACHMENT_LIMIT = 100_000_000
"""Bytes that one attachment may have."""


def judgement(  # noqa: PLR0913, PLR0917  all of it decides
    framework: Framework,
    state: State,
    voice: str,
    cell: Cell | str,
    wanted: Judgement | None,
    clock: Callable[[], dt.datetime],
) -> tuple[Cell, Judgement | None]:
    """Return the cell and the judgement as they are to be kept. Raises UnknownName, NotAllowed."""
    problem = voice_problem(framework, voice)
    if problem:
        raise NotAllowed(problem)
    place = parse_cell(framework, cell if isinstance(cell, str) else cell_text(cell))
    if wanted is None:
        return place, None
    for one in wanted.evidence:
        thing_of(EVIDENCE, state, one)
    kept = judgement_of(
        framework,
        place,
        wanted.level or wanted.non_answer or "",
        because=clean(wanted.because, "The reason"),
        confidence=wanted.confidence,
        evidence=tuple(wanted.evidence),
        at=instant(wanted.at or clock()),
    )
    return place, kept


def instant(at: dt.datetime) -> dt.datetime:
    """Return an instant as UTC. Raises NotAllowed where it does not say its zone."""
    if at.tzinfo is None:
        raise NotAllowed(f"{at.isoformat()} does not say which time zone it is in. Give it one, such as UTC.")
    return at.astimezone(dt.UTC)


@frozen
class Rules:
    """What new things are held against: the framework, the kinds of evidence there are (None: any), what is there."""

    framework: Framework
    kinds: Collection[str] | None
    state: State


def thing_of(sort: Sort[T], state: State, item: str) -> T:
    """Return one thing by its id. Raises UnknownName with the nearest."""
    there = sort.of(state)
    try:
        return there[item]
    except KeyError:
        known = tuple(there)
        raise UnknownName(sort.noun, item, nearest=nearest(item, known), known=known[-8:]) from None


def new_thing(sort: Sort[T], rules: Rules, fields: Mapping[str, Any], *, by: str, now: dt.datetime) -> T:
    """Make a new thing of these fields, checked. Raises UnknownName, NotAllowed; TypeError for no such field."""
    given = _checked(sort, rules, fields)
    made = {"by": by, "at": now, **given}
    item = new_id(sort.prefix, made["at"], sort.of(rules.state))
    mine = {name: one for name, one in made.items() if name in fields_dict(sort.cls)}
    return _whole(sort.cls(id=item, **mine))


def changed_thing(sort: Sort[T], rules: Rules, was: T, fields: Mapping[str, Any]) -> T:
    """Return a thing with these fields changed, checked. Raises as `new_thing`."""
    return _whole(evolve(was, **_checked(sort, rules, fields)))


def _whole(one: T) -> T:
    lack = lacking(one)
    if lack:
        raise NotAllowed(lack)
    return one


def _checked(sort: Sort[T], rules: Rules, fields: Mapping[str, Any]) -> dict[str, Any]:
    known = fields_dict(sort.cls).keys() - {"id", "by"}
    for name in fields:
        if name not in known:
            raise TypeError(f"A {sort.noun} has no field '{name}' to be given. It has: {', '.join(sorted(known))}.")
    return {name: _field(rules, name, one) for name, one in fields.items()}


def _field(rules: Rules, name: str, value: Any) -> Any:  # noqa: ANN401, PLR0911  each field has its own type, a line each
    """Return one field as it is to be kept; a field of one name means the same on every sort of thing."""
    if name in _CHOICES:
        return _choice(name, value, _CHOICES[name])
    if name == "kind":
        return _kind(rules, value)
    if name in _ALONE:
        return _ALONE[name](value)
    if name in {"at", "starts", "ends"}:
        return instant(value)
    if name == "agreed_at":
        return None if value is None else instant(value)
    if name in {"by_when", "review_on"}:
        return day(value)
    if name == "line":
        return None if value is None else thing_of(ENQUIRY, rules.state, value).id
    if name in _LISTS:
        return tuple(dict.fromkeys(_LISTS[name](rules, one) for one in value))
    return clean(value, f"The {name.replace('_', ' ')}")


def _whole_number(value: Any) -> int:  # noqa: ANN401  whatever was given
    if type(value) is not int:
        raise TypeError(f"{value!r} is no whole number. Give how many people the team meets.")
    return value


_CHOICES: Mapping[str, tuple[str, ...]] = {
    "stage": STAGES, "state": ACTION_STATES, "sort": SLOT_SORTS, "answer": REQUEST_ANSWERS,
}  # fmt: skip


def _contact(given: str) -> str:
    """Return a contact as it is to be kept. Raises NotAllowed for what is no role."""
    from inclusion_core.analysis.texts.role_names import role_problem  # noqa: PLC0415  few commands write one; 6 ms

    wrong = role_problem(given)
    if wrong:
        raise NotAllowed(wrong)
    return clean(given, "The contact")


_ALONE: Mapping[str, Callable[[Any], Any]] = {"offered": bool, "contact": _contact, "group": _whole_number}
"""Fields that are read by themselves, whatever else is there."""


def _choice(what: str, wanted: str, known: tuple[str, ...]) -> str:
    if wanted not in known:
        raise UnknownName(what, wanted, nearest=nearest(wanted, known), known=known)
    return wanted


def _kind(rules: Rules, kind: str) -> str:
    return kind if rules.kinds is None else _choice("kind of evidence", kind, tuple(rules.kinds))


_LISTS: Mapping[str, Callable[[Rules, str], str]] = {
    "indicators": lambda rules, one: rules.framework.indicator(one).id,
    "kinds": _kind,
    "lines": lambda rules, one: thing_of(ENQUIRY, rules.state, one).id,
    "people": lambda rules, one: _choice("person", one, tuple(rules.state.review.team)),
    "tags": lambda _, one: clean(one, "A tag"),
    "grounds": lambda _, one: clean(one, "A ground"),
}


def day(given: dt.date | None) -> dt.date | None:
    """Return a day, or None. Raises TypeError for an instant, which no file would read back as a day."""
    if isinstance(given, dt.datetime):
        raise TypeError(f"{given.isoformat()} is an instant, and a day is wanted. Give its date().")
    return given


def new_id(prefix: str, at: dt.datetime, taken: Collection[str]) -> str:
    """Make a new id such as `e-1n4k2q7c9x0z`: seven letters and digits of the time, five by chance."""
    while True:
        seconds = max(int(at.timestamp()), 0) & 0x7_FFFF_FFFF
        found = f"{prefix}-{base32(seconds, 7)}{base32(int.from_bytes(os.urandom(4), 'big') & 0x1FF_FFFF, 5)}".lower()
        if found not in taken:
            return found


def review_fields(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a review as they are to be kept. Raises NotAllowed."""
    fields = dict(given)
    if "title" in fields:
        fields["title"] = clean(fields["title"], "The title")
    if "keep_until" in fields:
        fields["keep_until"] = day(fields["keep_until"])
    if fields.get("safeguarding") is not None:
        fields["safeguarding"] = _safeguarding(fields["safeguarding"])
    if "released" in fields:
        fields["released"] = _released(fields["released"])
    if "team" in fields:
        fields["team"] = {person_id: _person(person_id, one) for person_id, one in fields["team"].items()}
        if not fields["team"]:
            del fields["team"]
    return fields


def _released(given: Mapping[str, str]) -> dict[str, str]:
    """Return what is released beyond the host's own side, in a settled order. Raises UnknownName."""
    for section, to in given.items():
        _choice("section", section, tuple(RELEASE_SECTIONS))
        _choice("audience", to, AUDIENCES)
    return {section: given[section] for section in RELEASE_SECTIONS if given.get(section, "self") != "self"}


def _safeguarding(given: Safeguarding) -> Safeguarding:
    if not given.lead.strip():
        raise NotAllowed("Say who leads on safeguarding in the host school, by role and, if they wish, by name.")
    return Safeguarding(
        clean(given.lead, "The safeguarding lead"),
        clean(given.reach, "How to reach them"),
        clean(given.arrangements, "The text on arrangements"),
    )


def _person(person_id: str, person: Person | None) -> Person | None:
    if not is_id(person_id):
        raise NotAllowed(f"'{person_id}' cannot name a person. Use lower-case letters, digits and hyphens.")
    if person is None:
        return None
    return Person(person_id, clean(person.name, "The name"), clean(person.role, "The role"))


def attached(folder: Path, paths: Iterable[Path]) -> dict[str, Attachment]:
    """Copy files to where a review keeps its attachments, by their SHA-256. Raises NotAllowed, StorageFailed."""
    found: dict[str, Attachment] = {}
    for path in paths:
        try:
            if path.stat().st_size > ATTACHMENT_LIMIT:
                raise NotAllowed(f"{path} is larger than {ATTACHMENT_LIMIT // 1_000_000} MB. Attach a smaller copy.")
            data = path.read_bytes()
        except OSError as error:
            why = files.why_not(error)
            raise StorageFailed(f"{path} could not be read: {why}. Nothing was changed. Check its name.") from error
        key = hashlib.sha256(data).hexdigest()
        place = folder / "attachments" / key
        if not place.exists():
            files.write(place, data, keep=0)
        found[key] = Attachment(clean(path.name.encode("utf-8", "replace").decode(), "The name"), len(data))
    return found
