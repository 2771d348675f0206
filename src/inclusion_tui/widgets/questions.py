"""A few short questions, one after the other, over the foot of whatever is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import frozen
from textual.containers import Container

from inclusion_tui.keys import keymap
from inclusion_tui.widgets.asking import Asking
from inclusion_tui.widgets.typing import TypingLine

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.binding import BindingType
    from textual.screen import Screen
    from textual.widget import Widget

    from inclusion_tui.app import InclusionApp
    from inclusion_tui.messages import Answered, Parked, Typed

    Taken = Callable[[tuple[str, ...]], object]


@frozen
class Question:
    """One question. `text` is what its line begins with, `hint` what is said at the foot meanwhile.

    `check` raises what the answer breaks, before the next is asked; `complete` returns a longer answer for what is
    typed, and a sentence on what else it may become.
    """

    asks: str
    text: str = ""
    check: Callable[[str], object] | None = None
    complete: Callable[[str], tuple[str, str]] | None = None
    hint: str = ""


def _nothing(_: tuple[str, ...]) -> None:
    """Do nothing."""


class Questions(Container):
    """Asks, calls back and gives the focus back. Hidden while nothing is asked.

    `done(answers)` gets all of them; what it raises is said, and the last is asked again. `typed(answers)` gets those
    given so far and the one that is being typed, on every change; `left(answers)` the same when somebody leaves.
    """

    BINDINGS: ClassVar[list[BindingType]] = keymap.bindings("asking")
    DEFAULT_CSS = """
    Questions { height: 1; dock: bottom; offset: 0 -1; display: none; background: $surface; }
    Questions.-asking { display: block; }
    Questions Asking { offset: 0 0; }
    """
    app: InclusionApp

    def __init__(self) -> None:
        super().__init__(id="questions")
        self._asked: Sequence[Question] = ()
        self._answers: list[str] = []
        self._back: Widget | None = None
        self._turn = 0
        self._done: Taken = _nothing
        self._typed: Taken = _nothing
        self._left: Taken = _nothing

    @classmethod
    def on(cls, screen: Screen[Any]) -> Questions:
        """Return a screen's own, which is laid out when something is asked there for the first time."""
        found = next(iter(screen.query(cls)), None)
        if found is None:
            found = cls()
            screen.mount(found)
            found.mount(Asking())
        return found

    @property
    def asking(self) -> bool:
        """Whether a question stands."""
        return bool(self._asked)

    def put(
        self, questions: Sequence[Question], done: Taken, *, typed: Taken = _nothing, left: Taken = _nothing
    ) -> None:
        """Ask these questions."""
        if not self._asked:
            self._back = self.screen.focused  # not the app's: a thread may ask behind another page
        self._asked, self._answers = tuple(questions), []
        self._done, self._typed, self._left = done, typed, left
        self._turn += 1
        self.add_class("-asking")
        self._ask()

    @property
    def _standing(self) -> str:
        """What the question that stands is called: no answer that was on its way to another one counts for it."""
        return f"{self._turn} {len(self._answers)}" if self._asked else ""

    def _ask(self) -> None:
        at = len(self._answers)
        self.query_one(Asking).ask(self._standing, self._asked[at].asks, text=self._asked[at].text)
        if self._asked[at].hint:
            self.app.say(self._asked[at].hint)

    def _end(self) -> None:
        self._asked = ()
        self.remove_class("-asking")
        if self._back is not None and self._back.is_attached:
            self._back.focus()
        else:
            self.screen.set_focus(None)  # what is typed next is not for a line that nobody sees

    def on_typed(self, message: Typed) -> None:
        """Pass on what is typed."""
        message.stop()
        if message.about == self._standing:
            self._typed((*self._answers, message.text))

    def on_answered(self, message: Answered) -> None:
        """Go on to the next question, or hand the answers over."""
        message.stop()
        if message.about != self._standing:
            return
        check = self._asked[len(self._answers)].check
        if check is not None and not self.app.attempt(lambda: check(message.text)):
            self.query_one(Asking).ask_again()
            return
        answers, turn = (*self._answers, message.text), self._turn
        if len(answers) < len(self._asked):
            self._answers.append(message.text)
            self._ask()
        elif self.app.attempt(lambda: self._done(answers)):
            if turn == self._turn:  # nothing else was asked meanwhile
                self._end()
        else:
            self.query_one(Asking).ask_again()

    def on_parked(self, message: Parked) -> None:
        """Leave the questions."""
        message.stop()
        if message.about != self._standing:
            return
        answers, left = (*self._answers, message.text), self._left
        self._end()
        left(answers)

    def action_complete(self) -> None:
        """Complete what is typed, where that can be done."""
        if not self._asked:
            return
        complete = self._asked[len(self._answers)].complete
        line = self.query_one(TypingLine)
        if complete is None:
            return
        longer, says = complete(line.value)
        if longer != line.value:
            line.value = longer
            line.cursor_position = len(longer)
        if says:
            self.app.say(says)
