"""The laws of scoring, as checks that any method can be put to, ours or a plugin's.

Each check takes a method, a framework, voices and a setting, scores in several ways and raises AssertionError with a
sentence where the law is broken. `LAW_CHECKS` holds those that a method may promise (`ScoringMethod.laws`);
`ALWAYS` are kept by whatever answers at all. docs/scoring.md states the laws in words. A method that refuses the
framework raises FrameworkRefused from every check: give it frameworks that it takes (`testing.strategies`).
"""

from __future__ import annotations

from fractions import Fraction
from itertools import cycle
from typing import TYPE_CHECKING

from attrs import evolve

from inclusion_core.analysis.coverage.coverage import coverage
from inclusion_core.analysis.scoring.methods import score_with, strands_held
from inclusion_core.analysis.scoring.standings import headline
from inclusion_core.model.assessment import Judgement, cell_text
from inclusion_core.model.framework import Indicator

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from inclusion_core.analysis.scoring.scorecard import Law, Score, ScoreCard, ScoringMethod, Voices
    from inclusion_core.model.assessment import Cell
    from inclusion_core.model.framework import Framework
    from inclusion_core.model.school import Setting

    Check = Callable[[ScoringMethod, Framework, Voices, Setting], None]

Figures = tuple[object, ...]


def scores_of(card: ScoreCard) -> Iterator[tuple[str, Score]]:
    """Yield every score of a card with a name that is its own: `A`, `overall`, `A@send`."""
    for one in card.strands:
        yield f"strand {one.id}", one
    if card.overall is not None:
        yield "overall", card.overall
    for facet, row in card.facets.items():
        for one in row:
            yield f"strand {one.id}@{facet}", one


def check_bounded(method: ScoringMethod, framework: Framework, voices: Voices, setting: Setting) -> None:
    """Every figure is an exact one between 0 and 1 (a gap between -1 and 1), or None."""
    card = score_with(method, framework, voices, setting)
    for name, one in scores_of(card):
        for figure in (one.value, one.low, one.high, one.coverage):
            assert figure is None or 0 <= figure <= 1, f"{name}: {figure} is not between 0 and 1."
    for name, gap in card.gaps.items():
        assert abs(gap) <= 1, f"The gap of {name}, {gap}, is not between -1 and 1."


def check_monotone(method: ScoringMethod, framework: Framework, voices: Voices, setting: Setting) -> None:
    """Raising one judgement by a level lowers no value and neither end of any range."""
    before = dict(scores_of(score_with(method, framework, voices, setting)))
    for voice, cell, judgement in _judged(voices):
        place = framework.scale.place(judgement.level or "")
        if place == len(framework.scale.order):
            continue
        higher = evolve(judgement, level=framework.scale.order[place])
        card = score_with(method, framework, _with(voices, voice, {cell: higher}), setting)
        for name, after in scores_of(card):
            was = before[name]
            for part, old, new in (
                ("value", was.value, after.value),
                ("low", was.low, after.low),
                ("high", was.high, after.high),
            ):
                fell = old is not None and (new is None or new < old)
                assert not fell, f"{name}: raising {cell_text(cell)} took its {part} from {old} to {new}."


def check_order(method: ScoringMethod, framework: Framework, voices: Voices, setting: Setting) -> None:
    """The order of judgements, of voices and of indicators changes no figure."""
    expected = figures(score_with(method, framework, voices, setting))
    backwards = {voice: dict(reversed(list(one.items()))) for voice, one in reversed(list(voices.items()))}
    turned = evolve(framework, indicators=dict(reversed(list(framework.indicators.items()))))
    assert figures(score_with(method, framework, backwards, setting)) == expected, "The order of judgements matters."
    assert figures(score_with(method, turned, voices, setting)) == expected, "The order of indicators matters."


def check_not_applicable_neutral(method: ScoringMethod, framework: Framework, voices: Voices, setting: Setting) -> None:
    """Marking an indicator not applicable is the same as a framework without it, in every figure."""
    for name in framework.indicators:
        less = evolve(framework, indicators={key: one for key, one in framework.indicators.items() if key != name})
        expected = figures(score_with(method, less, voices, setting))
        for voice in voices:
            for marks in _ways_to_mark(framework, name):
                kept = {cell: one for cell, one in voices[voice].items() if cell != (name, None) or cell in marks}
                marked = {**voices, voice: {**kept, **dict.fromkeys(marks, _NOT_HERE)}}
                found = figures(score_with(method, framework, marked, setting))
                assert found == expected, f"Marking {name} not applicable is not the same as leaving it out."


def check_unknown_never_0(method: ScoringMethod, framework: Framework, voices: Voices, setting: Setting) -> None:
    """What is not judged changes no value: not looked at, cannot tell and too soon are none of them 0."""
    before = dict(scores_of(score_with(method, framework, voices, setting)))
    gaps = score_with(method, framework, voices, setting).gaps
    for name, one in before.items():
        assert one.judged or one.value is None, f"{name} has a value, and nothing in it is judged."
    for strand in framework.strands:
        new = Indicator("not-looked-at", strand, "New", core=True, statutory=True, step=framework.scale.order[0])
        more = evolve(framework, indicators={**framework.indicators, new.id: new})
        facets: Sequence[str | None] = framework.facet.values if framework.facet else (None,)
        for mark in (None, Judgement(non_answer="cannot-tell"), Judgement(non_answer="too-soon")):
            marks = {} if mark is None else {(new.id, facet): mark for facet in facets}
            marked = {voice: {**one, **marks} for voice, one in voices.items()}
            card = score_with(method, more, marked, setting)
            assert card.gaps == gaps, "An indicator that is not judged has a gap."
            for name, after in scores_of(card):
                was = before[name]
                same = (was.value, was.level, was.judged, was.counts) == (
                    after.value,
                    after.level,
                    after.judged,
                    after.counts,
                )
                assert same, f"{name}: one more indicator, not judged, took it from {was.value} to {after.value}."


def check_exact(method: ScoringMethod, framework: Framework, voices: Voices, setting: Setting) -> None:
    """Figures are exact fractions, the same each time, and the same with every weight times one number.

    A fraction whose denominator is a high power of two has been a float on its way.
    """
    card = score_with(method, framework, voices, setting)
    expected = figures(card)
    for name, one in scores_of(card):
        for figure in (one.value, one.low, one.high, one.coverage):
            assert figure is None or type(figure) is Fraction, f"{name}: {figure!r} is not an exact fraction."
            assert not _was_float(figure), f"{name}: {figure} has been a float on its way."
    for gap in card.gaps.values():
        assert type(gap) is Fraction, f"The gap {gap!r} is not an exact fraction."
    assert figures(score_with(method, framework, voices, setting)) == expected, "Scoring twice gives two answers."
    for times in (Fraction(3), Fraction(1, 7)):
        indicators = {name: evolve(one, weight=one.weight * times) for name, one in framework.indicators.items()}
        scaled = evolve(framework, indicators=indicators)
        found = figures(score_with(method, scaled, voices, setting))
        assert found == expected, f"With every weight times {times} the figures change."


def check_weight_0(method: ScoringMethod, framework: Framework, voices: Voices, setting: Setting) -> None:
    """An indicator of weight 0 moves no value, unless it is core or statutory, which look at no weight."""
    expected = {name: one.value for name, one in scores_of(score_with(method, framework, voices, setting))}
    for voice, cell, judgement in _judged(voices):
        one = framework.indicators.get(cell[0])
        if one is None or one.weight or one.core or one.statutory:
            continue
        for level in framework.scale.order:
            other = _with(voices, voice, {cell: evolve(judgement, level=level)})
            found = {name: each.value for name, each in scores_of(score_with(method, framework, other, setting))}
            assert found == expected, f"{cell_text(cell)} has weight 0, and at {level} it moves a value."


def check_range(method: ScoringMethod, framework: Framework, voices: Voices, setting: Setting) -> None:
    """A value lies in its range, and stays inside however what is not judged is filled in.

    Filled in at the lowest level throughout it *is* the low end, and at the highest the high end.
    """
    card = score_with(method, framework, voices, setting)
    for name, one in scores_of(card):
        if one.value is not None:
            assert one.low is not None, f"{name} has a value and no low end."
            assert one.high is not None, f"{name} has a value and no high end."
            assert one.low <= one.value <= one.high, f"{name}: {one.value} is not from {one.low} to {one.high}."
        assert one.applicable or (one.low, one.high) == (None, None), f"{name} has a range, and nothing applies."
    order = framework.scale.order
    for pattern in ((order[0],), (order[-1],), (order[0], order[-1]), order, order[::-1]):
        for profiles in (False, True):
            filled = {voice: _filled(framework, one, setting, pattern, profiles) for voice, one in voices.items()}
            after = dict(scores_of(score_with(method, framework, filled, setting)))
            for name, was in scores_of(card):
                if ("@" in name) is profiles:
                    _check_filled(name, was, after[name], pattern, order)


def check_level(method: ScoringMethod, framework: Framework, voices: Voices, setting: Setting) -> None:
    """A score's level is the highest whose value is not above its own, and it counts what it says it counts."""
    for name, one in scores_of(score_with(method, framework, voices, setting)):
        expected = None if one.value is None else framework.scale.level_at(one.value)
        assert one.level == expected, f"{name}: {one.value} is {expected}, not {one.level}."
        assert 0 <= one.judged <= one.applicable, f"{name}: {one.judged} of {one.applicable} judged."
        if one.counts:
            assert sum(one.counts.values()) == one.judged, f"{name}: the counts do not add up to {one.judged}."


def check_counted(method: ScoringMethod, framework: Framework, voices: Voices, setting: Setting) -> None:
    """How many are judged, of how many that apply, is as coverage counts it, whatever the method makes of them."""
    if len(voices) != 1:
        return
    (judgements,) = voices.values()
    covered = coverage(framework, judgements, setting)
    expected = {f"strand {one.id}": one for one in covered.strands} | {"overall": covered.overall}
    for name, one in scores_of(score_with(method, framework, voices, setting)):
        if name in expected:
            right = expected[name]
            said, there = f"{one.judged} of {one.applicable}", f"{right.judged} of {right.applicable}"
            assert said == there, f"{name} says {said} judged, and it is {there}."


def check_duties(method: ScoringMethod, framework: Framework, voices: Voices, setting: Setting) -> None:
    """A duty judged unmet holds its strand, every strand around it and the whole at the lowest level."""
    if len(voices) != 1:
        return
    (judgements,) = voices.values()
    held = strands_held(framework, judgements, setting)
    lowest = framework.scale.order[0]
    for name, one in scores_of(score_with(method, framework, voices, setting)):
        if "@" not in name and one.id in held and one.level is not None:
            assert one.level == lowest, f"{name} is {one.level} although {held[one.id]}, a duty, is unmet."


def check_proposed(method: ScoringMethod, framework: Framework, voices: Voices, setting: Setting) -> None:
    """What is judged of proposed indicators, or of those for other settings, changes no figure."""
    before = figures(score_with(method, framework, voices, setting))
    counted = {one.id for one in framework.applicable(setting)}
    without = {
        voice: {cell: one for cell, one in judgements.items() if cell[0] in counted}
        for voice, judgements in voices.items()
    }
    assert figures(score_with(method, framework, without, setting)) == before, "What is only proposed was scored."


LAW_CHECKS: Mapping[Law, Check] = {
    "bounded": check_bounded,
    "monotone": check_monotone,
    "order": check_order,
    "not-applicable-neutral": check_not_applicable_neutral,
    "unknown-never-0": check_unknown_never_0,
    "exact": check_exact,
}
"""What a method may promise, and the check that holds it to that."""

ALWAYS: tuple[Check, ...] = (check_range, check_level, check_counted, check_duties, check_proposed)
"""What every method keeps."""


def check_laws(method: ScoringMethod, framework: Framework, voices: Voices, setting: Setting) -> None:
    """Put a method to every law that it promises, and to those that all keep."""
    for check in (*ALWAYS, *(LAW_CHECKS[law] for law in method.laws)):
        check(method, framework, voices, setting)


def figures(card: ScoreCard) -> Mapping[str, Figures]:
    """Return every figure of a card by name, without titles and explanations."""
    found: dict[str, Figures] = {
        name: (one.value, one.level, one.judged, one.applicable, one.coverage, one.low, one.high, dict(one.counts))
        for name, one in scores_of(card)
    }
    return found | {f"gap {name}": (gap,) for name, gap in card.gaps.items()}


_NOT_HERE = Judgement(non_answer="not-applicable", because="There is no such provision here.")


def _was_float(figure: Fraction | None) -> bool:
    """Say whether a figure's denominator is a power of two that no framework would give."""
    least = 20
    return figure is not None and figure.denominator.bit_length() > least and figure.denominator.bit_count() == 1


def _judged(voices: Voices) -> Iterator[tuple[str, Cell, Judgement]]:
    for voice, judgements in voices.items():
        for cell, one in judgements.items():
            if one.level is not None:
                yield voice, cell, one


def _with(voices: Voices, voice: str, change: Mapping[Cell, Judgement]) -> Voices:
    return {**voices, voice: {**voices[voice], **change}}


def _ways_to_mark(framework: Framework, name: str) -> Iterator[Sequence[Cell]]:
    """Yield the ways to say that an indicator does not apply: plainly, and for every facet value."""
    facet = framework.facet
    if facet is None or not facet.required:
        yield [(name, None)]
    if facet is not None:
        yield [(name, value) for value in facet.values]


def _filled(
    framework: Framework,
    judgements: Mapping[Cell, Judgement],
    setting: Setting,
    pattern: Iterable[str],
    profiles: bool,  # noqa: FBT001  which of the two things is filled in
) -> Mapping[Cell, Judgement]:
    """Fill in what applies and is not judged: the headlines, or each facet's own profile."""
    levels = cycle(pattern)
    filled = dict(judgements)
    facet = framework.facet
    for one in framework.applicable(setting):
        plain = judgements.get((one.id, None))
        if facet is not None and (facet.required or profiles):
            if not facet.required and plain is not None and plain.non_answer == "not-applicable":
                continue
            cells: list[Cell] = [(one.id, value) for value in facet.values]
        else:
            _, speaks, _ = headline(framework, judgements, one.id)
            if speaks is not None and (speaks.level is not None or speaks.non_answer == "not-applicable"):
                continue
            cells = [(one.id, None)]
        for cell in cells:
            judgement = filled.get(cell)
            if judgement is None or (judgement.level is None and judgement.non_answer != "not-applicable"):
                filled[cell] = Judgement(next(levels))
    return filled


def _check_filled(name: str, was: Score, after: Score, pattern: Sequence[str], order: Sequence[str]) -> None:
    if after.value is None:
        assert (was.low, was.high) == (None, None), f"{name} has a range, and filled in it has no value."
        return
    assert was.low is not None, f"{name} has no low end, and filled in it has a value."
    assert was.high is not None, f"{name} has no high end, and filled in it has a value."
    assert was.low <= after.value <= was.high, f"{name}: filled in, {after.value} is outside {was.low} to {was.high}."
    if tuple(pattern) == (order[0],):
        assert after.value == was.low, f"{name}: filled in at the lowest it is {after.value}, not {was.low}."
    if tuple(pattern) == (order[-1],):
        assert after.value == was.high, f"{name}: filled in at the highest it is {after.value}, not {was.high}."
