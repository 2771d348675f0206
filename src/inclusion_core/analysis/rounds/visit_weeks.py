"""When visits are: a week for each, no school in two visits of one week, as few moved and as early as can be.

The exact search is for the visits of one cluster. Weeks are compared by how many visits move from the week that they
had in the plan before, and then by the sum of the weeks' places, counted from 0.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from inclusion_core.analysis.rounds.pairing import Pairs, Task

_LOOK_MOST = 200_000


@frozen
class Slot:
    """A visit that wants a week: its host, every school in it, and the places of the weeks that all of them have."""

    host: str
    schools: frozenset[str]
    weeks: tuple[int, ...]
    before: int | None = None

    def cost(self, week: int) -> tuple[int, int]:
        """Return whether a week is another one than before (0 or 1), and its place."""
        return int(self.before is not None and week != self.before), week


def slots(task: Task, pairs: Pairs) -> tuple[Slot, ...]:
    """Return the visits of a pairing, in the order of their hosts, with the weeks that each could have."""
    red = {one.id: one.red for one in task.schools}
    places = {week: place for place, week in enumerate(task.weeks)}
    made = []
    for host, came in sorted(pairs.items()):
        closed = red[host].union(*(red.get(one, frozenset()) for one in came))
        weeks = tuple(place for week, place in places.items() if week not in closed)
        before = places.get(task.before_weeks[host]) if host in task.before_weeks else None
        made.append(Slot(host, frozenset((host, *came)), weeks, before))
    return tuple(made)


def room_for(wanted: tuple[Slot, ...], weeks: Mapping[str, int], most: int | None) -> int | None:
    """Return the first week that the last visit can have beside the others in theirs; None where there is none."""
    *others, last = wanted
    for week in last.weeks:
        there = [one.schools for one in others if weeks[one.host] == week]
        if (most is None or len(there) < most) and not any(last.schools & one for one in there):
            return week
    return None


def fitting(wanted: tuple[Slot, ...], most: int | None) -> dict[str, int] | None:
    """Return a week's place for each visit, the first that is found; None where there is none."""
    return _Weeks(wanted, most, first=True).found()[0]


def earliest(wanted: tuple[Slot, ...], most: int | None) -> tuple[dict[str, int] | None, bool]:
    """Return the best week's place for each visit (None where there is none), and whether it is proved the best.

    Two ways to the same cost are told apart by the order of the hosts. After 200,000 looks the best so far is taken.
    """
    return _Weeks(wanted, most, first=False).found()


def cost_of(wanted: tuple[Slot, ...], weeks: Mapping[str, int]) -> tuple[int, int]:
    """Return how many visits move, and the sum of the weeks' places."""
    each = [one.cost(weeks[one.host]) for one in wanted]
    return sum(one for one, _ in each), sum(one for _, one in each)


class _Weeks:
    def __init__(self, wanted: tuple[Slot, ...], most: int | None, *, first: bool) -> None:
        self._wanted = sorted(wanted, key=lambda one: (len(one.weeks), one.host))
        self._most, self._first = most, first
        self._best: tuple[tuple[int, int], dict[str, int]] | None = None
        self._taken: dict[int, list[frozenset[str]]] = {}
        self._looks = 0
        self._after = [(0, 0)]
        for one in reversed(self._wanted):
            moved, place = self._after[-1]
            costs = [one.cost(week) for week in one.weeks] or [(0, 0)]
            self._after.append((moved + min(costs)[0], place + min(place for _, place in costs)))
        self._after.reverse()

    def found(self) -> tuple[dict[str, int] | None, bool]:
        self._look(0, (0, 0), {})
        weeks = None if self._best is None else dict(sorted(self._best[1].items()))
        return weeks, self._looks <= _LOOK_MOST

    def _look(self, place: int, so_far: tuple[int, int], chosen: dict[str, int]) -> None:
        self._looks += 1
        if place == len(self._wanted):
            self._best = so_far, dict(chosen)
            return
        one = self._wanted[place]
        after = self._after[place + 1]
        for week in sorted(one.weeks, key=one.cost):
            moved, at = one.cost(week)
            now = (so_far[0] + moved, so_far[1] + at)
            if self._best is not None and (
                self._first or self._looks > _LOOK_MOST or (now[0] + after[0], now[1] + after[1]) >= self._best[0]
            ):
                return  # the weeks that follow cost as much or more
            there = self._taken.setdefault(week, [])
            if (self._most is not None and len(there) >= self._most) or any(one.schools & each for each in there):
                continue
            there.append(one.schools)
            self._look(place + 1, now, {**chosen, one.host: week})
            there.pop()


def day_of(week: dt.date, first: dt.date, last: dt.date, is_working: Callable[[dt.date], bool]) -> dt.date:
    """Return the day of a visit in a week: the Tuesday, or the nearest working day of the round to it, later first."""
    for ahead in (1, 2, 3, 0, 4):
        day = week + dt.timedelta(days=ahead)
        if first <= day <= last and is_working(day):
            return day
    raise ValueError(f"No visit can be in the week of {week}.")  # open_weeks gives none of these
