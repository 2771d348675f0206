"""Counts from provision-mapping tools: messy files are read, small numbers end there, and pupils are refused."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from inclusion_core.errors import InvalidFile
from inclusion_core.exchange.provision_counts import CountsRead, pupil_columns, read_counts

if TYPE_CHECKING:
    from pathlib import Path


def read(folder: Path, text: str | bytes) -> CountsRead:
    """Read a file with this in it."""
    path = folder / "counts.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_counts(path)


def test_messy_files_are_read(tmp_path: Path) -> None:
    """BOM, semicolons, Windows-1252, a title above the header, z, c, NA, <5, thousands, blank and repeated lines."""
    text = (
        "Provision report;;;\n"
        "School;Provision;Wave;No of pupils;As at\n"
        "Alnside;Café club;Wave 2;1,234;20/11/2026\n"
        "Alnside;Café club;Wave 2;1,234;20/11/2026\n"
        ";;;;\n"
        "Alnside;Speech;3;4;\n"
        "Alnside;Lego;targeted;<5;\n"
        "Alnside;Nurture;;c;\n"
        "Alnside;Breakfast;universal;0;\n"
        "Alnside;Drama;;NA;\n"
        "Alnside;Walks;;z;\n"
        "Alnside;Total;;1300;\n"
    )
    for data in (
        text.encode("utf-8-sig"),
        text.encode("cp1252"),
        text.replace(";", ",").replace("1,234", "1234").encode(),
    ):
        found = read(tmp_path, data)
        assert [(one.title, one.tier, one.pupils, bool(one.hidden)) for one in found.counts] == [
            ("Café club", "targeted", 1234, False), ("Speech", "specialist", None, True),
            ("Lego", "targeted", None, True), ("Nurture", "", None, True), ("Breakfast", "universal", 0, False),
            ("Drama", "", None, False), ("Walks", "", None, False),
        ]  # fmt: skip
        assert found.counts[0].day == dt.date(2026, 11, 20)
        assert (found.passed_over, found.twice) == ((12,), (4,))


@pytest.mark.parametrize("few", range(1, 6))
def test_no_number_of_a_few_comes_out_of_a_file(tmp_path: Path, few: int) -> None:
    """Neither one from 1 to 5, nor one that differs from its whole, or its other end, by as many."""
    found = read(tmp_path, f"School,Provision,Pupils\nAlnside,Speech,{few}\n").counts[0]
    assert (found.pupils, found.hidden) == (None, ("pupils",))
    head = "From,To,Moved,Passports sent,Passports received,Records sent,Records received\n"
    (move,) = read(tmp_path, f"{head}Alnside,Harbour,30,{30 - few},30,20,{20 - few}\n").moves
    assert move.counts == {"moved": 30, "passports_received": 30, "records_sent": 20}
    assert move.hidden == ("passports_sent", "records_received")
    (move,) = read(tmp_path, f"{head}Alnside,Harbour,{few},{few},0,0,0\n").moves
    assert (move.counts, move.hidden[0]) == ({}, "moved")


@pytest.mark.parametrize(
    "columns",
    [
        "UPN", "Pupil Name", "DOB", "Date of Birth", "Initials", "Forename", "Legal Surname", "Name", "Student ID",
        "Admission No", "Parent email", "Childs name", "Pupil", "pupil_upn", "NHS number", "Student First Name",
        "ULN", "Gender", "Learner ref", "Pupil no",
    ],
)  # fmt: skip
def test_a_file_with_pupils_is_refused_with_the_columns_named(tmp_path: Path, columns: str) -> None:
    """Whatever else it holds; and nothing of its cells is repeated."""
    text = f"School,Provision,Pupils,{columns}\nAlnside,Speech,12,E000200005001 Jamie\n"
    with pytest.raises(InvalidFile, match=f"about single pupils: '{columns}'") as refused:
        read(tmp_path, text)
    assert "Jamie" not in str(refused.value)
    assert "E0002" not in str(refused.value)
    with pytest.raises(InvalidFile, match="about single pupils"):
        read(tmp_path, text.replace("School,Provision,Pupils", "Year,Need,Hours"))


@pytest.mark.parametrize(
    "row",
    [
        "Alnside,Group of Jamie Smith (Y5),12,",
        "Alnside,Speech,12,E000200005001",
        "Alnside,Speech,12,14/03/2016",
        "Alnside,Speech,12,x,Jamie",
        "Alnside,Speech,Jamie,",
        "Alnside,Jamie Smith 1:1,12,",
        "Alnside,Speech,12,Jamie Smith",
        "Alnside,Speech,12,0020164512",
    ],
)
def test_a_cell_that_speaks_of_a_pupil_refuses_the_file_and_is_not_repeated(tmp_path: Path, row: str) -> None:
    """A name with a year group, a pupil number, a day that may be one of birth, more cells than columns, a word."""
    with pytest.raises(InvalidFile, match=r"counts\.csv:2: .*(?:under '|last column)") as refused:
        read(tmp_path, f"School,Provision,Pupils,Column1\n{row}\n")
    for secret in ("Jamie", "E0002", "2016", "4512"):
        assert secret not in str(refused.value)


def test_lines_that_say_otherwise_of_the_same_are_refused(tmp_path: Path) -> None:
    """With both lines named; so are more passports than moved, and what is no number, no date or no school."""
    for text, says in (
        ("School,Provision,Pupils\nAlnside,Speech,12\nalnside,speech,13\n", "what line 2 counts"),
        ("From,To,Moved,Passports sent\nA,B,20,30\n", "More passports sent than moved"),
        ("School,Provision,Pupils\nAlnside,Speech,-3\n", "no whole number"),
        ("School,Provision,Pupils,Date\nAlnside,Speech,12,soon\n", "Write it as 2026-11-20"),
        ("School,Provision,Pupils\n,Speech,12\n", "There is no school on this line"),
        ("Alnside,12\n", "One row is one count, not one pupil"),
    ):
        with pytest.raises(InvalidFile, match=says):
            read(tmp_path, text)


def test_columns_that_only_count_are_no_pupil_columns() -> None:
    """What tools call their counts, their provision and their dates is read or passed over."""
    fine = ("School", "Provision", "Pupils", "Number of pupils", "Start date", "Hours", "Cost", "Staff", "Year group")
    assert pupil_columns(fine) == ()


def test_one_who_has_looked_may_say_that_names_are_of_provision_and_no_number_passes(tmp_path: Path) -> None:
    """What only looks like a name is kept then; a number, a birthday, an address and a pupil column never are."""
    path = tmp_path / "counts.csv"
    head = "School,Provision,Pupils,Column1\n"
    path.write_text(f"{head}St Thomas More,Ruth Miskin,12,\n", encoding="utf-8")
    with pytest.raises(InvalidFile, match=r"under 'Provision' .*--names-of-provision"):
        read_counts(path)
    assert read_counts(path, names_looked_at=True).counts[0].title == "Ruth Miskin"
    for cell in ("E000200005001", "1234567890", "14/03/2016", "a@b.org"):
        for row in (f"Alnside,Speech,12,{cell}", f"Alnside,Ruth {cell},12,", f"School of {cell},Speech,12,"):
            path.write_text(f"{head}{row}\n", encoding="utf-8")
            with pytest.raises(InvalidFile, match="number, birthday or address") as refused:
                read_counts(path, names_looked_at=True)
            assert cell not in str(refused.value)
    for header in ("Jamie Smith", "E000200005001"):
        path.write_text(f"School,Provision,Pupils,{header}\nAlnside,Speech,12,1\n", encoding="utf-8")
        with pytest.raises(InvalidFile, match="name of column 4") as refused:
            read_counts(path)
        assert header not in str(refused.value)


def test_schools_and_their_numbers_are_nobodys_names(tmp_path: Path) -> None:
    """A school may be called after a person, and have numbers of seven figures and more."""
    text = "School,LAESTAB,UKPRN,Provision,Pupils\nGrace Darling School,3901234,10012345,Speech,12\n"
    assert read(tmp_path, text).counts[0].school == "Grace Darling School"


@pytest.mark.parametrize("one", ["1", "1.0"])
def test_a_file_of_one_line_a_pupil_is_refused_and_said_why(tmp_path: Path, one: str) -> None:
    """Lines that repeat with a count of 1 are pupils, whatever else differs in them; of moves too."""
    for head, row in (
        ("School,Provision,Pupils,Year", f"Alnside,Nurture,{one},"),
        ("From,To,Moved,Year", f"Alnside,Harbour,{one},"),
    ):
        for rest in (("3", "3"), ("3", "4")):
            with pytest.raises(InvalidFile, match=r"Lines 2, 4 count the same, and 1 each.* a line for each pupil"):
                read(tmp_path, f"{head}\n{row}{rest[0]}\n{row.replace('Alnside', 'Elsewhere')}3\n{row}{rest[1]}\n")


def test_lines_that_differ_in_what_is_not_read_are_parts_and_no_repetition(tmp_path: Path) -> None:
    """The same count for two year groups is not one count: neither is taken for the whole."""
    with pytest.raises(InvalidFile, match=r"counts\.csv:3: .*differs only in columns that are not read"):
        read(tmp_path, "School,Provision,Pupils,Year\nAlnside,Speech,12,3\nAlnside,Speech,12,4\n")
    assert read(tmp_path, "School,Provision,Pupils,Year\nAlnside,Speech,12,3\nAlnside,speech ,12,3\n").twice == (3,)


@pytest.mark.parametrize("above", ["Provision of Jamie Patel", "UPN E000200005001;;", ";1234567890;"])
def test_what_stands_above_the_header_is_looked_at_too(tmp_path: Path, above: str) -> None:
    """A title with a pupil's name or number refuses the file, and is not repeated; other titles pass."""
    rows = "School;Provision;Pupils\nAlnside;Speech;12\n"
    with pytest.raises(InvalidFile, match=r"counts\.csv:1: What stands above the columns") as refused:
        read(tmp_path, f"{above}\n{rows}")
    assert not any(one in str(refused.value) for one in ("Jamie", "E0002", "12345"))
    assert read(tmp_path, f"Provision report, autumn 2026\n\n{rows}").counts[0].pupils == 12


@pytest.mark.parametrize(
    ("header", "named"),
    [
        ("School,Provision,Pupils,Students", "'Pupils' and 'Students'"),
        ("School,School,Provision,Pupils", "'School' and 'School'"),
        ("School,Provision,Intervention,Pupils", "'Provision' and 'Intervention'"),
        ("From,To,Moved,Transfers", "'Moved' and 'Transfers'"),
    ],
)
def test_columns_that_mean_the_same_are_refused(tmp_path: Path, header: str, named: str) -> None:
    """Nobody knows which of two figures counts, so both columns are named and neither is taken."""
    with pytest.raises(InvalidFile, match=f"The columns {named} are read as the same"):
        read(tmp_path, f"{header}\nAlnside,Harbour,12,40\n")
    assert read(tmp_path, "URN,School,Provision,Pupils\n999001,Alnside,Speech,12\n").counts[0].pupils == 12


def test_what_is_not_read_is_said(tmp_path: Path) -> None:
    """A column by another name and a tier that is none are no figures lost without a word; nor is a name repeated."""
    found = read(tmp_path, "From,To,Moved,passport sent,Pupils\nAlnside,Harbour,40,38,9\n")
    assert found.not_read == ("'passport sent'", "'Pupils'")
    text = "School,Provision,Pupils,Tier,Term\nAlnside,Speech,12,Wave 4,Autumn\nAlnside,Lego,12,n/a,Autumn\n"
    found = read(tmp_path, text)
    assert (found.not_read, found.tierless) == (("'Term'",), (2,))


@pytest.mark.parametrize("cell", ["1.000", "12.000", "1.5", "1,5", "1e3", "\u0661\u0662", "12 000"])
def test_a_number_that_could_be_another_is_refused(tmp_path: Path, cell: str) -> None:
    """1.000 may be a thousand, and 1,5 one and a half: neither is read as a count."""
    with pytest.raises(InvalidFile, match="no whole number"):
        read(tmp_path, f'School,Provision,Pupils\nAlnside,Speech,"{cell}"\n')
    assert read(tmp_path, "School,Provision,Pupils\nAlnside,Speech,12.0\n").counts[0].pupils == 12


@pytest.mark.parametrize("day", ["2206-11-20", "20/11/0026"])
def test_a_day_of_another_century_is_refused(tmp_path: Path, day: str) -> None:
    """A slip of the hand in a year would keep a count apart from what it replaces."""
    with pytest.raises(InvalidFile, match="a year that cannot be meant"):
        read(tmp_path, f"School,Provision,Pupils,Date\nAlnside,Speech,12,{day}\n")


def test_a_number_past_any_school_is_refused_with_its_line(tmp_path: Path) -> None:
    """A pupil's number under the pupils is named by its line."""
    with pytest.raises(InvalidFile, match=r"counts\.csv:3: Under pupils stands more than 100,000"):
        read(tmp_path, "School,Provision,Pupils\nAlnside,Speech,12\nAlnside,Lego,100001\n")
