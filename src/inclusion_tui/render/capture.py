"""The lines around a note that is being written: what it will be, and what of it looks like a pupil."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import frozen

import inclusion_core as ic
from inclusion_tui.render.line import apart, fit, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inclusion_tui.render.glyphs import Glyphs
    from inclusion_tui.render.line import Line, Part


@frozen
class Head:
    """What the head of a note says.

    `about` are the indicators, empty for a jotting; `title` is the one indicator's own, where there is one. `when` and
    `kind` are in words. `state` is what became of the draft, `wrong` whether that is bad news.
    """

    about: tuple[str, ...]
    title: str
    kind: str
    place: str
    when: str
    state: str = ""
    wrong: bool = False
    changing: bool = False


def head_line(head: Head, width: int, glyphs: Glyphs) -> Line:
    """Return which indicator it is for, its kind, place and time, and at the right what became of the draft.

    Where there is room, the indicator's title stands last: it is cut first.
    """
    about = " ".join(head.about) if head.about else "Jotting, to be filed later"
    parts: list[Part] = [(f" {glyphs.reason} ", "mark"), (text(about), "strong")]
    if head.changing:
        parts.append((" (changing)", "dim"))
    for words in (head.kind, head.place, head.when):
        if words:
            parts += [(f" {glyphs.none} ", "dim"), (text(words), "")]
    if head.title:
        parts.append((f"  {text(head.title)}", "dim"))
    right: Line = ((text(head.state), "warn" if head.wrong else "dim"), (" ", "")) if head.state else ()
    return apart(tuple(parts), right, width)


_SHORT = re.compile(r":| or | beside ")
"""Where the reason for a finding may end in a row that has little room."""


@frozen
class Tail:
    """What stands below a note: `found` are stretches that look like a pupil, each with why, and the key for them."""

    tags: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    found: tuple[tuple[str, str], ...] = ()
    key: str = ""
    busy: str = ""


def tail_line(tail: Tail, width: int) -> Line:
    """Return what looks like a pupil, with the key that takes it out; else tags and files; else nothing."""
    if tail.busy:
        return fit(((f" {text(tail.busy)}", "strong"),), width)
    if tail.found:
        stretch, says = tail.found[0]
        why = _SHORT.split(says.removeprefix("This looks like ").removeprefix("This is ").rstrip("."))[0]
        more = f" (+{len(tail.found) - 1})" if len(tail.found) > 1 else ""
        right: Line = ((f"{tail.key} blanks it{more}", "strong"), (" ", ""))
        left: Line = ((f" A pupil? '{ic.clipped(text(stretch), 30)}'", "warn"), (f" {why}", "warn"))
        return apart(left, right, width)
    parts: list[Part] = [(f" {' '.join(f'#{text(one)}' for one in tail.tags)}", "mark")] if tail.tags else []
    if tail.files:
        parts.append((f" with {ic.listed([text(one) for one in tail.files])}", "dim"))
    return fit(parts, width)


def kind_choices(kinds: Sequence[ic.EvidenceKind]) -> list[tuple[str, str, str]]:
    """Return kinds of evidence for a menu: a digit each, then letters, with what each is for.

    >>> [letter for letter, _, _ in kind_choices(ic.KINDS)]
    ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0']
    """
    letters = "1234567890abcdefhilmnoprstuvwxyz"
    return [
        (
            letters[place] if place < len(letters) else "",
            f"{one.title}: {one.about}" if one.about else one.title,
            one.id,
        )
        for place, one in enumerate(kinds)
    ]
