"""What schools sign up to, by when and to which level, and how it stands beside their own judgements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve, frozen

from inclusion_core.desk.consultations import (
    asked_about,
    consultation_named,
    indicator_of,
    kept_text,
    key_of,
    say_for,
)
from inclusion_core.desk.schools import find_school
from inclusion_core.errors import NotAllowed, UnknownName
from inclusion_core.identifiers import nearest
from inclusion_core.model.consultation import Commitment, SchoolReturn

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from inclusion_core.desk import Desk

__all__ = ["Commitment", "Promise", "promises_of", "sign_up"]


def sign_up(  # noqa: PLR0913  a commitment has these parts, all named
    desk: Desk,
    consultation: str,
    school: str,
    indicator: str,
    level: str,
    *,
    by_when: dt.date,
    day: dt.date,
    help_needed: str = "",
) -> Commitment:
    """Keep what a school signs up to for one indicator, in place of what it was. Raises UnknownName, NotAllowed."""
    one = consultation_named(desk, consultation)
    about = asked_about(desk, one)
    name = indicator_of(about, indicator)
    if level not in about.scale.order:
        raise UnknownName("level", level, nearest=nearest(level, about.scale.order), known=about.scale.order)
    if by_when < day:
        raise NotAllowed(f"{by_when} is over. Sign up to a day that is still to come.")
    made = Commitment(name, level, by_when, day, help_needed=kept_text(help_needed))
    say_for(desk, one.id, school, lambda was: evolve(was, commitments={**was.commitments, name: made}))
    return made


@frozen
class Promise:
    """What a school signed up to, beside its judgement. `now` are its levels or non-answers, one for each lens.

    `state` is `reached`, `not-yet`, `past` (the day is over and it is not reached), `no-level` (judged too soon, or
    otherwise without a level) or `not-judged`.
    """

    commitment: Commitment
    title: str
    now: tuple[str, ...]
    state: str


def promises_of(  # noqa: PLR0913  a look has these parts, all named
    desk: Desk, consultation: str, school: str, *, today: dt.date, review: str = "", voice: str = "self"
) -> tuple[str, tuple[Promise, ...]]:
    """Return the review that is laid beside what a school signed up to (empty where there is none), and all of it.

    The review is its latest on the same edition where none is named. Raises UnknownName, NotAllowed.
    """
    one = consultation_named(desk, consultation)
    framework = asked_about(desk, one)
    found = find_school(desk, school)
    given = one.returns.get(key_of(found), SchoolReturn(key_of(found), found.name)).commitments
    if not review:
        mine = [
            each for each in desk.workspace.reviews()
            if each.school == found.id and each.framework.digest == one.digest
        ]  # fmt: skip
        review = max(mine, key=lambda each: (each.started, each.id)).id if mine else ""
    levels: dict[str, list[str]] = {}
    if review:
        with desk.session(review, read_only=True) as session:
            if session.review.school != found.id or session.framework.digest != one.digest:
                raise NotAllowed(f"{session.review.id} is not a review of {found.id} on {one.framework}.")
            review = session.review.id
            for (name, _), each in sorted(session.assessment(voice).judgements.items(), key=lambda one: str(one[0])):
                levels.setdefault(name, []).append(each.level or each.non_answer or "")
    order = framework.scale.order
    return review, tuple(
        Promise(
            given[name], framework.worded(framework.indicators[name].title), tuple(levels.get(name, ())),
            _state(given[name], levels.get(name, []), order, today),
        )
        for name in framework.indicators if name in given
    )  # fmt: skip


def _state(one: Commitment, now: Sequence[str], order: Sequence[str], today: dt.date) -> str:
    judged = [order.index(each) for each in now if each in order]
    if judged and len(judged) == len(now) and min(judged) >= order.index(one.level):
        return "reached"
    if one.by_when < today:
        return "past"
    return "not-yet" if judged else "no-level" if now else "not-judged"
