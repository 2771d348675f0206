"""A text of several lines to type in: what is typed and pasted is kept to the character, what would act is a sign.

Textual's TextArea with four differences. Enter is left to whoever asked. Characters that would act on a terminal are
drawn as signs. What looks like a pupil is marked. And what is too long to be wrapped on every key is held aside, whole,
with one line standing for it, which can be taken out and nothing else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.binding import Binding
from textual.widgets import TextArea

from inclusion_tui.render.line import inert
from inclusion_tui.widgets.keeping_focus import KeepsFocus

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual import events
    from textual.binding import BindingType
    from textual.strip import Strip

HOLD_FROM = 10_000
"""Characters from which on a pasted text is held aside: wrapping it would cost more than a key may."""

_LONGEST_LINE = 4_000
_MOST_SHOWN = 40_000
_FIRST_MARK, _MARKS = 0xF0000, 256
_KEPT = frozenset({
    "cursor_up", "cursor_down", "cursor_left", "cursor_right", "cursor_word_left", "cursor_word_right",
    "cursor_page_up", "cursor_page_down", "cursor_up(True)", "cursor_down(True)", "cursor_left(True)",
    "cursor_right(True)", "cursor_word_left(True)", "cursor_word_right(True)", "delete_left", "delete_word_left",
    "delete_word_right", "copy", "paste", "delete_to_start_of_line", "delete_to_end_of_line_or_delete_line", "undo",
    "redo",
})  # fmt: skip
"""What Textual's own keys do in a text that we leave to them; the others are ours, or no terminal sends them."""

_EDITING: list[BindingType] = [
    *(one for one in TextArea.BINDINGS if isinstance(one, Binding) and one.action in _KEPT),
    Binding("home", "cursor_line_start", show=False),
    Binding("end", "cursor_line_end", show=False),
    Binding("delete", "delete_right", show=False),
]


def label(characters: int) -> str:
    """Return the line that stands for a text that is held aside.

    >>> label(1_048_576)
    'pasted text, 1,048,576 characters, kept whole'
    """
    return f"pasted text, {characters:,} characters, kept whole"


class WritingArea(KeepsFocus, TextArea, inherit_bindings=False):
    """Where a note is typed. `whole` is what stands in it, with what is held aside in its place."""

    BINDINGS: ClassVar[list[BindingType]] = _EDITING
    COMPONENT_CLASSES: ClassVar[set[str]] = {"writing--found", "writing--held"}
    DEFAULT_CSS = """
    WritingArea {
        border: none;
        padding: 0 1;
        height: 2;
        background: $background;
        &:focus { border: none; }
        & .writing--found { color: $warning; text-style: bold underline; }
        & .writing--held { color: $quiet; text-style: italic; }
        & .text-area--cursor { text-style: reverse; }
    }
    """

    def __init__(self, *, placeholder: str = "") -> None:
        self._held: dict[str, str] = {}
        self._found: dict[int, list[tuple[int, int]]] = {}
        self._given = ("", "")
        super().__init__(compact=True, highlight_cursor_line=False, placeholder=placeholder)
        self.cursor_blink = False
        self.match_cursor_bracket = False

    # What stands in it ----------------------------------------------------------------------------------------------

    @property
    def shown(self) -> str:
        """The text as it stands in the lines, with a mark for each that is held aside."""
        return self.document.text

    def whole(self) -> str:
        """Return the text with everything that is held aside in its place."""
        text = self.shown
        if text == self._given[0]:  # not touched: to the character, whatever Textual takes for a line's end
            return self._given[1]
        for mark, held in self._held.items():
            text = text.replace(mark, held)
        return text

    @property
    def held(self) -> tuple[str, ...]:
        """The texts that are held aside and still stand in it."""
        shown = self.shown
        return tuple(text for mark, text in self._held.items() if mark in shown)

    def put_whole(self, text: str) -> None:
        """Let this text stand in it, and forget what stood there before; the cursor goes to its end."""
        self._held = {}
        self._found = {}
        plain = text.replace("\r\n", "\n").replace("\r", "\n")
        self.load_text(f"{self._mark(plain)}\n" if _too_long(plain) else plain)
        self._given = (self.shown, text)
        self.move_cursor(self.document.end)

    def replaced(self, text: str, place: int) -> None:
        """Let a text stand in it that was changed in one place; the cursor goes to a place of what is shown."""
        self.put_whole(text)
        row, column = 0, min(place, len(self.shown))
        lines = self.document.lines
        while row < len(lines) - 1 and column > len(lines[row]):
            column -= len(lines[row]) + 1
            row += 1
        self.move_cursor((row, column))

    @property
    def place(self) -> int:
        """Where the cursor stands in what is shown, in characters from its beginning."""
        row, column = self.cursor_location
        return sum(len(line) + 1 for line in self.document.lines[:row]) + column

    def new_line(self) -> None:
        """Begin another line."""
        self._step_off()
        self._replace_via_keyboard("\n", *self.selection)

    # What looks like a pupil ----------------------------------------------------------------------------------------

    def mark(self, stretches: Iterable[tuple[int, int]]) -> None:
        """Mark stretches of what is shown, each from its first place up to and without its last."""
        found: dict[int, list[tuple[int, int]]] = {}
        wanted = list(stretches)
        if wanted:
            begins = 0
            for row, line in enumerate(self.document.lines):
                ends = begins + len(line)
                its = [(max(start - begins, 0), min(end, ends) - begins) for start, end in wanted
                       if start < ends and end > begins]  # fmt: skip
                if its:
                    found[row] = its
                begins = ends + 1
        if found != self._found:
            self._found = found
            self._line_cache.clear()
            self.refresh()

    # What is pasted -------------------------------------------------------------------------------------------------

    async def _on_paste(self, event: events.Paste) -> None:
        """Take all of it: into the lines, or aside where it is too long for them."""
        event.prevent_default()
        event.stop()
        if self.read_only:
            return
        text = event.text.replace("\r\n", "\n").replace("\r", "\n")
        if _too_long(text) or len(self.shown) + len(text) > _MOST_SHOWN:
            before = "\n" if self.cursor_location[1] else ""
            text = f"{before}{self._mark(text)}\n"
        else:
            self._step_off()
        result = self._replace_via_keyboard(text, *self.selection)
        if result is not None:
            self.move_cursor(result.end_location)

    def _mark(self, text: str) -> str:
        """Hold a text aside and return the mark that stands for it."""
        mark = chr(_FIRST_MARK + len(self._held))
        self._held[mark] = text
        return mark

    # Keys -----------------------------------------------------------------------------------------------------------

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.prevent_default()  # Textual would begin a line; here it is for whoever asked
        elif event.is_printable and not self.read_only:
            self._step_off()

    def _step_off(self) -> None:
        """Begin a line of its own where the cursor stands on a line that is held aside."""
        row, column = self.cursor_location
        if self.document[row] in self._held:
            self._replace_via_keyboard("\n", (row, column), (row, column))
            if column == 0:
                self.move_cursor((row, 0))

    # What is drawn --------------------------------------------------------------------------------------------------

    def get_line(self, line_index: int) -> Text:
        """Return a line as it is drawn: signs for what would act, marks for what looks like a pupil."""
        line = self.document.get_line(line_index)
        held = self._held.get(line)
        if held is not None:
            return Text(label(len(held)), style=self.get_component_rich_style("writing--held"), end="", no_wrap=True)
        if self._held:
            line = "".join("▤" if mark in self._held else mark for mark in line)
        drawn = Text("\t".join(map(inert, line.split("\t"))), end="", no_wrap=True)
        for start, end in self._found.get(line_index, ()):
            drawn.stylize(self.get_component_rich_style("writing--found"), start, end)
        return drawn

    def render_line(self, y: int) -> Strip:
        """Return a row; signs are wider than what they stand for, so it is cut."""
        strip = super().render_line(y)
        width = self.size.width
        return strip.crop(0, width) if strip.cell_length > width else strip


def _too_long(text: str) -> bool:
    """Say whether a text is held aside: it is long, has a long line, or has our own marks in it."""
    if len(text) > HOLD_FROM or any(len(line) > _LONGEST_LINE for line in text.split("\n")):
        return True
    return not text.isascii() and any(_FIRST_MARK <= ord(one) < _FIRST_MARK + _MARKS for one in text)
