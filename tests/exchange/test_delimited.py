"""Files of rows and cells: encodings, delimiters, and broken files answered with a sentence."""

from __future__ import annotations

import contextlib
import zipfile
from typing import TYPE_CHECKING

import pytest

from inclusion_core.errors import InvalidFile
from inclusion_core.exchange.gias import read_schools

if TYPE_CHECKING:
    from pathlib import Path

TEXT = 'URN,EstablishmentName\r\n999501,"St B\u00e9net\'s, Alnside"\r\n'


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8-sig"),
        (TEXT.encode("cp1252"), "cp1252"),
        (TEXT.encode("utf-16"), "utf-16"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16"),
    ],
)
def test_encodings_without_guessing(tmp_path: Path, data: bytes, encoding: str) -> None:
    """The mark at the start, then strict UTF-8, then Windows-1252; and it is said which."""
    path = tmp_path / "a.csv"
    path.write_bytes(data)
    found = read_schools(path)
    assert (found.encoding, found.schools[0].name) == (encoding, "St B\u00e9net's, Alnside")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("quote", ["", '"'])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_delimiters_quotes_and_line_ends(tmp_path: Path, delimiter: str, quote: str, end: str) -> None:
    """Whatever a program chose, the same school comes out."""
    rows = (("town", "unique_reference_number", "school_name"), ("Alnside", "999501", "A School"))
    path = tmp_path / "a.csv"
    lines = (delimiter.join(f"{quote}{cell}{quote}" for cell in row) for row in rows)
    path.write_bytes((end.join(lines) + end).encode())
    school = read_schools(path).schools[0]
    assert (school.urn, school.name, school.town) == ("999501", "A School", "Alnside")


@pytest.mark.parametrize("before", ["sep=;\r\n", "A report\r\n\r\nmade on Monday\r\n"])
def test_header_below_other_lines(tmp_path: Path, before: str) -> None:
    """A line for the spreadsheet, or a title, may stand above the header."""
    path = tmp_path / "a.csv"
    path.write_bytes((before + "URN;name\r\n999501;A\r\n").encode())
    assert read_schools(path).schools[0].name == "A"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "This file is empty."),
        (b"\xef\xbb\xbf", "This file is empty."),
        (b"\r\n\r\n", "This file is empty."),
        (b"URN,name\n", "There is a header and nothing below it."),
        (b"URN,name\n,\n,\n", "There is a header and nothing below it."),
        (b'URN,name\n999501,A\n999502,"B\n999503,C\n', "a.csv:3: A quotation mark opens here and is never closed"),
        (b'URN,name\n999501,"A"B\n', "a.csv:2: Text goes on after a closing quotation mark"),
        (b"URN,name\n999501,A\0\n", "a.csv:2: This line holds a NUL character"),
        (b"colour\nred\n", "There is no URN column, so it is no list of schools. The columns here: colour."),
        (b"PK\x03\x04rest", "This is a spreadsheet or a zip archive, not a CSV file"),
        (b"\xd0\xcf\x11\xe0rest", "This is an old spreadsheet"),
        (b"%PDF-1.7", "This is a PDF document"),
        (b"\x1f\x8brest", "This is a compressed file"),
        (b"\n<!DOCTYPE html><html>", "This is a web page"),
        (b"URN,name\n999501,\x81\xff\n", "a.csv:2: This line holds bytes that are neither UTF-8 nor Windows-1252"),
        (b"\xff\xfeA", "Its first bytes promise Unicode text"),
        (b"x" * 10_000_000, "a.csv:1: Line 1 is longer than a million characters"),
        (b"URN,name\n999501," + b"x" * 10_000_000, "a.csv:2: This line is longer than a million characters"),
        (b'URN,name\n999501,"' + b"x\n" * 100_000, "One cell here is far too long"),
        (b"time_period,la_name,ehcplans\n202324,Trafford,12\n", "The columns here: time_period, la_name, ehcplans."),
    ],
)
def test_broken_files_get_a_sentence(tmp_path: Path, data: bytes, sentence: str) -> None:
    """Each way to be broken is answered with its own sentence, the line where one is to blame."""
    path = tmp_path / "a.csv"
    path.write_bytes(data)
    with pytest.raises(InvalidFile) as raised:
        read_schools(path)
    assert sentence in str(raised.value)
    assert len(str(raised.value)) < 400


def test_missing_file_and_folder(tmp_path: Path) -> None:
    """A missing file and a folder are said to be that."""
    with pytest.raises(InvalidFile, match="There is no such file"):
        read_schools(tmp_path / "none.csv")
    with pytest.raises(InvalidFile, match=r"cannot be read|This is a folder"):
        read_schools(tmp_path)


def zipped(path: Path, *names: str) -> Path:
    """Write an archive of tables of one school each."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, TEXT)
    return path


def test_archive_of_one_table(tmp_path: Path) -> None:
    """The register hands its table out in an archive; it is read as it comes."""
    assert len(read_schools(zipped(tmp_path / "extract.zip", "edubase.csv", "readme.txt")).schools) == 1


def test_archives_that_are_no_table(tmp_path: Path) -> None:
    """Several tables are named; a spreadsheet is told for what it is; a damaged archive is no crash."""
    with pytest.raises(InvalidFile, match=r"several tables: a\.csv, b\.csv"):
        read_schools(zipped(tmp_path / "two.zip", "a.csv", "b.csv"))
    with pytest.raises(InvalidFile, match="This is a spreadsheet"):
        read_schools(zipped(tmp_path / "sheet.csv", "[Content_Types].xml"))
    whole = zipped(tmp_path / "whole.zip", "a.csv").read_bytes()
    for place in range(30, len(whole) - 22, 7):
        broken = tmp_path / "broken.zip"
        broken.write_bytes(whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :])
        with contextlib.suppress(InvalidFile):
            read_schools(broken)
