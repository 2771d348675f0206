"""All the evidence of a review, the oldest first, with the keys of the inbox."""

from __future__ import annotations

from inclusion_tui.screens.inbox import ALL, InboxScreen


class EvidenceListScreen(InboxScreen):
    """Begins with everything; `o` chooses one kind, one indicator, or what is not filed yet."""

    def __init__(self) -> None:
        super().__init__()
        self._only = ALL
