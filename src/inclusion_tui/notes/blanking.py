"""Blanking from the screens: which stretches of a text may be meant, and what was reached when one was blanked.

The store rewrites the files; what this program itself still holds of them is changed here, so that nothing is written
back. It cannot be undone, and nothing here asks twice: what will go is shown, and the same key again does it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import frozen

import inclusion_core as ic

if TYPE_CHECKING:
    from collections.abc import Iterable

    from inclusion_tui.sitting import Sitting

NOT_REACHED = (
    "Not reached from here: backups, synchronised copies and their earlier versions, copies handed on, and reports "
    "made earlier. Look at those yourself."
)

_PIECE, _OVERLAP = 20_000, 200
_WORD = r"[^\W\d_a-z][\w'\u2019-]*\.?"
_NAME = re.compile(rf"^{_WORD}(?: {_WORD})*(?=\W)(?!\s?\d)|(?<= ){_WORD}(?: {_WORD})*$")


@frozen
class Stretch:
    """A stretch of text that may be blanked, and why it is offered. `part` is true for the name in another stretch."""

    text: str
    says: str
    part: bool = False


def stretches(*texts: str) -> tuple[Stretch, ...]:
    """Return each stretch of these texts that looks like a pupil, once, in their order.

    A long text is looked through piece by piece, so that a thread that does it holds nobody up.

    >>> [one.text for one in stretches("Jamie P (Y5) was calm.", "Jamie P (Y5) again")]
    ['Jamie P (Y5', 'Jamie P']
    """
    wanted: dict[str, Stretch] = {}
    for text in texts:
        for begin in range(0, len(text), _PIECE):
            piece = text[max(begin - _OVERLAP, 0) : begin + _PIECE]
            for one in ic.scan(piece):
                stretch = piece[one.start : one.end]
                wanted.setdefault(stretch, Stretch(stretch, one.says))
                name = _NAME.search(stretch) if one.kind in {"name-and-year", "name-and-need"} else None
                if name and name[0] != stretch:
                    wanted.setdefault(name[0], Stretch(name[0], "the name alone, wherever it stands", part=True))
    return tuple(wanted.values())


def held_back(stops: Iterable[ic.Stop]) -> tuple[Stretch, ...]:
    """Return each stretch that keeps a report from leaving, once, and the name alone where it is in one."""
    wanted: dict[str, Stretch] = {}
    for one in stops:
        wanted.setdefault(one.text, Stretch(one.text, one.says))
        for part in stretches(one.text):
            wanted.setdefault(part.text, part)
    return tuple(wanted.values())


def blank(sitting: Sitting, text: str, *, inside_words: bool = False) -> ic.Blanked:
    """Blank a text in every file of the workspace, for good. It may take a second or more: a thread may do it.

    Raises what `Workspace.blank` raises; then nothing has changed. `settle` must follow, in the screens' own thread.
    """
    return sitting.desk.workspace.blank(text, inside_words=inside_words)


def settle(sitting: Sitting, text: str) -> None:
    """Take a text that was blanked out of everything this program still holds, and read the review afresh."""
    sitting.waiting.blanked(lambda held: ic.blanked(held, text))
    if sitting.capturing is not None:
        sitting.capturing.blanked(lambda held: ic.blanked(held, text))
    sitting.session.refresh()
    sitting.changed()


def told(done: ic.Blanked) -> list[str]:
    """Return what blanking did, and what a person must look at themselves, a sentence each."""
    if done.times:
        places = f"{done.times:,} {'place' if done.times == 1 else 'places'}"
        files = f"{done.files:,} {'file' if done.files == 1 else 'files'}"
        gone = f", with {done.attachments} attached" if done.attachments else ""
        says = [f"Blanked in {places} of {files}{gone}. It cannot be brought back."]
    else:
        says = ["It stands nowhere in the workspace's files."]
    if done.near:
        says.append(f"Written otherwise it still stands there: {ic.listed([ic.one_line(one) for one in done.near])}.")
    if done.near_unquoted:
        says.append("Written otherwise it also stands in what two people keep to themselves; that is not quoted.")
    if done.unsearched:
        files = ic.listed([ic.one_line(one) for one in done.unsearched])
        says.append(f"No text can be looked for in these attachments; look at them: {files}.")
    if done.left:
        left = ic.listed([ic.one_line(one) for one in done.left])
        says.append(f"In the workspace's folder, but not the program's, so not looked into: {left}.")
    return [*says, NOT_REACHED] if done.times else says
