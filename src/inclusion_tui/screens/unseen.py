"""What has not been seen: indicators, evidence, voices; and what is left of the visit to see and hear them in."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, ClassVar

import inclusion_core as ic
from inclusion_tui.keys import keymap
from inclusion_tui.notes.slots import EXAMPLE, read_kinds, read_slot
from inclusion_tui.render.heading import voice_words
from inclusion_tui.render.line import under, within
from inclusion_tui.render.unseen import Day, lacks_lines, unseen_passages
from inclusion_tui.screens.home import chosen
from inclusion_tui.screens.passage_page import PassagePage
from inclusion_tui.widgets.asking import Asking
from inclusion_tui.widgets.panel import Panel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from inclusion_tui.messages import Answered, Parked
    from inclusion_tui.render.line import Line
    from inclusion_tui.render.passages import Passage

_MINUTE_S = 20.0
"""Seconds between two looks at the clock: whole minutes are shown."""

_MOST_LACKING = 5


def now() -> dt.datetime:
    """Return this moment, by the machine's own clock and time zone."""
    return dt.datetime.now().astimezone()


class UnseenScreen(PassagePage):
    """Opens on what is open; Enter goes to an indicator, `n` puts a slot into the timetable."""

    parts: ClassVar[tuple[str, ...]] = ("passages", "unseen")
    BINDINGS: ClassVar[list[BindingType]] = keymap.bindings("unseen")
    DEFAULT_CSS = "UnseenScreen #lacks { border-top: solid $panel; height: auto; max-height: 7; }"

    def __init__(self) -> None:
        super().__init__()
        self._found: ic.Unseen | None = None
        self._slot: tuple[dt.datetime, dt.datetime, str] | None = None
        self._refused = ""

    def heading(self) -> str:
        """Return whose eyes have not seen it."""
        made_up = " (made up)" if self.sitting.session.school.made_up else ""
        voice = voice_words(self.sitting.voice, self.sitting.session.review.team)
        return f"Not seen yet: {self.sitting.session.school.name}{made_up}, {voice}"

    def compose(self) -> ComposeResult:
        """Lay out the page, and over its foot the line for a slot."""
        yield from super().compose()
        yield Asking()

    def body(self) -> ComposeResult:
        """Yield the text, and what the chosen indicator lacks."""
        yield from super().body()
        yield Panel(lambda width, height: within(self._lacks(width), height, width), id="lacks")

    def on_mount(self) -> None:
        """Keep the minutes right."""
        self.set_interval(_MINUTE_S, self.refill)

    def on_resize(self) -> None:
        """Leave the list most of the room."""
        self.query_one("#lacks").styles.height = 1 + min(_MOST_LACKING, max(self.size.height // 4, 1))

    def passages(self, width: int) -> Sequence[Passage]:
        """Return what has not been seen now."""
        sitting = self.sitting
        found = self._found = ic.unseen_of(sitting.desk, sitting.session, sitting.voice)
        return list(unseen_passages(sitting.framework, found, self._day(found), width))

    def _day(self, found: ic.Unseen) -> Day:
        slots, moment = self.sitting.session.timetable.values(), now()
        lacking = dict.fromkeys([one.id for one in found.voices])
        lacking |= dict.fromkeys(kind for kinds in found.kinds.values() for kind in kinds)
        return Day(
            now=moment,
            left=ic.time_left(slots, moment),
            on=ic.slots_now(slots, moment),
            supply=ic.could_supply(slots, moment, lacking, self.sitting.kinds),
            people=self.sitting.session.review.team,
            kinds=self.sitting.kinds,
            planned=bool(slots),
        )

    def _lacks(self, width: int) -> list[Line]:
        if self.query_one(Asking).asking:
            return self._asked_lines(width - 1)
        found = self._found
        at = self.text.leads or chosen(self.app)
        if found is None or not at:
            return []
        lacks = found.kinds.get(at, ())
        return lacks_lines(self.sitting.framework, at, lacks, self._day(found), width)

    def _asked_lines(self, width: int) -> list[Line]:
        """Say what may be written, and why the last try was refused."""
        refused = under(" ", self._refused, width, style="warn") if self._refused else []
        if self._slot is None:
            says = f"Write it like {EXAMPLE}, or tomorrow 9-9:30 Leaders first. Esc leaves it."
            return [*refused, *under(" A slot: ", says, width)]
        starts, ends, title = self._slot
        says = f"Which evidence can be gathered there? {', '.join(self.sitting.kinds)}. None is an answer too."
        return [*refused, *under(f" {starts:%H:%M}-{ends:%H:%M} ", f"{title}. {says}", width)]

    def refill(self) -> None:
        """Look again."""
        super().refill()
        self.query_one("#lacks", Panel).redraw()

    def on_row_chosen(self) -> None:
        """Say what the indicator lacks that is chosen now."""
        self.query_one("#lacks", Panel).redraw()

    # The timetable --------------------------------------------------------------------------------------------------

    def action_slot(self) -> None:
        """Ask for a slot of the timetable."""
        self._slot = None
        self._ask("slot")

    def _ask(self, about: str, text: str = "", refused: str = "") -> None:
        self._refused = refused
        self.query_one(Asking).ask(about, "Slot:" if about == "slot" else "Evidence:", text=text)
        self.query_one("#lacks", Panel).redraw()

    def on_answered(self, message: Answered) -> None:
        """Take a slot's times and title, then its kinds."""
        if message.about == "slot":
            self._take_slot(message.text)
        elif self._slot is not None:
            self._take_kinds(*self._slot, message.text)

    def on_parked(self, _: Parked) -> None:
        """Leave the timetable as it is."""
        self._over()

    def _take_slot(self, given: str) -> None:
        if not given.strip():
            self._over()
            return
        try:
            self._slot = read_slot(given, now().date())
        except ic.NotAllowed as refused:
            self._ask("slot", given, str(refused))
        else:
            self._ask("kinds")

    def _take_kinds(self, starts: dt.datetime, ends: dt.datetime, title: str, given: str) -> None:
        try:
            kinds = read_kinds(given, self.sitting.kinds)
        except ic.NotAllowed as refused:
            self._ask("kinds", given, str(refused))
            return
        if self.app.attempt(lambda: self.sitting.session.add_slot(starts, ends, title, kinds=kinds)):
            self.sitting.changed((), f"{starts:%H:%M}-{ends:%H:%M} {title} is on the timetable")
        self._over()

    def _over(self) -> None:
        self._slot, self._refused = None, ""
        self.text.focus()
        self.refill()
