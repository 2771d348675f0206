"""docs/consultation.md: asking, answering, merging, counting, drafting and signing up, typed as it stands."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

PAGE = Path(__file__).parents[2] / "docs" / "consultation.md"
PLACE = re.compile(r"next\.toml:(\d+): (?P<what>indicators\.\w+)")


def test_every_command_of_the_page_is_answered_as_it_stands(replay: Any, folder: Path) -> None:
    """From the empty file that is sent out to the draft of the next edition: each answer is the program's.

    A line's number is held to be where the indicator stands in the draft, whichever number that is.
    """
    held: list[str] = []

    def settled(answer: str) -> str:
        def place(found: re.Match[str]) -> str:
            lines = (folder / "next.toml").read_text(encoding="utf-8").splitlines()
            assert lines[int(found[1]) - 1] == f"[{found['what']}]"
            held.append(found["what"])
            return f"next.toml:LINE: {found['what']}"

        return PLACE.sub(place, answer)

    assert len(replay(PAGE, settled=settled)) >= 21
    assert held == ["indicators.T7"] * 3


def test_the_page_says_what_is_counted_and_who_sees_a_name() -> None:
    """Counts are of schools that answered none is hidden, and why; and who sees a name where files differ."""
    told = " ".join(PAGE.read_text(encoding="utf-8").split())
    for part in (
        "No count is hidden, however few schools are in it", "opinions on a text, and judge no school",
        "whoever merges sees that school's name", "screen-consult.svg", "screen-signup.svg",
    ):  # fmt: skip
        assert part in told, part
