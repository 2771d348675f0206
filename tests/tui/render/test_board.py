"""The cluster board and a plan's rules as lines: in working days, as wide as the room, inert."""

import datetime as dt
from typing import cast

import pytest
from attrs import evolve

import inclusion_core as ic
from inclusion_tui.render.board import (
    cannot_lines,
    cluster_heading,
    conflict_words,
    coordinator_words,
    school_row,
    school_whole,
    visit_row,
)
from inclusion_tui.render.line import as_text, plain

TODAY = dt.date(2026, 11, 25)
VISIT = ic.rounds.Visit("alnside", dt.date(2026, 12, 9), ("moorside",))
DUE = tuple(ic.due_dates(VISIT.day, VISIT.day))
MEMBER = ic.clusters.Member("alnside", needs=("autism",), red_weeks=(dt.date(2027, 1, 11),))
SCHOOL = ic.board.BoardSchool(
    MEMBER, "Alnside [b]\x1b[2J", made_up=True, named=False, people=("SENCO: peer reviewer",), review="alnside-1",
    visit=VISIT, visitors=("Moorside",), due=DUE, next_due=DUE[0],
)  # fmt: skip

COAST = ic.board.BoardCluster(
    ic.clusters.Cluster(
        "c", "Coast", {one: ic.clusters.Member(one) for one in ("alnside", "moorside", "harbour")},
        conflicts={"c-1": ic.clusters.DeclaredConflict("c-1", "moorside", "alnside")},
    ),
    (SCHOOL,),
)  # fmt: skip


@pytest.mark.parametrize("width", [60, 80, 140])
def test_a_row_says_how_far_and_what_is_due(width: int) -> None:
    """Name, visit and what is due next; how much is judged where there is room."""
    row = plain(school_row(SCHOOL, ic.Progress("self", 3, 19, (), ("self",)), width))
    assert ic.columns(row) == width
    assert "visit 9 Dec" in row
    assert row.rstrip().endswith("Planning meeting 25 Nov")
    assert ("3 of 19 judged" in row) == (width >= 80)
    assert plain(school_row(SCHOOL, None, width, "It is late.")).rstrip().endswith("late: self-evaluation")
    over = evolve(SCHOOL, next_due=None)
    assert plain(school_row(over, None, width)).rstrip().endswith("its clock has run out")


def test_a_school_whole_counts_working_days() -> None:
    """Consent, people, needs, red weeks, the visit, and each step with its working days."""
    told = as_text(school_whole(SCHOOL, COAST, TODAY, 90))
    for part in ("Alnside [b]␛[2J (made up)", "is not named to others", "SENCO: peer reviewer", "autism",
                 "conflict: moorside and Alnside",
                 "Mon 11 Jan 2027", "Wed 9 Dec 2026, by Moorside", "Wed 25 Nov 2026, today"):  # fmt: skip
        assert part in told
    assert "late:" not in told
    assert " late: It is late." in as_text(school_whole(SCHOOL, COAST, TODAY, 90, "It is late."))


class View:
    """What a visit's row asks of a round."""

    def name(self, school: str) -> str:
        """Return a name."""
        return f"{school} school"

    def way(self, _: ic.rounds.Visit) -> str:
        """Return a distance."""
        return "13.2 km"

    def skills(self, _: ic.rounds.Visit) -> str:
        """Return what is brought."""
        return "brings autism"


@pytest.mark.parametrize("width", [60, 80, 140, 180])
def test_a_visit_says_who_comes_from_how_far_with_what(width: int) -> None:
    """Day, host, visitor and distance at every width; skills where there is room; a star where it changes."""
    view = cast("ic.rounds.RoundView", View())
    row = plain(visit_row(VISIT, view, width, changed=True))
    assert ic.columns(row) == width
    for part in (" * Wed 9 Dec 2026", "alnside school", "from moorside", "13.2 km"):
        assert part in row
    assert ("brings autism" in row) == (width >= 140)
    assert "*" not in plain(visit_row(VISIT, view, width))


def test_a_cluster_and_its_conflicts_are_said_in_words() -> None:
    """Kind, size and partnership; who must not meet, and why."""
    schools = {one: ic.clusters.Member(one) for one in "abc"}
    cluster = ic.clusters.Cluster("c", "Coast", schools, partnership="north")
    shown = ic.board.BoardCluster(cluster, (evolve(SCHOOL, member=schools["a"], name="Alnside"),))
    assert cluster_heading(shown) == "Coast: cross phase, 3 schools, north"
    conflict = ic.clusters.DeclaredConflict("c-1", "a", "b", "Two sisters.")
    assert conflict_words(conflict, shown) == "  Alnside and b must not meet: Two sisters."
    assert coordinator_words([]) == ""
    assert coordinator_words(["Ann\x1b", "Bo"]) == "  coordinated by Ann␛ and Bo"


def test_what_cannot_be_planned_names_the_rules() -> None:
    """The sentence first, then each rule that could give."""
    told = as_text(cannot_lines("No plan keeps every rule.", ["Give more days."], 60))
    assert told.splitlines()[-2:] == [" One of these must give:", "   Give more days."]
