"""Exclusions before and after outreach: what schools counted, small counts hidden, and what it does not tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from inclusion_core.analysis.schools.small_counts import LEAST_SHOWN, protected_groups

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from inclusion_core.analysis.schools.small_counts import GroupedCounts
    from inclusion_core.model.mixed_economy import Counted, Outreach, Span

COUNTED_WORDS: dict[str, str] = {"suspensions": "Suspensions", "permanent-exclusions": "Permanent exclusions"}
SPAN_WORDS: dict[str, str] = {"half-term": "half-term", "term": "term", "year": "year"}

NOT_CONCLUDED = (
    "It cannot be concluded from this that outreach changed the numbers. Help goes where numbers are high, and high "
    "numbers tend to fall by themselves; pupils, staff and rules change between the two counts; and schools without "
    "outreach are not in it. Fewer exclusions are not always more inclusion: ask where the pupils are now."
)
"""What cannot be concluded from counts before and after, in plain words. It stands beside every such table."""


@frozen
class BeforeAfterCounts:
    """What receiving schools counted in two spans of the same length, by group of schools (kind of setting, outside).

    Each school is in it once, by its latest outreach that has these counts. `n` is how many schools.
    """

    counted: Counted
    span: Span
    n: int
    before: GroupedCounts
    after: GroupedCounts


def before_and_after(
    outreach: Iterable[Outreach], groups: Mapping[str, str], least: int = LEAST_SHOWN
) -> tuple[BeforeAfterCounts, ...]:
    """Return a table for each thing that is counted over each span. `groups` maps a school to its group's name.

    A school that is in no group is in `not known`. Before and after are each protected by themselves.
    """
    latest: dict[tuple[Counted, Span], dict[str, Outreach]] = {}
    for one in sorted(outreach, key=lambda each: each.when):
        if one.before is not None and one.after is not None:
            latest.setdefault((one.counted, one.span), {})[one.receiver] = one
    tables = []
    for (counted, span), schools in sorted(latest.items()):
        before: dict[str, dict[str, int]] = {}
        after: dict[str, dict[str, int]] = {}
        for school, one in sorted(schools.items()):
            group = groups.get(school) or "not known"
            before.setdefault(group, {})[school] = one.before or 0
            after.setdefault(group, {})[school] = one.after or 0
        tables.append(
            BeforeAfterCounts(
                counted, span, len(schools), protected_groups(before, least), protected_groups(after, least)
            )
        )
    return tuple(tables)
