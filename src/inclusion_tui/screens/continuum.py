"""The continuum of a trust: kinds of place and help, what is missing, kinds of setting side by side; its board page."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import inclusion_core as ic
from inclusion_tui.keys import keymap
from inclusion_tui.notes.capturing import moment
from inclusion_tui.render.continuum import continuum_lines, judged_lines
from inclusion_tui.render.line import as_it_stands, block
from inclusion_tui.render.which_trust import NO_TRUST
from inclusion_tui.screens.one_trust import OneTrust
from inclusion_tui.screens.page import TextPage
from inclusion_tui.widgets.panel import Panel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.binding import BindingType

    from inclusion_tui.messages import Worked
    from inclusion_tui.render.line import Line
    from inclusion_tui.working import Work

mixed = ic.mixed_economy


class ContinuumScreen(TextPage, OneTrust):
    """Reads the reviews of a trust in a thread; t shows the next trust."""

    parts: ClassVar[tuple[str, ...]] = ("continuum",)
    BINDINGS: ClassVar[list[BindingType]] = keymap.bindings("continuum")

    def __init__(self) -> None:
        super().__init__()
        self._found: tuple[mixed.Continuum, mixed.BySetting | None] | None = None
        self._says = "Looking at the trusts …"

    def heading(self) -> str:
        """Return whose continuum it is, and which of how many trusts."""
        return self.named("The continuum of ", "", "The continuum")

    def on_mount(self) -> None:
        """Read the trusts."""
        super().on_mount()
        self.show_trust()

    def show_trust(self) -> None:
        """Read the trust's reviews in a thread."""
        desk, place = self.app.desk, self._place

        def read(_: Work) -> object:
            trusts = ic.trusts.all_trusts(desk)
            if not trusts:
                return trusts, None
            trust = trusts[place % len(trusts)]
            ours, _near = mixed.schools_of(desk, trust)
            return trusts, (mixed.continuum_here(desk, trust), mixed.judged_by_setting(desk, ours))

        self.look_up("continuum", read)

    def on_worked(self, message: Worked) -> None:
        """Show what was read."""
        try:
            self._trusts, self._found = message.answer()
            self._says = "" if self._trusts else NO_TRUST
        except ic.InclusionError as refused:
            self._says = str(refused)
        self.refill()
        self.query_one("#heading", Panel).redraw()

    def lines(self, width: int) -> Sequence[Line]:
        """Return the continuum, and below it what was judged."""
        room = max(width - 2, 8)
        if self._found is None:
            told = block(self._says, room)
        else:
            told = [*continuum_lines(self._found[0], room), (), *judged_lines(self._found[1], room)]
        return [((" ", ""), *line) for line in told]

    # What keys do ---------------------------------------------------------------------------------------------------

    def action_board(self) -> None:
        """Show the board's page as text; the command writes it for paper."""
        trust, desk = self.trust, self.app.desk
        if trust is None:
            self.say(self._says)
            return
        from inclusion_tui.screens.told import ToldPage  # noqa: PLC0415  where one is opened

        def show() -> None:
            page = mixed.board_text(mixed.board_of(desk, trust), moment().date())
            paper = f"On paper: inclusion trust board {trust.id} --format html --out board.html\n\n"
            self.app.push_screen(ToldPage("For the board", lambda width: as_it_stands(paper + page, width)))

        self.app.attempt(show)

    def action_ledger(self) -> None:
        """Show the ledgers of this trust."""
        self.app.action_open("ledger")
