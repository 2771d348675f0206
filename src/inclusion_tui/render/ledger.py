"""The ledgers of a trust as lines: both ways in words, each record, before and after, where leavers went."""

from __future__ import annotations

from typing import TYPE_CHECKING

import inclusion_core as ic
from inclusion_tui.render.beginning import counted
from inclusion_tui.render.line import apart, block, fit, padded, text, under

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from inclusion_tui.render.line import Line

mixed = ic.mixed_economy

_SAYS = 22
_FIGURE = 18


def balance_lines(found: mixed.Balance, width: int) -> list[Line]:
    """Return in words whether expertise goes both ways, each with its n."""
    if not found.n:
        return block("No exchange is written down yet, so nothing can be said of either way.", width)
    lines = block(
        f"{mixed.hours_words(found.minutes)} hours in {counted(found.n, 'exchange')}. {mixed.says_words(found.says)}",
        width,
    )
    for street in found.between:
        lines += under("- ", mixed.street_words(street), width)
    for kind, flow in found.within.items():
        lines += under("- ", f"Within {mixed.setting_words(kind)}: {mixed.flow_words(flow)}.", width)
    return lines


def record_row(one: ic.ledgers.Exchange, names: Mapping[str, str], width: int) -> Line:
    """Return a record's row: the day, from whom to whom, hours, and what the receiver says."""
    outreach = "outreach, " if isinstance(one, ic.ledgers.Outreach) else ""
    left = f" {one.day:%d %b %Y}  {outreach}{_ends(one, names)}"
    hours = f"{mixed.hours_words(one.minutes)} h  "
    return apart(((left, ""),), ((hours, "strong"), (padded(mixed.SAYS_WORDS[one.answer], _SAYS), "dim")), width)


def _ends(one: ic.ledgers.Exchange, names: Mapping[str, str]) -> str:
    giver, receiver = (text(names.get(each, each)) for each in (one.giver, one.receiver))
    return f"{giver} to {receiver}"


def record_whole(one: ic.ledgers.Exchange, names: Mapping[str, str], width: int) -> list[Line]:
    """Return a record whole, without what a school counted: that is shown together, small counts hidden."""
    sort = "Outreach" if isinstance(one, ic.ledgers.Outreach) else "Exchange"
    kind = one.kind.replace("-", " ")
    lines = under(" ", f"{sort} {one.id}: {_ends(one, names)}", width, style="title")
    lines += under(" what: ", f"{kind}, {mixed.hours_words(one.minutes)} h on {one.day:%d %b %Y}", width)
    lines += under(" claimed: ", one.claim or "nothing", width)
    by = f" ({text(one.role)})" if one.role else ""
    lines += under(f" receiver{by}: ", f"{mixed.SAYS_WORDS[one.answer]}{': ' if one.view else ''}{one.view}", width)
    return lines


def counts_lines(
    counts: Sequence[mixed.BeforeAfterCounts],
    leavers: Sequence[mixed.GroupOfLeavers],
    names: Mapping[str, str],
    width: int,
) -> list[Line]:
    """Return what schools counted before and after outreach, and where leavers went, small counts hidden."""
    lines: list[Line] = []
    for one in counts:
        head = f"{mixed.COUNTED_WORDS[one.counted]} in a {one.span}, before and after, in {counted(one.n, 'school')}"
        lines += [fit(((head, "title"),), width), _figures("", ("before", "after"), width)]
        for group, before in one.before.groups.items():
            after = one.after.groups[group]
            for school, number in before.parts.items():
                cells = (mixed.shown(number), mixed.shown(after.parts[school]))
                lines.append(_figures(names.get(school, school), cells, width))
            words = f"{mixed.setting_words(group)} together (n {len(before.parts)})"
            lines.append(_figures(words, (mixed.shown(before.total), mixed.shown(after.total)), width))
        lines.append(_figures(f"all (n {one.n})", (mixed.shown(one.before.total), mixed.shown(one.after.total)), width))
        lines += [(), *under("Mind: ", mixed.NOT_CONCLUDED, width), ()]
    if not counts:
        lines += [*block("No receiving school has counted before and after yet.", width), ()]
    for planned, held in zip(leavers[::2], leavers[1::2], strict=True):
        schools = planned.n + planned.not_yet
        group = mixed.setting_words(planned.group)
        head = f"Year {planned.year}, {group}, leavers of {planned.ending} (n {schools})"
        lines += [fit(((head, "title"),), width), _figures("", ("left", "planned early", "held at 6 months"), width)]
        for school, part in planned.parts.rows.items():
            row = (mixed.shown(part.whole), mixed.part_words(part), mixed.part_words(held.parts.rows[school]))
            lines.append(_figures(names.get(school, school), row, width))
        together = planned.parts.together
        last = (mixed.shown(together.whole), mixed.part_words(together), mixed.part_words(held.parts.together))
        lines += [_figures("together", last, width), ()]
    if not leavers:
        lines += [*block("No destination is written down yet.", width), ()]
    says = "c: hidden, because it is small (1 to 5; destinations 1 to 10) or would give a small count away."
    return [*lines, *block(says, width, "dim")]


def _figures(name: str, cells: Sequence[str], width: int) -> Line:
    each = min(_FIGURE, max((width - 16) // len(cells), 8))
    right = "".join(f"{ic.clipped(one, each - 1):>{each}}" for one in cells)
    return apart(((f"  {text(name)}", ""),), ((right, "strong"),), width)
