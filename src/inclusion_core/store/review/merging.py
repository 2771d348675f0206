"""Two copies of one review made one: a union of what each person did, and a question where both did the same thing.

Every line that the other copy has and ours has not comes into our journal under its own name, so that merging twice is
merging once. A thing that only they changed, or that they changed knowing our change, becomes as they have it. A thing
that both changed without knowing of each other stays as ours is, their line stays readable in the journal, and it is
shown as a conflict until somebody decides by changing it again.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from attrs import frozen

from inclusion_core.errors import NotAllowed, StorageFailed
from inclusion_core.store import files
from inclusion_core.store.review import commands, pinned
from inclusion_core.store.review.commands import NOTES, Key, key_text
from inclusion_core.store.review.journal import Journal
from inclusion_core.store.review.ledger import JOURNAL, LOCK
from inclusion_core.store.review.opening import line_atoms, open_files
from inclusion_core.store.review.rows import Command, Entry, Line
from inclusion_core.store.review.state import State, apply
from inclusion_core.store.review.things import SORTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from inclusion_core.model.review import Review
    from inclusion_core.store.review.ledger import Ledger


@frozen
class Clash:
    """One thing that both copies changed. `ours` stands; `theirs` is what the other copy has (None: nothing).

    `key` is as in `commands.Key`; `person` is who changed it there.
    """

    key: Key
    ours: Any
    theirs: Any
    person: str


@frozen
class Merged:
    """What merging did: lines that came in, things that changed here, conflicts that stand, attachments copied."""

    lines: int = 0
    changed: tuple[Key, ...] = ()
    conflicts: tuple[Clash, ...] = ()
    attachments: int = 0


@frozen
class Coming:
    """What merging another copy brings: its lines that are not here, in its order; the rest as in `Merged`."""

    lines: tuple[Line, ...] = ()
    changed: tuple[Key, ...] = ()
    conflicts: tuple[Clash, ...] = ()


@frozen
class _Theirs:
    """The other copy: every line of it, what was edited there by hand as lines too, and how it stands."""

    lines: list[Line]
    state: State


def merge(ours: Ledger, folder: Path) -> Merged:
    """Take another copy's folder into ours; the other copy is only read."""
    ours.writable()
    theirs = _read(ours, folder)
    with ours.mutex, ours.journal.writing() as turn:
        ours.receive(turn)
        found = _weighed(ours, theirs)
        copied = _attachments(folder, ours.folder)
        _texts(folder, ours.folder)
        if found.lines:
            taken = dict.fromkeys(found.changed)
            entries = [_entry(line, taken) for line in found.lines]
            summary = {"lines": len(entries), "conflicts": [key_text(one.key) for one in found.conflicts]}
            ours.append(turn, [*entries, ours.entry({"merged": summary}, None)], together=True)
    return Merged(len(found.lines), found.changed, found.conflicts, copied)


def coming(ours: Ledger, folder: Path) -> Coming:
    """Say what merging another copy's folder would bring; neither is written to. Raises as `merge` does."""
    with ours.mutex:
        return _weighed(ours, _read(ours, folder))


def makes_something(line: Line) -> bool:
    """Say whether a line changes something in a review that has begun, and is no note of the journal's own."""
    return not NOTES & line.do.keys() and "create-review" not in line.do


def _read(ours: Ledger, folder: Path) -> _Theirs:
    """Read the other copy. Raises NotAllowed where the two cannot be made one."""
    journal = Journal(folder / JOURNAL, folder / LOCK)
    journal.pull()
    opened = open_files(folder, journal, ours.framework)
    refuse_namesake(ours.state.review, ours.journal.lines, opened.state.review, journal.lines)
    _refuse_another(ours, opened.state, newer=opened.newer)
    state = opened.state
    for edit in opened.edits:
        state = apply(state, commands.atoms(edit.change))
    last = journal.last_seq
    edits = [_as_line(edit.change, ours.person, last + n, ours) for n, edit in enumerate(opened.edits, start=1)]
    return _Theirs([*journal.lines, *edits], state)


def _weighed(ours: Ledger, theirs: _Theirs) -> Coming:
    known = {line.id: line.seq for line in ours.journal.lines}
    new = tuple(line for line in theirs.lines if line.id not in known and makes_something(line))
    taken, conflicts = _decide(ours, known, theirs.lines, theirs.state)
    return Coming(new, tuple(taken), conflicts)


def refuse_namesake(here: Review, our_lines: Iterable[Line], there: Review, their_lines: Iterable[Line]) -> None:
    """Raise NotAllowed where two reviews of one name did not begin as one: they are two, and are never mixed.

    A review is known by the line that it began with; where a copy lost that, by its school and its first day.
    """
    if here.id != there.id:
        return
    mine, theirs = _beginning(our_lines), _beginning(their_lines)
    same = mine.id == theirs.id if mine and theirs else (here.school, here.started) == (there.school, there.started)
    if same:
        return
    one, other = _begun(here, mine), _begun(there, theirs)
    raise NotAllowed(
        f"There are two reviews called {here.id}: the one here was begun {one}, the other {other}. They are never "
        "mixed, and nothing was changed. To have the other one too, open it in a workspace of its own (--workspace)."
    )


def _beginning(lines: Iterable[Line]) -> Line | None:
    return next((line for line in lines if "create-review" in line.do), None)


def _begun(review: Review, line: Line | None) -> str:
    if line is None:
        return f"on {review.started.day} {review.started:%B %Y} for {review.school}"
    return f"on {line.at.day} {line.at:%B %Y} at {line.at:%H:%M} UTC by {line.person}"


def _refuse_another(ours: Ledger, theirs: State, *, newer: bool) -> None:
    here, there = ours.state.review, theirs.review
    if here.id != there.id:
        raise NotAllowed(f"This is the review {there.id}, and not {here.id}. Nothing was changed.")
    if here.framework != there.framework:
        raise NotAllowed(
            f"The other copy of {here.id} rests on {there.framework.name} in another text than ours "
            f"({here.framework.name}). Bring both to the same edition first (inclusion review migrate). Nothing was "
            "changed."
        )
    if newer:
        raise NotAllowed(
            f"A newer version of this program wrote the other copy of {here.id}. Update the program first."
        )


def _as_line(change: Command, person: str, seq: int, ours: Ledger) -> Line:
    """Make a line of what was edited by hand in the other copy; the same edit has the same name each time."""
    canonical = json.dumps(change, sort_keys=True, ensure_ascii=False)
    name = "HAND" + hashlib.sha256(canonical.encode()).hexdigest()[:22].upper()
    return Line(seq, name, ours.clock(), person, ours.device, change, None)


def _decide(
    ours: Ledger, known: Mapping[str, int], their_lines: list[Line], their_state: State
) -> tuple[dict[Key, None], tuple[Clash, ...]]:
    """Decide for each thing that the other copy changed whether it becomes as they have it."""
    our_last, their_last = _last_touch(ours.journal.lines), _last_touch(their_lines)
    their_place = {line.id: place for place, line in enumerate(their_lines)}
    taken: dict[Key, None] = {}
    conflicts: list[Clash] = []
    for key, theirs in their_last.items():
        mine = our_last.get(key)
        here, there = value(ours.state, key), value(their_state, key)
        if theirs.id in known:
            ours_after_theirs = mine is None or known[mine.id] >= known[theirs.id]
            if ours_after_theirs or here == there or _knew(mine, theirs, their_place):
                continue
        elif mine is None or _knew(mine, theirs, their_place):
            taken[key] = None
            continue
        if here != there:
            conflicts.append(Clash(key, here, there, theirs.person))
    return taken, tuple(conflicts)


def _knew(mine: Line | None, theirs: Line, their_place: Mapping[str, int]) -> bool:
    """Say whether they made their change with ours before them."""
    return mine is not None and mine.id in their_place and their_place[mine.id] < their_place[theirs.id]


def _last_touch(lines: Iterable[Line]) -> dict[Key, Line]:
    found: dict[Key, Line] = {}
    for line in lines:
        for atom in line_atoms(line):
            if atom.key[0] != "created":
                found[atom.key] = line
    return found


def value(state: State, key: Key) -> Any:  # noqa: ANN401  a judgement, evidence, a person, a field
    """Return what stands under a key, or None: a judgement, evidence, a line of enquiry, a field."""
    sort, name = key[0], key[1]
    if sort == "judge":
        return state.judgements.get(name, {}).get(commands.cell_of(key[2]))
    if sort in SORTS:
        return SORTS[sort].of(state).get(name)
    if sort == "archive":
        return state.archive.get(name)
    return state.review.team.get(name) if sort == "team" else getattr(state.review, name)


def _entry(line: Line, taken: Mapping[Key, None]) -> Entry:
    keys = dict.fromkeys(atom.key for atom in line_atoms(line))
    aside = tuple(dict.fromkeys([*(line.merged or ()), *(key_text(key) for key in keys if key not in taken)]))
    return Entry(line.do, line.undo, line.person, line.device, line.at, line.id, line.undoes, line.redoes, merged=aside)


def _texts(source: Path, target: Path) -> None:
    """Copy the texts of editions that only the other copy ever rested on: what came from there may speak of them."""
    for path in pinned.texts_of(source):
        if not (target / path.name).exists():
            files.write(target / path.name, path.read_bytes(), keep=0)


def _attachments(source: Path, target: Path) -> int:
    """Copy attachments that only the other copy has; one whose bytes are not those of its name stays there."""
    copied = 0
    try:
        found = sorted(path for path in (source / "attachments").glob("*") if path.is_file() and not path.is_symlink())
        for path in found:
            place = target / "attachments" / path.name
            if place.exists():
                continue
            data = path.read_bytes()
            if hashlib.sha256(data).hexdigest() == path.name:
                files.write(place, data, keep=0)
                copied += 1
    except OSError as error:
        why = files.why_not(error)
        raise StorageFailed(f"The attachments in {source} could not be read: {why}. Nothing was changed.") from error
    return copied
