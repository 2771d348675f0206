"""What a SENCO and a leader do side by side, as rows and whole. Hopes stand here only where they may be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import inclusion_core as ic
from inclusion_tui.render.board import day_words
from inclusion_tui.render.line import apart, padded, text, under

if TYPE_CHECKING:
    from collections.abc import Mapping

    from inclusion_tui.render.line import Line

pairs = ic.pairs

PRIVATE = "Private to the two: no report, export or file that is handed over holds any of it."
JOINED_WORDS = {"start": "from the start", "consulted": "consulted", "told": "told", "absent": "not there"}
AFTER_WORDS: Mapping[str, str] = {
    "stayed": "What stayed with you?",
    "questioned": "What did it question in your thinking?",
    "takes_back": "What do you take back and apply?",
    "to_fit": "What has to be fitted to your setting?",
    "who_else": "Who else belongs in it?",
    "support": "What support does it need?",
    "tried": "What was tried?",
    "adapted": "What was adapted?",
    "sustained": "What has lasted?",
}
_DAY = 16


def role_words(role: str) -> str:
    """Return what people call one of the two.

    >>> role_words("senco"), role_words("leader")
    ('SENCO', 'leader')
    """
    return "SENCO" if role == "senco" else role


def planning_row(one: pairs.Planning, width: int) -> Line:
    """Return a meeting's row: its day, its one step, how much of it is written."""
    said = sum(bool(getattr(one, name)) for name in pairs.PLANNING_PARTS)
    step = text(one.step) if one.step else "no step yet"
    return apart(
        ((f"  {padded(day_words(one.day), _DAY)} ", "dim"), (step, "" if one.step else "dim")),
        ((f"{said} of {len(pairs.PLANNING_PARTS)} parts ", "dim"),), width,
    )  # fmt: skip


def planning_whole(one: pairs.Planning, width: int) -> list[Line]:
    """Return a meeting whole; what was not said is counted."""
    lines = under(" ", f"Planning on {day_words(one.day)}", width, style="title")
    for name, asks in pairs.PLANNING_PARTS.items():
        if said := getattr(one, name):
            lines += under(f" {asks} ", said, width)
    left = sum(not getattr(one, name) for name in pairs.PLANNING_PARTS)
    return [
        *lines,
        *(under(" ", f"{left} parts are not said yet (Enter says them).", width, style="dim") if left else []),
    ]


def decision_row(one: pairs.Decision, width: int) -> Line:
    """Return a decision's row: its day, what was decided, and when the SENCO joined."""
    left: Line = ((f"  {padded(day_words(one.day), _DAY)} ", "dim"), (text(one.what), ""))
    right = f"{one.area.replace('-', ' ')}, {JOINED_WORDS[one.joined]}"
    return apart(left, ((f"{right} ", "strong" if one.joined == "start" else ""),), width)


def shares_words(shares: pairs.VoiceShares) -> str:
    """Return counts in words, with their n.

    >>> shares_words(pairs.VoiceShares("all", 0))
    'No decision is written down yet.'
    """
    if not shares.n:
        return "No decision is written down yet."
    counts = [f"{count} {JOINED_WORDS[name]}" for name, count in shares.counts.items() if count]
    return f"Of {shares.n} {'decision' if shares.n == 1 else 'decisions'}: {ic.listed(counts)}."


def voice_lines(one: pairs.Together, width: int) -> list[Line]:
    """Return the shares of the voice: all, by area and by term, each with its number of decisions."""
    given = tuple(one.decisions.values())
    lines = under(" all: ", shares_words(pairs.voice_shares(given)), width)
    for shares in (*pairs.voice_by_area(given), *pairs.voice_over_time(given)):
        lines += under(f" {shares.label.replace('-', ' ')}: ", shares_words(shares), width)
    return [*lines, *under(" ", "Counts, never a mark: a few decisions say little.", width, style="dim")]


def learning_row(one: pairs.Learning, width: int) -> Line:
    """Return a row of what was learnt side by side, and how many of the questions afterwards are answered."""
    said = sum(bool(getattr(one, name)) for name in AFTER_WORDS)
    left: Line = ((f"  {padded(day_words(one.day), _DAY)} ", "dim"), (f"{one.sort}: {text(one.what)}", ""))
    return apart(left, ((f"{said} of {len(AFTER_WORDS)} answered ", "dim"),), width)


def learning_whole(one: pairs.Learning, width: int) -> list[Line]:
    """Return what was learnt whole."""
    lines = under(" ", f"{one.sort.capitalize()}, {day_words(one.day)}: {one.what}", width, style="title")
    for name, asks in AFTER_WORDS.items():
        if said := getattr(one, name):
            lines += under(f" {asks} ", said, width)
    return lines


def hopes_lines(one: pairs.Together, width: int) -> list[Line]:
    """Return the pupils' question as far as it may be read: hopes, what pupils said, what lies between."""
    shown = one.open_hopes
    lines: list[Line] = []
    for name in pairs.PAIR_ROLES:
        if name in shown:
            lines += under(f" The {role_words(name)} hopes: ", shown[name].says, width)
            if shown[name].anew:
                lines += under("   ", "It took the place of one written before.", width, style="dim")
        elif name in one.hopes:
            lines += under(
                " ", f"The {role_words(name)} has written one down. v shows both, once both are written.", width
            )
        else:
            lines += under(" ", f"The {role_words(name)} has not written one down yet (h).", width, style="dim")
    for asked in one.answers.values():
        lines += under(f" {asked.respondents} pupils: ", asked.summary, width)
        for words in asked.words:
            lines += under("   in their words: ", words, width)
    if one.distance:
        lines += under(" what lies between: ", one.distance, width, style="strong")
    return lines
