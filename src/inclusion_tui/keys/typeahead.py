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

PATIENCE_S = 0.5
"""Seconds after which keys are handed on although something has not settled: it may hang, and people may leave."""

_HOPS = 2
"""How often the token goes round: opening a page takes the app, the page, and the app again for the focus."""


class TypeAhead:
    """Holds keys back while the screen changes.

    `hand_on` is what Textual does with a key. `steady()` gives the keys that never change focus or screen outside of a
    text; `typing()` says whether a text has the focus. `handed_on` counts the keys that were handed on.
    """

    def __init__(
        self,
        app: App[int],
        hand_on: Callable[[events.Event], Awaitable[None]],
        *,
        steady: Callable[[], Collection[str]],
        typing: Callable[[], bool],
    ) -> None:
        self._app, self._hand_on = app, hand_on
        self._steady, self._typing = steady, typing
        self._waiting: deque[events.Event] = deque()
        self._settling = False
        self._holding: set[str] = set()
        self._turn = 0
        self.handed_on = 0
        self._patience: Timer | None = None

    async def take(self, event: events.Key | events.Paste) -> None:
        """Hand a key on, or keep it until what came before it has settled."""
        self._waiting.append(event)
        await self._hand_on_what_waits()

    def hold(self, why: str) -> None:
        """Keep whatever comes until `release` is called for the same reason: it cannot be taken yet."""
        self._holding.add(why)
        self._settling = True
        self._turn += 1

    def release(self, why: str) -> None:
        """Hand on what was kept when the screen that is shown now has settled, and nothing else holds it."""
        self._holding.discard(why)
        if not self._holding:
            self._settle(self._app.screen)

    def since(self, handed_on: int) -> bool:
        """Say whether a key came since so many were handed on: then somebody is at work on what is shown."""
        return self.handed_on != handed_on or bool(self._waiting)

    @property
    def keeps_back(self) -> bool:
        """Whether keys wait for what came before them to settle, and nothing else holds them."""
        return bool(self._waiting) and not self._holding

    async def _hand_on_what_waits(self) -> None:
        while self._waiting and not self._settling:
            following = self._waiting.popleft()
            self.handed_on += 1
            unsettling = self._unsettles(following)
            target = self._app.focused or self._app.screen
            await self._hand_on(following)
            if unsettling:
                self._settle(target)

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
        turn = self._turn
        if self._patience is not None:
            self._patience.stop()

        async def settled() -> None:
            if turn == self._turn and self._settling:
                self._settling = False
                if self._patience is not None:
                    self._patience.stop()
                await self._hand_on_what_waits()

        def follow(nodes: list[DOMNode], hops: int) -> None:
            while nodes:
                node = nodes.pop(0)
                if node.is_attached and node.call_later(follow, nodes, hops):
                    return
            if hops:
                self._app.call_later(follow, [self._app.focused or self._app.screen, self._app.screen], hops - 1)
            else:
                self._app.call_later(settled)

        self._patience = self._app.set_timer(PATIENCE_S, settled)
        follow([one for one in target.ancestors_with_self if isinstance(one, Widget)], _HOPS)
