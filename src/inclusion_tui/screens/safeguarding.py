"""What to do when a child tells you something that worries you. One key from anywhere; it needs no review."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import inclusion_core as ic
from inclusion_tui.keys import keymap
from inclusion_tui.render.passages import WIDEST
from inclusion_tui.render.safeguarding import card_lines
from inclusion_tui.screens.page import TextPage
from inclusion_tui.widgets.questions import Question, Questions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.binding import BindingType

    from inclusion_tui.render.line import Line

_PARTS = ("lead", "reach", "arrangements")
_ASKS = ("Who leads on safeguarding?", "How are they reached today?", "How are pupils spoken with?")
_HINTS = (
    "Role, and name if they wish: Deputy head, Sam Okoro.",
    "Such as: by the office, or extension 12.",
    "Who is nearby? Were families told? May a pupil say no?",
)


class SafeguardingScreen(TextPage):
    """The card. `n` asks for the lead, how to reach them, and the host's arrangements for talking with pupils."""

    parts: ClassVar[tuple[str, ...]] = ("safeguarding",)
    BINDINGS: ClassVar[list[BindingType]] = keymap.bindings("safeguarding")

    def heading(self) -> str:
        """Return what matters most."""
        return "Safeguarding: stop, tell, do not write it here"

    @property
    def card(self) -> ic.Safeguarding | None:
        """Who leads here; None where nobody has said, or no review is open."""
        return self.app.sitting.session.review.safeguarding if self.app.sitting is not None else None

    def lines(self, width: int) -> Sequence[Line]:
        """Return the card."""
        return card_lines(self.card, min(width, WIDEST), review=self.app.sitting is not None)

    def action_name_lead(self) -> None:
        """Ask for who leads, how to reach them, and how pupils are spoken with."""
        if self.app.sitting is None:
            self.say("This is written down in a review. Open one first.", wrong=True)
            return
        card = self.card or ic.Safeguarding("")
        waiting = self.sitting.waiting
        questions = [
            Question(
                asks,
                waiting.take_up(_draft(part)) or getattr(card, part),
                _named if part == "lead" else None,
                hint=hint,
            )
            for part, asks, hint in zip(_PARTS, _ASKS, _HINTS, strict=True)
        ]
        Questions.on(self).put(questions, self._done, typed=self._typed)

    def _typed(self, answers: tuple[str, ...]) -> None:
        part, text = _PARTS[len(answers) - 1], answers[-1]
        self.app.attempt(lambda: self.sitting.waiting.put(_draft(part), text))
        from inclusion_tui.screens.enquiring import warn_of_pupils  # noqa: PLC0415  where something is typed

        warn_of_pupils(self.app, text)

    def _done(self, answers: tuple[str, ...]) -> None:
        card = ic.Safeguarding(*(one.strip() for one in answers))
        self.sitting.session.change_review(safeguarding=card)
        for part in _PARTS:
            self.sitting.waiting.done(_draft(part))
        self.sitting.changed(None, "Written down. Everybody in this review sees it here.")


def _draft(part: str) -> str:
    return f"safeguarding {part}"


def _named(answer: str) -> None:
    if not answer.strip():
        raise ic.NotAllowed("The card needs a person to tell. Write their role, such as Deputy head.")
