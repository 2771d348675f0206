"""Release: which parts of a review its host lets others see, and whom. Nothing is released until the host says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from inclusion_core.model.review import Review

Audience = Literal["self", "cluster", "partnership"]

AUDIENCES: tuple[Audience, ...] = get_args(Audience)
"""Who may see a part, from the fewest to the most: the host and the review's own team, its cluster, its partnership."""

RELEASE_SECTIONS: Mapping[str, str] = {
    "name": "the school's name, wherever one of its figures or practice cards is shown",
    "judgements": "the levels of the school's own voice and the agreed ones, and what is reckoned from them",
    "voices": "what each reviewer and each role said apart",
    "reasons": "the words in which judgements are explained",
    "evidence": "what was seen and heard, without place and time, and what it leaves open",
    "readiness": "the readiness gates, which speak of the school's own provision only",
    "enquiry": "lines of enquiry and what was found",
    "actions": "what will change, and how we will know",
    "practice": "practice cards that are offered",
}
"""The parts of a review that a host releases, each with what it holds."""


def is_released(review: Review, section: str, to: str) -> bool:
    """Say whether the host lets an audience see a section; the host's own side sees everything.

    >>> from inclusion_core.model.review import Pin, Review
    >>> import datetime as dt
    >>> one = Review("a", "alnside", Pin("u", "1", ""), dt.date(2026, 11, 2), released={"judgements": "cluster"})
    >>> [is_released(one, "judgements", to) for to in AUDIENCES]
    [True, True, False]
    """
    return AUDIENCES.index(audience_of(review, section)) >= AUDIENCES.index(_audience(to))


def audience_of(review: Review, section: str) -> Audience:
    """Return the widest audience that a section is released to; a word that is none of ours releases nothing."""
    given = review.released.get(section, "self")
    return next((one for one in AUDIENCES if one == given), "self")


def not_released(review: Review, sections: Iterable[str], to: str) -> tuple[str, ...]:
    """Return those of some sections that an audience may not see."""
    return tuple(one for one in sections if not is_released(review, one, to))


def _audience(name: str) -> Audience:
    return next(one for one in AUDIENCES if one == name)
