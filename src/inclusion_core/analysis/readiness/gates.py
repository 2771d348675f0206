"""Readiness: which gates are open, not yet or cannot be told, and the shortest list that would open each.

A gate speaks of the school's own provision and never bars a request for a child. Its logic has three values, because
what nobody looked at is not a no: a need holds, does not hold, or cannot be told yet (docs/scoring.md).
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING, Literal

from attrs import frozen

from inclusion_core.analysis.readiness.shortest import WORK, Item, Option, shortest
from inclusion_core.analysis.scoring.rules import floor_level, lower_median
from inclusion_core.analysis.scoring.scorecard import Explanation
from inclusion_core.analysis.scoring.standings import read
from inclusion_core.analysis.scoring.wording import in_words, percent
from inclusion_core.errors import UnknownName
from inclusion_core.identifiers import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from inclusion_core.analysis.scoring.standings import Point, Reading, Standing
    from inclusion_core.model.assessment import Cell, Judgement
    from inclusion_core.model.framework import Framework, Gate, Need
    from inclusion_core.model.school import Setting

GateState = Literal["open", "not-yet", "cannot-tell"]
Answer = bool | None
"""Three-valued: None is 'cannot tell'."""


@frozen
class Opening:
    """An indicator and the level at which, or above which, it would help to open a gate.

    Where a facet is required, every one of its values has to be judged there or above.
    """

    id: str
    to: str


@frozen
class Readiness:
    """How a gate stands, and the shortest list that would open it: all of it together, and none of it to spare.

    `would_open` is empty for an open gate, and where no judgement could open it. `shortest` is False where the search
    for the list met its bound: the list opens the gate, and a shorter one may be there.
    """

    id: str
    title: str
    state: GateState
    would_open: tuple[Opening, ...]
    says: str
    explanation: Explanation
    shortest: bool = True


def readiness(
    framework: Framework, judgements: Mapping[Cell, Judgement], setting: Setting, *, work: int = WORK
) -> tuple[Readiness, ...]:
    """Answer every gate of a framework, in its order, from one voice's judgements.

    `work` bounds the search for the shortest list. Raises UnknownName where a gate needs what the framework does not
    have.
    """
    if not framework.gates:
        return ()
    reading = read(framework, judgements, setting)
    return tuple(_answered(reading, gate, work) for gate in framework.gates.values())


def both(answers: Iterator[Answer] | Sequence[Answer]) -> Answer:
    """Join answers as Kleene does: one no is a no, else one 'cannot tell' is that, else yes.

    >>> both([True, None]), both([None, False]), both([])
    (None, False, True)
    """
    known = list(answers)
    return False if False in known else None if None in known else True


class _Demand:
    """A need made ready to be answered: whom it looks at, what each of them has to reach, and what they need together.

    `floors` are (place, which of them, why); `median` and `share` are what the strand needs as a whole.
    """

    __slots__ = ("floors", "median", "name", "pool", "share", "title")

    def __init__(self, reading: Reading, gate: Gate, need: Need) -> None:
        framework, steps = reading.framework, reading.steps
        strong = framework.strong
        default = steps.order[max(0, steps.top - 2)]
        wanted = framework.scale.place(need.level or strong.median_at_least or default)
        if need.of == "strand":
            strand = framework.strands.get(need.id)
            if strand is None:
                known = tuple(framework.strands)
                raise UnknownName("strand", need.id, nearest=nearest(need.id, known), known=known)
            inside = reading.within[need.id]
            self.title = framework.worded(strand.title)
        else:
            framework.indicator(need.id)
            inside = [one for one in reading.standings if one.indicator.id == need.id]
            self.title = need.id
        self.name = str(need)
        self.pool = [one for one in inside if one.applicable and one.indicator.id not in gate.about]
        self.floors: list[tuple[int | None, str]] = []
        self.median: int | None = None
        self.share = Fraction(0)
        if need.test == "judged":
            self.floors.append((1, "judged"))
        elif need.test == "met":
            self.floors.append((None, "met"))
        elif need.of == "indicator":
            self.floors.append((wanted, "level"))
        else:
            self.median, self.share = wanted, strong.coverage_at_least
            if need.test == "strong":
                self.floors.append((framework.scale.place(floor_level(framework)), "core"))
                if strong.statutory == "met":
                    self.floors.append((None, "statutory"))

    def floor_of(self, one: Standing) -> int:
        """Return the place that this indicator has to reach, 0 for none."""
        floor = 0
        point = one.worst
        for place, which in self.floors:
            if which == "core" and not one.indicator.core:
                continue
            if which == "statutory" and not one.indicator.statutory:
                continue
            floor = max(floor, place if place is not None else point.met_place if point else 0)
        return floor


def _reaches(one: Standing, place: int) -> Answer:
    """Say whether every cell of an indicator is judged at a place or above."""
    if one.seen is not None and one.seen.place < place:
        return False
    return None if one.judged < one.applicable else True


def _median_reaches(reading: Reading, points: Sequence[Point], place: int) -> Answer:
    median = lower_median(reading, points)
    return None if median is None else median >= Fraction(reading.steps.values[place], reading.steps.denominator)


def _answered(reading: Reading, gate: Gate, work: int) -> Readiness:
    demands = [_Demand(reading, gate, need) for need in gate.needs]
    told = [_need_told(reading, demand) for demand in demands]
    answer = both([answer for answer, _ in told]) if told else None
    because = [explanation for _, explanation in told]
    title = reading.framework.worded(gate.title)
    state: GateState = "open" if answer else "cannot-tell" if answer is None else "not-yet"
    if answer:
        return Readiness(gate.id, gate.title, state, (), gate.says, Explanation(f"{title}: open.", tuple(because)))
    found = _would_open(reading, demands, work)
    would_open: tuple[Opening, ...] = ()
    exact = True
    if not gate.needs:
        because.append(Explanation("It names nothing that it needs, so it cannot be told."))
    elif found is None:
        because.append(Explanation("No list of judgements would open it."))
    else:
        places, exact = found
        would_open = tuple(Opening(name, reading.steps.order[place - 1]) for name, place in places.items())
        listing = ", ".join(f"{one.id} at least {reading.framework.level_title(one.to)}" for one in would_open)
        kind = "The shortest list" if exact else "A list (there may be a shorter one)"
        because.append(Explanation(f"{kind} that would open it: {listing}."))
    if gate.about:
        because.append(Explanation(f"It is about {', '.join(gate.about)}: never counted in what it needs."))
    words = "cannot tell yet" if answer is None else "not yet"
    explanation = Explanation(f"{title}: {words}.", tuple(because))
    return Readiness(gate.id, gate.title, state, would_open, gate.says, explanation, exact)


def _need_told(reading: Reading, demand: _Demand) -> tuple[Answer, Explanation]:
    """Answer one need and say why."""
    if not demand.pool:
        return None, Explanation(f"{demand.name}: cannot tell, as nothing in it applies here.")
    if demand.median is not None and reading.framework.scale.stance:
        return None, Explanation(f"{demand.name}: cannot tell, as stances are counted and never summed.")
    each = [(one, floor) for one in demand.pool if (floor := demand.floor_of(one))]
    floors = [(_reaches(one, floor), one, floor) for one, floor in each]
    because = [_floor_told(reading, *one) for one in floors if one[0] is not True]
    answer = both([one for one, _, _ in floors])
    if demand.median is not None:
        whole, more = _whole_told(reading, demand)
        because += more
        answer = both([answer, whole])
    words = "holds" if answer else "cannot tell yet" if answer is None else "not yet"
    return answer, Explanation(f"{demand.name}: {words}.", tuple(because))


def _floor_told(reading: Reading, answer: Answer, one: Standing, place: int) -> Explanation:
    title = reading.framework.level_title
    sort = "statutory" if one.indicator.statutory else "core" if one.indicator.core else ""
    name = f"{one.indicator.id}{f' ({sort})' if sort else ''}"
    wanted = title(reading.steps.order[place - 1])
    if answer is None or one.seen is None:
        return Explanation(f"{name} is not fully judged: cannot tell whether it is at least {wanted}.")
    was = title(reading.steps.order[one.seen.place - 1])
    return Explanation(f"{name} was judged {was}; at least {wanted} is needed.")


def _whole_told(reading: Reading, demand: _Demand) -> tuple[Answer, list[Explanation]]:
    """Answer what a strand needs as a whole: enough of it judged, and the median of that high enough."""
    scale, steps = reading.framework.scale, reading.steps
    place = demand.median or 1
    judged = sum(one.judged for one in demand.pool)
    applicable = sum(one.applicable for one in demand.pool)
    share = Fraction(judged, applicable)
    seen = [one.seen for one in demand.pool if one.seen is not None]
    median = lower_median(reading, seen)
    wanted = reading.framework.level_title(steps.order[place - 1])
    said = (
        "nothing of it is judged"
        if median is None
        else f"its lower median is {reading.framework.worded(in_words(median, scale))}"
    )
    covers = f"{judged} of {applicable} judged ({percent(share)}); {percent(demand.share)} is needed"
    told = [Explanation(f"{demand.title}: {covers}."), Explanation(f"{demand.title}: {said}; {wanted} is needed.")]
    if share >= demand.share:
        return _median_reaches(reading, seen, place), told
    best = [one.best for one in demand.pool if one.best is not None]
    if _median_reaches(reading, best, place) is False:
        told.append(Explanation(f"{demand.title}: not even the best of what is not judged would bring it there."))
        return False, told
    return None, told


def _would_open(reading: Reading, demands: Sequence[_Demand], work: int) -> tuple[dict[str, int], bool] | None:
    """Return the shortest list as places by indicator, and whether it is certain; None where none would do."""
    if not demands or not all(demand.pool for demand in demands):
        return None
    wholes = [demand for demand in demands if demand.median is not None]
    if wholes and reading.framework.scale.stance:
        return None
    missing: list[int] = []
    for demand in wholes:
        applicable = sum(one.applicable for one in demand.pool)
        missing.append(ceil(demand.share * applicable) - sum(one.judged for one in demand.pool))
        missing.append(1 - sum(_leaning(reading, demand, one.seen) for one in demand.pool))
    floors: dict[str, int] = {}
    for demand in demands:
        for one in demand.pool:
            floors[one.indicator.id] = max(floors.get(one.indicator.id, 0), demand.floor_of(one))
    items = []
    for one in reading.standings:
        if one.indicator.id in floors:
            floor = floors[one.indicator.id]
            must = floor > 0 and _reaches(one, floor) is not True
            options = _options(reading, one, wholes, floor if must else 1)
            if options:
                items.append(Item(one.indicator.id, options, must))
    found = shortest(items, tuple(missing), work=work)
    return None if found is None else (found.places, found.exact)


def _leaning(reading: Reading, demand: _Demand, point: Point | None) -> int:
    """Return an indicator's weight: plus where it lies at or above the median wanted, minus where below.

    The lower weighted median is at least a value exactly where more weight lies at or above it than below it.
    """
    if point is None:
        return 0
    return point.weight if point.value >= reading.steps.values[demand.median or 1] else -point.weight


def _options(reading: Reading, one: Standing, wholes: Sequence[_Demand], lowest: int) -> tuple[Option, ...]:
    """Return what an indicator could come to from a place upwards, and what that adds to each whole."""
    options = []
    inside = [any(one.indicator.id == other.indicator.id for other in demand.pool) for demand in wholes]
    for place in range(lowest, reading.steps.top + 1):
        point = _raised(reading, one, place)
        if one.judged == one.applicable and (one.seen is None or point.value <= one.seen.value):
            continue
        gains: list[int] = []
        for demand, counts in zip(wholes, inside, strict=True):
            before, after = _leaning(reading, demand, one.seen), _leaning(reading, demand, point)
            gains += (one.applicable - one.judged, after - before) if counts else (0, 0)
        options.append(Option(place, tuple(gains)))
    return tuple(options)


def _raised(reading: Reading, one: Standing, place: int) -> Point:
    """Return an indicator as it would be with every cell judged, none of them below a place."""
    steps = reading.steps
    places = [
        place if judgement is None or judgement.level is None else max(place, steps.places[judgement.level])
        for _, judgement in one.cells
        if judgement is None or judgement.non_answer != "not-applicable"
    ]
    point = one.worst or one.seen
    if point is None:  # pragma: no cover  only standings that apply come here
        raise ValueError(one.indicator.id)
    value = sum(steps.values[each] for each in places) // len(places)
    return point._replace(value=value, place=min(places))
