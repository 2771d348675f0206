"""A whole assessment as a conversation in plain lines, for screen readers, slow links and scripts.

One question at a time. Every answer is on disk before it is acknowledged; what was begun is gone on with where it
stopped. Nothing here moves a cursor, clears a screen or depends on a terminal being there.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from inclusion_core.cli.arguments import checked_text
from inclusion_core.cli.output import counted, listed, say, visible
from inclusion_core.cli.reviewing import judgement_words
from inclusion_core.errors import InclusionError, StorageFailed
from inclusion_core.model.assessment import NON_ANSWERS, Cell, Judgement, cell_text, judgement_of, parse_cell

if TYPE_CHECKING:
    from collections.abc import Callable

    from inclusion_core.desk import Desk
    from inclusion_core.model.evidence import Evidence, EvidenceKind
    from inclusion_core.model.framework import Framework, Indicator
    from inclusion_core.store.session import Session

HELP: tuple[tuple[str, str], ...] = (
    ("1 to {n}", "give that level; its name does too. Words after it are kept as the reason: 3 Seen in five rooms."),
    ("c, x, t", "cannot tell; does not apply (with the reason); too soon to tell. Words after it are the reason."),
    ("b WORDS", "because: keep the reason for this judgement, before or after you give it."),
    ("f WORD", "how sure you are of this judgement: low, medium or high."),
    ("e WORDS", "evidence: write down something seen or heard for this question."),
    ("l", "what to look for here."),
    ("a", "questions to ask pupils, staff and families."),
    ("m", "more: each level in full."),
    ("v", "the evidence written down for this question."),
    ("s", "skip to the next question."),
    ("p", "the question before."),
    ("g ID", "go to a question, such as g U4; g U4@LENS judges one lens or layer."),
    ("0", "take the judgement away: not looked at yet."),
    ("y", "why: the score so far and what it rests on."),
    ("n", "what has not been looked at yet."),
    ("u, r", "undo your last change; do it again."),
    ("stop", "stop. Everything is kept; you can go on later."),
    ("?", "this list."),
)
"""What may be answered, and what it does: printed by `?`, and in docs/cli.md."""

_NON_ANSWER_KEYS = {"c": "cannot-tell", "x": "not-applicable", "t": "too-soon"}
_STOP = frozenset({"stop", "q", "quit", "exit"})


class Conversation:
    """The questions of one voice's assessment, put one after the other.

    `run` asks until it is stopped; it raises EOFError where the answers end.
    """

    def __init__(self, desk: Desk, session: Session, voice: str) -> None:
        self._desk, self._session, self._voice = desk, session, voice
        self._cells = tuple(_cells(session))
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
                prompt = f"{cell_text(self._cell)}. Your answer (1 to {len(self._levels)}, c, x, t, s to skip, ? for all): "
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
            try:
                import readline  # noqa: F401, PLC0415  editing of the line, where the platform has it
            except ImportError:
                pass
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
        one = self._indicator
        strand = self._framework.strands[one.strand]
        say()
        if strand.id != self._strand:
            self._strand = strand.id
            say(f"Strand {strand.id}. {self._worded(strand.title)}")
        tags = [word for word, true in (("core", one.core), ("statutory", one.statutory)) if true]
        tags += ["proposed, not scored"] if one.status == "proposed" else []
        told = f" ({', '.join(tags)})" if tags else ""
        say(f"Question {self._place + 1} of {len(self._cells)}. {cell_text(self._cell)}. {self._worded(one.title)}{told}")
        for line in (one.statement, one.guard):
            if line:
                say(self._worded(line))
        for number, level in enumerate(self._levels, start=1):
            first = _first_sentence(self._worded(one.levels.get(level, "")))
            say(f"{number} {self._framework.scale.title(level)}{': ' + first if first else ''}")
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

    def _worded(self, text: str) -> str:
        return self._framework.worded(text)

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
        answer, words = self._level_and_words(line)
        before = self._judgement(self._cell)
        reason = words or self._reasons.get(self._cell, "") or (before.because if before else "")
        if answer in NON_ANSWERS and not words and answer != "too-soon":
            needed = answer == "not-applicable"
            asked = self._read("Why does it not apply here? " if needed else "Why? (an empty line leaves it out) ")
            reason = asked.strip() or reason
        return self._keep(answer, reason, before.confidence if before else None)

    def _keep(self, answer: str, reason: str, confidence: str | None) -> bool:
        made = judgement_of(
            self._framework,
            self._cell,
            answer,
            because=reason,
            confidence=confidence,  # type: ignore[arg-type]  judgement_of checks it
            evidence=tuple(one.id for one in self._evidence_here()),
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

    def _level_and_words(self, line: str) -> tuple[str, str]:
        """Part an answer into a level's id (from its digit, id or title) or a non-answer, and the words after it."""
        word, _, words = line.partition(" ")
        folded = line.casefold()
        if word.isascii() and word.isdecimal() and 1 <= int(word) <= len(self._levels):
            return self._levels[int(word) - 1], words.strip()
        if word.casefold() in _NON_ANSWER_KEYS:
            return _NON_ANSWER_KEYS[word.casefold()], words.strip()
        names = {self._framework.scale.title(level).casefold(): level for level in self._levels}
        names |= {level.casefold(): level for level in self._levels}
        names |= {one: one for one in NON_ANSWERS} | {one.replace("-", " "): one for one in NON_ANSWERS}
        for name in sorted(names, key=len, reverse=True):
            if folded == name or folded.startswith(f"{name} "):
                return names[name], line[len(name) :].strip()
        return word, words.strip()

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
        return self._moved(self._session.undo(), "Undone", "There is nothing of yours to undo.")

    def _redo(self, _words: str) -> bool:
        return self._moved(self._session.redo(), "Done again", "There is nothing to do again.")

    def _moved(self, what: object, done: str, nothing: str) -> bool:
        if what is None:
            say(nothing)
            return False
        self._session.sync()
        say(f"{done}: {self._desk.told(self._session, what)}")
        return self._place < len(self._cells)

    # Evidence ---------------------------------------------------------------------------------------------------

    def _evidence(self, words: str) -> bool:
        about = self._here()[0]
        words = words or self._read("What was seen or heard? ").strip()
        if not words:
            say("Nothing was written down.")
            return False
        kinds = self._kinds()
        chosen = self._kind_from(self._read(_kind_prompt(kinds)).strip(), kinds)
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
            from inclusion_core.errors import NotAllowed  # noqa: PLC0415  beside its only use

            raise NotAllowed("No question is open. Type g and an id, such as g U4, to go to one.")
        return self._cell

    def _look_fors(self, _words: str) -> bool:
        self._here()
        for line in self._indicator.look_for:
            say(f"Look for: {self._worded(line)}")
        if self._indicator.law is not None:
            say(f"The duty: {self._worded(self._indicator.law.duty)} ({self._indicator.law.source})")
        if not self._indicator.look_for:
            say("This framework says nothing to look for here.")
        return False

    def _questions(self, _words: str) -> bool:
        self._here()
        for who, questions in self._indicator.ask.items():
            for line in questions:
                say(f"Ask {who}: {self._worded(line)}")
        if not self._indicator.ask:
            say("This framework has no questions to ask here.")
        return False

    def _more(self, _words: str) -> bool:
        self._here()
        for number, level in enumerate(self._levels, start=1):
            text = self._worded(self._indicator.levels.get(level, "")) or "nothing more is said of this level."
            say(f"{number} {self._framework.scale.title(level)}: {text}")
        return False

    def _why(self, _words: str) -> bool:
        for line in self._desk.score_lines(self._session, self._voice, explain=self._strand or None):
            say(line)
        return False

    def _unseen(self, _words: str) -> bool:
        left = [cell_text(cell) for cell in self._cells if self._judgement(cell) is None]
        say(f"Not looked at yet: {listed(left)}." if left else "Every question has been looked at.")
        return False

    def _help(self, _words: str) -> bool:
        for key, does in HELP:
            say(f"{key.format(n=len(self._levels))}: {does}")
        return False

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


def _cells(session: Session) -> list[Cell]:
    """Return what is asked: every indicator for this setting, each lens where the framework requires it."""
    framework = session.framework
    facet = framework.facet
    asked = framework.applicable(session.review.setting, proposed=True)
    if facet is not None and facet.required:
        return [(one.id, value) for one in asked for value in facet.values]
    return [(one.id, None) for one in asked]


def _first_sentence(text: str) -> str:
    for end in (". ", "? ", "! "):
        if end in text:
            text = text[: text.index(end) + 1]
    return text


def _kind_prompt(kinds: list[EvidenceKind]) -> str:
    choices = ", ".join(f"{number} {one.title}" for number, one in enumerate(kinds, start=1))
    return f"What kind? {choices}. Nothing typed: {kinds[0].title}. "
