"""What the screens cost on a real terminal: the first frame, keys, bursts, bytes, a long paste and memory.

Beside each stands what a bare Textual app with a header, a table and a footer costs in the same run; the two take
turns. The programs are those of a fresh install, as a user has them.
"""

from __future__ import annotations

import statistics
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import frozen

import inclusion_core as ic
from benchmarks.real_terminal import RealTerminal, plain_environment
from benchmarks.timing import Row
from benchmarks.warm import LARGE, OPEN_EVIDENCE, repeated

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from benchmarks.real_terminal import Answered

SMALL = 60
BARE = Path(__file__).with_name("bare_app.py")
ROUNDS = 12
WARM_UP = 40  # moves before the first that counts, so that the list scrolls
PRESSES = 100
BURST = 40
PASTED = "What we saw in the corridor, in the lessons and at lunch, in words. " * 15_000  # 1 MB


@frozen
class Program:
    """A program with a screen: how it is started, and what its first whole frame has in it."""

    words: Sequence[str]
    markers: Sequence[bytes]
    env: Mapping[str, str]

    def first_frame(self) -> float:
        """Start it, and return the seconds until its frame is there."""
        with RealTerminal(self.words, env=self.env) as terminal:
            return max(terminal.wait_bytes(marker) for marker in self.markers)

    def opened(self) -> RealTerminal:
        """Start it and return its terminal when it is at rest."""
        terminal = RealTerminal(self.words, env=self.env)
        for marker in self.markers:
            terminal.wait_bytes(marker)
        terminal.wait_quiet()
        return terminal


@frozen
class Keys:
    """What keys cost in one program: seconds to the last byte of each answer, bytes of each, a burst, memory."""

    moves: list[Answered]
    ratings: list[Answered]
    burst_s: float
    max_rss_mb: float

    def median(self, which: str) -> float:
        """Return the median in ms."""
        return statistics.median(one.last_s for one in getattr(self, which)) * 1000

    def p95(self, which: str) -> float:
        """Return what 95 of 100 stay below, in ms."""
        return statistics.quantiles((one.last_s for one in getattr(self, which)), n=20)[-1] * 1000

    def size(self, which: str) -> float:
        """Return the median of the bytes."""
        return statistics.median(one.size for one in getattr(self, which))


def rows(scripts: Path, folder: Path) -> Iterator[Row]:
    """Measure everything that a person at a terminal waits for."""
    folder.mkdir()
    env = plain_environment(INCLUSION_HOME=str(folder / "nothing"), XDG_DATA_HOME=str(folder / "user"))
    inclusion, python = str(scripts / "inclusion"), str(scripts / "python")
    ours = ic.load_framework("universal-targeted-specialist")

    def rating(name: str, count: int, evidence: int = 0) -> Program:
        made(folder / name, repeated(ours, count), evidence)
        words = [inclusion, "--workspace", str(folder / name), "assess", "alnside"]
        return Program(words, [b"U1 ", b"U9 "], env)

    def bare(count: int) -> Program:
        return Program([python, str(BARE), str(count)], [b"number 19", b"Quit"], env)

    small = rating("small", SMALL)
    start = Program([inclusion, "--workspace", str(folder / "small")], [b"lnside"], env)
    yield from first_frames(small, start, bare(SMALL))
    floor = keys(bare(LARGE))
    yield from of_keys(f"{LARGE:,} indicators", keys(rating("large", LARGE)), floor)
    yield from of_keys(f"{OPEN_EVIDENCE:,} pieces of evidence", keys(rating("evidence", SMALL, OPEN_EVIDENCE)), floor)


def made(folder: Path, framework: ic.Framework, evidence: int) -> None:
    """Make a workspace with one review by a framework, with so much evidence."""
    with ic.open_workspace(folder) as workspace:
        review = workspace.create_review(ic.School(name="Alnside"), framework)
        with workspace.session(review.id) as session:
            for number in range(evidence):
                note = f"Number {number}: seen in five of six lessons, the cover lesson too."
                session.add_evidence("observation", note, indicators=["U4"])


def first_frames(rating: Program, start: Program, bare: Program) -> Iterator[Row]:
    """Measure first frames; the three programs take turns, after one unmeasured turn."""
    taken: dict[str, list[float]] = {"rating": [], "start": [], "bare": []}
    for turn in range(ROUNDS + 1):
        for name, program in (("rating", rating), ("start", start), ("bare", bare)):
            seconds = program.first_frame()
            if turn:
                taken[name].append(seconds)
    medians = {name: statistics.median(times) for name, times in taken.items()}
    beside = f"a bare Textual app with a {SMALL}-row table, {medians['bare'] * 1000:.0f} ms"
    yield Row(f"first frame to rate {SMALL} indicators", beside, medians["rating"] / medians["bare"], 1.35)
    yield Row("first frame of the start screen", beside, medians["start"] / medians["bare"], 1.35)


def keys(program: Program) -> Keys:
    """Press keys one by one, and at last many at once."""
    with program.opened() as terminal:
        for _ in range(WARM_UP):
            terminal.press("j")
        moves = [terminal.press("j") for _ in range(PRESSES)]
        ratings = [terminal.press(str(1 + turn % 4)) for turn in range(PRESSES)]
        terminal.wait_quiet()
        burst = terminal.press("3" * BURST).last_s
    assert terminal.max_rss_mb is not None  # noqa: S101  it has ended
    return Keys(moves, ratings, burst, terminal.max_rss_mb)


def of_keys(where: str, ours: Keys, bare: Keys) -> Iterator[Row]:
    """Tell what keys cost, each beside the bare table."""
    for which, name in (("moves", "a move"), ("ratings", "a rating")):
        figures = f"bare table {bare.median(which):.1f} ms"
        yield Row(f"{name}, key to bytes, {where}", figures, ours.median(which), 10, "ms")
        yield Row("  95 of 100 of them", f"bare table {bare.p95(which):.1f} ms", ours.p95(which), 25, "ms")
    burst = f"bare table {bare.burst_s * 1000:.0f} ms"
    yield Row(f"{BURST} ratings in one burst, {where}", burst, ours.burst_s * 1000, 60, "ms")
    yield Row("bytes for a move", f"bare table {bare.size('moves'):.0f} B", ours.size("moves"), 1000, "B")
    figures = f"bare table {bare.size('ratings'):,.0f} B, ours {ours.size('ratings'):,.0f} B"
    yield Row("bytes for a rating", figures, ours.size("ratings") / bare.size("ratings"), 1)
    memory = f"bare table {bare.max_rss_mb:.0f} MB, ours {ours.max_rss_mb:.0f} MB"
    yield Row(f"memory, {where}", memory, ours.max_rss_mb / bare.max_rss_mb, 2)
