"""Where a text's first sentence ends, and how wide it stands on a screen, in whatever script it is written.

Screens show the first sentence of a descriptor in 60 columns; the check, the command line and the terminal UI must
agree on where that sentence ends.
"""

from __future__ import annotations

import re
import unicodedata

_ENDS = re.compile(r"[.!?…؟۔।॥።։](?=\s|$)|[。！？｡]")  # noqa: RUF001  other scripts' own marks
"""Ends of sentences: those of most scripts before a space, and those of Chinese and Japanese, which write none."""

_WIDE = "WF"


def first_sentence(text: str) -> str:
    """Return a text as far as its first sentence goes, the whole text where it has no end.

    >>> first_sentence("On paper only. Staff point elsewhere.")
    'On paper only.'
    >>> first_sentence("هل يُرحَّب بكل طفل؟ نعم."), first_sentence("每个房间都有。代课时也有。")
    ('هل يُرحَّب بكل طفل؟', '每个房间都有。')
    """
    end = _ENDS.search(text)
    return text[: end.end()] if end else text


def columns(text: str) -> int:
    """Return how many columns a text takes on a screen: wide characters two, those that join or combine none.

    >>> columns("Secure"), columns("学校"), columns("e\u0301")
    (6, 4, 1)
    """
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.category(mark) in {"Mn", "Me", "Cf"} else 1 + (unicodedata.east_asian_width(mark) in _WIDE)
        for mark in text
    )


def clipped(text: str, room: int) -> str:
    """Return a text cut to so many columns, with an ellipsis where something is left out.

    >>> clipped("Ordinary help is ready", 14), clipped("Ordinary help", 14)
    ('Ordinary help…', 'Ordinary help')
    """
    if columns(text) <= room:
        return text
    taken = ""
    for mark in text:
        if columns(taken + mark) >= room:
            break
        taken += mark
    return taken.rstrip() + "…"
