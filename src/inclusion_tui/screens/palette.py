"""Every command by typing a few letters of it: what keys do, places, indicators, reviews, schools, plugins' pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from inclusion_tui.commands import (
    More,
    found,
    indicator_commands,
    key_commands,
    page_commands,
    place_commands,
    read_more,
    review_commands,
    school_commands,
)
from inclusion_tui.keys.live import levels_of, live_keys
from inclusion_tui.render.commands import command_line
from inclusion_tui.render.line import under, within
from inclusion_tui.screens.finder import FinderPage
from inclusion_tui.working import Work

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from inclusion_tui.commands import Command
    from inclusion_tui.messages import Worked
    from inclusion_tui.render.line import Line


class PaletteScreen(FinderPage):
    """Finds commands with every letter; what is read from files comes from a thread and joins at the end."""

    label: ClassVar[str] = "Do"

    def __init__(self) -> None:
        super().__init__()
        self._all: list[Command] = []
        self._more = More()
        self._reading: Work | None = None
        self._found: list[Command] = []

    def heading(self) -> str:
        """Return what it is, and how much was found."""
        if not self.line.value.strip():
            return "Type a few letters: a command, an indicator, a review, a school"
        return f"{len(self._found)} found"

    def body(self) -> ComposeResult:
        """Look which keys work on the screen under this one."""
        below = self.app.screen_stack[self.app.screen_stack.index(self) - 1]
        live = live_keys(below, levels_of(self.app))
        self._all = [
            *key_commands(self.app, live), *place_commands(self.app), *indicator_commands(self.app),
        ]  # fmt: skip
        return super().body()

    def on_mount(self) -> None:
        """Read the rest beside the screen."""
        desk = self.app.desk
        self._reading = Work(self, "commands", lambda _: read_more(desk))

    def on_unmount(self) -> None:
        """Wait for nothing."""
        if self._reading is not None:
            self._reading.cancel()

    def on_worked(self, message: Worked) -> None:
        """Take in what was read; the row that is chosen stays chosen."""
        read: list[More] = []
        if self.app.attempt(lambda: read.append(message.answer())):
            self._more = read[0]
            self._all += [*review_commands(self._more), *page_commands(self._more)]
            chosen = self._found[int(self.rows.chosen)] if self.rows.chosen else None
            self.refill()
            self.rows.choose(next((str(at) for at, one in enumerate(self._found) if one is chosen), ""))

    def found(self, words: str) -> Sequence[str]:
        """Return the places of what holds every word, what fits best first; then schools."""
        self._found = [*found(self._all, words), *school_commands(self._more, words)]
        return [str(place) for place in range(len(self._found))]

    def draw(self, place: int, width: int) -> Line:
        """Return a command's line."""
        return command_line(self._found[place], width)

    def below(self, width: int, height: int) -> Sequence[Line]:  # noqa: ARG002  it takes what it needs
        """Say all of the command that is chosen."""
        if not self.rows.chosen:
            return under(" ", "Nothing has all of these letters. Fewer of them find more.", width - 1, style="dim")
        return within(under(" ", self._found[int(self.rows.chosen)].about, width - 1, style="dim"), 2, width)

    def take(self, key: str) -> None:
        """Do it, on the screen under this one."""
        command, app = self._found[int(key)], self.app
        self.dismiss()
        command.do(app)
