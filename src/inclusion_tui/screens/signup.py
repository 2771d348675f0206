"""What a school signs up to, by when and to which level, beside its own latest judgements."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from attrs import evolve

import inclusion_core as ic
from inclusion_tui.keys import keymap
from inclusion_tui.notes.when import read_day
from inclusion_tui.render.consult import is_told
from inclusion_tui.render.line import text
from inclusion_tui.render.signup import (
    HIDDEN,
    NO_REVIEW,
    NOTHING,
    OTHERS,
    Promised,
    all_promised,
    open_row,
    promise_head,
    promise_row,
    promise_whole,
    promised_above,
)
from inclusion_tui.screens.consulted import ConsultedPage
from inclusion_tui.widgets.questions import Question

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.binding import BindingType

    from inclusion_tui.consulted import Consulted
    from inclusion_tui.render.line import Line

consultations = ic.consultations
signing_up = ic.signing_up

_NONE = Promised({})


class SignupScreen(ConsultedPage):
    """What is signed up to first, then all the rest; a digit signs up to that level, and the day is asked for."""

    parts: ClassVar[tuple[str, ...]] = ("signup",)
    BINDINGS: ClassVar[list[BindingType]] = keymap.bindings("signup")
    about: ClassVar[str] = "Signing up"
    nothing: ClassVar[str] = NOTHING
    more: ClassVar[str] = "y shows all of it"
    by_name: ClassVar[bool] = False

    # What there is --------------------------------------------------------------------------------------------------

    def beside(self, seen: Consulted) -> Promised:
        """Lay what is signed up to beside the school's own judgements, where they may be seen."""
        if seen.school is None or seen.framework is None or seen.kept:
            return _NONE
        desk, sitting = self.app.desk, self.app.sitting
        review, found = signing_up.promises_of(desk, seen.consultation.id, seen.school.id, today=self.today)
        why = "" if review else NO_REVIEW
        if sitting is None or sitting.session.review.school != seen.school.id:
            review, why = "", OTHERS
        elif review and sitting.voice.startswith("peer:") and _is_hidden(desk, review):
            review, why = "", HIDDEN
        promises = found if review else tuple(evolve(one, now=(), state="") for one in found)
        return Promised({one.commitment.id: one for one in promises}, review, why)

    @property
    def _found(self) -> Promised:
        return self._besides if isinstance(self._besides, Promised) else _NONE

    def sections(self) -> Sequence[tuple[str, Sequence[str]]]:
        """Return what is signed up to, then each strand with the rest."""
        framework = self.seen.framework if self.seen is not None else None
        if framework is None or self.seen is None:
            return ()
        there, lead = self._found.promises, "Not yet: " if is_told(self.seen) else ""
        found = [("Signed up to", list(there))]
        for name, one in framework.strands.items():
            rest = [each.id for each in framework.indicators_in(name) if each.id not in there]
            found.append((f"{lead}{name} {framework.worded(one.title)}", rest))
        return [one for one in found if one[1]]

    def above(self, width: int) -> list[Line]:
        """Return whose promises these are, what they are laid beside, and the heads of the columns."""
        seen = self.seen
        if seen is None:
            return []
        return promised_above(seen, self._found, width)

    def head(self, width: int) -> Line:
        """Return the heads of the columns."""
        framework = self.seen.framework if self.seen is not None else None
        return promise_head(framework, width) if framework is not None and self._found.promises else ()

    def draw_row(self, key: str, width: int) -> Line:
        """Return the line of a row."""
        framework = self.seen.framework if self.seen is not None else None
        if framework is None:
            return ()
        one = self._found.promises.get(key)
        return promise_row(framework, one, self.today, width) if one is not None else open_row(framework, key, width)

    def whole(self, key: str, width: int) -> list[Line]:
        """Return all of the chosen row."""
        seen = self.seen
        if seen is None or seen.framework is None:
            return []
        return promise_whole(seen.framework, key, self._found, self.today, width, told=is_told(seen))

    # What keys do ---------------------------------------------------------------------------------------------------

    def action_level(self, place: int) -> None:
        """Sign up to the level of this place for the chosen indicator: the day and the help are asked at the foot."""
        there, indicator, seen = self.writable(), self.rows.chosen, self.seen
        if there is None or seen is None or seen.framework is None or not indicator:
            return
        scale = seen.framework.scale
        if place > len(scale.order):
            self.say(f"This scale has {len(scale.order)} levels: 1 to {len(scale.order)}.", wrong=True)
            return
        level, today = scale.order[place - 1], self.today
        one = self._found.promises.get(indicator)
        said = one.commitment if one is not None else None

        def day(answer: str) -> None:
            if read_day(answer, today) is None:
                raise ic.NotAllowed("Say by which day: 12 Jan, or 2027-01-12. Esc leaves everything as it is.")

        def keep(answers: tuple[str, ...]) -> None:
            made = signing_up.sign_up(
                self.app.desk, *there, indicator, level, by_when=read_day(answers[0], today) or today, day=today,
                help_needed=answers[1],
            )  # fmt: skip
            title = text(seen.framework.level_title(made.level)) if seen.framework is not None else made.level
            self.changed(f"{text(made.id)}: {title} by {made.by_when.isoformat()}. z takes it back.")

        was = said.by_when.isoformat() if said is not None and said.by_when >= today else ""
        title = seen.framework.level_title(level)
        questions = [
            Question(f"{indicator}, {title}: by when?", was, day, hint="12 Jan, or 2027-01-12."),
            Question("Which help does it take?", said.help_needed if said is not None else "",
                     hint="Enter on nothing leaves it for later. No pupil belongs in it."),
        ]  # fmt: skip
        self.ask(f"sign up {indicator}", questions, keep)

    def action_whole(self) -> None:
        """Tell everything that the school signed up to."""
        seen, found, today = self.seen, self._found, self.today
        if seen is None:
            self.say(self._says)
        else:
            self.tell("Signed up to", lambda width: all_promised(seen, found, today, width))

    def action_jump(self) -> None:
        """Go to the chosen indicator in the open review."""
        sitting, indicator, seen = self.app.sitting, self.rows.chosen, self.seen
        if sitting is None or seen is None or seen.school is None or sitting.session.review.school != seen.school.id:
            self.say("Open the school's review first: then this goes to the indicator in it.")
        elif indicator not in sitting.framework.indicators:
            self.say("The review that is open has no such indicator: it is on another edition.")
        elif indicator:
            from inclusion_tui.screens.home import go_to  # noqa: PLC0415  only with a review

            go_to(self.app, indicator)

    def action_remove(self) -> None:
        """Take out what the school signed up to for the chosen indicator; undo brings it back."""
        there, indicator = self.writable(), self.rows.chosen
        if there is None:
            return
        if indicator not in self._found.promises:
            self.say("The school has not signed up to this one. A digit signs up to a level.")
        elif self.app.attempt(
            lambda: consultations.take_out(self.app.desk, *there, indicator, of="commitments")
        ):  # fmt: skip
            self.changed("Taken out. z brings it back. A file that was sent before still holds it.")


def _is_hidden(desk: ic.Desk, review: str) -> bool:
    return any(one.id == review and one.self_review_hidden for one in desk.workspace.reviews())
