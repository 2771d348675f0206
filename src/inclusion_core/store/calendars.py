"""School years, as a workspace keeps them: `calendar/2026.toml` is the one that starts in September 2026."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inclusion_core.model.calendar import SchoolYear
from inclusion_core.store.book import Book

if TYPE_CHECKING:
    from inclusion_core.store.workspace import Workspace


def years_of(workspace: Workspace) -> Book[SchoolYear]:
    """Return the school years of a workspace."""
    return Book(workspace, SchoolYear, "calendar", folder="calendar")
