"""Whose judgements there are, with how many each has given: the lines of the menu that lets another voice judge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from inclusion_tui.render.heading import voice_words
from inclusion_tui.render.line import apart, padded, text
from inclusion_tui.render.why import share

if TYPE_CHECKING:
    from collections.abc import Mapping

    import inclusion_core as ic
    from inclusion_tui.render.line import Line


@frozen
class Voice:
    """A voice that may judge: its key in the menu, and how many it judged of how many; None where that is not shown."""

    id: str
    letter: str
    counts: tuple[int, int] | None = None
    here: bool = False
    you: bool = False


def voice_line(one: Voice, people: Mapping[str, ic.Person], width: int) -> Line:
    """Return a voice's line: its letter, whose it is, and how far it is."""
    notes = [word for word, true in (("you", one.you), ("judging now", one.here)) if true]
    name = voice_words(one.id, people) + (f" ({', '.join(notes)})" if notes else "")
    if one.counts is None:
        right = "not shown to reviewers"
    elif not one.counts[0]:
        right = "nothing judged yet"
    else:
        right = share(*one.counts)
    return apart(
        ((f"  {padded(one.letter, 2)} ", "strong"), (text(name), "level" if one.here else "")),
        ((right, "dim"), (" ", "")),
        width,
    )
