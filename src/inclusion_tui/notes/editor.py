"""A long note in somebody's own editor, by way of a private file. Whatever the editor does, the text is not lost.

The text that was there stays where the editor fails, is killed, leaves nothing or takes the file away; then the file
stays too, and its place is said.
"""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import inclusion_core as ic

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_KNOWN = ("sensible-editor", "nano", "vim", "vi", "notepad.exe")
_AT_ONCE_S = 1.0
_LARGEST = 20_000_000
_NAME = "note.txt"


class Edited(NamedTuple):
    """What came of it: the text, None where the one of before stands; and a sentence, empty where all is well."""

    text: str | None
    says: str = ""
    wrong: bool = False


def editor_of(environment: Mapping[str, str]) -> list[str]:
    """Return the command that edits a file, with its arguments. Raises NotAllowed where there is none, or it is odd."""
    for name in ("VISUAL", "EDITOR"):
        given = environment.get(name, "").strip()
        if given:
            try:
                return shlex.split(given, posix=os.name == "posix")
            except ValueError:
                raise ic.NotAllowed(f"${name} cannot be read: {ic.one_line(given)}. Look at its quotes.") from None
    found = next((path for one in _KNOWN if (path := shutil.which(one))), None)
    if found is None:
        raise ic.NotAllowed("No editor is known here. Set $EDITOR to the name of one, such as nano.")
    return [found]


def edit(text: str, command: list[str], beside: Path | None = None) -> Edited:
    """Let an editor change a text, and wait for it. Call it while the screen is put away. Raises nothing of its own.

    `beside` is a folder for the file, made where it is missing: a review's drafts, where blanking and erasing reach
    what is left there when the terminal closes meanwhile. Without one it is the system's temporary folder.
    """
    try:
        if beside is not None:
            beside.mkdir(exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix="editing-", dir=beside))  # for its owner alone
        path = folder / _NAME
        _write(path, text)
    except OSError as error:
        return Edited(
            None, f"A file for the editor could not be made: {error.strerror}. The text is as it was.", wrong=True
        )
    began = time.monotonic()
    try:
        with _left_alone():
            code = subprocess.run([*command, str(path)], check=False).returncode  # noqa: S603  the person's own editor
    except (OSError, ValueError) as error:
        _remove(folder)
        why = getattr(error, "strerror", None) or str(error)
        name = ic.one_line(command[0])
        return Edited(
            None, f"'{name}' could not be started: {why}. Set $EDITOR to an editor. Nothing was changed.", wrong=True
        )
    return _outcome(folder, path, text, code, at_once=time.monotonic() - began < _AT_ONCE_S)


def _outcome(folder: Path, path: Path, text: str, code: int, *, at_once: bool) -> Edited:
    """Say what came of it. Only a text that is there and differs takes the place of the one of before."""
    after = _read(path)
    if code:
        how = f"was ended by signal {-code}" if code < 0 else f"ended with {code}"
        return _as_it_was(folder, f"The editor {how}", keep=after not in {None, "", text} or _others(folder))
    if after is None:
        return _as_it_was(folder, "The editor left no text that can be read", keep=path.exists() or _others(folder))
    if not after.strip() and text.strip():
        return _as_it_was(folder, "The editor left nothing", keep=_others(folder))
    if after == text:
        if at_once:
            says = "The editor ended at once. One with a window of its own must be told to wait, such as 'code --wait'"
            return _as_it_was(folder, says, keep=True)
        _remove(folder)
        return Edited(None, "Nothing was changed in the editor.")
    _remove(folder)
    return Edited(after)


def _as_it_was(folder: Path, what: str, *, keep: bool) -> Edited:
    if keep:
        return Edited(None, f"{what}. Your text is as it was; what it wrote is in {folder}", wrong=True)
    _remove(folder)
    return Edited(None, f"{what}. Your text is as it was.", wrong=True)


def _write(path: Path, text: str) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
        file.write(f"{text}\n" if text else "")


def _read(path: Path) -> str | None:
    """Return what the file says, without the line end that editors add; None where it says nothing that can be read."""
    try:
        if not path.is_file() or path.stat().st_size > _LARGEST:
            return None
        text = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")


def _others(folder: Path) -> bool:
    """Say whether there is something else in the folder: a file that was renamed, or what an editor puts by."""
    with suppress(OSError):
        return any(one.name != _NAME for one in folder.iterdir())
    return False


def _remove(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _left_alone() -> Iterator[None]:
    """Let ctrl-C and its like be the editor's alone; a handler of ours is no handler of the program that is started."""
    before = {}
    for name in ("SIGINT", "SIGQUIT"):
        number = getattr(signal, name, None)
        if number is not None:
            with suppress(ValueError):  # not the main thread
                before[number] = signal.signal(number, lambda *_: None)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
