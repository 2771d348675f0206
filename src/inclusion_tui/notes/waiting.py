"""Texts that were typed and not sent: this sitting's own, and what earlier ones left on this device.

Every change of a text goes to the drafts file at once (`Session.draft`), under the key that says what it is for:
`evidence U4`, `because self U4`, `jotting`, `note e-1n4…`. What fits is offered where it belongs; what was typed for
another text of the framework, or another review, is only ever shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import inclusion_core as ic

if TYPE_CHECKING:
    from collections.abc import Callable

EVIDENCE = "evidence "
"""The beginning of the key of evidence for an indicator; the plain conversation of the command line has the same."""

JOTTING = "jotting"
"""The key of a jotting that is filed nowhere yet."""

BECAUSE, NOTE, ENQUIRY, ACTION = "because ", "note ", "enquiry ", "action "
"""The beginnings of other keys: a reason (voice and cell follow), a note that is changed, a line, an action.

A new line or action names its indicator, or nothing; an action that is changed names itself.
"""

QUESTION, FINDING = "question ", "finding "
"""The beginnings of keys of what a line of enquiry that is there asks, and of what was found."""

CANVAS, MEANS = "canvas-", "means "
"""The beginnings of keys of a part of a line's canvas (part and line follow), and of what an action takes."""

PRACTICE, REQUEST = "practice ", "request "
"""The beginnings of keys of a practice card and of what another school is asked; one that is there names itself."""

_GONE = "This text was sent or let go in another window of this program."
_LETTERS = ((EVIDENCE, "e"), (BECAUSE, "b"), (ENQUIRY, "f"), (ACTION, "a"))


def indicator_in(key: str) -> str:
    """Return the indicator that a draft's key names, or what stands in its place.

    >>> indicator_in("evidence U4"), indicator_in("because peer:ak-7f3 U4@send"), indicator_in("jotting")
    ('U4', 'U4', '')
    """
    return key.rpartition(" ")[2].partition("@")[0] if " " in key else ""


def _nothing(*_: object) -> None:
    """Do nothing."""


class Waiting:
    """The texts that wait in one review. `flush` is called after each keystroke that was kept, `tell` with what to say.

    `let_go` is the key and the text that were let go last, until something else is changed. `unkept` are the keys of
    texts that the disk refused: they are here as long as the program runs.
    """

    def __init__(self, session: ic.Session) -> None:
        self._session = session
        self._mine: dict[str, str] = {}
        self._left: list[ic.Draft] | None = None
        self._taken: dict[str, set[str]] = {}
        self.unkept: set[str] = set()
        self._warned_of: dict[str, str] = {}
        self.flush: Callable[[], None] = _nothing
        self.tell: Callable[[str], object] = _nothing
        self.let_go: tuple[str, str] | None = None

    def left(self) -> tuple[ic.Draft, ...]:
        """Return what earlier sittings left and nobody took up in this one, the newest last. Raises StorageFailed.

        The file is read once. Those on which another window is at work are among them, and say so.
        """
        if self._left is None:
            self._left = list(self._session.drafts())
        return tuple(one for one in self._left if one.stream not in self._taken.get(one.key, ()))

    def look_again(self) -> None:
        """Read afresh what others left: another window may have been closed, or have sent something, since."""
        self._left = None

    def fitting(self, key: str) -> ic.Draft | None:
        """Return the newest text that earlier sittings left for this key, that fits and is free, None for none."""
        return next((one for one in reversed(self.left()) if one.key == key and one.fits and not one.held), None)

    def text(self, key: str) -> str:
        """Return the text that waits under a key, this sitting's own before any other; empty for none."""
        mine = self._mine.get(key)
        if mine:
            return mine
        found = self.fitting(key)
        return found.text if found is not None else ""

    def keys_for(self, indicator: str, because: str) -> str:
        """Return the keys that go on with texts that wait for an indicator, such as `e b`; empty for none.

        `because` is the draft's key of the one reason that `b` would go on with.
        """
        waiting = [key for key, text in self._mine.items() if text] + [
            one.key for one in self.left() if one.fits and not one.held
        ]
        here = [
            key for key in waiting if (key == because if key.startswith(BECAUSE) else indicator_in(key) == indicator)
        ]
        return " ".join(letter for begins, letter in _LETTERS if any(key.startswith(begins) for key in here))

    def put(self, key: str, text: str) -> None:
        """Keep what a text is now. Raises what `Session.draft` raises; then it is kept here alone."""
        if text == self._mine.get(key, "") and key not in self.unkept:
            return
        self._mine[key] = text
        self.unkept.add(key)
        self._session.draft(key, text)
        self.unkept.discard(key)
        self.flush()

    def try_again(self) -> None:
        """Try to keep what the disk refused. Raises what `Session.draft` raises."""
        for key in tuple(self.unkept):
            self.put(key, self._mine.get(key, ""))

    def would_be_lost(self) -> str:
        """Return in a sentence what is lost if the program ends now, empty for nothing. The same is said only once.

        Tries to keep it first.
        """
        try:
            self.try_again()
        except ic.InclusionError as refused:
            lost = {key: self._mine.get(key, "") for key in self.unkept}
            if lost == self._warned_of:
                return ""
            self._warned_of = lost
            what, it = ("a text that you typed", "it") if len(self.unkept) == 1 else ("texts that you typed", "them")
            return f"This would lose {what}; the same again goes on without {it}. {refused}"
        return ""

    def take_up(self, key: str, stream: str = "") -> str:
        """Go on with what an earlier sitting left: it is this one's from now on. Returns the text, empty for none.

        Where something is typed there already, it is put below that. The earlier copy goes when the text is sent or
        let go, not before. Raises NotAllowed where another window is at work on the `stream`'s, or it is gone; without
        a `stream` that is only told.
        """
        if self._mine.get(key) and not stream:
            return self._mine[key]
        found = self.fitting(key) if not stream else self._one(key, stream)
        if found is None or not found.fits:
            return ""
        try:
            now = self._session.take_draft(key, found.stream)
            if now is None:
                raise ic.NotAllowed(_GONE)  # noqa: TRY301  told or raised below, as the other
        except ic.NotAllowed as refused:
            self.look_again()
            if stream:
                raise
            self.tell(str(refused))
            return ""
        found = now
        mine, taken = self._mine.get(key, ""), self._taken.setdefault(key, set())
        text = f"{mine}\n{found.text}" if mine and found.stream not in taken else found.text
        self.put(key, text)
        taken.add(found.stream)
        return text

    def _one(self, key: str, stream: str) -> ic.Draft | None:
        return next((one for one in self.left() if (one.key, one.stream) == (key, stream)), None)

    def done(self, key: str) -> None:
        """Let the text under a key go: it was sent. What others left under the same key and nobody took up stays."""
        self.unkept.discard(key)
        if self._mine.pop(key, None) is not None:
            self._session.drop_draft(key, stream=self._session.draft_stream)
        for stream in self._taken.pop(key, set()):
            self._drop(key, stream)

    def drop(self, draft: ic.Draft) -> None:
        """Let go of what an earlier sitting left, for good."""
        self._drop(draft.key, draft.stream)

    def _drop(self, key: str, stream: str) -> None:
        self._session.drop_draft(key, stream=stream)
        self._left = [one for one in self._left or () if (one.key, one.stream) != (key, stream)]

    def blanked(self, change: Callable[[str], str]) -> None:
        """Change every text that is held here as the files were changed; what earlier sittings left is read afresh."""
        self._mine = {key: change(text) for key, text in self._mine.items()}
        self._left = None
        if self.let_go is not None:
            self.let_go = (self.let_go[0], change(self.let_go[1]))
