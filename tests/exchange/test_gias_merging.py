"""What is known and what a file says, put together."""

from __future__ import annotations

import datetime as dt

from attrs import evolve, fields
from hypothesis import given
from hypothesis import strategies as st

from inclusion_core.exchange.gias_merging import join, merge_school
from inclusion_core.identifiers import is_id
from inclusion_core.model.school import Identifier, School

WHOLE = School(
    name="Alnside",
    id="alnside",
    kind="special",
    phase="secondary",
    features=("sen-unit",),
    identifiers={"urn": Identifier("urn", "999501", dt.date(2001, 9, 1)), "ukprn": Identifier("ukprn", "10001234")},
    status="open",
    authority="929",
    authority_name="Northumberland",
    town="Alnside",
    postcode="NE1 1AA",
    type_name="Foundation special school",
    trust="A Trust",
    low_age=3,
    high_age=19,
    pupils=0,
    easting=424000,
    northing=613000,
    followed=("999500",),
    made_up=True,
    source="old.csv",
)


def urn(number: str) -> dict[str, Identifier]:
    """Return the identifiers of a school with a URN alone."""
    return {"urn": Identifier("urn", number)}


def test_nothing_known_is_blanked() -> None:
    """A file that carries a URN and a name changes the name alone."""
    merged = merge_school(WHOLE, School("New name", identifiers=urn("999501"), source="new.csv"))
    assert merged == evolve(WHOLE, name="New name", source="new.csv")


def test_every_field_takes_what_is_new() -> None:
    """What a file does carry takes the place of what was known, but for the local id and the made-up mark."""
    new = evolve(WHOLE, id="other", made_up=False, pupils=12, town="Elsewhere", status="closed", kind="alternative")
    merged = merge_school(WHOLE, new)
    assert merged == evolve(new, id="alnside", made_up=True)
    assert {one.name for one in fields(School)} == set(School.__annotations__)


def test_kind_set_by_hand_outlives_other() -> None:
    """'other' says that we do not know; it never takes the place of a kind somebody has set."""
    assert merge_school(WHOLE, evolve(WHOLE, kind="other")).kind == "special"


def test_new_urn_keeps_the_old_one_as_followed() -> None:
    """A school that becomes an academy keeps its local id; its old URN is the newest it followed."""
    merged = merge_school(WHOLE, School("Alnside Academy", identifiers=urn("999540")))
    assert (merged.id, merged.urn, merged.followed) == ("alnside", "999540", ("999501", "999500"))


def test_join_tells_added_updated_unchanged() -> None:
    """Schools are matched by URN; the source alone is no news."""
    same = School("Alnside", identifiers=urn("999501"), source="new.csv")
    joined = join([WHOLE], [same, School("Other", identifiers=urn("999502"))])
    assert (len(joined.added), len(joined.updated), joined.unchanged) == (1, 0, 1)
    joined = join([WHOLE], [evolve(same, pupils=9)])
    assert [school.pupils for school in joined.updated] == [9]


def test_ids_are_names_then_towns_then_urns() -> None:
    """Two schools of one name get ids of their own."""
    read = [
        School("St Mary's", town=town, identifiers=urn(number))
        for number, town in (("999501", "Alnside"), ("999502", "Elsewhere"), ("999503", "Elsewhere"))
    ]
    ids = [school.id for school in join([], read).added]
    assert ids == ["st-marys", "st-marys-elsewhere", "st-marys-999503"]


@given(st.lists(st.sampled_from(["A" * 90, "St Mary's", "\u5b66\u6821", "-"]), max_size=12))
def test_ids_are_always_ids_and_never_twice(names: list[str]) -> None:
    """However long, alike or foreign the names are, every id is valid and its own."""
    ids = [school.id for school in join([], [School(name) for name in names]).added]
    assert all(is_id(one) for one in ids)
    assert len(set(ids)) == len(names)
