"""Blanking for good, over whatever is shown: what will go is chosen and seen, and the same key again does it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.screen import ModalScreen

import inclusion_core as ic
from inclusion_tui.keys import keymap
from inclusion_tui.notes.blanking import Stretch, blank, settle, told
from inclusion_tui.render.line import block, fit, text
from inclusion_tui.screens.closing import Closing
from inclusion_tui.widgets.foot import Foot
from inclusion_tui.widgets.panel import Panel
from inclusion_tui.widgets.questions import Question, Questions
from inclusion_tui.widgets.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from inclusion_tui.app import InclusionApp
    from inclusion_tui.messages import Noted
    from inclusion_tui.render.line import Line

_WARNING = (
    "What is chosen here goes from every note, draft, journal and kept copy in this workspace, whoever wrote it, and "
    "can never be brought back. The same key again does it."
)
_NOTHING = "Nothing here looks like a pupil. What a program cannot see, type: t."


class BlankScreen(Closing[None], ModalScreen[None]):
    """Offers stretches of text to blank. `then(text)` is called for each one that was, before the screen shows it."""

    BINDINGS: ClassVar[list[BindingType]] = keymap.bindings("blanking")
    DEFAULT_CSS = """
    BlankScreen { align: center middle; background: $background 60%; }
    BlankScreen #box { width: 76; max-width: 100%; height: auto; max-height: 100%; border: solid $warning;
        background: $surface; }
    BlankScreen #title { height: 1; }
    BlankScreen #says { margin: 0 1; }
    BlankScreen Rows { background: $surface; margin: 1 0 0 0; }
    """
    app: InclusionApp

    def __init__(self, offered: Sequence[Stretch], then: Callable[[str], None]) -> None:
        super().__init__()
        self._offered = list(offered)
        self._then = then
        self._says = [_WARNING if offered else _NOTHING]
        self._refused = ""
        self._busy = False

    def compose(self) -> ComposeResult:
        """Lay out what may go, and what is said of it. The list takes no keys: one of its own blanks."""
        rows = Rows(self._draw, id="offered")
        rows.can_focus = False
        with Vertical(id="box"):
            yield Panel(lambda _width, _height: [((" Blank for good", "title"),)], id="title")
            yield Panel(lambda width, _: self._lines(width), id="says")
            yield rows
        yield Foot("blanking")

    def on_mount(self) -> None:
        """Show what may go."""
        self._fill()

    def on_resize(self) -> None:
        """Give what is said the rows that it needs."""
        self._fit()

    @property
    def rows(self) -> Rows:
        """The list."""
        return self.query_one("#offered", Rows)

    def _lines(self, width: int) -> list[Line]:
        return [line for one in self._says for line in block(one, max(width, 8), "warn" if one == _WARNING else "")]

    def _fit(self) -> None:
        width = min(76, self.size.width) - 4
        self.query_one("#says", Panel).styles.height = len(self._lines(width))
        self.query_one("#says", Panel).redraw()
        self.rows.styles.height = max(min(len(self._offered), self.size.height - 12), 1)

    def _fill(self, chosen: int = 0) -> None:
        self.rows.show([str(place) for place in range(len(self._offered))], chosen=str(chosen))
        self.rows.redraw()
        self._fit()

    def _draw(self, place: int, width: int) -> Line:
        one = self._offered[place]
        return fit(((f"  '{ic.clipped(text(one.text), 40)}'", "strong"), (f"  {text(one.says)}", "dim")), width)

    def on_noted(self, message: Noted) -> None:
        """Say something at the foot."""
        self.query_one(Foot).say(message.says, wrong=message.wrong)

    def on_key(self) -> None:
        """A key was pressed: what the foot said was read."""
        self.query_one(Foot).quiet()

    # What keys do ---------------------------------------------------------------------------------------------------

    def action_move(self, by: int) -> None:
        """Move in the list."""
        self.rows.action_move(by)

    def action_type(self) -> None:
        """Ask for a stretch that was not found."""
        Questions.on(self).put([Question("Which words? To the letter:")], self._typed)

    def _typed(self, answers: tuple[str, ...]) -> None:
        wanted = answers[0].strip()
        if wanted:
            self._offered.insert(0, Stretch(wanted, "as you typed it"))
            self._says = [_WARNING]
            self._fill()

    async def action_blank(self) -> None:
        """Blank what is chosen."""
        await self._blank()

    async def action_inside(self) -> None:
        """Blank what was refused because it stands inside longer words, there too."""
        if self._refused:
            await self._blank(inside_words=True)

    def action_close(self) -> None:
        """Leave; what was not blanked stays."""
        if not self._busy:
            self.dismiss()

    async def _blank(self, *, inside_words: bool = False) -> None:
        sitting, chosen = self.app.sitting, self.rows.chosen
        if sitting is None or not chosen or self._busy:
            return
        wanted = self._refused if inside_words else self._offered[int(chosen)].text
        self._busy, self._refused = True, ""
        self.app.ahead.hold(self)  # and what is typed meanwhile is let go: a second key would blank what nobody chose
        self.query_one(Foot).say("Blanking …")
        try:
            done = await asyncio.to_thread(blank, sitting, wanted, inside_words=inside_words)
        except ic.InsideWords as refused:
            self._refused = wanted
            words = ic.listed([f"'{text(one)}'" for one in refused.words])
            such = f", such as {words}" if words else " that are not quoted here"
            says = f"'{text(wanted)}' also stands inside longer words{such}, which blanking would cut up. "
            self._says = [f"{says}Nothing was changed. Type more of it (t), or press i to blank it there too."]
        except ic.InclusionError as refused:
            self._says = [str(refused)]
        else:
            settle(sitting, wanted)
            self._then(wanted)
            self._says = told(done)
            left = [one for one in self._offered if wanted not in one.text]
            near = [Stretch(one, "the same, written otherwise") for one in done.near]
            self._offered = [*near, *left]
        finally:
            self._busy = False
            self.app.ahead.forget()
            self.app.ahead.release(self)
            self.query_one(Foot).quiet()
        self._fill()
