"""A whole assessment as a conversation in plain lines, for screen readers, slow links and scripts.

One question at a time. Every answer is on disk before it is acknowledged; what was begun is gone on with where it
stopped. Nothing here moves a cursor, clears a screen or depends on a terminal being there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import evolve

from inclusion_core.analysis.scoring.wording import listed
from inclusion_core.cli import questions
from inclusion_core.cli.asking import line_from
from inclusion_core.cli.output import counted, say, visible
from inclusion_core.cli.reviewing import remark, tell_plugins, warn_of_names
from inclusion_core.cli.sitting import EVIDENCE_DRAFT, Begun, Sitting
from inclusion_core.desk.results import score_lines
from inclusion_core.errors import InclusionError, NotAllowed, StorageFailed
from inclusion_core.identifiers import nearest
from inclusion_core.model.assessment import (
    CONFIDENCES,
    NON_ANSWERS,
    cell_text,
    judgement_of,
    reason_that_stays,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from inclusion_core.cli.context import Context
    from inclusion_core.model.evidence import EvidenceKind
    from inclusion_core.store.review.drafts import Draft
    from inclusion_core.store.review.history import Happening
    from inclusion_core.store.review.session import Session

_STOP = frozenset({"stop", "q", "quit", "exit"})
_WITH_WORDS = frozenset("bfeg")


class Conversation(Sitting):
    """The questions of one voice's assessment, put one after the other.

    `run` asks until it is stopped; it raises EOFError where the answers end.
    """

    def __init__(self, context: Context, session: Session, voice: str) -> None:
        super().__init__(session, voice)
        self._context, self._desk = context, context.desk
        self._strand = ""
        self._kind: str | None = None
        self._asking = True
        self._keys: dict[str, Callable[[str], bool]] = {
            "b": self._because,
            "f": self._confidence,
            "e": self._evidence,
            "l": self._look_fors,
            "a": self._questions,
            "m": self._more,
            "v": self._seen,
            "s": self._skip,
            "p": self._previous,
            "g": self._go,
            "0": self._clear,
            "y": self._why,
            "n": self._unseen,
            "u": self._undo,
            "r": self._redo,
            "?": self._help,
        }

    # The run ----------------------------------------------------------------------------------------------------

    def run(self) -> None:
        """Ask, from the first question not answered yet, until somebody says stop."""
        session = self._session
        title = session.framework.worded(session.framework.title)
        say(f"{session.school.name}. {title}, {session.framework.edition}. Voice: {self._voice}.")
        if session.school.made_up:
            say("This school is made up.")
        asked = f"{self._progress()}{self._proposed()}"
        say(f"{asked} Every answer is kept at once. Type ? for what can be answered, stop to stop.")
        self._take_up_drafts()
        first = self._next_open(0)
        self._place = len(self._cells) if first is None else first
        while True:
            if self._place >= len(self._cells):
                self._at_the_end()
                prompt = "Your answer (g and an id, y, n, p, stop): "
            else:
                if self._asking:
                    self._put()
                prompt = (
                    f"{cell_text(self._cell)}. Your answer (1 to {len(self._levels)}, c, x, t, s to skip, ? for all): "
                )
            if self._answer(line_from(prompt)):
                break
        self.farewell()

    def farewell(self) -> None:
        """Say where it stands and what to type to go on."""
        voice = "" if self._voice == "self" else f" --voice {self._voice}"
        say()
        say(f"Stopped. {self._progress()}")
        say(self._context.typed(f"To go on: inclusion assess {self._session.review.id}{voice} --plain"))

    def _answer(self, line: str) -> bool:
        """Do what an answer asks; True where it asks to stop."""
        word, words = questions.parted(line)
        if word.casefold() in _STOP:
            return True
        if not word:
            say("Nothing was typed. Give a level, s to skip, or ? for all that can be answered.")
            self._asking = False
            return False
        self._asking = False
        try:
            key = self._keys.get(word.casefold())
            if key is not None and words and word.casefold() not in _WITH_WORDS:
                say(f"{word} stands alone, and words came after it: nothing was done. Type ? for what can be answered.")
            elif key is not None:
                self._asking = key(words)
            elif self._place < len(self._cells):
                self._asking = self._judge(line.strip())
            else:
                say("All questions have been put. Type g and an id to go to one, or stop.")
        except StorageFailed:
            raise
        except InclusionError as mistake:
            say(str(mistake))
        return False

    def _put(self) -> None:
        """Put the question as it stands now, whoever changed it last."""
        self._session.refresh()
        strand = self._framework.strands[self._indicator.strand]
        say()
        if strand.id != self._strand:
            self._strand = strand.id
            say(f"Strand {strand.id}. {self._framework.worded(strand.title)}")
        say(f"Question {self._place + 1} of {len(self._cells)}. {questions.heading(self._framework, self._cell)}")
        for line in questions.statement_and_levels(self._framework, self._indicator):
            say(line)
        say(f"Now: {self._standing()}")

    def _at_the_end(self) -> None:
        if not self._asking:
            return
        left = [cell_text(cell) for cell in self._cells if self._judgement(cell) is None]
        say()
        if left:
            say(f"That was the last question. Not looked at yet: {listed(left)}.")
        else:
            say(f"All {counted(len(self._cells), 'question')} are answered.")
        self._asking = False

    # Judging ----------------------------------------------------------------------------------------------------

    def _judge(self, line: str) -> bool:
        answer, words = questions.answer_in(self._framework, line)
        begun = self._begun.get(self._cell, Begun())
        before = self._judgement(self._cell)
        stays = reason_that_stays(before, answer)
        reason = words or begun.because or stays
        if answer in NON_ANSWERS and not words and answer != "too-soon":
            needed = answer == "not-applicable"
            asked = line_from(
                "Why does it not apply here? (an empty line keeps nothing) "
                if needed
                else "Why? (an empty line leaves it out) "
            )
            reason = asked.strip() or reason
        self._keep(answer, reason, begun.confidence or (before.confidence if before else None))
        if reason and reason == stays:
            say(f"Your reason stays: {visible(reason)}")
        following = self._next_open(self._place + 1)
        self._place = len(self._cells) if following is None else following
        return True

    def _keep(self, answer: str, reason: str, confidence: Any) -> None:  # noqa: ANN401  a word that judgement_of checks
        """Keep a judgement at the question that is open, on disk, and say so."""
        before = self._judgement(self._cell)
        cited = before.evidence if before else ()
        try:
            made = judgement_of(
                self._framework, self._cell, answer, because=reason, confidence=confidence, evidence=cited
            )
        except InclusionError as mistake:
            raise NotAllowed(f"{mistake} Nothing was kept; type ? for what can be answered.") from None
        self._session.judge(self._voice, self._cell, made)
        self._session.sync()
        if self._begun.pop(self._cell, None) is not None:
            self._session.drop_draft(self._draft_key())
        say(f"Kept: {cell_text(self._cell)} {self._words(made)}.")
        self._warn(reason)
        remark(self._desk, self._framework, self._cell, made)
        tell_plugins(self._desk)

    def _because(self, words: str) -> bool:
        made = self._judgement(self._here())
        words = words or line_from("Why? ").strip()
        if not words:
            say("Nothing was changed.")
        elif made is not None:
            self._keep(made.level or made.non_answer or "", words, made.confidence)
        else:
            self._begun[self._cell] = evolve(self._begun.get(self._cell, Begun()), because=words)
            self._session.draft(self._draft_key(), words)
            self._session.sync()
            say("Kept as your reason until you give a level.")
            self._warn(words)
        return False

    def _confidence(self, word: str) -> bool:
        made = self._judgement(self._here())
        word = (word or line_from("How sure are you: low, medium or high? ")).strip().casefold()
        if made is not None:
            self._keep(made.level or made.non_answer or "", made.because, word)
        elif word in CONFIDENCES:
            self._begun[self._cell] = evolve(self._begun.get(self._cell, Begun()), confidence=word)
            say("Kept until you give a level.")
        else:
            say("Say low, medium or high.")
        return False

    def _take_up_drafts(self) -> None:
        """Take up the reasons that were typed before and whose level was not given yet."""
        fitting = [draft for draft in self._session.drafts() if draft.fits]
        drafts = {draft.key: draft for draft in fitting if not draft.held}
        if len(drafts) < len({draft.key for draft in fitting}):
            say("Another window of this program is at work on a text that was typed here; it is left there.")
        for cell in self._cells:
            if self._draft_key(cell) in drafts and self._judgement(cell) is None:
                self._begun[cell] = Begun(self._taken(drafts[self._draft_key(cell)]))
        for key, draft in drafts.items():
            if key.startswith(EVIDENCE_DRAFT):
                about, text = key.removeprefix(EVIDENCE_DRAFT), self._taken(draft)
                self._jottings[about] = text
                say(f"You had begun to write down, for {about}: {visible(text)}")
                say(f"To finish it: g {about}, then e.")

    def _taken(self, draft: Draft) -> str:
        self._session.take_draft(draft.key, draft.stream)
        return draft.text

    def _clear(self, _words: str) -> bool:
        if self._judgement(self._here()) is None:
            say("There is no judgement to take away.")
            return False
        self._session.judge(self._voice, self._cell, None)
        self._session.sync()
        say(f"{cell_text(self._cell)} is not looked at yet.")
        return False

    def _undo(self, _words: str) -> bool:
        return self._moved(self._session.undo)

    def _redo(self, _words: str) -> bool:
        return self._moved(self._session.redo)

    def _moved(self, move: Callable[[], Happening]) -> bool:
        """Undo or redo, say what it was, and go to the question that it concerns."""
        before = self._session.assessment(self._voice).judgements
        happened = move()
        self._session.sync()
        say(f"You {happened.says}.")
        after = self._session.assessment(self._voice).judgements
        for place, cell in enumerate(self._cells):
            if before.get(cell) != after.get(cell):
                self._place = place
                break
        return self._place < len(self._cells)

    # Evidence ---------------------------------------------------------------------------------------------------

    def _evidence(self, words: str) -> bool:
        about = self._here()[0]
        begun = self._jottings.get(about, "")
        words = words or begun or line_from("What was seen or heard? ").strip()
        if begun not in words:
            words = f"{begun}\n{words}"
            say("What you had begun to write down stands before it.")
        if not words:
            say("Nothing was written down.")
            return False
        self._jottings[about] = words
        self._session.draft(EVIDENCE_DRAFT + about, words)
        chosen = self._chosen_kind()
        self._jottings.pop(about, None)
        if chosen is None:
            self._session.drop_draft(EVIDENCE_DRAFT + about)
            say("It was let go. Nothing was written down.")
            return False
        made = self._session.add_evidence(kind=chosen.id, note=words, indicators=(about,))
        self._session.drop_draft(EVIDENCE_DRAFT + about)
        self._session.sync()
        self._kind = chosen.id
        say(f"Kept: {made.id} {chosen.title} for {about}.")
        self._warn(words)
        return False

    def _chosen_kind(self) -> EvidenceKind | None:
        """Ask for a kind until it is one; None for 0. Raises EOFError where somebody stops: what was begun is kept."""
        kinds, few = self._kinds()
        say(questions.kind_choices(kinds[:few], more=few < len(kinds)))
        while True:
            word = line_from(f"What kind? (nothing typed: {kinds[0].title}) ").strip()
            if word == "0":
                return None
            if word.casefold() in _STOP:
                raise EOFError
            if word == "?":
                say(questions.kind_choices(kinds, more=False))
                continue
            found = questions.kind_from(word, kinds)
            if found is not None:
                return found
            near = nearest(word, [one.title for one in kinds])
            meant = f" Did you mean {near}?" if near else ""
            say(f"There is no kind '{visible(word)}'.{meant} Give its number or its name, or ? for all.")

    def _kinds(self) -> tuple[list[EvidenceKind], int]:
        """Return the kinds to choose from, and how many of them fit here: those come first."""
        known = self._desk.kinds
        first = ((self._kind,) if self._kind else ()) + self._indicator.evidence
        fitting = [name for name in dict.fromkeys(first) if name in known]
        names = dict.fromkeys((*fitting, *known))
        return [known[name] for name in names], len(fitting) or len(names)

    def _seen(self, _words: str) -> bool:
        self._here()
        found = self._evidence_here()
        for one in found:
            say(f"{one.id} {one.kind}: {visible(one.note)}")
        if not found:
            say("Nothing is written down for this question yet. Type e and what was seen or heard.")
        return False

    # What helps -------------------------------------------------------------------------------------------------

    def _look_fors(self, _words: str) -> bool:
        return self._told(questions.look_fors(self._framework, self._framework.indicators[self._here()[0]]))

    def _questions(self, _words: str) -> bool:
        return self._told(questions.to_ask(self._framework, self._framework.indicators[self._here()[0]]))

    def _more(self, _words: str) -> bool:
        return self._told(questions.levels_in_full(self._framework, self._framework.indicators[self._here()[0]]))

    @staticmethod
    def _told(lines: Iterable[str]) -> bool:
        for line in lines:
            say(line)
        return False

    def _why(self, _words: str) -> bool:
        return self._told(score_lines(self._desk, self._session, self._voice, strand=self._strand or None))

    def _unseen(self, _words: str) -> bool:
        left = [cell_text(cell) for cell in self._cells if self._judgement(cell) is None]
        say(f"Not looked at yet: {listed(left)}." if left else "Every question has been looked at.")
        return False

    def _help(self, _words: str) -> bool:
        return self._told(f"{key.format(n=len(self._levels))}: {does}" for key, does in questions.HELP)

    # Moving -----------------------------------------------------------------------------------------------------

    def _skip(self, _words: str) -> bool:
        self._here()
        self._place += 1
        return True

    def _previous(self, _words: str) -> bool:
        if self._place == 0:
            say("This is the first question.")
            return False
        self._place -= 1
        return True

    def _go(self, words: str) -> bool:
        if not words:
            raise NotAllowed("Type g and the id of a question, such as g U4.")
        self._move_to(words)
        return True

    def _warn(self, text: str) -> None:
        warn_of_names(self._context, self._session.review.id, (text,))
