"""Where each school of each cluster stands: its people, its consent, its review, its visit and what is due next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from inclusion_core.desk.clusters import all_clusters
from inclusion_core.desk.rounds import RoundView, all_rounds
from inclusion_core.errors import InclusionError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from inclusion_core.analysis.rounds.working_days import Due
    from inclusion_core.desk import Desk
    from inclusion_core.desk.shelf import Progress
    from inclusion_core.model.cluster import Cluster, DeclaredConflict, Member
    from inclusion_core.model.round import Round, Visit

__all__ = ["BoardCluster", "BoardSchool", "cluster_board", "late_of", "latest_round"]


@frozen
class BoardSchool:
    """A school in its cluster as it stands on a day.

    `named` is whether it may be named beside its figures there. `review` is its latest review here, None for none.
    `visit` is the one that it hosts in the cluster's round, with who comes by name and what is due around it, in order;
    `next_due` is the first that is not over, None where the visit's clock has run out or there is no visit.
    """

    member: Member
    name: str
    made_up: bool
    named: bool
    people: tuple[str, ...]
    review: str | None
    visit: Visit | None = None
    visitors: tuple[str, ...] = ()
    due: tuple[Due, ...] = ()
    next_due: Due | None = None


@frozen
class BoardCluster:
    """A cluster with its schools, and the id of the round that it takes part in now; empty for none."""

    cluster: Cluster
    schools: tuple[BoardSchool, ...]
    round: str = ""

    def shown(self, name: str) -> str:
        """Return what a school or somebody of the cluster is shown as, by their id; the id where it is not known."""
        names = {one.member.id: one.name for one in self.schools}
        names |= {one.id: one.name for one in self.cluster.people.values()}
        return names.get(name, name)

    def conflicts_of(self, school: str) -> tuple[DeclaredConflict, ...]:
        """Return the conflicts that name a school or somebody from it."""
        people = {one.id for one in self.cluster.people.values() if one.school == school}
        return tuple(one for one in self.cluster.conflicts.values() if {one.one, one.other} & {school, *people})

    @property
    def coordinators(self) -> tuple[str, ...]:
        """Those who are from no school: they keep the dates for all."""
        return tuple(one.name for one in self.cluster.people.values() if not one.school)


def latest_round(desk: Desk, cluster: str, day: dt.date) -> Round | None:
    """Return the round that a cluster takes part in on a day: one that is not over, else the last that was."""
    found = [one for one in all_rounds(desk) if cluster in one.clusters]
    coming = [one for one in found if one.last >= day]
    if coming:
        return min(coming, key=lambda one: (one.first, one.id))
    return max(found, key=lambda one: (one.last, one.id), default=None)


def late_of(one: BoardSchool, progress: Progress | None, day: dt.date) -> str:
    """Say in a sentence that a school's self-evaluation is late on a day; empty where it is not.

    `progress` is how far the school's own voice is. Of the other steps (a meeting, a report) nothing says that they
    were done, so nothing says that they are late: they are due, or their day has been.
    """
    due = next((each for each in one.due if each.deadline.id == "self-evaluation"), None)
    if due is None or due.day >= day or (progress is not None and progress.judged >= progress.applicable):
        return ""
    ago = -due.days_left(day)
    when = f"{ago} working {'day' if ago == 1 else 'days'} ago" if ago else "on the last working day"
    there = "there is no review here" if one.review is None else "how far it is cannot be read"
    if progress is not None:
        there = f"{progress.judged} of {progress.applicable} are judged"
    return f"The self-evaluation was due {when}, and {there}."


def cluster_board(desk: Desk, day: dt.date) -> tuple[BoardCluster, ...]:
    """Return every cluster as it stands on a day, by id; schools in the order of the cluster."""
    schools = {one.id: one for one in desk.workspace.schools()}
    reviews: dict[str, str] = {}
    for review in sorted(desk.workspace.reviews(), key=lambda one: (one.started, one.id)):
        reviews[review.school] = review.id
    found = []
    for cluster in all_clusters(desk):
        one = latest_round(desk, cluster.id, day)
        view = RoundView(desk, one) if one is not None else None
        rows = tuple(
            _school(cluster, member, schools[member.id].name if member.id in schools else member.id,
                    made_up=member.id in schools and schools[member.id].made_up, reviews=reviews, view=view, day=day)
            for member in cluster.schools.values()
        )  # fmt: skip
        found.append(BoardCluster(cluster, rows, one.id if one is not None else ""))
    return tuple(found)


def _school(  # noqa: PLR0913  a school on the board has these parts, all named
    cluster: Cluster, member: Member, name: str, *, made_up: bool, reviews: Mapping[str, str], view: RoundView | None,
    day: dt.date,
) -> BoardSchool:  # fmt: skip
    people = tuple(
        f"{one.name}: {', '.join(role.replace('-', ' ') for role in one.roles) or 'no role yet'}"
        for one in cluster.people.values() if one.school == member.id
    )  # fmt: skip
    plain = BoardSchool(member, name, made_up, cluster.may_be_named(member.id, day), people, reviews.get(member.id))
    visit = view.round.visits.get(member.id) if view is not None else None
    if view is None or visit is None:
        return plain
    try:
        due = tuple(sorted(view.due(visit), key=lambda one: one.day))
    except InclusionError:  # a clock that somebody broke by hand is said where the round is shown
        due = ()
    return BoardSchool(
        member, name, made_up, plain.named, people, visit.review or plain.review, visit,
        tuple(view.name(one) for one in visit.visitors), due, next((one for one in due if one.day >= day), None),
    )  # fmt: skip
