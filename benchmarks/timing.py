"""Taking times fairly: the things compared take turns, and each is told by its median."""

from __future__ import annotations

import gc
import statistics
import subprocess
import time
from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


@frozen
class Row:
    """One line of the table: a ratio (or a figure with its unit) beside what it may be at most."""

    what: str
    beside: str
    measured: float
    at_most: float
    unit: str = "x"

    def __str__(self) -> str:
        verdict = "ok" if self.measured <= self.at_most else "OVER"
        figure, bound = f"{self.measured:.2f} {self.unit}", f"{self.at_most:g} {self.unit}"
        return f"{self.what:<58} {figure:>10}  at most {bound:<8} {verdict:<5} {self.beside}"


def commands(
    programs: Mapping[str, Sequence[str]],
    *,
    rounds: int = 21,
    env: Mapping[str, str] | None = None,
    beside: Mapping[str, Mapping[str, str]] | None = None,
) -> dict[str, float]:
    """Return each program's median time in seconds; the programs take turns, after one unmeasured turn.

    `beside` holds variables that one program has beside `env`.
    """
    more = beside or {}
    own = {name: {**env, **more.get(name, {})} if env is not None else None for name in programs}
    times: dict[str, list[float]] = {name: [] for name in programs}
    for turn in range(rounds + 1):
        for name, program in programs.items():
            start = time.perf_counter()
            subprocess.run(program, check=True, stdout=subprocess.DEVNULL, env=own[name])
            if turn:
                times[name].append(time.perf_counter() - start)
    return {name: statistics.median(taken) for name, taken in times.items()}


def calls(functions: Mapping[str, Callable[[], object]], *, rounds: int = 51) -> dict[str, float]:
    """Return each function's median time in seconds; the functions take turns, after one unmeasured turn."""
    times: dict[str, list[float]] = {name: [] for name in functions}
    gc.collect()
    for turn in range(rounds + 1):
        for name, function in functions.items():
            start = time.perf_counter()
            function()
            if turn:
                times[name].append(time.perf_counter() - start)
    return {name: statistics.median(taken) for name, taken in times.items()}
