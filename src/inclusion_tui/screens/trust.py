"""A trust's schools together: how they are spread, who stands alone, and who could help."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import inclusion_core as ic
from inclusion_tui.keys import keymap
from inclusion_tui.render.line import block
from inclusion_tui.render.trust import counted_lines, opening_within, row_line, whole_lines
from inclusion_tui.render.which_trust import NO_TRUST
from inclusion_tui.screens.one_trust import OneTrust
from inclusion_tui.screens.page import OpeningPage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.binding import BindingType

    from inclusion_tui.messages import Worked
    from inclusion_tui.render.line import Line
    from inclusion_tui.working import Work

rolling_up = ic.rolling_up

_VOICES = ("self", "moderated")


class TrustScreen(OpeningPage, OneTrust):
    """Reads the released reviews of a trust in a thread; t shows the next trust, v what was agreed with reviewers."""

    parts: ClassVar[tuple[str, ...]] = ("trust",)
    BINDINGS: ClassVar[list[BindingType]] = keymap.bindings("trust")

    def __init__(self) -> None:
        super().__init__()
        self._voice = _VOICES[0]
        self._made: rolling_up.TrustRolledUp | None = None
        self._shown: dict[str, rolling_up.RolledUp] = {}
        self._says = "Looking at the trusts …"

    def heading(self) -> str:
        """Return whose schools, and which of how many trusts."""
        return self.named("", ": its schools together", "The trust")

    def on_mount(self) -> None:
        """Read the trusts."""
        super().on_mount()
        self.show_trust()

    def show_trust(self) -> None:
        """Read the trust's reviews in a thread."""
        desk, place, voice = self.app.desk, self._place, self._voice

        def read(_: Work) -> object:
            trusts = ic.trusts.all_trusts(desk)
            if not trusts:
                return trusts, None, NO_TRUST
            try:
                return trusts, rolling_up.roll_up_trust(desk, trusts[place % len(trusts)], voice=voice), ""
            except ic.NotAllowed as refused:
                return trusts, None, str(refused)

        self.look_up("trust", read)

    def on_worked(self, message: Worked) -> None:
        """Show what was read."""
        try:
            self._trusts, self._made, self._says = message.answer()
        except ic.InclusionError as refused:
            self._made, self._says = None, str(refused)
        found = self._made.found if self._made is not None else None
        rows = (*found.strands, *found.rows) if found is not None else ()
        self._shown = {f"{at}": row for at, row in enumerate(rows) if rolling_up.is_told(row)}
        self.refill()

    def keys(self) -> Sequence[str]:
        """Return the places of the rows that have something to tell."""
        return list(self._shown)

    def draw(self, place: int, width: int) -> Line:
        """Return a row's line."""
        row = self._shown[list(self._shown)[place]]
        return ((" ", ""), *row_line(self._made, row, width - 1)) if self._made is not None else ()

    def opening(self, width: int, height: int) -> Sequence[Line]:
        """Return how many schools it rests on, and what stands out."""
        if self._made is None:
            return block(self._says, width)[:height]
        return opening_within(self._made, width, min(height, self.size.height // 3))[:height]

    # What keys do ---------------------------------------------------------------------------------------------------

    def action_whole(self) -> None:
        """Tell the chosen row whole."""
        made, row = self._made, self._shown.get(self.rows.chosen or "")
        if made is None or row is None:
            self.say(self._says)
            return
        from inclusion_tui.screens.told import ToldPage  # noqa: PLC0415  where one is opened

        self.app.push_screen(ToldPage(row.name, lambda width: whole_lines(made, row, width)))

    def action_next_alone(self) -> None:
        """Go to the next row on which one school stands alone."""
        keys = self.keys()
        alone = [key for key in keys if self._shown[key].alone is not None]
        if not alone:
            self.say("No school stands alone on what is shown here.")
            return
        at = keys.index(self.rows.chosen) if self.rows.chosen in keys else -1
        self.rows.choose(next((key for key in alone if keys.index(key) > at), alone[0]))

    def action_next_voice(self) -> None:
        """Show what was agreed with reviewers, or again what each school judged itself."""
        self._voice = _VOICES[(_VOICES.index(self._voice) + 1) % len(_VOICES)]
        self.show_trust()

    def action_counts(self) -> None:
        """Show what the trust's tools counted."""
        trust = self.trust
        if trust is None:
            self.say(NO_TRUST)
            return
        from inclusion_tui.screens.told import ToldPage  # noqa: PLC0415  where one is opened

        names = {one.id: one.name for one in self.app.desk.workspace.schools()}
        self.app.push_screen(ToldPage("What is counted", lambda width: counted_lines(trust, names, width)))

    def action_continuum(self) -> None:
        """Show the continuum of places and help."""
        self.app.action_open("continuum")
