"""The shortest list that would open a gate: fewest indicators, then lowest levels, then the order of the framework.

A gate's needs become two kinds of demand. Some indicators *must* reach a level (a core floor, a duty, a plain need).
The rest is a choice: a strand needs so many more judged, and more weight at or above a level than below it. Choosing
best is a knapsack, so this is an exact search with a bound on its work; indicators that are alike are taken together,
which keeps real frameworks far inside the bound. Beyond it the list is still one that opens the gate, and says that it
may not be the shortest.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import accumulate
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
    if exact:
        try:
            places = _lowest(classes, missing, many, len(items), work)
        except _TooMuchWorkError:
            exact = False
        else:
            return Shortest({items[at].id: place for at, place in enumerate(places) if place}, exact=True)
    highest = {at: one.options[-1] for one, count in zip(classes, counts, strict=True) for at in one.members[:count]}
    return Shortest(_lowered(items, highest, missing), exact)


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


def _lowest(classes: Sequence[_Class], missing: Vector, many: int, items: int, work: int) -> list[int]:
    """Return a place for each item (0 for none): exactly `many`, the lowest in all, earliest in the framework."""
    width = len(missing)
    best = [
        tuple(len(one.members) * max(0, one.options[-1].gains[demand]) for demand in range(width)) for one in classes
    ]
    worst = [
        tuple(len(one.members) * min(0, one.options[0].gains[demand]) for demand in range(width)) for one in classes
    ]
    nothing = (0,) * width
    could_gain = [*accumulate(reversed(best), _plus, initial=nothing)][::-1]
    could_lose = [*accumulate(reversed(worst), _plus, initial=nothing)][::-1]
    could_take = [*accumulate((len(one.members) for one in reversed(classes)), initial=0)][::-1]
    states: dict[tuple[int, Vector], _Step] = {(many, missing): _Step(0, (), None)}
    steps = 0
    for at, one in enumerate(classes):
        after: dict[tuple[int, Vector], _Step] = {}
        gains, losses, takes = could_gain[at + 1], could_lose[at + 1], could_take[at + 1]
        for (left, lacking), step in states.items():
            for taken in _shares(len(one.members), len(one.options), left, must=one.must):
                steps += 1
                if steps > work:
                    raise _TooMuchWorkError
                still = left - sum(taken)
                if still > takes:
                    continue
                now = [
                    lack - sum(count * option.gains[demand] for count, option in zip(taken, one.options, strict=True))
                    for demand, lack in enumerate(lacking)
                ]
                if any(lack > gain for lack, gain in zip(now, gains, strict=True)):
                    continue
                # What is safe whatever the rest may take away is all alike.
                key = (still, tuple(max(lack, loss) for lack, loss in zip(now, losses, strict=True)))
                cost = step.places + sum(count * option.place for count, option in zip(taken, one.options, strict=True))
                other = after.get(key)
                found = _Step(cost, taken, step)
                if (
                    other is None
                    or cost < other.places
                    or (cost == other.places and _laid_out(classes, found, items) < _laid_out(classes, other, items))
                ):
                    after[key] = found
        states = after
    final = min(
        (step for (left, _), step in states.items() if not left),
        key=lambda step: (step.places, _laid_out(classes, step, items)),
    )
    never = _never(classes)
    return [0 if place == never else place for place in _laid_out(classes, final, items)]


def _plus(one: Vector, other: Vector) -> Vector:
    return tuple(a + b for a, b in zip(one, other, strict=True))


def _shares(members: int, options: int, most: int, *, must: bool) -> Iterator[tuple[int, ...]]:
    """Yield every way to give options to some members (to all, where they must), as a count for each option."""
    if must:
        if members <= most:
            yield from _splits(members, options)
        return
    for count in range(min(members, most) + 1):
        yield from _splits(count, options)


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
