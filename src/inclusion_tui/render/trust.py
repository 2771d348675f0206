"""A trust's schools together as lines: how they are spread on each indicator, and what stands out in one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import inclusion_core as ic
from inclusion_tui.render.line import block, fit, padded, text, under

if TYPE_CHECKING:
    from inclusion_tui.render.line import Line

rolling_up = ic.rolling_up

_NAME, _COUNT, _MIDDLE, _RESTS = 14, 3, 10, 18


def opening_lines(made: rolling_up.TrustRolledUp, width: int) -> list[Line]:
    """Return by what and by whom, how many schools are in it, and what the counts are of."""
    framework = made.framework
    made_up = "; made-up schools" if made.made_up else ""
    lines = block(f"{framework.name}, voice {made.voice}{made_up}", width, "dim")
    for sentence in rolling_up.opening_words(made.found, made.silent):
        lines += block(sentence, width)
    levels = [f"{place} {framework.level_title(one)}" for place, one in enumerate(framework.scale.order, start=1)]
    return [
        *lines,
        *block(f"How many schools gave each level: {', '.join(levels)}. c: more are not shown.", width, "dim"),
    ]


def row_line(made: rolling_up.TrustRolledUp, row: rolling_up.RolledUp, width: int) -> Line:
    """Return one indicator or strand: counts by level, the middle, what it rests on, whether one stands alone."""
    counts = "".join(str(one).rjust(_COUNT) for one in row.spread.counts)
    place = made.framework.scale.place
    middle = "-".join(str(place(one)) for one in row.spread.median)
    mark = "one alone " if row.alone else "can help " if row.helpers and row.spread.n else ""
    parts: Line = (
        (padded(text(row.name), _NAME), "strong"),
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
    for level, count in zip(framework.scale.order, row.spread.counts, strict=True):
        lines.append(fit(((f"  {count:>3} ", "strong"), (text(framework.level_title(level)), "")), width))
    for words in (
        rolling_up.middle_words(framework, row),
        rolling_up.rests_words(row),
        rolling_up.alone_words(framework, row),
        rolling_up.help_words(row),
        rolling_up.moved_words(row),
        f"A change could show after: {row.horizon}" if row.horizon else "",
    ):
        if words:
            lines += [(), *block(words, width)]
    if row.hidden:
        lines += [(), *block(f"c: others are not shown: {ic.comparing.WHY_HIDDEN}.", width, "dim")]
    return lines
