"""What two people of a school do together, as a workspace keeps it: `together/<school>.toml`, outside every review.

No bundle, report or export reaches it, and on the disk it is its owner's alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from inclusion_core.model.together import Together
from inclusion_core.store.book import Book

if TYPE_CHECKING:
    from inclusion_core.store.workspace import Workspace


def pairs_of(workspace: Workspace) -> Book[Together]:
    """Return the pairs of a workspace."""
    return Book(workspace, Together, "together", folder="together", private=True)
