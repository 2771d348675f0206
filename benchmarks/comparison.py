"""What schools side by side cost, beside a plain count of the same answers."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import inclusion_core as ic
from benchmarks.timing import Row, calls
from benchmarks.warm import repeated
from inclusion_core.analysis.schools.side_by_side import Entrant, compare_schools
from inclusion_core.analysis.scoring.methods import method_named, score_with
from inclusion_core.model.scale import FOUR_STEP

if TYPE_CHECKING:
    from collections.abc import Iterator

SCHOOLS, INDICATORS = 20, 60


def partnership() -> tuple[ic.Framework, list[Entrant]]:
    """Return a framework of 60 indicators and 20 schools that judged nine in ten of them, three of them with a name."""
    draw = random.Random(999_001)  # noqa: S311  a table that is the same each time, and no secret
    framework = repeated(ic.load_framework("universal-targeted-specialist"), INDICATORS)
    method = method_named(framework.scoring)
    entrants = []
    for number in range(SCHOOLS):
        cells: dict[ic.Cell, ic.Judgement] = {
            (one, None): ic.Judgement(draw.choice(FOUR_STEP.order))
            for one in framework.indicators
            if draw.random() < 0.9
        }
        school = ic.School(f"School {number}", id=f"school-{number}", made_up=True)
        card = score_with(method, framework, {"self": cells}, school.setting)
        one = Entrant(f"r-{number}", school, cells, school.setting, card, named=number < 4, you=not number)
        entrants.append(one)
    return framework, entrants


def plain_count(framework: ic.Framework, entrants: list[Entrant]) -> dict[str, list[int]]:
    """Return how many gave each level of each indicator: the floor that comparing and rolling up stand beside."""
    return {
        name: [
            sum(cell is not None and cell.level == level for cell in given)
            for given in [[one.judgements.get((name, None)) for one in entrants]]
            for level in FOUR_STEP.order
        ]
        for name in framework.indicators
    }


def rows() -> Iterator[Row]:
    """Measure a comparison with a cluster and a second group beside it, and a plain count over the same answers."""
    framework, entrants = partnership()
    groups = [[one.review for one in entrants[:6]], [one.review for one in entrants[6:]]]

    def compared() -> object:
        return compare_schools(framework, entrants, beside=groups)

    def counted() -> object:
        return plain_count(framework, entrants)

    took = calls({"compared": compared, "counted": counted}, rounds=21)
    what = f"{SCHOOLS} schools side by side, {INDICATORS} indicators, warm"
    beside = f"beside counting each level of each indicator: {took['counted'] * 1000:.2f} ms"
    yield Row(what, beside, took["compared"] * 1000, 10, "ms")
    yield Row("the same", beside, took["compared"] / took["counted"], 25)
