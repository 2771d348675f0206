"""docs/compare.md: what is typed there is answered as it says, over eight made-up schools."""

from pathlib import Path
from typing import Any

from tests.desk.eight_schools import build

from inclusion_core.analysis.schools.neighbours import MEASURES
from inclusion_core.analysis.schools.suppression import LEAST

PAGE = Path(__file__).parents[2] / "docs" / "compare.md"


def test_the_worked_example_is_what_the_program_answers(folder: Path, replay: Any) -> None:
    """Every command of the page gives what stands below it; and the page names every measure and the least number."""
    build(folder / "work")
    ran = replay(PAGE)
    assert len(ran) == 4
    page = PAGE.read_text(encoding="utf-8")
    assert all(f"\n| `{one.name}` |" in page for one in MEASURES)
    assert LEAST == 5
