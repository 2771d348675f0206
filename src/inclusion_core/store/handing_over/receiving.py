"""Taking in a review that was handed over and looked at: laid down whole where it is not here, else merged.

A review that is not here is laid down under another name and given its own in one step, so that a killed program leaves
none of it or all of it. One that is here is merged, and what both changed stays as it is here.
"""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

from attrs import frozen

from inclusion_core.errors import NotAllowed, ReadOnly, UnknownName
from inclusion_core.store import files
from inclusion_core.store.review import merging
from inclusion_core.store.review.history import History
from inclusion_core.store.review.ledger import LOCK, Ledger
from inclusion_core.store.review.pinned import pinned_framework
from inclusion_core.store.review.review_folder import latest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from inclusion_core.model.school import School
    from inclusion_core.store.handing_over.bundle import Handed
    from inclusion_core.store.handing_over.looking import Looked
    from inclusion_core.store.review.history import Happening
    from inclusion_core.store.review.merging import Clash, Merged
    from inclusion_core.store.review.session import Session
    from inclusion_core.store.workspace import Workspace

_FEW = 8
_READ_ONLY = "This copy is only looked at."


@frozen
class Weighed:
    """What opening would do here. `here` says whether the review is in the workspace.

    `changes` come in, the oldest first; `conflicts` are things that both changed, and ours stands; `attachments` are
    those that are not here, by SHA-256.
    """

    here: bool
    changes: tuple[Happening, ...]
    conflicts: tuple[Clash, ...]
    attachments: tuple[str, ...]


def weigh(workspace: Workspace, looked: Looked) -> Weighed:
    """Say what opening would do in a workspace; nothing is written.

    Raises NotAllowed where the review of that name here is another one, or the two cannot be made one, or the school
    of that name here is another one.
    """
    review, their_lines = looked.review, looked.ledger.journal.lines
    history = History()
    history.take(their_lines)
    if review.id not in workspace.review_ids():
        _refuse_another_school(workspace, looked)
        lines = [line for line in their_lines if merging.makes_something(line)]
        return Weighed(
            here=False,
            changes=tuple(history.told(line, review.team) for line in lines),
            conflicts=(),
            attachments=tuple(looked.handed.attachments),
        )
    folder = workspace.review_folder(review.id)
    framework, _ = pinned_framework(folder, latest(folder))
    ours = Ledger(
        folder, framework=framework, person=workspace.me.id, device=workspace.device,
        clock=workspace.clock, read_only=_READ_ONLY,
    )  # fmt: skip
    found = merging.coming(ours, looked.folder)
    missing = tuple(_missing(folder, looked.handed))
    return Weighed(
        here=True,
        changes=tuple(history.told(line, review.team) for line in found.lines),
        conflicts=found.conflicts,
        attachments=missing,
    )


def _missing(folder: Path, handed: Handed) -> Iterator[str]:
    return (key for key in handed.attachments if not (folder / "attachments" / key).exists())


def school_here(workspace: Workspace, looked: Looked) -> School | None:
    """Return the school of this workspace that goes by the review's local id, or None."""
    try:
        found = workspace.school(looked.review.school)
    except UnknownName:
        return None
    return found if found.id == looked.review.school else None


def _refuse_another_school(workspace: Workspace, looked: Looked) -> None:
    """Raise NotAllowed where the school of that id here has another URN, and neither ever had the other's."""
    here, there = school_here(workspace, looked), looked.school
    if here is None or there is None or not (here.urn and there.urn) or _numbers(here) & _numbers(there):
        return
    raise NotAllowed(
        f"The review {looked.review.id} is of {there.name} (URN {there.urn}), and '{here.id}' here is {here.name} "
        f"(URN {here.urn}). Nothing was changed. Open it in a workspace of its own (--workspace)."
    )


def _numbers(school: School) -> set[str]:
    return {one.value for one in school.identifiers.values() if one.scheme == "urn"} | set(school.followed)


def lay_down(workspace: Workspace, looked: Looked) -> bool:
    """Lay a review down that is not here: it is there entirely or not at all. False where it came here meanwhile.

    Its school is put first where none goes by that id. Raises ReadOnly, Locked, StorageFailed.
    """
    review, handed = looked.review, looked.handed
    known = (workspace.root / "schools" / f"{review.school}.toml").exists()
    workspace.put_schools([looked.school] if looked.school and not known else [])
    with files.locked(workspace.root / LOCK, wait_s=60.0) as held:
        if held:  # whoever makes a review holds this lock, so what lies there now was left by a killed program
            for left in (workspace.root / "reviews").glob("*/.new-*"):
                shutil.rmtree(left, ignore_errors=True)
        if review.id in workspace.review_ids():
            return False
        folder = workspace.root / "reviews" / review.school
        new = folder / f".new-{os.urandom(4).hex()}"
        try:
            copied = [new / name for name in handed.members if _copied(handed, name, new)]
            _flush(copied)
            new.rename(folder / review.id)
            files.fsync_folder(folder)
        except OSError as error:
            raise files.storage_failed(folder / review.id, error) from error
        finally:
            if new.exists():
                shutil.rmtree(new, ignore_errors=True)
    return True


def _copied(handed: Handed, name: str, folder: Path) -> bool:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    return handed.copy(name, folder / name)


def _flush(copied: list[Path]) -> None:
    """Flush files and their folders; by one call for all where the platform has it and there are many."""
    if len(copied) > _FEW and hasattr(os, "sync"):
        os.sync()
        return
    for path in copied:
        files.fsync_file(path)


def merge_in(session: Session, looked: Looked) -> Merged:
    """Merge what was handed over into the review that is here, its attachments first. Raises as `Session.merge`."""
    if session.read_only:
        raise ReadOnly(f"{session.why_read_only} Nothing was changed.")
    folder = session.folder / "attachments"
    waiting: list[files.Prepared] = []
    try:
        for key in _missing(session.folder, looked.handed):
            folder.mkdir(exist_ok=True)
            one = files.Prepared(folder / key, folder / f".{key}.{os.urandom(4).hex()}.part", keep=0)
            waiting.append(one)
            if not looked.handed.copy(f"attachments/{key}", one.part):
                waiting.pop()
        _flush([one.part for one in waiting])
        for one in waiting:
            one.commit(flush_folder=False)
        if waiting:
            files.fsync_folder(folder)
    except OSError as error:
        raise files.storage_failed(folder, error) from error
    finally:
        for one in waiting:
            one.drop()
    return session.merge(looked.folder)
