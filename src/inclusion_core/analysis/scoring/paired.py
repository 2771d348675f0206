"""The same items answered by two roles: the gap between them is the result, and nothing is summed."""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from attrs import frozen

from inclusion_core.analysis.scoring.rules import refuse_stances
from inclusion_core.analysis.scoring.scorecard import Explanation, Score, ScoreCard
from inclusion_core.analysis.scoring.standings import by_strand, read
from inclusion_core.analysis.scoring.telling import aside_says, leaf
from inclusion_core.analysis.scoring.wording import listed, voice_named
from inclusion_core.errors import FrameworkRefused, NotAllowed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inclusion_core.analysis.scoring.scorecard import Voices
    from inclusion_core.analysis.scoring.standings import Reading, Standing
    from inclusion_core.model.framework import Framework
    from inclusion_core.model.school import Setting

_ROLES = 2


def score_paired(framework: Framework, voices: Voices, setting: Setting) -> ScoreCard:
    """Return the gap of each indicator that both roles judged, the first role's value minus the second's.

    The role that the framework names first comes first, whatever order the voices are given in. Raises
    FrameworkRefused (a scale of stances, fewer than two roles) and NotAllowed (not exactly two of its roles).
    """
    refuse_stances(framework, "paired")
    first, second = _roles(framework, voices)
    readings = (
        read(framework, voices[first], setting, voice=first),
        read(framework, voices[second], setting, voice=second),
    )
    pairs = {
        one.indicator.id: (one, other) for one, other in zip(readings[0].standings, readings[1].standings, strict=True)
    }
    gaps = {
        name: Fraction(one.seen.value - other.seen.value, readings[0].steps.denominator)
        for name, (one, other) in pairs.items()
        if one.seen is not None and other.seen is not None
    }
    within = by_strand(framework, readings[0].standings)

    def score(strand: str | None, name: str, title: str, standings: Sequence[Standing]) -> Score:
        mine = tuple(pairs[one.indicator.id] for one in standings)
        applicable = sum(one.applicable > 0 and other.applicable > 0 for one, other in mine)
        judged = sum(one.seen is not None and other.seen is not None for one, other in mine)
        told = PairTold(readings, strand, framework.worded(title), mine, judged, applicable)
        coverage = Fraction(judged, applicable) if applicable else None
        return Score(name, title, None, None, judged, applicable, coverage, None, None, told)

    return ScoreCard(
        framework=framework.name,
        method="paired",
        voices=(first, second),
        shown="gap",
        strands=tuple(score(one.id, one.id, one.title, within[one.id]) for one in framework.strands.values()),
        overall=None,
        gaps=gaps,
    )


@frozen
class PairTold:
    """Tells what two roles said of the indicators of a strand."""

    readings: tuple[Reading, Reading]
    strand: str | None
    title: str
    pairs: Sequence[tuple[Standing, Standing]]
    judged: int
    applicable: int

    def explain(self) -> Explanation:
        """Return the explanation; the same one each time."""
        return self._explanation

    @cached_property
    def _explanation(self) -> Explanation:
        first, second = self.readings
        both = listed([voice_named(one.voice) for one in self.readings])
        says = f"{self.title}: {self.judged} of {self.applicable} judged by both {both}."
        aside = dict.fromkeys([*aside_says(first, self.strand), *aside_says(second, self.strand)])
        return Explanation(says, (*(self._pair(one, other) for one, other in self.pairs), *map(Explanation, aside)))

    def _pair(self, one: Standing, other: Standing) -> Explanation:
        first, second = self.readings
        because = (leaf(first, one), leaf(second, other))
        if one.seen is None or other.seen is None:
            return Explanation(f"{one.indicator.id} has no gap: it is not judged by both.", because)
        gap = Fraction(one.seen.value - other.seen.value, first.steps.denominator)
        if not gap:
            return Explanation(f"{one.indicator.id}: both say the same.", because)
        names = [voice_named(each.voice) for each in self.readings]
        higher, lower = names if gap > 0 else reversed(names)
        apart = abs(one.seen.place - other.seen.place)
        whole = all(first.steps.values[each.place] == each.value for each in (one.seen, other.seen))  # no mean of cells
        by = f" by {apart} {'level' if apart == 1 else 'levels'}" if whole else ""
        return Explanation(f"{one.indicator.id}: {higher} is above {lower}{by}.", because)


def _roles(framework: Framework, voices: Voices) -> tuple[str, str]:
    named = [f"role:{role}" for role in framework.roles]
    if len(named) < _ROLES:
        raise FrameworkRefused(
            f"'paired' sets two roles side by side, and {framework.name} names {len(named)}. "
            'Name them in the framework, such as roles = ["senco", "leader"].'
        )
    given = [voice for voice in named if voice in voices]
    if len(voices) != _ROLES or len(given) != _ROLES:
        raise NotAllowed(
            f"'paired' takes exactly two of the roles of {framework.name} ({', '.join(named)}). "
            f"Given: {', '.join(voices) or 'none'}."
        )
    return given[0], given[1]
