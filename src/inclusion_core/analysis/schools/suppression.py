"""Which figures over several schools may be shown, so that none gives away what one school said.

Three rules, in docs/compare.md with a worked example. A figure over schools that are not named rests on at least
`LEAST` of them. It is not shown where all of them, or all but one, say the same: one's own answer would tell the rest.
And of several groups that overlap, no two are shown whose difference is a handful of schools.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

LEAST = 5
"""The fewest schools without a name that a figure may rest on, the reader's own not counted."""

HIDDEN = "c"
"""What stands in a table for a figure that is not shown: the Department for Education's symbol for confidential."""

WHY_HIDDEN = f"fewer than {LEAST} schools, or too much alike to show without telling what each said"


def may_show(counts: Sequence[int]) -> bool:
    """Say whether a distribution over schools without names may be shown: how many gave each answer.

    Nothing at all may be shown: it says nothing of anybody.

    >>> may_show([0, 2, 3, 0]), may_show([0, 1, 3, 0]), may_show([0, 6, 0, 0]), may_show([1, 5, 0, 0]), may_show([0, 0])
    (True, False, False, False, True)
    """
    several = sum(counts)
    return not several or (several >= LEAST and max(counts) < several - 1)


def showable(
    groups: Iterable[frozenset[str]],
    unlike: Callable[[Collection[str]], bool] | None = None,
    *,
    first: Iterable[frozenset[str]] = (),
) -> frozenset[frozenset[str]]:
    """Return the groups, of schools without names, over which figures may be shown side by side.

    Whatever is added to or taken from each other of what they show, what is left rests on `LEAST` schools or on none;
    with `unlike`, which says whether schools differ enough in what they said, it says that of what is left, too. The
    smallest come first: what a cluster sees of itself goes before what a partnership sees. Groups that are `first`, as
    they are shown elsewhere by themselves, come before all others.

    >>> six, seven = frozenset("abcdef"), frozenset("abcdefg")
    >>> showable([six, seven]) == {six}
    True
    >>> eleven = frozenset("abcdefghijk")
    >>> showable([six, eleven], lambda piece: "g" not in piece) == {six}
    True
    """
    earlier = set(first)
    shown: list[frozenset[str]] = []
    order = sorted({*earlier, *groups}, key=lambda group: (group not in earlier, len(group), sorted(group)))
    for one in order:
        if one and all(len(piece) >= LEAST and (unlike is None or unlike(piece)) for piece in pieces([*shown, one])):
            shown.append(one)
    return frozenset(shown)


def pieces(groups: Sequence[frozenset[str]]) -> tuple[tuple[str, ...], ...]:
    """Return the pieces that overlapping groups fall into: schools that are in the same of them.

    >>> pieces([frozenset("ab"), frozenset("bc")])
    (('a',), ('b',), ('c',))
    """
    where: dict[str, int] = {}
    for place, group in enumerate(groups):
        bit = 1 << place
        for school in group:
            where[school] = where.get(school, 0) | bit
    found: dict[int, list[str]] = {}
    for school in sorted(where):
        found.setdefault(where[school], []).append(school)
    return tuple(tuple(one) for one in found.values())
