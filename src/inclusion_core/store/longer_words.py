"""The longer words that a text to blank stands inside: said before they are cut up, quoted only where that may be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inclusion_core.errors import InsideWords
from inclusion_core.store.files import KEPT_FOLDER
from inclusion_core.store.problems import shortened

if TYPE_CHECKING:
    from pathlib import Path

SEALED = "\0"
"""Stands for a longer word that is not quoted: it is in what two people keep to themselves."""

_MOST_LONGER = 3


def is_sealed(path: Path) -> bool:
    """Say whether a file holds what two people keep to themselves, such as hopes that are not revealed."""
    folder = path.parent.parent if path.parent.name == KEPT_FOLDER else path.parent
    return folder.name == "together"


def refuse_longer_words(text: str, longer: list[str]) -> None:
    """Refuse to cut letters out of words that are not meant: what 'John' was could never be told again."""
    if not longer:
        return
    found = tuple(one for one in dict.fromkeys(longer) if one != SEALED)
    shown = ", ".join(f"'{shortened(one)}'" for one in found[:_MOST_LONGER]) + (
        ", …" if len(found) > _MOST_LONGER else ""
    )
    if SEALED in longer:
        shown += f"{', ' if shown else ''}some that a SENCO and a leader keep to themselves, which are not quoted"
    times = "once" if len(longer) == 1 else f"{len(longer):,} times"
    raise InsideWords(
        f"'{shortened(text)}' stands {times} inside longer words ({shown}), and blanking would cut those up for "
        "good. Nothing was changed. Give more of what stands around it, or add --inside-words if that is wanted.",
        found[:_MOST_LONGER],
    )
