"""A made-up region: 66 made-up schools in twelve made-up authorities, with reviews released and not released.

`make pictures` draws from it, and tests look into it. It is the same on every machine and every day.
"""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import inclusion_core as ic
from inclusion_core.model.school import Identifier

if TYPE_CHECKING:
    from collections.abc import Iterator

FILE = Path(__file__).parents[1] / "examples" / "made-up-region.toml"
FRAMEWORK = "made-up-region"
STARTED = dt.date(2026, 11, 2)
AUTHORITIES = (
    (9, 8), (8, 7), (7, 7), (6, 6), (6, 4), (6, 6), (8, 6), (5, 2), (5, 0), (3, 3), (3, 1), (0, 0),
)  # fmt: skip
"""Of each authority, in the framework's order, how many schools are here, and how many have released their review."""

ME = 'kind = "inclusion.workspace"\nschema = 1\ndevice = "d-0000"\n\n[me]\nid = "ak-7f3"\nname = "A. K."\n'
JUDGED = ("U1", "U2", "U4", "T1", "T4", "S1")
ALIKE = ("004", "T4")
"""An authority and an indicator on which all its schools say the same, so that its figure is hidden."""


def schools() -> Iterator[tuple[ic.School, bool]]:
    """Yield each school, and whether its review is released."""
    number = 0
    for code, (here, released) in enumerate(AUTHORITIES, start=1):
        for place in range(here):
            phase = "secondary" if place % 4 == 3 else "primary"  # noqa: PLR2004  every fourth
            school = ic.School(
                f"Made-up School {number + 1}", id=f"made-up-{number + 1}", kind="mainstream", phase=phase,
                authority=f"{code:03}", authority_name="Made-up authority", made_up=True,
                identifiers={"urn": Identifier("urn", str(999_301 + number))},
            )  # fmt: skip
            yield school, place < released
            number += 1


def judged(school: ic.School, order: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield what a school judged: an indicator and a level. The later an authority, the lower it begins."""
    number, code = int(school.id.rpartition("-")[2]), int(school.authority)
    for place, name in enumerate(JUDGED):
        at = (number * (3 + place % 2) + number // 3 + place) % 4
        level = min(at, 2) if code > 5 else max(at, 1)  # noqa: PLR2004  some lower, some higher
        yield name, order[2 if (school.authority, name) == ALIKE else level]


def build(desk: ic.Desk) -> None:
    """Put the region, its schools and their reviews into a workspace."""
    desk.workspace.frameworks.mkdir(parents=True, exist_ok=True)
    shutil.copy(FILE, desk.workspace.frameworks)
    framework = desk.framework(FRAMEWORK)
    every = list(schools())
    desk.workspace.put_schools([school for school, _ in every])
    for school, released in every:
        desk.workspace.create_review(school, framework, id=f"{school.id}-1", started=STARTED)
        with desk.session(f"{school.id}-1") as session:
            session.judge_all(
                ("self", name, ic.Judgement(level)) for name, level in judged(school, framework.scale.order)
            )
            if released:
                session.change_review(released={"judgements": "partnership"})


@contextmanager
def made_up_region() -> Iterator[Path]:
    """Give a workspace with the region in it; it is built once, and copied."""
    with tempfile.TemporaryDirectory() as made:
        yield Path(shutil.copytree(_built().name, Path(made) / "workspace"))


@cache
def _built() -> tempfile.TemporaryDirectory[str]:
    made = tempfile.TemporaryDirectory()
    (Path(made.name) / "inclusion.toml").write_text(ME, encoding="utf-8")
    with ic.open_desk(Path(made.name)) as desk:
        build(desk)
    return made
