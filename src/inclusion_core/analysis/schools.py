"""Schools side by side, by indicator and strand: never in an order of merit, and never so that one can be found out.

A school is named only where its host lets it be. All others are one distribution, shown by the rules of
`suppression`; a strand's is shown only where that of every indicator in it is, so that none can be reckoned back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import Factory, evolve, frozen

from inclusion_core.analysis.standings import cells_of
from inclusion_core.analysis.suppression import may_show, showable
from inclusion_core.errors import NotAllowed
from inclusion_core.model.assessment import cell_text
from inclusion_core.model.fixed import tables_fixed
from inclusion_core.model.framework import AppliesTo, Indicator

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from inclusion_core.analysis.scorecard import ScoreCard
    from inclusion_core.model.assessment import Cell, Judgement
    from inclusion_core.model.framework import Framework, Strand
    from inclusion_core.model.school import School, Setting

NOT_FOR_THIS_SETTING = "not-for-this-setting"
"""What stands for a school to which an indicator does not apply."""


_FOR_ALL = AppliesTo()


@frozen
class Entrant:
    """One school in a comparison: its review, one voice's judgements and what they come to (None: not scored).

    `named` says that its host lets it be named beside its figures; `you` that it is the reader's own.
    """

    review: str
    school: School
    judgements: Mapping[Cell, Judgement]
    setting: Setting
    card: ScoreCard | None = None
    named: bool = False
    you: bool = False


@frozen
class Spread:
    """How the answers of so many schools are spread. `counts` holds how many gave each level, lowest first.

    `lowest` and `highest` are the range, `median` the middle one, or the two in the middle where they differ. A scale
    of stances has no range and no middle: all three are empty.
    """

    n: int
    counts: tuple[int, ...]
    lowest: str = ""
    median: tuple[str, ...] = ()
    highest: str = ""

    def known(self, *, hidden: bool) -> tuple[int | None, ...]:
        """Return the counts as they may be told: None for each where all there is to tell is `hidden`; 0 is a 0."""
        return tuple(None if hidden and not self.n else one for one in self.counts)

    def schools(self, *, hidden: bool) -> int | None:
        """Return how many schools the counts are of, None where all of them are `hidden`."""
        return None if hidden and not self.n else self.n


@frozen(field_transformer=tables_fixed)
class SchoolsRow:
    """One indicator (one facet value of it where the facet is required), or one strand, over all schools.

    `answers` maps the review of each school that is shown to a level, a non-answer, `not-for-this-setting`, or None for
    not looked at. `spread` is over all the schools that may be shown: those in `answers`, and with `others` of them the
    ones without a name. `hidden` says that there are others whose answers are not shown, not even together. Of a strand
    `rests_on` says for each school that is shown from how many judged of how many that apply.
    """

    id: str
    title: str
    answers: Mapping[str, str | None]
    spread: Spread
    others: int = 0
    hidden: bool = False
    strand: str = ""
    facet: str | None = None
    proposed: bool = False
    rests_on: Mapping[str, tuple[int, int]] = Factory(dict)

    @property
    def name(self) -> str:
        """`U4`, or `U4@cared-for`."""
        return cell_text((self.id, self.facet))


@frozen
class SchoolsCompared:
    """Schools side by side. `shown` are the reader's own and those with a name, in the order of the alphabet.

    `others` counts the schools without a name; `together` says whether they may be shown as a distribution at all: a
    group that a rule or a list has made could be made again with one school less.
    """

    shown: tuple[Entrant, ...]
    others: int
    together: bool
    rows: tuple[SchoolsRow, ...]
    strands: tuple[SchoolsRow, ...]

    @property
    def you(self) -> Entrant | None:
        """The reader's own school, None where it is not in the comparison."""
        return next((one for one in self.shown if one.you), None)

    @property
    def hidden(self) -> tuple[str, ...]:
        """The indicators and strands for which others' answers are not shown."""
        return tuple(row.name for row in (*self.strands, *self.rows) if row.hidden)


@frozen
class _Group:
    """The schools of one comparison, and the other groups that figures are shown for."""

    framework: Framework
    shown: tuple[Entrant, ...]
    others: tuple[Entrant, ...]
    together: bool
    universe: tuple[Entrant, ...]
    beside: tuple[frozenset[str], ...]
    first: int
    known: frozenset[str]


def compare_schools(  # noqa: PLR0913  a comparison has these parts, all named
    framework: Framework,
    entrants: Iterable[Entrant],
    *,
    agreed: bool = True,
    elsewhere: Iterable[Entrant] = (),
    beside: Sequence[Collection[str]] = (),
    first: int = 0,
    known: Collection[str] = (),
) -> SchoolsCompared:
    """Lay schools side by side. All must rest on this edition of the framework, which the caller has seen to.

    `agreed` says that the group is a cluster, a partnership or an authority: only then are schools without a name shown
    together. `beside` are the schools without a name of the other such groups, as ids of reviews, some of them
    `elsewhere`, and the `first` so many of them come before this one, whatever their size; `known` those that are named
    in one of these groups, and so are no secret here. Otherwise the answer does not depend on the order in which
    anything is given. Raises NotAllowed for fewer than two schools, or a school twice.
    """
    schools = sorted(entrants, key=lambda one: (one.school.name.casefold(), one.review))
    if len(schools) < 2:  # noqa: PLR2004  two are the fewest that can be compared
        raise NotAllowed("A comparison needs at least two schools whose reviews can be laid side by side.")
    ids = [one.school.id for one in schools]
    twice = next((one for one in schools if one.school.id and ids.count(one.school.id) > 1), None)
    if twice is not None:
        raise NotAllowed(f"{twice.school.name} is there twice. Compare one review of each school.")
    shown = tuple(one for one in schools if one.named or one.you)
    others = tuple(one for one in schools if not (one.named or one.you))
    own = {one.review for one in schools}
    away = {one.review: one for one in elsewhere if one.review not in own}
    told = frozenset(known) | {one.review for one in shown}
    group = _Group(
        framework,
        shown,
        others,
        agreed,
        (*others, *away.values()),
        tuple(frozenset(one) - told for one in beside),
        first,
        told,
    )
    rows = tuple(row for one in framework.indicators.values() for row in _rows(group, one))
    return SchoolsCompared(shown, len(others), agreed, rows, tuple(_strands(group, rows)))


def spread_of(framework: Framework, counts: Sequence[int]) -> Spread:
    """Return how answers are spread, from how many gave each level.

    >>> from inclusion_core.desk import load_framework
    >>> ours = load_framework("universal-targeted-specialist")
    >>> found = spread_of(ours, [1, 2, 0, 1])
    >>> found.n, found.lowest, found.median, found.highest
    (4, 'starting', ('developing',), 'leading')
    """
    scale = framework.scale
    n = sum(counts)
    if not n or scale.stance:
        return Spread(n, tuple(counts))
    places = [place for place, count in enumerate(counts) for _ in range(count)]
    middle = dict.fromkeys((places[(n - 1) // 2], places[n // 2]))
    order = scale.order
    return Spread(n, tuple(counts), order[places[0]], tuple(order[one] for one in middle), order[places[-1]])


def _rows(group: _Group, one: Indicator) -> Iterator[SchoolsRow]:
    every = (*group.shown, *group.universe)
    outside: frozenset[str] = frozenset()
    if one.applies_to != _FOR_ALL:
        outside = frozenset(each.review for each in every if not one.applies_to.admits(each.setting))
        if all(each.review in outside for each in (*group.shown, *group.others)):
            return
    framework = group.framework
    cells = [(each.review, cells_of(framework, each.judgements, one.id)) for each in every]
    facets = framework.facet.values if framework.facet is not None and framework.facet.required else (None,)
    for place, value in enumerate(facets):
        told = {review: _said(each[place][1]) for review, each in cells}
        told.update(dict.fromkeys(outside, NOT_FOR_THIS_SETTING))
        yield _row(group, one, value, told)


def _said(made: Judgement | None) -> str | None:
    return None if made is None else made.level or made.non_answer


def _row(group: _Group, of: Indicator | Strand, facet: str | None, answers: Mapping[str, str | None]) -> SchoolsRow:
    order = group.framework.scale.order
    known = [answers[one.review] for one in group.shown]
    unnamed = [answers[one.review] for one in group.others]
    counts = [unnamed.count(level) for level in order]
    secret = [answers[one.review] for one in group.others if one.review not in group.known]
    together = (
        group.together
        and may_show(counts)
        and may_show([secret.count(level) for level in order])
        and _apart(group, answers)
    )
    spread = [known.count(level) + (counts[place] if together else 0) for place, level in enumerate(order)]
    return SchoolsRow(
        of.id,
        of.title,
        {one.review: answers[one.review] for one in group.shown},
        spread_of(group.framework, spread),
        sum(counts) if together else 0,
        not together and any(counts),
        of.strand if isinstance(of, Indicator) else of.id,
        facet,
        isinstance(of, Indicator) and of.status == "proposed",
    )


def _apart(group: _Group, answers: Mapping[str, str | None]) -> bool:
    """Say whether no other group's figures, taken from these, would leave a handful of schools, or too much alike."""
    if not group.beside:
        return True
    levels = group.framework.scale.order
    told = {one.review for one in group.universe if answers.get(one.review) in levels}
    ours = (frozenset(one.review for one in group.others) - group.known) & told

    def unlike(piece: Collection[str]) -> bool:
        said = [answers.get(one) for one in piece]
        return may_show([said.count(level) for level in levels])

    there = [one & told for one in group.beside]
    return not ours or ours in showable([ours, *there], unlike, first=[one for one in there[: group.first] if one])


def _strands(group: _Group, rows: Sequence[SchoolsRow]) -> Iterator[SchoolsRow]:
    """Yield a row for each strand. Where an indicator in it is hidden, only what the shown schools have is told.

    A plugin's method may let one strand bear upon another, so there any hidden indicator counts for every strand.
    """
    scored = [
        one
        for one in (*group.shown, *group.universe)
        if one.card is not None and one.card.shown in {"levels", "profile"}
    ]
    if not scored:
        return
    levels = {one.review: {each.id: each.level for each in one.card.strands} for one in scored if one.card}
    kept_back = {row.strand for row in rows if row.hidden and not row.proposed}
    anywhere = bool(kept_back) and any("." in one.card.method for one in scored if one.card)
    for strand in group.framework.strands.values():
        answers = {one.review: levels.get(one.review, {}).get(strand.id) for one in (*group.shown, *group.universe)}
        if anywhere or kept_back & {strand.id, *group.framework.within(strand.id)}:
            named = evolve(group, others=(), universe=())
            row = evolve(_row(named, strand, None, answers), hidden=True)
        else:
            row = _row(group, strand, None, answers)
        seen = {
            one.review: (each.judged, each.applicable)
            for one in group.shown
            if one.card is not None
            for each in one.card.strands
            if each.id == strand.id
        }
        yield evolve(row, rests_on=seen)
