"""Packing a review into one file: what goes along, and the archive itself, the same bytes for the same review.

Members are stored, sorted, and dated alike, so that what was made twice can be compared byte for byte on any machine;
compression would differ between versions of zlib, and would have to be undone at the other end on a stranger's word.
"""

from __future__ import annotations

import hashlib
import os
import zipfile
from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING, Any, BinaryIO

from attrs import define, evolve, frozen

from inclusion_core.errors import StorageFailed
from inclusion_core.store import files, schema, schoolbook, toml
from inclusion_core.store.converter import unstructure
from inclusion_core.store.handing_over import bundle
from inclusion_core.store.handing_over.bundle import BELOW, MANIFEST, SCHOOL, Manifest, Member
from inclusion_core.store.handing_over.unpacking import CHUNK
from inclusion_core.store.review import snapshots
from inclusion_core.store.review.ledger import JOURNAL, LOCK
from inclusion_core.store.review.review_folder import is_ours
from inclusion_core.store.review.rows import decode, line_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping
    from pathlib import Path
    from types import TracebackType
    from typing import Self

    from inclusion_core.model.review import Person
    from inclusion_core.store.review.rows import Line
    from inclusion_core.store.review.session import Session

_SAME_DAY = (1980, 1, 1, 0, 0, 0)  # the first that a zip archive knows
_TO_BE_CALLED = "reach"  # how to reach the safeguarding lead is written down to be read
_PLAIN_FILE = 0o100644 << 16


@frozen
class Packed:
    """A review's files as they go along. `texts` are their bytes by name; `attachments` are their places by SHA-256.

    `gone` are the names of attachments that the review speaks of and that are not there, or are not what was attached;
    `left_out` are files in the folder that are not the program's.
    """

    texts: Mapping[str, bytes]
    attachments: Mapping[str, Path]
    gone: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()

    @property
    def sizes(self) -> dict[str, int]:
        """The size of every member but the list, in bytes."""
        found = {name: len(data) for name, data in self.texts.items()}
        return {**found, **{f"{BELOW}attachments/{key}": path.stat().st_size for key, path in self.attachments.items()}}

    @property
    def lines(self) -> tuple[Line, ...]:
        """The journal's lines that go along, those that cannot be read apart."""
        found = []
        for row in _rows(self):
            with suppress(ValueError):
                found.append(line_of(decode(row)))
        return tuple(found)

    @property
    def attached_bytes(self) -> int:
        """What the attachments have together, in bytes."""
        return sum(path.stat().st_size for path in self.attachments.values())


def pack(session: Session) -> Packed:
    """Gather what goes along of a review: its texts as they are at one moment, and the attachments of its evidence.

    What only withdrawn evidence speaks of stays here. Raises StorageFailed, Locked.
    """
    folder = session.folder
    with ExitStack() as held:
        if not session.read_only:  # where nothing may be written there is no lock to take
            held.enter_context(files.locked(folder / LOCK))
        names = [name for name in bundle.files_of(folder) if not bundle.is_attachment(name)]
        names.sort(key=lambda name: name == JOURNAL)  # last, so that it is ahead of the rest and never behind
        texts = {BELOW + name: _read(folder / name) for name in names}
    texts[SCHOOL] = schoolbook.bytes_of(evolve(session.school, id=session.review.school))
    there: dict[str, Path] = {}
    gone: dict[str, None] = {}
    for one in session.evidence.values():
        for key, kept in one.attachments.items():
            path = folder / "attachments" / key
            if _is(path, key):
                there[key] = path
            else:
                gone[kept.name] = None
    return Packed(dict(sorted(texts.items())), dict(sorted(there.items())), tuple(gone), _not_ours(folder))


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise StorageFailed(f"{path} cannot be read: {files.why_not(error)}. Nothing was written.") from None


def _is(path: Path, digest: str) -> bool:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == digest
    except OSError:
        return False


def _not_ours(folder: Path) -> tuple[str, ...]:
    found = (one for one in sorted(folder.rglob("*")) if one.is_file() and not files.is_part(one))
    names = (one.relative_to(folder).as_posix() for one in found)
    return tuple(name for name in names if not is_ours(name))


def texts_in(packed: Packed) -> Iterator[tuple[str, Any]]:
    """Yield every text that would leave, with the journal's change that it stands in, or the name of its file.

    What was changed or withdrawn since leaves with the journal, so it is among them; how to reach the safeguarding lead
    is not, which is a number to be called. A file that was edited by hand is
    one text, comments and all; the framework's are not looked at.
    """
    for row in _rows(packed):
        try:
            members = decode(row)
        except ValueError:
            yield row.decode(errors="replace"), JOURNAL
            continue
        for part in (members.get("do"), members.get("undo")):
            yield from ((text, members) for text in _strings(part))
    for name, data in packed.texts.items():
        below = name.removeprefix(BELOW)
        if below in {SCHOOL, JOURNAL} or below.startswith("framework") or snapshots.is_as_written(data):
            continue
        yield data.decode(errors="replace"), below


def _rows(packed: Packed) -> Iterator[bytes]:
    data = packed.texts.get(BELOW + JOURNAL, b"").removeprefix(b"\xef\xbb\xbf")
    return (row for one in data.split(b"\n") if (row := one.removesuffix(b"\r")))


def _strings(value: Any) -> Iterator[str]:  # noqa: ANN401  any value JSON has
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, one in value.items():
            if key != _TO_BE_CALLED:
                yield from _strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one)


@define
class Writing:
    """A bundle that lies written and flushed beside its place, until it is put there (`commit`) or dropped."""

    size: int
    _prepared: files.Prepared

    def commit(self) -> None:
        """Put the file into its place in one step. Raises StorageFailed."""
        self._prepared.commit()

    @property
    def part(self) -> Path:
        """Where the file lies while it waits."""
        return self._prepared.part

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, sort: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._prepared.drop()


def write(  # noqa: PLR0913  all named
    session: Session, packed: Packed, place: Path, *, by: Person, device: str, made: dt.datetime
) -> Writing:
    """Write a bundle beside its place. Raises NotAllowed where nobody could open it, StorageFailed."""
    bundle.refuse_unsendable(packed.sizes)
    review = session.review
    members = {name: Member(len(data), hashlib.sha256(data).hexdigest()) for name, data in packed.texts.items()}
    members.update({f"{BELOW}attachments/{key}": Member(path.stat().st_size, key)
                    for key, path in packed.attachments.items()})  # fmt: skip
    manifest = Manifest(
        review.id, review.school, review.framework, made, by, device, review.title, dict(sorted(members.items()))
    )
    prepared = files.prepare(place, b"", keep=0, flush=False)
    try:
        with prepared.part.open("wb") as file:
            _archive(file, manifest, packed)
            file.flush()
            os.fsync(file.fileno())
            size = file.tell()
    except OSError as error:
        prepared.drop()
        raise files.storage_failed(place, error) from error
    except BaseException:
        prepared.drop()
        raise
    return Writing(size, prepared)


def _archive(file: BinaryIO, manifest: Manifest, packed: Packed) -> None:
    listed = toml.dumps({**schema.header(bundle.KIND), **unstructure(manifest)}).encode()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED, allowZip64=False) as archive:
        archive.writestr(_entry(MANIFEST, len(listed)), listed)
        for name, member in manifest.members.items():
            if name in packed.texts:
                archive.writestr(_entry(name, member.size), packed.texts[name])
                continue
            found = hashlib.sha256()
            with packed.attachments[member.sha256].open("rb") as source, \
                    archive.open(_entry(name, member.size), "w") as target:  # fmt: skip
                while chunk := source.read(CHUNK):
                    found.update(chunk)
                    target.write(chunk)
            if found.hexdigest() != member.sha256:
                raise StorageFailed(
                    f"An attachment changed while it was read ({name}). Nothing was written. Try again."
                )
    file.seek(0, 2)


def _entry(name: str, size: int) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _SAME_DAY)
    entry.create_system, entry.external_attr = 3, _PLAIN_FILE
    entry.file_size = size
    return entry
