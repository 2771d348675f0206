"""What a file that somebody was given is, by what is in it and not by what it is called. Only its beginning is read."""

from __future__ import annotations

import csv
import io
import re
import stat
import zipfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from attrs import frozen

from inclusion_core.errors import InclusionError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inclusion_core.desk import Desk

Sort = Literal["bundle", "framework", "schools", "review-folder", "spreadsheet", "none"]
"""`spreadsheet` is an audit tool, of which the draft of a framework can be made."""


@frozen
class Recognised:
    """What a file is. `says` is a sentence for a person; for `none` it says what to do instead."""

    path: Path
    sort: Sort
    says: str


_HEAD = 64 * 1024
_MOST_PARTS = 20_000
_MOST_LIST = 4_000_000
_ROWS = 20
_SAID = {
    "bundle": "This is a review that was handed over.",
    "framework": "This is a framework.",
    "schools": "This is a list of schools.",
    "review-folder": "This is the folder of a review.",
    "spreadsheet": "This is a spreadsheet, of which the draft of a framework can be made. Schools are read as CSV.",
}
_KIND = re.compile(r"^[ \t]*\"?kind\"?[ \t]*=[ \t]*[\"'\u201c\u2018]inclusion\.([a-z]+)", re.MULTILINE)
_PART_OF_A_REVIEW = "This is one file of a review. Choose the folder that the review lies in, or the file handed over."
_KINDS = {
    "school": "This is the record of one school, as a workspace keeps it. Choose a list of schools, or add it by name.",
    "workspace": "This says who works in a workspace. Choose the folder of one of its reviews.",
    "consultation": (
        "This is what schools said of a framework. To take it in, type: inclusion framework consult merge FILE"
    ),
    "bundle": "This is a list of what was handed over, without it. Choose the file that was handed over.",
}
_OTHERS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "This is a PDF document, which is not read here. Choose the file it was made of."),
    (b"\x1f\x8b", "This is a compressed file. Unpack it, and choose what was in it."),
    (b"7z\xbc\xaf\x27\x1c", "This is a compressed file. Unpack it, and choose what was in it."),
    (b"Rar!", "This is a compressed file. Unpack it, and choose what was in it."),
    (b"\x89PNG", "This is a picture. It can be attached to a piece of evidence."),
    (b"\xff\xd8\xff", "This is a picture. It can be attached to a piece of evidence."),
    (b"age-encryption.org/", "This file is locked. Unlock it first, or ask for it without a lock."),
    (b"{\\rtf", "This is a text document. Copy its table into a spreadsheet, and choose that."),
)
_UNKNOWN = (
    "This is no review that was handed over, no framework, no list of schools and no spreadsheet. Ask whoever gave it "
    "to you what it is."
)
_DAMAGED = "This was to be a review that was handed over, and is none: it was damaged on its way. Ask for it again."


def what_is(desk: Desk, path: Path | str) -> Recognised:
    """Say what a file or folder is that somebody was given, and for what is none of ours what to do. Never raises.

    Reads a little of it and writes nothing; whether all of it is in order is said when it is opened.
    """
    place = Path(path)
    try:
        sort, says = _look(desk, place)
    except FileNotFoundError:
        sort, says = "none", "There is no such file. Check the name and the folder."
    except PermissionError:
        sort, says = "none", "This user may not read it. Ask for permission, or for a copy."
    except (OSError, ValueError):  # a name that no disk takes, a drive that was taken out
        sort, says = "none", "It cannot be read. Check the name, and that its disk is there."
    return Recognised(place, sort, says or _SAID[sort])


def _look(desk: Desk, path: Path) -> tuple[Sort, str]:  # noqa: PLR0911  each sort has its answer
    status = path.stat()
    if stat.S_ISDIR(status.st_mode):
        return _folder(path)
    if not stat.S_ISREG(status.st_mode):
        return "none", "This is not a file but a device or a pipe. Choose a file."
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if not head.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        return "none", "There is nothing in this file. Ask whoever gave it to you for it again."
    if head.startswith(b"PK\x03\x04"):
        return _archive(path, head)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return "spreadsheet", ""  # an old workbook; only its parser can tell it from an old document
    for opening, says in _OTHERS:
        if head.startswith(opening):
            return "none", says
    found = _text(head)
    if found[0] == "none" and not found[1]:
        found = _by_a_plugin(desk, path, head)
    if found[0] == "none" and not found[1]:
        return "none", _DAMAGED if path.suffix.casefold() == ".inclusion" else _UNKNOWN
    return found


def _folder(path: Path) -> tuple[Sort, str]:
    if any((path / name).is_file() for name in ("journal.jsonl", "review.toml")):
        return "review-folder", ""
    if (path / "inclusion.toml").is_file() or (path / "reviews").is_dir():
        return "none", "This is a whole workspace. Choose the folder of one review in it, below 'reviews'."
    return "none", "This is a folder, and not that of a review. Choose a file, or a folder in which review.toml lies."


def _archive(path: Path, head: bytes) -> tuple[Sort, str]:  # noqa: PLR0911  each sort has its answer
    if head[30:].startswith(b"bundle.toml"):
        return "bundle", ""
    names = _names(path)
    if names is None:
        damaged = path.suffix.casefold() == ".inclusion"
        return "none", _DAMAGED if damaged else "This file is cut short or damaged. Ask for it again."
    if "bundle.toml" in names:
        return "bundle", ""  # packed again by another program; opening it says what is amiss
    if any(name.startswith("xl/workbook.") or name == "content.xml" for name in names):
        return "spreadsheet", ""
    if any(name.startswith(("word/", "ppt/")) for name in names):
        return "none", "This is a document, and no spreadsheet. Copy its table into a spreadsheet, and choose that."
    tables = [name for name in names if name.casefold().endswith(".csv")]
    if len(tables) == 1:
        inside = _beginning_of(path, tables[0])
        found = _text(inside) if inside else ("none", "")
        if found[0] in {"schools", "spreadsheet"}:
            return found
    return "none", "This is an archive. Unpack it, and choose one of the files that were in it."


def _names(path: Path) -> list[str] | None:
    """Return the names in an archive; None where it has no list of them, or one that is longer than any of ours."""
    try:
        with path.open("rb") as file:
            file.seek(max(0, file.seek(0, 2) - 66_000))
            tail = file.read()
            end = tail.rfind(b"PK\x05\x06")
            if end < 0 or int.from_bytes(tail[end + 12 : end + 16], "little") > _MOST_LIST:
                return None
            with zipfile.ZipFile(file) as archive:
                return archive.namelist()[:_MOST_PARTS]
    except _BROKEN:
        return None


def _beginning_of(path: Path, name: str) -> bytes:
    try:
        with zipfile.ZipFile(path) as archive, archive.open(name) as table:
            return table.read(_HEAD)
    except (*_BROKEN, RuntimeError, KeyError):
        return b""


_BROKEN = (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError, zlib.error)


def _text(head: bytes) -> tuple[Sort, str]:
    """Say what the beginning of a text is; an empty sentence where that is nothing known."""
    text = _decoded(head)
    kind = _KIND.search(text)
    if kind is not None:
        if kind[1] == "framework":
            return "framework", ""
        return "none", _KINDS.get(kind[1], _PART_OF_A_REVIEW)
    opening = text.lstrip("\ufeff \t\r\n")
    if opening.startswith('{"seq":'):
        return "none", _PART_OF_A_REVIEW
    if opening[:9].casefold().startswith(("<!doctype", "<html")):
        return "none", "This is a web page, perhaps one for signing in, saved in place of the file. Download it again."
    if "\0" in text:
        return "none", ""
    return _table(text)


def _decoded(head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head[: len(head) // 2 * 2].decode("utf-16", errors="replace")
    return head.decode("utf-8-sig", errors="replace")  # what we look for is plain ASCII in any other encoding


def _table(text: str) -> tuple[Sort, str]:
    """Say whether a text is rows and columns: a list of schools where one of the first rows names a URN column."""
    from inclusion_core.exchange.gias_columns import Columns  # noqa: PLC0415  only for a text that may be a table

    lines = io.StringIO(text, newline="").readlines()[:_ROWS]
    delimiters = (text[4],) if text[:4].casefold() == "sep=" and text[5:6] in {"\r", "\n"} else (",", ";", "\t", "|")
    widest = 0
    for delimiter in delimiters:
        try:
            rows = list(csv.reader(lines, delimiter=delimiter))
        except csv.Error:
            continue
        if any(Columns.of([cell.strip() for cell in row]).has("urn") for row in rows):
            return "schools", ""
        widest = max(widest, _columns(rows))
    return ("spreadsheet", "") if widest > 1 else ("none", "")


def _columns(rows: Sequence[Sequence[str]]) -> int:
    """Return how many columns most rows have, of those in which something stands; 1 where they do not agree."""
    widths = sorted(len(row) for row in rows if any(cell.strip() for cell in row))
    middle = widths[len(widths) // 2] if widths else 0
    return middle if len(widths) > 1 and widths.count(middle) > len(widths) / 2 else 1


def _by_a_plugin(desk: Desk, path: Path, head: bytes) -> tuple[Sort, str]:
    try:
        importer = desk.plugins.importer_for(path, head)
    except InclusionError:  # a workspace that cannot be read says so elsewhere
        return "none", ""
    if importer is None or importer.brings == "judgements":
        return "none", ""
    return ("schools", "") if importer.brings == "schools" else ("spreadsheet", "")
