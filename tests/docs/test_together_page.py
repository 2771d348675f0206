"""docs/together.md: two people's work side by side, typed and answered as it stands."""

from __future__ import annotations

from pathlib import Path
from typing import Any

PAGE = Path(__file__).parents[2] / "docs" / "together.md"


def test_every_command_of_the_page_is_answered_as_it_stands(replay: Any) -> None:
    """Planning, voice, learning, hopes and gaps: each answer is the program's."""
    assert len(replay(PAGE)) >= 22
