"""The feedback sheet as it is shown: what went well, even better if, what was found, questions left."""

from __future__ import annotations

from typing import TYPE_CHECKING

import inclusion_core as ic
from inclusion_tui.render.line import text, under
from inclusion_tui.render.passages import Passage, heading, passage

if TYPE_CHECKING:
    from collections.abc import Iterator

_PARTS = (
    ("went_well", "What went well", "Nothing has been judged to stand well yet."),
    ("even_better", "Even better if", "Nothing has been judged to need more yet."),
    ("found", "What we asked and what we found", "No finding is written down yet."),
    ("questions", "Questions that are left", "No question is left open."),
)


def feedback_passages(sheet: ic.Feedback, meter: ic.WordMeter, width: int, *, hidden: int = 0) -> Iterator[Passage]:
    """Yield the sheet. `hidden` says how many voices this one is not shown, which are not in it."""
    lines = under(" ", "About what the school offers, never about a person. Nobody is named.", width)
    if sheet.unseen:
        lines += under(" ", f"{sheet.unseen} of {sheet.asked} were not looked at; nothing is said of them.", width)
    if hidden:
        says = f"{hidden} {'voice is' if hidden == 1 else 'voices are'} hidden from you and not in it."
        lines += under(" ", says, width, style="warn")
    yield Passage([*lines, *under(" ", meter.says, width, style="dim")])
    for name, title, nothing in _PARTS:
        points: tuple[ic.FeedbackPoint, ...] = getattr(sheet, name)
        yield heading(title, width, right=str(len(points)), part=name)
        if not points:
            yield passage(f"{name} nothing", nothing, width, style="dim")
        for one in points:
            says = f"{text(one.title)}: {text(ic.first_sentence(one.says))}" if one.says else text(one.title)
            yield passage(f"{name} {one.about}", says, width, leads="" if name == "found" else one.about)
