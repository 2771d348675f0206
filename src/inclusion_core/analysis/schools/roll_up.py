"""A trust's schools together: how they are spread on each indicator, who stands alone there, and who could help.

It says nothing of any school that `compare_schools` has not let through, and puts none above another: schools stand in
the order of the alphabet, and there is no figure for a school or for the trust.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from attrs import frozen

from inclusion_core.analysis.editions.horizons import is_over
from inclusion_core.analysis.schools.over_time import over_time
from inclusion_core.analysis.schools.side_by_side import NOT_FOR_THIS_SETTING
from inclusion_core.analysis.schools.suppression import LEAST, may_show
from inclusion_core.analysis.scoring.standings import cells_of
from inclusion_core.model.assessment import cell_text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from inclusion_core.analysis.schools.over_time import Cycle
    from inclusion_core.analysis.schools.side_by_side import Entrant, SchoolsCompared, SchoolsRow, Spread
    from inclusion_core.model.framework import Framework

FAR = 2
"""How many levels lie between a school that stands alone and the nearest other, at least."""

FEWEST_BESIDE = 3
"""How many other schools there are beside one that stands alone, at least."""

Moved = Literal["up", "same", "down", "too-soon"]
"""What became of an indicator between two rounds; `too-soon` where its horizon is not over."""

MOVES: tuple[Moved, ...] = ("up", "same", "down", "too-soon")


@frozen
class Alone:
    """One school far from all others: at which level, on which side, and how many levels from the nearest.

    `school` is its name, empty where it may not be named.
    """

    level: str
    side: Literal["below", "above"]
    steps: int
    school: str = ""


@frozen
class Helper:
    """A school that is strong here and willing to share: its name, and what it offers on this, if anything."""

    school: str
    offers: tuple[str, ...] = ()


@frozen
class RolledUp:
    """One indicator (one facet value of it where the facet is required), or one strand, over a trust's schools.

    `of` counts the schools that could have judged it as far as that is known: those in the comparison, without those of
    which it is shown that it is not for them. `too_soon` counts those that said so, as far as that may be shown;
    `hidden` says that there are others of which nothing is shown. `moved` counts what became of it, by `MOVES`; empty
    where no school has an earlier round that may be shown.
    """

    id: str
    title: str
    strand: str
    facet: str | None
    spread: Spread
    of: int
    hidden: bool
    too_soon: int
    alone: Alone | None
    helpers: tuple[Helper, ...]
    horizon: str = ""
    moved: tuple[int, ...] = ()
    proposed: bool = False

    @property
    def name(self) -> str:
        """`P1.1@policy`, or the strand's id."""
        return cell_text((self.id, self.facet))


@frozen
class RollUp:
    """A trust's schools together. `n` of its `schools` are in it; `named` are those that may be named.

    `sharing` counts those of them that let others learn from them, None where the framework says nothing
    of who is strong.
    """

    n: int
    schools: int
    named: tuple[str, ...]
    rows: tuple[RolledUp, ...]
    strands: tuple[RolledUp, ...]
    sharing: int | None = None

    @property
    def alone(self) -> tuple[RolledUp, ...]:
        """The indicators on which one school stands alone, in the framework's order."""
        return tuple(row for row in self.rows if row.alone is not None)


def roll_up(  # noqa: PLR0913  a roll-up has these parts, all named
    framework: Framework,
    compared: SchoolsCompared,
    entrants: Iterable[Entrant],
    *,
    schools: int,
    willing: Mapping[str, Mapping[str, Sequence[str]]] | None = None,
    earlier: Mapping[str, Sequence[Cycle]] | None = None,
) -> RollUp:
    """Put a trust's schools together. `compared` was made of the `entrants`, none of them the reader's own.

    `willing` maps the reviews that released practice and name to what they offer, by indicator. `earlier` maps reviews
    to all the rounds of that school, released as well, the latest last.
    """
    everyone = tuple(entrants)
    names = {one.review: one.school.name for one in compared.shown}
    unnamed = tuple(one for one in everyone if one.review not in names)
    moves = {review: _moves(framework, cycles) for review, cycles in (earlier or {}).items()}
    facets = framework.facet.values if framework.facet is not None and framework.facet.required else (None,)
    rows = []
    for row in compared.rows:
        one = framework.indicators[row.id]
        away = [each for each in row.answers.values() if each == NOT_FOR_THIS_SETTING]
        place = facets.index(row.facet)
        said = [cells_of(framework, each.judgements, row.id)[place][1] for each in unnamed]
        others = [None if made is None else made.non_answer for made in said] if _open(row, compared) else []
        rows.append(
            RolledUp(
                row.id,
                row.title,
                row.strand,
                row.facet,
                row.spread,
                len(everyone) - len(away),
                row.hidden,
                _too_soon(list(row.answers.values()), others),
                alone_in(framework, row.spread, {names[key]: level for key, level in row.answers.items()}),
                _helpers(framework, row, names, willing or {}),
                one.horizon,
                _moved(row, compared, unnamed, moves),
                row.proposed,
            )
        )
    strands = tuple(
        RolledUp(row.id, row.title, row.strand, None, row.spread, len(everyone), row.hidden, 0,
                 alone_in(framework, row.spread, {names[key]: level for key, level in row.answers.items()}), ())
        for row in compared.strands
    )  # fmt: skip
    sharing = None if framework.scale.stance else len(names.keys() & (willing or {}).keys())
    return RollUp(len(everyone), schools, tuple(names.values()), tuple(rows), strands, sharing)


def alone_in(framework: Framework, spread: Spread, named: Mapping[str, str | None]) -> Alone | None:
    """Return the one school that is far from all others, below before above; None where there is none.

    Only of what is shown: at least `FEWEST_BESIDE` others, the nearest at least `FAR` levels away.
    """
    if framework.scale.stance or spread.n <= FEWEST_BESIDE:
        return None
    order, counts = framework.scale.order, spread.counts
    held = [place for place, count in enumerate(counts) if count]
    for at, beside, side in ((held[0], held[1:2], "below"), (held[-1], held[-2:-1], "above")):
        if counts[at] == 1 and beside and abs(beside[0] - at) >= FAR:
            name = next((one for one, level in named.items() if level == order[at]), "")
            return Alone(order[at], "below" if side == "below" else "above", abs(beside[0] - at), name)
    return None


def _open(row: SchoolsRow, compared: SchoolsCompared) -> bool:
    """Say whether something of the schools without a name is shown in this row."""
    return compared.together and not row.hidden and row.others > 0


def _too_soon(named: Sequence[str | None], others: Sequence[str | None]) -> int:
    """Count those that said it is too soon; of the schools without a name only where that tells of none of them."""
    among = sum(one == "too-soon" for one in others)
    return sum(one == "too-soon" for one in named) + (among if others and may_show([among, len(others) - among]) else 0)


def _helpers(
    framework: Framework,
    row: SchoolsRow,
    names: Mapping[str, str],
    willing: Mapping[str, Mapping[str, Sequence[str]]],
) -> tuple[Helper, ...]:
    """Return who is in the upper half here, may be named and shares practice; those with something to show first."""
    order = framework.scale.order
    if framework.scale.stance:
        return ()
    strong = frozenset(level for place, level in enumerate(order, start=1) if 2 * place > len(order) + 1)
    found = [
        Helper(names[review], tuple(willing[review].get(row.id, ())))
        for review, level in row.answers.items()
        if level in strong and review in willing
    ]
    return tuple(sorted(found, key=lambda one: (not one.offers, one.school.casefold())))


def _moves(framework: Framework, cycles: Sequence[Cycle]) -> dict[tuple[str, str | None], Moved]:
    """Return what became of each indicator since the latest earlier round that lies its horizon back, of the same text.

    Where only rounds are there that are too near, it is too soon to say.
    """
    found: dict[tuple[str, str | None], Moved] = {}
    last = cycles[-1]
    for before in reversed(cycles[:-1]):
        for row in over_time((before, last)).rows:
            if row.moved is None or found.get((row.id, row.facet), "too-soon") != "too-soon":
                continue
            if not is_over(framework.indicators[row.id].horizon, before.started, last.started):
                found[row.id, row.facet] = "too-soon"
            else:
                found[row.id, row.facet] = "up" if row.moved > 0 else "down" if row.moved < 0 else "same"
    return found


def _moved(
    row: SchoolsRow,
    compared: SchoolsCompared,
    unnamed: Collection[Entrant],
    moves: Mapping[str, Mapping[tuple[str, str | None], Moved]],
) -> tuple[int, ...]:
    """Count what became of it; the schools without a name only where at least `LEAST` of them differ enough."""
    cell = (row.id, row.facet)
    counts = [0] * len(MOVES)
    for review in row.answers:
        if cell in moves.get(review, {}):
            counts[MOVES.index(moves[review][cell])] += 1
    others = [moves[one.review][cell] for one in unnamed if cell in moves.get(one.review, {})]
    by = [others.count(one) for one in MOVES]
    if _open(row, compared) and len(others) >= LEAST and len(unnamed) - len(others) != 1 and may_show(by):
        counts = [one + more for one, more in zip(counts, by, strict=True)]
    return tuple(counts) if any(counts) else ()
