"""SENCO and leader side by side: planning, the SENCO's voice in decisions, learning, and the pupils' question."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import evolve

import inclusion_core as ic
from inclusion_tui.keys import keymap
from inclusion_tui.notes.capturing import moment
from inclusion_tui.notes.when import read_day
from inclusion_tui.render.line import fit, text, under, within
from inclusion_tui.render.together import (
    AFTER_WORDS,
    JOINED_WORDS,
    PRIVATE,
    decision_row,
    hopes_lines,
    learning_row,
    learning_whole,
    planning_row,
    planning_whole,
    role_words,
    shares_words,
    voice_lines,
)
from inclusion_tui.screens.enquiring import warn_of_pupils, without_numbers
from inclusion_tui.screens.page import DetailPage, Menu
from inclusion_tui.widgets.questions import Question, Questions

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.binding import BindingType

    from inclusion_tui.render.line import Line

pairs = ic.pairs

_PLANNING, _DECISION, _LEARNING, _HOPES, _VOICE = "planning ", "decision ", "learning ", "hopes", "voice"
_LATER = "Enter on nothing leaves it for later."
_UNSEEN = "Nobody is shown it before both are written; take care who looks on."
_NEW = (
    ("p", "a planning meeting", "planning"),
    ("d", "a decision, and when the SENCO joined it", "decision"),
    ("s", "shadowing, or training that both went to", "learning"),
    ("a", "what pupils said", "answers"),
)


class TogetherScreen(DetailPage):
    """The record of the open review's school. No hope is shown in it before both are revealed."""

    parts: ClassVar[tuple[str, ...]] = ("together",)
    BINDINGS: ClassVar[list[BindingType]] = keymap.bindings("together")
    most_detail: ClassVar[int] = 8

    def __init__(self) -> None:
        super().__init__()
        self._one: pairs.Together | None = None
        self._places: list[tuple[str, str]] = []  # of each row: its key or an empty one, and a heading's words

    def heading(self) -> str:
        """Return whose record it is."""
        made_up = " (made up)" if self.sitting.session.school.made_up else ""
        return f"SENCO and leader at {self.sitting.session.school.name}{made_up}"

    @property
    def _school(self) -> str:
        return self.sitting.session.review.school

    # What there is --------------------------------------------------------------------------------------------------

    def refill(self) -> None:
        """Read the record again."""
        there: dict[str, pairs.Together] = {}
        self.app.attempt(lambda: there.update((one.id, one) for one in pairs.all_pairs(self.app.desk)))
        self._one = one = there.get(self._school) or pairs.Together(self._school, self.sitting.session.school.name)
        self._places = [("", "Planning meetings")]
        self._places += [(f"{_PLANNING}{each.id}", "") for each in pairs.newest_first(one.planning)] or [
            ("", "  None yet. n adds one.")
        ]
        self._places.append(("", "The SENCO's voice"))
        self._places.append((_VOICE, shares_words(pairs.voice_shares(one.decisions.values()))))
        self._places += [(f"{_DECISION}{each.id}", "") for each in pairs.newest_first(one.decisions)]
        self._places.append(("", "Side by side"))
        self._places += [(f"{_LEARNING}{each.id}", "") for each in pairs.newest_first(one.learning)] or [
            ("", "  Nothing yet. n adds it.")
        ]
        self._places.append(("", "What do we hope pupils would say about how we work together?"))
        self._places.append((_HOPES, self._hopes_words(one)))
        super().refill()

    @staticmethod
    def _hopes_words(one: pairs.Together) -> str:
        if one.revealed is not None:
            asked = f"{len(one.answers)} times pupils were asked" if one.answers else "pupils were not asked yet"
            return f"Both hopes were read; {asked}."
        return f"{len(one.hopes)} of 2 are written."

    def keys(self) -> Sequence[str]:
        """Return the rows, an empty key for headings."""
        return [key for key, _ in self._places]

    def draw(self, place: int, width: int) -> Line:
        """Return a row's line."""
        key, words = self._places[place]
        one = self._one
        if one is not None:
            if key.startswith(_PLANNING):
                return planning_row(one.planning[key.removeprefix(_PLANNING)], width)
            if key.startswith(_DECISION):
                return decision_row(one.decisions[key.removeprefix(_DECISION)], width)
            if key.startswith(_LEARNING):
                return learning_row(one.learning[key.removeprefix(_LEARNING)], width)
        if key:
            return fit(((f"  {words}", ""),), width)
        return fit(((f" {words}", "dim" if words.startswith("  ") else "title"),), width)

    def _whole(self, width: int) -> list[Line]:
        key, one = self.rows.chosen, self._one
        if one is None or not key:
            return under(" ", f"{PRIVATE} n adds something.", width, style="dim")
        if key.startswith(_PLANNING):
            return planning_whole(one.planning[key.removeprefix(_PLANNING)], width)
        if key.startswith(_LEARNING):
            return learning_whole(one.learning[key.removeprefix(_LEARNING)], width)
        if key == _HOPES:
            return hopes_lines(one, width)
        return voice_lines(one, width)

    def _detail(self, width: int, height: int) -> list[Line]:
        return within(self._whole(width), height, width, "y shows all of it")

    # What keys do ---------------------------------------------------------------------------------------------------

    def on_row_entered(self) -> None:
        """A click on the chosen row goes on with it."""
        self.action_enter()

    def action_enter(self) -> None:
        """Go on with the chosen row: say more of a meeting, answer the questions after learning, say the distance."""
        key, one = self.rows.chosen, self._one
        if one is None:
            return
        if key.startswith(_PLANNING):
            self._ask_planning(one.planning[key.removeprefix(_PLANNING)])
        elif key.startswith(_LEARNING):
            self._ask_learning(one.learning[key.removeprefix(_LEARNING)])
        elif key == _HOPES and one.revealed is not None and one.answers:
            self._ask([Question("What lies between?", one.distance, hint="In your own words; it is never a figure.")],
                      lambda said: said[0] == one.distance or pairs.say_distance(self.app.desk, self._school, said[0]),
                      "Kept.")  # fmt: skip
        else:
            self.action_whole()

    def action_whole(self) -> None:
        """Tell the chosen row whole on a page of its own."""
        from inclusion_tui.screens.told import ToldPage  # noqa: PLC0415  where one is opened

        self.app.push_screen(
            ToldPage("Side by side", lambda width: [*self._whole(width), (), *under(" ", PRIVATE, width, style="dim")])
        )

    def action_new(self) -> None:
        """Add a meeting, a decision, something learnt, or what pupils said."""
        self.app.push_screen(Menu("What do you add?", _NEW), self._new)

    def _new(self, what: str | None) -> None:
        if what == "planning":
            self._ask_planning(None)
        elif what == "decision":
            self._choose_area()
        elif what == "learning":
            choices = [
                ("s", "shadowing: hours in the other one's work", "shadowing"),
                ("t", "training together", "training"),
            ]
            self.app.push_screen(Menu("Which was it?", choices), self._new_learning)
        elif what == "answers":
            self._ask_answers()

    def _begun(self) -> None:
        """Make the record where there is none yet."""
        if not any(one.id == self._school for one in pairs.all_pairs(self.app.desk)):
            pairs.begin_pair(self.app.desk, self._school)

    def _ask(
        self,
        questions: Sequence[Question],
        keep: Callable[[tuple[str, ...]], object],
        says: str = "",
        *,
        sealed: bool = False,
    ) -> None:
        """Ask, keep, and say so; of what is `sealed` nothing is quoted, and `keep` returns what is said."""

        def typed(answers: tuple[str, ...]) -> None:
            warn_of_pupils(self.app, answers[-1], quoted=not sealed)

        def done(answers: tuple[str, ...]) -> None:
            self._begun()
            told = keep(tuple(one.strip() for one in answers))
            self.refill()
            self.say(told if sealed and isinstance(told, str) else says)

        Questions.on(self).put([evolve(one, check=without_numbers(one.check)) for one in questions], done, typed=typed)

    def _day(self, day: Any = None) -> Question:  # noqa: ANN401  a date or None
        today = moment().date()
        return Question("On which day?", (day or today).isoformat(),
                        lambda answer: read_day(answer, today, ahead=False), hint="12 Jan, or 2027-01-12.")  # fmt: skip

    def _read_day(self, given: str) -> Any:  # noqa: ANN401  a date
        return read_day(given, moment().date(), ahead=False) or moment().date()

    def _ask_planning(self, there: pairs.Planning | None) -> None:
        names = tuple(pairs.PLANNING_PARTS)
        questions = [
            Question(asks, getattr(there, name) if there else "", hint=f"{_LATER} Pupils are never named.")
            for name, asks in pairs.PLANNING_PARTS.items()
        ]

        def keep(answers: tuple[str, ...]) -> None:
            if there is None:
                parts = dict(zip(names, answers[1:], strict=True))
                pairs.add_planning(self.app.desk, self._school, self._read_day(answers[0]), **parts)
            else:
                pairs.change_planning(self.app.desk, self._school, there.id, **_changed(there, names, answers))

        self._ask([self._day(), *questions] if there is None else questions, keep, "Kept. z takes it back.")

    def _choose_area(self) -> None:
        choices = [(chr(ord("a") + at), area.replace("-", " "), area) for at, area in enumerate(pairs.AREAS)]

        def then(area: str | None) -> None:
            if area is not None:
                stages = [(one[0], JOINED_WORDS[one], one) for one in pairs.JOINED]
                self.app.push_screen(Menu("When did the SENCO join?", stages), lambda stage: self._decided(area, stage))

        self.app.push_screen(Menu("What was it about?", choices), then)

    def _decided(self, area: str, stage: str | None) -> None:
        if stage is None:
            return

        def needed(answer: str) -> None:
            if not answer.strip():
                raise ic.NotAllowed("Say what was decided. Esc leaves.")

        self._ask(
            [Question("What was decided?", "", needed, hint="Never about one pupil."), self._day()],
            lambda said: pairs.add_decision(self.app.desk, self._school, self._read_day(said[1]), area, said[0], stage),
            "Kept. z takes it back.",
        )

    def _new_learning(self, sort: str | None) -> None:
        if sort is None:
            return

        def needed(answer: str) -> None:
            if not answer.strip():
                raise ic.NotAllowed("Say what it was. Esc leaves.")

        self._ask(
            [Question("What was it?", "", needed, hint="Such as a morning in the small groups."), self._day()],
            lambda said: pairs.add_learning(self.app.desk, self._school, self._read_day(said[1]), sort, said[0]),
            "Kept. Enter on it answers the questions afterwards.",
        )

    def _ask_learning(self, there: pairs.Learning) -> None:
        names = tuple(AFTER_WORDS)
        questions = [Question(asks, getattr(there, name), hint=_LATER) for name, asks in AFTER_WORDS.items()]
        self._ask(
            questions,
            lambda said: pairs.change_learning(self.app.desk, self._school, there.id, **_changed(there, names, said)),
            "Kept. z takes it back.",
        )

    def _ask_answers(self) -> None:
        if self._one is None or self._one.revealed is None:
            self.say("Pupils are asked once both hopes were read (h writes one, v shows both).", wrong=True)
            return

        def many(answer: str) -> None:
            if not answer.strip().isdecimal():
                raise ic.NotAllowed("Give how many pupils answered, such as 24.")

        def needed(answer: str) -> None:
            if not answer.strip():
                raise ic.NotAllowed("Sum up what they said. Esc leaves.")

        self._ask(
            [
                Question("How many pupils answered?", "", many, hint="No result of fewer than five is kept."),
                Question("What did they say, summed up?", "", needed, hint="Never a name, never one pupil's story."),
            ],
            lambda said: pairs.add_answers(self.app.desk, self._school, moment().date(), int(said[0]), said[1]),
            "Kept. Enter says what lies between your hopes and this.",
        )

    def action_hope(self) -> None:
        """Write down what you hope pupils would say; first say which of the two you are. No hope stands in the line."""

        def then(role: str | None) -> None:
            if role is None or self._one is None:
                return
            written = role in self._one.hopes
            hint = "One is written already. Write it afresh, or Esc leaves it." if written else _UNSEEN
            self._ask([Question("You hope they would say:", hint=hint)], lambda said: keep(role, said), sealed=True)

        def keep(role: str, said: tuple[str, ...]) -> str:
            made = pairs.hope(self.app.desk, self._school, role, said[0], moment().date())
            anew = " It took the place of the one before, unread." if made.anew else ""
            return f"Written down, and hidden again.{anew} v shows both, once both are written."

        self._who("Which of the two are you?", then)

    def _who(self, asks: str, then: Callable[[str | None], None]) -> None:
        choices: list[tuple[str, str, str]] = [(one[0], role_words(one), one) for one in pairs.PAIR_ROLES]
        self.app.push_screen(Menu(asks, choices), then)

    def action_reveal(self) -> None:
        """Let both read each other's hopes, once both are written."""
        if self.app.attempt(lambda: pairs.reveal(self.app.desk, self._school, moment().date())):
            self.refill()
            self.rows.choose(_HOPES)
            room = self.query_one("#detail").size
            if len(self._whole(room.width)) > room.height:
                self.action_whole()
            self.app.say("Both are shown. Now ask pupils: n, then a.")

    def action_remove(self) -> None:
        """Take the chosen entry out; undo brings it back."""
        name = self.rows.chosen.partition(" ")[2]
        if not name:
            self.say("Choose a meeting, a decision or something learnt first.")
        elif self.app.attempt(lambda: pairs.take_out(self.app.desk, self._school, name)):
            self.refill()
            self.say("Taken out. z brings it back.")

    def action_undo(self) -> None:
        """Take back your own last change; twice does it again. For a hope, first say which of the two you are."""
        last: list[str] = []
        if not self.app.attempt(lambda: last.append(pairs.whose_hope_is_last(self.app.desk, self._school))):
            return
        if not last[0]:
            self._undo("")
            return
        self._who("The last change is a hope. Which of the two are you?", self._undo)

    def _undo(self, role: str | None) -> None:
        done: list[pairs.TakenBack] = []
        if role is not None and self.app.attempt(
            lambda: done.append(pairs.undo_pair(self.app.desk, self._school, role=role))
        ):
            self.refill()
            self.say(f"{done[0].says} The same key does it again.")

    def action_agenda(self) -> None:
        """Say what the open review gives the two to talk about."""
        found = pairs.agenda_of(self.app.desk, self.sitting.session)
        from inclusion_tui.screens.told import ToldPage  # noqa: PLC0415  where one is opened

        def lines(width: int) -> list[Line]:
            told: list[Line] = []
            for one in found:
                told += under(f" {text(one.indicator)} ", f"{one.title}: {one.why}", width)
            return told or under(" ", "Nothing yet: no level is low, thin or answered differently.", width)

        self.app.push_screen(ToldPage("What to talk about", lines))


def _changed(there: pairs.Planning | pairs.Learning, names: Sequence[str], answers: Sequence[str]) -> dict[str, str]:
    """Return the parts whose answer is not what they were when it was asked: the other one may write in between."""
    given = zip(names, answers, strict=True)
    return {name: answer for name, answer in given if answer != getattr(there, name)}
