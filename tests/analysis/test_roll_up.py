"""A trust rolled up: who stands alone, too soon to say, who could help, and no trend before its horizon."""

from __future__ import annotations

import datetime as dt

import pytest
from attrs import evolve

import inclusion_core as ic
from inclusion_core.analysis.horizons import days_of, is_over
from inclusion_core.analysis.over_time import Cycle
from inclusion_core.analysis.roll_up import Alone, Helper, RollUp, alone_in, roll_up
from inclusion_core.analysis.roll_up_words import (
    alone_words,
    counts_words,
    help_words,
    moved_words,
    no_help_words,
    rests_words,
)
from inclusion_core.analysis.schools import Entrant, compare_schools, spread_of
from inclusion_core.exchange.roll_up_chart import roll_up_svg

OURS = ic.load_framework("universal-targeted-specialist")
FIRST, LATER = dt.date(2025, 11, 3), dt.date(2026, 11, 2)
SETTING = ic.School("A").setting


def entrant(number: int, said: str | None, *, named: bool = False) -> Entrant:
    """Return a made-up school that said one thing of U1: a level, a non-answer or nothing."""
    levels = OURS.scale.order
    made = ic.Judgement(said) if said in levels else ic.Judgement(None, said, "Because.")  # type: ignore[arg-type]
    school = ic.School(f"School {number}", id=f"s{number}", made_up=True)
    return Entrant(f"r{number}", school, {} if said is None else {("U1", None): made}, SETTING, named=named)


def rolled(entrants: list[Entrant], **given: object) -> RollUp:
    """Roll them up as the desk does."""
    return roll_up(OURS, compare_schools(OURS, entrants), entrants, schools=9, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ((1, 0, 2, 1), Alone("starting", "below", 2, "School 1")),
        ((1, 0, 3, 0), Alone("starting", "below", 2, "School 1")),
        ((2, 2, 0, 1), Alone("leading", "above", 2)),
        ((1, 1, 2, 0), None),
        ((1, 0, 2, 0), None),
        ((2, 0, 2, 0), None),
        ((0, 0, 5, 0), None),
    ],
)
def test_one_school_stands_alone_two_levels_from_at_least_three_others(
    counts: tuple[int, ...], expected: Alone | None
) -> None:
    """One school at the end, two levels from the nearest, beside three others; its name only where it is shown."""
    found = alone_in(OURS, spread_of(OURS, counts), {"School 1": "starting", "School 2": "secure"})
    assert found == expected


def test_too_soon_is_counted_and_tells_of_no_school_without_a_name() -> None:
    """A named school's is counted; those of others only where two at least said so and two at least did not."""
    base = [entrant(one, level) for one, level in enumerate(("starting", "developing", "secure", "secure", "leading"))]
    named = entrant(10, "too-soon", named=True)
    several = [entrant(20 + one, "too-soon") for one in range(2)]
    for more, expected in (([named], 1), ([named, several[0]], 1), ([named, *several], 3)):
        row = rolled([*base, *more]).rows[0]
        assert (row.id, row.spread.n, row.too_soon, row.of) == ("U1", 5, expected, 5 + len(more))
    assert rests_words(row) == "n 5 of 8, 3 too soon"


def test_what_is_hidden_is_never_a_nought() -> None:
    """Six schools that say the same: no count and no n is told, in words, in the picture and as a number."""
    hidden = rolled([entrant(one, "secure") for one in range(6)])
    row = hidden.rows[0]
    assert (row.hidden, row.spread.n) == (True, 0)
    assert (counts_words(row), rests_words(row)) == ("c c c c", "n c of 6")
    assert (row.spread.known(hidden=True), row.spread.schools(hidden=True)) == ((None,) * 4, None)
    drawn = roll_up_svg(hidden, OURS, "North")
    assert drawn.count(">c</text>") >= 4
    assert ">0</text>" not in drawn
    told = rolled(
        [entrant(one, level) for one, level in enumerate(("starting", "secure", "secure", "leading", "leading"))]
    )
    assert (counts_words(told.rows[0]), rests_words(told.rows[0])) == ("1 0 2 2", "n 5 of 5")
    some = rolled([entrant(0, "leading", named=True), *(entrant(one, "secure") for one in range(1, 4))])
    assert (counts_words(some.rows[0]), rests_words(some.rows[0])) == ("0 0 0 1", "n 1 of 4, c")


def test_help_comes_from_those_who_are_strong_here_may_be_named_and_share() -> None:
    """A school without a name, one that is weak here, and one that shares nothing, are never put forward."""
    schools = [
        entrant(1, "leading", named=True), entrant(2, "secure", named=True), entrant(3, "starting", named=True),
        entrant(4, "leading", named=True), *(entrant(9 - one, "leading") for one in range(2)),
    ]  # fmt: skip
    willing = {"r1": {}, "r2": {"U1": ["Morning welcome"]}, "r3": {"U1": ["No"]}, "r9": {"U1": ["No"]}}
    row = rolled(schools, willing=willing).rows[0]
    assert row.helpers == (Helper("School 2", ("Morning welcome",)), Helper("School 1"))
    assert help_words(row) == "Could help: School 2 (Morning welcome) and School 1."
    assert alone_words(OURS, row) == "School 3 stands alone at Starting, 2 levels below the nearest other."


def test_what_is_needed_before_anybody_can_help_is_said_until_one_may_be_named_and_shares() -> None:
    """Nobody shares, or only a school without a name: one sentence with the command; not where a scale ranks nobody."""
    schools = [entrant(1, "leading", named=True), *(entrant(9 - one, "secure") for one in range(5))]
    for willing in ({}, {"r9": {}}):
        words = no_help_words(rolled(schools, willing=willing))
        assert "has released its practice and its name: inclusion release REVIEW --section practice" in words
    assert not no_help_words(rolled(schools, willing={"r1": {}}))
    assert not no_help_words(evolve(rolled(schools), sharing=None))


def test_no_trend_is_told_before_its_horizon() -> None:
    """With a horizon of a year a change shows after a year; nearer rounds are too soon to tell; unknown ones always."""
    for horizon, before, expected in (
        ("one term", FIRST, (1, 0, 0, 0)),
        ("one year", dt.date(2025, 11, 2), (1, 0, 0, 0)),
        ("one year", FIRST, (0, 0, 0, 1)),
        ("two to three years", FIRST, (0, 0, 0, 1)),
        ("in due course", FIRST, (0, 0, 0, 1)),
        ("", FIRST, (1, 0, 0, 0)),
    ):
        indicators = {**OURS.indicators, "U1": evolve(OURS.indicators["U1"], horizon=horizon)}
        framework = evolve(OURS, indicators=indicators)
        schools = [entrant(1, "secure", named=True), entrant(2, "secure", named=True)]
        was = Cycle("r0", schools[0].school, before, framework, {("U1", None): ic.Judgement("starting")})
        now = Cycle("r1", schools[0].school, LATER, framework, schools[0].judgements)
        compared = compare_schools(framework, schools)
        row = roll_up(framework, compared, schools, schools=2, earlier={"r1": (was, now)}).rows[0]
        assert row.moved == expected, horizon
    assert "1 up" in moved_words(row)


def test_what_became_of_schools_without_a_name_is_told_only_together() -> None:
    """Six that moved alike are not told; six that differ are."""
    levels = ("starting", "developing", "secure", "secure", "leading", "leading")
    schools = [entrant(one, level) for one, level in enumerate(levels)]
    for before, expected in ((["starting"] * 6, (5, 1, 0, 0)), (["secure"] * 6, (2, 2, 2, 0))):
        earlier = {
            one.review: (
                Cycle("old", one.school, dt.date(2020, 1, 1), OURS, {("U1", None): ic.Judgement(level)}),
                Cycle(one.review, one.school, LATER, OURS, one.judgements),
            )
            for one, level in zip(schools, before, strict=True)
        }
        row = rolled(schools, earlier=earlier).rows[0]
        assert row.moved == (() if max(expected) > 4 else expected)


def test_every_horizon_of_our_frameworks_is_understood() -> None:
    """No indicator that comes with the program has a horizon in words that no trend could ever wait for."""
    with ic.open_desk() as desk:
        unknown = {
            one.horizon
            for listed in desk.library.found()
            for one in desk.framework(listed.name).indicators.values()
            if days_of(one.horizon) is None
        }
    assert not unknown
    assert not is_over("nonsense", FIRST, LATER)
