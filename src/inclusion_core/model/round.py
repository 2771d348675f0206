"""Rounds: who visits whom, and when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from attrs import Factory, frozen

from inclusion_core.errors import NotAllowed
from inclusion_core.model.fixed import tables_fixed


@frozen
class Visit:
    """One visit of a round. `id` is the local id of the school that hosts it, `visitors` are the schools that come.

    `lead`, `reviewers` and `champion` are ids of people in the clusters; None or none where nobody is known yet.
    `review` is the id of the review in which its work is kept.
    """

    id: str
    day: dt.date
    visitors: tuple[str, ...]
    lead: str | None = None
    reviewers: tuple[str, ...] = ()
    champion: str | None = None
    review: str | None = None

    def __attrs_post_init__(self) -> None:
        """Keep the rules that hold within one visit."""
        if not self.visitors:
            raise NotAllowed("A visit needs at least one school that comes. Name it in visitors.")
        if self.id in self.visitors:
            raise NotAllowed(f"{self.id} cannot visit itself. Name another school.")
        if len(set(self.visitors)) < len(self.visitors):
            raise NotAllowed("A school is named twice among the visitors. Name it once.")
        if self.champion is not None and self.champion in self.team:
            raise NotAllowed(
                f"{self.champion} is in the review team of {self.id} and cannot be its improvement champion, who must "
                "not have reviewed. Name somebody else."
            )

    @property
    def team(self) -> tuple[str, ...]:
        """The ids of those who review: whoever leads first."""
        return (*([] if self.lead is None else [self.lead]), *self.reviewers)


@frozen(field_transformer=tables_fixed)
class Round:
    """A round of visits in one cluster or more, between two days (both included).

    `visitors` is how many schools come to each host. `red_weeks` are weeks in which nobody visits, each by any day of
    it. At most `most_in_a_week` visits begin in one week, None for any number. With `across`, schools of all the
    clusters may visit each other. `without` are schools that do not take part. `clock` has days that differ from the
    usual ones, by the ids of `READINESS_CLOCK`. `visits` go by their hosts.
    """

    id: str
    title: str
    clusters: tuple[str, ...]
    first: dt.date
    last: dt.date
    visitors: int = 1
    red_weeks: tuple[dt.date, ...] = ()
    most_in_a_week: int | None = None
    across: bool = False
    without: tuple[str, ...] = ()
    clock: Mapping[str, int] = Factory(dict)
    visits: Mapping[str, Visit] = Factory(dict)

    def __attrs_post_init__(self) -> None:
        """Keep the rules that hold within one round."""
        broken = tuple(self._broken())
        if broken:
            raise NotAllowed(" ".join(broken))

    def _broken(self) -> Iterator[str]:
        if self.last < self.first:
            yield f"A round cannot end ({self.last}) before it begins ({self.first}). Give its first day first."
        if not self.clusters:
            yield "A round needs a cluster. Name one."
        if self.visitors < 1:
            yield f"At least one school visits each host, and this says {self.visitors}. Write 1 or more."
        if self.most_in_a_week is not None and self.most_in_a_week < 1:
            yield f"At least one visit must fit into a week, and this says {self.most_in_a_week}. Write 1 or more."
