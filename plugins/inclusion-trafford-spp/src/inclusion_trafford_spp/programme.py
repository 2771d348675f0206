"""Who does what in the Schools Partnership Programme, and in what order. The words are ours (README.md)."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Sequence

CLUSTER = (3, 7)
"""The fewest and the most schools of a cluster."""

YEARS = ("build", "embed", "sustain")
"""How a partnership grows, in phases of about a year each."""


@frozen
class Role:
    """What somebody does in the programme. `not_with` names roles that the same person may not have in one review."""

    id: str
    title: str
    about: str
    not_with: tuple[str, ...] = ()


@frozen
class Stage:
    """A part of the cycle, what comes of it, and the roles that take part, the one that leads first."""

    id: str
    title: str
    about: str
    roles: tuple[str, ...]


ROLES: dict[str, Role] = {
    one.id: one
    for one in (
        Role(
            "host",
            "Host",
            "Leads the school reviewed, with its SENCO at the table: chooses the focus, opens doors, owns the report.",
            ("lead-reviewer", "peer-reviewer", "improvement-champion"),
        ),
        Role(
            "lead-reviewer",
            "Lead reviewer",
            "A leader of another school of the cluster who plans the visit and keeps it to its lines of enquiry.",
            ("host", "improvement-champion"),
        ),
        Role(
            "peer-reviewer",
            "Peer reviewer",
            "A leader of another school of the cluster who looks, listens and asks, and judges nobody.",
            ("host", "improvement-champion"),
        ),
        Role(
            "improvement-champion",
            "Improvement champion",
            "Comes from a partner school, was not in the review team, and leads the workshop that makes the plan.",
            ("host", "lead-reviewer", "peer-reviewer"),
        ),
        Role(
            "coordinator",
            "Coordinator",
            "Brings the cluster together, settles who visits whom, and carries good practice between its schools.",
        ),
    )
}
"""The roles by id."""

STAGES: dict[str, Stage] = {
    one.id: one
    for one in (
        Stage(
            "gather",
            "Come together",
            "Three to seven schools make a cluster, name their champions, and their leaders are trained.",
            ("coordinator", "host", "lead-reviewer", "peer-reviewer", "improvement-champion"),
        ),
        Stage(
            "self-review",
            "Look at ourselves",
            "The school answers the SEND enquiry questions about what it does now, with what was seen and heard.",
            ("host",),
        ),
        Stage(
            "lines",
            "Agree lines of enquiry",
            "School and reviewers choose together the two or three questions that the visit will follow.",
            ("host", "lead-reviewer", "peer-reviewer"),
        ),
        Stage(
            "visit",
            "Visit",
            "One or two days of seeing lessons and work and of talking with pupils and staff. Nothing is graded.",
            ("lead-reviewer", "peer-reviewer", "host"),
        ),
        Stage(
            "workshop",
            "Turn it into a plan",
            "Soon after the visit, staff work out with the champion what to do first and how they will know it helped.",
            ("improvement-champion", "host"),
        ),
        Stage(
            "improve",
            "Help each other improve",
            "Schools of the cluster support the plan, with an eye on what comes of it for pupils.",
            ("host", "improvement-champion", "coordinator"),
        ),
        Stage(
            "share",
            "Look back and pass on",
            "The school says what has changed, and what works goes round the cluster and the wider partnership.",
            ("coordinator", "host", "improvement-champion"),
        ),
    )
}
"""The stages by id, in their order. After the last the next school's turn begins, or the next year's."""


def clashes(roles: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Return the pairs among one person's roles in one review that no single person may have. Raises UnknownName.

    >>> clashes(["peer-reviewer", "improvement-champion"])
    (('peer-reviewer', 'improvement-champion'),)
    """
    from inclusion_core.errors import UnknownName  # noqa: PLC0415  only where a name is wrong
    from inclusion_core.identifiers import nearest  # noqa: PLC0415  as above

    for one in roles:
        if one not in ROLES:
            raise UnknownName("role", one, nearest=nearest(one, tuple(ROLES)), known=tuple(ROLES))
    return tuple(
        (one, other) for place, one in enumerate(roles) for other in roles[place + 1 :] if other in ROLES[one].not_with
    )


def show(words: Sequence[str]) -> int:
    """Print the stages and the roles. It takes no words."""
    if words:
        sys.stderr.write(f"trafford-spp.programme takes no words, such as '{words[0]}'. Leave them out.\n")
        return 2
    lines = [
        "The Schools Partnership Programme, as told in public accounts of it. Nothing in it is graded.",
        "",
        "Stages",
    ]
    for number, stage in enumerate(STAGES.values(), 1):
        lines.append(f"  {number}. {stage.title}: {stage.about}")
        lines.append(f"     {', '.join(ROLES[one].title for one in stage.roles)}")
    lines += ["", "Roles"]
    for role in ROLES.values():
        lines.append(f"  {role.title}: {role.about}")
        if role.not_with:
            lines.append(f"     Not in the same review also: {', '.join(ROLES[one].title for one in role.not_with)}")
    sys.stdout.write("\n".join(lines) + "\n")
    return 0
