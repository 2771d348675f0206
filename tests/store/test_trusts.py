"""Trusts on the disk: what is kept comes back to the last field, and older files are read."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from inclusion_core.errors import InvalidFile
from inclusion_core.model.mixed_economy import Destination, Exchange, Outreach, Provision
from inclusion_core.model.trust import Trust
from inclusion_core.store.partnership import trusts_of
from inclusion_core.store.workspace import Workspace

GOLDEN = Path(__file__).parents[1] / "files" / "schema" / "inclusion.trust-1.toml"
DAY = dt.date(2026, 11, 2)
NORTH = Trust(
    "north", "North", ("alnside", "calfside"),
    provision={"p-1": Provision("p-1", "alnside", "resourced-base", "The Hub", "secondary", "Town", 12, "autism")},
    exchanges={"x-1": Exchange("x-1", "calfside", "alnside", "coaching", 90, DAY, "Calmer", "in-part", "Yes", "Head")},
    outreach={
        "o-1": Outreach("o-1", "calfside", "harbour", "coaching", 60, DAY, counted="permanent-exclusions", span="year",
                        before=3, after=0),
    },
    destinations={"d-1": Destination("d-1", "alnside", 11, 2026, 150, 130, None)},
)  # fmt: skip


def test_a_trust_comes_back_to_the_last_field(tmp_path: Path) -> None:
    """Read from its file alone, from its journal alone, and as every later version must read it."""
    with Workspace.open(tmp_path / "ws") as here:
        book = trusts_of(here)
        assert book.put(NORTH, new=True) == NORTH
        journal, file = book.folder / "journal.jsonl", book.folder / "north.toml"
        text = file.read_text(encoding="utf-8")
        file.unlink()
        assert trusts_of(here).one("north") == NORTH
        file.write_text(text, encoding="utf-8")
    journal.unlink()
    with Workspace.open(tmp_path / "ws", read_only=True) as again:
        assert trusts_of(again).all() == (NORTH,)
    file.write_bytes(GOLDEN.read_bytes())
    with Workspace.open(tmp_path / "ws", read_only=True) as again:
        assert trusts_of(again).one("north") == NORTH


def test_a_record_that_cannot_be_is_said_with_its_place(tmp_path: Path) -> None:
    """What somebody wrote into the file by hand is told in words, and nothing is passed over."""
    with Workspace.open(tmp_path / "ws") as here:
        book = trusts_of(here)
        book.put(NORTH, new=True)
        file = book.folder / "north.toml"
        file.write_text(file.read_text(encoding="utf-8").replace("leavers = 150", "leavers = 12"), encoding="utf-8")
        with pytest.raises(InvalidFile, match="Of 12 who left, 130 cannot be planned early"):
            trusts_of(here).one("north")
