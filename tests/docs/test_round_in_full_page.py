"""docs/round-in-full.md: a round from its plan to the next cycle, typed and answered as it stands."""

from __future__ import annotations

import re
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from inclusion_core.store.review import checking

if TYPE_CHECKING:
    import pytest

PAGE = Path(__file__).parents[2] / "docs" / "round-in-full.md"


_DAY, _PERSON = r"\d{1,2} [A-Z][a-z]+ \d{4} at \d\d:\d\d UTC", r"\b[b-z]{2}-[0-9a-hjkmnp-tv-z]{3}\b"


def settled(answer: str) -> str:
    """Return an answer with one day, one size and one name for whoever sits at a machine."""
    answer = re.sub(_DAY, "25 November 2026 at 17:35 UTC", answer)
    answer = re.sub(r"\(\d+ kB\)", "(51 kB)", answer)
    return re.sub(rf"{_PERSON}(?= made this file)|(?<=changes by ){_PERSON}", "wc-4wn", answer)


def test_every_command_of_the_page_is_answered_as_it_stands(replay: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """From three schools to what others see, each answer is the program's; only ids, days and sizes are settled."""
    numbers = count(1)
    monkeypatch.setattr(checking, "new_id", lambda prefix, _at, _taken: f"{prefix}-1nge0p0w{next(numbers):04}")
    assert len(replay(PAGE, settled=settled)) >= 35
