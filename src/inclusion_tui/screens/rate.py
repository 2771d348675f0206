"""The home screen of a visit: the list of indicators, the levels of the chosen one, and one key for each act."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Container

import inclusion_core as ic
from inclusion_tui import views
from inclusion_tui.keys import keymap
from inclusion_tui.render.heading import SAVED, SAVING, Heading, heading_lines
from inclusion_tui.render.indicators import Columns, indicator_line, strand_line
from inclusion_tui.render.line import under, within
from inclusion_tui.render.rubric import Subject, brief, evidence_lines, whole
from inclusion_tui.screens.acts import Acts
from inclusion_tui.screens.reasons import BECAUSE, Reasons
from inclusion_tui.widgets.asking import Asking
from inclusion_tui.widgets.foot import Foot
from inclusion_tui.widgets.panel import Panel
from inclusion_tui.widgets.rows import Rows

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.timer import Timer

    from inclusion_tui.app import InclusionApp
    from inclusion_tui.messages import Answered, Change, Noted, NotSaved, Parked, RowChosen, RowEntered, Saved, Typed
    from inclusion_tui.render.line import Line
    from inclusion_tui.sitting import Sitting

_TWO_COLUMNS = 120
_THREE_COLUMNS = 160
BREAKPOINTS: list[tuple[int, str]] | None = [(0, "-narrow"), (_TWO_COLUMNS, "-wide"), (_THREE_COLUMNS, "-widest")]
"""From how many columns on a screen has one, two or three columns."""

_AROUND = 4  # rows that the heading, the foot and the line above the levels take
_LEAST_LIST = 7
_REST = "enter shows the rest"
_LONG_S = 0.4  # after which a disk that has not answered is worth a word
_SOON_S = 0.2  # after the last change, before the score is reckoned again: keys that come faster are answered first


class RateScreen(Acts):
    """The list of indicators with everything that is done to one of them."""

    CSS_PATH = "rate.tcss"
    BINDINGS: ClassVar[list[BindingType]] = keymap.bindings("rate")
    HORIZONTAL_BREAKPOINTS = BREAKPOINTS
    app: InclusionApp

    def __init__(self, sitting: Sitting, *, chosen: str = "") -> None:
        super().__init__()
        self.sitting = sitting
        self.view = views.BY_ID["all"]
        self.finding = ""
        self._first = chosen
        self._reasons = Reasons(self, self._go_on)
        self._order: tuple[str, ...] = ()
        self._columns = Columns.of(sitting.framework)
        self._places: list[tuple[bool, str]] = []  # of each row: whether it is an indicator, and its id
        self._state, self._wrong = SAVED, False
        self._comes_to = ""
        self._readiness: tuple[tuple[str, str], ...] = ()
        self._unsaved: Timer | None = None
        self._reckoning: Timer | None = None

    def compose(self) -> ComposeResult:
        """Lay out the heading, the list with the levels, and the foot."""
        yield Panel(self._heading, id="heading")
        with Container(id="body"):
            yield Rows(self._draw, id="indicators", moved=self._redraw_panels)
            yield Panel(self._levels, id="levels")
            yield Panel(self._seen, id="seen")
        yield Foot("rate", "everywhere")
        yield Asking()

    def on_mount(self) -> None:
        """Fill the list; reckon the score when the first frame is out."""
        self.came_after = self.app.ahead.handed_on
        self.app.changed.subscribe(self, self._on_change)
        self.fill(chosen=self._first or self.app.recent.indicator(self.sitting))
        self.rows.focus()
        self.call_after_refresh(self._get_ready)

    @property
    def rows(self) -> Rows:
        """The list."""
        return self.query_one("#indicators", Rows)

    @property
    def chosen(self) -> str:
        """The id of the indicator that is chosen; empty where the view is empty."""
        return self.rows.chosen

    def fill(self, *, chosen: str = "", keep: str = "") -> None:
        """Fill the list with what the view keeps, and `keep` in any case, a heading before each strand."""
        self._order = views.shown(self.sitting, self.view, self.finding, keep=keep)
        self._places, strand = [], ""
        for one in self._order:
            its = self.sitting.framework.indicators[one].strand
            if its != strand:
                strand = its
                self._places.append((False, strand))
            self._places.append((True, one))
        self.rows.show([name if judged else "" for judged, name in self._places], chosen=chosen)
        self.query_one("#heading", Panel).redraw()
        self._redraw_panels()

    def on_resize(self, event: events.Resize) -> None:
        """Give the levels their room: all of them where there is enough for a list of seven rows above, else less."""
        wanted = len(self.sitting.framework.scale.order) + 2
        room = event.size.height - _AROUND - _LEAST_LIST
        narrow = event.size.width < _TWO_COLUMNS
        self.query_one("#levels").styles.height = 1 + max(min(wanted, room), 1) if narrow else "100%"

    # What is shown --------------------------------------------------------------------------------------------------

    def _draw(self, place: int, width: int) -> Line:
        judged_one, name = self._places[place]
        framework = self.sitting.framework
        if judged_one:
            return indicator_line(self.sitting.row(name), self._columns, width, self.app.glyphs)
        title = f"{name}  {framework.worded(framework.strands[name].title)}"
        return strand_line(title, self.sitting.counts(name), width, depth=self.sitting.depth(name))

    def _heading(self, width: int, _height: int) -> list[Line]:
        sitting = self.sitting
        facet = sitting.framework.facet
        lens = f"{facet.name}: {sitting.facet or 'all'}" if facet is not None else ""
        if sitting.counts_by_facet is not None:
            lens += " {}/{}".format(*sitting.counts_by_facet)
        view = "" if self.view.id == "all" else f"view: {self.view.title}"
        if self.finding:
            view = f"{view} find: {ic.one_line(self.finding)}".strip()
        school, counts = sitting.session.school, sitting.counts()
        said = Heading(
            school.name, school.made_up, sitting.voice, sitting.framework.name, counts, lens, view, self._comes_to,
            self._readiness, self._state, self._wrong, sitting.session.review.team,
        )  # fmt: skip
        return list(heading_lines(said, width))

    def _levels(self, width: int, height: int) -> list[Line]:
        if not self.chosen:
            return under(" ", "Nothing is in this view. v chooses another, esc shows all.", width, style="dim")
        subject = self.subject()
        if self.app.size.width < _TWO_COLUMNS:
            return brief(subject, width, height)
        seen = () if self.app.size.width >= _THREE_COLUMNS else self._evidence(width)
        return within(whole(subject, width, self.sitting.judgement(self.chosen), seen), height, width, _REST)

    def _seen(self, width: int, height: int) -> list[Line]:
        return within(self._evidence(width) if self.chosen else [], height, width, _REST)

    def _evidence(self, width: int) -> list[Line]:
        found = tuple(self.sitting.evidence_for(self.chosen).values())
        return evidence_lines(found, self.sitting.kinds, self.sitting.people, width, self.app.glyphs)

    def subject(self) -> Subject:
        """Return the indicator that is chosen, to be drawn."""
        framework, chosen = self.sitting.framework, self.chosen
        return Subject(
            framework,
            framework.indicators[chosen],
            self.sitting.row(chosen),
            self.app.glyphs,
            self.sitting.kinds,
            self.sitting.session.review.team,
        )

    def _redraw_panels(self) -> None:
        """Show the levels and the evidence of the indicator that is chosen now."""
        for panel in ("#levels", "#seen"):
            self.query_one(panel, Panel).redraw()

    # What changes ---------------------------------------------------------------------------------------------------

    def _on_change(self, change: Change) -> None:
        if change.indicators is None:
            self.fill(keep=self.chosen)  # a key that is on its way is meant for what is in sight
            self.rows.redraw()
        else:
            self.rows.redraw(change.indicators)
            self._redraw_panels()
        if self._unsaved is None and not change.theirs:
            self._unsaved = self.set_timer(_LONG_S, self._say_saving)
        if change.says:
            self.query_one(Foot).say(change.says)
        self._reckon_soon()

    def _get_ready(self) -> None:
        """Do what the first frame did without."""
        self.sitting.get_ready()
        self.rows.redraw()
        self._reckon()
        if not self._first:  # whoever names an indicator has seen what waits there
            self.offer_drafts()

    def _reckon_soon(self) -> None:
        if self._reckoning is None:
            self._reckoning = self.set_timer(_SOON_S, self._reckon)
        else:
            self._reckoning.reset()

    def _reckon(self) -> None:
        """Reckon the score and readiness again, once for all the keys that came meanwhile."""
        self._reckoning = None
        self.sitting.reckon()
        self._comes_to = self.sitting.comes_to()
        self._readiness = self.sitting.readiness()
        self.query_one("#heading", Panel).redraw()
        self.rows.redraw_headings()

    def _say_saving(self) -> None:
        """Say that the disk takes its time. Mostly it does not, and then nothing needs to be drawn."""
        if not self._wrong:
            self._say_state(SAVING)

    def _say_state(self, state: str, *, wrong: bool = False) -> None:
        if (self._state, self._wrong) != (state, wrong):
            self._state, self._wrong = state, wrong
            self.query_one("#heading", Panel).redraw()

    def on_saved(self, _: Saved) -> None:
        """Everything said so far is on the disk."""
        if self._unsaved is not None:
            self._unsaved.stop()
            self._unsaved = None
        self._say_state(SAVED)

    def on_not_saved(self, message: NotSaved) -> None:
        """Say that the disk refused, until it does no more."""
        self._say_state("NOT SAVED", wrong=True)
        self.query_one(Foot).say(message.why, wrong=True)

    def on_noted(self, message: Noted) -> None:
        """Show a remark."""
        self.query_one(Foot).say(message.says, wrong=message.wrong)

    def on_row_chosen(self, _: RowChosen) -> None:
        """Remember the indicator that is chosen now."""
        self.app.recent.note(self.sitting, self.chosen)

    def on_row_entered(self, _: RowEntered) -> None:
        """Open the indicator that was entered."""
        self.app.action_open("indicator")

    def on_key(self, _: events.Key) -> None:
        """A key was pressed: what the foot said was read."""
        self.query_one(Foot).quiet()

    def at_rest(self) -> bool:
        """Say whether the screen shows a review as it is opened: all of it, on the disk, with nothing being typed."""
        resting = self.view.id == "all" and not self.finding and self._state == SAVED and self._reckoning is None
        resting = resting and self._unsaved is None
        self.query_one(Foot).quiet()
        return resting and self.is_current and not self.app.typing()

    # What keys do ---------------------------------------------------------------------------------------------------

    def action_level(self, place: int) -> None:
        """Give the level of this place, and go on."""
        scale = self.sitting.framework.scale
        if place > len(scale.order):
            self.say_wrong(f"This scale has {len(scale.order)} levels: 1 to {len(scale.order)}.")
        elif self.chosen:
            self._judged(scale.order[place - 1])

    def action_non_answer(self, answer: str) -> None:
        """Say that it cannot be told, does not apply (with the reason), or is too soon."""
        if not self.chosen:
            return
        if answer == "not-applicable":
            self._reasons.ask(answer, self.chosen)
        else:
            self._judged(answer)

    def _judged(self, answer: str) -> None:
        at = self.chosen
        if self.app.attempt(lambda: self.sitting.judge(at, answer)):
            self._go_on(at)

    def _go_on(self, at: str) -> None:
        advance = self.app.settings.advance
        if self.chosen != at or advance == "stay":
            return
        if advance == "next":
            self.rows.action_move(1)
        else:
            self.action_next_open(1)

    def action_clear(self) -> None:
        """Take the judgement away."""
        if self.chosen:
            self.app.attempt(lambda: self.sitting.clear(self.chosen))

    def action_confidence(self) -> None:
        """Go on to the next confidence."""
        if self.chosen:
            self.app.attempt(lambda: self.sitting.turn_confidence(self.chosen))

    def action_because(self) -> None:
        """Ask for the reason of the judgement that is there."""
        self._reasons.ask(BECAUSE, self.chosen)

    def action_facet(self) -> None:
        """Go on to the next lens or layer."""
        self.app.attempt(self.sitting.turn_facet)

    def action_redo(self) -> None:
        """Do again what was taken back."""
        self.app.attempt(self.sitting.redo)

    def action_next_open(self, step: int) -> None:
        """Go to the next one not judged yet, round the end; stay where there is none."""
        at = self._order.index(self.chosen) if self.chosen in self._order else 0
        ahead, behind = self._order[at + 1 :], self._order[:at]
        round_the_end = chain(ahead, behind) if step > 0 else chain(reversed(behind), reversed(ahead))
        following = next((one for one in round_the_end if self.sitting.is_open(one)), "")
        if following:
            self.rows.choose(following)
        elif self.chosen and not self.sitting.is_open(self.chosen):
            self.query_one(Foot).say("Everything in this view is judged.")

    def action_strand(self, step: int) -> None:
        """Go to the first indicator of the next or the previous strand."""
        firsts: dict[str, str] = {}
        for one in self._order:
            firsts.setdefault(self.sitting.framework.indicators[one].strand, one)
        if self.chosen:
            strands = list(firsts)
            at = strands.index(self.sitting.framework.indicators[self.chosen].strand)
            self.rows.choose(firsts[strands[(at + step) % len(strands)]])

    def action_find(self) -> None:
        """Find as you type."""
        self.query_one(Asking).ask("find", "Find", text=self.finding)

    def action_close(self) -> None:
        """Show everything again."""
        self.show_view("all")

    def show_view(self, view: str) -> None:
        """Show only what a view keeps, and let go of what was looked for."""
        self.view, self.finding = views.BY_ID[view], ""
        self.fill()

    # The line that is asked for -------------------------------------------------------------------------------------

    def on_typed(self, message: Typed) -> None:
        """Follow what is typed: finding is done at once, a reason is kept as a draft."""
        if message.about == "find":
            self.finding = message.text
            self.fill()
        else:
            self._reasons.typed(message)

    def on_answered(self, message: Answered) -> None:
        """Do what was asked for."""
        self.rows.focus()
        if message.about != "find":
            self._reasons.answered(message)

    def on_parked(self, message: Parked) -> None:
        """Leave the line: what was looked for is let go, a reason waits as a draft."""
        self.rows.focus()
        if message.about == "find":
            self.show_view(self.view.id)
        else:
            self._reasons.parked(message)

    def say_wrong(self, sentence: str) -> None:
        """Say what cannot be done, and what can."""
        self.query_one(Foot).say(sentence, wrong=True)
