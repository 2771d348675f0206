"""Remarks on a file that is being read: many of one sort are told as a few and a count."""

from __future__ import annotations

_TOLD = 3


class Remarks:
    """Collects sentences by sort, in the order each sort was first met."""

    def __init__(self) -> None:
        self._of: dict[str, list[str]] = {}
        self._count: dict[str, int] = {}

    def add(self, sort: str, sentence: str) -> None:
        """Note one thing. `sort` says what it is like, for the count: 'names with a letter of another alphabet'."""
        told = self._of.setdefault(sort, [])
        self._count[sort] = self._count.get(sort, 0) + 1
        if len(told) < _TOLD:
            told.append(sentence)

    def sentences(self) -> tuple[str, ...]:
        """Return the sentences, at most three of a sort, and how many more there are.

        >>> remarks = Remarks()
        >>> for line in range(2, 1002): remarks.add("dates that are none", f"Line {line}: '31-02-2020' is no date.")
        >>> remarks.sentences()[-1]
        'And 997 more: dates that are none.'
        """
        said: list[str] = []
        for sort, told in self._of.items():
            said += told
            more = self._count[sort] - len(told)
            if more:
                said.append(f"And {more:,} more: {sort}.")
        return tuple(said)
