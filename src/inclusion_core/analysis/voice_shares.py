"""How often the SENCO joined a school's decisions from the start, was asked, was told, or was not there; with its n."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import Factory, frozen

from inclusion_core.model.calendar import year_of, year_title
from inclusion_core.model.fixed import tables_fixed
from inclusion_core.model.together import AREAS, JOINED

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from inclusion_core.model.together import Decision

_TERM_BY_MONTH = {**dict.fromkeys((9, 10, 11, 12), "autumn"), **dict.fromkeys((1, 2, 3), "spring")}


@frozen(field_transformer=tables_fixed)
class VoiceShares:
    """Counts of decisions by when the SENCO joined. `label` says of what; `n` is how many decisions there were.

    `shares` are exact, from 0 to 1; there are none where there was no decision.
    """

    label: str
    n: int
    counts: Mapping[str, int] = Factory(dict)

    @property
    def shares(self) -> Mapping[str, Fraction]:
        """Each way of joining with its share of the decisions."""
        return {one: Fraction(count, self.n) for one, count in self.counts.items()} if self.n else {}


def voice_shares(decisions: Iterable[Decision], label: str = "all") -> VoiceShares:
    """Count decisions by when the SENCO joined.

    >>> import datetime as dt
    >>> from inclusion_core.model.together import Decision
    >>> found = voice_shares([Decision("d-1", dt.date(2026, 11, 2), "staffing", "A post", "start")])
    >>> found.n, found.counts["start"], found.shares["start"]
    (1, 1, Fraction(1, 1))
    """
    given = [one.joined for one in decisions]
    return VoiceShares(label, len(given), {one: given.count(one) for one in JOINED})


def voice_by_area(decisions: Iterable[Decision]) -> tuple[VoiceShares, ...]:
    """Count decisions for each area in which there were any, in the order of the areas."""
    there = list(decisions)
    found = (voice_shares((one for one in there if one.area == area), area) for area in AREAS)
    return tuple(one for one in found if one.n)


def voice_over_time(decisions: Iterable[Decision]) -> tuple[VoiceShares, ...]:
    """Count decisions for each term in which there were any, the earliest first.

    Terms are told by the month: September to December, January to March, April to August.
    """
    terms: dict[str, list[Decision]] = {}
    for one in sorted(decisions, key=lambda each: (each.day, each.id)):
        terms.setdefault(_term(one.day), []).append(one)
    return tuple(voice_shares(there, label) for label, there in terms.items())


def _term(day: dt.date) -> str:
    return f"{_TERM_BY_MONTH.get(day.month, 'summer')} {year_title(year_of(day))}"
