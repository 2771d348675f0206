"""What every page that is opened on top has in common: a title, its foot, and the way back."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar, Generic

from textual.screen import ModalScreen

from inclusion_tui.keys import keymap
from inclusion_tui.render.line import apart, padded, text
from inclusion_tui.screens.closing import Answer, Closing
from inclusion_tui.widgets.foot import Foot
from inclusion_tui.widgets.panel import Panel
from inclusion_tui.widgets.reading import Reading
from inclusion_tui.widgets.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.widget import Widget

    from inclusion_tui.app import InclusionApp
    from inclusion_tui.messages import Change, Noted, NotSaved, Worked
    from inclusion_tui.render.line import Line
    from inclusion_tui.sitting import Sitting
    from inclusion_tui.working import Work

_MOST_ABOVE = 9


class Page(Closing[None]):
    """A page on top. Say what it is called in `heading` and what is in it in `body`; `refill` after a change.

    `parts` are the parts of the table of keys that belong to it, beside those of every page.
    """

    parts: ClassVar[tuple[str, ...]] = ()
    BINDINGS: ClassVar[list[BindingType]] = keymap.bindings("page")
    DEFAULT_CSS = "Page { layout: vertical; } Page #heading { height: 1; background: $surface; }"
    app: InclusionApp
    _beside: Mapping[str, Work] = MappingProxyType({})

    def compose(self) -> ComposeResult:
        """Lay out the title, the body and the foot."""
        yield Panel(lambda width, _: [apart(((f" {text(self.heading())}", "title"),), (), width)], id="heading")
        yield from self.body()
        yield Foot(*self.parts, "page")

    def heading(self) -> str:
        """Return what the page is called."""
        raise NotImplementedError

    def body(self) -> ComposeResult:
        """Yield what is in it."""
        raise NotImplementedError

    def refill(self) -> None:
        """Show what stands now."""

    def on_mount(self) -> None:
        """Follow what changes while the page is open."""
        self.app.changed.subscribe(self, self._on_change)

    def on_unmount(self) -> None:
        """Wait for no answer any more."""
        self.wait_no_more()

    def look_up(self, about: str, act: Callable[[Work], object], *, letters: bool = True) -> None:
        """Look something up in a thread; `on_worked` gets it, and of two askings the answer to the later one alone.

        Where the page is shown, keys wait for it, a while: they are meant for what it shows. `letters` go on into a
        text that has the focus.
        """
        from inclusion_tui.keys.typeahead import HOLD_S  # noqa: PLC0415  most pages have all that they show at hand
        from inclusion_tui.working import Work  # noqa: PLC0415  as above

        self.wait_no_more(about)
        work = Work(self, about, act)
        self._beside = {**self._beside, about: work}
        if self.is_shown:
            self.app.ahead.hold(work, letters=letters, most_s=HOLD_S)

    def looks_up(self, about: str) -> bool:
        """Say whether an answer is waited for."""
        return about in self._beside

    def wait_no_more(self, about: str = "") -> None:
        """Let what is being looked up go, all of it where nothing is named: nobody asks for it any more."""
        gone = [work for name, work in self._beside.items() if about in {"", name}]
        self._beside = {name: work for name, work in self._beside.items() if work not in gone}
        for work in gone:
            work.cancel()
            self.app.ahead.release(work)

    def on_worked(self, message: Worked) -> None:
        """Hand on the keys that waited. Textual comes here after the page's own, which has shown the answer."""
        work = self._beside.get(message.about)
        if work is not None and work.sent(message):
            self.wait_no_more(message.about)

    def _on_change(self, change: Change) -> None:
        self.refill()
        self.query_one("#heading", Panel).redraw()
        if change.says:
            self.say(change.says)

    @property
    def sitting(self) -> Sitting:
        """The review that is open. Pages that need none do not ask."""
        sitting = self.app.sitting
        if sitting is None:
            raise RuntimeError("A page of a review was opened without one.")
        return sitting

    def say(self, sentence: str, *, wrong: bool = False) -> None:
        """Say something at the foot, until the next key."""
        self.query_one(Foot).say(sentence, wrong=wrong)

    def on_noted(self, message: Noted) -> None:
        """Say something at the foot."""
        self.say(message.says, wrong=message.wrong)

    def on_not_saved(self, message: NotSaved) -> None:
        """Say that the disk refused."""
        self.say(message.why, wrong=True)

    def on_key(self, _: events.Key) -> None:
        """A key was pressed: what the foot said was read."""
        self.query_one(Foot).quiet()

    def action_close(self) -> None:
        """Go back to where it was opened from."""
        self.dismiss()


class TextPage(Page):
    """A page of text. Say what it says in `lines`."""

    def body(self) -> ComposeResult:
        """Yield the text."""
        yield Reading(self.lines, id="text")

    def lines(self, width: int) -> Sequence[Line]:
        """Return the text, in lines of so many columns."""
        raise NotImplementedError

    def refill(self) -> None:
        """Write it afresh."""
        self.query_one(Reading).rewrite()

    def on_mount(self) -> None:
        """Let the keys scroll it."""
        super().on_mount()
        self.query_one(Reading).focus()


class ListPage(Page):
    """A page with a list. Say which rows there are in `keys` and what each looks like in `draw`."""

    def body(self) -> ComposeResult:
        """Yield the list."""
        yield Rows(self.draw, id="list")

    def keys(self) -> Sequence[str]:
        """Return the name of each row in order, an empty one for a heading."""
        raise NotImplementedError

    def draw(self, place: int, width: int) -> Line:
        """Return a row's line."""
        raise NotImplementedError

    @property
    def rows(self) -> Rows:
        """The list."""
        return self.query_one("#list", Rows)

    def refill(self) -> None:
        """Show the rows that there are now."""
        self.rows.show(self.keys())
        self.rows.redraw()

    def on_mount(self) -> None:
        """Fill the list."""
        super().on_mount()
        self.refill()
        self.rows.focus()


class OpeningPage(ListPage):
    """A page with a list, and above it what the list rests on: say that in `opening`, at most nine rows of it."""

    DEFAULT_CSS = "OpeningPage #above { height: 2; }"

    def opening(self, width: int, height: int) -> Sequence[Line]:
        """Return what stands above the list, in lines of so many columns; of more than so many rows the first."""
        raise NotImplementedError

    def body(self) -> ComposeResult:
        """Yield what stands above, and the list."""
        yield Panel(self._above, id="above")
        yield from super().body()

    def refill(self) -> None:
        """Show what stands now."""
        super().refill()
        self._make_room()
        for name in ("#heading", "#above"):
            self.query_one(name, Panel).redraw()

    def on_resize(self) -> None:
        """Give what stands above the list as many rows as it needs, up to a third, and the list the rest."""
        self._make_room()

    def _make_room(self) -> None:
        lines = len(self._above(self.size.width, _MOST_ABOVE))
        self.query_one("#above").styles.height = max(min(lines, self.size.height // 3), 1)

    def _above(self, width: int, height: int) -> list[Line]:
        return [((" ", ""), *line) for line in self.opening(max(width - 2, 8), height)]


class DetailPage(ListPage):
    """A page with a list, and the chosen row whole below it. Say in `_detail` what is told of it.

    `most_detail` is how many rows that takes at the most, of which the page gives it half of its height.
    """

    most_detail: ClassVar[int]
    DEFAULT_CSS = "DetailPage #detail { border-top: solid $panel; }"

    def body(self) -> ComposeResult:
        """Yield the list, and the chosen row whole."""
        yield from super().body()
        yield Panel(self._detail, id="detail")

    def _detail(self, width: int, height: int) -> list[Line]:
        raise NotImplementedError

    def refill(self) -> None:
        """Show what stands now."""
        super().refill()
        self.query_one("#detail", Panel).redraw()

    def on_resize(self) -> None:
        """Leave the list its room."""
        self.query_one("#detail").styles.height = max(min(self.most_detail, self.size.height // 2), 2)

    def on_row_chosen(self) -> None:
        """Show the chosen row whole."""
        self.query_one("#detail", Panel).redraw()


class Menu(Closing[Answer], ModalScreen[Answer], Generic[Answer]):
    """A short list of choices over what is shown: a letter chooses, arrows and Enter do too, Esc leaves."""

    BINDINGS: ClassVar[list[BindingType]] = keymap.bindings("menu")
    DEFAULT_CSS = """
    Menu { align: center middle; background: $background 60%; }
    Menu #box {
        width: 64; max-width: 100%; height: auto; max-height: 100%; border: solid $primary; background: $surface;
    }
    Menu #title { height: 1; text-style: bold; }
    Menu Rows { background: $surface; }
    """
    app: InclusionApp

    def __init__(self, title: str, choices: Sequence[tuple[str, str, Answer]], *, chosen: Answer | None = None) -> None:
        super().__init__()
        self._title, self._choices, self._chosen = title, tuple(choices), chosen

    def compose(self) -> ComposeResult:
        """Lay out the title and the choices."""
        from textual.containers import Vertical  # noqa: PLC0415  beside its only use

        with Vertical(id="box"):
            yield Panel(lambda _width, _height: [((f" {text(self._title)}", "title"),)], id="title")
            yield from self.above()
            yield Rows(self._draw, id="choices")

    def above(self) -> Sequence[Widget]:
        """Return what stands between the title and the choices."""
        return ()

    def on_mount(self) -> None:
        """Fill the list."""
        rows = self.query_one("#choices", Rows)
        rows.show(
            [str(place) for place in range(len(self._choices))],
            chosen=next((str(at) for at, one in enumerate(self._choices) if one[2] == self._chosen), "0"),
        )
        rows.focus()

    def on_resize(self, event: events.Resize) -> None:
        """Make the list as high as it has to be, and no higher than there is room for: then it scrolls."""
        rows = self.query_one("#choices", Rows)
        others = [one.styles.height for one in self.query_one("#box").children if one is not rows]
        above = sum(one.cells or 1 for one in others if one is not None)
        rows.styles.height = max(min(len(self._choices), event.size.height - 2 - above), 1)

    def _draw(self, place: int, width: int) -> Line:
        letter, words, _ = self._choices[place]
        return ((f"  {padded(letter, 2)} ", "strong"), (padded(text(words), max(width - 5, 1)), ""))

    def on_key(self, event: events.Key) -> None:
        """A letter chooses at once."""
        for letter, _, answer in self._choices:
            if event.character == letter:
                event.stop()
                self._take(answer)
                return

    def on_row_entered(self) -> None:
        """A click on the chosen row chooses."""
        self.action_choose()

    def action_choose(self) -> None:
        """Choose the row that the cursor stands on."""
        at = self.query_one("#choices", Rows).chosen
        if at:
            self._take(self._choices[int(at)][2])

    def _take(self, answer: Answer) -> None:
        if self.is_shown:  # else something was chosen already
            self.take(answer)

    def take(self, answer: Answer) -> None:
        """Close with an answer, for whoever opened this. A menu that is opened by its name does here what it is for."""
        self.dismiss(answer)

    def action_close(self) -> None:
        """Leave without choosing."""
        self.dismiss(None)
