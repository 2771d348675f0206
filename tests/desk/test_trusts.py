"""Trusts: made of schools or of a name in the register, named by a prefix, taken back, and reached by blanking."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from inclusion_core.desk import open_desk, trusts
from inclusion_core.errors import NotAllowed, UnknownName
from inclusion_core.model.mixed_economy import Exchange, Outreach, Provision
from inclusion_core.model.provision_counts import PAIRS, MoveCount, ProvisionCount
from inclusion_core.model.school import School
from inclusion_core.model.trust import Trust
from inclusion_core.store.erasure import blank

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from inclusion_core.desk import Desk

NAMES = ("Alnside", "Moorside", "Harbour", "Hillside")
DAY = dt.date(2026, 11, 20)


@pytest.fixture
def four(tmp_path: Path) -> Iterator[Desk]:
    """Return a desk with four made-up schools, three of which the register puts in one trust."""
    with open_desk(tmp_path / "ws") as desk:
        desk.workspace.put_schools(
            School(name, id=name.casefold(), trust="" if name == "Hillside" else "North Coast  Trust", made_up=True)
            for name in NAMES
        )
        yield desk


def test_a_trust_is_made_of_the_register_and_changed_a_school_at_a_time(four: Desk) -> None:
    """The name in the register finds its schools in any case; a school joins by name and leaves by its beginning."""
    made = trusts.new_trust(four, "North", registered="north coast trust")
    assert (made.id, sorted(made.schools)) == ("north", ["alnside", "harbour", "moorside"])
    assert trusts.add_school_to(four, "no", "Hillside").schools[-1] == "hillside"
    assert "moorside" not in trusts.remove_school_from(four, "north", "moor").schools
    was = trusts.undo_trust(four, "north")
    assert was is not None
    assert len(was.schools) == 4
    assert trusts.trust_named(four, "n") == was


def test_what_cannot_be_a_trust_is_refused_with_what_to_do(four: Desk) -> None:
    """No school, a name no register entry has, a school twice, and one that is in another trust, are each refused."""
    with pytest.raises(NotAllowed, match="at least one school"):
        trusts.new_trust(four, "None")
    with pytest.raises(UnknownName, match="North Coast"):
        trusts.new_trust(four, "West", registered="North Coats Trust")
    with pytest.raises(NotAllowed, match="named twice"):
        trusts.new_trust(four, "Twice", ["Alnside", "alnside"])
    trusts.new_trust(four, "North", ["alnside"])
    with pytest.raises(NotAllowed, match="in the trust north already"):
        trusts.new_trust(four, "South", ["alnside"])


def test_blanking_reaches_every_free_text_of_a_trust(four: Desk) -> None:
    """A name that somebody wrote into a claim, a view, an area, a need or a title is gone from file and journal."""
    name = "Jamie Someone"
    exchange = Exchange(
        "x-1", "alnside", "moorside", "coaching", 60, DAY, claim=f"{name} stayed", view=f"So did {name}"
    )
    full = Trust(
        "north", f"North and {name}", ("alnside",),
        provision={"p-1": Provision("p-1", "alnside", "outreach", name, area=f"near {name}", whom=f"for {name}")},
        exchanges={"x-1": exchange},
        outreach={"o-1": Outreach("o-1", "alnside", "harbour", "coaching", 60, DAY, claim=name, view=name)},
        counts={"c-1": ProvisionCount("c-1", "alnside", DAY, f"Group of {name}")},
    )  # fmt: skip
    trusts.new_trust(four, "North", ["alnside"])
    trusts.change_trust(four, "north", lambda _: full)
    assert blank(four.workspace, name).times
    folder = four.workspace.root / "trusts"
    assert all(name.encode() not in one.read_bytes() for one in folder.rglob("*") if one.is_file())
    assert trusts.trust_named(four, "north").exchanges["x-1"].view == "So did [blanked]"


def test_no_count_of_a_few_can_be_kept() -> None:
    """From 1 to 5 is refused wherever it stands, and so are two counts whose difference is from 1 to 5."""
    for few in range(1, 6):
        with pytest.raises(NotAllowed, match="so few are not kept"):
            ProvisionCount("c-1", "alnside", DAY, "Group", pupils=few)
        with pytest.raises(NotAllowed, match="so few are not kept"):
            MoveCount("m-1", "alnside", "moorside", DAY, moved=few)
        for first, second in PAIRS:
            with pytest.raises(NotAllowed, match="which tells of a few"):
                evolve(MoveCount("m-1", "alnside", "moorside", DAY), **{first: 30, second: 30 - few})
    kept = MoveCount("m-1", "alnside", "moorside", DAY, 30, 30, 24, hidden=("records_sent",))
    assert kept.passports_received == 24
