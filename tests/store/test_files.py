from __future__ import annotations

import errno
import os
import re
import shutil
import stat
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from inclusion_core.errors import Locked, StorageFailed
from inclusion_core.store import files, toml
from inclusion_core.store.review.checking import attached
from inclusion_core.store.review.journal import Journal
from inclusion_core.store.review.merging import _attachments as copy_attachments

if TYPE_CHECKING:
    from collections.abc import Callable

    from inclusion_core.store.review.session import Session
    from inclusion_core.store.workspace import Workspace


def test_write_replaces_whole_and_keeps_the_last_copies(tmp_path: Path) -> None:
    """The last three copies are kept, the newest first, and the folder holds nothing half-written."""
    path = tmp_path / "self.toml"
    for number in range(6):
        files.write(path, f"{number}".encode())
    assert path.read_bytes() == b"5"
    assert [one.read_bytes() for one in files.kept_copies(path)] == [b"4", b"3", b"2"]
    assert sorted(one.name for one in tmp_path.iterdir()) == ["kept", "self.toml"]


def test_writing_the_same_again_changes_nothing(tmp_path: Path) -> None:
    """What is there already is not written, and no copy is kept of it."""
    path = tmp_path / "a"
    files.write(path, b"one")
    before = path.stat().st_ino
    files.write(path, b"one")
    assert path.stat().st_ino == before
    assert files.kept_copies(path) == ()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_permissions_are_kept(tmp_path: Path) -> None:
    """A file that only its owner may read stays so."""
    path = tmp_path / "a"
    path.write_bytes(b"one")
    path.chmod(0o600)
    files.write(path, b"two")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("step", ["fsync", "replace", "link"])
def test_a_refusing_disk_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    """Whichever step the disk refuses, the old bytes stay, nothing half-written is left, and a sentence says why."""
    path = tmp_path / "a"
    files.write(path, b"old")

    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, step, refuse)
    if step == "link":  # the copy is then made byte by byte, so it is the reading that must be refused as well
        monkeypatch.setattr(Path, "write_bytes", refuse)
    with pytest.raises(StorageFailed, match=r"the disk is full. Make room.*unchanged"):
        files.write(path, b"new")
    assert path.read_bytes() == b"old"
    assert not [one for one in tmp_path.iterdir() if files.is_part(one)]


DIES = """
import os, sys
from pathlib import Path
from inclusion_core.store import files
step, count, path = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
real, calls = getattr(os, step), 0
def die(*args, **kwargs):
    global calls
    calls += 1
    if calls == count:
        os._exit(9)
    return real(*args, **kwargs)
setattr(os, step, die)
files.write(path, b"new" * 1000)
"""


@pytest.mark.parametrize("step", ["open", "write", "fsync", "link", "replace", "close"])
@pytest.mark.parametrize("count", [1, 2, 3])
def test_dying_at_any_step_leaves_old_or_new(tmp_path: Path, step: str, count: int) -> None:
    """A program that dies at any system call of a write leaves the old file or the new one, whole; rests are swept."""
    path = tmp_path / "a"
    for old in (b"older" * 1000, b"old" * 1000):
        files.write(path, old)
    subprocess.run([sys.executable, "-c", DIES, step, str(count), str(path)], check=False, env=_environment())
    assert path.read_bytes() in {b"old" * 1000, b"new" * 1000}
    files.sweep(tmp_path, older_than_s=0)
    assert not [one for one in tmp_path.iterdir() if files.is_part(one)]
    files.write(path, b"next")
    assert path.read_bytes() == b"next"


def _environment() -> dict[str, str]:
    source = Path(files.__file__).parents[2]
    return {**os.environ, "PYTHONPATH": str(source)}


def test_young_parts_are_left_to_the_program_that_writes_them(tmp_path: Path) -> None:
    """Only what has lain for ten minutes is swept."""
    prepared = files.prepare(tmp_path / "a", b"one")
    assert files.sweep(tmp_path) == 0
    os.utime(prepared.part, (1, 1))
    assert files.sweep(tmp_path) == 1


def test_many_files_are_all_old_when_the_disk_refuses_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the disk refuses while many files are prepared, none of them is changed."""
    (tmp_path / "a").write_bytes(b"old")
    real, calls = os.write, [0]

    def refuse(handle: int, data: bytes) -> int:
        calls[0] += 1
        if calls[0] == 3:
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(handle, data)

    monkeypatch.setattr(os, "write", refuse)
    with pytest.raises(StorageFailed):
        files.write_many((tmp_path / name, b"new") for name in "abcd")
    assert [one.name for one in tmp_path.iterdir()] == ["a"]
    assert (tmp_path / "a").read_bytes() == b"old"


def test_a_held_lock_is_waited_for_and_then_said(tmp_path: Path) -> None:
    """Who cannot get the lock in time is told so, and gets it when it is free."""
    lock = tmp_path / ".lock"
    with files.locked(lock), pytest.raises(Locked, match="Another program"), files.locked(lock, wait_s=0.02):
        pass
    with files.locked(lock) as held:
        assert held


def test_a_lock_is_given_on_when_its_holder_lets_go(tmp_path: Path) -> None:
    """A second holder waits no longer than the first one holds."""
    lock, order = tmp_path / ".lock", []
    entered = threading.Event()

    def first() -> None:
        with files.locked(lock):
            entered.set()
            order.append("first in")
            threading.Event().wait(0.05)
            order.append("first out")

    thread = threading.Thread(target=first)
    thread.start()
    entered.wait()
    with files.locked(lock):
        order.append("second in")
    thread.join()
    assert order == ["first in", "first out", "second in"]


def test_a_stale_lock_file_holds_nobody_up(tmp_path: Path) -> None:
    """A lock file that a dead program or another computer left is only a file."""
    (tmp_path / ".lock").write_text("pid 999999 on another-computer")
    with files.locked(tmp_path / ".lock", wait_s=0) as held:
        assert held


@pytest.mark.skipif(os.name == "nt", reason="another call locks there")
@pytest.mark.parametrize("code", [errno.ENOSYS, errno.ENOTSUP, errno.ENOLCK])
def test_a_disk_without_locks_is_used_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    """Network disks that know no locks get none, and work goes on."""
    import fcntl  # noqa: PLC0415

    def refuse(*_: object) -> None:
        raise OSError(code, "not here")

    monkeypatch.setattr(fcntl, "flock", refuse)
    with files.locked(tmp_path / ".lock") as held:
        assert not held


def test_a_folder_that_is_gone_is_not_made_again(tmp_path: Path) -> None:
    """Nothing brings an erased review's folder back."""
    with pytest.raises(StorageFailed, match="its folder is not there any more"):
        files.write(tmp_path / "gone" / "evidence" / "a.toml", b"x")
    with pytest.raises(StorageFailed), files.locked(tmp_path / "gone" / ".lock"):
        pass
    assert not (tmp_path / "gone").exists()


@pytest.mark.parametrize("says", ["Odd.", "Was it there?", "So it is!", "Access is denied.\n", "", None])
@pytest.mark.parametrize("number", [*sorted(errno.errorcode), 99_999])
def test_no_sentence_about_the_disk_ends_in_two_marks(tmp_path: Path, number: int, says: str | None) -> None:
    """Whatever the system says, and whether it ends with a mark of its own, ours stands once behind it."""
    told = str(files.storage_failed(tmp_path, OSError(number, says)))
    assert re.search(r"[.?!:;]\s*[.?!:;]", told) is None, told
    assert told.endswith("What was there before is unchanged.")


@pytest.mark.parametrize("says", ["Odd.", "Was it there?"])
def test_no_error_of_the_store_ends_in_two_marks(
    workspace: Workspace, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, says: str
) -> None:
    """Reading a journal, a school, an attachment or one to be merged, and removing a review: one mark each."""
    (tmp_path / "plan.txt").write_text("plan")
    session.add_evidence("document", "A plan.", attach=[tmp_path / "plan.txt"])
    session.close()

    def refuse(*_: object, **__: object) -> None:
        raise OSError(99_999, says)

    def told(do: Callable[[], object], *names: tuple[Any, str]) -> None:
        with monkeypatch.context() as patched:
            for owner, name in names:
                patched.setattr(owner, name, refuse)
            with pytest.raises(StorageFailed) as failed:
                do()
        assert re.search(r"[.?!:;]\s*[.?!:;]", str(failed.value)) is None, str(failed.value)
        assert says.lower()[:-1] in str(failed.value)

    told(Journal(session.folder / "journal.jsonl", session.folder / ".lock").pull, (Path, "open"))
    told(lambda: toml.read_text(tmp_path / "plan.txt"), (Path, "open"))
    told(lambda: attached(session.folder, [tmp_path / "plan.txt"]), (Path, "read_bytes"))
    told(lambda: copy_attachments(session.folder, tmp_path), (Path, "read_bytes"))
    told(lambda: workspace.erase_review("alnside-2026-11"), (shutil, "rmtree"))
