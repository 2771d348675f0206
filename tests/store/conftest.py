"""A small framework and a workspace with one review, for the store's tests."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from inclusion_core.model.framework import Facet, Framework, Indicator, Strand
from inclusion_core.model.school import School
from inclusion_core.store.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from inclusion_core.store.review.session import Session


@pytest.fixture
def framework() -> Framework:
    """Return ten indicators in one strand, with lenses and one role."""
    return Framework(
        id="small",
        edition="1",
        title="Small",
        strands={"U": Strand("U", "Universal")},
        indicators={f"U{n}": Indicator(f"U{n}", "U", f"Title {n}") for n in range(1, 11)},
        roles=("senco",),
        facet=Facet("lens", ("send", "cared-for")),
    )


@pytest.fixture
def workspace(tmp_path: Path, framework: Framework) -> Workspace:
    """Return a workspace with the review `alnside-2026-11`."""
    found = Workspace.open(tmp_path / "ws")
    found.create_review(School(name="Alnside"), framework, started=dt.date(2026, 11, 22))
    return found


@pytest.fixture
def session(workspace: Workspace) -> Session:
    """Return that review, open."""
    return workspace.session("alnside")


@pytest.fixture
def folder(workspace: Workspace) -> Path:
    """Return that review's folder."""
    return workspace.review_folder("alnside-2026-11")


@pytest.fixture
def as_person(workspace: Workspace) -> Callable[[str], Workspace]:
    """Return the same workspace as somebody else has it open."""

    def other(person: str) -> Workspace:
        from attrs import evolve  # noqa: PLC0415

        found = Workspace.open(workspace.root)
        found._me = evolve(found._me, me=evolve(found.me, id=person, name=person.title()))
        return found

    return other
