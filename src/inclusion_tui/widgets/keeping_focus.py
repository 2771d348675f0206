"""What is typed in and may be put away and asked for again before the screen was laid out anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events


class KeepsFocus:
    """Comes before the widget that it is part of. `wanted()` says whether that is, or is about to be, in sight.

    It hears that it was put away only after it was asked for again: it keeps the focus then, or what is typed next
    would go to the list behind it, as commands.
    """

    wanted: Callable[[], bool] | None = None

    def on_hide(self, event: events.Hide) -> None:
        """Give the focus up, unless it is asked for again already."""
        if self.wanted is not None and self.wanted():
            event.prevent_default()
