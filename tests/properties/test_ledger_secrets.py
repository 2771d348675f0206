"""Random ledgers of a mixed economy: whatever is printed, no small count of pupils is in it or can be reckoned back."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from inclusion_core.analysis.destinations import destinations_of
from inclusion_core.analysis.exchange_balance import balance_of
from inclusion_core.analysis.outreach_counts import before_and_after
from inclusion_core.analysis.small_counts import LEAST_DESTINATION, LEAST_SHOWN, LEAST_WIDTH, protected
from inclusion_core.exchange.provision_counts import _protected
from inclusion_core.model.mixed_economy import Destination, Exchange, Outreach

if TYPE_CHECKING:
    from collections.abc import Mapping

SCHOOLS = [f"s{place}" for place in range(9)]
GROUPS = {one: ("mainstream", "special", "outside")[place % 3] for place, one in enumerate(SCHOOLS)}
DAY = dt.date(2026, 11, 2)
COUNT = st.one_of(st.integers(0, 7), st.integers(0, 60))


def widths(hidden: Mapping[str, int], least: int, together: int, below: int) -> list[int]:
    """Count, by trying all tables, how many values each hidden count could have beside the others.

    Whoever tries knows what they come to, which of them are small, and that the others are less than any shown.
    """
    domains = [range(1, least) if one < least else range(least, min(below, together + 1)) for one in hidden.values()]
    found = []
    for place, own in enumerate(domains):
        sums = {0}
        for other in domains[:place] + domains[place + 1 :]:
            sums = {one + more for one in sums for more in other if one + more <= together}
        found.append(sum(together - one in sums for one in own))
    return found


def hold(counts: Mapping[str, int], parts: Mapping[str, int | None], total: int | None, least: int) -> None:
    """Assert that what is shown of counts leaves each hidden one four values or more."""
    hidden = {key: counts[key] for key, one in parts.items() if one is None}
    shown = [one for one in parts.values() if one]
    if hidden and total is not None:
        together = total - sum(shown)
        assert together == sum(hidden.values())
        assert together >= least
        assert min(widths(hidden, least, together, min(shown, default=total + 1))) >= LEAST_WIDTH, (counts, parts)


@settings(max_examples=300)
@given(st.lists(st.one_of(st.integers(0, 7), st.integers(0, 30)), min_size=1, max_size=7), st.sampled_from([6, 11]))
def test_every_hidden_count_of_a_small_table_could_be_one_of_four(table: list[int], least: int) -> None:
    """Over all tables that agree with what is shown, even for one who knows which of the hidden ones are small."""
    counts = {f"s{place}": one for place, one in enumerate(table)}
    found = protected(counts, least)
    hold(counts, found.parts, found.total, least)
    assert all(one is None or one == 0 or one >= least for one in found.parts.values())
    assert all((found.parts[key] is None) or one == found.parts[key] for key, one in counts.items())


@settings(max_examples=60)
@given(st.integers(0, 60), st.data())
def test_what_is_hidden_of_a_move_could_be_one_of_four(moved: int, data: st.DataObject) -> None:
    """Of records at both ends: a hidden one could be four values or more, with all else as it is shown."""

    def shown(sent: int, received: int) -> tuple[object, ...]:
        counts: dict[str, int] = {}
        hidden: list[str] = []
        for name, count in (("moved", moved), ("records_sent", sent), ("records_received", received)):
            counts.update({} if 0 < count < LEAST_SHOWN else {name: count})
            hidden += [name] if 0 < count < LEAST_SHOWN else []
        counts, hidden = _protected(counts, hidden)
        return counts, sorted(hidden)

    sent = data.draw(st.one_of(st.integers(0, moved), st.integers(max(0, moved - 7), moved)))
    received = data.draw(st.one_of(st.integers(0, moved), st.integers(max(0, sent - 7), sent)))
    told = shown(sent, received)
    if 0 < moved < LEAST_SHOWN:
        assert told[0] == {}
        return
    alike = [(a, b) for a in range(moved + 1) for b in range(moved + 1) if shown(a, b) == told]
    for place, name in enumerate(("records_sent", "records_received")):
        assert name not in told[1] or len({one[place] for one in alike}) >= LEAST_WIDTH  # type: ignore[operator]


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
            for school, count in group.parts.items():
                assert count in {None, ledger[school][place]}
                assert count is None or count == 0 or count >= LEAST_SHOWN
            assert group.total is None or group.total == sum(ledger[school][place] for school in group.parts)
            assert group.total is None or not 0 < group.total < LEAST_SHOWN
            hold({school: ledger[school][place] for school in group.parts}, group.parts, group.total, LEAST_SHOWN)
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
        wholes = {school: one.whole for school, one in rows.items()}
        hold({school: ledger[school][0] for school in rows}, wholes, together.whole, LEAST_DESTINATION)
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
