"""Trusts at the desk: made of schools by what people call them, or of those the register says are of one trust."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from attrs import evolve

from inclusion_core.analysis.scoring.wording import listed
from inclusion_core.desk.schools import find_school
from inclusion_core.errors import NotAllowed, UnknownName
from inclusion_core.identifiers import nearest
from inclusion_core.model.trust import Trust
from inclusion_core.store.partnership import trusts_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from inclusion_core.desk import Desk
    from inclusion_core.store.book import Undoing

__all__ = [
    "Trust",
    "add_school_to",
    "all_trusts",
    "change_trust",
    "new_trust",
    "remove_school_from",
    "school_in",
    "trust_named",
    "undo_trust",
    "undone_in",
]


def all_trusts(desk: Desk) -> tuple[Trust, ...]:
    """Return every trust that can be read, by id."""
    return trusts_of(desk.workspace).all()


def trust_named(desk: Desk, name: str) -> Trust:
    """Return a trust by its id, or as much of its beginning as is needed. Raises UnknownName, NotAllowed."""
    return trusts_of(desk.workspace).one(name)


def new_trust(
    desk: Desk,
    title: str,
    schools: Sequence[str] = (),
    *,
    id: str = "",  # noqa: A002  the word that files use
    registered: str = "",
) -> Trust:
    """Make a trust of schools by id, URN or name, and of all those here whose register entry names `registered`.

    Raises UnknownName (a school, or a trust that no school here has), NotAllowed (none at all, one named twice or in
    another trust, an id that is taken).
    """
    ids = [find_school(desk, one).id for one in schools]
    if registered:
        ids += [one for one in _registered(desk, registered) if one not in ids]
    return trusts_of(desk.workspace).put(Trust(id, title, tuple(ids)), new=True)


def _registered(desk: Desk, name: str) -> list[str]:
    """Return the schools here that the register puts in a trust of this name, in any case and with any spacing."""
    known = {one.id: one.trust for one in desk.workspace.schools() if one.trust and one.status != "closed"}
    found = [one for one, trust in known.items() if _plain(trust) == _plain(name)]
    if not found:
        names = sorted(set(known.values()))
        raise UnknownName("trust in the register", name, nearest=nearest(name, names), known=names)
    return found


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def add_school_to(desk: Desk, trust: str, school: str) -> Trust:
    """Add a school to a trust. Raises as `new_trust`."""
    one = find_school(desk, school).id

    def with_it(was: Trust) -> Trust:
        if one in was.schools:
            raise NotAllowed(f"{one} is in {was.id} already.")
        return evolve(was, schools=(*was.schools, one))

    return change_trust(desk, trust, with_it)


def remove_school_from(desk: Desk, trust: str, school: str) -> Trust:
    """Take a school out of a trust. What was written down of it stays, as of any school outside the trust."""

    def without(was: Trust) -> Trust:
        one = _school_of(desk, was, school)
        return evolve(was, schools=tuple(each for each in was.schools if each != one))

    return change_trust(desk, trust, without)


def _school_of(desk: Desk, trust: Trust, school: str) -> str:
    """Return the local id of a school of a trust: by as much of that as is needed, by its URN or its name."""
    try:
        return school_in(trust, school)
    except UnknownName:
        with suppress(UnknownName):
            if (found := find_school(desk, school).id) in trust.schools:
                return found
        raise


def school_in(trust: Trust, school: str) -> str:
    """Return the local id of a school of a trust, by as much of its beginning as is needed. Raises UnknownName."""
    found = [school] if school in trust.schools else [one for one in trust.schools if one.startswith(school)]
    if len(found) == 1 and school:
        return found[0]
    raise UnknownName(f"school in {trust.id}", school, nearest=nearest(school, trust.schools), known=trust.schools)


def undo_trust(desk: Desk, name: str, told: Callable[[str], object] = str) -> Trust | None:
    """Take back the last change of a trust; return what it was before, None where it was not there.

    `told` is given what was taken back, in words, once it is.

    Twice does it again. Raises NotAllowed where there is none, Conflict where the file was since changed by hand.
    """
    would: list[Undoing[Trust]] = []
    was = trusts_of(desk.workspace).undo(name, would.append)
    told(undone_in(would[0].now, was))
    return was


_TABLES = ("provision", "exchanges", "outreach", "destinations", "counts", "moves")


def undone_in(now: Trust | None, was: Trust | None) -> str:
    """Say what is out, back or as before once the change that made `now` of `was` is taken back; empty for all of it.

    Whoever takes back may not know that somebody else made the last change.
    """
    if now is None or was is None:
        return ""
    out = [f"{one}" for one in now.schools if one not in was.schools]
    back = [f"{one}" for one in was.schools if one not in now.schools]
    as_it_was = []
    for table in _TABLES:
        there, then = getattr(now, table), getattr(was, table)
        out += [key for key in there if key not in then]
        back += [key for key in then if key not in there]
        as_it_was += [key for key in then if key in there and there[key] != then[key]]
    told = ((out, "out again"), (back, "back"), (as_it_was, "as before"))
    return " ".join(f"{_some(names)} {'is' if len(names) == 1 else 'are'} {what}." for names, what in told if names)


def _some(names: Sequence[str]) -> str:
    most = 6
    return listed(names) if len(names) <= most else f"{', '.join(names[:most])} and {len(names) - most} more"


def change_trust(desk: Desk, trust: str, make: Callable[[Trust], Trust]) -> Trust:
    """Change a trust by a function of how it stands under the lock. Raises UnknownName, NotAllowed."""
    book = trusts_of(desk.workspace)
    return book.change(book.one(trust).id, make)
