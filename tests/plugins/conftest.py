"""Fake plugins, in memory and as distributions that look installed, without a network or an installer."""

from __future__ import annotations

import sys
import types
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, Any

import pytest

from inclusion_core.plugins import hookimpl, isolation
from inclusion_core.plugins.isolation import Deadlines
from inclusion_core.plugins.manager import Plugins

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

QUICK = Deadlines(call=1, file=1.5, load=20)


@pytest.fixture(autouse=True)
def _nothing_off() -> Iterator[None]:
    """Let no test switch a plugin off for the next one."""
    before = dict(isolation._off)
    isolation._off.clear()
    yield
    isolation._off.clear()
    isolation._off.update(before)


@pytest.fixture
def made() -> Callable[..., types.ModuleType]:
    """Make a plugin of functions named after the hooks they are."""

    def make(**hooks: Callable[..., Any]) -> types.ModuleType:
        module = types.ModuleType("made")
        for name, function in hooks.items():
            setattr(module, name, hookimpl(function))
        return module

    return make


@pytest.fixture
def plugins() -> Plugins:
    """Return a manager that looks at nothing installed and has short deadlines."""
    return Plugins(discover=False, builtin=False, deadlines=QUICK)


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Path]]:
    """Put distributions on the path: their files, their entry points, their name and version."""
    before = set(sys.modules)

    def put(distribution: str, files: dict[str, str], *, version: str = "1.0", **groups: dict[str, str]) -> Path:
        site = tmp_path / distribution
        for name, text in files.items():
            file = site / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        info = site / f"{distribution.replace('-', '_')}-{version}.dist-info"
        info.mkdir(parents=True)
        metadata = f"Metadata-Version: 2.1\nName: {distribution}\nVersion: {version}\n"
        (info / "METADATA").write_text(metadata, encoding="utf-8")
        named = {"python": "inclusion", "frameworks": "inclusion.frameworks"}
        lines = [
            line
            for group, entries in groups.items()
            for line in (f"[{named[group]}]", *(f"{name} = {value}" for name, value in entries.items()))
        ]
        (info / "entry_points.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
        monkeypatch.syspath_prepend(str(site))
        return site

    yield put
    for name in set(sys.modules) - before:
        if name.startswith("inclusion_fake"):
            del sys.modules[name]


@pytest.fixture
def option() -> list[str]:
    """Name our pytest plugin for a pytest of its own, where it is not installed."""
    known = [one.value for one in entry_points(group="pytest11")]
    return [] if "inclusion_core.testing.pytest_plugin" in known else ["-p", "inclusion_core.testing.pytest_plugin"]
