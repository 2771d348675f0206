"""One line to type in, at the foot: what to find, a reason, a name. Esc leaves it; what was typed is not lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Horizontal

import inclusion_core as ic
from inclusion_tui.messages import Answered, Parked, Typed
from inclusion_tui.widgets.panel import Panel

if TYPE_CHECKING:
    from textual.binding import BindingType
    from textual.widgets import Input

    from inclusion_tui.render.line import Line


class Asking(Horizontal):
    """A question and a line for its answer. Hidden until `ask`; posts Typed on every change, Answered, Parked."""

    DEFAULT_CSS = """
    Asking {
        height: 1;
        dock: bottom;
        offset: 0 -1;  /* the foot stays in sight: it says what was refused */
        display: none;
        background: $surface;
        & Input { border: none; height: 1; padding: 0; background: $surface; width: 1fr; }
        & Input:focus { border: none; }
        &.-asking { display: block; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "park", show=False)]

    def __init__(self) -> None:
        super().__init__(id="asking")
        self._about = self._answered = self._question = ""

    @property
    def asking(self) -> bool:
        """Whether a question stands."""
        return bool(self._about)

    def ask(self, about: str, question: str, *, text: str = "") -> None:
        """Ask; `about` comes back with the answer, and `text` is what the line begins with."""
        self._about, self._question = about, f" {ic.one_line(question)} "
        line = self._line()
        label = self.query_one(Panel)
        label.styles.width = min(ic.columns(self._question), max(self.app.size.width // 2, 1))
        label.redraw()
        with self.prevent(line.Changed):
            line.value = text
        line.cursor_position = len(text)
        self.add_class("-asking")
        self._tell_foot()
        line.focus()

    def ask_again(self) -> None:
        """Ask the same once more: the answer was refused, and what was typed is still in the line."""
        self._about = self._answered
        self.add_class("-asking")
        self._tell_foot()
        self._line().focus()

    def _line(self) -> Input:
        """Return the line to type in; it is made when something is asked for the first time, not at the start."""
        from inclusion_tui.widgets.typing import TypingLine  # noqa: PLC0415  6 ms that the first frame does without

        if not self.children:
            line = TypingLine(select_on_focus=False)
            line.wanted = lambda: self.asking
            self.mount(Panel(self._label), line)
        return self.query_one(TypingLine)

    def _label(self, _width: int, _height: int) -> list[Line]:
        return [((self._question, "strong"),)]

    def done(self) -> None:
        """Put the question away."""
        self._about = ""
        self.remove_class("-asking")
        self._tell_foot()

    def _tell_foot(self) -> None:
        """Let the foot show the keys that count now."""
        for foot in self.screen.query("#foot").results(Panel):
            foot.redraw()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Pass on what is typed."""
        event.stop()
        if self._about:
            self.post_message(Typed(self._about, event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Pass on the answer, once: a second Enter may reach the line before it is out of sight."""
        event.stop()
        if not self._about:
            return
        about = self._answered = self._about
        self.done()
        self.post_message(Answered(about, event.value))

    def action_park(self) -> None:
        """Leave the question; what was typed stays with whoever asked."""
        about, text = self._about, self._line().value
        if about:
            self.done()
            self.post_message(Parked(about, text))
