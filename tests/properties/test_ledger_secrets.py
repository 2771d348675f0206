"""Random ledgers of a mixed economy: whatever is printed, no small count of pupils is in it or can be reckoned back."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from inclusion_core.analysis.destinations import destinations_of
from inclusion_core.analysis.exchange_balance import balance_of
from inclusion_core.analysis.outreach_counts import before_and_after
from inclusion_core.analysis.small_counts import LEAST_DESTINATION, LEAST_SHOWN
from inclusion_core.model.mixed_economy import Destination, Exchange, Outreach

if TYPE_CHECKING:
    from collections.abc import Mapping

SCHOOLS = [f"s{place}" for place in range(9)]
GROUPS = {one: ("mainstream", "special", "outside")[place % 3] for place, one in enumerate(SCHOOLS)}
DAY = dt.date(2026, 11, 2)
COUNT = st.one_of(st.integers(0, 7), st.integers(0, 60))


def could_be(hidden: Mapping[str, int], shown_total: int | None) -> bool:
    """Whether hidden counts, each at least 1, could be others with the same sum."""
    return shown_total is None or (len(hidden) > 1 and sum(hidden.values()) > len(hidden))


@settings(max_examples=150)
@given(st.dictionaries(st.sampled_from(SCHOOLS), st.tuples(COUNT, COUNT), min_size=1))
def test_no_small_count_of_exclusions_is_shown_or_can_be_reckoned_back(ledger: dict[str, tuple[int, int]]) -> None:
    """In every table each shown figure is 0 or at least 6, right, and leaves every hidden one several values."""
    outreach = [
        Outreach(f"o-{place}", "giver", school, "coaching", 60, DAY, before=before, after=after)
        for place, (school, (before, after)) in enumerate(ledger.items())
    ]
    (table,) = before_and_after(outreach, GROUPS)
    assert table.n == len(ledger)
    for place, side in enumerate((table.before, table.after)):
        for group in side.groups.values():
            hidden = {school: ledger[school][place] for school, count in group.parts.items() if count is None}
            for school, count in group.parts.items():
                assert count in {None, ledger[school][place]}
                assert count is None or count == 0 or count >= LEAST_SHOWN
            assert group.total is None or group.total == sum(ledger[school][place] for school in group.parts)
            assert group.total is None or not 0 < group.total < LEAST_SHOWN
            assert not hidden or could_be(hidden, group.total)
        totals = [group.total for group in side.groups.values()]
        assert side.total == (None if None in totals else sum(one for one in totals if one is not None))


@st.composite
def leavers(draw: st.DrawFn) -> tuple[int, int, int]:
    """How many left, were planned early, and held."""
    whole = draw(st.one_of(st.integers(0, 14), st.integers(0, 200)))
    part = st.one_of(st.integers(0, whole), st.integers(max(whole - 12, 0), whole))
    return whole, draw(part), draw(part)


@settings(max_examples=150)
@given(st.dictionaries(st.sampled_from(SCHOOLS), leavers(), min_size=1))
def test_no_small_count_of_leavers_is_shown_or_can_be_reckoned_back(ledger: dict[str, tuple[int, int, int]]) -> None:
    """Neither a part nor the rest of its whole is small where both are shown, for schools and for groups."""
    records = [
        Destination(f"d-{place}", school, 11, 2026, *counts) for place, (school, counts) in enumerate(ledger.items())
    ]
    for group in destinations_of(records, GROUPS):
        at = 1 if group.measure == "planned" else 2
        rows = group.parts.rows
        for school, one in rows.items():
            assert one.part in {None, ledger[school][at]}
            assert one.whole in {None, ledger[school][0]}
        for one in (*rows.values(), group.parts.together):
            assert one.whole is None or one.whole == 0 or one.whole >= LEAST_DESTINATION
            if one.part is not None:
                assert one.part == 0 or one.part >= LEAST_DESTINATION
                assert one.whole is not None
                assert not 0 < one.whole - one.part < LEAST_DESTINATION
        together = group.parts.together
        lost = {school: ledger[school][0] for school, one in rows.items() if one.whole is None}
        assert not lost or could_be(lost, together.whole)
        unsure = [school for school, one in rows.items() if one.part is None]
        if together.part is not None:
            assert len(unsure) != 1
            assert together.part == sum(ledger[school][at] for school in rows)


@settings(max_examples=100)
@given(
    st.lists(st.tuples(st.sampled_from(SCHOOLS), st.sampled_from(SCHOOLS), st.integers(1, 6000)), max_size=12),
    st.randoms(use_true_random=False),
)
def test_what_is_given_is_what_is_received(gifts: list[tuple[str, str, int]], chance: object) -> None:
    """Every minute is on both sides once, between kinds or within one, in whatever order the ledger is read."""
    ledger = [
        Exchange(f"x-{place}", giver, receiver, "coaching", minutes, DAY)
        for place, (giver, receiver, minutes) in enumerate(gifts)
        if giver != receiver
    ]
    found = balance_of(ledger, GROUPS)
    total = sum(one.minutes for one in ledger)
    assert found.minutes == total == sum(one.gave.minutes for one in found.schools)
    assert total == sum(one.received.minutes for one in found.schools)
    between = sum(one.there.minutes + one.back.minutes for one in found.between)
    assert between + sum(one.minutes for one in found.within.values()) == total
    chance.shuffle(ledger)  # type: ignore[attr-defined]  a Random
    assert balance_of(ledger, GROUPS) == found
