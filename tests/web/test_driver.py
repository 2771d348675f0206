"""The screens' end of the page, apart from any server."""

from __future__ import annotations

import os
from threading import Lock, Thread

from inclusion_tui.web.driver import PageDriver


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
