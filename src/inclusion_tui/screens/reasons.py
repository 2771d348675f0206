"""The reason for a judgement, asked for at the foot: it belongs to the indicator, lens and voice that it was asked of.

Whatever happens meanwhile (a colleague's change takes the row out of the view, a click moves the cursor, another voice
judges), nobody else gets it, and what was typed waits where it was typed for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from attrs import frozen

import inclusion_core as ic
from inclusion_tui.widgets.asking import Asking

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen

    from inclusion_tui.app import InclusionApp
    from inclusion_tui.messages import Answered, Parked, Typed
    from inclusion_tui.sitting import Sitting

BECAUSE, NOT_APPLICABLE = "because", "not-applicable"
"""What is asked: why this judgement, or why the indicator does not apply."""


@frozen
class _Asked:
    """An indicator, the key of its draft, and what the line began with."""

    indicator: str
    key: str
    begun: str


class Reasons:
    """Asks on one screen. `then(indicator)` is called when an indicator was said not to apply."""

    def __init__(self, screen: Screen[Any], then: Callable[[str], object]) -> None:
        self._screen, self._then = screen, then
        self._asked = _Asked("", "", "")

    @property
    def _app(self) -> InclusionApp:
        return cast("InclusionApp", self._screen.app)

    @property
    def _sitting(self) -> Sitting:
        sitting = self._app.sitting
        if sitting is None:
            raise RuntimeError("There is no review to judge in.")
        return sitting

    @property
    def _line(self) -> Asking:
        return self._screen.query_one(Asking)

    def ask(self, about: str, indicator: str) -> None:
        """Ask for the reason of an indicator's judgement, or why it does not apply; say why where that cannot be."""
        if indicator:
            self._app.attempt(lambda: self._ask(about, indicator))

    def _ask(self, about: str, indicator: str) -> None:
        sitting = self._sitting
        sitting.refuse_read_only()
        made = sitting.judgement(indicator)
        if about == NOT_APPLICABLE:
            question, begun = f"Why does {indicator} not apply here?", ic.reason_that_stays(made, about)
        elif made is None:
            raise ic.NotAllowed("There is no judgement here yet. Give a level first, then its reason.")
        else:
            question, begun = f"Why {sitting.row(indicator).word}?", made.because
        key = sitting.draft_key(indicator)
        text = sitting.waiting.take_up(key) or begun
        self._asked = _Asked(indicator, key, begun)
        self._line.ask(about, question, text=text)

    def typed(self, message: Typed) -> None:
        """Keep a reason as a draft while it is typed."""
        self._app.attempt(lambda: self._sitting.waiting.put(self._asked.key, message.text))

    def answered(self, message: Answered) -> None:
        """Give the judgement its reason. What is refused stands in the line, to be sent again."""
        app, sitting, asked = self._app, self._sitting, self._asked
        if sitting.draft_key(asked.indicator) != asked.key:
            app.attempt(lambda: sitting.waiting.put(asked.key, message.text))
            app.say_wrong(f"This was typed for {asked.indicator} by another voice or lens, where it waits as a draft.")
        elif not app.attempt(lambda: self._give(message.about, asked.indicator, message.text)):
            self._line.ask_again()
        else:
            app.attempt(lambda: sitting.waiting.done(asked.key))
            if message.about == NOT_APPLICABLE:
                self._then(asked.indicator)

    def _give(self, about: str, indicator: str, reason: str) -> None:
        if about == NOT_APPLICABLE:
            self._sitting.judge(indicator, about, because=reason)
        else:
            self._sitting.because(indicator, reason)

    def parked(self, message: Parked) -> None:
        """Leave the line; what was typed waits as a draft."""
        asked = self._asked
        if message.text != asked.begun:
            self._app.attempt(lambda: self._sitting.waiting.put(asked.key, message.text))
        self._sitting.note_parked(asked.indicator)
