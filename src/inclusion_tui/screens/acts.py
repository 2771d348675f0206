"""What is written down from the list of indicators beside judgements: evidence, lines of enquiry, actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.screen import Screen

from inclusion_tui.notes.waiting import (
    ACTION,
    BECAUSE,
    CANVAS,
    ENQUIRY,
    FINDING,
    JOTTING,
    MEANS,
    NOTE,
    PRACTICE,
    QUESTION,
    REQUEST,
    indicator_in,
)

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from inclusion_tui.app import InclusionApp
    from inclusion_tui.screens.writing_place import WritingPlace
    from inclusion_tui.sitting import Sitting
    from inclusion_tui.widgets.rows import Rows


class Acts(Screen[None]):
    """A screen with a list of indicators, one of which is chosen, and a place to write at its foot."""

    app: InclusionApp
    sitting: Sitting
    came_after = 0
    """Keys that were handed on before this screen came."""

    @property
    def rows(self) -> Rows:
        """The list."""
        raise NotImplementedError

    @property
    def chosen(self) -> str:
        """The id of the indicator that is chosen; empty where the view is empty."""
        raise NotImplementedError

    def show_view(self, view: str) -> None:
        """Show only what a view keeps."""
        raise NotImplementedError

    def action_because(self) -> None:
        """Ask for the reason of the judgement that is there."""
        raise NotImplementedError

    @property
    def writing_place(self) -> WritingPlace:
        """Where evidence is written; it is laid out when it is first wanted."""
        from inclusion_tui.screens.writing_place import WritingPlace  # noqa: PLC0415  20 ms that a start does without

        return WritingPlace.on(self)

    # Keys -----------------------------------------------------------------------------------------------------------

    def action_evidence(self) -> None:
        """Write evidence for the indicator that is chosen."""
        if self.chosen:
            self._write(self.chosen)

    def _write(self, indicator: str) -> None:
        self.app.attempt(lambda: self.writing_place.open_new(indicator, following=self._next_indicator))

    def action_jotting(self) -> None:
        """Write a jotting, which is filed later."""
        self.app.attempt(lambda: self.writing_place.open_new(following=lambda: ""))

    def _next_indicator(self) -> str | None:
        """Choose the next indicator of the list, and say when there is none."""
        before = self.chosen
        self.rows.action_move(1)
        if self.chosen == before:
            self.app.say("Kept. That was the last one of the list.")
            return None
        return self.chosen

    def action_enquiry(self) -> None:
        """Begin a line of enquiry for the indicator that is chosen, or add it to one."""
        from inclusion_tui.screens.enquiring import enquire  # noqa: PLC0415  where it is wanted

        if self.chosen:
            enquire(self, self.chosen)

    def action_action_here(self) -> None:
        """Write down what will change about the indicator that is chosen."""
        from inclusion_tui.screens.planning import plan  # noqa: PLC0415  as above

        if self.chosen:
            plan(self, (self.chosen,))

    def action_undo(self) -> None:
        """Bring back what was let go just now, else take back the last change of ours."""
        waiting = self.sitting.waiting
        if waiting.let_go is None:
            self.app.attempt(self.sitting.undo)
            return
        from inclusion_tui.screens.besides import capturing_of  # noqa: PLC0415  as in writing_place

        key = waiting.let_go[0]
        if self.app.attempt(capturing_of(self.app).bring_back):
            self.take_up(key)

    # Texts that wait ------------------------------------------------------------------------------------------------

    def offer_drafts(self) -> None:
        """Ask about texts that earlier sittings left, where nobody was asked about them yet.

        Nothing opens under a hand that is at work already: then it is only said.
        """
        if not self.sitting.session.read_only and self.sitting.waiting.left() and self.is_current:
            from inclusion_tui.screens.drafts import unasked  # noqa: PLC0415  most reviews have none

            if not unasked(self.sitting, self.app.recent):
                return
            if self.app.ahead.since(self.came_after):
                self.app.say("Something was typed here earlier and never sent. g w shows it.")
            else:
                self.app.action_open("drafts")

    def take_up(self, key: str, stream: str = "") -> None:
        """Go on with a text that waits, where it belongs; one that belongs nowhere stays where it was."""
        about, session, known = indicator_in(key), self.sitting.session, self.sitting.framework.indicators
        places: Sequence[Container[str]] = (known, session.enquiry, session.actions, session.practice, session.requests)
        if key.startswith(NOTE):
            places = (session.evidence,)
        if about and not any(about in one for one in places):
            self.app.say_wrong("Nothing here is called what this text was for. It can be read and copied.")
        elif self.app.attempt(lambda: self.sitting.waiting.take_up(key, stream)):
            self._go_on_with(key, about, of_an_indicator=about in known)

    def _go_on_with(self, key: str, about: str, *, of_an_indicator: bool) -> None:
        if not of_an_indicator and key.startswith((ENQUIRY, QUESTION, FINDING)):
            from inclusion_tui.screens.lines import LinesScreen  # noqa: PLC0415  where it is wanted

            self.app.push_screen(LinesScreen(wanted=key))
        elif key.startswith(CANVAS):
            from inclusion_tui.screens.canvas import CanvasScreen  # noqa: PLC0415  as above

            self.app.push_screen(CanvasScreen(wanted=key))
        elif key.startswith((PRACTICE, REQUEST)):
            from inclusion_tui.screens.practice import PracticeScreen  # noqa: PLC0415  as above

            self.app.push_screen(PracticeScreen(wanted=key))
        elif not of_an_indicator and key.startswith((ACTION, MEANS)):
            from inclusion_tui.screens.actions import ActionsScreen  # noqa: PLC0415  as above

            self.app.push_screen(ActionsScreen(wanted=key))
        elif key == JOTTING:
            self.action_jotting()
        elif key.startswith(NOTE):
            self.app.attempt(lambda: self.writing_place.open_piece(about))
        else:
            self.rows.choose(about)
            if self.chosen != about:
                self.show_view("all")
                self.rows.choose(about)
            self._take_up_here(key, about)

    def _take_up_here(self, key: str, indicator: str) -> None:
        if key.startswith(BECAUSE):
            voice, _, cell = key.removeprefix(BECAUSE).partition(" ")
            facet = cell.partition("@")[2] or None
            if voice != self.sitting.voice and not self.app.attempt(lambda: self.sitting.speak_as(voice)):
                return
            if facet != self.sitting.facet:
                self.sitting.facet = facet
                self.sitting.changed()
            if self.sitting.judgement(indicator) is None:
                self.app.say(f"Give {indicator} a level first; then b goes on with this reason.")
            else:
                self.action_because()
        elif key.startswith(ENQUIRY):
            self.action_enquiry()
        elif key.startswith(ACTION):
            self.action_action_here()
        else:
            self._write(indicator)
