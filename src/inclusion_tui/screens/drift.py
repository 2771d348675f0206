"""Strategy, policy and practice side by side: where words and practice part."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import inclusion_core as ic
from inclusion_tui.keys import keymap
from inclusion_tui.render.drift import counts_line, head_line, layered_line, layered_whole
from inclusion_tui.render.heading import voice_words
from inclusion_tui.render.line import block
from inclusion_tui.screens.page import ListPage
from inclusion_tui.widgets.panel import Panel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from inclusion_tui.render.line import Line


class DriftScreen(ListPage):
    """Lists the indicators of which a layer was judged or a document cited; a goes to the next that differs."""

    parts: ClassVar[tuple[str, ...]] = ("drift",)
    BINDINGS: ClassVar[list[BindingType]] = keymap.bindings("drift")
    DEFAULT_CSS = "DriftScreen #above { height: 2; }"

    def __init__(self) -> None:
        super().__init__()
        self._found: dict[str, ic.Layered] = {}
        self._says = ""

    def heading(self) -> str:
        """Return whose judgements these are."""
        sitting = self.sitting
        return f"Where words and practice part: {voice_words(sitting.voice, sitting.session.review.team)}"

    def body(self) -> ComposeResult:
        """Yield what is counted, and the list."""
        yield Panel(self._above, id="above")
        yield from super().body()

    def refill(self) -> None:
        """Read the layers as they stand now."""
        try:
            self._found = {one.indicator: one for one in ic.layers_of(self.sitting.session, self.sitting.voice)}
            self._says = "" if self._found else "Nothing is judged on a layer yet."
        except ic.NotAllowed as refused:
            self._found, self._says = {}, str(refused)
        super().refill()
        self.query_one("#above", Panel).redraw()

    def keys(self) -> Sequence[str]:
        """Return the indicators."""
        return list(self._found)

    def draw(self, place: int, width: int) -> Line:
        """Return an indicator's row."""
        one = self._found[list(self._found)[place]]
        return ((" ", ""), *layered_line(self.sitting.session.framework, one, width - 1))

    def _above(self, width: int, height: int) -> list[Line]:
        if self._says:
            return [((" ", ""), *line) for line in block(self._says, max(width - 2, 8))][:height]
        told = [
            counts_line(list(self._found.values()), width - 1),
            head_line(self.sitting.session.framework, width - 1),
        ]
        return [((" ", ""), *line) for line in told]

    # What keys do ---------------------------------------------------------------------------------------------------

    def action_whole(self) -> None:
        """Tell the chosen indicator whole."""
        one = self._found.get(self.rows.chosen)
        if one is None:
            self.say(self._says)
            return
        from inclusion_tui.screens.told import ToldPage  # noqa: PLC0415  where one is opened

        framework = self.sitting.session.framework
        self.app.push_screen(ToldPage(one.indicator, lambda width: layered_whole(framework, one, width)))

    def action_next_apart(self) -> None:
        """Go to the next indicator whose layers differ."""
        keys = list(self._found)
        apart = [key for key in keys if self._found[key].steps]
        if not apart:
            self.say(self._says or "No indicator's layers differ.")
            return
        at = keys.index(self.rows.chosen) if self.rows.chosen in keys else -1
        self.rows.choose(next((key for key in apart if keys.index(key) > at), apart[0]))
