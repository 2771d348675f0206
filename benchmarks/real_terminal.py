"""A program in a real terminal: a pty of its own, with bytes sent and taken, times, sizes, signals and the screen.

The benchmarks take times with it and `tests/pty` looks for faults with it. Nothing answers what a program asks of its
terminal, unless `answers` says what. Every wait is for a condition, with a limit that only a hung program meets.
"""

from __future__ import annotations

import fcntl
import os
import re
import select
import signal
import struct
import termios
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from attrs import frozen as fixed

from benchmarks.emulated_screen import EmulatedScreen

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from types import TracebackType

LIMIT_S = 60.0
QUIET_S = 0.025
_CHUNK = 65_536
_FROZEN = 12  # times that the size was changed and nothing more came
_OF_A_TERMINAL = ("TERM", "COLORTERM", "NO_COLOR", "FORCE_COLOR", "CLICOLOR", "COLUMNS", "LINES", "TMUX", "STY")
_ALTERNATE = (b"\x1b[?1049h", b"\x1b[?1049l")


class NeverHappened(AssertionError):
    """What was waited for did not come within the limit; the message shows the screen."""


@fixed
class Answered:
    """What came back for a key: seconds to the first and to the last byte, and how many bytes."""

    first_s: float
    last_s: float
    size: int


def plain_environment(**more: str) -> dict[str, str]:
    """Return this process's variables without those by which a terminal or our own settings reach a program."""
    unwanted = ("INCLUSION", "TEXTUAL", "PYTHON", "PYTEST", "COV_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(unwanted)}
    return {name: value for name, value in kept.items() if name not in _OF_A_TERMINAL} | more


class RealTerminal:
    """A program that runs in a pty of its own, as the leader of its session, as in a terminal window.

    `size` is (columns, rows). `raw` holds every byte that the program wrote; `answers` says what the terminal sends
    back when the program writes a query. Use it as a context: what still runs at the end is killed.
    """

    def __init__(
        self,
        program: Sequence[str],
        *,
        env: Mapping[str, str] | None = None,
        size: tuple[int, int] = (80, 24),
        term: str = "xterm-256color",
        answers: Mapping[bytes, bytes] | None = None,
    ) -> None:
        self.raw = bytearray()
        self.screen = EmulatedScreen(size)
        self.exit_code: int | None = None
        self._answers, self._answered_to = dict(answers or {}), 0
        self._times: list[float] = []
        self._master, self._slave = os.openpty()
        self._master_open = True
        os.set_blocking(self._master, False)
        self._set_size(size)
        self.modes_before = termios.tcgetattr(self._slave)
        variables = {**(plain_environment() if env is None else env), "TERM": term}
        self.begun = time.perf_counter()
        self.pid = self._start(program, variables, os.ttyname(self._slave))

    def _start(self, program: Sequence[str], variables: Mapping[str, str], place: str) -> int:
        """Start the program on the terminal at a place, as the leader of its session; return its process id."""
        actions: list[Any] = [
            (os.POSIX_SPAWN_OPEN, 0, place, os.O_RDWR, 0),  # the first terminal a session leader opens is its own
            (os.POSIX_SPAWN_DUP2, 0, 1),
            (os.POSIX_SPAWN_DUP2, 0, 2),
        ]
        usual = [signal.SIGPIPE, signal.SIGINT, signal.SIGQUIT, signal.SIGTERM, signal.SIGHUP, signal.SIGTSTP]
        return os.posix_spawnp(
            program[0], list(program), variables, file_actions=actions, setsid=True, setsigmask=[], setsigdef=usual
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()

    def end(self) -> None:
        """Kill what still runs of its session's groups and put everything away."""
        if self.exit_code is None:
            for group in {self.pid, self._foreground()} - {0}:
                with suppress(OSError):
                    os.killpg(group, signal.SIGKILL)
            with suppress(OSError):
                os.kill(self.pid, signal.SIGKILL)
            self.wait_exit()
        self.close_master()
        if self._slave >= 0:
            os.close(self._slave)
            self._slave = -1

    # Bytes ----------------------------------------------------------------------------------------------------------

    def take(self, wait_s: float = 0.0) -> bytes:
        """Return the bytes that come within `wait_s`, as soon as there are any; empty where none came."""
        if not self._master_open:
            time.sleep(min(wait_s, 0.01))
            return b""
        ready, _, _ = select.select([self._master], [], [], wait_s)
        if not ready:
            return b""
        try:
            data = os.read(self._master, _CHUNK)
        except OSError:  # EIO: nobody holds the other end
            return b""
        self._times = [*self._times[:1], time.perf_counter()]
        self.raw += data
        self.screen.feed(data)
        if self._answers:
            self._answer()
        return data

    def _answer(self) -> None:
        """Answer each query once, also one that came in two pieces."""
        for query, answer in self._answers.items():
            for _ in range(self.raw.count(query, max(0, self._answered_to - len(query) + 1))):
                os.write(self._master, answer)
        self._answered_to = len(self.raw)

    def send(self, data: bytes | str, *, limit_s: float = LIMIT_S) -> None:
        """Type bytes, however many; what the program writes meanwhile is taken, so that neither waits for ever."""
        rest = memoryview(data.encode() if isinstance(data, str) else data)
        until = time.monotonic() + limit_s
        while rest:
            readable, writable, _ = select.select([self._master], [self._master], [], 0.1)
            if writable:
                with suppress(BlockingIOError):
                    rest = rest[os.write(self._master, rest[:4096]) :]
            if readable:
                self.take()
            if time.monotonic() > until:
                raise NeverHappened(self._telling(f"{len(rest)} bytes were never read by the program."))

    def freeze(self, *, limit_s: float = LIMIT_S) -> None:
        """Take nothing any more and let the program draw again and again, until no byte of it gets out."""
        until = time.monotonic() + limit_s
        waiting, unchanged = 0, 0
        while unchanged < _FROZEN:
            self.resize(100 + unchanged % 2, 30)
            time.sleep(0.1)
            before, waiting = waiting, struct.unpack("i", fcntl.ioctl(self._master, termios.FIONREAD, b"\0" * 4))[0]
            unchanged = unchanged + 1 if waiting == before > 0 else 0
            if time.monotonic() > until:
                raise NeverHappened(self._telling("The line never filled up."))

    def paste(self, text: str) -> None:
        """Send a text as a terminal pastes it, in brackets."""
        self.send(f"\x1b[200~{text}\x1b[201~")

    def press(self, keys: bytes | str, *, quiet_s: float = QUIET_S, limit_s: float = 5.0) -> Answered:
        """Send keys and time what comes back, until nothing came for `quiet_s`. Raises NeverHappened."""
        while self.take(0.005):
            pass
        self._times = []
        before = len(self.raw)
        start = time.perf_counter()
        self.send(keys)
        while self.take(quiet_s if self._times else limit_s):
            pass
        if not self._times:
            raise NeverHappened(self._telling(f"Nothing came back for {keys!r}."))
        return Answered(self._times[0] - start, self._times[-1] - start, len(self.raw) - before)

    # Waiting --------------------------------------------------------------------------------------------------------

    def wait_until(self, holds: Callable[[], bool], what: str, *, limit_s: float = LIMIT_S) -> float:
        """Take bytes until something holds; return the seconds since the program began. Raises NeverHappened."""
        until = time.monotonic() + limit_s
        while not holds():
            if time.monotonic() > until:
                raise NeverHappened(self._telling(f"Never within {limit_s:g} s: {what}"))
            if not self.take(0.05) and self._has_ended() and not self.take(0.05) and not holds():
                raise NeverHappened(self._telling(f"It ended with {self.exit_code} and never: {what}"))
        return time.perf_counter() - self.begun

    def wait_for(self, text: str, *, limit_s: float = LIMIT_S) -> float:
        """Wait until the screen shows a text."""
        return self.wait_until(lambda: text in self.screen.text, f"the screen shows {text!r}", limit_s=limit_s)

    def wait_gone(self, text: str, *, limit_s: float = LIMIT_S) -> float:
        """Wait until the screen shows a text no more."""
        return self.wait_until(lambda: text not in self.screen.text, f"{text!r} is gone", limit_s=limit_s)

    def wait_bytes(self, marker: bytes, *, start: int = 0, limit_s: float = LIMIT_S) -> float:
        """Wait until bytes came, at `start` of `raw` or later; costs no emulation, for taking times."""
        return self.wait_until(lambda: self.raw.find(marker, start) >= 0, f"the bytes {marker!r}", limit_s=limit_s)

    def wait_quiet(self, quiet_s: float = 0.15, *, limit_s: float = LIMIT_S) -> None:
        """Wait until nothing has come for `quiet_s`."""
        until = time.monotonic() + limit_s
        while self.take(quiet_s):
            if time.monotonic() > until:
                raise NeverHappened(self._telling("It never stopped writing."))

    def wait_exit(self, *, limit_s: float = LIMIT_S, frozen: bool = False) -> int:
        """Wait for the end; return the exit code, below zero where a signal ended it. Raises NeverHappened.

        Where the line is `frozen`, nothing that the program writes is taken meanwhile.
        """
        until = time.monotonic() + limit_s
        while not self._has_ended():
            if time.monotonic() > until:
                raise NeverHappened(self._telling(f"It did not end within {limit_s:g} s."))
            if frozen:
                time.sleep(0.02)
            else:
                self.take(0.02)
        while self.take():
            pass
        assert self.exit_code is not None  # noqa: S101  _has_ended set it
        return self.exit_code

    def _has_ended(self) -> bool:
        if self.exit_code is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.exit_code = os.waitstatus_to_exitcode(status)
        return self.exit_code is not None

    def _telling(self, what: str) -> str:
        return f"{what}\n{self.screen.framed()}\nlast bytes: {bytes(self.raw[-300:])!r}"

    # The terminal itself --------------------------------------------------------------------------------------------

    @property
    def most_memory_mb(self) -> float | None:
        """The most memory it has held so far, in MB; None where it has ended or the system does not tell.

        What `wait4` tells is no less than what the program held that started it.
        """
        try:
            status = Path(f"/proc/{self.pid}/status").read_text(encoding="ascii")
        except OSError:
            return None
        found = re.search(r"VmHWM:\s+(\d+) kB", status)
        return int(found[1]) / 1024 if found else None

    @property
    def is_running(self) -> bool:
        """Whether the program has not ended."""
        return not self._has_ended()

    @property
    def shows_alternate_screen(self) -> bool:
        """Whether the program's last word on it was to show the alternate screen."""
        shown, left = (self.raw.rfind(one) for one in _ALTERNATE)
        return shown > left

    @property
    def modes(self) -> list[Any]:
        """The terminal's modes as `termios` tells them."""
        return termios.tcgetattr(self._slave)

    @property
    def is_as_before(self) -> bool:
        """Whether the program left the terminal as it found it: modes, screen, cursor, mouse, paste and focus."""
        switched = {1000, 1003, 1004, 1006, 1015, 1049, 2004}
        still = {number for number in switched if self._last_switch(number) == b"h"}
        return not still and self._last_switch(25) != b"l" and self.modes == self.modes_before

    def _last_switch(self, number: int) -> bytes:
        on, off = self.raw.rfind(b"\x1b[?%dh" % number), self.raw.rfind(b"\x1b[?%dl" % number)
        return b"" if on == off else b"h" if on > off else b"l"

    def resize(self, columns: int, rows: int) -> None:
        """Give the window another size, as dragging its corner does; 0 by 0 is what some terminals say at first."""
        self.screen.resize((columns, rows))
        self._set_size((columns, rows))

    def _set_size(self, size: tuple[int, int]) -> None:
        columns, rows = size
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def signal(self, number: int) -> None:
        """Send the program a signal."""
        os.kill(self.pid, number)

    def close_master(self) -> None:
        """Close the window: the system hangs up on the program."""
        if self._master_open:
            self._master_open = False
            os.close(self._master)

    def _foreground(self) -> int:
        try:
            return os.tcgetpgrp(self._master)
        except OSError:
            return 0

    @property
    def foreground(self) -> int:
        """The process group that has the terminal: under a shell, the program that it runs now."""
        return self._foreground()


def processor_seconds(pid: int) -> float | None:
    """Return how long a process has kept a processor busy, on Linux; None where it has ended or waits to be buried."""
    try:
        with open(f"/proc/{pid}/stat", encoding="ascii", errors="replace") as file:  # noqa: PTH123  a file of the system
            fields = file.read().rpartition(")")[2].split()
    except OSError:
        return None
    if fields[0] in {"Z", "X"}:
        return None
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
