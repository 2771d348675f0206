"""What earlier sittings typed here and never sent: taken up where it belongs, kept for later, or let go for good."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from inclusion_tui.keys import keymap
from inclusion_tui.notes.capturing import moment
from inclusion_tui.render.drafts import draft_line, draft_note
from inclusion_tui.render.line import block
from inclusion_tui.screens.home import home
from inclusion_tui.screens.page import ListPage
from inclusion_tui.widgets.reading import Reading
from inclusion_tui.widgets.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    import inclusion_core as ic
    from inclusion_tui.recent import Recent
    from inclusion_tui.render.line import Line
    from inclusion_tui.sitting import Sitting

_ASKED = "drafts-asked"
_MOST_READ = 100_000


def unasked(sitting: Sitting, recent: Recent) -> bool:
    """Say whether earlier sittings left texts about which nobody was asked yet."""
    asked = recent.recall(sitting.session.review.id, _ASKED).split()
    return any(one.stream not in asked and not one.held for one in sitting.waiting.left())


class DraftsScreen(ListPage):
    """One row for each text, the whole of the chosen one below."""

    parts: ClassVar[tuple[str, ...]] = ("drafts",)
    BINDINGS: ClassVar[list[BindingType]] = keymap.bindings("drafts")
    DEFAULT_CSS = """
    DraftsScreen #list { height: auto; max-height: 50%; min-height: 1; }
    DraftsScreen #text { height: 1fr; border-top: solid $panel; }
    """

    def heading(self) -> str:
        """Ask."""
        count = sum(not one.held for one in self.sitting.waiting.left())
        if not count:
            return "Nothing that was typed here waits to be sent"
        return f"{'A text was' if count == 1 else f'{count} texts were'} typed here and never sent. Go on with it?"

    def body(self) -> ComposeResult:
        """Yield the list and the text."""
        self.sitting.waiting.look_again()
        yield Rows(self.draw, id="list")
        reading = Reading(self.lines, id="text")
        reading.can_focus = False
        yield reading

    def on_mount(self) -> None:
        """Remember that these were asked about: nobody is asked twice."""
        streams = dict.fromkeys(one.stream for one in self.sitting.waiting.left())
        self.app.recent.remember(self.sitting.session.review.id, _ASKED, " ".join(streams))

    def keys(self) -> Sequence[str]:
        """Return the texts, the newest first."""
        return [str(place) for place in reversed(range(len(self.sitting.waiting.left())))]

    def refill(self) -> None:
        """Show the texts that are left."""
        keys = self.keys()
        self.rows.styles.height = max(min(len(keys), max(self.size.height // 2, 1)), 1)
        super().refill()
        self.query_one("#text", Reading).rewrite()

    def draw(self, place: int, width: int) -> Line:
        """Return a text's row."""
        one = self.sitting.waiting.left()[int(self.keys()[place])]
        return draft_line(one, moment(), self.sitting.session.review.team, width)

    @property
    def draft(self) -> ic.Draft | None:
        """The text that is chosen."""
        chosen = self.rows.chosen
        return self.sitting.waiting.left()[int(chosen)] if chosen else None

    def lines(self, width: int) -> Sequence[Line]:
        """Return the chosen text, whole, and what can be done with it."""
        one = self.draft
        if one is None:
            return []
        text = one.text[:_MOST_READ]
        more = f"… and {len(one.text) - _MOST_READ:,} characters more" if len(one.text) > _MOST_READ else ""
        told = block(draft_note(one), max(width - 1, 8), "dim" if one.fits else "warn")
        return [*told, (), *block(text, max(width - 1, 8)), *(block(more, width, "dim") if more else ())]

    def on_row_chosen(self) -> None:
        """Show the text of the row."""
        self.query_one("#text", Reading).rewrite()
        self.query_one("#text", Reading).action_edge(-1)

    def on_row_entered(self) -> None:
        """A click on the chosen row takes it up."""
        self.action_enter()

    def action_enter(self) -> None:
        """Go on with the text, where it belongs."""
        one = self.draft
        if one is None or not self.is_shown:
            return
        if not one.fits:
            self.say(draft_note(one), wrong=True)
            return
        rate = home(self.app)
        self.dismiss()
        self.app.call_later(rate.take_up, one.key, one.stream)

    def action_copy(self) -> None:
        """Copy the text, for another program."""
        one = self.draft
        if one is not None:
            self.app.copy_to_clipboard(one.text)
            self.say("Copied, where this terminal lets programs copy.")

    def action_drop(self) -> None:
        """Let the text go, for good."""
        one = self.draft
        if one is not None and self.app.attempt(lambda: self.sitting.waiting.drop(one)):
            self.sitting.changed()
            self.refill()
            self.say("Let go, for good.")

    def action_scroll(self, by: int) -> None:
        """Scroll the text."""
        self.query_one("#text", Reading).action_page(by)
