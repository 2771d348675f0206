"""A trust rolled up from a workspace: release, consent and suppression hold, whatever groups overlap with it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from tests.desk.eight_schools import NAMES, build

from inclusion_core.desk import Desk, open_desk
from inclusion_core.desk.clusters import new_cluster
from inclusion_core.desk.comparing import compare_agreed
from inclusion_core.desk.releasing import released_with
from inclusion_core.desk.rolling_up import roll_up_trust
from inclusion_core.desk.trusts import new_trust
from inclusion_core.errors import NotAllowed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

IDS = [one.lower() for one in NAMES]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workspace, made once."""
    folder = tmp_path_factory.mktemp("eight") / "work"
    build(folder)
    return folder


@pytest.fixture
def desk(made: Path, tmp_path: Path) -> Iterator[Desk]:
    """A desk with a copy of it."""
    shutil.copytree(made, tmp_path / "work")
    with open_desk(tmp_path / "work") as desk:
        yield desk


def hold(desk: Desk, place: int, to: str, *sections: str) -> None:
    """Release sections of one review, or take them back."""
    with desk.session(f"{IDS[place]}-1") as session:
        session.change_review(released=released_with(session.review, sections, to))


def test_only_what_was_released_is_in_it_and_nobody_is_named_without_leave(desk: Desk) -> None:
    """Eight schools: one is named; a school that takes its release back is left out and said without its name."""
    trust = new_trust(desk, "North", IDS)
    found = roll_up_trust(desk, trust)
    assert (found.found.n, found.found.named, found.silent) == (8, ("Bedeside School",), 0)
    assert found.found.rows[0].spread.counts == (1, 2, 3, 2)
    hold(desk, 2, "self", "judgements")
    found = roll_up_trust(desk, trust)
    assert found.found.n == 7
    assert [(one.why, one.number, one.names) for one in found.left_out] == [
        ("not released to the partnership", 1, ()),
    ]
    assert not [name for name in NAMES if name != "Bedeside" and name in repr((found.found, found.compared))]


def test_without_any_release_there_is_no_roll_up(desk: Desk) -> None:
    """The host decides, and the refusal says with which command."""
    trust = new_trust(desk, "Two", IDS[:2])
    for place in (0, 1):
        hold(desk, place, "self", "judgements")
    with pytest.raises(NotAllowed, match="inclusion release REVIEW --section judgements --to partnership"):
        roll_up_trust(desk, trust)
    hold(desk, 0, "partnership", "judgements")
    with pytest.raises(NotAllowed, match="Fewer than two schools of two"):
        roll_up_trust(desk, trust)


def test_a_trust_and_a_cluster_that_differ_by_one_school_do_not_give_it_away(desk: Desk) -> None:
    """Six without a name in the trust, seven in the cluster: only the smaller is shown, whichever it is."""
    for place in range(8):
        hold(desk, place, "partnership", "judgements")
    trust = new_trust(desk, "North", [IDS[0], *IDS[2:7]])
    assert roll_up_trust(desk, trust).found.rows[0].spread.n == 6
    new_cluster(desk, "Tyne", [IDS[0], *IDS[2:8]])
    assert roll_up_trust(desk, trust).found.rows[0].spread.n == 6
    assert compare_agreed(desk, "alnside-1", "cluster:tyne", you=False).compared.rows[0].hidden
