"""Rounds at the desk: planned from clusters and schools as they are, explained, staffed, and kept."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from inclusion_core.analysis.rounds.pair_search import Cancelled
from inclusion_core.analysis.rounds.pairing import Party, Task, monday, open_weeks
from inclusion_core.analysis.rounds.planning import CannotPlan, Plan, plan
from inclusion_core.analysis.rounds.reasons import Reasons
from inclusion_core.analysis.rounds.review_teams import REVIEWING, People, gaps, staffed
from inclusion_core.analysis.rounds.visit_weeks import day_of
from inclusion_core.analysis.rounds.working_days import READINESS_CLOCK, due_dates, is_working_day
from inclusion_core.analysis.scoring.wording import listed
from inclusion_core.errors import NotAllowed, UnknownName
from inclusion_core.identifiers import nearest
from inclusion_core.model.round import Round, Visit
from inclusion_core.store.partnership import clusters_of, rounds_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from inclusion_core.analysis.rounds.working_days import Deadline, Due
    from inclusion_core.desk import Desk
    from inclusion_core.model.cluster import Cluster


__all__ = [
    "Cancelled",
    "CannotPlan",
    "Plan",
    "PlannedRound",
    "Round",
    "RoundView",
    "Visit",
    "all_rounds",
    "clock_of",
    "keep_round",
    "plan_round",
    "round_named",
    "set_team",
    "task_of",
    "undo_round",
    "visit_of",
]


@frozen
class PlannedRound:
    """A round with its visits, what it changes of the plan before, and the plan itself.

    `kept` and `changed` are hosts of the plan before whose visitors and day stayed, or did not. `before` is the round
    as it was kept when this was planned, None for a new one.
    """

    round: Round
    plan: Plan
    kept: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    before: Round | None = None


class RoundView:
    """A round laid beside its clusters as they are now: names, reasons, what is due, what is lacking."""

    def __init__(self, desk: Desk, one: Round) -> None:
        self.round = one
        self._desk = desk

    @cached_property
    def clusters(self) -> tuple[Cluster, ...]:
        """The clusters of the round. Raises UnknownName for one that is not there any more."""
        book = clusters_of(self._desk.workspace)
        return tuple(book.one(name) for name in self.round.clusters)

    @cached_property
    def people(self) -> People:
        """Everybody in these clusters whose school takes part."""
        return People(self.clusters, self.round.without)

    @cached_property
    def _names(self) -> Mapping[str, str]:
        return {one.id: one.name for one in self._desk.workspace.schools()}

    def name(self, school: str) -> str:
        """Return the name of a school; its id where it is not among the schools here."""
        return self._names.get(school, school)

    def who(self, person: str) -> str:
        """Return somebody by what they are shown as, with their school where that does not say it; else their id."""
        one = self.people.all.get(person)
        if one is None:
            return person
        school = self.name(one.school) if one.school else ""
        return one.name if school.casefold() in one.name.casefold() else f"{one.name} ({school})"

    @cached_property
    def reasons(self) -> Reasons:
        """Why each visits each, with clusters and schools as they are now."""
        pairs = {host: visit.visitors for host, visit in self.round.visits.items()}
        weeks = {host: monday(visit.day) for host, visit in self.round.visits.items()}
        return Reasons(task_of(self._desk, self.round), pairs, weeks, self.name)

    def why(self, visit: Visit) -> tuple[str, ...]:
        """Return why a visit is as it is: each pair, then the week."""
        many = len(visit.visitors) > 1
        pairs = [
            f"{self.name(one)}: {each}" if many else each
            for one in visit.visitors
            for each in self.reasons.pair(one, visit.id)
        ]
        return (*pairs, *self.reasons.week(visit.id))

    def way(self, visit: Visit) -> str:
        """Return how far those who come have to go, `13.2 km`, in the order of the visitors; empty where none is known.

        A way that is not known among several is a question mark.
        """
        ways = [self.reasons.way(one, visit.id) for one in visit.visitors]
        return "" if not any(ways) else ", ".join(one or "?" for one in ways)

    def skills(self, visit: Visit) -> str:
        """Return which of the skills that the host asked for are brought, and which by nobody; empty for none asked."""
        brought, missing = self.reasons.skills(visit.id, visit.visitors)
        parts = [f"brings {listed(brought)}"] if brought else []
        return "; ".join([*parts, f"nobody brings {listed(missing)}"] if missing else parts)

    def due(self, visit: Visit) -> tuple[Due, ...]:
        """Return when each step around a visit is due, by the round's clock."""
        return due_dates(visit.day, visit.day, clock_of(self.round))

    def gaps(self) -> Iterator[str]:
        """Yield what the round still lacks, a sentence each: leads, reviewers, champions who did not review."""
        for visit in self.round.visits.values():
            yield from gaps(visit, self.people, self.name)
            reviewed = champion_reviewed(self._desk, visit)
            if reviewed:
                yield reviewed


def clock_of(one: Round) -> tuple[Deadline, ...]:
    """Return a round's readiness clock: the usual one, with the days that the round says. Raises UnknownName.

    >>> import datetime as dt
    >>> from inclusion_core.model.round import Round
    >>> day = dt.date(2027, 1, 4)
    >>> [each.days for each in clock_of(Round("r", "R", ("c",), day, day, clock={"self-evaluation": 7}))]
    [-10, -7, 5, 2, 10]
    """
    known = [each.id for each in READINESS_CLOCK]
    for name, days in one.clock.items():
        if name not in known:
            raise UnknownName("step of the readiness clock", name, nearest=nearest(name, known), known=known)
        if days < 0:
            raise NotAllowed(f"The days of '{name}' are counted from 0, and this says {days}.")
    return tuple(
        evolve(each, days=(-1 if each.days < 0 else 1) * one.clock[each.id]) if each.id in one.clock else each
        for each in READINESS_CLOCK
    )


def task_of(desk: Desk, one: Round, before: Round | None = None, keep_before: dt.date | None = None) -> Task:
    """Return what a round asks for, from its clusters and their schools as they are now.

    `before` is the plan from which as little as possible should change; its visits before `keep_before` stay as they
    are. Raises UnknownName for a cluster that is not there, NotAllowed where a cluster has too few schools left.
    """
    book = clusters_of(desk.workspace)
    there = tuple(book.one(name) for name in one.clusters)
    people = People(there, one.without)
    here = {school.id: school for school in desk.workspace.schools()}
    parties = []
    for cluster in there:
        taking_part = [each for each in cluster.schools.values() if each.id not in one.without]
        if len(taking_part) < 2:  # noqa: PLR2004  one school cannot visit itself
            raise NotAllowed(f"Of {cluster.id} fewer than two schools take part. Plan the round without that cluster.")
        for member in taking_part:
            school = here.get(member.id)
            place = (
                (school.easting, school.northing)
                if school and school.easting is not None and school.northing is not None
                else None
            )
            red, title = frozenset(map(monday, member.red_weeks)), school.name if school else member.id
            parties.append(Party(member.id, cluster.id, place, member.needs, red, title))
    parties.sort(key=lambda each: each.id)
    ids = [each.id for each in parties]
    conflicts = (each for cluster in there for each in cluster.conflicts.values())
    was = {} if before is None else before.visits
    done = {host: visit for host, visit in was.items() if keep_before is not None and visit.day < keep_before}
    visits = {host: visit for host, visit in was.items() if host in ids}
    first = one.first if keep_before is None else max(one.first, keep_before)
    return Task(
        schools=tuple(parties),
        weeks=tuple(open_weeks(first, one.last, one.red_weeks, is_working_day)),
        visitors=one.visitors,
        across=one.across,
        apart=frozenset(frozenset((each.one, each.other)) for each in conflicts if {each.one, each.other} <= set(ids)),
        brings={(visitor, host): people.brings(visitor, host) for visitor in ids for host in ids if visitor != host},
        before={host: visit.visitors for host, visit in visits.items() if host not in done},
        before_weeks={host: monday(visit.day) for host, visit in visits.items() if host not in done},
        done={host: visit.visitors for host, visit in done.items()},
        most_in_a_week=one.most_in_a_week,
    )


def plan_round(  # noqa: PLR0913  a plan has these parts, all named
    desk: Desk,
    wanted: Round,
    *,
    afresh: bool = False,
    keep_before: dt.date | None = None,
    keep: bool = True,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> PlannedRound:
    """Plan a round and keep it. Where it was planned before, as little as possible changes, unless `afresh`.

    Visits before `keep_before` stay as they are. With `keep` false nothing is written. Raises CannotPlan with the
    rules of which one must give, and what `task_of` and `plan` raise.
    """
    book = rounds_of(desk.workspace)
    was = next((one for one in book.all() if one.id == wanted.id), None)
    clock_of(wanted)
    before = None if afresh else was
    task = task_of(desk, wanted, before, keep_before)
    if not task.weeks:
        raise CannotPlan(
            f"No week from {wanted.first} to {wanted.last} can have a visit: each is a red week or has no working day.",
            ["Give more days, or fewer red weeks."],
        )
    found = plan(task, progress=progress, cancelled=cancelled)
    first = wanted.first if keep_before is None else max(wanted.first, keep_before)
    day = partial(day_of, first=first, last=wanted.last, is_working=is_working_day)
    visits = {} if before is None else {host: one for host, one in before.visits.items() if host in task.done}
    old = {} if before is None else dict(before.visits)
    for host, came in found.pairs.items():
        same = host in old and monday(old[host].day) == found.weeks[host]
        visits[host] = Visit(host, old[host].day if same else day(found.weeks[host]), came)
    people = People(map(clusters_of(desk.workspace).one, wanted.clusters), wanted.without)
    new = staffed((one for host, one in visits.items() if host not in task.done), people, old)
    visits.update({one.id: one for one in new})
    made = evolve(wanted, visits=dict(sorted(visits.items())))
    if keep:
        book.put(made, new=was is None)
    same_visit = [host for host, one in made.visits.items() if host in old and _same(one, old[host])]
    changed = [host for host in made.visits if host not in same_visit and host in old]
    return PlannedRound(made, found, tuple(same_visit), tuple(changed), was)


def _same(one: Visit, other: Visit) -> bool:
    return (one.day, one.visitors) == (other.day, other.visitors)


def keep_round(desk: Desk, planned: PlannedRound) -> Round:
    """Keep a plan that was made with `keep` false.

    Raises NotAllowed where the round was changed since: what somebody else wrote meanwhile is not written over. Raises
    ReadOnly, Locked, StorageFailed.
    """
    book, before = rounds_of(desk.workspace), planned.before
    if before is None:
        return book.put(planned.round, new=True)

    def make(was: Round) -> Round:
        if was != before:
            raise NotAllowed(f"{was.id} was changed since this plan was made. Look at it, and plan it again.")
        return planned.round

    return book.change(before.id, make)


def set_team(  # noqa: PLR0913  a team has these parts, all named
    desk: Desk,
    name: str,
    host: str,
    *,
    lead: str | None = None,
    reviewers: Iterable[str] | None = None,
    champion: str | None = None,
    review: str | None = None,
) -> Visit:
    """Say who leads, reviews or champions a visit, and in which review its work is kept; None leaves it as it is.

    Raises NotAllowed for a champion who has reviewed, somebody of the host, a declared conflict or a role that somebody
    does not have; UnknownName.
    """
    book = rounds_of(desk.workspace)
    made: list[Visit] = []

    def make(was: Round) -> Round:
        visit = visit_of(was, host)
        people = RoundView(desk, was).people
        leads = visit.lead if lead is None else _may(people, visit, lead, ("lead-reviewer",))
        others = (
            visit.reviewers
            if reviewers is None
            else tuple(_may(people, visit, one, tuple(sorted(REVIEWING))) for one in reviewers)
        )
        visit = evolve(
            visit,
            lead=leads,
            reviewers=tuple(dict.fromkeys(one for one in others if one != leads)),
            champion=visit.champion if champion is None else _may(people, visit, champion, ("improvement-champion",)),
            review=visit.review if review is None else desk.workspace.find_review(review),
        )
        reviewed = champion_reviewed(desk, visit)
        if reviewed:
            raise NotAllowed(reviewed)
        made.append(visit)
        return evolve(was, visits={**was.visits, visit.id: visit})

    book.change(book.one(name).id, make)
    return made[-1]


def _may(people: People, visit: Visit, name: str, roles: tuple[str, ...]) -> str:
    """Return somebody's id where they may do this at this host. Raises UnknownName, NotAllowed."""
    one = people.all.get(name)
    if one is None:
        raise UnknownName("colleague", name, nearest=nearest(name, people.all), known=people.all)
    if not people.may_meet(one, visit.id):
        why = "is from there" if one.school == visit.id else "or their school has declared a conflict with it"
        raise NotAllowed(f"{one.id} cannot come to {visit.id}: {one.id} {why}. Name somebody else.")
    if not set(roles) & set(one.roles):
        wanted = " or ".join(roles)
        raise NotAllowed(f"{one.id} is no {wanted}. Give {one.id} that role in the cluster first, or name another.")
    return one.id


def visit_of(one: Round, host: str) -> Visit:
    """Return the visit that a school hosts, by its id or the beginning of it. Raises UnknownName."""
    found = [host] if host in one.visits else [each for each in one.visits if host and each.startswith(host)]
    if len(found) == 1:
        return one.visits[found[0]]
    raise UnknownName(f"host in {one.id}", host, nearest=nearest(host, one.visits), known=one.visits)


def champion_reviewed(desk: Desk, visit: Visit) -> str:
    """Return a sentence where a visit's champion is in the team of its review, by their id; empty where not."""
    if visit.review is None or visit.champion is None:
        return ""
    review = next((one for one in desk.workspace.reviews() if one.id == visit.review), None)
    if review is None or visit.champion not in review.team:
        return ""
    return (
        f"{visit.champion} is in the team of the review {visit.review} and cannot be its improvement champion, who "
        "must not have reviewed. Name somebody else."
    )


def round_named(desk: Desk, name: str) -> Round:
    """Return a round by its id, or as much of its beginning as is needed. Raises UnknownName, NotAllowed."""
    return rounds_of(desk.workspace).one(name)


def all_rounds(desk: Desk) -> tuple[Round, ...]:
    """Return every round that can be read, by id."""
    return rounds_of(desk.workspace).all()


def undo_round(desk: Desk, name: str) -> Round | None:
    """Take back the last change of a round; return what it was before, None where it was not there.

    Twice does it again. Raises NotAllowed where there is none, Conflict where the file was since changed by hand.
    """
    return rounds_of(desk.workspace).undo(name)
