"""Where a person is among the questions of an assessment, and what stands at each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from inclusion_core.analysis.scoring.wording import answer_in_words
from inclusion_core.cli.output import counted, visible
from inclusion_core.cli.reviewing import cell_named
from inclusion_core.errors import NotAllowed
from inclusion_core.model.assessment import Cell, Judgement, cell_text, cells_to_judge

if TYPE_CHECKING:
    from inclusion_core.model.evidence import Evidence
    from inclusion_core.model.framework import Framework, Indicator
    from inclusion_core.store.review.session import Session

EVIDENCE_DRAFT = "evidence "
"""How the draft of a piece of evidence is called, before the indicator's id."""


@frozen
class Begun:
    """What was said of a question whose level was not given yet."""

    because: str = ""
    confidence: str | None = None


class Sitting:
    """One voice's questions, the place among them, and what was begun and not finished."""

    def __init__(self, session: Session, voice: str) -> None:
        self._session, self._voice = session, voice
        self._cells = cells_to_judge(session.framework, session.review.setting)
        self._place = 0
        self._begun: dict[Cell, Begun] = {}
        self._jottings: dict[str, str] = {}

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

    def _here(self) -> Cell:
        if self._place >= len(self._cells):
            raise NotAllowed("No question is open. Type g and an id, such as g U4, to go to one.")
        return self._cell

    def _judgement(self, cell: Cell) -> Judgement | None:
        return self._session.assessment(self._voice).judgements.get(cell)

    def _progress(self) -> str:
        done = sum(self._judgement(cell) is not None for cell in self._cells)
        return f"{done} of {counted(len(self._cells), 'question')} answered."

    def _proposed(self) -> str:
        """Return a sentence on the questions that are not adopted yet, with a space before it; empty without any."""
        proposed = sum(self._framework.indicators[cell[0]].status == "proposed" for cell in self._cells)
        if not proposed:
            return ""
        return f" {proposed} of them {'is' if proposed == 1 else 'are'} proposed: asked, kept and never scored."

    def _next_open(self, start: int) -> int | None:
        return next(
            (place for place in range(start, len(self._cells)) if self._judgement(self._cells[place]) is None), None
        )

    def _standing(self) -> str:
        made = self._judgement(self._cell)
        words = "not looked at yet." if made is None else f"{self._words(made)}."
        if made is not None and made.because:
            words += f" Because: {visible(made.because)}"
        elif made is None and self._cell in self._begun:
            words += f" Your reason so far: {visible(self._begun[self._cell].because)}"
        seen = len(self._evidence_here())
        return f"{words} {counted(seen, 'piece')} of evidence." if seen else words

    def _words(self, made: Judgement) -> str:
        sure = f", confidence {made.confidence}" if made.confidence else ""
        return answer_in_words(self._framework, made.level or made.non_answer or "") + sure

    def _evidence_here(self) -> list[Evidence]:
        return [one for one in self._session.evidence.values() if self._cell[0] in one.indicators]

    def _draft_key(self, cell: Cell | None = None) -> str:
        return f"because {self._voice} {cell_text(cell or self._cell)}"

    def _move_to(self, words: str) -> None:
        """Go to the question of an id in any case (`u4`, `U4@send`). Raises UnknownName, NotAllowed."""
        cell = cell_named(self._framework, words)
        if cell not in self._cells:
            if cell[1] is None:
                cell = next((one for one in self._cells if one[0] == cell[0]), cell)
            if cell not in self._cells:  # a lens of its own, or one that is not for this setting: asked now and after
                after = [place for place, one in enumerate(self._cells) if one[0] == cell[0]]
                spot = after[-1] + 1 if after else len(self._cells)
                self._cells = (*self._cells[:spot], cell, *self._cells[spot:])
        self._place = self._cells.index(cell)
