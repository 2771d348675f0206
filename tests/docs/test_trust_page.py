"""docs/trust.md: a trust rolled up, words and practice, and counts, typed and answered as they stand."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from tests.desk.eight_schools import build

from inclusion_core.analysis.schools.roll_up import FAR, FEWEST_BESIDE
from inclusion_core.model.provision_counts import LEAST_KEPT

PAGE = Path(__file__).parents[2] / "docs" / "trust.md"


def test_every_command_of_the_page_is_answered_as_it_stands(replay: Any, folder: Path) -> None:
    """Over the eight made-up schools of the page on comparing; and what the page says of the numbers is so."""
    build(folder / "work")

    def settled(screen: str) -> str:
        return re.sub(r"\b([ep])-[0-9a-z]{12}\b", r"\1-1", screen)

    assert len(replay(PAGE, settled=settled)) >= 15
    assert (FAR, FEWEST_BESIDE, LEAST_KEPT) == (2, 3, 6)
