"""Counts of pupils as they may be shown: small ones hidden, and more where a total would give a small one away.

Three rules, in docs/mixed-economy.md with a worked example. A count from 1 to 5 is hidden; none at all is shown as 0.
A total is shown only where what is hidden in it cannot be reckoned back: if need be the next smallest counts (every one
of them that are alike) are hidden too, and where even that is not enough the total is hidden. And a part of a whole is
hidden where the part or the rest of the whole is small, for one tells the other. Whoever knows these rules learns no
more: tests try out every small table.
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
    """
    small = {key for key, count in counts.items() if 0 < count < least}
    hidden = set(small)
    total: int | None = sum(counts.values())
    while hidden and not _safe([counts[key] for key in hidden], least):
        rest = [count for key, count in counts.items() if count and key not in hidden]
        if not rest:
            hidden, total = small, None
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


def _safe(hidden: Sequence[int], least: int) -> bool:
    """Say whether hidden counts cannot be told from what they come to together."""
    several = sum(hidden)
    return (
        len(hidden) > 1
        and several >= max(least, len(hidden) + 1)  # else all of them are 1
        and any(one != least - 1 for one in hidden)
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
    """Say whether every hidden part could be another, with the sum of all of them as it is, and nobody would see it.

    Each row is (part, whole, whether the whole is hidden too).
    """
    ups = {at for at, (part, whole, lost) in enumerate(rows) if _unseen(part + 1, whole, least, lost=lost)}
    downs = {at for at, (part, whole, lost) in enumerate(rows) if _unseen(part - 1, whole, least, lost=lost)}
    return all((at in ups and downs - {at}) or (at in downs and ups - {at}) for at in range(len(rows)))


def _unseen(part: int, whole: int, least: int, *, lost: bool) -> bool:
    return 0 <= part <= whole and (lost or _small(part, whole, least))
