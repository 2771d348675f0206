"""A review at work: what is asked of it is written to its journal first, and only then is it so.

Reading costs no lock. A change takes the lock for its own append alone, reads what others wrote meanwhile, is checked
against that, and is written with one call. `sync` flushes; nothing counts as said before it. Snapshots are written
apart from that (`snapshot`), from a state that nobody changes in place, so a thread may do it.
"""

from __future__ import annotations

import datetime as dt
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Self

from attrs import evolve

from inclusion_core.errors import Conflict, NotAllowed, Problem, ReadOnly, StorageFailed
from inclusion_core.model.assessment import Assessment, Cell, Judgement
from inclusion_core.store import checking, commands, files, snapshots
from inclusion_core.store.history import Happening, History
from inclusion_core.store.journal import Command, Entry, Journal, Line, Turn
from inclusion_core.store.opening import Edit, Opened, line_atoms, open_files
from inclusion_core.store.state import State, apply, differences, inverse

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping
    from pathlib import Path
    from types import TracebackType

    from inclusion_core.model.evidence import Evidence
    from inclusion_core.model.framework import Framework
    from inclusion_core.model.review import Person, Review
    from inclusion_core.model.school import School, Setting
    from inclusion_core.store.commands import Atom, Key
    from inclusion_core.store.drafts import Draft, Drafts

    Listener = Callable[[Assessment, Assessment], None]

JOURNAL = "journal.jsonl"
LOCK = ".lock"
_TRIES = 4
_UNSET: Any = object()


def now() -> dt.datetime:
    """Return this moment as files have it: UTC, whole seconds."""
    return dt.datetime.now(dt.UTC).replace(microsecond=0)


class Session:
    """One review, open. Get it from `Workspace.session`; close it (or use `with`).

    `framework` is the one that the review pinned; `problems` are what was found amiss, in sentences; `listeners` are
    called as (before, after) with the assessment that a change of ours touched, after it was written, and what they
    raise ends up in `problems`. `read_only` says whether changes are refused, `why_read_only` why.
    """

    def __init__(  # noqa: PLR0913  a session stands on all of these, all named
        self,
        folder: Path,
        *,
        framework: Framework,
        school: School,
        me: Person,
        device: str,
        read_only: str = "",
        kinds: Collection[str] | None = None,
        clock: Callable[[], dt.datetime] = now,
        problems: Iterable[Problem] = (),
        wait_s: float = 5.0,
    ) -> None:
        self.folder, self.framework, self.school, self.me, self.device = folder, framework, school, me, device
        self.why_read_only = read_only
        self.listeners: list[Listener] = []
        self._kinds, self._clock = kinds, clock
        self._given_problems = tuple(problems)
        self._later_problems: list[Problem] = []
        self._journal = Journal(folder / JOURNAL, folder / LOCK, wait_s)
        self._mutex = threading.RLock()
        self._history: History | None = None
        self._told = 0
        self._views: dict[str, Assessment] = {}
        self._marks: dict[str, tuple[int, int, int]] = {}
        self._there: dict[str, int] = {}
        self._drafts: Drafts | None = None
        self._state: State
        self._opened: Opened
        self._behind: dict[str, int]
        self._journal.pull()
        self._load()
        if not self.read_only:
            self._begin()

    # What is there -------------------------------------------------------------------------------------------------

    @property
    def read_only(self) -> bool:
        """Whether changes are refused."""
        return bool(self.why_read_only)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was found amiss so far, in sentences for people."""
        return (*self._given_problems, *self._opened.problems, *self._journal_problems(), *self._later_problems)

    @property
    def state(self) -> State:
        """All of it as one value that never changes in place."""
        return self._state

    @property
    def review(self) -> Review:
        """The review: what is pinned, its team, how long it is kept."""
        return self._state.review

    @property
    def evidence(self) -> Mapping[str, Evidence]:
        """Every piece of evidence that is not withdrawn, by its id."""
        return self._state.evidence

    @property
    def assessments(self) -> Mapping[str, Assessment]:
        """Each voice that has judged something, with its assessment."""
        return {voice: self.assessment(voice) for voice in self._state.judgements}

    def assessment(self, voice: str = "self") -> Assessment:
        """Return one voice's assessment, an empty one where it has judged nothing. Raises NotAllowed for no voice."""
        cells = self._state.judgements.get(voice, {})
        view = self._views.get(voice)
        if view is None or view.judgements is not cells or view.setting is not self.review.setting:
            view = Assessment(self.framework, self.school, voice, cells, self.review.setting)
            if voice in self._state.judgements:
                self._views[voice] = view
        return view

    def history(self) -> tuple[Happening, ...]:
        """Tell what happened, in order, the newest last."""
        with self._mutex:
            return self._full_history().told(self._journal.lines, self.review.team)

    @property
    def can_undo(self) -> bool:
        """Whether there is a change of ours to take back."""
        with self._mutex:
            return not self.read_only and self._full_history().last(self.me.id) is not None

    @property
    def can_redo(self) -> bool:
        """Whether there is a change of ours that was taken back and can be done again."""
        with self._mutex:
            return not self.read_only and self._full_history().last_undone(self.me.id) is not None

    # Changes -------------------------------------------------------------------------------------------------------

    def judge(self, voice: str, cell: Cell | str, judgement: Judgement | None) -> Judgement | None:
        """Give a cell this judgement, or clear it with None. Returns it as it was kept (line ends, time).

        Raises UnknownName, NotAllowed, ReadOnly, Locked, StorageFailed; then nothing has changed.
        """
        kept: list[Judgement | None] = []

        def make(state: State) -> Command:
            place, one = checking.judgement(self.framework, state, voice, cell, judgement, self._clock)
            kept.append(one)
            return commands.judge(voice, place, one)

        self._change(make)
        return kept[-1]

    def judge_all(self, judgements: Iterable[tuple[str, Cell | str, Judgement | None]]) -> int:
        """Give many cells (voice, cell, judgement or None) as one change, all or none; return how many.

        Raises as `judge` does, for the first that cannot be; then nothing has changed.
        """
        wanted = list(judgements)
        if not wanted:
            return 0

        def make(state: State) -> Command:
            checked = [(voice, *checking.judgement(self.framework, state, voice, cell, one, self._clock))
                       for voice, cell, one in wanted]  # fmt: skip
            return commands.judge_all(commands.judge(voice, cell, one) for voice, cell, one in checked)

        self._change(make)
        return len(wanted)

    def add_evidence(  # noqa: PLR0913  evidence has these parts, all named
        self,
        kind: str,
        note: str,
        *,
        indicators: Iterable[str] = (),
        place: str = "",
        tags: Iterable[str] = (),
        at: dt.datetime | None = None,
        attach: Iterable[Path] = (),
    ) -> Evidence:
        """Keep what was seen or heard, by the person who has this session. With no indicator it is an unfiled jotting.

        `at` is when it was seen (now where None); files in `attach` are copied to `attachments/`. Raises as `judge`.
        """
        self._writable()
        one = checking.new_evidence(
            self.framework, self._kinds, by=self.me.id, kind=kind, note=note, indicators=indicators, place=place,
            tags=tags, at=at or self._clock(), taken=self._state.evidence,
        )  # fmt: skip
        one = evolve(one, attachments=checking.attached(self.folder, attach))
        self._change(lambda _: commands.put_evidence(one))
        return one

    def change_evidence(  # noqa: PLR0913  as add_evidence
        self,
        evidence: str,
        *,
        kind: str | None = None,
        note: str | None = None,
        indicators: Iterable[str] | None = None,
        place: str | None = None,
        tags: Iterable[str] | None = None,
        at: dt.datetime | None = None,
        attach: Iterable[Path] = (),
    ) -> Evidence:
        """Change a piece of evidence; what is None stays. Raises UnknownName for no such evidence, else as `judge`."""
        self._writable()
        given = {"kind": kind, "note": note, "indicators": indicators, "place": place, "tags": tags, "at": at}
        fields = {name: value for name, value in given.items() if value is not None}
        more = checking.attached(self.folder, attach)
        kept: list[Evidence] = []

        def make(state: State) -> Command:
            was = checking.evidence_of(state, evidence)
            will = checking.changed_evidence(self.framework, self._kinds, was, fields)
            will = evolve(will, attachments={**was.attachments, **more})
            kept.append(will)
            return commands.change_evidence(was, will)

        self._change(make)
        return kept[-1]

    def withdraw_evidence(self, evidence: str) -> None:
        """Withdraw a piece of evidence; the journal keeps it and `undo` brings it back. Raises as `change_evidence`."""
        self._change(lambda state: commands.withdraw_evidence(checking.evidence_of(state, evidence)))

    def change_review(
        self,
        *,
        title: str = _UNSET,
        setting: Setting = _UNSET,
        keep_until: dt.date | None = _UNSET,
        team: Mapping[str, Person | None] = _UNSET,
    ) -> Review:
        """Change the review itself; what is not given stays. `team` adds or changes people, None takes one out.

        Raises as `judge` does.
        """
        given = {"title": title, "setting": setting, "keep_until": keep_until, "team": team}
        fields = checking.review_fields({name: one for name, one in given.items() if one is not _UNSET})
        if fields:
            self._change(lambda _: commands.change_review(fields))
        return self.review

    def undo(self) -> Happening:
        """Take back the last change of this person, whichever file it touched, however long ago.

        Raises Conflict where somebody changed the same thing since, NotAllowed where there is nothing to take back.
        """
        return self._back_or_forth(back=True)

    def redo(self) -> Happening:
        """Do again what this person took back last. Raises as `undo`."""
        return self._back_or_forth(back=False)

    def _back_or_forth(self, *, back: bool) -> Happening:
        self._writable()
        with self._mutex:
            before = self._state
            with self._journal.writing() as turn:
                self._receive(turn)
                history = self._full_history()
                found = history.last(self.me.id) if back else history.last_undone(self.me.id)
                if found is None or found.undo is None:
                    what = "take back" if back else "do again"
                    raise NotAllowed(f"There is nothing of yours to {what} in {self.review.id}.")
                self._refuse_clash(history, found, back=back)
                entry = (
                    Entry(found.undo, found.do, self.me.id, self.device, self._clock(), undoes=found.id)
                    if back
                    else Entry(found.do, found.undo, self.me.id, self.device, self._clock(), redoes=found.id)
                )
                before = self._state
                line = self._append(turn, [entry])[-1]
            self._tell(before, line)
            return self._full_history().told([line], self.review.team)[0]

    def _refuse_clash(self, history: History, line: Line, *, back: bool) -> None:
        clash = history.in_the_way(line)
        if clash is None:
            return
        key, other = clash
        who = self.review.team.get(other.person)
        name = (who.name if who else "") or other.person
        when = f"{other.at.day} {other.at:%B} at {other.at:%H:%M} UTC"
        what = f"{key[2]} ({key[1]})" if key[0] == "judge" else f"{key[0]} {key[1]}"
        verb = "take back your change of" if back else "do again your change of"
        raise Conflict(
            f"We cannot {verb} {what}: {name} changed it since, on {when}. Nothing was changed. "
            "Look at it as it stands now, and change it anew if you want to."
        )

    # Others, the disk and the end -----------------------------------------------------------------------------------

    def refresh(self) -> frozenset[Key]:
        """Take in what other programs wrote since; return what they changed. Writes nothing. Raises StorageFailed."""
        with self._mutex:
            before = self._journal.rewritten
            lines = self._journal.pull()
            if self._journal.rewritten != before:
                was = self._state
                self._load()
                return _changed(was, self._state)
            return self._absorb(lines)

    def sync(self) -> None:
        """Flush everything said so far to the disk. A thread may do it. Raises StorageFailed."""
        self._journal.sync()
        if self._drafts is not None:
            self._drafts.sync()

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
        with self._mutex:
            state, seq, behind = self._state, self._journal.last_seq, dict(self._behind)
        if not behind:
            return ()
        waiting: dict[str, files.Prepared] = {}
        try:
            for name in behind:
                waiting[name] = files.prepare(self.folder / name, snapshots.write(state, name, seq))
            with self._mutex, self._journal.writing() as turn:
                self._receive(turn)
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
        if all(0 <= there <= self._journal.last_seq for there in self._there.values()):
            return False
        self._load()
        self._write_edits(turn)
        return True

    # Drafts --------------------------------------------------------------------------------------------------------

    def draft(self, key: str, text: str) -> None:
        """Keep what is being typed under a key (such as `evidence U4`), on every change. Raises as `judge` does."""
        self._writable()
        self._draft_file().put(key, commands.clean(text, "The text"), self._clock())

    def drafts(self) -> tuple[Draft, ...]:
        """Return what earlier sessions on this device typed and never said, the newest last."""
        return self._draft_file().recovered()

    def drop_draft(self, key: str, *, stream: str | None = None) -> None:
        """Let the drafts under a key go (or one `stream`'s): they were said, or are not wanted. It is final."""
        self._writable()
        self._draft_file().drop(key, stream=stream, at=self._clock())

    def close(self) -> None:
        """Flush, write the snapshots and tidy the drafts.

        Raises StorageFailed where the journal cannot be flushed; a snapshot that the disk refuses is in `problems`.
        """
        if self.read_only:
            return
        self.sync()
        try:
            self.snapshot()
            if self._drafts is not None:
                self._drafts.compact()
        except (StorageFailed, Conflict) as error:
            self._later_problems.append(Problem(str(error), severity="worth-doing"))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, sort: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # Inside --------------------------------------------------------------------------------------------------------

    def _writable(self) -> None:
        if self.why_read_only:
            raise ReadOnly(f"{self.why_read_only} Nothing was changed.")

    def _change(self, make: Callable[[State], Command]) -> Line:
        self._writable()
        with self._mutex:
            with self._journal.writing() as turn:
                self._receive(turn)
                before = self._state
                command = make(before)
                entry = Entry(command, inverse(before, command), self.me.id, self.device, self._clock())
                line = self._append(turn, [entry])[-1]
            self._tell(before, line)
            return line

    def _append(self, turn: Turn, entries: list[Entry]) -> tuple[Line, ...]:
        """Write lines and take them in. A line that a crash cut short gets a line that says so, once."""
        if self._journal.fragment:
            note = {"set-aside": {"line": self._journal.rows + 1}}
            entries = [Entry(note, None, self.me.id, self.device, self._clock()), *entries]
        lines = turn.append(entries)
        self._absorb(lines, ours=True)
        return lines

    def _receive(self, turn: Turn) -> None:
        """Take in what others wrote before we write ourselves."""
        if turn.rewritten:
            self._load()
        else:
            self._absorb(turn.news)
        self._writable()

    def _absorb(self, lines: Iterable[Line], *, ours: bool = False) -> frozenset[Key]:
        """Lay lines on. Snapshots of what others wrote are theirs to write, or the next opening's."""
        changed: set[Key] = set()
        found: list[Atom] = []
        for line in lines:
            try:
                atoms = line_atoms(line)
            except ValueError as error:
                self.why_read_only = f"A newer version of this program writes to {self.review.id}. Update the program."
                self._later_problems.append(
                    Problem(f"line with seq {line.seq} {error}.", "", "", str(self._journal.path))
                )
                continue
            found += atoms
            for atom in atoms:
                changed.add(atom.key)
                if atom.file not in self._opened.alone and (ours or atom.file in self._behind):
                    self._behind[atom.file] = line.seq
        if found:
            self._state = apply(self._state, found)
        return frozenset(changed)

    def _tell(self, before: State, line: Line) -> None:
        """Call the listeners for each voice that a line of ours touched. The change stands whatever they do."""
        if not self.listeners:
            return
        voices = dict.fromkeys(atom.key[1] for atom in line_atoms(line) if atom.key[0] == "judge")
        for voice in voices:
            after = self.assessment(voice)
            was = evolve(after, judgements=before.judgements.get(voice, {}), setting=before.review.setting)
            for listener in tuple(self.listeners):
                try:
                    listener(was, after)
                except Exception as error:  # noqa: BLE001  whatever a listener does, the change stands
                    name = getattr(listener, "__qualname__", type(listener).__name__)
                    what = f"The listener {name} failed after a change was saved: {type(error).__name__}: {error}."
                    self._later_problems.append(Problem(what, severity="worth-doing"))

    def _load(self) -> None:
        """Read everything from the files, with the journal as far as it was read."""
        marks = {name: found for name in snapshots.names(self.folder) if (found := files.mark(self.folder / name))}
        self._opened = open_files(self.folder, self._journal, self.framework)
        edited = {edit.name for edit in self._opened.edits}
        self._marks = {name: found for name, found in marks.items() if name not in edited}
        self._state = self._opened.state
        self._behind = dict(self._opened.behind)
        self._journal.at_least = self._opened.newest_applied
        self._history, self._told = None, 0
        if self._opened.newer and not self.why_read_only:
            self.why_read_only = f"A newer version of this program wrote to {self.review.id}. Update the program."
        if self.read_only:
            for edit in self._opened.edits:
                self._state = apply(self._state, commands.atoms(edit.change))

    def _begin(self) -> None:
        """Settle what an earlier ending left: half-written files, a line cut short, edits by hand."""
        for below in ("", "assessments", "evidence"):
            files.sweep(self.folder / below)
        if not self._opened.edits and not self._journal.fragment:
            return
        with self._journal.writing() as turn:
            if turn.news or turn.rewritten:
                self._load()
            self._write_edits(turn)
            if self._journal.fragment:
                self._append(turn, [])

    def _write_edits(self, turn: Turn) -> None:
        """Journal what was edited by hand, each file as one change."""
        for edit in self._opened.edits:
            self._write_edit(turn, edit)
            self._behind[edit.name] = self._journal.last_seq
            found = files.mark(self.folder / edit.name)
            if found is not None:
                self._marks[edit.name] = found

    def _write_edit(self, turn: Turn, edit: Edit) -> None:
        undo = inverse(self._state, edit.change) if edit.undoable else None
        self._append(turn, [Entry(edit.change, undo, self.me.id, self.device, self._clock())])

    def _full_history(self) -> History:
        """Return the history with every line that was read."""
        if self._history is None:
            self._history, self._told = History(), 0
        self._history.take(self._journal.lines[self._told :])
        self._told = len(self._journal.lines)
        return self._history

    def _journal_problems(self) -> tuple[Problem, ...]:
        known = {line.do["set-aside"].get("line") for line in self._journal.lines if "set-aside" in line.do}
        found = [
            Problem(f"{one.why}.", "", "It was passed over and left where it is; every other line was read.",
                    str(self._journal.path), one.number, "worth-doing" if one.torn else "wrong")
            for one in self._journal.unreadable
            if one.number not in known
        ]  # fmt: skip
        if self._journal.fragment:
            what = "ends in the middle of a line, which was never acknowledged."
            do = "It is set aside when the review is next changed."
            found.append(Problem(what, "", do, str(self._journal.path), severity="worth-doing"))
        return tuple(found)

    def _draft_file(self) -> Drafts:
        if self._drafts is None:
            from inclusion_core.store.drafts import Drafts  # noqa: PLC0415  most commands type nothing

            folder, pin = self.folder / "drafts", self.review.framework
            self._drafts = Drafts(folder, device=self.device, review=self.review.id, framework=pin.digest)
        return self._drafts


def _changed(before: State, after: State) -> frozenset[Key]:
    found: set[Key] = set()
    names = {commands.REVIEW_FILE}
    names |= {commands.voice_file(voice) for voice in {**before.judgements, **after.judgements}}
    names |= {commands.evidence_file(one.by) for one in {**before.evidence, **after.evidence}.values()}
    for command in differences(before, after, names):
        found |= {atom.key for atom in commands.atoms(command)}
    return frozenset(found)
