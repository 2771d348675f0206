"""The made-up schools asked about their framework: three of them answered, and one signed up to some of it.

Days are reckoned from the day on which the demonstration is made. Every word here is made up.
"""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from typing import TYPE_CHECKING

from attrs import evolve

from inclusion_core.errors import NotAllowed
from inclusion_core.model.cluster import Consent
from inclusion_core.model.consultation import (
    Addition,
    Commitment,
    Consultation,
    Invited,
    OpinionGiven,
    SchoolReturn,
)
from inclusion_core.store.consultations import consultations_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from inclusion_core.desk import Desk
    from inclusion_core.model.consultation import Opinion
    from inclusion_core.model.framework import Framework
    from inclusion_core.model.school import School

CONSULTATION = "demo-consultation"
_TITLE = "What would you change or add? (made up)"
_ASKED_AGO, _UNTIL = 60, 28

Said = tuple[str, "Opinion", "Mapping[str, str]"]

_OPINIONS: tuple[tuple[Said, ...], ...] = (
    (
        ("U1", "agree", {"because": "Families ask about this first."}),
        ("U4", "agree-if-changed", {"if_changed": "Say who looks that it is ready, and how often."}),
        ("U7", "agree", {}),
        ("U9", "agree", {}),
        ("T3", "cannot-yet", {"cost": "Half a post", "help_needed": "A year of outreach, to show what works first"}),
    ),
    (
        ("U1", "agree", {}),
        ("U4", "agree", {}),
        ("U8", "cannot-yet", {"cost": "Three days of cover a term", "help_needed": "A school to be paired with"}),
        ("T3", "agree-if-changed", {"if_changed": "Count the adults who are there, not those on the rota."}),
    ),
    (),
    (
        ("U1", "agree-if-changed", {"if_changed": "Name children who arrive in the middle of a year."}),
        ("U4", "agree", {}),
        ("U9", "agree-if-changed", {"if_changed": "A day is enough to begin clean; a week is long for the youngest."}),
        ("T3", "agree", {}),
    ),
)
_ADDITION = "Families are met before a plan is written"
_ADDITIONS: tuple[tuple[str, str, str], ...] = (
    ("T", "Whoever will write it has met the family first.", "Plans that began with a meeting were read more often."),
    ("", "", ""),
    ("", "", ""),
    ("T", "The meeting is where the family chooses.", ""),
)
_NAMED = (True, False, False, True)
_SIGNED_UP: tuple[tuple[str, str, int, str], ...] = (
    ("U1", "secure", 240, ""),
    ("U7", "secure", 240, "Cover, so that lunchtime and office staff can come"),
    ("U8", "developing", -18, "A special school that has a morning for us"),
    ("T4", "developing", 425, "Somebody who has made a calm place without a spare room"),
    ("U10", "developing", 240, ""),
)
"""What the first school signs up to: the level, in how many days, and which help it would take."""


def ask_schools(desk: Desk, framework: Framework, schools: Sequence[School], now: dt.datetime) -> None:
    """Put the consultation into the workspace, unless one of its id was ever there. Raises ReadOnly, StorageFailed."""
    book = consultations_of(desk.workspace)
    if book.ever(CONSULTATION) or not schools:
        return
    day = now.date() - dt.timedelta(days=7)
    invited = {_key(one): Invited(_key(one), f"{one.name} (made up)") for one in schools}
    returns = {one.id: one for one in _returns(framework, schools, day)}
    first = _key(schools[0])
    if first in returns:
        returns[first] = evolve(returns[first], commitments=dict(_commitments(framework, now.date())))
    until = now.date() + dt.timedelta(days=_UNTIL)
    made = Consultation(CONSULTATION, _TITLE, framework.name, framework.digest, until, invited, returns)
    with suppress(NotAllowed):  # a file of that name lies there already
        book.put(made, new=True)


def _key(school: School) -> str:
    return school.urn or school.id


def _returns(framework: Framework, schools: Sequence[School], day: dt.date) -> Iterator[SchoolReturn]:
    """Yield what each school says that says anything, as far as the framework has what it is about."""
    said = zip(schools, _OPINIONS, _ADDITIONS, _NAMED, strict=False)
    for school, opinions, (strand, statement, because), named in said:
        given = {
            one: OpinionGiven(one, opinion, day, **texts)
            for one, opinion, texts in opinions
            if one in framework.indicators
        }
        added = {}
        if strand in framework.strands:
            name = "families-are-met-before-a-plan-is-written"
            added = {name: Addition(name, strand, _ADDITION, day, statement, because)}
        if given or added:
            consent = Consent(day, "Head") if named else None
            yield SchoolReturn(_key(school), f"{school.name} (made up)", consent, given, added)


def _commitments(framework: Framework, today: dt.date) -> Iterator[tuple[str, Commitment]]:
    for name, level, days, needed in _SIGNED_UP:
        if name in framework.indicators and level in framework.scale.order:
            by_when = today + dt.timedelta(days=days)
            yield name, Commitment(name, level, by_when, today - dt.timedelta(days=_ASKED_AGO), needed)
