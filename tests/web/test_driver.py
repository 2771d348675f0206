"""The screens' end of the page, apart from any server."""

from __future__ import annotations

import os
import subprocess
from threading import Lock, Thread
from typing import TYPE_CHECKING

import pytest
from tests.web.conftest import STAND_IN

from inclusion_tui.web.driver import PageDriver
from inclusion_tui.web.tab import screen_environment

if TYPE_CHECKING:
    from pathlib import Path


def test_packets_of_two_threads_never_mix() -> None:
    """A packet that does not fit into the pipe is whole at its other end, whoever else writes meanwhile."""
    out, into = os.pipe()
    driver = object.__new__(PageDriver)  # without an app: only its writing is asked for
    driver.fileno, driver._whole = into, Lock()
    size, rounds = 200_000, 5

    def write(mark: bytes) -> None:
        for _ in range(rounds):
            assert driver._write_whole(mark * size) == size

    threads = [Thread(target=write, args=(mark,)) for mark in (b"a", b"b")]
    for thread in threads:
        thread.start()
    seen = b""
    while len(seen) < 2 * rounds * size:
        seen += os.read(out, 5000)
    for thread in threads:
        thread.join()
    os.close(into)
    os.close(out)
    packets = [seen[start : start + size] for start in range(0, len(seen), size)]
    assert all(len(set(one)) == 1 for one in packets)


@pytest.mark.slow
def test_a_program_without_a_server_ends_by_itself(tmp_path: Path) -> None:
    """Screens whose server is gone, so that nothing more can come, end as they should, though nobody tells them."""
    program = subprocess.Popen(
        (*STAND_IN, str(tmp_path)),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, **screen_environment(80, 24)},
    )
    assert program.stdin is not None
    assert program.stdout is not None
    seen = b""
    while b"stand-in" not in seen:
        seen += os.read(program.stdout.fileno(), 5000)
    reading = Thread(target=program.stdout.read)  # to the end: it never finds that nobody listens
    reading.start()
    program.stdin.close()
    try:
        program.wait(20)
    finally:
        program.kill()
        program.wait()
        reading.join()
        program.stdout.close()
    assert list(tmp_path.glob("ended-*"))
