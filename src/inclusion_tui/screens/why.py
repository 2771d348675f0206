"""Why: for the indicator that is chosen, its strand, the whole and readiness; in words, down to each judgement."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import inclusion_core as ic
from inclusion_tui.keys import keymap
from inclusion_tui.render.heading import voice_words
from inclusion_tui.render.passages import heading, passage
from inclusion_tui.render.rubric import Subject
from inclusion_tui.render.why import (
    Rested,
    gap_passages,
    level_passages,
    overview,
    profile_passages,
    readiness_passages,
    score_passages,
)
from inclusion_tui.screens.home import chosen
from inclusion_tui.screens.passage_page import PassagePage

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.binding import BindingType

    from inclusion_tui.render.passages import Passage

    Told = dict[str, frozenset[str]]

_NO_SUCH = {
    "readiness": "This framework has no readiness gates.",
}


class WhyScreen(PassagePage):
    """Opens on the chosen indicator's level and strand; letters and tab go to the other parts."""

    parts: ClassVar[tuple[str, ...]] = ("passages", "why")
    BINDINGS: ClassVar[list[BindingType]] = keymap.bindings("why")

    def heading(self) -> str:
        """Return whose judgements are explained."""
        made_up = " (made up)" if self.sitting.session.school.made_up else ""
        voice = voice_words(self.sitting.voice, self.sitting.session.review.team)
        return f"Why: {self.sitting.session.school.name}{made_up}, {voice}"

    def passages(self, width: int) -> Sequence[Passage]:
        """Return every part, what is chosen first."""
        at = chosen(self.app)
        if not at:
            return [heading("Nothing to judge", width, first=True),
                    passage("none", "No indicator of this framework is for this sort of setting.", width)]  # fmt: skip
        try:
            card = ic.score_review(self.sitting.desk, self.sitting.session, self.sitting.voice)
        except ic.InclusionError as error:
            scored = [heading("The score", width, part="strand"), passage("score", str(error), width)]
            return [*self._level(at, width), *scored, *self._readiness(width)]
        if self._hidden(card):
            says = "It rests on voices that are hidden from this one until the team reveals them."
            scored = [heading("The score", width, part="strand"), passage("score", says, width)]
            return [*self._level(at, width), *scored, *self._readiness(width)]
        inner = self._told_inside(card)
        near = self._around(self.sitting.framework.indicators[at].strand)
        far = [one.id for one in card.strands if one.id not in near]
        return [
            *self._level(at, width),
            *self._near(card, near, inner, width),
            *self._readiness(width),
            *self._strands(card, far, inner, width),
        ]

    def action_jump(self, part: str) -> None:
        """Go to a part."""
        if not self.text.go_to_part(part):
            self.say(_NO_SUCH.get(part, "There is no such part."))

    def _level(self, at: str, width: int) -> Iterator[Passage]:
        sitting = self.sitting
        framework = sitting.framework
        rested = sitting.judgement(at)
        facets = framework.facet.values if framework.facet is not None else ()
        given = sitting.judgements
        row = sitting.row(at)
        if rested is None and row.stands_in:
            rested = given.get((at, row.stands_in))
        yield from level_passages(
            Subject(
                framework, framework.indicators[at], row, self.app.glyphs, sitting.kinds, sitting.session.review.team
            ),
            Rested(
                made=rested,
                facet=sitting.facet,
                cells={one: given[at, one] for one in facets if (at, one) in given},
                evidence=tuple(sitting.evidence_for(at).values()),
                others=sitting.said(at),
                people=sitting.people,
            ),
            width,
        )

    def _near(self, card: ic.ScoreCard, near: Sequence[str], inner: Told, width: int) -> Iterator[Passage]:
        """Yield the chosen indicator's own strand, the strands around it, and the whole."""
        framework = self.sitting.framework
        gaps = list(gap_passages(framework, card, ic.parting(self.sitting.session, card), width, self.app.glyphs))
        if card.shown == "gap":
            yield from gaps
        yield from self._strands(card, near, inner, width, part="strand")
        if card.overall is not None:
            people = self.sitting.session.review.team
            yield from score_passages(
                framework, card.overall, width, part="overall", told=inner["overall"], people=people
            )
        else:
            yield heading("Strand by strand", width, part="overall")
        yield from overview(framework, card, width)
        if card.shown != "gap":
            yield from gaps
        yield from profile_passages(framework, card, width)

    def _strands(
        self, card: ic.ScoreCard, names: Sequence[str], inner: Told, width: int, *, part: str = ""
    ) -> Iterator[Passage]:
        by_strand = {one.id: one for one in card.strands}
        people, framework = self.sitting.session.review.team, self.sitting.framework
        for place, name in enumerate(names):
            first = "" if place else part
            yield from score_passages(framework, by_strand[name], width, part=first, told=inner[name], people=people)

    def _hidden(self, card: ic.ScoreCard) -> bool:
        """Say whether a score rests on judgements that this voice does not see."""
        seen = {self.sitting.voice, *self.sitting.beside()}
        return any(one not in seen for one in card.voices if one in self.sitting.session.assessments)

    def _around(self, strand: str) -> list[str]:
        """Return a strand and every strand around it, the innermost first."""
        found: list[str] = []
        name: str | None = strand
        while name is not None and name not in found:
            found.append(name)
            name = self.sitting.framework.strands[name].within
        return found

    def _told_inside(self, card: ic.ScoreCard) -> Told:
        """Return, for each score, what strands inside it tell: a judgement is told once, in the innermost strand."""
        framework = self.sitting.framework
        says = {one.id: {each.says for each in one.explanation.because} for one in card.strands}
        found = {
            name: frozenset(one for inside in framework.within(name) if inside != name for one in says[inside])
            for name in framework.strands
        }
        return {**found, "overall": frozenset(one for these in says.values() for one in these)}

    def _readiness(self, width: int) -> Iterator[Passage]:
        sitting = self.sitting
        gates = ic.readiness_of(sitting.session, sitting.voice)
        asked = {one.id for gate in gates for one in gate.would_open}
        standing = {one: sitting.row(one).word or "not looked at yet" for one in asked}
        yield from readiness_passages(sitting.framework, gates, standing, width)
