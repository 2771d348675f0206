"""Programs to be killed by the hundred: one imports what they need, and each of them is a fork of it."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Self

import inclusion_core

if TYPE_CHECKING:
    from types import TracebackType

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(Path(inclusion_core.__file__).parents[1])}
ENVIRONMENT.pop("PYTHONUNBUFFERED", None)  # with it a line and its end are two writes, and a kill comes between them

_OVER = re.compile(rb"over (-?\d+)\n\Z")

_STEM = """
import json, os, sys, traceback
program = json.loads(sys.stdin.readline())
for line in program.splitlines():
    if line.strip().startswith(("import ", "from ")):
        exec(line.strip())
for line in sys.stdin:
    if child := os.fork():
        _, status = os.waitpid(child, 0)
        os.write(1, f"over {os.waitstatus_to_exitcode(status)}\\n".encode())
        continue
    os.write(1, f"{os.getpid()}\\n".encode())
    sys.argv = ["", *json.loads(line)]
    try:
        exec(program, {"__name__": "__main__"})
        sys.stdout.flush()
    except BaseException:
        traceback.print_exc()
        os._exit(1)
    os._exit(0)
"""


class Stem:
    """Starts a program, as often as wanted, without the time that its imports take. One at a time."""

    def __init__(self, program: str) -> None:
        words = [sys.executable, "-c", _STEM]
        self._stem = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=ENVIRONMENT)
        self._write(program)
        self._child = 0
        self._over: bytes | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._child and self._over is None:
            self.kill()
        self._stem.communicate()

    def start(self, *arguments: object) -> None:
        """Start it with these arguments, and wait until it says `ready`."""
        self._write([str(one) for one in arguments])
        self._over = None
        self._child = int(self._line())
        assert self._line() == b"ready\n"

    def kill(self) -> None:
        """Kill it at once."""
        os.kill(self._child, signal.SIGKILL)

    def said(self) -> bytes:
        """Return what it said since it was ready, up to its end. A line that the kill cut off was never said."""
        said = b""
        while (line := self._line()) and not (over := _OVER.search(line)):
            said += line
        self._over = over[0] if line else b""
        return said

    @property
    def code(self) -> int:
        """How it ended, once all it `said` was heard: below zero where a signal ended it."""
        return int((self._over or b"over 1").split()[1])

    def _write(self, what: object) -> None:
        assert self._stem.stdin is not None
        self._stem.stdin.write(json.dumps(what).encode() + b"\n")
        self._stem.stdin.flush()

    def _line(self) -> bytes:
        assert self._stem.stdout is not None
        return self._stem.stdout.readline()
