"""The small groups of schools, as a workspace keeps them: `staffing/<school>.toml`, outside every review.

No bundle, report, export or comparison reaches it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from inclusion_core.model.staffing import Staffing
from inclusion_core.store.book import Book

if TYPE_CHECKING:
    from inclusion_core.store.workspace import Workspace


def staffing_of(workspace: Workspace) -> Book[Staffing]:
    """Return what the schools of a workspace keep of their small groups."""
    return Book(workspace, Staffing, "staffing", folder="staffing")
