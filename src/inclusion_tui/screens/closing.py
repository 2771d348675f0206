"""A screen that closes once: a second key that reaches it before it has gone closes nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import Screen

if TYPE_CHECKING:
    from inclusion_tui.app import InclusionApp

Answer = TypeVar("Answer")


class Closing(Screen[Answer], Generic[Answer]):
    """A screen on top of another. Textual takes whatever is on top away, whoever asks to be closed."""

    app: InclusionApp

    @property
    def is_shown(self) -> bool:
        """Whether this is the screen that keys are for."""
        stack = self.app.screen_stack
        return bool(stack) and stack[-1] is self

    def dismiss(self, result: Answer | None = None) -> AwaitComplete:
        """Close with an answer, unless it is closed already."""
        return super().dismiss(result) if self.is_shown else AwaitComplete()
