"""The pictures in the docs are what the commands answer today."""

import importlib.util
from pathlib import Path

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"


def test_every_picture_is_what_its_command_answers() -> None:
    """`make pictures` would change nothing."""
    spec = importlib.util.spec_from_file_location("draw", PICTURES / "draw.py")
    assert spec
    assert spec.loader
    draw = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(draw)
    drawn = draw.pictures()
    assert {path.stem for path in PICTURES.glob("*.svg")} == set(drawn)
    for name, picture in drawn.items():
        assert (PICTURES / f"{name}.svg").read_text(encoding="utf-8") == picture, f"{name}: run make pictures"
