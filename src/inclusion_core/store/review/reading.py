"""What reviews say to those who only look: each read once, and kept while none of its files is another one.

A page about many schools opens every review again and again, mostly unchanged. Whether one is unchanged is told by the
marks of its files (name, size, time of writing, number on the disk). Where that might not tell two writings apart,
because the last was only just now, or where anything was amiss, nothing is kept and the next look reads again.
"""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING, Generic, TypeVar

from attrs import frozen

from inclusion_core.store.review.commands import REVIEW_FILE
from inclusion_core.store.review.ledger import JOURNAL
from inclusion_core.store.review.marks import are_settled, files_of, mark
from inclusion_core.store.review.review_folder import latest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from inclusion_core.model.assessment import Cell, Judgement
    from inclusion_core.model.framework import Framework
    from inclusion_core.model.practice import PracticeCard
    from inclusion_core.model.review import Review
    from inclusion_core.model.school import School
    from inclusion_core.store.review.marks import Mark
    from inclusion_core.store.review.session import Session

T = TypeVar("T")

MOST_REVIEWS = 5_000
"""Of how many reviews it is kept what they are."""

MOST_JUDGEMENTS = 40_000
"""How many judgements are kept at most, about 20 MB of them; what was read longest ago goes first."""


@frozen(eq=False)
class Reading:
    """A review as it stood when it was read, without evidence and history: for comparing, counting and listing.

    Two readings are the same only where one was kept, so what is reckoned of one can be kept beside it.
    """

    review: Review
    school: School
    framework: Framework
    judgements: Mapping[str, Mapping[Cell, Judgement]]
    practice: Mapping[str, PracticeCard]

    @property
    def weight(self) -> int:
        """How many judgements it holds, at least 1."""
        return max(1, sum(map(len, self.judgements.values())))


class Readings:
    """What was read of the reviews of a workspace. Threads may use it side by side: the last one to read is kept."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._listed: _Kept[Review] = _Kept(MOST_REVIEWS, lambda _: 1)
        self._read: _Kept[Reading] = _Kept(MOST_JUDGEMENTS, lambda one: one.weight)

    def latest(self, folder: Path) -> Review:
        """Return what a review is, as `review_folder.latest` does. Raises InvalidFile, StorageFailed."""
        told_by = (f"{folder}{os.sep}{REVIEW_FILE}", f"{folder}{os.sep}{JOURNAL}")
        return self._listed.of(folder, lambda: told_by, lambda: (latest(folder), True))

    def of(self, folder: Path, opened: Callable[[], Session]) -> Reading:
        """Return a review as it stands; `opened` opens it where it must be read. Raises what that raises."""

        def make() -> tuple[Reading, bool]:
            with opened() as session:
                state = session.state
                found = Reading(state.review, session.school, session.framework, state.judgements, state.practice)
                return found, not session.problems

        return self._read.of(folder, lambda: files_of(self._root, folder), make)

    def forget(self) -> None:
        """Keep nothing of what was read so far."""
        self._listed.forget()
        self._read.forget()


class _Kept(Generic[T]):
    """Things made of files, kept while the files are the same. `most` is what their weights may come to."""

    def __init__(self, most: int, weight: Callable[[T], int]) -> None:
        self._most, self._weight = most, weight
        self._there: dict[Path, tuple[tuple[Mark, ...], T]] = {}
        self._heavy = 0
        self._mutex = threading.RLock()

    def of(self, folder: Path, files: Callable[[], Iterable[str]], make: Callable[[], tuple[T, bool]]) -> T:
        """Return what `make` makes of `files`; it also says whether that may be kept. Raises what `make` raises."""
        marks = _marks(files())
        kept = self._there.get(folder)
        if kept is not None and kept[0] == marks:
            return kept[1]
        self._drop(folder)
        made, whole = make()
        if whole and marks and are_settled(marks) and marks == _marks(files()):
            with self._mutex:
                self._drop(folder)
                self._there[folder] = (marks, made)
                self._heavy += self._weight(made)
                while self._heavy > self._most and len(self._there) > 1:
                    self._drop(next(iter(self._there)))
        return made

    def forget(self) -> None:
        with self._mutex:
            self._there.clear()
            self._heavy = 0

    def _drop(self, folder: Path) -> None:
        with self._mutex:
            gone = self._there.pop(folder, None)
            self._heavy -= self._weight(gone[1]) if gone is not None else 0


def _marks(files: Iterable[str]) -> tuple[Mark, ...]:
    """Return the marks of files; none where one of them cannot be looked at, and then nothing is kept."""
    try:
        return tuple(map(mark, files))
    except OSError:
        return ()
