"""docs/visit-day.md: the day of a visit, typed and answered as it stands."""

from __future__ import annotations

from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from inclusion_core.store.review import checking

if TYPE_CHECKING:
    import pytest

PAGE = Path(__file__).parents[2] / "docs" / "visit-day.md"


def test_every_command_of_the_page_is_answered_as_it_stands(replay: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """From the safeguarding card to before and after, each answer is the program's; only ids are told in order."""
    numbers = count(1)
    monkeypatch.setattr(checking, "new_id", lambda prefix, _at, _taken: f"{prefix}-1nge0p0w{next(numbers):04}")
    assert len(replay(PAGE)) >= 15
