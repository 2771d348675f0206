"""Looking at a review that was handed over, before anything of it comes into a workspace.

Nothing is written into the workspace. The texts are put where the system keeps passing things, in a folder that only
this user may enter, and are gone with the looking; what a killed program left there goes at the next.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from inclusion_core.errors import InvalidFile, Problem, StorageFailed
from inclusion_core.identifiers import is_id
from inclusion_core.store import files
from inclusion_core.store.handing_over.bundle import is_attachment
from inclusion_core.store.handing_over.handed import open_handed
from inclusion_core.store.handing_over.unpacking import name_problem, refused, shown
from inclusion_core.store.review import commands
from inclusion_core.store.review.ledger import Ledger
from inclusion_core.store.review.pinned import pinned_framework
from inclusion_core.store.review.review_folder import latest
from inclusion_core.store.review.session import now
from inclusion_core.store.schoolbook import read_school

if TYPE_CHECKING:
    from collections.abc import Iterator

    from inclusion_core.model.review import Review
    from inclusion_core.model.school import School
    from inclusion_core.store.handing_over.bundle import Handed

_PASSING = "inclusion-looking-"
_LEFT_S = 3600.0
_READER = "reader"
_READ_ONLY = "This copy is only looked at."


@frozen
class Looked:
    """A review that was handed over, as it stands there. `folder` holds its texts while it is looked at.

    `school` is its record, None where none was handed over; `problems` is what was found amiss with its files.
    """

    handed: Handed
    folder: Path
    ledger: Ledger
    school: School | None
    problems: tuple[Problem, ...]

    @property
    def review(self) -> Review:
        """The review as it stands there."""
        return self.ledger.state.review


@contextmanager
def looked_at(path: Path) -> Iterator[Looked]:
    """Look at what was handed over, a bundle or a copied folder of a review.

    Raises InvalidFile, FutureSchema where it is not in order, StorageFailed where the disk refuses.
    """
    with open_handed(path) as handed, _passing() as place:
        with _said_of(path, place):
            folder = place / "review"
            _texts(handed, folder)
            review = latest(folder)
            _refuse_mismatch(handed, review)
            framework, problems = pinned_framework(folder, review)
            ledger = Ledger(
                folder, framework=framework, person=_READER, device=_READER, clock=now, read_only=_READ_ONLY
            )
            if any(_identity(one) != _identity(review) for one in (ledger.state.review, *_begun(ledger))):
                raise refused(path, ["Its journal and its review.toml are about two different reviews."])
            school = _school(handed, place, review.school)
        found = tuple(_renamed(path, place, one) for one in (*problems, *ledger.problems))
        yield Looked(handed, folder, ledger, school, found)


@contextmanager
def _passing() -> Iterator[Path]:
    """Give a folder that only this user may enter and that is gone afterwards, with what is in it."""
    _sweep()
    try:
        place = Path(os.path.realpath(tempfile.mkdtemp(prefix=_PASSING)))
    except OSError as error:
        why = files.why_not(error)
        raise StorageFailed(f"There is no place to look at the file: {why}. Nothing was changed. Make room.") from error
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _sweep() -> None:
    """Take away what a program that was killed left of its looking. Never raises."""
    with suppress(OSError), os.scandir(tempfile.gettempdir()) as entries:
        for entry in entries:
            if not entry.name.startswith(_PASSING):
                continue
            with suppress(OSError):
                status = entry.stat(follow_symlinks=False)
                mine = not hasattr(os, "geteuid") or status.st_uid == os.geteuid()
                if mine and entry.is_dir(follow_symlinks=False) and time.time() - status.st_mtime > _LEFT_S:
                    shutil.rmtree(entry.path, ignore_errors=True)


@contextmanager
def _said_of(path: Path, place: Path) -> Iterator[None]:
    """Let what is said of files in the passing place be said of what was handed over."""
    try:
        yield
    except InvalidFile as error:
        problems = [_renamed(path, place, one) for one in error.problems]
        raise type(error)(path, problems) from error


def _renamed(path: Path, place: Path, problem: Problem) -> Problem:
    if not problem.file.startswith(str(place)):
        return problem
    inside = Path(problem.file).relative_to(place).as_posix().removeprefix("review/")
    return evolve(problem, file=f"{path} ({inside})")


def _texts(handed: Handed, folder: Path) -> None:
    for name in handed.members:
        if not is_attachment(name):
            try:
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                handed.copy(name, folder / name)
            except OSError as error:
                raise files.storage_failed(folder / name, error) from error


def _begun(ledger: Ledger) -> Iterator[Review]:
    """Yield the review that the journal says was begun, where it says so."""
    for line in ledger.journal.lines:
        with suppress(ValueError):
            begun = commands.review_from(line.do)
            if begun is not None:
                yield begun


def _identity(review: Review) -> tuple[object, ...]:
    return review.id, review.school, review.started


def _refuse_mismatch(handed: Handed, review: Review) -> None:
    """Refuse a review that no workspace could keep, or one that is not what the list of a bundle says."""
    names = (("review", review.id), ("school", review.school))
    reasons = [f"{shown(name)} cannot name a {what}." for what, name in names if not is_id(name) or name_problem(name)]
    listed = handed.manifest
    if listed is not None:
        pairs = (
            ("review", listed.review, review.id),
            ("school", listed.school, review.school),
            ("framework", listed.framework.name, review.framework.name),
            ("framework's text", listed.framework.digest[:12], review.framework.digest[:12]),
        )
        reasons += [
            f"Its list says that the {what} is {shown(said)}, and the review that it is {shown(found)}."
            for what, said, found in pairs if said != found
        ]  # fmt: skip
    if reasons:
        raise refused(handed.path, reasons)


def _school(handed: Handed, place: Path, school: str) -> School | None:
    """Read the school's record. A copied folder that has none, or a bad one, comes without."""
    data = handed.school_file(school)
    if not data:
        return None
    file = place / f"{school}.toml"
    file.write_bytes(data)
    try:
        return read_school(file)
    except InvalidFile:
        if handed.manifest is None:
            return None
        raise
