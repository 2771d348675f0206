"""A region: which of its authorities are covered, and how schools are spread. From released reviews only."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import inclusion_core as ic
from inclusion_tui.keys import keymap
from inclusion_tui.notes.capturing import moment
from inclusion_tui.render.line import as_it_stands, block, text, within
from inclusion_tui.render.region import opening_lines, row_line, rows_of, whole_lines, why_lines
from inclusion_tui.screens.page import OpeningPage

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.binding import BindingType

    from inclusion_tui.messages import Worked
    from inclusion_tui.render.line import Line
    from inclusion_tui.render.region import Row
    from inclusion_tui.working import Work

region = ic.region

_VOICES = ("self", "moderated")


class RegionScreen(OpeningPage):
    """Reads the released reviews of a region in a thread; t shows the region of the next framework that names one."""

    parts: ClassVar[tuple[str, ...]] = ("region",)
    BINDINGS: ClassVar[list[BindingType]] = keymap.bindings("region")

    def __init__(self) -> None:
        super().__init__()
        self._wanted, self._voice = "", _VOICES[0]
        self._homes: tuple[str, ...] = ()
        self._made: region.RegionalPicture | None = None
        self._listed: list[Row] = []
        self._says = "Looking at the region …"

    def heading(self) -> str:
        """Return which region, and of which of how many frameworks."""
        if self._made is None:
            return "The region"
        name, of = self._made.framework.name, len(self._homes)
        which = f" ({self._homes.index(name) + 1} of {of} frameworks)" if of > 1 and name in self._homes else ""
        return f"{text(self._made.of('region')[0].title)}: the region{which}"

    def on_mount(self) -> None:
        """Read the region."""
        super().on_mount()
        self._look()

    def _look(self) -> None:
        desk, wanted, voice = self.app.desk, self._wanted, self._voice

        def read(_: Work) -> object:
            return region.regions_here(desk), region.regional_picture(desk, framework=wanted, voice=voice)

        self.look_up("region", read)

    def on_worked(self, message: Worked) -> None:
        """Show what was read."""
        try:
            self._homes, self._made = message.answer()
        except ic.InclusionError as refused:
            self._made, self._says = None, str(refused)
        self._listed = rows_of(self._made) if self._made is not None else []
        self.refill()

    def keys(self) -> Sequence[str]:
        """Return the places of the groups, an empty name for the title of a section."""
        return [f"{at}" if group is not None else "" for at, (_, group) in enumerate(self._listed)]

    def draw(self, place: int, width: int) -> Line:
        """Return a row's line."""
        made = self._made
        return ((" ", ""), *row_line(made, self._listed[place], width - 1)) if made is not None else ()

    def opening(self, width: int, height: int) -> Sequence[Line]:
        """Return what the picture rests on."""
        told = block(self._says, width) if self._made is None else opening_lines(self._made, width)
        return within(told, height, width, "y: all of it")

    def _tell(self, title: str, lines: Callable[[int], Sequence[Line]]) -> None:
        from inclusion_tui.screens.told import ToldPage  # noqa: PLC0415  where one is opened

        self.app.push_screen(ToldPage(title, lines))

    # What keys do ---------------------------------------------------------------------------------------------------

    def action_whole(self) -> None:
        """Tell the strands and indicators of the chosen row."""
        made, at = self._made, self.rows.chosen
        group = self._listed[int(at)][1] if at else None
        if made is None or group is None:
            self.say(self._says)
            return
        self._tell(group.title, lambda width: whole_lines(made, group, width))

    def action_why(self) -> None:
        """Tell what is in it, what is hidden, and why."""
        made = self._made
        if made is None:
            self.say(self._says)
            return
        self._tell("What is hidden, and why", lambda width: why_lines(made, width))

    def action_next_voice(self) -> None:
        """Show what was agreed with reviewers, or again what each school judged itself."""
        self._voice = _VOICES[(_VOICES.index(self._voice) + 1) % len(_VOICES)]
        self._look()

    def action_next_framework(self) -> None:
        """Show the region of the next framework that names one."""
        if len(self._homes) < 2 or self._made is None:  # noqa: PLR2004  with one there is no next
            self.say("No other framework here names a region." if self._homes else self._says)
            return
        name = self._made.framework.name
        at = self._homes.index(name) if name in self._homes else -1
        self._wanted = self._homes[(at + 1) % len(self._homes)]
        self._look()

    def action_board(self) -> None:
        """Show the page for the forum or board as text; the command writes it for paper."""
        made = self._made
        if made is None:
            self.say(self._says)
            return

        def show() -> None:
            page = region.region_text(made, moment().date())
            voice = "" if made.voice == "self" else f" --voice {made.voice}"
            name = made.framework.name
            paper = f"On paper: inclusion region --framework {name}{voice} --format html --out region.html\n"
            picture = f"As a picture: inclusion region --framework {name}{voice} --svg region.svg\n\n"
            self._tell("For the forum or board", lambda width: as_it_stands(paper + picture + page, width))

        self.app.attempt(show)
