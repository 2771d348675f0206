"""Erasure: a text blanked out of every byte of a workspace, and reviews removed when their time is over.

Blanking is the one command that rewrites, and it cannot be undone. Everything is worked out before a byte changes: the
new form of each file that holds the text, and whether the text would be gone. Where it also stands in what files are
built of (an id, a level, the pinned framework), nothing is changed and the sentence says so. A blanking that a crash
cut short leaves a mark without the text; running it again finishes it. What a disk or a backup keeps of old files is
beyond this program, and `Blanked` names what else a person must look at themselves.
"""

from __future__ import annotations

import os
import shutil
from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING, Any

from attrs import frozen

from inclusion_core.errors import InclusionError, NotAllowed, StorageFailed
from inclusion_core.store import files, schoolbook, toml
from inclusion_core.store.blanked_tables import TITLED, stands, without
from inclusion_core.store.longer_words import SEALED, is_sealed, refuse_longer_words
from inclusion_core.store.needles import BLANKED, LEAST, Needles, reach, searchable
from inclusion_core.store.review import drafts, pinned, snapshots
from inclusion_core.store.review.commands import clean
from inclusion_core.store.review.glimpse import forget_glimpse
from inclusion_core.store.review.journal import Journal
from inclusion_core.store.review.ledger import JOURNAL, LOCK
from inclusion_core.store.review.rows import Entry, decode, encode

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable
    from pathlib import Path

    from inclusion_core.model.review import Review
    from inclusion_core.store.workspace import Workspace

MARK = ".blanking"
ERASING = ".erasing"
_OURS = frozenset({
    "schools", "clusters", "rounds", "practice", "calendar", "reviews", "frameworks",
    "together", "trusts", "consultations", "staffing",
})  # fmt: skip
"""The folders of a workspace. What lies in any other is not the program's, and is never rewritten."""

_MOST_NEAR = 8


@frozen
class Blanked:
    """What blanking did: how often the text stood somewhere, in how many files, and attachments that went whole.

    What is left for a person to look at: `near` are the same words written otherwise (capitals, accents, spaces) that
    still stand somewhere; `near_unquoted` says whether they do in what two people keep to themselves; `unsearched` are
    attachments in which no program can see text, such as pictures; `left` is what lies in the workspace's folder, is
    not the program's, and was not looked into.
    """

    times: int
    files: int
    attachments: int = 0
    near: tuple[str, ...] = ()
    unsearched: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    near_unquoted: bool = False


@frozen
class _Plan:
    """A file's new bytes; None takes it away."""

    path: Path
    data: bytes | None
    times: int


def blank(workspace: Workspace, text: str, *, inside_words: bool = False) -> Blanked:
    """Blank a text in every file of a workspace, for good. Letters count exactly, accents in either way of writing.

    Attachments that hold it are taken away whole, and so are earlier copies of files. Longer words that it stands in
    are cut into only with `inside_words`, and InsideWords is raised without. Raises NotAllowed (too short, or it stands
    in what files are built of), ReadOnly, Locked, StorageFailed.
    """
    workspace.writable()
    wanted = clean(text, "The text")
    if len(wanted.strip()) < LEAST:
        raise NotAllowed(f"Give at least {LEAST} letters to blank. Nothing was changed.")
    if wanted in BLANKED:
        raise NotAllowed(f"'{wanted}' is a part of {BLANKED}, which blanking puts in. Give more of the text.")
    needles = Needles(wanted)
    if not workspace.root.exists():
        return Blanked(0, 0)
    with ExitStack() as locks:
        locks.enter_context(files.locked(workspace.root / LOCK, wait_s=30.0))
        folders = workspace.review_folders()
        for folder in folders:
            locks.enter_context(files.locked(folder / LOCK, wait_s=30.0))
            for one in sorted((folder / "drafts").glob("*.jsonl")):
                locks.enter_context(files.locked(one.with_name(f".{one.stem}.lock"), wait_s=30.0))
        _finish(workspace.root)
        for folder in folders:
            forget_glimpse(folder)
        paths, left = reach(workspace.root, _OURS)
        plans = _plans(paths, needles)
        _refuse_what_would_stay(plans, needles)
        if not inside_words:
            refuse_longer_words(wanted, needles.cut)
        if plans:
            files.write(workspace.root / MARK, b"A blanking began and was cut short. Run it again.\n", keep=0)
            _carry_out(plans)
    workspace.forget_index()
    touched = [folder for folder in folders if any(folder in one.path.parents for one in plans)]
    for folder in touched:
        _note(workspace, folder)
    (workspace.root / MARK).unlink(missing_ok=True)
    attachments = sum(one.path.parent.name == "attachments" for one in plans)
    near, unquoted, unsearched = _what_is_left(workspace, needles)
    return Blanked(
        sum(one.times for one in plans), len(plans), attachments, near=near, unsearched=unsearched, left=tuple(left),
        near_unquoted=unquoted,
    )  # fmt: skip


def blanked(text: str, wanted: str) -> str:
    """Return a text as blanking `wanted` leaves it: for what a program still holds when its files were blanked.

    >>> blanked("Jamie was calm, and so was jamie.", "Jamie")
    '[blanked] was calm, and so was jamie.'
    """
    return Needles(clean(wanted, "The text")).blanked(text)


def unfinished(workspace: Workspace) -> bool:
    """Say whether a blanking was cut short and must be run again."""
    return (workspace.root / MARK).exists()


def due_for_erasure(workspace: Workspace, today: dt.date) -> tuple[Review, ...]:
    """Return the reviews whose last day of keeping is over, the longest due first."""
    due = [one for one in workspace.reviews() if one.keep_until is not None and one.keep_until < today]
    return tuple(sorted(due, key=lambda one: (one.keep_until, one.id)))


def erase_review(workspace: Workspace, review: str) -> str:
    """Remove a whole review, everything in its folder, for good; return its id. Raises UnknownName, StorageFailed.

    It is gone from every list at once; where a crash stops the removal, the next one finishes it.
    """
    workspace.writable()
    found = workspace.find_review(review)
    folder = workspace.review_folder(found)
    going = folder.parent / f".erasing-{os.urandom(4).hex()}"
    with files.locked(workspace.root / LOCK, wait_s=30.0):
        _set_mark(workspace.root / ERASING)
        try:
            os.replace(folder, going)  # noqa: PTH105  as in files
            files.fsync_folder(folder.parent)
        except OSError as error:
            raise files.storage_failed(folder, error) from error
        _finish(workspace.root)
        with suppress(OSError):
            folder.parent.rmdir()
    return found


def _set_mark(mark: Path) -> None:
    """Say that a removal has begun. That the file is there is all that counts, so it needs no half-written twin."""
    try:
        mark.write_text("A review is being removed. What is left of it goes with the next change.\n", encoding="utf-8")
    except OSError as error:
        raise files.storage_failed(mark, error) from error
    files.fsync_file(mark)


def finish_erasing(root: Path) -> None:
    """Finish removals that a crash stopped. Raises Locked, StorageFailed."""
    if (root / ERASING).exists():
        with files.locked(root / LOCK, wait_s=30.0):
            _finish(root)


def _finish(root: Path) -> None:
    """Take away what is left of removed reviews, and of reviews that were never begun; the lock is held."""
    for going in (*(root / "reviews").glob("*/.erasing-*"), *(root / "reviews").glob("*/.new-*")):
        try:
            shutil.rmtree(going)
        except OSError as error:
            why = files.why_not(error)
            raise StorageFailed(
                f"Something of a removed review could not be taken away from {going}: {why}. It is in no list any "
                "more, and goes when the workspace is next changed; or take that folder away yourself."
            ) from error
    (root / ERASING).unlink(missing_ok=True)


# What stands where -------------------------------------------------------------------------------------------------


def _plans(paths: Iterable[Path], needles: Needles) -> list[_Plan]:
    found = []
    for path in paths:
        if path.name in {LOCK, MARK, ERASING} or path.name.endswith(".lock"):
            continue
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            continue
        except OSError as error:
            raise files.storage_failed(path, error) from error
        known = len(needles.cut)
        plan = _plan(path, data, needles)
        if is_sealed(path):
            needles.cut[known:] = [SEALED] * (len(needles.cut) - known)
        if plan is not None:
            found.append(plan)
    return found


def _plan(path: Path, data: bytes, needles: Needles) -> _Plan | None:
    times = needles.count(data)
    if path.parent.name == "drafts" and path.suffix == ".jsonl":
        return _plan_drafts(path, data, needles)
    if path.name == JOURNAL:
        return _changed(path, data, _journal_without(data, needles, ids=path.parent.name in TITLED), times)
    if path.parent.name == "attachments":
        times = 0 if needles.count(path.name.encode()) else needles.in_foreign(data)
    if path.parent.name in {"attachments", files.KEPT_FOLDER}:
        if times:
            needles.take_whole(data)
        return _Plan(path, None, times) if times else None
    if files.is_part(path) or path.name == schoolbook.INDEX:
        return _Plan(path, None, times) if times else None
    if path.suffix == ".toml":
        return _changed(path, data, _toml_without(data, needles, path), times)
    times = needles.in_foreign(data)
    return _Plan(path, needles.blanked_bytes(data), times) if times else None


def _changed(path: Path, before: bytes, after: bytes, times: int) -> _Plan | None:
    """Plan a file's new bytes. A file in which the text must stay is planned as it is, and then refused."""
    return _Plan(path, after, max(times, 1)) if times or after != before else None


def _journal_without(data: bytes, needles: Needles, *, ids: bool) -> bytes:
    rows = data.split(b"\n")
    for number, row in enumerate(rows):
        try:
            members = decode(row.removesuffix(b"\r").removeprefix(b"\xef\xbb\xbf"))
        except ValueError:
            if needles.count(row) or needles.beginning_at_end(row):
                needles.take_whole(row)
                rows[number] = BLANKED.encode()
            continue
        blanked = without(members, needles, ids=ids)
        if blanked != members:
            rows[number] = encode(blanked)
    return b"\n".join(rows)


def _plan_drafts(path: Path, data: bytes, needles: Needles) -> _Plan | None:
    """Put the differences together first: what was typed letter by letter stands in no line, and could be read.

    The history of a file that ever held the text goes; what is left is each draft's last text, without it. So does that
    of a damaged file, in which a text may stand letter by letter that can no longer be put together.
    """
    ever = drafts.ever_held(data, needles.stands_in)
    if not ever and not needles.count(data) and drafts.is_whole(data):
        return None
    return _Plan(path, drafts.rewritten(data, needles.blanked), max(ever, needles.count(data)))


def _toml_without(data: bytes, needles: Needles, path: Path) -> bytes:
    """Blank the free texts of a TOML file; a file that cannot be read loses the bytes themselves."""
    try:
        table = toml.parse(data.decode(), file=str(path))
    except (InclusionError, UnicodeDecodeError):
        return needles.blanked_bytes(data) if needles.count(data) else data
    if stands(table, needles):
        if table.get("kind") == "inclusion.framework":
            return data
        return _rewritten(data, table, needles, ids=path.parent.name in TITLED)
    return needles.blanked_bytes(data)  # where it stands at all, it stands in a comment


def _rewritten(data: bytes, table: dict[str, Any], needles: Needles, *, ids: bool) -> bytes:
    blanked = without(table, needles, ids=ids)
    if blanked == table:
        return data
    text = toml.dumps(blanked)
    return snapshots.sealed(text) if snapshots.is_as_written(data) else text.encode()


def _refuse_what_would_stay(plans: Iterable[_Plan], needles: Needles) -> None:
    for plan in plans:
        if plan.data is not None and needles.count(plan.data):
            raise NotAllowed(
                f"This text also stands in what {plan.path} is built of, and blanking it would break the file. "
                "Give more of what was written around it. Nothing was changed."
            )


def _what_is_left(workspace: Workspace, needles: Needles) -> tuple[tuple[str, ...], bool, tuple[str, ...]]:
    """Look the files over once more: the same words written otherwise, and attachments that cannot be searched.

    The second is whether such words stand where nothing is quoted.
    """
    texts = {one for folder in workspace.review_folders() for one in pinned.texts_of(folder)}
    near: dict[str, None] = {}
    unsearched: dict[Path, None] = {}
    unquoted = False
    for path in reach(workspace.root, _OURS)[0]:
        data = path.read_bytes()
        if path.parent.name == "attachments":
            if not searchable(data):
                unsearched[path] = None
        elif is_sealed(path):
            unquoted = unquoted or any(True for _ in needles.near(data))
        elif path not in texts and path.name != pinned.FRAMEWORK:
            near.update(dict.fromkeys(needles.near(data)))
        near.update(dict.fromkeys(needles.near(str(path.relative_to(workspace.root)).encode())))
    return tuple(near)[:_MOST_NEAR], unquoted, tuple(_attachment_name(one) for one in unsearched)


def _attachment_name(path: Path) -> str:
    """Return what an attachment is called in its review, as `letter.pdf (alnside-2026-11)`."""
    folder = path.parent.parent
    for name in snapshots.names(folder):
        for one in snapshots.evidence_in(snapshots.read(folder, name)).values():
            if path.name in one.attachments:
                return f"{one.attachments[path.name].name} ({folder.name})"
    return f"{path.name[:12]}… ({folder.name})"


def _carry_out(plans: list[_Plan]) -> None:
    """Journals first: a program that looks meanwhile takes up the blanked text, and writes nothing older back."""
    for plan in sorted(plans, key=lambda one: one.path.name != JOURNAL):
        if plan.data is None:
            plan.path.unlink(missing_ok=True)
        else:
            files.write(plan.path, plan.data, keep=0)
    for folder in {plan.path.parent for plan in plans if plan.data is None and plan.path.parent.exists()}:
        files.fsync_folder(folder)


def _note(workspace: Workspace, folder: Path) -> None:
    """Write into a review's journal that something was blanked; not what."""
    journal = Journal(folder / JOURNAL, folder / LOCK)
    entry = Entry({"blanked": {}}, None, workspace.me.id, workspace.device, workspace.clock())
    with journal.writing() as turn:
        journal.at_least = max((snapshots.read(folder, one).applied for one in snapshots.names(folder)), default=0)
        turn.append([entry])
    journal.sync()
