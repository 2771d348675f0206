"""The frameworks that a review may be begun with: what fits the school stands first."""

from pathlib import Path

import pytest

import inclusion_core as ic


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ic.Desk:
    """A workspace with nothing in it, and nothing of this machine's user in sight."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "user"))
    monkeypatch.delenv("INCLUSION_FRAMEWORKS", raising=False)
    return ic.open_desk(tmp_path / "work")


def test_a_newcomer_meets_the_general_framework_first(desk: ic.Desk) -> None:
    """Without an authority our general one comes first, then others; those of a region, then drafts, are last."""
    with desk:
        found = ic.offered_frameworks(desk)
        elsewhere = ic.offered_frameworks(desk, ic.School(name="Far", authority="908"))
    assert found[0].name.startswith("universal-targeted-specialist@")
    assert [one.consultation for one in found] == sorted(one.consultation for one in found)
    adopted = [bool(one.authorities) for one in found if not one.consultation]
    assert any(adopted)
    assert adopted == sorted(adopted)
    assert [one.path for one in elsewhere] == [one.path for one in found]


def test_a_school_of_a_region_meets_its_own_framework_first(desk: ic.Desk) -> None:
    """Where an adopted framework names the school's authority it comes before the general one, and no draft does."""
    with desk:
        found = ic.offered_frameworks(desk, ic.School(name="Here", authority="390"))
    assert "390" in found[0].authorities
    assert not found[0].consultation
    general = next(at for at, one in enumerate(found) if one.name.startswith("universal-targeted-specialist@"))
    assert all("390" in one.authorities for one in found[:general])
