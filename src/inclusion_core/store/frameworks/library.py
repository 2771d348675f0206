"""Where frameworks are found, and how one of them is picked by its name.

A library looks in places (folders, or single files), each with who gives it. A bad file hides no other; one file
reached by two ways counts once; two files that give one edition different contents are an error naming both.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import Factory, define, frozen

from inclusion_core.errors import InclusionError, InvalidFile, Problem, UnknownName
from inclusion_core.identifiers import edition_key, is_edition, nearest
from inclusion_core.model.overlay import circle
from inclusion_core.store import toml
from inclusion_core.store.frameworks.framework_files import FrameworkFile, InACircle, framework_of, with_digest

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from inclusion_core.model.evidence import EvidenceKind
    from inclusion_core.model.framework import Framework
    from inclusion_core.model.scale import Scale

PROGRAM = "inclusion-review"
"""What the program is called where it keeps things on a machine, and as the giver of its own frameworks."""


@frozen
class Place:
    """A folder of framework files (its `.toml` files, not the folders in it) or single files; `given_by` is shown."""

    path: Path | tuple[Path, ...]
    given_by: str

    def files(self) -> Iterator[Path]:
        """Yield the files of this place by name. A folder that is not there has none; a named file is always one."""
        if isinstance(self.path, Path) and (self.path.is_dir() or not self.path.suffix):
            if self.path.is_dir():
                yield from sorted(one for one in self.path.glob("*.toml") if not one.name.startswith("."))
        else:
            yield from (self.path,) if isinstance(self.path, Path) else self.path


@frozen
class Found:
    """One framework file. `id`, `edition` and `title` are empty where even they could not be read.

    `problems` holds what is wrong with it; a file with problems cannot be used, and hides no other.
    """

    id: str
    edition: str
    title: str
    status: str
    given_by: str
    path: Path
    problems: tuple[Problem, ...] = ()
    shown: str = ""
    """The title with the framework's own words, as people are shown it; as it stands where it cannot be used."""

    @property
    def name(self) -> str:
        """`id@edition`."""
        return f"{self.id}@{self.edition}"


@define
class _File:
    """What is known so far of one file: nothing is read before it is needed, and nothing twice."""

    path: Path
    given_by: str
    text: str | None = None
    table: dict[str, Any] | None = None
    read: FrameworkFile | None = None
    failed: InclusionError | None = None
    looked: bool = False

    def look(self) -> Mapping[str, Any]:
        """Parse the file; what cannot be parsed answers with an empty table."""
        if not self.looked:
            self.looked = True
            try:
                text = self.load_text()
                if self.failed is None:
                    self.table = toml.parse(text, file=str(self.path))
            except InclusionError as error:
                self.failed = error
        return self.table or {}

    def load_text(self) -> str:
        """Read the file's text; empty, with `failed` set, where that is not possible."""
        if self.text is None:
            try:
                self.text = toml.read_text(self.path, limit=toml.FRAMEWORK_LIMIT)
            except InclusionError as error:
                self.text, self.failed = "", error
        return self.text

    @property
    def id(self) -> str:
        return _text_at(self.look(), "id")

    @property
    def edition(self) -> str:
        return _text_at(self.look(), "edition")

    @property
    def name(self) -> str:
        return f"{self.id}@{self.edition}"

    @property
    def adopted(self) -> bool:
        return bool(self.look().get("status", "adopted") == "adopted")


def _text_at(table: Mapping[str, Any], key: str) -> str:
    value = table.get(key)
    return value if isinstance(value, str) else ""


@define
class Library:
    """The frameworks of some places. What they may name (scales, evidence kinds, methods) is handed in.

    Files are read when they are asked for and then kept: a library sees the folder as it was at that moment.
    `today` is the day that remarks on laws are made for.
    """

    places: Sequence[Place]
    scales: Mapping[str, Scale]
    kinds: Mapping[str, EvidenceKind] | None
    methods: Collection[str] | None
    today: dt.date | None = None
    _files: list[_File] | None = Factory(lambda: None)
    _under_way: list[str] = Factory(list)

    def found(self) -> tuple[Found, ...]:
        """Return every framework file, by id and newest edition first, the bad ones with what is wrong."""
        entries = []
        named: dict[str, list[_File]] = {}
        for one in self._all():
            named.setdefault(one.name, []).append(one)
        for one in self._all():
            self._whole(one)
            problems = one.failed.problems if isinstance(one.failed, InvalidFile) else ()
            if one.failed is not None and not problems:
                problems = (Problem(str(one.failed), file=str(one.path)),)
            clash = self._clash(one, named[one.name])
            if clash:
                problems = (*problems, clash)
            status = "adopted" if one.adopted else "consultation"
            title = _text_at(one.look(), "title")
            shown = one.read.framework.worded(title) if one.read is not None else title
            entries.append(Found(one.id, one.edition, title, status, one.given_by, one.path, problems, shown))
        by_edition = sorted(entries, key=lambda one: _newness(one.edition), reverse=True)
        seen: set[str] = set()
        unique = []
        for entry in by_edition:
            if entry.problems or entry.name not in seen:  # else the same edition, word for word, from a second place
                unique.append(entry)
            seen.add(entry.name)
        return tuple(sorted(unique, key=lambda one: (one.id, str(one.path) if not one.id else "")))

    def load(self, name: str | Path) -> Framework:
        """Return a framework by its id (the newest adopted edition), by `id@edition` or by the path of a file.

        Raises UnknownName with the nearest name, and InvalidFile where the one that is meant cannot be used.
        """
        return self.file(name).framework

    def file(self, name: str | Path) -> FrameworkFile:
        """Return a framework with its file's text and remarks, by what `load` takes."""
        if isinstance(name, Path) or name.endswith(".toml") or "/" in name or os.sep in name:
            return self._whole_or_raise(self._at(Path(name)))
        wanted, at_sign, edition = name.partition("@")
        mine = [one for one in self._holding(wanted) if one.id == wanted]
        if at_sign:
            mine = [one for one in mine if one.edition == edition]
        else:
            mine = [one for one in mine if one.adopted] or self._only_consultation(mine)
        if not mine:
            raise self._unknown(name)
        newest = max(mine, key=lambda one: _newness(one.edition))
        clash = self._clash(newest)
        if clash:
            raise InvalidFile(newest.path, [clash])
        return self._whole_or_raise(newest)

    def _only_consultation(self, mine: list[_File]) -> list[_File]:
        """Refuse, with how to name it, an id of which there are nothing but drafts for consultation."""
        if not mine:
            return []
        newest = max(mine, key=lambda one: _newness(one.edition))
        raise UnknownName("adopted framework", newest.id, nearest=newest.name, known=sorted(one.name for one in mine))

    def _all(self) -> list[_File]:
        if self._files is None:
            self._files = []
            seen: set[Path] = set()
            for place in self.places:
                for path in place.files():
                    real = path.resolve()
                    if real not in seen:
                        seen.add(real)
                        self._files.append(_File(path, place.given_by))
        return self._files

    def _holding(self, wanted: str) -> list[_File]:
        """Return the files worth parsing for an id: those whose text has it somewhere."""
        return [one for one in self._all() if wanted in one.load_text()]

    def _at(self, path: Path) -> _File:
        real = path.resolve()
        for one in self._all():
            if one.path == path or one.path.resolve() == real:
                return one
        return _File(path, "")

    def _whole(self, one: _File) -> None:
        """Read a file whole, once; what is wrong is kept in `failed`."""
        if one.read is not None or one.failed is not None:
            return
        one.look()
        table = one.table
        if table is None:
            return
        if one.edition and one.name in self._under_way:
            words = circle(self._under_way, one.name)
            raise InACircle(str(one.path), words)
        self._under_way.append(one.name)
        try:
            one.read = framework_of(
                table,
                one.text or "",
                bases=self._base,
                scales=self.scales,
                kinds=self.kinds,
                methods=self.methods,
                today=self.today,
                file=str(one.path),
                digested=False,
            )
        except InclusionError as error:
            one.failed = error
        finally:
            self._under_way.pop()

    def _whole_or_raise(self, one: _File) -> FrameworkFile:
        self._whole(one)
        if one.failed is not None:
            raise one.failed
        assert one.read is not None  # noqa: S101  it was read or it failed
        one.read = with_digest(one.read)
        return one.read

    def _base(self, name: str) -> Framework:
        """Give the framework that an overlay lies over."""
        return self.file(name).framework

    def _clash(self, one: _File, among: Sequence[_File] | None = None) -> Problem | None:
        """Say that another file (of `among`, where they are known) gives the same edition other words; else None."""
        if not one.id or not one.edition or (one.read is None and one.failed is not None):
            return None
        for other in self._holding(one.id) if among is None else among:
            if other is not one and other.name == one.name:
                self._whole(one)
                self._whole(other)
                if one.read and other.read and _digest(one.read) != _digest(other.read):
                    return Problem(
                        f"gives {one.name} (from {one.given_by or 'its path'}), and {other.path} gives it too "
                        f"(from {other.given_by or 'its path'}) with other words.",
                        do="Keep one of them, or give one another edition.",
                        file=str(one.path),
                    )
        return None

    def _unknown(self, name: str) -> UnknownName:
        known = sorted({one.name for one in self._all() if one.id and one.edition})
        ids = sorted({one.id for one in self._all() if one.id})
        wanted = name.partition("@")[0]
        meant = nearest(wanted, ids)  # by the id alone: an edition in common makes no two names alike
        editions = sorted(
            (one for one in known if one.partition("@")[0] == meant), key=lambda one: _newness(one.partition("@")[2])
        )
        same = [one for one in editions if one.partition("@")[2] == name.partition("@")[2]]
        close = (same or editions or [""])[-1] or None
        return UnknownName("framework", name, nearest=close, known=known)


def _digest(read: FrameworkFile) -> str:
    """Return the digest of a framework whose file may have been read without it."""
    return with_digest(read).framework.digest


def _newness(edition: str) -> tuple[int, ...]:
    return edition_key(edition) if is_edition(edition) else ()


def shipped() -> Path:
    """Return the folder of our own frameworks: in the installed package, or in the checkout it runs from."""
    package = Path(__file__).parents[2]
    inside = package / "frameworks"
    return inside if inside.is_dir() else package.parents[1] / "frameworks"


def user_folder() -> Path:
    """Return the folder where somebody keeps frameworks for all their work on this machine."""
    system: str = sys.platform
    if system == "linux":  # as platformdirs has it, without the 9 ms of its import; a test compares the two
        home = os.environ.get("XDG_DATA_HOME", "").strip() or "~/.local/share"
        return Path(home).expanduser() / PROGRAM / "frameworks"
    import platformdirs  # noqa: PLC0415  only where its answer is not plain

    return platformdirs.user_data_path(PROGRAM, appauthor=False) / "frameworks"


def standard_places(workspace: Path | None = None, *, plugins: Iterable[Place] = ()) -> tuple[Place, ...]:
    """Return where frameworks are looked for: ours, the plugins', the workspace's, the user's, `$INCLUSION_FRAMEWORKS`.

    That variable holds folders or files with the platform's path separator (`:` or, on Windows, `;`) between them.
    """
    places = [Place(shipped(), PROGRAM), *plugins]
    if workspace is not None:
        places.append(Place(workspace / "frameworks", "workspace"))
    places.append(Place(user_folder(), "you"))
    named = os.environ.get("INCLUSION_FRAMEWORKS", "")
    places += [Place(Path(one), "INCLUSION_FRAMEWORKS") for one in named.split(os.pathsep) if one]
    return tuple(places)
