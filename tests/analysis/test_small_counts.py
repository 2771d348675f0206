"""Small counts: hidden, and not to be reckoned back by anybody who knows every rule of it."""

from __future__ import annotations

import itertools
from collections import defaultdict
from typing import TYPE_CHECKING, Any

import pytest

from inclusion_core.analysis.small_counts import LEAST_WIDTH, Part, parts_of, protected, protected_groups

if TYPE_CHECKING:
    from collections.abc import Iterator


def keyed(counts: Any) -> dict[str, int]:
    """Name counts by their places."""
    return {str(place): count for place, count in enumerate(counts)}


def published(tables: Any, publish: Any) -> dict[Any, list[Any]]:
    """Return the tables by what is shown of them: those that look the same cannot be told from each other."""
    found: dict[Any, list[Any]] = defaultdict(list)
    for table in tables:
        found[publish(table)].append(table)
    return found


def up_to(cells: int, top: int) -> Iterator[tuple[int, ...]]:
    """Yield every table of so many counts that come to `top` or less."""
    if not cells:
        yield ()
        return
    for count in range(top + 1):
        for rest in up_to(cells - 1, top - count):
            yield (count, *rest)


@pytest.mark.parametrize(("cells", "least", "top"), [(1, 6, 30), (2, 6, 40), (2, 11, 60), (3, 6, 30), (4, 5, 20)])
def test_for_whoever_knows_every_rule_each_hidden_count_could_be_one_of_four(cells: int, least: int, top: int) -> None:
    """For every small table: in the tables that are shown the same a hidden count has four values or more."""

    def publish(table: Any) -> Any:
        found = protected(keyed(table), least)
        return tuple(found.parts.values()), found.total

    hidden = shown = 0
    for (parts, total), alike in published(up_to(cells, top), publish).items():
        if total is None and sum(part or 0 for part in parts) > top - 2 * least:
            continue  # of these not all tables that are shown the same were tried
        for place, part in enumerate(parts):
            hidden += part is None
            assert part is not None or len({one[place] for one in alike}) >= LEAST_WIDTH, (parts, total, alike)
            assert part is None or not 0 < part < least
        shown += total is not None and None in parts
    assert hidden
    assert shown or cells == 1, "a total beside hidden counts is never shown, which this does not try then"


def test_two_hidden_counts_that_could_only_be_four_and_five_take_a_third_along() -> None:
    """9, 4, 0 and 5 with all 18 were shown as 9, c, 0, c: the two come to 9, and from 1 to 5 that is 4 and 5."""
    found = protected({"a": 9, "b": 4, "c": 0, "d": 5})
    assert (tuple(found.parts.values()), found.total) == ((None, None, 0, None), 18)


@pytest.mark.parametrize(("shape", "least", "top"), [((1, 2), 6, 24), ((2, 2), 5, 17)])
def test_totals_of_groups_give_nothing_away_either(shape: tuple[int, ...], least: int, top: int) -> None:
    """With counts in groups, each group's total and the total of all, a hidden count has four values or more."""

    def publish(table: Any) -> Any:
        cells = iter(table)
        groups = {str(at): keyed(itertools.islice(cells, size)) for at, size in enumerate(shape)}
        found = protected_groups(groups, least)
        return tuple((tuple(one.parts.values()), one.total) for one in found.groups.values()), found.total

    totals = 0
    for (groups, total), alike in published(up_to(sum(shape), top), publish).items():
        parts = [part for each, _ in groups for part in each]
        if total is None and sum(part or 0 for part in parts) > top - 3 * least:
            continue
        if total is None and any(one is not None and None in each for each, one in groups):
            continue  # a group beside one without a total is tried by itself, above
        for place, part in enumerate(parts):
            assert part is not None or len({one[place] for one in alike}) >= LEAST_WIDTH, (groups, total, alike)
        totals += total is not None and None in parts
    assert totals


@pytest.mark.parametrize(("rows", "least", "top"), [(1, 6, 24), (1, 11, 40), (2, 6, 17), (3, 5, 6)])
def test_a_part_of_a_whole_gives_neither_itself_nor_the_rest_away(rows: int, least: int, top: int) -> None:
    """For all small tables of parts and wholes a hidden part, whole or rest has four values or more."""
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
                assert len({one[place][0] for one in alike}) >= LEAST_WIDTH, (shown, part, whole, alike)
            if one_part is not None and one_whole is not None:
                assert not 0 < one_whole - one_part < least
            if one_whole is None:
                assert len({one[place][1] for one in alike}) >= LEAST_WIDTH, (shown, part, whole, alike)
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
