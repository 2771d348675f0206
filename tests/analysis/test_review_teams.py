"""Who comes to a visit: shared out, kept where it can be, and no champion who reviewed."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from inclusion_core.analysis.rounds.review_teams import People, gaps, staffed
from inclusion_core.model.cluster import CLUSTER_ROLES, Cluster, Colleague, DeclaredConflict, Member
from inclusion_core.model.round import Visit

if TYPE_CHECKING:
    from inclusion_core.model.cluster import ClusterRole

SCHOOLS = ("a", "b", "c", "d")
RING = tuple(Visit(host, dt.date(2027, 1, 5 + 7 * n), (SCHOOLS[n - 1],)) for n, host in enumerate(SCHOOLS))
"""Each is visited by the school before it."""


def cluster(*people: Colleague, conflicts: tuple[tuple[str, str], ...] = (), needs: tuple[str, ...] = ()) -> Cluster:
    """Return four schools with these people."""
    return Cluster(
        "coast", "Coast", {one: Member(one, needs=needs) for one in SCHOOLS}, people={one.id: one for one in people},
        conflicts={f"c-{n}": DeclaredConflict(f"c-{n}", *pair) for n, pair in enumerate(conflicts)},
    )  # fmt: skip


def person(name: str, *roles: ClusterRole, skills: tuple[str, ...] = ()) -> Colleague:
    """Return somebody whose id begins with their school's."""
    return Colleague(name, f"Role {name}", name[0], roles, skills)


def test_somebody_who_is_wanted_as_champion_is_left_out_of_the_team() -> None:
    """Where the only champion is from the school that visits, they champion and do not review."""
    people = People([cluster(person("d1", "lead-reviewer", "improvement-champion"), person("d2", "peer-reviewer"))])
    visit, *_ = staffed(RING[:1], people, {})
    assert (visit.lead, visit.reviewers, visit.champion) == (None, ("d2",), "d1")
    assert list(gaps(visit, people)) == ["Nobody is known to lead the visit to a."]


def test_a_champion_from_elsewhere_goes_before_one_of_the_visitors() -> None:
    """Of two champions the one whose school does not visit is taken, and the work is shared out."""
    people = People([cluster(person("d1", "improvement-champion"), person("c1", "improvement-champion"))])
    assert [visit.champion for visit in staffed(RING, people, {})] == ["c1", "d1", "d1", "c1"]


def test_two_of_each_school_come_whose_skills_were_asked_for_first() -> None:
    """Whoever leads, then whoever brings what the host asked for; not a third, and nobody with a declared conflict."""
    four = (
        person("d1", "peer-reviewer"), person("d2", "peer-reviewer", skills=("autism",)),
        person("d3", "lead-reviewer"), person("d4", "peer-reviewer"),
    )  # fmt: skip
    visit, *_ = staffed(RING[:1], People([cluster(*four, needs=("autism",))]), {})
    assert visit.team == ("d3", "d2")
    visit, *_ = staffed(RING[:1], People([cluster(*four, conflicts=(("d3", "a"), ("a", "d2")))]), {})
    assert (visit.lead, visit.reviewers) == (None, ("d1", "d4"))


def test_whoever_was_chosen_stays_while_the_same_schools_come() -> None:
    """A team and champion that somebody set are kept in a new plan; with other visitors they are chosen anew."""
    people = People(
        [cluster(*(person(f"{one}{n}", "lead-reviewer", "improvement-champion") for one in SCHOOLS for n in (1, 2)))]
    )
    before = {"a": Visit("a", RING[0].day, ("d",), "d2", (), "c2", "a-review")}
    same, *_ = staffed(RING[:1], people, before)
    assert same == before["a"]
    other, *_ = staffed([Visit("a", RING[0].day, ("c",))], people, before)
    assert (other.team, other.champion, other.review) == (("c1", "c2"), "b1", "a-review")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(SCHOOLS), st.sets(st.sampled_from(CLUSTER_ROLES))), max_size=12), st.data())
def test_no_champion_has_ever_reviewed(drawn: list[tuple[str, set[ClusterRole]]], data: st.DataObject) -> None:
    """Over any people and conflicts: champions are of another school and outside the team, and nobody barred comes."""
    everybody = [person(f"{school}{n}", *sorted(roles)) for n, (school, roles) in enumerate(drawn)]
    ends = st.tuples(st.sampled_from(SCHOOLS), st.sampled_from([*SCHOOLS, *(one.id for one in everybody)]))
    conflicts = tuple(data.draw(st.lists(ends.filter(lambda pair: pair[0] != pair[1]), max_size=3)))
    people = People([cluster(*everybody, conflicts=conflicts)])
    for visit in staffed(RING, people, {}):
        who = [people.all[one] for one in visit.team]
        assert visit.champion not in visit.team
        assert {one.school for one in who} <= set(visit.visitors)
        champion = [] if visit.champion is None else [people.all[visit.champion]]
        assert all(one.school != visit.id and people.may_meet(one, visit.id) for one in who + champion)
