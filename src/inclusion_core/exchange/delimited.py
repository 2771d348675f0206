"""Files of rows and cells as they come: whichever encoding, delimiter and quoting somebody's program chose.

Nothing is guessed from statistics: a byte order mark says what it says, bytes that are valid UTF-8 are UTF-8, and what
is left is Windows-1252, which is what the Department for Education's downloads and older spreadsheets write.
"""

from __future__ import annotations

import csv
import io
import zlib
from collections import Counter
from typing import TYPE_CHECKING

from attrs import field, frozen

from inclusion_core.errors import InvalidFile, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

LARGEST = 512 * 1024 * 1024
"""Bytes. The whole of England is about 65 MB; more than this is no register of schools."""

LONGEST_LINE = 1_000_000
"""Characters in one line; the widest export known to us has under 5,000."""

_DELIMITERS = (",", ";", "\t", "|")
_PREAMBLE = 20  # some reports put a title and a date above the header
_EXPORT_AGAIN = "Export it again as CSV and try that."

_OTHER_FORMATS: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "This is a spreadsheet or a zip archive, not a CSV file, whatever its name says."),
    (b"\xd0\xcf\x11\xe0", "This is an old spreadsheet (.xls), not a CSV file, whatever its name says."),
    (b"%PDF", "This is a PDF document, not a CSV file."),
    (b"\x1f\x8b", "This is a compressed file (gzip), not a CSV file. Unpack it first."),
)


def squeezed(text: str) -> str:
    """Reduce a header to what people mean by it: lower-case letters and digits.

    >>> squeezed("LA (code)"), squeezed("school_urn"), squeezed("EstablishmentName")
    ('lacode', 'schoolurn', 'establishmentname')
    """
    return "".join(mark for mark in text.casefold() if mark.isalnum())


def wrong(path: Path, what: str, do: str = "", line: int | None = None) -> InvalidFile:
    """Return the error for a file with one thing wrong."""
    return InvalidFile(path, [Problem(what, do=do, file=path.name, line=line)])


@frozen
class Row:
    """One row: the line it starts on (from 1), its cells, and how many the header has."""

    line: int
    cells: tuple[str, ...]
    width: int

    @property
    def blank(self) -> bool:
        """Whether nothing stands in it."""
        return not any(cell.strip() for cell in self.cells)

    @property
    def overflows(self) -> bool:
        """Whether something stands beyond the header's last column: its columns cannot be trusted."""
        return any(cell.strip() for cell in self.cells[self.width :])


@frozen
class Delimited:
    """A file of rows, its header found. `rows()` reads them, once each time it is called.

    `encoding` is `utf-8`, `utf-8-sig`, `cp1252` or `utf-16`; `header_line` counts from 1.
    """

    path: Path
    encoding: str
    delimiter: str
    header: tuple[str, ...]
    header_line: int
    _text: str = field(repr=False)

    def rows(self) -> Iterator[Row]:
        """Yield the rows below the header. Raises InvalidFile where the file breaks off or its quoting does."""
        for line, cells in _records(self.path, self._text, self.delimiter):
            if line > self.header_line:
                yield Row(line, tuple(cells), len(self.header))


def open_delimited(path: Path, wanted: Callable[[tuple[str, ...]], bool], lacking: str) -> Delimited:
    """Find the header of a file of rows: the first of its opening rows that `wanted` says yes to.

    `lacking` is the sentence for a file that has no such row. Raises InvalidFile for that, for an empty file, one that
    holds only a header, another format, an unknown encoding, NUL characters, broken quoting and a line past any sense.
    """
    text, encoding = _decoded(path)
    sep = text[:6].casefold()
    forced = text[4] if sep.startswith("sep=") and sep[5:6] in {"\r", "\n"} else ""
    for delimiter in (forced,) if forced else _DELIMITERS:
        found = _header(path, text, delimiter, wanted)
        if found is not None:
            line, header = found
            table = Delimited(path, encoding, delimiter, header, line, text)
            if not any(not row.blank for row in table.rows()):
                raise wrong(
                    path, "There is a header and nothing below it.", "Choose one that holds more than its header."
                )
            return table
    opening = text[:LONGEST_LINE].lstrip().partition("\n")[0]
    if len(opening) >= LONGEST_LINE:
        raise wrong(path, "Line 1 is longer than a million characters, so this is no table.", _EXPORT_AGAIN, 1)
    raise wrong(path, lacking + _what_stands_there(opening))


def all_rows(path: Path) -> tuple[str, tuple[tuple[int, tuple[str, ...]], ...]]:
    """Return (encoding, rows as (line, cells)) of a file whose header is not known beforehand; blank rows too.

    The delimiter is the one that parts most rows into columns. Raises InvalidFile as `open_delimited` does.
    """
    text, encoding = _decoded(path)
    if text[:4].casefold() == "sep=" and text[5:6] in {"\r", "\n"}:
        return encoding, tuple((line, tuple(cells)) for line, cells in _records(path, text, text[4]) if line > 1)
    readings: list[tuple[int, tuple[tuple[int, tuple[str, ...]], ...]]] = []
    refused: InvalidFile | None = None
    for delimiter in _DELIMITERS:
        try:
            rows = tuple((line, tuple(cells)) for line, cells in _records(path, text, delimiter))
        except InvalidFile as broken:  # another delimiter may still read it
            refused = refused or broken
            continue
        readings.append((sum(len(cells) > 1 for _, cells in rows), rows))
        if readings[-1][0] > len(rows) / 2:
            break
    if not readings and refused is not None:
        raise refused
    return encoding, max(readings, key=lambda reading: reading[0])[1]


def _header(
    path: Path, text: str, delimiter: str, wanted: Callable[[tuple[str, ...]], bool]
) -> tuple[int, tuple[str, ...]] | None:
    records = _records(path, text, delimiter)
    for _ in range(_PREAMBLE):
        try:
            line, cells = next(records)
        except (StopIteration, InvalidFile):  # another delimiter may still read it
            return None
        header = tuple(cell.strip() for cell in cells)
        if wanted(header):
            return line, header
    return None


def _what_stands_there(opening: str) -> str:
    marks = Counter(mark for mark in opening if mark in "".join(_DELIMITERS))
    delimiter = marks.most_common(1)[0][0] if marks else ","
    columns = [cell.strip().strip('"') for cell in opening.split(delimiter)]
    shown = [column[:40] for column in columns[:6] if column]
    if not shown:
        return ""
    more = len(columns) - len(shown)
    return f" The columns here: {', '.join(shown)}{f' and {more} more' if more > 0 else ''}."


def _bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise wrong(path, f"This file holds {size // 2**20} MB; half a gigabyte is the most we read.")
        data = path.read_bytes()
    except FileNotFoundError:
        raise wrong(path, "There is no such file.", "Check the name.") from None
    except IsADirectoryError:
        raise wrong(path, "This is a folder.", "Name the file in it.") from None
    except OSError as error:
        raise wrong(path, f"It cannot be read: {error.strerror or error}.") from None
    return _unzipped(path, data) if data.startswith(b"PK\x03\x04") else data


def _decoded(path: Path) -> tuple[str, str]:
    data = _bytes(path)
    for opening, sentence in _OTHER_FORMATS:
        if data.startswith(opening):
            raise wrong(path, sentence, "Open it and save the sheet as CSV (UTF-8).")
    text, encoding = _text(path, data)
    if not text.strip():
        raise wrong(path, "This file is empty.", _EXPORT_AGAIN)
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise wrong(path, "This line holds a NUL character, so the file is damaged or not text.", _EXPORT_AGAIN, line)
    if text.lstrip()[:9].casefold().startswith(("<!doctype", "<html")):
        raise wrong(
            path, "This is a web page, perhaps a sign-in page saved in place of the file.", "Download it again."
        )
    return text, encoding


def _unzipped(path: Path, data: bytes) -> bytes:
    """Return the one CSV file in an archive, as the register hands it out; anything else as it stands."""
    import zipfile  # noqa: PLC0415  hardly a file needs it

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            tables = [one for one in archive.infolist() if one.filename.casefold().endswith(".csv")]
            if not tables:
                return data
            if len(tables) > 1:
                names = ", ".join(one.filename for one in tables[:6])
                raise wrong(path, f"This archive holds several tables: {names}.", "Unpack it and name one of them.")
            with archive.open(tables[0]) as table:
                inside = table.read(LARGEST + 1)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, zlib.error):
        return data
    if len(inside) > LARGEST:
        raise wrong(path, "The table in this archive is larger than half a gigabyte, which is the most we read.")
    return inside


def _text(path: Path, data: bytes) -> tuple[str, str]:
    try:
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            return data.decode("utf-16"), "utf-16"
        if data.startswith(b"\xef\xbb\xbf"):
            return data.decode("utf-8-sig"), "utf-8-sig"
    except UnicodeDecodeError:
        what = "Its first bytes promise Unicode text, and what follows is not."
        raise wrong(path, what, _EXPORT_AGAIN) from None
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("cp1252"), "cp1252"
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        what = "This line holds bytes that are neither UTF-8 nor Windows-1252 text."
        raise wrong(path, what, "Save the file as CSV (UTF-8).", line) from None


def _records(path: Path, text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Yield (line it starts on, cells). Quoting is strict: a guess there would put figures under other columns."""
    reader = csv.reader(_lines(path, text), delimiter=delimiter, strict=True)
    start = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise wrong(path, *_quoting(str(error)), start) from None
        yield start, cells
        start = reader.line_num + 1


def _quoting(error: str) -> tuple[str, str]:
    if "unexpected end" in error:
        return "A quotation mark opens here and is never closed: the file breaks off.", "Download or export it again."
    if "field larger" in error:
        return "One cell here is far too long; a quotation mark is probably missing.", _EXPORT_AGAIN
    return "Text goes on after a closing quotation mark, so its columns cannot be told apart.", _EXPORT_AGAIN


def _lines(path: Path, text: str) -> Iterator[str]:
    for number, line in enumerate(io.StringIO(text, newline=""), start=1):
        if len(line) > LONGEST_LINE:
            what = "This line is longer than a million characters, so this is no table."
            raise wrong(path, what, _EXPORT_AGAIN, number)
        yield line
