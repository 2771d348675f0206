"""What of other school years weighs on the weeks of one: each time once, into whichever years it was read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from inclusion_core.analysis.school_year.pressure import touches

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from inclusion_core.model.calendar import Event, SchoolYear

Written = tuple[str, "dt.date", "dt.date"]


def events_beside(year: SchoolYear, others: Iterable[tuple[SchoolYear, Iterable[Event]]]) -> list[Event]:
    """Return the events of other years that weigh on a week of this one, their ids with the year they are of.

    `others` are years, each with what else counts there: days of sets, besides the year's own events.
    """
    written: set[Written] = {(one.title, *time) for one in year.events.values() for time in one.times}
    found: list[Event] = []
    for other, counted in others:
        own = other.events
        reaching = [one for one in counted if one.id not in own and touches(year, one)]
        reaching += [left for one in own.values() if (left := _not_yet(year, one, written)) is not None]
        found += [evolve(one, id=f"{one.id}@{other.id}") for one in reaching]
    return found


def _not_yet(year: SchoolYear, one: Event, written: set[Written]) -> Event | None:
    """Return an event with those of its times that reach a year and are not written there; None where none is left."""
    if not touches(year, one):
        return None
    alone = [evolve(one, first=first, last=last, also=()) for first, last in one.times] if one.also else [one]
    left = [each for each in alone if (one.title, each.first, each.end) not in written and touches(year, each)]
    written.update((one.title, each.first, each.end) for each in left)
    return evolve(left[0], also=tuple(each.first for each in left[1:])) if left else None
