"""Trusts at the desk: made of schools by what people call them, and changed one school at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from inclusion_core.desk.schools import find_school
from inclusion_core.errors import NotAllowed
from inclusion_core.model.trust import Trust
from inclusion_core.store.partnership import trusts_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inclusion_core.desk import Desk

__all__ = ["Trust", "add_school_to", "all_trusts", "new_trust", "remove_school_from", "trust_named", "undo_trust"]


def all_trusts(desk: Desk) -> tuple[Trust, ...]:
    """Return every trust that can be read, by id."""
    return trusts_of(desk.workspace).all()


def trust_named(desk: Desk, name: str) -> Trust:
    """Return a trust by its id, or as much of its beginning as is needed. Raises UnknownName, NotAllowed."""
    return trusts_of(desk.workspace).one(name)


def new_trust(desk: Desk, title: str, schools: Sequence[str], *, id: str = "") -> Trust:  # noqa: A002  the word that files use
    """Make a trust of schools. Raises UnknownName, NotAllowed (no school, one twice, an id that is taken)."""
    return trusts_of(desk.workspace).put(
        Trust(id, title, tuple(find_school(desk, one).id for one in schools)), new=True
    )


def add_school_to(desk: Desk, trust: str, school: str) -> Trust:
    """Add a school to a trust. Raises as `new_trust`."""
    one = find_school(desk, school).id
    book = trusts_of(desk.workspace)
    return book.change(book.one(trust).id, lambda was: evolve(was, schools=(*was.schools, one)))


def remove_school_from(desk: Desk, trust: str, school: str) -> Trust:
    """Take a school out of a trust; what its ledgers say stays. Raises NotAllowed where it is not in it."""
    one = find_school(desk, school).id

    def without(was: Trust) -> Trust:
        if one not in was.schools:
            raise NotAllowed(f"{one} is not in {was.id}. Its schools: {', '.join(was.schools)}.")
        return evolve(was, schools=tuple(each for each in was.schools if each != one))

    book = trusts_of(desk.workspace)
    return book.change(book.one(trust).id, without)


def undo_trust(desk: Desk, name: str) -> Trust | None:
    """Take back the last change of a trust or its ledgers; return what it was before, None where it was not there.

    Twice does it again. Raises NotAllowed where there is none, Conflict where the file was since changed by hand.
    """
    return trusts_of(desk.workspace).undo(name)
