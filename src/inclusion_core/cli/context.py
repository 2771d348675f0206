"""What a command stands on: the workspace that was named, its desk, and where text comes from."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from inclusion_core.cli.output import note
from inclusion_core.errors import NotAllowed

if TYPE_CHECKING:
    from inclusion_core.desk import Desk


def default_workspace() -> Path:
    """Return the folder used where none is named: `$INCLUSION_HOME`, or the user's data folder on this platform."""
    named = os.environ.get("INCLUSION_HOME")
    if named:
        return Path(named).expanduser()
    from inclusion_core.store.frameworks.library import user_folder  # noqa: PLC0415  only where nothing was named

    return user_folder().parent


class Context:
    """One run of one command. The desk is opened when it is first asked for."""

    def __init__(self, workspace: str | None = None) -> None:
        self._named = workspace
        self._desk: Desk | None = None
        self.read_only = False

    def name(self, workspace: str) -> None:
        """Name the workspace, before anything is opened."""
        self._named = workspace

    @property
    def folder(self) -> Path:
        """The workspace's folder, which need not be there yet."""
        return Path(self._named).expanduser() if self._named else default_workspace()

    def check_folder(self) -> Path:
        """Return the workspace's folder. Raises NotAllowed where a file has its name."""
        folder = self.folder
        if folder.exists() and not folder.is_dir():
            raise NotAllowed(f"{folder} is a file, and work is kept in a folder. Name another: --workspace DIR.")
        return folder

    @property
    def desk(self) -> Desk:
        """The desk with this workspace on it."""
        if self._desk is None:
            from inclusion_core.desk import open_desk  # noqa: PLC0415  a command without a desk starts faster

            folder = self.check_folder()
            if self._named and self.read_only and not folder.exists():
                note(f"There is no folder {folder} yet, so nothing is in it.")
            self._desk = open_desk(folder, read_only=self.read_only)
        return self._desk

    def typed(self, sentence: str) -> str:
        """Return a sentence with each `inclusion COMMAND` as it has to be typed here, in this folder and on this path.

        The workspace that was named goes with it, and a program that is not on the path is called as it was called.
        """
        from inclusion_core.cli.commands import COMMANDS  # noqa: PLC0415  as light as this module

        named = f"{_program()} --workspace {quoted(self._named)}" if self._named else _program()
        return re.sub(rf"(?<![\w/-])inclusion(?= (?:{'|'.join(COMMANDS)})\b)", lambda _: named, sentence)

    def close(self) -> None:
        """Put away what was opened."""
        if self._desk is not None:
            self._desk.close()
            self._desk = None


def _program() -> str:
    """Return what has to be typed for this program: `inclusion` where the path has it, else as it was called."""
    called = Path(sys.argv[0])
    if called.stem != "inclusion":
        return "inclusion"
    from shutil import which  # noqa: PLC0415  only where something is to be typed next

    found = which("inclusion")
    if found is not None and called.exists() and Path(found).samefile(called):
        return "inclusion"
    return quoted(str(called))


def quoted(word: str) -> str:
    """Return a word as it has to be typed in a shell of this platform."""
    if sys.platform == "win32":
        return f'"{word}"' if " " in word else word
    from shlex import quote  # noqa: PLC0415  only where something is to be typed next

    return quote(word)


def text_of(argument: str) -> str:
    """Return a text argument, reading standard input to its end where it is `-`. Raises NotAllowed.

    Somebody who sits there is told on stderr that the program waits, and how to end the text.
    """
    from inclusion_core.cli.arguments import checked_text  # noqa: PLC0415  argparse is loaded by then

    if argument != "-":
        return argument
    if sys.stdin.isatty():
        keys = "Ctrl-Z and Enter" if sys.platform == "win32" else "Ctrl-D"
        note(f"Type the text, press Enter, and end it with {keys} on a line of its own:")
    return checked_text(sys.stdin.read().rstrip("\r\n"))
