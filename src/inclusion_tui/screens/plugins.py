"""Plugins: which there are, what they give, what went wrong; and their own pages, which are opened from here."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from inclusion_tui.guarding import PluginPage, pages_of
from inclusion_tui.keys import keymap
from inclusion_tui.render.passages import WIDEST
from inclusion_tui.render.plugins import Plugin, nothing_passages, plugin_passages
from inclusion_tui.screens.page import Page
from inclusion_tui.widgets.panel import Panel
from inclusion_tui.widgets.passages import Passages

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    import inclusion_core as ic
    from inclusion_tui.messages import Worked
    from inclusion_tui.render.passages import Passage

_OURS, _GIVEN_BY_US = "inclusion", "inclusion-review"


class Found(NamedTuple):
    """What a look at the plugins found."""

    plugins: tuple[Plugin, ...] = ()
    pages: tuple[PluginPage, ...] = ()


def look(desk: ic.Desk) -> Found:
    """Ask every plugin what it gives. For a thread: each may take its time."""
    pages = pages_of(desk)
    titles: dict[str, list[str]] = {}
    for one in desk.library.found():
        giver = _OURS if one.given_by == _GIVEN_BY_US else one.given_by
        titles.setdefault(giver, []).append(one.shown or one.path.name)
    return Found(
        tuple(
            Plugin(
                one.name,
                one.version,
                one.state,
                one.gives,
                tuple(sorted(dict.fromkeys(titles.get(one.name, ())))),
                tuple(str(each) for each in one.troubles),
            )
            for one in sorted(desk.plugins.listing(), key=lambda one: one.name == _OURS)
        ),
        pages,
    )


class PluginsScreen(Page):
    """Lists plugins and under each its pages. They are looked for beside the screen, after its first frame."""

    parts: ClassVar[tuple[str, ...]] = ("plugins",)
    BINDINGS: ClassVar[list[BindingType]] = keymap.bindings("plugins")

    def __init__(self) -> None:
        super().__init__()
        self._found: Found | None = None

    def heading(self) -> str:
        """Return how many there are."""
        if self._found is None:
            return "Plugins"
        count, wrong = len(self._found.plugins), sum(bool(one.troubles) for one in self._with_pages_troubles())
        problems = f", {wrong} with problems" if wrong else ""
        return f"{count} {'plugin' if count == 1 else 'plugins'}{problems}"

    def body(self) -> ComposeResult:
        """Yield the list."""
        yield Passages(self._written, sign=self.app.glyphs.cursor, id="text")

    @property
    def text(self) -> Passages:
        """The list."""
        return self.query_one("#text", Passages)

    def _with_pages_troubles(self) -> list[Plugin]:
        """Return the plugins, each with what went wrong on its pages as well."""
        troubles = self.app.page_troubles
        return [
            one._replace(troubles=(*one.troubles, *dict.fromkeys(says for name, says in troubles if name == one.name)))
            for one in (self._found or Found()).plugins
        ]

    def _written(self, width: int) -> Sequence[Passage]:
        if self._found is None:
            return nothing_passages("Looking for plugins …", width)
        return plugin_passages(self._with_pages_troubles(), self._found.pages, min(width, WIDEST))

    def refill(self) -> None:
        """Write it afresh."""
        self.text.rewrite()
        self.query_one("#heading", Panel).redraw()

    def on_mount(self) -> None:
        """Look for plugins when the page is on the screen."""
        self.text.focus()
        self.call_after_refresh(self._look)

    def _look(self) -> None:
        desk = self.app.desk
        self.look_up("plugins", lambda _: look(desk))

    def on_screen_resume(self) -> None:
        """Tell what went wrong on a page that was opened from here."""
        if self._found is not None:
            self.refill()

    def on_worked(self, message: Worked) -> None:
        """Show what was found."""
        found: list[Found] = []
        if self.app.attempt(lambda: found.append(message.answer())):
            self._found = found[0]
            self.refill()

    # What keys do ---------------------------------------------------------------------------------------------------

    def on_row_entered(self) -> None:
        """A click on the chosen page opens it."""
        self.action_enter()

    def action_enter(self) -> None:
        """Open the page that is chosen."""
        chosen = self.text.chosen
        for one in (self._found or Found()).pages:
            if chosen == f"page {one.name}":
                self.app.open_page(one)
                return
        self.say("This is a plugin and no page. Where it brings pages, they stand under it with an arrow.")
