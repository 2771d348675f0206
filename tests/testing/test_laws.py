"""Each law is one that can be broken: a method broken on purpose is caught by the law it breaks."""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING

import pytest
from attrs import evolve
from hypothesis import HealthCheck, Phase, given, settings

from inclusion_core.analysis.scoring.methods import method_named, score_by_rule
from inclusion_core.analysis.scoring.rules import RULES, Rule, lower_median
from inclusion_core.testing import laws
from inclusion_core.testing.strategies import Reviewed, reviewed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from inclusion_core.analysis.scoring.scorecard import ScoreCard, ScoringMethod, Voices
    from inclusion_core.analysis.scoring.standings import Point, Reading
    from inclusion_core.model.framework import Framework, Indicator
    from inclusion_core.model.school import Setting
    from inclusion_core.testing.laws import Check

MEAN = method_named("mean")


def by(reckon: object) -> ScoringMethod:
    """Return a method that reckons with a broken rule."""
    rule = Rule("mean", "the mean of", "the mean of", reckon)  # type: ignore[arg-type]
    return evolve(MEAN, score=partial(score_by_rule, rule=rule))


def ours(score: Callable[[Framework, Voices, Setting], ScoreCard]) -> ScoringMethod:
    """Return a method that passes for one of ours, so that only a law can catch it."""
    return evolve(MEAN, score=score)


def upside_down(reading: Reading, points: Sequence[Point]) -> Fraction | None:
    """Give less for more."""
    value = RULES["mean"].reckon(reading, points)
    return None if value is None else 1 - value


def first_come(reading: Reading, points: Sequence[Point]) -> Fraction | None:
    """Give the value of whichever indicator comes first."""
    return Fraction(points[0].value, reading.steps.denominator) if points else None


def through_a_float(reading: Reading, points: Sequence[Point]) -> Fraction | None:
    """Give the mean by way of a float."""
    value = RULES["mean"].reckon(reading, points)
    return None if value is None else Fraction(float(value))


def of_all_there_are(reading: Reading, points: Sequence[Point]) -> Fraction | None:
    """Divide by all standings, so that what is not judged is worth 0."""
    if not points:
        return None
    return Fraction(sum(point.value for point in points), reading.steps.denominator * len(reading.standings))


def unweighted(reading: Reading, points: Sequence[Point]) -> Fraction | None:
    """Look at no weight."""
    return Fraction(sum(one.value for one in points), reading.steps.denominator * len(points)) if points else None


def best_not_counted(framework: Framework, voices: Voices, setting: Setting) -> ScoreCard:
    """Give no range: what is not judged changes nothing."""
    card = MEAN.score(framework, voices, setting)
    return evolve(card, strands=tuple(evolve(one, low=one.value, high=one.value) for one in card.strands))


def lost_count(framework: Framework, voices: Voices, setting: Setting) -> ScoreCard:
    """Count one level too few."""
    card = MEAN.score(framework, voices, setting)
    return evolve(card, strands=tuple(evolve(one, counts={"starting": one.judged + 1}) for one in card.strands))


def all_judged(framework: Framework, voices: Voices, setting: Setting) -> ScoreCard:
    """Say that everything was looked at."""
    card = MEAN.score(framework, voices, setting)
    full = (
        evolve(one, judged=one.applicable, coverage=Fraction(1) if one.applicable else None) for one in card.strands
    )
    return evolve(card, strands=tuple(full))


def without_duties(framework: Framework, voices: Voices, setting: Setting) -> ScoreCard:
    """Score as if no indicator were statutory."""
    free = {name: evolve(one, statutory=False) for name, one in framework.indicators.items()}
    return MEAN.score(evolve(framework, indicators=free), voices, setting)


def with_proposed(framework: Framework, voices: Voices, setting: Setting) -> ScoreCard:
    """Score what is only proposed as if it were adopted."""
    free: dict[str, Indicator] = {name: evolve(one, status="adopted") for name, one in framework.indicators.items()}
    return MEAN.score(evolve(framework, indicators=free), voices, setting)


BROKEN: tuple[tuple[str, ScoringMethod, Check], ...] = (
    ("monotone", by(upside_down), laws.check_monotone),
    ("order", by(first_come), laws.check_order),
    ("exact", by(through_a_float), laws.check_exact),
    ("not-applicable-neutral", by(of_all_there_are), laws.check_not_applicable_neutral),
    ("unknown-never-0", by(of_all_there_are), laws.check_unknown_never_0),
    ("weight 0", by(unweighted), laws.check_weight_0),
    ("range", evolve(MEAN, score=best_not_counted), laws.check_range),
    ("counted", ours(all_judged), laws.check_counted),
    ("duties", ours(without_duties), laws.check_duties),
    ("proposed", ours(with_proposed), laws.check_proposed),
    ("level and counts", evolve(MEAN, score=lost_count), laws.check_level),
)


@pytest.mark.parametrize(("law", "method", "check"), BROKEN, ids=[law for law, _, _ in BROKEN])
def test_a_broken_method_is_caught_by_its_law(law: str, method: ScoringMethod, check: Check) -> None:
    """Somewhere among the generated frameworks the broken method breaks the law, and the check says so."""

    @settings(
        max_examples=300,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=[HealthCheck.too_slow],
    )
    @given(case=reviewed())
    def broken(case: Reviewed) -> None:
        check(method, case.framework, {"self": case.judgements}, case.setting)

    with pytest.raises((AssertionError, ExceptionGroup)):
        broken()
    assert law


def test_figures_out_of_bounds_never_get_as_far_as_a_law() -> None:
    """A value above 1 is refused where methods are used, before any law sees it."""

    @settings(max_examples=200, deadline=None, database=None, derandomize=True, phases=[Phase.generate])
    @given(case=reviewed())
    def broken(case: Reviewed) -> None:
        doubled = by(lambda reading, points: None if not points else 2 + (lower_median(reading, points) or 0))
        laws.check_bounded(doubled, case.framework, {"self": case.judgements}, case.setting)

    with pytest.raises(ValueError, match="neither None nor a Fraction between 0 and 1"):
        broken()
