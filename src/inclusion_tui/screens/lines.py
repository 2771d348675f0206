"""The lines of enquiry of a review: open questions, how far each has come, what was gathered and found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import inclusion_core as ic
from inclusion_tui.keys import keymap
from inclusion_tui.notes.asking_openly import HINT
from inclusion_tui.notes.waiting import FINDING, QUESTION
from inclusion_tui.render.following import in_words, line_row, line_whole
from inclusion_tui.screens.enquiring import ask_line, said_once, warn_of_pupils
from inclusion_tui.screens.following import FollowedPage, moved
from inclusion_tui.widgets.questions import Question, Questions

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.binding import BindingType

    from inclusion_tui.render.line import Line


class LinesScreen(FollowedPage[ic.LineOfEnquiry]):
    """Lists lines; a key moves the stage, others change, link, withdraw."""

    parts: ClassVar[tuple[str, ...]] = ("enquiries", "followed")
    BINDINGS: ClassVar[list[BindingType]] = keymap.bindings("enquiries", "followed")

    more: ClassVar[str] = "y shows all of it"
    _rested: tuple[tuple[object, ...], Mapping[str, ic.Triangulated]] | None = None

    def heading(self) -> str:
        """Return how many there are, and how many are open."""
        found = self.things().values()
        still = sum(one.stage != "closed" for one in found)
        return f"Lines of enquiry: {still} open, {len(found) - still} closed"

    def things(self) -> Mapping[str, ic.LineOfEnquiry]:
        """Return the lines."""
        return self.sitting.session.enquiry

    def row(self, one: ic.LineOfEnquiry, width: int) -> Line:
        """Return a line's row."""
        return line_row(one, width, self.app.glyphs)

    def whole(self, one: ic.LineOfEnquiry, width: int) -> list[Line]:
        """Return all of a line, with the evidence there is on its indicators, each piece once."""
        found = {name: piece for each in one.indicators for name, piece in self.sitting.evidence_for(each).items()}
        grounds = ic.grounds_seen(self.sitting.session, one, self.sitting.voice)
        return line_whole(one, found.values(), self.sitting.kinds, width, self._rests().get(one.id), grounds=grounds)

    def _rests(self) -> Mapping[str, ic.Triangulated]:
        """Return what each line rests on; looked at once, until a line, a judgement or evidence is another one."""
        sitting = self.sitting
        session = sitting.session
        there = (session.enquiry, session.evidence, session.assessments, session.review, sitting.voice)
        if self._rested is None or any(one is not other for one, other in zip(self._rested[0], there, strict=True)):
            self._rested = (there, ic.triangulation_of(sitting.desk, session, sitting.voice))
        return self._rested[1]

    def nothing(self) -> str:
        """Say how the first one comes about."""
        return "No line of enquiry yet. s suggests some; n begins one here; f begins one at an indicator, in the list."

    def _change(self, one: ic.LineOfEnquiry, says: str, **fields: Any) -> None:  # noqa: ANN401  as change_enquiry
        after = self.sitting.session.change_enquiry(one.id, **fields)
        self.sitting.changed({*one.indicators, *after.indicators}, says)

    def set_indicators(self, one: ic.LineOfEnquiry, indicators: tuple[str, ...]) -> None:
        """Let a line rest on these indicators."""
        about = ic.listed(indicators) if indicators else "no indicator"
        self.app.attempt(lambda: self._change(one, f"It rests on {about}.", indicators=indicators))

    # What keys do ---------------------------------------------------------------------------------------------------

    def action_new(self) -> None:
        """Begin a line."""
        ask_line(self)

    def action_change(self) -> None:
        """Change the question."""
        one = self.thing
        if one is not None:
            self._ask(Question("The question", one.question, said_once(), hint=HINT), one, QUESTION)

    def action_finding(self) -> None:
        """Write down what was found."""
        one = self.thing
        if one is not None:
            self._ask(Question("What was found?", one.finding), one, FINDING)

    def take_up(self, key: str) -> None:
        """Go on with a text that waits: of a new line, or of one that is there."""
        begins, _, line = key.partition(" ")
        if not line:
            self.action_new()
        elif line in self.things():
            self.rows.choose(line)
            (self.action_change if f"{begins} " == QUESTION else self.action_finding)()

    def _ask(self, question: Question, one: ic.LineOfEnquiry, begins: str) -> None:
        key = f"{begins}{one.id}"
        waiting = self.sitting.waiting

        def typed(answers: tuple[str, ...]) -> None:
            self.app.attempt(lambda: waiting.put(key, answers[0]))
            warn_of_pupils(self.app, answers[0])

        def done(answers: tuple[str, ...]) -> None:
            self._change(one, "Changed.", **{begins.strip(): answers[0].strip()})
            waiting.done(key)

        text = waiting.take_up(key) or question.text
        asked = Question(question.asks, text, question.check, hint=question.hint)
        Questions.on(self).put([asked], done, typed=typed)

    def action_stage(self, step: int) -> None:
        """Move the line to its next stage, or the one before."""
        one = self.thing
        if one is None:
            return
        stage = moved(one.stage, ic.STAGES, step)
        if stage == one.stage:
            self.say(f"It is {in_words(stage)}, the {'last' if step > 0 else 'first'} stage.")
        else:
            self.app.attempt(lambda: self._move(one, stage))

    def _move(self, one: ic.LineOfEnquiry, stage: str) -> None:
        self.sitting.session.change_enquiry(one.id, stage=stage)
        says = ic.agreed_advice(self.things().values()) or "b says who agreed it." if stage == "agreed" else ""
        self.sitting.changed(one.indicators, f"Now {in_words(stage)}. {says}".strip())

    def action_canvas(self) -> None:
        """Open the workshop canvas of the chosen line."""
        one = self.thing
        if one is not None:
            from inclusion_tui.screens.canvas import CanvasScreen  # noqa: PLC0415  where it is opened

            self.app.push_screen(CanvasScreen(one.id))

    def action_agreed(self) -> None:
        """Ask who agreed it for the school."""
        one = self.thing
        if one is None:
            return
        if one.agreed_at is None:
            self.say("It is not agreed yet. m moves it on.")
            return

        def done(answers: tuple[str, ...]) -> None:
            self._change(one, "Kept.", agreed_by=answers[0].strip())

        def typed(answers: tuple[str, ...]) -> None:
            warn_of_pupils(self.app, answers[0])

        asked = Question("Who agreed it for the school?", one.agreed_by, hint="By role: the head, the governors.")
        Questions.on(self).put([asked], done, typed=typed)

    def action_whole(self) -> None:
        """Tell all of the line on a page of its own."""
        one = self.thing
        if one is None:
            return
        from inclusion_tui.screens.told import ToldPage  # noqa: PLC0415  where one is opened

        name = one.id

        def lines(width: int) -> list[Line]:
            there = self.things().get(name)
            return self.whole(there, width) if there is not None else []

        self.app.push_screen(ToldPage("A line of enquiry", lines))

    def action_links(self) -> None:
        """Say which indicators it rests on."""
        one = self.thing
        if one is not None:
            self.link(one, "Which indicators does it rest on?")

    def action_withdraw(self) -> None:
        """Withdraw the line; undo brings it back."""
        one = self.thing
        if one is None:
            return

        def act() -> None:
            self.sitting.session.withdraw_enquiry(one.id)
            self.sitting.changed(one.indicators, "Withdrawn. z brings it back.")

        self.app.attempt(act)
