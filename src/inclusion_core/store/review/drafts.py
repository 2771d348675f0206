"""What is being typed and was not said yet: kept on every change, so that a crash loses no more than a keystroke.

A text that a program is at work on is claimed (`claims`), so that no second one goes on with it meanwhile.
A device has one file for a review, `drafts/<device>.jsonl`, and only that device reads it; it is never bundled or
exported. Each line is a difference from the line before it in the same stream (one stream for each session) and under
the same key. What was dropped is rewritten away when the session ends.
"""

from __future__ import annotations

import datetime as dt
import os
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from attrs import frozen

from inclusion_core.errors import Locked, NotAllowed, StorageFailed
from inclusion_core.store import files
from inclusion_core.store.review.claims import Claims
from inclusion_core.store.review.rows import base32, decode, encode, instant_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

_FLAGS: int = getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOINHERIT", 0)
_WAIT_S = 1.0
_AT_WORK = (
    "Another window of this program is at work on this text: send it there, or close that window and take it up here."
)
LARGE = 250_000
"""Bytes from which on a drafts file is worth rewriting while it is in use: about 1,500 keystrokes."""


@frozen
class Draft:
    """A text that was typed and not said. `key` is what it was typed for; `at` is its last keystroke.

    `fits` is false where it was made for another review or another text of the framework: then it can be read and
    copied, and never attaches by itself. `stream` tells apart two drafts under one key. `held` is true while another
    window is at work on it.
    """

    key: str
    text: str
    at: dt.datetime
    device: str
    stream: str
    fits: bool
    held: bool = False


@frozen
class _Kept:
    text: str
    at: dt.datetime
    review: str
    framework: str


class Drafts:
    """The drafts of one device for one review. Making this touches no file."""

    def __init__(self, folder: Path, *, device: str, review: str, framework: str) -> None:
        self.path = folder / f"{device}.jsonl"
        self._lock = folder / f".{device}.lock"
        self._claims = Claims(folder, device)
        self._device, self._review, self.framework = device, review, framework
        self.stream = base32(int.from_bytes(os.urandom(5), "big"), 8).lower()
        self._texts: dict[str, str] = {}
        self._file: tuple[int, int] | None = None
        self._unflushed = False
        self._short = 0

    def put(self, key: str, text: str, at: dt.datetime) -> None:
        """Keep what a text is now. An unchanged text writes nothing. Raises StorageFailed."""
        before = self._texts.get(key)
        if text == before:
            return
        self._make_folder()
        with files.locked(self._lock, wait_s=_WAIT_S):
            if before is None:
                self._claims.take(self.stream, key)
            if before is not None and self._is_another():
                before = None
            cut, put = (None, text) if before is None else difference(before, text)
            was = 0 if cut is None else len(before or "")
            self._append({**self._head(key, at), "was": was, "cut": cut, "put": put})
        self._texts[key] = text

    def drop(self, key: str, *, stream: str | None = None, at: dt.datetime) -> None:
        """Let a draft go for good: every stream's under this key, or one stream's. Raises StorageFailed.

        What another window is at work on stays; NotAllowed is raised where it is that one that is named.
        """
        mine = self._texts.pop(key, None) is not None
        if stream == self.stream:  # known without reading what a day's typing came to
            streams = {stream} if mine else set()
        else:
            streams = {one for one, kept_key in self._read() if kept_key == key and stream in {None, one}}
        held = {one for one in streams if one != self.stream and self._claims.is_held(one, key)}
        if stream in held:
            raise NotAllowed(_AT_WORK)
        if streams <= held:
            return
        with files.locked(self._lock, wait_s=_WAIT_S):
            for one in sorted(streams - held):
                self._append({**self._head(key, at), "stream": one, "drop": True})
                self._claims.give_back(one, key)

    def take(self, key: str, stream: str) -> Draft | None:
        """Be at work on a draft that another session left; return it as it stands now, None where it is no more.

        Raises NotAllowed where another window is at work on it, StorageFailed.
        """
        if not self.path.exists():
            return None
        with files.locked(self._lock, wait_s=_WAIT_S):
            if not self._claims.take(stream, key):
                raise NotAllowed(_AT_WORK)
            found = next((one for one in self.recovered() if (one.stream, one.key) == (stream, key)), None)
            if found is None:
                self._claims.give_back(stream, key)
        return found

    def release(self) -> None:
        """Be at work on nothing any more: whatever is left can be taken up by others. Never raises."""
        with suppress(StorageFailed, Locked, OSError):
            if self.path.parent.is_dir():
                with files.locked(self._lock, wait_s=_WAIT_S):
                    self._claims.give_all_back()

    def recovered(self) -> tuple[Draft, ...]:
        """Return what other sessions on this device left behind, the newest last. Writes nothing."""
        found = [
            Draft(
                key, one.text, one.at, self._device, stream,
                fits=(one.review, one.framework) == (self._review, self.framework),
                held=self._claims.is_held(stream, key),
            )
            for (stream, key), one in self._read().items()
            if stream != self.stream and one.text
        ]  # fmt: skip
        return tuple(sorted(found, key=lambda draft: draft.at))

    def sync(self) -> None:
        """Flush to the disk. Raises StorageFailed."""
        if self._unflushed:
            self._unflushed = False
            if self.path.exists():
                files.fsync_file(self.path)

    def compact(self) -> None:
        """Rewrite the file with each draft's last text in one line, and without those dropped. Raises StorageFailed."""
        if not self.path.exists():
            return
        with files.locked(self._lock, wait_s=_WAIT_S):
            data = rewritten(self.path.read_bytes(), lambda text: text)
            if data:
                files.write(self.path, data, keep=0)
            else:
                with suppress(OSError):
                    self.path.unlink()
            self._file = self._mark()
            self._short = len(data)

    def tidy(self) -> None:
        """Rewrite the file where a long time's typing made it large. A thread may do it. Raises StorageFailed."""
        mark = self._mark()
        if mark is not None and mark[1] > max(LARGE, 2 * self._short):
            self.compact()

    def _head(self, key: str, at: dt.datetime) -> dict[str, Any]:
        return {
            "at": instant_text(at), "stream": self.stream, "review": self._review, "framework": self.framework,
            "key": key,
        }  # fmt: skip

    def _make_folder(self) -> None:
        """Make `drafts/`, and never the review's own folder, which somebody may have erased."""
        try:
            self.path.parent.mkdir(exist_ok=True)
        except OSError as error:
            raise files.storage_failed(self.path, error) from error

    def _mark(self) -> tuple[int, int] | None:
        try:
            status = self.path.stat()
        except OSError:
            return None
        return status.st_ino, status.st_size

    def _is_another(self) -> bool:
        """Say whether the file was rewritten since we wrote last, so that a difference would have nothing below it."""
        now = self._mark()
        return now is None or self._file is None or now[0] != self._file[0] or now[1] < self._file[1]

    def _append(self, members: dict[str, Any]) -> None:
        try:
            handle = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND | _FLAGS, 0o666)
        except OSError as error:
            raise files.storage_failed(self.path, error) from error
        try:
            status = os.fstat(handle)
            whole = status.st_size == 0
            if not whole:
                os.lseek(handle, -1, os.SEEK_END)
                whole = os.read(handle, 1) == b"\n"
            row = (b"" if whole else b"\n") + encode(members) + b"\n"
            written = 0
            try:
                while written < len(row):
                    written += os.write(handle, row[written:])
            except OSError as error:
                with suppress(OSError):
                    if written and os.fstat(handle).st_size == status.st_size + written:
                        os.ftruncate(handle, status.st_size)
                raise files.storage_failed(self.path, error) from error
            self._file = status.st_ino, status.st_size + written
            self._unflushed = True
        finally:
            os.close(handle)

    def _read(self) -> dict[tuple[str, str], _Kept]:
        """Put the differences together. A line that cannot be read ends its stream's text where it was."""
        try:
            rows = self.path.read_bytes().split(b"\n")
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise files.storage_failed(self.path, error) from error
        return _together(rows)


def left_in(path: Path) -> tuple[Draft, ...]:
    """Return every draft that a device's file holds, whoever typed it, the newest last. Raises StorageFailed."""
    try:
        rows = path.read_bytes().split(b"\n")
    except OSError as error:
        raise files.storage_failed(path, error) from error
    found = [
        Draft(key, one.text, one.at, path.stem, stream, fits=True)
        for (stream, key), one in _together(rows).items()
        if one.text
    ]
    return tuple(sorted(found, key=lambda draft: draft.at))


def rewritten(data: bytes, change: Callable[[str], str]) -> bytes:
    """Return a drafts file in which each draft is one line with its last text, changed, and none of its history."""
    rows = []
    for (stream, key), one in _together(data.split(b"\n")).items():
        head = {"at": instant_text(one.at), "stream": stream, "review": one.review, "framework": one.framework}
        rows.append(encode({**head, "key": key, "was": 0, "cut": None, "put": change(one.text)}) + b"\n")
    return b"".join(rows)


def ever_held(data: bytes, holds: Callable[[str], bool]) -> bool:
    """Say whether any draft in a drafts file was, at any moment, a text for which `holds` is true."""
    held = False

    def see(draft: str) -> None:
        nonlocal held
        held = held or holds(draft)

    _together(data.split(b"\n"), see)
    return held


def is_whole(data: bytes) -> bool:
    """Say whether every row of a drafts file could be read and stands on the one before it."""
    lost: list[bytes] = []
    _together(data.split(b"\n"), lost=lost)
    return not any(lost)


def _together(
    rows: Iterable[bytes], see: Callable[[str], None] | None = None, *, lost: list[bytes] | None = None
) -> dict[tuple[str, str], _Kept]:
    found: dict[tuple[str, str], _Kept] = {}
    for row in rows:
        try:
            members = decode(row)
            where = (str(members["stream"]), str(members["key"]))
            if members.get("drop"):
                found.pop(where, None)
                continue
            cut, put = members["cut"], members["put"]
            before = found[where].text if cut is not None else ""
            if len(before) != members["was"]:
                raise KeyError(where)  # noqa: TRY301  a line before is lost: what is known stays as it was
            start, length = cut or (0, 0)
            text = before[:start] + put + before[start + length :]
            at = dt.datetime.fromisoformat(members["at"])
            if see is not None:
                see(text)
            found[where] = _Kept(text, at, str(members["review"]), str(members["framework"]))
        except (ValueError, KeyError, TypeError):
            if lost is not None:
                lost.append(row)
    return found


def difference(before: str, after: str) -> tuple[list[int], str]:
    """Return what leads from one text to another: where to cut and how much, and what to put there.

    Halving instead of walking: a megabyte costs a few comparisons.

    >>> difference("one three", "one two three")
    ([5, 0], 'wo t')
    """
    most = min(len(before), len(after))
    head = _common(most, lambda size: before[:size] == after[:size])
    most -= head
    tail = _common(most, lambda size: size == 0 or before[-size:] == after[-size:])
    return [head, len(before) - head - tail], after[head : len(after) - tail]


def _common(most: int, same: Any) -> int:  # noqa: ANN401  a small function
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if same(middle):
            low = middle
        else:
            high = middle - 1
    return low
