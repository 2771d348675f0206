"""What the screens cost on a real terminal: the first frame, keys, bursts, bytes, a long paste and memory.

Beside each stands what a bare Textual app with a header, a table and a footer costs in the same run; the two take
turns. The programs are those of a fresh install, as a user has them.
"""

from __future__ import annotations

import statistics
import time
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import field, frozen

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
BURST, BURSTS = 40, 5
STILL_S = 1.0
PASTED = "What we saw in the corridor, in the lessons and at lunch, in words. " * 15_000  # 1 MB


@frozen
class Program:
    """A program with a screen: how it is started, and what its first whole frame has in it."""

    words: Sequence[str]
    markers: Sequence[bytes]
    env: Mapping[str, str]

    def first_frame(self) -> tuple[float, float]:
        """Start it; return the seconds until its frame is there, and until a key typed then was answered."""
        with RealTerminal(self.words, env=self.env) as terminal:
            shown = max(terminal.wait_bytes(marker) for marker in self.markers)
            before = len(terminal.raw)
            terminal.send("j")
            return shown, terminal.wait_until(lambda: len(terminal.raw) > before, "an answer to the first key")

    def opened(self) -> RealTerminal:
        """Start it and return its terminal when it is at rest."""
        terminal = RealTerminal(self.words, env=self.env)
        for marker in self.markers:
            terminal.wait_bytes(marker)
        terminal.wait_quiet()
        return terminal


@frozen
class Keys:
    """What keys cost in one program: the answers to single ones, seconds for bursts, memory."""

    moves: list[Answered] = field(factory=list)
    ratings: list[Answered] = field(factory=list)
    bursts: list[float] = field(factory=list)
    sizes: dict[str, float] = field(factory=dict)
    memory: list[float] = field(factory=list)

    def median(self, which: str) -> float:
        """Return the median of the time to the last byte in ms."""
        return statistics.median(one.last_s for one in getattr(self, which)) * 1000

    def p95(self, which: str) -> float:
        """Return what 95 of 100 stay below, in ms."""
        return statistics.quantiles((one.last_s for one in getattr(self, which)), n=20)[-1] * 1000


def rows(scripts: Path, folder: Path) -> Iterator[Row]:
    """Measure everything that a person at a terminal waits for."""
    folder.mkdir()
    env = plain_environment(INCLUSION_HOME=str(folder / "nothing"), XDG_DATA_HOME=str(folder / "user"))
    inclusion, python = str(scripts / "inclusion"), str(scripts / "python")
    ours = ic.load_framework("universal-targeted-specialist")

    def rating(name: str, count: int, evidence: int = 0) -> Program:
        made(folder / name, repeated(ours, count), evidence)
        words = [inclusion, "--workspace", str(folder / name), "assess", "alnside"]
        return Program(words, [b"U1 ", b"undo"], env)

    def bare(count: int) -> Program:
        return Program([python, str(BARE), str(count)], [b"number 19", b"Quit"], env)

    small = rating("small", SMALL)
    again = rating("again", SMALL)
    with again.opened() as terminal:
        terminal.wait_quiet(1.0)
        terminal.send("q")
        terminal.wait_exit()
    start = Program([inclusion, "--workspace", str(folder / "small")], [b"alnside", b"keys"], env)
    yield from first_frames({"for the first time": small, "again": again, "at the start": start}, bare(SMALL))
    yield from of_keys(f"{LARGE:,} indicators", *keys(rating("large", LARGE), bare(LARGE)))
    evidence = rating("evidence", LARGE, OPEN_EVIDENCE)
    yield from of_keys(f"{OPEN_EVIDENCE:,} pieces of evidence", *keys(evidence, bare(LARGE)))
    text = Program([python, str(BARE), "text"], [b"palette"], env)
    yield from of_a_note(*(Note.of(program, before) for program, before in ((small, "e"), (text, ""))))


@frozen
class Note:
    """What a note of 1 MB costs: seconds until all of a paste is there, and the answers to keys typed behind it."""

    pasted_s: float
    keys: Sequence[Answered]

    @classmethod
    def of(cls, program: Program, before: str) -> Note:
        """Paste it into a program, where the keys `before` lead to a text."""
        with program.opened() as terminal:
            for key in before:
                terminal.send(key)
                terminal.wait_quiet(0.5)
            begun = time.perf_counter()
            terminal.paste(PASTED)
            terminal.wait_quiet(STILL_S)
            pasted = time.perf_counter() - begun - STILL_S
            return cls(pasted, [terminal.press("x") for _ in range(PRESSES)])

    @property
    def p95_ms(self) -> float:
        """Return what 95 of 100 keys stay below, in ms."""
        return statistics.quantiles((one.last_s for one in self.keys), n=20)[-1] * 1000


def of_a_note(ours: Note, bare: Note) -> Iterator[Row]:
    """Tell what a note of 1 MB costs, beside a bare text area with the same."""
    beside = "a bare text area with the same, {:,.0f} ms"
    yield Row("a note of 1 MB pasted", beside.format(bare.pasted_s * 1000), ours.pasted_s / bare.pasted_s, 2.5)
    yield Row("a key behind it, 95 of 100 of them", beside.format(bare.p95_ms), ours.p95_ms, 100, "ms")


def made(folder: Path, framework: ic.Framework, evidence: int) -> None:
    """Make a workspace with one review by a framework, with so much evidence."""
    with ic.open_workspace(folder) as workspace:
        review = workspace.create_review(ic.School(name="Alnside"), framework)
        with workspace.session(review.id) as session:
            for number in range(evidence):
                note = f"Number {number}: seen in five of six lessons, the cover lesson too."
                session.add_evidence("observation", note, indicators=["U4"])


def first_frames(programs: Mapping[str, Program], bare: Program) -> Iterator[Row]:
    """Measure first frames and first keys; all programs take turns, after one unmeasured turn."""
    everyone = {**programs, "bare": bare}
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in everyone}
    for turn in range(ROUNDS + 1):
        for name, program in everyone.items():
            seconds = program.first_frame()
            if turn:
                taken[name].append(seconds)
    medians = {name: tuple(map(statistics.median, zip(*times, strict=True))) for name, times in taken.items()}
    for place, what in enumerate(("first frame", "first key answered")):
        floor = medians["bare"][place]
        beside = f"a bare Textual app with a {SMALL}-row table, {floor * 1000:.0f} ms"
        for name in programs:
            yield Row(f"{what}, {SMALL} indicators, {name}", beside, medians[name][place] / floor, 1.35)


def keys(*programs: Program) -> list[Keys]:
    """Press keys one by one, and at last many at once. The programs are open together and take turns key by key."""
    found = [Keys() for _ in programs]
    with ExitStack() as stack:
        terminals = [stack.enter_context(program.opened()) for program in programs]
        for terminal in terminals:
            for _ in range(WARM_UP):
                terminal.press("j")
        for which, pressed in (("moves", "j"), ("ratings", "1234")):
            before = [_at_rest(terminal) for terminal in terminals]
            for turn in range(PRESSES):
                for terminal, its in zip(terminals, found, strict=True):
                    getattr(its, which).append(terminal.press(pressed[turn % len(pressed)]))
            for terminal, its, size in zip(terminals, found, before, strict=True):
                its.sizes[which] = (_at_rest(terminal) - size) / PRESSES
        for _ in range(BURSTS):
            for terminal, its in zip(terminals, found, strict=True):
                _at_rest(terminal)
                its.bursts.append(terminal.press("3" * BURST).last_s)
        for terminal, its in zip(terminals, found, strict=True):
            its.memory.append(terminal.most_memory_mb or 0.0)
    return found


def _at_rest(terminal: RealTerminal) -> int:
    """Wait until nothing comes; return how many bytes came in all."""
    terminal.wait_quiet(0.5)
    return len(terminal.raw)


def of_keys(where: str, ours: Keys, bare: Keys) -> Iterator[Row]:
    """Tell what keys cost, each beside the bare table."""
    for which, name, p95 in (("moves", "a move", 25), ("ratings", "a rating", 33)):  # two frames of 60 a second
        yield Row(f"{name}, key to bytes, {where}", _bare(bare.median(which)), ours.median(which), 10, "ms")
        yield Row("  95 of 100 of them", _bare(bare.p95(which)), ours.p95(which), p95, "ms")
    burst, floor = (statistics.median(one.bursts) * 1000 for one in (ours, bare))
    yield Row(f"{BURST} ratings in one burst, {where}", _bare(floor), burst, 60, "ms")
    yield Row(
        "bytes for a move, all that follows counted", _bare(bare.sizes["moves"], "B"), ours.sizes["moves"], 1000, "B"
    )
    yield Row("bytes for a rating, likewise", _bare(bare.sizes["ratings"], "B"), ours.sizes["ratings"], 2000, "B")
    yield Row(f"memory, {where}", _bare(bare.memory[0], "MB"), ours.memory[0], 128, "MB")


def _bare(figure: float, unit: str = "ms") -> str:
    return f"a bare table of {LARGE:,} rows, {figure:,.0f} {unit}"
