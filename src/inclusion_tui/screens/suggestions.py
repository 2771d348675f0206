"""Lines of enquiry that the review suggests: the list, the chosen one with its grounds; Enter writes one down."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import inclusion_core as ic
from inclusion_tui.keys import keymap
from inclusion_tui.render.line import text, under, within
from inclusion_tui.render.suggestions import heading_words, suggestion_row, suggestion_whole, suggestion_why
from inclusion_tui.screens.page import DetailPage
from inclusion_tui.widgets.panel import Panel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.binding import BindingType

    from inclusion_tui.messages import Worked
    from inclusion_tui.render.line import Line


class SuggestionsScreen(DetailPage):
    """Asks every rule in a thread, for a plugin's may take its time, and again after every change."""

    parts: ClassVar[tuple[str, ...]] = ("suggestions",)
    BINDINGS: ClassVar[list[BindingType]] = keymap.bindings("suggestions")
    most_detail: ClassVar[int] = 10
    DEFAULT_CSS = "SuggestionsScreen #detail { border-top: solid $panel; padding: 0 1; }"

    def __init__(self) -> None:
        super().__init__()
        self._found: ic.Suggestions | None = None

    def heading(self) -> str:
        """Return how many there are."""
        return "Suggested lines of enquiry" if self._found is None else heading_words(self._found)

    def refill(self) -> None:
        """Ask every rule afresh; until they have answered, what was there stays."""
        desk, sitting = self.sitting.desk, self.sitting
        self.look_up("suggestions", lambda _: ic.suggested_lines(desk, sitting.session, sitting.voice))
        self._show()

    def on_worked(self, message: Worked) -> None:
        """Show what was suggested, and say what went wrong with a plugin's rule."""
        try:
            answer: ic.Suggesting = message.answer()
        except ic.InclusionError as refused:
            self.say(str(refused), wrong=True)
            return
        self._found = answer.suggestions
        self._show()
        if answer.troubles:
            self.say(answer.troubles[0], wrong=True)

    def _show(self) -> None:
        super().refill()
        self.query_one("#heading", Panel).redraw()

    def _shown(self) -> tuple[ic.Suggested, ...]:
        return self._found.shown if self._found is not None else ()

    def keys(self) -> Sequence[str]:
        """Return each suggestion by what it is about and asks, so that the cursor stays on it."""
        return [f"{' '.join(one.indicators)} {one.question}" for one in self._shown()]

    def draw(self, place: int, width: int) -> Line:
        """Return a suggestion's row."""
        return suggestion_row(self._shown()[place], place + 1, width)

    def _chosen(self) -> tuple[int, ic.Suggested] | None:
        keys = self.keys()
        at = keys.index(self.rows.chosen) if self.rows.chosen in keys else -1
        return (at + 1, self._shown()[at]) if at >= 0 else None

    def _detail(self, width: int, height: int) -> list[Line]:
        there = self._chosen()
        if there is not None:
            return within(suggestion_whole(there[1], width), height, width, "y shows all of it")
        if self._found is None:
            return [((" Looking at what is judged and seen …", "dim"),)]
        says = "Nothing is suggested: no grounds were found in what is judged and seen so far."
        if self._found.followed:
            says += f" {self._found.followed} more are followed already."
        return under(" ", says, width)[:height]

    def on_row_entered(self) -> None:
        """A click on the chosen row writes nothing down: that is for a key."""

    def action_take(self) -> None:
        """Write the chosen one down as a draft."""
        there = self._chosen()
        if there is None:
            return
        one = there[1]

        def take() -> None:
            made = ic.take_suggestion(self.sitting.session, one)
            self.sitting.changed(made.indicators, f"Drafted: {text(made.question)}")

        self.app.attempt(take)

    def action_why(self) -> None:
        """Tell why the chosen one is suggested, and why it stands where it does."""
        there, found = self._chosen(), self._found
        if there is None or found is None:
            return
        from inclusion_tui.screens.told import ToldPage  # noqa: PLC0415  where one is opened

        number, one = there
        page = ToldPage("Why this is suggested", lambda width: suggestion_why(one, number, found, width))
        self.app.push_screen(page)
