"""What a move to another edition does to judgements and evidence: what is carried, what is set aside, what is asked.

A judgement is carried where the text it was given to says the same in the new edition. Everything else is set aside: it
stays readable, is never scored, and the reviewer is asked to look again where the question is still asked. Evidence is
what was seen, and follows wherever its indicator went; so do lines of enquiry, actions and practice cards.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from attrs import evolve, frozen

from inclusion_core.analysis.editions.migration import ARCHIVE, Change, Question, changes, is_material
from inclusion_core.errors import NotAllowed, UnknownName
from inclusion_core.identifiers import nearest
from inclusion_core.model.archived import Archived, waiting
from inclusion_core.model.assessment import Cell, cell_text, voice_problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from inclusion_core.model.action import Action
    from inclusion_core.model.archived import Why
    from inclusion_core.model.assessment import Judgement
    from inclusion_core.model.enquiry import LineOfEnquiry
    from inclusion_core.model.evidence import Evidence
    from inclusion_core.model.framework import Framework
    from inclusion_core.model.practice import PracticeCard

    Judgements = Mapping[str, Mapping[Cell, Judgement]]
    T = TypeVar("T", Evidence, LineOfEnquiry, Action, PracticeCard)


_NO_CARDS: Mapping[str, PracticeCard] = MappingProxyType({})


@frozen
class Plan:
    """A move to another edition, worked out and not done.

    `judgements` is how every voice stands afterwards; `archived` are the entries that are new or differ from before,
    and `set_aside` the new ones, the judgements that this move takes out of the count; `evidence`, `enquiry` and
    `actions` and `practice` those that become another, as they will be. `carried` counts judgements that go
    on to count. `open` are the questions that something hangs on and nobody has answered: with any, the move is not
    done.
    """

    old: Framework
    new: Framework
    changes: tuple[Change, ...]
    judgements: Judgements
    archived: tuple[Archived, ...]
    set_aside: tuple[Archived, ...]
    evidence: tuple[Evidence, ...]
    enquiry: tuple[LineOfEnquiry, ...]
    actions: tuple[Action, ...]
    carried: int
    open: tuple[Question, ...]
    practice: tuple[PracticeCard, ...] = ()

    @property
    def unfiled(self) -> tuple[Evidence, ...]:
        """The evidence that belongs to no indicator afterwards and did before."""
        return tuple(one for one in self.evidence if not one.indicators)


def plan(  # noqa: PLR0913  a move takes all of these, all named
    old: Framework,
    new: Framework,
    *,
    judgements: Judgements,
    evidence: Mapping[str, Evidence],
    enquiry: Mapping[str, LineOfEnquiry],
    actions: Mapping[str, Action],
    archive: Mapping[str, Archived],
    answers: Mapping[str, str],
    practice: Mapping[str, PracticeCard] = _NO_CARDS,
) -> Plan:
    """Work out what a move to another edition does. Raises UnknownName, NotAllowed for an answer that fits nothing."""
    found = changes(old, new)
    asked = {one.about: one for change in found for one in change.asks}
    _refuse_answers(old, asked, answers)
    moving = _Moving(old, new, found, asked, answers)
    stands, aside, carried = moving.judgements(judgements, archive)
    again = moving.asked_elsewhere(archive, judgements)
    touched = {cell[0] for cells in judgements.values() for cell in cells} | {
        each for things in (evidence, enquiry, actions, practice) for one in things.values() for each in one.indicators
    }
    open_ones = tuple(one for about, one in asked.items() if about in touched and about not in answers)
    return Plan(
        old, new, found, stands, (*again, *aside), tuple(aside), moving.followed(evidence), moving.followed(enquiry),
        moving.followed(actions), carried, open_ones, moving.followed(practice),
    )  # fmt: skip


def _refuse_answers(old: Framework, asked: Mapping[str, Question], answers: Mapping[str, str]) -> None:
    for about, answer in answers.items():
        if about not in asked:
            if not asked:
                raise NotAllowed(f"Nothing is asked in this move. Leave the answer for {about} out.")
            if about in old.indicators:
                raise NotAllowed(f"Nothing is asked about {about}: what became of it is known. Leave its answer out.")
            raise UnknownName("question about", about, nearest=nearest(about, asked), known=tuple(asked))
        if answer not in asked[about].answers:
            known = asked[about].answers
            raise UnknownName(f"answer for {about}", answer, nearest=nearest(answer, known), known=known)


class _Moving:
    def __init__(
        self,
        old: Framework,
        new: Framework,
        found: Iterable[Change],
        asked: Mapping[str, Question],
        answers: Mapping[str, str],
    ) -> None:
        self.old, self.new, self.asked, self.answers = old, new, asked, answers
        self.change = {each: one for one in found for each in one.old}

    def targets(self, indicator: str) -> tuple[str, ...]:
        """Return where an indicator's question is asked in the new edition, as far as that was said."""
        change = self.change.get(indicator)
        if change is None:
            return ()
        if indicator in self.asked:
            answer = self.answers.get(indicator, ARCHIVE)
            return () if answer == ARCHIVE else (answer,)
        return change.new

    def judgements(
        self, given: Judgements, archive: Mapping[str, Archived]
    ) -> tuple[dict[str, dict[Cell, Judgement]], list[Archived], int]:
        """Return how each voice stands afterwards, what is set aside, and how many go on to count."""
        stands: dict[str, dict[Cell, Judgement]] = {}
        aside: list[Archived] = []
        taken = set(archive)
        carried = 0
        for voice, cells in given.items():
            now: dict[Cell, Judgement] = {}
            for cell in sorted(cells, key=lambda cell: (not self._stays(cell[0]), cell_text(cell))):
                target = self._carried_to(voice, cell, cells[cell])
                if target is not None and target not in now:
                    now[target] = cells[cell]
                    carried += 1
                else:
                    aside.append(self._archived(voice, cell, cells[cell], taken))
            stands[voice] = now
        return stands, aside, carried

    def _stays(self, indicator: str) -> bool:
        return self.targets(indicator) == (indicator,)

    def _fits(self, voice: str, facet: str | None) -> bool:
        """Say whether the new edition has such a voice, and such a lens or layer."""
        axis = self.new.facet
        if voice_problem(self.new, voice):
            return False
        if facet is None:
            return axis is None or not axis.required
        return axis is not None and facet in axis.values

    def _carried_to(self, voice: str, cell: Cell, judgement: Judgement) -> Cell | None:
        """Return the cell in which a judgement goes on to count, or None where it does not."""
        targets = self.targets(cell[0])
        if len(targets) != 1 or not self._fits(voice, cell[1]):
            return None
        if judgement.level is not None and judgement.level not in self.new.scale.order:
            return None
        return None if is_material(self.old, self.new, cell[0], targets[0]) else (targets[0], cell[1])

    def _archived(self, voice: str, cell: Cell, judgement: Judgement, taken: set[str]) -> Archived:
        fits = self._fits(voice, cell[1])
        to = tuple(cell_text((each, cell[1])) for each in self.targets(cell[0])) if fits else ()
        text = cell_text(cell)
        name = wanted = f"{self.old.edition}/{voice}/{text}"
        number = 1
        while name in taken:
            number += 1
            name = f"{wanted}/{number}"
        taken.add(name)
        return Archived(
            name, voice, text, self.old.name, self.old.digest, self._why(cell[0], fits=fits), judgement,
            self.old.indicators[cell[0]].title if cell[0] in self.old.indicators else "", to,
        )  # fmt: skip

    def _why(self, indicator: str, *, fits: bool) -> Why:
        change = self.change.get(indicator)
        if change is None or change.sort == "dropped":
            return "asked" if self.targets(indicator) else "dropped"
        if not fits:
            return "no-place"
        if change.sort == "split":
            return "split"
        return "merged" if change.sort == "merged" else "reworded"

    def followed(self, things: Mapping[str, T]) -> tuple[T, ...]:
        """Return those that become another, as they are afterwards."""
        after = [(one, self._followed(one)) for one in things.values()]
        return tuple(will for one, will in after if will != one)

    def _followed(self, one: T) -> T:
        """Return what speaks of indicators as it is afterwards; a tag says which of them is asked no more."""
        now: dict[str, None] = {}
        gone: list[str] = []
        for each in one.indicators:
            change = self.change.get(each)
            targets = change.new if change is not None and change.new else self.targets(each)
            now.update(dict.fromkeys(targets))
            if not targets:
                gone.append(each)
        tags = tuple(dict.fromkeys((*one.tags, *(f"was for {each} in {self.old.edition}" for each in gone))))
        return evolve(one, indicators=tuple(now), tags=tags)

    def asked_elsewhere(self, archive: Mapping[str, Archived], judgements: Judgements) -> list[Archived]:
        """Return what was set aside earlier and still waits, with the places where it is asked from now on."""
        found = []
        for one in archive.values():
            if not waiting(one, judgements):
                continue
            to: dict[str, None] = {}
            for text in one.to:
                indicator, at_sign, facet = text.partition("@")
                change = self.change.get(indicator)
                if self._fits(one.voice, facet if at_sign else None) and change is not None:
                    to.update(dict.fromkeys(f"{each}{at_sign}{facet}" for each in change.new))
            if tuple(to) != one.to:
                found.append(evolve(one, to=tuple(to)))
        return found
