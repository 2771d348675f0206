"""Whose judgements: the school's own, a role's, a reviewer's, or what was agreed together. A menu over the list."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import inclusion_core as ic
from inclusion_tui.render.differences import hidden_lines
from inclusion_tui.render.line import padded
from inclusion_tui.render.voices import Voice, voice_line
from inclusion_tui.screens.home import home
from inclusion_tui.screens.page import Menu
from inclusion_tui.widgets.asking import Asking
from inclusion_tui.widgets.panel import Panel
from inclusion_tui.widgets.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.widget import Widget

    from inclusion_tui.messages import Answered, Parked
    from inclusion_tui.render.line import Line
    from inclusion_tui.sitting import Sitting

_NEW = "new"
_MOST_LETTERS = 9
_INSIDE = 62
"""Columns inside of the menu's box."""


class VoiceMenu(Menu[str]):
    """Each voice with how many it judged; `n` asks for a reviewer's name."""

    DEFAULT_CSS: ClassVar[str] = "VoiceMenu #hidden { height: auto; }"

    def __init__(self) -> None:
        super().__init__("Whose judgements?", ())
        self._voices: tuple[Voice, ...] = ()

    @property
    def sitting(self) -> Sitting:
        """The review that is open."""
        return home(self.app).sitting

    def compose(self) -> ComposeResult:
        """Lay out the voices, and at the foot the line for a name."""
        self._voices = tuple(self._all())
        self._choices = (
            *((one.letter, one.id, one.id) for one in self._voices),
            ("n", "another reviewer, by name", _NEW),
        )
        self._chosen = self.sitting.voice
        yield from super().compose()
        yield Asking()

    def above(self) -> Sequence[Widget]:
        """Say what is hidden from this voice, where anything is."""
        lines = hidden_lines(self.sitting.session.review, self.sitting.voice, _INSIDE, how="d, then w, changes it.")
        panel = Panel(lambda _width, _height: lines, id="hidden")
        panel.styles.height = len(lines)
        return (panel,) if lines else ()

    def _all(self) -> Sequence[Voice]:
        sitting, session = self.sitting, self.sitting.session
        mine = f"peer:{session.me.id}"
        peers = [one for one in session.assessments if one.startswith("peer:")]
        peers += [f"peer:{one}" for one in session.review.team]
        roles = [f"role:{one}" for one in sitting.framework.roles]
        several = dict.fromkeys((*roles, *peers, mine))
        letters = {"self": "s", "moderated": "m"}
        letters |= {one: str(place) for place, one in enumerate(several, 1) if place <= _MOST_LETTERS}
        return [
            Voice(
                id=one,
                letter=letters.get(one, ""),
                counts=self._counts(one) if sitting.sees(one) else None,
                here=one == sitting.voice,
                you=one == mine,
            )
            for one in ("self", *several, "moderated")
        ]

    def _counts(self, voice: str) -> tuple[int, int]:
        sitting = self.sitting
        judgements = sitting.session.assessment(voice).judgements
        found = ic.coverage(sitting.framework, judgements, sitting.session.review.setting).overall
        return found.judged, found.applicable

    def _draw(self, place: int, width: int) -> Line:
        if place < len(self._voices):
            return voice_line(self._voices[place], self.sitting.session.review.team, width)
        letter, words, _ = self._choices[place]
        return ((f"  {padded(letter, 2)} ", "strong"), (padded(words, max(width - 5, 1)), ""))

    def take(self, answer: str) -> None:
        """Let the voice judge, or ask for a reviewer's name."""
        if answer == _NEW:
            self.query_one(Asking).ask("name", "The reviewer's name:")
        else:
            self._speak_as(answer)

    def on_answered(self, message: Answered) -> None:
        """Let a reviewer judge who was named; nobody is where the line is empty."""
        name = " ".join(message.text.split())
        if name:
            self._named(name)
        else:
            self.query_one("#choices", Rows).focus()

    def on_parked(self, _: Parked) -> None:
        """Back to the voices."""
        self.query_one("#choices", Rows).focus()

    def _named(self, name: str) -> None:
        team = self.sitting.session.review.team
        known = next((one.id for one in team.values() if name.casefold() in {one.id, one.name.casefold()}), "")
        if not known and not any(mark.isascii() and mark.isalnum() for mark in name):
            self.query_one(Asking).ask("name", "Letters a to z or digits:", text=name)
            return
        self._speak_as(f"peer:{known or ic.slug(name)}", "" if known else name)

    def _speak_as(self, voice: str, name: str = "") -> None:
        sitting, rate = self.sitting, home(self.app)
        seen = sitting.sees(voice)
        new = voice.startswith("peer:") and voice.removeprefix("peer:") not in sitting.session.review.team
        self.dismiss(None)
        if voice == sitting.voice or not self.app.attempt(lambda: sitting.speak_as(voice, name=name)):
            return
        self.app.recent.note(sitting, rate.chosen)
        if not seen:
            self.app.say("This review is blind: go on only if these judgements are your own.")
        elif new:
            self.app.say(f"{ic.one_line(name) or voice} is now one of the team, and judging.")
