"""`inclusion region`: what goes where."""

from pathlib import Path
from typing import Any


def test_a_page_and_a_picture_do_not_take_each_others_place(run: Any) -> None:
    """Two names are needed; with one nothing is written."""
    done = run("region", "--format", "html", "--out", "x.svg", "--svg", "x.svg")
    assert (done.code, done.out) == (2, "")
    assert "name the same file" in done.err
    assert not Path("x.svg").exists()
