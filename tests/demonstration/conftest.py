"""The demonstration's content and the framework that it is written for, read once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from inclusion_core.analysis.scoring.methods import METHODS
from inclusion_core.demonstration.content import Cluster, read_cluster
from inclusion_core.model.evidence import KINDS
from inclusion_core.model.scale import ENQUIRY, FOUR_STEP, FREQUENCY
from inclusion_core.store.frameworks.framework_files import read_framework

if TYPE_CHECKING:
    from inclusion_core.model.framework import Framework

ROOT = Path(__file__).resolve().parents[2]
BASE = ROOT / "frameworks" / "universal-targeted-specialist.toml"
NORTH_EAST = ROOT / "plugins" / "inclusion-north-east" / "src" / "inclusion_north_east" / "north-east.toml"


def _read(path: Path, base: Framework | None = None) -> Framework:
    def bases(name: str) -> Framework:
        assert base is not None, f"{path.name} extends {name}"
        return base

    return read_framework(
        path,
        bases=bases,
        scales={one.id: one for one in (FOUR_STEP, ENQUIRY, FREQUENCY)},
        kinds={one.id: one for one in KINDS},
        methods=[one.name for one in METHODS],
    ).framework


@pytest.fixture(scope="session")
def cluster() -> Cluster:
    """Give what ships with the program."""
    return read_cluster()


@pytest.fixture(scope="session")
def base() -> Framework:
    """Give the general framework, which will do where the regional one is not installed."""
    return _read(BASE)


@pytest.fixture(scope="session")
def framework(base: Framework) -> Framework:
    """Give the framework that the demonstration is written for."""
    return _read(NORTH_EAST, base)
