"""A dozen screens look as they did. Who changes a look on purpose runs `make pictures` and looks at them."""

import importlib.util
from pathlib import Path

FOLDER = Path(__file__).parent / "snapshots"


def test_the_screens_look_as_they_did() -> None:
    """Six screens at 80 by 24 and at 140 by 45 are drawn as the kept snapshots are, and there is no other snapshot."""
    spec = importlib.util.spec_from_file_location("draw_snapshots", FOLDER / "draw.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    drawn = module.snapshots()
    kept = {path.stem: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.svg")}
    changed = sorted(name for name in {*drawn, *kept} if drawn.get(name) != kept.get(name))
    assert changed == [], "they look otherwise now: run make pictures, and look at them"
