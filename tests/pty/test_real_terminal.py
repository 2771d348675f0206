"""The driver itself, on small programs: what it shows, times and ends is what a terminal would."""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING

import pytest

from benchmarks.emulated_screen import EmulatedScreen
from benchmarks.real_terminal import NeverHappened, RealTerminal, plain_environment, processor_seconds

if TYPE_CHECKING:
    from pathlib import Path

RAW = "import os, sys, termios, tty; tty.setraw(0); out = lambda text: os.write(1, text.encode()); "


def python(program: str, **given: object) -> RealTerminal:
    """Run a few lines of Python in a terminal."""
    return RealTerminal([sys.executable, "-c", program], **given)  # type: ignore[arg-type]


def test_a_program_has_the_terminal_to_itself() -> None:
    """All three streams are the terminal, which is the program's own, in the size and of the name that were asked."""
    told = "import os; print([os.isatty(n) for n in (0, 1, 2)], os.tcgetpgrp(0) == os.getpid(), os.getsid(0) == "
    told += "os.getpid(), tuple(os.get_terminal_size()), os.environ['TERM'])"
    with python(told, size=(100, 30), term="vt220") as terminal:
        terminal.wait_for("[True, True, True] True True (100, 30) vt220")
        assert terminal.wait_exit() == 0


def test_the_screen_is_what_a_terminal_would_show() -> None:
    """Text stands where it was put, in the look it was given, and newer terminals' sequences are not shown as text."""
    bytes_sent = "\\x1b[?1049h\\x1b[>1u\\x1b[?2026$p\\x1b[3;5H\\x1b[7;31mU4\\x1b[0m é\\x1b[<u"
    with python(f"print('{bytes_sent}', end='', flush=True); input()") as terminal:
        terminal.wait_for("    U4 é")
        assert terminal.screen.row_of("U4") == 2
        assert [(one.reverse, one.fg) for one in terminal.screen.looks(2)[4:7]] == [
            (True, "red"), (True, "red"), (False, "default"),
        ]  # fmt: skip
        assert terminal.screen.text.strip() == "U4 é"
        assert terminal.shows_alternate_screen


def test_a_sequence_in_two_pieces_is_one() -> None:
    """A sequence that a read cut in two is emulated whole, wherever it was cut."""
    whole = "before\x1b[>25uafter\x1b[1;31mé".encode()
    for place in range(len(whole) + 1):
        screen = EmulatedScreen((20, 2))
        screen.feed(whole[:place])
        assert "before" in screen.text or place < 6
        screen.feed(whole[place:])
        assert screen.text.strip() == "beforeafteré"


def test_the_alternate_screen_gives_back_what_stood_before() -> None:
    """What was on the screen before a full-screen program is there again when it has left."""
    screen = EmulatedScreen((20, 3))
    screen.feed(b"$ inclusion\r\n\x1b[?1049h\x1b[2Jrows")
    assert "inclusion" not in screen.text
    screen.feed(b"\x1b[?1049l$ ")
    assert screen.text.splitlines() == ["$ inclusion", "$"]


def test_keys_are_timed_and_counted() -> None:
    """A key's answer is told in seconds to its first and last byte and in bytes, the pause before the last included."""
    answer = "import time\nwhile True:\n    os.read(0, 1); out('x' * 10); time.sleep(0.05); out('y')\n"
    with python(RAW + "out('ready')\n" + answer) as terminal:
        terminal.wait_for("ready")
        short = terminal.press("1", quiet_s=0.01)
        assert short.size in {10, 11}
        terminal.wait_quiet(0.2)
        long = terminal.press("1", quiet_s=1.0)
        assert long.size == 11
        assert 0 < long.first_s < long.last_s
        assert long.last_s >= 0.05


def test_what_never_comes_is_said_with_the_screen() -> None:
    """Waiting for what does not come ends with the screen in the message, at once where the program has ended."""
    with (
        python("print('something else'); input()") as terminal,
        pytest.raises(NeverHappened, match=r"(?s)'Secure'.*something else"),
    ):
        terminal.wait_for("Secure", limit_s=0.5)
    with python("print('short'); raise SystemExit(3)") as terminal, pytest.raises(NeverHappened, match="ended with 3"):
        terminal.wait_for("Secure")


def test_a_megabyte_typed_while_the_program_writes_arrives_whole() -> None:
    """More bytes than a terminal holds are taken on both sides, and none is lost."""
    echo = "got = 0\nout('ready')\nwhile got < 1_000_000:\n    data = os.read(0, 65536); got += len(data); "
    with python(RAW + echo + "out('.' * len(data))\nout('all of it')") as terminal:
        terminal.wait_for("ready")
        terminal.send("x" * 1_000_000)
        terminal.wait_for("all of it")
        assert terminal.raw.count(b".") == 1_000_000
        assert terminal.wait_exit() == 0


def test_no_query_is_answered_unless_asked() -> None:
    """A program's question to its terminal gets silence, or the answer that the test gives, once each time."""
    asks = RAW + "import select\nfor _ in range(2):\n    out('\\x1b[?2026$p')\n"
    asks += "    print(os.read(0, 99) if select.select([0], [], [], 0.5)[0] else 'silence', end=' ', flush=True)\n"
    with python(asks + "out('over')") as terminal:
        terminal.wait_for("silence silence over")
    with python(asks + "out('over')", answers={b"\x1b[?2026$p": b"\x1b[?2026;2$y"}) as terminal:
        terminal.wait_for("over")
        assert terminal.screen.text.count("2026;2$y") == 2
        assert "silence" not in terminal.screen.text


def test_a_window_takes_another_size() -> None:
    """The program is told that the window has another size, 0 by 0 too."""
    told = "import os, signal, time; say = lambda *_: os.write(1, str(tuple(os.get_terminal_size())).encode()); "
    with python(told + "signal.signal(signal.SIGWINCH, say); say(); time.sleep(60)") as terminal:
        terminal.wait_for("(80, 24)")
        for size in ((20, 5), (0, 0), (200, 60)):
            terminal.resize(*size)
            terminal.wait_bytes(str(size).encode())


def test_a_closed_window_hangs_up() -> None:
    """Closing the window sends SIGHUP, whose default ends a program."""
    with python("print('ready', flush=True); import time; time.sleep(60)") as terminal:
        terminal.wait_for("ready")
        terminal.close_master()
        assert terminal.wait_exit() == -signal.SIGHUP


def test_a_terminal_left_as_it_was_is_told_from_one_that_was_not() -> None:
    """Raw modes, the alternate screen, a hidden cursor, mouse and paste reports left on are all seen."""
    with python("print('over')") as terminal:
        assert terminal.wait_exit() == 0
        assert terminal.is_as_before
    for left in ("\\x1b[?1049h", "\\x1b[?25l", "\\x1b[?1003h", "\\x1b[?2004h", "\\x1b[?1004h"):
        with python(f"print('{left}')") as terminal:
            assert terminal.wait_exit() == 0
            assert not terminal.is_as_before, left
        undone = left.replace("25l", "25H").replace("h", "l").replace("H", "h")
        with python(f"print('{left}'); print('{undone}')") as terminal:
            assert terminal.wait_exit() == 0
            assert terminal.is_as_before, left
    with python(RAW) as terminal:
        assert terminal.wait_exit() == 0
        assert not terminal.is_as_before


def test_a_program_under_a_shell_is_stopped_and_goes_on(tmp_path: Path) -> None:
    """ctrl-Z stops a program that a shell runs, and fg lets it go on, as at a person's own prompt."""
    script = tmp_path / "waits.py"
    script.write_text("print('begun', flush=True); print('heard', input())", encoding="utf-8")
    with RealTerminal(["sh", "-i"], env=plain_environment(PS1="at the prompt> ")) as terminal:
        terminal.wait_for("at the prompt>")
        terminal.send(f"{sys.executable} {script}\r")
        terminal.wait_for("begun")
        assert terminal.foreground != terminal.pid
        terminal.send("\x1a")
        terminal.wait_until(lambda: terminal.foreground == terminal.pid, "the shell has the terminal")
        terminal.send("fg\r")
        terminal.wait_until(lambda: terminal.foreground != terminal.pid, "the program has the terminal")
        terminal.send("a word\r")
        terminal.wait_for("heard a word")


def test_what_still_runs_is_killed_at_the_end() -> None:
    """A program that heeds no signal does not outlive its test, and its memory and processor time are told."""
    deaf = "import signal, time; [signal.signal(n, signal.SIG_IGN) for n in (1, 2, 3, 15)]; print('deaf', flush=True)"
    with python(deaf + "\nwhile True: pass") as terminal:
        terminal.wait_for("deaf")
        terminal.signal(signal.SIGTERM)
        assert terminal.is_running
        spent = processor_seconds(terminal.pid)
        if os.path.isdir("/proc"):  # noqa: PTH112  Linux alone tells it so
            assert spent is not None
            terminal.wait_until(lambda: (processor_seconds(terminal.pid) or 0) > (spent or 0), "it spins")
            assert 1 < (terminal.most_memory_mb or 0) < 100  # less than the tests hold that started it
    assert terminal.exit_code == -signal.SIGKILL
    assert terminal.most_memory_mb is None
    assert processor_seconds(terminal.pid) is None


def test_our_own_settings_reach_no_program(monkeypatch: pytest.MonkeyPatch) -> None:
    """Variables by which a terminal, a theme or a workspace reach a program are not handed on, others are."""
    for name in ("NO_COLOR", "COLUMNS", "TEXTUAL_THEME", "INCLUSION_HOME", "TMUX"):
        monkeypatch.setenv(name, "1")
    monkeypatch.setenv("SOMETHING_ELSE", "1")
    given = plain_environment(INCLUSION_HOME="mine")
    assert given["INCLUSION_HOME"] == "mine"
    assert given["SOMETHING_ELSE"] == "1"
    assert not {"NO_COLOR", "COLUMNS", "TEXTUAL_THEME", "TMUX"} & set(given)
