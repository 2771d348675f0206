"""Score cards of one voice: every strand, at every depth, by its rule; the whole; and each facet's own profile."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING

from inclusion_core.analysis.scoring.rules import reckoned
from inclusion_core.analysis.scoring.scorecard import Score, ScoreCard
from inclusion_core.analysis.scoring.standings import read
from inclusion_core.analysis.scoring.telling import StrandTold
from inclusion_core.errors import NotAllowed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from inclusion_core.analysis.scoring.rules import Rule
    from inclusion_core.analysis.scoring.scorecard import Shown, Voices
    from inclusion_core.analysis.scoring.standings import Reading, Standing
    from inclusion_core.model.assessment import Cell, Judgement
    from inclusion_core.model.framework import Framework
    from inclusion_core.model.school import Setting

OVERALL = "overall"


def one_voice(method: str, voices: Voices) -> tuple[str, Mapping[Cell, Judgement]]:
    """Return the one voice there is and its judgements. Raises NotAllowed where there is none or more."""
    if len(voices) != 1:
        given = ", ".join(voices) or "none"
        raise NotAllowed(f"'{method}' scores one voice at a time and never mixes them. Given: {given}. Choose one.")
    return next(iter(voices.items()))


def card(  # noqa: PLR0913  what a card is made of, all named
    framework: Framework,
    voices: Voices,
    setting: Setting,
    *,
    method: str,
    shown: Shown,
    rules: Mapping[str, Rule],
    overall: Rule | None,
) -> ScoreCard:
    """Make a card: each strand by its rule in `rules`, the whole by `overall` (None gives no total)."""
    voice, judgements = one_voice(method, voices)
    reading = read(framework, judgements, setting, voice=voice)
    return ScoreCard(
        framework=framework.name,
        method=method,
        voices=(voice,),
        shown=shown,
        strands=_strands(reading, rules),
        overall=None if overall is None else score_of(reading, overall, None, "Overall", reading.standings),
        facets=dict(_profiles(framework, judgements, setting, voice, rules)),
    )


def _profiles(
    framework: Framework,
    judgements: Mapping[Cell, Judgement],
    setting: Setting,
    voice: str,
    rules: Mapping[str, Rule],
) -> Iterator[tuple[str, tuple[Score, ...]]]:
    """Yield each facet value's profile: all of them where the facet is required, else those with something judged."""
    if framework.facet is None:
        return
    given = {facet for (_, facet), judgement in judgements.items() if judgement.level is not None}
    for value in framework.facet.values:
        if framework.facet.required or value in given:
            scores = _strands(read(framework, judgements, setting, voice=voice, profile=value), rules)
            if framework.facet.required or any(one.judged for one in scores):
                yield value, scores


def score_of(reading: Reading, rule: Rule, strand: str | None, title: str, standings: Sequence[Standing]) -> Score:
    """Score some standings by a rule, with the range that what is not judged leaves open."""
    judged = applicable = 0
    counts: Counter[str] = Counter()
    for one in standings:
        judged += one.judged
        applicable += one.applicable
        if one.judged:
            counts.update([each.level for _, each in one.cells if each is not None and each.level is not None])
    value = reckoned(reading, rule, [one.seen for one in standings if one.seen is not None])
    low = high = value
    if judged < applicable:
        low = reckoned(reading, rule, [one.worst for one in standings if one.worst is not None])
        high = reckoned(reading, rule, [one.best for one in standings if one.best is not None])
    ordered = {level: counts[level] for level in reading.steps.order}
    return Score(
        id=OVERALL if strand is None else strand,
        title=title,
        value=value,
        level=None if value is None else reading.framework.scale.level_at(value),
        judged=judged,
        applicable=applicable,
        coverage=Fraction(judged, applicable) if applicable else None,
        low=low,
        high=high,
        explanation=StrandTold(
            reading,
            rule,
            strand,
            reading.framework.worded(title),
            standings,
            value,
            low,
            high,
            judged,
            applicable,
            ordered,
        ),
        counts=ordered,
    )


def _strands(reading: Reading, rules: Mapping[str, Rule]) -> tuple[Score, ...]:
    return tuple(
        score_of(reading, rules[strand.id], strand.id, strand.title, reading.within[strand.id])
        for strand in reading.framework.strands.values()
    )
