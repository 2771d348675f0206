"""Works of many files that are killed in the middle, disks that turn read-only, and drives that are taken out."""

from __future__ import annotations

import datetime as dt
import os
import random
import shutil
import subprocess
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import inclusion_core
from inclusion_core.errors import StorageFailed
from inclusion_core.model.assessment import Judgement
from inclusion_core.model.framework import Framework, Indicator, Strand
from inclusion_core.model.school import Identifier, School
from inclusion_core.store.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .forking import Stem

pytestmark = pytest.mark.slow

KILLS = 10
NAME = "Jo Example"
PIECES = 120
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(Path(inclusion_core.__file__).parents[1])}
BEGIN = """
import sys
from pathlib import Path
from inclusion_core.model.school import Identifier, School
from inclusion_core.store.workspace import Workspace
workspace = Workspace.open(Path(sys.argv[1]))
print("ready", flush=True)
"""
WORKS = {
    "blank": "workspace.blank('Jo Example')",
    "erase": "workspace.erase_review('second')",
    "merge": "with workspace.session('first') as session: session.merge(Path(sys.argv[2]))",
    "import": "workspace.put_schools([School(f'School {n}', identifiers={'urn': Identifier('urn', str(999000 + n))}) "
    "for n in range(300)])",
    "snapshot": "with workspace.session('first') as session: session.snapshot()",
}


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with two reviews that name somebody everywhere, and beside it another copy with work of its own."""
    root = tmp_path_factory.mktemp("base") / "ours"
    workspace = Workspace.open(root)
    framework = Framework(
        "small", "1", "Small", {"U": Strand("U", "U")}, {f"U{n}": Indicator(f"U{n}", "U", "T") for n in range(10)}
    )
    school = School(name="Alnside")
    for name in ("first", "second"):
        workspace.create_review(school, framework, id=name, started=dt.date(2026, 11, 22))
        school = workspace.school("alnside")
    for name in ("second", "first"):
        session = workspace.session(name)
        for number in range(PIECES):
            session.judge("self", f"U{number % 10}", Judgement("secure", because=f"{NAME}, {number}"))
            session.add_evidence("observation", f"{NAME}, {number} " + "x" * 2_000)
        session.draft("evidence U4", NAME)
        session.sync()  # and no snapshot of the first: that is work too
    theirs = root.parent / "theirs"
    shutil.copytree(root, theirs)
    with Workspace.open(theirs).session("first") as session:
        for number in range(PIECES):
            session.add_evidence("document", f"theirs, {number}")
        session.judge("peer:bo", "U1", Judgement("leading"))
    return root


@pytest.mark.parametrize("work", WORKS)
def test_a_work_that_is_killed_costs_nothing_and_is_finished_by_the_next(
    base: Path, tmp_path: Path, work: str, stems: Callable[[str], Stem]
) -> None:
    """Killed at any moment: everything said before is there, what is left open is said, and doing it again ends it."""
    theirs = next((base.parent / "theirs" / "reviews").glob("*/first"))
    chance = random.Random(20261122)  # noqa: S311  not a secret
    whole = 0.05
    child = stems(BEGIN + WORKS[work])
    for number in range(KILLS + 1):
        root = tmp_path / f"{work}-{number}"
        shutil.copytree(base, root)
        child.start(root, theirs)
        began = time.monotonic()
        if number == 0:
            child.said()
            assert child.code == 0
            whole = time.monotonic() - began
        else:
            time.sleep(chance.uniform(0, whole))
            with suppress(ProcessLookupError):  # it has ended
                child.kill()
            child.said()
        nothing_is_lost(root)
        if left_to_do(root, work):
            names = {"workspace": Workspace.open(root), "sys": Arguments(root, theirs), "Path": Path}
            exec(WORKS[work], {**names, "School": School, "Identifier": Identifier})  # noqa: S102  our own lines
        finished(root, work)
        shutil.rmtree(root)


class Arguments:
    """What the child had on its command line."""

    def __init__(self, root: Path, theirs: Path) -> None:
        self.argv = ["", str(root), str(theirs)]


def left_to_do(root: Path, work: str) -> bool:
    """Say whether the work can be asked for once more; a review that is gone from the list cannot be erased again."""
    return work != "erase" or "second" in Workspace.open(root).review_ids()


def nothing_is_lost(root: Path) -> None:
    """Everything that was said before the work began can be read, and nothing is broken."""
    workspace = Workspace.open(root)
    assert "first" in {one.id for one in workspace.reviews()}
    session = workspace.session("first", read_only=True)
    assert sum(one.kind == "observation" for one in session.evidence.values()) == PIECES
    assert len(session.assessment().judgements) == 10
    assert not [one for one in (*workspace.problems, *session.problems) if "cut short" not in str(one)]


def finished(root: Path, work: str) -> None:
    """The work is done, and nothing half-done is left once somebody has opened the workspace to write."""
    workspace = Workspace.open(root)
    workspace.session("first").close()
    assert workspace.problems == ()
    held = [one for one in root.rglob("*") if one.is_file() and NAME.encode() in one.read_bytes()]
    if work == "blank":
        assert not held
    if work == "erase":
        assert not [one for one in root.rglob("*") if ".erasing" in str(one) or "second" in str(one)]
    if work == "merge":
        session = workspace.session("first", read_only=True)
        assert len(session.evidence) == 2 * PIECES
        assert "peer:bo" in session.assessments
    if work == "import":
        assert len(workspace.schools()) == 301


@contextmanager
def mounted(source: Path, place: Path) -> Iterator[None]:
    """Show a folder at another place, where it can be made read-only."""
    place.mkdir()
    mount = shutil.which("mount")
    if mount is None or not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("only root can mount")
    if subprocess.run([mount, "--bind", str(source), str(place)], capture_output=True, check=False).returncode:
        pytest.skip("nothing can be mounted here")
    try:
        yield
    finally:
        subprocess.run(["umount", str(place)], check=True)


def read_only(place: Path) -> None:
    """Make a mounted folder read-only, as a switch on a card or a failing disk does."""
    subprocess.run(["mount", "-o", "remount,ro,bind", str(place)], check=True)


def contents(root: Path) -> dict[Path, bytes]:
    """Return every file with its bytes."""
    return {path.relative_to(root): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_a_disk_for_reading_only_is_opened_so(base: Path, tmp_path: Path) -> None:
    """Everything can be read, what the journal is ahead of too; changes are refused, and not one byte changes."""
    before = contents(base)
    with mounted(base, tmp_path / "card"):
        read_only(tmp_path / "card")
        workspace = Workspace.open(tmp_path / "card")
        session = workspace.session("first")
        assert "reading only" in session.why_read_only
        assert len(session.evidence) == PIECES
        assert len(workspace.schools()) == 1
        session.close()
    assert contents(base) == before


def test_a_disk_that_turns_read_only_keeps_what_it_has(base: Path, tmp_path: Path) -> None:
    """What was said before stays readable in the open session and afterwards; every further change is refused."""
    shutil.copytree(base, tmp_path / "ours")
    with mounted(tmp_path / "ours", tmp_path / "card"):
        session = Workspace.open(tmp_path / "card").session("first")
        session.judge("self", "U9", Judgement("leading", because="last word"))
        session.sync()
        before = contents(tmp_path / "card")
        read_only(tmp_path / "card")
        for change in (
            lambda: session.judge("self", "U9", Judgement("secure")),
            lambda: session.draft("k", "typed"),
            session.undo,
        ):
            with pytest.raises(StorageFailed, match="reading only"):
                change()
        session.close()
        assert any("reading only" in str(one) for one in session.problems)
        assert contents(tmp_path / "card") == before
    kept = Workspace.open(tmp_path / "ours").session("first").assessment()
    assert kept.judgements["U9", None].because == "last word"


def test_a_drive_that_is_taken_out_can_come_back(base: Path, tmp_path: Path) -> None:
    """Every call says where the folder went, nothing is written elsewhere, and back again everything goes on."""
    root, away = tmp_path / "ours", tmp_path / "away"
    shutil.copytree(base, root)
    session = Workspace.open(root).session("first")
    session.judge("self", "U9", Judgement("leading", because="last word"))
    session.sync()
    root.rename(away)
    for call in (
        session.refresh, session.refresh, session.snapshot, session.undo,
        lambda: session.judge("self", "U8", Judgement("secure")),
        lambda: session.draft("k", "typed"),
    ):  # fmt: skip
        with pytest.raises(StorageFailed, match="drive taken out"):
            call()
    assert session.assessment().judgements["U9", None].because == "last word"
    assert not root.exists()
    away.rename(root)
    assert session.refresh() == frozenset()
    session.judge("self", "U8", Judgement("leading"))
    session.close()
    kept = Workspace.open(root).session("first").assessment()
    assert kept.judgements["U9", None].because == "last word"
    assert kept.judgements["U8", None].level == "leading"


def test_one_person_on_two_devices_loses_nothing(base: Path, tmp_path: Path) -> None:
    """Two copies of a workspace, worked on by the same person under two clocks, merge into one whichever way."""
    for name in ("one", "two"):
        shutil.copytree(base, tmp_path / name)
    back = dt.datetime(2001, 1, 1, tzinfo=dt.UTC)
    one = Workspace.open(tmp_path / "one").session("first")
    two = Workspace.open(tmp_path / "two", clock=lambda: back).session("first")
    one.judge("self", "U1", Judgement("leading", because="one"))
    two.judge("self", "U2", Judgement("developing", because="two"))
    two.add_evidence("document", "from the past")
    one.add_evidence("document", "from now")
    assert one.merge(two.folder).conflicts == two.merge(one.folder).conflicts == ()
    assert one.state.judgements == two.state.judgements
    assert one.state.evidence == two.state.evidence
    for session in (one, two):
        session.close()
        assert session.problems == ()
    again = Workspace.open(tmp_path / "two", clock=lambda: back).session("first")
    assert again.state == two.state
    assert [one.seq for one in again.history()] == sorted(one.seq for one in again.history())
