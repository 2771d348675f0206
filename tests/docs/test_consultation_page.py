"""docs/consultation.md: asking, answering, merging, counting, drafting and signing up, typed as it stands."""

from __future__ import annotations

from pathlib import Path
from typing import Any

PAGE = Path(__file__).parents[2] / "docs" / "consultation.md"


def test_every_command_of_the_page_is_answered_as_it_stands(replay: Any) -> None:
    """From the empty file that is sent out to the draft of the next edition: each answer is the program's."""
    assert len(replay(PAGE)) >= 21
