"""Practice: what works here and is offered to others, schools to learn from, and what they were asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import inclusion_core as ic
from inclusion_tui.keys import keymap
from inclusion_tui.notes.waiting import PRACTICE, REQUEST
from inclusion_tui.render.line import fit, text, under, within
from inclusion_tui.render.practice import (
    OFFERED_BUT_KEPT,
    answer_words,
    card_row,
    card_whole,
    match_row,
    match_whole,
    request_row,
    request_whole,
)
from inclusion_tui.screens.asking_parts import ask_parts
from inclusion_tui.screens.following import moved
from inclusion_tui.screens.page import DetailPage
from inclusion_tui.widgets.questions import Question

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.binding import BindingType

    from inclusion_tui.messages import Worked
    from inclusion_tui.render.line import Line

practice = ic.practice

_CARD, _SCHOOL, _ASKED = "card ", "school ", "request "
_LATER = "Enter on nothing leaves it for later."


class PracticeScreen(DetailPage):
    """Three lists in one: own cards, schools found by need (in a thread), requests. `wanted` is a draft's key."""

    parts: ClassVar[tuple[str, ...]] = ("practice",)
    BINDINGS: ClassVar[list[BindingType]] = keymap.bindings("practice")
    most_detail: ClassVar[int] = 9

    def __init__(self, *, wanted: str = "") -> None:
        super().__init__()
        self._wanted = wanted
        self._needs: tuple[str, ...] = ()
        self._found: tuple[practice.Match, ...] = ()
        self._says = "Looking for schools …"
        self._asked: dict[str, str] = {}  # of each request: the name of the school
        self._places: list[tuple[str, str]] = []  # of each row: its key or an empty one, and a heading's words

    def heading(self) -> str:
        """Return whose practice it is."""
        made_up = " (made up)" if self.sitting.session.school.made_up else ""
        return f"Practice: {self.sitting.session.school.name}{made_up}, and schools to learn from"

    def on_mount(self) -> None:
        """Look for schools; go on with the text that was chosen to be gone on with, where one was."""
        self._look()
        if self._wanted:
            self.call_after_refresh(self._take_up, self._wanted)

    # What there is --------------------------------------------------------------------------------------------------

    def _look(self) -> None:
        """Look for schools to learn from, beside the screen."""
        self.wait_no_more()
        sitting, needs = self.sitting, self._needs
        if not sitting.sees("self"):
            self._found, self._says = (), "The team has hidden the school's own judgements from reviewers for now."
            return
        desk, review = sitting.desk, sitting.session.review.id
        self.look_up("practice", lambda _: practice.find_practice(desk, review, indicators=needs))

    def on_worked(self, message: Worked) -> None:
        """Show the schools, or say why there are none."""
        try:
            self._found, self._says = message.answer(), ""
        except ic.InclusionError as refused:
            self._found, self._says = (), str(refused)
        self.refill()

    def refill(self) -> None:
        """Show what stands now."""
        session, desk = self.sitting.session, self.sitting.desk
        self._asked = {name: practice.asked_name(desk, one) for name, one in session.requests.items()}
        self._places = [("", "What works here")]
        self._places += [(f"{_CARD}{name}", "") for name in session.practice] or [("", _NO_CARD)]
        about = f", about {ic.listed(self._needs)}" if self._needs else ""
        self._places.append(("", f"Schools to learn from{about}"))
        none = self._says or _NOBODY
        self._places += [(f"{_SCHOOL}{one.review}", "") for one in self._found] or [("", f"  {none}")]
        self._places.append(("", "What other schools were asked"))
        self._places += [(f"{_ASKED}{name}", "") for name in session.requests] or [("", _NOTHING_ASKED)]
        super().refill()

    def keys(self) -> Sequence[str]:
        """Return the rows, an empty key for headings."""
        return [key for key, _ in self._places]

    def draw(self, place: int, width: int) -> Line:
        """Return a row's line."""
        key, words = self._places[place]
        if not key:
            return fit(((f" {text(words)}", "dim" if words.startswith("  ") else "title"),), width)
        card, match, request = self._card(key), self._match(key), self._request(key)
        if card is not None:
            return card_row(card, width)
        if match is not None:
            return match_row(match, width)
        return request_row(request, self._school_of(request), width) if request is not None else ()

    def _card(self, key: str) -> practice.PracticeCard | None:
        return self.sitting.session.practice.get(key.removeprefix(_CARD)) if key.startswith(_CARD) else None

    def _match(self, key: str) -> practice.Match | None:
        return next((one for one in self._found if f"{_SCHOOL}{one.review}" == key), None)

    def _request(self, key: str) -> practice.LearningRequest | None:
        return self.sitting.session.requests.get(key.removeprefix(_ASKED)) if key.startswith(_ASKED) else None

    def _school_of(self, request: practice.LearningRequest) -> str:
        return self._asked.get(request.id, request.school)

    def _detail(self, width: int, height: int) -> list[Line]:
        key = self.rows.chosen
        card, match, request = self._card(key), self._match(key), self._request(key)
        if card is not None:
            lines = card_whole(card, width)
            review = self.sitting.session.review
            if card.offered and ic.releasing.not_released(review, ("practice", "name"), "cluster"):
                lines += under(" ", OFFERED_BUT_KEPT, width, style="warn")
        elif match is not None:
            lines = match_whole(match, self.sitting.framework, width)
        elif request is not None:
            lines = request_whole(request, self._school_of(request), width)
        else:
            lines = under(" ", "n writes down something that works here; s says what you would like to learn.", width)
        return within(lines, height, width, "y shows all of it")

    # What keys do ---------------------------------------------------------------------------------------------------

    def on_row_entered(self) -> None:
        """A click on the chosen row does what Enter does."""
        self.action_enter()

    def _take_up(self, key: str) -> None:
        name = key.partition(" ")[2]
        if key.startswith(REQUEST) and name:
            self.rows.choose(f"{_ASKED}{name}")
            self.action_outcome()
        elif key.startswith(REQUEST):
            self._ask("", "")
        elif name:
            self.rows.choose(f"{_CARD}{name}")
            self.action_enter()
        else:
            self.action_new()

    def action_new(self) -> None:
        """Write down something that works here."""
        self._write(None)

    def action_enter(self) -> None:
        """Change the chosen card, ask the chosen school, or say what came of the chosen request."""
        card, match = self._card(self.rows.chosen), self._match(self.rows.chosen)
        if card is not None:
            self._write(card)
        elif match is not None:
            self._ask(match.school.name, next((one.id for one in match.cards), ""))
        elif self._request(self.rows.chosen) is not None:
            self.action_outcome()

    def _write(self, card: practice.PracticeCard | None) -> None:
        def what(answer: str) -> None:
            if not answer.strip():
                raise ic.NotAllowed("Say what is done; all the rest can be said later. Esc leaves.")

        questions = [
            Question("What works here?", card.what if card else "", what,
                     hint="One sentence that another school can picture."),
            Question("For whom?", card.for_whom if card else "", hint=f"Whom it is for, never a pupil. {_LATER}"),
            Question("What was seen of it?", card.seen if card else "", hint=f"And where it can be seen. {_LATER}"),
            Question("What does it rest on?", card.research if card else "", hint=f"Research, guidance. {_LATER}"),
            Question("What did it take?", card.took if card else "", hint=f"Time, money, training. {_LATER}"),
            Question("Whom may others ask?", card.contact if card else "", hint=f"A role, such as SENCO. {_LATER}"),
        ]  # fmt: skip

        def done(answers: tuple[str, ...]) -> None:
            names = ("what", "for_whom", "seen", "research", "took", "contact")
            given: dict[str, Any] = dict(zip(names, answers, strict=True))
            session = self.sitting.session
            if card is None:
                made = session.add_practice(given.pop("what"), **given)
            else:
                made = session.change_practice(card.id, **given)
            self.sitting.changed(made.indicators, f"Practice: {text(made.what)}")
            self.refill()
            self.rows.choose(f"{_CARD}{made.id}")

        ask_parts(self, f"{PRACTICE}{card.id if card else ''}", questions, done)

    def _ask(self, school: str, card: str) -> None:
        def needed(answer: str) -> None:
            if not answer.strip():
                raise ic.NotAllowed("Say it in a few words. Esc leaves.")

        def known(answer: str) -> None:
            needed(answer)
            practice.school_to_ask(self.sitting.desk, self.sitting.session, answer)

        questions = [
            Question("Which school do you ask?", school, known,
                     hint="Nothing is sent: ask as you would ask. It is noted here."),
            Question("What would you like to learn?", "", needed, hint="An open question is answered best."),
        ]  # fmt: skip

        def done(answers: tuple[str, ...]) -> None:
            sitting = self.sitting
            made = practice.ask_school(sitting.desk, sitting.session, answers[1], school=answers[0], card=card)
            sitting.changed((), f"Noted: {text(practice.asked_name(sitting.desk, made))} was asked.")
            self.refill()
            self.rows.choose(f"{_ASKED}{made.id}")

        ask_parts(self, REQUEST, questions, done)

    def action_outcome(self) -> None:
        """Say what came of the chosen request."""
        one = self._request(self.rows.chosen)
        if one is None:
            self.say("Choose something that was asked first.")
            return

        def done(answers: tuple[str, ...]) -> None:
            self.sitting.session.change_request(one.id, outcome=answers[0])
            self.sitting.changed((), "Kept.")

        ask_parts(self, f"{REQUEST}{one.id}", [Question("What came of it?", one.outcome)], done)

    def action_offer(self) -> None:
        """Offer the chosen card to others, or take it back."""
        card = self._card(self.rows.chosen)
        if card is None:
            self.say("Choose a card of this school first.")
            return

        def change() -> None:
            self.sitting.session.change_practice(card.id, offered=not card.offered)
            says = "Taken back: nobody else finds it from now on." if card.offered else "Offered."
            self.sitting.changed(card.indicators, says)

        self.app.attempt(change)

    def action_stage(self, step: int) -> None:
        """Move the chosen request on, or back: asked, agreed, declined, met, in use, not for us."""
        one = self._request(self.rows.chosen)
        if one is None:
            self.say("Choose something that was asked first.")
            return
        answer: Any = moved(one.answer, practice.REQUEST_ANSWERS, step)

        def change() -> None:
            self.sitting.session.change_request(one.id, answer=answer)
            self.sitting.changed((), f"Now: {answer_words(answer)}.")

        self.app.attempt(change)

    def action_links(self) -> None:
        """Say which indicators the chosen card speaks to."""
        card = self._card(self.rows.chosen)
        if card is None:
            self.say("Choose a card of this school first.")
            return

        def then(taken: tuple[str, ...] | None) -> None:
            if taken is not None:

                def change() -> None:
                    self.sitting.session.change_practice(card.id, indicators=taken)
                    self.sitting.changed(
                        {*card.indicators, *taken}, f"It speaks to {ic.listed(taken) or 'no indicator'}."
                    )

                self.app.attempt(change)

        self._choose("Which indicators does it speak to?", card.indicators, then)

    def action_need(self) -> None:
        """Say what you would like to learn about; nothing chosen is what is judged in the lower half of the scale."""

        def then(taken: tuple[str, ...] | None) -> None:
            if taken is not None:
                self._needs = taken
                self._look()
                self.refill()

        self._choose("What would you like to learn about?", self._needs, then)

    def _choose(self, title: str, taken: Sequence[str], then: Any) -> None:  # noqa: ANN401  as push_screen has it
        from inclusion_tui.screens.choosing import FindMenu, indicator_choices  # noqa: PLC0415  where one is opened

        choices = indicator_choices(self.sitting.framework, self.sitting.indicators)
        self.app.push_screen(FindMenu(title, choices, taken=taken, many=True), then)

    def action_whole(self) -> None:
        """Tell the chosen row whole on a page of its own."""
        key = self.rows.chosen
        if not key:
            return
        from inclusion_tui.screens.told import ToldPage  # noqa: PLC0415  where one is opened

        self.app.push_screen(ToldPage("Practice", lambda width: self._detail(width, 10_000)))

    def action_withdraw(self) -> None:
        """Withdraw the chosen card or request; undo brings it back."""
        key, session = self.rows.chosen, self.sitting.session

        def act() -> None:
            if self._card(key) is not None:
                session.withdraw_practice(key.removeprefix(_CARD))
            elif self._request(key) is not None:
                session.withdraw_request(key.removeprefix(_ASKED))
            else:
                self.say("Choose a card of this school, or something that was asked.")
                return
            self.sitting.changed((), "Withdrawn. z brings it back.")

        self.app.attempt(act)

    def action_undo(self) -> None:
        """Take back the last change of ours."""
        self.app.attempt(self.sitting.undo)

    def action_redo(self) -> None:
        """Do again what was taken back."""
        self.app.attempt(self.sitting.redo)


_NO_CARD = "  Nothing is written down yet. n begins a card."
_NOBODY = "  Nobody here has released practice or a strength that fits. s says what you would like to learn."
_NOTHING_ASKED = "  Nothing yet. Enter on a school writes down that you asked it."
