"""Counts of provision and of moves at the desk: taken from a file into a trust, all of it or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve, frozen

from inclusion_core.analysis.scoring.wording import listed
from inclusion_core.desk.schools import find_school
from inclusion_core.desk.trusts import change_trust, trust_named
from inclusion_core.errors import InvalidFile, NotAllowed, Problem, UnknownName
from inclusion_core.exchange.provision_counts import read_counts
from inclusion_core.model.mixed_economy import hold_to_years
from inclusion_core.model.provision_counts import MOVE_FIELDS, TIERS, MoveCount, ProvisionCount
from inclusion_core.store.review.commands import clean

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from inclusion_core.desk import Desk
    from inclusion_core.exchange.provision_counts import CountRow, CountsRead, MoveRow
    from inclusion_core.model.trust import Trust

__all__ = ["MOVE_FIELDS", "CountsKept", "MoveCount", "ProvisionCount", "figure", "keep_counts"]


@frozen
class CountsKept:
    """What a file came to: the trust as it is now, how many counts and moves were kept, how much of them is hidden.

    `replaced` says for each figure that stood there before what it was and is now, in the order of the file.
    """

    trust: Trust
    counts: int
    moves: int
    hidden: int
    remarks: tuple[str, ...]
    replaced: tuple[str, ...] = ()


def keep_counts(desk: Desk, trust: str, path: Path, *, day: dt.date, names_looked_at: bool = False) -> CountsKept:
    """Keep the counts of a file in a trust; what was counted of the same on the same day is replaced, and said so.

    `day` is for rows without a date. Raises InvalidFile for a file with pupil columns or a row that cannot be kept, and
    then nothing is kept. `names_looked_at` says that a person looked at what looks like names: they are of provision.
    """
    hold_to_years(day)
    read = read_counts(path, names_looked_at=names_looked_at)
    was = trust_named(desk, trust)
    problems: list[Problem] = []

    def school(named: str, line: int) -> str:
        try:
            return find_school(desk, named).id
        except (UnknownName, NotAllowed):  # the cell is not repeated: it may be a pupil's name
            says = "The school on this line is not among the schools here, or several go by its name."
            do = "Give its URN or its id here, or add it: inclusion schools add NAME."
            problems.append(Problem(says, do=do, file=path.name, line=line))
            return ""

    def once(lines: dict[tuple[str, str, dt.date], int], key: tuple[str, str, dt.date], line: int) -> None:
        if key[0] and lines.setdefault(key, line) != line:
            says = f"This line counts what line {lines[key]} counts: the school is the same, or the day."
            problems.append(Problem(says, do="Keep one of them.", file=path.name, line=line))

    counts: dict[tuple[str, str, dt.date], tuple[str, CountRow]] = {}
    lines: dict[tuple[str, str, dt.date], int] = {}
    for one in read.counts:
        found = school(one.school, one.line)
        key = (found, one.title.casefold(), one.day or day)
        once(lines, key, one.line)
        counts[key] = (found, one)
    moves: dict[tuple[str, str, dt.date], tuple[str, str, MoveRow]] = {}
    lines = {}
    for row in read.moves:
        ends = school(row.giver, row.line), school(row.receiver, row.line)
        if ends[0] and ends[0] == ends[1]:
            problems.append(Problem("A move is between two different schools.", file=path.name, line=row.line))
        once(lines, (*ends, row.day or day), row.line)
        moves[*ends, row.day or day] = (*ends, row)
    problems += _elsewhere(path, was, counts, moves)
    if problems:
        raise InvalidFile(path, problems)
    replaced: list[str] = []

    def kept(now: Trust) -> Trust:
        then = _with(now, counts, moves, day)
        replaced[:] = _replaced(now, then)
        return then

    made = change_trust(desk, was.id, kept)
    hidden = sum(len(row.hidden) for row in read.counts) + sum(len(row.hidden) for row in read.moves)
    return CountsKept(made, len(counts), len(moves), hidden, tuple(_remarks(read)), tuple(replaced))  # fmt: skip


def _elsewhere(
    path: Path,
    was: Trust,
    counts: Mapping[tuple[str, str, dt.date], tuple[str, CountRow]],
    moves: Mapping[tuple[str, str, dt.date], tuple[str, str, MoveRow]],
) -> Iterator[Problem]:
    """Yield what is wrong with lines of which no school is the trust's."""
    for line, ours in [(count.line, {at}) for at, count in counts.values()] + [
        (row.line, {giver, receiver}) for giver, receiver, row in moves.values()
    ]:
        if "" not in ours and not ours & set(was.schools):
            says = f"{' and '.join(sorted(ours))} is not in {was.id}: inclusion trust add {was.id} SCHOOL"
            yield Problem(says, file=path.name, line=line)


def _with(
    was: Trust,
    counts: Mapping[tuple[str, str, dt.date], tuple[str, CountRow]],
    moves: Mapping[tuple[str, str, dt.date], tuple[str, str, MoveRow]],
    day: dt.date,
) -> Trust:
    kept = {(one.school, one.title.casefold(), one.day): one for one in was.counts.values()}
    moved = {(one.giver, one.receiver, one.day): one for one in was.moves.values()}
    for key, (school, row) in counts.items():
        name = kept[key].id if key in kept else ""
        title = clean(row.title, "The provision")
        kept[key] = ProvisionCount(name, school, row.day or day, title, row.tier, row.pupils, row.hidden)
    for at, (giver, receiver, move) in moves.items():
        name = moved[at].id if at in moved else ""
        moved[at] = MoveCount(name, giver, receiver, move.day or day, **move.counts, hidden=move.hidden)
    ids = _free("n", was.counts), _free("m", was.moves)
    named = [one if one.id else evolve(one, id=next(ids[0])) for one in kept.values()]
    told = [one if one.id else evolve(one, id=next(ids[1])) for one in moved.values()]
    return evolve(was, counts={one.id: one for one in named}, moves={one.id: one for one in told})


def _replaced(was: Trust, now: Trust) -> Iterator[str]:
    """Yield each figure that was there before and is another now, or hidden, or not known any more."""
    for key, count in now.counts.items():
        before = was.counts.get(key)
        if before is not None and figure(before, "pupils") != figure(count, "pupils"):
            yield (
                f"{count.title} at {count.school} on {count.day.isoformat()}: {figure(before, 'pupils')} before, "
                f"{figure(count, 'pupils')} now"
            )
    for key, move in now.moves.items():
        earlier = was.moves.get(key)
        for name in MOVE_FIELDS if earlier is not None else ():
            if figure(earlier, name) != figure(move, name):
                yield (
                    f"{name.replace('_', ' ')}, {move.giver} to {move.receiver} on {move.day.isoformat()}: "
                    f"{figure(earlier, name)} before, {figure(move, name)} now"
                )


def figure(one: ProvisionCount | MoveCount | None, name: str) -> str:
    """Write a count of a record as it is shown: `c` where it is hidden, `-` where it is not known."""
    count = getattr(one, name)
    hidden = one is not None and name in one.hidden
    return "c" if hidden else "-" if count is None else f"{count:,}"


def _free(letter: str, there: Mapping[str, object]) -> Iterator[str]:
    return (name for number in range(1, 10**6) if (name := f"{letter}-{number}") not in there)


def _remarks(read: CountsRead) -> Iterable[str]:
    if read.not_read:
        yield f"Columns that are not read, so nothing of them is kept: {_some(read.not_read)}."
    if read.tierless:
        yield f"Tiers that are none of {listed(TIERS[1:])} were left out (lines {_some(read.tierless)})."
    if read.passed_over:
        yield f"Lines of totals were passed over ({_some(read.passed_over)}): a total could tell what is hidden."
    if read.twice:
        yield f"Lines that repeat another were passed over ({_some(read.twice)})."


def _some(there: Sequence[object]) -> str:
    return ", ".join(str(one) for one in there[:6]) + (" …" if len(there) > 6 else "")  # noqa: PLR2004  enough to find them
