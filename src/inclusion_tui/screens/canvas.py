"""The workshop canvas of one line of enquiry: from what was found to a first step, a part at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import inclusion_core as ic
from inclusion_tui.keys import keymap
from inclusion_tui.notes.capturing import moment
from inclusion_tui.notes.waiting import CANVAS
from inclusion_tui.notes.when import read_day
from inclusion_tui.render.canvas import DAYS, OF_THE_LINE, OF_THE_STEP, canvas_part, canvas_row, part_text
from inclusion_tui.render.line import within
from inclusion_tui.screens.asking_parts import ask_parts
from inclusion_tui.screens.page import ListPage
from inclusion_tui.widgets.panel import Panel
from inclusion_tui.widgets.questions import Question
from inclusion_tui.widgets.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from inclusion_tui.render.line import Line

_PARTS = {**OF_THE_LINE, **OF_THE_STEP}


class CanvasScreen(ListPage):
    """A row for each part of the canvas; Enter says it. `wanted` is the key of a draft to go on with at once."""

    parts: ClassVar[tuple[str, ...]] = ("canvas",)
    BINDINGS: ClassVar[list[BindingType]] = keymap.bindings("canvas")
    DEFAULT_CSS = "CanvasScreen #detail { height: 6; border-top: solid $panel; }"

    def __init__(self, line: str = "", *, wanted: str = "") -> None:
        super().__init__()
        self._line, self._wanted = line or wanted.rpartition(" ")[2], wanted

    def heading(self) -> str:
        """Return the question that the canvas is about."""
        line = self.line
        return f"Canvas: {line.question}" if line is not None else "Canvas: this line was withdrawn"

    @property
    def line(self) -> ic.LineOfEnquiry | None:
        """The line of enquiry; None where somebody withdrew it."""
        return self.sitting.session.enquiry.get(self._line)

    @property
    def step(self) -> ic.Action | None:
        """Its first step, where there is one."""
        return ic.first_step(self._line, self.sitting.session.actions.values())

    def body(self) -> ComposeResult:
        """Yield the parts, and the chosen one whole."""
        yield Rows(self.draw, id="list")
        yield Panel(self._detail, id="detail")

    def on_mount(self) -> None:
        """Go on with the text that was chosen to be gone on with, where one was."""
        if self._wanted:
            self.call_after_refresh(self._take_up, self._wanted.removeprefix(CANVAS).partition(" ")[0])

    def _take_up(self, part: str) -> None:
        self.rows.choose(part)
        self.action_change()

    def keys(self) -> Sequence[str]:
        """Return the parts."""
        return tuple(_PARTS)

    def draw(self, place: int, width: int) -> Line:
        """Return a part's row."""
        part = tuple(_PARTS)[place]
        return canvas_row(_PARTS[part][0], self._says(part), width)

    def _says(self, part: str) -> str:
        line = self.line
        return part_text(line, self.step, part, moment().date()) if line is not None else ""

    def _detail(self, width: int, height: int) -> list[Line]:
        part = self.rows.chosen
        if not part:
            return []
        title, hint = _PARTS[part]
        return within(canvas_part(title, hint, self._says(part), width), height, width)

    def refill(self) -> None:
        """Show what stands now."""
        super().refill()
        self.query_one("#detail", Panel).redraw()

    # What keys do ---------------------------------------------------------------------------------------------------

    def on_row_chosen(self) -> None:
        """Show the chosen part whole."""
        self.query_one("#detail", Panel).redraw()

    def on_row_entered(self) -> None:
        """A click on the chosen part says it."""
        self.action_change()

    def action_change(self) -> None:
        """Say the chosen part."""
        part, line, step = self.rows.chosen, self.line, self.step
        if not part or line is None:
            return
        if part in OF_THE_STEP and part != "what" and step is None:
            self.say("Say the first step first: it becomes an action, and the rest goes with it.")
            return
        today = moment().date()
        day = getattr(step, part, None) if part in DAYS else None
        text = day.isoformat() if day else "" if part in DAYS else self._says(part)
        title, hint = _PARTS[part]
        check = (lambda answer: read_day(answer, today)) if part in DAYS else None

        def done(answers: tuple[str, ...]) -> None:
            said: Any = read_day(answers[0], today) if part in DAYS else answers[0]
            self._keep(part, said)

        ask_parts(self, f"{CANVAS}{part} {self._line}", [Question(title, text, check, hint=hint)], done)

    def _keep(self, part: str, said: Any) -> None:  # noqa: ANN401  a text or a day
        session, line, step = self.sitting.session, self.sitting.session.enquiry[self._line], self.step
        if part in OF_THE_LINE:
            session.change_enquiry(line.id, **{part: said})
        elif step is not None:
            session.change_action(step.id, **{part: said})
        else:
            session.add_action(said, indicators=line.indicators, line=line.id)
        self.sitting.changed(line.indicators, "Kept.")

    def action_undo(self) -> None:
        """Take back the last change of ours."""
        self.app.attempt(self.sitting.undo)

    def action_redo(self) -> None:
        """Do again what was taken back."""
        self.app.attempt(self.sitting.redo)
