"""Small groups from a table: a row for each sort of adult in a group, as whoever plans targeted help keeps them."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from inclusion_core.analysis.ratios import ADULT_KINDS, Adults, SmallGroup
from inclusion_core.errors import InvalidFile, NotAllowed, Problem
from inclusion_core.exchange.delimited import open_delimited, squeezed
from inclusion_core.identifiers import nearest

if TYPE_CHECKING:
    from pathlib import Path

COLUMNS = ("group", "pupils", "hours", "adults", "kind")
_KINDS = {"ta": "support", "teachingassistant": "support", "supportstaff": "support", "support": "support",
          "teacher": "teaching", "teaching": "teaching", "teachingstaff": "teaching"}  # fmt: skip


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
    try:
        number = Decimal(plain)
    except InvalidOperation:
        raise NotAllowed(f"'{text}' is no amount of {what}. Write it as 2.5.") from None
    if not number.is_finite() or abs(number) > 10**9:
        raise NotAllowed(f"'{text}' is no amount of {what}. Write it as 2.5.")
    return Fraction(number)
