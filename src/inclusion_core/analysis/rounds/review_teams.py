"""Who reviews and who champions: people found for a visit, and the rule that no champion has reviewed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from inclusion_core.model.cluster import Cluster, Colleague
    from inclusion_core.model.round import Visit

REVIEWING = frozenset({"lead-reviewer", "peer-reviewer"})
"""The roles of those who review."""

REVIEWERS = 2
"""How many come from each school that visits, where it has so many."""


class People:
    """Everybody in the clusters of a round whose school takes part, and whom each may not meet."""

    def __init__(self, clusters: Iterable[Cluster], without: Collection[str] = ()) -> None:
        there = sorted(clusters, key=lambda one: one.id)
        everybody = (one for each in there for one in each.people.values())
        self.all: Mapping[str, Colleague] = {one.id: one for one in everybody if one.school not in without}
        self._barred = {frozenset((one.one, one.other)) for each in there for one in each.conflicts.values()}
        self._needs = {key: one.needs for each in there for key, one in each.schools.items()}

    def may_meet(self, one: Colleague, host: str) -> bool:
        """Say whether somebody may go to a host: not their own school, and no conflict of theirs or their school's."""
        return one.school != host and not self._barred & {frozenset((one.id, host)), frozenset((one.school, host))}

    def reviewing(self, school: str, host: str) -> tuple[Colleague, ...]:
        """Return those of a school who may review at a host."""
        found = (one for one in self.all.values() if one.school == school and REVIEWING & set(one.roles))
        return tuple(one for one in found if self.may_meet(one, host))

    def brings(self, school: str, host: str) -> frozenset[str]:
        """Return the skills of those of a school who may review at a host."""
        return frozenset(skill for one in self.reviewing(school, host) for skill in one.skills)

    def champions(self, host: str) -> tuple[Colleague, ...]:
        """Return those who may champion improvement at a host."""
        found = (one for one in self.all.values() if "improvement-champion" in one.roles)
        return tuple(one for one in found if self.may_meet(one, host))

    def needs(self, host: str) -> tuple[str, ...]:
        """Return the skills that a host asked for."""
        return self._needs.get(host, ())


def staffed(visits: Iterable[Visit], people: People, before: Mapping[str, Visit]) -> tuple[Visit, ...]:
    """Return visits with a lead, reviewers and a champion from the schools that come, as far as they are known.

    Whoever was chosen before stays where they still may. The others are shared out evenly in the order of the days.
    A champion is never in the team, and from a school that does not visit where there is one.
    """
    led: dict[str, int] = {}
    made = []
    for visit in sorted(visits, key=lambda one: (one.day, one.id)):
        was = before.get(visit.id)
        same = was is not None and was.visitors == visit.visitors
        champion = _champion(visit, people, was, led)
        lead, reviewers = (was.lead, was.reviewers) if was is not None and same else (None, ())
        kept = [one for one in (lead, *reviewers) if one is not None and one in people.all and one != champion]
        if not kept:
            kept = list(_team(visit, people, champion, led))
        leads = [one for one in kept if "lead-reviewer" in people.all[one].roles]
        lead = lead if lead in kept else min(leads, key=lambda one: (led.get(one, 0), one), default=None)
        made.append(
            evolve(
                visit, lead=lead, reviewers=tuple(one for one in kept if one != lead), champion=champion,
                review=was.review if was is not None else visit.review,
            )
        )  # fmt: skip
        for one in (lead, champion):
            if one is not None:
                led[one] = led.get(one, 0) + 1
    return tuple(sorted(made, key=lambda one: one.id))


def _champion(visit: Visit, people: People, was: Visit | None, led: Mapping[str, int]) -> str | None:
    may = people.champions(visit.id)
    if was is not None and was.champion is not None and was.champion in {one.id for one in may}:
        home = people.all[was.champion].school
        if home not in visit.visitors or was.visitors == visit.visitors:
            return was.champion
    best = sorted(may, key=lambda one: (one.school in visit.visitors, led.get(one.id, 0), one.id))
    return best[0].id if best else None


def _team(visit: Visit, people: People, champion: str | None, led: Mapping[str, int]) -> Iterator[str]:
    """Yield who comes: of each school whoever leads, then those whose skills the host asked for, at most two each."""
    wanted = set(people.needs(visit.id))
    for school in visit.visitors:
        there = [one for one in people.reviewing(school, visit.id) if one.id != champion]

        def first(one: Colleague) -> tuple[bool, int, int, str]:
            return "lead-reviewer" not in one.roles, -len(wanted & set(one.skills)), led.get(one.id, 0), one.id

        yield from (one.id for one in sorted(there, key=first)[:REVIEWERS])


def gaps(visit: Visit, people: People, name: Callable[[str], str] = str) -> Iterator[str]:
    """Yield what a visit still lacks, a sentence each."""
    host = name(visit.id)
    homes = {people.all[one].school for one in visit.team if one in people.all}
    silent = [name(one) for one in visit.visitors if one not in homes]
    yield from (f"Nobody is known to come from {one} to {host}." for one in silent)
    if visit.lead is None and len(silent) < len(visit.visitors):
        yield f"Nobody is known to lead the visit to {host}."
    if visit.champion is None:
        yield f"No improvement champion is known for {host}: somebody who has not reviewed there."
