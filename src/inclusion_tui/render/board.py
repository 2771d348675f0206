"""The cluster board and the plan of a round: rows, and the chosen one whole. What is due is said in working days."""

from __future__ import annotations

from typing import TYPE_CHECKING

import inclusion_core as ic
from inclusion_tui.render.line import apart, fit, padded, text, under

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from inclusion_tui.render.line import Line, Part

_STATE, _VISIT, _DUE, _NAME = 16, 14, 24, 24
_WAY, _SKILLS, _WIDE = 10, 36, 120


def days_words(day: dt.date, today: dt.date) -> str:
    """Say in working days when something is.

    >>> import datetime as dt
    >>> today = dt.date(2026, 11, 25)
    >>> [days_words(today + dt.timedelta(days=away), today) for away in (5, 0, -1)]
    ['in 3 working days', 'today', '1 working day ago']
    """
    if day == today:
        return "today"
    away = ic.working_days_between(today, day)
    if day > today:
        return f"in {away} working {'day' if away == 1 else 'days'}" if away else "before the next working day"
    return f"{-away} working {'day' if away == -1 else 'days'} ago" if away else "since the last working day"


def day_words(day: dt.date) -> str:
    """Return a day as people write it, with its weekday.

    >>> import datetime as dt
    >>> day_words(dt.date(2026, 11, 30))
    'Mon 30 Nov 2026'
    """
    return f"{day:%a} {day.day} {day:%b %Y}"


def cluster_heading(one: ic.board.BoardCluster) -> str:
    """Return a cluster's heading: its title, its kind, how many schools, its partnership."""
    cluster = one.cluster
    schools = f"{len(cluster.schools)} schools"
    partnership = f", {text(cluster.partnership)}" if cluster.partnership else ""
    return f"{text(cluster.title)}: {cluster.phase.replace('-', ' ')}, {schools}{partnership}"


def conflict_words(one: ic.clusters.DeclaredConflict, cluster: ic.board.BoardCluster) -> str:
    """Say that two must not meet, by their names, and why where that is said."""
    because = f": {text(one.because)}" if one.because else ""
    first, second = (text(cluster.shown(each)) for each in (one.one, one.other))
    return f"  {first} and {second} must not meet{because}"


def coordinator_words(names: Iterable[str]) -> str:
    """Say who keeps the dates for all schools; empty for nobody."""
    there = [text(one) for one in names]
    return f"  coordinated by {ic.listed(there)}" if there else ""


def school_row(one: ic.board.BoardSchool, progress: ic.Progress | None, width: int, late: str = "") -> Line:
    """Return a school's row: its name, how far its own review is, its visit, and what is late or due next."""
    state = "no review here"
    if one.review is not None:
        state = f"{progress.judged} of {progress.applicable} judged" if progress is not None else "a review is here"
    visit = f"visit {_short_day(one.visit.day)}" if one.visit is not None else "no visit yet"
    due = "its clock has run out" if one.visit is not None else ""
    if one.next_due is not None:
        due = f"{_short(one.next_due.deadline.title)} {_short_day(one.next_due.day)}"
    last: Part = ("late: self-evaluation", "warn") if late else (due, "strong")
    right: Line = ((padded(state, _STATE), ""), (padded(visit, _VISIT), ""), (padded(last[0], _DUE), last[1]))
    if width < _STATE + _VISIT + _DUE + _NAME:
        right = right[1:]
    return apart(((f"  {text(one.name)}", ""),), right, width)


def _short_day(day: dt.date) -> str:
    return f"{day.day} {day:%b}"


def _short(title: str) -> str:
    return {"Self-evaluation with the reviewers": "Self-evaluation"}.get(title, title)


def school_whole(
    one: ic.board.BoardSchool, cluster: ic.board.BoardCluster, today: dt.date, width: int, late: str = ""
) -> list[Line]:
    """Return a school whole: what is late, who works on it, its consent and conflicts, its visit and its clock."""
    made_up = " (made up)" if one.made_up else ""
    lines = under(" ", f"{one.name}{made_up}", width, style="title")
    if late:
        lines += under(" late: ", late, width, style="warn")
    named = "may be named beside its figures" if one.named else "is not named to others (c changes it)"
    lines += under(" named: ", named, width)
    lines += under(" people: ", "; ".join(one.people) or "nobody is known yet", width)
    for conflict in cluster.conflicts_of(one.member.id):
        lines += under(" conflict: ", conflict_words(conflict, cluster).strip(), width)
    if one.member.needs:
        lines += under(" would like: ", ic.listed(one.member.needs), width)
    if one.member.red_weeks:
        lines += under(" red weeks: ", ", ".join(day_words(day) for day in one.member.red_weeks), width)
    if one.visit is not None:
        lines += under(" visit: ", f"{day_words(one.visit.day)}, by {ic.listed(one.visitors)}", width)
        for due in one.due:
            when: Part = (f"{day_words(due.day)}, {days_words(due.day, today)}", "dim" if due.day < today else "")
            lines.append(fit(((f" {padded(due.deadline.title, 36)} ", "dim"), when), width))
    return lines


def visit_row(visit: ic.rounds.Visit, view: ic.rounds.RoundView, width: int, *, changed: bool = False) -> Line:
    """Return a visit's row: its day, its host, who comes and from how far; a sign where the new plan changes it.

    Where there is room it says, too, which of the skills that the host asked for are brought.
    """
    comes = ic.listed([text(view.name(one)) for one in visit.visitors])
    day = padded(day_words(visit.day), 16)
    left: Line = ((" * " if changed else "   ", "warn"), (day, "dim"), (text(view.name(visit.id)), "strong"))
    skills = _SKILLS if width >= _WIDE else 0
    room = max((width - len(day) - 3 - _WAY - skills) // 2, 12)
    right: Line = ((padded(f"from {comes}", room), ""), (f" {padded(view.way(visit), _WAY - 1)}", "dim"))
    if skills:
        right = (*right, (padded(text(view.skills(visit)), skills), "dim"))
    return apart(left, right, width)


def visit_whole(visit: ic.rounds.Visit, view: ic.rounds.RoundView, today: dt.date, width: int) -> list[Line]:
    """Return a visit whole: why so, who comes, what is due and by when."""
    lines = under(" ", f"{view.name(visit.id)} is visited on {day_words(visit.day)}", width, style="title")
    for says in view.why(visit):
        lines += under(" why: ", says, width)
    team = [f"led by {view.who(visit.lead)}"] if visit.lead else ["nobody leads yet"]
    team += [f"with {ic.listed([view.who(one) for one in visit.reviewers])}"] if visit.reviewers else []
    team.append(f"champion {view.who(visit.champion)}" if visit.champion else "no improvement champion yet")
    lines += under(" who: ", "; ".join(team), width)
    for due in view.due(visit):
        lines += under(f" {due.deadline.title}: ", f"{day_words(due.day)}, {days_words(due.day, today)}", width)
    return lines


def cannot_lines(sentence: str, gives: Iterable[str], width: int) -> list[Line]:
    """Say that no plan keeps every rule, and of which rules one must give."""
    lines = under(" ", sentence, width, style="title")
    rules = list(gives)
    if rules:
        lines += [(), ((" One of these must give:", "strong"),)]
        for one in rules:
            lines += under("   ", one, width)
    return lines
