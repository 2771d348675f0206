"""What rolling a trust of 60 schools up costs, beside a plain count of the same answers."""

from __future__ import annotations

import datetime as dt
import os
import random
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import inclusion_core as ic
from benchmarks.comparison import plain_count
from benchmarks.timing import Row, calls
from benchmarks.warm import repeated
from inclusion_core.analysis.schools.over_time import Cycle
from inclusion_core.analysis.schools.roll_up import roll_up
from inclusion_core.analysis.schools.side_by_side import Entrant, compare_schools
from inclusion_core.desk.rolling_up import roll_up_trust
from inclusion_core.desk.trusts import all_trusts, new_trust
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
    with tempfile.TemporaryDirectory() as there:
        yield from _from_disk(Path(there) / "work")


def _from_disk(folder: Path) -> Iterator[Row]:
    """Measure the same trust from its files: looked at again in one program, and for the first time."""
    laid_out(folder)

    def once() -> object:
        with ic.open_desk(folder, read_only=True) as desk:
            return roll_up_trust(desk, all_trusts(desk)[0])

    def bytes_alone() -> object:
        return [one.read_bytes() for one in folder.rglob("*") if one.is_file()]

    with ic.open_desk(folder, read_only=True) as desk:
        (one,) = all_trusts(desk)
        took = calls({"again": lambda: roll_up_trust(desk, one), "once": once, "bytes": bytes_alone}, rounds=7)
    beside = f"beside reading the bytes of its files: {took['bytes'] * 1000:.0f} ms"
    yield Row(
        f"the same from {SCHOOLS + AGAIN} reviews on the disk, looked at again", beside, took["again"] * 1000, 100, "ms"
    )
    ratio = took["once"] / took["bytes"]
    yield Row("the same for the first time, against those bytes", f"{took['once'] * 1000:.0f} ms", ratio, 20)


def laid_out(folder: Path) -> None:
    """Make a workspace of the trust, every review released, all of it written an hour ago."""
    draw = random.Random(999_001)  # noqa: S311  as above
    with ic.open_desk(folder) as desk:
        framework = desk.framework("universal-targeted-specialist")
        schools = [ic.School(f"School {n}", id=f"school-{n}", made_up=True) for n in range(SCHOOLS)]
        desk.workspace.put_schools(schools)
        for number, school in enumerate(schools):
            for year in (2025, 2026) if number < AGAIN else (2026,):
                name = f"{school.id}-{year}"
                desk.workspace.create_review(school, framework, id=name, started=dt.date(year, 11, 2))
                with desk.session(name) as session:
                    session.judge_all(
                        ("self", one, ic.Judgement(draw.choice(FOUR_STEP.order)))
                        for one in framework.indicators if draw.random() < 0.9
                    )  # fmt: skip
                    sections = ("judgements", "name") if number < NAMED else ("judgements",)
                    session.change_review(released=dict.fromkeys(sections, "partnership"))
        new_trust(desk, "The trust", [one.id for one in schools])
    hour_ago = time.time() - 3600  # what was written this very moment is not kept, for fear of a second writing
    for one in folder.rglob("*"):
        os.utime(one, (hour_ago, hour_ago))
