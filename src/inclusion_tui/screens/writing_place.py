"""The place at the foot of a screen where evidence is written, while what is above stays in sight.

It belongs to no screen: whoever wants something written opens it (`WritingPlace.on(screen).open(…)`). It lays itself
out when it is first opened, and gives the keys back when it closes.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import inclusion_core as ic
from inclusion_tui.keys import keymap
from inclusion_tui.notes.blanking import stretches
from inclusion_tui.notes.capturing import moment, tags_in
from inclusion_tui.notes.waiting import EVIDENCE, JOTTING
from inclusion_tui.notes.when import time_in_words
from inclusion_tui.render.capture import Head, Tail, head_line, tail_line
from inclusion_tui.screens.besides import Besides
from inclusion_tui.widgets.capture import Capture
from inclusion_tui.widgets.foot import Foot

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen
    from textual.timer import Timer
    from textual.widget import Widget

    from inclusion_tui.messages import Act, Written
    from inclusion_tui.notes.blanking import Stretch
    from inclusion_tui.notes.capturing import Writing
    from inclusion_tui.render.line import Line

_AT_ONCE = 2_000
"""Characters up to which a text is looked through on every key; a longer one when fingers rest."""

_SOON_S = 0.3


class WritingPlace(Besides):
    """Writes one piece of evidence. `following(piece or None)` names the indicator that `keep, next` goes on to."""

    DEFAULT_CSS = """
    WritingPlace { height: auto; display: none; }
    WritingPlace.-open { display: block; }
    """

    def __init__(self) -> None:
        super().__init__(id="writing")
        self._writing: Writing | None = None
        self._capture = Capture(self._head, self._tail)
        self._back: Widget | None = None
        self._under: tuple[str, ...] = ()
        self._following: Callable[[], str | None] | None = None
        self._state, self._wrong, self._busy = "", False, ""
        self._found: tuple[Stretch, ...] = ()
        self._in_held: dict[int, tuple[Stretch, ...]] = {}
        self._looking: Timer | None = None

    @classmethod
    def on(cls, screen: Screen[Any]) -> WritingPlace:
        """Return a screen's own, which is laid out when it is wanted for the first time."""
        found = next(iter(screen.query(cls)), None)
        if found is None:
            found = cls()
            screen.mount(found)
            found._capture.area.wanted = lambda: found.writing is not None
            found.mount(found._capture)
            found._capture.lay_out()  # at once: what is typed next is for it
        return found

    @property
    def writing(self) -> Writing | None:
        """What is written here now."""
        return self._writing

    # Opening and closing --------------------------------------------------------------------------------------------

    def open_new(self, indicator: str = "", *, following: Callable[[], str | None] | None = None) -> None:
        """Write a piece for an indicator, or a jotting. Raises ReadOnly.

        `following()` chooses the indicator that comes next and returns it: '' for another jotting, None for no more.
        """
        if self._writing is not None and self._writing.key == (f"{EVIDENCE}{indicator}" if indicator else JOTTING):
            self._capture.area.focus()
            return
        self._open(*self._begun(lambda: self.capturing.begin(indicator)), following)

    def open_piece(self, piece: str) -> None:
        """Change a piece's note. Raises ReadOnly, UnknownName."""
        self._open(*self._begun(lambda: self.capturing.change(piece)), None)

    def _begun(self, begin: Callable[[], tuple[Writing, str]]) -> tuple[Writing, str]:
        if self._writing is not None:
            self.capturing.park(self._writing, self._capture.area.whole())
            self._writing = None
        return begin()

    def _open(self, writing: Writing, text: str, following: Callable[[], str | None] | None) -> None:
        self._writing, self._following = writing, following
        self._state, self._wrong, self._busy = ("draft kept" if text and not writing.piece else ""), False, ""
        area = self._capture.area
        area.put_whole(text)
        self.look()
        if not self.has_class("-open"):
            self._back = self.screen.focused
            foot = self.screen.query_one(Foot)
            self._under, foot.parts = foot.parts, ("capture",)
            foot.redraw()
        self.add_class("-open")
        self.screen.add_class("-writing")
        area.focus()
        self._capture.fit_rows()
        self._capture.redraw()

    def _close(self) -> None:
        self._writing = None
        self.remove_class("-open")
        self.screen.remove_class("-writing")
        foot = self.screen.query_one(Foot)
        foot.parts = self._under
        foot.redraw()
        if self._back is not None and self._back.is_attached:
            self._back.focus()

    # What is shown --------------------------------------------------------------------------------------------------

    def _head(self, width: int) -> Line:
        writing = self._writing
        if writing is None:
            return ()
        kinds, framework = self.capturing.kinds, self.sitting.framework
        alone = writing.indicators[0] if len(writing.indicators) == 1 else ""
        head = Head(
            about=writing.indicators,
            title=framework.worded(framework.indicators[alone].title) if alone in framework.indicators else "",
            kind=kinds[writing.kind].title if writing.kind in kinds else writing.kind,
            place=writing.place,
            when=time_in_words(writing.when, moment()),
            state=self._state,
            wrong=self._wrong,
            changing=bool(writing.piece),
        )
        return head_line(head, width, self.app.glyphs)

    def _tail(self, width: int) -> Line:
        writing = self._writing
        if writing is None:
            return ()
        keys = dict(keymap.shown_keys("capture", self.app.settings.keys))
        tail = Tail(
            tags=tags_in(self._capture.area.shown),
            files=tuple(one.name for one in writing.attach),
            found=tuple((one.text, one.says) for one in self._found if not one.part),
            key=keys["capture.blank"],
            busy=self._busy,
        )
        return tail_line(tail, width)

    # While it is typed ----------------------------------------------------------------------------------------------

    def on_written(self, message: Written) -> None:
        """Keep what the text is now, and look it through."""
        message.stop()
        writing, area = self._writing, self._capture.area
        if writing is None:
            return
        text = area.whole()
        kept = self.app.attempt(lambda: self.capturing.typed(writing, text))
        changed = text not in {"", writing.before}
        self._say("draft kept" if kept and changed else "" if kept else "NOT KEPT", wrong=not kept)
        if kept:
            self.screen.query_one(Foot).quiet()
        if len(area.shown) <= _AT_ONCE:
            self.look()
        elif self._looking is None:
            self._looking = self.set_timer(_SOON_S, self.look)
        else:
            self._looking.reset()
        self._capture.redraw()

    def _say(self, state: str, *, wrong: bool) -> None:
        self._state, self._wrong = state, wrong

    def look(self, *, afresh: bool = False) -> None:
        """Look the text and its place through for what looks like a pupil, and mark it."""
        self._looking = None
        if afresh:
            self._in_held.clear()
        area = self._capture.area
        shown = area.shown
        area.mark((one.start, one.end) for one in ic.scan(shown))
        self._found = stretches(shown, self._writing.place if self._writing is not None else "")
        for held in area.held:
            if id(held) in self._in_held:
                self._found += self._in_held[id(held)]
            else:
                self._in_held[id(held)] = ()
                self.run_worker(self._look_through(held))
        self._capture.redraw()

    async def _look_through(self, held: str) -> None:
        """Look a text through that is held aside: a megabyte takes half a second, and nobody waits for it."""
        self._in_held[id(held)] = await asyncio.to_thread(stretches, held)
        if self._writing is not None:
            self.look()

    # What keys do ---------------------------------------------------------------------------------------------------

    async def on_act(self, message: Act) -> None:
        """Do what a key asks for."""
        message.stop()
        await self.act(message.what)

    async def act(self, what: str) -> None:
        """Do what a key or a letter asks for; nothing while a file is being copied."""
        writing = self._writing
        if writing is None or self._busy:
            return
        if what in {"keep", "keep_on"}:
            await self._keep(writing, go_on=what == "keep_on")
        else:
            getattr(self, f"_act_{what}")(writing)

    async def _keep(self, writing: Writing, *, go_on: bool) -> None:
        text = self._capture.area.whole()
        if not text.strip() and not writing.attach:
            if self.app.attempt(lambda: self.capturing.park(writing, "")):
                self._close()
                self.app.say("Nothing was written down.")
            return
        made: list[ic.Evidence] = []
        if await self._written_down(writing, text, made):
            following = self._following
            self.app.attempt(lambda: self.capturing.kept(writing, made[0]))
            if not go_on or following is None:
                self._close()
                return
            self._writing = None
            after = following()
            if after is None or not self.app.attempt(lambda: self.open_new(after, following=following)):
                self._close()

    async def _written_down(self, writing: Writing, text: str, made: list[ic.Evidence]) -> bool:
        """Keep the piece; a file that goes with it is copied in a thread, and keys wait until it is there."""
        if not writing.attach:
            return self.app.attempt(lambda: made.append(self.capturing.keep(writing, text)))
        area = self._capture.area
        self._busy, area.read_only = f"Copying {ic.listed([one.name for one in writing.attach])} …", True
        self._capture.redraw()
        try:
            made.append(await asyncio.to_thread(self.capturing.keep, writing, text))
        except ic.InclusionError as refused:
            self.app.say_wrong(str(refused))
        finally:
            self._busy, area.read_only = "", False
            self._capture.redraw()
        return bool(made)

    def _act_new_line(self, _: Writing) -> None:
        self._capture.area.new_line()

    def _act_park(self, writing: Writing) -> None:
        text = self._capture.area.whole()
        self._close()
        if self.app.attempt(lambda: self.capturing.park(writing, text)) and text.strip() and text != writing.before:
            where = "E" if writing.key == JOTTING else "e"
            self.app.say(f"Not sent, and kept as a draft. {where} goes on with it.")

    def _act_let_go(self, writing: Writing) -> None:
        text = self._capture.area.whole()
        self._close()
        if self.app.attempt(lambda: self.capturing.let_go(writing, text)):
            self.app.say("Let go. z brings it back." if text.strip() else "Nothing was written down.")
