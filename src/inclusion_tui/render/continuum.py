"""The continuum as lines: kinds of place by stage, what is missing, and kinds of setting side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import inclusion_core as ic
from inclusion_tui.render.line import block, fit, padded, text, under

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inclusion_tui.render.line import Line, Style

mixed = ic.mixed_economy

_CELL = 10
_KIND = 36
_NARROW = 14


def continuum_lines(found: mixed.Continuum, width: int) -> list[Line]:
    """Return which kinds of place and help there are, by stage, and what is missing."""
    settings = [f"{mixed.setting_words(one.kind)} {len(one.trust)}" for one in found.settings if one.trust]
    lines = block(f"{ic.listed(settings)}; {found.neighbours} next to it.", width)
    for sentence in mixed.continuum_words(found):
        lines += block(sentence, width)
    lines += [(), (("Who offers it: schools (places)", "title"),), *_matrix(found.stages, width), ()]
    gaps = mixed.gap_words(found.gaps)
    if gaps:
        lines.append((("Missing", "title"),))
        for one in gaps:
            lines += under(" ", one, width)
    else:
        lines.append((("Nothing is missing of what was asked for.", ""),))
    return lines


def _matrix(there: Sequence[mixed.Offered], width: int) -> list[Line]:
    where = list(dict.fromkeys(one.where for one in there))
    kind_width = max(min(_KIND, width - _CELL * len(where)), _NARROW)
    head = "".join(padded(text(one), _CELL) for one in where)
    lines: list[Line] = [fit(((" " * kind_width, ""), (head, "dim")), width)]
    by = {(one.kind, one.where): one for one in there}
    for kind in dict.fromkeys(one.kind for one in there):
        cells = [_cell(by.get((kind, one))) for one in where]
        name = padded(mixed.PROVISION_WORDS[kind], kind_width - 1)
        lines.append(fit(((f"{name} ", ""), *((padded(words, _CELL), style) for words, style in cells)), width))
    return lines


def _cell(one: mixed.Offered | None) -> tuple[str, Style]:
    if one is None:
        return "-", "dim"
    if one.gap:
        return (f"near {len(one.neighbours)}", "warn") if one.neighbours else ("none", "warn")
    places = "" if one.known_places is None else f" ({one.places}{'+' if one.uncounted else ''})"
    return f"{len(one.trust)}{places}", "strong"


def judged_lines(found: mixed.BySetting | None, width: int) -> list[Line]:
    """Return kinds of setting side by side: the core that all share, then like with like."""
    if found is None:
        says = "Fewer than two schools have released a review by one framework, so none is laid beside another."
        return block(says, width)
    lines = block(f"{found.framework.name}, voice {found.voice}, released reviews only, n {found.n}", width)
    for sentence in mixed.specialist_words(found):
        lines += block(sentence, width)
    kinds = [one.kind for one in found.kinds if one.compared]
    for title, rows, more in (
        ("Shared core, for every kind of setting here: the middle level", found.shared, (mixed.EVERY_KIND,)),
        ("Like with like: for some kinds only", found.alike, ()),
    ):
        told = [row for row in rows if any(cell.spread.n or cell.hidden for cell in row.cells.values())]
        lines += [(), fit(((title, "title"),), width)]
        if not told:
            lines.append((("None of it is judged yet.", "dim"),))
        for row in told:
            lines += under(f" {row.name} ", found.framework.worded(row.title), width)
            cells = [
                f"{mixed.setting_words(kind)}: {mixed.cell_words(found, row.cells[kind])}"
                for kind in (*kinds, *more)
                if kind in row.cells
            ]
            lines += [((line, "dim"),) for one in under("    ", "; ".join(cells), width) for line in [_plain(one)]]
    lines += [(), *block("c: not shown, so that no school can be found out.", width, "dim")]
    return lines


def _plain(line: Line) -> str:
    return "".join(words for words, _ in line)
