"""A review beside the one before it: what was judged, what was done between, and what cannot be claimed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import inclusion_core as ic
from inclusion_tui.render.following import in_words
from inclusion_tui.render.line import text, under

if TYPE_CHECKING:
    from inclusion_tui.render.line import Line

_WORDS = {"one-only": "not compared", "text-changed": "asked otherwise now"}


def cycle_lines(cycle: ic.CycleBefore, width: int) -> list[Line]:
    """Return both cycles in words, an indicator at a time."""
    lines: list[Line] = [((f" Beside {text(cycle.before)}", "title"),)]
    for one in cycle.found.rows:
        before, after = _word(cycle.old, one.before), _word(cycle.new, one.after)
        lines += under(f" {text(one.id)} ", f"{one.title}: {before}, then {after}: "
                       f"{_WORDS.get(one.moved, one.moved)}", width)  # fmt: skip
    if cycle.actions:
        lines += [(), ((" What was to change", "title"),)]
    for action in cycle.actions:
        baseline, known_by = ((says or "not said").rstrip(".") for says in (action.baseline, action.impact))
        told = f"Before: {baseline}. How we will know: {known_by}. It is {in_words(action.state)}."
        lines += under(" ", f"{action.what.rstrip('.')}. {told}", width)
    lines += [(), ((" What cannot be claimed", "title"),)]
    for says in cycle.found.cautions:
        lines += under(" ", says, width)
    return lines


def _word(framework: ic.Framework, answer: str | None) -> str:
    return ic.answer_in_words(framework, answer) if answer else "no level"
