"""What takes a while, done beside the screens: in a thread of its own, with how far it is, an outcome and a way out.

The thread ends with the program, whatever it hangs on. It touches no widget: what it has to say comes as messages.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from inclusion_tui.messages import ToldOf, Worked

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.message_pump import MessagePump


class Work:
    """One thing that is being done. `act` is given this, to `tell` how far it is and to look at `cancelled`.

    When it is done `to` is sent `Worked`, with what `act` returned or raised; nothing more after `cancel`.
    """

    def __init__(self, to: MessagePump, about: str, act: Callable[[Work], object]) -> None:
        self.about = about
        self._to, self._act = to, act
        self._cancel = threading.Event()
        self._done: Worked | None = None
        threading.Thread(target=self._run, name=about, daemon=True).start()

    @property
    def cancelled(self) -> bool:
        """Whether nobody waits for it any more."""
        return self._cancel.is_set()

    def sent(self, message: Worked) -> bool:
        """Say whether this is what it answered."""
        return message is self._done

    def cancel(self) -> None:
        """Wait for it no more; an answer that is on its way is not told. What it has written by then stays written."""
        self._cancel.set()
        if self._done is not None:
            self._done.prevent_default().stop()

    def tell(self, says: str) -> None:
        """Say how far it is."""
        if not self.cancelled:
            self._to.post_message(ToldOf(self.about, says))

    def _run(self) -> None:
        try:
            done = self._done = Worked(self.about, self._act(self))
        except Exception as error:  # noqa: BLE001  whoever asked raises it again, where it can be told
            done = self._done = Worked(self.about, None, error)
        if not self.cancelled:
            self._to.post_message(done)
