"""Where somebody was: the review, the voice and the indicator last worked on, so that one key goes on with it.

A small JSON file in the user's own folder for such things (`$INCLUSION_SETTINGS` in its place where that is set). It
holds ids only, no text that anybody typed, and losing it loses nothing but the place.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import inclusion_core as ic

if TYPE_CHECKING:
    from inclusion_tui.sitting import Sitting

_MOST_KEPT = 200


def state_folder() -> Path:
    """Return the folder for what is remembered and for logs; it need not exist."""
    named = os.environ.get("INCLUSION_SETTINGS")
    if named:
        return Path(named).expanduser()
    from platformdirs import user_state_path  # noqa: PLC0415  8 ms that a named folder saves

    return user_state_path("inclusion", appauthor=False)


class Recent:
    """The places somebody was at in one workspace, by review. `keep` writes them down."""

    def __init__(self, folder: Path, workspace: Path) -> None:
        self.path = folder / "recent.json"
        self._workspace = str(workspace.absolute())
        self._all: dict[str, dict[str, Any]] | None = None
        self._changed = False

    def last(self) -> str:
        """Return the id of the review that was worked on last; empty where there is none."""
        return next(reversed(self._here()), "")

    def voice(self, review: str) -> str:
        """Return whose judgements were given last in a review; `self` where that is not known."""
        return self._text(review, "voice") or "self"

    def indicator(self, sitting: Sitting) -> str:
        """Return the indicator that a voice stood on last in a review; empty where that is not known."""
        review = sitting.session.review.id
        return self._text(review, "indicator") if self.voice(review) == sitting.voice else ""

    def note(self, sitting: Sitting, indicator: str) -> None:
        """Note where somebody is now; it is written by `keep`."""
        here = self._here()
        review = sitting.session.review.id
        before = here.pop(review, None)
        kept = before if isinstance(before, dict) else {}
        here[review] = {**kept, "voice": sitting.voice, "indicator": indicator}
        self._changed = True

    def remember(self, review: str, name: str, value: str) -> None:
        """Remember something short about a review: an id or a time, never what anybody typed. `keep` writes it."""
        if self.recall(review, name) != value:
            one = self._here().setdefault(review, {})
            one[name] = value
            self._changed = True

    def recall(self, review: str, name: str) -> str:
        """Return what was remembered; empty where nothing was."""
        return self._text(review, name)

    def keep(self) -> None:
        """Write down what was noted. Raises nothing: a disk that refuses costs only the place."""
        if not self._changed or self._all is None:
            return
        self._changed = False
        here = self._all.pop(self._workspace, {})
        self._all[self._workspace] = dict(list(here.items())[-_MOST_KEPT:])
        with suppress(ic.InclusionError, OSError):
            ic.write_file(self.path, json.dumps(self._all).encode())

    def _here(self) -> dict[str, Any]:
        if self._all is None:
            self._all = _read(self.path)
        return self._all.setdefault(self._workspace, {})

    def _text(self, review: str, name: str) -> str:
        one = self._here().get(review)
        found = one.get(name) if isinstance(one, dict) else None
        return found if isinstance(found, str) else ""


def _read(path: Path) -> dict[str, dict[str, Any]]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    whole = found if isinstance(found, dict) else {}
    return {str(workspace): here for workspace, here in whole.items() if isinstance(here, dict)}
