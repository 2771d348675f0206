"""Choosing from a long list by typing a few letters: one row, or several."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.screen import ModalScreen

from inclusion_tui.keys import keymap
from inclusion_tui.render.line import fit, padded, text
from inclusion_tui.screens.closing import Closing
from inclusion_tui.widgets.panel import Panel
from inclusion_tui.widgets.rows import Rows
from inclusion_tui.widgets.typing import TypingLine

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.widgets import Input

    import inclusion_core as ic
    from inclusion_tui.app import InclusionApp
    from inclusion_tui.render.line import Line

Choice = tuple[str, str]
"""What is chosen, and the words it is found by and shown with."""


class FindMenu(Closing[tuple[str, ...] | None], ModalScreen[tuple[str, ...] | None]):
    """Type to find, arrows to move, Enter to take. Where several may be taken, Tab marks one and stays.

    Closes with what was taken, in the order of the list; None for Esc.
    """

    BINDINGS: ClassVar[list[BindingType]] = keymap.bindings("finding")
    DEFAULT_CSS = """
    FindMenu { align: center middle; background: $background 60%; }
    FindMenu #box { width: 76; max-width: 100%; height: 80%; border: solid $primary; background: $surface; }
    FindMenu #title, FindMenu #says { height: 1; }
    FindMenu TypingLine { border: none; height: 1; padding: 0 1; background: $background; }
    FindMenu TypingLine:focus { border: none; }
    FindMenu Rows { background: $surface; }
    """
    app: InclusionApp

    def __init__(self, title: str, choices: Sequence[Choice], *, taken: Iterable[str] = (), many: bool = False) -> None:
        super().__init__()
        self._title, self._choices, self._many = title, dict(choices), many
        self._taken = dict.fromkeys(one for one in taken if one in self._choices)
        self._touched = False
        self._found = tuple(self._choices)
        self._width = max((len(one) for one in self._choices), default=1)

    def compose(self) -> ComposeResult:
        """Lay out the title, the line to type in, the list, and how it is used."""
        from textual.containers import Vertical  # noqa: PLC0415  beside its only use

        rows = Rows(self._draw, id="choices")
        rows.can_focus = False
        with Vertical(id="box"):
            yield Panel(lambda width, _: [fit(((f" {text(self._title)}", "title"),), width)], id="title")
            yield TypingLine(placeholder="type a few letters", select_on_focus=False)
            yield rows
            yield Panel(lambda width, _: [fit(((f" {self._says()}", "dim"),), width)], id="says")

    def on_mount(self) -> None:
        """Show all of them."""
        self.rows.show(self._found)
        self.query_one(TypingLine).focus()

    @property
    def rows(self) -> Rows:
        """The list."""
        return self.query_one("#choices", Rows)

    def _says(self) -> str:
        if not self._found:
            return "Nothing has all of these letters.  esc back"
        return (
            "tab marks one and stays   enter takes what is marked   esc back"
            if self._many
            else "enter takes it   esc back"
        )

    def _draw(self, place: int, width: int) -> Line:
        name = self._found[place]
        sign = ("[x] " if name in self._taken else "[ ] ") if self._many else ""
        return fit(
            ((f" {sign}", "strong"), (f"{padded(text(name), self._width)} ", "dim"), (text(self._choices[name]), "")),
            width,
        )

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what holds every word that is typed, and what begins with it first."""
        event.stop()
        words = event.value.casefold().split()
        found = [
            one for one, said in self._choices.items() if all(word in f"{one} {said}".casefold() for word in words)
        ]
        if words:
            found.sort(key=lambda one: (one.casefold() != words[0], not one.casefold().startswith(words[0])))
        self._found = tuple(found)
        self.rows.show(self._found, chosen=self._found[0] if self._found and words else "")
        self.query_one("#says", Panel).redraw()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take what is chosen."""
        event.stop()
        self.action_take()

    def on_row_entered(self) -> None:
        """A click on the chosen row takes it."""
        self.action_take()

    def action_move(self, by: int) -> None:
        """Move in the list."""
        self.rows.action_move(by)

    def action_page(self, by: int) -> None:
        """Move by a page."""
        self.rows.action_page(by)

    def action_mark(self) -> None:
        """Mark the row that the cursor stands on, or take its mark away; empty the line for the next."""
        chosen = self.rows.chosen
        if not self._many or not chosen:
            return
        self._touched = True
        if chosen in self._taken:
            del self._taken[chosen]
        else:
            self._taken[chosen] = None
        self.rows.redraw([chosen])
        self.query_one(TypingLine).value = ""

    def action_take(self) -> None:
        """Close with what is marked; where nothing was marked or unmarked, with the row that the cursor stands on."""
        chosen = self.rows.chosen
        if not self._many:
            self.dismiss((chosen,) if chosen else None)
            return
        taken = dict(self._taken)
        typed = bool(self.query_one(TypingLine).value.strip())
        if chosen and (typed or not (self._touched or taken)):
            taken[chosen] = None
        self.dismiss(tuple(one for one in self._choices if one in taken))

    def action_close(self) -> None:
        """Leave without taking anything."""
        self.dismiss(None)


def indicator_choices(framework: ic.Framework, indicators: Iterable[str]) -> list[Choice]:
    """Return indicators as choices: found by id and title."""
    return [(one, framework.worded(framework.indicators[one].title)) for one in indicators]
