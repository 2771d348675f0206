"""With whom a school is laid side by side: its cluster, and those most like it in circumstances, never in results."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inclusion_core.analysis.schools.over_time import is_same_school
from inclusion_core.errors import NotAllowed

if TYPE_CHECKING:
    from inclusion_core.analysis.schools.neighbours import Neighbour
    from inclusion_core.desk import Desk


def peers_of(desk: Desk, base: str, rule: str, *, most: int | None = None) -> dict[str, Neighbour]:
    """Return the reviews of the schools most like one, by the id of each, with how unlike its school is.

    Raises UnknownName for a review or measure that is not there.
    """
    from inclusion_core.analysis.schools.neighbours import Measure, measures_named, neighbours  # noqa: PLC0415  only for a rule

    more = tuple(Measure(one.name, one.title, one.about, one.distance) for one in desk.plugins.peer_measures().values())
    known = {one.name: one for one in more}
    measures = measures_named(rule, tuple(known.values()))
    schools = {one.id: one for one in desk.workspace.schools()}
    reviews = tuple(desk.workspace.reviews())
    found = desk.workspace.find_review(base)
    school = schools[next(one.school for one in reviews if one.id == found)]
    there = {one.school for one in reviews}
    others = (one for name, one in schools.items() if name in there and not is_same_school(one, school))
    near = {one.school.id: one for one in neighbours(school, others, measures, most=most)}
    return {one.id: near[one.school] for one in reviews if one.school in near}


def cluster_of(desk: Desk, base: str) -> str:
    """Return the name of the group that is the cluster of a review's school. Raises NotAllowed where it is in none."""
    from inclusion_core.desk.clusters import all_clusters  # noqa: PLC0415  only where groups are looked for

    school = desk.workspace.read(base).review.school
    found = next((one.id for one in all_clusters(desk) if school in one.schools), None)
    if found is None:
        raise NotAllowed(f"{school} is in no cluster here. Make one with: inclusion cluster new")
    return f"cluster:{found}"
