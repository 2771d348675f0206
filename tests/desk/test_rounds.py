"""Clusters and rounds for other programs: by the public names, without a command line."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

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


def planned(desk: ic.Desk) -> ic.rounds.PlannedRound:
    """Plan the round `spring` of three made-up schools, and keep nothing."""
    for name, east in (("Alnside", 424000), ("Moorside", 419000), ("Harbour", 427000)):
        ic.add_school(desk, ic.School(name, easting=east, northing=600000, made_up=True))
    ic.clusters.new_cluster(desk, "Coast", ["alnside", "Moorside", "harbour"])
    ic.clusters.set_school(desk, "coast", "harbour", needs=["autism", "early language"])
    ic.clusters.add_colleague(desk, "coast", "SENCO", school="moorside", roles=["lead-reviewer"], skills=["autism"])
    ic.clusters.add_colleague(desk, "coast", "Coordinator", roles=["coordinator"])
    ic.clusters.declare_conflict(desk, "coast", "moorside-1", "alnside")
    days = dt.date(2027, 1, 4), dt.date(2027, 2, 12)
    return ic.rounds.plan_round(desk, ic.rounds.Round("spring", "Spring", ("coast",), *days), keep=False)


def test_a_plan_is_not_kept_over_what_was_written_since(tmp_path: Path) -> None:
    """A plan that was tried is refused where the round is another by then, so that nobody's change is lost."""
    with ic.open_desk(tmp_path / "ws") as desk:
        tried = planned(desk)
        one = ic.rounds.keep_round(desk, tried)
        with pytest.raises(ic.NotAllowed, match=r"taken|already"):
            ic.rounds.keep_round(desk, tried)
        again = ic.rounds.plan_round(desk, one, keep=False)
        host = next(host for host, visit in one.visits.items() if visit.lead is None)
        changed = evolve(one, title="Changed meanwhile")
        ic.rounds.keep_round(desk, evolve(again, round=changed))
        with pytest.raises(ic.NotAllowed, match="was changed since this plan was made"):
            ic.rounds.keep_round(desk, again)
        assert ic.rounds.round_named(desk, "spring") == changed
        assert host in changed.visits


def test_a_view_tells_ways_and_skills(tmp_path: Path) -> None:
    """How far each visitor goes, and what of what the host asked for it brings; nothing where nothing is asked."""
    with ic.open_desk(tmp_path / "ws") as desk:
        view = ic.rounds.RoundView(desk, ic.rounds.keep_round(desk, planned(desk)))
        visit = ic.rounds.Visit("harbour", dt.date(2027, 1, 5), ("moorside",))
        assert (view.way(visit), view.skills(visit)) == ("8.0 km", "brings autism; nobody brings early-language")
        other = ic.rounds.Visit("moorside", dt.date(2027, 1, 5), ("alnside", "harbour"))
        assert (view.way(other), view.skills(other)) == ("5.0 km, 8.0 km", "")
        assert view.way(ic.rounds.Visit("nowhere", dt.date(2027, 1, 5), ("alnside",))) == ""


def test_the_board_says_what_is_late_and_who_coordinates(tmp_path: Path) -> None:
    """A self-evaluation is late from the day after it is due until all is judged; nothing else is called late."""
    with ic.open_desk(tmp_path / "ws") as desk:
        ic.rounds.keep_round(desk, planned(desk))
        day = dt.date(2027, 1, 4)
        (cluster,) = ic.board.cluster_board(desk, day)
        assert cluster.coordinators == ("Coordinator",)
        assert [cluster.shown(one) for one in ("harbour", "moorside-1", "gone")] == ["Harbour", "SENCO", "gone"]
        first = min(cluster.schools, key=lambda one: one.visit.day if one.visit else day)
        due = next(one.day for one in first.due if one.deadline.id == "self-evaluation")
        assert ic.board.late_of(first, None, due) == ""
        late = ic.board.late_of(first, ic.Progress("self", 3, 19, (), ()), due + dt.timedelta(days=14))
        assert late.endswith("working days ago, and 3 of 19 are judged.")
        assert "no review here" in ic.board.late_of(first, None, dt.date(2027, 3, 1))
        assert ic.board.late_of(first, ic.Progress("self", 19, 19, (), ()), dt.date(2027, 3, 1)) == ""
