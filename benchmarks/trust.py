"""What rolling a trust of 60 schools up costs, beside a plain count of the same answers."""

from __future__ import annotations

import datetime as dt
import random
from typing import TYPE_CHECKING

import inclusion_core as ic
from benchmarks.comparison import plain_count
from benchmarks.timing import Row, calls
from benchmarks.warm import repeated
from inclusion_core.analysis.over_time import Cycle
from inclusion_core.analysis.roll_up import roll_up
from inclusion_core.analysis.schools import Entrant, compare_schools
from inclusion_core.model.scale import FOUR_STEP

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SCHOOLS, INDICATORS, NAMED, AGAIN = 60, 20, 20, 10


def trust() -> tuple[ic.Framework, list[Entrant], Mapping[str, tuple[Cycle, Cycle]]]:
    """Return 60 schools that judged nine in ten of 20 indicators, 20 of them with a name, 10 of them a year ago too."""
    draw = random.Random(999_001)  # noqa: S311  a table that is the same each time, and no secret
    framework = repeated(ic.load_framework("universal-targeted-specialist"), INDICATORS)

    def judged() -> dict[ic.Cell, ic.Judgement]:
        return {(one, None): ic.Judgement(draw.choice(FOUR_STEP.order))
                for one in framework.indicators if draw.random() < 0.9}  # fmt: skip

    entrants, earlier = [], {}
    for number in range(SCHOOLS):
        school = ic.School(f"School {number}", id=f"school-{number}", made_up=True)
        one = Entrant(f"r-{number}", school, judged(), school.setting, named=number < NAMED)
        entrants.append(one)
        if number < AGAIN:
            before = Cycle(f"b-{number}", school, dt.date(2025, 9, 1), framework, judged())
            earlier[one.review] = (before, Cycle(one.review, school, dt.date(2026, 11, 2), framework, one.judgements))
    return framework, entrants, earlier


def rows() -> Iterator[Row]:
    """Measure comparing, rolling up and following 60 schools; and a plain count over the same answers."""
    framework, entrants, earlier = trust()
    groups = [[one.review for one in entrants[:30]], [one.review for one in entrants[30:]]]

    def rolled() -> object:
        compared = compare_schools(framework, entrants, beside=groups)
        return roll_up(framework, compared, entrants, schools=SCHOOLS, earlier=earlier)

    def counted() -> object:
        return plain_count(framework, entrants)

    took = calls({"rolled": rolled, "counted": counted}, rounds=21)
    beside = f"beside counting each level of each indicator: {took['counted'] * 1000:.2f} ms"
    what = f"a trust of {SCHOOLS} schools rolled up, {INDICATORS} indicators, {AGAIN} with a year before, warm"
    yield Row(what, beside, took["rolled"] * 1000, 100, "ms")
