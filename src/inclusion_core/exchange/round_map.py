"""A round as a grid of schools by weeks: who hosts and who visits, and when. As text of 80 columns, and as SVG."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from inclusion_core.exchange.heat_map import HeatMap
from inclusion_core.exchange.inert import one_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from inclusion_core.model.round import Round

HOSTS, RED, NONE = "H", "x", "."


def round_map(one: Round, name: Callable[[str], str]) -> HeatMap:
    """Return a round's grid: a numbered row for each school by name, a column for each week by its Monday, `4Jan`.

    `name` gives a school's name for its id. `H` stands where a school is visited, `>3` where it visits the school with
    that number, `x` in a week without visits. The weeks are those from the first visit to the last; where there is none
    yet, all of the round's.
    """
    weeks = _weeks(one)
    red = {_monday(day) for day in one.red_weeks}
    schools = {school for visit in one.visits.values() for school in (visit.id, *visit.visitors)}
    ordered = sorted(schools, key=lambda school: (name(school).casefold(), school))
    number = {school: place for place, school in enumerate(ordered, start=1)}
    there: dict[tuple[str, dt.date], list[str]] = {}
    for visit in sorted(one.visits.values(), key=lambda each: number[each.id]):
        week = _monday(visit.day)
        there.setdefault((visit.id, week), []).insert(0, HOSTS)
        for visitor in visit.visitors:
            there.setdefault((visitor, week), []).append(f">{number[visit.id]}")
    rows = tuple(
        (
            f"{number[school]:>2} {one_line(name(school))}",
            tuple(" ".join(there.get((school, week), [RED if week in red else NONE])) for week in weeks),
        )
        for school in ordered
    )
    key = ((HOSTS, "is visited"), (">n", "visits the school with the number n"),
           *(((RED, "a week without visits"),) if red & set(weeks) else ()))  # fmt: skip
    return HeatMap(f"{one.title}: who visits whom, by week", tuple(map(_said, weeks)), rows, key, 0)


def _weeks(one: Round) -> list[dt.date]:
    days = [visit.day for visit in one.visits.values()] or [one.first, one.last]
    first, last = _monday(min(days)), _monday(max(days))
    return [first + dt.timedelta(weeks=place) for place in range((last - first).days // 7 + 1)]


def _monday(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())


def _said(week: dt.date) -> str:
    return f"{week.day}{week:%b}"
