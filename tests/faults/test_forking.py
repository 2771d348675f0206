"""The way in which programs are started and killed by the hundred."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from .forking import Stem

CUT_OFF = """
import os, time
os.write(1, b"ready\\nkept 1\\nkept 2")
time.sleep(60)
"""


def test_a_line_that_a_kill_cut_off_was_not_said(stems: Callable[[str], Stem]) -> None:
    """What was said whole is told, the end of the program is heard, and the next one starts as the first did."""
    stem = stems(CUT_OFF)
    for _ in range(2):
        stem.start()
        stem.kill()
        assert stem.said() == b"kept 1\n"
        assert stem.code < 0
