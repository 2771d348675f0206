"""Real exports, where they lie beside the repository; each has a synthetic twin in the tests next door."""

from __future__ import annotations

from pathlib import Path

import pytest

from inclusion_core.errors import InvalidFile
from inclusion_core.exchange.gias import SchoolsRead
from inclusion_core.exchange.gias_links import LinksRead, follow, read_links, read_register
from inclusion_core.exchange.gias_merging import join

FOLDER = Path(__file__).parents[3] / "shared" / "data" / "gias"

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="real exports are not beside this checkout (../shared)")


@pytest.mark.parametrize(
    ("name", "schools", "encoding"),
    [
        ("dfe_ks4_school_information_202324_NE_Trafford.csv", 276, "utf-8"),
        ("dfe_synthetic_gias_full_columns_slashdates.csv", 60, "utf-8"),
        ("dfe_synthetic_sen_school_level_header.csv", 60, "utf-8-sig"),
        ("reg_schools_gias_2022-11_NE_postcodes.csv", 2398, "utf-8"),
        ("reg_schools_gias_2025-07_NE_postcodes.csv", 1156, "utf-8"),
        ("trafford_schools_2024-09-26.csv", 103, "utf-8"),
    ],
)
def test_real_schools(name: str, schools: int, encoding: str) -> None:
    """Every row of a real register is a school, and few sentences tell what was odd."""
    found = read_register(FOLDER / name)
    assert isinstance(found, SchoolsRead)
    assert (len(found.schools), found.encoding, found.skipped) == (schools, encoding, ())
    assert found.rows == schools
    assert len(found.warnings) < 10
    assert len({school.id for school in join([], found.schools).added}) == schools


def test_real_links() -> None:
    """The published bytes are Windows-1252; two thousand rows are about a thousand links."""
    found = read_register(FOLDER / "gias_links_20250422_NE_cp1252.csv")
    assert isinstance(found, LinksRead)
    assert (len(found.links), found.rows, len(found.skipped), found.encoding) == (1060, 1994, 5, "cp1252")


def test_real_schools_follow_real_links() -> None:
    """Schools open today know whom they followed."""
    found = read_register(FOLDER / "reg_schools_gias_2025-07_NE_postcodes.csv")
    assert isinstance(found, SchoolsRead)
    linked = follow(found.schools, read_links(FOLDER / "gias_links_20250422_NE_cp1252.csv").links)
    assert sum(bool(school.followed) for school in linked) == 724


@pytest.mark.parametrize("path", sorted(FOLDER.glob("ees_*.csv")), ids=lambda path: path.stem)
def test_figures_by_authority_are_no_schools(path: Path) -> None:
    """Figures by local authority have no URN column, and one sentence says so."""
    with pytest.raises(InvalidFile, match="There is no URN column") as raised:
        read_register(path)
    assert len(raised.value.problems) == 1
