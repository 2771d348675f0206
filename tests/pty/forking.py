"""The program in a real terminal without the time that its imports take: a fork of one that has imported them."""

from __future__ import annotations

import json
import select
import subprocess
import sys
from typing import TYPE_CHECKING, Self

from benchmarks.real_terminal import RealTerminal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from types import TracebackType

_STEM = """
import io, json, os, sys
import inclusion_core.cli, inclusion_core.cli.assess
import inclusion_tui.app, inclusion_tui.terminal.line_driver, inclusion_tui.sitting
import inclusion_tui.screens.glimpse, inclusion_tui.screens.rate, inclusion_tui.screens.drafts
for line in sys.stdin:
    if child := os.fork():
        os.write(1, f"{child}\\n".encode())
        _, status = os.waitpid(child, 0)
        os.write(1, f"over {os.waitstatus_to_exitcode(status)}\\n".encode())
        continue
    place, words = json.loads(line)
    os.setsid()
    for number in (0, 1, 2):
        os.close(number)
    os.open(place, os.O_RDWR)  # the first terminal that a session leader opens is its own
    os.dup2(0, 1)
    os.dup2(0, 2)
    sys.stdin = sys.__stdin__ = open(0, encoding="utf-8", closefd=False)
    sys.stdout = sys.__stdout__ = open(1, "w", encoding="utf-8", closefd=False)
    sys.stderr = sys.__stderr__ = open(2, "w", encoding="utf-8", closefd=False, buffering=1)
    sys.argv = ["inclusion", *words]
    code = 1
    try:
        inclusion_core.cli.run()
    except SystemExit as left:
        code = left.code or 0
    finally:
        os._exit(code)
"""


class Stem:
    """What has imported the program and is forked for each start of it, one at a time; `env` is theirs too."""

    def __init__(self, env: Mapping[str, str]) -> None:
        words = [sys.executable, "-c", _STEM]
        variables = {**env, "TERM": "xterm-256color"}
        self._stem = subprocess.Popen(
            words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=variables, bufsize=0, start_new_session=True
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stem.communicate()

    def start(self, place: str, words: Sequence[str]) -> int:
        """Start the program on the terminal at a place; return its process id."""
        assert self._stem.stdin is not None
        assert self._stem.stdout is not None
        self._stem.stdin.write(json.dumps([place, list(words)]).encode() + b"\n")
        return int(self._stem.stdout.readline())

    def code(self) -> int | None:
        """Return how the one that was started last ended, None where it runs; asked once after it has ended."""
        assert self._stem.stdout is not None
        if not select.select([self._stem.stdout], [], [], 0)[0]:
            return None
        return int(self._stem.stdout.readline().split()[1])


class Forked(RealTerminal):
    """A terminal in which a fork of the program runs; the words begin with what a program of its own would be."""

    stem: Stem

    def _start(self, program: Sequence[str], variables: Mapping[str, str], place: str) -> int:  # noqa: ARG002  the stem has them
        return self.stem.start(place, program)

    def _has_ended(self) -> bool:
        if self.exit_code is None:
            self.exit_code = self.stem.code()
        return self.exit_code is not None


def forked(stem: Stem, words: Sequence[str], env: Mapping[str, str]) -> Forked:
    """Open a terminal with a fork of the program in it."""
    kind = type("ForkedOfOne", (Forked,), {"stem": stem})
    one: Forked = kind(words, env=env)
    return one
