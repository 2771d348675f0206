"""Schools side by side: the same from every side, and what is hidden cannot be reckoned back."""

from __future__ import annotations

from itertools import combinations, product
from typing import TYPE_CHECKING

from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from inclusion_core.analysis.schools.neighbours import neighbour, neighbours
from inclusion_core.analysis.schools.side_by_side import Entrant, compare_schools
from inclusion_core.analysis.schools.suppression import LEAST, may_show, showable
from inclusion_core.analysis.scoring.methods import method_named, score_with
from inclusion_core.model.assessment import NON_ANSWERS, Judgement
from inclusion_core.model.school import School, Setting
from inclusion_core.testing.strategies import frameworks

if TYPE_CHECKING:
    from random import Random

    from inclusion_core.model.assessment import Cell
    from inclusion_core.model.framework import Framework

MEAN = method_named("mean")
RANDOM = st.randoms(use_true_random=False)
FRAMEWORKS = frameworks(most=5, gates=False)


def scored(framework: Framework, one: Entrant) -> Entrant:
    """The school with what its judgements come to."""
    return evolve(one, card=score_with(MEAN, framework, {"self": one.judgements}, one.setting))


def cluster(framework: Framework, chance: Random, most: int = 12) -> list[Entrant]:
    """Schools whose answers lean to one level, some with a name, one of them the reader's, with gaps between."""
    order = framework.scale.order
    facets = framework.facet.values if framework.facet and framework.facet.required else (None,)
    usual, alike, seen = chance.choice(order), chance.choice([0.5, 0.9, 1]), chance.choice([0.4, 0.9, 1])
    made = []
    for number in range(chance.randint(2, most)):
        cells: dict[Cell, Judgement] = {}
        for one, facet in product(framework.indicators, facets):
            if chance.random() < seen:
                level = usual if chance.random() < alike else chance.choice(order)
                cells[one, facet] = Judgement(level)
            elif chance.random() < 0.5:
                cells[one, facet] = Judgement(None, chance.choice(NON_ANSWERS), "No.")
        school = School(f"School {number}", id=f"s{number}")
        kind = chance.choice([None, "mainstream", "special"])
        one_school = Entrant(f"r{number}", school, cells, Setting(kind), None, chance.random() < 0.3, number == 0)
        made.append(scored(framework, one_school))
    return made


@settings(max_examples=60)
@given(framework=FRAMEWORKS, chance=RANDOM)
def test_the_order_in_which_schools_are_given_changes_nothing(framework: Framework, chance: Random) -> None:
    """A comparison is the same whichever school comes first, and shows schools in the order of the alphabet."""
    schools = cluster(framework, chance)
    found = compare_schools(framework, schools)
    assert compare_schools(framework, chance.sample(schools, len(schools))) == found
    names = [one.school.name for one in found.shown]
    assert names == sorted(names)


@settings(max_examples=150)
@given(framework=FRAMEWORKS, chance=RANDOM, agreed=st.booleans())
def test_what_is_hidden_could_have_been_anything(framework: Framework, chance: Random, *, agreed: bool) -> None:
    """Other answers of the same schools in place of the hidden ones give the same table, to the last figure."""
    schools = cluster(framework, chance)
    found = compare_schools(framework, schools, agreed=agreed)
    hidden = [row for row in found.rows if row.hidden]
    order = framework.scale.order
    changed = {one.review: dict(one.judgements) for one in schools}
    unnamed = [one for one in schools if not (one.named or one.you)]
    for row in hidden:
        indicator = framework.indicators[row.id]
        here = [one for one in unnamed if indicator.applies_to.admits(one.setting)]
        told = [(one, one.judgements.get((row.id, row.facet))) for one in here]
        there = [one for one, made in told if made is not None and made.level is not None]
        # few schools may have said anything, and so may many in a group that shows no others; many that are alike
        # must go on being alike
        anything = not agreed or len(there) < LEAST
        usual = chance.choice(order)
        for one in there:
            changed[one.review][row.id, row.facet] = Judgement(chance.choice(order) if anything else usual)
    others = [scored(framework, evolve(one, judgements=changed[one.review])) for one in schools]
    again = compare_schools(framework, others, agreed=agreed)
    assert again.rows == found.rows
    assert again.strands == found.strands


@settings(max_examples=100)
@given(framework=FRAMEWORKS, chance=RANDOM)
def test_others_are_shown_only_many_and_unlike(framework: Framework, chance: Random) -> None:
    """Schools without a name stand in no answer; figures over them rest on five, and no one's answer tells the rest."""
    schools = cluster(framework, chance)
    found = compare_schools(framework, schools)
    unnamed = {one.review for one in schools if not (one.named or one.you)}
    for row in (*found.rows, *found.strands):
        assert not unnamed & row.answers.keys()
        assert row.others == 0 or row.others >= LEAST
        own = [sum(level == one for one in row.answers.values()) for level in framework.scale.order]
        rest = [all_ - mine for all_, mine in zip(row.spread.counts, own, strict=True)]
        assert sum(rest) == row.others
        assert may_show(rest)
        assert not row.others or max(rest) <= row.others - 2
        assert row.spread.n == sum(row.spread.counts)


@settings(max_examples=200)
@given(st.lists(st.frozensets(st.integers(0, 16).map(str), min_size=1), max_size=5))
def test_no_sum_or_difference_of_shown_groups_is_a_handful(groups: list[frozenset[str]]) -> None:
    """However shown groups are added to or taken from each other, what is left is five schools or none."""
    shown = showable(groups)
    assert shown <= frozenset(groups)
    assert showable(reversed(groups)) == shown
    every = sorted(frozenset().union(*groups))
    for several in range(1, 4):
        for some in combinations(sorted(shown, key=sorted), several):
            for signs in product((-1, 1), repeat=several):
                left = [
                    sum(sign for sign, group in zip(signs, some, strict=True) if school in group) for school in every
                ]
                for weight in set(left) - {0}:
                    assert left.count(weight) >= LEAST


SCHOOLS = st.builds(
    School, name=st.sampled_from("ABCDEF"), kind=st.sampled_from([None, "mainstream", "special"]),
    phase=st.sampled_from([None, "primary", "middle-deemed-primary", "secondary"]),
    pupils=st.none() | st.integers(0, 900),
    sen_percent=st.none() | st.integers(0, 100), authority=st.sampled_from(["", "392", "929"]),
    easting=st.none() | st.integers(400_000, 480_000), northing=st.just(560_000),
)  # fmt: skip


@settings(max_examples=100)
@given(schools=st.lists(SCHOOLS, min_size=2, max_size=6), most=st.integers(1, 3))
def test_how_unlike_two_schools_are_is_the_same_from_either_side(schools: list[School], most: int) -> None:
    """Between 0 and 1, 0 to itself, alike both ways round; and no name or order decides who is a neighbour."""
    one, other = schools[:2]
    there, back = neighbour(one, other), neighbour(other, one)
    assert (there and (there.distance, there.parts)) == (back and (back.distance, back.parts))
    assert there is None or 0 <= there.distance <= 1
    itself = neighbour(one, one)
    assert itself is None or itself.distance == 0
    found = neighbours(one, schools, most=most)
    assert [near.distance for near in neighbours(one, schools[::-1], most=most)] == [near.distance for near in found]
    left = [near for near in neighbours(one, schools) if near not in found]
    assert all(near.distance > found[-1].distance for near in left)


@settings(max_examples=40)
@given(framework=FRAMEWORKS, chance=RANDOM)
def test_a_group_within_another_is_not_found_out_by_taking_it_away(framework: Framework, chance: Random) -> None:
    """Of a cluster and its partnership, taking one table's figures from the other leaves five schools or none."""
    everybody = [evolve(one, named=False, you=False) for one in cluster(framework, chance, most=16)]
    some = everybody[: max(2, chance.randint(1, len(everybody)))]
    groups = [[one.review for one in some], [one.review for one in everybody]]
    small = compare_schools(framework, some, elsewhere=everybody, beside=groups)
    large = compare_schools(framework, everybody, beside=groups)
    of_small = {row.name: row for row in small.rows}
    for row in large.rows:
        inner = of_small.get(row.name)
        if inner is not None and row.others and inner.others:
            assert row.others == inner.others or row.others - inner.others >= LEAST
            assert may_show([a - b for a, b in zip(row.spread.counts, inner.spread.counts, strict=True)])
