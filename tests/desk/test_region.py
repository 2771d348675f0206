"""The picture of a region from a workspace: every authority is there, and nothing that was not released."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

import inclusion_core as ic
from inclusion_core.desk import open_desk
from inclusion_core.desk.clusters import new_cluster
from inclusion_core.desk.region import region_text, regional_picture
from inclusion_core.errors import NotAllowed

if TYPE_CHECKING:
    from pathlib import Path


def test_a_region_has_all_its_authorities_and_only_what_was_released(tmp_path: Path) -> None:
    """Twelve authorities; six released reviews of one are shown together, and with one taken back of five all alike."""
    with open_desk(tmp_path / "work") as desk:
        framework = desk.framework("north-east")
        for place in range(6):
            school = ic.School(f"Side {place}", id=f"side-{place}", authority="929", phase="primary", made_up=True)
            desk.workspace.put_schools([school])
            desk.workspace.create_review(school, framework, id=f"r{place}", started=dt.date(2026, 11, 2))
            with desk.session(f"r{place}") as session:
                session.judge_all([("self", "U1", ic.Judgement("leading" if place < 2 else "secure"))])
        none = regional_picture(desk, framework="north-east")
        assert [(one.schools, one.n) for one in none.of("region")] == [(6, 0)]
        for place in range(6):
            with desk.session(f"r{place}") as session:
                session.change_review(released={"judgements": "partnership"})
        found = regional_picture(desk, framework="north-east")
        assert len(found.of("authority")) == 12
        assert {one.id: (one.schools, one.n) for one in found.of("authority")}["929"] == (6, 6)
        assert sum(one.schools for one in found.of("authority")) == 6
        assert [one.indicators[0].spread.counts for one in found.of("region")] == [(0, 0, 4, 2)]
        assert [one.indicators[0].spread.n for one in found.of("phase")] == [6]
        assert "Side" not in repr(found.groups)
        with desk.session("r0") as session:
            session.change_review(released={"judgements": "self"})
        less = regional_picture(desk, framework="north-east")
        assert [(one.n, one.indicators[0].hidden, one.indicators[0].spread.n) for one in less.of("region")] == [
            (5, True, 0)
        ]
        made = region_text(less, dt.date(2026, 11, 26))
        assert "No school, pupil or member of staff here is real." in " ".join(made.split())
        desk.workspace.put_schools([ic.School("Another", id="another", authority="929", phase="primary")])
        mixed = regional_picture(desk, framework="north-east")
        made = " ".join(region_text(mixed, dt.date(2026, 11, 26)).split())
        assert (mixed.made_up, mixed.mixed, "here is real" in made) == (True, True, False)
        assert "Some of these schools are made up" in made
        nobody = regional_picture(desk, framework="north-east", voice="moderated")
        made = " ".join(region_text(nobody, dt.date(2026, 11, 26)).split())
        assert "released review yet" not in made  # they are released: only this voice has judged nothing
        assert "1 with schools here and 0 with schools in it. None in it yet: Gateshead" in made
        with pytest.raises(NotAllowed, match="names no authorities"):
            regional_picture(desk, framework="universal-targeted-specialist")


def test_no_region_is_drawn_by_a_voice_that_schools_do_not_share(tmp_path: Path) -> None:
    """It is refused whether anything is released yet or not."""
    with open_desk(tmp_path / "work") as desk, pytest.raises(NotAllowed, match="not 'nonsense'"):
        regional_picture(desk, framework="north-east", voice="nonsense")


def test_a_partnership_is_covered_as_far_as_its_schools_are_in_it(tmp_path: Path) -> None:
    """All schools of its clusters count as here, released or not; one without a school of the region is not told."""
    with open_desk(tmp_path / "work") as desk:
        framework = desk.framework("north-east")
        for place in range(6):
            authority = "929" if place < 3 else "999"
            school = ic.School(f"Side {place}", id=f"side-{place}", authority=authority, phase="primary", made_up=True)
            desk.workspace.put_schools([school])
        new_cluster(desk, "Tyne", ["side-0", "side-1", "side-2"], partnership="north")
        new_cluster(desk, "Away", ["side-3", "side-4", "side-5"], partnership="far")

        def coverage() -> list[tuple[str, int, int]]:
            found = regional_picture(desk, framework="north-east")
            return [(one.id, one.schools, one.n) for one in found.of("partnership")]

        assert coverage() == [("north", 3, 0)]
        for place in (0, 4):
            desk.workspace.create_review(f"side-{place}", framework, id=f"r{place}", started=dt.date(2026, 11, 2))
            with desk.session(f"r{place}") as session:
                session.judge_all([("self", "U1", ic.Judgement("secure"))])
                session.change_review(released={"judgements": "partnership"})
        assert coverage() == [("north", 3, 1)]
