"""A review's journal and snapshots at work together: reading, appending, following others, writing snapshots.

What is said is in the journal first; the state here follows it. `Session` asks for changes in the reviewer's words and
stands on this.
"""

from __future__ import annotations

import threading
from contextlib import suppress
from typing import TYPE_CHECKING

from inclusion_core.errors import InclusionError, NotAllowed, Problem, ReadOnly
from inclusion_core.store import files, folders
from inclusion_core.store.review import commands, pinned, snapshots
from inclusion_core.store.review.journal import Journal, Turn
from inclusion_core.store.review.opening import Edit, Opened, line_atoms, open_files
from inclusion_core.store.review.rows import Entry, Line
from inclusion_core.store.review.state import State, apply, differences, inverse
from inclusion_core.store.review.things import file_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from inclusion_core.model.framework import Framework
    from inclusion_core.store.review.commands import Atom, Key
    from inclusion_core.store.review.history import History
    from inclusion_core.store.review.rows import Command

JOURNAL = folders.JOURNAL
LOCK = ".lock"
_TRIES = 4


class Ledger:
    """One review's files, read as far as they go. `state` never changes in place; `mutex` keeps threads apart."""

    def __init__(  # noqa: PLR0913  all named
        self,
        folder: Path,
        *,
        framework: Framework,
        person: str,
        device: str,
        clock: Callable[[], dt.datetime],
        read_only: str = "",
        wait_s: float = 5.0,
    ) -> None:
        self.folder, self.framework, self.person, self.device, self.clock = folder, framework, person, device, clock
        self._sought = framework.digest
        self.why_read_only = read_only
        self.later_problems: list[Problem] = []
        self.journal = Journal(folder / JOURNAL, folder / LOCK, wait_s)
        self.mutex = threading.RLock()
        self.state: State
        self._history: History | None = None
        self._told = 0
        self._marks: dict[str, tuple[int, int, int]] = {}
        self._there: dict[str, int] = {}
        self._untold: set[Key] = set()  # what others changed and `refresh` has not named yet
        self._opened: Opened
        self._behind: dict[str, int]
        self.journal.pull()
        self._load()
        self._follow(ours=True)  # somebody may have moved the review while it was being opened
        if not self.read_only:
            self._begin()

    @property
    def read_only(self) -> bool:
        """Whether changes are refused."""
        return bool(self.why_read_only)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was found amiss so far."""
        return (*self._opened.problems, *self._journal_problems(), *self.later_problems)

    @property
    def edits(self) -> tuple[Edit, ...]:
        """What was edited by hand and stands in no journal line yet (only where this is read-only)."""
        return self._opened.edits

    def writable(self) -> None:
        """Raise ReadOnly where changes are refused."""
        if self.why_read_only:
            raise ReadOnly(f"{self.why_read_only} Nothing was changed.")

    def entry(self, do: Command, undo: Command | None) -> Entry:
        """Make what a line of this person will say."""
        return Entry(do, undo, self.person, self.device, self.clock())

    def change(self, make: Callable[[State], Command]) -> tuple[State, Line]:
        """Write the change that `make` asks for, given the state as it is now; return the state before, and the line.

        What `make` raises is raised, and nothing has changed. Raises ReadOnly, Locked, StorageFailed.
        """
        self.writable()
        with self.mutex, self.journal.writing() as turn:
            self.receive(turn)
            before = self.state
            command = make(before)
            return before, self.append(turn, [self.entry(command, inverse(before, command))])[-1]

    def note(self, do: Command) -> Line:
        """Write what happened and changes nothing in the review (`commands.NOTES`). Raises as `change` does."""
        self.writable()
        with self.mutex, self.journal.writing() as turn:
            self.receive(turn)
            return self.append(turn, [self.entry(do, None)])[-1]

    def back_or_forth(self, *, back: bool) -> tuple[State, Line]:
        """Take back this person's last change, or do the last one again; return the state before, and the line.

        Raises Conflict where somebody changed the same thing since, NotAllowed where there is nothing, else as
        `change`.
        """
        self.writable()
        with self.mutex, self.journal.writing() as turn:
            self.receive(turn)
            history = self.history()
            found = history.last(self.person) if back else history.last_undone(self.person)
            if found is None or found.undo is None:
                what = "take back" if back else "do again"
                raise NotAllowed(f"There is nothing of yours to {what} in {self.state.review.id}.")
            history.refuse_clash(found, self.state.review.team, back=back)
            do, undo = (found.undo, found.do) if back else (found.do, found.undo)
            pinned.refuse_without_text(self.folder, do)
            undoes, redoes = (found.id, None) if back else (None, found.id)
            entry = Entry(do, undo, self.person, self.device, self.clock(), undoes=undoes, redoes=redoes)
            before = self.state
            return before, self.append(turn, [entry])[-1]

    def append(self, turn: Turn, entries: list[Entry], *, together: bool = False) -> tuple[Line, ...]:
        """Write lines and take them in. A line that a crash cut short gets a line that says so, once.

        With `together` all of them are there or none, whenever the program is killed.
        """
        if self.journal.fragment:
            note = {"set-aside": {"line": self.journal.rows + 1}}
            entries = [self.entry(note, None), *entries]
        lines = turn.append(entries, together=together)
        self.absorb(lines, ours=True)
        return lines

    def receive(self, turn: Turn) -> None:
        """Take in what others wrote before we write ourselves."""
        if turn.rewritten:
            self._untold |= self._read_afresh()
        else:
            self._untold |= self.absorb(turn.news)
        self.writable()

    def absorb(self, lines: Iterable[Line], *, ours: bool = False) -> frozenset[Key]:
        """Lay lines on. Snapshots of what others wrote are theirs to write, or the next opening's."""
        changed: set[Key] = set()
        found: list[Atom] = []
        for line in lines:
            try:
                atoms = line_atoms(line)
            except ValueError as error:
                self.why_read_only = (
                    f"A newer version of this program writes to {self.state.review.id}. Update the program."
                )
                self.later_problems.append(
                    Problem(f"line with seq {line.seq} {error}.", "", "", str(self.journal.path))
                )
                continue
            found += atoms
            for atom in atoms:
                changed.add(atom.key)
                if atom.file not in self._opened.alone and (ours or atom.file in self._behind):
                    self._behind[atom.file] = line.seq
        if found:
            self.state = apply(self.state, found)
            self._follow(ours=ours)
        return frozenset(changed)

    def _follow(self, *, ours: bool) -> None:
        """Take up the text that the review rests on now. Where others moved it, what we were shown is of another."""
        pin = self.state.review.framework
        if pin.digest in {self.framework.digest, self._sought}:
            return
        self._sought = pin.digest
        text = pinned.kept_text(self.folder, pin.digest)
        if text is None:
            where = pinned.text_file(pin.digest)
            lost = f"The text of {pin.name}, to which this review was moved, is not beside it ({where})."
            self.why_read_only = self.why_read_only or lost
            return
        self.framework = text
        if not ours:
            self.why_read_only = f"Somebody moved this review to {pin.name} while it was open here. Open it again."
        elif not self.read_only:
            try:
                pinned.lay_in_place(self.folder, pin)
            except InclusionError as error:  # what counts is in the journal; the next opening sets it right
                self.later_problems.append(Problem(str(error), severity="worth-doing"))

    def refresh(self) -> frozenset[Key]:
        """Take in what other programs wrote; return what they changed since the last time. Writes nothing.

        What was taken in before a line of ours was written is named here too, once. Raises StorageFailed.
        """
        with self.mutex:
            before = self.journal.rewritten
            lines = self.journal.pull()
            changed = self._read_afresh() if self.journal.rewritten != before else self.absorb(lines)
            untold, self._untold = self._untold, set()
            return changed | untold

    def _read_afresh(self) -> frozenset[Key]:
        """Read everything again where the journal is another file now; return what is otherwise by it."""
        was = self.state
        self._load()
        self._follow(ours=False)
        return _changed(was, self.state)

    def snapshot(self) -> tuple[str, ...]:
        """Write the TOML files that the journal is ahead of; return their names. A thread may do it.

        A file that somebody edited by hand meanwhile is taken in first. Raises StorageFailed, Locked; the journal has
        everything all the same.
        """
        if self.read_only:
            return ()
        for _ in range(_TRIES):
            written = self._snapshot()
            if written is not None:
                return written
        return ()

    def _snapshot(self) -> tuple[str, ...] | None:
        """Write snapshots once; None where the state turned out to be another, so that it must be done again."""
        with self.mutex:
            state, seq, behind = self.state, self.journal.last_seq, dict(self._behind)
        if not behind:
            return ()
        waiting: dict[str, files.Prepared] = {}
        try:
            for name in behind:
                waiting[name] = files.prepare(self.folder / name, snapshots.write(state, name, seq))
            with self.mutex, self.journal.writing() as turn:
                self.receive(turn)
                if turn.rewritten or self._edited(turn, behind):
                    return None
                return tuple(name for name, one in waiting.items() if self._put(name, one, seq))
        finally:
            for one in waiting.values():
                one.drop()

    def _put(self, name: str, prepared: files.Prepared, seq: int) -> bool:
        """Put one snapshot into its place, unless another program wrote a later one there."""
        there = self._there.get(name, 0)
        if name in self._opened.alone or there > seq:
            written = False
        else:
            prepared.commit()
            written = True
        found = files.mark(self.folder / name)
        if found is not None:
            self._marks[name] = found
        if self._behind.get(name, 0) <= max(seq, there):
            self._behind.pop(name, None)
        return written

    def _edited(self, turn: Turn, names: Iterable[str]) -> bool:
        """Look what others put into the places of these files since; take in what was edited by hand and say so."""
        self._there = {}
        for name in names:
            path = self.folder / name
            found = files.mark(path)
            if found in {None, self._marks.get(name)}:
                continue
            with suppress(OSError):
                data = path.read_bytes()
                self._there[name] = snapshots.applied_in(data) if snapshots.is_as_written(data) else -1
        if all(0 <= there <= self.journal.last_seq for there in self._there.values()):
            return False
        was = self.state
        self._load()
        self._write_edits(turn)
        self._untold |= _changed(was, self.state)
        return True

    def _load(self) -> None:
        """Read everything from the files, with the journal as far as it was read."""
        marks = {name: found for name in snapshots.names(self.folder) if (found := files.mark(self.folder / name))}
        self._opened = open_files(self.folder, self.journal, self.framework)
        edited = {edit.name for edit in self._opened.edits}
        self._marks = {name: found for name, found in marks.items() if name not in edited}
        self.state = self._opened.state
        self._behind = dict(self._opened.behind)
        self.journal.at_least = self._opened.newest_applied
        self._history, self._told = None, 0
        if self._opened.newer and not self.why_read_only:
            self.why_read_only = f"A newer version of this program wrote to {self.state.review.id}. Update the program."
        if self.read_only:
            for edit in self._opened.edits:
                self.state = apply(self.state, commands.atoms(edit.change))

    def _begin(self) -> None:
        """Settle what an earlier ending left: half-written files, a line cut short, edits by hand."""
        for below in ("", "assessments", "evidence"):
            files.sweep(self.folder / below)
        if not self._opened.edits and not self.journal.fragment:
            return
        with self.journal.writing() as turn:
            if turn.news or turn.rewritten:
                self._load()
                self._follow(ours=True)
            self._write_edits(turn)
            if self.journal.fragment:
                self.append(turn, [])

    def _write_edits(self, turn: Turn) -> None:
        """Journal what was edited by hand, each file as one change."""
        for edit in self._opened.edits:
            self._write_edit(turn, edit)
            self._behind[edit.name] = self.journal.last_seq
            found = files.mark(self.folder / edit.name)
            if found is not None:
                self._marks[edit.name] = found

    def _write_edit(self, turn: Turn, edit: Edit) -> None:
        undo = inverse(self.state, edit.change) if edit.undoable else None
        self.append(turn, [self.entry(edit.change, undo)])

    def history(self) -> History:
        """Return the history with every line that was read."""
        if self._history is None:
            from inclusion_core.store.review.history import History  # noqa: PLC0415  only where somebody looks or goes back

            self._history, self._told = History(), 0
        self._history.take(self.journal.lines[self._told :])
        self._told = len(self.journal.lines)
        return self._history

    def _journal_problems(self) -> tuple[Problem, ...]:
        known = {line.do["set-aside"].get("line") for line in self.journal.lines if "set-aside" in line.do}
        found = [
            Problem(f"{one.why}.", "", "It was passed over and left where it is; every other line was read.",
                    str(self.journal.path), one.number, "worth-doing" if one.torn else "wrong")
            for one in self.journal.unreadable
            if one.number not in known
        ]  # fmt: skip
        if self.journal.fragment:
            what = "ends in the middle of a line, which was never acknowledged."
            do = "It is set aside when the review is next changed."
            found.append(Problem(what, "", do, str(self.journal.path), severity="worth-doing"))
        return tuple(found)


def _changed(before: State, after: State) -> frozenset[Key]:
    found: set[Key] = set()
    names = set(snapshots.SHARED)
    names |= {commands.voice_file(voice) for voice in {**before.judgements, **after.judgements}}
    names |= {file_of(one) for one in {**before.evidence, **after.evidence}.values()}
    for command in differences(before, after, names):
        found |= {atom.key for atom in commands.atoms(command)}
    if before.review.framework != after.review.framework:
        found.add(commands.EDITION)
    return frozenset(found)
