"""Two people's work together, a SENCO's and a leader's: what they plan, decide, learn and hope. Private to the two."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Literal, get_args

from attrs import Factory, field, frozen

from inclusion_core.errors import NotAllowed
from inclusion_core.model.fixed import tables_fixed

Area = Literal["staffing", "curriculum", "timetable", "behaviour-policy", "transition", "training", "other"]
Joined = Literal["start", "consulted", "told", "absent"]
Learnt = Literal["shadowing", "training"]
PairRole = Literal["senco", "leader"]

AREAS: tuple[Area, ...] = get_args(Area)
"""What a decision is about."""

JOINED: tuple[Joined, ...] = get_args(Joined)
"""When the SENCO joined a decision: from the start, consulted before it was made, told afterwards, or not at all."""

LEARNT: tuple[Learnt, ...] = get_args(Learnt)
PAIR_ROLES: tuple[PairRole, ...] = get_args(PairRole)

FEWEST_ANSWERS, FEWEST_FOR_WORDS, MOST_ANSWERS = 5, 10, 9999
"""Fewer pupils than this: no result is kept; fewer than that: no words of theirs; more: no school has so many."""


@frozen
class Planning:
    """One planning meeting of the two. Everything but the day may be said later; never a pupil's name.

    `we_start`, `we_change` and `we_stop` are what they decided on; `with_impact` and `without_impact` are
    interventions; `expected` is what the figures say, `instinct` what the two think beyond them; `step` is one step
    this term.
    """

    id: str
    day: dt.date
    working: str = ""
    not_working: str = ""
    attention: str = ""
    we_start: str = ""
    we_change: str = ""
    we_stop: str = ""
    others: str = ""
    with_impact: str = ""
    without_impact: str = ""
    expected: str = ""
    instinct: str = ""
    step: str = ""


@frozen
class Decision:
    """A decision of the school, and when the SENCO joined it."""

    id: str
    day: dt.date
    area: Area
    what: str
    joined: Joined


@frozen
class Learning:
    """What the two learnt side by side: hours in the other's work, or training that both went to.

    The first six fields after `what` are asked after training: what stayed with them, what it questioned, what they
    take back, what has to fit their setting, who else belongs in it, what support it needs. The last three follow.
    """

    id: str
    day: dt.date
    sort: Learnt
    what: str
    stayed: str = ""
    questioned: str = ""
    takes_back: str = ""
    to_fit: str = ""
    who_else: str = ""
    support: str = ""
    tried: str = ""
    adapted: str = ""
    sustained: str = ""


@frozen
class Hope:
    """What somebody hopes pupils would say about how the adults work together. `id` is their role.

    `by` is the id of who wrote it, as the workspace knows them; `anew` is true where it took the place of an earlier
    one. What it says is in no `repr`, so that no log shows a hope that is sealed.
    """

    id: str
    says: str = field(repr=False)
    day: dt.date
    by: str = ""
    anew: bool = False


@frozen
class PupilAnswers:
    """What pupils said when they were asked, summed up: how many answered, a summary, and words where ten did.

    Raises NotAllowed for fewer than five answers: so few could be known by what they said.
    """

    id: str
    day: dt.date
    respondents: int
    summary: str
    words: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        if self.respondents < FEWEST_ANSWERS:
            raise NotAllowed(
                f"{self.respondents} answers are too few to be kept: whoever gave them could be known. Ask "
                f"{FEWEST_ANSWERS} pupils or more."
            )
        if self.respondents > MOST_ANSWERS:
            raise NotAllowed(f"{self.respondents} pupils are more than any school has. Say how many answered.")
        if self.words and self.respondents < FEWEST_FOR_WORDS:
            raise NotAllowed(
                f"With {self.respondents} answers no pupil's words are kept, only a summary. From "
                f"{FEWEST_FOR_WORDS} on they can be."
            )


@frozen(field_transformer=tables_fixed)
class Together:
    """The two of a school. `id` is the school's local id. `revealed` is the day on which both read each other's hopes.

    `distance` is what they see between their hopes and what pupils said, in their own words; it is never a figure.
    """

    id: str
    title: str
    planning: Mapping[str, Planning] = Factory(dict)
    decisions: Mapping[str, Decision] = Factory(dict)
    learning: Mapping[str, Learning] = Factory(dict)
    hopes: Mapping[str, Hope] = Factory(dict)
    answers: Mapping[str, PupilAnswers] = Factory(dict)
    revealed: dt.date | None = None
    distance: str = ""

    @property
    def open_hopes(self) -> Mapping[str, Hope]:
        """The hopes that may be read: both once they were revealed, and before that none.

        Not even one's own: two people at one computer are one person to a workspace, so nobody can be known.
        """
        return self.hopes if self.revealed is not None else {}
