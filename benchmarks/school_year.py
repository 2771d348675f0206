"""How long a school year's heat map takes for 50 roles."""

from __future__ import annotations

import datetime as dt
import random
from typing import TYPE_CHECKING

from benchmarks.timing import Row, calls
from inclusion_core.analysis.school_year.pressure import pressure
from inclusion_core.exchange.pressure_chart import chart_svg
from inclusion_core.model.calendar import Event, SchoolYear, Term

if TYPE_CHECKING:
    from collections.abc import Iterator

ROLES, EVENTS = 50, 300


def rows() -> Iterator[Row]:
    """Measure the year's weeks and its picture, beside adding up each event's weight day by day."""
    draw = random.Random(999_002)  # noqa: S311  a table that is the same each time, and no secret
    roles = tuple(f"role-{number}" for number in range(ROLES))
    start = dt.date(2026, 9, 1)
    terms = {"autumn": Term("autumn", dt.date(2026, 9, 2), dt.date(2026, 12, 18))}
    year = SchoolYear("2026", "2026/27", terms)
    events = [
        Event(f"e{number}", "An event", start + dt.timedelta(days=draw.randrange(360)),
              roles=tuple(draw.sample(roles, 5)), weight=draw.randrange(1, 6), before=draw.randrange(15))
        for number in range(EVENTS)
    ]  # fmt: skip
    names = {role: role for role in roles}

    def mapped() -> object:
        return chart_svg(pressure(year, events, roles), names, lambda _: False, "A year")

    def added() -> dict[str, dict[dt.date, int]]:
        found: dict[str, dict[dt.date, int]] = {role: {} for role in roles}
        for event in events:
            for away in range(event.before + 1):
                day = event.first - dt.timedelta(days=away)
                for role in event.roles:
                    found[role][day] = found[role].get(day, 0) + event.weight
        return found

    took = calls({"mapped": mapped, "added": added}, rounds=21)
    beside = f"beside adding up each weight day by day: {took['added'] * 1000:.2f} ms"
    yield Row(
        f"a school year for {ROLES} roles and {EVENTS} events, as a picture", beside, took["mapped"] * 1000, 20, "ms"
    )
    yield Row("the same", beside, took["mapped"] / took["added"], 6)
