"""docs/mixed-economy.md: a trust's continuum and ledgers, typed and answered as they stand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from inclusion_core.analysis.mixed_economy.exchange_balance import FEWEST, NEARLY
from inclusion_core.analysis.schools.small_counts import LEAST_DESTINATION, LEAST_SHOWN

PAGE = Path(__file__).parents[2] / "docs" / "mixed-economy.md"


def test_every_command_of_the_page_is_answered_as_it_stands(replay: Any) -> None:
    """From an empty workspace to a page for the board; and what the page says of the numbers is so."""
    assert len(replay(PAGE)) >= 25
    assert (FEWEST, NEARLY, LEAST_SHOWN, LEAST_DESTINATION) == (3, 3, 6, 11)
