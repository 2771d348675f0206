"""The program that parses one workbook for `exchange.spreadsheet`: it may die of it without taking anything along.

    python -m inclusion_core.exchange.spreadsheet_child FILE [SHEET …]

answers with one JSON object on standard output. Only this module imports python-calamine.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import sys
import zipfile
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from python_calamine import CalamineSheet, CalamineWorkbook

MOST_ROWS = 20_000
MOST_CELLS = 200_000
MOST_MARKS = 2_000_000
LONGEST_CELL = 50_000
SECONDS = 60
MEMORY = 1024 * 1024 * 1024

_MOST_MERGED = 20_000
_SCANNED = 64 * 1024 * 1024  # bytes of one part in which formulas are looked for
_TOLD = 100
_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
_FORMULA = re.compile(rb"<(?:\w+:)?f\b")
_STORED = re.compile(rb"<(?:\w+:)?v\b[^>/]*>[^<]|<(?:\w+:)?t\b[^>/]*>[^<]")
_REFERENCE = re.compile(rb'\br="([A-Z]{1,3}[0-9]{1,7})"')
_ODS_FORMULA = re.compile(rb"<table:table-cell\b[^>]*\btable:formula=[^>]*/>")
_ODS_TABLE = re.compile(rb"<table:table\b[^>]*\btable:name=\"([^\"]*)\"(.*?)</table:table>", re.DOTALL)
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_COPY = "Copy the table into a new workbook and try that."


class Refusal(NamedTuple):
    """Why a file is not read, and what to do."""

    what: str
    do: str

    @classmethod
    def too_much(cls, sheet: str) -> Refusal:
        """Say that a sheet holds more than any audit tool."""
        return cls(
            f"The sheet '{sheet}' takes this file past {MOST_ROWS:,} rows, {MOST_CELLS:,} cells or {MOST_MARKS:,} "
            "letters of text, which no audit tool has.",
            "Copy the table itself into a new workbook.",
        )


def too_long(sheet: str, cell: str, length: int) -> Refusal:
    """Say that one cell holds more than a spreadsheet lets anybody type."""
    return Refusal(
        f"{sheet}!{cell} holds {length:,} letters; a cell of Excel can hold 32,767, and {LONGEST_CELL:,} are the most "
        "we read.",
        "Shorten it, or take it out.",
    )


class _Refused(Exception):
    def __init__(self, refusal: Refusal) -> None:
        self.refusal = refusal


def main(words: Sequence[str]) -> int:
    """Parse the workbook that is named, print what it holds, and return 0 even where it is refused."""
    path, *sheets = words
    _limit()
    import python_calamine  # noqa: PLC0415  after the limit, and nowhere else

    answer: dict[str, Any]
    try:
        with open(path, "rb") as stream, python_calamine.load_workbook(stream) as book:  # noqa: PTH123  a stream, so that its bytes say what it is
            answer = {"sheets": list(_sheets(book, path, sheets))}
    except _Refused as refused:
        answer = {"wrong": refused.refusal.what, "do": refused.refusal.do}
    except python_calamine.PasswordError:
        answer = {"locked": True}
    except MemoryError:
        answer = {"wrong": "This file needs more than a gigabyte of memory to read.", "do": _COPY}
    except Exception as broken:  # noqa: BLE001  whatever the parser meets in a stranger's file
        what = f"This workbook cannot be read ({broken}): it is damaged, or one cell stands very far from the others."
        answer = {"wrong": what, "do": _COPY}
    json.dump(answer, sys.stdout)
    return 0


def _limit() -> None:
    try:
        import resource  # noqa: PLC0415  Windows has none
    except ImportError:
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = MEMORY if hard == resource.RLIM_INFINITY else min(MEMORY, hard)
    if soft == resource.RLIM_INFINITY or soft > most:
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


def _sheets(book: CalamineWorkbook, path: str, asked: Sequence[str]) -> Iterator[dict[str, Any]]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum  # noqa: PLC0415  loaded by now

    no_value = None
    taken = {"rows": 0, "cells": 0, "marks": 0}
    for one in book.sheets_metadata:
        hidden = one.visible != SheetVisibleEnum.Visible
        told: dict[str, Any] = {"name": one.name, "hidden": hidden, "is_table": one.typ == SheetTypeEnum.WorkSheet}
        if told["is_table"] and (one.name in asked if asked else not hidden):
            sheet = book.get_sheet_by_name(one.name)
            told["rows"] = list(_rows(sheet, one.name, taken))
            told["merged"] = [
                [top + 1, left, bottom + 1, right]
                for (top, left), (bottom, right) in (sheet.merged_cell_ranges or [])[:_MOST_MERGED]
            ]
            no_value = _no_value(path) if no_value is None else no_value
            told["no_value"] = no_value.get(one.name, [])
        else:
            told |= {"rows": None, "merged": [], "no_value": []}
        yield told


def _rows(sheet: CalamineSheet, name: str, taken: dict[str, int]) -> Iterator[list[Any]]:
    if sheet.start is None:
        return
    left = sheet.start[1]
    for number, row in enumerate(sheet.iter_rows(), start=1):  # from the sheet's first row, but its first used column
        cells = [(left + place, text) for place, value in enumerate(row) if value != "" and (text := words(value))]
        if not cells:
            continue
        taken["rows"] += 1
        taken["cells"] += len(cells)
        for column, text in cells:
            taken["marks"] += len(text)
            if len(text) > LONGEST_CELL:
                raise _Refused(too_long(name, f"{_letters(column)}{number}", len(text)))
        if taken["rows"] > MOST_ROWS or taken["cells"] > MOST_CELLS or taken["marks"] > MOST_MARKS:
            raise _Refused(Refusal.too_much(name))
        yield [number, cells]


def _letters(column: int) -> str:
    from inclusion_core.exchange.spreadsheet import column_letters  # noqa: PLC0415  only for a refusal

    return column_letters(column)


def words(value: object) -> str:
    """Write a cell's value as a spreadsheet shows it: days as 2026-11-22, whole numbers without a point.

    >>> words(3.0), words(0.1 + 0.2), words(True), words(dt.datetime(2026, 11, 22)), words(" two ")
    ('3', '0.3', 'TRUE', '2026-11-22', 'two')
    """
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 10**15 else format(value, ".15g")
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ", "minutes")
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return str(value).replace("\r\n", "\n").replace("\r", "\n").strip()


def _no_value(path: str) -> dict[str, list[str]]:
    """Return, by sheet, the formulas whose value is not stored; an empty place where it is not certain which."""
    if not zipfile.is_zipfile(path):
        return {}
    try:
        with zipfile.ZipFile(path) as archive:
            if "content.xml" in archive.namelist():
                return _ods_no_value(archive)
            if "xl/workbook.xml" in archive.namelist():
                return {name: _xlsx_no_value(archive, part) for name, part in _xlsx_parts(archive)}
    except (ET.ParseError, zipfile.BadZipFile, KeyError, OSError, ValueError, RuntimeError):
        pass  # the parser has read it; only this remark is lost
    return {}


def _xlsx_parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    targets = {
        one.get("Id"): one.get("Target", "")
        for one in ET.fromstring(_start(archive, "xl/_rels/workbook.xml.rels"))  # noqa: S314  expat refuses what multiplies, and this process is limited
    }
    for one in ET.fromstring(_start(archive, "xl/workbook.xml")).iter(f"{_MAIN}sheet"):  # noqa: S314  as above
        target = targets.get(one.get(_REL), "")
        if target:
            yield one.get("name", ""), target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _start(archive: zipfile.ZipFile, part: str) -> bytes:
    with archive.open(part) as stream:
        return stream.read(_SCANNED)


def _xlsx_no_value(archive: zipfile.ZipFile, part: str) -> list[str]:
    if part not in archive.namelist() or archive.getinfo(part).file_size > _SCANNED:
        return []
    found = []
    for cell in _CELL.finditer(_start(archive, part)):
        body = cell[2] or b""
        if _FORMULA.search(body) and not _STORED.search(body):
            place = _REFERENCE.search(cell[1])
            found.append(place[1].decode() if place else "")
    return found[:_TOLD]


def _ods_no_value(archive: zipfile.ZipFile) -> dict[str, list[str]]:
    from html import unescape  # noqa: PLC0415  only for this format

    return {
        unescape(table[1].decode()): [""] * min(_TOLD, len(_ODS_FORMULA.findall(table[2])))
        for table in _ODS_TABLE.finditer(_start(archive, "content.xml"))
    }


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
