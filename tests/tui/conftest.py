"""The terminal UI under test: a copy of the made-up cluster, and a driver that presses keys and reads the screen."""

import asyncio
import datetime as dt
import shutil
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from tests.tui.settling import at_rest

import inclusion_core as ic
from inclusion_core.demonstration.building import build_demonstration
from inclusion_tui.app import InclusionApp
from inclusion_tui.settings import Settings

NOW = dt.datetime(2026, 11, 20, 12, 0, tzinfo=dt.UTC)
Flow = Callable[[Any], Awaitable[None]]


def rows_of(screen: Any) -> list[str]:
    """Return what a screen shows, a text a row."""
    strips = screen._compositor.render_strips(screen.size)
    return ["".join(segment.text for segment in strip).rstrip() for strip in strips]


@pytest.fixture(scope="session")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration's workspace, built once."""
    folder = tmp_path_factory.mktemp("made-up") / "workspace"
    with ic.open_desk(folder) as desk:
        build_demonstration(desk, now=NOW)
    return folder


@pytest.fixture
def workspace(made_up: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it, and a settings folder of the test's own."""
    monkeypatch.setenv("INCLUSION_SETTINGS", str(tmp_path / "settings"))
    return Path(shutil.copytree(made_up, tmp_path / "workspace"))


@pytest.fixture
def drive(workspace: Path) -> Callable[..., None]:
    """Run a flow on the app: `drive(flow, review="demo-alnside")`; `flow(pilot)` presses keys and looks."""

    def run(  # noqa: PLR0913  a start has these parts, all named
        flow: Flow,
        *,
        review: str | None = "demo-alnside",
        voice: str = "",
        size: tuple[int, int] = (80, 24),
        settings: Settings | None = None,
        folder: Path | None = None,
    ) -> None:
        async def running() -> None:
            with ic.open_desk(folder or workspace) as desk:
                app = InclusionApp(desk, settings or Settings(), review=review, voice=voice)
                async with at_rest(app, size=size) as pilot:
                    try:
                        await flow(pilot)
                    except AssertionError as failed:
                        failed.add_note("\n".join(("The screen was:", *rows_of(app.screen))))
                        raise

        asyncio.run(running())

    return run


@pytest.fixture
def screen_of() -> Callable[[Any], list[str]]:
    """Reads the screen: `screen_of(pilot)` returns what it shows, a text a row."""
    return lambda pilot: rows_of(pilot.app.screen)
