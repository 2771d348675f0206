"""Why a strand comes to what it comes to, in words, down to each judgement and each rule by its name.

An explanation is told when somebody asks for it: the telling keeps what the score was reckoned from, and nothing in it
ever changes.
"""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from attrs import frozen

from inclusion_core.analysis.scoring.rules import below_floor, floor_level, unmet_duties
from inclusion_core.analysis.scoring.scorecard import Explanation
from inclusion_core.analysis.scoring.standings import facets_counted
from inclusion_core.analysis.scoring.wording import (
    NOT_GRADED,
    NOT_SEEN,
    counts_in_words,
    listed,
    quoted,
    voice_named,
    way_in_words,
)
from inclusion_core.model.assessment import cell_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from inclusion_core.analysis.scoring.rules import Rule
    from inclusion_core.analysis.scoring.standings import Point, Reading, Standing
    from inclusion_core.model.assessment import Cell, Judgement

_NOT_JUDGED = {"cannot-tell": "cannot tell", "too-soon": "too soon to say", None: "not looked at yet"}


@frozen
class StrandTold:
    """Tells the score of a strand, or of the whole where `strand` is None."""

    reading: Reading
    rule: Rule
    strand: str | None
    title: str
    standings: Sequence[Standing]
    value: Fraction | None
    low: Fraction | None
    high: Fraction | None
    judged: int
    applicable: int
    counts: Mapping[str, int]

    def explain(self) -> Explanation:
        """Return the explanation; the same one each time."""
        return self._explanation

    @cached_property
    def _explanation(self) -> Explanation:
        leaves = tuple(leaf(self.reading, one, self.rule) for one in self.standings)
        aside = tuple(map(Explanation, aside_says(self.reading, self.strand)))
        return Explanation(self._says(), (*map(Explanation, self._holds()), *leaves, *self._range(), *aside))

    def _says(self) -> str:
        if not self.applicable:
            return f"{self.title}: nothing in it applies here."
        if not self.judged:
            return f"{self.title}: {NOT_SEEN}. None of {self.applicable} judged."
        share = f"{self.judged} of {self.applicable} judged"
        scale = self.reading.framework.scale
        if self.rule.name == "none":
            return f"{self.title}: {self.reading.framework.worded(counts_in_words(self.counts, scale))}. {share}."
        if self.value is None:
            return f"{self.title}: {NOT_GRADED}. {share}, and all of that has weight 0."
        points = [one.seen for one in self.standings if one.seen is not None]
        by = f"{self.rule.weighted if len({point.weight for point in points}) > 1 else self.rule.plain} {share}"
        free = self.rule.reckon(self.reading, points)
        came = self._figure(self.value)
        if free is not None and free > self.value:
            return f"{self.title} is held at {came}: {by} would be {self._figure(free)}."
        exact = self.value == self.reading.framework.scale.value(self.reading.framework.scale.level_at(self.value))
        return f"{self.title} comes {'to' if exact else 'out'} {came}: {by}."

    def _figure(self, value: Fraction) -> str:
        framework = self.reading.framework
        return framework.worded(way_in_words(value, framework.scale))

    def _holds(self) -> Iterator[str]:
        framework, steps = self.reading.framework, self.reading.steps
        points = [one.seen for one in self.standings if one.seen is not None]
        lowest = {one.indicator.id: _lowest(self.reading, one) for one in self.standings}

        def title(place: int) -> str:
            return framework.level_title(steps.order[place - 1])

        if self.rule.name == "none":
            return
        for point in unmet_duties(points):
            cells = lowest[point.indicator.id]
            yield (
                f"Statutory rule: {listed(cells)} {'was' if len(cells) == 1 else 'were'} judged {title(point.place)}, "
                f"below {title(point.met_place)}, where it counts as met"
                f"{'' if self.value is None else f', and holds {self.title} at {title(1)}'}. Check with the authority."
            )
        if self.rule.core_floor:
            floor = steps.places[floor_level(framework)]
            for point in below_floor(points, floor):
                cells = lowest[point.indicator.id]
                those = "" if cells == [point.indicator.id] else f"{listed(cells)} "
                yield (
                    f"Core floor: {point.indicator.id} is core and {those}{'was' if len(cells) == 1 else 'were'} "
                    f"judged {title(point.place)}, below {title(floor)}, and holds {self.title} at {title(floor)} "
                    "at most."
                )
        if self.rule.name == "cumulative" and self.value is not None:
            yield from self._stopped(points)
        for one in self.standings:
            if one.indicator.statutory and one.judged < one.applicable:
                yield f"{one.indicator.id} is statutory and not fully judged: cannot tell whether it is met."

    def _stopped(self, points: Sequence[Point]) -> Iterator[str]:
        """Say what keeps the highest step from being a higher one: a step unmet, or none to more that was judged."""
        steps = self.reading.steps
        title = self.reading.framework.level_title
        asked = [(steps.places[point.indicator.step or ""], point) for point in points if point.weight]
        unmet = [each for each in asked if each[1].place < each[1].met_place]
        if unmet:
            place, point = min(unmet, key=lambda each: each[0])
            level = title(steps.order[place - 1])
            yield f"{point.indicator.id}, a step to {level}, is not met: {self.title} comes to less than {level}."
            return
        shown = max((place for place, point in asked if point.met_place > 1), default=1)
        if shown < steps.top:
            level = title(steps.order[shown - 1])
            yield f"Nothing judged is a step to more than {level}, so no more is shown."

    def _range(self) -> Iterator[Explanation]:
        unknown = self.applicable - self.judged
        if not unknown or self.low is None or self.high is None:
            return
        if self.low == self.high:
            yield Explanation(f"Whatever the {unknown} not judged may show, it comes to {self._figure(self.low)}.")
            return
        yield Explanation(
            f"Depending on the {unknown} not judged, it could come to anything from {self._figure(self.low)} "
            f"to {self._figure(self.high)}."
        )


def leaf(reading: Reading, one: Standing, rule: Rule | None = None) -> Explanation:
    """Say how one indicator stands and in whose words; cell by cell where a facet is required."""
    if len(one.cells) == 1:
        return Explanation(_cell_says(reading, one, *one.cells[0], rule))
    cells = tuple(Explanation(_cell_says(reading, one, cell, judgement, None)) for cell, judgement in one.cells)
    name = one.indicator.id
    axis = reading.framework.facet.name if reading.framework.facet else "facet"
    if one.state == "not-applicable":
        return Explanation(f"{name} does not apply here and is left out.", cells)
    if one.seen is None:
        return Explanation(f"{name} is not judged for any {axis}.", cells)
    if reading.framework.scale.stance or (rule is not None and rule.name == "none"):  # counted, never summed
        given = Counter(each.level for _, each in one.cells if each is not None and each.level is not None)
        counts = reading.framework.worded(counts_in_words(given, reading.framework.scale))
        return Explanation(f"{name}: {counts}; {one.judged} of {one.applicable} judged, one for each {axis}.", cells)
    value = Fraction(one.seen.value, reading.steps.denominator)
    figure = reading.framework.worded(way_in_words(value, reading.framework.scale))
    says = f"{name}{_notes(reading, one, rule)} comes out {figure}: the mean of its {one.judged} of {one.applicable} "
    return Explanation(f"{says}judged, one for each {axis}.", cells)


def _lowest(reading: Reading, one: Standing) -> list[str]:
    """Return the cells that an indicator's lowest level stands at; no cell where nothing is judged."""
    places = reading.steps.places
    judged = [(cell, each.level) for cell, each in one.cells if each is not None and each.level is not None]
    return [cell_text(cell) for cell, level in judged if one.seen is not None and places[level] == one.seen.place]


def aside_says(reading: Reading, strand: str | None) -> Iterator[str]:
    """Say which judgements are kept and never scored: those of a strand, or all where it is None."""
    framework = reading.framework
    inside = None if strand is None else set(framework.within(strand))
    facets = facets_counted(framework)
    for cell, _ in reading.aside:
        one = framework.indicators.get(cell[0])
        if inside is not None and (one is None or one.strand not in inside):
            continue
        if one is None and cell[0] in framework.retired:
            why = f"is retired in {framework.name}"
        elif one is None:
            why = f"is not an indicator of {framework.name}"
        elif one.status == "proposed":
            why = "is proposed and not yet adopted"
        elif cell[1] in facets:
            why = "is not for this sort of setting"
        else:
            why = f"is not a cell of {framework.name}"
        yield f"{cell_text(cell)} {why}: its judgement is kept and not scored."


def _cell_says(reading: Reading, one: Standing, cell: Cell, judgement: Judgement | None, rule: Rule | None) -> str:
    name = cell_text(cell)
    if judgement is None or judgement.level is None:
        name += _step_noted(reading, one, rule)
    if judgement is None:
        return f"{name} is not judged: {_NOT_JUDGED[None]}."
    note = quoted(judgement.because)
    who = ", ".join(
        part
        for part in (voice_named(reading.voice), judgement.confidence and f"{judgement.confidence} confidence")
        if part
    )
    rest = (f": {note}" if note else "") + (f" ({who})" if who else "") + ("" if note or who else ".")
    if judgement.level is None:
        if judgement.non_answer == "not-applicable":
            return f"{name} does not apply here and is left out{rest}"
        return f"{name} is not judged, {_NOT_JUDGED[judgement.non_answer]}{rest}"
    level = reading.framework.level_title(judgement.level)
    stands_in = ""
    if one.fallback and reading.framework.facet is not None:
        name = one.indicator.id
        stands_in = f", the lowest {reading.framework.facet.name} judged ({cell[1]}) as there is no plain judgement"
    return f"{name} {level}{stands_in}{_notes(reading, one, rule)}{rest}"


def _step_noted(reading: Reading, one: Standing, rule: Rule | None) -> str:
    """Return which step an indicator without a level is, where steps are what counts."""
    if rule is None or rule.name != "cumulative" or one.indicator.step is None or not one.applicable:
        return ""
    return f", a step to {reading.framework.level_title(one.indicator.step)},"


def _notes(reading: Reading, one: Standing, rule: Rule | None) -> str:
    """Return what the rule looks at beside the level: a weight other than 1, a step and whether it is met."""
    if rule is None or one.seen is None:
        return ""
    notes = ""
    weight = one.indicator.weight
    if not weight:
        notes = ", of weight 0, so it moves nothing"
    elif weight != 1 and rule.plain != rule.weighted:
        notes = f", of weight {weight}"
    if rule.name == "cumulative" and one.indicator.step is not None:
        title, order = reading.framework.level_title, reading.steps.order
        met = "met" if one.seen.place >= one.seen.met_place else "not met"
        at = title(order[one.seen.met_place - 1])
        notes += f", a step to {title(one.indicator.step)} that is {met} (it counts as met at {at})"
    return notes
