"""What a workspace keeps beside its schools and reviews, such as clusters: a TOML file each, and one journal for all.

Each sort has a folder (`clusters/`, `rounds/`), and each folder one journal: every change is a line in it, flushed,
before the file follows. A file says in `applied` which line it holds; where the journal knows a later one, the file was
not written after a crash, and the line counts. A file changed by hand counts as it stands.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar, cast

from attrs import evolve, frozen

from inclusion_core.errors import Conflict, FutureSchema, InvalidFile, NotAllowed, Problem, UnknownName
from inclusion_core.identifiers import is_id, nearest, slug
from inclusion_core.store import files, schema, toml
from inclusion_core.store.book_lines import BookLines, dated, undated
from inclusion_core.store.converter import structure, unstructure
from inclusion_core.store.owners_alone import make_alone
from inclusion_core.store.review.commands import clean
from inclusion_core.store.review.journal import Journal
from inclusion_core.store.review.ledger import JOURNAL, LOCK
from inclusion_core.store.review.rows import Entry

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from inclusion_core.store.review.rows import Command, Line
    from inclusion_core.store.workspace import Workspace

_NOT_ON_WINDOWS = {"con", "prn", "aux", "nul"}


class Titled(Protocol):
    """A thing with an id and a title: a frozen attrs class. Every one of its days is a date, never a time of day."""

    @property
    def id(self) -> str:
        """Its id, which is the name of its file."""

    @property
    def title(self) -> str:
        """What people call it."""


T = TypeVar("T", bound=Titled)


def nothing_amiss(thing: Titled, others: Sequence[Titled]) -> tuple[Problem, ...]:  # noqa: ARG001  a Fits has both
    """Say that a thing fits beside any others."""
    return ()


@frozen
class Stood(Generic[T]):
    """How a thing stood after one change: the change's own name, when it was made, and the thing, None for gone."""

    change: str
    at: dt.datetime
    thing: T | None


@frozen
class Kept(Generic[T]):
    """A thing as it stands, and the journal line that made it so; 0 where none did."""

    thing: T
    applied: int


@frozen
class Undoing(Generic[T]):
    """What undo would do: the id of who made the last change, how the thing stands, and how it stood; None for gone."""

    person: str
    now: T | None
    was: T | None


class Book(Generic[T]):
    """All of one sort that a workspace keeps, such as its clusters. Making one touches no file.

    `noun` is what one is called, in sentences and in `kind`; `folder` is where they lie, `{noun}s` unless said.
    `fits` gives a problem (what, where) for each thing that is wrong with one beside the others. `problems` are what
    the last look found amiss; a bad file hides no other. What is `private` is its owner's alone on the disk, where the
    system has such permissions.
    """

    def __init__(  # noqa: PLR0913  each sort says what it needs, by name
        self,
        workspace: Workspace,
        sort: type[T],
        noun: str,
        *,
        folder: str = "",
        fits: Callable[[T, Sequence[T]], tuple[Problem, ...]] = nothing_amiss,
        private: bool = False,
    ) -> None:
        self.folder = workspace.root / (folder or f"{noun}s")
        self._fits, self._private = fits, private
        self.problems: tuple[Problem, ...] = ()
        self._workspace, self._noun = workspace, noun
        self._sort: type[T] = sort
        self._kind = f"inclusion.{noun}"
        lock = workspace.root / LOCK  # the one that blanking holds, too
        self._journal = Journal(self.folder / JOURNAL, lock, private=private)
        self._lines = BookLines(noun, self._journal)

    # Reading -------------------------------------------------------------------------------------------------------

    def all(self) -> tuple[T, ...]:
        """Return every one that can be read, by id."""
        return tuple(one.thing for one in self._look().values())

    def one(self, name: str) -> T:
        """Return one by its id, or as much of its beginning as is needed. Raises UnknownName, InvalidFile.

        NotAllowed is raised where several begin so.
        """
        there = self._look()
        found = [name] if name in there else [one for one in there if name and one.startswith(name)]
        if len(found) == 1:
            return there[found[0]].thing
        if found:
            raise NotAllowed(f"'{name}' begins several {self._noun}s: {', '.join(found)}. Write more of it.")
        bad = [one for one in self.problems if one.file == str(self.folder / f"{name}.toml")]
        if bad:
            raise InvalidFile(bad[0].file, bad)
        raise UnknownName(self._noun, name, nearest=nearest(name, there), known=tuple(there))

    def ever(self, name: str) -> bool:
        """Say whether one of this id was ever kept here, whatever became of it."""
        return name in self._look() or name in self._lines.last

    def course(self, name: str) -> tuple[Stood[T], ...]:
        """Return how one stood after each change that the journal knows, the oldest first; none for what it never had.

        A line that a newer version wrote is passed over, and so is what was changed by hand in the file.
        """
        self._lines.pull()
        found: list[Stood[T]] = []
        for line, table in self._lines.course(name):
            with suppress(InvalidFile):
                found.append(Stood(line.id, line.at, self._thing(table)))
        return tuple(found)

    def _look(self) -> dict[str, Kept[T]]:
        """Read every file, and over it what the journal knows later."""
        self._lines.pull()
        last = {name: line.seq for name, line in self._lines.last.items()}
        found: dict[str, Kept[T]] = {}
        problems: list[Problem] = []
        for path in sorted(self.folder.glob("*.toml")) if self.folder.is_dir() else ():
            if path.name.startswith(".") or not path.is_file():
                continue
            try:
                found[path.stem] = self._read(path)
            except InvalidFile as error:
                problems += (
                    [_unquoted(one) for one in error.problems]
                    if self._private and not isinstance(error, FutureSchema)
                    else error.problems
                )
                last.pop(path.stem, None)  # what somebody broke by hand is said, and not passed over
        self._journal.at_least = max((one.applied for one in found.values()), default=0)  # a journal may get lost
        for name, seq in last.items():
            there = found.get(name)
            if there is None or seq > there.applied:
                found.pop(name, None)
                with suppress(InvalidFile):  # a line that a newer version wrote
                    thing = self._thing(self._later(name, there))
                    if thing is not None:
                        found[name] = Kept(thing, seq)
        found = dict(sorted(found.items()))
        self.problems = (*problems, *self._misfits([one.thing for one in found.values()]))
        return found

    def _read(self, path: Path) -> Kept[T]:
        file, text = str(path), toml.read_text(path)
        content = schema.body(toml.parse(text, file=file), self._kind, file=file, text=text)
        applied = content.pop("applied", 0)
        thing = structure(self._sort, content, file=file, text=text)
        if thing.id != path.stem:
            what = f"is '{thing.id}', and the file is called {path.name}."
            raise InvalidFile(path, [Problem(what, "id", "The two must be the same.", file)])
        return Kept(thing, applied if type(applied) is int else 0)

    def _later(self, name: str, there: Kept[T] | None) -> dict[str, Any] | None:
        """Return a thing's table as the journal has it; where there is a file, with the lines that it does not hold."""
        if there is None:
            return self._lines.stands[name]
        table: dict[str, Any] | None = dated(unstructure(there.thing))
        for line, _ in self._lines.course(name):
            if line.seq > there.applied:
                table = self._lines.after(table, line.do)
        return table

    def _thing(self, table: Mapping[str, Any] | None) -> T | None:
        return None if table is None else structure(self._sort, undated(table))

    # Changing ------------------------------------------------------------------------------------------------------

    def put(self, thing: T, *, new: bool = False) -> T:
        """Keep one as it now is; with `new` it gets an id of its title where it has none, and must not be there yet.

        Raises NotAllowed (an id that is taken or is none, half a character), ReadOnly, Locked, StorageFailed.
        """

        def make(there: Mapping[str, Kept[T]]) -> T:
            if not new:
                return thing
            return _with(thing, id=self._new_id(thing, there))

        return self._change(make)

    def change(self, name: str, make: Callable[[T], T], *, fresh: Callable[[], T] | None = None) -> T:
        """Change one by a function of how it stands under the lock; where there is none, `fresh` is what it begins as.

        Raises what `one` and `put` raise.
        """

        def from_there(there: Mapping[str, Kept[T]]) -> T:
            if name not in there:
                if fresh is not None and not (self.folder / f"{name}.toml").exists():
                    return make(fresh())
                self.one(name)  # says what is wrong with a file that cannot be read
                raise UnknownName(self._noun, name, nearest=nearest(name, there), known=tuple(there))
            return make(there[name].thing)

        return self._change(from_there)

    def undo(self, name: str, allow: Callable[[Undoing[T]], object] | None = None) -> T | None:
        """Take back the last change of one, whoever made it; return what it was before, None where it was not there.

        Taking back twice does it again. Raises NotAllowed where there is none, Conflict where its file was since
        changed by hand, and what `allow` raises, which is asked under the lock.
        """
        self._workspace.writable()
        if not self.folder.is_dir():
            raise self._none_left(name)
        with self._journal.writing() as turn:
            last, would = self._undoing(name)
            if allow is not None:
                allow(would)
            (line,) = turn.append([self._entry(last.undo or {}, last.do, undoes=last.id)])
            self._journal.sync()
            self._follow(name, would.was, line.seq)
        return would.was

    def would_undo(self, name: str) -> Undoing[T]:
        """Return what undo would do now. Raises what `undo` raises."""
        return self._undoing(name)[1]

    def _undoing(self, name: str) -> tuple[Line, Undoing[T]]:
        there = self._look()
        last = next((one for one, _ in reversed([*self._lines.course(name)]) if one.undo is not None), None)
        stands = self._lines.stands.get(name)
        if last is None or (name not in there and stands is not None):
            raise self._none_left(name)
        now = there[name].thing if name in there else None
        if self._thing(stands) != now:
            raise Conflict(f"{name}.toml was changed by hand since. Take that back by hand. Nothing was changed.")
        return last, Undoing(last.person, now, self._thing(self._lines.after(stands, last.undo or {})))

    def _none_left(self, name: str) -> NotAllowed:
        return NotAllowed(f"Nothing of {self._noun} '{name}' can be taken back.")

    def _change(self, make: Callable[[Mapping[str, Kept[T]]], T]) -> T:
        self._workspace.writable()
        self._workspace.begin()
        (make_alone if self._private else files.make_folder)(self.folder)
        with self._journal.writing() as turn:
            there = self._look()
            thing = self._cleaned(make(there))
            before = there.get(thing.id)
            others = [one.thing for one in there.values() if one.thing.id != thing.id]
            if wrong := sorted({one.what for one in self._fits(thing, others)}):
                raise NotAllowed(" ".join(wrong))
            if before is not None and before.thing == thing:
                return thing
            (line,) = turn.append([self._entry(*self._putting(before.thing if before else None, thing))])
            self._journal.sync()
            self._follow(thing.id, thing, line.seq)
        return thing

    def _entry(self, do: dict[str, Any], undo: dict[str, Any], *, undoes: str | None = None) -> Entry:
        where = self._workspace
        return Entry(do, undo, where.me.id, where.device, where.clock(), undoes=undoes)

    def _putting(self, before: T | None, thing: T) -> tuple[Command, Command]:
        """Return what makes a thing of what it was, and what takes that back."""
        stands, new = self._lines.stands.get(thing.id), dated(unstructure(thing))
        if before is None or (stands is not None and self._same(stands, before)):
            return self._lines.putting(stands if before else None, new)
        return self._lines.whole(dated(unstructure(before)), new)

    def _same(self, stands: Mapping[str, Any], thing: T) -> bool:
        """Say whether the journal leads to a thing as it is: not where it was changed by hand, or the journal lost."""
        with suppress(InvalidFile):
            return self._thing(stands) == thing
        return False

    def _follow(self, name: str, thing: T | None, applied: int) -> None:
        """Let the file follow the journal."""
        path = self.folder / f"{name}.toml"
        if thing is None:
            try:
                path.unlink(missing_ok=True)
                files.fsync_folder(self.folder)
            except OSError as error:
                raise files.storage_failed(path, error) from error
            return
        table = {**schema.header(self._kind), "applied": applied, **unstructure(thing)}
        files.write(path, toml.dumps(table).encode(), private=self._private)

    def _new_id(self, thing: T, there: Mapping[str, Kept[T]]) -> str:
        wanted = thing.id or slug(thing.title)
        if not is_id(wanted) or wanted in _NOT_ON_WINDOWS:
            raise NotAllowed(f"'{wanted}' cannot name a {self._noun}. Use lower-case letters, digits and hyphens.")
        if wanted in there or (self.folder / f"{wanted}.toml").exists():
            raise NotAllowed(f"There is a {self._noun} '{wanted}' already. Give another --id.")
        return wanted

    def _cleaned(self, thing: T) -> T:
        if not thing.title.strip():
            raise NotAllowed(f"A {self._noun} needs a title. Give it the one people know it by.")
        return _with(thing, title=clean(thing.title.strip(), "The title"))

    def _misfits(self, things: Sequence[T]) -> list[Problem]:
        """Return what is wrong between files that are each right by themselves."""
        return [
            evolve(wrong, file=str(self.folder / f"{one.id}.toml"))
            for place, one in enumerate(things)
            for wrong in self._fits(one, things[:place])
        ]


def _unquoted(problem: Problem) -> Problem:
    """Return a problem of a private file without what stands there: a line that cannot be read may be a sealed text."""
    do = "Put it right by hand, or bring back an earlier copy out of kept. What stands there is not quoted."
    return Problem("cannot be read as it stands.", do=do, file=problem.file, line=problem.line)


def _with(thing: T, **changes: str) -> T:
    return cast("T", evolve(cast("Any", thing), **changes))
