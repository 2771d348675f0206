"""What a workspace keeps beside its schools and reviews, such as clusters: a TOML file each, and one journal for all.

Each sort has a folder (`clusters/`, `rounds/`), and each folder one journal: every change is a line in it, flushed,
before the file follows. A file says in `applied` which line it holds; where the journal knows a later one, the file was
not written after a crash, and the line counts. A file changed by hand counts as it stands.
"""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar, cast

from attrs import evolve, frozen

from inclusion_core.errors import Conflict, InvalidFile, NotAllowed, Problem, UnknownName
from inclusion_core.identifiers import is_id, nearest, slug
from inclusion_core.store import files, schema, toml
from inclusion_core.store.commands import clean
from inclusion_core.store.converter import structure, unstructure
from inclusion_core.store.journal import Journal
from inclusion_core.store.ledger import JOURNAL, LOCK
from inclusion_core.store.rows import Entry, Line

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from inclusion_core.store.workspace import Workspace

_DAY = "day"
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


class Book(Generic[T]):
    """All of one sort that a workspace keeps, such as its clusters. Making one touches no file.

    `noun` is what one is called, in sentences and in `kind`; `folder` is where they lie, `{noun}s` unless said.
    `fits` gives a problem (what, where) for each thing that is wrong with one beside the others. `problems` are what
    the last look found amiss; a bad file hides no other.
    """

    def __init__(
        self,
        workspace: Workspace,
        sort: type[T],
        noun: str,
        *,
        folder: str = "",
        fits: Callable[[T, Sequence[T]], tuple[Problem, ...]] = nothing_amiss,
    ) -> None:
        self.folder = workspace.root / (folder or f"{noun}s")
        self._fits = fits
        self.problems: tuple[Problem, ...] = ()
        self._workspace, self._noun = workspace, noun
        self._sort: type[T] = sort
        self._kind = f"inclusion.{noun}"
        self._journal = Journal(self.folder / JOURNAL, workspace.root / LOCK)  # the lock that blanking holds, too

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
        return name in self._look() or any(self._of(line) == name for line in self._journal.lines)

    def course(self, name: str) -> tuple[Stood[T], ...]:
        """Return how one stood after each change that the journal knows, the oldest first; none for what it never had.

        A line that a newer version wrote is passed over, and so is what was changed by hand in the file.
        """
        self._journal.pull()
        found: list[Stood[T]] = []
        for line in self._journal.lines:
            if self._of(line) == name:
                with suppress(InvalidFile):
                    found.append(Stood(line.id, line.at, self._thing(line.do)))
        return tuple(found)

    def _look(self) -> dict[str, Kept[T]]:
        """Read every file, and over it what the journal knows later."""
        self._journal.pull()
        last: dict[str, Line] = {}
        for line in self._journal.lines:
            for name in (f"put-{self._noun}", f"remove-{self._noun}"):
                if name in line.do:
                    last[str(line.do[name].get("id"))] = line
        found: dict[str, Kept[T]] = {}
        problems: list[Problem] = []
        for path in sorted(self.folder.glob("*.toml")) if self.folder.is_dir() else ():
            if path.name.startswith(".") or not path.is_file():
                continue
            try:
                found[path.stem] = self._read(path)
            except InvalidFile as error:
                problems += error.problems
                last.pop(path.stem, None)  # what somebody broke by hand is said, and not passed over
        self._journal.at_least = max((one.applied for one in found.values()), default=0)  # a journal may get lost
        for name, line in last.items():
            if name not in found or line.seq > found[name].applied:
                found.pop(name, None)
                with suppress(InvalidFile):  # a line that a newer version wrote
                    thing = self._thing(line.do)
                    if thing is not None:
                        found[name] = Kept(thing, line.seq)
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

    def _thing(self, do: Mapping[str, Any]) -> T | None:
        data = do.get(f"put-{self._noun}")
        return None if data is None else structure(self._sort, _undated(data))

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

    def change(self, name: str, make: Callable[[T], T]) -> T:
        """Change one by a function of how it stands under the lock. Raises what `one` and `put` raise."""

        def from_there(there: Mapping[str, Kept[T]]) -> T:
            if name not in there:
                raise UnknownName(self._noun, name, nearest=nearest(name, there), known=tuple(there))
            return make(there[name].thing)

        return self._change(from_there)

    def undo(self, name: str) -> T | None:
        """Take back the last change of one, whoever made it; return what it was before, None where it was not there.

        Taking back twice does it again. Raises NotAllowed where there is none, Conflict where its file was since
        changed by hand.
        """
        self._workspace.writable()
        with self._journal.writing() as turn:
            there = self._look()
            lines = [one for one in self._journal.lines if self._of(one) == name and one.undo is not None]
            if not lines or (name not in there and f"put-{self._noun}" in lines[-1].do):
                raise NotAllowed(f"Nothing of {self._noun} '{name}' can be taken back.")
            last = lines[-1]
            now = there[name].thing if name in there else None
            if self._thing(last.do) != now:
                raise Conflict(f"{name}.toml was changed by hand since. Take that back by hand. Nothing was changed.")
            undo = last.undo or {}
            (line,) = turn.append([self._entry(undo, last.do, undoes=last.id)])
            self._journal.sync()
            was = self._thing(undo)
            self._follow(name, was, line.seq)
        return was

    def _change(self, make: Callable[[Mapping[str, Kept[T]]], T]) -> T:
        self._workspace.writable()
        self._workspace.begin()
        files.make_folder(self.folder)
        with self._journal.writing() as turn:
            there = self._look()
            thing = self._cleaned(make(there))
            before = there.get(thing.id)
            others = [one.thing for one in there.values() if one.thing.id != thing.id]
            if wrong := sorted({one.what for one in self._fits(thing, others)}):
                raise NotAllowed(" ".join(wrong))
            if before is not None and before.thing == thing:
                return thing
            undo = self._put(before.thing) if before else {f"remove-{self._noun}": {"id": thing.id}}
            (line,) = turn.append([self._entry(self._put(thing), undo)])
            self._journal.sync()
            self._follow(thing.id, thing, line.seq)
        return thing

    def _entry(self, do: dict[str, Any], undo: dict[str, Any], *, undoes: str | None = None) -> Entry:
        where = self._workspace
        return Entry(do, undo, where.me.id, where.device, where.clock(), undoes=undoes)

    def _put(self, thing: T) -> dict[str, Any]:
        return {f"put-{self._noun}": _dated(unstructure(thing))}

    def _of(self, line: Line) -> str:
        data = line.do.get(f"put-{self._noun}") or line.do.get(f"remove-{self._noun}") or {}
        return str(data.get("id", ""))

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
        files.write(path, toml.dumps(table).encode())

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


def _with(thing: T, **changes: str) -> T:
    return cast("T", evolve(cast("Any", thing), **changes))


def _dated(value: Any) -> Any:  # noqa: ANN401  any value a table has
    """Return a table as JSON has it: a day is `{"day": "2026-11-25"}`, so that it comes back as one.

    A decimal is a text such as `29/2`, which is read as the same exact number.
    """
    if isinstance(value, dt.date):
        return {_DAY: value.isoformat()}
    if isinstance(value, Decimal):
        return "{}/{}".format(*value.as_integer_ratio())
    if isinstance(value, dict):
        return {key: _dated(one) for key, one in value.items()}
    return [_dated(one) for one in value] if isinstance(value, list) else value


def _undated(value: Any) -> Any:  # noqa: ANN401  as above
    if isinstance(value, dict):
        if value.keys() == {_DAY} and isinstance(value[_DAY], str):
            with suppress(ValueError):
                return dt.date.fromisoformat(value[_DAY])
        return {key: _undated(one) for key, one in value.items()}
    return [_undated(one) for one in value] if isinstance(value, list) else value
