"""The workshop canvas as a document: a page for each line of enquiry, with room to write where nothing is said yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inclusion_core.exchange.reports.document import Document, Lines, Paragraph, Section
from inclusion_core.exchange.reports.review_report import MADE_UP
from inclusion_core.exchange.wording import day_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from inclusion_core.exchange.reports.document import Block
    from inclusion_core.model.action import Action
    from inclusion_core.model.enquiry import LineOfEnquiry
    from inclusion_core.model.framework import Framework
    from inclusion_core.model.school import School

_ROOM = 3
"""Empty lines where something is still to be said."""

NOT_HERE = (
    "Whoever leads the workshop was not in the review team. Staff are named by role, pupils never. What is written "
    "here is the school's own."
)


def first_step(line: str, actions: Iterable[Action]) -> Action | None:
    """Return the first step of a line of enquiry: the action of it that was written down first and is not stopped."""
    mine = [one for one in actions if one.line == line and one.state != "stopped"]
    return min(mine, key=lambda one: (one.at, one.id), default=None)


def canvas_parts(line: LineOfEnquiry, step: Action | None) -> Iterator[tuple[str, str]]:
    """Yield each heading of a canvas with what is said there, empty where nothing is."""
    yield "What was found", line.finding
    yield "Why it is so", line.why
    yield "What helps", line.helps
    yield "What stands in the way", line.hinders
    yield "What could be done", line.options
    yield "The first step", step.what if step else ""
    yield "Who sees to it, by role", step.who if step else ""
    yield "By when", day_words(step.by_when) if step and step.by_when else ""
    yield "How we will know", step.impact if step else ""
    yield "How it stands before", step.baseline if step else ""
    yield "Looked at again on", day_words(step.review_on) if step and step.review_on else ""
    cost = [part for part in (step.cost, step.paid_from and f"paid from {step.paid_from}") if part] if step else []
    yield "What it costs, and what pays for it", ", ".join(cost)


def canvas_document(
    school: School, framework: Framework, lines: Sequence[LineOfEnquiry], actions: Mapping[str, Action]
) -> Document:
    """Make the canvas of these lines of enquiry, each on a page of its own."""
    sections = tuple(
        Section(one.question, tuple(_parts(one, first_step(one.id, actions.values()))), new_page=place > 0)
        for place, one in enumerate(lines)
    )
    return Document(
        title=f"Workshop canvas: {school.name}",
        subtitle=framework.worded(framework.title),
        statements=(*((MADE_UP,) if school.made_up else ()), NOT_HERE),
        opening=() if sections else (Paragraph("No line of enquiry is written down yet."),),
        sections=sections,
        language=framework.language,
        made_up=school.made_up,
    )


def _parts(line: LineOfEnquiry, step: Action | None) -> Iterator[Block]:
    for title, says in canvas_parts(line, step):
        yield Paragraph(says, lead=title) if says.strip() else Lines(_ROOM if title != "By when" else 1, title)
