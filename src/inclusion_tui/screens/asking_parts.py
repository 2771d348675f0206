"""Asking for the parts of one thing, one after the other, at the foot of whatever is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import evolve

from inclusion_tui.screens.enquiring import warn_of_pupils
from inclusion_tui.widgets.questions import Questions

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from textual.screen import Screen

    from inclusion_tui.widgets.questions import Question


def ask_parts(
    screen: Screen[Any],
    key: str,
    questions: Sequence[Question],
    done: Callable[[tuple[str, ...]], object],
    *,
    about: Collection[str] = (),
) -> None:
    """Ask these questions; `done` gets the answers, without the spaces around them, and says what came of it.

    What is typed is kept as a draft under `key` on every change, a part in each row, and asked for again where it
    waits. Leaving with nothing typed lets the draft go. `about` are indicators whose rows show what waits.
    """
    app: Any = screen.app
    sitting = app.sitting
    stands = [one.text for one in questions]
    waits = sitting.waiting.take_up(key) if sitting.waiting.text(key) else ""
    begun = waits.split("\n") if waits else stands
    begun += [""] * (len(questions) - len(begun))

    def typed(answers: tuple[str, ...]) -> None:
        app.attempt(lambda: sitting.waiting.put(key, "\n".join((*answers, *begun[len(answers) :])).rstrip("\n")))
        warn_of_pupils(app, answers[-1])

    def answered(answers: tuple[str, ...]) -> None:
        done(tuple(one.strip() for one in answers))
        sitting.waiting.done(key)

    def left(answers: tuple[str, ...]) -> None:
        told = [one.strip() for one in (*answers, *begun[len(answers) :])]
        if not any(told) or told == [one.strip() for one in stands]:
            app.attempt(lambda: sitting.waiting.done(key))
        sitting.changed(tuple(about))

    asked = [evolve(one, text=words) for one, words in zip(questions, begun, strict=False)]
    Questions.on(screen).put(asked, answered, typed=typed, left=left)
