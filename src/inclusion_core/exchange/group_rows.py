"""Small groups as rows of a table, one for each sort of adult in a group, and as a line that is quickly typed."""

from __future__ import annotations

import csv
import io
import re
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from inclusion_core.errors import InvalidFile, NotAllowed, Problem
from inclusion_core.exchange.delimited import open_delimited, squeezed
from inclusion_core.exchange.review_data import spreadsheet_cell
from inclusion_core.identifiers import nearest
from inclusion_core.model.staffing import ADULT_KINDS, Adults, SmallGroup
from inclusion_core.store.converter import plain_number

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

COLUMNS = ("group", "pupils", "hours", "adults", "kind")
EXAMPLE = "Reading 1; 4; 2; 1 support 14.50"
"""A group as a line: its name, its pupils, its hours a week, its adults, each with what an hour of one costs."""

_KINDS = {"ta": "support", "tas": "support", "teachingassistant": "support", "teachingassistants": "support",
          "supportstaff": "support", "support": "support", "teacher": "teaching", "teachers": "teaching",
          "teaching": "teaching", "teachingstaff": "teaching"}  # fmt: skip
_ADULTS = re.compile(r"(\d+)?\s*([^\W\d][^\d£]*?)\s*(?:\bat\b|@)?\s*(£?\s*\d[\d.,/]*|£?\.\d+)?")
_PART = re.compile(r"\d{1,9}/[1-9]\d{0,8}")
_FORMULAS = ("'=", "'+", "'-", "'@")


def read_groups(path: Path) -> tuple[SmallGroup, ...]:
    """Read groups from a table with the columns group, pupils, hours, adults and kind, and rate where it is known.

    `hours` are a week's, `rate` is the cost of an hour of one adult. Rows with one group's name are one group: its
    pupils and hours must be the same in each. Raises InvalidFile with every row that is wrong.
    """
    lacking = f"No row has the columns {', '.join(COLUMNS)}. "
    table = open_delimited(path, lambda cells: set(COLUMNS) <= {squeezed(one) for one in cells}, lacking)
    place = {squeezed(one): at for at, one in enumerate(table.header)}
    groups: dict[str, tuple[int, Fraction, list[Adults]]] = {}
    problems: list[Problem] = []
    for row in table.rows():
        if row.blank:
            continue
        cells = {name: row.cells[at].strip() if at < len(row.cells) else "" for name, at in place.items()}
        try:
            name, pupils, hours, adults = _row(cells)
            SmallGroup(name, pupils, hours, (adults,))
            _join(groups.setdefault(name, (pupils, hours, [])), name, pupils, hours, adults)
        except NotAllowed as refused:
            problems.append(Problem(str(refused), "", "", str(path), row.line))
    if problems:
        raise InvalidFile(path, problems)
    return tuple(SmallGroup(name, pupils, hours, tuple(adults)) for name, (pupils, hours, adults) in groups.items())


def _join(there: tuple[int, Fraction, list[Adults]], name: str, pupils: int, hours: Fraction, adults: Adults) -> None:
    if there[:2] != (pupils, hours):
        raise NotAllowed(f"'{name}' has other pupils or hours in another row. They must be the same in each.")
    there[2].append(adults)


def _row(cells: dict[str, str]) -> tuple[str, int, Fraction, Adults]:
    name = cells["group"]
    if name.startswith(_FORMULAS):
        name = name[1:]  # put there by us, so that no spreadsheet reckons with it
    if not name:
        raise NotAllowed("A group has no name. Give it one that names no pupil, such as Reading 1.")
    return (
        name,
        whole(cells["pupils"], "pupils"),
        amount(cells["hours"], "hours"),
        Adults(kind_of(cells["kind"]), whole(cells["adults"], "adults"),
               amount(cells["rate"], "rate") if cells.get("rate") else None),
    )  # fmt: skip


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
    plain = text.replace("£", "").replace(",", "").strip()
    if _PART.fullmatch(plain):
        return Fraction(plain)
    try:
        number = Decimal(plain)
    except InvalidOperation:
        raise NotAllowed(f"'{text}' is no amount of {what}. Write it as 2.5.") from None
    if not number.is_finite() or abs(number) > 10**9:
        raise NotAllowed(f"'{text}' is no amount of {what}. Write it as 2.5.")
    return Fraction(number)


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

    Groups of one name, as blanking leaves them, get a number behind it: rows of one name are one group.
    """
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow((*COLUMNS, "rate"))
    there: set[str] = set()
    for one in groups:
        name, number = one.name, 1
        while name in there:
            number += 1
            name = f"{one.name} ({number})"
        there.add(name)
        for adults in one.adults:
            rate = "" if adults.rate is None else written(adults.rate, money=True)
            table.writerow(
                (spreadsheet_cell(name), one.pupils, written(one.hours), adults.count, adults.kind, rate)
            )  # fmt: skip
    return out.getvalue().encode("utf-8-sig")


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
