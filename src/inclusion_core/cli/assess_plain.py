"""A whole assessment as a conversation in plain lines, for screen readers, slow links and scripts.

One question at a time. Every answer is on disk before it is acknowledged; what was begun is gone on with where it
stopped. Nothing here moves a cursor, clears a screen or depends on a terminal being there.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from inclusion_core.cli import questions
from inclusion_core.cli.arguments import checked_text
from inclusion_core.cli.output import counted, listed, say, visible
from inclusion_core.cli.reviewing import judgement_words
from inclusion_core.desk.results import score_lines
from inclusion_core.errors import InclusionError, NotAllowed, StorageFailed
from inclusion_core.model.assessment import NON_ANSWERS, Cell, Judgement, cell_text, judgement_of, parse_cell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from inclusion_core.desk import Desk
    from inclusion_core.model.evidence import Evidence, EvidenceKind
    from inclusion_core.model.framework import Framework, Indicator
    from inclusion_core.store.history import Happening
    from inclusion_core.store.session import Session

_STOP = frozenset({"stop", "q", "quit", "exit"})


class Conversation:
    """The questions of one voice's assessment, put one after the other.

    `run` asks until it is stopped; it raises EOFError where the answers end.
    """

    def __init__(self, desk: Desk, session: Session, voice: str) -> None:
        self._desk, self._session, self._voice = desk, session, voice
        self._cells = tuple(questions.cells_to_ask(session))
        self._place = 0
        self._strand = ""
        self._kind: str | None = None
        self._asking = True
        self._reasons: dict[Cell, str] = {}
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
        say(f"{session.school.name}. {session.framework.title}, {session.framework.edition}. Voice: {self._voice}.")
        if session.school.made_up:
            say("This school is made up.")
        say(f"{self._progress()} Every answer is kept at once. Type ? for what can be answered, stop to stop.")
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
            if self._answer(self._read(prompt)):
                break
        self.farewell()

    def farewell(self) -> None:
        """Say where it stands and what to type to go on."""
        voice = "" if self._voice == "self" else f" --voice {self._voice}"
        say()
        say(f"Stopped. {self._progress()}")
        say(f"To go on: inclusion assess {self._session.review.id}{voice} --plain")

    def _answer(self, line: str) -> bool:
        """Do what an answer asks; True where it asks to stop."""
        word, _, words = line.strip().partition(" ")
        words = words.strip()
        if word.casefold() in _STOP:
            return True
        if not word:
            say("Nothing was typed. Give a level, s to skip, or ? for all that can be answered.")
            self._asking = False
            return False
        self._asking = False
        try:
            key = self._keys.get(word.casefold())
            if key is not None:
                self._asking = key(words)
            elif self._place < len(self._cells):
                self._asking = self._judge(line.strip())
            else:
                say("All questions have been put. Type g and an id to go to one, or stop.")
        except StorageFailed:
            raise
        except InclusionError as mistake:
            say(f"Not kept: {mistake}")
        return False

    def _read(self, prompt: str) -> str:
        """Read one line; the prompt is a line of its own where nobody types. Raises EOFError at the end."""
        if sys.stdin.isatty() and sys.stdout.isatty():
            with suppress(ImportError):
                import readline  # noqa: F401, PLC0415  editing of the line, where the platform has it
            return checked_text(input(prompt))
        print(prompt.rstrip(), flush=True)
        line = sys.stdin.readline()
        if not line:
            raise EOFError
        return checked_text(line.rstrip("\r\n"))

    # Where we are -----------------------------------------------------------------------------------------------

    @property
    def _framework(self) -> Framework:
        return self._session.framework

    @property
    def _levels(self) -> tuple[str, ...]:
        return self._framework.scale.order

    @property
    def _cell(self) -> Cell:
        return self._cells[self._place]

    @property
    def _indicator(self) -> Indicator:
        return self._framework.indicators[self._cell[0]]

    def _judgement(self, cell: Cell) -> Judgement | None:
        return self._session.assessment(self._voice).judgements.get(cell)

    def _progress(self) -> str:
        done = sum(self._judgement(cell) is not None for cell in self._cells)
        return f"{done} of {counted(len(self._cells), 'question')} answered."

    def _next_open(self, start: int) -> int | None:
        return next(
            (place for place in range(start, len(self._cells)) if self._judgement(self._cells[place]) is None), None
        )

    def _put(self) -> None:
        """Put the question: strand, indicator, statement, levels, and what is there already."""
        strand = self._framework.strands[self._indicator.strand]
        say()
        if strand.id != self._strand:
            self._strand = strand.id
            say(f"Strand {strand.id}. {self._framework.worded(strand.title)}")
        say(f"Question {self._place + 1} of {len(self._cells)}. {questions.heading(self._framework, self._cell)}")
        for line in questions.statement_and_levels(self._framework, self._indicator):
            say(line)
        say(f"Now: {self._standing()}")

    def _standing(self) -> str:
        made = self._judgement(self._cell)
        words = "not looked at yet." if made is None else f"{self._words(made)}."
        if made is not None and made.because:
            words += f" Because: {visible(made.because)}"
        elif made is None and self._reasons.get(self._cell):
            words += f" Your reason so far: {visible(self._reasons[self._cell])}"
        seen = len(self._evidence_here())
        return f"{words} {counted(seen, 'piece')} of evidence." if seen else words

    def _words(self, made: Judgement) -> str:
        sure = f", confidence {made.confidence}" if made.confidence else ""
        return judgement_words(self._framework, made.level or made.non_answer or "") + sure

    def _evidence_here(self) -> list[Evidence]:
        return [one for one in self._session.evidence.values() if self._cell[0] in one.indicators]

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
        before = self._judgement(self._cell)
        reason = words or self._reasons.get(self._cell, "") or (before.because if before else "")
        if answer in NON_ANSWERS and not words and answer != "too-soon":
            needed = answer == "not-applicable"
            asked = self._read("Why does it not apply here? " if needed else "Why? (an empty line leaves it out) ")
            reason = asked.strip() or reason
        return self._keep(answer, reason, before.confidence if before else None)

    def _keep(self, answer: str, reason: str, confidence: Any) -> bool:  # noqa: ANN401  a word that judgement_of checks
        before = self._judgement(self._cell)
        made = judgement_of(
            self._framework,
            self._cell,
            answer,
            because=reason,
            confidence=confidence,
            evidence=before.evidence if before else (),
        )
        self._session.judge(self._voice, self._cell, made)
        self._session.sync()
        self._reasons.pop(self._cell, None)
        say(f"Kept: {cell_text(self._cell)} {self._words(made)}.")
        self._warn(reason)
        return self._on()

    def _on(self) -> bool:
        """Go to the next question that is not answered yet, or past the last."""
        following = self._next_open(self._place + 1)
        self._place = len(self._cells) if following is None else following
        return True

    def _because(self, words: str) -> bool:
        words = words or self._read("Why? ").strip()
        if not words:
            say("Nothing was changed.")
            return False
        made = self._judgement(self._here())
        if made is None:
            self._reasons[self._cell] = words
            self._session.draft(f"because {self._voice} {cell_text(self._cell)}", words)
            say("Kept as your reason until you give a level.")
            self._warn(words)
            return False
        return not self._change(made, because=words)

    def _confidence(self, word: str) -> bool:
        made = self._judgement(self._here())
        if made is None:
            say("Give a level first, then how sure you are of it.")
            return False
        return not self._change(made, confidence=word or self._read("How sure are you: low, medium or high? ").strip())

    def _change(self, made: Judgement, *, because: str | None = None, confidence: str | None = None) -> bool:
        """Keep a judgement with another reason or confidence, and stay at its question."""
        here = self._place
        self._keep(
            made.level or made.non_answer or "",
            made.because if because is None else because,
            confidence or made.confidence,
        )
        self._place = here
        return True

    def _clear(self, _words: str) -> bool:
        if self._judgement(self._here()) is None:
            say("There is no judgement to take away.")
            return False
        self._session.judge(self._voice, self._cell, None)
        self._session.sync()
        say(f"{cell_text(self._cell)} is not looked at yet.")
        return False

    def _undo(self, _words: str) -> bool:
        return self._moved(self._session.undo())

    def _redo(self, _words: str) -> bool:
        return self._moved(self._session.redo())

    def _moved(self, happened: Happening) -> bool:
        self._session.sync()
        say(f"You {happened.says}.")
        return self._place < len(self._cells)

    # Evidence ---------------------------------------------------------------------------------------------------

    def _evidence(self, words: str) -> bool:
        about = self._here()[0]
        words = words or self._read("What was seen or heard? ").strip()
        if not words:
            say("Nothing was written down.")
            return False
        kinds = self._kinds()
        chosen = self._kind_from(self._read(questions.kind_prompt(kinds)).strip(), kinds)
        made = self._session.add_evidence(kind=chosen.id, note=words, indicators=(about,))
        self._session.sync()
        self._kind = chosen.id
        say(f"Kept: {made.id} {chosen.title} for {about}.")
        self._warn(words)
        return False

    def _kinds(self) -> list[EvidenceKind]:
        """Return the kinds to choose from: the one last used, those that would settle the question, all others."""
        known = self._desk.kinds
        first = ((self._kind,) if self._kind else ()) + self._indicator.evidence
        return [known[name] for name in dict.fromkeys((*first, *known)) if name in known]

    def _kind_from(self, word: str, kinds: list[EvidenceKind]) -> EvidenceKind:
        if not word:
            return kinds[0]
        if word.isascii() and word.isdecimal() and 1 <= int(word) <= len(kinds):
            return kinds[int(word) - 1]
        folded = word.casefold()
        return next((one for one in kinds if folded in {one.id, one.title.casefold()}), None) or self._desk.kind(word)

    def _seen(self, _words: str) -> bool:
        self._here()
        found = self._evidence_here()
        for one in found:
            say(f"{one.id} {one.kind}: {visible(one.note)}")
        if not found:
            say("Nothing is written down for this question yet. Type e and what was seen or heard.")
        return False

    # What helps -------------------------------------------------------------------------------------------------

    def _here(self) -> Cell:
        if self._place >= len(self._cells):
            raise NotAllowed("No question is open. Type g and an id, such as g U4, to go to one.")
        return self._cell

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
        indicator, at, facet = words.partition("@")
        name = next((one for one in self._framework.indicators if one.casefold() == indicator.casefold()), indicator)
        cell = parse_cell(self._framework, name + at + facet)
        if cell not in self._cells:
            if cell[1] is None:
                cell = next((one for one in self._cells if one[0] == cell[0]), cell)
            if cell not in self._cells:  # a lens of its own, or one that is not for this setting: asked now and after
                after = [place for place, one in enumerate(self._cells) if one[0] == cell[0]]
                spot = after[-1] + 1 if after else len(self._cells)
                self._cells = (*self._cells[:spot], cell, *self._cells[spot:])
        self._place = self._cells.index(cell)
        return True

    def _warn(self, text: str) -> None:
        from inclusion_core.cli.reviewing import warn_of_names  # noqa: PLC0415  only where words were typed

        warn_of_names(self._session.review.id, (text,))
