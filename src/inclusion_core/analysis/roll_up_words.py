"""A trust's roll-up in words, the same on screens, on paper and on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inclusion_core.analysis.suppression import HIDDEN
from inclusion_core.analysis.wording import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from inclusion_core.analysis.roll_up import RolledUp, RollUp
    from inclusion_core.model.framework import Framework

NOT_AN_ORDER = "Rows stand in the framework's order and schools in that of the alphabet: no order of merit."


def counts_words(row: RolledUp) -> str:
    """Write how many schools gave each level, lowest first: `1 0 3 2`, or `c c c c` where none of it may be shown."""
    return " ".join(HIDDEN if count is None else str(count) for count in row.spread.known(hidden=row.hidden))


def middle_words(framework: Framework, row: RolledUp) -> str:
    """Write the middle and the range by their places: `middle 3, range 1 to 4`; empty where nothing is shown."""
    if not row.spread.median:
        return ""
    place = framework.scale.place
    middle = " to ".join(str(place(one)) for one in row.spread.median)
    return f"middle {middle}, range {place(row.spread.lowest)} to {place(row.spread.highest)}"


def rests_words(row: RolledUp) -> str:
    """Write what a row rests on: `n 7 of 9`, with too-soon and `c` where something is not shown."""
    soon = f", {row.too_soon} too soon" if row.too_soon else ""
    if row.spread.schools(hidden=row.hidden) is None:
        return f"n {HIDDEN} of {row.of}{soon}"
    return f"n {row.spread.n} of {row.of}{soon}{f', {HIDDEN}' if row.hidden else ''}"


def alone_words(framework: Framework, row: RolledUp) -> str:
    """Say which school stands alone in a row, empty where none does."""
    one = row.alone
    if one is None:
        return ""
    who = one.school or "One school (not named)"
    level = framework.level_title(one.level)
    return f"{who} stands alone at {level}, {one.steps} levels {one.side} the nearest other."


def help_words(row: RolledUp) -> str:
    """Say who could help in a row, empty where nobody who is willing is strong here."""
    if not row.helpers:
        return ""
    told = [f"{one.school} ({'; '.join(one.offers)})" if one.offers else one.school for one in row.helpers]
    return f"Could help: {listed(told)}."


def no_help_words(found: RollUp) -> str:
    """Say what is needed before anybody can be put forward to help; empty where somebody shares, or nobody could."""
    if found.sharing != 0:
        return ""
    return (
        "Who could help is shown once a school has released its practice and its name: "
        "inclusion release REVIEW --section practice --section name --to partnership"
    )


def moved_words(row: RolledUp) -> str:
    """Say what became of a row since the round a horizon back, empty where there is no earlier round."""
    if not row.moved:
        return ""
    names = ("up", "as before", "down", "too soon to tell")
    told = listed([f"{count} {name}" for count, name in zip(row.moved, names, strict=True) if count])
    after = f", when {row.horizon} had passed" if row.horizon and sum(row.moved[:3]) else ""
    wait = f"; a change could show after {row.horizon}" if row.horizon and not sum(row.moved[:3]) else ""
    return f"Since an earlier round: {told}{after}{wait}."


def opening_words(found: RollUp, silent: int) -> Iterator[str]:
    """Yield what a roll-up rests on."""
    yield f"{found.n} of {found.schools} schools are in it{f'; {silent} have no review here' if silent else ''}."
    nameless = found.n - len(found.named)
    names = listed(found.named) if found.named else "no school"
    yield f"By name: {names}{f'; {nameless} without' if nameless else ''}."
    yield NOT_AN_ORDER


def is_told(row: RolledUp) -> bool:
    """Say whether a row has anything to tell."""
    return bool(row.spread.n or row.hidden or row.too_soon)
