"""Texts that were typed and not sent: a row for each, and what each was for in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import inclusion_core as ic
from inclusion_tui.notes.waiting import (
    ACTION,
    BECAUSE,
    CANVAS,
    ENQUIRY,
    EVIDENCE,
    FINDING,
    JOTTING,
    MEANS,
    NOTE,
    PRACTICE,
    QUESTION,
    REQUEST,
)
from inclusion_tui.notes.when import time_in_words
from inclusion_tui.render.heading import voice_words
from inclusion_tui.render.line import fit, padded, text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from inclusion_tui.render.line import Line

_FOR, _WHEN = 26, 17
_PURPOSES = (
    (JOTTING, "a jotting", False),
    (NOTE, "a note changed", False),
    (QUESTION, "a line of enquiry changed", False),
    (FINDING, "a line's finding", False),
    (CANVAS, "a part of a canvas", False),
    (f"{ACTION}a-", "an action changed", False),
    (MEANS, "what an action takes", False),
    (PRACTICE, "a practice card", False),
    (REQUEST, "what another school is asked", False),
    (EVIDENCE, "evidence", True),
    (ENQUIRY, "line of enquiry", True),
    (ACTION, "action", True),
)
"""How keys begin, what their texts are for, and whether what follows names an indicator."""


def purpose(key: str, people: Mapping[str, ic.Person]) -> str:
    """Return what a draft was typed for, in words.

    >>> purpose("evidence U4", {}), purpose("because peer:ak-7f3 U4@send", {}), purpose("jotting", {})
    ('U4 evidence', 'U4@send because, peer ak-7f3', 'a jotting')
    >>> purpose("note e-1n4k2q7c9x0z", {}), purpose("action U9", {}), purpose("something else", {})
    ('a note changed', 'U9 action', 'something else')
    """
    if key.startswith(BECAUSE):
        voice, _, cell = key.removeprefix(BECAUSE).partition(" ")
        return f"{cell} because, {voice_words(voice, people)}"
    for begins, words, named in _PURPOSES:
        if key.startswith(begins):
            return f"{key.removeprefix(begins)} {words}".strip() if named else words
    return text(key)


def draft_line(draft: ic.Draft, now: dt.datetime, people: Mapping[str, ic.Person], width: int) -> Line:
    """Return a draft's row: what it was for, when it was typed last, why it must stay, how it begins."""
    what = padded(purpose(draft.key, people), min(_FOR, max(width // 3, 8)))
    fits: Line = () if draft.fits else (("other text  ", "warn"),)
    fits = (("in another window  ", "warn"),) if draft.held else fits
    begins = ic.clipped(text(draft.text[:400]), max(width, 1))
    when = padded(time_in_words(draft.at, now), _WHEN)
    return fit(((f" {what} ", "strong"), (f"{when} ", "dim"), *fits, (begins, "")), width)


def draft_note(draft: ic.Draft) -> str:
    """Return what is to be known before a draft is taken up."""
    if draft.fits and draft.held:
        return "Another window of this program is at work on it. Once that is closed, enter goes on with it here."
    if draft.fits:
        return "Enter goes on with it where it belongs."
    return (
        "It was typed for another text of the framework, or another review. It can be read and copied (c); it is never "
        "put anywhere by itself."
    )
