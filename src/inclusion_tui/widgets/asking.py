"""One line to type in, at the foot: what to find, a reason, a name. Esc leaves it; what was typed is not lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from inclusion_tui.messages import Answered, Parked, Typed

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType


class Asking(Horizontal):
    """A question and a line for its answer. Hidden until `ask`; posts Typed on every change, Answered, Parked."""

    DEFAULT_CSS = """
    Asking {
        height: 1;
        dock: bottom;
        display: none;
        background: $surface;
        & Static { width: auto; padding: 0 1; text-style: bold; }
        & Input { border: none; height: 1; padding: 0; background: $surface; width: 1fr; }
        & Input:focus { border: none; }
        &.-asking { display: block; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "park", show=False)]

    def __init__(self) -> None:
        super().__init__(id="asking")
        self._about = ""

    def compose(self) -> ComposeResult:
        """Lay out the question and its line."""
        yield Static("", markup=False)
        yield Input(select_on_focus=False)

    @property
    def asking(self) -> bool:
        """Whether a question stands."""
        return bool(self._about)

    def ask(self, about: str, question: str, *, text: str = "") -> None:
        """Ask; `about` comes back with the answer, and `text` is what the line begins with."""
        self._about = about
        self.query_one(Static).update(Content(question))
        line = self.query_one(Input)
        with self.prevent(Input.Changed):
            line.value = text
        line.cursor_position = len(text)
        self.add_class("-asking")
        line.focus()

    def done(self) -> None:
        """Put the question away."""
        self._about = ""
        self.remove_class("-asking")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Pass on what is typed."""
        event.stop()
        if self._about:
            self.post_message(Typed(self._about, event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Pass on the answer."""
        event.stop()
        about = self._about
        self.done()
        self.post_message(Answered(about, event.value))

    def action_park(self) -> None:
        """Leave the question; what was typed stays with whoever asked."""
        about, text = self._about, self.query_one(Input).value
        self.done()
        self.post_message(Parked(about, text))
