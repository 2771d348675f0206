"""The shortest list that would open a gate: fewest indicators, then lowest levels, then the order of the framework.

A gate's needs become two kinds of demand. Some indicators *must* reach a level (a core floor, a duty, a plain need).
The rest is a choice: a strand needs so many more judged, and more weight at or above a level than below it. Choosing
best is a knapsack, so this is an exact search with a bound on its work; indicators that are alike are taken together,
which keeps real frameworks far inside the bound. Beyond it the list is still one that opens the gate, and says that it
may not be the shortest.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

WORK = 60_000
"""Steps of the search after which it gives up being exact (a few tenths of a second)."""

Vector = tuple[int, ...]


class Option(NamedTuple):
    """An indicator reaching a level, by its place, and what that adds to each demand."""

    place: int
    gains: Vector


class Item(NamedTuple):
    """An indicator that could change: its options, lowest place first. One that `must` change has no way round it.

    Gains never fall as the place rises.
    """

    id: str
    options: tuple[Option, ...]
    must: bool


class Shortest(NamedTuple):
    """Which indicators would have to reach which place. `exact` is False where the search met its bound."""

    places: dict[str, int]
    exact: bool


class _Class(NamedTuple):
    """Items that are alike, by their position among all, in the order of the framework."""

    members: tuple[int, ...]
    options: tuple[Option, ...]
    must: bool


class _Step(NamedTuple):
    """A partial choice: what it costs in places, and how it was come by."""

    places: int
    taken: tuple[int, ...]
    before: _Step | None


class _Limits(NamedTuple):
    """What the search may use: how many items there are, places in all that are known to do, and steps."""

    items: int
    places: int
    work: int


class _Rest(NamedTuple):
    """What the classes still to come can do at most, demand by demand.

    `gain` and `loss` are all that they could add and take away; `first` is the best gain of one item at its lowest
    option, and `rise` the best gain for each place above that, as a numerator and a denominator. `must` items have to
    be taken, at `must_places` in all or more; any other costs `place` or more.
    """

    items: int
    gain: Vector
    loss: Vector
    first: Vector
    rise: tuple[tuple[int, int], ...]
    must: int
    must_places: int
    place: int

    def may_do(self, count: int, lacking: Sequence[int], places: int) -> bool:
        """Say whether so many more items could cover what is lacking, within so many places. Never a false no."""
        spare = places - self.must_places - (count - self.must) * self.place
        if spare < 0 or count < self.must or any(lack > gain for lack, gain in zip(lacking, self.gain, strict=True)):
            return False
        return all(
            (lack - count * first) * per <= rise * spare
            for lack, first, (rise, per) in zip(lacking, self.first, self.rise, strict=True)
        )


class _TooMuchWorkError(Exception):
    pass


def shortest(items: Sequence[Item], missing: Vector, *, work: int = WORK) -> Shortest | None:
    """Return the shortest choice whose gains cover all that is `missing`, None where no choice does.

    `missing` holds what each demand still lacks; 0 and below is already there, although a choice may take away from it.
    """
    free = [
        item
        for item in items
        if (item.must and any(any(option.gains) for option in item.options)) or any(item.options[-1].gains)
    ]
    chosen = {item.id: item.options[0].place for item in items if item.must and item not in free}
    exact = True
    covered: set[int] = set()
    for part, demands in _apart(free, len(missing)):
        covered.update(demands)
        lacking = tuple(missing[demand] for demand in demands)
        narrowed = [_narrowed(item, demands) for item in part]
        found = _search(narrowed, lacking, work)
        if found is None:
            return None
        chosen |= found.places
        exact = exact and found.exact
    if any(lack > 0 for demand, lack in enumerate(missing) if demand not in covered):
        return None
    ordered = {item.id: chosen[item.id] for item in items if item.id in chosen}
    return Shortest(ordered, exact)


def _apart(items: Sequence[Item], demands: int) -> Iterator[tuple[list[Item], list[int]]]:
    """Yield the items in parts that share no demand, each with its demands: each part is solved alone."""
    group = list(range(demands))

    def root(demand: int) -> int:
        while group[demand] != demand:
            demand = group[demand]
        return demand

    touched = [{at for option in item.options for at, gain in enumerate(option.gains) if gain} for item in items]
    for each in touched:
        first, *rest = sorted(each)
        for other in rest:
            group[root(other)] = root(first)
    parts: dict[int, list[Item]] = defaultdict(list)
    for item, each in zip(items, touched, strict=True):
        parts[root(min(each))].append(item)
    for name, part in parts.items():
        yield part, [demand for demand in range(demands) if root(demand) == name]


def _narrowed(item: Item, demands: Sequence[int]) -> Item:
    """Return an item seen by these demands alone, with only the lowest place for each different gain."""
    options: dict[Vector, Option] = {}
    for option in item.options:
        gains = tuple(option.gains[demand] for demand in demands)
        options.setdefault(gains, Option(option.place, gains))
    return Item(item.id, tuple(options.values()), item.must)


def _search(items: Sequence[Item], missing: Vector, work: int) -> Shortest | None:
    alike: dict[tuple[bool, tuple[Option, ...]], list[int]] = defaultdict(list)
    for at, item in enumerate(items):
        alike[item.must, item.options].append(at)
    classes = [_Class(tuple(members), options, must) for (must, options), members in alike.items()]
    classes.sort(key=lambda one: (not one.must, len(one.members)))
    fewest = _fewest(classes, missing, work)
    if fewest is None:
        return None
    many, counts, exact = fewest
    highest = {at: one.options[-1] for one, count in zip(classes, counts, strict=True) for at in one.members[:count]}
    good = _lowered(items, highest, missing)
    if exact:
        try:
            places = _lowest(classes, missing, many, _Limits(len(items), sum(good.values()), work))
        except _TooMuchWorkError:
            exact = False
        else:
            return Shortest({items[at].id: place for at, place in enumerate(places) if place}, exact=True)
    return Shortest(good, exact)


def _fewest(classes: Sequence[_Class], missing: Vector, work: int) -> tuple[int, tuple[int, ...], bool] | None:
    """Return the fewest items that will do, how many of each class, and whether that is certain.

    Every item is taken at its highest: no demand ever gains less from a higher place.
    """
    states: dict[Vector, tuple[int, tuple[int, ...]]] = {tuple(max(0, lack) for lack in missing): (0, ())}
    steps = 0
    for at, one in enumerate(classes):
        gains = one.options[-1].gains
        after: dict[Vector, tuple[int, tuple[int, ...]]] = {}
        for lacking, (many, counts) in states.items():
            for count in range(len(one.members) if one.must else 0, len(one.members) + 1):
                steps += 1
                left = tuple(max(0, lack - count * gain) for lack, gain in zip(lacking, gains, strict=True))
                found = (many + count, (*counts, count))
                if left not in after or found < after[left]:
                    after[left] = found
        if steps > work:
            rest = [len(each.members) for each in classes[at + 1 :]]
            everything = min(after.items(), key=lambda each: (sum(each[0]), each[1]))
            counts = (*everything[1][1], *rest)
            return (sum(counts), counts, False) if _covers(classes, counts, missing) else None
        states = after
    done = states.get(tuple(0 for _ in missing))
    return None if done is None else (*done, True)


def _covers(classes: Sequence[_Class], counts: Sequence[int], missing: Vector) -> bool:
    gained = [0] * len(missing)
    for one, count in zip(classes, counts, strict=True):
        for demand, gain in enumerate(one.options[-1].gains):
            gained[demand] += count * gain
    return all(gain >= lack for gain, lack in zip(gained, missing, strict=True))


def _lowest(classes: Sequence[_Class], missing: Vector, many: int, limits: _Limits) -> list[int]:
    """Return a place for each item (0 for none): exactly `many`, the lowest in all, earliest in the framework."""
    states: dict[tuple[int, Vector], _Step] = {(many, missing): _Step(0, (), None)}
    steps = 0
    for at, one in enumerate(classes):
        after: dict[tuple[int, Vector], _Step] = {}
        rest = _rest(classes[at + 1 :], len(missing))
        for (left, lacking), step in states.items():
            for taken in _shares(one, max(0, left - rest.items), left - rest.must):
                steps += 1
                if steps > limits.work:
                    raise _TooMuchWorkError
                cost, now = _taken(one, taken, step.places, lacking)
                still = left - sum(taken)
                if not rest.may_do(still, now, limits.places - cost):
                    continue
                # What is safe whatever the rest may take away is all alike.
                key = (still, tuple(max(lack, loss) for lack, loss in zip(now, rest.loss, strict=True)))
                found, other = _Step(cost, taken, step), after.get(key)
                if other is None or _better(classes, found, other, limits.items):
                    after[key] = found
        states = after
    final = min(
        (step for (left, _), step in states.items() if not left),
        key=lambda step: (step.places, _laid_out(classes, step, limits.items)),
    )
    never = _never(classes)
    return [0 if place == never else place for place in _laid_out(classes, final, limits.items)]


def _taken(one: _Class, taken: tuple[int, ...], places: int, lacking: Vector) -> tuple[int, list[int]]:
    """Return what it costs and what is still lacking once so many of a class have each option."""
    now = list(lacking)
    for count, option in zip(taken, one.options, strict=True):
        if count:
            places += count * option.place
            for demand, gain in enumerate(option.gains):
                now[demand] -= count * gain
    return places, now


def _better(classes: Sequence[_Class], one: _Step, other: _Step, items: int) -> bool:
    if one.places != other.places:
        return one.places < other.places
    return _laid_out(classes, one, items) < _laid_out(classes, other, items)


def _rest(classes: Sequence[_Class], demands: int) -> _Rest:
    must = [one for one in classes if one.must]
    rises = []
    for demand in range(demands):
        steepest = (0, 1)
        for one in classes:
            first = one.options[0]
            for option in one.options[1:]:
                rise, per = option.gains[demand] - first.gains[demand], option.place - first.place
                if rise * steepest[1] > steepest[0] * per:
                    steepest = (rise, per)
        rises.append(steepest)
    return _Rest(
        items=sum(len(one.members) for one in classes),
        gain=tuple(
            sum(len(one.members) * max(0, one.options[-1].gains[demand]) for one in classes)
            for demand in range(demands)
        ),
        loss=tuple(
            sum(len(one.members) * min(0, one.options[0].gains[demand]) for one in classes) for demand in range(demands)
        ),
        first=tuple(max((one.options[0].gains[demand] for one in classes), default=0) for demand in range(demands)),
        rise=tuple(rises),
        must=sum(len(one.members) for one in must),
        must_places=sum(len(one.members) * one.options[0].place for one in must),
        place=min((one.options[0].place for one in classes if not one.must), default=0),
    )


def _shares(one: _Class, least: int, most: int) -> Iterator[tuple[int, ...]]:
    """Yield every way to give options to `least` to `most` members (to all, where they must): a count for each."""
    if one.must:
        least = max(least, len(one.members))
    for count in range(least, min(len(one.members), most) + 1):
        yield from _splits(count, len(one.options))


def _splits(count: int, options: int) -> Iterator[tuple[int, ...]]:
    if options == 1:
        yield (count,)
        return
    for first in range(count + 1):
        for rest in _splits(count - first, options - 1):
            yield (first, *rest)


def _never(classes: Sequence[_Class]) -> int:
    return 1 + max((option.place for one in classes for option in one.options), default=0)


def _laid_out(classes: Sequence[_Class], step: _Step, items: int) -> list[int]:
    """Return each item's place in the order of the framework, later than any place where it stays as it is."""
    steps: list[_Step] = []
    at: _Step | None = step
    while at is not None and at.before is not None:
        steps.append(at)
        at = at.before
    never = _never(classes)
    places = [never] * items
    for one, each in zip(classes, reversed(steps), strict=False):
        members = iter(one.members)
        for option, count in zip(one.options, each.taken, strict=True):
            for _ in range(count):
                places[next(members)] = option.place
    return places


def _lowered(items: Sequence[Item], chosen: dict[int, Option], missing: Vector) -> dict[str, int]:
    """Return a choice with each place as low as it will go, one after the other: good, and not certainly the best."""
    left = list(missing)
    for option in chosen.values():
        left = [lack - gain for lack, gain in zip(left, option.gains, strict=True)]
    for at in sorted(chosen, reverse=True):
        for option in items[at].options:
            without = [lack + gain for lack, gain in zip(left, chosen[at].gains, strict=True)]
            tried = [lack - gain for lack, gain in zip(without, option.gains, strict=True)]
            if all(lack <= 0 for lack in tried):
                chosen[at], left = option, tried
                break
    return {items[at].id: chosen[at].place for at in sorted(chosen)}
