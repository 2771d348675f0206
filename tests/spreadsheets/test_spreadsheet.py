"""Reading spreadsheets: what stands in them, and what becomes of those that are broken, locked or built to harm."""

from __future__ import annotations

import datetime as dt
import struct
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inclusion_core.errors import InvalidFile, MissingExtra, UnknownName
from inclusion_core.exchange import spreadsheet, spreadsheet_child
from inclusion_core.exchange.spreadsheet import Area, read_spreadsheet

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ODS = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
    '<table:table table:name="Audit">%s</table:table></office:spreadsheet></office:body></office:document-content>'
)


def cell(place: str, text: str) -> str:
    """Write a cell of text as XML."""
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def ods(path: Path, rows: str) -> Path:
    """Write an .ods of one sheet."""
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", kind)
        archive.writestr(
            "META-INF/manifest.xml",
            f'<m:manifest xmlns:m="{manifest}"><m:file-entry m:full-path="/" m:media-type="{kind}"/></m:manifest>',
        )
        archive.writestr("content.xml", ODS % rows)
    return path


def refused(path: Path) -> str:
    """Return the one sentence with which a file is refused."""
    with pytest.raises(InvalidFile) as found:
        read_spreadsheet(path)
    assert len(found.value.problems) == 1
    return str(found.value)


def test_cells_are_what_a_spreadsheet_shows(book: Callable[..., Path]) -> None:
    """Whole numbers have no point, days are days, truth is TRUE, and blank rows are left out."""
    rows = [["Question", " two "], [], [3, 0.1], [dt.date(2026, 11, 22), True], ["a\r\nb", ""]]
    (sheet,) = read_spreadsheet(book({"Audit": rows})).sheets
    assert [(row.number, dict(row.cells)) for row in sheet.rows] == [
        (1, {0: "Question", 1: "two"}),
        (3, {0: "3", 1: "0.1"}),
        (4, {0: "2026-11-22", 1: "TRUE"}),
        (5, {0: "a\nb"}),
    ]


def test_the_first_row_and_column_may_be_empty(raw: Callable[..., Path]) -> None:
    """A table that begins at C3 has its own rows and columns, and not those of a table at A1."""
    (sheet,) = read_spreadsheet(raw([f'<row r="3">{cell("C3", "Question")}</row>'])).sheets
    assert [(row.number, dict(row.cells)) for row in sheet.rows] == [(3, {2: "Question"})]


def test_merged_cells_are_known(book: Callable[..., Path]) -> None:
    """A merged area is told by its corners."""
    (sheet,) = read_spreadsheet(book({"Audit": [["Area"], ["Teaching"]]}, merged=["A2:A4", "B1:D1"])).sheets
    assert set(sheet.merged) == {Area(2, 0, 4, 0), Area(1, 1, 1, 3)}


def test_hidden_sheets_are_named_and_left_out_unless_asked_for(book: Callable[..., Path]) -> None:
    """A hidden sheet is named; it is read only where its name is given."""
    path = book({"Audit": [["Question"]], "Lists": [["R"]]}, hidden=["Lists"])
    found = read_spreadsheet(path)
    assert [one.name for one in found.sheets] == ["Audit"]
    assert found.left_out == ("Lists",)
    assert found.remarks == ("The sheet 'Lists' is hidden and was left out. Name it to have it read.",)
    (hidden,) = read_spreadsheet(path, ["Lists"]).sheets
    assert (hidden.name, hidden.hidden) == ("Lists", True)
    with pytest.raises(UnknownName, match=r"no sheet 'List'\. Did you mean 'Lists'"):
        read_spreadsheet(path, ["List"])


def test_macros_are_never_run_and_said(raw: Callable[..., Path]) -> None:
    """A workbook with macros is read, and it is said that nothing of them was taken."""
    path = raw([f'<row r="1">{cell("A1", "Question")}</row>'], name="a.xlsm", extra={"xl/vbaProject.bin": b"x"})
    assert read_spreadsheet(path).remarks == (
        "It holds macros. They were not run, and nothing of them was taken over.",
    )


def test_formulas_are_read_as_their_stored_values(raw: Callable[..., Path]) -> None:
    """A formula is its stored value; where none is stored the cell is empty, and it is said which."""
    row = '<row r="2"><c r="A2"><f>1+1</f><v>2</v></c><c r="B2"><f>NOW()</f></c><c r="C2"><f>1</f><v></v></c></row>'
    found = read_spreadsheet(raw([row]))
    assert [dict(one.cells) for one in found.sheets[0].rows] == [{0: "2"}]
    assert found.remarks == (
        "Audit!B2 holds a formula without a stored value; it is left empty.",
        "Audit!C2 holds a formula without a stored value; it is left empty.",
    )


def test_an_ods_is_read(tmp_path: Path) -> None:
    """OpenDocument has the same rows, repeated empty ones cost nothing, and its formulas are looked at too."""
    text = '<table:table-cell office:value-type="string"><text:p>%s</text:p></table:table-cell>'
    rows = (
        f"<table:table-row>{text % 'Area'}{text % 'Question'}</table:table-row>"
        '<table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="1000"/>'
        "</table:table-row>"
        '<table:table-row><table:table-cell table:formula="of:=NOW()"/></table:table-row>'
    )
    found = read_spreadsheet(ods(tmp_path / "a.ods", rows))
    assert [dict(row.cells) for row in found.sheets[0].rows] == [{0: "Area", 1: "Question"}]
    assert found.form == "ods"
    assert found.remarks == ("The sheet 'Audit' holds a formula without a stored value; it is left empty.",)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_as_it_comes(tmp_path: Path, encoding: str, delimiter: str) -> None:
    """Text with columns is read in each encoding and with each delimiter, blank lines and titles above it too."""
    path = tmp_path / "audit.csv"
    text = f'Our audit\n\nArea{delimiter}Question\nCafé{delimiter}"Is it{delimiter}\nso?"\n'
    path.write_bytes(text.encode(encoding))
    found = read_spreadsheet(path)
    assert [(row.number, dict(row.cells)) for row in found.sheets[0].rows] == [
        (1, {0: "Our audit"}),
        (3, {0: "Area", 1: "Question"}),
        (4, {0: "Café", 1: f"Is it{delimiter}\nso?"}),
    ]
    assert bool(found.remarks) == (encoding == "cp1252")


def test_what_a_file_is_its_bytes_say(book: Callable[..., Path], tmp_path: Path) -> None:
    """A renamed file is read as what it is, and that is said."""
    workbook = book({"Audit": [["Question"]]}).rename(tmp_path / "audit.csv")
    found = read_spreadsheet(workbook)
    assert found.form == "xlsx"
    assert found.remarks == ("Its name ends in .csv, but it is an Excel workbook. It was read as that.",)
    text = tmp_path / "text.xlsx"
    text.write_text("Question,Red\n", encoding="utf-8")
    assert read_spreadsheet(text).form == "csv"


def test_a_million_empty_rows_cost_nothing_much(raw: Callable[..., Path]) -> None:
    """Rows and formatted cells without anything in them are passed over, however many there are."""
    empty = "".join(f'<row r="{row}" ht="15"><c r="A{row}" s="1"/></row>' for row in range(2, 10_002))
    pieces = [f'<row r="1">{cell("A1", "Question")}</row>', *[empty] * 99]
    assert len(read_spreadsheet(raw(pieces)).sheets[0].rows) == 1


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("a.xlsx", b"PK\x03\x04 and no more", "cut short or damaged"),
        ("a.pdf", b"%PDF-1.7", "This is a PDF document"),
        ("a.xls", b"<html><table>", "This is a web page"),
        ("a.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "locked with a password"),
        ("a.xls", OLE + bytes(600), "cannot be read"),
        ("a.csv", b"", "This file is empty"),
        ("a.csv", b'Question\n"open', "never closed"),
        ("a.csv", b"Question\n\0", "NUL"),
    ],
)
def test_what_is_no_spreadsheet_is_refused_with_one_sentence(
    tmp_path: Path, name: str, data: bytes, sentence: str
) -> None:
    """A file that cannot be read says what it is and what to do."""
    path = tmp_path / name
    path.write_bytes(data)
    assert sentence in refused(path)


def test_a_truncated_workbook_is_refused(book: Callable[..., Path]) -> None:
    """Whatever byte a workbook ends at before its end, it is refused."""
    path = book({"Audit": [["Question"]]})
    whole = path.read_bytes()
    for length in (4, 100, len(whole) // 2, len(whole) - 1):
        path.write_bytes(whole[:length])
        assert "cut short or damaged" in refused(path)


@pytest.mark.parametrize(
    ("part", "what"), [("word/document.xml", "Word"), ("Index/Tables.iwa", "Numbers"), ("a", "archive")]
)
def test_an_archive_that_is_something_else_is_named(tmp_path: Path, part: str, what: str) -> None:
    """A Word document, a Numbers file and any other archive are told apart."""
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr(part, "x")
    assert what in refused(tmp_path / "a.xlsx")


def test_a_zip_bomb_is_refused_before_anything_is_unpacked(
    raw: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What an archive says it unpacks to is looked at first; the parser is not started."""
    path = raw(["x" * 1000])
    data = bytearray(path.read_bytes())
    entry = data.rindex(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = struct.pack("<I", 0xF0000000)
    path.write_bytes(data)
    monkeypatch.setattr(spreadsheet, "_parsed", lambda *_: pytest.fail("the parser was started"))
    assert "unpacks to 3,840 MB" in refused(path)


def test_one_cell_far_away_does_not_take_the_program_down(raw: Callable[..., Path]) -> None:
    """1.4 kB that make the parser ask for 500 GB end in a sentence."""
    path = raw([f'<row r="1">{cell("A1", "x")}</row><row r="1048576">{cell("XFD1048576", "x")}</row>'])
    assert "one cell stands very far from the others" in refused(path)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds a process to a limit of memory")
def test_the_parser_has_a_gigabyte_and_no_more(raw: Callable[..., Path]) -> None:
    """A sheet that would take four gigabytes of this machine is refused, although the machine has them."""
    path = raw([f'<row r="1">{cell("A1", "x")}</row><row r="1048576">{cell("DX1048576", "x")}</row>'])
    assert "could not be read in a gigabyte of memory" in refused(path)


def test_a_text_larger_than_any_audit_tool_is_refused_unread(tmp_path: Path) -> None:
    """Seventeen megabytes of commas are refused by their size, packed or not."""
    (tmp_path / "a.csv").write_bytes(b",\n" * (17 * 2**19))
    assert "This file has 17 MB" in refused(tmp_path / "a.csv")
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(tmp_path / "a.csv", "a.csv")
    assert "This file has 17 MB" in refused(tmp_path / "a.zip")


def test_the_parser_is_stopped_where_it_takes_too_long(
    book: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A deadline ends a parser that does not end."""
    monkeypatch.setattr(spreadsheet, "SECONDS", 0.001)
    assert "took more than" in refused(book({"Audit": [["Question"]]}))


def test_an_xml_bomb_is_refused(raw: Callable[..., Path]) -> None:
    """Entities that multiply are not followed."""
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "lol"}">' for n in range(10))
    path = raw(
        ['<row r="1"><c r="A1" t="inlineStr"><is><t>&e9;</t></is></c></row>'], prolog=f"<!DOCTYPE x [{entities}]>"
    )
    assert "cannot be read" in refused(path)


def test_a_cell_of_ten_million_letters_is_refused(raw: Callable[..., Path], tmp_path: Path) -> None:
    """A cell longer than any spreadsheet lets anybody type is named."""
    path = raw([f'<row r="1">{cell("B1", "x" * 10_000_000)}</row>'])
    assert "Audit!B1 holds 10,000,000 letters" in refused(path)
    text = tmp_path / "long.csv"
    text.write_text(f"a,{'x' * 60_000}\n", encoding="utf-8")
    assert "long!B1 holds 60,000 letters" in refused(text)


def test_more_rows_than_any_audit_tool_has_are_refused(raw: Callable[..., Path], tmp_path: Path) -> None:
    """Twenty thousand rows are the most, in a workbook and in a text with columns."""
    many = spreadsheet_child.MOST_ROWS + 1
    path = raw(f'<row r="{row}">{cell(f"A{row}", "x")}</row>' for row in range(1, many + 1))
    assert "past 20,000 rows" in refused(path)
    (tmp_path / "many.csv").write_text("x,y\n" * many, encoding="utf-8")
    assert "past 20,000 rows" in refused(tmp_path / "many.csv")


def test_a_missing_extra_is_a_sentence_with_its_command(
    book: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without python-calamine a workbook is refused with what to install; text with columns needs nothing."""
    path = book({"Audit": [["Question"]]})
    monkeypatch.setattr(spreadsheet, "find_spec", lambda _: None)
    with pytest.raises(MissingExtra, match=r"pip install 'inclusion-review\[spreadsheets\]'"):
        read_spreadsheet(path)
    (path.parent / "a.csv").write_text("Question\n", encoding="utf-8")
    assert read_spreadsheet(path.parent / "a.csv").sheets[0].rows


def test_the_parser_is_in_no_program_but_its_own(book: Callable[..., Path]) -> None:
    """Reading a workbook loads nothing of python-calamine here."""
    code = (
        "import sys; from pathlib import Path; from inclusion_core.exchange.spreadsheet import read_spreadsheet\n"
        "read_spreadsheet(Path(sys.argv[1])); print([one for one in sys.modules if 'calamine' in one])"
    )
    path = book({"Audit": [["Question"]]})
    run = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


@settings(max_examples=40)
@given(data=st.one_of(st.binary(max_size=400), st.binary(max_size=200).map(lambda one: b"PK\x03\x04" + one)))
def test_random_bytes_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    """Nothing but InvalidFile comes of bytes that mean nothing."""
    path = tmp_path_factory.getbasetemp() / "random.xlsx"
    path.write_bytes(data)
    try:
        assert read_spreadsheet(path).sheets
    except InvalidFile as found:
        assert str(found)  # noqa: PT017  either is right


@settings(max_examples=15)
@given(at=st.integers(0, 10_000), bit=st.integers(0, 255))
def test_a_flipped_byte_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, at: int, bit: int) -> None:
    """A workbook with one wrong byte is read or refused, and takes nothing down."""
    import xlsxwriter  # noqa: PLC0415  beside its only use

    path = tmp_path_factory.getbasetemp() / "flipped.xlsx"
    with xlsxwriter.Workbook(path) as made:
        made.add_worksheet("Audit").write_row(0, 0, ["Question", "Red", "Green"])
    data: Any = bytearray(path.read_bytes())
    data[at % len(data)] ^= bit
    path.write_bytes(data)
    try:
        read_spreadsheet(path)
    except InvalidFile as found:
        assert str(found)  # noqa: PT017  either is right
