"""Spreadsheets as plain sheets of rows: .xlsx, .xlsm, .xlsb, .xls and .ods through python-calamine, .csv through ours.

What somebody hands over may be built to exhaust a machine, and 1.4 kB are enough to make the parser ask for 500 GB,
which ends its process. So sizes are looked at before anything is parsed, and the parsing is done by a program of its
own (`exchange.spreadsheet_child`) under a limit of memory and time. Nothing in a spreadsheet is ever run.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
import zlib
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import Factory, frozen

from inclusion_core.errors import InvalidFile, MissingExtra, UnknownName
from inclusion_core.exchange import delimited
from inclusion_core.exchange.remarks import Remarks
from inclusion_core.exchange.spreadsheet_child import (
    LONGEST_CELL,
    MOST_CELLS,
    MOST_MARKS,
    MOST_ROWS,
    SECONDS,
    Refusal,
    too_long,
)
from inclusion_core.identifiers import nearest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LARGEST = 64 * 1024 * 1024
"""Bytes of a file; an audit tool has under one million."""

LARGEST_UNPACKED = 400 * 1024 * 1024
"""Bytes that an archive may say it holds; a sheet with a million formatted, empty rows has about 90 million."""

LARGEST_TEXT = 16 * 1024 * 1024
"""Bytes of a text with columns, unpacked."""

_MOST_PARTS = 5_000
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MACROS = "_VBA_PROJECT".encode("utf-16-le")
_SAVE = "Open it and save it as .xlsx or as CSV (UTF-8)."
_OTHERS = (
    ("word/", "This is a Word document"),
    ("ppt/", "This is a set of PowerPoint slides"),
    ("Index/", "This is a file of Numbers or Pages"),
)
_SUFFIXES = {"csv": (".csv", ".tsv", ".txt"), "xls": (".xls",), "ods": (".ods",)}
_WORKBOOKS = (".xlsx", ".xlsm", ".xlsb", ".xltx", ".xltm")


@frozen
class SheetRow:
    """A row that has something in it: its number as a spreadsheet shows it, and its texts by column, from 0."""

    number: int
    cells: Mapping[int, str]


@frozen
class Area:
    """Merged cells, corners included: rows as a spreadsheet numbers them, columns from 0."""

    top: int
    left: int
    bottom: int
    right: int


@frozen
class Sheet:
    """One sheet. Blank rows are not in `rows`; what a merged area holds stands in its upper left corner only."""

    name: str
    rows: tuple[SheetRow, ...] = ()
    merged: tuple[Area, ...] = ()
    hidden: bool = False


@frozen
class Spreadsheet:
    """The sheets that were read, the names of those that were left out, and what is to be said of the reading.

    `form` is csv, xlsx, xls or ods.
    """

    path: Path
    form: str
    sheets: tuple[Sheet, ...]
    left_out: tuple[str, ...] = ()
    remarks: tuple[str, ...] = Factory(tuple)


def column_letters(column: int) -> str:
    """Write a column as a spreadsheet does; the first is 0.

    >>> column_letters(0), column_letters(25), column_letters(26)
    ('A', 'Z', 'AA')
    """
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def read_spreadsheet(path: Path, sheets: Sequence[str] = ()) -> Spreadsheet:
    """Read a spreadsheet, or only these `sheets` of it; a hidden sheet is read only where it is named.

    What a file is, its bytes say and not its name. Raises InvalidFile for what is no spreadsheet, is cut short, locked
    by a password or too large to be an audit tool, UnknownName (sheet), and MissingExtra.
    """
    head = _head(path)
    remarks = Remarks()
    form = "xlsx" if head.startswith(_ZIP) else "xls" if head.startswith(_OLE) else "csv"
    inside: list[str] = []
    if form == "xlsx":
        inside = _parts(path)
        if not inside:  # an archive with one CSV file in it, as registers hand them out
            form = "csv"
        elif "content.xml" in inside:
            form = "ods"
    renamed = path.suffix.lower() not in _SUFFIXES.get(form, _WORKBOOKS)
    if renamed and path.suffix.lower() in {*_WORKBOOKS, ".csv", ".xls", ".ods"}:
        remarks.add("name", f"Its name ends in {path.suffix}, but it is {_said(form)}. It was read as that.")
    if form == "csv":
        if path.stat().st_size > LARGEST_TEXT:
            raise _too_large(path, path.stat().st_size)
        return _csv(path, sheets, remarks)
    if form == "xls":
        _no_password(path)
    if _has_macros(path, inside):
        remarks.add("macros", "It holds macros. They were not run, and nothing of them was taken over.")
    return _workbook(path, form, sheets, remarks)


def _said(form: str) -> str:
    return {"csv": "a text with columns (CSV)", "xls": "an old workbook (.xls)", "ods": "an .ods workbook"}.get(
        form, "an Excel workbook"
    )


def _head(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise delimited.wrong(path, "This is a folder.", "Name the file in it.")
        if path.exists() and not path.is_file():
            raise delimited.wrong(path, "This is not a file that can be read.", "Name the spreadsheet itself.")
        size = path.stat().st_size
        if size > LARGEST:
            raise _too_large(path, size)
        with path.open("rb") as stream:
            return stream.read(8)
    except FileNotFoundError:
        raise delimited.wrong(path, "There is no such file.", "Check the name.") from None
    except OSError as error:
        raise delimited.wrong(path, f"It cannot be read: {error.strerror or error}.") from None


def _too_large(path: Path, size: int) -> InvalidFile:
    what = f"This file has {size // 2**20} MB, and an audit tool has under one."
    return delimited.wrong(path, what, "Copy the table into a new workbook and try that.")


def _parts(path: Path) -> list[str]:
    """Return the names inside an archive, none where it is one that holds only a CSV. Refuses what is too large."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError, zlib.error):
        raise delimited.wrong(
            path, "This file is cut short or damaged, so nothing in it can be trusted.", "Fetch or save it again."
        ) from None
    unpacked = sum(part.file_size for part in parts)
    if unpacked > LARGEST_UNPACKED or len(parts) > _MOST_PARTS:
        what = f"This file unpacks to {unpacked // 2**20:,} MB in {len(parts):,} parts, which no audit tool has."
        raise delimited.wrong(path, what, "Copy the table into a new workbook and try that.")
    names = [part.filename for part in parts]
    if any(name.startswith("xl/workbook.") or name == "content.xml" for name in names):
        return names
    for opening, sentence in _OTHERS:
        if any(name.startswith(opening) for name in names):
            raise delimited.wrong(path, f"{sentence}, not a spreadsheet.", "Copy its table into a workbook.")
    if any(name.casefold().endswith(".csv") for name in names):
        if unpacked > LARGEST_TEXT:
            raise _too_large(path, unpacked)
        return []
    raise delimited.wrong(path, "This is an archive with no workbook in it.", "Unpack it and name the spreadsheet.")


def _no_password(path: Path) -> None:
    if _ENCRYPTED in path.read_bytes():
        raise locked(path)


def locked(path: Path) -> InvalidFile:
    """Return the error for a file that asks for a password."""
    return delimited.wrong(
        path, "This file is locked with a password.", "Open it, save a copy without one, and give that."
    )


def _has_macros(path: Path, inside: Sequence[str]) -> bool:
    if inside:
        return any(name.casefold().endswith("vbaproject.bin") or name.startswith("Basic/") for name in inside)
    return _MACROS in path.read_bytes()


# Text with columns --------------------------------------------------------------------------------------------------


def _csv(path: Path, sheets: Sequence[str], remarks: Remarks) -> Spreadsheet:
    name = path.stem
    _named(sheets, [name])
    encoding, records = delimited.all_rows(path)
    if encoding == "cp1252":
        remarks.add("encoding", "It is not UTF-8 text and was read as Windows-1252.")
    rows = []
    cells = marks = 0
    for line, record in records:
        texts = {column: text for column, cell in enumerate(record) if (text := _tidy(cell))}
        if not texts:
            continue
        rows.append(SheetRow(line, texts))
        cells += len(texts)
        marks += sum(map(len, texts.values()))
        longest = max(texts, key=lambda column: len(texts[column]))
        if len(texts[longest]) > LONGEST_CELL:
            raise _refused(path, too_long(name, f"{column_letters(longest)}{line}", len(texts[longest])))
        if len(rows) > MOST_ROWS or cells > MOST_CELLS or marks > MOST_MARKS:
            raise _refused(path, Refusal.too_much(name))
    return Spreadsheet(path, "csv", (Sheet(name, tuple(rows)),), (), remarks.sentences())


def _tidy(cell: str) -> str:
    return cell.replace("\r\n", "\n").replace("\r", "\n").strip()


# Workbooks ----------------------------------------------------------------------------------------------------------


def _workbook(path: Path, form: str, sheets: Sequence[str], remarks: Remarks) -> Spreadsheet:
    told = _parsed(path, sheets)
    if told.get("locked"):
        raise locked(path)
    if "wrong" in told:
        raise _refused(path, Refusal(told["wrong"], told["do"]))
    names = [one["name"] for one in told["sheets"]]
    _named(sheets, names)
    read, left_out = [], []
    for one in told["sheets"]:
        if one["rows"] is None:
            left_out.append(one["name"])
            if one["hidden"] and not sheets:
                remarks.add("hidden", f"The sheet '{one['name']}' is hidden and was left out. Name it to have it read.")
            elif not one["is_table"]:
                remarks.add("charts", f"The sheet '{one['name']}' holds no cells (a chart or the like).")
            continue
        for place in one["no_value"]:
            where = f"{one['name']}!{place}" if place else f"The sheet '{one['name']}'"
            remarks.add(
                "formulas without a stored value", f"{where} holds a formula without a stored value; it is left empty."
            )
        rows = tuple(SheetRow(number, {column: text for column, text in cells}) for number, cells in one["rows"])  # noqa: C416  pairs of JSON are lists
        read.append(Sheet(one["name"], rows, tuple(Area(*area) for area in one["merged"]), one["hidden"]))
    return Spreadsheet(path, form, tuple(read), tuple(left_out), remarks.sentences())


def _named(sheets: Sequence[str], names: Sequence[str]) -> None:
    for sheet in sheets:
        if sheet not in names:
            raise UnknownName("sheet", sheet, nearest=nearest(sheet, names), known=names)


def _refused(path: Path, refusal: Refusal) -> InvalidFile:
    return delimited.wrong(path, refusal.what, refusal.do)


def _parsed(path: Path, sheets: Sequence[str]) -> dict[str, Any]:
    """Have a program of its own parse the workbook, and return what it said."""
    calamine = find_spec("python_calamine")
    if calamine is None or calamine.origin is None:
        raise MissingExtra("spreadsheets", "Reading an Excel or OpenDocument workbook")
    ours = str(Path(__file__).parents[2])
    theirs = str(Path(calamine.origin).parents[1])
    where = os.pathsep.join(dict.fromkeys([ours, theirs, *filter(None, [os.environ.get("PYTHONPATH", "")])]))
    try:
        run = subprocess.run(  # noqa: S603  our own program, and the path is an argument of it and no command
            [sys.executable, "-m", "inclusion_core.exchange.spreadsheet_child", str(path.absolute()), *sheets],
            capture_output=True,
            check=False,
            timeout=SECONDS,
            env={**os.environ, "PYTHONPATH": where},
            stdin=subprocess.DEVNULL,
        )
    except subprocess.TimeoutExpired:
        do = "Copy the table into a new workbook and try that."
        return {"wrong": f"Reading this file took more than {SECONDS} seconds, which no audit tool needs.", "do": do}
    try:
        told = json.loads(run.stdout)
    except ValueError:
        told = None
    if run.returncode or not isinstance(told, dict):
        what = (
            "This file could not be read in a gigabyte of memory. It is damaged, or one cell stands very far from the "
            "others."
        )
        return {"wrong": what, "do": "Copy the table into a new workbook and try that."}
    return told
