"""What planning a round costs: by the exact search, by the solver, and the one beside the other."""

from __future__ import annotations

import datetime as dt
import random
from typing import TYPE_CHECKING

from benchmarks.timing import Row, calls
from inclusion_core.analysis.rounds.pairing import Party, Task
from inclusion_core.analysis.rounds.planning import plan

if TYPE_CHECKING:
    from collections.abc import Iterator

_SKILLS = ("autism", "data", "language", "maths")


def made_up(schools: int, clusters: int, weeks: int, **parts: int | bool | None) -> Task:
    """Return schools spread over 60 km, each with two red weeks, skills asked for and held, and some conflicts."""
    draw = random.Random(999_001)  # noqa: S311  a round that is the same each time, and no secret
    mondays = tuple(dt.date(2027, 1, 4) + dt.timedelta(days=7 * ahead) for ahead in range(weeks))
    there = tuple(
        Party(
            f"s{number:03}",
            f"c{number * clusters // schools:02}",
            (draw.randrange(400_000, 460_000), draw.randrange(540_000, 600_000)),
            tuple(sorted(draw.sample(_SKILLS, draw.randrange(3)))),
            frozenset(draw.sample(mondays, 2)),
        )
        for number in range(schools)
    )
    names = [one.id for one in there]
    held = {one: frozenset(draw.sample(_SKILLS, 1)) for one in names}
    return Task(
        there,
        mondays,
        apart=frozenset(frozenset(draw.sample(names, 2)) for _ in range(schools // 5)),
        brings={(one, host): held[one] for one in names for host in names},
        **parts,  # type: ignore[arg-type]  numbers and flags of Task by their names
    )


def rows() -> Iterator[Row]:
    """Measure rounds of 20 and 100 schools, and the exact search of one cluster beside the solver's."""
    for what, task, most in (
        ("20 schools in 4 clusters, 2 visitors each", made_up(20, 4, 14, visitors=2), 2),
        ("20 schools in 6 clusters", made_up(20, 6, 14), 2),
        ("100 schools in 25 clusters, at most 5 visits a week", made_up(100, 25, 26, most_in_a_week=5), 30),
        ("100 schools that may all meet", made_up(100, 25, 26, across=True), 30),
    ):
        taken = calls({"plan": lambda task=task: plan(task)}, rounds=3)
        yield Row(f"a round: {what}", "the best plan there is", taken["plan"], most, "s")
    one = made_up(7, 1, 14)
    taken = calls({"search": lambda: plan(one), "solver": lambda: plan(one, method="solver")}, rounds=9)
    beside = f"the solver's, {taken['solver'] * 1000:.1f} ms"
    yield Row("a round: one cluster of seven, searched through", beside, taken["search"] / taken["solver"], 1)
