"""What a review gives a SENCO and a leader to talk about: never what only one of the two has answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from inclusion_core.model.together import PAIR_ROLES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from inclusion_core.desk import Desk
    from inclusion_core.model.assessment import Cell, Judgement
    from inclusion_core.store.review.session import Session


@frozen
class AgendaItem:
    """Something to talk about: an indicator, and why, in words."""

    indicator: str
    title: str
    why: str


def agenda_of(desk: Desk, session: Session, *, most: int = 7) -> tuple[AgendaItem, ...]:
    """Return what a review gives two people to talk about: where they part, what is low, what rests on little.

    The order is that of these three, and within each that of the framework; each indicator stands once. Of what the two
    answer apart only what both have answered is told, so that nobody reads the other's answer before giving their own.
    """
    from inclusion_core.analysis.schools.learning import starting_on  # noqa: PLC0415  only for an agenda
    from inclusion_core.analysis.voices.comparison import compare_voices  # noqa: PLC0415  as above
    from inclusion_core.desk.results import thin_evidence  # noqa: PLC0415  as above

    framework, setting = session.framework, session.review.setting
    voices = {
        f"role:{role}": given for role in framework.roles
        if role in PAIR_ROLES and (given := session.assessment(f"role:{role}").judgements)
    }  # fmt: skip
    found: dict[str, AgendaItem] = {}

    def add(name: str, why: str) -> None:
        if name in framework.indicators:
            found.setdefault(name, AgendaItem(name, framework.worded(framework.indicators[name].title), why))

    def low_in(judgements: Mapping[Cell, Judgement]) -> frozenset[str]:
        return frozenset() if framework.scale.stance else starting_on(framework, judgements, setting)

    own = session.assessment("self").judgements
    low = low_in(own)
    if len(voices) > 1:
        compared = compare_voices(framework, voices, setting)
        for row in (*compared.talk_first, *compared.otherwise):
            add(row.id, "The two of you answered differently.")
        if not own:
            both = {row.id for row in compared.rows if all(row.answers.values())}
            low = frozenset().union(*map(low_in, voices.values())) & both
    for name in framework.indicators:
        if name in low:
            add(name, "It is in the lower half of the scale.")
    for thin in thin_evidence(desk, session, "self"):
        add(thin.indicator, "It rests on little that was seen or heard.")
    return tuple(found.values())[:most]
