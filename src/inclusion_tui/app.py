"""The terminal UI. `run` opens it on a workspace's folder; screens do the rest.

Every change goes `command -> Sitting -> Session -> journal` and comes back as a `Change` on `InclusionApp.changed`.
"""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.signal import Signal

import inclusion_core as ic
from inclusion_tui.chosen import Chosen
from inclusion_tui.frames import frame_of, glimpsed_rows
from inclusion_tui.keys import keymap
from inclusion_tui.keys.typeahead import TypeAhead
from inclusion_tui.messages import Change, Noted, NotSaved, Saved
from inclusion_tui.recent import Recent, state_folder
from inclusion_tui.saving import Saver
from inclusion_tui.settings import read_settings, settings_folder
from inclusion_tui.terminal.signals import Endings

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from pathlib import PurePath
    from typing import Any

    from textual.binding import BindingType
    from textual.driver import Driver
    from textual.message import Message
    from textual.screen import Screen
    from textual.strip import Strip

    from inclusion_tui.settings import Settings
    from inclusion_tui.sitting import Sitting

FOLLOW_S = 1.0
"""Seconds between two looks at what other programs wrote and at our own place."""

_PICTURE = "picture"


class InclusionApp(Chosen):
    """The program on screen. `changed` is published after every change of the open review."""

    CSS_PATH: ClassVar[list[str | PurePath]] = ["app.tcss", "screens/rate.tcss"]
    TITLE = "inclusion"
    BINDINGS: ClassVar[list[BindingType]] = keymap.bindings("everywhere", "brought")
    ENABLE_COMMAND_PALETTE = False  # ours is a page (commands.py says why)

    def __init__(
        self,
        desk: ic.Desk,
        settings: Settings,
        *,
        review: str | None = None,
        voice: str = "",
        glimpsed: list[Strip] | None = None,
    ) -> None:
        super().__init__(desk, settings)
        self.recent = Recent(state_folder(), desk.folder or Path())
        self.sitting: Sitting | None = None
        self.changed: Signal[Change] = Signal(self, "changed")
        self.endings = Endings(self._told_to_leave, self._make_safe)
        self._saver: Saver | None = None
        self.ahead = TypeAhead(
            self, super().on_event, steady=self._steady_here, typing=self.typing, say=self.say
        )  # fmt: skip
        self._asked, self._glimpsed = (review, voice), glimpsed
        self._frame: Mapping[str, Any] | None = None
        if review is not None and glimpsed is None:
            self._begin(review, voice)

    def get_driver_class(self) -> type[Driver]:
        """Return what draws on this machine: on a terminal, our own that sends what changed and no more."""
        usual = super().get_driver_class()
        if usual.__name__ != "LinuxDriver":  # Windows, a page, a test
            return usual
        from inclusion_tui.terminal.line_driver import LineDriver  # noqa: PLC0415  Windows has no such terminal

        return LineDriver

    def get_default_screen(self) -> Screen[Any]:
        """Return the first screen: the last frame of the review that was asked for, the review, or the start."""
        if self._glimpsed is not None:
            from inclusion_tui.screens.glimpse import GlimpseScreen  # noqa: PLC0415  only where there is one

            first: Screen[Any] = GlimpseScreen(self._glimpsed)
        else:
            first = self._rating() if self.sitting is not None else self._start()
        first._push_result_callback(self, None)  # noqa: SLF001  Textual forgets it, and then cannot switch this screen
        return first

    def on_mount(self) -> None:
        """Watch for what ends the program and for what others write."""
        if not self.is_headless:
            self.endings.watch(asyncio.get_running_loop())
        if self._glimpsed is not None:
            self.ahead.hold(_PICTURE)
        else:
            self.call_after_refresh(self.say_problems)
        self.bring_keymap(self.ahead.hold, self.ahead.release)
        self.set_interval(FOLLOW_S, self._follow)

    async def on_event(self, event: events.Event) -> None:
        """Hand keys on one after the other, each when the one before it has settled."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            if self.is_taken(event):
                await self.guarded(self.ahead.take(event))
        else:
            await self.guarded(super().on_event(event))

    def _steady_here(self) -> Collection[str]:
        """Return the keys that change neither screen nor focus; in what opens over a page there are none."""
        return () if self.screen.is_modal else self.steady

    # Reviews --------------------------------------------------------------------------------------------------------

    def open_start(self) -> None:
        """Show the start."""
        if not self.attempt(self._hold_what_is_unkept):
            return
        self._look_once_more()
        self._put_away()
        self._only(self._start())

    def open_review(self, review: str, voice: str = "", *, indicator: str = "") -> None:
        """Open a review to judge in. Raises what `Desk.session` raises, and NotAllowed for what is no voice."""
        self._begin(review, voice)
        self._only(self._rating(indicator))

    def open_what_was_glimpsed(self) -> None:
        """Open the review whose last frame is shown, or say why not at the start."""
        review, voice = self._asked
        if not self.attempt(lambda: self.open_review(review or "", voice)):
            self._only(self._start())
        self.call_after_refresh(self.say_problems)

    def _begin(self, review: str, voice: str) -> None:
        from inclusion_tui.sitting import Sitting  # noqa: PLC0415  the last frame does without

        self._hold_what_is_unkept()
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
        sitting.waiting.tell = self.say
        sitting.waiting.flush = partial(self._saver.wake, soon=True)
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
        self.ahead.release(_PICTURE)

    def _put_away(self) -> None:
        """Close the review that is open. What it could not keep is said."""
        if self._saver is not None:
            self._saver.end()
            self._saver = None
        if self.sitting is not None:
            session, self.sitting = self.sitting.session, None
            if self.attempt(session.close) and self._frame is not None and not session.read_only:
                ic.keep_glimpse(self.desk.workspace.root, session.folder, self._frame)
            self._frame = None
        self.recent.keep()

    def _on_sitting(self, indicators: frozenset[str] | None, says: str, theirs: bool) -> None:  # noqa: FBT001  a listener's shape
        self.changed.publish(Change(indicators, says, theirs))
        if self._saver is not None and not theirs:
            self._saver.wake()

    def _follow(self) -> None:
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
        """Hand a message to the screen that is shown; one about the disk to those under it too. Any thread may."""
        about_the_disk = isinstance(message, Saved | NotSaved)
        for screen in self.screen_stack if about_the_disk else self.screen_stack[-1:]:
            screen.post_message(message)

    def action_open(self, name: str) -> None:
        """Open a page on top of what is shown."""
        from inclusion_tui.screens import OF_A_REVIEW, SCREENS, screen_named  # noqa: PLC0415  only where one is opened

        if name not in SCREENS:
            self.say_wrong("This page is not in this version yet.")
        elif name in OF_A_REVIEW and self.sitting is None:
            self.say_wrong("This page is about a review. Open one first.")
        else:
            self.attempt(lambda: self.push_screen(screen_named(name)()))

    def action_leave(self) -> None:
        """Leave. Nothing is ever unsaved; where the disk refuses, that is said first."""
        if self.attempt(self._hold_what_is_unkept):
            self._look_once_more()
            self.leave_with(0)

    def _hold_what_is_unkept(self) -> None:
        """Raise NotAllowed where the review that is open would take a text with it that the disk refused."""
        lost = self.sitting.waiting.would_be_lost() if self.sitting is not None else ""
        if lost:
            raise ic.NotAllowed(lost)

    def _look_once_more(self) -> None:
        """Keep what is on the screen for the next start, where it is a review at rest."""
        from inclusion_tui.screens.glimpse import taken  # noqa: PLC0415  only on leaving

        at_rest = getattr(self.screen, "at_rest", None)
        if self.has_room and self.sitting is not None and at_rest is not None and at_rest():
            about = frame_of(self.settings, self.sitting.voice, self.size, grey=self.no_color)
            self._frame = taken(self.screen, {**about, "review": self.sitting.session.review.id})

    # The end --------------------------------------------------------------------------------------------------------

    def _told_to_leave(self, code: int) -> None:
        self.leave_with(code, return_code=code)

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


def run(folder: Path, *, review: str | None = None, voice: str = "", ascii: bool = False) -> int:  # noqa: A002  the option's name
    """Open the terminal UI on a workspace's folder, at a review where one is named. Returns the exit code.

    `ascii` draws with plain letters this time, whatever the settings say.
    """
    settings = read_settings(settings_folder())
    settings = settings._replace(ascii=settings.ascii or ascii)
    glimpsed = glimpsed_rows(folder, review, voice, settings) if review is not None else None
    with ic.open_desk(folder) as desk:
        app = InclusionApp(desk, settings, review=review, voice=voice, glimpsed=glimpsed)
        answer = app.run()
        app.endings.done()
        if app.endings.code is not None:
            return app.endings.code
        return app.return_code or answer or 0
