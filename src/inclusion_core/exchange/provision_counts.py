"""Counts from provision-mapping tools: a file of rows with numbers of pupils. A file with pupils in it is not taken.

Small numbers end here: what is read from 1 to 5 is hidden before anything else sees it, and so is a second number from
which a small one could be reckoned.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import frozen

from inclusion_core.errors import InvalidFile, Problem
from inclusion_core.exchange.counts_screened import (
    COLUMNS,
    COUNTS_OF,
    NUMBER,
    column_named,
    day_of,
    of_a_pupil,
    pupil_columns,
    refuse_pupils,
)
from inclusion_core.exchange.delimited import open_delimited, squeezed
from inclusion_core.identifiers import slug
from inclusion_core.model.mixed_economy import YEARS
from inclusion_core.model.provision_counts import LARGEST_COUNT, MOVE_FIELDS, PAIRS, TIERS, is_small

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from inclusion_core.exchange.delimited import Delimited, Row
    from inclusion_core.model.provision_counts import Tier

_HIDDEN = re.compile(r"c|\*|low|supp(?:ressed)?|<\s?=?\s?(?:[1-6]|10)|\u2264\s?5|1\s?(?:-|to|\u2013)\s?5")
_UNKNOWN = frozenset(
    {"", "z", "x", "na", "n/a", "n.a.", "-", "\u2013", "\u2014", "null", "none", "#n/a", "u", ":", ".."}
)
_TOTAL = re.compile(
    r"(?:grand ?|sub-? ?)?totals?|all|all (?:provisions?|interventions?|schools|pupils)|sum", re.IGNORECASE
)
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
    """What a file held; `passed_over` are the lines that are totals, `twice` those that repeat another.

    `not_read` names the columns that are not read, `tierless` are the lines with a tier that is none of `TIERS`.
    """

    counts: tuple[CountRow, ...]
    moves: tuple[MoveRow, ...]
    passed_over: tuple[int, ...]
    twice: tuple[int, ...]
    encoding: str
    not_read: tuple[str, ...] = ()
    tierless: tuple[int, ...] = ()


def read_counts(path: Path, *, names_looked_at: bool = False) -> CountsRead:
    """Read a file of counts. Raises InvalidFile for pupil columns, all named; a cell that speaks of a pupil; no counts.

    Neither the error nor anything else repeats what such a cell holds. `names_looked_at` says that a person has looked:
    what looks like names there are names of provision. It lets no number, day, address or pupil column through.
    """
    table = open_delimited(path, _is_header, _LACKING)
    refuse_pupils(path, table, names_looked_at=names_looked_at)
    where = _places(table.header)
    problems = list(_meant_twice(path, table))
    tierless: list[int] = []
    seen: dict[tuple[str, ...], tuple[Row, CountRow | MoveRow]] = {}
    single: list[tuple[int, int]] = []
    passed, twice = [], []
    for row in table.rows():
        if row.blank:
            continue
        made = of_a_pupil(path, table, row, names_looked_at=names_looked_at) or _row(path, where, row)
        if isinstance(made, Problem):
            problems.append(made)
            continue
        if made is None:
            passed.append(row.line)
            continue
        key = _key(made)
        if key not in seen:
            seen[key] = (row, made)
            tierless += [row.line] if _tierless(where, row, made) else []
            continue
        first, counted = seen[key]
        if _counts_one(where, row) and _counts_one(where, first):
            single.append((first.line, row.line))
        elif (otherwise := _otherwise(path, first, row, same=_same(counted, made))) is not None:
            problems.append(otherwise)
        else:
            twice.append(row.line)
    if single:
        raise InvalidFile(path, [_one_a_pupil(path, single)])
    _raise_all(path, problems)
    rows = [made for _, made in seen.values()]
    return CountsRead(
        tuple(one for one in rows if isinstance(one, CountRow)),
        tuple(one for one in rows if isinstance(one, MoveRow)),
        tuple(passed), tuple(twice), table.encoding, tuple(_not_read(table)), tuple(tierless),
    )  # fmt: skip


def _meaning(name: str) -> str:
    """Return what a column is read as, empty where it is not read."""
    word = squeezed(name)
    return next((key for key, words in COLUMNS.items() if word in words or (key == "pupils" and word in COUNTS_OF)), "")


def _is_of_moves(header: Sequence[str]) -> bool:
    return {"giver", "moved"} <= {_meaning(one) for one in header}


def _read_here(header: Sequence[str]) -> frozenset[str]:
    """Return the meanings that are read in this file: those of moves, or those of pupils in provision."""
    if _is_of_moves(header):
        return frozenset({"giver", "receiver", "day", *MOVE_FIELDS})
    return frozenset({"school", "provision", "tier", "pupils", "day"})


def _meant_twice(path: Path, table: Delimited) -> Iterator[Problem]:
    """Yield columns that mean the same: which of them counts, nobody knows. A school may well stand there by two."""
    read, there = _read_here(table.header), [_meaning(one) for one in table.header]
    for key in dict.fromkeys(there):
        places = [place for place, one in enumerate(there) if one == key]
        same_word = len({squeezed(table.header[place]) for place in places}) < len(places)
        if key in read and len(places) > 1 and (key != "school" or same_word):
            named = " and ".join(column_named(table, place) for place in places)
            says = f"The columns {named} are read as the same. Which one counts?"
            yield Problem(says, do="Take the other out.", file=path.name, line=table.header_line)


def _not_read(table: Delimited) -> Iterator[str]:
    read = _read_here(table.header)
    for place, name in enumerate(table.header):
        if name and _meaning(name) not in read:
            yield column_named(table, place)


def _tierless(where: Mapping[str, int], row: Row, made: CountRow | MoveRow) -> bool:
    place = where.get("tier", len(row.cells))
    cell = row.cells[place].strip() if place < len(row.cells) else ""
    return isinstance(made, CountRow) and not made.tier and cell.casefold() not in _UNKNOWN


def _raise_all(path: Path, problems: Sequence[Problem]) -> None:
    if problems:
        more = len(problems) - _MOST_PROBLEMS
        rest = [Problem(f"{more} more lines are wrong, too.", file=path.name)] if more > 0 else []
        raise InvalidFile(path, [*problems[:_MOST_PROBLEMS], *rest])


def _otherwise(path: Path, first: Row, row: Row, *, same: bool) -> Problem | None:
    """Return what is wrong with a line that counts what an earlier one does, None where it only repeats it."""
    if not same:
        says = f"This line counts what line {first.line} counts, and otherwise. Keep one of them."
        return Problem(says, file=path.name, line=row.line)
    if _plain(row) != _plain(first):  # by year group, say: parts, of which neither is the whole
        says = f"This line counts what line {first.line} counts, and differs only in columns that are not read."
        do = "Add such lines up, so that one line counts all of a school in a provision."
        return Problem(says, do=do, file=path.name, line=row.line)
    return None


def _counts_one(where: Mapping[str, int], row: Row) -> bool:
    place = where.get("moved") if "moved" in where and "giver" in where else where.get("pupils")
    cell = row.cells[place].strip() if place is not None and place < len(row.cells) else ""
    return bool(NUMBER.fullmatch(cell)) and float(cell.replace(",", "")) == 1


def _plain(row: Row) -> tuple[str, ...]:
    return tuple(" ".join(cell.casefold().split()) for cell in row.cells[: row.width])


def _one_a_pupil(path: Path, single: Sequence[tuple[int, int]]) -> Problem:
    """Return what is wrong with a file in which the same is counted again and again, 1 each time."""
    lines = sorted({line for pair in single for line in pair})
    named = ", ".join(str(one) for one in lines[:_MOST_PROBLEMS]) + (" …" if len(lines) > _MOST_PROBLEMS else "")
    return Problem(
        f"Lines {named} count the same, and 1 each, so this file has a line for each pupil, and no line is a count.",
        do="Nothing was kept. Export counts only, one line a provision, and try that.", file=path.name,
        line=lines[0],
    )  # fmt: skip


_LACKING = (
    "There is no header with the columns that are read: school, provision and pupils; or from, to and moved. One row "
    "is one count, not one pupil."
)


def _is_header(cells: tuple[str, ...]) -> bool:
    if len(cells) > 1 and len([one for one in cells if one]) > 1 and pupil_columns(cells):
        return True
    there = _places(cells)
    return {"school", "provision", "pupils"} <= there.keys() or {"giver", "receiver", "moved"} <= there.keys()


def _places(header: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, name in enumerate(header):
        if key := _meaning(name):
            found.setdefault(key, place)
    return found


def _row(path: Path, where: Mapping[str, int], row: Row) -> CountRow | MoveRow | Problem | None:
    """Return what a row counts, what is wrong with it, or None where it is a total."""
    try:
        return _counted(where, row)
    except ValueError as wrong:
        return Problem(str(wrong), file=path.name, line=row.line)


def _counted(where: Mapping[str, int], row: Row) -> CountRow | MoveRow | None:
    def cell(key: str) -> str:
        place = where.get(key)
        return row.cells[place].strip() if place is not None and place < len(row.cells) else ""

    day = day_of(cell("day"))
    if cell("day") and day is None:
        raise ValueError("The date is none that can be read. Write it as 2026-11-20.")
    if day is not None and day.year not in YEARS:
        raise ValueError("The date on this line has a year that cannot be meant. Write it as 2026-11-20.")
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
    if not NUMBER.fullmatch(plain):
        raise ValueError(f"Under {name} stands no whole number. Leave it empty where it is not known.")
    count = int(plain.replace(",", "").split(".")[0])
    if count > LARGEST_COUNT:
        raise ValueError(f"Under {name} stands more than {LARGEST_COUNT:,}, so it is no count of pupils.")
    return (None, True) if is_small(count) else (count, False)


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
