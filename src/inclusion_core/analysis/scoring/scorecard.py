"""What scoring answers with: scores, ranges and explanations in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from functools import cached_property
from typing import Literal, Protocol

from attrs import Factory, field, frozen

from inclusion_core.model.assessment import Cell, Judgement
from inclusion_core.model.fixed import tables_fixed
from inclusion_core.model.framework import Framework
from inclusion_core.model.school import Setting

Voices = Mapping[str, Mapping[Cell, Judgement]]
Shown = Literal["levels", "profile", "gap", "counts"]
Law = Literal["bounded", "monotone", "order", "not-applicable-neutral", "unknown-never-0", "exact"]

LAWS: tuple[Law, ...] = ("bounded", "monotone", "order", "not-applicable-neutral", "unknown-never-0", "exact")
"""The laws a method may keep (docs/scoring.md); ours keep all that make sense for them."""


@frozen
class Explanation:
    """A sentence and what it rests on, down to each judgement and rule."""

    says: str
    because: tuple[Explanation, ...] = ()

    def lines(self, depth: int = 0) -> Iterator[tuple[int, str]]:
        """Yield (depth, sentence), this one first, then what it rests on."""
        yield depth, self.says
        for one in self.because:
            yield from one.lines(depth + 1)


class Telling(Protocol):
    """What can tell an explanation when somebody asks. Screens score on every key and explain only on one of them."""

    def explain(self) -> Explanation:
        """Return the explanation; the same one each time."""
        ...


def _told(told: Explanation | Telling) -> Explanation:
    return told if isinstance(told, Explanation) else told.explain()


@frozen(field_transformer=tables_fixed)
class Score:
    """What a strand (or the whole) comes to.

    `value`, `low` and `high` are exact, 0..1, None where there is nothing to reckon from; `low` and `high` are what
    `value` could be if everything applicable and not judged went worst or best. `level` is the highest level whose
    value is not above `value`. `judged` and `applicable` count indicators (cells where a facet is required);
    `coverage` is judged / applicable, None where nothing applies. `counts` holds how many judgements gave each level.
    `explanation` may be given as an Explanation or as a Telling, which is asked at the first look; what is read from a
    score is always an Explanation.
    """

    id: str
    title: str
    value: Fraction | None
    level: str | None
    judged: int
    applicable: int
    coverage: Fraction | None
    low: Fraction | None
    high: Fraction | None
    _explanation: Explanation | Telling = field(alias="explanation", repr=False, eq=_told)
    counts: Mapping[str, int] = Factory(dict)

    @cached_property
    def explanation(self) -> Explanation:
        """Why: a sentence, and what it rests on."""
        return _told(self._explanation)


@frozen(field_transformer=tables_fixed)
class ScoreCard:
    """Every strand's score, at every depth and in the order of the framework, and the overall one.

    `overall` is None for a method that gives no total. `facets` holds, for each facet value
    that was judged (for all of them where the facet is required), that profile's strands.
    `gaps` (only `paired`) is, for each indicator both roles judged, the first role's value minus the second's.
    `shown` says how screens show it: `counts` never shows a number for a level.
    """

    framework: str
    method: str
    voices: tuple[str, ...]
    shown: Shown
    strands: tuple[Score, ...]
    overall: Score | None = None
    facets: Mapping[str, tuple[Score, ...]] = Factory(dict)
    gaps: Mapping[str, Fraction] = Factory(dict)


@frozen
class ScoringMethod:
    """A way of scoring: a name, what it is called, one line about it, and the function.

    `score(framework, voices, setting)` answers with a ScoreCard; `laws` are those it promises to keep, which the
    contract tests check. `voices_taken` is how many voices it scores at once.
    """

    name: str
    title: str
    about: str
    score: Callable[[Framework, Voices, Setting], ScoreCard]
    laws: tuple[Law, ...] = LAWS
    voices_taken: int = 1
