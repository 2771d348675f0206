"""The timetable of the visit: what is on now, what comes next, the whole day, and what it lacks."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, ClassVar

import inclusion_core as ic
from inclusion_tui.keys import keymap
from inclusion_tui.notes.slots import DAY_EXAMPLE, EXAMPLE, read_day, read_kinds, read_slot
from inclusion_tui.render.timetable import SLOT, Timetable, timetable_passages
from inclusion_tui.screens.passage_page import PassagePage
from inclusion_tui.widgets.questions import Question, Questions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.binding import BindingType

    from inclusion_tui.render.passages import Passage

_MINUTE_S = 20.0
"""Seconds between two looks at the clock: whole minutes are shown."""


def now() -> dt.datetime:
    """Return this moment, by the machine's own clock and time zone."""
    return dt.datetime.now().astimezone()


class TimetableScreen(PassagePage):
    """Opens on the day of the visit; `p` proposes one, `n` adds a slot, `w` takes one out, `d` shows the next day."""

    parts: ClassVar[tuple[str, ...]] = ("timetable",)
    BINDINGS: ClassVar[list[BindingType]] = keymap.bindings("timetable")

    def __init__(self) -> None:
        super().__init__()
        self._day: dt.date | None = None

    def heading(self) -> str:
        """Return whose visit it is."""
        made_up = " (made up)" if self.sitting.session.school.made_up else ""
        return f"The day: {self.sitting.session.school.name}{made_up}"

    def on_mount(self) -> None:
        """Keep now and next right."""
        self.set_interval(_MINUTE_S, self.refill)

    @property
    def day(self) -> dt.date:
        """The day that is shown."""
        return ic.visit_day(self.sitting.session, self._day, now=now())

    def passages(self, width: int) -> Sequence[Passage]:
        """Return the day as it is now."""
        sitting, moment, day = self.sitting, now(), self.day
        session = sitting.session
        slots = ic.slots_of_day(session.timetable.values(), day)
        shown = Timetable(
            day=day,
            now=moment,
            slots=slots,
            findings=ic.check_visit(sitting.desk, session, day),
            people=session.review.team,
            kinds=sitting.kinds,
            lines=session.enquiry,
            card=session.review.safeguarding,
            other=len(session.timetable) - len(slots),
        )
        return list(timetable_passages(shown, width))

    def action_enter(self) -> None:
        """Say that nothing lies behind a slot."""
        self.say("All of it is here. n adds a slot, w takes the chosen one out, p proposes a day.")

    # What keys do ---------------------------------------------------------------------------------------------------

    def action_slot(self) -> None:
        """Ask for a slot: when and what, which evidence, where."""
        kinds = self.sitting.kinds
        questions = [
            Question("Slot:", check=lambda given: read_slot(given, self.day), hint=f"Write it like {EXAMPLE}."),
            Question(
                "Evidence:",
                check=lambda given: read_kinds(given, kinds),
                hint="What can be gathered there? pupils, staff, families, learning walk … or nothing.",
            ),
            Question("Where:", hint="Such as Hall, or Year 5 maths. It may stay empty."),
        ]
        Questions.on(self).put(questions, self._add)

    def _add(self, answers: tuple[str, ...]) -> None:
        starts, ends, title = read_slot(answers[0], self.day)
        kinds = read_kinds(answers[1], self.sitting.kinds)
        self.sitting.session.add_slot(starts, ends, title, kinds=kinds, place=answers[2].strip())
        self._day = starts.date()
        self.sitting.changed((), f"{starts:%H:%M}-{ends:%H:%M} {title} is on the timetable.")

    def action_propose(self) -> None:
        """Ask from when to when, and put a proposed day onto the timetable."""
        there = ic.slots_of_day(self.sitting.session.timetable.values(), self.day)
        if there:
            self.say(
                f"{self.day:%d %B} has its timetable. w takes single slots out; then p proposes afresh.", wrong=True
            )
            return
        hint = f"Write it like {DAY_EXAMPLE}, or tomorrow 9-15:30. The whole team comes."
        Questions.on(self).put([Question("The day:", DAY_EXAMPLE, self._could_be, hint=hint)], self._lay)

    def _proposed(self, given: str) -> tuple[ic.Slot, ...]:
        starts, ends = read_day(given, self.day)
        return ic.propose_visit(self.sitting.desk, self.sitting.session, starts, ends)

    def _could_be(self, given: str) -> None:
        self._proposed(given)

    def _lay(self, answers: tuple[str, ...]) -> None:
        kept = self.sitting.session.lay_timetable(self._proposed(answers[0]))
        self._day = kept[0].starts.astimezone().date()
        self.sitting.changed((), "The day is proposed. All of it can be changed; z takes it back.")

    def action_withdraw(self) -> None:
        """Take the chosen slot out; undo brings it back."""
        key = self.text.chosen
        if not key.startswith(SLOT):
            self.say("Choose a slot first: this is none.")
            return

        def act() -> None:
            self.sitting.session.withdraw_slot(key.removeprefix(SLOT))
            self.sitting.changed((), "Taken out. z brings it back.")

        self.app.attempt(act)

    def action_next_day(self) -> None:
        """Show the next day that has slots, the first one after the last."""
        days = sorted({one.starts.astimezone().date() for one in self.sitting.session.timetable.values()})
        if not days or days == [self.day]:
            self.say("There is no other day on the timetable.")
            return
        self._day = next((one for one in days if one > self.day), days[0])
        self.refill()

    def action_undo(self) -> None:
        """Take back the last change of ours."""
        self.app.attempt(self.sitting.undo)

    def action_redo(self) -> None:
        """Do again what was taken back."""
        self.app.attempt(self.sitting.redo)
