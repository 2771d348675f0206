"""A school year: the map of its weeks, a row for each, and the chosen one with all that weighs there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import inclusion_core as ic
from inclusion_tui.render.board import day_words
from inclusion_tui.render.line import apart, fit, padded, text, under

if TYPE_CHECKING:
    import datetime as dt

    from inclusion_tui.render.line import Line

calendars = ic.calendars

WHAT_IT_IS = "The number is the sum of the weights that touch the week. It says when, never how anybody copes."


def role_name(role: str) -> str:
    """Return what people call a role.

    >>> role_name("senco"), role_name("phase-leader")
    ('SENCO', 'Phase leader')
    """
    return "SENCO" if role == "senco" else role.replace("-", " ").capitalize()


def map_lines(found: calendars.Pressure, here: dt.date | None, width: int, *, ascii_only: bool = False) -> list[Line]:
    """Return the year as a map, with a mark under the chosen week; and for which days no term is known."""
    kept = kept_weeks(found)
    names = {role: role_name(role) for role in found.roles[:3]}
    lines = ic.chart_lines(found.weeks, names, kept.__contains__, shades=False, here=here)
    if ascii_only:
        lines = tuple(ic.ascii_only(one) for one in lines)
    told = [fit(((f" {one}", "title" if place == 0 else ""),), width) for place, one in enumerate(lines)]
    unknown = calendars.unknown_words(found.year, briefly=True)
    return [*told, *under(" ", f"{unknown} Type: inclusion calendar term", width, style="warn")] if unknown else told


def kept_weeks(found: calendars.Pressure) -> set[dt.date]:
    """Return the Mondays of the weeks in which time is kept free."""
    return {calendars.monday(one.day) for one in found.year.kept.values()}


def week_row(week: calendars.Week, found: calendars.Pressure, width: int, *, quiet: bool, kept: bool) -> Line:
    """Return a week's row: its Monday, each role's load, what weighs there; quiet, kept and holidays in words."""
    loads = "  ".join(f"{role_name(role)} {week.loads.get(role, 0)}" for role in found.roles[:3])
    said = (("no school", week.holiday), ("terms not known", week.unknown), ("kept free", kept), ("quiet", quiet))
    marks = [word for word, there in said if there]
    by_id = found.by_id
    titles = "; ".join(text(by_id[one].title) for one in week.events if one in by_id)
    state = ", ".join(marks)
    left: Line = (
        (f" {week.monday.day:>2} {week.monday:%b}  ", "strong"),
        (f"{padded(loads, 13 * min(len(found.roles), 3))} ", "level" if week.both else ""),
        (titles, "dim"),
    )
    return apart(left, ((f"{state} ", "good" if quiet or kept else "dim"),) if state else (), width)


def week_whole(week: calendars.Week, found: calendars.Pressure, width: int) -> list[Line]:
    """Return a week whole: each event with its days, its weight and on whom it weighs; time that is kept free."""
    lines = under(" ", f"Week of {day_words(week.monday)}", width, style="title")
    for name in week.events:
        one = found.by_id.get(name)
        if one is not None:
            unsure = ". Its day rests on terms not known yet" if found.year.rests_on_unknown(one) else ""
            lines += under(
                f" {one.weight} ", f"{one.title}: {_days(one, week)}, {_on(one)}{_given(one)}{unsure}", width
            )
    for kept in found.year.kept.values():
        if calendars.monday(kept.day) == week.monday:
            clock = f", {kept.starts} to {kept.ends}" if kept.starts else ""
            lines += under(" * ", f"{kept.title}: {day_words(kept.day)}{clock}", width, style="good")
    if len(lines) == 1:
        lines += under(" ", "Nothing is known that weighs here. n adds something.", width, style="dim")
    return lines


def _days(one: calendars.Event, week: calendars.Week) -> str:
    """Return when an event is: of what repeats, which of its times are in the week."""
    here = [time for time in one.times if calendars.monday(time[0]) <= week.monday <= time[1]] if one.also else []
    days = ic.listed([_stretch(*time) for time in here]) if here else _stretch(one.first, one.times[-1][1])
    if one.also:
        days += f", {len(here)} of {len(one.times)} times" if here else f", {len(one.times)} times"
    spread = [f"{count} days {word}" for count, word in ((one.before, "before"), (one.after, "after")) if count]
    return f"{days}{f' and {ic.listed(spread)}' if spread else ''}"


def _stretch(first: dt.date, last: dt.date) -> str:
    said = f"{first.day} {first:%b}"
    return said if first == last else f"{said} to {last.day} {last:%b}"


def _on(one: calendars.Event) -> str:
    return f"on {ic.listed([role_name(role) for role in one.roles])}" if one.roles else "on everybody"


def _given(one: calendars.Event) -> str:
    return f" ({text(one.given_by)})" if one.given_by else ""
