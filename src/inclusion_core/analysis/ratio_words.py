"""What small groups come to, in sentences: each figure with its n, and nothing said that is not known."""

from __future__ import annotations

from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from inclusion_core.analysis.ratios import GroupRatio, Ratios

NEVER = "It says how groups are staffed, never whether they help."
"""What stands beside every one of these figures."""

_HALF = Fraction(1, 2)


def plain(number: Fraction) -> str:
    """Return a number with at most one place, a half of it up.

    >>> from fractions import Fraction
    >>> plain(Fraction(6)), plain(Fraction(16, 3)), plain(Fraction(1, 4))
    ('6', '5.3', '0.3')
    """
    if number.denominator == 1:
        return str(number.numerator)
    tenths = floor(number * 10 + _HALF)
    return f"{tenths // 10}.{tenths % 10}"


def money(number: Fraction) -> str:
    """Return an amount of money of 0 or more, to the penny, half a penny up.

    >>> from fractions import Fraction
    >>> money(Fraction(24001, 2)), money(Fraction(29, 8))
    ('£12,000.50', '£3.63')
    """
    pennies = floor(number * 100 + _HALF)
    return f"£{pennies // 100:,}.{pennies % 100:02}"


def adults_in_words(one: GroupRatio) -> str:
    """Return who helps in a group: `1 teaching and 2 support`."""
    return " and ".join(f"{each.count} {each.kind}" for each in one.group.adults)


def within_in_words(one: GroupRatio) -> str:
    """Return how a group stands to the measure."""
    return "within the measure" if one.within else f"takes {one.takes}, {one.group.pupils - one.takes} more than that"


def summary(found: Ratios) -> Iterator[str]:
    """Yield what all groups come to, each figure with its number of groups."""
    support, teaching = found.measure["support"], found.measure["teaching"]
    several = "1 group" if len(found.groups) == 1 else f"{len(found.groups)} groups"
    yield f"{found.within} of {several} within 1:{support} with support staff or 1:{teaching} with a teacher."
    if found.as_support is not None:
        over = f"over {plain(found.pupil_hours)} pupil-hours a week"
        yield f"Together as 1:{plain(found.as_support)} with support staff, {over}."
    if found.pupil_hour is None:
        yield "No rate is given, so nothing is said of cost."
        return
    known = f"over {found.costed} of {several} whose rates are known"
    yield f"An hour for one pupil costs {money(found.pupil_hour)}, {known}."
    if found.year is not None:
        yield f"A year of {found.weeks} weeks costs {money(found.year)}."
    if found.left is not None and found.budget is not None:
        says = f"leaves {money(found.left)}" if found.left >= 0 else f"is {money(-found.left)} short"
        yield f"A budget line of {money(found.budget)} {says}."
    elif found.budget is not None:
        yield "Whether the budget lasts cannot be told before every rate is known."
