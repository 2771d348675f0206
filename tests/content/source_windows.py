"""Eight-word windows of a source text, as hashes.

The source texts are not ours to publish, but no sentence of theirs may slip into a framework.
So the tests carry hashes of every run of eight words in the source, and never the words.

Make the data file again after the source changes:

    python tests/content/source_windows.py SOURCE.txt > tests/content/source-003-windows.txt
"""

from __future__ import annotations

import hashlib
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

LENGTH = 8
DIGITS = 12


def words(text: str) -> list[str]:
    """Lower-case words and numbers; markup, quotes and punctuation are dropped."""
    text = text.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    return [w.strip("'") for w in re.findall(r"[a-z0-9']+", text) if w.strip("'")]


def windows(text: str) -> Iterator[tuple[str, ...]]:
    """Each run of words, in order."""
    found = words(text)
    for start in range(len(found) - LENGTH + 1):
        yield tuple(found[start : start + LENGTH])


def hashed(window: tuple[str, ...]) -> str:
    """The first digits of a run's sha256."""
    return hashlib.sha256(" ".join(window).encode()).hexdigest()[:DIGITS]


def main(paths: list[str]) -> None:
    """Print the data file for some sources."""
    found = {hashed(w) for p in paths for w in windows(Path(p).read_text(encoding="utf-8"))}
    print(f"# {len(found)} runs of {LENGTH} words, sha256 cut to {DIGITS} digits; see source_windows.py")  # noqa: T201
    print("\n".join(sorted(found)))  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1:])
