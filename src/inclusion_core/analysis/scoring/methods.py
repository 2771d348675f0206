"""The ways of scoring that come with the program, and the one door through which any method is used.

docs/scoring.md states each rule and works it through by hand; `testing.laws` holds every method to the laws it
promises to keep.
"""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING, Any

from attrs import evolve

from inclusion_core.analysis.coverage.coverage import coverage
from inclusion_core.analysis.scoring.cards import OVERALL, card
from inclusion_core.analysis.scoring.paired import score_paired
from inclusion_core.analysis.scoring.rules import RULES, Rule, refuse_stances, refuse_without_steps, unmet_duties
from inclusion_core.analysis.scoring.scorecard import Score, ScoreCard, ScoringMethod
from inclusion_core.analysis.scoring.standings import read
from inclusion_core.errors import FrameworkRefused, UnknownName
from inclusion_core.identifiers import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from inclusion_core.analysis.scoring.scorecard import Voices
    from inclusion_core.model.assessment import Cell, Judgement
    from inclusion_core.model.framework import Framework
    from inclusion_core.model.school import Setting


def score_by_rule(framework: Framework, voices: Voices, setting: Setting, *, rule: Rule) -> ScoreCard:
    """Score every strand and the whole by one rule."""
    _check_rule(framework, rule, None)
    return card(
        framework,
        voices,
        setting,
        method=rule.name,
        shown="counts" if rule.name == "none" else "levels",
        rules=dict.fromkeys(framework.strands, rule),
        overall=rule,
    )


def score_profile(framework: Framework, voices: Voices, setting: Setting) -> ScoreCard:
    """Score each strand by its own rule, `mean` where it names none, and give no total."""
    refuse_stances(framework, "profile")
    rules: dict[str, Rule] = {}
    for strand in framework.strands.values():
        rule = RULES.get(strand.scoring or "mean")
        if rule is None:
            raise FrameworkRefused(
                f"{framework.name}: strand {strand.id} cannot be scored by '{strand.scoring}' within a profile. "
                f"Use one of {', '.join(RULES)}."
            )
        _check_rule(framework, rule, strand.id)
        rules[strand.id] = rule
    return card(framework, voices, setting, method="profile", shown="profile", rules=rules, overall=None)


METHODS: tuple[ScoringMethod, ...] = (
    ScoringMethod("mean", "Mean", "The weighted mean of what is judged.", partial(score_by_rule, rule=RULES["mean"])),
    ScoringMethod(
        "median-with-floor",
        "Median with a floor",
        "The lower median; a core indicator that is too low holds its strand down.",
        partial(score_by_rule, rule=RULES["median-with-floor"]),
    ),
    ScoringMethod(
        "weakest", "Weakest", "As high as the lowest judgement.", partial(score_by_rule, rule=RULES["weakest"])
    ),
    ScoringMethod(
        "cumulative",
        "Step by step",
        "A level is reached when everything asked for it, and for those before it, is met.",
        partial(score_by_rule, rule=RULES["cumulative"]),
    ),
    ScoringMethod("profile", "Profile", "Each strand in its own way, and no total.", score_profile),
    ScoringMethod(
        "paired",
        "Two roles side by side",
        "The same indicators answered by two roles; the gap is the result.",
        score_paired,
        laws=("bounded", "order", "not-applicable-neutral", "unknown-never-0", "exact"),
        voices_taken=2,
    ),
    ScoringMethod(
        "none", "Not graded", "Judgements are counted and never summed.", partial(score_by_rule, rule=RULES["none"])
    ),
)
"""The methods that come with the program."""


def method_named(name: str, methods: Sequence[ScoringMethod] = METHODS) -> ScoringMethod:
    """Return the method of this name. Raises UnknownName with the nearest.

    >>> method_named("weakest").title
    'Weakest'
    """
    for method in methods:
        if method.name == name:
            return method
    known = tuple(method.name for method in methods)
    raise UnknownName("scoring method", name, nearest=nearest(name, known), known=known)


def score_with(method: ScoringMethod, framework: Framework, voices: Voices, setting: Setting) -> ScoreCard:
    """Score by a method, ours or a plugin's, and check what it answers before anybody sees it.

    Raises FrameworkRefused where the method cannot work with the framework (a scale of stances has no values),
    NotAllowed where it is given voices it does not take, and ValueError where its answer is not a card for this
    framework: wrong types, strands missing or out of order, figures out of bounds; and, of a method that is not ours,
    where it counts what is judged otherwise than it is, or lifts a strand that an unmet duty holds.
    """
    answer = method.score(framework, voices, setting)
    problem = next(_problems(answer, framework), "")
    if not problem and "." in method.name and len(voices) == 1:  # ours are held to this by the laws alone
        problem = next(_untruths(answer, framework, next(iter(voices.values())), setting), "")
    if problem:
        raise ValueError(f"The scoring method '{method.name}' answered with {problem}")
    if framework.scale.stance and (answer.gaps or any(one.value is not None for one in _scores(answer))):
        refuse_stances(framework, method.name)
    # a method that leans on one of ours still answers in its own name
    return answer if answer.method == method.name else evolve(answer, method=method.name)


def strands_held(framework: Framework, judgements: Mapping[Cell, Judgement], setting: Setting) -> Mapping[str, str]:
    """Return the strands (and `overall`) that an unmet duty holds at the lowest level, with the indicator it is of."""
    reading = read(framework, judgements, setting)
    held: dict[str, str] = {}
    for name, row in {OVERALL: reading.standings, **reading.within}.items():
        unmet = unmet_duties([one.seen for one in row if one.seen is not None])
        if unmet:
            held[name] = unmet[0].indicator.id
    return held


def _untruths(
    answer: ScoreCard, framework: Framework, judgements: Mapping[Cell, Judgement], setting: Setting
) -> Iterator[str]:
    """Yield where a card says of the judgements what is not so."""
    covered = coverage(framework, judgements, setting)
    counts = {one.id: (one.judged, one.applicable) for one in (covered.overall, *covered.strands)}
    held = strands_held(framework, judgements, setting)
    for one in (*answer.strands, *(() if answer.overall is None else (answer.overall,))):
        if (one.judged, one.applicable) != counts.get(one.id, (one.judged, one.applicable)):
            judged, applicable = counts[one.id]
            yield f"'{one.id}': {one.judged} of {one.applicable} judged, where it is {judged} of {applicable}."
        if one.id in held and one.level is not None and one.level != framework.scale.order[0]:
            yield f"'{one.id}': a level above the lowest, although {held[one.id]} is a duty and is unmet."


def _check_rule(framework: Framework, rule: Rule, strand: str | None) -> None:
    if rule.name != "none":
        refuse_stances(framework, rule.name)
    if rule.name == "cumulative":
        asked = framework.indicators.values() if strand is None else framework.indicators_in(strand)
        refuse_without_steps(framework, asked)


def _scores(answer: ScoreCard) -> Iterator[Score]:
    yield from answer.strands
    if answer.overall is not None:
        yield answer.overall
    for profile in answer.facets.values():
        yield from profile


def _problems(given: Any, framework: Framework) -> Iterator[str]:  # noqa: ANN401  a plugin may answer anything
    """Yield what is wrong with a method's answer, each the end of a sentence."""
    if not isinstance(given, ScoreCard):
        yield f"{type(given).__name__} where a ScoreCard is wanted."
        return
    answer: Any = given  # its fields too may hold anything
    if answer.framework != framework.name:
        yield f"a card for {answer.framework}, where it was asked about {framework.name}."
    rows = {"its strands": answer.strands} | {f"facet '{name}'": row for name, row in answer.facets.items()}
    for where, row in rows.items():
        if not isinstance(row, tuple) or not all(isinstance(one, Score) for one in row):
            yield f"{where} that are not a tuple of Scores."
            return
        if [one.id for one in row] != list(framework.strands):
            yield f"{where} that are not those of {framework.name}, each once and in its order."
            return
    if answer.overall is not None and not isinstance(answer.overall, Score):
        yield "an overall score that is no Score."
        return
    facets = framework.facet.values if framework.facet else ()
    yield from (
        f"a facet '{name}' that {framework.name} does not have." for name in answer.facets if name not in facets
    )
    for one in _scores(answer):
        yield from (f"'{one.id}': {what}" for what in _score_problems(one, framework))
    for name, gap in answer.gaps.items():
        if name not in framework.indicators or not isinstance(gap, Fraction) or abs(gap) > 1:
            yield f"a gap for '{name}' that is not an exact one between -1 and 1 of an indicator."


def _score_problems(one: Score, framework: Framework) -> Iterator[str]:
    figures: tuple[Any, ...] = (one.value, one.low, one.high, one.coverage)
    if not all(figure is None or (isinstance(figure, Fraction) and 0 <= figure <= 1) for figure in figures):
        yield "a figure that is neither None nor a Fraction between 0 and 1."
        return
    if (one.value is None) != (one.level is None):
        yield "a value without a level, or a level without a value."
    elif one.value is not None and one.level != framework.scale.level_at(one.value):
        yield "a level that is not the highest at or below its value."
    if one.value is not None and one.low is not None and one.low > one.value:
        yield "a value below its own range."
    if one.value is not None and one.high is not None and one.high < one.value:
        yield "a value above its own range."
    if not 0 <= one.judged <= one.applicable:
        yield "more judged than applicable."
    elif one.coverage != (Fraction(one.judged, one.applicable) if one.applicable else None):
        yield "a coverage that is not judged / applicable."
