"""The mixed economy: the continuum with its gaps, exchanges both ways, counts before and after, destinations."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from inclusion_core.analysis.mixed_economy.continuum import continuum_of
from inclusion_core.analysis.mixed_economy.destinations import destinations_of
from inclusion_core.analysis.mixed_economy.exchange_balance import Flow, balance_of
from inclusion_core.analysis.mixed_economy.outreach_counts import before_and_after
from inclusion_core.errors import NotAllowed
from inclusion_core.model.mixed_economy import Destination, Exchange, Outreach, Provision
from inclusion_core.model.school import School

DAY = dt.date(2026, 11, 2)
ALN = School("Alnside", id="aln", kind="mainstream", phase="primary", town="Alnmouth")
BED = School("Bedeside", id="bed", kind="mainstream", phase="secondary", town="Bedlington")
CALF = School("Calfside", id="calf", kind="special", low_age=11, high_age=19, town="Bedlington")
DEER = School("Deerside", id="deer", kind="alternative", phase="secondary", town="Bedlington")
KINDS = {"aln": "mainstream", "bed": "mainstream", "calf": "special"}


def gave(number: int, giver: str, receiver: str, minutes: int, **more: Any) -> Exchange:
    """An exchange of coaching."""
    return Exchange(f"x-{number}", giver, receiver, "coaching", minutes, DAY, **more)


def helped(number: int, receiver: str, before: int, after: int, day: dt.date = DAY) -> Outreach:
    """Outreach by Calfside with suspensions counted over a term."""
    return Outreach(f"o-{number}", "calf", receiver, "coaching", 6, day, before=before, after=after)


def test_the_continuum_says_what_is_missing_and_who_next_door_has_it() -> None:
    """Kinds are counted by stage and by area; what the trust lacks is a gap, with the neighbours that have it."""
    found = continuum_of(
        [ALN, BED, CALF],
        [DEER],
        [
            Provision("p-1", "aln", "in-class", "Quality first"),
            Provision("p-2", "bed", "resourced-base", "The Hub", places=12),
            Provision("p-3", "elsewhere", "hospital", "No school of ours or next to us"),
        ],
    )
    by = {(one.kind, one.where): one for one in found.stages}
    assert by["resourced-base", "secondary"].places == 12
    assert by["resourced-base", "primary"].gap == "nowhere"
    assert by["special-school", "post-16"].trust == ("calf",)  # by its ages, and without being written down
    assert by["special-school", "primary"].gap == "nowhere"
    assert by["alternative", "secondary"].gap == "neighbour"
    assert by["alternative", "secondary"].neighbours == ("deer",)
    assert ("specialist-college", "primary") not in by
    assert {one.where for one in found.areas} == {"Alnmouth", "Bedlington"}
    assert found.silent == ("calf",)
    assert found.gaps[0].gap == "nowhere"
    assert found.gaps[-1].gap == "neighbour"
    assert {one.kind: one.trust for one in found.settings}["mainstream"] == ("aln", "bed")


def test_a_ledger_adds_up_both_ways_between_kinds_of_setting() -> None:
    """Hours each way, how many exchanges they rest on, and in words whether it is a two-way street."""
    ledger = [
        gave(1, "calf", "aln", 10, answer="as-claimed"),
        gave(2, "calf", "bed", 8),
        gave(3, "bed", "calf", 7, answer="in-part"),
        gave(4, "aln", "bed", 4),
    ]
    found = balance_of(ledger, KINDS)
    (street,) = found.between
    assert (street.one, street.other) == ("mainstream", "special")
    assert (street.there, street.back, street.n, street.way) == (Flow(1, 7), Flow(2, 18), 3, "two-way")
    assert found.within == {"mainstream": Flow(1, 4)}
    assert found.says == {"as-claimed": 1, "": 2, "in-part": 1}
    assert {one.school: (one.gave.minutes, one.received.minutes) for one in found.schools} == {
        "aln": (4, 10), "bed": (7, 12), "calf": (18, 7)
    }  # fmt: skip
    assert balance_of(reversed(ledger), KINDS) == found
    assert (
        sum(one.gave.minutes for one in found.schools)
        == sum(one.received.minutes for one in found.schools)
        == found.minutes
    )


def test_each_school_counts_once_before_and_after() -> None:
    """Of two outreaches to one school the later one counts; groups are apart, and small counts hidden."""
    tables = before_and_after(
        [helped(1, "bed", 30, 20), helped(2, "bed", 24, 9, DAY.replace(month=12)), helped(3, "aln", 12, 3)],
        {"aln": "mainstream", "bed": "mainstream"},
    )
    (table,) = tables
    assert (table.counted, table.span, table.n) == ("suspensions", "term", 2)
    assert table.before.total == 36
    assert table.before.groups["mainstream"].parts == {"aln": 12, "bed": 24}
    assert table.after.groups["mainstream"].parts == {"aln": None, "bed": None}
    assert table.after.total == 12


def test_destinations_stay_apart_by_year_and_group_and_say_who_has_not_counted_yet() -> None:
    """Planned early and held at six months, each with its leavers; a count that is not in yet leaves the sum open."""
    found = destinations_of(
        [
            Destination("d-1", "bed", 11, 2026, 150, planned=130, held=None),
            Destination("d-2", "calf", 14, 2026, 9, planned=9, held=7),
            Destination("d-3", "aln", 11, 2026, 60, planned=60, held=30),
        ],
        KINDS,
    )
    by = {(one.year, one.group, one.measure): one for one in found}
    assert by[11, "mainstream", "planned"].parts.together.part == 190
    held = by[11, "mainstream", "held"]
    assert (held.n, held.not_yet, held.parts.together.part, held.parts.together.known) == (1, 1, None, False)
    small = by[14, "special", "held"].parts
    assert (small.together.part, small.together.whole) == (None, None)


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda: gave(1, "aln", "aln", 3), "itself"),
        (lambda: gave(1, "aln", "bed", 0), "more than 0"),
        (lambda: Outreach("o", "aln", "bed", "coaching", 3, DAY, before=4), "both counts"),
        (lambda: helped(1, "bed", -1, 0), "0 or more"),
        (lambda: Destination("d", "aln", 11, 2026, 30, planned=31), "Of 30 who left, 31 cannot be planned early"),
        (lambda: Provision("p", "aln", "in-class", "x", places=-1), "no places"),
    ],
)
def test_what_cannot_be_is_refused(make: Any, says: str) -> None:
    """A record that cannot be true is refused in one sentence."""
    with pytest.raises(NotAllowed, match=says):
        make()
