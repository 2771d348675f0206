"""The calendar file of a round: read back, moved, called off, one school's part, and never anybody's name."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve

import inclusion_core as ic
from inclusion_core.exchange.calendar_ics import read_ics

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

icalendar = pytest.importorskip("icalendar")
STAMP = dt.datetime(2026, 11, 25, 12, 0, tzinfo=dt.UTC)
DUE = 6  # the visit, and the five steps of the clock


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[ic.Desk]:
    """A desk with a round of four made-up schools, and a colleague who leads."""
    with ic.open_desk(tmp_path / "ws") as found:
        for name, east in (("Alnside; North, Lower", 424), ("Moorside", 419), ("Harbour", 427), ("Hillside", 411)):
            ic.add_school(found, ic.School(name, name.split(";")[0].lower(), easting=east * 1000, northing=600_000,
                                           made_up=True))  # fmt: skip
        ic.clusters.new_cluster(found, "Coast", ["alnside", "moorside", "harbour", "hillside"])
        ic.clusters.add_colleague(found, "coast", "Head Zebedee", school="moorside", roles=["lead-reviewer"])
        days = dt.date(2027, 1, 4), dt.date(2027, 3, 12)
        ic.rounds.plan_round(found, ic.rounds.Round("spring", "Spring", ("coast",), *days))
        yield found


def read(content: bytes) -> dict[str, Any]:
    """Return the events of a file by their UIDs, each there once, as a calendar program's parser has them."""
    events = icalendar.Calendar.from_ical(content).walk("VEVENT")
    found = {str(one["uid"]): one for one in events}
    assert len(found) == len(events)
    return found


def spring(desk: ic.Desk) -> ic.rounds.Round:
    """Return the round as it is kept."""
    return ic.rounds.round_named(desk, "spring")


def test_each_visit_and_what_is_due_is_a_whole_day(desk: ic.Desk) -> None:
    """Every visit with its five due days, as days without a clock; schools are named, people and levels are not."""
    made = ic.round_calendar(desk, "spring", stamp=STAMP)
    assert made.content == ic.round_calendar(desk, "spring", stamp=STAMP + dt.timedelta(days=1)).content
    found = read(made.content)
    assert len(found) == len(made.entries) == 4 * DUE
    view = ic.rounds.RoundView(desk, spring(desk))
    for host, visit in spring(desk).visits.items():
        mine = [one for one in found.values() if str(one["summary"]).endswith(f": {view.name(host)}")]
        days = sorted([visit.day, *(one.day for one in view.due(visit))])
        assert sorted(one["dtstart"].dt for one in mine) == days
        (at,) = [one for one in mine if str(one["summary"]).startswith("Visit: ")]
        assert (at["dtstart"].dt, at["dtend"].dt - visit.day, at["transp"]) == (visit.day, dt.timedelta(1), "OPAQUE")
        assert str(at["location"]) == view.name(host)
        assert str(at["description"]).startswith(f"{view.name(host)} is visited by {view.name(visit.visitors[0])}.")
        assert "made up" in str(at["description"])
    assert {(one["sequence"], one["status"]) for one in found.values()} == {(0, "CONFIRMED")}
    assert not {type(one["dtstart"].dt) for one in found.values()} - {dt.date}
    assert b"Zebedee" not in made.content
    assert any(one.lead for one in spring(desk).visits.values())


def test_what_was_moved_keeps_its_name_and_counts_up(desk: ic.Desk) -> None:
    """Planned again, a visit that moved has the same UID, a higher sequence, a later stamp; what stayed is the same."""
    before = read(ic.round_calendar(desk, "spring", stamp=STAMP).content)
    first = min(one.day for one in spring(desk).visits.values())
    ic.rounds.plan_round(desk, evolve(spring(desk), red_weeks=(first,)))
    after = read(ic.round_calendar(desk, "spring", stamp=STAMP).content)
    assert after.keys() == before.keys()
    moved = {name for name, one in after.items() if one["dtstart"].dt != before[name]["dtstart"].dt}
    assert moved
    for name, one in after.items():
        assert one["sequence"] == (name in moved) or one["description"] != before[name]["description"]
        assert one["dtstamp"].dt >= before[name]["dtstamp"].dt
    ic.rounds.undo_round(desk, "spring")
    back = read(ic.round_calendar(desk, "spring", stamp=STAMP).content)
    assert {name: one["dtstart"].dt for name, one in back.items()} == {
        name: one["dtstart"].dt for name, one in before.items()
    }
    assert {back[name]["sequence"] for name in moved} == {2}


def test_what_is_to_be_no_more_is_called_off(desk: ic.Desk, tmp_path: Path) -> None:
    """A school that dropped out keeps its days as cancelled, so that they go; read into a year they are passed over."""
    before = read(ic.round_calendar(desk, "spring", stamp=STAMP).content)
    ic.rounds.plan_round(desk, evolve(spring(desk), without=("hillside",)))
    made = ic.round_calendar(desk, "spring", stamp=STAMP)
    after = read(made.content)
    gone = {name for name, one in after.items() if one["status"] == "CANCELLED"}
    assert (after.keys(), len(gone), len(made.called_off)) == (before.keys(), DUE, DUE)
    assert all(str(after[name]["summary"]).startswith("Called off: ") for name in gone)
    assert all(after[name]["sequence"] > before[name]["sequence"] for name in gone)
    file = tmp_path / made.name
    file.write_bytes(made.content)
    days = read_ics(file, dt.date(2026, 9, 1), dt.date(2027, 8, 31)).days
    assert len(days) == 3 * DUE
    assert not any(one.ours for one in days)


def test_one_school_has_its_own_part(desk: ic.Desk) -> None:
    """Where it hosts and where its people go; a visit that it goes to no more is called off in its file alone."""
    (goes,) = (host for host, one in spring(desk).visits.items() if "hillside" in one.visitors)
    made = ic.round_calendar(desk, "spring", stamp=STAMP, school="hillside")
    assert (len(made.entries), made.name) == (2 * DUE, "round-spring-hillside.ics")
    ic.rounds.plan_round(desk, evolve(spring(desk), without=("hillside",)))
    own = ic.round_calendar(desk, "spring", stamp=STAMP, school="hillside")
    assert len(own.called_off) == 2 * DUE
    whole = read(ic.round_calendar(desk, "spring", stamp=STAMP).content)
    (still,) = (one for name, one in whole.items() if name.startswith(f"{goes}-visit-"))
    assert still["status"] == "CONFIRMED"


def test_a_file_changed_by_hand_counts_as_it_stands(desk: ic.Desk) -> None:
    """A day that somebody wrote into the round's file is in the calendar, with this moment as its stamp."""
    file = desk.workspace.root / "rounds" / "spring.toml"
    day = spring(desk).visits["alnside"].day
    later = day + dt.timedelta(days=1)
    file.write_text(file.read_text(encoding="utf-8").replace(day.isoformat(), later.isoformat(), 1), encoding="utf-8")
    found = read(ic.round_calendar(desk, "spring", stamp=STAMP).content)
    (changed,) = (one for name, one in found.items() if one["dtstart"].dt == later and "-visit-" in name)
    assert (changed["sequence"], changed["dtstamp"].dt) == (1, STAMP)
