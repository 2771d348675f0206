"""Clusters at the desk: made of schools by what people call them, and changed one agreement at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from inclusion_core.desk.schools import find_school
from inclusion_core.errors import NotAllowed, UnknownName
from inclusion_core.identifiers import is_id, nearest, slug
from inclusion_core.model.cluster import (
    CLUSTER_PHASES,
    CLUSTER_ROLES,
    Cluster,
    Colleague,
    Consent,
    DeclaredConflict,
    Member,
)
from inclusion_core.store.partnership import clusters_of
from inclusion_core.store.review.commands import clean

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Sequence

    from inclusion_core.desk import Desk
    from inclusion_core.model.cluster import ClusterPhase, ClusterRole
    from inclusion_core.model.school import School

__all__ = [
    "CLUSTER_PHASES",
    "CLUSTER_ROLES",
    "Cluster",
    "Colleague",
    "Consent",
    "DeclaredConflict",
    "Member",
    "add_colleague",
    "add_school_to",
    "all_clusters",
    "cluster_named",
    "consent",
    "declare_conflict",
    "member_of",
    "new_cluster",
    "phase_named",
    "phase_of",
    "remove_school_from",
    "set_school",
    "skills_of",
    "undo_cluster",
    "withdraw_from",
]

_PRIMARY = {"nursery", "primary", "middle-deemed-primary"}
_SECONDARY = {"secondary", "middle-deemed-secondary", "post-16"}


def all_clusters(desk: Desk) -> tuple[Cluster, ...]:
    """Return every cluster that can be read, by id."""
    return clusters_of(desk.workspace).all()


def cluster_named(desk: Desk, name: str) -> Cluster:
    """Return a cluster by its id, or as much of its beginning as is needed. Raises UnknownName, NotAllowed."""
    return clusters_of(desk.workspace).one(name)


def new_cluster(  # noqa: PLR0913  a cluster has these parts, all named
    desk: Desk,
    title: str,
    schools: Sequence[str],
    *,
    id: str = "",  # noqa: A002  the word that files use
    phase: ClusterPhase | None = None,
    partnership: str = "",
) -> Cluster:
    """Make a cluster of three to seven schools. Its phase is told by their phases where it is not given.

    Raises UnknownName, NotAllowed (too few or too many, a school that is in another cluster, an id that is taken).
    """
    found = [find_school(desk, one) for one in schools]
    ids = [one.id for one in found]
    twice = sorted({one for one in ids if ids.count(one) > 1})
    if twice:
        raise NotAllowed(f"{', '.join(twice)} is named twice. Name each school of the cluster once.")
    if partnership and not is_id(partnership):
        raise NotAllowed(
            f"'{partnership}' cannot name a partnership. Use lower-case letters, digits and hyphens, such as "
            f"{slug(partnership)}."
        )
    made = Cluster(
        id, title, {one: Member(one) for one in ids}, phase=phase or phase_of(found), partnership=partnership
    )
    return clusters_of(desk.workspace).put(made, new=True)


def phase_of(schools: Iterable[School]) -> ClusterPhase:
    """Tell a cluster's phase by the phases of its schools; one that is not known could be any.

    >>> from inclusion_core.model.school import School
    >>> phase_of([School("A", phase="primary"), School("B", phase="nursery")]), phase_of([School("A")])
    ('primary', 'cross-phase')
    """
    phases = {one.phase for one in schools}
    if phases <= _PRIMARY:
        return "primary"
    return "secondary" if phases <= _SECONDARY else "cross-phase"


def add_school_to(desk: Desk, cluster: str, school: str) -> Cluster:
    """Add a school to a cluster. Raises as `new_cluster`."""
    one = find_school(desk, school).id

    def with_it(was: Cluster) -> Cluster:
        if one in was.schools:
            raise NotAllowed(f"{one} is in {was.id} already.")
        return evolve(was, schools={**was.schools, one: Member(one)})

    return _change(desk, cluster, with_it)


def remove_school_from(desk: Desk, cluster: str, school: str) -> Cluster:
    """Take a school out of a cluster, with its people and the conflicts that name it or them."""
    was = cluster_named(desk, cluster)
    one = member_of(was, school).id

    def without(was: Cluster) -> Cluster:
        people = {key: each for key, each in was.people.items() if each.school != one}
        gone = {one, *(was.people.keys() - people.keys())}
        conflicts = {key: each for key, each in was.conflicts.items() if not gone & {each.one, each.other}}
        schools = {key: each for key, each in was.schools.items() if key != one}
        return evolve(was, schools=schools, people=people, conflicts=conflicts)

    return _change(desk, was.id, without)


def set_school(
    desk: Desk,
    cluster: str,
    school: str,
    *,
    needs: Iterable[str] | None = None,
    red_weeks: Iterable[dt.date] | None = None,
) -> Cluster:
    """Say which skills a school would like a team to bring, and in which weeks it can neither host nor visit.

    None leaves either as it is. Skills are kept as ids: `early-language`.
    """

    def make(was: Cluster) -> Cluster:
        member = was.schools[member_of(was, school).id]
        if needs is not None:
            member = evolve(member, needs=skills_of(needs))
        if red_weeks is not None:
            member = evolve(member, red_weeks=tuple(sorted(set(red_weeks))))
        return evolve(was, schools={**was.schools, member.id: member})

    return _change(desk, cluster, make)


def consent(  # noqa: PLR0913  a consent has these parts, all named
    desk: Desk, cluster: str, school: str, *, yes: bool, day: dt.date, role: str = ""
) -> Cluster:
    """Note that a school may be named where schools are compared, or that it takes this back, from a day on.

    Raises NotAllowed where it never gave the consent that it takes back.
    """

    def make(was: Cluster) -> Cluster:
        member = was.schools[member_of(was, school).id]
        if yes:
            given = Consent(day, clean(role, "The role"))
        elif member.named is None:
            raise NotAllowed(f"{member.id} has given no consent to be named, so there is none to take back.")
        else:
            given = evolve(member.named, withdrawn=day)
        return evolve(was, schools={**was.schools, member.id: evolve(member, named=given)})

    return _change(desk, cluster, make)


def add_colleague(  # noqa: PLR0913  somebody has these parts, all named
    desk: Desk,
    cluster: str,
    name: str,
    *,
    school: str = "",
    roles: Iterable[str] = (),
    skills: Iterable[str] = (),
) -> Colleague:
    """Add somebody to a cluster, by the role they are known by. The id is made of the school and a number."""
    made: list[Colleague] = []
    known: list[ClusterRole] = [_role(one) for one in roles]

    def make(was: Cluster) -> Cluster:
        home = member_of(was, school).id if school else ""
        number = 1
        while (one := f"{home or 'coordinator'}-{number}") in was.people or one in was.schools:
            number += 1
        made.append(
            Colleague(one, clean(name.strip(), "The name"), home, tuple(dict.fromkeys(known)), skills_of(skills))
        )
        return evolve(was, people={**was.people, one: made[-1]})

    if not name.strip():
        raise NotAllowed("Say who it is, by role: such as 'SENCO of Alnside'.")
    _change(desk, cluster, make)
    return made[-1]


def declare_conflict(desk: Desk, cluster: str, one: str, other: str, because: str = "") -> DeclaredConflict:
    """Note two who must not meet as visitor and host: two schools, or somebody and a school."""
    made: list[DeclaredConflict] = []

    def make(was: Cluster) -> Cluster:
        first, second = (each if each in was.people else member_of(was, each).id for each in (one, other))
        number = 1
        while f"c-{number}" in was.conflicts:
            number += 1
        made.append(DeclaredConflict(f"c-{number}", first, second, clean(because, "The reason")))
        return evolve(was, conflicts={**was.conflicts, made[-1].id: made[-1]})

    _change(desk, cluster, make)
    return made[-1]


def withdraw_from(desk: Desk, cluster: str, name: str) -> Cluster:
    """Take a colleague (with their conflicts) or a declared conflict out of a cluster. Raises UnknownName."""

    def make(was: Cluster) -> Cluster:
        if name not in was.people and name not in was.conflicts:
            known = [*was.people, *was.conflicts]
            raise UnknownName("colleague or conflict", name, nearest=nearest(name, known), known=known)
        people = {key: each for key, each in was.people.items() if key != name}
        conflicts = {key: each for key, each in was.conflicts.items() if name not in {key, each.one, each.other}}
        return evolve(was, people=people, conflicts=conflicts)

    return _change(desk, cluster, make)


def member_of(cluster: Cluster, school: str) -> Member:
    """Return a school of a cluster by its local id, or as much of its beginning as is needed. Raises UnknownName."""
    found = [school] if school in cluster.schools else [one for one in cluster.schools if one.startswith(school)]
    if len(found) == 1 and school:
        return cluster.schools[found[0]]
    known = list(cluster.schools)
    raise UnknownName(f"school in {cluster.id}", school, nearest=nearest(school, known), known=known)


def skills_of(words: Iterable[str]) -> tuple[str, ...]:
    """Return skills as they are kept: as ids, each once, in order.

    >>> skills_of(["Early language", "autism", "early-language"])
    ('autism', 'early-language')
    """
    return tuple(sorted({slug(one) for one in words if one.strip()}))


def _role(name: str) -> ClusterRole:
    for known in CLUSTER_ROLES:
        if slug(name) == known:
            return known
    raise UnknownName("role", name, nearest=nearest(slug(name), CLUSTER_ROLES), known=CLUSTER_ROLES)


def undo_cluster(desk: Desk, name: str) -> Cluster | None:
    """Take back the last change of a cluster; return what it was before, None where it was not there.

    Twice does it again. Raises NotAllowed where there is none, Conflict where the file was since changed by hand.
    """
    return clusters_of(desk.workspace).undo(name)


def phase_named(name: str) -> ClusterPhase:
    """Return a cluster's phase by its name. Raises UnknownName."""
    for known in CLUSTER_PHASES:
        if slug(name) == known:
            return known
    raise UnknownName("phase of a cluster", name, nearest=nearest(slug(name), CLUSTER_PHASES), known=CLUSTER_PHASES)


def _change(desk: Desk, cluster: str, make: Callable[[Cluster], Cluster]) -> Cluster:
    book = clusters_of(desk.workspace)
    return book.change(book.one(cluster).id, make)
