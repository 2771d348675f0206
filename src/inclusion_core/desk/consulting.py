"""Which consultation, which text it is about, and whose words are changed: with this all else on one begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from inclusion_core.desk.schools import find_school
from inclusion_core.errors import NotAllowed
from inclusion_core.model.consultation import SchoolReturn
from inclusion_core.store.consultations import consultations_of
from inclusion_core.store.review.commands import clean

if TYPE_CHECKING:
    from collections.abc import Callable

    from inclusion_core.desk import Desk
    from inclusion_core.model.consultation import Consultation
    from inclusion_core.model.framework import Framework
    from inclusion_core.model.school import School


def all_consultations(desk: Desk) -> tuple[Consultation, ...]:
    """Return every consultation that can be read, by id."""
    return consultations_of(desk.workspace).all()


def consultation_named(desk: Desk, name: str) -> Consultation:
    """Return a consultation by its id, or as much of its beginning as is needed. Raises UnknownName, NotAllowed."""
    return consultations_of(desk.workspace).one(name)


def key_of(school: School) -> str:
    """Return what a school is known by in every workspace: its URN, or its local id where it has none."""
    return school.urn or school.id


def name_of(school: School) -> str:
    """Return a school's name, with a word that it is made up where it is."""
    return f"{school.name} (made up)" if school.made_up else school.name


def asked_about(desk: Desk, consultation: Consultation) -> Framework:
    """Return the very text that a consultation is about. Raises UnknownName, NotAllowed where it is another text."""
    found = desk.framework(consultation.framework)
    if found.digest != consultation.digest:
        raise NotAllowed(
            f"{found.name} here has other words than the text that '{consultation.id}' asks about. Put that file back."
        )
    return found


def indicator_of(framework: Framework, typed: str) -> str:
    """Return an indicator's id, in whichever case it was typed. Raises UnknownName."""
    exact = next((one for one in framework.indicators if one.casefold() == typed.casefold()), typed)
    return framework.indicator(exact).id


def kept_text(text: str) -> str:
    """Return a text as it is kept, without spaces around it. Raises NotAllowed for half a character."""
    return clean(text.strip(), "The text")


def say_for(desk: Desk, consultation: str, school: str, make: Callable[[SchoolReturn], SchoolReturn]) -> Consultation:
    """Change what a school says, whether it said something before or not. Raises UnknownName, NotAllowed."""
    found = find_school(desk, school)
    key = key_of(found)

    def with_it(was: Consultation) -> Consultation:
        before = was.returns.get(key, SchoolReturn(key, name_of(found)))
        return evolve(was, returns={**was.returns, key: make(before)})

    return consultations_of(desk.workspace).change(consultation, with_it)
