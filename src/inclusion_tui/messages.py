"""What the parts of a screen tell each other. Values in, messages out: a widget knows no file and no review."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from textual.message import Message

if TYPE_CHECKING:
    from collections.abc import Mapping


class Change(NamedTuple):
    """What was changed in the open review, by us or by another program. It travels on `InclusionApp.changed`.

    `indicators` are those concerned, None where it may be any of them; `says` is a sentence for people, or empty.
    `theirs` is true where another program did it.
    """

    indicators: frozenset[str] | None = None
    says: str = ""
    theirs: bool = False


class RowChosen(Message):
    """The cursor of a list stands on another row. `key` is the row's own name, such as an indicator's id."""

    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__()


class RowEntered(Message):
    """Somebody chose a row with Enter or a click on it."""

    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__()


class Answered(Message):
    """A line that was asked for was typed and sent. `about` says what it answers."""

    def __init__(self, about: str, text: str) -> None:
        self.about, self.text = about, text
        super().__init__()


class Typed(Message):
    """A line that is being typed is now this. `about` says what it answers."""

    def __init__(self, about: str, text: str) -> None:
        self.about, self.text = about, text
        super().__init__()


class Parked(Message):
    """Typing was left with Esc; the text is kept as a draft. `about` says what it was for."""

    def __init__(self, about: str, text: str) -> None:
        self.about, self.text = about, text
        super().__init__()


class Written(Message):
    """The text of a note was changed."""


class Act(Message):
    """A key asks for something to be done with the note that is being written, such as `keep`."""

    def __init__(self, what: str) -> None:
        self.what = what
        super().__init__()


class Saved(Message):
    """Everything said so far is on the disk."""


class NotSaved(Message):
    """The disk refused. What was said is in memory and is tried again; `why` is a sentence."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__()


class Worked(Message):
    """A thread has done what it was asked for. `about` says what; `answer` gives what came of it."""

    def __init__(self, about: str, value: object, error: Exception | None = None) -> None:
        self.about, self._value, self._error = about, value, error
        super().__init__()

    def answer(self) -> Any:  # noqa: ANN401  whatever was asked for
        """Return what came of it, or raise what it ended with."""
        if self._error is not None:
            raise self._error
        return self._value


class Looked(Message):
    """A thread has looked at some things: what it found, by the name of each."""

    def __init__(self, found: Mapping[str, Any]) -> None:
        self.found = found
        super().__init__()


class ToldOf(Message):
    """A thread says how far it is. `about` says with what, `says` how far."""

    def __init__(self, about: str, says: str) -> None:
        self.about, self.says = about, says
        super().__init__()


class Noted(Message):
    """Something worth a line at the foot of the screen. `wrong` is true where something could not be done."""

    def __init__(self, says: str, *, wrong: bool = False) -> None:
        self.says, self.wrong = says, wrong
        super().__init__()
