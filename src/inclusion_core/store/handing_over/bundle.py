"""A review as one file that is handed from one machine to another (`alnside-2026-11.inclusion`): its form.

A bundle is a plain zip archive (`unpacking`) with `bundle.toml` first: which review it is, who made it and when, and
the SHA-256 and size of everything else in it. Then come the school's record and the review's folder, without drafts,
earlier copies and locks.
"""

from __future__ import annotations

import datetime as dt  # noqa: TC003  the converter reads annotations when it runs
import hashlib
import os
from collections.abc import Mapping  # noqa: TC003  as above
from typing import TYPE_CHECKING

from attrs import Factory, frozen

from inclusion_core.errors import NotAllowed, StorageFailed
from inclusion_core.model.review import Person, Pin  # noqa: TC001  the converter reads annotations when it runs
from inclusion_core.store.files import why_not
from inclusion_core.store.handing_over import unpacking
from inclusion_core.store.handing_over.unpacking import MOST_MEMBERS, name_problem, refused, shown
from inclusion_core.store.review.checking import ATTACHMENT_LIMIT
from inclusion_core.store.review.review_folder import is_ours

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

SUFFIX = ".inclusion"
MANIFEST = "bundle.toml"
SCHOOL = "school.toml"
BELOW = "review/"
KIND = "inclusion.bundle"

LARGEST_TEXT = 128_000_000
"""Bytes that a review's texts may have together; ten thousand pieces of evidence are about 10 MB."""

_STAYS = ("drafts", "kept")
_MB = 1_000_000


@frozen
class Member:
    """A file that was handed over: its size in bytes, and its SHA-256 (empty where nothing says)."""

    size: int
    sha256: str = ""


@frozen
class Manifest:
    """What `bundle.toml` says: which review this is, who made the file, when and on which device."""

    review: str
    school: str
    framework: Pin
    made: dt.datetime
    by: Person
    device: str
    title: str = ""
    members: Mapping[str, Member] = Factory(dict)


@frozen
class Handed:
    """What was handed over, while it is open: a bundle, or a copied folder of a review (`manifest` None).

    `members` are the files of the review, by their path below its folder.
    """

    path: Path
    members: Mapping[str, Member]
    manifest: Manifest | None
    _chunks: Callable[[str], Iterator[bytes]]
    _school: Callable[[str], bytes]

    @property
    def attachments(self) -> Mapping[str, Member]:
        """The attachments among the members, by their SHA-256."""
        names = [name for name in self.members if is_attachment(name)]
        return {name.partition("/")[2]: self.members[name] for name in names}

    def school_file(self, school: str) -> bytes:
        """Return the record of the school by its local id; empty where none was handed over."""
        return self._school(school)

    def copy(self, name: str, place: Path) -> bool:
        """Copy a member to a place where nothing is yet, and flush nothing.

        Gives False, with nothing left there, for an attachment of a copied folder whose bytes are not those of its
        name. Raises InvalidFile where a bundle is no longer what it was when it was checked, StorageFailed.
        """
        wanted = self.members[name].sha256
        found = hashlib.sha256()
        with place.open("xb") as target:
            for chunk in self._chunks(name):
                found.update(chunk)
                target.write(chunk)
        if not wanted or found.hexdigest() == wanted:
            return True
        place.unlink()
        if self.manifest is None:
            return False
        raise refused(self.path, [f"{shown(name)} changed while it was read."], "Try again.")


def is_handed_over(name: str) -> bool:
    """Say whether a file of a review's folder goes along: all that is ours, without drafts, old copies and locks.

    >>> is_handed_over("evidence/ak-7f3.toml"), is_handed_over("drafts/d-9rsw.jsonl"), is_handed_over(".lock")
    (True, False, False)
    """
    parts = name.split("/")
    return is_ours(name) and not any(part in _STAYS or part.startswith(".") for part in parts)


def is_attachment(name: str) -> bool:
    """Say whether a file of a review's folder is an attachment."""
    return name.startswith("attachments/")


def too_much(sizes: Mapping[str, int]) -> Iterator[str]:
    """Yield in sentences what is more than may be handed over. `sizes` are those of all members, in bytes."""
    if len(sizes) > MOST_MEMBERS:
        yield f"It holds more than {MOST_MEMBERS:,} members, and no review has as many."
    for name, size in sizes.items():
        if is_attachment(name.removeprefix(BELOW)) and size > ATTACHMENT_LIMIT:
            yield f"{shown(name)} has {size // _MB:,} MB, and an attachment has at most {ATTACHMENT_LIMIT // _MB}."
    texts = sum(size for name, size in sizes.items() if not is_attachment(name.removeprefix(BELOW)))
    if texts > LARGEST_TEXT:
        yield f"Its texts have {texts // _MB:,} MB together, and {LARGEST_TEXT // _MB} is the most that is read."
    if sum(sizes.values()) > unpacking.LARGEST:
        yield f"It has {sum(sizes.values()) / 1e9:.1f} GB, and {unpacking.LARGEST / 1e9:g} GB is the most."


def files_of(folder: Path) -> dict[str, int]:
    """Return the files of a review's folder that go along, with their sizes, in a settled order.

    Links are never followed. Raises StorageFailed.
    """
    found: dict[str, int] = {}
    for below in ("", "assessments", "evidence", "attachments"):
        try:
            if (folder / below).is_symlink() and below:
                continue
            with os.scandir(folder / below) as entries:
                for entry in entries:
                    name = f"{below}/{entry.name}" if below else entry.name
                    if entry.is_file(follow_symlinks=False) and is_handed_over(name):
                        found[name] = entry.stat(follow_symlinks=False).st_size
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError as error:
            raise unreadable(folder / below, error) from None
    return dict(sorted(found.items()))


def refuse_unsendable(sizes: Mapping[str, int]) -> None:
    """Raise NotAllowed where what was made could not be opened at the other end: a name, or too much of it."""
    reasons = [*filter(None, map(name_problem, sizes)), *too_much(sizes)]
    if reasons:
        raise NotAllowed(f"This review cannot be handed over in one file. {' '.join(reasons[:3])} Nothing was written.")


def is_bundle(path: Path) -> bool:
    """Say whether a file begins as a bundle does. Never raises."""
    try:
        with path.open("rb") as file:
            head = file.read(30 + len(MANIFEST))
    except OSError:
        return False
    return head.startswith(b"PK\x03\x04") and head[30:] == MANIFEST.encode()


def unreadable(path: Path, error: OSError | ValueError) -> StorageFailed:
    """Return the error for what the disk, or its name, does not let us read."""
    why = why_not(error) if isinstance(error, OSError) else "that is no name of a file"
    return StorageFailed(f"{path} cannot be read: {why}. Nothing was changed. Check that you may open it.")
