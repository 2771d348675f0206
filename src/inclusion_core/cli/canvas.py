"""`inclusion enquiry canvas`: what a workshop says of a finding, from why it is so to the first step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from inclusion_core.cli import keeping
from inclusion_core.cli.arguments import json_option, leaf, review_argument, text_argument
from inclusion_core.cli.output import answer, say, visible
from inclusion_core.cli.reviewing import reading, warn_of_names, writing
from inclusion_core.cli.timetable_day import page_options, page_out
from inclusion_core.errors import NotAllowed
from inclusion_core.store.review.things import ENQUIRY

if TYPE_CHECKING:
    import argparse

    from inclusion_core.cli.arguments import Parser
    from inclusion_core.cli.context import Context
    from inclusion_core.model.action import Action
    from inclusion_core.store.review.session import Session

_OF_THE_LINE = {
    "why": "why it is so",
    "helps": "what helps",
    "hinders": "what stands in the way",
    "options": "what could be done",
}
_OF_THE_STEP = {
    "first_step": ("what", "the first step"),
    "who": ("who", "who sees to it, by role, never a pupil"),
    "by_when": ("by_when", "by which day, such as 2027-01-31"),
    "know": ("impact", "how we will know"),
    "baseline": ("baseline", "how it stands before"),
    "review_on": ("review_on", "the day on which somebody looks again"),
    "cost": ("cost", "what it costs"),
    "paid_from": ("paid_from", "where the money comes from"),
}
_DAYS = frozenset({"by_when", "review_on"})
_MORE = """With nothing given the canvas is shown, with room to write where nothing is said: of one line, or of every
line that is not closed. The first step is an action of the line: it is in action list as well."""


def canvas(commands: argparse._SubParsersAction[Parser]) -> None:
    """Add the canvas to the commands on lines of enquiry."""
    parser = leaf(
        commands,
        "canvas",
        _canvas,
        "fill in, show or print the workshop canvas of a line of enquiry",
        example='alnside q-1ng7v4xf1wrg --why "Nobody meets them." --first-step "A buddy for each"',
        more=_MORE,
        writes=True,
    )
    review_argument(parser)
    parser.add_argument("thing", metavar="LINE", nargs="?", help="the id of the line, or its beginning; else all")
    for name, told in _OF_THE_LINE.items():
        parser.add_argument(f"--{name}", metavar="TEXT", type=text_argument, help=told)
    for name, (_, told) in _OF_THE_STEP.items():
        metavar = "DATE" if name in _DAYS else "TEXT"
        parser.add_argument(f"--{name.replace('_', '-')}", dest=name, metavar=metavar, type=text_argument, help=told)
    page_options(parser)
    json_option(parser, "canvas")


def _canvas(context: Context, arguments: argparse.Namespace) -> int:
    told = {name: getattr(arguments, name) for name in (*_OF_THE_LINE, *_OF_THE_STEP)}
    given = {name: text for name, text in told.items() if text is not None}
    if given:
        return _fill(context, arguments, given)
    context.read_only = not arguments.anyway
    with (writing if arguments.anyway else reading)(context, arguments.review) as session:
        if arguments.thing:
            lines = [keeping.thing_named(session, ENQUIRY, arguments.thing)]
        else:
            lines = [one for one in session.enquiry.values() if one.stage != "closed"]
        if arguments.json:
            answer({"canvas": [_plain(session, one.id) for one in lines]})
            return 0
        from inclusion_core.exchange.reports.canvas_page import canvas_document  # noqa: PLC0415  only for a page

        document = canvas_document(session.school, session.framework, lines, session.actions)
        return page_out(context, arguments, session, document, "canvas")


def _fill(context: Context, arguments: argparse.Namespace, given: dict[str, str]) -> int:
    if not arguments.thing:
        raise NotAllowed("Say which line of enquiry it is about: its id comes after the review.")
    step: dict[str, Any] = {
        field: keeping.day_named(given[name]) if name in _DAYS else given[name]
        for name, (field, _) in _OF_THE_STEP.items()
        if name in given
    }
    of_the_line: dict[str, Any] = {name: given[name] for name in _OF_THE_LINE if name in given}
    with writing(context, arguments.review) as session:
        line = keeping.thing_named(session, ENQUIRY, arguments.thing)
        there = _step(session, line.id)
        if step and there is None and "what" not in step:
            raise NotAllowed("There is no first step yet. Say what it is with --first-step; the rest goes with it.")
        if of_the_line:
            session.change_enquiry(line.id, **of_the_line)
        if step and there is None:
            session.add_action(step.pop("what"), indicators=line.indicators, line=line.id, **step)
        elif step and there is not None:
            session.change_action(there.id, **step)
        made = _plain(session, line.id)
        review = session.review.id
        parts = _told(session, line.id)
    if arguments.json:
        answer({"canvas": [made]})
    else:
        for title, says in parts:
            say(visible(f"{title}: {says or 'not said yet'}"))
    warn_of_names(context, review, given.values())
    return 0


def _step(session: Session, line: str) -> Action | None:
    from inclusion_core.exchange.reports.canvas_page import first_step  # noqa: PLC0415  only for a canvas

    return first_step(line, session.actions.values())


def _told(session: Session, line: str) -> list[tuple[str, str]]:
    from inclusion_core.exchange.reports.canvas_page import canvas_parts  # noqa: PLC0415  only for a canvas

    return list(canvas_parts(session.enquiry[line], _step(session, line)))


def _plain(session: Session, line: str) -> dict[str, Any]:
    from inclusion_core.exchange.answers import plain  # noqa: PLC0415  only for --json

    step = _step(session, line)
    return {"line": plain(session.enquiry[line]), "first_step": plain(step) if step is not None else None}
