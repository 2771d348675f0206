"""The terminal UI. `run` opens it on a workspace's folder; screens do the rest.

Every change goes `command -> Sitting -> Session -> journal` and comes back as a `Change` on `InclusionApp.changed`.
"""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import App
from textual.signal import Signal

import inclusion_core as ic
from inclusion_tui import keymap
from inclusion_tui.messages import Change, Noted, NotSaved, Saved
from inclusion_tui.recent import Recent, state_folder
from inclusion_tui.render.glyphs import ASCII, UNICODE
from inclusion_tui.saving import Saver
from inclusion_tui.settings import read_settings, settings_folder
from inclusion_tui.signals import Endings
from inclusion_tui.sitting import Sitting
from inclusion_tui.themes import THEMES
from inclusion_tui.typeahead import TypeAhead

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import PurePath
    from typing import Any

    from textual.binding import BindingType
    from textual.message import Message
    from textual.screen import Screen

    from inclusion_tui.settings import Settings

FOLLOW_S = 1.0
"""Seconds between two looks at what other programs wrote, at whether the terminal is there, and at our own place."""


class InclusionApp(App[int]):
    """The program on screen. `changed` is published after every change of the open review."""

    CSS_PATH: ClassVar[list[str | PurePath]] = ["app.tcss", "screens/rate.tcss"]
    TITLE = "inclusion"
    BINDINGS: ClassVar[list[BindingType]] = keymap.bindings("everywhere")
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "ctrl+p"

    def __init__(self, desk: ic.Desk, settings: Settings, *, review: str | None = None, voice: str = "") -> None:
        self.desk, self.settings = desk, settings
        super().__init__()
        self.glyphs = ASCII if settings.ascii else UNICODE
        self.recent = Recent(state_folder(), desk.folder or Path())
        self.sitting: Sitting | None = None
        self.changed: Signal[Change] = Signal(self, "changed")
        self.endings = Endings(self._told_to_leave, self._make_safe)
        self._saver: Saver | None = None
        self._steady = keymap.steady_keys(settings.keys)
        self._ahead = TypeAhead(self, lambda: self._steady, self.typing)
        if review is not None:
            self._begin(review, voice)
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = settings.theme

    def get_default_screen(self) -> Screen[Any]:
        """Return the first screen: the review that was asked for, or the start."""
        return self._rating() if self.sitting is not None else self._start()

    def on_mount(self) -> None:
        """Watch for what ends the program and for what others write."""
        self.endings.watch(asyncio.get_running_loop())
        if self.settings.keys:
            self.set_keymap(dict(self.settings.keys))
        self.set_interval(FOLLOW_S, self._follow)

    async def on_event(self, event: events.Event) -> None:
        """Hand keys on one after the other, each when the one before it has settled."""
        if isinstance(event, events.Key | events.Paste):
            await self._ahead.take(event, super().on_event)
        else:
            await super().on_event(event)

    def typing(self) -> bool:
        """Say whether a text has the focus, so that letters are typed into it."""
        return self.focused is not None and getattr(self.focused, "cursor_blink", None) is not None

    # Reviews --------------------------------------------------------------------------------------------------------

    def open_start(self) -> None:
        """Show the start."""
        self._put_away()
        self._only(self._start())

    def open_review(self, review: str, voice: str = "", *, indicator: str = "") -> None:
        """Open a review to judge in. Raises what `Desk.session` raises, and NotAllowed for what is no voice."""
        self._begin(review, voice)
        self._only(self._rating(indicator))

    def _begin(self, review: str, voice: str) -> None:
        session = self.desk.session(review)
        sitting = Sitting(self.desk, session, voice or self.recent.voice(session.review.id))
        self._put_away()
        self.sitting = sitting
        self._saver = Saver(
            self.desk,
            session,
            saved=lambda: self._post(Saved()),
            failed=lambda why: self._post(NotSaved(why)),
            told=lambda says: self._post(Noted(says)),
        )
        self._saver.start()
        sitting.listeners.append(self._on_sitting)

    def _rating(self, indicator: str = "") -> Screen[Any]:
        from inclusion_tui.screens.rate import RateScreen  # noqa: PLC0415  only where it is shown

        if self.sitting is None:
            raise RuntimeError("There is no review to judge in.")
        return RateScreen(self.sitting, chosen=indicator)

    def _start(self) -> Screen[Any]:
        from inclusion_tui.screens.start import StartScreen  # noqa: PLC0415  only where it is shown

        return StartScreen()

    def _only(self, screen: Screen[Any]) -> None:
        """Show a screen and no other under it."""
        while len(self.screen_stack) > 1:
            self.pop_screen()
        self.switch_screen(screen)

    def _put_away(self) -> None:
        """Close the review that is open. What it could not keep is said."""
        if self._saver is not None:
            self._saver.end()
            self._saver = None
        if self.sitting is not None:
            session, self.sitting = self.sitting.session, None
            self.attempt(session.close)
        self.recent.keep()

    def _on_sitting(self, indicators: frozenset[str] | None, says: str, theirs: bool) -> None:  # noqa: FBT001  a listener's shape
        self.changed.publish(Change(indicators, says, theirs))
        if self._saver is not None and not theirs:
            self._saver.wake()

    def _follow(self) -> None:
        if self.endings.terminal_is_gone():
            self.endings.end(129)
        if self.sitting is not None:
            self.attempt(self.sitting.follow)
        self.recent.keep()

    # What screens ask for -------------------------------------------------------------------------------------------

    def attempt(self, act: Callable[[], object]) -> bool:
        """Do something that may be refused; say why at the foot where it is, and return whether it was done."""
        try:
            act()
        except ic.InclusionError as refused:
            self.say_wrong(str(refused))
            return False
        return True

    def say_wrong(self, sentence: str) -> None:
        """Say at the foot of the screen what cannot be done, and what can."""
        self._post(Noted(sentence, wrong=True))

    def say(self, sentence: str) -> None:
        """Say something at the foot of the screen."""
        self._post(Noted(sentence))

    def _post(self, message: Message) -> None:
        """Hand a message to the screen that is shown. Any thread may do it."""
        if self.screen_stack:
            self.screen.post_message(message)

    def action_open(self, name: str) -> None:
        """Open a page on top of what is shown."""
        from inclusion_tui.screens import screen_named  # noqa: PLC0415  only where one is opened

        self.attempt(lambda: self.push_screen(screen_named(name)()))

    def action_leave(self) -> None:
        """Leave. Nothing is ever unsaved."""
        self.exit(0)

    # The end --------------------------------------------------------------------------------------------------------

    def _told_to_leave(self, code: int) -> None:
        self.exit(code, return_code=code)

    def _make_safe(self) -> None:
        if self.sitting is not None:
            self.sitting.session.sync()

    def on_unmount(self) -> None:
        """Put everything away: journal flushed, files written."""
        self._put_away()

    def _fatal_error(self) -> None:
        """Leave with the path of a log, instead of a page of code that may show what somebody typed."""
        from inclusion_tui.crashing import write_log  # noqa: PLC0415  only where something broke

        self._exit_renderables.append(write_log(self._exception))
        self._close_messages_no_wait()


def run(folder: Path, *, review: str | None = None, voice: str = "") -> int:
    """Open the terminal UI on a workspace's folder, at a review where one is named. Returns the exit code."""
    settings = read_settings(settings_folder())
    with ic.open_desk(folder) as desk:
        if review is not None:
            review = desk.workspace.find_review(review)
        app = InclusionApp(desk, settings, review=review, voice=voice)
        answer = app.run()
        app.endings.done()
        if app.endings.code is not None:
            return app.endings.code
        return app.return_code or answer or 0
