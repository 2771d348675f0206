"""Journals of two copies that another program put together, where only one of the copies had moved.

A line of the copy that stayed speaks of the text of before, wherever it stands in the file. What it judged is not left
among the judgements of the edition that counts: it is carried where the text says the same, and set aside elsewhere.
"""

from __future__ import annotations

import hashlib
from itertools import pairwise
from typing import TYPE_CHECKING

from attrs import frozen

from inclusion_core.model.archived import Archived
from inclusion_core.model.assessment import cell_text
from inclusion_core.model.review import Pin
from inclusion_core.store.review import commands, pinned
from inclusion_core.store.review.commands import EDITION, SPLICED
from inclusion_core.store.review.opening import line_atoms

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from inclusion_core.model.assessment import Cell, Judgement
    from inclusion_core.model.framework import Framework
    from inclusion_core.store.review.rows import Command, Line
    from inclusion_core.store.review.state import State


@frozen
class Strays:
    """Lines that knew of another edition than the one that counts, and what each judged last (voice and cell)."""

    lines: frozenset[str]
    cells: Mapping[tuple[str, str], Judgement | None]
    pin: Pin
    digest: str


def strays(lines: Sequence[Line], first: Pin) -> Strays:
    """Find the lines that knew nothing of the move that counts. What was settled before is not found again.

    Numbers that fall begin another copy's lines: of what stands before them it knew what has a lower number.
    """
    kept = [line for line in lines if line.do.get("several", {}).get("file") == SPLICED]
    if kept:  # whatever comes after it was written by somebody who had all of this before them
        lines = lines[lines.index(kept[-1]) + 1 :]
    begins = [0, *(place for place, (one, other) in enumerate(pairwise(lines), start=1) if other.seq <= one.seq)]
    run = [max(begin for begin in begins if begin <= place) for place in range(len(lines))]
    moves = [place for place, line in enumerate(lines) if _moved_to(line) is not None]
    none = Strays(frozenset(), {}, first, "")
    if not moves or len(begins) == 1:
        return none
    before = Pin(**lines[moves[0]].do["migrate"]["from"])

    def knew(place: int, other: int) -> bool:
        """Say whether whoever wrote the line at `place` had the line at `other` before them."""
        return other < place and (run[other] == run[place] or lines[other].seq < lines[run[place]].seq)

    last = _moved_to(lines[moves[-1]])
    found: dict[str, None] = {}
    cells: dict[tuple[str, str], Judgement | None] = {}
    pin = before
    for place, line in enumerate(lines):
        rested = next((_moved_to(lines[one]) for one in reversed(moves) if one == place or knew(place, one)), before)
        if place in moves or rested is None or rested == last or knew(moves[-1], place):
            continue
        judged = {(atom.key[1], atom.key[2]): atom.value for atom in _atoms(line) if atom.key[0] == "judge"}
        if judged:
            found[line.id], pin = None, rested
            cells.update(judged)
    name = hashlib.sha256("".join(found).encode()).hexdigest()[:16]
    return Strays(frozenset(found), cells, pin, name)


def settled(folder: Path, new: Framework, found: Strays, state: State, known: State) -> list[Command]:
    """Write the changes that leave each cell as it is without the strays, and carry or set aside what they judged."""
    from inclusion_core.analysis.editions.carrying import plan  # noqa: PLC0415  only where journals were spliced

    given: dict[str, dict[Cell, Judgement]] = {}
    for (voice, text), one in found.cells.items():
        if one is not None:
            given.setdefault(voice, {})[commands.cell_of(text)] = one
    old = pinned.kept_text(folder, found.pin.digest)
    aside: list[Archived] = []
    carried: dict[str, dict[Cell, Judgement]] = {}
    if old is not None and new.digest == state.review.framework.digest:
        planned = plan(
            old, new, judgements=given, evidence={}, enquiry={}, actions={}, archive=state.archive, answers={}
        )
        aside, carried = list(planned.set_aside), {voice: dict(cells) for voice, cells in planned.judgements.items()}
    else:
        edition = f"{found.pin.id}@{found.pin.edition}"
        aside = [Archived(f"{found.pin.edition}/{voice}/{cell_text(cell)}/{found.digest}", voice, cell_text(cell),
                          edition, found.pin.digest, "reworded", one)
                 for voice, cells in given.items() for cell, one in cells.items()]  # fmt: skip
    changes = [commands.judge(voice, cell, known.judgements.get(voice, {}).get(cell))
               for (voice, text), one in found.cells.items() if one is None
               for cell in [commands.cell_of(text)]]  # fmt: skip
    for voice, cells in given.items():
        now = carried.get(voice, {})
        for cell in {**cells, **now}:
            there = known.judgements.get(voice, {}).get(cell)
            if cell in now and (there is None or cell in cells):
                changes.append(commands.judge(voice, cell, now[cell]))
            else:
                changes.append(commands.judge(voice, cell, there))
                if cell in now:
                    name = f"{found.pin.edition}/{voice}/{cell_text(cell)}/{found.digest}"
                    entry = Archived(name, voice, cell_text(cell), f"{found.pin.id}@{found.pin.edition}",
                                     found.pin.digest, "merged", now[cell])  # fmt: skip
                    changes.append(commands.archive(name, entry))
    return [*changes, *(commands.archive(entry.id, entry) for entry in aside)]


def _moved_to(line: Line) -> Pin | None:
    found: Pin | None = next((atom.value for atom in _atoms(line) if atom.key == EDITION), None)
    return found


def _atoms(line: Line) -> tuple[commands.Atom, ...]:
    try:
        return line_atoms(line)
    except ValueError:
        return ()
