"""docs/spreadsheets.md and docs/paper.md: every block on them is run, and says what the page says."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from inclusion_core.exchange.framework_columns import USES

if TYPE_CHECKING:
    from collections.abc import Callable

DOCS = Path(__file__).parents[2] / "docs"
BLOCK = re.compile(r"<!-- (\w+)(?:: (\S+))? -->\n```\w+\n(.*?)```", re.DOTALL)


@pytest.mark.parametrize("page", ["spreadsheets.md", "paper.md"])
def test_every_block_of_the_page_works(page: str, run: Callable[..., Any], tmp_path: Path) -> None:
    """Files are written, commands run, and what the page shows of an answer or a file is what there is."""
    blocks = BLOCK.findall((DOCS / page).read_text(encoding="utf-8"))
    ran = None
    for sort, name, text in blocks:
        if sort == "file":
            (tmp_path / name).write_text(text, encoding="utf-8")
        elif sort == "out":
            assert ran is not None
            assert ran.out == text
        elif sort == "in":
            assert text in (tmp_path / name).read_text(encoding="utf-8")
        else:
            if sort == "review":
                assert run("schools", "add", "Alnside", "--urn", "199001", "--made-up").code == 0
                new = ("review", "new", "--school", "199001", "--framework", "universal-targeted-specialist")
                assert run(*new, "--id", "alnside").code == 0
            ran = run(*shlex.split(text)[1:])
            assert ran.code == 0, ran.err
    assert sum(sort in {"run", "review"} for sort, _, _ in blocks) >= 2


def test_every_use_of_a_column_is_on_the_page() -> None:
    """The table of uses is the program's own."""
    page = (DOCS / "spreadsheets.md").read_text(encoding="utf-8")
    for use, about in USES.items():
        assert f"| `{use}` | {about} |" in page
