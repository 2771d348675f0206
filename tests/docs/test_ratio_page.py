"""docs/ratio.md: small groups against the measure, typed and answered as it stands."""

from __future__ import annotations

from pathlib import Path
from typing import Any

PAGE = Path(__file__).parents[2] / "docs" / "ratio.md"


def test_every_command_of_the_page_is_answered_as_it_stands(replay: Any) -> None:
    """One group, a table with a budget, and what a school keeps: each answer is the program's."""
    assert len(replay(PAGE)) == 8
