"""The TOML files of a review: how it stands, for people to read and for the next opening to start from.

Each file says up to which journal line it is written (`applied`) and ends with a comment that holds the first 16 hex
digits of the SHA-256 of all bytes before it. A file whose bytes no longer match was edited by hand (or copied by a
program that changes line ends): it is read as it stands, and what differs is journaled by the session.
"""

from __future__ import annotations

import datetime as dt  # noqa: TC003  the converter reads annotations when it runs
import hashlib
import re
from collections.abc import Mapping  # noqa: TC003  as above
from typing import TYPE_CHECKING, Any, NamedTuple

from attrs import Factory, evolve, fields_dict, frozen

from inclusion_core.errors import FutureSchema, InvalidFile, Problem
from inclusion_core.model.action import Action  # noqa: TC001  the converter reads annotations when it runs
from inclusion_core.model.archived import Archived  # noqa: TC001  as above
from inclusion_core.model.assessment import Cell, Judgement, cell_text
from inclusion_core.model.enquiry import LineOfEnquiry  # noqa: TC001  as above
from inclusion_core.model.evidence import Attachment, Evidence
from inclusion_core.model.practice import LearningRequest, PracticeCard  # noqa: TC001  as above
from inclusion_core.model.review import Person, Pin, Review, Safeguarding
from inclusion_core.model.school import Setting
from inclusion_core.model.timetable import Slot  # noqa: TC001  as above
from inclusion_core.store import schema, toml
from inclusion_core.store.converter import fields, structure, unstructure
from inclusion_core.store.files import kept_copies
from inclusion_core.store.review.commands import ARCHIVE_FILE, REVIEW_FILE, cell_of, voice_file
from inclusion_core.store.review.things import ACTIONS, ENQUIRY, EVIDENCE, PRACTICE, REQUESTS, TIMETABLE

if TYPE_CHECKING:
    from pathlib import Path

    from inclusion_core.store.review.state import State
    from inclusion_core.store.review.things import Thing

LARGEST = 256_000_000
"""Bytes that a review's own file may have. It is our own writing, so the limit is there for damage only."""

_ENDING = re.compile(rb"# as written: ([0-9a-f]{16})\n\Z")
_APPLIED = re.compile(rb"^applied = (\d{1,15})$", re.MULTILINE)
_HEAD = 200
_ENDING_LENGTH = len(b"# as written: 0123456789abcdef\n")


@frozen(eq=False, repr=False)  # one for each file, and never compared or printed: 3 ms less at every start
class _ReviewFile:
    id: str
    school: str
    started: dt.date
    framework: Pin
    applied: int = 0
    title: str = ""
    keep_until: dt.date | None = None
    setting: Setting = Setting()
    team: Mapping[str, Person] = Factory(dict)
    safeguarding: Safeguarding | None = None
    self_review_hidden: bool = False
    blind: bool = False
    released: Mapping[str, str] = Factory(dict)


@frozen(eq=False, repr=False)
class _AssessmentFile:
    voice: str
    applied: int = 0
    judgements: Mapping[str, Judgement] = Factory(dict)


@frozen(eq=False, repr=False)
class _Seen:
    id: str
    kind: str
    note: str
    at: dt.datetime
    indicators: tuple[str, ...] = ()
    place: str = ""
    tags: tuple[str, ...] = ()
    attachments: Mapping[str, Attachment] = Factory(dict)


@frozen(eq=False, repr=False)
class _EvidenceFile:
    person: str
    applied: int = 0
    evidence: Mapping[str, _Seen] = Factory(dict)


@frozen(eq=False, repr=False)
class _ArchiveFile:
    applied: int = 0
    archived: Mapping[str, Archived] = Factory(dict)


@frozen(eq=False, repr=False)
class _EnquiryFile:
    applied: int = 0
    lines: Mapping[str, LineOfEnquiry] = Factory(dict)


@frozen(eq=False, repr=False)
class _ActionsFile:
    applied: int = 0
    actions: Mapping[str, Action] = Factory(dict)


@frozen(eq=False, repr=False)
class _TimetableFile:
    applied: int = 0
    slots: Mapping[str, Slot] = Factory(dict)


@frozen(eq=False, repr=False)
class _PracticeFile:
    applied: int = 0
    cards: Mapping[str, PracticeCard] = Factory(dict)


@frozen(eq=False, repr=False)
class _RequestsFile:
    applied: int = 0
    requests: Mapping[str, LearningRequest] = Factory(dict)


_Things = _EnquiryFile | _ActionsFile | _TimetableFile | _PracticeFile | _RequestsFile
_Shared = _ArchiveFile | _Things
Content = _ReviewFile | _AssessmentFile | _EvidenceFile | _Shared


class _Whole(NamedTuple):
    """A file that everybody shares and that holds all of one sort: its table is a field of the State."""

    cls: type[_Shared]
    kind: str
    table: str
    held: str


_WHOLE = {
    ARCHIVE_FILE: _Whole(_ArchiveFile, "inclusion.archive", "archived", "archive"),
    ENQUIRY.place: _Whole(_EnquiryFile, "inclusion.enquiry", "lines", ENQUIRY.held),
    ACTIONS.place: _Whole(_ActionsFile, "inclusion.actions", "actions", ACTIONS.held),
    TIMETABLE.place: _Whole(_TimetableFile, "inclusion.timetable", "slots", TIMETABLE.held),
    PRACTICE.place: _Whole(_PracticeFile, "inclusion.practice", "cards", PRACTICE.held),
    REQUESTS.place: _Whole(_RequestsFile, "inclusion.requests", "requests", REQUESTS.held),
}
SHARED: tuple[str, ...] = (REVIEW_FILE, *_WHOLE)
"""The files of a review that everybody shares."""


@frozen
class Snapshot:
    """One file as it was read. `name` is its path below the review's folder.

    `edited` is true where the bytes are not those that a program wrote. `content` is None where it cannot be read;
    then `problems` say why and the file is left alone. `future` is true where a newer version wrote it.
    """

    name: str
    data: bytes
    content: Content | None
    edited: bool = False
    future: bool = False
    problems: tuple[Problem, ...] = ()

    @property
    def applied(self) -> int:
        """The last journal line that is in it; 0 where that is not known."""
        return self.content.applied if self.content else 0


def names(folder: Path) -> tuple[str, ...]:
    """Return the snapshots that a review's folder holds, in a settled order."""
    found = [name for name in SHARED if (folder / name).is_file()]
    for below in ("assessments", "evidence"):
        found += sorted(f"{below}/{path.name}" for path in (folder / below).glob("*.toml") if path.is_file())
    return tuple(found)


def read(folder: Path, name: str) -> Snapshot:
    """Read one snapshot. What is wrong with it is in `problems`. Raises StorageFailed where the disk refuses."""
    path = folder / name
    try:
        data = toml.read_text(path, limit=LARGEST).encode()
    except InvalidFile as error:
        return Snapshot(name, b"", None, edited=True, problems=error.problems)
    snapshot = parse(name, data, file=str(path))
    if snapshot.content is None or _named(snapshot.content) == name:
        return snapshot
    wrong = Problem(
        f"is about {_about(snapshot.content)}, and its name is not.",
        "",
        "Give it back its name, or delete it.",
        str(path),
    )
    return evolve(snapshot, content=None, problems=(wrong,))


def parse(name: str, data: bytes, *, file: str = "") -> Snapshot:
    """Read a snapshot's bytes."""
    text = data.decode(errors="replace")
    cls, kind = _class_of(name)
    edited = not is_as_written(data)
    try:
        table = toml.parse(text, file=file)
        try:
            return Snapshot(
                name, data, structure(cls, schema.body(table, kind, file=file, text=text), file=file, text=text), edited
            )
        except FutureSchema as error:
            return Snapshot(name, data, _what_we_know(cls, table), edited=False, future=True, problems=error.problems)
    except InvalidFile as error:
        return Snapshot(name, data, None, edited, problems=error.problems)


def kept(folder: Path, name: str) -> Snapshot | None:
    """Return the newest earlier copy of a snapshot that is whole, or None."""
    for path in kept_copies(folder / name):
        try:
            snapshot = parse(name, path.read_bytes(), file=str(path))
        except OSError:
            continue
        if snapshot.content is not None and not snapshot.edited:
            return snapshot
    return None


def is_as_written(data: bytes) -> bool:
    """Say whether a file's bytes are those that a program of ours wrote."""
    ending = _ENDING.search(data[-_ENDING_LENGTH:])
    return ending is not None and _sum(data[:-_ENDING_LENGTH]) == ending[1]


def applied_in(data: bytes) -> int:
    """Return the last journal line that a file's bytes say is in them, without reading the rest; -1 for none."""
    found = _APPLIED.search(data[:_HEAD])
    return int(found[1]) if found else -1


def digest(data: bytes) -> str:
    """Return what a file's bytes are known by, the first 16 hex digits of their SHA-256."""
    return _sum(data).decode()


def sealed(text: str) -> bytes:
    """Return a file's bytes with the comment that its wholeness is known by."""
    body = text.encode()
    return body + b"# as written: " + _sum(body) + b"\n"


def write(state: State, name: str, applied: int) -> bytes:
    """Write the snapshot of that name for this state, up to a journal line."""
    return sealed(toml.dumps({**schema.header(_class_of(name)[1]), "applied": applied, **_table(state, name)}))


def judgements_in(snapshot: Snapshot) -> tuple[str, Mapping[Cell, Judgement]]:
    """Return the voice and judgements of a file; an empty voice where the file is about something else."""
    content = snapshot.content
    if not isinstance(content, _AssessmentFile):
        return "", {}
    return content.voice, {cell_of(text): judgement for text, judgement in content.judgements.items()}


def evidence_in(snapshot: Snapshot) -> Mapping[str, Evidence]:
    """Return the evidence of a file; nothing where the file is about something else."""
    content = snapshot.content
    if not isinstance(content, _EvidenceFile):
        return {}
    return {one.id: _evidence(one, content.person) for one in content.evidence.values()}


def things_in(snapshot: Snapshot) -> tuple[str, Mapping[str, Thing]]:
    """Return the table and the things of a file by their ids: evidence, lines of enquiry and so on; else none."""
    content = snapshot.content
    if isinstance(content, _Things):
        table = _WHOLE[_named(content)].table
        return table, getattr(content, table)
    return "evidence", evidence_in(snapshot)


def lay(state: State, snapshot: Snapshot) -> State:
    """Return the state with everything this file is about as the file has it."""
    content = snapshot.content
    if isinstance(content, _AssessmentFile):
        voice, cells = judgements_in(snapshot)
        others = {key: one for key, one in state.judgements.items() if key != voice}
        return evolve(state, judgements={**others, voice: cells} if cells else others)
    if isinstance(content, _EvidenceFile):
        kept_seen = {key: one for key, one in state.evidence.items() if one.by != content.person}
        return evolve(state, evidence={**kept_seen, **evidence_in(snapshot)})
    if isinstance(content, _ReviewFile):
        return evolve(state, review=review_of(content))
    if content is None:
        return state
    whole = _WHOLE[_named(content)]
    return evolve(state, **{whole.held: getattr(content, whole.table)})


def review_of(content: Content | None) -> Review:
    """Return the review that a review.toml tells of. Raises TypeError for any other file."""
    if not isinstance(content, _ReviewFile):
        raise TypeError("not a review's file")
    return Review(**{name: getattr(content, name) for name in fields_dict(Review)})


def read_review(folder: Path) -> Review:
    """Read what a review is from its review.toml alone. Raises InvalidFile, StorageFailed."""
    snapshot = read(folder, REVIEW_FILE)
    if snapshot.content is None:
        raise InvalidFile(folder / REVIEW_FILE, snapshot.problems)
    return review_of(snapshot.content)


def _evidence(seen: _Seen, person: str) -> Evidence:
    return Evidence(
        seen.id, seen.kind, seen.note, person, seen.at, seen.indicators, seen.place, seen.tags, seen.attachments
    )


def _table(state: State, name: str) -> dict[str, Any]:
    if name == REVIEW_FILE:
        names = fields_dict(Review).keys() & fields_dict(_ReviewFile).keys()
        table: dict[str, Any] = unstructure(_ReviewFile(**{one: getattr(state.review, one) for one in names}))
        return table
    if name in _WHOLE:
        return {_WHOLE[name].table: unstructure(getattr(state, _WHOLE[name].held))}
    for voice, cells in state.judgements.items():
        if voice_file(voice) == name:
            return {"voice": voice, "judgements": {cell_text(cell): unstructure(one) for cell, one in cells.items()}}
    if name.startswith("assessments/"):
        return {"voice": _stem(name).replace("~", ":"), "judgements": {}}
    person = _stem(name)
    items = {key: unstructure(one) for key, one in state.evidence.items() if one.by == person}
    for item in items.values():
        del item["id"], item["by"]
    return {"person": person, "evidence": items}


def _stem(name: str) -> str:
    return name.partition("/")[2].removesuffix(".toml")


def _named(content: Content) -> str:
    if isinstance(content, _AssessmentFile):
        return voice_file(content.voice)
    if isinstance(content, _EvidenceFile):
        return EVIDENCE.file(content.person)
    return next((name for name, whole in _WHOLE.items() if isinstance(content, whole.cls)), REVIEW_FILE)


def _about(content: Content) -> str:
    return f"'{content.voice if isinstance(content, _AssessmentFile) else getattr(content, 'person', 'the review')}'"


def _class_of(name: str) -> tuple[type[Content], str]:
    if name == REVIEW_FILE:
        return _ReviewFile, "inclusion.review"
    if name in _WHOLE:
        return _WHOLE[name].cls, _WHOLE[name].kind
    if name.startswith("assessments/"):
        return _AssessmentFile, "inclusion.assessment"
    return _EvidenceFile, "inclusion.evidence"


def _what_we_know(cls: type[Content], table: Mapping[str, Any]) -> Content | None:
    """Make what we can of a file that a newer version wrote; None where that is nothing."""
    known = fields(cls)
    try:
        return structure(cls, {key: one for key, one in table.items() if key in known})
    except InvalidFile:
        return None


def _sum(data: bytes) -> bytes:
    return hashlib.sha256(data).hexdigest()[:16].encode()
