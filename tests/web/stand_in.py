"""A small Textual program in place of the screens: `stand_in.py FOLDER`. Each letter makes it do something."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from textual.app import App, ComposeResult
from textual.widgets import Static

LARGE = bytes(range(256)) * 800  # 200 kB: four pieces on their way to the browser


class StandIn(App[int]):
    """Writes down what was typed, and at its end that it came to it."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder

    def compose(self) -> ComposeResult:
        """Show something."""
        yield Static("stand-in")

    def on_mount(self) -> None:
        """Say that it runs."""
        (self.folder / f"pid-{os.getpid()}").write_text(os.environ["COLUMNS"])

    def on_unmount(self) -> None:
        """Say that it ended as it should."""
        (self.folder / f"ended-{os.getpid()}").touch()

    def on_key(self, event: Any) -> None:
        """Do what a letter stands for."""
        with (self.folder / "typed").open("a", encoding="utf-8") as file:
            file.write(event.character or "")
        {
            "D": lambda: self.deliver_text(io.StringIO("A report, é."), save_filename='re"port é.html'),
            "L": lambda: self.deliver_binary(io.BytesIO(LARGE), save_filename="large.bin", open_method="browser"),
            "U": lambda: self.open_url("https://example.org/page", new_tab=False),
            "J": lambda: self.open_url("javascript:alert(1)"),
            "S": self.get_stuck,
            "P": lambda: os.write(1, b"printed by a library in C\n"),
            "E": lambda: os.write(2, b"told on stderr \x1b[2J\n"),
            "Q": lambda: self.exit(0),
            "X": lambda: 1 / 0,
        }.get(event.character, lambda: None)()

    def get_stuck(self) -> None:
        """Start another program, and hold the event loop up for a minute."""
        other = subprocess.Popen(["sleep", "60"])
        (self.folder / f"other-{other.pid}").touch()
        time.sleep(60)


if __name__ == "__main__":
    app = StandIn(Path(sys.argv[1]))
    code = app.run()
    sys.exit(app.return_code or code or 0)
