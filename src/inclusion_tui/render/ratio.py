"""Small groups as lines: a row for each with how it is staffed, one whole, and what all of them come to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import inclusion_core as ic
from inclusion_tui.render.line import block, fit, padded, plain, text, under, within

if TYPE_CHECKING:
    from inclusion_tui.render.line import Line

staffing = ic.staffing

EXAMPLE = staffing.EXAMPLE
EMPTY = f"No group is kept yet. n adds one: {EXAMPLE}"
HOW = (
    "A group's adults take so many pupils as the measure says for each; it is within with no more. As 1:N is its "
    "pupils times the measure of the support staff over what its adults take; of all groups each counts by its hours."
)
OWN = "These are the school's own: no bundle, report, export or comparison has them. Name no pupil in a group's name."

_NUMBER, _AS, _STAND, _COST, _WHO = 6, 7, 8, 11, 24
_WITH_COUNT, _WITH_WHO = 70, 110
"""From how many columns on a row says how many adults there are, and of which kinds."""


def _right(words: str, width: int) -> str:
    return padded(" " * max(width - ic.columns(words), 0) + words, width)


def _row(name: str, cells: tuple[str, str, str, str, str, str, str], width: int) -> tuple[str, str, str, str]:
    """Return a row in four parts: the name, the figures, how it stands, the cost."""
    pupils, hours, count, who, ratio, stands, cost = cells
    figures = f"{_right(pupils, _NUMBER)} {_right(hours, _NUMBER)} "
    if width >= _WITH_COUNT:
        figures += f" {_right(count, _NUMBER)} "
    if width >= _WITH_WHO:
        figures += f" {padded(who, _WHO)} "
    figures += _right(ratio, _AS)
    stand, end = f"  {padded(stands, _STAND)} ", f"{_right(cost, _COST)} "
    room = max(width - ic.columns(figures) - ic.columns(stand) - ic.columns(end) - 2, 4)
    return f" {padded(name, room)} ", figures, stand, end


def head_line(width: int) -> Line:
    """Return what the columns are."""
    parts = _row("group", ("pupils", "hours", "adults", "of which kind", "as 1:N", "measure", "a week"), width)
    return fit((("".join(parts), "dim"),), width)


def group_row(one: staffing.GroupRatio, width: int) -> Line:
    """Return a group's row. A cost that is not known is said to be so, never 0."""
    group = one.group
    name, figures, stands, cost = _row(
        text(group.name),
        (str(group.pupils), staffing.written(group.hours), str(sum(each.count for each in group.adults)),
         staffing.adults_in_words(one), f"1:{staffing.plain(one.as_support)}",
         "within" if one.within else f"{group.pupils - one.takes} more",
         "no rate" if one.cost is None else staffing.money(one.cost)),
        width,
    )  # fmt: skip
    return fit(((name, "strong"), (figures, ""), (stands, "good" if one.within else "warn"), (cost, "")), width)


def group_whole(one: staffing.GroupRatio, width: int) -> list[Line]:
    """Return a group whole: its adults with their rates, how it stands, what it costs."""
    group = one.group
    adults = ic.listed([
        f"{each.count} {each.kind}{'' if each.rate is None else f' at {staffing.money(each.rate)}'}"
        for each in group.adults
    ])  # fmt: skip
    pupils = "1 pupil" if group.pupils == 1 else f"{group.pupils} pupils"
    who = f"{adults} for {pupils}, {staffing.written(group.hours)} h a week."
    stands = f"As 1:{staffing.plain(one.as_support)} with support staff, {staffing.within_in_words(one)}."
    if one.cost is None:
        cost = "Not every rate is known, so no cost is told."
    else:
        each = staffing.money(one.cost / one.pupil_hours)
        cost = f"{staffing.money(one.cost)} a week; an hour for one pupil costs {each}."
    return [*under(" ", group.name, width, style="title"), *under(" ", f"{who} {stands} {cost}", width)]


def group_within(one: staffing.GroupRatio, height: int, width: int) -> list[Line]:
    """Return as much of a group as so many rows hold, cut with an ellipsis: its adults come first."""
    lines = group_whole(one, width)
    if len(lines) <= height:
        return lines
    rest = " ".join(plain(line).strip() for line in lines[height - 1 :])
    return [*lines[: height - 1], fit(((f" {rest}", ""),), width)]


def together_lines(found: staffing.Ratios, width: int) -> list[Line]:
    """Return what all groups come to, each figure with its n, and last what none of them says."""
    if not found.groups:
        return [*under(" ", OWN, width), *under(" ", staffing.NEVER, width, style="dim")]
    said = under(" ", " ".join(staffing.summary(found)), width)
    return [*said, *under(" ", staffing.NEVER, width, style="dim")]


def together_within(found: staffing.Ratios, height: int, width: int) -> list[Line]:
    """Return as much of it as so many rows hold; what the figures never say is in sight always."""
    lines = together_lines(found, width)
    last = len(under(" ", staffing.NEVER, width))
    return [*within(lines[:-last], max(height - last, 0), width, "y tells all of it"), *lines[-last:]]


def all_lines(kept: staffing.Staffing, found: staffing.Ratios, width: int) -> list[Line]:
    """Return everything: all groups together, each one whole, how it is reckoned."""
    lines: list[Line] = []
    for sentence in staffing.summary(found):
        lines += block(sentence, width)
    budget = "no budget line" if kept.budget is None else f"a budget line of {staffing.money(kept.budget)}"
    lines += block(
        f"Held against 1:{kept.per_support} with support staff, 1:{kept.per_teacher} with a teacher, {kept.weeks} "
        f"weeks a year and {budget}.", width,
    )  # fmt: skip
    lines += [*block(staffing.NEVER, width, "dim"), ()]
    for one in found.groups:
        lines += group_whole(one, width)
    return [*lines, (), *block(HOW, width, "dim"), *block(OWN, width, "dim")]
