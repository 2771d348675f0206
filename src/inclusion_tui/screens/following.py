"""What lines of enquiry and actions have in common as lists: one row each, the chosen one whole below, and its keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

import inclusion_core as ic
from inclusion_tui.render.line import REST, block, within
from inclusion_tui.screens.page import DetailPage

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from inclusion_tui.render.line import Line

T = TypeVar("T", ic.LineOfEnquiry, ic.Action)


class FollowedPage(DetailPage, Generic[T]):
    """A list of things by id. Say which there are in `things`, what one looks like in `row` and `whole`.

    `wanted` is the key of a draft to go on with at once.
    """

    most_detail: ClassVar[int] = 9
    DEFAULT_CSS = "FollowedPage #detail { border-top: solid $panel; padding: 0 1; }"

    more: ClassVar[str] = REST
    """What is said where the chosen one does not fit below the list."""

    def __init__(self, *, wanted: str = "") -> None:
        super().__init__()
        self._wanted = wanted

    def on_mount(self) -> None:
        """Go on with the text that was chosen to be gone on with, where one was."""
        if self._wanted:
            self.call_after_refresh(self.take_up, self._wanted)

    def take_up(self, key: str) -> None:
        """Go on with a text that waits under this key of a draft."""
        raise NotImplementedError

    def things(self) -> Mapping[str, T]:
        """Return what there is, by id."""
        raise NotImplementedError

    def row(self, one: T, width: int) -> Line:
        """Return a row's line."""
        raise NotImplementedError

    def whole(self, one: T, width: int) -> list[Line]:
        """Return all of one."""
        raise NotImplementedError

    def nothing(self) -> str:
        """Return what is said where there is none."""
        raise NotImplementedError

    def keys(self) -> Sequence[str]:
        """Return the ids."""
        return tuple(self.things())

    def draw(self, place: int, width: int) -> Line:
        """Return a row's line."""
        return self.row(tuple(self.things().values())[place], width)

    @property
    def thing(self) -> T | None:
        """The one that is chosen."""
        return self.things().get(self.rows.chosen)

    def _detail(self, width: int, height: int) -> list[Line]:
        one = self.thing
        lines = self.whole(one, width) if one is not None else block(self.nothing(), width, "dim")
        return within(lines, height, width, self.more)

    def link(self, one: T, title: str) -> None:
        """Ask which indicators it is about."""
        from inclusion_tui.screens.choosing import FindMenu, indicator_choices  # noqa: PLC0415  where one is opened

        def then(taken: tuple[str, ...] | None) -> None:
            if taken is not None:
                self.set_indicators(one, taken)

        choices = indicator_choices(self.sitting.framework, self.sitting.indicators)
        self.app.push_screen(FindMenu(title, choices, taken=one.indicators, many=True), then)

    def set_indicators(self, one: T, indicators: tuple[str, ...]) -> None:
        """Let it be about these indicators."""
        raise NotImplementedError

    def action_undo(self) -> None:
        """Take back the last change of ours."""
        self.app.attempt(self.sitting.undo)

    def action_redo(self) -> None:
        """Do again what was taken back."""
        self.app.attempt(self.sitting.redo)


def moved(state: str, states: Sequence[str], step: int) -> str:
    """Return the state after this one, or before it; the same at either end.

    >>> moved("planned", ("planned", "done"), 1), moved("planned", ("planned", "done"), -1)
    ('done', 'planned')
    """
    place = states.index(state) + step
    return states[min(max(place, 0), len(states) - 1)]
