"""A trust's mixed economy added up: its continuum, expertise both ways, outreach, destinations, a page for a board."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inclusion_core.analysis.mixed_economy.board import Board, OutreachSum, outreach_sum
from inclusion_core.analysis.mixed_economy.continuum import Continuum, Offered, continuum_of
from inclusion_core.analysis.mixed_economy.destinations import GroupOfLeavers, destinations_of
from inclusion_core.analysis.mixed_economy.exchange_balance import WAYS, Balance, balance_of
from inclusion_core.analysis.mixed_economy.outreach_counts import (
    COUNTED_WORDS,
    NOT_CONCLUDED,
    BeforeAfterCounts,
    before_and_after,
)
from inclusion_core.analysis.mixed_economy.words import (
    SAYS_WORDS,
    cell_words,
    continuum_words,
    flow_words,
    gap_words,
    hours_words,
    offered_words,
    part_words,
    says_words,
    setting_words,
    specialist_words,
    street_words,
)
from inclusion_core.analysis.schools.by_setting import EVERY_KIND, BySetting, JudgedRow
from inclusion_core.analysis.schools.small_counts import shown
from inclusion_core.desk.by_setting import judged_by_setting, kind_of
from inclusion_core.model.mixed_economy import PROVISION_WORDS
from inclusion_core.model.school import School

if TYPE_CHECKING:
    import datetime as dt

    from inclusion_core.desk import Desk
    from inclusion_core.model.trust import Trust

__all__ = [
    "COUNTED_WORDS",
    "EVERY_KIND",
    "NOT_CONCLUDED",
    "OUTSIDE",
    "PROVISION_WORDS",
    "SAYS_WORDS",
    "WAYS",
    "Balance",
    "BeforeAfterCounts",
    "Board",
    "BySetting",
    "Continuum",
    "GroupOfLeavers",
    "JudgedRow",
    "Offered",
    "OutreachSum",
    "board_of",
    "board_text",
    "cell_words",
    "continuum_here",
    "continuum_words",
    "counts_here",
    "destinations_here",
    "exchanges_here",
    "flow_words",
    "gap_words",
    "hours_words",
    "judged_by_setting",
    "offered_words",
    "part_words",
    "says_words",
    "schools_of",
    "setting_words",
    "shown",
    "specialist_words",
    "street_words",
]

OUTSIDE = "outside"
"""The group of the schools that are not the trust's, where counts are shown by kind of setting."""


def schools_of(desk: Desk, trust: Trust) -> tuple[tuple[School, ...], tuple[School, ...]]:
    """Return a trust's schools, and those outside it that its records name, as the workspace knows them."""
    named = {one.school for one in trust.provision.values()} | {one.school for one in trust.destinations.values()}
    for one in (*trust.exchanges.values(), *trust.outreach.values()):
        named |= {one.giver, one.receiver}
    schools = {one.id: one for one in desk.workspace.schools() if one.id in named or one.id in trust.schools}
    ours = tuple(schools.get(one) or School(one, id=one) for one in trust.schools)
    return ours, tuple(schools.get(one) or School(one, id=one) for one in sorted(named - set(trust.schools)))


def continuum_here(desk: Desk, trust: Trust) -> Continuum:
    """Return the kinds of place and help of a trust and of the schools next to it, with what is missing."""
    ours, near = schools_of(desk, trust)
    return continuum_of(ours, near, trust.provision.values())


def exchanges_here(desk: Desk, trust: Trust) -> Balance:
    """Add up a trust's exchanges, both ways."""
    ours, near = schools_of(desk, trust)
    return balance_of(trust.exchanges.values(), {one.id: kind_of(one) for one in (*ours, *near)})


def counts_here(desk: Desk, trust: Trust) -> tuple[BeforeAfterCounts, ...]:
    """Return what receiving schools counted before and after outreach, as it may be shown."""
    return before_and_after(trust.outreach.values(), _groups(desk, trust))


def destinations_here(desk: Desk, trust: Trust) -> tuple[GroupOfLeavers, ...]:
    """Return where leavers went, by year group and kind of setting, as it may be shown."""
    return destinations_of(trust.destinations.values(), _groups(desk, trust))


def _groups(desk: Desk, trust: Trust) -> dict[str, str]:
    ours, near = schools_of(desk, trust)
    return {**{one.id: OUTSIDE for one in near}, **{one.id: kind_of(one) for one in ours}}


def board_of(desk: Desk, trust: Trust, *, framework: str = "", voice: str = "self") -> Board:
    """Return what a board sees of a trust on one page: released reviews only, counts as they may be shown."""
    ours, _ = schools_of(desk, trust)
    return Board(
        trust.title,
        any(one.made_up for one in ours),
        continuum_here(desk, trust),
        exchanges_here(desk, trust),
        outreach_sum(trust.outreach.values(), trust.schools),
        counts_here(desk, trust),
        destinations_here(desk, trust),
        judged_by_setting(desk, ours, framework=framework, voice=voice),
        mixed=len({one.made_up for one in ours}) > 1,
    )


def board_text(board: Board, made_on: dt.date) -> str:
    """Return the board's page as plain text."""
    from inclusion_core.exchange.reports.board_page import board_document  # noqa: PLC0415  only for a page
    from inclusion_core.exchange.reports.text import render  # noqa: PLC0415  as above

    return render(board_document(board, made_on))
