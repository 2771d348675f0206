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
from inclusion_core.store import commands, files, pinned
from inclusion_core.store.commands import NOTES, Key, key_text
from inclusion_core.store.journal import Journal
from inclusion_core.store.ledger import JOURNAL, LOCK
from inclusion_core.store.opening import line_atoms, open_files
from inclusion_core.store.rows import Command, Entry, Line
from inclusion_core.store.state import State, apply
from inclusion_core.store.things import SORTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from inclusion_core.store.ledger import Ledger


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


def merge(ours: Ledger, folder: Path) -> Merged:
    """Take another copy's folder into ours; the other copy is only read."""
    ours.writable()
    journal = Journal(folder / JOURNAL, folder / LOCK)
    journal.pull()
    opened = open_files(folder, journal, ours.framework)
    _refuse_another(ours, opened.state, newer=opened.newer)
    their_state = opened.state
    for edit in opened.edits:
        their_state = apply(their_state, commands.atoms(edit.change))
    last = journal.last_seq
    their_lines = [*journal.lines, *(_as_line(edit.change, ours.person, last + n, ours)
                                     for n, edit in enumerate(opened.edits, start=1))]  # fmt: skip
    with ours.mutex, ours.journal.writing() as turn:
        ours.receive(turn)
        known = {line.id: line.seq for line in ours.journal.lines}
        new = [line for line in their_lines if line.id not in known and not NOTES & line.do.keys()
               and "create-review" not in line.do]  # fmt: skip
        taken, conflicts = _decide(ours, known, their_lines, their_state)
        copied = _attachments(folder, ours.folder)
        _texts(folder, ours.folder)
        if new:
            entries = [_entry(line, taken) for line in new]
            summary = {"lines": len(new), "conflicts": [key_text(one.key) for one in conflicts]}
            ours.append(turn, [*entries, ours.entry({"merged": summary}, None)])
    return Merged(len(new), tuple(taken), conflicts, copied)


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
