"""Small counts: hidden, and not to be reckoned back by anybody who knows every rule of it."""

from __future__ import annotations

import itertools
from collections import defaultdict
from typing import Any

import pytest

from inclusion_core.analysis.small_counts import Part, parts_of, protected, protected_groups


def keyed(counts: Any) -> dict[str, int]:
    """Name counts by their places."""
    return {str(place): count for place, count in enumerate(counts)}


def published(tables: Any, publish: Any) -> dict[Any, list[Any]]:
    """Return the tables by what is shown of them: those that look the same cannot be told from each other."""
    found: dict[Any, list[Any]] = defaultdict(list)
    for table in tables:
        found[publish(table)].append(table)
    return found


@pytest.mark.parametrize(("cells", "least", "top"), [(2, 6, 40), (3, 6, 24), (4, 3, 10), (4, 4, 12)])
def test_whoever_knows_every_rule_cannot_reckon_back_a_hidden_count(cells: int, least: int, top: int) -> None:
    """For every small table each hidden count could be another one, in a table that is shown the same."""

    def publish(table: Any) -> Any:
        found = protected(keyed(table), least)
        return tuple(found.parts.values()), found.total

    hidden = shown = 0
    for (parts, total), alike in published(itertools.product(range(top + 1), repeat=cells), publish).items():
        if total is None or total <= top:  # above it, tables with this total were not all tried
            for place, part in enumerate(parts):
                hidden += part is None
                assert part is not None or len({one[place] for one in alike}) > 1, (parts, total, alike)
                assert part is None or not 0 < part < least
            shown += total is not None and None in parts
    assert hidden
    assert shown, "a total beside hidden counts is never shown, which this does not try then"


@pytest.mark.parametrize(("shape", "least", "top"), [((1, 2), 4, 14), ((2, 2), 3, 9), ((1, 3), 3, 9)])
def test_totals_of_groups_give_nothing_away_either(shape: tuple[int, ...], least: int, top: int) -> None:
    """With counts in groups, each group's total and the total of all, a hidden count could still be another one."""

    def publish(table: Any) -> Any:
        cells = iter(table)
        groups = {str(at): keyed(itertools.islice(cells, size)) for at, size in enumerate(shape)}
        found = protected_groups(groups, least)
        return tuple((tuple(one.parts.values()), one.total) for one in found.groups.values()), found.total

    tables = itertools.product(range(top + 1), repeat=sum(shape))
    totals = 0
    for (groups, total), alike in published(tables, publish).items():
        if (total is not None and total > top) or any(one is not None and one > top for _, one in groups):
            continue
        parts = [part for each, _ in groups for part in each]
        for place, part in enumerate(parts):
            assert part is not None or len({one[place] for one in alike}) > 1, (groups, total, alike)
        totals += total is not None and None in parts
    assert totals


@pytest.mark.parametrize(("rows", "least", "top"), [(1, 11, 40), (2, 3, 7), (3, 3, 5)])
def test_a_part_of_a_whole_gives_neither_itself_nor_the_rest_away(rows: int, least: int, top: int) -> None:
    """For all small tables of parts and wholes a hidden part, whole or rest could be another one."""
    pairs = [(part, whole) for whole in range(top + 1) for part in range(whole + 1)]

    def publish(table: Any) -> Any:
        found = parts_of({str(at): one for at, one in enumerate(table)}, least)
        return tuple((one.part, one.whole) for one in found.rows.values()), (found.together.part, found.together.whole)

    together = 0
    for (shown, (part, whole)), alike in published(itertools.product(pairs, repeat=rows), publish).items():
        if whole is not None and whole > top:
            continue
        for place, (one_part, one_whole) in enumerate(shown):
            if one_part is None:
                assert len({one[place][0] for one in alike}) > 1, (shown, part, whole, alike)
            if one_part is not None and one_whole is not None:
                assert not 0 < one_whole - one_part < least
            if one_whole is None:
                assert len({one[place][1] for one in alike}) > 1, (shown, part, whole, alike)
        if part is not None and whole is not None:
            assert not 0 < whole - part < least
            together += any(one is None for one, _ in shown)
    assert together or rows != 2  # with one row, or sums as small as these, none is shown together


def test_a_part_that_is_not_counted_yet_is_said_so_and_leaves_all_together_open() -> None:
    """A whole without a part is shown, and nothing together: it is not known, which is not hidden."""
    found = parts_of({"a": (40, 60), "b": (None, 70)})
    assert found.rows["b"] == Part(None, 70, known=False)
    assert found.together == Part(None, 130, known=False)
    assert found.hidden == 0
