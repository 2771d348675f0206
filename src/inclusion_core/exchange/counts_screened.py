"""Files of counts screened for pupils: columns about single ones, and cells that speak of one, read or not."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Literal

from inclusion_core.analysis.texts.names_alone import (
    holds_a_usual_name,
    looks_like_a_name,
    looks_like_a_number_of_a_person,
)
from inclusion_core.analysis.texts.privacy import scan
from inclusion_core.errors import InvalidFile, Problem
from inclusion_core.exchange.delimited import all_rows, squeezed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from inclusion_core.exchange.delimited import Delimited, Row

COLUMNS: Mapping[str, frozenset[str]] = {
    "school": frozenset({"school", "schoolname", "urn", "establishment", "establishmentname", "setting", "academy"}),
    "provision": frozenset({
        "provision", "provisionname", "provisiontitle", "intervention", "interventionname", "interventiontitle",
        "support", "activity",
    }),
    "tier": frozenset({"tier", "wave", "level", "provisionlevel", "waveofprovision"}),
    "pupils": frozenset({
        "pupils", "numberofpupils", "noofpupils", "pupilcount", "countofpupils", "pupilsonprovision", "count",
        "numberofstudents", "students", "studentcount", "numberoflearners", "number",
    }),
    "day": frozenset({"date", "asat", "day", "asof", "reportdate", "exported", "exportdate", "censusdate"}),
    "giver": frozenset({"from", "fromschool", "previousschool", "leavingschool", "sendingschool"}),
    "receiver": frozenset({"to", "toschool", "newschool", "nextschool", "receivingschool"}),
    "moved": frozenset({"moved", "pupilsmoved", "numbermoved", "transfers", "movers"}),
    "passports_sent": frozenset({"passportssent", "passportsatold", "passportsfrom", "passportsbefore"}),
    "passports_received": frozenset({"passportsreceived", "passportsatnew", "passportsto", "passportsafter"}),
    "records_sent": frozenset({"recordssent", "provisionrecordssent", "recordsatold", "recordsfrom"}),
    "records_received": frozenset({
        "recordsreceived", "provisionrecordsreceived", "recordsatnew", "recordsto",
    }),
}  # fmt: skip

_OF_A_PUPIL = frozenset({
    "name", "pupil", "student", "child", "learner", "upn", "uln", "dob", "dateofbirth", "birthdate", "birthday", "born",
    "forename", "forenames", "firstname", "givenname", "surname", "lastname", "familyname", "middlename", "fullname",
    "legalname", "preferredname", "knownas", "initials", "initial", "admissionnumber", "admissionno", "adno", "admno",
    "candidatenumber", "nhsnumber", "nhsno", "nino", "mispupilid", "misid", "gender", "sex", "ethnicity", "religion",
    "homelanguage", "address", "postcode", "email", "emailaddress", "phone", "telephone", "mobile", "parent", "parents",
    "carer", "carers", "guardian", "contact", "age", "photo", "diagnosis", "socialworker", "lookedafter",
})  # fmt: skip
_WHO = re.compile(
    r"(?:pupil|student|child|learner|person|legal|preferred|chosen|parent|carer|guardian|mother|father)s?"
    r"(?:sname|name|fore\w*|first\w*|sur\w*|last\w*|initials?|id|ref|reference|number|no|code|dob|email|address|upn)"
    r"|.*(?:surname|forename|dateofbirth|birthdate|\bupn\b).*|.*upn|upn.*|.*dob|dob.*"
)
COUNTS_OF = frozenset({"pupilnumbers", "studentnumbers"})

NUMBER = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,6}(?:\.0{1,2})?")
"""A whole number as it is written here; 1.000 is none, as it may be somebody's thousand."""
_OTHER_DAYS = re.compile(r".*(?:start|begin|end|finish|review|update|until|since|created).*")
_DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d %B %Y", "%d %b %Y", "%d/%m/%y")


def pupil_columns(header: Sequence[str]) -> tuple[str, ...]:
    """Return the columns that are about single pupils, as they are called in the file.

    >>> pupil_columns(["School", "Provision", "Pupils", "UPN", "Pupil Name", "DOB"])
    ('UPN', 'Pupil Name', 'DOB')
    """
    counted = frozenset().union(*COLUMNS.values()) | COUNTS_OF
    return tuple(
        name
        for name in header
        if (word := squeezed(name)) not in counted and (word in _OF_A_PUPIL or _WHO.fullmatch(word))
    )


def refuse_pupils(path: Path, table: Delimited, *, names_looked_at: bool) -> None:
    """Refuse a file with columns about single pupils, or named after one. Raises InvalidFile."""
    found = [one for one in table.header if pupil_columns([one])]
    if found:
        named = ", ".join(column_named(table, table.header.index(one)) for one in found)
        raise InvalidFile(path, [Problem(
            f"It has columns about single pupils: {named}.",
            do="Nothing was kept. Export counts only, one row a provision, and try that.",
            file=path.name, line=table.header_line,
        )])  # fmt: skip

    for place, name in enumerate(table.header):
        if _told(name, names_looked_at=names_looked_at):
            raise _beside_the_rows(path, table.header_line, f"The name of column {place + 1}")
    if table.header_line > 1:
        for line, cells in all_rows(path)[1]:
            if line < table.header_line and any(_told(cell, names_looked_at=names_looked_at) for cell in cells):
                raise _beside_the_rows(path, line, "What stands above the columns")


def _told(text: str, *, names_looked_at: bool) -> bool:
    return _has_number(text) or (holds_a_usual_name(text) and not names_looked_at)


def _beside_the_rows(path: Path, line: int, what: str) -> InvalidFile:
    return InvalidFile(path, [Problem(
        f"{what} looks as if it spoke of a pupil.", do="Nothing was kept. Take it out, and try again.",
        file=path.name, line=line,
    )])  # fmt: skip


def of_a_pupil(path: Path, table: Delimited, row: Row, *, names_looked_at: bool) -> Problem | None:
    """Return what is wrong with a row in which a cell speaks of a pupil; never what the cell says."""
    if row.overflows:
        return Problem("Something stands beyond the last column, so the columns cannot be trusted.", file=path.name,
                       line=row.line)  # fmt: skip
    for place, cell in enumerate(row.cells):
        column = squeezed(table.header[place]) if place < len(table.header) else ""
        told = _speaks_of_a_pupil(column, cell)
        if told and not (told == "name" and names_looked_at):
            do = "Nothing was kept. Take it out, and try again."
            if told == "name":
                do = (
                    "Nothing was kept. Take it out, and try again; or look at every such cell, and if all are names of "
                    "provision say so: --names-of-provision."
                )
            what = "a person's name" if told == "name" else "a pupil's number, birthday or address"
            return Problem(
                f"The cell under {column_named(table, place)} looks as if it spoke of a pupil: like {what}.",
                do=do, file=path.name, line=row.line,
            )  # fmt: skip
    return None


def column_named(table: Delimited, place: int) -> str:
    """Name a column of a file without repeating a number or a usual name that stands in its name."""
    name = table.header[place][:40] if place < len(table.header) else ""
    return f"'{name}'" if name and not _has_number(name) and not holds_a_usual_name(name) else f"column {place + 1}"


def _has_number(text: str) -> bool:
    return looks_like_a_number_of_a_person(text) or any(one.kind not in _NAMES for one in scan(text))


_NAMES = frozenset({"name-and-year", "name-and-need"})
_OF_SCHOOLS = frozenset({
    "laestab", "dfe", "dfeno", "dfenumber", "dfecode", "ukprn", "estab", "estabno", "estabnumber",
    "establishmentnumber", "uid", "lacode",
})  # fmt: skip
_SOME_DAY = re.compile(r"(?<!\d)\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d\d(?!\d)|(?<!\d)(?:19|20)\d\d-\d\d-\d\d(?!\d)")
_SCHOOLS = COLUMNS["school"] | COLUMNS["giver"] | COLUMNS["receiver"]


def _speaks_of_a_pupil(column: str, cell: str) -> Literal["", "name", "number"]:
    """Say how a cell does: a day counts as one of birth where its column does not say what other day it is.

    What schools are called is no name here: a school that is not known is refused elsewhere, and not repeated either.
    """
    text = cell.strip()
    if day_of(text) is not None:
        return "" if column in COLUMNS["day"] or _OTHER_DAYS.fullmatch(column) else "number"
    if looks_like_a_number_of_a_person(text) and column not in _OF_SCHOOLS:
        return "number"
    if NUMBER.fullmatch(text) or column in _OF_SCHOOLS:
        return ""
    kinds = {one.kind for one in scan(text)}
    if kinds - _NAMES or (_SOME_DAY.search(text) and not _OTHER_DAYS.fullmatch(column)):
        return "number"
    if kinds or (column not in _SCHOOLS and looks_like_a_name(text)):
        return "name"
    return ""


def day_of(text: str) -> dt.date | None:
    """Return the day that a cell says, None where it says none."""
    plain = " ".join(text.removesuffix(" 00:00:00").removesuffix(" 00:00").split())
    for form in _DAYS:
        try:
            return dt.datetime.strptime(plain, form).date()  # noqa: DTZ007  a day has no zone
        except ValueError:
            continue
    return None
