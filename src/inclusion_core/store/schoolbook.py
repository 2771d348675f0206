"""The schools of a workspace: one TOML file each, and an index that is only a memory of them.

Reading 2,400 TOML files takes seconds, so `.index.json` remembers what each held, under its time and size. A file that
is not as it was is read again; the index is never believed over a file, and never written in a read-only workspace.
"""

from __future__ import annotations

import datetime as dt
import os
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import attrs

from inclusion_core.errors import InvalidFile, NotAllowed, Problem, UnknownName
from inclusion_core.identifiers import is_id, nearest, slug
from inclusion_core.model.school import Identifier, School, Setting
from inclusion_core.store import files, schema, toml
from inclusion_core.store.converter import structure, unstructure
from inclusion_core.store.review.commands import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

INDEX = ".index.json"
_KIND = "inclusion.school"
_VERSION = 1
_NOT_ON_WINDOWS = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
_Remembered = tuple[int, int, School]


@attrs.frozen
class Put:
    """What putting schools did: the local ids of those added, changed and found to be as they were."""

    added: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()


class Schoolbook:
    """The schools in a workspace's folder. Making this touches no file."""

    def __init__(self, root: Path, *, read_only: bool) -> None:
        self.folder, self._index, self._read_only = root / "schools", root / INDEX, read_only
        self._known: dict[str, _Remembered] = {}
        self._bad: dict[str, tuple[int, int, tuple[Problem, ...]]] = {}
        self._loaded = False

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with schools' files, as of the last reading."""
        return tuple(problem for _, _, problems in self._bad.values() for problem in problems)

    def all(self) -> tuple[School, ...]:
        """Return every school that can be read, by name. A bad file hides no other."""
        self._look()
        return tuple(sorted((one for _, _, one in self._known.values()), key=lambda one: (one.name.casefold(), one.id)))

    def one(self, name: str) -> School:
        """Return a school by its local id, its URN or LAESTAB (now or formerly). Raises UnknownName."""
        if not self._loaded and is_id(name):  # a single file needs no index
            with suppress(InvalidFile):
                return read_school(self.folder / f"{name}.toml")
        self._look()
        remembered = self._known.get(f"{name}.toml")
        if remembered:
            return remembered[2]
        schools = [one for _, _, one in self._known.values()]
        found = _by_number(schools).get(name.replace("/", "").strip())
        if found is None:
            close = nearest(name, [one.id for one in schools])
            raise UnknownName("school", name, nearest=close, known=[one.id for one in self.find(name)][:8])
        return found

    def find(self, text: str) -> tuple[School, ...]:
        """Return the schools whose name, town, postcode or numbers hold every word of a text, by name."""
        words = text.casefold().split()
        return tuple(one for one in self.all() if all(word in searched(one) for word in words))

    def put(self, schools: Iterable[School]) -> Put:
        """Add schools, or change those that are there. Thousands at once cost one flush. Raises StorageFailed.

        A school without a local id is the one that has its URN, or that its predecessors' URNs lead to; else it is new.
        What it does not say stays as it was.
        """
        self._look()
        there = {one.id: one for _, _, one in self._known.values()}
        taken = set(there) | {name.removesuffix(".toml") for name in self._bad}
        by_number = _by_number(there.values())
        changed: dict[str, School] = {}
        sorts: dict[str, list[str]] = {"added": [], "updated": [], "unchanged": []}
        for given in schools:
            school = _cleaned(given)
            was = there.get(school.id) if school.id else _same(school, by_number)
            if was is None:
                school = attrs.evolve(school, id=_new_id(school, taken))
                taken.add(school.id)
            else:
                school = _updated(was, school)
            sort = "unchanged" if school == was else "added" if was is None or was.id in sorts["added"] else "updated"
            if sort != "unchanged":
                changed[school.id] = there[school.id] = school
                by_number.update(_by_number([school]))
            if school.id not in sorts[sort]:
                sorts[sort].append(school.id)
        files.write_many((self.folder / f"{one.id}.toml", bytes_of(one)) for one in changed.values())
        self._look(just_written=changed)
        return Put(**{sort: tuple(ids) for sort, ids in sorts.items()})

    def forget(self) -> None:
        """Take the index away; the next reading makes it anew."""
        self._known, self._bad, self._loaded = {}, {}, False
        if not self._read_only:
            self._index.unlink(missing_ok=True)

    def _look(self, just_written: Mapping[str, School] | None = None) -> None:
        """Bring what we remember up to what the folder holds."""
        if not self._loaded:
            self._known, self._loaded = self._remembered(), True
        known: dict[str, _Remembered] = {}
        bad: dict[str, tuple[int, int, tuple[Problem, ...]]] = {}
        fresh = 0
        for name, when, size in _listed(self.folder):
            before, worse = self._known.get(name), self._bad.get(name)
            if before and before[:2] == (when, size):
                known[name] = before
            elif worse and worse[:2] == (when, size):
                bad[name] = worse
            else:
                fresh += 1
                try:
                    written = (just_written or {}).get(name.removesuffix(".toml"))
                    known[name] = (when, size, written or read_school(self.folder / name))
                except InvalidFile as error:
                    bad[name] = (when, size, error.problems)
        changed = fresh or len(known) != len(self._known)
        self._known, self._bad = known, bad
        if changed and not self._read_only:
            self._remember()

    def _remembered(self) -> dict[str, _Remembered]:
        import json  # noqa: PLC0415  only where schools are read

        try:
            index = json.loads(self._index.read_bytes())
            if index["version"] != _VERSION:
                return {}
            return {
                name: (int(when), int(size), _school(data)) for name, (when, size, data) in index["schools"].items()
            }
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return {}  # it is only a memory

    def _remember(self) -> None:
        import json  # noqa: PLC0415  as above

        from inclusion_core.errors import StorageFailed  # noqa: PLC0415  next to its only use

        schools = {name: [when, size, unstructure(one)] for name, (when, size, one) in self._known.items()}
        index = {"version": _VERSION, "schools": schools}
        try:
            files.write(self._index, json.dumps(index, default=str, ensure_ascii=False).encode(), keep=0)
        except StorageFailed:
            return  # without it the next reading is slower, and that is all


def _listed(folder: Path) -> list[tuple[str, int, int]]:
    try:
        with os.scandir(folder) as entries:
            found = [
                (entry.name, status.st_mtime_ns, status.st_size)
                for entry in entries
                if entry.name.endswith(".toml") and not entry.name.startswith(".") and (status := entry.stat())
            ]
    except FileNotFoundError:
        return []
    return sorted(found)


def read_school(path: Path) -> School:
    """Read a school's file, which goes by its local id. Raises InvalidFile, StorageFailed."""
    text = toml.read_text(path)
    content = schema.body(toml.parse(text, file=str(path)), _KIND, file=str(path), text=text)
    setting = structure(Setting, content.pop("setting", {}), file=str(path))
    school = structure(School, content, file=str(path), text=text)
    school = attrs.evolve(school, kind=setting.kind, phase=setting.phase, features=setting.features)
    if school.id != path.stem:
        what = f"is '{school.id}', and the file is called {path.name}."
        raise InvalidFile(path, [Problem(what, "id", "The two must be the same.", str(path))])
    return school


def bytes_of(school: School) -> bytes:
    """Write a school's file. What decides which indicators apply is in [setting], as in a review: `kind` is taken."""
    table = unstructure(attrs.evolve(school, kind=None, phase=None, features=()))
    setting = unstructure(school.setting)
    return toml.dumps({**schema.header(_KIND), "id": school.id, **table, "setting": setting or None}).encode()


def _school(data: dict[str, Any]) -> School:
    """Make a school of what the index remembers, which was checked when it was read from its file."""
    identifiers = {
        key: Identifier(one["scheme"], one["value"], _day(one.get("since")), _day(one.get("until")))
        for key, one in data.pop("identifiers", {}).items()
    }
    for name in ("features", "followed"):
        if name in data:
            data[name] = tuple(data[name])
    return School(**data, identifiers=identifiers)


def _day(text: str | None) -> dt.date | None:
    return None if text is None else dt.date.fromisoformat(text)


def _by_number(schools: Iterable[School]) -> dict[str, School]:
    """Return schools by their numbers. What is true now goes before what was true, and that before predecessors."""
    now: dict[str, School] = {}
    once: dict[str, School] = {}
    before: dict[str, School] = {}
    for one in schools:
        for number in one.identifiers.values():
            (now if number.until is None else once)[number.value] = one
        before.update(dict.fromkeys(one.followed, one))
    return {**before, **once, **now}


def _same(school: School, by_number: Mapping[str, School]) -> School | None:
    numbers = [school.urn, *school.followed]
    return next((by_number[one] for one in numbers if one is not None and one in by_number), None)


def _updated(was: School, given: School) -> School:
    """Return a school as it is now said to be; a URN that it no longer has is kept as a former one."""
    said = {
        one.name: getattr(given, one.name)
        for one in attrs.fields(School)
        if one.name not in {"id", "identifiers"} and getattr(given, one.name) != getattr(School(""), one.name)
    }
    identifiers = {**was.identifiers, **given.identifiers}
    old, new = was.identifiers.get("urn"), given.identifiers.get("urn")
    if old and new and old.value != new.value:
        identifiers[f"urn-{old.value}"] = attrs.evolve(old, until=old.until or new.since)
    return attrs.evolve(was, identifiers=identifiers, **said)


def _cleaned(school: School) -> School:
    texts: dict[str, Any] = {
        one.name: clean(value, f"The school's {one.name.replace('_', ' ')}")
        for one in attrs.fields(School)
        if isinstance(value := getattr(school, one.name), str)
    }
    if not school.name.strip():
        raise NotAllowed("A school needs a name. Give it the one people know it by.")
    if school.id and not is_id(school.id):
        raise NotAllowed(f"'{school.id}' cannot name a school. Use lower-case letters, digits and hyphens.")
    return attrs.evolve(school, **texts)


def _new_id(school: School, taken: set[str]) -> str:
    name = school.id or slug(school.name)[:48].strip("-")
    if name in _NOT_ON_WINDOWS:
        name += "-school"
    if name not in taken:
        return name
    if school.urn and f"{name}-{school.urn}" not in taken:
        return f"{name}-{school.urn}"
    number = 2
    while f"{name}-{number}" in taken:
        number += 1
    return f"{name}-{number}"


def searched(school: School) -> str:
    """Return what a school is found by: its name, town, postcode and numbers, in small letters."""
    numbers = " ".join(one.value for one in school.identifiers.values())
    return f"{school.name} {school.town} {school.postcode} {school.id} {numbers}".casefold()
