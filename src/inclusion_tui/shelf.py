"""Looking at the reviews of a workspace beside the screens: what is in sight first, the rest when there is time.

A thread with a desk of its own, which reads and never writes, looks at each review's own file, and opens those in sight
to count. Two hundred reviews cost the first frame their names and nothing else.
"""

from __future__ import annotations

import threading
from time import monotonic
from typing import TYPE_CHECKING

from attrs import evolve, frozen

import inclusion_core as ic

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

_MOST_WANTED = 200
"""Reviews that are counted before they are seen: somebody who scrolls past a thousand does not wait for them all."""

_TELL_S = 0.05
"""Seconds between two tellings of what was found: each draws rows."""


@frozen
class Look:
    """What is known of a review so far. `problem` is the sentence that says why it cannot be opened."""

    review: ic.Review | None = None
    school: ic.School | None = None
    progress: ic.Progress | None = None
    problem: str = ""

    @property
    def begun(self) -> bool:
        """Whether anything is known."""
        return bool(self.problem) or self.review is not None

    @property
    def whole(self) -> bool:
        """Whether there is nothing more to know."""
        return bool(self.problem) or self.progress is not None


class Looker:
    """Looks at reviews, from `start` to `end`.

    `voices` says whose progress to count in each, `known` what is known already. `told` is called in its
    thread with what was found, by review.
    """

    def __init__(
        self,
        folder: Path,
        voices: Mapping[str, str],
        *,
        known: Mapping[str, Look],
        told: Callable[[Mapping[str, Look]], object],
    ) -> None:
        self._folder, self._voices, self._told = folder, voices, told
        self._found: dict[str, Look] = {one: known.get(one, Look()) for one in voices}
        self._in_sight: tuple[str, ...] = ()
        self._ended = False
        self._changed = threading.Condition()

    def start(self) -> None:
        """Begin to look."""
        threading.Thread(target=self._run, name="looking", daemon=True).start()

    def want(self, reviews: Sequence[str]) -> None:
        """Look at these first, and count them: they came into sight. What was wanted before comes after them."""
        with self._changed:
            self._in_sight = tuple(dict.fromkeys((*reviews, *self._in_sight)))[:_MOST_WANTED]
            self._changed.notify()

    def end(self) -> None:
        """Look no more."""
        with self._changed:
            self._ended = True
            self._changed.notify()

    def _run(self) -> None:
        news: dict[str, Look] = {}
        told_at = 0.0
        try:
            with ic.open_desk(self._folder, read_only=True) as desk:
                while (following := self._next(wait=not news)) is not None or news:
                    if news and (following is None or monotonic() > told_at + _TELL_S):
                        self._told(news)
                        news, told_at = {}, monotonic()
                    if following is not None:
                        news[following] = self._found[following] = self._look(desk, following)
        except ic.InclusionError as refused:  # a workspace that went away meanwhile
            self._told({one: Look(problem=str(refused)) for one, found in self._found.items() if not found.whole})

    def _next(self, *, wait: bool) -> str | None:
        """Return what to look at now: in sight before out of sight, names before counts; None where all is done."""
        with self._changed:
            while not self._ended:
                for known in (self._in_sight, self._found):
                    for one in known:
                        if one in self._found and not self._found[one].begun:
                            return one
                    if known is self._in_sight:
                        for one in known:
                            if one in self._found and not self._found[one].whole:
                                return one
                if not wait:
                    return None
                self._changed.wait()
        return None

    def _look(self, desk: ic.Desk, review: str) -> Look:
        return look_on(desk, review, self._voices[review], self._found[review])


def look_on(desk: ic.Desk, review: str, voice: str, before: Look) -> Look:
    """Find out what is lacking: first what a review is, then how far the voice is that judged there last.

    Where nobody worked in a made-up review yet (`voice` is empty), it counts for a voice that is under way.
    """
    try:
        if before.review is None:
            found, school = ic.look_at(desk, review)
            return Look(found, school)
        return evolve(before, progress=_count(desk, review, voice, before))
    except ic.InclusionError as refused:
        return evolve(before, problem=str(refused))


def _count(desk: ic.Desk, review: str, voice: str, look: Look) -> ic.Progress:
    found = ic.progress_of(desk, review, voice or "self")
    if voice or look.school is None or not look.school.made_up or found.judged < found.applicable:
        return found
    peers = [ic.progress_of(desk, review, one) for one in found.voices if one.startswith("peer:")]
    return next((one for one in peers if one.judged < one.applicable), found)
