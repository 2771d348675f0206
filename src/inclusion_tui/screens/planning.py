"""Asking for an action, question by question, at the foot of whatever is shown: what will change comes first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import inclusion_core as ic
from inclusion_tui.capturing import moment
from inclusion_tui.render.line import text
from inclusion_tui.screens.enquiring import warn_of_pupils
from inclusion_tui.waiting import ACTION
from inclusion_tui.when import day_in_words, read_day
from inclusion_tui.widgets.questions import Question, Questions

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.screen import Screen

_WHAT = "What will change?"
_HINTS = (
    "The rest may be left empty and said later.",
    "What will pupils notice? Enter on nothing leaves it for later.",
    "A role, such as SENCO; never a pupil. Enter on nothing leaves it for later.",
    "12 Jan, or 2027-01-12. Enter on nothing leaves it for later.",
)
_REST = (
    "How will we know?",
    "Who sees to it?",
    "By when?",
)


def plan(screen: Screen[Any], indicators: Sequence[str], *, action: str = "") -> None:
    """Ask for a new action about these indicators, or for the parts of one that is there."""
    app: Any = screen.app
    sitting = app.sitting
    session: ic.Session = sitting.session
    there = session.actions.get(action)
    key = f"{ACTION}{action or next(iter(indicators), '')}"
    today = moment().date()
    begun = sitting.waiting.take_up(key).split("\n") if sitting.waiting.text(key) else _parts(there)
    begun += [""] * (1 + len(_REST) - len(begun))

    def what(answer: str) -> None:
        if not answer.strip():
            raise ic.NotAllowed("Say what will change; all the rest can be said later. Esc leaves.")

    checks: list[Callable[[str], object] | None] = [what, None, None, lambda answer: read_day(answer, today)]
    questions = [
        Question(asks, words, check, hint=hint)
        for asks, words, check, hint in zip((_WHAT, *_REST), begun, checks, _HINTS, strict=False)
    ]

    def typed(answers: tuple[str, ...]) -> None:
        app.attempt(lambda: sitting.waiting.put(key, "\n".join((*answers, *begun[len(answers) :])).rstrip("\n")))
        warn_of_pupils(app, answers[-1])

    def done(answers: tuple[str, ...]) -> None:
        will, impact, who, by = (one.strip() for one in answers)
        by_when = read_day(by, today)
        if there is None:
            made = session.add_action(will, indicators=indicators, impact=impact, who=who, by_when=by_when)
        else:
            made = session.change_action(action, what=will, impact=impact, who=who, by_when=by_when)
        sitting.waiting.done(key)
        when = f", by {day_in_words(by_when, today)}" if by_when else ""
        sitting.changed(made.indicators, f"Action: {text(made.what)}{when}")

    def left(answers: tuple[str, ...]) -> None:
        if not any(one.strip() for one in answers):
            app.attempt(lambda: sitting.waiting.done(key))
        sitting.changed(tuple(indicators))

    Questions.on(screen).put(questions, done, typed=typed, left=left)


def _parts(there: ic.Action | None) -> list[str]:
    """Return what is said of an action, as the questions ask for it."""
    if there is None:
        return []
    return [there.what, there.impact, there.who, there.by_when.isoformat() if there.by_when else ""]
