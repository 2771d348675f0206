"""Schools at the desk: finding one by what people call it, reading a register, adding one by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import evolve, frozen

from inclusion_core.errors import NotAllowed, UnknownName
from inclusion_core.identifiers import is_id, is_urn, nearest
from inclusion_core.model.school import Identifier, School

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from inclusion_core.desk import Desk
    from inclusion_core.exchange.gias import Skipped

_MOST_NAMED = 5


@frozen
class Imported:
    """What an import did: how many schools it added and updated, and what was read.

    `schools` counts the schools that the file gave, `links` the links between schools.
    """

    added: int
    updated: int
    skipped: tuple[Skipped, ...]
    warnings: tuple[str, ...]
    schools: int = 0
    links: int = 0


def find_school(desk: Desk, named: str) -> School:
    """Return a school by its local id, its URN (a predecessor's too) or its name.

    A name counts where it is one school's, in any case and with any spacing. Raises UnknownName, whose sentence names
    the nearest and the command that adds a school, and NotAllowed where several go by the name.
    """
    schools = desk.workspace.schools()
    for one in schools:
        if named in {one.id, one.urn}:
            return one
    if is_urn(named):
        for one in sorted(
            schools, key=lambda one: one.status == "closed"
        ):  # of several that followed, one that is open
            if named in one.followed or any(each.value == named for each in one.identifiers.values()):
                return one
    plain = _plain(named)
    found = [one for one in schools if _plain(one.name) == plain]
    if len(found) == 1:
        return found[0]
    if found:
        ids = ", ".join(f"{one.id} ({one.town or one.urn or 'no town'})" for one in found[:_MOST_NAMED])
        raise NotAllowed(f"{len(found)} schools are called '{named}'. Name one by its id: {ids}.")
    raise NoSuchSchool(named, schools)


class SchoolFinder:
    """The schools of a workspace as they are now, to be looked through on every key. Making it reads them all."""

    def __init__(self, desk: Desk) -> None:
        from inclusion_core.store.schoolbook import searched  # noqa: PLC0415  only where somebody searches

        self._all = tuple((searched(one), one) for one in desk.workspace.schools())

    def __len__(self) -> int:
        return len(self._all)

    def find(self, text: str) -> tuple[School, ...]:
        """Return the schools whose name, town, postcode or numbers hold every word of a text, by name.

        Those whose name begins with it come first.
        """
        words = text.casefold().split()
        found = [one for held, one in self._all if all(word in held for word in words)]
        begins = " ".join(words)
        return tuple(sorted(found, key=lambda one: not one.name.casefold().startswith(begins)))


class NoSuchSchool(UnknownName):
    """No school of this id, URN or name is in the workspace; the sentence says how to add it."""

    def __init__(self, named: str, schools: Sequence[School]) -> None:
        by_name = {one.name: one.id for one in schools}
        near = nearest(named, [*by_name, *by_name.values()])
        super().__init__("school", named, nearest=by_name.get(near, near) if near else None)
        begins = [one for one in schools if _plain(named) in _plain(one.name)][:_MOST_NAMED]
        words = [f"There is no school '{named}' here."]
        if begins:
            words.append(f"Did you mean {' or '.join(f'{one.id} ({one.name})' for one in begins)}?")
        elif near:
            words.append(f"Did you mean {by_name.get(near, near)}?")
        if is_urn(named):
            words.append("To add it, type: inclusion schools import FILE, with a list of schools that has it.")
        else:
            words.append(f'To add it, type: inclusion schools add "{named}"')
        self.args = (" ".join(words),)


def _plain(name: str) -> str:
    return " ".join(name.casefold().replace("\u2019", "'").split())


def import_schools(desk: Desk, path: Path, *, authorities: tuple[str, ...] = ()) -> Imported:
    """Read a file of schools, or of links between them, with the importer that knows it, ours or a plugin's.

    What it says is kept. A link concerns the schools that are here: each learns whom it followed, through chains.
    Raises InvalidFile, NotAllowed and PluginFailed; then nothing was kept.
    """
    from inclusion_core.exchange.gias_links import follow  # noqa: PLC0415  only for an import
    from inclusion_core.exchange.gias_merging import join  # noqa: PLC0415  as above

    read: Any = _read(desk, path, authorities)
    schools, links = tuple(getattr(read, "schools", ())), tuple(getattr(read, "links", ()))
    known = {one.id: one for one in desk.workspace.schools()}
    joined = join(known.values(), schools)
    here = {**known, **{one.id: one for one in (*joined.added, *joined.updated)}}
    here.update({one.id: one for one in follow(here.values(), links)})
    changed = [one for one in here.values() if known.get(one.id) != one]
    if changed:
        desk.workspace.put_schools(changed)
    added = len(here) - len(known)
    return Imported(
        added, len(changed) - added, tuple(read.skipped), tuple(read.warnings), schools=len(schools), links=len(links)
    )


def _read(desk: Desk, path: Path, authorities: tuple[str, ...]) -> object:
    from inclusion_core.exchange.gias_links import read_register  # noqa: PLC0415  only for an import
    from inclusion_core.plugins.manager import HEAD_BYTES  # noqa: PLC0415  as above
    from inclusion_core.plugins.records import ImportRequest  # noqa: PLC0415  as above

    try:
        with path.open("rb") as file:
            head = file.read(HEAD_BYTES)
    except OSError:
        return read_register(path, authorities=authorities)  # it has the sentence for what is not there
    importer = desk.plugins.importer_for(path, head)
    if importer is None or importer.brings != "schools":
        return read_register(path, authorities=authorities)
    return importer.read(ImportRequest(path=path, authorities=authorities))


def add_school(desk: Desk, school: School, *, urn: str | None = None) -> School:
    """Keep a school that somebody named. Its id is made from its name where it has none.

    Raises NotAllowed where the id or URN is no such thing or is taken already.
    """
    if not school.name.strip():
        raise NotAllowed("A school needs a name. Say what it is called.")
    known = desk.workspace.schools()
    taken = {one.id: one for one in known}
    if school.id:
        if not is_id(school.id):
            raise NotAllowed(f"'{school.id}' cannot be an id. Use lower-case letters, digits and hyphens.")
        if school.id in taken:
            raise NotAllowed(f"{taken[school.id].name} is here as {school.id} already. Give another --id.")
    same = [one for one in known if _plain(one.name) == _plain(school.name)]
    if same and not school.id and not urn:
        raise NotAllowed(f"{same[0].name} is here already, as {same[0].id}. If this is another, give it an --id.")
    if urn is not None:
        if not is_urn(urn):
            raise NotAllowed(f"'{urn}' is not a URN, which has six digits and does not begin with 0.")
        for one in known:
            if one.urn == urn:
                raise NotAllowed(f"{one.name} has the URN {urn} already, and is here as {one.id}.")
        school = evolve(school, identifiers={**school.identifiers, "urn": Identifier("urn", urn)})
    put = desk.workspace.put_schools([school])
    return desk.workspace.school((put.added + put.updated + put.unchanged)[0])
