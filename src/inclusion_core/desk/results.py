"""What a review comes to: scoring, readiness, thin evidence, what is unseen, voices compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inclusion_core.desk import scored
from inclusion_core.errors import NotAllowed, UnknownName

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from inclusion_core.analysis.coverage.coverage import Unseen
    from inclusion_core.analysis.coverage.sufficiency import Thin
    from inclusion_core.analysis.readiness.gates import Readiness
    from inclusion_core.analysis.scoring.scorecard import ScoreCard
    from inclusion_core.analysis.voices.comparison import Comparison
    from inclusion_core.analysis.voices.drift import Drift, Layered
    from inclusion_core.desk import Desk
    from inclusion_core.model.assessment import Cell, Judgement
    from inclusion_core.model.evidence import EvidenceKind
    from inclusion_core.store.review.session import Session

Parted = tuple[str, tuple[tuple[str, str], ...]]
"""An indicator whose answers differ, and each answer: (layer or role, level)."""


def score_review(desk: Desk, session: Session, voice: str, *, method: str | None = None) -> ScoreCard:
    """Score one voice of a review by the framework's own method or another.

    A method that takes two voices is given the first two of the framework's roles, whatever `voice` is. Raises
    UnknownName, FrameworkRefused, PluginFailed.
    """
    found = desk.method(method or session.framework.scoring)
    voices: tuple[str, ...] = (voice,)
    if found.voices_taken > 1:
        voices = tuple(f"role:{role}" for role in session.framework.roles[: found.voices_taken])
    return scored(found, session.framework, {one: judgements(session, one) for one in voices}, session.review.setting)


def judgements(session: Session, voice: str) -> Mapping[Cell, Judgement]:
    """Return a voice's judgements in a review; none at all where it gave none."""
    found = session.assessments.get(voice)
    return found.judgements if found is not None else {}


def drift_of(session: Session, card: ScoreCard) -> tuple[Drift, ...]:
    """Return where the layers of the card's voice differ; nothing where the framework has no layers."""
    from inclusion_core.analysis.voices.drift import drift  # noqa: PLC0415  only where it is asked

    return drift(session.framework, judgements(session, card.voices[0]), session.review.setting)


def layers_of(session: Session, voice: str) -> tuple[Layered, ...]:
    """Return a voice's layers side by side with the documents cited. Raises NotAllowed where there are no layers."""
    from inclusion_core.analysis.voices.drift import side_by_side  # noqa: PLC0415  only where it is asked

    facet = session.framework.facet
    if facet is None or not facet.required:
        raise NotAllowed(
            f"{session.framework.name} judges no layers, such as strategy, policy and practice, so nothing can drift. "
            "The framework five-principles-2023 does."
        )
    return side_by_side(session.framework, judgements(session, voice), session.evidence, session.review.setting)


def parting(session: Session, card: ScoreCard) -> tuple[Parted, ...]:
    """Return each indicator whose layers, or whose two roles' answers, differ; the furthest apart first."""
    if card.shown != "gap":
        return tuple((one.indicator, one.levels) for one in drift_of(session, card))
    apart = sorted((one for one, gap in card.gaps.items() if gap), key=lambda one: -abs(card.gaps[one]))
    answers = {voice: judgements(session, voice) for voice in card.voices}
    return tuple(
        (
            one,
            tuple(
                (voice.removeprefix("role:"), found.level)
                for voice, told in answers.items()
                if (found := told.get((one, None))) is not None and found.level is not None
            ),
        )
        for one in apart
    )


def kinds_of(desk: Desk, session: Session) -> Mapping[str, EvidenceKind]:
    """Return the kinds of evidence that a review speaks of: plugins are looked for only where one is not ours."""
    from inclusion_core.model.evidence import KINDS  # noqa: PLC0415  beside its only use

    ours = {one.id: one for one in KINDS}
    named = {one.kind for one in session.evidence.values()}
    named |= {kind for one in session.framework.indicators.values() for kind in one.evidence}
    return ours if named <= ours.keys() else desk.kinds


def thin_evidence(desk: Desk, session: Session, voice: str) -> tuple[Thin, ...]:
    """Return the judgements of a voice that rest on less evidence than their level asks for."""
    from inclusion_core.analysis.coverage.sufficiency import thin  # noqa: PLC0415  only where it is asked

    return thin(session.framework, judgements(session, voice), session.evidence, kinds_of(desk, session))


def readiness_of(session: Session, voice: str) -> tuple[Readiness, ...]:
    """Return how each gate stands for a voice."""
    from inclusion_core.analysis.readiness.gates import readiness  # noqa: PLC0415  only where it is asked

    return readiness(session.framework, judgements(session, voice), session.review.setting)


def unseen_of(desk: Desk, session: Session, voice: str) -> Unseen:
    """Return what a voice has not looked at, and what kinds of evidence the review has none of."""
    from inclusion_core.analysis.coverage.coverage import unseen  # noqa: PLC0415  only where it is asked

    framework, setting = session.framework, session.review.setting
    return unseen(framework, judgements(session, voice), session.evidence, kinds_of(desk, session), setting)


def comparison_of(session: Session, voices: Sequence[str]) -> Comparison:
    """Set voices of a review side by side. Raises NotAllowed for fewer than two."""
    from inclusion_core.analysis.voices.comparison import compare_voices  # noqa: PLC0415  only where it is asked

    return compare_voices(
        session.framework, {voice: judgements(session, voice) for voice in voices}, session.review.setting
    )


def score_lines(desk: Desk, session: Session, voice: str, *, strand: str | None = None) -> Iterator[str]:
    """Yield the score so far in words: the whole, each strand, and why for one strand."""
    from inclusion_core.analysis.scoring.wording import counts_in_words, words_for  # noqa: PLC0415  beside its only use

    card = score_review(desk, session, voice)
    scale = session.framework.scale
    for one in (*([card.overall] if card.overall is not None else []), *card.strands):
        said = counts_in_words(one.counts, scale) if card.shown == "counts" else words_for(one, scale)
        words = session.framework.worded(said)
        yield f"{session.framework.worded(one.title)}: {words}; {one.judged} of {one.applicable} judged."
    why = next((one for one in card.strands if one.id == strand), None)
    if why is not None:
        yield "Why:"
        for depth, sentence in why.explanation.lines():
            yield "  " * depth + sentence
    elif strand is not None:
        raise UnknownName("strand", strand, known=tuple(session.framework.strands))
