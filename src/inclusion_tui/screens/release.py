"""Release: what the host lets its cluster or its partnership see, section by section, and takes back as easily."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import inclusion_core as ic
from inclusion_tui.keys import keymap
from inclusion_tui.render.line import under, within
from inclusion_tui.render.release import NOT_REACHED, OWNED, audience_words, release_detail, release_row
from inclusion_tui.screens.page import ListPage
from inclusion_tui.widgets.panel import Panel
from inclusion_tui.widgets.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from inclusion_tui.render.line import Line

releasing = ic.releasing


class ReleaseScreen(ListPage):
    """A row for each section; one key lets more people see it, another takes it back."""

    parts: ClassVar[tuple[str, ...]] = ("release",)
    BINDINGS: ClassVar[list[BindingType]] = keymap.bindings("release")
    DEFAULT_CSS = """
    ReleaseScreen #owned { height: auto; }
    ReleaseScreen #detail { height: auto; min-height: 6; border-top: solid $panel; }
    """

    def heading(self) -> str:
        """Return whose it is."""
        made_up = " (made up)" if self.sitting.session.school.made_up else ""
        return f"Release: what others may see of {self.sitting.session.school.name}{made_up}"

    def body(self) -> ComposeResult:
        """Yield who decides, the sections, and the chosen one whole."""
        yield Panel(self._owned, id="owned")
        yield Rows(self.draw, id="list")
        yield Panel(self._detail, id="detail")

    def on_resize(self) -> None:
        """Give each part its room."""
        self.query_one("#owned").styles.height = len(self._owned(self.size.width, 4))
        self.query_one("#detail").styles.height = 6

    def keys(self) -> Sequence[str]:
        """Return the sections."""
        return tuple(releasing.RELEASE_SECTIONS)

    def draw(self, place: int, width: int) -> Line:
        """Return a section's row."""
        section, about = list(releasing.RELEASE_SECTIONS.items())[place]
        return release_row(section, self._to(section), about, width, self.app.glyphs)

    def _to(self, section: str) -> releasing.Audience:
        return releasing.audience_of(self.sitting.session.review, section)

    def _owned(self, width: int, _height: int) -> list[Line]:
        return under(" ", OWNED, width, style="dim")

    def _detail(self, width: int, height: int) -> list[Line]:
        section = self.rows.chosen
        if not section:
            return []
        about = releasing.RELEASE_SECTIONS[section]
        return within(release_detail(section, self._to(section), about, self._there(), width), height, width)

    def _there(self) -> Mapping[str, int]:
        """Return how much of a section there is, where it can be counted."""
        session = self.sitting.session
        own = [one for voice, one in session.assessments.items() if voice in releasing.OWN_VOICES]
        voices = [one for voice, one in session.assessments.items() if voice not in releasing.OWN_VOICES]
        return {
            "judgements": sum(len(one.judgements) for one in own),
            "voices": sum(len(one.judgements) for one in voices),
            "evidence": len(session.evidence),
            "enquiry": len(session.enquiry),
            "actions": len(session.actions),
            "practice": sum(one.offered for one in session.practice.values()),
        }

    def refill(self) -> None:
        """Show what stands now."""
        super().refill()
        self.query_one("#detail", Panel).redraw()

    # What keys do ---------------------------------------------------------------------------------------------------

    def on_row_chosen(self) -> None:
        """Show the section that is chosen now."""
        self.query_one("#detail", Panel).redraw()

    def on_row_entered(self) -> None:
        """A click on the chosen row releases nothing: that is for a key."""

    def action_step(self, by: int) -> None:
        """Let more people see the chosen section, or fewer."""
        section = self.rows.chosen
        if not section:
            return
        if self.sitting.voice.startswith("peer:"):
            self.say("The host decides on this. Whoever works for the school does it in the school's own voice (o).")
            return
        now = self._to(section)
        at = releasing.AUDIENCES.index(now) + by
        if not 0 <= at < len(releasing.AUDIENCES):
            self.say(f"'{section}' is {'released to the partnership, the widest' if by > 0 else 'not released'}.")
            return
        to = releasing.AUDIENCES[at]

        def change() -> None:
            session = self.sitting.session
            session.change_review(released=releasing.released_with(session.review, [section], to))
            says = f"'{section}': {audience_words(to)}." + (f" {NOT_REACHED}" if by < 0 else "")
            self.sitting.changed(None, says)

        self.app.attempt(change)
