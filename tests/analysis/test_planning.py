"""Who visits whom, and when: worked cases, what must give, and laws over made-up rounds."""

from __future__ import annotations

import datetime as dt
from itertools import combinations, permutations, product
from typing import TYPE_CHECKING, Any

import pytest
import scipy.optimize
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from inclusion_core.analysis.rounds import planning
from inclusion_core.analysis.rounds.pair_search import Cancelled, OutOfTime, Search
from inclusion_core.analysis.rounds.pairing import Cost, Party, Pool, Task, open_weeks
from inclusion_core.analysis.rounds.planning import CannotPlan, Plan, plan
from inclusion_core.analysis.rounds.reasons import Reasons
from inclusion_core.analysis.rounds.visit_weeks import cost_of, day_of, slots
from inclusion_core.analysis.rounds.working_days import is_working_day
from inclusion_core.errors import MissingExtra

if TYPE_CHECKING:
    from collections.abc import Iterator

MONDAYS = tuple(dt.date(2027, 1, 4) + dt.timedelta(days=7 * ahead) for ahead in range(10))


def schools(*places: tuple[int, int] | None, cluster: str = "c", **parts: Any) -> tuple[Party, ...]:
    """Return schools a, b, c … at these places in kilometres."""
    return tuple(
        Party(chr(97 + number), cluster, None if at is None else (at[0] * 1000, at[1] * 1000), **parts)
        for number, at in enumerate(places)
    )


def apart(*pairs: str) -> frozenset[frozenset[str]]:
    """Return pairs that must not meet, each of two letters."""
    return frozenset(frozenset(pair) for pair in pairs)


def line(count: int, **parts: Any) -> Task:
    """Return a task for schools a kilometre apart, along a road."""
    return Task(schools(*((number, 0) for number in range(count))), MONDAYS, **parts)


TWO = (*line(3).schools, *(evolve(one, id=f"x{one.id}", cluster="d") for one in line(3).schools))
"""Two clusters of three."""


def test_three_schools_visit_in_a_ring() -> None:
    """Of three schools each hosts and visits once, and no two visit each other."""
    found = plan(line(3))
    assert found.pairs == {"a": ("b",), "b": ("c",), "c": ("a",)}
    assert found.cost == Cost(0, 0, 10 + 10 + 20)
    assert found.weeks == {"a": MONDAYS[0], "b": MONDAYS[1], "c": MONDAYS[2]}


def test_mutual_pairs_come_only_where_nothing_else_keeps_the_rules() -> None:
    """Four schools in two far pairs still visit in a ring; conflicts that leave only pairs make pairs."""
    far = Task(schools((0, 0), (1, 0), (90, 0), (91, 0)), MONDAYS)
    assert plan(far).cost.mutual == 0
    only_pairs = evolve(far, apart=apart("ac", "ad", "bc", "bd"))
    assert plan(only_pairs).pairs == {"a": ("b",), "b": ("a",), "c": ("d",), "d": ("c",)}
    assert plan(only_pairs).cost.mutual == 2
    said = Reasons(only_pairs, plan(only_pairs).pairs, plan(only_pairs).weeks).pair("b", "a")
    assert "The two visit each other: with fewer such pairs no plan keeps every rule." in said


def test_a_skill_that_is_asked_for_is_worth_forty_kilometres() -> None:
    """A visitor who brings the skill comes from further away, and not from more than 40 km further."""
    near = schools((0, 0), (1, 0), (30, 0), needs=("autism",))
    task = Task(
        (near[0], evolve(near[1], needs=()), evolve(near[2], needs=())),
        MONDAYS,
        brings={("c", "a"): frozenset({"autism"})},
    )
    assert plan(task).pairs["a"] == ("c",)
    assert "It brings autism, which a asked for." in Reasons(task, plan(task).pairs, plan(task).weeks).pair("c", "a")
    far = evolve(task, schools=(*task.schools[:2], evolve(task.schools[2], place=(90_000, 0))), apart=apart())
    assert plan(far).cost == plan(evolve(far, brings={})).cost._replace(cost=plan(far).cost.cost)


def test_when_a_school_drops_out_the_others_keep_their_visitors_and_weeks() -> None:
    """Of a ring of five, only the host that lost its visitor gets another; every other visit keeps its week."""
    before = plan(line(5))
    gone = "c"
    host = next(one for one, came in before.pairs.items() if gone in came)
    stay = tuple(one for one in line(5).schools if one.id != gone)
    task = Task(
        stay, MONDAYS,
        before={one: came for one, came in before.pairs.items() if one != gone},
        before_weeks={one: week for one, week in before.weeks.items() if one != gone},
    )  # fmt: skip
    after = plan(task)
    assert after.cost.changes == 1
    assert {one for one in after.pairs if after.pairs[one] != before.pairs[one]} == {host}
    assert after.moved <= 1
    said = Reasons(task, after.pairs, after.weeks).pair(after.pairs[host][0], host)
    assert f"It is new to {host} in this plan." in said


def test_visits_that_have_been_stay_and_count() -> None:
    """Whoever has visited does not go again where the others can, and a host that was visited is not visited again."""
    after = plan(line(4, done={"a": ("b",)}))
    assert set(after.pairs) == {"b", "c", "d"}
    assert sorted(one for came in after.pairs.values() for one in came) == ["a", "c", "d"]
    gone = Task(line(4).schools[:3], MONDAYS, done={"a": ("d",)})
    assert sorted(plan(gone).pairs) == ["b", "c"]


@pytest.mark.parametrize(
    ("task", "says"),
    [
        (line(3, visitors=3), "3 visitors for each host are more than the other schools of the cluster c. Give at "),
        (line(3, apart=apart("ab")), "It could be planned without the conflict between a and b."),
        (line(4, visitors=2, apart=apart("ab", "ac")), "It could be planned with 1 visiting each host in place of 2."),
        (evolve(line(3), weeks=MONDAYS[:1]), "It could be planned with 2 more weeks for visits."),
        (
            evolve(line(3), schools=(evolve(line(3).schools[0], red=frozenset(MONDAYS)), *line(3).schools[1:])),
            "It could be planned without the red weeks of a.",
        ),
        (
            evolve(line(4), weeks=MONDAYS[:3], most_in_a_week=1),
            "It could be planned with more than 1 visits in a week. It could be planned with 1 more week for visits.",
        ),
        (line(3, apart=apart("ab", "ac")), "No rule that gives by itself would be enough."),
        (
            Task(TWO, MONDAYS[:3], most_in_a_week=1),
            "More than 1 visits in a week would have to be allowed, or more weeks given.",
        ),
    ],
)  # fmt: skip
def test_a_round_that_cannot_be_planned_says_which_rule_must_give(task: Task, says: str) -> None:
    """Each rule that would be enough by itself is named; where none would, that is said."""
    with pytest.raises(CannotPlan) as caught:
        plan(task)
    assert str(caught.value).startswith("This round cannot be planned: ")
    assert says in str(caught.value)
    assert all(one in str(caught.value) for one in caught.value.gives)


def test_progress_is_told_and_a_plan_can_be_stopped() -> None:
    """Steps are counted up to their number; whoever stops gets Cancelled, between steps and within a search."""
    told: list[tuple[int, int]] = []
    plan(line(4), progress=lambda done, steps: told.append((done, steps)))
    assert told == [(0, 2), (1, 2), (2, 2)]
    with pytest.raises(Cancelled):
        plan(line(4), cancelled=lambda: True)
    asked = iter(range(10))
    with pytest.raises(Cancelled):
        plan(
            evolve(line(7, visitors=3), schools=schools(*[None] * 7), apart=apart("ab", "cd")),
            cancelled=lambda: next(asked) > 1,
        )


def test_without_the_solver_a_cluster_is_planned_and_more_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Clusters need nothing but the base; eight schools that all may meet name the extra that they need."""
    monkeypatch.setitem(__import__("sys").modules, "scipy.optimize", None)
    assert plan(line(7)).cost.mutual == 0
    with pytest.raises(MissingExtra, match=r"inclusion-review\[planning\]"):
        plan(line(8))


def test_a_limit_for_the_week_ties_clusters_together() -> None:
    """Two clusters of three with one visit a week take six weeks between them."""
    found = plan(Task(TWO, MONDAYS, most_in_a_week=1))
    assert sorted(found.weeks.values()) == list(MONDAYS[:6])
    assert found.early == 15


def test_a_solver_that_runs_out_of_time_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Time up without a plan is said, and not that there is none; a plan found by then is not said to be the best."""
    assert plan(line(8)).proved
    milp = scipy.optimize.milp

    def late(*given: Any, **options: Any) -> Any:
        found = milp(*given, **options)
        found.status = 1
        return found

    monkeypatch.setattr(scipy.optimize, "milp", late)
    assert not plan(line(8)).proved
    with pytest.raises(OutOfTime, match="there may be one"):
        plan(line(8, visitors=7, apart=apart("ab")))


def test_a_search_that_is_cut_short_is_not_believed() -> None:
    """Cut short without a plan that is said, and not that there is none; with one, that it is not proved the best."""
    pool = Pool(line(7, visitors=2), line(7).schools)
    with pytest.raises(OutOfTime, match="there may be one"):
        Search(pool, looks=3).best()
    short, whole = Search(pool, looks=30), Search(pool)
    found, best = short.best(), whole.best()
    assert found is not None
    assert best is not None
    assert not short.proved
    assert whole.proved
    assert best[0] < found[0]


def test_a_branch_ends_where_its_visits_find_no_weeks() -> None:
    """What cannot be for want of weeks is found out after a few choices, and not after all there are."""
    red = {"a": MONDAYS[1:], "b": MONDAYS[1:], "c": MONDAYS[1:]}
    there = tuple(evolve(one, red=frozenset(red.get(one.id, ()))) for one in line(7).schools)
    search = Search(Pool(Task(there, MONDAYS, 2), there))
    assert search.best() is None
    assert search._looked < 200


def test_what_keeps_a_nearer_school_from_coming_is_said() -> None:
    """A conflict, no week in common, being visited oneself and being needed elsewhere are told apart."""
    task = line(4, apart=apart("ab"))
    found = plan(task)
    reasons = Reasons(task, found.pairs, found.weeks, name=str.upper)
    said = {one for host, came in found.pairs.items() for one in reasons.pair(came[0], host)}
    assert {one for one in said if "nearer" in one} == {
        "A is nearer, but a conflict is declared.",
        "B is nearer, but a conflict is declared.",
        "B is nearer, but is visited by D itself.",
        "C is nearer, but is visited by B itself.",
        "C is nearer, but goes to A: together this costs less.",
    }
    red = frozenset(MONDAYS[:5]), frozenset(MONDAYS[5:])
    never = evolve(task, schools=tuple(evolve(one, red=red[one.id == "a"]) for one in task.schools))
    assert Pool(never, never.schools).why_not("b", "a") == "conflict"
    assert Pool(never, never.schools).why_not("c", "a") == "weeks"


def test_the_day_of_a_visit_is_a_working_day_of_its_week() -> None:
    """The Tuesday, else the next working day; weeks without one are never offered."""
    first, last = dt.date(2026, 12, 14), dt.date(2027, 1, 8)
    weeks = list(open_weeks(first, last, [dt.date(2026, 12, 16)], is_working_day))
    assert weeks == [dt.date(2026, 12, 21), dt.date(2026, 12, 28), dt.date(2027, 1, 4)]
    assert [day_of(week, first, last, is_working_day).isoformat() for week in weeks] == [
        "2026-12-22", "2026-12-29", "2027-01-05",
    ]  # fmt: skip
    assert day_of(dt.date(2027, 1, 4), dt.date(2027, 1, 7), last, is_working_day) == dt.date(2027, 1, 7)


# Laws ---------------------------------------------------------------------------------------------------------------


@st.composite
def tasks(draw: st.DrawFn, most: int = 6) -> Task:
    """Draw one cluster with places, conflicts, red weeks, skills, a plan before and one or two visitors."""
    count = draw(st.integers(3, most))
    weeks = MONDAYS[: draw(st.integers(4, 9))]
    names = [chr(97 + number) for number in range(count)]
    place = st.none() | st.tuples(st.integers(0, 60_000), st.integers(0, 60_000))
    skills = st.sampled_from(["autism", "language"])
    there = tuple(
        Party(
            name,
            "c",
            draw(place),
            tuple(sorted(draw(st.sets(skills)))),
            frozenset(draw(st.sets(st.sampled_from(weeks), max_size=2))),
        )
        for name in names
    )
    pairs = [frozenset(pair) for pair in combinations(names, 2)]
    brings = {(one, host): frozenset(draw(st.sets(skills))) for one, host in permutations(names, 2)}
    shuffled = draw(st.permutations(names))
    before = (
        {host: (one,) for host, one in zip(names, shuffled, strict=True) if host != one} if draw(st.booleans()) else {}
    )
    return Task(
        there, weeks, draw(st.integers(1, 2)), apart=frozenset(draw(st.sets(st.sampled_from(pairs), max_size=2))),
        brings=brings, before=before, most_in_a_week=draw(st.sampled_from([None, None, 1, 2])),
    )  # fmt: skip


def tried(task: Task, **how: Any) -> Plan | None:
    """Return the plan of a task, None where there is none."""
    return planning._Planner(task, None, None, how.get("method", "auto")).plan()


def every_pairing(task: Task) -> Iterator[tuple[Cost, dict[str, tuple[str, ...]]]]:
    """Yield every pairing that keeps the rules, weeks aside, by trying all there are."""
    pool = Pool(task, task.schools)
    options = [
        list(combinations([one for one in pool.schools if not pool.why_not(one, host)], task.visitors))
        for host in pool.hosts
    ]
    for came in product(*options):
        visits = [one for each in came for one in each]
        if all(visits.count(one) == task.visitors for one in pool.schools):
            pairs = dict(zip(pool.hosts, came, strict=True))
            yield pool.cost(pairs), pairs


@settings(max_examples=60, deadline=None)
@given(tasks(most=4))
def test_the_search_finds_the_best_of_all_there_are(task: Task) -> None:
    """No pairing that finds its weeks costs less, by trying every pairing; the weeks are the best by trying all."""
    found = tried(task)
    possible = [(cost, pairs) for cost, pairs in every_pairing(task) if best_weeks(task, pairs) is not None]
    assert (found is None) == (not possible)
    if found is not None:
        assert found.cost == min(cost for cost, _ in possible)
        assert (found.moved, found.early) == best_weeks(task, found.pairs)


def best_weeks(task: Task, pairs: Any) -> tuple[int, int] | None:
    """Return the least cost of weeks, by trying every way to give them."""
    wanted = slots(task, pairs)
    best = None
    for weeks in product(*(one.weeks for one in wanted)):
        clash = any(
            a == b and one.schools & other.schools
            for (a, one), (b, other) in combinations(list(zip(weeks, wanted, strict=True)), 2)
        )
        full = task.most_in_a_week is not None and max(map(weeks.count, weeks)) > task.most_in_a_week
        if not clash and not full:
            cost = cost_of(wanted, {one.host: week for one, week in zip(wanted, weeks, strict=True)})
            best = cost if best is None else min(best, cost)
    return best


@settings(max_examples=25, deadline=None)
@given(tasks(most=5))
def test_the_solver_finds_plans_of_the_same_cost(task: Task) -> None:
    """The search and the solver agree on whether there is a plan, and on mutual pairs, changes and cost."""
    ours, theirs = tried(task, method="exact"), tried(task, method="solver")
    assert (ours is None) == (theirs is None)
    if ours is not None and theirs is not None:
        assert ours.cost == theirs.cost


@settings(max_examples=60, deadline=None)
@given(tasks(), st.randoms(use_true_random=False))
def test_every_plan_keeps_the_rules_and_none_depends_on_order(task: Task, order: Any) -> None:
    """Each hosts once and visits as often as asked; no conflict meets, nobody is in two places or in a red week."""
    found = tried(task)
    mixed = list(task.brings.items())
    order.shuffle(mixed)
    assert tried(evolve(task, brings=dict(mixed))) == found
    if found is None:
        return
    names = [one.id for one in task.schools]
    assert list(found.pairs) == names
    visits = [one for came in found.pairs.values() for one in came]
    assert all(visits.count(one) == task.visitors for one in names)
    red = {one.id: one.red for one in task.schools}
    busy = [(found.weeks[host], one) for host, came in found.pairs.items() for one in (host, *came)]
    assert len(set(busy)) == len(busy)
    assert all(week not in red[one] for week, one in busy)
    assert all(frozenset((host, one)) not in task.apart for host, came in found.pairs.items() for one in came)
    assert all(host not in came for host, came in found.pairs.items())
    if task.most_in_a_week is not None:
        assert max(map(list(found.weeks.values()).count, found.weeks.values())) <= task.most_in_a_week
    said = Reasons(task, found.pairs, found.weeks)
    assert all(said.pair(one, host) for host, came in found.pairs.items() for one in came)
