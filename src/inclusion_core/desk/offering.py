"""The frameworks that a review may be begun with, as a list offers them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from inclusion_core.errors import InvalidFile

if TYPE_CHECKING:
    from inclusion_core.desk import Desk
    from inclusion_core.errors import Problem
    from inclusion_core.store.library import Found


@frozen
class Offered:
    """A framework that a review may be begun with, as a list offers it.

    `given_by` is who it comes from, `about` its own description, `indicators` how many are judged, `roles` who judges
    where it names roles. With `problems` it cannot be used, and what could not be read is empty or 0.
    """

    name: str
    title: str
    edition: str
    given_by: str
    about: str = ""
    indicators: int = 0
    levels: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    consultation: bool = False
    path: Path = Path()
    problems: tuple[Problem, ...] = ()


def offered_frameworks(desk: Desk) -> tuple[Offered, ...]:
    """Return every framework that is found here: adopted ones by title, then drafts, then those that cannot be used.

    Reads all of them, those of plugins too. Raises nothing for a bad one.
    """
    offered = [_offered(desk, one) for one in desk.library.found()]
    return tuple(sorted(offered, key=lambda one: (bool(one.problems), one.consultation, one.title.casefold())))


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
    )
