"""Beginning a review: schools to choose from, and frameworks with what each is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import inclusion_core as ic
from inclusion_tui.render.line import apart, fit, text, under

if TYPE_CHECKING:
    from inclusion_tui.render.line import Line, Part

_ROOMY = 110
_MOST_LINES = 8


def school_line(one: ic.School, width: int) -> Line:
    """Return a school's line: its name, its town and number; one that is closed says so."""
    made_up = " (made up)" if one.made_up else ""
    left: list[Part] = [(f" {text(one.name)}{made_up}", "")]
    if one.town:
        left.append((f"  {text(one.town)}", "dim"))
    closed = "closed  " if one.status == "closed" else ""
    urn = f"URN {one.urn}" if one.urn else ""
    return apart(tuple(left), ((closed, "warn"), (text(urn), "dim"), (" ", "")), width)


def new_school_line(name: str, width: int) -> Line:
    """Return the line of a school that is not here yet."""
    return fit(((" A new school called ", "strong"), (text(name), "title")), width)


def framework_line(one: ic.Offered, width: int) -> Line:
    """Return a framework's line: its title and edition, what it stands at, how many indicators, who gives it."""
    left: list[Part] = [(f" {text(one.title)}", "" if not one.problems else "dim"), (f"  {text(one.edition)}", "dim")]
    if one.problems:
        return apart(tuple(left), (("cannot be used", "warn"), (" ", "")), width)
    right: list[Part] = [("draft  ", "warn")] if one.consultation else []
    right.append((counted(one.indicators, "indicator"), "dim"))
    if width >= _ROOMY:
        right.append((f"  {ic.clipped(text(one.given_by), width // 4)}", "dim"))
    return apart(tuple(left), (*right, (" ", "")), width)


def framework_lines(one: ic.Offered, width: int) -> list[Line]:
    """Return what a framework is: its own description, its levels, who gives it, and what keeps it from being used."""
    if one.problems:
        more = len(one.problems) - 1
        others = f" And {counted(more, 'more problem')}." if more else ""
        return under(" ", f"It cannot be used: {one.problems[0]}{others}", width - 1, style="warn")[:_MOST_LINES]
    lines: list[Line] = [fit(((f" {text(one.title)}", "strong"),), width)]
    if one.about.strip():
        about = under(" ", one.about, width - 1)
        lines += about[: _MOST_LINES - 1]
        if len(about) >= _MOST_LINES:
            lines[-1] = fit((*lines[-1], ("…", "")), width)
    given = f"{one.name}, given by {one.given_by}. {counted(one.indicators, 'indicator')}"
    levels = f", each {ic.listed(one.levels, 'or')}." if one.levels else "."
    lines += under(" ", given + levels, width - 1, style="dim")
    if one.consultation:
        lines += under(" ", "A draft for consultation: it may still change, and reviews can follow.", width - 1,
                       style="warn")  # fmt: skip
    return lines


def counted(number: int, noun: str) -> str:
    """Return a number with its noun.

    >>> counted(1, "school"), counted(5_000, "school")
    ('1 school', '5,000 schools')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
