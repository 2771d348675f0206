"""The rule: what is uncertain and rests on one kind of evidence or none makes a line of enquiry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from inclusion_core.analysis.scoring.scorecard import Voices
    from inclusion_core.model.evidence import Evidence, EvidenceKind
    from inclusion_core.model.framework import Framework, Indicator
    from inclusion_core.model.school import Setting
    from inclusion_core.plugins import Suggestion

UNCERTAIN = ("concerned", "curious")
"""The stances that make a line of enquiry, the more pressing first."""


@define
class _Answer:
    """One uncertain answer that rests on little: whose it is, what for, and the kinds of evidence there are."""

    voice: str
    facet: str | None
    stance: str
    kinds: tuple[str, ...]

    @property
    def rank(self) -> tuple[int, int]:
        """Lower is more telling: no evidence before some, concerned before curious."""
        return (len(self.kinds), UNCERTAIN.index(self.stance))


def suggest(
    framework: Framework, voices: Voices, evidence: Mapping[str, Evidence], setting: Setting
) -> Iterable[Suggestion]:
    """Suggest a line of enquiry for each uncertain answer on one kind of evidence or none, the barest first.

    A framework that grades is answered with nothing: the rule is about stances.
    """
    from inclusion_core.plugins import Suggestion  # noqa: PLC0415  a plugin is imported with little

    if not framework.scale.stance:
        return []
    found = []
    for indicator in framework.applicable(setting):
        thin = sorted(_thin(indicator, voices, evidence), key=lambda one: one.rank)
        if thin:
            grounds = (*(_said(framework, one) for one in thin), *_missing(indicator, evidence))
            found.append((thin[0].rank, Suggestion(_question(framework, indicator), (indicator.id,), grounds)))
    return [one for _, one in sorted(found, key=lambda pair: pair[0])]


def _thin(indicator: Indicator, voices: Voices, evidence: Mapping[str, Evidence]) -> Iterator[_Answer]:
    """Yield each voice's uncertain answers to one question that rest on one kind of evidence or none."""
    from inclusion_core.analysis.coverage.sufficiency import Held  # noqa: PLC0415  as above

    known = _known()
    for voice, judgements in voices.items():
        for (name, facet), judgement in judgements.items():
            if name == indicator.id and judgement.level in UNCERTAIN:
                kinds = Held(evidence, known).of(name, judgement.evidence)
                if len(kinds) <= 1:
                    yield _Answer(voice, facet, judgement.level, kinds)


def _missing(indicator: Indicator, evidence: Mapping[str, Evidence]) -> tuple[str, ...]:
    """Say which kinds the question names and nobody has brought."""
    from inclusion_core.analysis.coverage.sufficiency import Held, counted  # noqa: PLC0415  as above

    known = _known()
    held = Held(evidence, known).of(indicator.id)
    missing = [_title(one) for one in indicator.evidence if counted(one, known) not in held]
    return (f"Nothing yet of: {', '.join(missing)}.",) if missing else ()


def _known() -> dict[str, EvidenceKind]:
    from inclusion_core.model.evidence import KINDS  # noqa: PLC0415  as above

    return {one.id: one for one in KINDS}


def _title(kind: str) -> str:
    known = _known().get(kind)
    return known.title if known else kind


def _question(framework: Framework, indicator: Indicator) -> str:
    """Return the question that the indicator is, or one about it where its title is no question."""
    title = framework.worded(indicator.title).strip()
    return title if title.endswith("?") else f"What would show us more about '{title}'?"


def _said(framework: Framework, answer: _Answer) -> str:
    lens = f" ({answer.facet})" if answer.facet else ""
    rests = f"one kind of evidence: {_title(answer.kinds[0])}" if answer.kinds else "no evidence yet"
    return f"{framework.level_title(answer.stance)}{lens}, says {answer.voice}, on {rests}."
