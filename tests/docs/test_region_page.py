"""docs/region.md: a region's picture, typed and answered as it stands."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

import inclusion_core as ic
from inclusion_core.analysis.schools.suppression import LEAST
from inclusion_core.desk import open_desk

PAGE = Path(__file__).parents[2] / "docs" / "region.md"


def test_the_page_of_a_region_is_what_the_program_answers(folder: Path, replay: Any) -> None:
    """Over six made-up schools of one authority; the day on which it is made is left out."""
    with open_desk(folder / "work") as desk:
        framework = desk.framework("north-east")
        for place in range(6):
            school = ic.School(
                f"Side {place}", id=f"side-{place}", kind="mainstream", authority="929", phase="primary", made_up=True
            )
            desk.workspace.put_schools([school])
            desk.workspace.create_review(school, framework, id=f"r{place}", started=dt.date(2026, 11, 2))
            with desk.session(f"r{place}") as session:
                session.judge_all([("self", "U1", ic.Judgement("leading" if place < 2 else "secure"))])
                session.change_review(released={"judgements": "partnership"})
    ran = replay(PAGE, settled=lambda said: re.sub(r"board, \d+ \w+ \d{4}", "board, 25 November 2026", said))
    assert len(ran) == 1
    assert LEAST == 5
