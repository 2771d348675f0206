"""The frameworks that a review may be begun with, as a list offers them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from inclusion_core.errors import InvalidFile

if TYPE_CHECKING:
    from inclusion_core.desk import Desk
    from inclusion_core.errors import Problem
    from inclusion_core.model.school import School
    from inclusion_core.store.frameworks.library import Found

GENERAL = "universal-targeted-specialist"
"""The framework that is for every school, whatever its region."""


@frozen
class Offered:
    """A framework that a review may be begun with, as a list offers it.

    `given_by` is who it comes from, `about` its own description, `indicators` how many are judged, `roles` who judges
    where it names roles, `authorities` the codes of those it is at home in (none: everywhere). With `problems` it
    cannot be used, and what could not be read is empty or 0.
    """

    name: str
    title: str
    edition: str
    given_by: str
    about: str = ""
    indicators: int = 0
    levels: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    authorities: tuple[str, ...] = ()
    consultation: bool = False
    path: Path = Path()
    problems: tuple[Problem, ...] = ()


def offered_frameworks(desk: Desk, school: School | None = None) -> tuple[Offered, ...]:
    """Return every framework that is found here, those first that fit a school.

    Its own authority's come first, then our general one, then the others by title, those of other authorities, drafts,
    and those that cannot be used. Reads all of them, those of plugins too. Raises nothing for a bad one.
    """
    offered = [_offered(desk, one) for one in desk.library.found()]
    authority = school.authority if school is not None else ""
    return tuple(sorted(offered, key=lambda one: (*_fit(one, authority), one.title.casefold())))


def _fit(one: Offered, authority: str) -> tuple[bool, bool, int]:
    at_home = authority in one.authorities
    place = 0 if at_home else 1 if one.name.startswith(f"{GENERAL}@") else 3 if one.authorities else 2
    return bool(one.problems), one.consultation, place


def _offered(desk: Desk, found: Found) -> Offered:
    wrong = tuple(one for one in found.problems if one.severity == "wrong")
    title, drafted = found.shown or found.path.name, found.status != "adopted"
    bare = Offered(
        found.name, title, found.edition, found.given_by, consultation=drafted, path=found.path, problems=wrong
    )
    if wrong:
        return bare
    try:
        whole = desk.library.load(found.path)
    except InvalidFile as refused:
        return evolve(bare, problems=refused.problems)
    return evolve(
        bare,
        about=whole.worded(whole.about),
        indicators=len(whole.indicators),
        levels=tuple(map(whole.level_title, whole.scale.order)),
        roles=whole.roles,
        authorities=tuple(whole.region.authorities),
    )
