"""Opening a review: from its snapshots and its journal to how it stands, with whatever is wrong said and nothing lost.

A snapshot that is whole is where the reading starts, and later journal lines follow. One that cannot be read is left
alone, and the journal (or the last good copy) speaks for it. One that was edited by hand counts as the newest word.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from inclusion_core.errors import InclusionError, InvalidFile, Problem
from inclusion_core.model.assessment import cell_text, judgement_of, parse_cell, voice_problem
from inclusion_core.store.review import commands, snapshots
from inclusion_core.store.review.commands import ARCHIVE_FILE, REVIEW_FILE, SPLICED, Atom, key_text
from inclusion_core.store.review.state import State, apply, differences
from inclusion_core.store.review.things import lacking, sort_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from inclusion_core.model.framework import Framework
    from inclusion_core.model.review import Review
    from inclusion_core.store.review.journal import Journal
    from inclusion_core.store.review.rows import Command, Line
    from inclusion_core.store.review.snapshots import Snapshot


@frozen
class Edit:
    """What a snapshot says beyond the journal. `undoable` is false where it is the journal that lost something."""

    name: str
    change: Command
    undoable: bool


@frozen
class Opened:
    """A review as its files tell it.

    `edits` are not laid on yet. `behind` maps each snapshot that the journal is ahead of to the last line that
    concerns it; `alone` are files that must not be written over. `newer` is true where a newer version wrote something.
    """

    state: State
    edits: tuple[Edit, ...]
    behind: Mapping[str, int]
    alone: frozenset[str]
    newest_applied: int
    newer: bool
    problems: tuple[Problem, ...]


def line_atoms(line: Line) -> tuple[Atom, ...]:
    """Return what a line changes in this copy. Raises ValueError for a change that this version does not know."""
    found = commands.atoms(line.do)
    return tuple(one for one in found if key_text(one.key) not in line.merged) if line.merged else found


def open_files(folder: Path, journal: Journal, framework: Framework) -> Opened:
    """Read a review. Raises InvalidFile where not even the journal can say which review it is, and StorageFailed."""
    reading = _Reading(folder, journal, framework)
    return reading.done()


class _Reading:
    def __init__(self, folder: Path, journal: Journal, framework: Framework) -> None:
        self.folder, self.lines, self.last_seq = folder, journal.lines, journal.last_seq
        self.framework = framework
        self.problems: list[Problem] = []
        self.newer = False
        seqs = [line.seq for line in self.lines]
        self.in_order = all(one < other for one, other in pairwise(seqs))
        self.atoms = list(self._all_atoms(journal.path))
        self.taken_in = {
            (one.get("file"), one.get("of")) for line in self.lines for one in [line.do.get("several", {})]
        }
        self.snaps = [snapshots.read(folder, name) for name in snapshots.names(folder)]
        self.whole: dict[str, Snapshot] = {}
        self.edited: dict[str, Snapshot] = {}
        self.alone: set[str] = set()
        self.behind: dict[str, int] = {}
        for snap in self.snaps:
            self._sort(snap, framework)
        if not self.in_order:
            self._out_of_order(journal.path)

    def _all_atoms(self, path: Path) -> Iterable[tuple[int, Atom]]:
        for line in self.lines:
            try:
                for atom in line_atoms(line):
                    yield line.seq, atom
            except ValueError as error:
                self.newer = True
                what = f"line with seq {line.seq} {error}."
                do = "A newer version wrote it; update the program. Until then this review can only be read."
                self.problems.append(Problem(what, "", do, str(path)))

    def _sort(self, snap: Snapshot, framework: Framework) -> None:
        found = list(snap.problems)
        if snap.content is not None and snap.edited:
            found += against_framework(self.folder / snap.name, snap, framework)
        self.problems += found
        if snap.future:
            self.newer = True
            self.alone.add(snap.name)
        if snap.content is None or (found and not snap.future):
            self._leave_alone(snap)
        elif (snap.name, snapshots.digest(snap.data)) in self.taken_in:
            self.behind[snap.name] = self.last_seq  # the journal has that edit; the file was not written afresh since
        elif snap.edited or snap.applied > self.last_seq:
            self.edited[snap.name] = snap
        else:
            self.whole[snap.name] = snap

    def _leave_alone(self, snap: Snapshot) -> None:
        self.alone.add(snap.name)
        copy = snapshots.kept(self.folder, snap.name)
        if copy is not None:
            self.whole[snap.name] = copy
        what = "is left as it is; nothing is lost: what it should say was taken from the journal"
        what += " and its last good copy." if copy else "."
        do = "Mend it and open the review again, or delete it to have it written afresh."
        self.problems.append(Problem(what, "", do, str(self.folder / snap.name), severity="worth-doing"))

    def _out_of_order(self, path: Path) -> None:
        """Two versions of the journal were put together by another program: numbers no longer tell what is applied."""
        what = "has lines whose numbers do not rise, as when two versions were put together by another program."
        self.problems.append(Problem(what, "", "All of them were read, in order.", str(path), severity="worth-doing"))
        for name in self.edited:
            what = "was edited by hand, and was not taken in because the journal's numbers do not rise."
            self.problems.append(Problem(what, "", "Make the change in the program.", str(self.folder / name)))
        self.alone |= self.edited.keys()
        review = self.whole.get(REVIEW_FILE)
        self.whole = {REVIEW_FILE: review} if review and self._created() is None else {}
        self.edited = {}

    def _created(self) -> Review | None:
        for line in self.lines:
            try:
                review = commands.review_from(line.do)
            except ValueError:
                continue
            if review is not None:
                return review
        return None

    def _beginning(self) -> Review:
        review = self._created()
        snap = self.whole.get(REVIEW_FILE) or self.edited.get(REVIEW_FILE)
        if review is not None:
            return review
        if snap is None:
            missing = Problem(
                "There is no such file.", "", "Is this the folder of a review?", str(self.folder / REVIEW_FILE)
            )
            raise InvalidFile(self.folder / REVIEW_FILE, self.problems or [missing])
        return snapshots.review_of(snap.content)

    def done(self) -> Opened:
        beginning = self._beginning()
        empty = State(beginning, {}, {})
        state = empty
        for snap in self.whole.values():
            state = snapshots.lay(state, snap)
        applied = {name: snap.applied for name, snap in self.whole.items()} if self.in_order else {}
        later = [(seq, atom) for seq, atom in self.atoms if seq > applied.get(atom.file, 0)]
        state = apply(state, (atom for _, atom in later))
        behind = {**self.behind, **{atom.file: seq for seq, atom in later}}
        written = {snap.name for snap in self.snaps}
        behind.update({REVIEW_FILE: 1} if REVIEW_FILE not in written else {})
        edits = tuple(one for snap in self.edited.values() for one in self._edit(empty, snap))
        if not self.in_order:
            edits += tuple(self._strays(beginning, state))
        behind.update(dict.fromkeys(self.edited, self.last_seq))
        return Opened(
            state=state,
            edits=edits,
            behind={name: seq for name, seq in behind.items() if name not in self.alone},
            alone=frozenset(self.alone),
            newest_applied=max((snap.applied for snap in self.snaps), default=0),
            newer=self.newer,
            problems=tuple(self.problems),
        )

    def _strays(self, beginning: Review, state: State) -> Iterable[Edit]:
        """Set aside what lines say that knew of another edition: their copy never moved, or moved apart from ours."""
        from inclusion_core.store.review.splices import settled, strays  # noqa: PLC0415  only where journals were spliced

        found = strays(self.lines, beginning.framework)
        if not found.cells:
            return
        empty = State(beginning, {}, {})
        known = apply(empty, (atom for line in self.lines if line.id not in found.lines for atom in _atoms(line)))
        changes = settled(self.folder, self.framework, found, state, known)
        cells = ", ".join(dict.fromkeys(f"{cell} ({voice})" for voice, cell in found.cells))
        what = f"has judgements given to the text of another edition, in a copy that was not moved with this: {cells}."
        do = "Where the text says something else they are set aside, and not scored. See: inclusion review archive."
        self.problems.append(Problem(what, "", do, str(self.folder / "journal.jsonl"), severity="worth-doing"))
        yield Edit(ARCHIVE_FILE, commands.several(changes, file=SPLICED, of=found.digest), undoable=False)

    def _edit(self, empty: State, snap: Snapshot) -> Iterable[Edit]:
        upto = snap.applied
        base = apply(empty, (atom for seq, atom in self.atoms if seq <= upto and atom.file == snap.name))
        theirs = snapshots.lay(base, snap)
        was, will = base.review, theirs.review
        lost = upto > self.last_seq
        moved = lost and not snap.edited and was.framework != will.framework  # a move that the journal lost
        framework = will.framework if moved else was.framework
        kept = evolve(will, id=was.id, school=was.school, framework=framework, started=was.started)
        if kept != will:
            what = "gives the review another id, school, framework or first day, which cannot be changed by hand."
            self.problems.append(Problem(what, "", "They stay as they were.", str(self.folder / snap.name)))
        changes = differences(base, theirs, {snap.name})
        if moved:
            changes.append(commands.migrate(was.framework, will.framework, []))
        if changes:
            yield Edit(
                snap.name, commands.several(changes, file=snap.name, of=snapshots.digest(snap.data)), undoable=not lost
            )
            if lost:
                what = f"knows of changes up to {upto}, and the journal only up to {self.last_seq}."
                do = "They were kept, and written into the journal again. Was the journal replaced by an older one?"
                self.problems.append(Problem(what, "", do, str(self.folder / snap.name), severity="worth-doing"))


def _atoms(line: Line) -> tuple[Atom, ...]:
    try:
        return line_atoms(line)
    except ValueError:
        return ()


def against_framework(path: Path, snap: Snapshot, framework: Framework) -> Sequence[Problem]:
    """Hold a file that was edited by hand against the framework; return what its framework does not know."""
    found: list[Problem] = []
    voice, cells = snapshots.judgements_in(snap)
    problem = voice_problem(framework, voice) if voice else ""
    if problem:
        found.append(Problem(problem, "voice", "", str(path)))
    for cell, one in cells.items():
        try:
            parse_cell(framework, cell_text(cell))
            judgement_of(framework, cell, one.level or one.non_answer or "", because=one.because)
        except InclusionError as error:
            found.append(Problem(str(error), f"judgements.{cell_text(cell)}", "", str(path)))
    table, things = snapshots.things_in(snap)
    for item, thing in things.items():
        lack = lacking(thing)
        if lack:
            found.append(Problem(lack, f"{table}.{item}.{sort_of(thing).needs}", "", str(path)))
        for indicator in getattr(thing, "indicators", ()):
            try:
                framework.indicator(indicator)
            except InclusionError as error:
                found.append(Problem(str(error), f"{table}.{item}.indicators", "", str(path)))
    return found
