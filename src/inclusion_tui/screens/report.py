"""Writing the report, or handing the review over as one file: which form, whose judgements, where to."""

from __future__ import annotations

import io
import time
from typing import TYPE_CHECKING, ClassVar

import inclusion_core as ic
from inclusion_tui.keys import keymap
from inclusion_tui.leaving import HAND_OVER, Form, Left, forms, here, leave, place_for
from inclusion_tui.notes.attaching import complete
from inclusion_tui.render.heading import voice_words
from inclusion_tui.render.report import (
    form_line,
    set_lines,
    stopped_lines,
    told_lines,
    whose_words,
    written_sentences,
)
from inclusion_tui.screens.page import Page
from inclusion_tui.widgets.panel import Panel
from inclusion_tui.widgets.questions import Question, Questions
from inclusion_tui.widgets.reading import Reading
from inclusion_tui.widgets.rows import Rows
from inclusion_tui.working import Work

if TYPE_CHECKING:
    from pathlib import Path

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.timer import Timer

    from inclusion_tui.messages import Worked
    from inclusion_tui.render.line import Line

_FORM = "report-form"
_USUAL = "html"
_LOOKING = "Looking which forms there are …"


class ReportScreen(Page):
    """Choose a form with the arrows, and Enter writes it. Nothing that is there already is written over.

    Whatever takes its time is done in a thread; Esc stops waiting for it, and then nothing is written.
    """

    parts: ClassVar[tuple[str, ...]] = ("report",)
    BINDINGS: ClassVar[list[BindingType]] = keymap.bindings("report")
    DEFAULT_CSS = """
    ReportScreen #forms { height: auto; max-height: 40%; min-height: 1; }
    ReportScreen #set { height: 3; border-top: solid $panel; }
    ReportScreen #told { height: 1fr; border-top: solid $panel; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._forms: dict[str, Form] = {}
        self._voices: tuple[str, ...] | None = None
        self._typed = ""
        self._sentences: list[str] = [_LOOKING]
        self._wrong = False
        self._stops: tuple[ic.Stop, ...] = ()
        self._making: Work | None = None
        self._made: Form | None = None  # the form that is being made, or was last
        self._since = 0.0
        self._ticking: Timer | None = None

    def heading(self) -> str:
        """Return what is written, and of whom."""
        school = self.sitting.session.school
        return f"Report: {school.name}{' (made up)' if school.made_up else ''}"

    def body(self) -> ComposeResult:
        """Yield the forms, what is set, and what came of it."""
        yield Rows(self._draw, id="forms")
        yield Panel(self._set, id="set")
        told = Reading(self._told, id="told")
        told.can_focus = False
        yield told

    def on_mount(self) -> None:
        """Look for the forms beside the screen: plugins bring some."""
        desk = self.app.desk
        self.rows.focus()
        self.look_up("forms", lambda _: forms(desk))

    def on_unmount(self) -> None:
        """Wait for nothing any more."""
        if self._making is not None:
            self._making.cancel()

    @property
    def rows(self) -> Rows:
        """The forms."""
        return self.query_one("#forms", Rows)

    @property
    def form(self) -> Form | None:
        """The form that is chosen."""
        return self._forms.get(self.rows.chosen)

    # What is shown --------------------------------------------------------------------------------------------------

    def _draw(self, place: int, width: int) -> Line:
        return form_line(self._forms[self.rows.key_at(place)], width)

    def _set(self, width: int, _height: int) -> list[Line]:
        if self.form is None:
            return []
        place = self._place()
        return set_lines(self._whose(), str(place) if place is not None else "your browser's downloads", width)

    def _whose(self) -> str:
        if self.form is not None and self.form.id == HAND_OVER.id:
            return "everything in the review, by whomever"
        seen, people = self._seen(), self.sitting.session.review.team
        chosen = seen if self._voices is None else self._voices
        hidden = len(self.sitting.session.assessments) - len(seen)
        return whose_words([voice_words(one, people) for one in chosen], self._voices is None, hidden)

    def _told(self, width: int) -> list[Line]:
        if self._stops:
            return stopped_lines(self._stops, width)
        return told_lines(self._sentences, width, wrong=self._wrong)

    def _tell(self, *sentences: str, wrong: bool = False, stops: tuple[ic.Stop, ...] = ()) -> None:
        self._sentences, self._wrong, self._stops = list(sentences), wrong, stops
        self.query_one("#told", Reading).rewrite()
        self.query_one("#told", Reading).action_edge(-1)
        self.query_one("#set", Panel).redraw()

    def _seen(self) -> tuple[str, ...]:
        """Return the voices that this one is shown: what is hidden on the screens is not put on paper either."""
        return tuple(one for one in self.sitting.session.assessments if self.sitting.sees(one))

    def _place(self) -> Path | None:
        """Return the file to write; None in a browser, which keeps it among its downloads."""
        if self.app.is_web or self.form is None:
            return None
        return place_for(self.sitting.session.review.id, self.form, self._typed, here())

    def on_row_chosen(self) -> None:
        """Say where this form is written."""
        if self._making is None:
            self._tell("Enter writes it.")

    def on_row_entered(self) -> None:
        """A click on the chosen form writes it."""
        self.action_write()

    # What keys do ---------------------------------------------------------------------------------------------------

    def action_write(self) -> None:
        """Write it, unless it looks as if it named a pupil."""
        self._make(anyway=False)

    def action_anyway(self) -> None:
        """Write it all the same, where it was held back."""
        if self._stops:
            self._make(anyway=True)
        else:
            self.say("Nothing holds it back. Enter writes it.")

    def _make(self, *, anyway: bool) -> None:
        form, sitting, place = self.form, self.sitting, self._place()
        if form is None or self._making is not None:
            return
        seen = self._seen()
        voices = self._voices if self._voices is not None else seen
        if not voices and sitting.session.assessments and form.made_by is not None:
            self.say("All that was judged is hidden from you, so there is nothing to report yet.", wrong=True)
            return
        some = () if len(voices) == len(sitting.session.assessments) else voices
        self._since, self._made = time.monotonic(), form
        self._making = Work(self, "made", lambda work: leave(sitting, form, place, work, voices=some, anyway=anyway))
        self._tick()
        self._ticking = self.set_interval(1.0, self._tick)

    def _tick(self) -> None:
        if self._making is not None:
            passed = int(time.monotonic() - self._since)
            self._tell(f"Making it{f': {passed} s so far' if passed else ''} … Esc stops, and nothing is written.")

    def _stop_making(self) -> None:
        self._making = None
        if self._ticking is not None:
            self._ticking.stop()
            self._ticking = None

    def action_close(self) -> None:
        """Stop making it, where it is being made; else go back."""
        if self._making is None:
            self.dismiss()
            return
        self._making.cancel()
        self._stop_making()
        self._tell("Stopped, and nothing was written.")

    def action_voices(self) -> None:
        """Choose whose judgements are in it."""
        from inclusion_tui.screens.choosing import FindMenu  # noqa: PLC0415  only where it is opened

        seen, people = self._seen(), self.sitting.session.review.team
        if self._making is None and len(seen) > 1:
            taken = seen if self._voices is None else self._voices
            choices = [(one, voice_words(one, people)) for one in seen]
            self.app.push_screen(FindMenu("Whose judgements?", choices, taken=taken, many=True), self._take_voices)
        elif self._making is None:
            self.say("There is one voice to report." if seen else "Nobody whom you may see has judged yet.")

    def _take_voices(self, taken: tuple[str, ...] | None) -> None:
        if taken is not None:
            self._voices = taken if taken and len(taken) < len(self._seen()) else None
            self._tell("Enter writes it.")

    def action_place(self) -> None:
        """Ask for the file."""
        if self._making is not None or self.form is None:
            return
        if self.app.is_web:
            self.say("Here in the browser it goes to your downloads.")
            return
        question = Question(
            "Write it to:", str(self._place()), complete=complete, hint="A folder will do. Tab completes a name."
        )
        Questions.on(self).put([question], self._take_place)

    def _take_place(self, answers: tuple[str, ...]) -> None:
        self._typed = answers[0]
        self._tell("Enter writes it.")

    def action_blank(self) -> None:
        """Blank what holds it back."""
        if not self._stops:
            self.say("Nothing holds it back. Enter writes it.")
            return
        from inclusion_tui.notes.blanking import held_back  # noqa: PLC0415  only where something is held back
        from inclusion_tui.screens.blank import BlankScreen  # noqa: PLC0415  as above

        self.app.push_screen(BlankScreen(held_back(self._stops), lambda _: None), self._after_blanking)

    def _after_blanking(self, _: None) -> None:
        self._tell("Enter writes it, and looks again whether a pupil is named.")

    def action_scroll(self, by: int) -> None:
        """Scroll what is told."""
        self.query_one("#told", Reading).action_page(by)

    # What came of it ------------------------------------------------------------------------------------------------

    def on_worked(self, message: Worked) -> None:
        """Show the forms; or tell what was written, or why not."""
        try:
            answer = message.answer()
        except ic.InclusionError as refused:
            self._stop_making()
            self._tell(str(refused), wrong=True)
            return
        if message.about == "forms":
            self._show_forms(answer)
        else:
            self._done(answer)

    def _show_forms(self, found: tuple[Form, ...]) -> None:
        self._forms = {one.id: one for one in found}
        last = self.app.recent.recall(self.sitting.session.review.id, _FORM)
        self.rows.styles.height = len(self._forms)
        self.rows.show(list(self._forms), chosen=last if last in self._forms else _USUAL)
        self._tell("Enter writes it.")

    def _done(self, left: Left) -> None:
        form = self._made or HAND_OVER
        self._stop_making()
        if left.stops and left.path is None and not left.content:
            self._tell(stops=left.stops)
            return
        self.app.recent.remember(self.sitting.session.review.id, _FORM, form.id)
        self._typed = ""
        if left.path is None:
            self._deliver(form, left)
        self._tell(*written_sentences(left, form))

    def _deliver(self, form: Form, left: Left) -> None:
        name = place_for(self.sitting.session.review.id, form, "", here()).name
        kind = form.made_by.media_type if form.made_by is not None else "application/octet-stream"
        self.app.deliver_binary(io.BytesIO(left.content), save_filename=name, mime_type=kind)
