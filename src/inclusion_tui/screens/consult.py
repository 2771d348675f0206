"""Asking schools about a framework: what one school says of each indicator, and the count of all that answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import inclusion_core as ic
from inclusion_tui.keys import keymap
from inclusion_tui.render.consult import (
    OPINION_WORDS,
    added_row,
    added_whole,
    addition_row,
    addition_whole,
    all_counted,
    all_said,
    answer_row,
    answer_whole,
    answers_above,
    is_told,
    signed_row,
    signed_whole,
    tally_above,
    tally_head,
    tally_row,
    tally_whole,
)
from inclusion_tui.render.line import text
from inclusion_tui.screens.consult_files import ConsultFiles
from inclusion_tui.screens.page import Menu
from inclusion_tui.widgets.questions import Question

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.binding import BindingType

    from inclusion_tui.render.line import Line

consultations = ic.consultations

_ADDITION, _SIGNED = "addition ", "signed "
_LATER = "Enter on nothing leaves it for later."


class ConsultScreen(ConsultFiles):
    """The school's own answers, and with `v` the count; 1, 2 and 3 say what the school thinks of the chosen one."""

    parts: ClassVar[tuple[str, ...]] = ("consult",)
    BINDINGS: ClassVar[list[BindingType]] = keymap.bindings("consult")
    about: ClassVar[str] = "Asking schools"

    def __init__(self) -> None:
        super().__init__()
        self._counting = False
        self._counts: dict[str, consultations.Counted] = {}
        self._signed: dict[str, consultations.SignedUp] = {}

    # What there is --------------------------------------------------------------------------------------------------

    def sections(self) -> Sequence[tuple[str, Sequence[str]]]:
        """Return strands with their indicators, then what would be added, and in the count what is signed up to."""
        seen = self.seen
        if seen is None or seen.framework is None or seen.tally is None:
            return ()
        framework = seen.framework
        found = [
            (f"{name} {framework.worded(one.title)}", [each.id for each in framework.indicators_in(name)])
            for name, one in framework.strands.items()
        ]
        mine = seen.mine.additions if seen.mine is not None else {}
        added = [str(at) for at in range(len(seen.tally.additions))] if self._counting else list(mine)
        found.append(("Would be added", [f"{_ADDITION}{one}" for one in added]))
        if self._counting:
            found.append(("Signed up to", [f"{_SIGNED}{one.id}" for one in seen.tally.signed_up]))
        return [one for one in found if one[1]]

    def refill(self) -> None:
        """Show what stands now."""
        tally = self.seen.tally if self.seen is not None else None
        self._counts = {one.id: one for one in tally.indicators} if tally is not None else {}
        self._signed = {one.id: one for one in tally.signed_up} if tally is not None else {}
        super().refill()

    def above(self, width: int) -> list[Line]:
        """Return whose answers these are; of the count, how many answered and who is missing."""
        seen = self.seen
        if seen is None:
            return []
        if self._counting and seen.tally is not None:
            return tally_above(seen.tally, self.today, width)
        return answers_above(seen, self.today, width)

    def head(self, width: int) -> Line:
        """Return the heads of the count's columns."""
        framework = self.seen.framework if self.seen is not None else None
        return tally_head(framework, width) if self._counting and framework is not None else ()

    def draw_row(self, key: str, width: int) -> Line:
        """Return the line of a row."""
        seen = self.seen
        if seen is None or seen.framework is None or seen.tally is None:
            return ()
        if key.startswith(_SIGNED):
            return signed_row(seen.framework, self._signed[key.removeprefix(_SIGNED)], width)
        if key.startswith(_ADDITION):
            name = key.removeprefix(_ADDITION)
            if self._counting:
                return added_row(seen.tally.additions[int(name)], width)
            return addition_row(seen.mine.additions[name], width) if seen.mine is not None else ()
        if self._counting:
            return tally_row(seen.framework, self._counts[key], width)
        return answer_row(seen.framework, key, seen.mine, width, told=is_told(seen))

    def whole(self, key: str, width: int) -> list[Line]:
        """Return all of the chosen row."""
        seen = self.seen
        if seen is None or seen.framework is None or seen.tally is None:
            return []
        if key.startswith(_SIGNED):
            return signed_whole(seen.framework, self._signed[key.removeprefix(_SIGNED)], width)
        if key.startswith(_ADDITION):
            name = key.removeprefix(_ADDITION)
            if self._counting:
                return added_whole(seen.framework, seen.tally.additions[int(name)], width)
            return addition_whole(seen.framework, seen.mine.additions[name], width) if seen.mine is not None else []
        if self._counting:
            return tally_whole(self._counts[key], width)
        return answer_whole(seen.framework, key, seen.mine, width, told=is_told(seen))

    # Looking --------------------------------------------------------------------------------------------------------

    def action_count(self) -> None:
        """Show the count of all schools, or again the school's own answers."""
        if self.seen is None:
            self.say(self._says)
            return
        self._counting = not self._counting
        self.refill()

    def action_whole(self) -> None:
        """Tell all of it: what the school says, or the whole count in words."""
        seen = self.seen
        if seen is None or seen.framework is None or seen.tally is None:
            self.say(self._says or (seen.why if seen is not None else ""))
            return
        framework, tally = seen.framework, seen.tally
        if self._counting:
            self.tell("The count in words", lambda width: all_counted(framework, tally, width))
        else:
            said = f"What {text(consultations.name_of(seen.school))} says" if seen.school is not None else self.about
            self.tell(said, lambda width: all_said(seen, width))

    def action_unanswered(self) -> None:
        """Go to the next indicator that the school has not answered."""
        seen = self.seen
        if self.writable() is None or seen is None or seen.framework is None:
            return
        names = [one for one in self.keys() if one in seen.framework.indicators]
        said = seen.mine.opinions if seen.mine is not None else {}
        at = names.index(self.rows.chosen) if self.rows.chosen in names else -1
        following = [one for one in (*names[at + 1 :], *names[: at + 1]) if one not in said]
        if following:
            self.rows.choose(following[0])
        else:
            self.say("Every indicator is answered. p proposes an addition; o writes the file that is sent in.")

    # What a school says ---------------------------------------------------------------------------------------------

    def action_opinion(self, opinion: consultations.Opinion) -> None:
        """Say what the school thinks of the chosen indicator; what has to be said with it is asked at the foot."""
        there, indicator = self.writable(), self.rows.chosen
        if self._counting:
            self.say("This is the count. v shows the school's own answers, and there they are given.")
            return
        seen = self.seen
        if there is None or seen is None or seen.framework is None:
            return
        if indicator not in seen.framework.indicators:
            self.say("Choose an indicator first. p proposes an addition.")
            return
        said = seen.mine.opinions.get(indicator) if seen.mine is not None else None

        def keep(**texts: str) -> None:
            made = consultations.give_opinion(
                self.app.desk, *there, indicator, opinion, day=self.today, because=said.because if said else "", **texts
            )
            self._go_on(indicator)
            self.changed(f"{text(made.id)}: {OPINION_WORDS[made.opinion]}. z takes it back.")

        if opinion == "agree":
            self.app.attempt(keep)
        elif opinion == "agree-if-changed":
            self.ask(
                f"change {indicator}",
                [Question(f"{indicator}: how changed?", said.if_changed if said else "", _needed,
                          hint="The words that would make you agree. No pupil belongs in it.")],
                lambda answers: keep(if_changed=answers[0]),
            )  # fmt: skip
        else:
            self.ask(
                f"cannot {indicator}",
                [
                    Question(f"{indicator}: what does it cost?", said.cost if said else "",
                             hint=f"In money or time. {_LATER}"),
                    Question(f"{indicator}: which help?", said.help_needed if said else "",
                             hint=f"Which help would make it possible. {_LATER}"),
                ],
                lambda answers: keep(cost=answers[0], help_needed=answers[1]),
            )  # fmt: skip

    def _go_on(self, indicator: str) -> None:
        if self.rows.chosen == indicator:
            self.rows.action_move(1)

    def action_because(self) -> None:
        """Say why, of the chosen indicator's answer or addition."""
        there, key, seen = self.writable(), self.rows.chosen, self.seen
        if there is None or seen is None or self._counting:
            return
        mine = seen.mine
        addition = mine.additions.get(key.removeprefix(_ADDITION)) if mine is not None else None
        if addition is not None:
            self._propose(addition.strand, addition)
            return
        said = mine.opinions.get(key) if mine is not None else None
        if said is None:
            self.say("Answer first: 1 agree, 2 agree if it is changed, 3 cannot yet.")
            return

        def keep(answers: tuple[str, ...]) -> None:
            consultations.give_opinion(
                self.app.desk, *there, key, said.opinion, day=self.today, because=answers[0],
                if_changed=said.if_changed, cost=said.cost, help_needed=said.help_needed,
            )  # fmt: skip
            self.changed("Kept. z takes it back.")

        self.ask(f"because {key}", [Question(f"{key}: because", said.because, hint="Why the school says so.")], keep)

    def action_propose(self) -> None:
        """Propose better practice for a strand."""
        seen = self.seen
        if self.writable() is None or seen is None or seen.framework is None:
            return
        framework = seen.framework
        letters = "123456789abcdefghilmnopqrstuvwxyz"
        choices = [
            (letter, f"{name} {framework.worded(framework.strands[name].title)}", name)
            for letter, name in zip(letters, framework.strands, strict=False)
        ]

        def then(strand: str | None) -> None:
            if strand is not None:
                self._propose(strand, None)

        here = framework.indicators.get(self.rows.chosen)
        self.app.push_screen(Menu("For which strand?", choices, chosen=here.strand if here else None), then)

    def _propose(self, strand: str, there: consultations.Addition | None) -> None:
        where = self.writable()
        if where is None:
            return

        def keep(answers: tuple[str, ...]) -> None:
            title, statement, because = answers
            made = consultations.propose(
                self.app.desk, *where, strand, title, day=self.today, statement=statement, because=because,
                instead_of=there.id if there is not None else "",
            )  # fmt: skip
            self._counting, self.wanted = False, f"{_ADDITION}{made.id}"
            self.changed(f"Proposed: {text(made.title)}. w takes it out.")

        questions = [
            Question("What does a school do?", there.title if there else "", _needed,
                     hint="In a few words, such as: Meet families before a plan is written."),
            Question("Say more:", there.statement if there else "", hint=f"One sentence. {_LATER}"),
            Question("Because:", there.because if there else "", hint=f"Why it belongs in it. {_LATER}"),
        ]  # fmt: skip
        self.ask(f"propose {strand}", questions, keep)

    def action_remove(self) -> None:
        """Take the chosen answer or proposal out; undo brings it back."""
        there, key = self.writable(), self.rows.chosen
        if there is None or self._counting:
            return
        name, of = key.removeprefix(_ADDITION), "additions" if key.startswith(_ADDITION) else "opinions"
        if self.app.attempt(lambda: consultations.take_out(self.app.desk, *there, name, of=of)):
            self.changed("Taken out. z brings it back. A file that was sent before still holds it.")

    def action_named(self) -> None:
        """Say whether the school's name may stand beside its words in the count."""
        there, seen = self.writable(), self.seen
        if there is None or seen is None:
            return
        if seen.mine is None or not seen.mine.answered:
            self.say("This school has said nothing yet: there are no words for a name to stand beside.")
            return
        choices = [
            ("y", "yes: in the count the name stands beside its words", True),
            ("n", "no: there they stand without it; the file still has it", False),
        ]

        def then(yes: bool | None) -> None:  # noqa: FBT001  a menu's answer
            if yes is None:
                return
            done = self.app.attempt(
                lambda: consultations.consent_to_be_named(self.app.desk, *there, self.today, yes=yes)
            )
            if done:
                now = "stands beside" if yes else "does not stand beside"
                self.changed(f"In the count the name {now} its words. What was said last counts; c says otherwise.")

        self.app.push_screen(Menu("May the school's name stand beside its words?", choices), then)


def _needed(answer: str) -> None:
    if not answer.strip():
        raise ic.NotAllowed("Say it in a few words. Esc leaves everything as it is.")
