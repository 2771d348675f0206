"""Keys that come faster than screens change: each waits until what the one before it opened is there to take it.

Textual hands a key to whatever has the focus at that moment. Over a slow line several keys arrive at once, and `/oap`
would judge and open things instead of finding them. So a key that may move the focus or the screen holds the next ones
back until everything it set going has settled: a token follows it through the queues of the widgets concerned. Keys
that change neither (levels, moves, letters that are typed) are handed on at once.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from textual.widget import Widget

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Collection

    from textual import events
    from textual.app import App
    from textual.dom import DOMNode
    from textual.timer import Timer

PATIENCE_S = 2.0
"""Seconds after which keys are handed on although nothing settles any more: it may hang, and people may leave."""

HOLD_S = 2.0
"""Seconds that keys wait, at the most, for what is being read or written beside the screen."""

_LOOKS = 10
"""How often it is looked, in the time of patience, whether the token went on. A clock alone would take a slow machine
for one that hangs: a look comes only after the loop has turned, and each step of the token begins the count anew."""

_LEAVING = frozenset({"escape", "ctrl+q"})

_HOPS = 2
"""How often the token goes round: opening a page takes the app, the page, and the app again for the focus."""


class TypeAhead:
    """Holds keys back while the screen changes.

    `hand_on` is what Textual does with a key. `steady()` gives the keys that never change focus or screen outside of a
    text; `typing()` says whether a text has the focus; `say` says a sentence to people. `handed_on` counts the keys
    that were handed on.
    """

    def __init__(
        self,
        app: App[int],
        hand_on: Callable[[events.Event], Awaitable[None]],
        *,
        steady: Callable[[], Collection[str]],
        typing: Callable[[], bool],
        say: Callable[[str], object] = lambda _: None,
    ) -> None:
        self._app, self._hand_on, self._say = app, hand_on, say
        self._steady, self._typing = steady, typing
        self._waiting: deque[events.Event] = deque()
        self._settling = False
        self._holding: dict[object, bool] = {}  # for what, and whether letters go on into a text meanwhile
        self._for_a_while: set[object] = set()
        self._turn = self._looked = 0
        self._at: DOMNode | None = None  # where the token is, None for the app itself
        self._ahead: tuple[list[DOMNode], int] = ([], 0)  # and where it goes from there
        self.handed_on = 0
        self._patience: Timer | None = None

    async def take(self, event: events.Key | events.Paste) -> None:
        """Hand a key on, or keep it until what came before it has settled."""
        self._waiting.append(event)
        await self._hand_on_what_waits()

    def hold(self, why: object, *, letters: bool = False, most_s: float | None = None) -> None:
        """Keep whatever comes until `release` is called for the same reason: it cannot be taken yet.

        `letters` go on into the text that has the focus, where one has. After `most_s` seconds nothing is kept for
        this reason any more: keys are let go, for what they were meant for never came. A key that leaves waits for no
        such thing, unless others wait before it.
        """
        self._holding[why] = letters
        if most_s is not None:
            self._for_a_while.add(why)
            self._app.set_timer(most_s, lambda: self._run_out(why))

    def _run_out(self, why: object) -> None:
        if why not in self._holding:
            return
        leaving = [one for one in self._waiting if getattr(one, "key", "") in _LEAVING]
        let_go = len(self._waiting) - len(leaving)
        self._waiting = deque(leaving)
        self.release(why)
        if let_go:
            self._say("This is not read yet, and what you typed for it was let go. A moment, and then again.")

    def release(self, why: object) -> None:
        """Hand on what was kept when the screen that is shown now has settled, where nothing else holds it."""
        self._holding.pop(why, None)
        self._for_a_while.discard(why)
        if self._app.screen_stack:
            self._settle(self._app.screen)

    def forget(self) -> None:
        """Let go of what waits: it was not typed for what has come up now, and what it would do there counts."""
        self._waiting.clear()

    def since(self, handed_on: int) -> bool:
        """Say whether a key came since so many were handed on: then somebody is at work on what is shown."""
        return self.handed_on != handed_on or bool(self._waiting)

    @property
    def keeps_back(self) -> bool:
        """Whether keys wait for what came before them to settle, and nothing else holds them."""
        return bool(self._waiting) and not self._holding

    async def _hand_on_what_waits(self) -> None:
        while self._waiting and not self._settling and self._is_for_now(self._waiting[0]):
            following = self._waiting.popleft()
            self.handed_on += 1
            unsettling = self._unsettles(following)
            target = self._app.focused or self._app.screen
            await self._hand_on(following)
            if unsettling:
                self._settle(target)

    def _is_for_now(self, event: events.Event) -> bool:
        if not self._holding or (getattr(event, "key", "") in _LEAVING and self._for_a_while.issuperset(self._holding)):
            return True
        letter = getattr(event, "key", None) is None or getattr(event, "is_printable", False)  # a paste has no key
        return letter and all(self._holding.values()) and self._typing()

    def _unsettles(self, event: events.Event) -> bool:
        key = getattr(event, "key", None)
        if key is None:  # a paste
            return False
        if self._typing():
            return not getattr(event, "is_printable", False)
        return key not in self._steady()

    def _settle(self, target: DOMNode) -> None:
        self._settling = True
        self._turn += 1
        self._look_soon(self._turn)
        self._follow([one for one in target.ancestors_with_self if isinstance(one, Widget)], _HOPS, self._turn)

    def _follow(self, nodes: list[DOMNode], hops: int, turn: int) -> None:
        """Send the token on, to the next of these that is there, else to the app and round again."""
        if turn != self._turn:
            return
        self._looked = 0
        while nodes:
            node = nodes.pop(0)
            self._at, self._ahead = node, (nodes, hops)
            if node.is_attached and node.call_later(self._follow, nodes, hops, turn):
                return
        self._at = None
        if hops:
            self._app.call_later(self._go_round, hops - 1, turn)
        else:
            self._app.call_later(self._settled, turn)

    def _go_round(self, hops: int, turn: int) -> None:
        self._follow([self._app.focused or self._app.screen, self._app.screen], hops, turn)

    async def _settled(self, turn: int) -> None:
        if turn == self._turn and self._settling:
            self._settling = False
            if self._patience is not None:
                self._patience.stop()
            await self._hand_on_what_waits()

    def _look_soon(self, turn: int) -> None:
        """Look in a moment whether the token has gone on. One look follows the other, so that none of them pile up."""
        if self._patience is not None:
            self._patience.stop()
        self._patience = self._app.set_timer(PATIENCE_S / _LOOKS, lambda: self._look(turn))

    async def _look(self, turn: int) -> None:
        self._looked += 1
        if turn != self._turn or not self._settling:
            return
        if self._looked >= _LOOKS:
            await self._settled(turn)
            return
        if self._at is not None and not self._at.is_attached:  # gone, and the token with it
            self._turn += 1
            self._follow(*self._ahead, self._turn)
        self._look_soon(self._turn)
