"""What is pasted stays text: an escape sequence inside it is no key.

Textual reads what a terminal sends letter by letter. A sequence in the middle of a paste that it does not know comes
out as keys, before the paste and without its letters in it. tmux pastes escape characters as they are, so that text
copied with its colours would judge indicators, leave pages, and lose words on its way into a note.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from textual._xterm_parser import XTermParser
from textual.events import Paste

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.message import Message

_BEGIN, _END, _ESCAPE = "\x1b[200~", "\x1b[201~", "\x1b"
_STAND_IN = "\uffff"  # no character, so that no text has it
_END_TORN = re.compile(r"\x1b(\[(2(0(1)?)?)?)?\Z")


class PasteParser(XTermParser):
    """Textual's parser, with the escape characters of a paste hidden from it until the paste is whole."""

    def __init__(self, debug: bool = False) -> None:  # noqa: FBT001, FBT002  Textual's own shape
        super().__init__(debug)
        self._pasting = False
        self._before = self._torn = ""

    def feed(self, data: str) -> Iterable[Message]:
        """Yield what the terminal told. The beginning and the end of a paste may come in pieces."""
        if not data:
            yield from super().feed(data)
            return
        data, self._torn = self._torn + data, ""
        while data:
            if self._pasting:
                now, data = self._in_paste(data)
            else:
                now, data = self._outside(data)
            if now:
                yield from map(self._whole, super().feed(now))

    def _outside(self, data: str) -> tuple[str, str]:
        """Return what comes before a paste begins, with its beginning, and the rest."""
        seen = self._before + data
        at = seen.find(_BEGIN)
        if at < 0:
            self._before = seen[1 - len(_BEGIN) :]
            return data, ""
        self._pasting, cut = True, at + len(_BEGIN) - len(self._before)
        self._before = ""
        return data[:cut], data[cut:]

    def _in_paste(self, data: str) -> tuple[str, str]:
        """Return what belongs to a paste, hidden, and the rest; an end that is torn waits for its other piece."""
        at = data.find(_END)
        if at >= 0:
            self._pasting = False
            return data[:at].replace(_ESCAPE, _STAND_IN) + _END, data[at + len(_END) :]
        torn = _END_TORN.search(data)
        if torn is not None:
            data, self._torn = data[: torn.start()], data[torn.start() :]
        return data.replace(_ESCAPE, _STAND_IN), ""

    @staticmethod
    def _whole(told: Message) -> Message:
        if isinstance(told, Paste):
            told.text = told.text.replace(_STAND_IN, _ESCAPE)
        return told
