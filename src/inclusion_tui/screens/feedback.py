"""The feedback of the same day: read from the screen to the leaders, or written as one page."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, ClassVar

import inclusion_core as ic
from inclusion_tui.keys import keymap
from inclusion_tui.leaving import Form, here, place_for
from inclusion_tui.render.feedback import feedback_passages
from inclusion_tui.screens.passage_page import PassagePage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.binding import BindingType

    from inclusion_tui.render.passages import Passage

_USUAL = "html"


class FeedbackScreen(PassagePage):
    """Enter goes to the indicator that a point is about; `w` writes the sheet as a page."""

    parts: ClassVar[tuple[str, ...]] = ("feedback", "passages")
    BINDINGS: ClassVar[list[BindingType]] = keymap.bindings("feedback")

    def heading(self) -> str:
        """Return whose visit it is."""
        made_up = " (made up)" if self.sitting.session.school.made_up else ""
        return f"Feedback on the day: {self.sitting.session.school.name}{made_up}"

    def _voices(self) -> tuple[str, ...]:
        """Return the voices in it: what is hidden on the screens is not said to the leaders either."""
        there = self.sitting.session.assessments
        return ic.feedback_voices(one for one in there if there[one].judgements and self.sitting.sees(one))

    def passages(self, width: int) -> Sequence[Passage]:
        """Return the sheet as it stands now."""
        session, voices = self.sitting.session, self._voices()
        hidden = sum(not self.sitting.sees(one) for one in session.assessments)
        sheet, meter = ic.feedback_of(session, voices), ic.meter_of(session, voices)
        return [self._within(one) for one in feedback_passages(sheet, meter, width, hidden=hidden)]

    def _within(self, one: Passage) -> Passage:
        """Let a passage lead only where there is an indicator: a line of enquiry is none."""
        return one if one.leads in self.sitting.framework.indicators else one._replace(leads="")

    def action_write(self) -> None:
        """Write the sheet as a page, unless it looks as if it named a pupil."""
        self.app.attempt(self._write)

    def _write(self) -> None:
        sitting = self.sitting
        form = sitting.desk.report_format(_USUAL)
        page = ic.feedback_page(sitting.session, self._voices())
        made = ic.make_page(sitting.session, form, page, what="feedback")
        if made.stopped:
            self.say(f"Not written: {made.stops[0].where} looks as if it named a pupil. x shows where.", wrong=True)
            return
        review = f"{sitting.session.review.id}-feedback"
        place = place_for(review, Form(form.name, "", "", form.suffix, form), f"{review}{form.suffix}", here())
        if self.app.is_web:
            self.app.deliver_binary(io.BytesIO(made.content), save_filename=place.name, mime_type=form.media_type)
            self.say("It is among your browser's downloads.")
            return
        ic.write_file(place, made.content)
        self.say(f"Written: {place}")
