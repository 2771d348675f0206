"""The ledgers of a trust: exchanges and outreach, whether they go both ways, and what the receivers say."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import inclusion_core as ic
from inclusion_tui.keys import keymap
from inclusion_tui.render.ledger import balance_lines, counts_lines, record_row, record_whole
from inclusion_tui.render.line import fit, under, within
from inclusion_tui.render.which_trust import NO_TRUST
from inclusion_tui.screens.one_trust import OneTrust
from inclusion_tui.screens.page import ListPage, Menu
from inclusion_tui.widgets.panel import Panel
from inclusion_tui.widgets.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from inclusion_tui.render.line import Line

mixed, ledgers = ic.mixed_economy, ic.ledgers

_DETAIL = 7
_ABOUT = 6
_LETTERS = {"as-claimed": "c", "in-part": "p", "no-change": "n", "too-soon": "s"}


class LedgerScreen(ListPage, OneTrust):
    """A row for each record, the latest first; above it whether it is a two-way street."""

    parts: ClassVar[tuple[str, ...]] = ("ledger",)
    BINDINGS: ClassVar[list[BindingType]] = keymap.bindings("ledger")
    DEFAULT_CSS = "LedgerScreen #detail { border-top: solid $panel; } LedgerScreen #about { background: $surface; }"

    def __init__(self) -> None:
        super().__init__()
        self._names: dict[str, str] = {}
        self._balance: mixed.Balance | None = None
        self._says = NO_TRUST

    def heading(self) -> str:
        """Return whose ledgers they are."""
        return self.named("Ledgers of ", "", "Ledgers")

    def body(self) -> ComposeResult:
        """Yield both ways in words, the list, and the chosen record whole."""
        yield Panel(self._about, id="about")
        yield Rows(self.draw, id="list")
        yield Panel(self._detail, id="detail")

    def on_resize(self) -> None:
        """Leave the list its room."""
        self.query_one("#detail").styles.height = max(min(_DETAIL, self.size.height // 3), 2)
        self.query_one("#about").styles.height = max(min(_ABOUT, self.size.height // 4), 2)

    def refill(self) -> None:
        """Read the trust as it stands now."""
        try:
            self._trusts = ic.trusts.all_trusts(self.app.desk)
            if self.trust is not None:
                ours, near = mixed.schools_of(self.app.desk, self.trust)
                self._names = {one.id: one.name for one in (*ours, *near)}
                self._balance = mixed.exchanges_here(self.app.desk, self.trust)
        except ic.InclusionError as refused:
            self._trusts, self._says = (), str(refused)
        super().refill()
        for panel in ("#heading", "#about", "#detail"):
            self.query_one(panel, Panel).redraw()

    def show_trust(self) -> None:
        """Show the trust's ledgers."""
        self.refill()

    def _records(self) -> dict[str, ledgers.Exchange]:
        if self.trust is None:
            return {}
        there = [*self.trust.exchanges.values(), *self.trust.outreach.values()]
        return {one.id: one for one in sorted(there, key=lambda one: one.when, reverse=True)}

    def keys(self) -> Sequence[str]:
        """Return the records' ids."""
        return list(self._records())

    def draw(self, place: int, width: int) -> Line:
        """Return a record's row."""
        found = list(self._records().values())
        return record_row(found[place], self._names, width) if place < len(found) else fit((), width)

    def _about(self, width: int, height: int) -> list[Line]:
        if self.trust is None or self._balance is None:
            return under(" ", self._says, width)[:height]
        lines = [((" ", ""), *line) for line in balance_lines(self._balance, max(width - 2, 8))]
        return within(lines, height, width, "y shows all of it")

    def _detail(self, width: int, height: int) -> list[Line]:
        found = self._records().get(self.rows.chosen)
        if found is None:
            says = "A record is written with: inclusion ledger exchange add TRUST --from S --to S --kind K --hours H"
            return under(" ", "" if self.trust is None else says, width)[:height]
        return within(record_whole(found, self._names, width), height, width, "y shows all of it")

    # What keys do ---------------------------------------------------------------------------------------------------

    def on_row_chosen(self) -> None:
        """Show the chosen record whole."""
        self.query_one("#detail", Panel).redraw()

    def on_row_entered(self) -> None:
        """A click on the chosen record asks what the receiver says."""
        self.action_view()

    def action_view(self) -> None:
        """Write down what the receiver of the chosen record says of the change that was claimed."""
        found = self._records().get(self.rows.chosen)
        if found is None:
            return
        choices = [(letter, mixed.SAYS_WORDS[one], one) for one, letter in _LETTERS.items()]
        title = f"What does {self._names.get(found.receiver, found.receiver)} say?"

        def then(says: str | None) -> None:
            trust = self.trust
            if says is not None and trust is not None:
                self._change(
                    lambda: ledgers.receiver_view(
                        self.app.desk, trust.id, found.id, answer=says, view=found.view, role=found.role
                    ),
                    "Kept. z takes it back; in the receiver's own words: inclusion ledger exchange view.",
                )

        self.app.push_screen(Menu(title, choices, chosen=found.answer or None), then)

    def action_counts(self) -> None:
        """Show counts before and after outreach, and where leavers went."""
        trust = self.trust
        if trust is None:
            return

        def show() -> None:
            counts = mixed.counts_here(self.app.desk, trust)
            leavers = mixed.destinations_here(self.app.desk, trust)
            names = self._names
            self._tell("Counts, small ones hidden", lambda width: counts_lines(counts, leavers, names, width))

        self.app.attempt(show)

    def action_whole(self) -> None:
        """Show both ways in words, and the chosen record, whole."""
        balance, found = self._balance, self._records().get(self.rows.chosen)
        if balance is None:
            return
        names = self._names

        def lines(width: int) -> list[Line]:
            told = balance_lines(balance, width)
            return told if found is None else [*told, (), *record_whole(found, names, width)]

        self._tell("Expertise both ways", lines)

    def _tell(self, title: str, lines: Callable[[int], Sequence[Line]]) -> None:
        from inclusion_tui.screens.told import ToldPage  # noqa: PLC0415  where one is opened

        self.app.push_screen(ToldPage(title, lines))

    def action_undo(self) -> None:
        """Take back the last change of this trust; twice does it again."""
        trust = self.trust
        told: list[str] = []
        if trust is not None:
            self._change(
                lambda: ic.trusts.undo_trust(self.app.desk, trust.id, told.append),
                "Taken back. The same key does it again.", told,
            )  # fmt: skip

    def _change(self, act: Callable[[], object], says: str, told: Sequence[str] = ()) -> None:
        if self.app.attempt(act):
            self.refill()
            self.say(" ".join((says, *told)).rstrip())
