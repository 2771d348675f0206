"""Plugins: the hooks, the records they return, and the manager that keeps each plugin apart.

What a plugin's author imports stands here: `hookimpl` and the records. Each is loaded when it is first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from inclusion_core.plugins.hookspecs import hookimpl
    from inclusion_core.plugins.manager import Plugins
    from inclusion_core.plugins.records import (
        CalendarEvent,
        CalendarSet,
        Command,
        EnquiryRule,
        EvidenceKind,
        Exporter,
        FrameworkSource,
        Importer,
        ImportRequest,
        Keymap,
        Outgoing,
        PeerMeasure,
        ReportFormat,
        Scale,
        ScoringMethod,
        Screen,
        Suggestion,
    )

__all__ = [
    "CalendarEvent",
    "CalendarSet",
    "Command",
    "EnquiryRule",
    "EvidenceKind",
    "Exporter",
    "FrameworkSource",
    "ImportRequest",
    "Importer",
    "Keymap",
    "Outgoing",
    "PeerMeasure",
    "Plugins",
    "ReportFormat",
    "Scale",
    "ScoringMethod",
    "Screen",
    "Suggestion",
    "hookimpl",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401  a module attribute may be anything
    """Load a public name from its home, once."""
    if name not in __all__:
        raise AttributeError(f"module 'inclusion_core.plugins' has no attribute '{name}'")
    from importlib import import_module  # noqa: PLC0415  only where a name is used

    home = {"hookimpl": "hookspecs", "Plugins": "manager"}.get(name, "records")
    value = getattr(import_module(f"inclusion_core.plugins.{home}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return list(__all__)
