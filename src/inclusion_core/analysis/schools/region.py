"""A region from released reviews: how schools are spread by authority, partnership and phase, and none found out.

No school is named. A figure rests on at least `LEAST` schools, and however the figures of one row are added to or taken
from each other, and from those that a comparison shows of agreed groups, each piece is of schools many and unlike.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from attrs import frozen

from inclusion_core.analysis.schools.side_by_side import spread_of
from inclusion_core.analysis.schools.suppression import LEAST, may_show, pieces, showable
from inclusion_core.analysis.scoring.standings import cells_of
from inclusion_core.model.assessment import cell_text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from inclusion_core.analysis.schools.side_by_side import Entrant, Spread
    from inclusion_core.model.framework import Framework

Sort = Literal["region", "authority", "partnership", "phase", "elsewhere"]

_AGREED = ("authority", "partnership", "elsewhere")


@frozen
class RegionGroup:
    """A group of schools, as ids of their reviews. `elsewhere` ones are shown by other commands, and not here."""

    sort: Sort
    id: str
    title: str
    reviews: frozenset[str]
    schools: int = 0


@frozen
class RegionFigure:
    """An indicator or a strand over one group. With `hidden` there are answers, and `spread` shows none of them."""

    id: str
    title: str
    strand: str
    facet: str | None
    spread: Spread
    hidden: bool

    @property
    def name(self) -> str:
        """`U4`, or `U4@cared-for`."""
        return cell_text((self.id, self.facet))


@frozen
class GroupFigures:
    """One group with its figures: `schools` are here, `n` of them have released a review that is in it."""

    sort: Sort
    id: str
    title: str
    schools: int
    n: int
    strands: tuple[RegionFigure, ...]
    indicators: tuple[RegionFigure, ...]


def regional(
    framework: Framework, entrants: Iterable[Entrant], groups: Sequence[RegionGroup], *, known: Collection[str] = ()
) -> tuple[GroupFigures, ...]:
    """Return the figures of each group but those `elsewhere`, in the order given.

    `known` are the reviews of schools that are named anywhere: they are no secret, so no figure is safe by them.
    """
    there = {one.review: one for one in entrants}
    secret = frozenset(there) - frozenset(known)
    facets = framework.facet.values if framework.facet is not None and framework.facet.required else (None,)
    indicators: list[list[RegionFigure]] = [[] for _ in groups]
    kept_back: list[set[str]] = [set() for _ in groups]
    for one in framework.indicators.values():
        if one.status == "proposed":
            continue
        for place, facet in enumerate(facets):
            said = {
                review: made.level
                for review, each in there.items()
                if one.applies_to.admits(each.setting)
                and (made := cells_of(framework, each.judgements, one.id)[place][1]) is not None
                and made.level is not None
            }
            for at, (spread, hidden) in enumerate(_row(framework, groups, said, secret)):
                indicators[at].append(RegionFigure(one.id, one.title, one.strand, facet, spread, hidden))
                if hidden:
                    kept_back[at].add(one.strand)
    scored = {
        review: {each.id: each.level for each in one.card.strands if each.level is not None}
        for review, one in there.items()
        if one.card is not None and one.card.shown in {"levels", "profile"}
    }
    crossing = any(one.card is not None and "." in one.card.method for one in there.values())
    strands: list[list[RegionFigure]] = [[] for _ in groups]
    for strand in framework.strands.values() if scored else ():
        said = {review: levels[strand.id] for review, levels in scored.items() if strand.id in levels}
        within = {strand.id, *framework.within(strand.id)}
        for at, (spread, hidden) in enumerate(_row(framework, groups, said, secret)):
            back = bool(kept_back[at]) if crossing else bool(kept_back[at] & within)
            none = spread_of(framework, [0] * len(framework.scale.order))
            hides = hidden or (back and spread.n > 0)
            strands[at].append(RegionFigure(strand.id, strand.title, strand.id, None, none if hides else spread, hides))
    return tuple(
        GroupFigures(one.sort, one.id, one.title, one.schools, len(one.reviews.intersection(there)),
                     tuple(strands[at]), tuple(indicators[at]))
        for at, one in enumerate(groups)
        if one.sort != "elsewhere"
    )  # fmt: skip


def _row(
    framework: Framework, groups: Sequence[RegionGroup], said: Mapping[str, str], secret: frozenset[str]
) -> list[tuple[Spread, bool]]:
    """Return for each group what may be shown of one row, and whether there are answers that are not."""
    order = framework.scale.order
    told = [one.reviews.intersection(said) for one in groups]
    parts = [one & secret for one in told]

    def unlike(some: Iterable[str]) -> bool:
        levels = [said[one] for one in some]
        return may_show([levels.count(level) for level in order])

    agreed = [part for one, part in zip(groups, parts, strict=True) if one.sort in _AGREED and part]
    shown = sorted(showable(agreed, unlike), key=sorted)
    open_ = set(shown)
    # the whole region says most, so it goes before the phases; of these the smallest first
    rest = [at for at, one in enumerate(groups) if one.sort not in _AGREED and parts[at]]
    for at in sorted(rest, key=lambda at: (groups[at].sort != "region", len(parts[at]), sorted(parts[at]))):
        if all(unlike(piece) for piece in pieces([*shown, parts[at]])):
            shown.append(parts[at])
            open_.add(parts[at])
    found = []
    for all_, part in zip(told, parts, strict=True):
        hidden = bool(all_) and (len(all_) < LEAST or (bool(part) and part not in open_))
        levels = [] if hidden else [said[one] for one in all_]
        found.append((spread_of(framework, [levels.count(level) for level in order]), hidden))
    return found
