"""Programs that are killed, many programs at once, and disks that fill up: nothing acknowledged is ever lost."""

from __future__ import annotations

import datetime as dt
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import inclusion_core
from inclusion_core.errors import StorageFailed
from inclusion_core.model.assessment import Judgement
from inclusion_core.model.framework import Framework, Indicator, Strand
from inclusion_core.model.school import School
from inclusion_core.store.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable

    from .forking import Stem

pytestmark = pytest.mark.slow

KILLS = 200
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(Path(inclusion_core.__file__).parents[1])}

WORKER = """
import datetime as dt
import sys
from pathlib import Path
from inclusion_core.model.assessment import Judgement
from inclusion_core.store.workspace import Workspace
NOON, HOUR = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC), dt.timedelta(hours=1)
root, start = Path(sys.argv[1]), int(sys.argv[2])
session = Workspace.open(root).session("alnside")
print("ready", flush=True)
for number in range(start, start + 100_000):
    session.judge("self", f"U{number % 10}", Judgement("secure", because=f"number {number} " + "x" * (number % 700)))
    if number % 3 == 0:
        session.add_evidence("observation", f"evidence {number}")
        line = session.add_enquiry(f"line {number}", indicators=["U1"])
        session.add_action(f"action {number}", line=line.id)
        session.add_slot(NOON, NOON + HOUR, f"slot {number}", lines=[line.id])
        session.change_enquiry(line.id, finding=f"finding {number}")
    session.sync()
    print(number, flush=True)
    if number % 4 == 0:
        session.snapshot()
"""


def begun(root: Path) -> Workspace:
    """Make a workspace with one review."""
    workspace = Workspace.open(root)
    framework = Framework(
        "small", "1", "Small", {"U": Strand("U", "U")}, {f"U{n}": Indicator(f"U{n}", "U", "T") for n in range(10)}
    )
    workspace.create_review(School(name="Alnside"), framework, started=dt.date(2026, 11, 22))
    return workspace


def test_two_hundred_kills_lose_nothing_acknowledged(tmp_path: Path, stems: Callable[[str], Stem]) -> None:
    """A program that is killed at any moment, 200 times over, has lost no change that it had acknowledged."""
    workspace = begun(tmp_path / "ws")
    chance = random.Random(20261122)  # noqa: S311  not a secret
    acknowledged: list[int] = []
    start = in_all = 0
    within = 0.03
    child = stems(WORKER)
    for _ in range(KILLS):
        if len(acknowledged) > 400:  # a fresh review now and then, so that opening stays quick
            check(workspace, acknowledged)
            shutil.rmtree(tmp_path / "ws")
            workspace, acknowledged = begun(tmp_path / "ws"), []
        child.start(workspace.root, start)
        time.sleep(chance.random() * within)
        child.kill()
        said = [int(row) for row in child.said().split(b"\n")[:-1]]
        assert child.code == -signal.SIGKILL
        within *= 1.2 if not said else 0.8 if len(said) > 10 else 1  # about ten changes, on a slow machine too
        acknowledged += said
        in_all += len(said)
        start = max([start, *said]) + 2  # the one after the last acknowledged may be there, and need not
    check(workspace, acknowledged)
    assert in_all > KILLS  # the kills came while it was at work


def check(workspace: Workspace, acknowledged: list[int]) -> None:
    """Hold what is there against what was acknowledged."""
    session = workspace.session("alnside")
    texts = [line.do["judge"]["because"].split()[1] for line in session._ledger.journal.lines if "judge" in line.do]
    assert set(map(str, acknowledged)) <= set(texts)
    assert len(texts) == len(set(texts))
    notes = {one.note for one in session.evidence.values()}
    third = [number for number in acknowledged if number % 3 == 0]
    assert {f"evidence {number}" for number in third} <= notes
    assert {f"finding {number}" for number in third} <= {one.finding for one in session.enquiry.values()}
    assert {f"action {number}" for number in third} <= {one.what for one in session.actions.values()}
    assert {f"slot {number}" for number in third} <= {one.title for one in session.timetable.values()}
    seqs = [line.seq for line in session._ledger.journal.lines]
    assert seqs == sorted(set(seqs))
    assert session.problems == ()
    session.close()
    assert workspace.session("alnside").state == session.state
    for name in [*(session.folder / "assessments").glob("*.toml"), *(session.folder / "evidence").glob("*.toml")]:
        assert name.read_bytes().endswith(b"\n")


CROWD = """
import sys
from pathlib import Path
from inclusion_core.model.assessment import Judgement
from inclusion_core.store.workspace import Workspace
root, name, times = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
session = Workspace.open(root).session("alnside")
for number in range(times):
    session.judge(f"peer:{name}", f"U{number % 10}", Judgement("secure", because=f"{name} {number} " + "y" * 3000))
session.close()
"""


def test_twenty_programs_at_once_lose_and_mix_nothing(tmp_path: Path) -> None:
    """Every line of twenty programs that append at the same time is there, whole, once, and numbered in order."""
    workspace = begun(tmp_path / "ws")
    following = workspace.session("alnside")
    programs, times = 20, 15
    children = [
        subprocess.Popen([sys.executable, "-c", CROWD, str(workspace.root), f"p{n}", str(times)], env=ENVIRONMENT)
        for n in range(programs)
    ]
    while any(child.poll() is None for child in children):
        following.refresh()
        time.sleep(0.01)
    assert [child.returncode for child in children] == [0] * programs
    following.refresh()
    lines = following._ledger.journal.lines
    assert [line.seq for line in lines] == list(range(1, programs * times + 2))
    assert following._ledger.journal.unreadable == []
    said = [line.do["judge"]["because"].rsplit(" ", 1)[0] for line in lines[1:]]
    assert sorted(said) == sorted(f"p{n} {number}" for n in range(programs) for number in range(times))
    fresh = workspace.session("alnside")
    assert fresh.state == following.state
    assert fresh.problems == ()


LIMITED = """
import resource, sys
from pathlib import Path
from inclusion_core.errors import StorageFailed
from inclusion_core.model.assessment import Judgement
from inclusion_core.store.workspace import Workspace
root, limit = Path(sys.argv[1]), int(sys.argv[2])
session = Workspace.open(root).session("alnside")
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
for number in range(1000):
    before = (session.folder / "journal.jsonl").read_bytes()
    state = session.state
    try:
        session.judge("self", "U4", Judgement("secure", because=f"number {number} " + "x" * 300))
        session.sync()
        print(number, flush=True)
    except StorageFailed as error:
        assert (session.folder / "journal.jsonl").read_bytes() == before
        assert session.state == state
        assert "larger than is allowed" in str(error) and "unchanged" in str(error)
        session.close()
        assert session.assessment().judgements
        sys.exit(0)
sys.exit("the limit was never met")
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no limit on the size of files")
@pytest.mark.parametrize("limit", [4_000, 4_001, 5_555])
def test_a_file_that_may_not_grow_keeps_what_it_has(tmp_path: Path, limit: int) -> None:
    """A line that would pass the limit is refused with a sentence, the journal stays byte for byte, work goes on."""
    workspace = begun(tmp_path / "ws")
    child = subprocess.run(
        [sys.executable, "-c", LIMITED, str(workspace.root), str(limit)],
        env=ENVIRONMENT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert child.returncode == 0, child.stderr
    session = workspace.session("alnside")
    last = child.stdout.split()[-1]
    assert session.assessment().judgements["U4", None].because.startswith(f"number {last} ")


def test_a_full_disk_keeps_what_it_has(tmp_path: Path) -> None:
    """On a disk of 256 kB that fills up, every acknowledged change stays, and room makes it work again."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = shutil.which("mount")
    if mount is None or not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("only root can mount a small disk")
    mounted = subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(place)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip(f"a small disk cannot be mounted here: {mounted.stderr.decode().strip()}")
    try:
        fill(place)
    finally:
        subprocess.run(["umount", str(place)], check=True)


def fill(place: Path) -> None:
    """Fill a small disk, look, and make room."""
    workspace = begun(place / "ws")
    (place / "ballast").write_bytes(b"\0" * 40_000)
    session = workspace.session("alnside")
    said = 0
    while True:
        before = (session.folder / "journal.jsonl").read_bytes()
        try:
            session.judge("self", "U4", Judgement("secure", because=f"number {said} " + "x" * 900))
            session.sync()
        except StorageFailed as error:
            says = str(error)
            break
        said += 1
    assert "disk is full" in says
    assert said > 20
    assert (session.folder / "journal.jsonl").read_bytes() == before
    session.close()
    assert any("full" in str(problem) for problem in session.problems)
    found = workspace.session("alnside")
    assert found.assessment().judgements["U4", None].because.startswith(f"number {said - 1} ")
    (place / "ballast").unlink()
    found.judge("self", "U5", Judgement("secure"))
    found.close()
    assert found.problems == ()
    assert workspace.session("alnside").state == found.state


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_disk_that_is_always_full_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the system says of a full device comes back as a sentence, and the journal is as it was."""
    workspace = begun(tmp_path / "ws")
    session = workspace.session("alnside")
    before = (session.folder / "journal.jsonl").read_bytes()
    real = os.write
    with Path("/dev/full").open("wb") as full, monkeypatch.context() as patched:
        patched.setattr(os, "write", lambda _, data: real(full.fileno(), data))
        with pytest.raises(StorageFailed, match="disk is full"):
            session.judge("self", "U4", Judgement("secure"))
    assert (session.folder / "journal.jsonl").read_bytes() == before


def test_a_journal_that_is_a_device_is_not_read(tmp_path: Path) -> None:
    """A journal that is no file is refused at once, and not read for ever."""
    workspace = begun(tmp_path / "ws")
    journal = workspace.review_folder("alnside-2026-11") / "journal.jsonl"
    journal.unlink()
    journal.symlink_to(os.devnull)
    with pytest.raises(StorageFailed, match="no file that can be kept"):
        workspace.session("alnside")
