"""docs/editions.md: its commands run as they stand, and what it names is what there is."""

import io
import re
import shlex
from contextlib import redirect_stdout
from pathlib import Path
from typing import get_args

import pytest

from inclusion_core.analysis.editions.migration import ChangeSort
from inclusion_core.cli import main
from inclusion_core.desk import load_framework
from inclusion_core.store import toml

PAGE = (Path(__file__).parents[2] / "docs" / "editions.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    """Return what stands in the page's blocks of one language."""
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


def test_every_command_of_the_page_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the order of the page, on a review by 2026.1 in which T4 was judged, each of them answers 0."""
    monkeypatch.setenv("INCLUSION_HOME", str(tmp_path / "work"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "user"))
    monkeypatch.delenv("INCLUSION_FRAMEWORKS", raising=False)
    before = [
        'schools add "Alnside" --made-up',
        "review new --school alnside --framework north-east@2026.1 --id alnside-2026-11",
        'judge alnside-2026-11 T4 secure --because "Seen."',
    ]
    commands = [line.removeprefix("inclusion ") for block in blocks("sh") for line in block.splitlines()]
    assert len(commands) == 6
    for line in (*before, *commands):
        with redirect_stdout(io.StringIO()) as said:
            assert main(shlex.split(line)) == 0, line
        if line.endswith("--to 2026.2"):
            question = re.search(r"\*(T4 is now .*?)\*", PAGE)
            assert question
            told = " ".join(said.getvalue().split()).replace(
                "T4 (A targeted base offers calm and a way back) is", "T4 is"
            )
            assert question[1] in told


def test_every_sort_of_change_is_explained() -> None:
    """The table of the page has a line for each sort, and no other."""
    table = PAGE[PAGE.index("| it is |") : PAGE.index("Beside the words")]
    assert re.findall(r"^\| ([a-z]+) \|", table, re.MULTILINE) == [
        "unchanged", "moved", "reworded", "split", "merged", "dropped", "new",
    ]  # fmt: skip
    assert len(get_args(ChangeSort)) == 7


def test_the_example_of_retired_ids_is_that_of_the_real_case() -> None:
    """What the page shows under `retired` is what north-east@2026.2 says."""
    (example,) = [block for block in blocks("toml") if "retired" in block]
    shown = toml.parse(example)["retired"]
    real = load_framework("north-east@2026.2").retired
    assert {each: tuple(one.get("replaced_by", ())) for each, one in shown.items()} == {
        each: one.replaced_by for each, one in real.items()
    }
