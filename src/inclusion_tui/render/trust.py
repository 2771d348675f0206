"""A trust's schools together as lines: how they are spread on each indicator, and what stands out in one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import inclusion_core as ic
from inclusion_tui.render.line import block, fit, padded, text, under

if TYPE_CHECKING:
    from collections.abc import Mapping

    from inclusion_tui.render.line import Line

rolling_up = ic.rolling_up

_COUNT, _MIDDLE, _RESTS = 3, 10, 18


def opening_lines(made: rolling_up.TrustRolledUp, width: int) -> list[Line]:
    """Return by what and by whom, how many schools are in it, and what the counts are of."""
    framework = made.framework
    made_up = ("; some schools made up" if made.mixed else "; made-up schools") if made.made_up else ""
    lines = block(f"{framework.name}, voice {made.voice}{made_up}", width, "dim")
    levels = [f"{place} {framework.level_title(one)}" for place, one in enumerate(framework.scale.order, start=1)]
    key = f"How many schools gave each level: {', '.join(levels)}. c: more are not shown."
    lines += block(key, width, "dim")
    for sentence in rolling_up.opening_words(made.found, made.silent):
        lines += block(sentence, width)
    return lines


def opening_within(made: rolling_up.TrustRolledUp, width: int, height: int) -> list[Line]:
    """Return the opening, and below it what is needed before somebody can help, where there is room for all of it."""
    lines = opening_lines(made, width)
    more = block(words, width, "warn") if (words := rolling_up.no_help_words(made.found)) else []
    return [*lines, *more] if len(lines) + len(more) <= height else lines


def name_width(made: rolling_up.TrustRolledUp) -> int:
    """Return how many columns the names of the rows take, with a blank."""
    told = [row for row in (*made.found.strands, *made.found.rows) if rolling_up.is_told(row)]
    return max((ic.columns(text(row.name)) for row in told), default=0) + 1


def row_line(made: rolling_up.TrustRolledUp, row: rolling_up.RolledUp, width: int) -> Line:
    """Return one indicator or strand: counts by level, the middle, what it rests on, whether one stands alone."""
    counts = "".join(one.rjust(_COUNT) for one in rolling_up.counts_words(row).split())
    place = made.framework.scale.place
    middle = "-".join(str(place(one)) for one in row.spread.median)
    mark = "one alone " if row.alone else "can help " if row.helpers and row.spread.n else ""
    parts: Line = (
        (padded(text(row.name), name_width(made)), "strong"),
        (counts, ""),
        (padded(f"  mid {middle}" if middle else "", _MIDDLE), "dim"),
        (padded(rolling_up.rests_words(row), _RESTS), "dim"),
        (f" {mark}", "warn" if row.alone else "good"),
        (text(made.framework.worded(row.title)), ""),
    )
    return fit(parts, width)


def whole_lines(made: rolling_up.TrustRolledUp, row: rolling_up.RolledUp, width: int) -> list[Line]:
    """Return all that is told of one row, in words."""
    framework = made.framework
    lines = under(f"{text(row.name)} ", framework.worded(row.title), width)
    for level, count in zip(framework.scale.order, rolling_up.counts_words(row).split(), strict=True):
        lines.append(fit(((f"  {count:>3} ", "strong"), (text(framework.level_title(level)), "")), width))
    for words in (
        rolling_up.middle_words(framework, row),
        rolling_up.rests_words(row),
        rolling_up.alone_words(framework, row),
        rolling_up.help_words(row) or rolling_up.no_help_words(made.found),
        rolling_up.moved_words(row),
        f"A change could show after: {row.horizon}" if row.horizon else "",
    ):
        if words:
            lines += [(), *block(words, width)]
    if row.hidden:
        lines += [(), *block(f"c: others are not shown: {ic.comparing.WHY_HIDDEN}.", width, "dim")]
    return lines


NO_COUNTS = "Nothing is counted yet. Type: inclusion trust counts import TRUST FILE.csv"


def counted_lines(trust: ic.trusts.Trust, names: Mapping[str, str], width: int) -> list[Line]:
    """Return what the trust's tools counted: pupils in each provision, records at both ends of moves; `c` is hidden."""
    lines: list[Line] = []
    if trust.counts:
        lines += block("Pupils in each provision. c: from 1 to 5, and so not kept. No total is made of them.", width)
    for one in sorted(trust.counts.values(), key=lambda each: (each.title.casefold(), each.school, each.day)):
        cell = "c" if one.hidden else "-" if one.pupils is None else f"{one.pupils:,}"
        where = f"{one.title}, {names.get(one.school, one.school)}, {one.day.isoformat()}"
        lines += under(f"{cell:>6} ", where, width)
    if trust.moves:
        lines += [(), *block("Moves. c: few, or so near the number who moved that the others would be few.", width)]
    for move in trust.moves.values():
        ends = f"{names.get(move.giver, move.giver)} to {names.get(move.receiver, move.receiver)}"
        lines += under(f"{_cell(move, 'moved'):>6} ", f"{ends}, {move.day.isoformat()}", width)
        for what in ("passports", "records"):
            there, here = _cell(move, f"{what}_sent"), _cell(move, f"{what}_received")
            lines += block(f"       {what}: {there} at the old school, {here} at the new one", width, indent=9)
    return lines or block(NO_COUNTS, width)


def _cell(one: object, name: str) -> str:
    count = getattr(one, name)
    return "c" if name in getattr(one, "hidden", ()) else "-" if count is None else f"{count:,}"
