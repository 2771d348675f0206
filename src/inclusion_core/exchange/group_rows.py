"""Small groups as rows of a table, one for each sort of adult in a group, and as a line that is quickly typed."""

from __future__ import annotations

import csv
import io
import re
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from attrs import evolve

from inclusion_core.errors import InvalidFile, NotAllowed, Problem
from inclusion_core.exchange.delimited import open_delimited, squeezed
from inclusion_core.exchange.review_data import spreadsheet_cell
from inclusion_core.identifiers import nearest
from inclusion_core.model.staffing import ADULT_KINDS, Adults, SmallGroup
from inclusion_core.store.converter import plain_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from inclusion_core.exchange.delimited import Delimited
    from inclusion_core.model.staffing import AdultKind

COLUMNS = ("group", "pupils", "hours", "adults", "kind")
EXAMPLE = "Reading 1; 4; 2; 1 support 14.50"
"""A group as a line: its name, its pupils, its hours a week, its adults, each with what an hour of one costs."""

_KINDS = {"ta": "support", "tas": "support", "teachingassistant": "support", "teachingassistants": "support",
          "supportstaff": "support", "support": "support", "teacher": "teaching", "teachers": "teaching",
          "teaching": "teaching", "teachingstaff": "teaching"}  # fmt: skip
_ADULTS = re.compile(r"(\d+)?\s*([^\W\d][^\d£]*?)\s*(?:\bat\b|@)?\s*(£?\s*\d[\d.,/]*|£?\.\d+)?")
_PART = re.compile(r"[0-9]{1,9}/[1-9][0-9]{0,8}")
_AMOUNT = re.compile(r"-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,10})?(?:\.[0-9]{0,12})?")
"""An amount as it is written here. A comma stands between thousands: in 1,5 it is somebody's point, and no 15."""
_RATE = re.compile(r"rate|cost|pay|wage|salary|£", re.IGNORECASE)
_FORMULAS = ("'=", "'+", "'-", "'@")


def read_groups(path: Path) -> tuple[SmallGroup, ...]:
    """Read groups from a table with the columns group, pupils, hours, adults and kind, and rate where it is known.

    `hours` are a week's, `rate` is the cost of an hour of one adult. Rows with one group's name, in capitals or not,
    are one group: its pupils and hours must be the same in each, and no two rows say the same adults, as they would
    where a table is pasted twice. Raises InvalidFile with every row that is wrong.
    """
    lacking = f"No row has the columns {', '.join(COLUMNS)}."
    table = open_delimited(path, lambda cells: set(COLUMNS) <= {squeezed(one) for one in cells}, lacking)
    place = {squeezed(one): at for at, one in enumerate(table.header)}
    problems = list(_header_problems(table))
    groups: dict[str, SmallGroup] = {}
    for row in table.rows():
        if row.blank:
            continue
        cells = {name: row.cells[at].strip() if at < len(row.cells) else "" for name, at in place.items()}
        try:
            found = _row(cells, overflows=row.overflows)
            key = found.name.casefold()
            groups[key] = _joined(groups[key], found) if key in groups else found
        except NotAllowed as refused:
            problems.append(Problem(str(refused), "", "", str(path), row.line))
    if problems:
        raise InvalidFile(path, problems)
    return tuple(groups.values())


def _header_problems(table: Delimited) -> Iterator[Problem]:
    """Yield columns that are there twice, and such as may be a rate by another name: its figures would be lost."""
    names = [squeezed(one) for one in table.header]
    for name in dict.fromkeys(one for one in names if one in {*COLUMNS, "rate"} and names.count(one) > 1):
        says = f"There are two columns '{name}'. Which one counts? Take the other out."
        yield Problem(says, "", "", str(table.path), table.header_line)
    for name in () if "rate" in names else [one for one in table.header if _RATE.search(one)]:
        says = f"Is '{name}' what an hour of one adult costs? Call that column rate; else take it out."
        yield Problem(says, "", "", str(table.path), table.header_line)


def _joined(there: SmallGroup, more: SmallGroup) -> SmallGroup:
    """Return a group with the adults of one more row."""
    name = there.name
    if (there.pupils, there.hours) != (more.pupils, more.hours):
        raise NotAllowed(f"'{name}' has other pupils or hours in another row. They must be the same in each.")
    sorts = {(one.kind, one.rate) for one in there.adults}
    for one in more.adults:
        if (one.kind, one.rate) in sorts:
            rate = "" if one.rate is None else f" at {written(one.rate, money=True)}"
            raise NotAllowed(
                f"'{name}' has {one.kind}{rate} in another row already. Write one row, with how many adults there are."
            )
    return evolve(there, adults=(*there.adults, *more.adults))


def _row(cells: dict[str, str], *, overflows: bool) -> SmallGroup:
    if overflows:
        raise NotAllowed("This row has more cells than the header, so its figures may stand under other columns.")
    name = cells["group"]
    if name.startswith(_FORMULAS):
        name = name[1:]  # put there by us, so that no spreadsheet reckons with it
    if not name:
        raise NotAllowed("A group has no name. Give it one that names no pupil, such as Reading 1.")
    pupils, hours = whole(cells["pupils"], "pupils"), amount(cells["hours"], "hours")
    rate = amount(cells["rate"], "money") if cells.get("rate") else None
    return SmallGroup(name, pupils, hours, (Adults(kind_of(cells["kind"]), whole(cells["adults"], "adults"), rate),))


def kind_of(text: str) -> Any:  # noqa: ANN401  one of ADULT_KINDS
    """Return the kind of an adult as people write it: support or teaching, TA, teacher. Raises NotAllowed."""
    found = _KINDS.get(squeezed(text))
    if found is None:
        near = nearest(squeezed(text), _KINDS)
        meant = f" Did you mean {_KINDS[near]}?" if near else ""
        raise NotAllowed(f"'{text}' is no kind of adult. Write {' or '.join(ADULT_KINDS)}.{meant}")
    return found


def whole(text: str, what: str) -> int:
    """Read a whole number. Raises NotAllowed."""
    if not (text.isascii() and text.isdecimal() and len(text) < 7):  # noqa: PLR2004  more is no group
        raise NotAllowed(f"'{text}' is no number of {what}. Write a whole number, such as 4.")
    return int(text)


def amount(text: str, what: str) -> Fraction:
    """Read hours or money, exactly; a pound sign and commas between thousands are passed over. Raises NotAllowed."""
    plain = text.replace("£", "").strip()
    if _PART.fullmatch(plain):
        return Fraction(plain)
    if not _AMOUNT.fullmatch(plain) or not any(mark.isdigit() for mark in plain):
        raise NotAllowed(f"'{text}' is no amount of {what}. Write it as 2.5.")
    number = Fraction(plain.replace(",", ""))
    if abs(number) > 10**9:
        raise NotAllowed(f"'{text}' is no amount of {what}. Write it as 2.5.")
    return number


def written(number: Fraction, *, money: bool = False) -> str:
    """Write an amount so that `amount` reads it back exactly.

    >>> written(Fraction(3, 2)), written(Fraction(29, 2), money=True), written(Fraction(1, 3))
    ('1.5', '14.50', '1/3')
    """
    exact = plain_number(number)
    if money and (number * 100).denominator == 1:
        return f"{float(number):.2f}"
    return f"{exact:f}" if isinstance(exact, Decimal) else str(exact)


def groups_table(groups: Iterable[SmallGroup]) -> bytes:
    """Return groups as the table that `read_groups` reads, with a byte order mark for spreadsheets.

    Groups of one name, as blanking leaves them, get a number behind it: rows of one name are one group. Adults of one
    kind and rate are one row.
    """
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow((*COLUMNS, "rate"))
    there: set[str] = set()
    for one in groups:
        name, number = one.name, 1
        while name.casefold() in there:
            number += 1
            name = f"{one.name} ({number})"
        there.add(name.casefold())
        for adults in _added_up(one.adults):
            rate = "" if adults.rate is None else written(adults.rate, money=True)
            table.writerow(
                (spreadsheet_cell(name), one.pupils, written(one.hours), adults.count, adults.kind, rate)
            )  # fmt: skip
    return out.getvalue().encode("utf-8-sig")


def _added_up(adults: Iterable[Adults]) -> Iterator[Adults]:
    counts: dict[tuple[AdultKind, Fraction | None], int] = {}
    for one in adults:
        counts[one.kind, one.rate] = counts.get((one.kind, one.rate), 0) + one.count
    return (Adults(kind, count, rate) for (kind, rate), count in counts.items())


def read_line(text: str) -> SmallGroup:
    """Read a group from a line as `EXAMPLE`; several kinds of adult have commas between them. Raises NotAllowed.

    >>> read_line("Number; 15; 1.5; 1 teacher 38, 1 TA").adults
    (Adults(kind='teaching', count=1, rate=Fraction(38, 1)), Adults(kind='support', count=1, rate=None))
    """
    parts = [one.strip() for one in text.rsplit(";", 3)]
    if len(parts) < 4 or not all(parts):  # noqa: PLR2004  name, pupils, hours, adults
        raise NotAllowed(f"Write a name; how many pupils; hours a week; the adults. Such as: {EXAMPLE}")
    name, pupils, hours, adults = parts
    said = tuple(_adults(one.strip()) for one in re.split(r",(?!\d{3}\b)|\+|\band\b", adults))
    return SmallGroup(name, whole(pupils, "pupils"), amount(re.sub(r"\s*h(ours?)?$", "", hours), "hours"), said)


def _adults(text: str) -> Adults:
    found = _ADULTS.fullmatch(text)
    if found is None:
        raise NotAllowed(f"'{text}' says no adults. Write how many, which kind and what an hour costs: 1 support 14.50")
    count, kind, rate = found.groups()
    return Adults(
        kind_of(kind.strip()), whole(count or "1", "adults"), amount(rate, "money") if rate is not None else None
    )  # fmt: skip


def line_of(group: SmallGroup) -> str:
    """Return a group as the line that `read_line` reads."""
    adults = ", ".join(
        f"{one.count} {one.kind}{'' if one.rate is None else f' {written(one.rate, money=True)}'}"
        for one in group.adults
    )
    return f"{group.name}; {group.pupils}; {written(group.hours)}; {adults}"
