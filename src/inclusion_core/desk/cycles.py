"""A review and the one before it at the same school: what was judged before and after, and what cannot be claimed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from inclusion_core.analysis.schools.before_after import BeforeAfter, before_after
from inclusion_core.analysis.schools.over_time import is_same_school
from inclusion_core.errors import NotAllowed

if TYPE_CHECKING:
    from inclusion_core.desk import Desk
    from inclusion_core.model.action import Action
    from inclusion_core.model.framework import Framework


@frozen
class CycleBefore:
    """The review `before` and what became of it. `actions` are those of the later review that can be looked back on."""

    before: str
    old: Framework
    new: Framework
    found: BeforeAfter
    actions: tuple[Action, ...]


def cycle_before(desk: Desk, review: str, *, voice: str = "self") -> CycleBefore:
    """Lay a review beside the last one of its school with the same framework, by one voice; through a new URN, too.

    Raises NotAllowed where there is none, UnknownName for no such review.
    """
    with desk.session(review, read_only=True) as session:
        now, new, school = session.review, session.framework, session.school
        judged = session.assessment(voice).judgements
        actions = tuple(one for one in session.actions.values() if one.baseline or one.impact)
    schools = {one.id: one for one in desk.workspace.schools()}
    same = {name for name, one in schools.items() if is_same_school(one, school)} | {now.school}
    earlier = [
        one for one in desk.workspace.reviews()
        if one.school in same and one.framework.id == now.framework.id and one.id != now.id
        and (one.started, one.id) < (now.started, now.id)
    ]  # fmt: skip
    if not earlier:
        raise NotAllowed(
            f"There is no earlier review of this school with {now.framework.id} here, so nothing can be laid beside "
            "this one. The next cycle is begun with: inclusion review next"
        )
    with desk.session(max(earlier, key=lambda one: (one.started, one.id)).id, read_only=True) as session:
        found = before_after((session.framework, session.assessment(voice).judgements), (new, judged))
        return CycleBefore(session.review.id, session.framework, new, found, actions)
