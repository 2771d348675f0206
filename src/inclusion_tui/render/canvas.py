"""The workshop canvas of a line of enquiry: a row for each part, and the chosen one whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inclusion_tui.notes.when import day_in_words
from inclusion_tui.render.line import fit, padded, text, under

if TYPE_CHECKING:
    import datetime as dt

    import inclusion_core as ic
    from inclusion_tui.render.line import Line

_TITLE = 22

OF_THE_LINE = {
    "finding": ("What was found", "Seen and heard, by more than one kind of evidence."),
    "why": ("Why it is so", "Ask why once more than feels polite."),
    "helps": ("What helps", "What is there already that this can stand on."),
    "hinders": ("What stands in the way", "Time, money, habits, people who were not asked."),
    "options": ("What could be done", "Two or three ways, before one is chosen."),
}
"""The parts that belong to the line, each with its title and a hint."""

OF_THE_STEP = {
    "what": ("The first step", "Small enough to begin within two weeks."),
    "who": ("Who sees to it", "By role, such as SENCO; never a pupil."),
    "by_when": ("By when", "12 Jan, or 2027-01-12."),
    "impact": ("How we will know", "What pupils will notice."),
    "baseline": ("How it stands before", "What you can count or hear today."),
    "review_on": ("Looked at again on", "12 Jan, or 2027-01-12."),
    "cost": ("What it costs", "Money, hours, cover: in your own words."),
    "paid_from": ("What pays for it", "A budget line, a grant, nothing new."),
}
"""The parts that belong to the first step, which is an action."""

DAYS = frozenset({"by_when", "review_on"})


def part_text(line: ic.LineOfEnquiry, step: ic.Action | None, part: str, today: dt.date) -> str:
    """Return what is said of a part, empty where nothing is."""
    if part in OF_THE_LINE:
        return str(getattr(line, part))
    value = getattr(step, part) if step is not None else None
    return day_in_words(value, today) if part in DAYS and value is not None else str(value or "")


def canvas_row(title: str, says: str, width: int) -> Line:
    """Return a part's row: its title, and the beginning of what is said there."""
    told = text(says) if says else "not said yet"
    return fit(((f" {padded(title, _TITLE)} ", "strong"), (told, "" if says else "dim")), width)


def canvas_part(title: str, hint: str, says: str, width: int) -> list[Line]:
    """Return a part whole."""
    return [*under(" ", title, width, style="title"), *under(" ", says or f"Not said yet. {hint}", width)]
