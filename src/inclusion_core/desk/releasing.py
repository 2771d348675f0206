"""What an audience may see of a review: only what its host has released. Every way out goes through here first.

The host's own side, `self`, is the school and those who work on its review. A cluster and a partnership see the
sections that the host released to them, and nothing else: not the team's names, not the safeguarding card.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from inclusion_core.errors import NotAllowed, UnknownName
from inclusion_core.identifiers import nearest
from inclusion_core.model.release import AUDIENCES, RELEASE_SECTIONS, Audience, audience_of, is_released, not_released

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from inclusion_core.model.assessment import Assessment
    from inclusion_core.model.enquiry import LineOfEnquiry
    from inclusion_core.model.review import Review
    from inclusion_core.plugins.records import Outgoing
    from inclusion_core.store.review.session import Session

__all__ = [
    "AUDIENCES",
    "OWN_VOICES",
    "RELEASE_SECTIONS",
    "Audience",
    "assessment_for",
    "audience_named",
    "audience_of",
    "is_released",
    "lines_for",
    "not_released",
    "outgoing",
    "refuse_unless_released",
    "released_with",
    "voices_for",
]

OWN_VOICES = frozenset({"self", "moderated"})
"""The voices that the section `judgements` holds; each reviewer's and each role's are in `voices`."""


def outgoing(session: Session, to: str = "self") -> Outgoing:
    """Return what an audience may see of a review, as a plugin's exporter is handed it.

    Raises UnknownName for no audience, NotAllowed where the host has not released the judgements or the school's name.
    """
    from inclusion_core.plugins.records import Outgoing  # noqa: PLC0415  only for what leaves

    refuse_unless_released(session.review, ("name", "judgements"), to)
    review = session.review
    if to != "self":
        review = evolve(review, team={}, safeguarding=None, title="", keep_until=None)
    evidence = session.evidence if is_released(session.review, "evidence", to) else {}
    return Outgoing(
        review,
        session.school,
        session.framework,
        {voice: assessment_for(session.review, one, to) for voice, one in voices_for(session, to).items()},
        evidence if to == "self" else {key: evolve(one, by="", place="") for key, one in evidence.items()},
    )


def voices_for(session: Session, to: str) -> Mapping[str, Assessment]:
    """Return the assessments whose voices an audience may hear, whole."""
    every = is_released(session.review, "voices", to)
    return {voice: one for voice, one in session.assessments.items() if every or voice in OWN_VOICES}


def assessment_for(review: Review, one: Assessment, to: str) -> Assessment:
    """Return an assessment as an audience may see it: without its reasons, or what it rests on, where these stay."""
    reasons, evidence = (is_released(review, section, to) for section in ("reasons", "evidence"))
    if reasons and evidence:
        return one
    judgements = {
        cell: evolve(each, because=each.because if reasons else "", evidence=each.evidence if evidence else ())
        for cell, each in one.judgements.items()
    }
    return evolve(one, judgements=judgements)


def lines_for(session: Session, to: str) -> Mapping[str, LineOfEnquiry]:
    """Return the lines of enquiry that an audience may see; beyond the host's own side nobody is named in them."""
    if not is_released(session.review, "enquiry", to):
        return {}
    if to == "self":
        return session.enquiry
    return {name: evolve(one, by="", agreed_by="") for name, one in session.enquiry.items()}


def audience_named(name: str) -> str:
    """Return an audience by its name. Raises UnknownName."""
    if name not in AUDIENCES:
        raise UnknownName("audience", name, nearest=nearest(name, AUDIENCES), known=AUDIENCES)
    return name


def refuse_unless_released(review: Review, sections: Iterable[str], to: str) -> None:
    """Raise NotAllowed where an audience may not see one of these sections, and say which and what to do."""
    lacking = not_released(review, sections, audience_named(to))
    if lacking:
        raise NotAllowed(
            f"{review.id} has not released to its {to}: {', '.join(lacking)}. The host school decides. "
            f"To release it: inclusion release {review.id} --section {lacking[0]} --to {to}"
        )


def released_with(review: Review, sections: Iterable[str], to: str) -> dict[str, str]:
    """Return a review's table of releases with these sections released to an audience; `self` takes them back.

    Raises UnknownName.
    """
    wanted = tuple(sections)
    for one in wanted:
        if one not in RELEASE_SECTIONS:
            raise UnknownName("section", one, nearest=nearest(one, RELEASE_SECTIONS), known=tuple(RELEASE_SECTIONS))
    return {**review.released, **dict.fromkeys(wanted, audience_named(to))}
