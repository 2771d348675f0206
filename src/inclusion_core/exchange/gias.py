"""Schools from the register of schools, or from any CSV with a URN column.

Reads Get Information about Schools (GIAS) exports as they come, cut-down copies of them, the performance tables'
'information about schools' and the school-level SEN file. Only what `gias_columns.ALIASES` names is looked at.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from typing import TYPE_CHECKING

from attrs import frozen

from inclusion_core.errors import NotAllowed
from inclusion_core.exchange import gias_codes as codes
from inclusion_core.exchange import gias_shares as shares
from inclusion_core.exchange.delimited import Delimited, Row, open_delimited, wrong
from inclusion_core.exchange.gias_columns import LINK_ALIASES, Columns
from inclusion_core.exchange.remarks import Remarks
from inclusion_core.exchange.wording import capitalised, counted, day_words, month_words
from inclusion_core.identifiers import is_urn, laestab
from inclusion_core.model.school import Identifier, School

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from inclusion_core.model.school import Kind, SchoolStatus

_DATE_IN_NAME = re.compile(r"(?<!\d)(20\d\d)(?:([-_.])(\d\d)(?:\2(\d\d))?|(\d\d)(\d\d))(?!\d)")
_DATES = (
    re.compile(r"(?P<d>\d{1,2})[-/.](?P<m>\d{1,2})[-/.](?P<y>\d{4})(?: 00:00(?::00)?)?"),
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?:[ T]00:00(?::00)?)?"),
)
_UNKNOWN_DAY = dt.date(1900, 1, 1)
_POSTCODE = re.compile(r"([A-Za-z]{1,2}\d[A-Za-z\d]?) ?(\d[A-Za-z]{2})$")
_AGES = re.compile(r"(\d{1,2}) ?(?:to|-|\u2013) ?(\d{1,2})")
_WHOLE = re.compile(r"\d+(?:\.0+)?")
_LACKING = "There is no URN column, so it is no list of schools."


@frozen
class Skipped:
    """A row that gave no school: the line it starts on, counted from 1, and why."""

    row: int
    reason: str


@frozen
class SchoolsRead:
    """What a file held. `rows` counts the rows in which anything stands; `elsewhere` those of other authorities.

    `warnings` are sentences, at most three of a sort and a count of the rest. `encoding` is the one it was read in.
    """

    schools: tuple[School, ...]
    warnings: tuple[str, ...]
    skipped: tuple[Skipped, ...]
    encoding: str
    rows: int
    elsewhere: int = 0


def has_links(header: tuple[str, ...]) -> bool:
    """Say whether this is the header of a file of links between schools."""
    columns = Columns.of(header, LINK_ALIASES)
    return columns.has("urn") and columns.has("link")


def read_schools(path: Path, *, authorities: Collection[str] = ()) -> SchoolsRead:
    """Read the schools of a file, only those of `authorities` (three-digit codes) if any are given.

    Raises InvalidFile for what cannot be read, NotAllowed for an authority that is no three-digit code or a file that
    does not say which authority a school is in.
    """
    wanted = _authority_codes(authorities)
    table = open_delimited(path, lambda header: Columns.of(header).has("urn"), _LACKING)
    columns = Columns.of(table.header)
    if has_links(table.header):
        raise wrong(path, "This file links schools to those before and after them; it lists no schools.")
    if not columns.has("name"):
        raise wrong(path, "There is no column with the schools' names.", "Choose an export that has one.")
    if wanted and not columns.has("la", "laestab"):
        raise NotAllowed(f"{path.name} does not say which authority a school is in. Import it without choosing one.")
    return _Reading(table, columns, wanted).read()


def _authority_codes(authorities: Collection[str]) -> frozenset[str]:
    for code in authorities:
        if not re.fullmatch(r"[0-9]{3}", code):
            raise NotAllowed(f"'{code}' is not an authority's code. Codes are three digits, such as 392.")
    return frozenset(authorities)


class _Reading:
    """One reading of one file: the rows go by once, and what is odd is remarked on."""

    def __init__(self, table: Delimited, columns: Columns, authorities: frozenset[str]) -> None:
        self.table, self.columns, self.authorities = table, columns, authorities
        self.remarks = Remarks()
        self.skipped: list[Skipped] = []
        self.found: dict[str, tuple[School, str, int]] = {}
        self.as_of, as_of_words = _date_in_name(table.path.stem)
        self.source = table.path.name + (f", {as_of_words}" if as_of_words else "")
        self.elsewhere: dict[str, int] = {}
        self.marks: dict[str, int] = {}
        self.kind_of_name: dict[str, int] = {}

    def read(self) -> SchoolsRead:
        rows = blank = 0
        for row in self.table.rows():
            if row.blank:
                blank += 1
                continue
            rows += 1
            self._row(row)
        if blank:
            self.remarks.add("blank", f"{capitalised(counted(blank, 'empty row'))} passed over.")
        for mark, count in self.marks.items():
            meaning = codes.MARKS[mark]
            what = f"The number of pupils is '{mark}' in {counted(count, 'row')}: {meaning}"
            self.remarks.add(f"mark {mark}", f"{what}. It is kept as not known.")
        for name, count in self.kind_of_name.items():
            what = (
                f"All that {counted(count, 'row')} told of the type is '{name}', which is more than one kind of setting"
            )
            self.remarks.add(f"group {name}", f"{what}. The kind is kept as not known.")
        if self.authorities and not self.found:
            here = ", ".join(sorted(self.elsewhere)) or "none"
            self.remarks.add("authority", f"No school here is in {', '.join(sorted(self.authorities))}. Here: {here}.")
        return SchoolsRead(
            schools=tuple(school for school, _, _ in self.found.values()),
            warnings=self.remarks.sentences(),
            skipped=tuple(self.skipped),
            encoding=self.table.encoding,
            rows=rows,
            elsewhere=sum(self.elsewhere.values()),
        )

    def _row(self, row: Row) -> None:
        if row.overflows:
            reason = "it has more cells than the header, so its columns cannot be trusted (a comma without quotes?)"
            self.skipped.append(Skipped(row.line, reason))
            return
        raw = self.columns.raw(row, "urn")
        urn = raw.partition(".")[0] if re.fullmatch(r"\d+\.0+", raw) else raw
        if not is_urn(urn):
            reason = f"'{raw[:40]}' is no URN (six digits)" if raw else "it has no URN"
            self.skipped.append(Skipped(row.line, reason))
            return
        name = self._name(row, urn)
        if not name:
            self.skipped.append(Skipped(row.line, f"URN {urn} has no name"))
            return
        if row.width > len(row.cells):
            short = f"Line {row.line}: URN {urn} has {len(row.cells)} cells where the header has {row.width}; "
            self.remarks.add("rows that are too short", short + "what is missing is kept as not known.")
        authority = self._authority(row)
        if self.authorities and authority not in self.authorities:
            self.elsewhere[authority or "(not said)"] = self.elsewhere.get(authority or "(not said)", 0) + 1
            return
        period = self.columns.text(row, "period")
        before = self.found.get(urn)
        if before is not None:
            later = period > before[1]
            kept = "the later period is kept" if later else "the first is kept"
            sentence = f"URN {urn} stands on lines {before[2]} and {row.line}; {kept}."
            self.remarks.add("URNs that stand more than once", sentence)
            if not later:
                return
        self.found[urn] = (self._school(row, urn, name, authority, period), period, row.line)

    def _name(self, row: Row, urn: str) -> str:
        published = self.columns.text(row, "name")
        name = "".join(mark for mark in published if unicodedata.category(mark) not in {"Cc", "Cf"})
        if name != published:
            self.remarks.add(
                "names with invisible characters",
                f"Line {row.line}: the name of URN {urn} held an invisible character; it was left out.",
            )
        odd = _odd_letter(name)
        if odd:
            said = unicodedata.name(odd, "a letter without a name").lower()
            self.remarks.add(
                "names that mix alphabets",
                f"Line {row.line}: '{name}' (URN {urn}) holds '{odd}', {said}, among Latin letters. "
                "It is kept as published; a search for the name as typed will miss it.",
            )
        return name

    def _authority(self, row: Row) -> str:
        found = self.columns.text(row, "la")
        if re.fullmatch(r"\d{3}", found):
            return found
        whole = laestab(self.columns.text(row, "laestab"))
        return whole[:3] if whole else ""

    def _school(self, row: Row, urn: str, name: str, authority: str, period: str) -> School:
        kind, type_name = self._kind(row, urn)
        opened = self._date(row, "opened", urn)
        closed = self._date(row, "closed", urn)
        low, high = self._ages(row)
        year = re.fullmatch(r"(20\d\d)(\d\d)", period)
        source = f"{self.source}, academic year {year[1]}/{year[2]}" if year else self.source
        identifiers = {"urn": Identifier("urn", urn, opened, closed)}
        whole = laestab(self.columns.text(row, "laestab")) or self._joined_laestab(row, authority)
        if whole:
            identifiers["laestab"] = Identifier("laestab", whole)
        ukprn = self.columns.text(row, "ukprn")
        if re.fullmatch(r"[1-9]\d{7}", ukprn):
            identifiers["ukprn"] = Identifier("ukprn", ukprn)
        la_name = self.columns.text(row, "la_name")
        return School(
            name=name,
            kind=kind,
            phase=codes.phase_of(self.columns.text(row, "phase_code"), self.columns.text(row, "phase"), kind),
            features=self._features(row),
            identifiers=identifiers,
            status=self._status(row, urn, closed),
            authority=authority,
            authority_name="" if la_name.isdigit() else la_name,
            town=self.columns.text(row, "town"),
            postcode=self._postcode(row),
            type_name=type_name,
            trust=self.columns.text(row, "trust"),
            low_age=low,
            high_age=high,
            pupils=self._number(row, "pupils"),
            easting=self._number(row, "easting") or None,
            northing=self._number(row, "northing") or None,
            sen_percent=shares.sen_percent(*(self.columns.text(row, one) for one in shares.SEN)),
            disadvantaged_percent=shares.percent(self.columns.text(row, "fsm")),
            source=source,
        )

    def _joined_laestab(self, row: Row, authority: str) -> str:
        number = self.columns.text(row, "estab")
        return authority + number.zfill(4) if authority and re.fullmatch(r"\d{1,4}", number) else ""

    def _kind(self, row: Row, urn: str) -> tuple[Kind | None, str]:
        name = self.columns.text(row, "type") or self.columns.text(row, "group")
        code = codes.code_of(self.columns.text(row, "type_code"))
        if code is None:
            code = codes.code_of(name)
            code = codes.type_named(name) if code is None else code
        if code is None:
            code = codes.type_named(self.columns.text(row, "group"))
        if code is not None:
            name = codes.TYPES.get(code, "") if not name or name.isdigit() else name
            kind = codes.kind_of_type(code)
            if kind == "other":
                said = name or f"type {code}"
                self.remarks.add(
                    "schools of a type that is none of ours",
                    f"Line {row.line}: URN {urn} is '{said}', which is neither nursery, mainstream, special, "
                    "alternative provision nor college. It is kept as 'other'; set its kind by hand.",
                )
            return kind, name
        settled = codes.kind_of_group(name) or codes.kind_of_group(self.columns.text(row, "phase_group"))
        if settled is None and name:
            self.kind_of_name[name] = self.kind_of_name.get(name, 0) + 1
        return settled, name

    def _status(self, row: Row, urn: str, closed: dt.date | None) -> SchoolStatus | None:
        code, name = self.columns.text(row, "status_code"), self.columns.text(row, "status")
        status = codes.status_of(code, name)
        if status is not None:
            by_name = codes.status_of("", name)
            if by_name is not None and by_name != status:
                self.remarks.add(
                    "schools whose status code and name disagree",
                    f"Line {row.line}: URN {urn} has status {code} ({status.replace('-', ' ')}) and is called "
                    f"'{name}'; the code is kept.",
                )
            return status
        if closed is None:
            return None
        return "proposed-to-close" if self.as_of is not None and closed > self.as_of else "closed"

    def _features(self, row: Row) -> tuple[str, ...]:
        resourced = self.columns.text(row, "resourced").casefold()
        has = {
            "nursery-classes": self.columns.text(row, "nursery").casefold().startswith("has"),
            "sixth-form": self.columns.text(row, "sixth_form").casefold().startswith("has")
            or self.columns.text(row, "sixth_form_code") == "1",
            "boarding": self.columns.text(row, "boarders").casefold().startswith(("boarding", "has")),
            "resourced-provision": "resourced provision" in resourced or self.columns.text(row, "rp_unit") == "1",
            "sen-unit": "sen unit" in resourced or self.columns.text(row, "sen_unit") == "1",
        }
        return tuple(feature for feature, there in has.items() if there)

    def _postcode(self, row: Row) -> str:
        text = self.columns.text(row, "postcode") or self.columns.text(row, "address")
        found = _POSTCODE.search(text)
        return f"{found[1]} {found[2]}".upper() if found else ""

    def _ages(self, row: Row) -> tuple[int | None, int | None]:
        both = _AGES.fullmatch(self.columns.text(row, "ages"))
        if both:
            return int(both[1]), int(both[2])
        return self._number(row, "low_age"), self._number(row, "high_age")

    def _number(self, row: Row, field: str) -> int | None:
        """Read a whole number. A mark in its place is counted with its meaning, and is not 0."""
        raw = self.columns.raw(row, field) if self.columns.has(field) else ""
        plain = raw.replace(",", "").replace(" ", "")
        if not plain:
            return None
        if _WHOLE.fullmatch(plain) and plain.isascii():
            return int(plain.partition(".")[0][:9])
        if plain.casefold() in codes.MARKS:
            if field == "pupils":
                mark = plain.casefold()
                self.marks[mark] = self.marks.get(mark, 0) + 1
            return None
        said = f"Line {row.line}: '{raw[:40]}' is no whole number; it is kept as not known."
        self.remarks.add("figures that are no whole numbers", said)
        return None

    def _date(self, row: Row, field: str, urn: str) -> dt.date | None:
        text = self.columns.text(row, field)
        if not text:
            return None
        day = date_of(text)
        if day is None:
            said = f"Line {row.line}: '{text[:40]}' (URN {urn}) is no date; it is kept as not known."
            self.remarks.add("dates that are none", said)
        return None if day == _UNKNOWN_DAY else day


def date_of(text: str) -> dt.date | None:
    """Read a day as the register writes it (dd-mm-yyyy), as a spreadsheet re-saves it (dd/mm/yyyy) or as yyyy-mm-dd.

    >>> date_of("31-08-2018"), date_of("31/08/2018") == date_of("2018-08-31"), date_of("31-02-2018")
    (datetime.date(2018, 8, 31), True, None)
    """
    for pattern in _DATES:
        found = pattern.fullmatch(text.strip())
        if found:
            try:
                return dt.date(int(found["y"]), int(found["m"]), int(found["d"]))
            except ValueError:
                return None
    return None


def _date_in_name(stem: str) -> tuple[dt.date | None, str]:
    """Find the day (or the last day of the month) in a file's name, and its words."""
    for found in _DATE_IN_NAME.finditer(stem):
        year, month, day = int(found[1]), int(found[3] or found[5]), int(found[4] or found[6] or 0)
        try:
            first = dt.date(year, month, day or 1)
        except ValueError:
            continue
        if day:
            return first, day_words(first)
        return (first + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1), month_words(first)
    return None, ""


def _odd_letter(name: str) -> str:
    """Return a letter of another alphabet inside a mostly Latin name; empty where the name is all of one."""
    if name.isascii():
        return ""
    letters = [mark for mark in name if mark.isalpha() and mark not in "ªº"]
    odd = [mark for mark in letters if not unicodedata.name(mark, "").startswith(("LATIN", "MODIFIER"))]
    return odd[0] if odd and len(odd) < len(letters) - len(odd) else ""
