"""The command line: every task of the program, in words, with exit codes that scripts can rely on.

This module answers `--version` by itself and hands everything else to `program`. It imports nothing but `sys`, because
`inclusion --version` may cost no more than 1.15 x an empty console script.
"""

from __future__ import annotations

import sys

TYPE_CHECKING = False  # typing itself would cost more than all that --version does
if TYPE_CHECKING:
    from collections.abc import Sequence


def run() -> int:
    """Run the program on the process's own arguments; the console script exits with what this returns."""
    return main(sys.argv[1:])


def main(argv: Sequence[str]) -> int:
    """Run one command line, without the program's name, and return its exit code (docs/cli.md lists them).

    >>> main(["--version"])  # doctest: +ELLIPSIS
    inclusion ...
    0
    """
    if list(argv) in (["--version"], ["-V"]):
        from inclusion_core import __version__  # noqa: PLC0415  loaded by then, and nothing else need be

        print("inclusion", __version__, flush=True)
        return 0
    from inclusion_core.cli.program import program  # noqa: PLC0415  --version must not load it

    return program(argv)
