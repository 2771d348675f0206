"""Draw the snapshots that a test compares: six screens at two sizes, as the pictures in the docs are drawn."""

from __future__ import annotations

import asyncio
import importlib.util
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import inclusion_core as ic
from inclusion_tui.app import InclusionApp
from inclusion_tui.settings import Settings

if TYPE_CHECKING:
    from textual.strip import Strip

FOLDER = Path(__file__).parent
SIZES = {"narrow": (80, 24), "wide": (140, 45)}
PAGES = {
    "rate": "The list of indicators.", "indicator": "One indicator, whole.", "why": "Why a level stands.",
    "differences": "Differences between voices.", "inbox": "The inbox.", "go": "Where to go, over the list.",
}  # fmt: skip


_STAYS = 3  # looks, a tenth of a second apart, at which nothing has changed


def pictures_module() -> Any:
    """Return what draws the pictures in the docs."""
    there = FOLDER.parents[2] / "docs" / "pictures"
    spec = importlib.util.spec_from_file_location("screens", there / "screens.py")
    if spec is None or spec.loader is None:
        raise RuntimeError("The pictures in the docs have no module.")
    module = importlib.util.module_from_spec(spec)
    sys.path.insert(0, str(there))  # what stands beside it is imported by its name alone
    try:
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(there))
    return module


async def at_rest(pilot: Any) -> list[Strip]:
    """Return the rows of the screen once they stay as they are: the score is reckoned a moment after the last key."""
    before: list[Strip] = []
    same = 0
    while True:
        await pilot.pause(0.1)
        screen = pilot.app.screen
        rows = list(screen._compositor.render_strips(screen.size))
        same = same + 1 if rows == before else 0
        if same == _STAYS:
            return rows
        before = rows


async def screens_of(workspace: Path, size: tuple[int, int]) -> dict[str, list[Strip]]:
    """Return the rows of each page at a size, with the fourth indicator chosen."""
    shown = {}
    with ic.open_desk(workspace) as desk:
        app = InclusionApp(desk, Settings(theme="inclusion-dark"), review="demo-alnside", voice="peer:lead-reviewer")
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await pilot.press("home", *"jjj")
            for page in PAGES:
                if page != "rate":
                    app.action_open(page)
                shown[page] = await at_rest(pilot)
                if page != "rate":
                    await pilot.press("escape")
                    await pilot.pause()
    return shown


def snapshots() -> dict[str, str]:
    """Return every snapshot by its name."""
    screens = pictures_module()
    drawn = {}
    with screens.settled() as workspace:
        for called, size in SIZES.items():
            for page, rows in asyncio.run(screens_of(workspace, size)).items():
                name = f"{page}-{called}"
                drawn[name] = screens.svg_of(name, screens.Picture(PAGES[page], (), size=size), rows)
    return drawn


if __name__ == "__main__":
    for name, drawn in snapshots().items():
        (FOLDER / f"{name}.svg").write_text(drawn, encoding="utf-8")
