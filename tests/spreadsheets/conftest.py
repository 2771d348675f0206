"""Workbooks made in the test: tidy ones through xlsxwriter, and untidy ones part by part."""

import json
import zipfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import xlsxwriter

from inclusion_core.cli import main
from inclusion_core.exchange.spreadsheet import Area, Sheet, SheetRow, Spreadsheet

_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

Rows = Iterable[Iterable[object]]


@pytest.fixture
def book(tmp_path: Path) -> Callable[..., Path]:
    """Write an .xlsx: sheets by name as rows of cells, merged areas as `A1:B2`, hidden sheets by name."""

    def _book(
        sheets: Mapping[str, Rows],
        *,
        merged: Iterable[str] = (),
        hidden: Iterable[str] = (),
        name: str = "audit.xlsx",
    ) -> Path:
        path = tmp_path / name
        with xlsxwriter.Workbook(path) as made:
            day = made.add_format({"num_format": "dd/mm/yyyy"})
            for title, rows in sheets.items():
                sheet = made.add_worksheet(title)
                for area in merged:
                    sheet.merge_range(area, "")
                for number, row in enumerate(rows):
                    for column, cell in enumerate(row):
                        if hasattr(cell, "isoformat"):
                            sheet.write_datetime(number, column, cell, day)
                        elif isinstance(cell, str) and cell:
                            sheet.write_string(number, column, cell)
                        elif not isinstance(cell, str) and cell is not None:
                            sheet.write(number, column, cell)
                if title in hidden:
                    sheet.hide()
        return path

    return _book


@pytest.fixture
def raw(tmp_path: Path) -> Callable[..., Path]:
    """Write an .xlsx of one sheet whose XML is given in pieces, with other parts if wanted."""

    def _raw(
        pieces: Iterable[str], *, name: str = "raw.xlsx", extra: Mapping[str, bytes] | None = None, prolog: str = ""
    ) -> Path:
        path = tmp_path / name
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(
                "[Content_Types].xml",
                f'<Types xmlns="{_TYPES}"><Default Extension="xml" ContentType="application/xml"/><Override '
                'PartName="/xl/workbook.xml" ContentType='
                '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
            )
            archive.writestr(
                "_rels/.rels",
                f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r" Type="{_OFFICE}/officeDocument" '
                'Target="xl/workbook.xml"/></Relationships>',
            )
            archive.writestr(
                "xl/workbook.xml",
                f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
                '<sheet name="Audit" sheetId="1" r:id="r1"/></sheets></workbook>',
            )
            archive.writestr(
                "xl/_rels/workbook.xml.rels",
                f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" Type="{_OFFICE}/worksheet" '
                'Target="worksheets/sheet1.xml"/></Relationships>',
            )
            with archive.open("xl/worksheets/sheet1.xml", "w") as part:
                part.write(f'{prolog}<worksheet xmlns="{_MAIN}"><sheetData>'.encode())
                for piece in pieces:
                    part.write(piece.encode())
                part.write(b"</sheetData></worksheet>")
            for inside, data in (extra or {}).items():
                archive.writestr(inside, data)
        return path

    return _raw


@pytest.fixture
def sheets() -> Callable[..., Spreadsheet]:
    """Make what reading would give, without a file: rows of texts for each sheet."""

    def _sheets(
        *tables: Rows, merged: Iterable[tuple[int, int, int, int]] = (), name: str = "audit.xlsx"
    ) -> Spreadsheet:
        made = []
        for number, table in enumerate(tables, start=1):
            rows = [
                SheetRow(line, {place: str(one) for place, one in enumerate(row) if one != ""})
                for line, row in enumerate(table, start=1)
            ]
            areas = tuple(Area(*area) for area in merged)
            made.append(Sheet(f"Sheet{number}", tuple(row for row in rows if row.cells), areas))
        return Spreadsheet(Path(name), "xlsx", tuple(made))

    return _sheets


class Ran(NamedTuple):
    """What a command did."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        """The answer as JSON."""
        answer: dict[str, Any] = json.loads(self.out)
        assert answer["schema"] == 1
        return answer


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Run a command line in a folder of its own."""
    monkeypatch.setenv("INCLUSION_HOME", str(tmp_path / "work"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "user"))
    monkeypatch.chdir(tmp_path)

    def _run(*words: str | Path) -> Ran:
        capsys.readouterr()
        code = main([str(word) for word in words])
        said = capsys.readouterr()
        return Ran(code, said.out, said.err)

    return _run
