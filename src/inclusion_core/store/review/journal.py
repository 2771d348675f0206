"""The journal: what happened in a review, one line a change, never truncated.

A line is one JSON object that ends with `sum`, the first 16 hex digits of the SHA-256 of the line without it. Lines are
not chained: each stands on its own, so that one damaged line takes no other with it; `seq` shows where one is missing.
The order is that of `seq`, never of the clock. `seq` is this copy's own count; `id` is the change's name in every copy.

Writing takes the lock for that one append, reads what others wrote, and writes with a single call. A line that the disk
took only in part is taken back; one that a crash cut short is ended with a newline, left where it is and reported.
Lines that mean something only together are not appended: a kill may end a long write between two of them (Linux looks
for one after each page). The journal with them is written beside its place and put there in one step.
"""

from __future__ import annotations

import os
import stat
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from attrs import Factory, define, field, frozen

from inclusion_core.errors import StorageFailed
from inclusion_core.store.files import fsync_file, locked, prepare, storage_failed, why_not
from inclusion_core.store.review.rows import Entry, Line, Unreadable, decode, encode, line_of, members_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_FLAGS: int = getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOINHERIT", 0)


@define
class Journal:
    """A journal file, read as far as `lines` goes. Making one touches no file.

    `lines` are in the order of the file; `unreadable` are those that were passed over; `rewritten` counts how often the
    file turned out to be another one than was read before (blanking does that), after which `lines` starts afresh.
    A `private` one is its owner's alone.
    """

    path: Path
    lock_path: Path
    wait_s: float = 5.0
    lines: list[Line] = Factory(list)
    unreadable: list[Unreadable] = Factory(list)
    rewritten: int = 0
    at_least: int = 0
    fragment: bytes = b""
    private: bool = field(default=False, kw_only=True)
    last_seq: int = field(default=0, init=False)
    rows: int = field(default=0, init=False)
    _offset: int = field(default=0, init=False)
    _tail: bytes = field(default=b"", init=False)
    _open_row: bool = field(default=False, init=False)
    _mark: tuple[int, int, int] | None = field(default=None, init=False)
    _number: int = field(default=0, init=False)
    _unflushed: bool = field(default=False, init=False)

    @property
    def next_seq(self) -> int:
        """The number of the next line: above every line that can be read, every line there is, and every snapshot."""
        return max(self.last_seq, self.rows, self.at_least) + 1

    def pull(self) -> tuple[Line, ...]:
        """Read what was appended since, by whomever. Needs no lock and writes nothing. Raises StorageFailed."""
        try:
            with self.path.open("rb") as file:
                status = os.fstat(file.fileno())
                if not stat.S_ISREG(status.st_mode):  # a device or a pipe could be read for ever
                    raise StorageFailed(f"{self.path} is no file that can be kept. Put the journal back in its place.")
                mark = (status.st_ino, status.st_mtime_ns, status.st_size)
                if mark == self._mark:
                    return ()
                start = self._offset - len(self._tail)
                file.seek(start)
                data = file.read()
                if self._is_another(status, data):
                    self._forget()
                    file.seek(0)
                    data = file.read()
        except FileNotFoundError:
            if self._offset:
                self._gone()
            return ()
        except OSError as error:
            raise StorageFailed(f"{self.path} could not be read: {why_not(error)}. Is the disk still there?") from error
        self._mark, self._number = mark, status.st_ino
        return self._take(data[len(self._tail) :])

    def _is_another(self, status: os.stat_result, data: bytes) -> bool:
        """Say whether the file was rewritten since; `data` begins with what the last row was known to be.

        A blanking may leave the size and the last row as they were, so the file's number on the disk counts, and the
        line that every blanking ends with counts too: a disk gives numbers out again.
        """
        if not self._offset:
            return False
        if status.st_ino != self._number or status.st_size < self._offset or not data.startswith(self._tail):
            return True
        return b'"do":{"blanked":' in data[len(self._tail) :]

    def _gone(self) -> None:
        """What was read is there no more. With its folder it may come back, so all that was read is kept."""
        if not self.path.parent.is_dir():
            raise StorageFailed(
                f"{self.path.parent} is not there any more. Was a drive taken out, or the review erased? "
                "Put it back and try again."
            )
        self._forget()

    @contextmanager
    def writing(self) -> Iterator[Turn]:
        """Hold the lock, read what others wrote (`turn.news`), and allow appending. Raises Locked, StorageFailed."""
        with locked(self.lock_path, wait_s=self.wait_s):
            before = self.rewritten
            news = self.pull()
            yield Turn(self, news, self.rewritten != before)

    def sync(self) -> None:
        """Flush the journal to the disk. What was appended before this returns will be there after a power cut."""
        if self._unflushed:
            self._unflushed = False
            try:
                fsync_file(self.path)
            except StorageFailed:
                self._unflushed = True
                raise

    def _forget(self) -> None:
        self.lines, self.unreadable, self.fragment = [], [], b""
        self.last_seq = self.rows = self._offset = 0
        self._tail, self._open_row, self._mark = b"", False, None
        self.rewritten += 1

    def _take(self, data: bytes) -> tuple[Line, ...]:
        """Take in bytes that follow what was read. A last line without its newline counts only if it is whole."""
        before = len(self.lines)
        if self._open_row and data.startswith(b"\n"):
            data = data[1:]
            self._offset += 1
            self._tail += b"\n"
            self._open_row = False
        complete, newline, rest = data.rpartition(b"\n")
        if newline:
            rows = complete.split(b"\n")
            for row in rows:
                self._take_row(row)
            self._advance(rows[-1] + b"\n", len(complete) + 1)
        self.fragment = b""
        if rest:
            try:
                decode(rest)
            except ValueError:
                self.fragment = rest
            else:
                self._take_row(rest)
                self._advance(rest, len(rest))
                self._open_row = True
        return tuple(self.lines[before:])

    def _advance(self, tail: bytes, size: int) -> None:
        self._offset += size
        self._tail = tail

    def _take_row(self, row: bytes) -> None:
        self.rows += 1
        if self.rows == 1:
            row = row.removeprefix(b"\xef\xbb\xbf")
        row = row.removesuffix(b"\r")
        if not row:
            return
        try:
            line = line_of(decode(row))
        except ValueError as error:
            torn = row.startswith(b'{"seq":') and not row.endswith(b'"}')
            self.unreadable.append(Unreadable(self.rows, str(error), torn))
            return
        self.lines.append(line)
        self.last_seq = max(self.last_seq, line.seq)

    def _append(self, entries: Iterable[Entry], *, together: bool) -> tuple[Line, ...]:
        members: list[dict[str, Any]] = []
        seq = self.next_seq
        if self.fragment:
            # The torn line gets its newline here and counts as a row of its own from then on.
            self.rows += 1
            self.unreadable.append(Unreadable(self.rows, "was cut short while it was written", torn=True))
            seq = self.next_seq
        for entry in entries:
            members.append(members_of(entry, seq))
            seq += 1
        rows = [encode(one) for one in members]
        torn = self.fragment
        data = (b"\n" if torn or self._open_row else b"") + b"".join(row + b"\n" for row in rows)
        try:
            if together:
                self._put_whole(data)
            else:
                self._write(data)
        except StorageFailed:
            if torn:
                self.rows -= 1
                self.unreadable.pop()
            raise
        lines = tuple(line_of(one) for one in members)
        self.lines.extend(lines)
        self.rows += len(rows)
        self.last_seq = max(self.last_seq, *(line.seq for line in lines))
        self.fragment, self._open_row = b"", False
        self._advance(rows[-1] + b"\n", len(torn) + len(data))
        self._mark = None
        self._unflushed = True
        return lines

    def _put_whole(self, data: bytes) -> None:
        """Put the journal, ending with `data`, into its place in one step, flushed. Raises StorageFailed.

        Others notice that it is another file, as after a blanking, and read it afresh.
        """
        try:
            before = self.path.read_bytes() if self.path.exists() else b""
            waiting = prepare(self.path, before + data, keep=0, private=self.private)
            number = waiting.part.stat().st_ino
        except OSError as error:
            raise StorageFailed(f"{self.path} could not be read: {why_not(error)}. Is the disk still there?") from error
        waiting.commit()
        self._number = number

    def _write(self, data: bytes) -> None:
        """Write with one call; where the disk takes only a part, take that part back. Raises StorageFailed."""
        written, mode = 0, 0o600 if self.private else 0o666
        try:
            handle = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND | _FLAGS, mode)
        except OSError as error:
            raise storage_failed(self.path, error) from error
        try:
            status = os.fstat(handle)
            start, self._number = status.st_size, status.st_ino
            try:
                while written < len(data):
                    written += os.write(handle, data[written:])
            except OSError as error:
                self._take_back(handle, start, written)
                raise storage_failed(self.path, error) from error
        finally:
            os.close(handle)

    @staticmethod
    def _take_back(handle: int, start: int, written: int) -> None:
        """Take our own part of a line away again; only ours, and only while nobody wrote after it."""
        with suppress(OSError):
            if written and os.fstat(handle).st_size == start + written:
                os.ftruncate(handle, start)


@frozen
class Turn:
    """The moment in which one program may append. `news` are lines that others wrote since the last reading.

    `rewritten` is true where the journal is another file than was read before: then `journal.lines` is all there is.
    """

    journal: Journal
    news: tuple[Line, ...]
    rewritten: bool = False

    def append(self, entries: Iterable[Entry], *, together: bool = False) -> tuple[Line, ...]:
        """Write lines and return them as they stand. Raises StorageFailed with nothing written.

        Whoever is killed meanwhile may leave the first of them and not the rest; with `together`, all or none.
        """
        return self.journal._append(entries, together=together)  # noqa: SLF001  the turn is the journal's own way in
