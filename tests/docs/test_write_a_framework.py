"""docs/write-a-framework.md: every block of it is written, run and compared, from top to bottom.

Where the program rightly says something else now, `INCLUSION_WRITE_TRANSCRIPT=1` writes the answers anew.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from inclusion_core.cli import main
from inclusion_core.cli.plugin_folder import CONTRACT

PAGE = Path(__file__).parents[2] / "docs" / "write-a-framework.md"
RUN_ELSEWHERE = {
    "pip install ./inclusion-my-county",
    "pip install 'inclusion-review[test]'",
    CONTRACT.format(id="my-county"),
}
"""What tests/library/test_generated_plugin.py does with a plugin just like the page's, without a network."""


def test_every_block_of_the_page_works_as_it_stands(replay: Any) -> None:
    """Its files are written, its additions added, and each command prints what stands below it."""
    ran = replay(PAGE, elsewhere=RUN_ELSEWHERE)
    for part in ("framework check", "--screen", "framework links", "framework add", "judge", "score", "--package"):
        assert any(part in line for line in ran), part


def test_the_first_framework_has_twelve_lines(folder: Path) -> None:
    """The page promises twelve lines, and a review can be judged with them as they stand."""
    found = re.search(r"<!-- file: \S+ -->\n```toml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    assert len(found[1].splitlines()) == 12
    (folder / "twelve.toml").write_text(found[1], encoding="utf-8")
    for command in (
        "schools add Alnside --made-up",
        "review new --school alnside --framework twelve.toml --id alnside",
        "judge alnside A1 secure",
    ):
        assert main(command.split()) == 0, command
