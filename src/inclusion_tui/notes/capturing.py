"""A piece of evidence while it is being written: what it will be, what sticks from one to the next, and keeping it.

Nothing of Textual in here. The text itself is the widget's; each change of it goes to `Sitting.waiting` at once.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from attrs import define, field

import inclusion_core as ic
from inclusion_tui.notes.waiting import EVIDENCE, JOTTING, NOTE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from inclusion_tui.recent import Recent
    from inclusion_tui.sitting import Sitting

_TAG = re.compile(r"(?<![\w#&/])#([^\W\d_](?:[\w-]{0,39}[^\W_])?)")
_FALLBACK = "observation"
_STUCK_AT = "evidence-at"


def tags_in(text: str) -> tuple[str, ...]:
    """Return the tags of a text: words behind a `#`, beginning with a letter, each once.

    >>> tags_in("Calm start #lesson #pupil-voice, page 3#top, #1 and #Lesson"), tags_in("nothing")
    (('lesson', 'pupil-voice'), ())
    """
    found: dict[str, str] = {}
    for one in _TAG.findall(text):
        found.setdefault(one.casefold(), one)
    return tuple(found.values())


def moment() -> dt.datetime:
    """Return this moment, by the machine's own clock and time zone, in whole seconds as files have it."""
    return dt.datetime.now().astimezone().replace(microsecond=0)


@define
class Writing:
    """What is being written. `key` is its draft's; `piece` is the id of the evidence that is changed, empty for new.

    `at` is when it was seen, None for `began`, when it was begun. `attach` are files that go with it once it is kept.
    """

    key: str
    indicators: tuple[str, ...]
    kind: str
    began: dt.datetime
    place: str = ""
    at: dt.datetime | None = None
    attach: tuple[Path, ...] = ()
    piece: str = ""
    before: str = field(default="", repr=False)

    @property
    def when(self) -> dt.datetime:
        """When it was seen."""
        return self.at or self.began


class Capturing:
    """One sitting's evidence in the making. Kind, place and time stick from one piece to the next.

    Kind and place of the very first are those of this person's last piece in the review, so that nothing of it has to
    be remembered outside of the workspace; a time that was given sticks until the day is over.
    """

    def __init__(self, sitting: Sitting, recent: Recent) -> None:
        self.sitting, self._recent = sitting, recent
        self._parked: dict[str, Writing] = {}
        self._gone: Writing | None = None
        self._kind = self._place = ""
        self._looked = False
        self._in_slot = ""
        at = recent.recall(sitting.session.review.id, _STUCK_AT)
        self._at = _same_day(at, moment())

    # Beginning ------------------------------------------------------------------------------------------------------

    def begin(self, indicator: str = "") -> tuple[Writing, str]:
        """Begin a piece for an indicator, or a jotting; return it, and the text that waits there. Raises ReadOnly."""
        self.sitting.refuse_read_only()
        key = f"{EVIDENCE}{indicator}" if indicator else JOTTING
        waiting = self.sitting.waiting
        left = waiting.fitting(key)
        text = waiting.take_up(key)
        if key in self._parked:
            return self._parked.pop(key), text
        self._look_back()
        self._look_at_the_day(indicator)
        kind = self._kind or self._asked_for(indicator)
        began = left.at.astimezone() if text and left is not None and left.text == text else moment()
        about = (indicator,) if indicator else ()
        return Writing(key, about, kind, began, self._place, self._at), text

    def change(self, piece: str) -> tuple[Writing, str]:
        """Begin to change a piece's note; return it, and the text. Raises ReadOnly, and UnknownName for no such."""
        self.sitting.refuse_read_only()
        one = self.sitting.session.evidence.get(piece)
        if one is None:
            raise ic.UnknownName("piece of evidence", piece)
        key = f"{NOTE}{piece}"
        text = self.sitting.waiting.take_up(key) or one.note
        return Writing(key, one.indicators, one.kind, one.at, one.place, one.at, (), piece, one.note), text

    def _look_back(self) -> None:
        """Take kind and place from this person's last piece, once."""
        if self._looked:
            return
        self._looked = True
        session = self.sitting.session
        mine = next((one for one in reversed(tuple(session.evidence.values())) if one.by == session.me.id), None)
        if mine is not None and not self._kind:
            self._kind, self._place = mine.kind, mine.place

    def _look_at_the_day(self, indicator: str) -> None:
        """Take kind and place from the slot that has begun since the last piece, in place of what stuck until then."""
        sitting = self.sitting
        if not sitting.session.timetable:
            return
        person = sitting.voice.removeprefix("peer:") if sitting.voice.startswith("peer:") else sitting.session.me.id
        asked = sitting.framework.indicators[indicator].evidence if indicator else ()
        found = ic.seen_in(sitting.session.timetable.values(), moment(), person=person, asked=asked)
        if found is not None and found.slot.id != self._in_slot:
            self._in_slot, self._place, self._at = found.slot.id, found.place, None
            self._kind = found.kind if found.kind in self.kinds else self._kind

    def _asked_for(self, indicator: str) -> str:
        """Return what a first piece is: something seen, in the way that the indicator asks for it.

        Never figures or what somebody said: a kind that nobody chose must not count for what was not done.
        """
        asked = self.sitting.framework.indicators[indicator].evidence if indicator else ()
        seen = (one for one in asked if one in self.kinds and self.kinds[one].counted == _FALLBACK)
        return next(seen, _FALLBACK)

    @property
    def kinds(self) -> Mapping[str, ic.EvidenceKind]:
        """The kinds to choose from, ours first and in their order, so that each keeps its place in a menu."""
        known = self.sitting.kinds
        ours = {one.id: one for one in ic.KINDS}
        return {**ours, **{name: one for name, one in sorted(known.items()) if name not in ours}}

    # While it is written --------------------------------------------------------------------------------------------

    def typed(self, writing: Writing, text: str) -> None:
        """Keep what the text is now, as a draft. Raises what `Session.draft` raises."""
        if text or writing.piece or self.sitting.waiting.text(writing.key):
            self.sitting.waiting.put(writing.key, text)

    def stick(self, writing: Writing) -> None:
        """Let what was chosen for a piece hold for the next one as well."""
        if writing.piece:
            return
        self._looked = True
        self._kind, self._place, self._at = writing.kind, writing.place, writing.at
        at = writing.at.isoformat() if writing.at is not None else ""
        self._recent.remember(self.sitting.session.review.id, _STUCK_AT, at)

    def park(self, writing: Writing, text: str) -> None:
        """Leave it: what was typed waits, with what was chosen for it."""
        if text.strip() and text != writing.before:
            self._parked[writing.key] = writing
        else:
            self._parked.pop(writing.key, None)
            self.sitting.waiting.done(writing.key)
        self._tell(writing.indicators)

    def let_go(self, writing: Writing, text: str) -> None:
        """Let it go. `bring_back` has it again, as long as nothing else was changed."""
        self.sitting.waiting.done(writing.key)
        self.sitting.waiting.let_go = (writing.key, text)
        self._gone = writing
        self._tell(writing.indicators)

    def bring_back(self) -> str:
        """Let what was let go last wait again, and return its key; empty where there is none."""
        waiting = self.sitting.waiting
        if waiting.let_go is None:
            return ""
        key, text = waiting.let_go
        waiting.put(key, text)
        waiting.let_go = None
        if self._gone is not None and self._gone.key == key:
            self._parked[key] = self._gone
        return key

    def _tell(self, indicators: Iterable[str]) -> None:
        self.sitting.changed(indicators)

    # Keeping --------------------------------------------------------------------------------------------------------

    def keep(self, writing: Writing, text: str) -> ic.Evidence:
        """Keep the piece: the journal has it when this returns. Raises what `Session.add_evidence` raises.

        Its draft stays where it is refused. Files that go with it are copied here, so a thread may do it.
        """
        session = self.sitting.session
        note = text.strip()
        if writing.piece:
            there = session.evidence.get(writing.piece)
            tags = there.tags if there is not None else ()
            return session.change_evidence(
                writing.piece, kind=writing.kind, note=note, indicators=writing.indicators, place=writing.place,
                at=writing.when, tags=_tags_after(tags, writing.before, note), attach=writing.attach,
            )  # fmt: skip
        return session.add_evidence(
            writing.kind, note, indicators=writing.indicators, place=writing.place, at=writing.when,
            tags=tags_in(note), attach=writing.attach,
        )  # fmt: skip

    def kept(self, writing: Writing, made: ic.Evidence) -> str:
        """Let kind, place and time stick, tell the others, let the draft go, and return a sentence.

        Raises what `Session.drop_draft` raises; then the draft is offered once more, and the piece is kept.
        """
        self._parked.pop(writing.key, None)
        self.stick(writing)
        kind = self.kinds[made.kind].title if made.kind in self.kinds else made.kind
        about = f"for {ic.listed(made.indicators)}" if made.indicators else "a jotting, not filed yet"
        says = f"{'Changed' if writing.piece else 'Kept'}: {kind}, {about}."
        try:
            self.sitting.waiting.done(writing.key)
        finally:
            self.sitting.changed(made.indicators, says)
        return says

    def blanked(self, change: Callable[[str], str]) -> None:
        """Change what was chosen for pieces that wait as the files were changed."""
        self._place = change(self._place)
        for one in (*self._parked.values(), *([self._gone] if self._gone is not None else [])):
            one.place, one.before = change(one.place), change(one.before)


def _tags_after(tags: tuple[str, ...], before: str, after: str) -> tuple[str, ...]:
    """Return a piece's tags after its note was changed: those given beside the note stay."""
    from_note = {one.casefold() for one in tags_in(before)}
    beside = [one for one in tags if one.casefold() not in from_note]
    known = {one.casefold() for one in beside}
    return (*beside, *(one for one in tags_in(after) if one.casefold() not in known))


def _same_day(given: str, now: dt.datetime) -> dt.datetime | None:
    """Return a moment that was remembered, as long as it is of today."""
    try:
        at = dt.datetime.fromisoformat(given).astimezone()
    except ValueError:
        return None
    return at if at.date() == now.date() and at <= now else None
