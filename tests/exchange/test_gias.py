"""Schools from CSV files as they come: columns, codes, dates, oddities and what is told of them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from inclusion_core.errors import InvalidFile, NotAllowed
from inclusion_core.exchange.gias import read_schools
from inclusion_core.exchange.gias_codes import MARKS, TYPES, kind_of_type

if TYPE_CHECKING:
    from pathlib import Path

    from inclusion_core.exchange.gias import SchoolsRead

FULL = (
    "URN,LA (code),LA (name),EstablishmentNumber,EstablishmentName,TypeOfEstablishment (code),"
    "EstablishmentStatus (code),EstablishmentStatus (name),OpenDate,CloseDate,PhaseOfEducation (code),"
    "StatutoryLowAge,StatutoryHighAge,NurseryProvision (name),OfficialSixthForm (code),NumberOfPupils,PercentageFSM,"
    "Trusts (name),UKPRN,Town,Postcode,Easting,Northing,HeadFirstName,HeadLastName,TelephoneNum"
)


def read(folder: Path, text: str | bytes, name: str = "schools.csv", *, la: tuple[str, ...] = ()) -> SchoolsRead:
    """Write a file and read its schools."""
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_schools(path, authorities=la)


def full(urn: str = "999501", **cells: str) -> str:
    """Return a row under `FULL` with a few cells of its own."""
    usual = dict.fromkeys(FULL.split(","), "")
    usual |= {
        "URN": urn,
        "LA (code)": "929",
        "LA (name)": "Northumberland",
        "EstablishmentNumber": "2001",
        "EstablishmentName": f"Made Up {urn}",
        "TypeOfEstablishment (code)": "34",
        "EstablishmentStatus (code)": "1",
        "PhaseOfEducation (code)": "2",
        "HeadFirstName": "Ada",
        "HeadLastName": "Nobody",
    }
    return ",".join({**usual, **cells}.values())


def one(folder: Path, **cells: str):  # noqa: ANN201  a test's shorthand
    """Read a file of one school."""
    return read(folder, f"{FULL}\n{full(**cells)}\n").schools[0]


def test_full_export_row_becomes_a_school(tmp_path: Path) -> None:
    """Every column we know lands where it belongs."""
    school = one(
        tmp_path,
        **{
            "OpenDate": "01-09-2011",
            "StatutoryLowAge": "4",
            "StatutoryHighAge": "11",
            "NumberOfPupils": '"1,210"',
            "UKPRN": "10001234",
            "Town": "Alnside",
            "Postcode": "ne8 2xd",
            "Easting": "424000",
            "PercentageFSM": "23.5",
            "Northing": "613000",
            "Trusts (name)": "A Trust",
            "NurseryProvision (name)": "Has Nursery Classes",
            "OfficialSixthForm (code)": "1",
        },
    )
    assert (school.name, school.urn, school.id) == ("Made Up 999501", "999501", "")
    assert (school.kind, school.phase, school.status) == ("mainstream", "primary", "open")
    assert (school.authority, school.authority_name, school.town) == ("929", "Northumberland", "Alnside")
    assert school.identifiers["urn"].since == dt.date(2011, 9, 1)
    assert school.identifiers["laestab"].value == "9292001"
    assert school.identifiers["ukprn"].value == "10001234"
    assert (school.low_age, school.high_age, school.pupils, school.postcode) == (4, 11, 1210, "NE8 2XD")
    assert (school.easting, school.northing) == (424000, 613000)
    assert (school.disadvantaged_percent, school.sen_percent) == (24, None)
    assert school.features == ("nursery-classes", "sixth-form")
    assert school.type_name == "Academy converter"
    assert school.source == "schools.csv"


def test_no_head_teachers_name_is_kept(tmp_path: Path) -> None:
    """Names of people in an export are not read."""
    assert "Ada" not in repr(one(tmp_path))
    assert "Nobody" not in repr(one(tmp_path))


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("29-05-1993", dt.date(1993, 5, 29)),
        ("29/05/1993", dt.date(1993, 5, 29)),
        ("1993-05-29", dt.date(1993, 5, 29)),
        ("29/05/1993 00:00:00", dt.date(1993, 5, 29)),
        ("01-01-1900", None),
        ("31-02-2020", None),
        ("", None),
    ],
)
def test_dates_in_every_form(tmp_path: Path, day: str, expected: dt.date | None) -> None:
    """Three forms of a day are read; 1 January 1900 and what is no day are 'not known'."""
    assert one(tmp_path, OpenDate=day).identifiers["urn"].since == expected


@pytest.mark.parametrize("mark", [*sorted(MARKS), ""])
def test_no_mark_is_ever_nought(tmp_path: Path, mark: str) -> None:
    """What stands in place of a figure means 'not known', each with its own meaning, and never 0."""
    found = read(tmp_path, f"{FULL}\n{full(NumberOfPupils=mark)}\n")
    assert found.schools[0].pupils is None
    assert not mark or any(MARKS[mark] in sentence for sentence in found.warnings)


def test_true_nought_stays_nought(tmp_path: Path) -> None:
    """A school may have no pupils yet."""
    assert one(tmp_path, NumberOfPupils="0").pupils == 0


@pytest.mark.parametrize("code", ["2", "02", " 2 "])
def test_type_code_with_or_without_its_nought(tmp_path: Path, code: str) -> None:
    """`02` and `2` are one type."""
    school = one(tmp_path, **{"TypeOfEstablishment (code)": code})
    assert (school.kind, school.type_name) == ("mainstream", "Voluntary aided school")


@pytest.mark.parametrize(
    ("kind", "codes"),
    [
        ("nursery", {15}),
        ("special", {7, 8, 10, 12, 33, 36, 44}),
        ("alternative", {14, 38, 42, 43}),
        ("college", {18, 31, 32, 39, 45, 46}),
        ("mainstream", {1, 2, 3, 5, 6, 11, 28, 34, 35, 40, 41}),
        ("other", {24, 25, 26, 27, 29, 30, 37, 49, 56, 57}),
    ],
)
def test_kind_of_every_type(kind: str, codes: set[int]) -> None:
    """Each type code the register knows stands for one kind of setting."""
    assert {code for code in TYPES if kind_of_type(code) == kind} == codes


def test_other_type_is_warned_about(tmp_path: Path) -> None:
    """A type that is none of ours is kept as 'other', and said so."""
    found = read(tmp_path, f"{FULL}\n" + full(**{"TypeOfEstablishment (code)": "24"}) + "\n")
    assert found.schools[0].kind == "other"
    assert "'Secure units'" in found.warnings[0]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Academy special converter", "special"),
        ("Converter academies - special school", "special"),
        ("CTCs", "mainstream"),
        ("Special schools", "special"),
        ("Pupil referral unit", "alternative"),
        ("Local authority maintained schools", None),
        ("Academies", None),
    ],
)
def test_kind_by_name(tmp_path: Path, name: str, kind: str | None) -> None:
    """Without a code the type's name speaks; a group that holds several kinds leaves the kind unknown."""
    found = read(tmp_path, f"urn,name,type\n999501,A,{name}\n")
    assert found.schools[0].kind == kind
    assert (kind is None) == any("more than one kind" in sentence for sentence in found.warnings)


@pytest.mark.parametrize(
    ("code", "name", "expected"),
    [
        ("1", "Open", "open"),
        ("2", "", "closed"),
        ("3", "", "proposed-to-close"),
        ("4", "", "proposed-to-open"),
        ("", "Open, but proposed to close", "proposed-to-close"),
        ("", "", None),
    ],
)
def test_status(tmp_path: Path, code: str, name: str, expected: str | None) -> None:
    """Status by code, else by name, else not known."""
    cells = {"EstablishmentStatus (code)": code, "EstablishmentStatus (name)": f'"{name}"'}
    assert one(tmp_path, **cells).status == expected


def test_status_that_disagrees_with_itself(tmp_path: Path) -> None:
    """The code wins over the name, and the reader is told."""
    cells = {"EstablishmentStatus (code)": "2", "EstablishmentStatus (name)": "Open"}
    found = read(tmp_path, f"{FULL}\n{full(**cells)}\n")
    assert found.schools[0].status == "closed"
    assert "the code is kept" in found.warnings[0]


def test_close_date_without_status(tmp_path: Path) -> None:
    """A day of closing after the file's own day is a proposal; the file's name gives that day."""
    text = "urn,name,close_date\n999501,A,31-08-2022\n999502,B,31-01-2023\n999503,Charlie,\n"
    found = read(tmp_path, text, "register_2022-11_north.csv")
    assert [school.status for school in found.schools] == ["closed", "proposed-to-close", None]
    assert found.schools[0].source == "register_2022-11_north.csv, November 2022"


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("edubasealldata20250422.csv", "edubasealldata20250422.csv, 22 April 2025"),
        ("schools_2024-09-26.csv", "schools_2024-09-26.csv, 26 September 2024"),
        ("performance_202324.csv", "performance_202324.csv"),
        ("schools.csv", "schools.csv"),
    ],
)
def test_source_names_file_and_day(tmp_path: Path, name: str, source: str) -> None:
    """The source says the file and its day where its name holds one; a school year is no day."""
    assert read(tmp_path, "urn,name\n999501,A\n", name).schools[0].source == source


def test_performance_tables_header(tmp_path: Path) -> None:
    """The 'information about schools' columns are known: laestab, ages in one cell, postcode in the address."""
    text = (
        '"time_period","school_laestab","school_urn","school_name","old_la_code","new_la_code","la_name",'
        '"establishment_type_group","full_address","agerange","t_allks_pupils"\n'
        '"202324","3584005","148026","A School","358","E08000009","Trafford","Sponsored academies",'
        '"A Road, Manchester, M41 9PD","11 to 16","z"\n'
    )
    school = read(tmp_path, text).schools[0]
    assert (school.authority, school.identifiers["laestab"].value) == ("358", "3584005")
    assert (school.low_age, school.high_age, school.pupils, school.postcode) == (11, 16, None, "M41 9PD")
    assert school.kind == "mainstream"
    assert school.source.endswith("academic year 2023/24")


def test_special_phase_0_uses_the_type(tmp_path: Path) -> None:
    """Phase 0 says nothing: a special school's phase is unknown, a nursery's and a college's follow from its type."""
    phases = [
        one(tmp_path, **{"TypeOfEstablishment (code)": code, "PhaseOfEducation (code)": "0"}).phase
        for code in ("44", "14", "15", "18")
    ]
    assert phases == [None, None, "nursery", "post-16"]


def test_cyrillic_letter_is_named_and_kept(tmp_path: Path) -> None:
    """A letter of another alphabet inside a Latin name is named; the name stays as published."""
    name = "St Th\u043emas School"
    found = read(
        tmp_path, f"urn,name\n999501,{name}\n999502,Ysgol y M\u00f4r\n999503,\u041c\u043e\u0441\u043a\u0432\u0430\n"
    )
    assert found.schools[0].name == name
    (warning,) = found.warnings
    assert "cyrillic small letter o" in warning
    assert "999501" in warning


def test_duplicate_urns(tmp_path: Path) -> None:
    """The first row of a URN is kept, unless a later one is of a later period."""
    found = read(tmp_path, "urn,name\n999501,A\n999501,B\n")
    assert [school.name for school in found.schools] == ["A"]
    assert "lines 2 and 3" in found.warnings[0]
    later = read(tmp_path, "time_period,urn,name\n202223,999501,A\n202324,999501,B\n")
    assert [school.name for school in later.schools] == ["B"]


def test_rows_that_give_no_school(tmp_path: Path) -> None:
    """Rows without a URN or a name, and rows with too many cells, are skipped with line and reason."""
    found = read(tmp_path, "urn,name\n,A\n12,B\n999503,\n999504,NA\n999505,C,D\n999506,E\n,\n")
    assert [(one.row, one.reason.split(" (")[0]) for one in found.skipped] == [
        (2, "it has no URN"),
        (3, "'12' is no URN"),
        (4, "URN 999503 has no name"),
        (5, "URN 999504 has no name"),
        (6, "it has more cells than the header, so its columns cannot be trusted"),
    ]
    assert (found.rows, len(found.schools)) == (6, 1)
    assert found.warnings == ("1 empty row passed over.",)


def test_authorities_choose(tmp_path: Path) -> None:
    """Only the schools of the chosen authorities are read; the rest are counted."""
    text = "urn,name,laestab\n999501,A,9292001\n999502,B,841/2001\n"
    found = read(tmp_path, text, la=("841",))
    assert ([school.name for school in found.schools], found.elsewhere) == (["B"], 1)
    none = read(tmp_path, text, la=("392",))
    assert none.warnings == ("No school here is in 392. Here: 841, 929.",)


@pytest.mark.parametrize("code", ["39", "North Tyneside", "3922"])
def test_wrong_authority_code(tmp_path: Path, code: str) -> None:
    """What is no three-digit code is refused with an example."""
    with pytest.raises(NotAllowed, match="three digits, such as 392"):
        read(tmp_path, "urn,name,la\n999501,A,392\n", la=(code,))


def test_authority_asked_of_a_file_without_one(tmp_path: Path) -> None:
    """A file that does not say the authority cannot be chosen from."""
    with pytest.raises(NotAllowed, match="does not say which authority"):
        read(tmp_path, "urn,name\n999501,A\n", la=("392",))


def test_thousands_of_warnings_are_summarised(tmp_path: Path) -> None:
    """Three of a sort are told, the rest counted."""
    rows = "".join(f"{990000 + n},A,31-02-2020\n" for n in range(2000))
    found = read(tmp_path, f"urn,name,open_date\n{rows}")
    assert len(found.warnings) == 4
    assert found.warnings[-1] == "And 1,997 more: dates that are none."


def test_urn_as_a_spreadsheet_writes_it(tmp_path: Path) -> None:
    """`999501.0` is the URN 999501."""
    assert read(tmp_path, "urn,name\n999501.0,A\n").schools[0].urn == "999501"


def test_no_name_column(tmp_path: Path) -> None:
    """A file of URNs alone gets one clear sentence."""
    with pytest.raises(InvalidFile, match="no column with the schools' names"):
        read(tmp_path, "URN\n999501\n")


def test_links_are_not_schools(tmp_path: Path) -> None:
    """A file of links is not taken for schools whose names are those of their links."""
    with pytest.raises(InvalidFile, match="lists no schools"):
        read(tmp_path, "URN,LinkURN,name\n999501,999502,A\n")
