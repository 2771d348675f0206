"""What must hold before a change is written: names that the framework knows, texts that a file can keep."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from typing import TYPE_CHECKING, Any

from attrs import evolve

from inclusion_core.errors import NotAllowed, StorageFailed, UnknownName
from inclusion_core.identifiers import is_id, nearest
from inclusion_core.model.assessment import cell_text, judgement_of, parse_cell, voice_problem
from inclusion_core.model.evidence import Attachment, Evidence
from inclusion_core.model.review import Person
from inclusion_core.store import files
from inclusion_core.store.commands import clean
from inclusion_core.store.rows import base32

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping
    from pathlib import Path

    from inclusion_core.model.assessment import Cell, Judgement
    from inclusion_core.model.framework import Framework
    from inclusion_core.store.state import State

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
        evidence_of(state, one)
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


def evidence_of(state: State, evidence: str) -> Evidence:
    """Return one piece of evidence. Raises UnknownName with the nearest id."""
    try:
        return state.evidence[evidence]
    except KeyError:
        known = tuple(state.evidence)
        raise UnknownName("evidence", evidence, nearest=nearest(evidence, known), known=known[-8:]) from None


def new_evidence(  # noqa: PLR0913  evidence has these parts, all named
    framework: Framework,
    kinds: Collection[str] | None,
    *,
    by: str,
    kind: str,
    note: str,
    indicators: Iterable[str],
    place: str,
    tags: Iterable[str],
    at: dt.datetime,
    taken: Collection[str],
) -> Evidence:
    """Make a new piece of evidence, checked. Raises UnknownName, NotAllowed."""
    one = Evidence(evidence_id(at, taken), "", "", by, instant(at))
    fields = {"kind": kind, "note": note, "indicators": indicators, "place": place, "tags": tags}
    return changed_evidence(framework, kinds, one, fields)


def changed_evidence(
    framework: Framework, kinds: Collection[str] | None, was: Evidence, fields: Mapping[str, Any]
) -> Evidence:
    """Return evidence with these fields changed, checked. Raises UnknownName, NotAllowed."""
    changes: dict[str, Any] = {}
    for name, value in fields.items():
        if name in {"note", "place"}:
            changes[name] = clean(value, f"The {name}")
        elif name == "tags":
            changes[name] = tuple(clean(one, "A tag") for one in value)
        elif name == "indicators":
            changes[name] = tuple(dict.fromkeys(framework.indicator(one).id for one in value))
        elif name == "at":
            changes[name] = instant(value)
        else:
            changes[name] = _kind(kinds, value)
    will = evolve(was, **changes)
    if not will.note.strip() and not will.attachments:
        raise NotAllowed("Evidence needs a note. Say in a few words what was seen or heard.")
    return will


def _kind(kinds: Collection[str] | None, kind: str) -> str:
    if kinds is not None and kind not in kinds:
        known = tuple(kinds)
        raise UnknownName("kind of evidence", kind, nearest=nearest(kind, known), known=known)
    return kind


def evidence_id(at: dt.datetime, taken: Collection[str]) -> str:
    """Make a new id such as `e-1n4k2q7c9x0z`: seven letters and digits of the time, five by chance."""
    while True:
        seconds = max(int(at.timestamp()), 0) & 0x7_FFFF_FFFF
        found = f"e-{base32(seconds, 7)}{base32(int.from_bytes(os.urandom(4), 'big') & 0x1FF_FFFF, 5)}".lower()
        if found not in taken:
            return found


def review_fields(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a review as they are to be kept. Raises NotAllowed."""
    fields = dict(given)
    if "title" in fields:
        fields["title"] = clean(fields["title"], "The title")
    if "team" in fields:
        fields["team"] = {person_id: _person(person_id, one) for person_id, one in fields["team"].items()}
        if not fields["team"]:
            del fields["team"]
    return fields


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
