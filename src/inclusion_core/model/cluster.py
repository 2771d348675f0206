"""Clusters: schools that review each other, who from them does what, and what each has agreed to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Literal, get_args

from attrs import Factory, frozen

from inclusion_core.errors import NotAllowed
from inclusion_core.model.fixed import tables_fixed

LEAST_SCHOOLS, MOST_SCHOOLS = 3, 7
"""How many schools make a cluster."""

ClusterPhase = Literal["primary", "secondary", "cross-phase"]
ClusterRole = Literal["host", "lead-reviewer", "peer-reviewer", "improvement-champion", "coordinator"]

CLUSTER_PHASES: tuple[ClusterPhase, ...] = get_args(ClusterPhase)
CLUSTER_ROLES: tuple[ClusterRole, ...] = get_args(ClusterRole)
"""What somebody may do: receive a visit, lead one, take part in it, lead the workshop after it, keep the dates."""


@frozen
class Consent:
    """A host's consent to be named where schools are compared. It may be withdrawn on any day, without a reason.

    `role` is the role of whoever said so for the school.
    """

    given: dt.date
    role: str = ""
    withdrawn: dt.date | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse a consent that ended before it began."""
        if self.withdrawn is not None and self.withdrawn < self.given:
            raise NotAllowed(
                f"A consent that was given on {self.given} cannot have been withdrawn on {self.withdrawn}. "
                "Give the day it was given first."
            )

    def stands(self, day: dt.date) -> bool:
        """Say whether the school may be named on a day."""
        return self.given <= day and (self.withdrawn is None or day < self.withdrawn)


@frozen
class Member:
    """A school in its cluster. `id` is the school's local id.

    `named` is its consent to be named, None where it was never given. `needs` are the skills it would like a visiting
    team to bring. `red_weeks` are weeks in which it neither hosts nor visits, each by any day of it.
    """

    id: str
    named: Consent | None = None
    needs: tuple[str, ...] = ()
    red_weeks: tuple[dt.date, ...] = ()


@frozen
class Colleague:
    """Somebody of a cluster: their school (empty for a coordinator of none), what they may do, the skills they bring.

    `name` is what they chose to be shown as; staff are named by role.
    """

    id: str
    name: str
    school: str = ""
    roles: tuple[ClusterRole, ...] = ()
    skills: tuple[str, ...] = ()


@frozen
class DeclaredConflict:
    """Two who must not meet as visitor and host: two schools, or somebody and a school. It counts both ways."""

    id: str
    one: str
    other: str
    because: str = ""


@frozen(field_transformer=tables_fixed)
class Cluster:
    """Three to seven schools that review each other. Tables go by local ids; `partnership` names what it is a part of.

    Raises NotAllowed with every rule that is broken.
    """

    id: str
    title: str
    schools: Mapping[str, Member]
    phase: ClusterPhase = "cross-phase"
    partnership: str = ""
    people: Mapping[str, Colleague] = Factory(dict)
    conflicts: Mapping[str, DeclaredConflict] = Factory(dict)

    def __attrs_post_init__(self) -> None:
        """Keep the rules that hold within one cluster."""
        broken = tuple(self._broken())
        if broken:
            raise NotAllowed(" ".join(broken))

    def _broken(self) -> Iterator[str]:
        count = len(self.schools)
        if not LEAST_SCHOOLS <= count <= MOST_SCHOOLS:
            yield (
                f"A cluster has {LEAST_SCHOOLS} to {MOST_SCHOOLS} schools, and this one has {count}. "
                + ("Add another school." if count < LEAST_SCHOOLS else "Make two clusters of it.")
            )
        for person in self.people.values():
            if person.school and person.school not in self.schools:
                yield f"{person.id} is from '{person.school}', which is not in the cluster. Add the school first."
            if not person.school and set(person.roles) - {"coordinator"}:
                yield f"{person.id} is from no school, and only a coordinator can be. Say which school it is."
        for conflict in self.conflicts.values():
            ends = (conflict.one, conflict.other)
            yield from (
                f"The conflict {conflict.id} names '{end}', which is neither a school nor anybody of the cluster."
                for end in ends
                if end not in self.schools and end not in self.people
            )
            if not set(ends) & self.schools.keys() or ends[0] == ends[1]:
                yield f"The conflict {conflict.id} must be between two schools, or between somebody and a school."

    def may_be_named(self, school: str, day: dt.date) -> bool:
        """Say whether a school may be named on a day to others than itself. False where it is not in the cluster."""
        member = self.schools.get(school)
        return member is not None and member.named is not None and member.named.stands(day)
