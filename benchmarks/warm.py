"""What things cost in a program that is running: reading a framework, scoring, and a large review at work."""

from __future__ import annotations

import time
from fractions import Fraction
from typing import TYPE_CHECKING

import tomli
from attrs import evolve

import inclusion_core as ic
from benchmarks.timing import Row, calls
from inclusion_core.analysis.scoring.methods import METHODS, score_with
from inclusion_core.model.framework import Framework
from inclusion_core.model.scale import FOUR_STEP
from inclusion_core.store import schema, toml
from inclusion_core.store.converter import structure
from inclusion_core.store.frameworks.framework_files import KIND, framework_table, read_framework

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OPEN_EVIDENCE = 10_000
LARGE = 1_200


def sixty() -> tuple[Framework, ic.Assessment]:
    """Return a framework of 60 indicators with real texts, and an assessment that judged them all."""
    ours = ic.load_framework("universal-targeted-specialist")
    grown = repeated(ours, 60)
    a = ic.Assessment(grown, ic.School(name="Alnside"))
    for place, indicator in enumerate(grown.indicators):
        a = a.judged(indicator, FOUR_STEP.order[1 + place % 3], because="Seen in five of six lessons.")
    return grown, a


def repeated(framework: Framework, count: int) -> Framework:
    """Return a framework with its indicators repeated under new ids until there are `count`."""
    ours = list(framework.indicators.values())
    ids = [f"{one.strand}{place + 1}" for place in range(count) for one in [ours[place % len(ours)]]]
    indicators = {name: evolve(ours[place % len(ours)], id=name) for place, name in enumerate(ids)}
    return evolve(framework, indicators=indicators, gates={}, groups={})


def rows(folder: Path) -> Iterator[Row]:
    """Measure everything that needs no new program."""
    yield from reading()
    yield from scoring()
    yield from large_review(folder)


def reading() -> Iterator[Row]:
    """Measure one framework's text read beside the parse alone, and a framework of 1,200 indicators."""
    ours = ic.load_framework("universal-targeted-specialist")
    text = toml.dumps(framework_table(ours))
    large = toml.dumps(framework_table(repeated(ours, LARGE)))

    def structured() -> Framework:
        return structure(Framework, schema.body(toml.parse(text, file=""), KIND, file="", text=text))

    def read(one: str) -> Framework:
        return read_framework(one, bases=_no_base, scales={}, kinds=None, methods=None).framework

    assert structured() == evolve(ours, digest="")  # noqa: S101  a benchmark of the wrong thing is worse than none
    functions = {"parse": lambda: tomli.loads(text), "structured": structured, "read": lambda: read(text)}
    taken = calls(functions, rounds=101)
    beside = f"tomli alone, {taken['parse'] * 1000:.1f} ms"
    yield Row("one framework, parse + structure, warm", beside, taken["structured"] / taken["parse"], 1.5)
    yield Row("the same with every check and its digest", beside, taken["read"] / taken["parse"], 2.5)
    start = time.perf_counter()
    read(large)
    yield Row(f"a framework of {LARGE:,} indicators checked", "", (time.perf_counter() - start) * 1000, 1000, "ms")


def _no_base(name: str) -> Framework:
    raise ic.UnknownName("framework", name)


def scoring() -> Iterator[Row]:
    """Measure 60 judgements scored, beside adding up 60 fractions, and the same with the explanation read."""
    framework, a = sixty()
    voices = {"self": a.judgements}
    values = [Fraction(place % 4, 3) for place in range(60)]
    for method in METHODS:
        if method.name in {"median-with-floor", "mean", "weakest"}:

            def score(method: ic.ScoreCard | object = method) -> ic.ScoreCard:
                return score_with(method, framework, voices, a.pinned_setting)  # type: ignore[arg-type]

            taken = calls({"sum": lambda: sum(values), "score": score}, rounds=301)
            beside = f"adding 60 fractions, {taken['sum'] * 1e6:.0f} µs: {taken['score'] / taken['sum']:.0f} x"
            yield Row(f"60 judgements scored by {method.name}", beside, taken["score"] * 1000, 1, "ms")


def large_review(folder: Path) -> Iterator[Row]:
    """Measure a review with 10,000 pieces of evidence: a change acknowledged, a snapshot, opening it again."""
    with ic.open_workspace(folder) as workspace:
        review = workspace.create_review(ic.School(name="Alnside"), ic.load_framework("north-east"))
        with workspace.session(review.id) as session:
            for number in range(OPEN_EVIDENCE):
                note = f"Number {number}: seen in five of six lessons, the cover lesson too."
                session.add_evidence("observation", note, indicators=["U4"])
            judgements = [ic.Judgement(level=level) for level in FOUR_STEP.order]
            acknowledged = []
            for turn in range(101):
                start = time.perf_counter()
                session.judge("self", "U4", judgements[turn % 4])
                acknowledged.append(time.perf_counter() - start)
            start = time.perf_counter()
            session.sync()
            flushed = time.perf_counter() - start
            start = time.perf_counter()
            session.snapshot()
            snapshot = time.perf_counter() - start
        start = time.perf_counter()
        with workspace.session(review.id) as session:
            assert len(session.evidence) == OPEN_EVIDENCE  # noqa: S101  a benchmark of the wrong thing is worse than none
            opened = time.perf_counter() - start
    with_evidence = f"with {OPEN_EVIDENCE:,} pieces of evidence open"
    median = sorted(acknowledged)[len(acknowledged) // 2]
    yield Row(
        "a change acknowledged", f"{with_evidence}; worst {max(acknowledged) * 1000:.1f} ms", median * 1000, 10, "ms"
    )
    yield Row("the flush that a command waits for", with_evidence, flushed * 1000, 100, "ms")
    yield Row("a snapshot, off the hot path", with_evidence, snapshot * 1000, 1000, "ms")
    yield Row("opening the review again", with_evidence, opened * 1000, 1000, "ms")
