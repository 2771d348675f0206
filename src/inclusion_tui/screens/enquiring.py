"""Asking for a line of enquiry, in one line at the foot of whatever is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import inclusion_core as ic
from inclusion_tui.notes.asking_openly import ASKS, BEGINS, HINT, is_begun_only, nudge
from inclusion_tui.notes.waiting import ENQUIRY
from inclusion_tui.render.line import text
from inclusion_tui.widgets.questions import Question, Questions

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen

    from inclusion_tui.app import InclusionApp
    from inclusion_tui.sitting import Sitting

_NEW = ""
_DIGITS = "123456789"


def enquire(screen: Screen[Any], indicator: str) -> None:
    """Begin a line for an indicator; where lines are open already, offer to add it to one of them."""
    app, sitting = _of(screen)
    others = [one for one in sitting.session.enquiry.values() if one.stage != "closed"]
    if not others or sitting.waiting.text(f"{ENQUIRY}{indicator}"):
        ask_line(screen, indicator)
        return
    from inclusion_tui.screens.page import Menu  # noqa: PLC0415  where one is opened

    rows = [("n", "A new line of enquiry", _NEW)]
    for place, one in enumerate(others[: len(_DIGITS)]):
        there = "rests on it: " if indicator in one.indicators else ""
        rows.append((_DIGITS[place], f"{there}{one.question}", one.id))

    def then(line: str | None) -> None:
        if line == _NEW:
            ask_line(screen, indicator)
        elif line is not None:
            app.attempt(lambda: add_to_line(sitting, line, indicator))

    app.push_screen(Menu(f"{indicator}: which line of enquiry?", rows), then)


def add_to_line(sitting: Sitting, line: str, indicator: str) -> None:
    """Let a line rest on an indicator too. Raises what `Session.change_enquiry` raises."""
    one = sitting.session.enquiry.get(line)
    if one is None:
        raise ic.UnknownName("line of enquiry", line)
    if indicator in one.indicators:
        raise ic.NotAllowed(f"This line rests on {indicator} already.")
    sitting.session.change_enquiry(line, indicators=(*one.indicators, indicator))
    sitting.changed((indicator,), f"{indicator} is part of: {text(one.question)}")


def said_once() -> Callable[[str], None]:
    """Return a check of a question that says once what would make it more open; the same again is taken."""
    told: list[str] = []

    def check(answer: str) -> None:
        says = nudge(answer)
        if says and answer not in told:
            told.append(answer)
            raise ic.NotAllowed(says)

    return check


def ask_line(screen: Screen[Any], indicator: str = "") -> None:
    """Ask for the question. It is kept as a draft on every key; a question that could be more open is said once."""
    app, sitting = _of(screen)
    key = f"{ENQUIRY}{indicator}"

    def typed(answers: tuple[str, ...]) -> None:
        app.attempt(lambda: sitting.waiting.put(key, "" if is_begun_only(answers[0]) else answers[0]))
        warn_of_pupils(app, answers[0])

    def done(answers: tuple[str, ...]) -> None:
        if is_begun_only(answers[0]):
            sitting.waiting.done(key)
            app.say("Nothing was written down.")
            return
        about = (indicator,) if indicator else ()
        made = sitting.session.add_enquiry(answers[0].strip(), indicators=about)
        sitting.waiting.done(key)
        sitting.changed(about, f"Line of enquiry: {text(made.question)}")

    def left(answers: tuple[str, ...]) -> None:
        if is_begun_only(answers[0]):
            app.attempt(lambda: sitting.waiting.done(key))
        sitting.changed((indicator,) if indicator else ())

    begun = sitting.waiting.take_up(key) or BEGINS
    Questions.on(screen).put([Question(ASKS, begun, said_once(), hint=HINT)], done, typed=typed, left=left)


def warn_of_pupils(app: InclusionApp, typed: str, *, quoted: bool = True) -> None:
    """Say at the foot, while it is typed, what looks like a pupil; `quoted` says whether its words may stand there."""
    found = ic.scan(typed)
    if found:
        stretch = f"'{ic.one_line(typed[found[0].start : found[0].end])}': " if quoted else ""
        app.say_wrong(f"{stretch}{found[0].says} Pupils are not named here.")


def without_numbers(check: Callable[[str], object] | None) -> Callable[[str], object]:
    """Return a check that refuses a pupil's number before the next question is asked, and then what `check` refuses."""

    def both(answer: str) -> None:
        ic.pairs.refuse_numbers(answer)
        if check is not None:
            check(answer)

    return both


def _of(screen: Screen[Any]) -> tuple[InclusionApp, Sitting]:
    app: Any = screen.app
    if app.sitting is None:
        raise RuntimeError("There is no review to write in.")
    return app, app.sitting
