"""Building the demonstration: through the same commands that a person's hands use, and never over their work.

What is there already stays as it is: a school, a review, whatever a person changed in it or took away. Only what an
interruption kept from being written is written when the demonstration is built again.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from attrs import frozen

from inclusion_core.demonstration.asking import ask_schools
from inclusion_core.demonstration.content import FILE, clock, read_cluster, writer
from inclusion_core.demonstration.days import checked, instant, judged_at, self_day, visit_day
from inclusion_core.demonstration.fitting import judgements, problems
from inclusion_core.demonstration.gathering import gather
from inclusion_core.errors import InvalidFile, NotAllowed, UnknownName
from inclusion_core.model.staffing import Staffing
from inclusion_core.store.staffing import staffing_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from inclusion_core.demonstration.content import Cluster, MadeUpSchool
    from inclusion_core.desk import Desk
    from inclusion_core.errors import Problem
    from inclusion_core.model.framework import Framework
    from inclusion_core.model.school import School
    from inclusion_core.store.review.session import Session
    from inclusion_core.store.workspace import Workspace


@frozen
class Demonstration:
    """What is in the workspace once the demonstration was built.

    `reviews` are the ids of all its reviews, the one that is under way first; `added` are those that this call made
    or completed, `kept` those that were there and were left as they are. `framework` is what they are reviewed with.
    """

    title: str
    framework: str
    schools: tuple[School, ...]
    reviews: tuple[str, ...]
    added: tuple[str, ...]
    kept: tuple[str, ...]

    @property
    def says(self) -> str:
        """What was done, in a sentence or two."""
        if not self.added:
            return "The made-up cluster is there already. Nothing was added, and nothing was changed."
        word = "review" if len(self.added) == 1 else "reviews"
        made = f"{self.title}: {len(self.added)} {word} added. Every school in it is made up."
        return f"{made} {len(self.kept)} were there already and are as you left them." if self.kept else made


def build_demonstration(
    desk: Desk,
    *,
    now: dt.datetime | None = None,
    cluster: Cluster | None = None,
    told: Callable[[str], object] | None = None,
) -> Demonstration:
    """Put the made-up cluster into the desk's workspace, as far as it is not there yet.

    `now`, with its time zone, is the moment from which the days are reckoned (by default this one); `cluster` is what
    is built (by default what ships with the program). `told` is called with a sentence for each school that is done.
    Raises InvalidFile where it does not fit the frameworks that are
    installed, NotAllowed where one of the schools' names for files is taken by a school that is not made up, ReadOnly
    and StorageFailed.
    """
    moment = checked(now)
    wanted = read_cluster() if cluster is None else cluster
    framework = _framework(desk, wanted)
    workspace = desk.workspace
    there = _reviews_there(workspace, wanted)
    _put_schools(workspace, wanted)
    added: list[str] = []
    for number, made_up in enumerate(wanted.schools.values(), start=1):
        if made_up.review not in there:
            workspace.create_review(
                made_up.id,
                framework,
                id=made_up.review,
                title=made_up.title,
                team={one: wanted.people[one] for one in made_up.people},
                started=self_day(made_up, moment),
            )
        with workspace.session(made_up.review, read_only=True) as session:
            missing = _missing(session, made_up)
        for voice in missing:
            with workspace.session(made_up.review, person=wanted.people[writer(voice)]) as session:
                _write(session, made_up, voice, moment)
                session.sync()
        if missing:
            added.append(made_up.review)
        if told is not None:
            told(f"{made_up.school.name} (made up) is there: {number} of {len(wanted.schools)} schools.")
    _put_groups(workspace, wanted)
    made = tuple(workspace.school(one) for one in wanted.schools)
    gather(desk, wanted.title, made, moment, made_up=tuple(wanted.schools.values()))
    ask_schools(desk, framework, made, moment)
    return Demonstration(
        title=wanted.title,
        framework=framework.name,
        schools=made,
        reviews=tuple(one.review for one in wanted.schools.values()),
        added=tuple(added),
        kept=tuple(one.review for one in wanted.schools.values() if one.review not in added),
    )


def _framework(desk: Desk, cluster: Cluster) -> Framework:
    """Return the first of the cluster's frameworks that is installed and that the content fits."""
    kinds = tuple(desk.kinds)
    found: list[Problem] = []
    unknown: UnknownName | None = None
    for name in cluster.frameworks:
        try:
            framework = desk.framework(name)
        except UnknownName as error:
            unknown = unknown or error
            continue
        wrong = problems(cluster, framework, kinds)
        if not wrong:
            return framework
        found += wrong
    if unknown is not None and not found:
        raise unknown
    raise InvalidFile(FILE, found)


def _put_schools(workspace: Workspace, cluster: Cluster) -> None:
    there = {school.id: school for school in workspace.schools()}
    taken = [one for one in cluster.schools if one in there and not there[one].made_up]
    if taken:
        raise NotAllowed(
            f"This workspace has a school '{taken[0]}' that is not made up, so the demonstration was not added. "
            "Make the demonstration in a workspace of its own."
        )
    new = [made_up.school for key, made_up in cluster.schools.items() if key not in there]
    if new:
        workspace.put_schools(new)


def _put_groups(workspace: Workspace, cluster: Cluster) -> None:
    """Keep each school's small groups, unless any were ever kept there."""
    book = staffing_of(workspace)
    for key, one in cluster.schools.items():
        if one.groups and not book.ever(key):
            with suppress(NotAllowed):  # somebody's file that cannot be read stays as it is
                book.put(Staffing(key, one.name, one.groups, budget=one.budget), new=True)


def _reviews_there(workspace: Workspace, cluster: Cluster) -> frozenset[str]:
    there = frozenset(workspace.review_ids())
    for made_up in cluster.schools.values():
        if made_up.review in there and workspace.review_folder(made_up.review).parent.name != made_up.id:
            raise NotAllowed(
                f"This workspace has a review '{made_up.review}' of another school, so the demonstration was not "
                "added. Make it in a workspace of its own."
            )
    return there


def _missing(session: Session, made_up: MadeUpSchool) -> tuple[str, ...]:
    """Return the voices whose person has not written everything yet.

    Each made-up person writes under their own id, first the evidence and then all judgements as one change, so the
    history says how far the building came before somebody stopped it, and whatever others did since is no part of it.
    """
    history = session.history()
    written = {by: sum(one.person == by for one in history) for by in made_up.people}
    return tuple(voice for voice in made_up.judgements if written[writer(voice)] <= len(made_up.seen_by(voice)))


def _write(session: Session, made_up: MadeUpSchool, voice: str, now: dt.datetime) -> None:
    """Write what one voice has to say, in its own person's session: then 'undo' takes back one's own work only."""
    day, said = visit_day(made_up, now), made_up.judgements[voice]
    written = {one.note for one in session.evidence.values()}
    for seen in made_up.seen_by(voice):
        if seen.note not in written:
            at = instant(day, clock(seen.at), now)
            session.add_evidence(seen.kind, seen.note, indicators=seen.indicators, place=seen.place, at=at)
    taken = session.assessment(voice).judgements
    given = judgements(said, session.framework, judged_at(made_up, voice, said, now))
    session.judge_all([(voice, cell, one) for cell, one in given if cell not in taken])
