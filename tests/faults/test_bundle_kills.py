"""A program that is killed while it opens a file that was handed over: the old or the new, never a mix."""

from __future__ import annotations

import datetime as dt
import os
import random
import shutil
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import inclusion_core
from inclusion_core.desk import open_desk
from inclusion_core.desk.handing import make_bundle, open_bundle
from inclusion_core.model.assessment import Judgement
from inclusion_core.model.framework import Framework, Indicator, Strand
from inclusion_core.model.school import School
from inclusion_core.store.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable

    from .forking import Stem

pytestmark = pytest.mark.slow

KILLS = 40
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(Path(inclusion_core.__file__).parents[1])}
OPENS = """
import sys
from pathlib import Path
from inclusion_core.desk import open_desk
from inclusion_core.desk.handing import open_bundle
with open_desk(Path(sys.argv[1])) as desk:
    desk.workspace
    import inclusion_core.desk.handing_words, inclusion_core.desk.recognising
    import inclusion_core.store.handing_over.looking, inclusion_core.store.handing_over.receiving
    print("ready", flush=True)
    open_bundle(desk, Path(sys.argv[2]))
    print("done", flush=True)
"""
MAKES = OPENS.replace(
    "open_bundle(desk, Path(sys.argv[2]))", 'make_bundle(desk, "alnside", Path(sys.argv[2]))'
).replace("import open_bundle", "import make_bundle, open_bundle")


def begun(root: Path, attached: Path) -> Workspace:
    """Make a workspace with a review that has a hundred judgements' history and a dozen attachments."""
    workspace = Workspace.open(root)
    framework = Framework(
        "small", "1", "Small", {"U": Strand("U", "U")}, {f"U{n}": Indicator(f"U{n}", "U", "T") for n in range(10)}
    )
    workspace.create_review(School(name="Alnside"), framework, started=dt.date(2026, 11, 22))
    attached.mkdir()
    with workspace.session("alnside") as session:
        for number in range(100):
            session.judge("self", f"U{number % 10}", Judgement("secure", because=f"number {number} " + "x" * number))
        for number in range(12):
            (attached / str(number)).write_bytes(bytes([number]) * 60_000)
            session.add_evidence("document", f"File {number}", attach=[attached / str(number)])
    return workspace


def killed(program: Stem, *arguments: Path, after: float) -> bool:
    """Run a program and kill it so many seconds after it is ready; say whether it was done by then."""
    program.start(*arguments)
    time.sleep(after)
    with suppress(ProcessLookupError):  # it has ended
        program.kill()
    return program.said() == b"done\n"


def took(program: Stem, *arguments: Path) -> float:
    """Run a program to its end and say how long it took from when it was ready."""
    program.start(*arguments)
    before = time.monotonic()
    assert program.said() == b"done\n"
    return time.monotonic() - before


def whole(folder: Path) -> dict[str, bytes]:
    """Return a review's files, without its lock."""
    return {
        one.relative_to(folder).as_posix(): one.read_bytes()
        for one in folder.rglob("*")
        if one.is_file() and one.name != ".lock"
    }


def test_forty_kills_while_a_review_comes_leave_none_of_it_or_all_of_it(
    tmp_path: Path, stems: Callable[[str], Stem]
) -> None:
    """Whenever it is killed, the review is not there or there to the last byte, and opening again brings it whole."""
    source = begun(tmp_path / "ws", tmp_path / "attached")
    file = tmp_path / "alnside.inclusion"
    with open_desk(source.root) as desk:
        make_bundle(desk, "alnside", file)
    found = whole(source.review_folder("alnside-2026-11"))
    expected = {name: data for name, data in found.items() if "kept/" not in name}
    program = stems(OPENS)
    length = took(program, tmp_path / "first", file)
    chance = random.Random(20261122)  # noqa: S311  not a secret
    seen = set()
    for number in range(KILLS):
        root = tmp_path / f"there-{number}"
        done = killed(program, root, file, after=chance.random() * length * 1.2)
        length *= 0.8 if done else 1.1  # a disk that others write to is not always as quick
        there = Workspace.open(root)
        seen.add(there.review_ids())
        assert there.review_ids() in {(), ("alnside-2026-11",)}
        if there.review_ids():
            assert whole(there.review_folder("alnside-2026-11")) == expected
        assert there.review_ids() or not done
        with open_desk(root) as desk:
            open_bundle(desk, file)
            assert whole(desk.workspace.review_folder("alnside-2026-11")) == expected
            assert desk.workspace.school("alnside").name == "Alnside"
        assert not list(root.rglob(".new-*"))
        shutil.rmtree(root)
    assert seen == {(), ("alnside-2026-11",)}  # the kills came before and after


def test_forty_kills_while_a_review_is_merged_leave_the_old_or_the_new(
    tmp_path: Path, stems: Callable[[str], Stem]
) -> None:
    """Whenever it is killed, the review opens as it was or with everything that came, and once more brings the rest."""
    source = begun(tmp_path / "ws", tmp_path / "attached")
    shutil.copytree(source.root, tmp_path / "theirs")
    with Workspace.open(tmp_path / "theirs").session("alnside") as theirs:
        for number in range(200):
            theirs.judge("peer:bo", f"U{number % 10}", Judgement("leading", because=f"theirs {number} " + "y" * 900))
        for number in range(12):
            path = tmp_path / "attached" / f"more-{number}"
            path.write_bytes(bytes([100 + number]) * 60_000)
            theirs.add_evidence("document", f"Theirs {number}", attach=[path])
        new = theirs.state
    file = tmp_path / "alnside.inclusion"
    with open_desk(tmp_path / "theirs") as desk:
        make_bundle(desk, "alnside", file)
    with source.session("alnside", read_only=True) as ours:
        old = ours.state
    shutil.copytree(source.root, tmp_path / "first")
    program = stems(OPENS)
    length = took(program, tmp_path / "first", file)
    chance = random.Random(20261123)  # noqa: S311  not a secret
    seen = []
    for number in range(KILLS):
        root = tmp_path / f"there-{number}"
        shutil.copytree(source.root, root)
        done = killed(program, root, file, after=chance.random() * length * 1.2)
        length *= 0.8 if done else 1.1  # a disk that others write to is not always as quick
        with Workspace.open(root).session("alnside") as session:
            seen.append(session.state == new)
            assert session.state in (old, new)
            assert session.problems == ()
        assert seen[-1] or not done
        with open_desk(root) as desk:
            open_bundle(desk, file)
            with desk.session("alnside") as session:
                assert session.state == new
                for one in session.evidence.values():
                    assert all((session.folder / "attachments" / key).is_file() for key in one.attachments)
        shutil.rmtree(root)
    assert set(seen) == {True, False}


def test_kills_while_a_file_is_made_leave_the_old_file_or_the_new(tmp_path: Path, stems: Callable[[str], Stem]) -> None:
    """Whenever it is killed, what lies under the file's name is the file of before or another that can be opened."""
    source = begun(tmp_path / "ws", tmp_path / "attached")
    file = tmp_path / "alnside.inclusion"
    program = stems(MAKES)
    length = took(program, source.root, file)
    chance = random.Random(20261124)  # noqa: S311  not a secret
    for number in range(KILLS // 2):
        before = file.read_bytes()
        done = killed(program, source.root, file, after=chance.random() * length * 1.2)
        length *= 0.8 if done else 1.1  # as above
        if file.read_bytes() != before:
            with open_desk(tmp_path / f"there-{number}") as desk:
                assert open_bundle(desk, file).judgements == 10
