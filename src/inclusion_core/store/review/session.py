"""A review at work: what is asked of it is written to its journal first, and only then is it so.

Reading costs no lock. A change takes the lock for its own append alone, reads what others wrote meanwhile, is checked
against that, and is written with one call. `sync` flushes; nothing counts as said before it. Snapshots are written
apart from that (`snapshot`), from a state that nobody changes in place, so a thread may do it.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Self

from attrs import evolve

from inclusion_core.errors import Conflict, Problem, StorageFailed
from inclusion_core.model.assessment import Assessment, Cell, Judgement, voice_problem
from inclusion_core.store.review import checking, commands
from inclusion_core.store.review.keeping import Keeping
from inclusion_core.store.review.ledger import Ledger
from inclusion_core.store.review.opening import line_atoms

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
    from pathlib import Path
    from types import TracebackType

    from inclusion_core.analysis.editions.carrying import Plan
    from inclusion_core.model.framework import Framework
    from inclusion_core.model.review import Person, Review, Safeguarding
    from inclusion_core.model.school import School, Setting
    from inclusion_core.store.review.commands import Key
    from inclusion_core.store.review.drafts import Draft, Drafts
    from inclusion_core.store.review.history import Happening
    from inclusion_core.store.review.merging import Merged
    from inclusion_core.store.review.rows import Command, Line
    from inclusion_core.store.review.state import State

    Listener = Callable[[Assessment, Assessment], None]

LOCK = ".lock"
_UNSET: Any = object()


def now() -> dt.datetime:
    """Return this moment as files have it: UTC, whole seconds."""
    return dt.datetime.now(dt.UTC).replace(microsecond=0)


class Session(Keeping):
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
        self.folder, self.school, self.me, self.device = folder, school, me, device
        self.listeners: list[Listener] = []
        self._kinds, self._clock = kinds, clock
        self._given_problems = tuple(problems)
        self._views: dict[str, Assessment] = {}
        self._drafts: Drafts | None = None
        self._ledger = Ledger(
            folder, framework=framework, person=me.id, device=device, clock=clock, read_only=read_only, wait_s=wait_s
        )

    # What is there -------------------------------------------------------------------------------------------------

    @property
    def framework(self) -> Framework:
        """The framework that the review rests on; another one after a move to another edition."""
        return self._ledger.framework

    @property
    def read_only(self) -> bool:
        """Whether changes are refused."""
        return self._ledger.read_only

    @property
    def why_read_only(self) -> str:
        """Why changes are refused, in a sentence; empty where they are not."""
        return self._ledger.why_read_only

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was found amiss so far, in sentences for people."""
        return (*self._given_problems, *self._ledger.problems)

    @property
    def state(self) -> State:
        """All of it as one value that never changes in place."""
        return self._ledger.state

    @property
    def review(self) -> Review:
        """The review: what is pinned, its team, how long it is kept."""
        return self.state.review

    @property
    def assessments(self) -> Mapping[str, Assessment]:
        """Each voice that has judged something, with its assessment."""
        return {voice: self.assessment(voice) for voice in self.state.judgements}

    def assessment(self, voice: str = "self") -> Assessment:
        """Return one voice's assessment, an empty one where it has judged nothing. Raises NotAllowed for no voice."""
        cells = self.state.judgements.get(voice, {})
        view = self._views.get(voice)
        setting, framework = self.review.setting, self.framework
        if view is None or not (view.judgements is cells and view.setting is setting and view.framework is framework):
            view = Assessment(framework, self.school, voice, cells, setting)
            if voice in self.state.judgements:
                self._views[voice] = view
        return view

    def history(self) -> Sequence[Happening]:
        """Tell what happened so far, in order, the newest last; each line when it is asked for."""
        from inclusion_core.store.review.history import Happenings  # noqa: PLC0415  only where somebody looks back

        with self._ledger.mutex:
            return Happenings(self._ledger.journal.lines, self.review.team)

    @property
    def can_undo(self) -> bool:
        """Whether there is a change of ours to take back."""
        with self._ledger.mutex:
            return not self.read_only and self._ledger.history().last(self.me.id) is not None

    @property
    def can_redo(self) -> bool:
        """Whether there is a change of ours that was taken back and can be done again."""
        with self._ledger.mutex:
            return not self.read_only and self._ledger.history().last_undone(self.me.id) is not None

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

    def change_review(  # noqa: PLR0913  a review has these parts, all named
        self,
        *,
        title: str = _UNSET,
        setting: Setting = _UNSET,
        keep_until: dt.date | None = _UNSET,
        team: Mapping[str, Person | None] = _UNSET,
        safeguarding: Safeguarding | None = _UNSET,
        self_review_hidden: bool = _UNSET,
        blind: bool = _UNSET,
        released: Mapping[str, str] = _UNSET,
    ) -> Review:
        """Change the review itself; what is not given stays. `team` adds or changes people, None takes one out.

        `safeguarding` needs its lead; `released` is the whole table of sections and audiences. Raises as `judge` does.
        """
        given = {"title": title, "setting": setting, "keep_until": keep_until, "team": team,
                 "safeguarding": safeguarding, "self_review_hidden": self_review_hidden, "blind": blind,
                 "released": released}  # fmt: skip
        fields = checking.review_fields({name: one for name, one in given.items() if one is not _UNSET})
        if fields:
            self._change(lambda _: commands.change_review(fields))
        return self.review

    def note_leaving(self, what: str, found: int) -> None:
        """Write down that `what` left although privacy had `found` so many places in it. Raises as `judge` does."""
        self._ledger.note({"left-anyway": {"what": what, "found": found}})

    def undo(self) -> Happening:
        """Take back the last change of this person, whichever file it touched, however long ago.

        Raises Conflict where somebody changed the same thing since, NotAllowed where there is nothing to take back.
        """
        return self._back_or_forth(back=True)

    def redo(self) -> Happening:
        """Do again what this person took back last. Raises as `undo`."""
        return self._back_or_forth(back=False)

    def _back_or_forth(self, *, back: bool) -> Happening:
        with self._ledger.mutex:
            before, line = self._ledger.back_or_forth(back=back)
            self._tell(before, line)
            return self._ledger.history().told(line, self.review.team)

    # Others, the disk and the end -----------------------------------------------------------------------------------

    def sync(self) -> None:
        """Flush everything said so far to the disk. A thread may do it. Raises StorageFailed."""
        self._ledger.journal.sync()
        if self._drafts is not None:
            self._drafts.sync()

    def refresh(self) -> frozenset[Key]:
        """Take in what other programs wrote; return what they changed since the last time. Writes nothing.

        That is also what was taken in before a change of ours, and what was edited by hand. Raises StorageFailed.
        """
        return self._ledger.refresh()

    def snapshot(self) -> tuple[str, ...]:
        """Write the TOML files that the journal is ahead of; return their names. A thread may do it.

        A file that somebody edited by hand meanwhile is taken in first, and drafts that grew large are written short.
        Raises StorageFailed, Locked; the journal has everything all the same.
        """
        if self._drafts is not None and not self.read_only:
            self._drafts.tidy()
        return self._ledger.snapshot()

    def merge(self, other: Path) -> Merged:
        """Take in another copy of this review, a folder: what only one of the two changed is united.

        Where both changed the same thing ours stands, and `Merged.conflicts` says so. Doing it twice is as doing it
        once. Raises NotAllowed (another review, another framework), InvalidFile and what `judge` raises.
        """
        from inclusion_core.store.review.merging import merge  # noqa: PLC0415  rarely wanted

        before = self.state
        merged = merge(self._ledger, other)
        for voice in {**before.judgements, **self.state.judgements}:
            if before.judgements.get(voice) != self.state.judgements.get(voice):
                self._tell_voice(before, voice)
        return merged

    def migrate(self, new: Framework, answers: Mapping[str, str]) -> Plan:
        """Move the review to another edition of its framework. What it does and raises: `store.review.migrating`."""
        from inclusion_core.store.review.migrating import migrate  # noqa: PLC0415  rarely wanted

        before, line, plan = migrate(self._ledger, new, answers)
        self._tell(before, line)
        return plan

    # Drafts --------------------------------------------------------------------------------------------------------

    def draft(self, key: str, text: str) -> None:
        """Keep what is being typed under a key (such as `evidence U4`), on every change. Raises as `judge` does."""
        self._ledger.writable()
        self._draft_file().put(key, commands.clean(text, "The text"), self._clock())

    def drafts(self) -> tuple[Draft, ...]:
        """Return what earlier sessions on this device typed and never said, the newest last."""
        return self._draft_file().recovered()

    def take_draft(self, key: str, stream: str) -> Draft | None:
        """Go on with a draft that another session left; None where it was sent or let go since.

        Until it is dropped, or this session is closed, no other session can take it. Raises NotAllowed where another
        window is at work on it, else as `judge` does.
        """
        self._ledger.writable()
        return self._draft_file().take(key, stream)

    @property
    def draft_stream(self) -> str:
        """The name by which `drop_draft` tells this session's own drafts from those that others left."""
        return self._draft_file().stream

    def drop_draft(self, key: str, *, stream: str | None = None) -> None:
        """Let the drafts under a key go (or one `stream`'s): they were said, or are not wanted. It is final."""
        self._ledger.writable()
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
            self._ledger.later_problems.append(Problem(str(error), severity="worth-doing"))
        finally:
            if self._drafts is not None:
                self._drafts.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, sort: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # Inside --------------------------------------------------------------------------------------------------------

    def _change(self, make: Callable[[State], Command]) -> None:
        before, line = self._ledger.change(make)
        self._tell(before, line)

    def _tell(self, before: State, line: Line) -> None:
        """Call the listeners for each voice that a line of ours touched. The change stands whatever they do."""
        if not self.listeners:
            return
        voices = dict.fromkeys(atom.key[1] for atom in line_atoms(line) if atom.key[0] == "judge")
        for voice in voices:
            if voice in self.state.judgements or not voice_problem(self.framework, voice):
                self._tell_voice(before, voice)

    def _tell_voice(self, before: State, voice: str) -> None:
        after = self.assessment(voice)
        was = evolve(after, judgements=before.judgements.get(voice, {}), setting=before.review.setting)
        for listener in tuple(self.listeners):
            try:
                listener(was, after)
            except Exception as error:  # noqa: BLE001  whatever a listener does, the change stands
                name = getattr(listener, "__qualname__", type(listener).__name__)
                said = f"{type(error).__name__}: {error}".rstrip(" .?!:")
                what = f"The listener {name} failed after a change was saved: {said}."
                self._ledger.later_problems.append(Problem(what, severity="worth-doing"))

    def _draft_file(self) -> Drafts:
        if self._drafts is None or self._drafts.framework != self.review.framework.digest:
            from inclusion_core.store.review.drafts import Drafts  # noqa: PLC0415  most commands type nothing

            if self._drafts is not None:
                self._drafts.release()
            folder, pin = self.folder / "drafts", self.review.framework
            self._drafts = Drafts(folder, device=self.device, review=self.review.id, framework=pin.digest)
        return self._drafts
