"""Differences: the school's own judgements beside the reviewers', what to talk about first, and what was agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Container

import inclusion_core as ic
from inclusion_tui.keys import keymap
from inclusion_tui.render.differences import (
    RELEASE_SECTIONS,
    Sides,
    counts_line,
    difference_line,
    hidden_lines,
    names_line,
    ordered,
    side_by_side,
)
from inclusion_tui.render.line import fit, under
from inclusion_tui.screens.home import chosen, go_to
from inclusion_tui.screens.page import ListPage, Menu
from inclusion_tui.widgets.asking import Asking
from inclusion_tui.widgets.panel import Panel
from inclusion_tui.widgets.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from inclusion_tui.messages import Answered, Parked, RowEntered
    from inclusion_tui.render.line import Line

_WIDE = 120
BREAKPOINTS: list[tuple[int, str]] | None = [(0, "-narrow"), (_WIDE, "-wide")]
"""From how many columns on the voices stand at the side of the list."""

_LEAST_LIST = 6
_TITLES = dict(RELEASE_SECTIONS)


class DifferencesScreen(ListPage):
    """Opens on the chosen indicator, in the list ordered by distance; `m` writes down what was agreed."""

    parts: ClassVar[tuple[str, ...]] = ("differences",)
    BINDINGS: ClassVar[list[BindingType]] = keymap.bindings("differences")
    HORIZONTAL_BREAKPOINTS = BREAKPOINTS
    DEFAULT_CSS = """
    DifferencesScreen {
        & #counts { height: auto; max-height: 6; }
        & #both { height: 1fr; layout: vertical; }
        & #left { height: 1fr; layout: vertical; }
        & #names { height: 1; }
        & #list { scrollbar-gutter: stable; }
        & #sides { border-top: solid $panel; }
        &.-wide #both { layout: horizontal; }
        &.-wide #left { width: 3fr; height: 100%; }
        &.-wide #sides { width: 2fr; height: 100%; border-top: none; border-left: solid $panel; padding: 0 1; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._rows: dict[str, ic.Compared] = {}
        self._places: list[tuple[str, str]] = []  # of each row: its key or an empty one, and a heading's words
        self._sides: Sides | None = None
        self._counts = ""
        self._answer = ""
        self._opening = True

    def compose(self) -> ComposeResult:
        """Lay out the page, and over its foot the line for a reason."""
        yield from super().compose()
        yield Asking()

    def heading(self) -> str:
        """Return whose school it is."""
        made_up = " (made up)" if self.sitting.session.school.made_up else ""
        return f"Differences: {self.sitting.session.school.name}{made_up}"

    def body(self) -> ComposeResult:
        """Yield the counts, the list and the voices of the row that is chosen."""
        yield Panel(self._counted, id="counts")
        with Container(id="both"):
            with Container(id="left"):
                yield Panel(self._names, id="names")
                yield Rows(self.draw, id="list")
            yield Panel(self._side_by_side, id="sides")

    def on_resize(self, event: events.Resize) -> None:
        """Give the voices their room under the list, and leave the list six rows."""
        self._lay_out(event.size.width, event.size.height)

    def _lay_out(self, width: int, height: int) -> None:
        counts = len(self._counted(width, 6))
        self.query_one("#counts").styles.height = counts
        wanted = 1 + 4 * (len(self._sides.voices) if self._sides is not None else 2)
        room = height - 3 - counts - _LEAST_LIST - 1
        self.query_one("#sides").styles.height = "100%" if width >= _WIDE else 1 + max(min(wanted, room), 2)

    # What there is --------------------------------------------------------------------------------------------------

    def voices(self) -> tuple[str, ...]:
        """Return whose judgements stand side by side: this voice's and those it may see, first judgements only."""
        sitting = self.sitting
        seen = {sitting.voice, *sitting.beside()} - {"moderated"}
        return tuple(one for one in dict.fromkeys(("self", sitting.voice, *sitting.beside())) if one in seen)

    def refill(self) -> None:
        """Compare again."""
        sitting = self.sitting
        shown = {sitting.voice, *sitting.beside()}
        self._sides = Sides(
            framework=sitting.framework,
            voices=self.voices(),
            people=sitting.session.review.team,
            glyphs=self.app.glyphs,
            agreed=sitting.session.assessment("moderated").judgements if "moderated" in shown else {},
        )
        self._rows, self._places, self._counts = {}, [], ""
        if len(self._sides.voices) > 1:
            found = ic.comparison_of(sitting.session, self._sides.voices)
            self._rows = {one.name: one for one in found.rows}
            self._counts = counts_line(found)
            for sort, rows in ordered(found):
                self._places.append(("", f"{_TITLES[sort]} ({len(rows)})"))
                self._places += [(one.name, "") for one in rows]
        super().refill()
        if self._opening:
            self._opening, at = False, chosen(self.app)
            self.rows.choose(next((key for key, one in self._rows.items() if one.id == at), ""))
        self._lay_out(*self.size)
        for panel in ("#counts", "#names", "#sides"):
            self.query_one(panel, Panel).redraw()

    def keys(self) -> Sequence[str]:
        """Return the rows in the order in which to talk about them."""
        return [key for key, _ in self._places]

    def draw(self, place: int, width: int) -> Line:
        """Return a row's line."""
        key, words = self._places[place]
        if not key or self._sides is None:
            return fit(((f" {words}", "title"),), width)
        return difference_line(self._rows[key], self._sides, width)

    def _counted(self, width: int, _height: int) -> list[Line]:
        if self._sides is None:
            return []
        review, session = self.sitting.session.review, self.sitting.session
        shown = {self.sitting.voice, *self.sitting.beside()}
        others = [one for one in session.assessments if one not in shown]
        hidden = hidden_lines(review, self.sitting.voice, width, others=others)
        if len(self._sides.voices) > 1:
            return [*under(" ", self._counts, width, style="strong"), *hidden]
        says = "Nobody else has judged anything that is shown here, so there is nothing to lay side by side yet. "
        says += "A colleague's judgements come with their file, or o in the list lets another voice judge here."
        return [*under(" ", says, width), *hidden]

    def _names(self, width: int, _height: int) -> list[Line]:
        sides = self._sides
        return [names_line(sides, width - 1)] if sides is not None and len(sides.voices) > 1 else []

    def _side_by_side(self, width: int, height: int) -> list[Line]:
        one = self._rows.get(self.rows.chosen)
        if one is None or self._sides is None:
            return []
        return side_by_side(one, self._sides, width, height)

    # What keys do ---------------------------------------------------------------------------------------------------

    def on_row_chosen(self) -> None:
        """Show the voices of the row that is chosen now."""
        self.query_one("#sides", Panel).redraw()

    def on_row_entered(self, _: RowEntered) -> None:
        """Go to the row that was clicked."""
        self.action_enter()

    def action_enter(self) -> None:
        """Go to the indicator."""
        one = self._rows.get(self.rows.chosen)
        if one is not None:
            go_to(self.app, one.id)

    def action_moderate(self) -> None:
        """Ask for the level that was agreed together, then for its reason."""
        one = self._rows.get(self.rows.chosen)
        if one is None:
            self.say("There is no indicator here to agree on.", wrong=True)
            return
        framework = self.sitting.framework
        answers = [
            (str(place), framework.level_title(level), level) for place, level in enumerate(framework.scale.order, 1)
        ]
        answers += [
            ("c", "Cannot tell", "cannot-tell"),
            ("x", "Not applicable", "not-applicable"),
            ("t", "Too soon", "too-soon"),
        ]
        self.app.push_screen(Menu(f"What did you agree on for {one.name}?", answers), self._agree)

    def _agree(self, answer: str | None) -> None:
        if answer is None:
            return
        self._answer = answer
        word = ic.answer_in_words(self.sitting.framework, answer)
        self.query_one(Asking).ask("agreed", f"What settled {word}?")

    def on_answered(self, message: Answered) -> None:
        """Write down what was agreed, with its reason."""
        self.rows.focus()
        one = self._rows.get(self.rows.chosen)
        if one is not None:
            self.app.attempt(lambda: self.sitting.agree(one.cell, self._answer, message.text))

    def on_parked(self, _: Parked) -> None:
        """Leave it as it was."""
        self.rows.focus()

    def action_who_sees(self) -> None:
        """Choose whether reviewers see each other, and the school's own judgements."""
        review = self.sitting.session.review
        blind = "Reveal reviewers to each other" if review.blind else "Hide reviewers from each other (blind)"
        own = "Show the school's own judgements to" if review.self_review_hidden else "Hide the school's own from"
        choices = [("b", blind, "blind"), ("s", f"{own} reviewers", "self")]
        self.app.push_screen(Menu("Who sees what, for the whole team", choices), self._who_sees)

    def _who_sees(self, answer: str | None) -> None:
        session = self.sitting.session
        review = session.review
        if answer == "blind" and self.app.attempt(lambda: session.change_review(blind=not review.blind)):
            says = (
                "Reviewers see each other's judgements again" if review.blind else "Reviewers do not see each other now"
            )
            self.sitting.changed(None, says)
        elif answer == "self" and self.app.attempt(
            lambda: session.change_review(self_review_hidden=not review.self_review_hidden)
        ):
            hidden = review.self_review_hidden
            self.sitting.changed(None, f"Reviewers {'see' if hidden else 'do not see'} the school's own judgements now")
