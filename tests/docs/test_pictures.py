"""The pictures in the docs are what the commands answer and the screens show today."""

import importlib.util
from pathlib import Path
from typing import Any

import pytest
from rich.segment import Segment
from rich.style import Style

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"


def loaded(name: str) -> Any:
    """Load a module that stands beside the pictures."""
    spec = importlib.util.spec_from_file_location(name, PICTURES / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(autouse=True)
def beside_the_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    """What stands beside them is imported by its name alone, whichever test runs first."""
    monkeypatch.syspath_prepend(PICTURES)


def test_every_picture_is_what_its_command_answers() -> None:
    """`make pictures` would change nothing."""
    drawn = {**loaded("draw").pictures(), **loaded("screens").pictures()}
    assert {path.stem for path in PICTURES.glob("*.svg")} == set(drawn)
    for name, picture in drawn.items():
        assert (PICTURES / f"{name}.svg").read_text(encoding="utf-8") == picture, f"{name}: run make pictures"


def test_a_picture_does_not_show_how_a_row_was_cut() -> None:
    """A row in one piece and the same row in several are drawn alike, whatever a blank between them looks like."""
    screens = loaded("screens")
    plain, bold = Style(color="#e8e6e3", bgcolor="#14171a"), Style(color="#a9b1b8", bgcolor="#14171a", bold=True)
    whole = [Segment("U1  Every child from here", plain), Segment(" Secure ", bold)]
    cut = [Segment("U1", plain), Segment("  ", bold), Segment("Every ch", plain + Style(meta={"row": 1})),
           Segment("ild from here", plain), Segment(" ", plain), Segment("Secure ", bold)]  # fmt: skip
    assert list(screens._row(cut, 3, "#000000", clock=False)) == list(screens._row(whole, 3, "#000000", clock=False))
    other = [Segment("U1  Every child from here Secure ", plain)]
    assert list(screens._row(other, 3, "#000000", clock=False)) != list(screens._row(whole, 3, "#000000", clock=False))
