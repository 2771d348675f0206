"""docs/calendar.md: a school year, typed and answered as it stands; and its picture."""

from __future__ import annotations

from pathlib import Path
from typing import Any

DOCS = Path(__file__).parents[2] / "docs"


def test_every_command_of_the_page_is_answered_as_it_stands(replay: Any) -> None:
    """Terms, events, the year week by week, quiet weeks and time that is kept: each answer is the program's."""
    assert len(replay(DOCS / "calendar.md")) >= 12
