"""Clusters and rounds for other programs: by the public names, without a command line."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

import inclusion_core as ic

if TYPE_CHECKING:
    from pathlib import Path


def test_another_program_plans_a_round_and_can_stop_it(tmp_path: Path) -> None:
    """From the root's names alone: schools, a cluster, a colleague, a plan with progress, reasons, due days, a stop."""
    with ic.open_desk(tmp_path / "ws") as desk:
        for name in ("Alnside", "Moorside", "Harbour"):
            ic.add_school(desk, ic.School(name, made_up=True))
        coast = ic.clusters.new_cluster(desk, "Coast", ["alnside", "Moorside", "harbour"], partnership="north-tyne")
        ic.clusters.add_colleague(desk, "coast", "SENCO", school="harbour", roles=["improvement-champion"])
        days = dt.date(2027, 1, 4), dt.date(2027, 2, 12)
        wanted = ic.rounds.Round("spring", "Spring", (coast.id,), *days)
        told: list[tuple[int, int]] = []
        made = ic.rounds.plan_round(desk, wanted, progress=lambda done, steps: told.append((done, steps)))
        assert told[-1][0] == told[-1][1] == len(told) - 1
        assert ic.rounds.all_rounds(desk) == (made.round,)
        view = ic.rounds.RoundView(desk, ic.rounds.round_named(desk, "spring"))
        visit = made.round.visits["alnside"]
        assert view.why(visit)[0] == "How far apart they are is not known."
        assert [one.deadline.id for one in view.due(visit)][:2] == ["planning-meeting", "self-evaluation"]
        with pytest.raises(ic.rounds.Cancelled, match="Nothing was changed"):
            ic.rounds.plan_round(desk, wanted, afresh=True, cancelled=lambda: True)
        assert ic.rounds.all_rounds(desk) == (made.round,)
        assert ic.rounds.undo_round(desk, "spring") is None
        assert ic.rounds.all_rounds(desk) == ()
