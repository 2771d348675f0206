"""What a board sees of a mixed economy on one page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import Factory, frozen

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from inclusion_core.analysis.mixed_economy.continuum import Continuum
    from inclusion_core.analysis.mixed_economy.destinations import GroupOfLeavers
    from inclusion_core.analysis.mixed_economy.exchange_balance import Balance
    from inclusion_core.analysis.mixed_economy.outreach_counts import BeforeAfterCounts
    from inclusion_core.analysis.schools.by_setting import BySetting
    from inclusion_core.model.mixed_economy import Outreach


@frozen
class OutreachSum:
    """Outreach added up: how many, hours, how many schools received it, and how many of those are outside the trust."""

    n: int
    minutes: int
    schools: int
    outside: int
    says: Mapping[str, int] = Factory(dict)


@frozen
class Board:
    """One page for a board. `judged` is None where fewer than two schools released a review by one framework.

    `made_up` says that some of the trust's schools are, `mixed` that others are not.
    """

    title: str
    made_up: bool
    continuum: Continuum
    exchanges: Balance
    outreach: OutreachSum
    counts: tuple[BeforeAfterCounts, ...]
    destinations: tuple[GroupOfLeavers, ...]
    judged: BySetting | None = None
    mixed: bool = False


def outreach_sum(outreach: Iterable[Outreach], trust: Collection[str]) -> OutreachSum:
    """Add outreach up."""
    there = list(outreach)
    receivers = {one.receiver for one in there}
    says: dict[str, int] = {}
    for one in there:
        says[one.answer] = says.get(one.answer, 0) + 1
    return OutreachSum(len(there), sum(one.minutes for one in there), len(receivers), len(receivers - set(trust)), says)
