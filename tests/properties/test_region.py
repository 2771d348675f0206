"""A region's figures: what is hidden in one group cannot be reckoned from the others."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from inclusion_core.analysis.schools.region import RegionGroup, regional
from inclusion_core.analysis.schools.side_by_side import Entrant
from inclusion_core.analysis.schools.suppression import LEAST, may_show
from inclusion_core.model.assessment import Judgement
from inclusion_core.model.school import School, Setting
from inclusion_core.testing.strategies import frameworks

if TYPE_CHECKING:
    from random import Random

    from inclusion_core.model.framework import Framework


@settings(max_examples=80, deadline=None)
@given(framework=frameworks(most=3, gates=False), chance=st.randoms(use_true_random=False))
def test_nothing_hidden_is_recovered_by_adding_or_subtracting_groups(framework: Framework, chance: Random) -> None:
    """Every piece that the shown groups of a row fall into is many schools, and unlike; no figure is of a handful."""
    order, facet = framework.scale.order, framework.facet
    values = facet.values if facet and facet.required else (None,)
    usual, alike = chance.choice(order), chance.choice([0.3, 0.9, 1])
    schools = []
    for number in range(40):
        cells = {
            cell: Judgement(usual if chance.random() < alike else chance.choice(order))
            for cell in product(framework.indicators, values)
        }
        schools.append(Entrant(f"r{number:02}", School(f"School {number}"), cells, Setting()))
    every = [one.review for one in schools]
    cut, turn = sorted(chance.sample(range(40), 3)), chance.randint(0, 40)
    authorities = [every[a:b] for a, b in zip([0, *cut], [*cut, 40], strict=True)]
    groups = [
        RegionGroup("region", "all", "All", frozenset(every)),
        *(RegionGroup("authority", f"a{at}", "A", frozenset(one)) for at, one in enumerate(authorities)),
        RegionGroup("phase", "one", "One", frozenset(every[:turn])),
        RegionGroup("phase", "two", "Two", frozenset(every[turn:])),
    ]
    found = regional(framework, schools, groups)
    said = {one.review: one.judgements for one in schools}
    for place, figure in enumerate(found[0].indicators):
        shown = [one.reviews for one, got in zip(groups, found, strict=True) if got.indicators[place].spread.n]
        assert all(got.indicators[place].spread.n == 0 or got.indicators[place].spread.n >= LEAST for got in found)
        pieces: dict[tuple[bool, ...], list[str]] = {}
        for one in every:
            made = said[one].get((figure.id, figure.facet))
            if made is not None and made.level is not None:
                pieces.setdefault(tuple(one in group for group in shown), []).append(made.level)
        for inside, levels in pieces.items():
            assert not any(inside) or may_show([levels.count(level) for level in order])
    assert [one.n for one in found] == [len(one.reviews) for one in groups]
