"""One indicator, all of it: its rubric, what to look for and ask, what was judged and said, and its evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from inclusion_tui.keys import keymap
from inclusion_tui.render.answers import by_voice
from inclusion_tui.render.passages import WIDEST
from inclusion_tui.render.rubric import Subject, evidence_lines, whole
from inclusion_tui.screens.home import go_to, home
from inclusion_tui.screens.page import TextPage
from inclusion_tui.screens.reasons import BECAUSE, Reasons
from inclusion_tui.widgets.asking import Asking
from inclusion_tui.widgets.panel import Panel
from inclusion_tui.widgets.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from inclusion_tui.messages import Answered, Parked, Typed
    from inclusion_tui.render.line import Line

_KEYS_OF_THE_LIST = frozenset({
    *(f"rate.level-{place}" for place in range(1, 10)), "rate.clear", "rate.cannot-tell", "rate.not-applicable",
    "rate.too-soon", "rate.because", "rate.confidence", "rate.evidence", "rate.jotting", "rate.enquiry", "rate.action",
    "rate.lens", "rate.why", "rate.unseen", "rate.difference", "rate.undo", "rate.redo",
})  # fmt: skip
"""What can be done to the indicator here as in the list, by the same keys."""


class IndicatorScreen(TextPage):
    """Shows the indicator that is chosen in the list, and goes through the list one by one."""

    parts: ClassVar[tuple[str, ...]] = ("indicator",)
    BINDINGS: ClassVar[list[BindingType]] = keymap.bindings("indicator", also=_KEYS_OF_THE_LIST)

    def __init__(self) -> None:
        super().__init__()
        self._reasons = Reasons(self, lambda _: None)

    def compose(self) -> ComposeResult:
        """Lay out the page, and over its foot the line for a reason."""
        yield from super().compose()
        yield Asking()

    @property
    def chosen(self) -> str:
        """The indicator that is shown; empty where the view of the list is empty."""
        return home(self.app).chosen

    def heading(self) -> str:
        """Return which indicator this is, of how many in the view, and in which lens or layer."""
        at, sitting = self.chosen, self.sitting
        if not at:
            return "Nothing is in this view"
        framework = sitting.framework
        strand = framework.indicators[at].strand
        facet = framework.facet
        lens = f"{facet.name}: {sitting.facet or 'all'}  " if facet is not None else ""
        place, count = home(self.app).rows.position
        return f"{place} of {count}  {lens}{framework.worded(framework.strands[strand].title)}"

    def lines(self, width: int) -> Sequence[Line]:
        """Return everything there is about the indicator."""
        at, sitting = self.chosen, self.sitting
        if not at:
            return [((" Nothing is in this view. Esc goes back, and v there chooses another view.", "dim"),)]
        width = min(width, WIDEST)
        framework, glyphs, people = sitting.framework, self.app.glyphs, sitting.people
        subject = Subject(
            framework, framework.indicators[at], sitting.row(at), glyphs, sitting.kinds, sitting.session.review.team
        )
        found = tuple(sitting.evidence_for(at).values())
        lines = whole(
            subject, width, sitting.judgement(at), evidence_lines(found, sitting.kinds, people, width, glyphs)
        )
        others = sitting.said(at)
        if others:
            lines += [(), (("What others said", "strong"),)]
        for voice, made in others.items():
            lines += by_voice(framework, voice, made, width, glyphs, people=people)
        return lines

    def show(self) -> None:
        """Show the indicator that is chosen now, from its beginning."""
        self.refill()
        self.query_one(Reading).action_edge(-1)
        self.query_one("#heading", Panel).redraw()

    # What keys do ---------------------------------------------------------------------------------------------------

    def action_turn(self, by: int) -> None:
        """Show the next indicator of the list or the one before."""
        before = self.chosen
        home(self.app).rows.action_move(by)
        if self.chosen == before:
            self.say("This is the last one of the list." if by > 0 else "This is the first one of the list.")
        else:
            self.show()

    def action_level(self, place: int) -> None:
        """Give the level of this place, and stay."""
        order = self.sitting.framework.scale.order
        if place > len(order):
            self.say(f"This scale has {len(order)} levels: 1 to {len(order)}.", wrong=True)
        else:
            self._judge(order[place - 1])

    def action_non_answer(self, answer: str) -> None:
        """Say that it cannot be told, does not apply (with the reason), or is too soon."""
        if answer == "not-applicable":
            self._reasons.ask(answer, self.chosen)
        else:
            self._judge(answer)

    def action_because(self) -> None:
        """Ask for the reason of the judgement that is there."""
        self._reasons.ask(BECAUSE, self.chosen)

    def action_clear(self) -> None:
        """Take the judgement away."""
        home(self.app).action_clear()

    def action_confidence(self) -> None:
        """Go on to the next confidence."""
        home(self.app).action_confidence()

    def action_facet(self) -> None:
        """Go on to the next lens or layer."""
        home(self.app).action_facet()

    def action_undo(self) -> None:
        """Take back the last change of ours."""
        home(self.app).action_undo()

    def action_redo(self) -> None:
        """Do again what was taken back."""
        home(self.app).action_redo()

    def action_pieces(self) -> None:
        """Open the evidence there is, to change it."""
        from inclusion_tui.screens.evidence_item import open_pieces  # noqa: PLC0415  where it is wanted

        open_pieces(self.app, self.chosen)

    async def action_evidence(self) -> None:
        """Go back to the list and write evidence there."""
        await self._in_the_list("evidence")

    async def action_jotting(self) -> None:
        """Go back to the list and write a jotting there."""
        await self._in_the_list("jotting")

    async def action_enquiry(self) -> None:
        """Go back to the list and begin a line of enquiry there."""
        await self._in_the_list("enquiry")

    async def action_action_here(self) -> None:
        """Go back to the list and write an action there."""
        await self._in_the_list("action_here")

    async def _in_the_list(self, action: str) -> None:
        go_to(self.app, self.chosen)
        await home(self.app).run_action(action)

    def _judge(self, answer: str) -> None:
        if self.chosen:
            self.app.attempt(lambda: self.sitting.judge(self.chosen, answer))

    # The line that is asked for -------------------------------------------------------------------------------------

    def on_typed(self, message: Typed) -> None:
        """Keep a reason as a draft while it is typed."""
        self._reasons.typed(message)

    def on_answered(self, message: Answered) -> None:
        """Write down the reason."""
        self.query_one(Reading).focus()
        self._reasons.answered(message)

    def on_parked(self, message: Parked) -> None:
        """Leave the line; what was typed waits as a draft."""
        self.query_one(Reading).focus()
        self._reasons.parked(message)
