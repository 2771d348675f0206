"""Practice cards, schools to learn from and what they were asked: a row for each, and the chosen one whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import inclusion_core as ic
from inclusion_tui.render.line import apart, fit, padded, text, under

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inclusion_tui.render.line import Line

practice = ic.practice

_ABOUT = 14
OFFERED_BUT_KEPT = "It is offered, and nobody else finds it before 'practice' and 'name' are released (g b r)."


def answer_words(answer: str) -> str:
    """Return how far a request has come, as people say it.

    >>> answer_words("in-use"), answer_words("not-for-us")
    ('in use here', 'not for us')
    """
    return {"in-use": "in use here"}.get(answer, answer.replace("-", " "))


def card_row(one: practice.PracticeCard, width: int) -> Line:
    """Return a card's row: what is done, what it speaks to, whether it is offered."""
    offered = "offered" if one.offered else "not offered"
    right: Line = (
        (f"{padded(' '.join(one.indicators), _ABOUT)} ", "dim"),
        (padded(offered, 12), "strong" if one.offered else "dim"),
    )
    return apart(((f" {text(one.what)}", ""),), right, width)


def card_whole(one: practice.PracticeCard, width: int) -> list[Line]:
    """Return a card whole; what is not said is left out."""
    lines = under(" ", one.what, width, style="title")
    for lead, says in (
        ("for whom", one.for_whom), ("seen", one.seen), ("rests on", one.research), ("took", one.took),
        ("ask", one.contact), ("about", " ".join(one.indicators)),
    ):  # fmt: skip
        if says:
            lines += under(f" {lead}: ", says, width)
    return lines


def match_row(one: practice.Match, width: int) -> Line:
    """Return a school's row: its name, what one could learn there, whether it could learn in turn."""
    both = "each from the other" if one.mutual else f"{len(one.cards)} card{'' if len(one.cards) == 1 else 's'}"
    right: Line = ((f"{padded(' '.join(one.teaches), _ABOUT)} ", "dim"), (padded(both, 20), "strong"))
    made_up = " (made up)" if one.school.made_up else ""
    return apart(((f" {text(one.school.name)}{made_up}", ""),), right, width)


def match_whole(one: practice.Match, framework: ic.Framework, width: int) -> list[Line]:
    """Return a match whole: what to learn about, what to give in return, how alike the schools are, their cards."""
    lines = under(" ", one.school.name, width, style="title")
    for card in one.cards:
        contact = f" (ask: {card.contact})" if card.contact else ""
        lines += under(" card: ", f"{card.what}{contact}", width)
    lines += under(" to learn about: ", _titles(one.teaches, framework), width)
    if one.learns:
        lines += under(" to give in return: ", _titles(one.learns, framework), width)
    if one.near is not None:
        parts = ", ".join(f"{name} {float(part):.2f}" for name, part in one.near.parts.items())
        lines += under(
            " alike: ", f"{float(one.near.distance):.2f} apart in circumstances ({parts}; 0 is alike)", width
        )
    return lines


def _titles(indicators: Sequence[str], framework: ic.Framework) -> str:
    said = (
        f"{one} {framework.worded(framework.indicators[one].title)}" if one in framework.indicators else one
        for one in indicators
    )  # fmt: skip
    return "; ".join(said) or "what its cards tell of"


def request_row(one: practice.LearningRequest, school: str, width: int) -> Line:
    """Return a request's row: what was asked, of which school (its name), how far it has come."""
    right: Line = ((f"{padded(text(school), 24)} ", "dim"), (padded(answer_words(one.answer), 12), "strong"))
    return apart(((f" {text(one.what)}", ""),), right, width)


def request_whole(one: practice.LearningRequest, school: str, width: int) -> list[Line]:
    """Return a request whole."""
    lines = under(" ", one.what, width, style="title")
    lines += [
        fit(
            ((" asked: ", "strong"), (text(school), ""), ("  now: ", "strong"), (answer_words(one.answer), "")),
            width,
        )
    ]
    return [*lines, *under(" what came of it: ", one.outcome or "not said yet (i says it)", width)]
