"""Building the demonstration: through the same commands that a person's hands use, and never over their work.

What is there already stays as it is: a school, a review that anybody (this builder too) has judged in, whatever a
person changed in it or took away. Only a review that an interruption left without a judgement is completed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from inclusion_core.demonstration.content import FILE, clock, read_cluster
from inclusion_core.demonstration.days import checked, instant, judged_at, self_day, visit_day
from inclusion_core.demonstration.fitting import judgements, problems
from inclusion_core.errors import InvalidFile, NotAllowed, UnknownName

if TYPE_CHECKING:
    import datetime as dt

    from inclusion_core.demonstration.content import Cluster, MadeUpSchool
    from inclusion_core.desk import Desk
    from inclusion_core.errors import Problem
    from inclusion_core.model.framework import Framework
    from inclusion_core.model.school import School
    from inclusion_core.store.session import Session
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


def build(desk: Desk, *, now: dt.datetime | None = None, cluster: Cluster | None = None) -> Demonstration:
    """Put the made-up cluster into the desk's workspace, as far as it is not there yet.

    `now`, with its time zone, is the moment from which the days are reckoned (by default this one); `cluster` is what
    is built (by default what ships with the program). Raises InvalidFile where it does not fit the frameworks that are
    installed, NotAllowed where one of the schools' names for files is taken by a school that is not made up, ReadOnly
    and StorageFailed.
    """
    moment = checked(now)
    wanted = read_cluster() if cluster is None else cluster
    framework = _framework(desk, wanted)
    workspace = desk.workspace
    _put_schools(workspace, wanted)
    there = {review.id for review in workspace.reviews()}
    added: list[str] = []
    kept: list[str] = []
    for made_up in wanted.schools.values():
        if made_up.review not in there:
            workspace.create_review(
                workspace.school(made_up.id),
                framework,
                id=made_up.review,
                title=made_up.title,
                started=self_day(made_up, moment),
            )
        with workspace.session(made_up.review) as session:
            if _is_empty(session):
                _fill(session, wanted, made_up, moment)
                added.append(made_up.review)
            else:
                kept.append(made_up.review)
    return Demonstration(
        title=wanted.title,
        framework=framework.name,
        schools=tuple(workspace.school(one) for one in wanted.schools),
        reviews=tuple(one.review for one in wanted.schools.values()),
        added=tuple(added),
        kept=tuple(kept),
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


def _is_empty(session: Session) -> bool:
    """Say whether nobody has ever judged here: judgements are what building a review ends with."""
    return not session.assessments and not any(
        "judge" in line.do or "judge-all" in line.do for line in session.history()
    )


def _fill(session: Session, cluster: Cluster, made_up: MadeUpSchool, now: dt.datetime) -> None:
    """Write the evidence first and every judgement last, in one change that is kept whole or not at all."""
    newcomers = {one: cluster.people[one] for one in made_up.people if one not in session.review.team}
    if newcomers:
        session.change_review(team={**session.review.team, **newcomers})
    day = visit_day(made_up, now)
    written = {one.note for one in session.evidence.values()}
    for seen in made_up.evidence.values():
        if seen.note not in written:
            session.add_evidence(
                kind=seen.kind,
                note=seen.note,
                indicators=seen.indicators,
                place=seen.place,
                at=instant(day, clock(seen.at), now),
                by=seen.by,
            )
    session.judge_all(
        [
            (voice, cell, judgement)
            for voice, said in made_up.judgements.items()
            for cell, judgement in judgements(said, session.framework, judged_at(made_up, voice, said, now))
        ]
    )
    session.sync()
