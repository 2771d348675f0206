"""Whether expertise flows both ways: hours given and received, by school and between kinds of setting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from attrs import Factory, frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from inclusion_core.model.mixed_economy import Exchange

FEWEST = 3
"""The fewest exchanges of which the program says whether they go both ways."""

NEARLY = 3
"""It is a two-way street where the fuller way carries at most so many times the hours of the other."""

Way = Literal["two-way", "mostly-one-way", "one-way", "too-few", "none"]


@frozen
class Flow:
    """Exchanges that went one way: how many, and how many minutes they took together."""

    n: int = 0
    minutes: int = 0


@frozen
class Between:
    """What went between two kinds of setting, or two schools; `there` is from `one` to `other`."""

    one: str
    other: str
    there: Flow
    back: Flow

    @property
    def n(self) -> int:
        """How many exchanges it rests on."""
        return self.there.n + self.back.n

    @property
    def way(self) -> Way:
        """Whether it is a two-way street."""
        return way_of(self.there, self.back)


@frozen
class Given:
    """What one school gave and received, and from and to how many others."""

    school: str
    gave: Flow
    received: Flow
    gave_to: int
    received_from: int

    @property
    def way(self) -> Way:
        """Whether this school both gives and takes."""
        return way_of(self.gave, self.received)


@frozen
class Balance:
    """A ledger of exchanges added up: by school, between kinds of setting, and what the receivers say.

    `within` counts the hours between settings of one kind, which are no street between two. `says` counts the
    exchanges by what the receiver says, '' where the receiver was not asked yet.
    """

    n: int
    minutes: int
    schools: tuple[Given, ...]
    between: tuple[Between, ...]
    within: Mapping[str, Flow]
    says: Mapping[str, int] = Factory(dict)


def way_of(there: Flow, back: Flow) -> Way:
    """Say whether hours go both ways.

    >>> way_of(Flow(2, 10), Flow(1, 4)), way_of(Flow(3, 10), Flow(1, 3)), way_of(Flow(3, 9), Flow())
    ('two-way', 'mostly-one-way', 'one-way')
    >>> way_of(Flow(1, 3), Flow(1, 3)), way_of(Flow(), Flow())
    ('too-few', 'none')
    """
    if not there.n + back.n:
        return "none"
    if there.n + back.n < FEWEST:
        return "too-few"
    less, more = sorted((there.minutes, back.minutes))
    if not less:
        return "one-way"
    return "two-way" if less * NEARLY >= more else "mostly-one-way"


def balance_of(exchanges: Iterable[Exchange], kinds: Mapping[str, str]) -> Balance:
    """Add up a ledger. `kinds` maps each school to its kind of setting; one that is missing is `not known`.

    Schools are in the order of their ids, kinds in that of the alphabet; the answer does not depend on the order in
    which exchanges are given.
    """
    ledger = sorted(exchanges, key=lambda one: one.id)

    def kind(school: str) -> str:
        return kinds.get(school) or "not known"

    schools = sorted({school for one in ledger for school in (one.giver, one.receiver)})
    pairs = sorted({tuple(sorted((kind(one.giver), kind(one.receiver)))) for one in ledger})
    says: dict[str, int] = {}
    for each in ledger:
        says[each.answer] = says.get(each.answer, 0) + 1
    return Balance(
        len(ledger),
        sum(one.minutes for one in ledger),
        tuple(_given(ledger, school) for school in schools),
        tuple(
            Between(
                one,
                other,
                _flow(each for each in ledger if (kind(each.giver), kind(each.receiver)) == (one, other)),
                _flow(each for each in ledger if (kind(each.giver), kind(each.receiver)) == (other, one)),
            )
            for one, other in pairs
            if one != other
        ),
        {
            one: _flow(each for each in ledger if kind(each.giver) == kind(each.receiver) == one)
            for one, other in pairs
            if one == other
        },
        says,
    )


def _given(ledger: Iterable[Exchange], school: str) -> Given:
    gave = [one for one in ledger if one.giver == school]
    received = [one for one in ledger if one.receiver == school]
    return Given(
        school, _flow(gave), _flow(received), len({one.receiver for one in gave}), len({one.giver for one in received})
    )


def _flow(exchanges: Iterable[Exchange]) -> Flow:
    there = list(exchanges)
    return Flow(len(there), sum(one.minutes for one in there))


WAYS: Mapping[Way, str] = {
    "two-way": "a two-way street",
    "mostly-one-way": "mostly one way",
    "one-way": "one way only",
    "too-few": "too few to say",
    "none": "nothing written down",
}
"""Each answer in words."""
