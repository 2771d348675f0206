"""Asking for an action, question by question, at the foot of whatever is shown: what will change comes first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import inclusion_core as ic
from inclusion_tui.notes.capturing import moment
from inclusion_tui.notes.waiting import ACTION, MEANS
from inclusion_tui.notes.when import day_in_words, read_day
from inclusion_tui.render.line import text
from inclusion_tui.screens.asking_parts import ask_parts
from inclusion_tui.widgets.questions import Question

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from textual.screen import Screen

_LATER = "Enter on nothing leaves it for later."


def plan(screen: Screen[Any], indicators: Sequence[str], *, action: str = "") -> None:
    """Ask for a new action about these indicators, or for the parts of one that is there."""
    app: Any = screen.app
    sitting = app.sitting
    session: ic.Session = sitting.session
    there = session.actions.get(action)
    key = f"{ACTION}{action or next(iter(indicators), '')}"
    today = moment().date()

    def what(answer: str) -> None:
        if not answer.strip():
            raise ic.NotAllowed("Say what will change; all the rest can be said later. Esc leaves.")

    questions = [
        Question("What will change?", there.what if there else "", what, hint="The rest may be left empty."),
        Question("How will we know?", there.impact if there else "", hint=f"What will pupils notice? {_LATER}"),
        Question("Who sees to it?", there.who if there else "",
                 hint=f"A role, such as SENCO; never a pupil. {_LATER}"),
        _day_question("By when?", there.by_when if there else None, today),
    ]  # fmt: skip

    def done(answers: tuple[str, ...]) -> None:
        will, impact, who, by = answers
        by_when = read_day(by, today)
        if there is None:
            made = session.add_action(will, indicators=indicators, impact=impact, who=who, by_when=by_when)
        else:
            made = session.change_action(action, what=will, impact=impact, who=who, by_when=by_when)
        when = f", by {day_in_words(by_when, today)}" if by_when else ""
        sitting.changed(made.indicators, f"Action: {text(made.what)}{when}")

    ask_parts(screen, key, questions, done, about=indicators)


def plan_means(screen: Screen[Any], action: str) -> None:
    """Ask how things stand before an action, when somebody looks again, what it costs and what pays for it."""
    app: Any = screen.app
    sitting = app.sitting
    there: ic.Action = sitting.session.actions[action]
    today = moment().date()
    questions = [
        Question("How does it stand before?", there.baseline, hint=f"What you can count or hear today. {_LATER}"),
        _day_question("When does somebody look again?", there.review_on, today),
        Question("What does it cost?", there.cost, hint=f"Money, hours, cover: in your own words. {_LATER}"),
        Question("Where does that come from?", there.paid_from, hint=f"A budget line, a grant, nothing new. {_LATER}"),
    ]

    def done(answers: tuple[str, ...]) -> None:
        baseline, review_on, cost, paid_from = answers
        made = sitting.session.change_action(
            action, baseline=baseline, review_on=read_day(review_on, today), cost=cost, paid_from=paid_from
        )
        sitting.changed(made.indicators, "Kept.")

    ask_parts(screen, f"{MEANS}{action}", questions, done, about=there.indicators)


def _day_question(asks: str, day: dt.date | None, today: dt.date) -> Question:
    text = day.isoformat() if day else ""
    return Question(asks, text, lambda answer: read_day(answer, today), hint=f"12 Jan, or 2027-01-12. {_LATER}")
