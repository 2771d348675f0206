"""One tab's program: `python -m inclusion_tui.web.child FOLDER`, started by the server with its driver named."""

from __future__ import annotations

import sys
from pathlib import Path


def main(words: list[str]) -> int:
    """Run the screens on a workspace's folder and return their exit code."""
    from inclusion_tui.app import run  # noqa: PLC0415  so that a mistake in the words costs nothing

    return run(Path(words[0]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
