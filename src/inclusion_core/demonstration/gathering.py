"""The made-up schools as a cluster, with people, a conflict and a round of visits that is still to come."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from typing import TYPE_CHECKING

from attrs import asdict

from inclusion_core.analysis.rounds.pairing import monday
from inclusion_core.analysis.rounds.working_days import easter_sunday
from inclusion_core.desk.rounds import plan_round
from inclusion_core.errors import NotAllowed
from inclusion_core.model.cluster import (
    LEAST_SCHOOLS,
    MOST_SCHOOLS,
    Cluster,
    Colleague,
    Consent,
    DeclaredConflict,
    Member,
)
from inclusion_core.model.review import Person
from inclusion_core.model.round import Round
from inclusion_core.store.partnership import clusters_of, rounds_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from inclusion_core.demonstration.content import MadeUpSchool
    from inclusion_core.desk import Desk
    from inclusion_core.model.cluster import ClusterRole
    from inclusion_core.model.school import School

CLUSTER, ROUND = "demo-cluster", "demo-round"
COORDINATOR = Person("cluster-coordinator", "Cluster coordinator", "keeps the cluster's dates (made up)")
_WEEKS_AHEAD, _WEEKS = 4, 14
_WITHOUT_A_NAME = 1  # which of the schools does not let itself be named
_ROLES: tuple[tuple[str, tuple[ClusterRole, ...], tuple[str, ...]], ...] = (
    ("Head", ("lead-reviewer", "host"), ()),
    ("SENCO", ("peer-reviewer", "improvement-champion"), ("autism", "early-language")),
)


def gather(
    desk: Desk, title: str, schools: Sequence[School], now: dt.datetime, *, made_up: Sequence[MadeUpSchool] = ()
) -> None:
    """Make a cluster of the schools and plan its next round, each unless it was ever made here.

    All of them show the cluster what they judged, and all but one let themselves be named beside it: so a newcomer sees
    what schools side by side look like, and what is hidden.
    Where somebody has put one of the schools into a cluster of their own, that is left alone. Raises ReadOnly and
    StorageFailed.
    """
    if not LEAST_SCHOOLS <= len(schools) <= MOST_SCHOOLS:
        return
    clusters, rounds = clusters_of(desk.workspace), rounds_of(desk.workspace)
    if not clusters.ever(CLUSTER):
        for one in made_up:
            _offer(desk, one, named=one.id != schools[_WITHOUT_A_NAME].id)
        with suppress(NotAllowed):
            clusters.put(_cluster(title, schools, now.date()), new=True)
    there = any(one.id == CLUSTER for one in clusters.all())
    if there and not rounds.ever(ROUND):
        first = monday(now.date()) + dt.timedelta(weeks=_WEEKS_AHEAD)
        last = first + dt.timedelta(weeks=_WEEKS, days=-3)
        with suppress(NotAllowed):
            red = tuple(holidays(first, last))
            plan_round(desk, Round(ROUND, "Next round of the made-up cluster", (CLUSTER,), first, last, red_weeks=red))


def holidays(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """Yield the Mondays of the weeks in which the made-up schools are closed; real term dates are set locally.

    >>> [day.isoformat() for day in holidays(dt.date(2026, 12, 7), dt.date(2027, 1, 10))]
    ['2026-12-21', '2026-12-28']
    """
    day = monday(first)
    while day <= last:
        from_easter = (day - easter_sunday(day.year)).days
        date = (day.month, day.day)
        christmas = date >= (12, 19) or date <= (1, 1)
        half_term = (2, 12) <= date <= (2, 18) or (5, 25) <= date <= (5, 31) or (10, 22) <= date <= (10, 28)
        if christmas or half_term or -6 <= from_easter <= 1 or (7, 22) <= date <= (8, 31):  # noqa: PLR2004  two weeks
            yield day
        day += dt.timedelta(days=7)


def _offer(desk: Desk, one: MadeUpSchool, *, named: bool) -> None:
    """Write a school's practice cards and release to its cluster what it judged and offers, and its name.

    Where somebody has decided on its release already, all is left as it is.
    """
    with desk.workspace.session(one.review, person=COORDINATOR) as session:
        if session.review.released or session.read_only:
            return
        there = {card.what for card in session.practice.values()}
        for card in one.practice.values():
            if card.what not in there:
                parts = asdict(card, filter=lambda field, _: field.name not in {"id", "what"})
                session.add_practice(card.what, offered=True, **parts)
        sections = ("judgements", "practice", "name") if named else ("judgements",)
        session.change_review(released=dict.fromkeys(sections, "cluster"))
        session.sync()


def _cluster(title: str, schools: Sequence[School], day: dt.date) -> Cluster:
    first, second, *rest = (one.id for one in schools)
    agreed = Consent(day, "Head")
    return Cluster(
        CLUSTER,
        title,
        {
            one.id: Member(
                one.id,
                None if one.id == schools[_WITHOUT_A_NAME].id else agreed,
                ("autism",) if one.id == rest[-1] else (),
            )
            for place, one in enumerate(schools)
        },
        people={one.id: one for one in _people(schools)},
        conflicts={"c-1": DeclaredConflict("c-1", first, second, "One head is a governor of the other school.")},
    )


def _people(schools: Sequence[School]) -> Iterator[Colleague]:
    """Yield two people of each school; skills go round, so that some are asked for and some are lacking."""
    for place, school in enumerate(schools):
        for number, (role, roles, skills) in enumerate(_ROLES, start=1):
            brings = skills[place % 2 : place % 2 + 1]
            yield Colleague(f"{school.id}-{number}", f"{role} of {school.name}", school.id, roles, brings)
