"""One school over its rounds of review, through changes of its URN and of the framework's edition.

A difference between rounds does not say what made it. Where an indicator's text became another, the answers before and
after are not of the same thing, and are not set against each other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from inclusion_core.analysis.editions.alikeness import print_of
from inclusion_core.analysis.scoring.standings import cells_of
from inclusion_core.model.assessment import cell_text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from inclusion_core.model.assessment import Cell, Judgement
    from inclusion_core.model.framework import Framework
    from inclusion_core.model.school import School

REWORDED, NOT_IN_EDITION = "reworded", "not-in-this-edition"


@frozen
class Cycle:
    """One review of a school, and what one voice judged in it."""

    review: str
    school: School
    started: dt.date
    framework: Framework
    judgements: Mapping[Cell, Judgement]


@frozen
class OverTimeRow:
    """One indicator over the cycles.

    `answers` has one entry a round: a level, a non-answer, `reworded`, `not-in-this-edition`, None for not looked at.
    `moved` is how many levels lie between the first and the last level that are of the same text, up above 0; None
    where there are not two.
    """

    id: str
    title: str
    facet: str | None
    answers: tuple[str | None, ...]
    moved: int | None

    @property
    def name(self) -> str:
        """`U4`, or `U4@cared-for`."""
        return cell_text((self.id, self.facet))


@frozen
class OverTime:
    """A school's cycles, the earliest first, and its indicators as the latest edition has them."""

    cycles: tuple[Cycle, ...]
    rows: tuple[OverTimeRow, ...]


def is_same_school(one: School, other: School) -> bool:
    """Say whether two schools are one: the same here, by URN, or because one followed the other.

    >>> from inclusion_core.model.school import School
    >>> is_same_school(School("A", id="a"), School("A Academy", id="b", followed=("999001",)))
    False
    """
    if one.id and one.id == other.id:
        return True
    return bool(_own(one) & (_own(other) | set(other.followed)) or _own(other) & set(one.followed))


def _own(school: School) -> set[str]:
    """Return the URNs that a school has or had itself; two schools that followed one are two all the same."""
    return {one.value for one in school.identifiers.values() if one.scheme == "urn"}


def over_time(cycles: Iterable[Cycle]) -> OverTime:
    """Lay the cycles of one school beside each other. All must be of one framework, in any editions.

    Order does not matter: cycles stand by the day they began, then by id.
    """
    known = tuple(sorted(cycles, key=lambda one: (one.started, one.review)))
    return OverTime(known, tuple(_rows(known)) if known else ())


def _rows(cycles: tuple[Cycle, ...]) -> Iterator[OverTimeRow]:
    last = cycles[-1].framework
    facets = last.facet.values if last.facet is not None and last.facet.required else (None,)
    for one in last.indicators.values():
        told = [_answers(each, last, one.id, len(facets)) for each in cycles]
        for place, facet in enumerate(facets):
            answers = tuple(each[place] for each in told)
            levels = [last.scale.place(answer) for answer in answers if answer in last.scale.order and answer]
            moved = levels[-1] - levels[0] if len(levels) > 1 and not last.scale.stance else None
            yield OverTimeRow(one.id, one.title, facet, answers, moved)


def _answers(one: Cycle, last: Framework, indicator: str, several: int) -> tuple[str | None, ...]:
    if indicator not in one.framework.indicators:
        return (NOT_IN_EDITION,) * several
    if not _same_text(one.framework, last, indicator):
        return (REWORDED,) * several
    cells = cells_of(one.framework, one.judgements, indicator)
    return tuple(None if made is None else made.level or made.non_answer for _, made, _ in cells)


def _same_text(one: Framework, last: Framework, indicator: str) -> bool:
    if one is last or one.digest == last.digest:
        return True
    if one.scale.order != last.scale.order or one.facet != last.facet:
        return False
    levels: Collection[str] = last.scale.order
    return print_of(one.indicators[indicator], levels) == print_of(last.indicators[indicator], levels)
