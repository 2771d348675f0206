"""Reading what was handed over, a bundle or a review's folder that somebody copied, by the same code.

It is checked whole before a byte of it is written anywhere; every reason against it is said at once.
"""

from __future__ import annotations

import hashlib
import os
import stat
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from inclusion_core.errors import InvalidFile, StorageFailed
from inclusion_core.identifiers import is_id
from inclusion_core.store import schema, toml
from inclusion_core.store.converter import structure
from inclusion_core.store.handing_over.bundle import (
    BELOW,
    KIND,
    MANIFEST,
    SCHOOL,
    Handed,
    Manifest,
    Member,
    files_of,
    is_attachment,
    is_handed_over,
    too_much,
    unreadable,
)
from inclusion_core.store.handing_over.unpacking import CHUNK, Place, members_of, name_problem, refused, shown
from inclusion_core.store.review import commands
from inclusion_core.store.review.ledger import JOURNAL

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_LARGEST_LIST = 5_000_000


@contextmanager
def open_handed(path: Path) -> Iterator[Handed]:
    """Open what was handed over, a bundle or a copied folder, once all of it is found to be in order.

    Writes nothing. Raises InvalidFile with every reason against it, FutureSchema where a newer version made it, and
    StorageFailed where the disk does not let us read it.
    """
    try:
        sort = path.stat().st_mode
    except FileNotFoundError:
        raise refused(path, ["There is no such file."], "Check the name and the folder.") from None
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from None
    if stat.S_ISDIR(sort):
        yield _folder(path)
        return
    if not stat.S_ISREG(sort):  # on a pipe reading would wait for ever
        raise refused(path, ["This is not a file that can be read."], "Name the file itself.")
    try:
        file = path.open("rb")
    except OSError as error:
        raise unreadable(path, error) from None
    with file:
        try:
            found = _bundle(file, path)
        except OSError as error:
            raise unreadable(path, error) from None
        yield found


def _bundle(file: BinaryIO, path: Path) -> Handed:
    places = members_of(file, path)
    manifest = _manifest(file, path, places)
    sizes = {name: place.size for name, place in places.items()}
    reasons = [*_against(places, manifest), *_beside_the_list(places, manifest.members), *too_much(sizes)]
    if reasons:
        raise refused(path, reasons)
    damaged = [f"{shown(name)} is not what was packed: its sum is another." for name, member in manifest.members.items()
               if _sum(_slices(file, places[name])) != member.sha256]  # fmt: skip
    if damaged:
        raise refused(path, damaged, "The file was damaged on its way. Fetch it again, or ask for it again.")
    members = {name.removeprefix(BELOW): one for name, one in manifest.members.items() if name.startswith(BELOW)}
    record = b"".join(_slices(file, places[SCHOOL]))
    return Handed(path, members, manifest, lambda name: _slices(file, places[BELOW + name]), lambda _: record)


def _manifest(file: BinaryIO, path: Path, places: Mapping[str, Place]) -> Manifest:
    """Read the list of what is in a bundle. What a newer version made is said to be newer, and nothing else is."""
    place = places.get(MANIFEST)
    if place is None:
        what = f"It has no {MANIFEST}, the list of what is in it: it is some other archive, or was packed by hand."
        raise refused(path, [what])
    if place.size > _LARGEST_LIST:
        raise refused(path, [f"{MANIFEST} has {place.size / 1_000_000:.1f} MB, and no list of ours is as long."])
    where = f"{path} ({MANIFEST})"
    text = toml.decode(b"".join(_slices(file, place)), file=where)
    content = schema.body(toml.parse(text, file=where), KIND, file=where, text=text)
    return structure(Manifest, content, file=where, text=text)


def _against(places: Mapping[str, Place], manifest: Manifest) -> Iterator[str]:
    """Yield what is no part of a review, and what a review lacks."""
    for what, name in (("review", manifest.review), ("school", manifest.school)):
        if not is_id(name) or name_problem(name):
            yield f"{shown(name)} cannot name a {what}."
    for name in places:
        if name not in {MANIFEST, SCHOOL} and not (name.startswith(BELOW) and is_handed_over(name[len(BELOW) :])):
            yield f"{shown(name)} is no part of a review."
    for name in (SCHOOL, BELOW + JOURNAL, BELOW + commands.REVIEW_FILE):
        if name not in places:
            yield f"{shown(name)} is missing, without which it is no review."


def _beside_the_list(places: Mapping[str, Place], listed: Mapping[str, Member]) -> Iterator[str]:
    """Yield where the list of what is in a bundle is not that of this file."""
    for name in places:
        if name != MANIFEST and name not in listed:
            yield f"{shown(name)} is in it and not on its list."
    for name, member in listed.items():
        if name not in places:
            yield f"{shown(name)} is on its list and not in it."
        elif places[name].size != member.size:
            yield f"{shown(name)} has {places[name].size:,} bytes, and its list says {member.size:,}."
        elif is_attachment(name.removeprefix(BELOW)) and not name.endswith(f"/{member.sha256}"):
            yield f"{shown(name)} is not what its name stands for."


def _slices(file: BinaryIO, place: Place) -> Iterator[bytes]:
    left, at = place.size, place.offset
    while left:
        file.seek(at)
        chunk = file.read(min(left, CHUNK))
        if not chunk:
            return
        yield chunk
        left -= len(chunk)
        at += len(chunk)


def _sum(chunks: Iterator[bytes]) -> str:
    found = hashlib.sha256()
    for chunk in chunks:
        found.update(chunk)
    return found.hexdigest()


def _folder(path: Path) -> Handed:
    members = {name: Member(size, name.partition("/")[2] if is_attachment(name) else "")
               for name, size in files_of(path).items() if not name_problem(name)}  # fmt: skip
    if not members.keys() & {JOURNAL, commands.REVIEW_FILE}:
        do = "Choose the folder in which review.toml and journal.jsonl lie, or the file that was handed over."
        raise refused(path, ["This is a folder, and not that of a review."], do)
    reasons = list(too_much({name: one.size for name, one in members.items()}))
    if reasons:
        raise refused(path, reasons, "Nothing was changed.")

    def chunks(name: str) -> Iterator[bytes]:
        try:
            handle = os.open(path / name, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0))
            with os.fdopen(handle, "rb") as file:
                while chunk := file.read(CHUNK):
                    yield chunk
        except OSError as error:
            raise unreadable(path / name, error) from None

    return Handed(path, members, None, chunks, lambda school: _school_beside(path, school))


def _school_beside(folder: Path, school: str) -> bytes:
    """Return the school's record where the folder still lies in a workspace; empty where it does not."""
    real = Path(os.path.realpath(folder))
    if len(real.parents) < 3 or real.parents[1].name != "reviews" or not is_id(school):  # noqa: PLR2004  reviews/SCHOOL/REVIEW
        return b""
    try:
        return toml.read_text(real.parents[2] / "schools" / f"{school}.toml").encode()
    except (InvalidFile, StorageFailed):
        return b""
