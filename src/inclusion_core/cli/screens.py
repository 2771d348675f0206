"""The way from the command line to the screens, where they are installed."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from inclusion_core.cli.commands import TUI

if TYPE_CHECKING:
    from collections.abc import Callable


def screens() -> Callable[..., int | None] | None:
    """Return what opens the terminal UI on a workspace's folder; None where the screens are not installed."""
    return _part(*TUI.split(":"))


def web_page() -> Callable[..., int] | None:
    """Return what shows the terminal UI in a browser; None where the screens are not installed."""
    return _part(f"{TUI.partition('.')[0]}.web", "serve")


def _part(module: str, attribute: str) -> Callable[..., Any] | None:
    try:
        found: Callable[..., Any] = getattr(import_module(module), attribute)
    except ModuleNotFoundError as missing:
        if missing.name is None or module.partition(".")[0] != missing.name.partition(".")[0]:
            raise  # the screens are there, and something that they need is not
        return None
    return found
