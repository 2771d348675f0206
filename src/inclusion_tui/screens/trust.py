"""A trust's schools together: how they are spread, who stands alone, and who could help."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import inclusion_core as ic
from inclusion_tui.keys import keymap
from inclusion_tui.render.line import block
from inclusion_tui.render.trust import counted_lines, opening_within, row_line, whole_lines
from inclusion_tui.render.which_trust import NO_TRUST
from inclusion_tui.screens.one_trust import OneTrust
from inclusion_tui.screens.page import ListPage
from inclusion_tui.widgets.panel import Panel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from inclusion_tui.messages import Worked
    from inclusion_tui.render.line import Line
    from inclusion_tui.working import Work

rolling_up = ic.rolling_up

_MOST_ABOVE = 9
_VOICES = ("self", "moderated")


class TrustScreen(ListPage, OneTrust):
    """Reads the released reviews of a trust in a thread; t shows the next trust, v what was agreed with reviewers."""

    parts: ClassVar[tuple[str, ...]] = ("trust",)
    BINDINGS: ClassVar[list[BindingType]] = keymap.bindings("trust")
    DEFAULT_CSS = "TrustScreen #above { height: 2; }"

    def __init__(self) -> None:
        super().__init__()
        self._voice = _VOICES[0]
        self._made: rolling_up.TrustRolledUp | None = None
        self._shown: dict[str, rolling_up.RolledUp] = {}
        self._says = "Looking at the trusts …"

    def heading(self) -> str:
        """Return whose schools, and which of how many trusts."""
        return self.named("", ": its schools together", "The trust")

    def body(self) -> ComposeResult:
        """Yield what it rests on, and the list."""
        yield Panel(self._above, id="above")
        yield from super().body()

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
        self._make_room()
        for name in ("#heading", "#above"):
            self.query_one(name, Panel).redraw()

    def on_resize(self) -> None:
        """Give what stands above the list as many rows as it needs, and the list the rest."""
        self._make_room()

    def _make_room(self) -> None:
        lines = len(self._above(self.size.width, _MOST_ABOVE))
        self.query_one("#above").styles.height = max(min(lines, self.size.height // 3), 1)

    def keys(self) -> Sequence[str]:
        """Return the places of the rows that have something to tell."""
        return list(self._shown)

    def draw(self, place: int, width: int) -> Line:
        """Return a row's line."""
        row = self._shown[list(self._shown)[place]]
        return ((" ", ""), *row_line(self._made, row, width - 1)) if self._made is not None else ()

    def _above(self, width: int, height: int) -> list[Line]:
        room = max(width - 2, 8)
        least = min(height, self.size.height // 3)
        told = block(self._says, room) if self._made is None else opening_within(self._made, room, least)
        return [((" ", ""), *line) for line in told[:height]]

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
