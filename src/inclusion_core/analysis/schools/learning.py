"""Which schools could learn from which: who is strong where one is starting, and is willing to share.

Strong and starting are told from levels that hosts have released. It is a way to a conversation, and no order of merit:
schools come by what they could give each other, and then by how like each other their circumstances are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from inclusion_core.analysis.scoring.standings import headline

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from inclusion_core.analysis.schools.neighbours import Neighbour
    from inclusion_core.model.assessment import Cell, Judgement
    from inclusion_core.model.framework import Framework
    from inclusion_core.model.practice import PracticeCard
    from inclusion_core.model.school import School, Setting


@frozen
class Offer:
    """A school that is willing to share: the cards it offers, and where it is strong and starting as far as released.

    `near` says how unlike the school is to the one that looks, None where nothing can tell.
    """

    review: str
    school: School
    cards: tuple[PracticeCard, ...]
    strong: frozenset[str] = frozenset()
    starting: frozenset[str] = frozenset()
    near: Neighbour | None = None


@frozen
class Match:
    """A school to learn from. `teaches` are the indicators one could learn about there, `cards` what it offers on them.

    `learns` are those on which it could learn in return; with any, the match is mutual.
    """

    review: str
    school: School
    teaches: tuple[str, ...]
    learns: tuple[str, ...]
    cards: tuple[PracticeCard, ...]
    near: Neighbour | None

    @property
    def mutual(self) -> bool:
        """Whether each could learn from the other."""
        return bool(self.learns)


def starting_on(framework: Framework, judgements: Mapping[Cell, Judgement], setting: Setting) -> frozenset[str]:
    """Return the indicators whose level is in the lower half of the scale. A scale of stances has no halves."""
    places = _places(framework, judgements, setting)
    return frozenset(one for one, place in places.items() if 2 * place <= len(framework.scale.order))


def strong_on(framework: Framework, judgements: Mapping[Cell, Judgement], setting: Setting) -> frozenset[str]:
    """Return the indicators whose level is in the upper half of the scale; of three levels, the highest."""
    places = _places(framework, judgements, setting)
    return frozenset(one for one, place in places.items() if 2 * place > len(framework.scale.order) + 1)


def _places(framework: Framework, judgements: Mapping[Cell, Judgement], setting: Setting) -> dict[str, int]:
    if framework.scale.stance:
        return {}
    found: dict[str, int] = {}
    for one in framework.applicable(setting):
        if framework.facet is not None and framework.facet.required:
            levels = [made.level for value in framework.facet.values if (made := judgements.get((one.id, value)))]
            places = [framework.scale.place(level) for level in levels if level is not None]
        else:
            _, made, _ = headline(framework, judgements, one.id)
            places = [framework.scale.place(made.level)] if made is not None and made.level is not None else []
        if places:
            found[one.id] = min(places)
    return found


def matches(
    needs: Collection[str], strengths: Collection[str], offers: Iterable[Offer], order: Iterable[str] = ()
) -> tuple[Match, ...]:
    """Return the schools to learn from: mutual matches first, then by how much each could give, then the most alike.

    `needs` are the indicators one would learn about, `strengths` those one could give in return (none where one is not
    willing). `order` is that of the framework's indicators. The order of the offers does not matter.
    """
    places = {one: place for place, one in enumerate(order)}
    found = [
        match for one in offers if (match := _match(frozenset(needs), frozenset(strengths), one, places)) is not None
    ]
    return tuple(sorted(found, key=_rank))


def _match(needs: frozenset[str], strengths: frozenset[str], one: Offer, places: Mapping[str, int]) -> Match | None:
    cards = tuple(card for card in one.cards if needs & set(card.indicators))
    told = {each for card in cards for each in card.indicators}
    teaches = needs & (told | one.strong)
    if not teaches:
        return None
    last = len(places)

    def in_order(some: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted(some, key=lambda each: (places.get(each, last), each)))

    ordered = tuple(sorted(cards, key=lambda card: (in_order(card.indicators), card.what.casefold(), card.id)))
    return Match(one.review, one.school, in_order(teaches), in_order(strengths & one.starting), ordered, one.near)


def _rank(one: Match) -> tuple[bool, int, int, bool, object, str, str]:
    """Order by what could be given; a school that nothing is known of comes after those that are alike or not."""
    distance = one.near.distance if one.near is not None else 0
    return (
        not one.mutual, -len(one.cards), -len(one.teaches), one.near is None, distance, one.school.name.casefold(),
        one.review,
    )  # fmt: skip
