"""docs/round.md: a whole round of visits, typed and answered as it stands."""

from __future__ import annotations

from pathlib import Path
from typing import Any

PAGE = Path(__file__).parents[2] / "docs" / "round.md"


def test_every_command_of_the_page_is_answered_as_it_stands(replay: Any) -> None:
    """From four schools to the day on which the last report is out, each answer is the program's."""
    assert len(replay(PAGE)) >= 25
