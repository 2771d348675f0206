"""What docs/agreement.md works out by hand is what the program does."""

from __future__ import annotations

import doctest
from pathlib import Path

DOC = Path(__file__).parents[2] / "docs" / "agreement.md"


def test_every_block_of_the_page_gives_what_it_says() -> None:
    """Each figure worked by hand on the page comes out of the code, and each reason is said as it stands there."""
    failed, tried = doctest.testfile(str(DOC), module_relative=False)
    assert tried > 15
    assert failed == 0
