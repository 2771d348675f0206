"""A zip archive read as if whoever made it meant harm: everything that is amiss is said, and nothing is unpacked.

Archives of ours are plain: members are stored and never compressed, they lie one behind the other with nothing between
them, and both lists that a zip has of them say the same. So nothing here asks a decompressor (no bomb can go off), and
what one program sees in the file every other sees too. Python's zipfile only reads the list of members. Its own
`extract` is not for strangers' files: it makes `../x` harmless, but keeps the last of two members of one name without
a word, and writes `con.txt`.
"""

from __future__ import annotations

import stat
import struct
import unicodedata
import zipfile
from typing import TYPE_CHECKING, BinaryIO

from attrs import frozen

from inclusion_core.errors import InvalidFile, Problem
from inclusion_core.store.problems import shortened

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

MOST_MEMBERS = 20_000
"""Members that an archive may have; a review of ten thousand photographs has about half as many."""

LARGEST = 2_000_000_000
"""Bytes that an archive may have, and with it all that is in it."""

CHUNK = 1 << 20
AGAIN = "Nothing of it was opened. Ask whoever gave it to you for a new one."

_LIST_LIMIT = 176 * MOST_MEMBERS  # bytes; each takes 46 and its name
_MOST_SAID = 12
_END = struct.Struct("<4s4H2LH")
_HEAD = struct.Struct("<4s5H3L2H")
_END_MARK, _HEAD_MARK, _LARGE_MARK = b"PK\x05\x06", b"PK\x03\x04", b"PK\x06\x07"
_LARGE_LENGTH = 20
_LOCKED = 0x1 | 0x40 | 0x2000  # a password; strong encryption; a list that is locked itself
_UTF_8 = 0x800
_DEVICES = {"con", "prn", "aux", "nul", "conin$", "conout$", *(f"{port}{n}" for port in ("com", "lpt")
            for n in "0123456789\u00b9\u00b2\u00b3")}  # fmt: skip
_NOT_IN_NAMES = frozenset('<>"|?*')
_LONGEST_PART = 120
_LONGEST_SHOWN = 100


@frozen
class Place:
    """Where a member's bytes lie in the file, and how many there are."""

    offset: int
    size: int


def refused(path: Path, reasons: Sequence[str], do: str = AGAIN) -> InvalidFile:
    """Return the error that names every reason against a file (the first dozen, and how many more)."""
    said = [*reasons[:_MOST_SAID]]
    more = len(reasons) - len(said)
    if more:
        said.append(f"And {more:,} more reasons of this sort.")
    return InvalidFile(path, [Problem(one, "", do if one is said[-1] else "", str(path)) for one in said])


def shown(name: str) -> str:
    r"""Return a name as a sentence can hold it: in quotes, not too long, and nothing in it that a screen would obey.

    >>> print(shown("a\x1b[2J"))
    'a\x1b[2J'
    """
    plain = "".join(mark if mark.isprintable() else ascii(mark)[1:-1] for mark in name)
    return f"'{shortened(plain, _LONGEST_SHOWN)}'"


def name_problem(name: str) -> str:  # noqa: PLR0911  each reason has its sentence
    """Return what is wrong with a member's name in one sentence, or an empty text where any system can keep it."""
    parts = name.split("/")
    if ".." in parts:
        return f"{shown(name)} leads out of the folder."
    if name.startswith("/"):
        return f"{shown(name)} begins at the root of a disk."
    if "\\" in name:
        return f"{shown(name)} has a backslash in it, which other systems take for a folder."
    if ":" in name:
        return f"{shown(name)} has a colon in it, which names a drive on Windows."
    if any(part.split(".")[0].rstrip(" ").casefold() in _DEVICES for part in parts):
        return f"{shown(name)} has a name that Windows keeps for a device."
    if not all(map(_can_be_kept, parts)):
        return f"{shown(name)} has a name that not every system can keep."
    return ""


def _can_be_kept(part: str) -> bool:
    if not part or part.startswith((".", " ")) or part.endswith((".", " ")) or len(part) > _LONGEST_PART:
        return False
    return not any(mark in _NOT_IN_NAMES or (unicodedata.category(mark)[0] in "CZ" and mark != " ") for mark in part)


def members_of(file: BinaryIO, path: Path) -> dict[str, Place]:
    """Return where each member of an open archive lies, by its name.

    Raises InvalidFile with every reason against the file. Memory and time depend on the number of members only, which
    is bounded before they are looked at.
    """
    size = file.seek(0, 2)
    start, count = _ending(file, path, size)
    try:
        with zipfile.ZipFile(file) as archive:
            infos = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError, struct.error):
        raise refused(path, ["The list of what is in it cannot be read: the file is damaged."]) from None
    reasons = [*_names(infos), *(reason for info in infos for reason in _own(info))]
    if len(infos) != count:
        reasons.append(f"It says that it has {count:,} members, and its list has {len(infos):,}.")
    places: dict[str, Place] = {}
    expected = 0
    for info in sorted(infos, key=lambda one: one.header_offset):
        place, reason = _place(file, info, expected)
        if reason:
            reasons.append(reason)
        if place is None:
            break  # where one is lost nothing can be said of those behind it
        places[info.orig_filename] = place
        expected = place.offset + place.size
    else:
        if expected != start:
            reasons.append("It holds bytes that belong to none of its members.")
    if reasons:
        raise refused(path, list(dict.fromkeys(reasons)))
    return places


def _ending(file: BinaryIO, path: Path, size: int) -> tuple[int, int]:
    """Read the end of the archive: where its list of members starts, and how many it says there are."""
    file.seek(0)
    if file.read(4) != _HEAD_MARK:
        what = "This is no review that was handed over: it does not begin as such a file does."
        raise refused(path, [what], "Choose another file, or ask whoever gave it to you for a new one.")
    if size > LARGEST:
        raise refused(path, [f"It has {size / 1e9:.1f} GB, and {LARGEST / 1e9:g} GB is the most that is opened."])
    file.seek(max(0, size - _END.size - _LARGE_LENGTH))
    tail = file.read()
    end = tail[-_END.size :]
    if len(end) < _END.size or not end.startswith(_END_MARK):
        cut = "It does not end as it should: it was cut short on its way, or something was added to it."
        raise refused(path, [cut], "Nothing of it was opened. Fetch it again, or ask for it again.")
    _, disk, first_disk, here, count, length, start, note = _END.unpack(end)
    if tail.startswith(_LARGE_MARK) or count > MOST_MEMBERS or length > _LIST_LIMIT:
        raise refused(path, [f"It holds more than {MOST_MEMBERS:,} members, and no review has as many."])
    if disk or first_disk or here != count or note or start + length + _END.size != size:
        raise refused(path, ["Its list of members does not fit the file: it is damaged, or was put together by hand."])
    return start, count


def _names(infos: Sequence[zipfile.ZipInfo]) -> Iterator[str]:
    there: set[str] = set()
    folded: dict[str, str] = {}
    for info in infos:
        name = info.orig_filename
        problem = name_problem(name)
        if problem:
            yield problem
        before = folded.setdefault(unicodedata.normalize("NFC", name).casefold(), name)
        if name in there:
            yield f"{shown(name)} is in it more than once."
        elif before != name:
            yield f"{shown(before)} and {shown(name)} are one name on systems that do not tell capitals apart."
        there.add(name)


def _own(info: zipfile.ZipInfo) -> Iterable[str]:
    """Yield what the list itself says of a member that none of ours would have."""
    name = shown(info.orig_filename)
    mode = info.external_attr >> 16
    if stat.S_ISLNK(mode):
        yield f"{name} is a link and no file."
    elif info.is_dir() or stat.S_IFMT(mode) not in {0, stat.S_IFREG}:
        yield f"{name} is a folder or a device, and no file."
    if info.flag_bits & _LOCKED:
        yield f"{name} is locked with a password."
    elif info.compress_type != zipfile.ZIP_STORED:
        yield f"{name} is compressed, which what we make never is."
    elif info.compress_size != info.file_size:
        yield f"{name} has two sizes: {info.file_size:,} and {info.compress_size:,} bytes."


def _place(file: BinaryIO, info: zipfile.ZipInfo, expected: int) -> tuple[Place | None, str]:
    """Hold a member against what stands before its bytes. Gives no place where that cannot be read."""
    name = shown(info.orig_filename)
    if info.header_offset != expected:
        return None, f"{name} does not begin where the member before it ends."
    file.seek(info.header_offset)
    head = file.read(_HEAD.size)
    if len(head) < _HEAD.size or not head.startswith(_HEAD_MARK):
        return None, f"{name} is not where the list of members says."
    _, _, flags, method, _, _, _, packed, size, name_length, extra = _HEAD.unpack(head)
    written = file.read(name_length)
    place = Place(file.tell() + extra, info.compress_size)
    if extra or info.extra or info.comment:
        return place, f"{name} carries more than a name, which what we make never does."
    if written != _written(info):
        return place, f"{name} goes by another name where its bytes are."
    if (
        flags != info.flag_bits
        or method != info.compress_type
        or (packed, size) != (info.compress_size, info.file_size)
    ):
        return place, f"{name} has another size or form where its bytes are."
    return place, ""


def _written(info: zipfile.ZipInfo) -> bytes:
    try:
        return info.orig_filename.encode("utf-8" if info.flag_bits & _UTF_8 else "cp437")
    except UnicodeEncodeError:
        return b""
