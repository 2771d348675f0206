"""Counts from provision-mapping tools: a file of rows with numbers of pupils. A file with pupils in it is not taken.

Small numbers end here: what is read from 1 to 5 is hidden before anything else sees it, and so is a second number from
which a small one could be reckoned.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Literal

from attrs import frozen

from inclusion_core.analysis.names_alone import (
    holds_a_usual_name,
    looks_like_a_name,
    looks_like_a_number_of_a_person,
)
from inclusion_core.analysis.privacy import scan
from inclusion_core.errors import InvalidFile, Problem
from inclusion_core.exchange.delimited import open_delimited, squeezed
from inclusion_core.identifiers import slug
from inclusion_core.model.provision_counts import MOVE_FIELDS, PAIRS, TIERS, is_small

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from inclusion_core.exchange.delimited import Delimited, Row
    from inclusion_core.model.provision_counts import Tier

_COLUMNS: Mapping[str, frozenset[str]] = {
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
_COUNTS_OF = frozenset({"pupilnumbers", "studentnumbers"})

_HIDDEN = re.compile(r"c|\*|low|supp(?:ressed)?|<\s?=?\s?(?:[1-6]|10)|\u2264\s?5|1\s?(?:-|to|\u2013)\s?5")
_UNKNOWN = frozenset(
    {"", "z", "x", "na", "n/a", "n.a.", "-", "\u2013", "\u2014", "null", "none", "#n/a", "u", ":", ".."}
)
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+|\d{1,6}(?:\.0+)?")
_TOTAL = re.compile(
    r"(?:grand ?|sub-? ?)?totals?|all|all (?:provisions?|interventions?|schools|pupils)|sum", re.IGNORECASE
)
_OTHER_DAYS = re.compile(r".*(?:start|begin|end|finish|review|update|until|since|created).*")
_DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d %B %Y", "%d %b %Y", "%d/%m/%y")
_TIER_WORDS = {"1": "universal", "2": "targeted", "3": "specialist", "wave1": "universal", "wave2": "targeted",
               "wave3": "specialist", "specialised": "specialist", "tier1": "universal", "tier2": "targeted",
               "tier3": "specialist"}  # fmt: skip
_MOST_PROBLEMS = 8


@frozen
class CountRow:
    """A row that counts pupils in a provision. `pupils` is None where not known, or hidden."""

    line: int
    school: str
    title: str
    tier: Tier
    day: dt.date | None
    pupils: int | None
    hidden: tuple[str, ...]


@frozen
class MoveRow:
    """A row that counts a move. `counts` has what is known of `MOVE_FIELDS`; `hidden` names what is not told."""

    line: int
    giver: str
    receiver: str
    day: dt.date | None
    counts: Mapping[str, int]
    hidden: tuple[str, ...]


@frozen
class CountsRead:
    """What a file held; `passed_over` are the lines that are totals, `twice` those that repeat another."""

    counts: tuple[CountRow, ...]
    moves: tuple[MoveRow, ...]
    passed_over: tuple[int, ...]
    twice: tuple[int, ...]
    encoding: str


def read_counts(path: Path, *, names_looked_at: bool = False) -> CountsRead:
    """Read a file of counts. Raises InvalidFile for pupil columns, all named; a cell that speaks of a pupil; no counts.

    Neither the error nor anything else repeats what such a cell holds. `names_looked_at` says that a person has looked:
    what looks like names there are names of provision. It lets no number, day, address or pupil column through.
    """
    table = open_delimited(path, _is_header, _LACKING)
    _refuse_pupils(path, table, names_looked_at=names_looked_at)
    where = _places(table.header)
    problems: list[Problem] = []
    seen: dict[tuple[str, ...], tuple[int, CountRow | MoveRow]] = {}
    passed, twice = [], []
    for row in table.rows():
        if row.blank:
            continue
        problem = _of_a_pupil(path, table, row, names_looked_at=names_looked_at)
        if problem is not None:
            problems.append(problem)
            continue
        try:
            made = _row(where, row)
        except ValueError as wrong:
            problems.append(Problem(str(wrong), file=path.name, line=row.line))
            continue
        if made is None:
            passed.append(row.line)
            continue
        key = _key(made)
        if key not in seen:
            seen[key] = (row.line, made)
        elif _same(seen[key][1], made):
            twice.append(row.line)
        else:
            says = f"This line counts what line {seen[key][0]} counts, and otherwise. Keep one of them."
            problems.append(Problem(says, file=path.name, line=row.line))
    if problems:
        more = len(problems) - _MOST_PROBLEMS
        rest = [Problem(f"{more} more lines are wrong, too.", file=path.name)] if more > 0 else []
        raise InvalidFile(path, [*problems[:_MOST_PROBLEMS], *rest])
    rows = [made for _, made in seen.values()]
    return CountsRead(
        tuple(one for one in rows if isinstance(one, CountRow)),
        tuple(one for one in rows if isinstance(one, MoveRow)),
        tuple(passed), tuple(twice), table.encoding,
    )  # fmt: skip


_LACKING = (
    "There is no header with the columns that are read: school, provision and pupils; or from, to and moved. One row "
    "is one count, not one pupil."
)


def pupil_columns(header: Sequence[str]) -> tuple[str, ...]:
    """Return the columns that are about single pupils, as they are called in the file.

    >>> pupil_columns(["School", "Provision", "Pupils", "UPN", "Pupil Name", "DOB"])
    ('UPN', 'Pupil Name', 'DOB')
    """
    counted = frozenset().union(*_COLUMNS.values()) | _COUNTS_OF
    return tuple(
        name
        for name in header
        if (word := squeezed(name)) not in counted and (word in _OF_A_PUPIL or _WHO.fullmatch(word))
    )


def _is_header(cells: tuple[str, ...]) -> bool:
    if len(cells) > 1 and len([one for one in cells if one]) > 1 and pupil_columns(cells):
        return True
    there = _places(cells)
    return {"school", "provision", "pupils"} <= there.keys() or {"giver", "receiver", "moved"} <= there.keys()


def _refuse_pupils(path: Path, table: Delimited, *, names_looked_at: bool) -> None:
    found = [one for one in table.header if pupil_columns([one])]
    if found:
        named = ", ".join(_column(table, table.header.index(one)) for one in found)
        raise InvalidFile(path, [Problem(
            f"It has columns about single pupils: {named}.",
            do="Nothing was kept. Export counts only, one row a provision, and try that.",
            file=path.name, line=table.header_line,
        )])  # fmt: skip

    for place, name in enumerate(table.header):
        if _has_number(name) or (holds_a_usual_name(name) and not names_looked_at):
            raise InvalidFile(path, [Problem(
                f"The name of column {place + 1} looks as if it spoke of a pupil.",
                do="Nothing was kept. Take it out, and try again.", file=path.name, line=table.header_line,
            )])  # fmt: skip


def _of_a_pupil(path: Path, table: Delimited, row: Row, *, names_looked_at: bool) -> Problem | None:
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
                f"The cell under {_column(table, place)} looks as if it spoke of a pupil: like {what}.",
                do=do, file=path.name, line=row.line,
            )  # fmt: skip
    return None


def _column(table: Delimited, place: int) -> str:
    """Name a column without repeating a number or a usual name that stands in its name."""
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
_SCHOOLS = _COLUMNS["school"] | _COLUMNS["giver"] | _COLUMNS["receiver"]


def _speaks_of_a_pupil(column: str, cell: str) -> Literal["", "name", "number"]:
    """Say how a cell does: a day counts as one of birth where its column does not say what other day it is.

    What schools are called is no name here: a school that is not known is refused elsewhere, and not repeated either.
    """
    text = cell.strip()
    if _day(text) is not None:
        return "" if column in _COLUMNS["day"] or _OTHER_DAYS.fullmatch(column) else "number"
    if looks_like_a_number_of_a_person(text) and column not in _OF_SCHOOLS:
        return "number"
    if _NUMBER.fullmatch(text) or column in _OF_SCHOOLS:
        return ""
    kinds = {one.kind for one in scan(text)}
    if kinds - _NAMES or (_SOME_DAY.search(text) and not _OTHER_DAYS.fullmatch(column)):
        return "number"
    if kinds or (column not in _SCHOOLS and looks_like_a_name(text)):
        return "name"
    return ""


def _places(header: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, name in enumerate(header):
        word = squeezed(name)
        for key, words in _COLUMNS.items():
            if word in words or (key == "pupils" and word in _COUNTS_OF):
                found.setdefault(key, place)
    return found


def _row(where: Mapping[str, int], row: Row) -> CountRow | MoveRow | None:
    def cell(key: str) -> str:
        place = where.get(key)
        return row.cells[place].strip() if place is not None and place < len(row.cells) else ""

    day = _day(cell("day"))
    if cell("day") and day is None:
        raise ValueError("The date is none that can be read. Write it as 2026-11-20.")
    if "moved" in where and "giver" in where:
        return _move(row, cell("giver"), cell("receiver"), day, {name: cell(name) for name in MOVE_FIELDS})
    school, title = " ".join(cell("school").split()), " ".join(cell("provision").split())
    if _TOTAL.fullmatch(school) or _TOTAL.fullmatch(title):
        return None
    if not school or not title:
        raise ValueError(f"There is no {'provision' if school else 'school'} on this line.")
    pupils, hidden = _number(cell("pupils"), "pupils")
    word = squeezed(cell("tier"))
    tier: Tier = next((one for one in TIERS if one == _TIER_WORDS.get(word, word)), "")
    return CountRow(row.line, school, title, tier, day, pupils, ("pupils",) if hidden else ())


def _move(row: Row, giver: str, receiver: str, day: dt.date | None, cells: Mapping[str, str]) -> MoveRow | None:
    if _TOTAL.fullmatch(giver) or _TOTAL.fullmatch(receiver):
        return None
    if not giver or not receiver:
        raise ValueError("A move needs both schools: from and to.")
    counts: dict[str, int] = {}
    hidden: list[str] = []
    for name, text in cells.items():
        count, small = _number(text, name.replace("_", " "))
        if small:
            hidden.append(name)
        elif count is not None:
            counts[name] = count
    counts, hidden = _protected(counts, hidden)
    return MoveRow(row.line, giver, receiver, day, counts, tuple(name for name in MOVE_FIELDS if name in hidden))


def _protected(counts: dict[str, int], hidden: list[str]) -> tuple[dict[str, int], list[str]]:
    """Hide what would tell of a few: parts of a small whole, and the second of two that differ by a few."""
    whole = counts.get("moved")
    for name in MOVE_FIELDS[1:]:
        if whole is not None and counts.get(name, 0) > whole:
            raise ValueError(f"More {name.replace('_', ' ')} than moved.")
    if "moved" in hidden:  # a part of a few is a few
        return {}, [*hidden, *counts]
    for first, second in PAIRS:
        if first in counts and second in counts and is_small(abs(counts[first] - counts[second])):
            del counts[second]
            hidden.append(second)
    return counts, hidden


def _number(text: str, name: str) -> tuple[int | None, bool]:
    """Return a number and whether it is hidden: small ones are."""
    plain = text.casefold().strip()
    if plain in _UNKNOWN:
        return None, False
    if _HIDDEN.fullmatch(plain):
        return None, True
    if not _NUMBER.fullmatch(plain):
        raise ValueError(f"Under {name} stands no whole number. Leave it empty where it is not known.")
    count = int(plain.replace(",", "").split(".")[0])
    return (None, True) if is_small(count) else (count, False)


def _day(text: str) -> dt.date | None:
    plain = " ".join(text.removesuffix(" 00:00:00").removesuffix(" 00:00").split())
    for form in _DAYS:
        try:
            return dt.datetime.strptime(plain, form).date()  # noqa: DTZ007  a day has no zone
        except ValueError:
            continue
    return None


def _key(made: CountRow | MoveRow) -> tuple[str, ...]:
    day = str(made.day)
    if isinstance(made, CountRow):
        return ("count", slug(made.school), made.title.casefold(), day)
    return ("move", slug(made.giver), slug(made.receiver), day)


def _same(one: CountRow | MoveRow, other: CountRow | MoveRow) -> bool:
    if isinstance(one, CountRow) and isinstance(other, CountRow):
        return (one.pupils, one.hidden, one.tier) == (other.pupils, other.hidden, other.tier)
    if isinstance(one, MoveRow) and isinstance(other, MoveRow):
        return (one.counts, one.hidden) == (other.counts, other.hidden)
    return False
