"""Counts of pupils as they may be shown: small ones hidden, and more where a total would give a small one away.

Three rules, in docs/mixed-economy.md with a worked example. A count from 1 to 5 is hidden; none at all is shown as 0.
A total is shown only where each count that is hidden in it could be one of four or more: if need be the next smallest
counts (every one of them that are alike) are hidden too, and where even that is not enough the total is hidden as well.
And a part of a whole is hidden where the part or the rest of the whole is small, for one tells the other. Whoever knows
these rules learns no more: tests try out every small table, and count what each hidden count could be.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LEAST_SHOWN = 6
"""The smallest count above none that is shown."""

LEAST_DESTINATION = 11
"""As `LEAST_SHOWN`, where it is about where pupils went: the Department for Education hides up to 10 there."""

LEAST_WIDTH = 4
"""How many values at the least a hidden count could have, for one who knows all that is shown and every rule."""

HIDDEN = "c"
"""What stands for a count that is hidden: the Department for Education's symbol for confidential."""


@frozen
class Counts:
    """Counts by key, and their total; None is hidden."""

    parts: Mapping[str, int | None]
    total: int | None


@frozen
class GroupedCounts:
    """Counts by group and key, each group's total and the total of all; None is hidden."""

    groups: Mapping[str, Counts]
    total: int | None


@frozen
class Part:
    """A part of a whole, such as how many of those who left; None is hidden, or with `known` false not counted yet."""

    part: int | None
    whole: int | None
    known: bool = True


@frozen
class PartsTogether:
    """Parts of wholes by key, and all together. `hidden` counts the keys of which something is hidden."""

    rows: Mapping[str, Part]
    together: Part
    hidden: int


def shown(count: int | None) -> str:
    """Write a count as it is shown.

    >>> shown(None), shown(0), shown(1234)
    ('c', '0', '1,234')
    """
    return HIDDEN if count is None else f"{count:,}"


def protected(counts: Mapping[str, int], least: int = LEAST_SHOWN) -> Counts:
    """Return counts and their total as they may be shown.

    >>> protected({"a": 3, "b": 8, "c": 20}).parts, protected({"a": 3, "b": 8, "c": 20}).total
    ({'a': None, 'b': None, 'c': 20}, 31)
    >>> protected({"a": 3, "b": 0})
    Counts(parts={'a': None, 'b': 0}, total=None)
    >>> protected({"a": 9, "b": 4, "c": 0, "d": 5})
    Counts(parts={'a': None, 'b': None, 'c': 0, 'd': None}, total=18)
    """
    hidden = {key for key, count in counts.items() if 0 < count < least}
    total: int | None = sum(counts.values())
    while hidden:
        rest = [count for key, count in counts.items() if count and key not in hidden]
        most = min(rest, default=sum(counts.values())) - 1  # what is hidden beside small ones is less than any shown
        if _wide([counts[key] for key in hidden], least, most):
            break
        if not rest:
            total = None  # what was hidden on the way stays so: to show it would tell why the total is not
            break
        hidden |= {key for key, count in counts.items() if count == min(rest)}
    return Counts({key: None if key in hidden else count for key, count in counts.items()}, total)


def protected_groups(groups: Mapping[str, Mapping[str, int]], least: int = LEAST_SHOWN) -> GroupedCounts:
    """Return counts in groups, the groups' totals and the total of all, as they may be shown together.

    The total of all is shown only where every group's is: it then tells nothing that they do not.
    """
    found = {name: protected(counts, least) for name, counts in groups.items()}
    totals = [one.total for one in found.values()]
    return GroupedCounts(found, None if None in totals else sum(one for one in totals if one is not None))


def _wide(hidden: Sequence[int], least: int, most: int) -> bool:
    """Say whether each hidden count could be several, though what they come to together is shown, and is not small.

    One may even know which of them are small, and that the others are from `least` to `most`.
    """
    spans = [(1, least - 1) if count < least else (least, most) for count in hidden]
    return sum(hidden) >= least and _several(spans, sum(hidden))


def _several(spans: Sequence[tuple[int, int]], together: int) -> bool:
    """Say whether each of some numbers, within its span, could be `LEAST_WIDTH` ones, with the sum as it is."""
    lows, highs = sum(low for low, _ in spans), sum(high for _, high in spans)
    return all(
        min(high, together - (lows - low)) - max(low, together - (highs - high)) + 1 >= LEAST_WIDTH
        for low, high in spans
    )


# Parts of wholes --------------------------------------------------------------------------------------------------


def parts_of(rows: Mapping[str, tuple[int | None, int]], least: int = LEAST_DESTINATION) -> PartsTogether:
    """Return parts of wholes, each (part, whole) with 0 <= part <= whole, and all together, as they may be shown.

    A part that is not counted yet is None; then all together have none either.

    >>> parts_of({"a": (95, 98), "b": (40, 60)}).rows["a"]
    Part(part=None, whole=98, known=True)
    >>> parts_of({"a": (95, 98), "b": (40, 60)}).together
    Part(part=None, whole=158, known=True)
    """
    wholes = protected({key: whole for key, (_, whole) in rows.items()}, least)
    found: dict[str, Part] = {}
    unsure: list[tuple[int, int, bool]] = []
    for key, (part, whole) in rows.items():
        lost = wholes.parts[key] is None
        found[key] = Part(part, wholes.parts[key], known=part is not None)
        if part is not None and (lost or _small(part, whole, least)):
            found[key] = Part(None, wholes.parts[key])
            unsure.append((part, whole, lost))
    known = [part for part, _ in rows.values() if part is not None]
    part, whole = sum(known), sum(whole for _, whole in rows.values())
    if len(known) < len(rows):
        together = Part(None, wholes.total, known=False)
    elif wholes.total is None or _small(part, whole, least) or not _movable(unsure, least):
        together = Part(None, wholes.total)
    else:
        together = Part(part, wholes.total)
    return PartsTogether(found, together, len(unsure))


def _small(part: int, whole: int, least: int) -> bool:
    """Say whether a part, or what is left of its whole, is a small count."""
    return 0 < part < least or 0 < whole - part < least


def _movable(rows: Sequence[tuple[int, int, bool]], least: int) -> bool:
    """Say whether every hidden part could be several, with the sum of all of them as it is.

    Each row is (part, whole, whether the whole is hidden too).
    """
    spans = []
    for part, whole, lost in rows:
        if lost:
            spans.append((0, whole))
        elif whole < 2 * least:
            spans.append((1, whole - 1))
        else:  # the part is small, or the rest is
            spans.append((1, least - 1) if part < least else (whole - least + 1, whole - 1))
    return _several(spans, sum(part for part, _, _ in rows))
