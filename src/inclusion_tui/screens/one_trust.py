"""What every page about one trust of several has in common: which one it is, and the way to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inclusion_tui.render.line import text
from inclusion_tui.render.which_trust import no_next, which_of
from inclusion_tui.screens.page import Page

if TYPE_CHECKING:
    import inclusion_core as ic


class OneTrust(Page):
    """A page about one of the trusts that are there, by its place among them. Say in `show_trust` how it is shown."""

    _place = 0
    _trusts: tuple[ic.trusts.Trust, ...] = ()

    @property
    def trust(self) -> ic.trusts.Trust | None:
        """The trust that is shown, None where there is none."""
        return self._trusts[self._place % len(self._trusts)] if self._trusts else None

    def named(self, before: str, after: str, nobody: str) -> str:
        """Return a heading: the trust's title between two texts and which of how many it is; `nobody` without one."""
        if self.trust is None:
            return nobody
        return f"{before}{text(self.trust.title)}{after}{which_of(self._place % len(self._trusts), len(self._trusts))}"

    def show_trust(self) -> None:
        """Show the trust at the place that is chosen now."""
        raise NotImplementedError

    def action_next_trust(self) -> None:
        """Show the next trust."""
        if len(self._trusts) < 2:  # noqa: PLR2004  with one there is no next
            self.say(no_next(len(self._trusts)))
            return
        self._place = (self._place + 1) % len(self._trusts)
        self.show_trust()
