"""Links between schools: read once each, followed through chains, never round in a circle."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from inclusion_core.errors import InvalidFile
from inclusion_core.exchange.gias import SchoolsRead
from inclusion_core.exchange.gias_links import Link, LinksRead, follow, read_links, read_register
from inclusion_core.model.school import Identifier, School

if TYPE_CHECKING:
    from pathlib import Path

HEADER = '"URN","LinkURN","LinkName","LinkType","LinkEstablishedDate"\n'


def school(urn: str, *followed: str) -> School:
    """Return a school with nothing but its URN."""
    return School("A", identifiers={"urn": Identifier("urn", urn)}, followed=followed)


def test_both_ends_make_one_link(tmp_path: Path) -> None:
    """A link told from either school is one link, with the day that one of them gives."""
    path = tmp_path / "links.csv"
    path.write_bytes(
        (
            HEADER + '999502,999501,"St Th\u00e9r\u00e8se","Predecessor - merged",""\n'
            '999501,999502,"B","Successor","01-09-2011"\n'
            '999501,999501,"A","Successor",""\n'
            '999501,999503,"C","Sixth Form Centre School",""\n'
            '999501,x,"C","Successor",""\n'
        ).encode("cp1252")
    )
    found = read_links(path)
    assert found.links == (Link("999502", "999501", dt.date(2011, 9, 1), "Successor"),)
    assert (found.encoding, found.rows) == ("cp1252", 5)
    assert [one.row for one in found.skipped] == [4, 5, 6]
    assert "does not say which school came first" in found.skipped[1].reason


def test_chains_newest_first() -> None:
    """Predecessors of predecessors follow, the latest link first, undated ones last."""
    links = [
        Link("999505", "999503", dt.date(2010, 1, 1)),
        Link("999505", "999504", dt.date(2012, 1, 1)),
        Link("999504", "999501"),
        Link("999503", "999502", dt.date(2001, 1, 1)),
    ]
    (found,) = follow([school("999505")], links)
    assert found.followed == ("999504", "999503", "999502", "999501")


def test_circles_end() -> None:
    """Links that run in a circle end where they would come back."""
    links = [Link("999501", "999502"), Link("999502", "999503"), Link("999503", "999501")]
    (found,) = follow([school("999501")], links)
    assert found.followed == ("999502", "999503")


def test_what_was_known_is_kept() -> None:
    """A school without links stays as it is; what it knew to have followed stays at the end."""
    alone, more = follow([school("999509", "999508"), school("999501", "999507")], [Link("999501", "999502")])
    assert alone.followed == ("999508",)
    assert more.followed == ("999502", "999507")


def test_one_command_reads_either(tmp_path: Path) -> None:
    """The header says whether a file holds schools or links."""
    links, schools, neither = tmp_path / "l.csv", tmp_path / "s.csv", tmp_path / "n.csv"
    links.write_text(HEADER + '999502,999501,"A","Predecessor",""\n')
    schools.write_text("URN,name\n999501,A\n")
    neither.write_text("la_name,ehcplans\nTrafford,3\n")
    assert isinstance(read_register(links), LinksRead)
    assert isinstance(read_register(schools), SchoolsRead)
    with pytest.raises(InvalidFile, match="neither schools nor links"):
        read_register(neither)
