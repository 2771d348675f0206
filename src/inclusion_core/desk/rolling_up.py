"""A trust rolled up, from the reviews of a workspace: release, consent, edition and scope come before any figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from inclusion_core.analysis.schools.roll_up import MOVES, Alone, Helper, RolledUp, RollUp, roll_up
from inclusion_core.analysis.schools.roll_up_words import (
    alone_words,
    counts_words,
    help_words,
    is_told,
    middle_words,
    moved_words,
    no_help_words,
    opening_words,
    rests_words,
)
from inclusion_core.desk.comparing import LeftOut, compare_inside, cycle_of, hold_to_voices
from inclusion_core.errors import InclusionError, NotAllowed
from inclusion_core.model.release import is_released, not_released

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from inclusion_core.analysis.schools.over_time import Cycle
    from inclusion_core.analysis.schools.side_by_side import Entrant, SchoolsCompared
    from inclusion_core.desk import Desk
    from inclusion_core.desk.comparing import GroupCompared
    from inclusion_core.model.framework import Framework
    from inclusion_core.model.review import Review
    from inclusion_core.model.trust import Trust

__all__ = [
    "AUDIENCE",
    "MOVES",
    "Alone",
    "Helper",
    "RollUp",
    "RolledUp",
    "TrustRolledUp",
    "alone_words",
    "counts_words",
    "help_words",
    "is_told",
    "middle_words",
    "moved_words",
    "no_help_words",
    "opening_words",
    "rests_words",
    "roll_up_trust",
]

AUDIENCE = "partnership"
"""To whom a review must be released to be in a trust's roll-up: its trust is the partnership that it is a part of."""


@frozen
class TrustRolledUp:
    """A trust rolled up, with the framework it rests on, the voice, and what is not in it.

    `compared` is what may be shown of its schools side by side; `silent` counts the schools without any review here.
    `made_up` says that some of those in it are, `mixed` that others are not.
    """

    trust: Trust
    framework: Framework
    voice: str
    found: RollUp
    compared: SchoolsCompared
    left_out: tuple[LeftOut, ...]
    silent: int
    made_up: bool
    mixed: bool = False


def roll_up_trust(
    desk: Desk, trust: Trust, *, framework: str = "", voice: str = "self", day: dt.date | None = None
) -> TrustRolledUp:
    """Roll a trust up: of each school its latest released review by one edition of a framework, to the letter.

    Without a `framework` it is the edition by which most schools released a review. Nobody's own review counts more
    than what it has released. Raises NotAllowed where fewer than two schools can be laid side by side and for a voice
    by which schools are not compared, UnknownName for a framework that is not here.
    """
    hold_to_voices(voice)
    reviews = [one for one in desk.workspace.reviews() if one.school in trust.schools]
    base = _base(reviews, framework)
    if base is None:
        if framework:
            desk.framework(framework)
        wanted = f" by {framework}" if framework else ""
        raise NotAllowed(
            f"No school of {trust.id} has released a review{wanted} to its {AUDIENCE}. Each host decides: "
            f"inclusion release REVIEW --section judgements --to {AUDIENCE}"
        )
    found, entrants = _first_that_can(desk, base, trust, voice, day)
    earlier, willing = {}, {}
    for one in entrants:
        rounds = [
            each for each in reviews if each.school == one.school.id and is_released(each, "judgements", AUDIENCE)
        ]
        cycles = _cycles(desk, rounds, found.framework, voice)
        if len(cycles) > 1 and cycles[-1].review == one.review:
            earlier[one.review] = cycles
    for one in found.compared.shown:
        review = next(each for each in reviews if each.id == one.review)
        if not not_released(review, ("practice", "name"), AUDIENCE):
            offers: dict[str, list[str]] = {}
            for card in desk.workspace.read(review.id).practice.values():
                for indicator in card.indicators if card.offered else ():
                    offers.setdefault(indicator, []).append(card.what)
            willing[one.review] = offers
    made = roll_up(
        found.framework, found.compared, entrants, schools=len(trust.schools), willing=willing, earlier=earlier
    )
    silent = len(set(trust.schools) - {one.school for one in reviews})
    made_up = {one.school.made_up for one in entrants}
    return TrustRolledUp(
        trust, found.framework, voice, made, found.compared, found.left_out, silent, True in made_up, len(made_up) > 1
    )


def _base(reviews: Sequence[Review], framework: str) -> list[str] | None:
    """Return the released reviews by the edition that most schools have, the latest first; None for none."""
    there: dict[tuple[str, str, str], list[Review]] = {}
    for one in reviews:
        pin = one.framework
        if is_released(one, "judgements", AUDIENCE) and framework in {"", pin.id, pin.name}:
            there.setdefault((pin.id, pin.edition, pin.digest), []).append(one)
    if not there:
        return None
    most = min(there, key=lambda pin: (-len({one.school for one in there[pin]}), pin))
    return [one.id for one in sorted(there[most], key=lambda one: (one.started, one.id), reverse=True)]


def _first_that_can(
    desk: Desk, bases: Sequence[str], trust: Trust, voice: str, day: dt.date | None
) -> tuple[GroupCompared, tuple[Entrant, ...]]:
    """Compare by the first of some reviews by which it can be done: the latest may lack this voice."""
    refused: NotAllowed | None = None
    for base in bases:
        try:
            return compare_inside(desk, base, f"trust:{trust.id}", voice=voice, day=day)
        except NotAllowed as error:
            refused = refused or error
    raise NotAllowed(
        f"Fewer than two schools of {trust.id} can be laid side by side as {voice}. {refused}"
    ) from refused


def _cycles(desk: Desk, reviews: Sequence[Review], framework: Framework, voice: str) -> tuple[Cycle, ...]:
    """Return the rounds of one school in which a voice judged something by this framework, the latest last."""
    if len(reviews) < 2:  # noqa: PLR2004  with one round nothing can have moved
        return ()
    found = []
    for one in sorted(reviews, key=lambda each: (each.started, each.id)):
        if one.framework.id != framework.id:
            continue
        try:
            found.append(cycle_of(desk, one, voice))
        except InclusionError:  # what cannot be read is in no trend; `doctor` names it
            continue
    return tuple(one for one in found if one is not None)
