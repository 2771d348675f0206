"""Writing files so that a power cut leaves the old one or the new one, and never a mixture.

A file is written beside its place (`.name.1a2b3c4d.part`), flushed to the disk, put into its place in one step, and the
folder is flushed too where the platform can. The last good copies stay in `kept/` in the same folder: `name.1` is the
newest. Whatever the disk refuses comes back as StorageFailed, with what was there untouched.
"""

from __future__ import annotations

import errno
import os
import re
import stat
import sys
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import define, field

from inclusion_core.errors import Locked, StorageFailed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

KEPT = 3
"""How many earlier copies of a file are kept."""

KEPT_FOLDER = "kept"
_PART = re.compile(r"\..+\.[0-9a-f]{8}\.part")
_OLD_PART_S = 600.0
_TRIES = 20 if os.name == "nt" else 0
_BINARY: int = getattr(os, "O_BINARY", 0)
_NO_INHERIT: int = getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOINHERIT", 0)
_WHY = {
    errno.ENOSPC: "the disk is full. Make room, or move the workspace to another disk",
    errno.EFBIG: "the file would be larger than is allowed here. Ask whoever looks after this computer",
    errno.EROFS: "the disk is for reading only. Open it read-only, or copy the workspace to another disk",
    errno.EACCES: "this user may not write there. Ask for permission, or open it read-only",
    errno.EPERM: "this user may not write there. Ask for permission, or open it read-only",
    errno.ENOENT: "its folder is not there any more. Was a drive taken out?",
    errno.EIO: "the disk does not answer as it should. Copy the workspace to another disk",
    errno.ENOTDIR: "something on the way to it is a file and not a folder",
    errno.EISDIR: "there is a folder of that name",
    errno.ENAMETOOLONG: "its name is too long for this disk",
}
if hasattr(errno, "EDQUOT"):
    _WHY[errno.EDQUOT] = _WHY[errno.ENOSPC]
_NO_LOCKS_HERE = {
    getattr(errno, name) for name in ("ENOSYS", "ENOTSUP", "EOPNOTSUPP", "ENOLCK", "EINVAL") if hasattr(errno, name)
}
_HELD = {errno.EACCES, errno.EAGAIN, errno.EDEADLK}


def storage_failed(path: Path, error: OSError) -> StorageFailed:
    """Turn what the operating system said about a file into a sentence with what to do."""
    why = _WHY.get(error.errno or 0) or why_not(error)
    stop = "" if why.endswith("?") else "."
    return StorageFailed(f"{path} could not be written: {why}{stop} What was there before is unchanged.")


def why_not(error: OSError) -> str:
    """Return what the operating system said, made to stand in a sentence: no capital, no mark at its end.

    >>> why_not(OSError(5, "Input/output error.")), why_not(OSError())
    ('input/output error', 'the disk refused')
    """
    return unended(error.strerror or "").lower() or "the disk refused"


def unended(words: str) -> str:
    """Return words of others without the marks that end them, for a sentence of ours that has its own."""
    return words.rstrip(" .?!:;\n")


@define
class Prepared:
    """A file that lies flushed beside its place and waits to be put there (`commit`) or taken away (`drop`)."""

    path: Path
    part: Path
    _keep: int = field(default=KEPT, alias="keep")

    def commit(self, *, flush_folder: bool = True) -> None:
        """Put the file into its place in one step, after keeping a copy of what is there. Raises StorageFailed."""
        try:
            if self._keep:
                _keep_copy(self.path, self._keep)
            _replace(self.part, self.path)
            if flush_folder:
                fsync_folder(self.path.parent)
        except OSError as error:
            self.drop()
            raise storage_failed(self.path, error) from error

    def drop(self) -> None:
        """Take the waiting file away. What is in its place stays as it is."""
        with suppress(OSError):
            self.part.unlink()


def prepare(path: Path, data: bytes, *, keep: int = KEPT, flush: bool = True, private: bool = False) -> Prepared:
    """Write a file beside its place, with the permissions of the file it will replace. Raises StorageFailed.

    `keep` is how many earlier copies stay; with `flush` false the caller flushes (`write_many`). A `private` file is
    its owner's alone, whatever the one before was.
    """
    path = Path(os.path.realpath(path))
    part = path.with_name(f".{path.name}.{os.urandom(4).hex()}.part")
    prepared = Prepared(path, part, keep)
    try:
        path.parent.mkdir(exist_ok=True)  # one step only: a review's folder that is gone was erased, and stays gone
        mode = 0o600 if private else 0o666
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY | _NO_INHERIT, mode)
        try:
            _write_all(handle, data)
            _take_over_permissions(handle, part, path, private=private)
            if flush:
                os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        prepared.drop()
        raise storage_failed(path, error) from error
    except BaseException:
        prepared.drop()
        raise
    return prepared


def write(path: Path, data: bytes, *, keep: int = KEPT, private: bool = False) -> None:
    """Write a whole file so that it is there, old or new, whatever happens. Raises StorageFailed.

    Nothing is done where the file already holds exactly this.
    """
    with suppress(OSError):
        if path.stat().st_size == len(data) and path.read_bytes() == data:
            return
    prepare(path, data, keep=keep, private=private).commit()


def write_many(files: Iterable[tuple[Path, bytes]]) -> None:
    """Write many files with one flush for all, for imports of thousands. Keeps no copies. Raises StorageFailed.

    Every file is either as it was or new and whole; where the disk refuses while they are being prepared, all are as
    they were.
    """
    waiting: list[Prepared] = []
    try:
        for path, data in files:
            waiting.append(prepare(path, data, keep=0, flush=False))
        _flush_all(waiting)
        for one in waiting:
            one.commit(flush_folder=False)
        for folder in {one.path.parent for one in waiting}:
            fsync_folder(folder)
    except BaseException:
        for one in waiting:
            one.drop()
        raise


def kept_copies(path: Path) -> tuple[Path, ...]:
    """Return the earlier copies of a file, the newest first."""
    places = (path.parent / KEPT_FOLDER / f"{path.name}.{number}" for number in range(1, 100))
    found = []
    for place in places:
        if not place.exists():
            break
        found.append(place)
    return tuple(found)


def make_folder(folder: Path) -> None:
    """Make a folder and those it lies in. Raises StorageFailed."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise storage_failed(folder, error) from error


def mark(path: Path) -> tuple[int, int, int] | None:
    """Return what a file is known by without reading it (its number on the disk, its time, its size), or None."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_ino, status.st_mtime_ns, status.st_size


def is_part(path: Path) -> bool:
    """Say whether this is a file that was being written when a program ended."""
    return _PART.fullmatch(path.name) is not None


def sweep(folder: Path, *, older_than_s: float = _OLD_PART_S) -> int:
    """Take away what crashed programs left half-written in a folder; return how many. Never raises.

    Younger ones may belong to a program at work, so they stay.
    """
    swept = 0
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(".part") and _PART.fullmatch(entry.name):
                with suppress(OSError):
                    if abs(time.time() - entry.stat().st_mtime) >= older_than_s:
                        os.unlink(entry.path)  # noqa: PTH108  scandir gives text, and this is all of it
                        swept += 1
    return swept


def fsync_folder(folder: Path) -> None:
    """Flush a folder's own list of names, where the platform has that."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _NO_LOCKS_HERE:  # network disks that cannot flush a folder say so with these
            raise
    finally:
        os.close(handle)


def fsync_file(path: Path) -> None:
    """Flush a file and its folder to the disk. Raises StorageFailed."""
    try:
        handle = os.open(path, os.O_RDWR | _BINARY | _NO_INHERIT)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
        fsync_folder(path.parent)
    except OSError as error:
        raise storage_failed(path, error) from error


@contextmanager
def locked(path: Path, *, wait_s: float = 5.0) -> Iterator[bool]:
    """Hold a lock file for a moment. Gives False where the disk knows no locks. Raises Locked after `wait_s` seconds.

    The lock belongs to the operating system and ends with its program, so a lock file that lies about (a crash, another
    computer's) holds nobody up. On a disk without locks we go on without: the lock is advisory, appends are single
    writes, and the reader's checks find what went wrong.
    """
    handle = _open_lock(path)
    held = False
    try:
        held = _wait_for(handle, path, wait_s)
        yield held
    finally:
        if held:
            with suppress(OSError):
                _unlock(handle)
        os.close(handle)


def look_at_lock(path: Path) -> str:
    """Say how a lock stands: `free`, `held` by a program at work, or `none` where locks keep nobody out on this disk.

    Makes no file and keeps no lock. Never raises: where there is nothing to ask, nothing holds anybody up.
    """
    try:
        first = os.open(path, os.O_RDONLY | _BINARY | _NO_INHERIT)
    except OSError:
        return "free"
    try:
        _lock(first)
        second = os.open(path, os.O_RDONLY | _BINARY | _NO_INHERIT)
    except OSError as error:
        os.close(first)
        return "held" if error.errno in _HELD else "none"
    try:
        _lock(second)  # held by ourselves: a disk that gives it once more gives it to everybody
    except OSError as error:
        return "free" if error.errno in _HELD else "none"
    else:
        return "none"
    finally:
        os.close(second)
        os.close(first)


def _open_lock(path: Path) -> int:
    flags = os.O_CREAT | _BINARY | _NO_INHERIT | getattr(os, "O_NOFOLLOW", 0)
    try:
        try:
            return os.open(path, flags | os.O_RDWR, 0o666)
        except PermissionError:  # made by another user of a shared folder: reading is enough to lock it
            return os.open(path, flags & ~os.O_CREAT | os.O_RDONLY)
    except OSError as error:
        raise storage_failed(path, error) from error


def _wait_for(handle: int, path: Path, wait_s: float) -> bool:
    until = time.monotonic() + wait_s
    pause = 0.0005
    while True:
        try:
            _lock(handle)
        except OSError as error:
            if error.errno in _NO_LOCKS_HERE:
                return False
            if error.errno not in _HELD:
                raise storage_failed(path, error) from error
        else:
            return True
        if time.monotonic() >= until:
            raise Locked(
                f"Another program is writing to {path.parent} and did not finish in {wait_s:g} seconds. "
                "Nothing was changed. Try again in a moment, or close the other program."
            )
        time.sleep(pause)
        pause = min(pause * 1.5, 0.02)


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        os.lseek(handle, 0, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

    def _unlock(handle: int) -> None:
        os.lseek(handle, 0, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _unlock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)


def _write_all(handle: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        written = os.write(handle, rest)
        if written == 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        rest = rest[written:]


def _take_over_permissions(handle: int, part: Path, path: Path, *, private: bool = False) -> None:
    try:
        was = path.stat()
    except OSError:
        return
    with suppress(OSError):
        if hasattr(os, "fchown") and (was.st_uid, was.st_gid) != (os.geteuid(), os.getegid()):
            os.fchown(handle, was.st_uid, was.st_gid)
    with suppress(OSError):
        part.chmod(stat.S_IMODE(was.st_mode) & (0o700 if private else 0o7777))


def _keep_copy(path: Path, keep: int) -> None:
    """Put what is in place into `kept/` as the newest copy. A link where the disk has links: no byte is moved."""
    if not path.exists():
        return
    folder = path.parent / KEPT_FOLDER
    folder.mkdir(exist_ok=True)
    for number in range(keep - 1, 0, -1):
        older = folder / f"{path.name}.{number}"
        if older.exists():
            _replace(older, folder / f"{path.name}.{number + 1}")
    newest = folder / f"{path.name}.1"
    try:
        os.link(path, newest)
    except (OSError, AttributeError, NotImplementedError):
        newest.write_bytes(path.read_bytes())


def _replace(source: Path, target: Path) -> None:
    """`os.replace`, asked again for a second on Windows, where a virus scanner may hold a file for a blink."""
    for attempt in range(_TRIES + 1):
        try:
            os.replace(source, target)  # noqa: PTH105  one name to stand in for where a test plays a power cut
        except PermissionError:
            if attempt >= _TRIES:
                raise
            time.sleep(0.05)
        else:
            return


def _flush_all(waiting: list[Prepared]) -> None:
    """Flush many files: `sync` where the platform has it (one wait for all), else each by itself."""
    sync: Callable[[], None] | None = getattr(os, "sync", None)
    if sync is not None and len(waiting) > 8:  # noqa: PLR2004  a few by themselves are quicker
        sync()
        return
    for one in waiting:
        fsync_file(one.part)
