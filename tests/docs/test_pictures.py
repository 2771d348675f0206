"""The pictures in the docs are what the commands answer and the screens show today."""

import importlib.util
from pathlib import Path
from typing import Any

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"


def loaded(name: str) -> Any:
    """Load a module that stands beside the pictures."""
    spec = importlib.util.spec_from_file_location(name, PICTURES / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_picture_is_what_its_command_answers() -> None:
    """`make pictures` would change nothing."""
    drawn = {**loaded("draw").pictures(), **loaded("screens").pictures()}
    assert {path.stem for path in PICTURES.glob("*.svg")} == set(drawn)
    for name, picture in drawn.items():
        assert (PICTURES / f"{name}.svg").read_text(encoding="utf-8") == picture, f"{name}: run make pictures"
